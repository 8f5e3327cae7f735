//! How phone numbers are written wherever a person may read them: with their middle left out.
//!
//! What a request brings along was written by anybody, so a number is recognised in any dress: with separators, in
//! full-width digits, with escapes for digits or separators, with invisible characters in between. What has as many
//! digits as a number and is none, such as an order's, is masked too; only dates and addresses are let through.

use crate::escape;

/// Digits from which on they are taken for a phone number. Versions, city codes and figures of seconds are shorter.
const NUMBER_DIGITS: usize = 7;

/// Digits from which on four are shown at the end; of fewer only two are.
const LONG_NUMBER_DIGITS: usize = 11;

/// Characters between two digits that do not part them, if they are neither letters nor digits.
const WIDEST_GAP: usize = 3;

/// The longest text that is kept, in characters. What a request brings along may be of any length.
const LONGEST_TEXT: usize = 300;

/// The longest single word that is kept, in characters.
const LONGEST_WORD: usize = 40;

/// The text with every number in it masked, `+86138****0021`, and cut to a length fit for a log.
pub(crate) fn text(plain: &str) -> String {
    readable(plain, LONGEST_TEXT)
}

/// The same for something that should be a word, such as a method or the name of a parameter.
pub(crate) fn word(plain: &str) -> String {
    readable(plain, LONGEST_WORD)
}

fn readable(plain: &str, longest: usize) -> String {
    // Four times as much is looked at as is kept, for masking shortens; beyond that it may be megabytes.
    let (cleaned, whole) = clean(plain, longest.saturating_mul(4));
    let masked = mask(&cleaned);
    let mut readable: String = masked.chars().take(longest).collect();
    if !whole || readable.len() < masked.len() {
        readable.push('…');
    }
    readable
}

/// The first characters of a text without what cannot be seen: invisible characters are dropped, and control characters
/// in a row become one blank. The second part says whether that was the whole text.
fn clean(plain: &str, most: usize) -> (String, bool) {
    let mut cleaned = String::new();
    let mut count = 0;
    let mut after_control = false;
    for character in plain.chars().filter(|character| !is_invisible(*character)) {
        let is_control = character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
        if is_control && after_control {
            continue;
        }
        after_control = is_control;
        if count == most {
            return (cleaned, false);
        }
        count += 1;
        cleaned.push(if is_control { ' ' } else { character });
    }
    (cleaned, true)
}

/// Characters that take no room and are not control characters: format characters, fillers, variation selectors.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// A character as it is written: itself, or the escapes of its UTF-8.
struct Unit<'a> {
    /// The text from here to its end.
    here: &'a str,
    /// Its length as written, in bytes.
    length: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Gap,
}

impl<'a> Unit<'a> {
    fn written(&self) -> &'a str {
        self.here.get(..self.length).unwrap_or_default()
    }

    fn is_digit(&self) -> bool {
        self.kind == Kind::Digit
    }
}

fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut here = text;
    while let Some(character) = here.chars().next() {
        let (character, length) = escaped_character(here).unwrap_or((character, character.len_utf8()));
        let kind = if character.is_numeric() {
            Kind::Digit
        } else if character.is_alphabetic() {
            Kind::Letter
        } else {
            Kind::Gap
        };
        units.push(Unit { here, length, kind });
        here = here.get(length..).unwrap_or_default();
    }
    units
}

/// The character whose UTF-8 is escaped at the beginning of the text, and the length of its escapes. An escape of a byte
/// that is not text stands for the replacement character.
fn escaped_character(text: &str) -> Option<(char, usize)> {
    let (byte, mut rest) = escape::first(text.as_bytes())?;
    let mut bytes = vec![byte];
    let after_one = rest;
    loop {
        if let Ok(decoded) = str::from_utf8(&bytes) {
            return Some((decoded.chars().next()?, text.len() - rest.len()));
        }
        match escape::first(rest) {
            Some((byte, after)) if bytes.len() < 4 => {
                bytes.push(byte);
                rest = after;
            }
            _ => return Some((char::REPLACEMENT_CHARACTER, text.len() - after_one.len())),
        }
    }
}

fn mask(text: &str) -> String {
    let units = units(text);
    let mut rest = units.as_slice();
    let mut masked = String::with_capacity(text.len());
    while let Some(unit) = rest.first() {
        let (length, is_number) = match unit.kind {
            Kind::Digit => harmless(rest).map_or_else(|| (run(rest), true), |length| (length, false)),
            Kind::Letter | Kind::Gap => (1, false),
        };
        let Some((taken, after)) = rest.split_at_checked(length) else { break };
        if is_number {
            push_number(&mut masked, taken);
        } else {
            masked.extend(taken.iter().map(Unit::written));
        }
        rest = after;
    }
    masked
}

/// How many units, the first of which is a digit, belong together: to the last digit before a letter or a wide gap.
fn run(units: &[Unit<'_>]) -> usize {
    let mut length = 1;
    while let Some(distance) = next_digit(units.get(length..).unwrap_or_default()) {
        length += distance + 1;
    }
    length
}

/// How far away the next digit is, if only a gap lies before it that does not part.
fn next_digit(units: &[Unit<'_>]) -> Option<usize> {
    let gap = units.iter().take(WIDEST_GAP + 1).take_while(|unit| unit.kind == Kind::Gap).count();
    (gap <= WIDEST_GAP && units.get(gap).is_some_and(Unit::is_digit)).then_some(gap)
}

fn push_number(masked: &mut String, run: &[Unit<'_>]) {
    let digits = run.iter().filter(|unit| unit.is_digit()).count();
    let (head, tail) = if digits < NUMBER_DIGITS {
        masked.extend(run.iter().map(Unit::written));
        return;
    } else if digits < LONG_NUMBER_DIGITS {
        (digits - 6, 2)
    } else {
        ((digits - 8).min(5), 4)
    };
    let mut digit = 0;
    for unit in run {
        digit += usize::from(unit.is_digit());
        if unit.is_digit() && digit == head + 1 {
            masked.push_str("****");
        }
        // Separators between two digits that are shown are shown as well.
        if digit < head || digit == head && unit.is_digit() || digit > digits - tail {
            masked.push_str(unit.written());
        }
    }
}

/// The length of a date or an address that begins here and is not joined by further digits. Both consist of single
/// ASCII characters, so that it is one in units as in bytes.
fn harmless(units: &[Unit<'_>]) -> Option<usize> {
    let here = units.first()?.here.as_bytes();
    let after = after_date(here).or_else(|| after_address(here))?;
    let length = here.len() - after.len();
    next_digit(units.get(length..)?).is_none().then_some(length)
}

/// What follows an ISO date of this century or the last, with its time and zone if there are any.
fn after_date(text: &[u8]) -> Option<&[u8]> {
    let (year, rest) = figure(text, 4)?;
    let (month, rest) = figure(rest.strip_prefix(b"-")?, 2)?;
    let (day, rest) = figure(rest.strip_prefix(b"-")?, 2)?;
    let is_date = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| after_time(rest).unwrap_or(rest))
}

fn after_time(text: &[u8]) -> Option<&[u8]> {
    let [b'T' | b' ', rest @ ..] = text else { return None };
    let rest = after_hour_and_minute(rest)?;
    let rest = after_second(rest).unwrap_or(rest);
    Some(match rest {
        [b'Z', after @ ..] => after,
        [b'+' | b'-', zone @ ..] => after_hour_and_minute(zone).unwrap_or(rest),
        _ => rest,
    })
}

fn after_hour_and_minute(text: &[u8]) -> Option<&[u8]> {
    let (hour, rest) = figure(text, 2)?;
    let (minute, rest) = figure(rest.strip_prefix(b":")?, 2)?;
    (hour < 24 && minute < 60).then_some(rest)
}

fn after_second(text: &[u8]) -> Option<&[u8]> {
    let (second, rest) = figure(text.strip_prefix(b":")?, 2)?;
    let rest = match rest {
        [b'.', fraction @ ..] => {
            (1..=9).rev().find_map(|digits| figure(fraction, digits)).map_or(rest, |found| found.1)
        }
        _ => rest,
    };
    (second <= 60).then_some(rest)
}

/// What follows a dotted IPv4 address, with its port if there is one.
fn after_address(text: &[u8]) -> Option<&[u8]> {
    let octet = |text| {
        let (octet, rest) = (1..=3).rev().find_map(|digits| figure(text, digits))?;
        (octet <= 255).then_some(rest)
    };
    let mut rest = octet(text)?;
    for _ in 0..3 {
        rest = octet(rest.strip_prefix(b".")?)?;
    }
    let port = rest.strip_prefix(b":").and_then(|port| (1..=5).rev().find_map(|digits| figure(port, digits)));
    Some(match port {
        Some((port, after)) if port <= 65_535 => after,
        _ => rest,
    })
}

/// A figure of so many ASCII digits, and what follows it.
fn figure(text: &[u8], digits: usize) -> Option<(u32, &[u8])> {
    let (figure, rest) = text.split_at_checked(digits)?;
    let value = figure.iter().try_fold(0_u32, |value, byte| {
        byte.is_ascii_digit().then(|| value.saturating_mul(10).saturating_add(u32::from(byte - b'0')))
    })?;
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST_TEXT, text, word};

    #[test]
    fn a_number_keeps_its_ends_and_short_figures_stay() {
        for (plain, masked) in [
            ("+8613800000021", "+86138****0021"),
            ("A 13800000021 in 0755 for 300 s", "A 138****0021 in 0755 for 300 s"),
            ("1380000002", "1380****02"),
            ("28000001", "28****01"),
            ("2800001", "2****01"),
            ("280001", "280001"),
            ("12345678901234567890", "12345****7890"),
            ("/rest/caas/relationnumber/partners/v1.0", "/rest/caas/relationnumber/partners/v1.0"),
        ] {
            assert_eq!(text(plain), masked, "{plain}");
        }
    }

    #[test]
    fn separators_escapes_and_other_digits_hide_no_number() {
        for (plain, masked) in [
            ("/x/138-0000-0021", "/x/138****0021"),
            ("/x/138%200000%200021", "/x/138****0021"),
            ("%2B86138%E2%80%930000%E2%80%930021", "%2B86138****0021"),
            ("%31%33%38%30%30%30%30%30%30%32%31", "%31%33%38****%30%30%32%31"),
            ("１３８００００００２１", "１３８****００２１"),
            ("%EF%BC%91%EF%BC%93800000021", "%EF%BC%91%EF%BC%938****0021"),
            ("138/0000/0021", "138****0021"),
            ("138_0000_0021", "138****0021"),
            ("138, 0000, 0021", "138****0021"),
            ("138\t0000\t\t\t\t\t0021", "138****0021"),
            ("138–0000–0021", "138****0021"),
            ("138\u{200b}0000\u{200b}\u{200b}\u{200b}\u{200b}0021", "138****0021"),
            ("138\u{3000}0000\u{3000}0021", "138****0021"),
            ("138 - 0000 - 0021", "138****0021"),
            ("(+86) 138 0000 0021", "(+86) 138****0021"),
            ("1-3-8-0-0-0-0-0-0-2-1", "1-3-8****0-0-2-1"),
            ("%252B8613800000021", "%252B86138****0021"),
            ("%ff1380000%ff0021", "%ff138****0021"),
        ] {
            assert_eq!(text(plain), masked, "{plain}");
        }
    }

    #[test]
    fn dates_and_addresses_stay() {
        for plain in [
            "2018-02-12",
            "2018-02-12T15:30:20Z",
            "2018-02-12T15:30:20.123Z",
            "2018-02-12 15:30",
            "from 1999-12-31T23:59:59+08:00 on",
            "127.0.0.1:8080",
            "http://192.168.100.200:65535/rest/v1.0",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn what_only_begins_like_a_date_or_an_address_does_not() {
        for (plain, masked) in [
            ("1912-11-12-345", "191****2-345"),
            ("2018-02-12 13800000021", "2018-0****0021"),
            ("2018-13-12", "20****12"),
            ("2118-02-12", "21****12"),
            ("2018-02-12T15:30:20.1380000002", "20****12T15:30:2****0002"),
            ("138.000.000.021.1", "138.00****021.1"),
            ("138.300.200.21", "138****00.21"),
            ("192.168.100.200:13800000021", "192.16****0021"),
        ] {
            assert_eq!(text(plain), masked, "{plain}");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(text(&"é".repeat(5_000)).chars().count(), LONGEST_TEXT + 1);
        assert_eq!(word(&"é".repeat(5_000)).chars().count(), 41);
        assert_eq!(text(&"\u{200b}".repeat(5_000)), "");
        assert_eq!(text(&"\n".repeat(5_000)), " ");
        assert_eq!(text(&"1".repeat(5_000)), "11111****1111…");
        assert_eq!(text("short"), "short");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_masked_has_nothing_left_to_mask(
            any in any::<String>(),
            plain in "([0-9]{1,5}|[-/._:+T ]{1,4}|%[0-9A-F]{2}|%|[a-z\u{200b}\t１–]){0,40}",
        ) {
            for plain in [any, plain] {
                let masked = text(&plain);
                prop_assert!(masked.chars().count() <= LONGEST_TEXT + 1);
                prop_assert_eq!(text(&masked), masked);
            }
        }

        #[test]
        fn no_mobile_number_shows_its_middle(
            digits in proptest::collection::vec(0_u8..10, 11),
            separators in proptest::collection::vec("[-/._, \t\u{200b}–\u{3000}]{0,3}|(%20){0,3}|%E2%80%93", 11),
            escaped in any::<bool>(),
        ) {
            let write = |digit: &u8| if escaped { format!("%3{digit}") } else { digit.to_string() };
            let plain: String = digits.iter().zip(&separators).map(|(digit, gap)| write(digit) + gap).collect();
            let masked = text(&format!("/x/{plain}"));
            let (_, shown) = masked.split_once("/x/").expect("the beginning");
            let (head, tail) = shown.split_once("****").expect("a masked number");
            let head_digits: String = digits.iter().take(3).map(write).collect();
            let kept = |part: &str| part.replace("%20", "").replace("%E2%80%93", "");
            let bare = |part: &str| kept(part).chars().filter(|c| c.is_ascii_digit() || *c == '%').collect::<String>();
            prop_assert_eq!(bare(head), head_digits);
            prop_assert_eq!(bare(tail), digits.iter().skip(7).map(write).collect::<String>());
        }
    }
}
