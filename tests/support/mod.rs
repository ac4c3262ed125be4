//! What several test files share.
#![allow(dead_code)]

pub mod case;
pub mod compare;
pub mod console;
pub mod diagnostics;
pub mod provider;
pub mod rules;
pub mod terraform;
pub mod workshop;
