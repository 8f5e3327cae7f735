//! What a phone number looks like in anything that is printed.
//!
//! One rule for every place: the middle of the number becomes `****`, as the service's own pages print numbers
//! (`+86138****0021`). Foreign text is cleaned first and masked afterwards, because cleaning can join what a stray
//! character kept apart.

use std::borrow::Cow;

use crate::cursor;

/// Fewer digits than this are no subscriber's number.
const SHORTEST_NUMBER: usize = 7;

/// Digits with no more characters than this between them belong to one number.
const WIDEST_GAP: usize = 3;

/// Masks every telephone number in a text and leaves the rest as it is.
///
/// A number is seven digits or more with at most three signs or blanks between two of them; escapes of a URL count as
/// what they stand for. Up to ten digits keep the last two, more keep the last four. Addresses such as `127.0.0.1:8080`
/// and dates such as `2018-02-12T15:30:20Z` are no numbers.
///
/// ```
/// assert_eq!(privatenumber::mask::text("call +8613800000021 now"), "call +86138****0021 now");
/// assert_eq!(privatenumber::mask::text("138/0000/0021"), "138****0021");
/// assert_eq!(privatenumber::mask::text("page 12 of 2026"), "page 12 of 2026");
/// ```
pub fn text(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some((unit, length)) = unit(text, at) {
        if !matches!(unit, Unit::Digit(_)) {
            at = at.saturating_add(length.max(version(text.get(at..).unwrap_or_default())));
            continue;
        }
        let harmless = address_or_date(text.get(at..).unwrap_or_default());
        if harmless > 0 {
            at = at.saturating_add(harmless);
            continue;
        }
        let (digits, end) = run(text, at);
        if digits.len() >= SHORTEST_NUMBER {
            let (head, tail) = kept(digits.len());
            masked.push_str(text.get(copied..at).unwrap_or_default());
            masked.extend(digits.iter().take(head));
            masked.push_str("****");
            masked.extend(digits.iter().skip(digits.len().saturating_sub(tail)));
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(masked)
}

/// Masks a name made by the service or by a caller, which may hold digits as it likes: a telephone number is only what
/// is as long as one and all of digits, or stands alone but for the signs that numbers are written with. The rest of the
/// name stays, so that two names are still told apart where they are printed.
///
/// ```
/// assert_eq!(privatenumber::mask::id("1200_1827_20190124023003@host"), "1200_1827_20190****3003@host");
/// assert_eq!(privatenumber::mask::id("138-0000-0021"), "138****0021");
/// ```
pub fn id(id: &str) -> Cow<'_, str> {
    let digits = id.chars().filter(|character| character.is_numeric()).count();
    let spelled = (10..=15).contains(&digits) && (id.contains(' ') || !id.contains(char::is_alphabetic));
    if spelled {
        return text(id);
    }
    let mut masked = String::new();
    let mut rest = id;
    while let Some(start) = rest.find(char::is_numeric) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = from.find(|character: char| !character.is_numeric()).unwrap_or(from.len());
        let (run, behind) = from.split_at_checked(end).unwrap_or((from, ""));
        masked.push_str(before);
        push_masked_run(&mut masked, run);
        rest = behind;
    }
    if masked.is_empty() {
        return Cow::Borrowed(id);
    }
    masked.push_str(rest);
    Cow::Owned(masked)
}

/// The fewest digits in a row that may be a telephone number in a name.
const SHORTEST_IN_NAME: usize = 11;

/// Appends digits that stand in a row, the middle of long ones masked.
fn push_masked_run(masked: &mut String, run: &str) {
    let count = run.chars().count();
    if count < SHORTEST_IN_NAME {
        return masked.push_str(run);
    }
    let (head, tail) = kept(count);
    masked.extend(run.chars().take(head));
    masked.push_str("****");
    masked.extend(run.chars().skip(count.saturating_sub(tail)));
}

/// Shows the place where a list goes on: to be handed back, it must be whole. What has not exactly the form of one, or
/// reads as a telephone number, is masked like any text.
///
/// ```
/// assert_eq!(privatenumber::mask::cursor("1527294930000_12345"), "1527294930000_12345");
/// assert_eq!(privatenumber::mask::cursor("13800000021"), "138****0021");
/// ```
pub fn cursor(cursor: &str) -> Cow<'_, str> {
    let fits = cursor::is_of_bindings(cursor) || cursor::is_of_counts(cursor);
    if fits && !cursor.split('_').any(is_number) { Cow::Borrowed(cursor) } else { text(cursor) }
}

/// Whether digits may be a telephone number: a mobile number, one behind the trunk's `0`, or either behind `86`, however
/// many `0` stand before it.
fn is_number(digits: &str) -> bool {
    let dialled = digits.trim_start_matches('0');
    let national = dialled.strip_prefix("86").filter(|rest| matches!(rest.len(), 10..=11)).unwrap_or(dialled);
    let is_mobile = national.len() == 11 && matches!(national.as_bytes(), [b'1', b'3'..=b'9', ..]);
    is_mobile || (national.len() != digits.len() && matches!(national.len(), 9..=11))
}

/// Shows an APP_Key: its first two characters, if it has many more.
pub fn key(app_key: &str) -> String {
    let head: String = if app_key.len() < 8 { String::new() } else { app_key.chars().take(2).collect() };
    format!("{head}****")
}

/// Shows of an address the machine that it leads to: path and query name a file and may let anyone in.
pub fn url(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // What stands before an `@` is a name and a password.
    let host = authority.rsplit('@').next().unwrap_or_default();
    let path = if rest.len() > authority.len() { "/****" } else { "" };
    format!("{scheme}://{}{path}", text(host))
}

/// Shows text that came from elsewhere: on one line, masked, and at most `most` characters long.
pub(crate) fn shown(foreign: &str, most: usize) -> String {
    // What is cut off anyway need not be looked at, however long it is.
    let start: String = foreign.trim().chars().map(visible).take(most.saturating_mul(4)).collect();
    // It goes into messages whose own placeholder is spelled so.
    let masked = text(&start).replace("{field}", "{ field }");
    let mut short: String = masked.chars().take(most).collect();
    if masked.chars().nth(most).is_some() || foreign.chars().nth(most.saturating_mul(4)).is_some() {
        short.push('…');
    }
    short.trim_end().to_owned()
}

/// White space as a blank, and what shows nothing (control characters, marks of direction and joining) as a question
/// mark.
fn visible(character: char) -> char {
    if character.is_whitespace() {
        ' '
    } else if is_invisible(character) {
        '?'
    } else {
        character
    }
}

/// Control characters, and the marks that steer the direction and joining of text and show nothing themselves.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character), 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF)
}

/// What a place in a text is, as far as numbers go.
enum Unit {
    Digit(char),
    Letter,
    Gap,
}

/// The unit at a place and how many bytes it takes; an escape such as `%2B` or `%31` is one.
fn unit(text: &str, at: usize) -> Option<(Unit, usize)> {
    let rest = text.get(at..)?;
    let character = rest.chars().next()?;
    if let (Some(escaped), true) = (escape(rest), character == '%') {
        return Some((kind(escaped), 3));
    }
    Some((kind(character), character.len_utf8()))
}

fn kind(character: char) -> Unit {
    if character.is_numeric() {
        Unit::Digit(character)
    } else if character.is_alphanumeric() {
        Unit::Letter
    } else {
        Unit::Gap
    }
}

/// The character that `%XX` stands for, if that is what the text begins with.
fn escape(text: &str) -> Option<char> {
    let code = text.get(1..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(code, 16).ok().map(char::from)
}

/// The digits of the run that begins at a place, and where it ends: behind its last digit.
fn run(text: &str, start: usize) -> (Vec<char>, usize) {
    let (mut digits, mut end, mut at, mut gap) = (Vec::new(), start, start, 0);
    while let Some((unit, length)) = unit(text, at) {
        at = at.saturating_add(length);
        match unit {
            Unit::Digit(digit) => {
                digits.push(digit);
                (end, gap) = (at, 0);
            }
            Unit::Gap if gap < WIDEST_GAP => gap = gap.saturating_add(1),
            Unit::Gap | Unit::Letter => break,
        }
    }
    (digits, end)
}

/// How many digits are shown before and behind the `****`: never all but four of a number.
fn kept(digits: usize) -> (usize, usize) {
    if digits > 10 { (digits.saturating_sub(8).min(5), 4) } else { (digits.saturating_sub(6), 2) }
}

/// The length of the version of HTTP that a text begins with, as logs of HTTP clients have it before the status; 0 if of
/// none.
fn version(text: &str) -> usize {
    match text.as_bytes() {
        [b'H', b'T', b'T', b'P', b'/', b'1' | b'2', b'.', b'0' | b'1', next, ..] if !next.is_ascii_digit() => 8,
        _ => 0,
    }
}

/// The length of the address of a machine, or of a date with or without a time, that a text begins with; 0 if of none.
fn address_or_date(text: &str) -> usize {
    let mut groups = Groups { rest: text };
    if let Some([_, _, _, last]) = groups.take(['\0', '.', '.', '.'], |group| {
        group.len() <= 3 && below(group, 256) && (group == "0" || !group.starts_with('0'))
    }) {
        let mut port = Groups { rest: last };
        let rest = port.take([':'], |group| group.len() <= 5).map_or(last, |[rest]| rest);
        return if goes_on(rest) { 0 } else { text.len().saturating_sub(rest.len()) };
    }
    let mut groups = Groups { rest: text };
    let date = |group: &str| group.len() <= 2 && below(group, 32);
    if text.starts_with("19") || text.starts_with("20") {
        let year = groups.take(['\0'], |group| group.len() == 4);
        if let (Some(_), Some([_, day])) = (year, groups.take(['-', '-'], date)) {
            let clock = day.strip_prefix([' ', 'T']).and_then(|rest| {
                let mut groups = Groups { rest };
                groups.take(['\0', ':', ':'], |group| group.len() <= 2 && below(group, 61)).map(|[_, _, rest]| rest)
            });
            let rest = clock.map_or(day, without_fraction);
            return if goes_on(rest) { 0 } else { text.len().saturating_sub(rest.len()) };
        }
    }
    0
}

/// What follows the milliseconds of a time, if it has some.
fn without_fraction(rest: &str) -> &str {
    let mut groups = Groups { rest };
    groups.take(['.'], |group| group.len() == 3).map_or(rest, |[rest]| rest)
}

/// Whether digits follow without a blank between: then what came before was no address and no date.
fn goes_on(rest: &str) -> bool {
    let mut following = rest.chars();
    match following.next() {
        Some('.' | '-' | ':' | '/') => following.next().is_some_and(char::is_numeric),
        Some(next) => next.is_numeric(),
        None => false,
    }
}

fn below(group: &str, limit: u32) -> bool {
    group.parse::<u32>().is_ok_and(|number| number < limit)
}

/// Groups of ASCII digits with one character between two of them.
struct Groups<'a> {
    rest: &'a str,
}

impl<'a> Groups<'a> {
    /// Takes a group behind each of the separators (`\0`: behind nothing), and gives what is left behind each.
    fn take<const N: usize>(&mut self, separators: [char; N], fits: impl Fn(&str) -> bool) -> Option<[&'a str; N]> {
        let mut behind = [""; N];
        for (separator, place) in separators.into_iter().zip(&mut behind) {
            let rest = if separator == '\0' { self.rest } else { self.rest.strip_prefix(separator)? };
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (group, rest) = rest.split_at_checked(length)?;
            if group.is_empty() || !fits(group) {
                return None;
            }
            (self.rest, *place) = (rest, rest);
        }
        Some(behind)
    }
}

/// The printed form of a request: method, masked URL, names of the headers, length of the body.
pub fn request<'a>(method: &str, url: &str, headers: impl Iterator<Item = &'a str>, body: Option<usize>) -> String {
    let names = headers.collect::<Vec<_>>().join(", ");
    let body = body.map_or_else(|| "no body".to_owned(), |length| format!("{length} bytes"));
    format!("HttpRequest({method} {}; headers {names}; {body})", line(url))
}

/// Shows an address, or a line that holds one, as [`text`] does, and its APP_Key masked, which stands in the queries of
/// mode AXYB.
pub fn line(line: &str) -> String {
    text(&without_key(line)).into_owned()
}

/// A line with the APP_Key of every query in it masked.
fn without_key(line: &str) -> String {
    let mut parts = line.split("app_key=");
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let in_query = masked.ends_with(['?', '&']);
        masked.push_str("app_key=");
        let end = part.find(|sign: char| matches!(sign, '&' | '#' | '"' | '\'') || sign.is_whitespace());
        let (app_key, tail) = part.split_at(if in_query { end.unwrap_or(part.len()) } else { 0 });
        if in_query {
            masked.push_str(&key(app_key));
        }
        masked.push_str(tail);
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::{cursor, id, key, line, request, shown, text};

    #[test]
    fn every_key_in_a_line_is_masked() {
        for (plain, masked) in [
            ("GET /a?app_key=1234567890ab&n=1 HTTP/1.1", "GET /a?app_key=12****&n=1 HTTP/1.1"),
            ("/a?n=1&app_key=1234567890ab", "/a?n=1&app_key=12****"),
            ("\"/a?app_key=1234567890ab\" to /b?app_key=1234567890ab", "\"/a?app_key=12****\" to /b?app_key=12****"),
            ("app_key=plain", "app_key=plain"),
        ] {
            assert_eq!(line(plain), masked);
        }
    }

    #[test]
    fn numbers_are_masked_however_they_are_written() {
        for (plain, masked) in [
            ("+8613800000021", "+86138****0021"),
            ("%2B8613800000021&x", "%2B86138****0021&x"),
            ("?n=%2B86138%200000%200021", "?n=%2B86138****0021"),
            ("%31%33%38%30%30%30%30%30%30%32%31", "138****0021"),
            ("138 0000 0021", "138****0021"),
            ("138\t0000\n0021", "138****0021"),
            ("138–0000—0021", "138****0021"),
            ("138_0000,0021", "138****0021"),
            ("138\u{200b}0000\u{3000}0021", "138****0021"),
            ("138 - 0000 - 0021", "138****0021"),
            ("(0755) 2800 0001", "(0755****0001"),
            ("28000001", "28****01"),
            ("2800001", "2****01"),
            ("１３８００００００２１", "１３８****００２１"),
            ("1380000002113800000021", "13800****0021"),
            ("1.138.0000.0021", "1138****0021"),
            ("2026-11-23 13800000021", "2026-11-23 138****0021"),
            ("19-13800000021", "19138****0021"),
            ("10.0.0.1 13800000021", "10.0.0.1 138****0021"),
            ("138.000.000.211", "1380****0211"),
            ("HTTP/1.13800000021", "HTTP/1138****0021"),
            ("HTTP/1.1 13800000021", "HTTP/1.1 138****0021"),
            ("", ""),
        ] {
            assert_eq!(text(plain), masked, "{plain:?}");
        }
    }

    #[test]
    fn what_is_no_number_stays() {
        for plain in [
            "a 123456 b",
            "connect ECONNREFUSED 127.0.0.1:8080",
            "192.168.100.200",
            "at 2018-02-12T15:30:20Z",
            "2018-2-24 15:15:15",
            "0167ecc9-bfb6-4eec-b671-a7dab2ba78c",
            "HTTP/1.1 502",
            "\"POST /rest HTTP/1.1\" 200 78",
            "2026-11-24T19:04:30.000Z",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn an_id_is_shown_unless_it_is_a_number() {
        assert_eq!(id("01678901-1234-1234-1234-123456789a"), "01678901-1234-1234-1234-123456789a");
        assert_eq!(id("+8613800000021"), "+86138****0021");
        assert_eq!(id("13800000021.wav"), "138****0021.wav");
        assert_eq!((id("138-0000-0021").as_ref(), id("0755-28000001").as_ref()), ("138****0021", "0755****0001"));
        assert_eq!(id("call +86 138 0000 0021"), "call +86138****0021");
        assert_eq!(id("1234-5678901a"), "1234-5678901a");
        assert_eq!((key("a1b2c3d4e5").as_str(), key("ab").as_str()), ("a1****", "****"));
    }

    #[test]
    fn a_cursor_is_whole_unless_it_is_a_number() {
        for whole in [
            "1527294930000_12345",
            "0000000000000_0",
            "1527294930000_98765432109876543210",
            "7",
            "12345678901234567890",
        ] {
            assert_eq!(cursor(whole), whole);
        }
        for (number, masked) in [
            ("13800000021", "138****0021"),
            ("8613800000021", "86138****0021"),
            ("075528000001", "0755****0001"),
            ("013800000021", "0138****0021"),
            ("8675528000001", "86755****0001"),
            ("0000000000000_13800000021", "00000****0021"),
            ("8613800000021_1", "86138****0211"),
            ("+8613800000021", "+86138****0021"),
            ("152729493000_12345", "15272****2345"),
            ("1527294930000_12345_6", "15272****3456"),
            ("１３８００００００２１", "１３８****００２１"),
        ] {
            assert_eq!(cursor(number), masked, "{number}");
        }
    }

    #[test]
    fn a_request_shows_no_key() {
        for (url, shown) in [
            ("https://h/p?app_key=a1b2c3d4e5&subscriptionId=s", "https://h/p?app_key=a1****&subscriptionId=s"),
            ("https://h/p?subscriptionId=s&app_key=a1b2c3d4e5", "https://h/p?subscriptionId=s&app_key=a1****"),
            ("https://h/p?app_key=", "https://h/p?app_key=****"),
            ("https://h/p?my_app_key=x", "https://h/p?my_app_key=x"),
        ] {
            assert!(request("GET", url, std::iter::empty(), None).contains(&format!(" {shown};")), "{url}");
        }
    }

    #[test]
    fn foreign_text_is_cleaned_before_it_is_masked_and_cut_last() {
        assert_eq!(shown("138\u{1}0000\u{1}0021", 64), "138****0021");
        assert_eq!(shown("\u{1b}[31m{field}\r\n", 64), "?[31m{ field }");
        assert_eq!(shown(&"x".repeat(1_000_000), 3), "xxx…");
        assert_eq!(shown("xx 13800000021", 6), "xx 138…");
    }
}
