//! Which binding a request names.

use std::ops::RangeInclusive;

use super::NUMBER;
use super::binding::Binding;
use super::extension::Extension;
use super::ledger::Ledger;
use super::line::Line;
use crate::parameters::{Parameters, Query};
use crate::resultcode::{Refusal, ResultCode};
use crate::serial::Serial;

/// The length of `subscriptionId` where it may be there and empty, in characters.
const OPTIONAL_ID: RangeInclusive<usize> = 0..=64;

/// The length of `extendNum`, in characters.
const EXTEND_NUM: RangeInclusive<usize> = 1..=4;

/// A binding by its id or by its extension, or one X.
pub(super) enum Selector<'a> {
    Binding(&'a str),
    Extension { number: &'a str, extend_num: &'a str },
    Number(&'a str),
}

impl<'a> Selector<'a> {
    /// What a query names. The deletion gives the id a length of its own, of 1 and more.
    pub(super) fn of_query(query: &'a Query, id: &RangeInclusive<usize>) -> Result<Self, Refusal> {
        Self::read(|name, length| query.text(name, length), id)
    }

    /// What the query of an operation names that does not ask for more than a look.
    pub(super) fn of_look_up(query: &'a Query) -> Result<Self, Refusal> {
        Self::of_query(query, &OPTIONAL_ID)
    }

    /// What the body of the modification names.
    pub(super) fn of_body(parameters: &Parameters<'a>) -> Result<Self, Refusal> {
        Self::read(|name, length| parameters.text(name, length), &OPTIONAL_ID)
    }

    /// `subscriptionId` wins over the other two, which are then not even looked at. An empty one is absent, where its
    /// length allows it to be empty: no more than one binding can be meant by what is left.
    ///
    /// With none of the three the answer is 1012001, as an FAQ says of the other modes' deletions, whose table is the
    /// same; of `virtualNum` and `extendNum`, which "must come together", the one that lacks is named.
    fn read(
        text: impl Fn(&str, &RangeInclusive<usize>) -> Result<Option<&'a str>, Refusal>,
        id: &RangeInclusive<usize>,
    ) -> Result<Self, Refusal> {
        if let Some(subscription_id) = text("subscriptionId", id)?.filter(|id| !id.is_empty()) {
            return Ok(Self::Binding(subscription_id));
        }
        match (text("virtualNum", &NUMBER)?, text("extendNum", &EXTEND_NUM)?) {
            (Some(number), Some(extend_num)) => Ok(Self::Extension { number, extend_num }),
            (Some(number), None) => Ok(Self::Number(number)),
            (None, Some(_)) => {
                Err(Refusal::invalid("virtualNum", "virtualNum is missing; extendNum names a binding only with its X"))
            }
            (None, None) => Err(Refusal::new(
                ResultCode::NumberNotOfApplication,
                "the request has neither subscriptionId nor virtualNum and extendNum (the parameters of GET and DELETE \
                 go into the query string)",
            )),
        }
    }
}

/// The one binding that is named.
pub(super) fn binding<'a>(
    ledger: &'a Ledger,
    selector: &Selector<'_>,
    extension_digits: u8,
) -> Result<(Serial, &'a Binding), Refusal> {
    match selector {
        Selector::Binding(subscription_id) => ledger.find_binding(subscription_id).ok_or_else(|| {
            not_found(
                "the application has no binding with this subscriptionId (removed, expired, or of another application)",
            )
        }),
        Selector::Extension { number, extend_num } => {
            let extension = Extension::read(extend_num, extension_digits)?;
            ledger.behind(line(ledger, number)?, extension).ok_or_else(|| {
                not_found(format!(
                    "X {number} has no binding behind extension {extend_num} (removed, expired, or never)"
                ))
            })
        }
        Selector::Number(_) => {
            Err(Refusal::invalid("extendNum", "extendNum is missing; virtualNum names a binding only with it"))
        }
    }
}

/// The X with a number. One of another application and one that does not exist are answered alike.
pub(super) fn line<'a>(ledger: &'a Ledger, number: &str) -> Result<&'a Line, Refusal> {
    ledger.pool().lines().find(number).map(|(_, line)| line).ok_or_else(|| not_ours(number))
}

/// 1012001.
pub(super) fn not_ours(number: &str) -> Refusal {
    Refusal::new(
        ResultCode::NumberNotOfApplication,
        format!(
            "X {number} is not one of the application's; it is +86 and 11 digits, in a query with the + escaped once, \
             as %2B"
        ),
    )
}

pub(super) fn not_found(reason: impl Into<String>) -> Refusal {
    Refusal::new(ResultCode::BindingNotFound, reason)
}
