//! Which binding a request names, in the query string or in the body: by its id, or by its X, which has only one.

use std::ops::RangeInclusive;

use super::NUMBER;
use super::binding::Binding;
use super::ledger::Ledger;
use super::line::Serial;
use crate::condition;
use crate::parameters::SUBSCRIPTION_ID;
use crate::resultcode::{Refusal, ResultCode};

/// One binding by its id or by its X.
pub(super) enum Selector<'a> {
    SubscriptionId(&'a str),
    PrivateNum(&'a str),
}

/// How long the two may be on a page, in characters. An id of no characters, where that is allowed, is absent.
pub(super) struct Lengths {
    pub(super) private_num: RangeInclusive<usize>,
    pub(super) subscription_id: RangeInclusive<usize>,
}

impl Lengths {
    /// Those of all pages but that of the temporary callee.
    pub(super) const USUAL: Self = Self { private_num: NUMBER, subscription_id: SUBSCRIPTION_ID };
}

impl<'a> Selector<'a> {
    /// `subscriptionId` wins over `privateNum`, which is then not even looked at. With neither the answer is 1011004, as
    /// an FAQ says of the deletion; modification and temporary callee name their binding in the same way.
    pub(super) fn read(
        text: impl Fn(&str, &RangeInclusive<usize>) -> Result<Option<&'a str>, Refusal>,
        lengths: &Lengths,
    ) -> Result<Self, Refusal> {
        if let Some(subscription_id) = text("subscriptionId", &lengths.subscription_id)?.filter(|id| !id.is_empty()) {
            return Ok(Self::SubscriptionId(subscription_id));
        }
        if let Some(private_num) = text("privateNum", &lengths.private_num)? {
            return Ok(Self::PrivateNum(private_num));
        }
        Err(Refusal::new(
            ResultCode::NumberNotApplied,
            "there is neither subscriptionId nor privateNum (of a deletion they go into the query, else into the body)",
        ))
    }

    /// The binding that is named. An X that is not the application's is answered 1011004, which the FAQ explains so of
    /// the deletion; what is not there, or is on no X, 1016001.
    pub(super) fn find<'l>(&self, ledger: &'l Ledger) -> Result<(Serial, &'l Binding), Refusal> {
        match *self {
            Self::SubscriptionId(subscription_id) => by_id(ledger, subscription_id),
            Self::PrivateNum(private_num) if ledger.find_line(private_num).is_none() => Err(Refusal::new(
                ResultCode::NumberNotApplied,
                format!("X {private_num} is not one of the application's; it is +86 and 11 digits, in a query %2B86"),
            )),
            Self::PrivateNum(private_num) => by_number(ledger, private_num),
        }
    }
}

/// The binding with an id.
pub(super) fn by_id<'l>(ledger: &'l Ledger, subscription_id: &str) -> Result<(Serial, &'l Binding), Refusal> {
    ledger.find_binding(subscription_id).ok_or_else(|| {
        not_found("the application has no binding with this subscriptionId (removed, or of another application)")
    })
}

/// The binding on an X. Whatever is asked of an X that is not normal is answered 1012102: the tables have that code
/// directly before 1016001.
pub(super) fn by_number<'l>(ledger: &'l Ledger, private_num: &str) -> Result<(Serial, &'l Binding), Refusal> {
    let Some((_, line)) = ledger.find_line(private_num) else {
        return Err(not_found(format!(
            "X {private_num} is not one of the application's; it is +86 and 11 digits, in a query %2B86"
        )));
    };
    condition::check(private_num, line.condition)?;
    ledger.binding_on(line).ok_or_else(|| not_found(format!("X {private_num} is not bound")))
}

pub(super) fn not_found(reason: impl Into<String>) -> Refusal {
    Refusal::new(ResultCode::BindingNotFound, reason)
}
