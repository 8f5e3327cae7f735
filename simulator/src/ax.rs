//! AX mode: whoever calls X reaches A, and A calls others through X. API reference `privatenumber_02_0010` to
//! `privatenumber_02_0015`.

mod binding;
mod create;
mod delete;
mod ledger;
mod line;
mod modify;
mod query;
mod remarks;
mod route;
mod selector;
mod sms;
mod temporary_callee;

use std::ops::RangeInclusive;

pub(crate) use create::create;
pub(crate) use delete::delete;
pub(crate) use ledger::Ledger;
pub(crate) use modify::modify;
pub(crate) use query::query;
pub(crate) use route::route;
pub(crate) use sms::sms;
pub(crate) use temporary_callee::set as set_temporary_callee;

/// The length of A and X, in characters; the page of the temporary callee has its own.
const NUMBER: RangeInclusive<usize> = 1..=32;

/// The only `privateNumType` there is.
const MOBILE_VIRTUAL: &str = "mobile-virtual";

/// The longest call that can be set, in minutes.
const LONGEST_CALL: u64 = 1_440;

/// The highest `callDirection`.
const LAST_DIRECTION: u64 = 2;

/// What `turnFlag` may be.
const TURN_FLAGS: [&str; 2] = ["on", "off"];
