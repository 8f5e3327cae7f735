//! What the text of an SMS says of its way, and how many parts it has.

use crate::numbering::{self, Kind};

/// Characters of one SMS of plain English, and of each part of a longer one (FAQ; 153 is what the network has).
const PLAIN: (usize, usize) = (160, 154);

/// The same of any other text, in UTF-16 units.
const OTHER: (usize, usize) = (70, 67);

/// How many SMS a text is sent as.
pub(crate) fn parts(text: &str) -> usize {
    let ((whole, part), length) =
        if text.is_ascii() { (PLAIN, text.len()) } else { (OTHER, text.encode_utf16().count()) };
    if length <= whole { 1 } else { length.div_ceil(part) }
}

/// A text that names its receiver at its end, `...@13800000002`, taken apart.
pub(crate) struct Addressed<'a> {
    /// The text without it.
    pub(crate) text: &'a str,
    /// The receiver, in global format.
    pub(crate) to: String,
}

impl<'a> Addressed<'a> {
    /// Takes a text apart; nothing if it does not end so. The number may have `+86` or not: the pages' example has none.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let (text, number) = text.trim_end().rsplit_once('@')?;
        let to = if number.starts_with("+86") { number.to_owned() } else { format!("+86{number}") };
        (numbering::kind(&to) == Kind::Mobile).then_some(Self { text, to })
    }
}

/// The text as A receives it, with who sent it at its end, in the form in which A can write back to them.
pub(crate) fn signed(text: &str, from: &str) -> String {
    format!("{text}[From{}]", from.strip_prefix("+86").unwrap_or(from))
}

#[cfg(test)]
mod tests {
    use super::{Addressed, parts};

    #[test]
    fn a_long_text_has_as_many_parts_as_the_faq_says() {
        for (text, count) in [
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(308), 2),
            ("a".repeat(309), 3),
            ("你".repeat(70), 1),
            ("你".repeat(71), 2),
            ("你".repeat(134), 2),
            ("你".repeat(135), 3),
            (format!("{}你", "a".repeat(70)), 2),
        ] {
            assert_eq!(parts(&text), count, "{}", text.len());
        }
    }

    #[test]
    fn a_receiver_stands_at_the_end_behind_an_ascii_at() {
        for (text, found) in [
            ("hello@13800000002", Some(("hello", "+8613800000002"))),
            ("a@b@+8613800000002 ", Some(("a@b", "+8613800000002"))),
            ("@13800000002", Some(("", "+8613800000002"))),
            ("hello＠13800000002", None),
            ("hello@1380000000", None),
            ("hello@13800000002!", None),
            ("hello 13800000002", None),
            ("@", None),
            ("", None),
        ] {
            let read = Addressed::read(text);
            assert_eq!(read.as_ref().map(|read| (read.text, read.to.as_str())), found, "{text}");
        }
    }
}
