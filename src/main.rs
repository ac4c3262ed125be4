//! The browser's entry: mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    landform::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the site's entry and runs in a browser: `make run` builds and serves it.");
    std::process::exit(2);
}
