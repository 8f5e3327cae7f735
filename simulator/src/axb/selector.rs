//! Which bindings the query string of `DeleteAXBBinding` and `QueryAXBBinding` names.

use super::NUMBER;
use super::binding::Binding;
use super::ledger::Ledger;
use super::line::Line;
use crate::parameters::{Query, SUBSCRIPTION_ID};
use crate::pool::LineKey;
use crate::resultcode::{Refusal, ResultCode};
use crate::serial::Serial;

/// One binding by its id, or one X.
pub(super) enum Selector<'a> {
    Binding(&'a str),
    Number(&'a str),
}

impl<'a> Selector<'a> {
    /// `subscriptionId` wins over `relationNum`, which is then not even looked at. With neither the answer is 1012001,
    /// as an FAQ says of the deletion; the query has the same table of codes.
    pub(super) fn read(query: &'a Query) -> Result<Self, Refusal> {
        if let Some(subscription_id) = query.text("subscriptionId", &SUBSCRIPTION_ID)? {
            return Ok(Self::Binding(subscription_id));
        }
        if let Some(number) = query.text("relationNum", &NUMBER)? {
            return Ok(Self::Number(number));
        }
        Err(Refusal::new(
            ResultCode::NumberNotOfApplication,
            "the query has neither subscriptionId nor relationNum (parameters go into the query string)",
        ))
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
    ledger.pool().lines().find(number).ok_or_else(|| {
        Refusal::new(
            ResultCode::NumberNotOfApplication,
            format!("X {number} is not one of the application's; it is +86 and 11 digits, the + escaped once, as %2B"),
        )
    })
}

pub(super) fn not_found(reason: impl Into<String>) -> Refusal {
    Refusal::new(ResultCode::RecordNotFound, reason)
}
