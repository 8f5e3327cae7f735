//! AXYB mode: B calls X and sees Y, A calls Y and B sees X. API reference `privatenumber_axyb_0016` to
//! `privatenumber_axyb_0019`; no longer in the overview of 2026.

mod ledger;

use std::ops::RangeInclusive;

pub(crate) use ledger::Ledger;

use crate::operation::{Conduct, Operation};
use crate::parameters::{Query, required};
use crate::resultcode::Refusal;
use crate::setup::{Application, Mode};

const PATH: &str = "/rest/omp/xyrelationnumber/v1.0";

/// The mode's operations. The pages give them no English names. One URI has two bodies, of which the YB bind's has the
/// `subscriptionId` of the AX bind before it; and two deletions, of which that of one YB names Y or B.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::of(Mode::Axyb, "axyb.CreateYbBinding", "POST", PATH, Conduct::NotYet).if_body_has("subscriptionId"),
    Operation::of(Mode::Axyb, "axyb.CreateAxBinding", "POST", PATH, Conduct::NotYet),
    Operation::of(Mode::Axyb, "axyb.DeleteYbBinding", "DELETE", PATH, Conduct::NotYet).if_query_has(&["yNum", "bNum"]),
    Operation::of(Mode::Axyb, "axyb.DeleteAllBindings", "DELETE", PATH, Conduct::NotYet),
    Operation::of(Mode::Axyb, "axyb.QueryBinding", "GET", PATH, Conduct::NotYet),
];

/// The length of `app_key` in the query, in characters: 128 on two of the pages, 32 on the third.
const APP_KEY: RangeInclusive<usize> = 1..=128;

/// `app_key` stands in the query of every operation of this mode, besides the header. It must be the header's.
///
/// No code is given for one that is missing or another. 1010003 speaks of a key that does not exist, and the header's
/// was found; so it is the parameter that is wrong.
pub(crate) fn check_app_key(query: &Query, application: &Application) -> Result<(), Refusal> {
    const NAME: &str = "app_key";
    if required(NAME, query.text(NAME, &APP_KEY)?)? == application.app_key {
        return Ok(());
    }
    Err(Refusal::invalid(NAME, "app_key in the query is another than the Username of the header"))
}
