//! A repository as a zip: the same repository gives the same bytes.
//!
//! Invariants: the entries are sorted; every time is the first that the format knows, 1 January 1980; a file is 0644, or
//! 0755 when it is to be run; everything lies in one folder.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, Error, ZipArchiveWriter};

use super::Repository;

/// The folder of a project whose name makes none.
const UNNAMED: &str = "landform";

/// Of every entry.
const TIME: Option<UtcDateTime> = UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0);

/// The zip's bytes. Fails only beyond the limits of the format: 65,535 bytes of a path.
pub fn zip(repository: &Repository) -> Result<Vec<u8>, Error> {
    let mut zipping = Zipping::begin(&repository.name);
    for (path, text) in &repository.files {
        zipping.add(path, text)?;
    }
    zipping.finish()
}

/// A zip while it is made, file by file: who must answer in between can.
pub struct Zipping {
    folder: String,
    zip: ZipArchiveWriter<Vec<u8>>,
}

impl Zipping {
    /// A zip without files, of a project.
    pub fn begin(project: &str) -> Zipping {
        Zipping { folder: folder(project).to_owned(), zip: ZipArchiveWriter::new(Vec::new()) }
    }

    /// Adds a file; files come in the order of their paths. Fails beyond 65,535 bytes of a path.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let mode = if is_executable(text) { 0o755 } else { 0o644 };
        let path = format!("{}/{path}", self.folder);
        let mut file =
            self.zip.new_file(path.as_str()).compression_method(CompressionMethod::DEFLATE).unix_permissions(mode);
        if let Some(time) = TIME {
            file = file.last_modified(time);
        }
        let (mut entry, config) = file.start()?;
        let mut content = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        content.write_all(text.as_bytes())?;
        let (deflate, description) = content.finish()?;
        deflate.finish()?;
        entry.finish(description)?;
        Ok(())
    }

    /// The bytes.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.zip.finish()
    }
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
