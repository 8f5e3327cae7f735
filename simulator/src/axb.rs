//! AXB mode: A and B call each other through X and never see each other's number. API reference
//! `privatenumber_02_0001` to `privatenumber_02_0005`.

mod binding;
mod create;
mod delete;
mod ledger;
mod line;
mod modify;
mod query;
mod selector;

use std::ops::RangeInclusive;

pub(crate) use ledger::Ledger;

use crate::operation::{Conduct, Operation};
use crate::parameters::Parameters;
use crate::resultcode::Refusal;
use crate::setup::Mode;

const PATH: &str = "/rest/caas/relationnumber/partners/v1.0";

/// The mode's operations.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::of(Mode::Axb, "axb.CreateBinding", "POST", PATH, Conduct::Axb(create::create))
        .officially("CreateAXBBinding"),
    Operation::of(Mode::Axb, "axb.DeleteBinding", "DELETE", PATH, Conduct::Axb(delete::delete))
        .officially("DeleteAXBBinding"),
    Operation::of(Mode::Axb, "axb.ModifyBinding", "PUT", PATH, Conduct::Axb(modify::modify))
        .officially("ModifyAXBBinding"),
    Operation::of(Mode::Axb, "axb.QueryBinding", "GET", PATH, Conduct::Axb(query::query)).officially("QueryAXBBinding"),
];

/// The length of A, B and X, in characters.
const NUMBER: RangeInclusive<usize> = 4..=31;

/// What must not occur in `userData`. The `^` is forbidden on the pages of this mode only.
const FORBIDDEN_IN_USER_DATA: [char; 3] = ['^', '{', '}'];

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
