//! `cut mark IN OUT MARKS` and `cut split IN LIST FIRST LATER`: see the library.

use std::error::Error;
use std::process::ExitCode;
use std::{env, fs};

use cut::list::List;
use cut::mark::mark;
use cut::split::split;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cut: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    match arguments {
        ["mark", from, to, marks] => {
            let marked = mark(&fs::read(from)?)?;
            fs::write(to, &marked.module)?;
            let names: Vec<String> = marked.names.iter().map(|name| format!("\"{name:08x}\"")).collect();
            fs::write(marks, format!("{{\"base\":{},\"names\":[{}]}}\n", marked.base, names.join(",")))?;
        }
        ["split", from, list, first, later] => {
            let split = split(&fs::read(from)?, &List::read(&fs::read_to_string(list)?)?)?;
            fs::write(first, &split.first)?;
            fs::write(later, &split.later)?;
        }
        _ => return Err("cut mark IN OUT MARKS | cut split IN LIST FIRST LATER".into()),
    }
    Ok(())
}
