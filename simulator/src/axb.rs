//! AXB mode: A and B call each other through X and never see each other's number. API reference
//! `privatenumber_02_0001` to `privatenumber_02_0005`.

mod binding;
mod create;
mod delete;
mod ledger;
mod line;
mod modify;
mod query;
mod route;
mod selector;
mod sms;

use std::ops::RangeInclusive;

pub(crate) use create::create;
pub(crate) use delete::delete;
pub(crate) use ledger::Ledger;
pub(crate) use modify::modify;
pub(crate) use query::query;
pub(crate) use route::route;
pub(crate) use sms::sms;

use crate::parameters::{self, Parameters};
use crate::resultcode::Refusal;

/// The length of A, B and X, in characters.
const NUMBER: RangeInclusive<usize> = 4..=31;

/// What must not occur in `userData`. The `^` is forbidden on the pages of this mode only.
const FORBIDDEN_IN_USER_DATA: [char; 3] = {
    let [open, close] = parameters::FORBIDDEN_IN_USER_DATA;
    ['^', open, close]
};

/// The longest call that can be set, in minutes.
const LONGEST_CALL: u64 = 1_440;

/// The highest `callDirection`.
const LAST_DIRECTION: u64 = 2;

/// The longest life of a binding: 90 days, in seconds.
const LONGEST_DURATION: u64 = 7_776_000;

/// `duration`, in seconds.
fn duration(parameters: &Parameters<'_>) -> Result<Option<u64>, Refusal> {
    parameters.integer_that("duration", |seconds| seconds <= LONGEST_DURATION, "from 0 to 90 days, in seconds")
}
