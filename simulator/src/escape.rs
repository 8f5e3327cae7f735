//! Percent escapes, as URLs write them.

use std::fmt::Write as _;

/// The byte that the escape at the beginning stands for, and what follows it; nothing if there is no escape there, as
/// in `%zz`.
pub(crate) fn first(encoded: &[u8]) -> Option<(u8, &[u8])> {
    match encoded {
        [b'%', high, low, after @ ..] => Some((hex(*high)? << 4 | hex(*low)?, after)),
        _ => None,
    }
}

/// The text with every escape resolved; nothing if that is no text.
pub(crate) fn resolved(escaped: &str) -> Option<String> {
    let mut plain = Vec::with_capacity(escaped.len());
    let mut rest = escaped.as_bytes();
    while let [byte, tail @ ..] = rest {
        let (byte, after) = first(rest).unwrap_or((*byte, tail));
        plain.push(byte);
        rest = after;
    }
    String::from_utf8(plain).ok()
}

/// The text with every byte escaped that could mean something in a URL.
pub(crate) fn all(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
