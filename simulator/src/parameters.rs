//! What an operation is given: the query string and the body, and how their parameters are read.

mod body;
mod query;

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

pub(crate) use body::Parameters;
pub(crate) use query::Query;

use crate::message::Request;
use crate::resultcode::Refusal;

/// The length of a binding's id, in characters.
pub(crate) const SUBSCRIPTION_ID: RangeInclusive<usize> = 1..=64;

/// What must not occur in `userData`, whatever the mode; AXB mode forbids one more.
pub(crate) const FORBIDDEN_IN_USER_DATA: [char; 2] = ['{', '}'];

/// Both places where an operation may have its parameters. Each operation looks where its page puts them.
pub(crate) struct Input<'a> {
    pub(crate) query: Query,
    body: &'a [u8],
}

impl<'a> Input<'a> {
    pub(crate) fn of(request: &Request<'a>) -> Self {
        Self { query: Query::parse(request.query_string()), body: request.body }
    }

    /// The members of the body, which has to be a JSON object.
    pub(crate) fn body(&self) -> Result<Map<String, Value>, Refusal> {
        body::read(self.body)
    }

    /// Whether the body is a JSON object in which this member is there; `null` counts as absent.
    pub(crate) fn body_has(&self, name: &str) -> bool {
        self.body().is_ok_and(|members| Parameters::new(&members).has(name))
    }
}

/// A parameter that has to be there.
pub(crate) fn required<T>(name: &str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| Refusal::invalid(name, format!("{name} is missing")))
}

/// A tone that is to be played; the empty name is no tone.
pub(crate) fn kept(tone: Option<&str>) -> Option<String> {
    tone.filter(|tone| !tone.is_empty()).map(str::to_owned)
}

fn wrong_length(name: &str, length: &RangeInclusive<usize>) -> Refusal {
    Refusal::invalid(name, format!("{name} must be a string of {}-{} characters", length.start(), length.end()))
}
