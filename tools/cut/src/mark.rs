//! A module that marks each function that has run, by a byte of its memory: how it is found out what the first load needs.

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, Instruction, MemArg, MemArgTarget, MemorySection, Module as Written, RawSection, SectionId,
};

use crate::Error;
use crate::list::hash;
use crate::module::Module;

/// A page of memory, in bytes.
const PAGE: u64 = 65_536;

/// A module that marks, and where.
pub struct Marked {
    /// The module.
    pub module: Vec<u8>,
    /// Where the first function's byte is; the others follow.
    pub base: u64,
    /// The hash of each function's name, in the order of their bytes.
    pub names: Vec<u32>,
}

/// Makes each function of a module mark that it has run. The marks stand behind the memory that the module starts with, where
/// its allocator never looks.
///
/// # Errors
/// See [`Module::read`]; a module without a memory of its own.
pub fn mark(bytes: &[u8]) -> Result<Marked, Error> {
    let module = Module::read(bytes)?;
    let memory = *module.memories.first().ok_or("it has no memory".to_owned())?;
    let base = memory.initial * PAGE;
    let mut written = Written::new();
    for (id, section) in &module.sections {
        match *id {
            id if id == SectionId::Memory as u8 => {
                let mut memories = MemorySection::new();
                let mut memory = RoundtripReencoder.memory_type(memory)?;
                memory.minimum += (module.bodies.len() as u64).div_ceil(PAGE);
                memories.memory(memory);
                written.section(&memories);
            }
            id if id == SectionId::Code as u8 => {
                written.section(&code(&module, base)?);
            }
            id => {
                written.section(&RawSection { id, data: section });
            }
        }
    }
    let names = module.names[module.imported as usize..].iter().map(|name| hash(name)).collect();
    Ok(Marked { module: written.finish(), base, names })
}

fn code(module: &Module, base: u64) -> Result<CodeSection, Error> {
    let mut code = CodeSection::new();
    for (n, body) in module.bodies.iter().enumerate() {
        let mut function = RoundtripReencoder.new_function_with_parsed_locals(body)?;
        function.instruction(&Instruction::I32Const(n as i32));
        function.instruction(&Instruction::I32Const(1));
        function.instruction(&Instruction::I32Store8(MemArg {
            offset: base,
            align: 0,
            target: MemArgTarget::Memory(0),
            ordering: None,
        }));
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&RoundtripReencoder.parse_instruction(&mut operators)?);
        }
        code.function(&function);
    }
    Ok(code)
}
