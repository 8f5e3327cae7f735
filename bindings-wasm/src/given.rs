//! What JavaScript hands over: texts of a few kinds, one behind the other.
//!
//! ```text
//! input = count, a word for each text (its length in bytes times 8, plus its kind), the bytes of all texts
//! ```
//!
//! Parameters are a name and a value in turn. They do not come as JSON, because `JSON.stringify` leaves functions and
//! symbols out without a word, writes `null` for `NaN`, and asks objects for another form of themselves; and because
//! writing and reading JSON takes longer than all the rest of a request.

use std::borrow::Cow;

use privatenumber::error::Error;
use privatenumber::given::{Given, Spelling, Take};
use privatenumber::operation::Operation;

// The same numbers stand in js/wasm.cjs; a name may be of any kind.
const TEXT: u32 = 0;
const INTEGER: u32 = 1;
/// The bits of a floating-point number in hexadecimal: nothing is rounded, and no second reader of numbers is needed.
const NUMBER: u32 = 2;
const BOOLEAN: u32 = 3;
/// The value is the count of members, whose names and values follow.
const GROUP: u32 = 4;

/// What a value can be that no parameter takes.
const OTHERS: &[&str] = &[
    "NaN",
    "an infinite number",
    "a bigint",
    "a symbol",
    "a function",
    "a Date",
    "an instance of a class",
    "an object inside an object",
    "a text with half a character (a lone surrogate)",
];

/// What was handed over.
pub(crate) struct Texts<'a> {
    words: std::slice::ChunksExact<'a, u8>,
    bytes: &'a [u8],
}

impl<'a> Texts<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        let (count, rest) = input.split_first_chunk::<4>().map_or((0, input), |(word, rest)| (number(word), rest));
        let (words, bytes) = rest.split_at_checked(size(count).saturating_mul(4)).unwrap_or_default();
        Self { words: words.chunks_exact(4), bytes }
    }

    /// The next text; behind the last, empty ones.
    pub(crate) fn text(&mut self) -> &'a str {
        self.next().unwrap_or_default()
    }

    fn next_of_kind(&mut self) -> Option<(u32, &'a str)> {
        let word = number(self.words.next()?.first_chunk::<4>()?);
        let (text, rest) = self.bytes.split_at_checked(size(word >> 3))?;
        self.bytes = rest;
        // JavaScript writes nothing but UTF-8.
        Some((word & 7, std::str::from_utf8(text).ok()?))
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.next_of_kind().map(|(_, text)| text)
    }
}

fn number(word: &[u8; 4]) -> u32 {
    u32::from_le_bytes(*word)
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// Fills an operation.
pub(crate) fn operation<O: Operation>(texts: &mut Texts<'_>) -> Result<O, Error> {
    let mut draft = O::draft(Spelling::Wire);
    fill(texts, &mut draft)?;
    O::finish(draft)
}

/// Hands names and values over one by one.
pub(crate) fn fill<'a>(texts: &mut Texts<'a>, taker: &mut dyn Take<'a>) -> Result<(), Error> {
    while let Some(name) = texts.next() {
        let value = value(texts);
        taker.take(name, value)?;
    }
    Ok(())
}

/// The next value.
pub(crate) fn value<'a>(texts: &mut Texts<'a>) -> Given<'a> {
    match texts.next_of_kind() {
        Some((TEXT, text)) => Given::Text(Cow::Borrowed(text)),
        Some((INTEGER, text)) => text.parse().map_or(Given::Other("a number"), Given::Integer),
        Some((NUMBER, text)) => {
            u64::from_str_radix(text, 16).map_or(Given::Other("a number"), |bits| Given::Number(f64::from_bits(bits)))
        }
        Some((BOOLEAN, text)) => Given::Boolean(text == "true"),
        Some((GROUP, text)) => {
            let mut members = Vec::new();
            for _ in 0..text.parse::<u32>().unwrap_or_default() {
                let name = Cow::Borrowed(texts.text());
                members.push((name, value(texts)));
            }
            Given::Group(members, Spelling::Wire)
        }
        Some((_, "undefined")) => Given::Absent,
        Some((_, "null")) => Given::Null,
        Some((_, "a list")) => Given::List(Vec::new()),
        Some((_, text)) => {
            Given::Other(OTHERS.iter().find(|known| **known == text).copied().unwrap_or("a value of another type"))
        }
        None => Given::Absent,
    }
}
