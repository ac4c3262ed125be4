//! The texts in a zip, read with limits: whoever gives one may have made it.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};

/// The most files that are read of a zip.
const MOST: usize = 4_000;

/// The paths and texts of the files of a zip that are `wanted`, in its order. None of them is longer than `longest` bytes: what
/// is cut there is not given. What is no text is left out.
///
/// # Errors
/// When it is no zip, is damaged, or packs a wanted file in a way that is not read here.
pub fn texts(
    bytes: &[u8],
    longest: usize,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let zip = ZipArchive::from_slice(bytes)?;
    let mut entries = zip.entries();
    let mut texts = Vec::new();
    while let Some(entry) = entries.next_entry()? {
        let name = entry.file_path().try_normalize()?.as_ref().to_owned();
        if name.ends_with('/') || !wanted(&name) || texts.len() >= MOST {
            continue;
        }
        let packed = zip.get_entry(entry.wayfinder())?;
        let content: Box<dyn Read> = match entry.compression_method() {
            CompressionMethod::STORE => Box::new(packed.verifying_reader(packed.data())),
            CompressionMethod::DEFLATE => Box::new(packed.verifying_reader(DeflateDecoder::new(packed.data()))),
            _ => return Err(format!("{name} is packed in a way that is not read here").into()),
        };
        let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1);
        let mut text = Vec::new();
        content.take(most).read_to_end(&mut text)?;
        if let (true, Ok(text)) = (text.len() <= longest, String::from_utf8(text)) {
            texts.push((name, text));
        }
    }
    Ok(texts)
}

/// The texts of a zip whose files all lie in one folder, by their path in it; none when it is not such a one.
pub fn folder(bytes: &[u8], longest: usize) -> Option<std::collections::BTreeMap<String, String>> {
    let texts = texts(bytes, longest, |_| true).ok()?;
    let (top, _) = texts.first()?.0.split_once('/')?;
    let top = format!("{top}/");
    texts.iter().map(|(path, text)| Some((path.strip_prefix(&top)?.to_owned(), text.clone()))).collect()
}
