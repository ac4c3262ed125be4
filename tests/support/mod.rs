//! What several test files share.
#![allow(dead_code)]

pub mod diagnostics;
pub mod provider;
pub mod terraform;
