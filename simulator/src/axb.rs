//! AXB mode: A and B call each other through X and never see each other's number. API reference
//! `privatenumber_02_0001` to `privatenumber_02_0005`.

mod binding;
mod choice;
mod create;
mod delete;
mod ledger;
mod modify;
mod parameters;
mod query;
mod selector;

use std::collections::BTreeSet;

pub(crate) use create::create;
pub(crate) use delete::delete;
pub(crate) use ledger::Ledger;
pub(crate) use modify::modify;
pub(crate) use query::query;

use crate::numbering::NumberingPlan;
use crate::randomness::Randomness;

/// What a bind depends on beyond its own application.
pub(crate) struct Surroundings<'a> {
    pub(crate) plan: &'a NumberingPlan,
    /// Every X number of the platform, whosesoever it is.
    pub(crate) numbers: &'a BTreeSet<String>,
    pub(crate) randomness: &'a mut Randomness,
    /// Virtual time, in Unix milliseconds.
    pub(crate) now_ms: i64,
}
