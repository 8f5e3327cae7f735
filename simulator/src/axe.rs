//! AXE mode: many A share one X, each behind an extension of its own. API reference `privatenumber_02_0021` to
//! `privatenumber_02_0025`, and `privatenumber_02_0027` for the newer query.

mod binding;
mod callback;
mod count;
mod create;
mod delete;
mod extension;
mod ledger;
mod life;
mod line;
mod modify;
mod page;
mod query;
mod remarks;
mod selector;

use std::ops::RangeInclusive;

pub(crate) use ledger::Ledger;

use crate::operation::{Conduct, Operation};
use crate::parameters::Parameters;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::Mode;

const PATH: &str = "/rest/caas/extendnumber/v1.0";
const QUERY_PATH: &str = "/rest/caas/extendnumber/v2.0";
const COUNT_PATH: &str = "/rest/caas/virtualnumber/v1.0";

/// The mode's operations.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::of(Mode::Axe, "axe.CreateBinding", "POST", PATH, Conduct::Axe(create::create))
        .officially("CreateAXEBinding"),
    Operation::of(Mode::Axe, "axe.DeleteBinding", "DELETE", PATH, Conduct::Axe(delete::delete))
        .officially("DeleteAXEBinding"),
    Operation::of(Mode::Axe, "axe.ModifyBinding", "PUT", PATH, Conduct::Axe(modify::modify))
        .officially("ModifyAXEBinding"),
    Operation::of(Mode::Axe, "axe.QueryBinding", "GET", PATH, Conduct::Axe(query::query))
        .officially("QueryAXEBinding(v1.0)"),
    Operation::of(Mode::Axe, "axe.QueryBindingV2", "GET", QUERY_PATH, Conduct::Axe(query::query_v2))
        .officially("QueryAXEBinding(v2.0)"),
    Operation::of(Mode::Axe, "axe.QueryBindingCount", "GET", COUNT_PATH, Conduct::Axe(count::count))
        .officially("QueryAXEBindingCount"),
];

/// The length of X, of A and of `callbackNum`, in characters.
const NUMBER: RangeInclusive<usize> = 1..=32;

/// What must not occur in `userData`.
const FORBIDDEN_IN_USER_DATA: [char; 2] = ['{', '}'];

/// Reads `displayNumMode`, of which only "0", X, is to be had: "1", the real caller, is documented and refused with a code
/// of its own. The modification's table lacks that code, but says the same of the value.
fn check_display(parameters: &Parameters<'_>) -> Result<(), Refusal> {
    match parameters.word("displayNumMode", &["0", "1"])? {
        Some("1") => Err(Refusal::new(
            ResultCode::TransparentNotAllowed,
            "displayNumMode \"1\" would show A the real caller, which carriers block; it must be \"0\" or absent",
        )),
        _ => Ok(()),
    }
}
