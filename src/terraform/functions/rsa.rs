//! `rsadecrypt`: RSA with the padding of PKCS #1, and the private keys that Terraform reads: PEM of PKCS #1, PKCS #8 and
//! OpenSSH, without a passphrase.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use num_bigint::BigUint;

use super::Fault;
use crate::terraform::quote::quote;

/// What can be decrypted with.
struct PrivateKey {
    modulus: BigUint,
    exponent: BigUint,
}

/// The text that a ciphertext in base64 stands for.
pub fn decrypt(ciphertext: &str, key: &str) -> Result<String, Fault> {
    let bytes = STANDARD.decode(ciphertext.replace(['\r', '\n'], "")).map_err(|_| {
        let said = quote(ciphertext);
        Fault::at(0, format!("failed to decode input {said}: cipher text must be base64-encoded"))
    })?;
    let key = PrivateKey::parse(key).map_err(|why| Fault::at(1, format!("invalid private key: {why}")))?;
    let failed = || Fault::new("failed to decrypt: crypto/rsa: decryption error");
    let number = BigUint::from_bytes_be(&bytes);
    let size = key.modulus.bits().div_ceil(8) as usize;
    if size < 11 || bytes.len() > size || number >= key.modulus || key.modulus.bits() > MAX_BITS {
        return Err(failed());
    }
    let padded = number.modpow(&key.exponent, &key.modulus).to_bytes_be();
    // 0, 2, at least eight bytes that are not zero, 0, the message. The leading zero is not written.
    let (kind, rest) = padded.split_first().ok_or_else(failed)?;
    let end = rest.iter().position(|byte| *byte == 0).ok_or_else(failed)?;
    if padded.len() != size - 1 || *kind != 2 || end < 8 {
        return Err(failed());
    }
    Ok(String::from_utf8_lossy(rest.get(end + 1..).unwrap_or_default()).into_owned())
}

/// Longer keys would take seconds.
const MAX_BITS: u64 = 16_384;

impl PrivateKey {
    fn parse(pem: &str) -> Result<PrivateKey, String> {
        let (label, body) = unarmoured(pem).ok_or("ssh: no key found")?;
        if body.contains("ENCRYPTED") {
            return Err("ssh: this private key is passphrase protected".into());
        }
        let base64: String = body.split_whitespace().collect();
        let bytes = STANDARD.decode(base64).map_err(|_| "ssh: no key found")?;
        let key = match label {
            "RSA PRIVATE KEY" => pkcs1(&bytes),
            "PRIVATE KEY" => pkcs8(&bytes),
            "OPENSSH PRIVATE KEY" => return open_ssh(&bytes),
            other => return Err(format!("ssh: unsupported key type {}", quote(other))),
        };
        key.ok_or_else(|| "asn1: structure error: not an RSA private key".into())
    }
}

/// The label and the text between the lines of a PEM file.
fn unarmoured(pem: &str) -> Option<(&str, &str)> {
    let (_, rest) = pem.split_once("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let (body, _) = rest.split_once(&format!("-----END {label}-----"))?;
    Some((label, body))
}

/// The next element of DER: its tag, its contents and what follows.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, mut rest) = rest.split_first()?;
    let length = if *first < 0x80 {
        usize::from(*first)
    } else {
        let (digits, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
        rest = after;
        digits.iter().try_fold(0usize, |length, digit| length.checked_mul(256)?.checked_add(usize::from(*digit)))?
    };
    let (contents, rest) = rest.split_at_checked(length)?;
    Some((*tag, contents, rest))
}

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

fn tagged(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    element(bytes).filter(|(found, ..)| *found == tag).map(|(_, contents, rest)| (contents, rest))
}

/// Version, modulus, public exponent, private exponent, and what only makes decryption faster.
fn pkcs1(bytes: &[u8]) -> Option<PrivateKey> {
    let (fields, _) = tagged(SEQUENCE, bytes)?;
    let (_, fields) = tagged(INTEGER, fields)?;
    let (modulus, fields) = tagged(INTEGER, fields)?;
    let (_, fields) = tagged(INTEGER, fields)?;
    let (exponent, _) = tagged(INTEGER, fields)?;
    Some(PrivateKey { modulus: BigUint::from_bytes_be(modulus), exponent: BigUint::from_bytes_be(exponent) })
}

/// Version, algorithm, and the key in the algorithm's own form.
fn pkcs8(bytes: &[u8]) -> Option<PrivateKey> {
    let (fields, _) = tagged(SEQUENCE, bytes)?;
    let (_, fields) = tagged(INTEGER, fields)?;
    let (_, fields) = tagged(SEQUENCE, fields)?;
    let (key, _) = tagged(OCTETS, fields)?;
    pkcs1(key)
}

/// The next string of the OpenSSH format: four bytes of length, contents.
fn string<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (contents, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *bytes = rest;
    Some(contents)
}

fn open_ssh(bytes: &[u8]) -> Result<PrivateKey, String> {
    let invalid = || "ssh: invalid openssh private key format".to_owned();
    let mut rest = bytes.strip_prefix(b"openssh-key-v1\0").ok_or_else(invalid)?;
    if string(&mut rest).ok_or_else(invalid)? != b"none" {
        return Err("ssh: this private key is passphrase protected".into());
    }
    let key = || -> Option<PrivateKey> {
        // Key derivation and its options, the number of keys, the public key.
        string(&mut rest)?;
        string(&mut rest)?;
        rest = rest.get(4..)?;
        string(&mut rest)?;
        // Twice the same random number, the type, and the key.
        let mut key = string(&mut rest)?.get(8..)?;
        if string(&mut key)? != b"ssh-rsa" {
            return None;
        }
        let modulus = BigUint::from_bytes_be(string(&mut key)?);
        string(&mut key)?;
        Some(PrivateKey { modulus, exponent: BigUint::from_bytes_be(string(&mut key)?) })
    }();
    key.ok_or_else(invalid)
}
