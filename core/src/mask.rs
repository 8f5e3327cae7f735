//! What a phone number looks like in anything that is printed.
//!
//! One rule for every place: the middle of the number becomes `****`, as the service's own pages print numbers
//! (`+86138****0021`).

use std::borrow::Cow;

/// Fewer digits in a row than this are no subscriber's number.
const SHORTEST_NUMBER: usize = 7;

/// Masks every telephone number in a text and leaves the rest as it is.
///
/// A number is a run of seven digits or more, also when blanks, hyphens, dots or brackets stand between them. Up to
/// ten digits keep the last two, longer runs the last four.
///
/// ```
/// assert_eq!(privatenumber::mask::text("call +8613800000021 now"), "call +86138****0021 now");
/// assert_eq!(privatenumber::mask::text("0755-28000001"), "0755****0001");
/// assert_eq!(privatenumber::mask::text("page 12 of 2026"), "page 12 of 2026");
/// ```
pub fn text(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut copied = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if !first.is_numeric() {
            continue;
        }
        let mut digits = vec![(start, first)];
        let mut end = start.saturating_add(first.len_utf8());
        let mut look = rest.clone();
        while let Some((at, next)) = look.next() {
            if next.is_numeric() {
                digits.push((at, next));
                end = at.saturating_add(next.len_utf8());
                rest = look.clone();
            } else if !matches!(next, ' ' | '-' | '.' | '(' | ')' | '\u{a0}') {
                break;
            }
        }
        if digits.len() < SHORTEST_NUMBER {
            continue;
        }
        let (head, tail) = kept(digits.len());
        masked.push_str(text.get(copied..start).unwrap_or_default());
        masked.extend(digits.iter().take(head).map(|(_, digit)| digit));
        masked.push_str("****");
        masked.extend(digits.iter().skip(digits.len().saturating_sub(tail)).map(|(_, digit)| digit));
        copied = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(masked)
}

/// How many digits are shown before and behind the `****`: never all but four of a number.
fn kept(digits: usize) -> (usize, usize) {
    if digits > 10 { (digits.saturating_sub(8).min(5), 4) } else { (digits.saturating_sub(6), 2) }
}

/// The printed form of a request: method, masked URL, names of the headers, length of the body.
pub fn request<'a>(method: &str, url: &str, headers: impl Iterator<Item = &'a str>, body: Option<usize>) -> String {
    let names = headers.collect::<Vec<_>>().join(", ");
    let body = body.map_or_else(|| "no body".to_owned(), |length| format!("{length} bytes"));
    format!("HttpRequest({method} {}; headers {names}; {body})", text(url))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn numbers_are_masked_however_they_are_written() {
        for (plain, masked) in [
            ("+8613800000021", "+86138****0021"),
            ("%2B8613800000021&x", "%2B86138****0021&x"),
            ("138 0000 0021", "138****0021"),
            ("(0755) 2800 0001", "(0755****0001"),
            ("28000001", "28****01"),
            ("2800001", "2****01"),
            ("１３８００００００２１", "１３８****００２１"),
            ("1380000002113800000021", "13800****0021"),
            ("a 123456 b", "a 123456 b"),
            ("", ""),
        ] {
            assert_eq!(text(plain), masked);
        }
    }
}
