//! The character encodings of `textencodebase64` and `textdecodebase64`: Unicode's and those of western Europe.

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Bytes 0 to 127.
    Ascii,
    /// The first 256 characters of Unicode.
    Latin1,
    /// Latin 1 with letters and signs in place of its second set of control characters.
    Windows1252,
    /// UTF-8
    Utf8,
    /// UTF-16 that begins with a mark of its byte order; without one it is big-endian.
    Utf16,
    /// UTF-16, big-endian; a mark is a character.
    Utf16Be,
    /// UTF-16, little-endian; a mark is a character.
    Utf16Le,
}

/// Bytes 0x80 to 0x9f of Windows-1252; five of them mean nothing.
const WINDOWS_1252: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

impl Charset {
    /// The encoding of an IANA name or alias, in any case.
    pub fn of(name: &str) -> Option<Charset> {
        Some(match name.to_ascii_lowercase().as_str() {
            "us-ascii" | "iso-ir-6" | "ansi_x3.4-1968" | "ansi_x3.4-1986" | "iso_646.irv:1991" | "iso646-us" | "us"
            | "ibm367" | "cp367" | "csascii" => Charset::Ascii,
            "iso_8859-1:1987" | "iso-ir-100" | "iso_8859-1" | "iso-8859-1" | "latin1" | "l1" | "ibm819" | "cp819"
            | "csisolatin1" => Charset::Latin1,
            "windows-1252" | "cswindows1252" => Charset::Windows1252,
            "utf-8" | "csutf8" => Charset::Utf8,
            "utf-16" | "csutf16" => Charset::Utf16,
            "utf-16be" | "csutf16be" => Charset::Utf16Be,
            "utf-16le" | "csutf16le" => Charset::Utf16Le,
            _ => return None,
        })
    }

    /// Whether Terraform has an encoding of this name that is not here: of other alphabets and other systems.
    pub fn is_foreign(name: &str) -> bool {
        const FAMILIES: &[&str] = &[
            "iso-8859-",
            "iso_8859-",
            "latin",
            "windows-",
            "cswindows",
            "csisolatin",
            "ibm",
            "cp",
            "koi8",
            "euc-",
            "shift_jis",
            "ms_kanji",
            "gb",
            "hz-gb",
            "big5",
            "macintosh",
            "mac",
            "iso-2022-jp",
            "csshiftjis",
            "ks_c_5601",
        ];
        let name = name.to_ascii_lowercase();
        FAMILIES.iter().any(|family| name.starts_with(family))
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Ascii => "US-ASCII",
            Charset::Latin1 => "ISO_8859-1:1987",
            Charset::Windows1252 => "windows-1252",
            Charset::Utf8 => "UTF-8",
            Charset::Utf16 => "UTF-16",
            Charset::Utf16Be => "UTF-16BE",
            Charset::Utf16Le => "UTF-16LE",
        }
    }

    /// A text in this encoding; none if it has characters that the encoding has not.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let single = |byte_of: fn(char) -> Option<u8>| text.chars().map(byte_of).collect();
        match self {
            Charset::Ascii => single(|c| u8::try_from(c).ok().filter(u8::is_ascii)),
            Charset::Latin1 => single(|c| u8::try_from(c).ok()),
            Charset::Windows1252 => single(|c| match WINDOWS_1252.iter().position(|known| *known == Some(c)) {
                Some(at) => u8::try_from(at + 0x80).ok(),
                None => u8::try_from(c).ok().filter(|byte| !(0x80..0xa0).contains(byte)),
            }),
            Charset::Utf8 => Some(text.as_bytes().to_vec()),
            Charset::Utf16 => {
                Some([0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect())
            }
            Charset::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Charset::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        }
    }

    /// The text that bytes of this encoding stand for; none if some of them stand for nothing.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
            let (units, rest) = bytes.as_chunks::<2>();
            let text = char::decode_utf16(units.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().ok();
            text.filter(|_| rest.is_empty())
        };
        match self {
            Charset::Ascii => bytes.iter().map(|byte| byte.is_ascii().then_some(char::from(*byte))).collect(),
            Charset::Latin1 => Some(bytes.iter().copied().map(char::from).collect()),
            Charset::Windows1252 => bytes
                .iter()
                .map(|byte| match byte {
                    0x80..=0x9f => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().flatten(),
                    other => Some(char::from(*other)),
                })
                .collect(),
            Charset::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
            Charset::Utf16 => match bytes {
                [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
                [0xfe, 0xff, rest @ ..] | rest => wide(rest, u16::from_be_bytes),
            },
            Charset::Utf16Be => wide(bytes, u16::from_be_bytes),
            Charset::Utf16Le => wide(bytes, u16::from_le_bytes),
        }
    }
}
