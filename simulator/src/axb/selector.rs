//! Which bindings the query string of `DeleteAXBBinding` and `QueryAXBBinding` names.

use std::ops::RangeInclusive;

use super::binding::Binding;
use super::ledger::{Ledger, Line, LineKey, Serial};
use super::parameters::{NUMBER, SUBSCRIPTION_ID, wrong_length};
use crate::query::Query;
use crate::resultcode::{Refusal, ResultCode};

/// One binding by its id, or one X.
pub(super) enum Selector<'a> {
    Binding(&'a str),
    Number(&'a str),
}

impl<'a> Selector<'a> {
    /// `subscriptionId` wins over `relationNum`, which is then not even looked at. With neither the answer is 1012001,
    /// as an FAQ says of the deletion; the query has the same table of codes. A parameter that is there but empty has
    /// the wrong length: taken for absent, an empty `subscriptionId` beside a `relationNum` would select every binding
    /// of that X.
    pub(super) fn read(query: &'a Query) -> Result<Self, Refusal> {
        if let Some(subscription_id) = text(query, "subscriptionId", &SUBSCRIPTION_ID)? {
            return Ok(Self::Binding(subscription_id));
        }
        if let Some(number) = text(query, "relationNum", &NUMBER)? {
            return Ok(Self::Number(number));
        }
        Err(Refusal::new(
            ResultCode::NumberNotOfApplication,
            "the query has neither subscriptionId nor relationNum (parameters go into the query string)",
        ))
    }
}

/// A parameter of the query, of the length it is declared with.
pub(super) fn text<'a>(
    query: &'a Query,
    name: &str,
    length: &RangeInclusive<usize>,
) -> Result<Option<&'a str>, Refusal> {
    match query.get(name) {
        Ok(None) => Ok(None),
        Ok(Some(text)) if length.contains(&text.chars().count()) => Ok(Some(text)),
        Ok(Some(_)) => Err(wrong_length(name, length)),
        Err(_) => Err(Refusal::invalid(name, format!("{name} is not UTF-8 once its escapes are resolved"))),
    }
}

/// The binding with an id.
pub(super) fn binding<'a>(ledger: &'a Ledger, subscription_id: &str) -> Result<(Serial, &'a Binding), Refusal> {
    ledger.find_binding(subscription_id).ok_or_else(|| {
        not_found(
            "the application has no binding with this subscriptionId (removed, expired, or of another application)",
        )
    })
}

/// The X with a number. One of another application and one that does not exist are answered alike.
pub(super) fn line<'a>(ledger: &'a Ledger, number: &str) -> Result<(LineKey, &'a Line), Refusal> {
    ledger.find_line(number).ok_or_else(|| {
        Refusal::new(
            ResultCode::NumberNotOfApplication,
            format!("X {number} is not one of the application's; it is +86 and 11 digits, the + escaped once, as %2B"),
        )
    })
}

pub(super) fn not_found(reason: impl Into<String>) -> Refusal {
    Refusal::new(ResultCode::RecordNotFound, reason)
}
