//! `base64gzip`: gzip byte for byte as Go's `compress/gzip` writes it at its default level, flushed before it is closed.
//!
//! Any gzip of a text would say the same to who unpacks it, but it would be another value than Terraform's, and a plan that
//! holds it would differ.

use flate2::Crc;

mod blocks;
mod huffman;
mod matches;

/// The gzip of some bytes, without name and time.
pub fn compress(bytes: &[u8]) -> Vec<u8> {
    // Deflate, no flags, no time, default level, no particular operating system.
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let mut writer = blocks::Writer::new(&mut out);
    for block in matches::blocks(bytes) {
        writer.block(&block.tokens, block.stored);
    }
    // An empty block from the flush, and another at the end.
    writer.stored(&[], false);
    writer.stored(&[], true);
    let mut crc = Crc::new();
    crc.update(bytes);
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    out
}
