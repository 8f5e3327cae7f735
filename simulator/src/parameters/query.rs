//! The query string, decoded the way a server decodes a form: escapes are resolved and `+` is a blank. That is why a
//! number whose `+` was not written `%2B` is not found. It is done once: a number whose `+` was written `%252B` is not
//! found either.

use std::ops::RangeInclusive;

use super::wrong_length;
use crate::escape;
use crate::resultcode::Refusal;

/// One parameter of a query.
struct Parameter {
    name: String,
    value: Result<String, NotText>,
    /// Whether a `+` in the value, as sent, has become a blank.
    had_plus: bool,
}

/// The bytes of a decoded value are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotText;

/// A decoded query string.
pub(crate) struct Query {
    parameters: Vec<Parameter>,
}

impl Query {
    pub(crate) fn parse(query_string: &str) -> Self {
        let parameters = query_string
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                Parameter {
                    name: String::from_utf8_lossy(&decode(name)).into_owned(),
                    value: String::from_utf8(decode(value)).map_err(|_| NotText),
                    had_plus: value.contains('+'),
                }
            })
            .collect();
        Self { parameters }
    }

    /// The value of a parameter; of one that is given twice the first.
    pub(crate) fn get(&self, name: &str) -> Result<Option<&str>, NotText> {
        match self.parameters.iter().find(|parameter| parameter.name == name) {
            None => Ok(None),
            Some(Parameter { value: Ok(value), .. }) => Ok(Some(value)),
            Some(Parameter { value: Err(not_text), .. }) => Err(*not_text),
        }
    }

    /// A parameter of the length it is declared with. One that is there but empty has the wrong length where the least is
    /// 1: taken for absent, an empty `subscriptionId` beside a number would select whatever stands on that number.
    pub(crate) fn text(&self, name: &str, length: &RangeInclusive<usize>) -> Result<Option<&str>, Refusal> {
        match self.get(name) {
            Ok(None) => Ok(None),
            Ok(Some(text)) if length.contains(&text.chars().count()) => Ok(Some(text)),
            Ok(Some(_)) => Err(wrong_length(name, length)),
            Err(_) => Err(Refusal::invalid(name, format!("{name} is not UTF-8 once its escapes are resolved"))),
        }
    }

    /// Whether a parameter is there, with whatever value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parameters.iter().any(|parameter| parameter.name == name)
    }

    /// The name of the first parameter in whose value an unescaped `+` has become a blank.
    pub(crate) fn unescaped_plus(&self) -> Option<&str> {
        self.parameters.iter().find(|parameter| parameter.had_plus).map(|parameter| parameter.name.as_str())
    }

    /// The name of the first parameter whose value still holds an escape, and the two digits of that escape: it was
    /// escaped twice. No parameter of the service has a use for a `%` of its own.
    pub(crate) fn escaped_twice(&self) -> Option<(&str, &str)> {
        self.parameters.iter().find_map(|parameter| {
            let digits = remaining_escape(parameter.value.as_deref().ok()?)?;
            Some((parameter.name.as_str(), digits))
        })
    }
}

/// Resolves `%2B` and `+`. An escape that is none, such as `%zz`, stays as it is.
fn decode(encoded: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [byte, tail @ ..] = rest {
        let (byte, after) = match byte {
            b'+' => (b' ', tail),
            _ => escape::first(rest).unwrap_or((*byte, tail)),
        };
        decoded.push(byte);
        rest = after;
    }
    decoded
}

/// The first escape left in a value that was decoded, without its `%`.
fn remaining_escape(decoded: &str) -> Option<&str> {
    decoded.split('%').skip(1).find_map(|after| {
        let digits = after.get(..2)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::{NotText, Query};

    #[test]
    fn escapes_are_resolved_and_a_plus_is_a_blank() {
        let query = Query::parse("a=%2B86+1&b=%zz%4&c&d=%E4%B8%AD&e=%ff&a=second");
        assert_eq!(query.get("a"), Ok(Some("+86 1")));
        assert_eq!(query.get("b"), Ok(Some("%zz%4")));
        assert_eq!(query.get("c"), Ok(Some("")));
        assert_eq!(query.get("d"), Ok(Some("中")));
        assert_eq!(query.get("e"), Err(NotText));
        assert_eq!(query.get("f"), Ok(None));
        assert_eq!(query.unescaped_plus(), Some("a"));
        assert_eq!(query.escaped_twice(), None);
    }

    #[test]
    fn what_was_escaped_twice_still_holds_its_escape() {
        let query = Query::parse("a=100%25&b=%E4%25&c=%25zz&d=x%252b1&e=%252B");
        assert_eq!(query.get("d"), Ok(Some("x%2b1")));
        assert_eq!(query.escaped_twice(), Some(("d", "2b")));
    }
}
