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
mod selector;
mod temporary_callee;

use std::ops::RangeInclusive;

pub(crate) use ledger::Ledger;

use crate::operation::{Conduct, Operation};
use crate::setup::Mode;

const PATH: &str = "/rest/provision/caas/privatenumber/v1.0";

/// The temporary callee has a path without `provision/`.
const CALLEE_PATH: &str = "/rest/caas/privatenumber/calleenumber/v1.0";

/// The mode's operations.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::of(Mode::Ax, "ax.CreateBinding", "POST", PATH, Conduct::Ax(create::create))
        .officially("CreateAXBinding"),
    Operation::of(Mode::Ax, "ax.DeleteBinding", "DELETE", PATH, Conduct::Ax(delete::delete))
        .officially("DeleteAXBinding"),
    Operation::of(Mode::Ax, "ax.ModifyBinding", "PUT", PATH, Conduct::Ax(modify::modify)).officially("ModifyAXBinding"),
    Operation::of(Mode::Ax, "ax.QueryBinding", "GET", PATH, Conduct::Ax(query::query)).officially("QueryAXBinding"),
    Operation::of(Mode::Ax, "ax.SetTemporaryCallee", "PUT", CALLEE_PATH, Conduct::Ax(temporary_callee::set))
        .officially("SetAXTemporaryCallee"),
];

/// The length of A and X, in characters; the page of the temporary callee has its own.
const NUMBER: RangeInclusive<usize> = 1..=32;

/// The only `privateNumType` there is.
const MOBILE_VIRTUAL: &str = "mobile-virtual";

/// What must not occur in `userData`.
const FORBIDDEN_IN_USER_DATA: [char; 2] = ['{', '}'];

/// The longest call that can be set, in minutes.
const LONGEST_CALL: u64 = 1_440;

/// The highest `callDirection`.
const LAST_DIRECTION: u64 = 2;

/// What `turnFlag` may be.
const TURN_FLAGS: [&str; 2] = ["on", "off"];
