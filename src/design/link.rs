//! A design as a link: `v1.` and the base64url (without padding) of the raw deflate of its JSON.
//!
//! Invariant: decoding takes any text. It neither panics nor grows beyond its limits, and drops nothing silently.

use std::io::{self, Read};

use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine as _};
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use thiserror::Error;

use super::design::{Design, VERSION};
use super::file::{self, newer_version, read_design};
use super::note::{Note, shown};
use crate::blueprint::Blueprint;

/// The longest link that is read, in bytes. Chromium's own limit for an address is 2 MiB.
pub const LONGEST: usize = 1 << 20;

/// Writes without padding; reads with and without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Why nothing could be read from a link.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
enum Broken {
    #[error("This address carries no design: one goes on with #v{VERSION}. and many letters and digits.")]
    NoDesign,
    #[error("This link has {0} characters, and no more than {LONGEST} are read.")]
    TooLong(usize),
    #[error("This link holds {0}, which no link does: it was changed on its way.")]
    Foreign(String),
    #[error("This link is cut off, or was changed on its way.")]
    Damaged,
    #[error("This link unpacks to more than {} bytes, which no design has.", file::LONGEST)]
    TooLarge,
}

/// The design's link, without `#`: `v1.…`.
pub fn encode(design: &Design, blueprint: &Blueprint) -> String {
    let json = design.to_json(blueprint).to_string();
    format!("v{VERSION}.{}", BASE64.encode(deflated(json.as_bytes()).unwrap_or_default()))
}

/// Reading from and writing to memory does not fail.
fn deflated(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    DeflateEncoder::new(text, Compression::best()).read_to_end(&mut packed)?;
    Ok(packed)
}

/// Reads a link: with or without the address and the `#` before it. Where nothing can be read, the presets are returned,
/// with a note that says why.
pub fn decode(link: &str, blueprint: &Blueprint) -> (Design, Vec<Note>) {
    let mut notes = Vec::new();
    let fragment = link.rsplit_once('#').map_or(link, |(_, fragment)| fragment).trim();
    let (design, found) = match unpack(fragment, &mut notes) {
        Ok(json) => read_design(&json, blueprint),
        Err(broken) => {
            let what = format!("{broken} Nothing could be read from it, and the presets stand.");
            (Design::new(blueprint), vec![Note::new(&[], what, "Ask for the link again.")])
        }
    };
    for note in found {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    (design, notes)
}

fn unpack(fragment: &str, notes: &mut Vec<Note>) -> Result<String, Broken> {
    if fragment.len() > LONGEST {
        return Err(Broken::TooLong(fragment.len()));
    }
    let (version, payload) =
        fragment.strip_prefix('v').and_then(|rest| rest.split_once('.')).ok_or(Broken::NoDesign)?;
    if version.is_empty() || version.starts_with('0') || !version.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Broken::NoDesign);
    }
    if version.parse() != Ok(VERSION) {
        notes.push(newer_version(version));
    }
    let packed = BASE64.decode(payload).map_err(|error| match error {
        DecodeError::InvalidByte(at, _) => {
            Broken::Foreign(shown(payload.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('�').to_string()))
        }
        _ => Broken::Damaged,
    })?;
    let mut text = Vec::new();
    let mut unpacked = DeflateDecoder::new(packed.as_slice()).take(file::LONGEST as u64 + 1);
    unpacked.read_to_end(&mut text).map_err(|_| Broken::Damaged)?;
    if text.len() > file::LONGEST {
        return Err(Broken::TooLarge);
    }
    String::from_utf8(text).map_err(|_| Broken::Damaged)
}
