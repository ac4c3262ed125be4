//! The command line twin's entry: `src/cli/` is what it does.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    landform::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
