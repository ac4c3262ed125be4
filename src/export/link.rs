//! The link that makes a repository again.

use std::fmt::Write;

use crate::blueprint::Blueprint;
use crate::design::{Design, link};

/// The link of a design: at a site, or from `#` on where none is known. Whatever the site's address holds, the link stands
/// for itself as a link's destination in Markdown, in code and between quotes: what does not is percent-encoded.
pub fn address(site: Option<&str>, design: &Design, blueprint: &Blueprint) -> String {
    let mut address = String::new();
    for byte in site.unwrap_or_default().bytes() {
        // RFC 3986's unreserved characters and those delimiters that mean nothing in the formats that are exported.
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => address.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'%' | b'=' | b'&' | b'+' | b',' => {
                address.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    format!("{address}#{}", link::encode(design, blueprint))
}

/// The site of a link: what stands before `#`.
pub fn site(link: &str) -> Option<&str> {
    link.split_once('#').map(|(site, _)| site.trim()).filter(|site| !site.is_empty())
}
