//! The code that comes later. `tools/cut` moves what the first load does not need into a module of its own; `site/start.js`
//! brings it as soon as the page stands. What is exported here never is in that module.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// What `site/start.js` gives for it.
    #[wasm_bindgen(js_namespace = landform, js_name = bringLaterCode)]
    fn bring();
}

/// Brings it at once: where such code is asked for before it is there, the cut calls this first.
#[wasm_bindgen]
pub fn bring_later_code() {
    bring();
}

/// The integrity of a file, as an attribute `integrity` has it: what is brought at once has no browser that would check it.
#[wasm_bindgen]
pub fn integrity_of(file: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(file)))
}
