//! AX mode: whoever calls X reaches A, and A calls others through X. API reference `privatenumber_02_0010` to
//! `privatenumber_02_0015`.

mod ledger;

pub(crate) use ledger::Ledger;

use crate::operation::{Conduct, Operation};
use crate::setup::Mode;

const PATH: &str = "/rest/provision/caas/privatenumber/v1.0";

/// The temporary callee has a path without `provision/`.
const CALLEE_PATH: &str = "/rest/caas/privatenumber/calleenumber/v1.0";

/// The mode's operations.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::of(Mode::Ax, "ax.CreateBinding", "POST", PATH, Conduct::NotYet).officially("CreateAXBinding"),
    Operation::of(Mode::Ax, "ax.DeleteBinding", "DELETE", PATH, Conduct::NotYet).officially("DeleteAXBinding"),
    Operation::of(Mode::Ax, "ax.ModifyBinding", "PUT", PATH, Conduct::NotYet).officially("ModifyAXBinding"),
    Operation::of(Mode::Ax, "ax.QueryBinding", "GET", PATH, Conduct::NotYet).officially("QueryAXBinding"),
    Operation::of(Mode::Ax, "ax.SetTemporaryCallee", "PUT", CALLEE_PATH, Conduct::NotYet)
        .officially("SetAXTemporaryCallee"),
];
