//! What of a module is asked for: its sections as they stand, its functions with their types and names, and what refers to them.

use wasmparser::{
    ElementItems, Export, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Operator, Parser, Payload,
    TableType, TypeRef,
};

use crate::Error;

/// A module, read.
#[derive(Default)]
pub struct Module<'a> {
    /// The sections, in their order: what each is, and its bytes without its head.
    pub sections: Vec<(u8, &'a [u8])>,
    /// How many functions are imported: they have the first indices.
    pub imported: u32,
    /// The type of each function, the imported ones first.
    pub types: Vec<u32>,
    /// How many parameters each type of a function has.
    pub parameters: Vec<u32>,
    /// The name of each function, where the module says it.
    pub names: Vec<String>,
    /// The functions that are not imported.
    pub bodies: Vec<FunctionBody<'a>>,
    /// What is exported.
    pub exports: Vec<Export<'a>>,
    /// The tables, the memories and the globals.
    pub tables: Vec<TableType>,
    /// See [`tables`](Self::tables).
    pub memories: Vec<MemoryType>,
    /// See [`tables`](Self::tables).
    pub globals: Vec<GlobalType>,
    /// The functions that stand in a table.
    pub listed: Vec<u32>,
}

impl<'a> Module<'a> {
    /// Reads a module.
    ///
    /// # Errors
    /// What is no module; what the site's has never had: a start function, imports that are no functions, or elements that are
    /// expressions.
    pub fn read(bytes: &'a [u8]) -> Result<Module<'a>, Error> {
        let mut module = Module::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                let section = bytes.get(range.start as usize..range.end as usize);
                module.sections.push((id, section.ok_or("a section is cut off".to_owned())?));
            }
            module.take(payload)?;
        }
        module.names.resize(module.types.len(), String::new());
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), Error> {
        match payload {
            Payload::TypeSection(section) => {
                for function in section.into_iter_err_on_gc_types() {
                    self.parameters.push(function?.params().len() as u32);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    match import?.ty {
                        TypeRef::Func(type_) => self.types.push(type_),
                        other => return Err(format!("an import is no function: {other:?}").into()),
                    }
                }
                self.imported = self.types.len() as u32;
            }
            Payload::FunctionSection(section) => {
                for type_ in section {
                    self.types.push(type_?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => self.memories = section.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => self.exports = section.into_iter().collect::<Result<_, _>>()?,
            Payload::StartSection { .. } => return Err("it starts by itself".to_owned().into()),
            Payload::ElementSection(section) => {
                for element in section {
                    let ElementItems::Functions(functions) = element?.items else {
                        return Err("an element is an expression".to_owned().into());
                    };
                    for function in functions {
                        self.listed.push(function?);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for subsection in names {
                        if let Name::Function(functions) = subsection? {
                            self.name(functions)?;
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn name(&mut self, functions: wasmparser::NameMap<'a>) -> Result<(), Error> {
        self.names.resize(self.types.len(), String::new());
        for naming in functions {
            let naming = naming?;
            if let Some(name) = self.names.get_mut(naming.index as usize) {
                naming.name.clone_into(name);
            }
        }
        Ok(())
    }

    /// The body of a function that is not imported.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(function.checked_sub(self.imported)? as usize)
    }

    /// The functions that a function calls by name.
    ///
    /// # Errors
    /// What is no code.
    pub fn calls(&self, function: u32) -> Result<Vec<u32>, Error> {
        let mut calls = Vec::new();
        let Some(body) = self.body(function) else { return Ok(calls) };
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            match operators.read()? {
                Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } => {
                    calls.push(function_index);
                }
                _ => {}
            }
        }
        Ok(calls)
    }
}
