//! The page stands: site/start.js takes away what stood there before.

/// What happens on the window then.
const STARTED: &str = "landform:started";

/// Tells it.
pub fn tell() {
    super::tell(STARTED);
}
