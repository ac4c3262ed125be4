//! The two modules. In the first, a function that comes later is a stub that asks for the second module, where that is not there
//! yet, and calls through a slot that is added to the table. The second imports what it uses of the first, and fills the slots
//! when it is instantiated.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error as ReencodeError, Reencode, RoundtripReencoder};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, Module as Written, RawSection, SectionId, TableSection, TableType,
};
use wasmparser::ExternalKind;

use crate::Error;
use crate::list::List;
use crate::module::Module;

/// What the first module exports that brings the second, at once: a function without parameters.
pub const BRING: &str = "bring_later_code";

/// What is called while the second is brought. Neither these nor what they call come later.
const MEANWHILE: [&str; 2] = [BRING, "integrity_of"];

/// The module name by which the second imports from the first.
pub const FIRST: &str = "first";

/// The two modules.
pub struct Split {
    /// What the first load needs.
    pub first: Vec<u8>,
    /// What comes later.
    pub later: Vec<u8>,
}

/// Cuts a module: what the list has comes later, but for what is exported and what brings it.
///
/// # Errors
/// See [`Module::read`]; a module that does not export [`BRING`], or has no table of functions.
pub fn split(bytes: &[u8], list: &List) -> Result<Split, Error> {
    let module = Module::read(bytes)?;
    let cut = Cut::new(&module, list)?;
    Ok(Split { first: cut.first()?, later: cut.later()? })
}

struct Cut<'a> {
    module: &'a Module<'a>,
    /// The functions that come later, in the order of their names: what is alike stands together, which packs better.
    moved: Vec<u32>,
    /// Of those, what is asked for from the first module, with its slot in the table.
    slots: BTreeMap<u32, u32>,
    /// What the second module uses of the first, and so imports.
    shared: Vec<u32>,
    /// The table of functions, and the slot that is added first.
    table: u32,
    base: u32,
    bring: u32,
}

impl<'a> Cut<'a> {
    fn new(module: &'a Module<'a>, list: &List) -> Result<Cut<'a>, Error> {
        let exported = module.exports.iter().filter(|export| export.kind == ExternalKind::Func);
        let mut first: BTreeSet<u32> = exported.clone().map(|export| export.index).collect();
        let bring =
            exported.clone().find(|export| export.name == BRING).ok_or(format!("it exports no `{BRING}`"))?.index;
        let meanwhile = exported.filter(|export| MEANWHILE.contains(&export.name));
        let mut reached: Vec<u32> = meanwhile.map(|export| export.index).collect();
        while let Some(function) = reached.pop() {
            reached.extend(module.calls(function)?.into_iter().filter(|called| first.insert(*called)));
        }
        let all = module.imported..module.types.len() as u32;
        let mut moved: Vec<u32> = all
            .clone()
            .filter(|function| !first.contains(function) && list.has(&module.names[*function as usize]))
            .collect();
        moved.sort_by_key(|function| &module.names[*function as usize]);
        let later: BTreeSet<u32> = moved.iter().copied().collect();

        let mut asked: BTreeSet<u32> =
            module.listed.iter().copied().filter(|function| later.contains(function)).collect();
        let mut shared = BTreeSet::new();
        for function in all {
            for called in module.calls(function)? {
                match (later.contains(&function), later.contains(&called)) {
                    (false, true) => asked.insert(called),
                    (true, false) => shared.insert(called),
                    _ => continue,
                };
            }
        }
        let table = module
            .tables
            .iter()
            .position(|table| table.element_type.is_func_ref())
            .ok_or("it has no table of functions".to_owned())?;
        let base = module.tables[table].initial as u32;
        let slots = asked.into_iter().zip(base..).collect();
        Ok(Cut { module, moved, slots, shared: shared.into_iter().collect(), table: table as u32, base, bring })
    }

    /// The table's type with the slots that are added.
    fn tables(&self) -> Result<Vec<TableType>, Error> {
        let mut tables = self
            .module
            .tables
            .iter()
            .map(|table| RoundtripReencoder.table_type(*table))
            .collect::<Result<Vec<_>, _>>()?;
        let grown = &mut tables[self.table as usize];
        grown.minimum += self.slots.len() as u64;
        grown.maximum = grown.maximum.map(|maximum| maximum.max(grown.minimum));
        Ok(tables)
    }

    /// What the second module imports beside functions, under these names: every table, memory and global.
    fn state(&self) -> Result<Vec<(String, ExportKind, u32, EntityType)>, Error> {
        let mut state = Vec::new();
        for (n, table) in self.tables()?.into_iter().enumerate() {
            state.push((format!("t{n}"), ExportKind::Table, n as u32, EntityType::Table(table)));
        }
        for (n, memory) in self.module.memories.iter().enumerate() {
            let memory = RoundtripReencoder.memory_type(*memory)?;
            state.push((format!("m{n}"), ExportKind::Memory, n as u32, EntityType::Memory(memory)));
        }
        for (n, global) in self.module.globals.iter().enumerate() {
            let global = RoundtripReencoder.global_type(*global)?;
            state.push((format!("g{n}"), ExportKind::Global, n as u32, EntityType::Global(global)));
        }
        Ok(state)
    }

    fn first(&self) -> Result<Vec<u8>, Error> {
        let mut written = Written::new();
        for (id, section) in &self.module.sections {
            match *id {
                // Names and tools are nothing to a browser.
                id if id == SectionId::Custom as u8 => {}
                id if id == SectionId::Function as u8 => {
                    let mut functions = FunctionSection::new();
                    let own = &self.module.types[self.module.imported as usize..];
                    own.iter().chain([&self.module.types[self.bring as usize]]).for_each(|type_| {
                        functions.function(*type_);
                    });
                    written.section(&functions);
                }
                id if id == SectionId::Table as u8 => {
                    let mut tables = TableSection::new();
                    self.tables()?.into_iter().for_each(|table| {
                        tables.table(table);
                    });
                    written.section(&tables);
                }
                id if id == SectionId::Export as u8 => {
                    written.section(&self.exports()?);
                }
                id if id == SectionId::Code as u8 => {
                    written.section(&self.stubs());
                }
                id => {
                    written.section(&RawSection { id, data: section });
                }
            }
        }
        Ok(written.finish())
    }

    fn exports(&self) -> Result<ExportSection, Error> {
        let mut exports = ExportSection::new();
        for export in &self.module.exports {
            exports.export(export.name, RoundtripReencoder.export_kind(export.kind)?, export.index);
        }
        for (name, kind, index, _) in self.state()? {
            exports.export(&name, kind, index);
        }
        for (n, function) in self.shared.iter().enumerate() {
            exports.export(&short(n), ExportKind::Func, *function);
        }
        Ok(exports)
    }

    /// The first module's code: what it keeps as it stands, stubs for what comes later, and behind all what they call first.
    fn stubs(&self) -> CodeSection {
        let moved: BTreeSet<u32> = self.moved.iter().copied().collect();
        let ensure = self.module.types.len() as u32;
        let mut code = CodeSection::new();
        for (function, body) in (self.module.imported..).zip(&self.module.bodies) {
            if !moved.contains(&function) {
                code.raw(body.as_bytes());
                continue;
            }
            let mut stub = Function::new([]);
            match self.slots.get(&function) {
                Some(slot) => {
                    let type_index = self.module.types[function as usize];
                    stub.instruction(&Instruction::Call(ensure));
                    for parameter in 0..self.module.parameters[type_index as usize] {
                        stub.instruction(&Instruction::LocalGet(parameter));
                    }
                    stub.instruction(&Instruction::I32Const(*slot as i32));
                    stub.instruction(&Instruction::CallIndirect { type_index, table_index: self.table });
                }
                // Only what comes later asks for it.
                None => {
                    stub.instruction(&Instruction::Unreachable);
                }
            }
            stub.instruction(&Instruction::End);
            code.function(&stub);
        }
        let mut there = Function::new([]);
        there.instruction(&Instruction::I32Const(self.base as i32));
        there.instruction(&Instruction::TableGet(self.table));
        there.instruction(&Instruction::RefIsNull);
        there.instruction(&Instruction::If(BlockType::Empty));
        there.instruction(&Instruction::Call(self.bring));
        there.instruction(&Instruction::End);
        there.instruction(&Instruction::End);
        code.function(&there);
        code
    }

    fn later(&self) -> Result<Vec<u8>, Error> {
        let mut imports = ImportSection::new();
        for (name, _, _, entity) in self.state()? {
            imports.import(FIRST, &name, entity);
        }
        for (n, function) in self.shared.iter().enumerate() {
            imports.import(FIRST, &short(n), EntityType::Function(self.module.types[*function as usize]));
        }
        let places: BTreeMap<u32, u32> = self.shared.iter().chain(&self.moved).copied().zip(0..).collect();
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for function in &self.moved {
            functions.function(self.module.types[*function as usize]);
            if let Some(body) = self.module.body(*function) {
                Placed(&places).parse_function_body(&mut code, body.clone())?;
            }
        }
        let filled: Vec<u32> = self.slots.keys().map(|function| places[function]).collect();
        let mut elements = ElementSection::new();
        elements.active(Some(self.table), &ConstExpr::i32_const(self.base as i32), Elements::Functions(filled.into()));
        let mut written = Written::new();
        for (id, section) in &self.module.sections {
            if *id == SectionId::Type as u8 {
                written.section(&RawSection { id: *id, data: section });
            }
        }
        written.section(&imports).section(&functions).section(&elements).section(&code);
        Ok(written.finish())
    }
}

/// Functions where they stand in the second module; all else has the index that it has in the first.
struct Placed<'a>(&'a BTreeMap<u32, u32>);

impl Reencode for Placed<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, ReencodeError> {
        Ok(self.0[&function])
    }
}

/// A short name for the nth shared function: it is downloaded twice.
fn short(mut n: usize) -> String {
    const DIGITS: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::from("f");
    loop {
        name.push(char::from(DIGITS[n % DIGITS.len()]));
        n /= DIGITS.len();
        if n == 0 {
            return name;
        }
    }
}
