//! A repository as a zip: the same repository gives the same bytes.
//!
//! Invariants: the entries are sorted; every time is the first that the format knows, 1 January 1980; a file is 0644, or
//! 0755 when it is to be run; everything lies in one folder.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Repository;

/// The folder of a project whose name makes none.
const UNNAMED: &str = "landform";

/// The zip's bytes. Fails only beyond the limits of the format: 65,535 bytes of a path.
pub fn zip(repository: &Repository) -> Result<Vec<u8>, ZipError> {
    let folder = folder(&repository.name);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in &repository.files {
        let mode = if is_executable(text) { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(mode);
        zip.start_file(format!("{folder}/{path}"), options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Whether a file is to be run: its first line says by what.
pub fn is_executable(text: &str) -> bool {
    text.starts_with("#!")
}

/// The top folder: the project's name when it is a plain one (letters, digits and inner hyphens, at most 64 of them).
pub fn folder(project: &str) -> &str {
    let plain = (1..=64).contains(&project.len())
        && project.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !project.starts_with('-')
        && !project.ends_with('-');
    if plain { project } else { UNNAMED }
}
