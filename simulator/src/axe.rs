//! AXE mode: many A share one X, each behind an extension of its own. API reference `privatenumber_02_0021` to
//! `privatenumber_02_0025`, and `privatenumber_02_0027` for the newer query.

mod ledger;

pub(crate) use ledger::Ledger;

use crate::operation::{Conduct, Operation};
use crate::setup::Mode;

const PATH: &str = "/rest/caas/extendnumber/v1.0";
const QUERY_PATH: &str = "/rest/caas/extendnumber/v2.0";
const COUNT_PATH: &str = "/rest/caas/virtualnumber/v1.0";

/// The mode's operations.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::of(Mode::Axe, "axe.CreateBinding", "POST", PATH, Conduct::NotYet).officially("CreateAXEBinding"),
    Operation::of(Mode::Axe, "axe.DeleteBinding", "DELETE", PATH, Conduct::NotYet).officially("DeleteAXEBinding"),
    Operation::of(Mode::Axe, "axe.ModifyBinding", "PUT", PATH, Conduct::NotYet).officially("ModifyAXEBinding"),
    Operation::of(Mode::Axe, "axe.QueryBinding", "GET", PATH, Conduct::NotYet).officially("QueryAXEBinding(v1.0)"),
    Operation::of(Mode::Axe, "axe.QueryBindingV2", "GET", QUERY_PATH, Conduct::NotYet)
        .officially("QueryAXEBinding(v2.0)"),
    Operation::of(Mode::Axe, "axe.QueryBindingCount", "GET", COUNT_PATH, Conduct::NotYet)
        .officially("QueryAXEBindingCount"),
];
