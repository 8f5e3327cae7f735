//! The Y that a stranger is given who calls an X. API reference `privatenumber_axyb_0016`: the YB bind may be left out;
//! when somebody calls X, the platform allots a Y for them by itself, and from then on A can call it.

use std::fmt;

use super::binding::YbBinding;
use super::candidates;
use super::ledger::Ledger;
use super::line::Use;
use super::relation::Relation;
use crate::hang_up::HangUpCause;
use crate::masking;
use crate::numbering::{self, Kind};
use crate::serial::Serial;
use crate::surroundings::Surroundings;

/// The Y behind which A sees whoever calls its X.
#[derive(Clone, PartialEq, Eq)]
pub struct AssignedY {
    /// Y, in global format.
    pub y: String,
}

impl fmt::Debug for AssignedY {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssignedY").field("y", &masking::text(&self.y)).finish()
    }
}

/// Gives `caller`, who calls `x`, a Y, unless they have one on this AX already. It lives as long as the AX bind's
/// `ybDuration` says, or as the AX where it says nothing.
///
/// A call that is not to come about changes no binding. Of several causes the one that lies with the number called comes
/// first, then those that lie with the caller, then those of the binding. The pages list 8016 for AX and AXB and none for
/// a `callDirection` of AXYB; it is the only cause that says what is wrong. They do not say how the Y is chosen either;
/// it is as in a YB bind without `areaCode`.
pub(crate) fn assign_y(
    ledger: &mut Ledger,
    x: &str,
    caller: &str,
    surroundings: &mut Surroundings<'_>,
) -> Result<AssignedY, HangUpCause> {
    let (serial, relation) = called(ledger, x, caller)?;
    let ax = &relation.ax;
    if caller == ax.num_a {
        return Err(HangUpCause::OwnPrivateNumber);
    }
    // Of every mode the pages say that a fixed line can only be called.
    if numbering::kind(caller) == Kind::FixedLine {
        return Err(HangUpCause::FixedLineCaller);
    }
    if ax.call_direction == 1 {
        return Err(HangUpCause::DirectionNotAllowed);
    }
    if let Some(yb) = relation.yb_of(caller) {
        return Ok(AssignedY { y: yb.num_y.clone() });
    }
    let line = candidates::y(ledger, relation, candidates::near_x(ledger, ax), surroundings)
        .map_err(|_| HangUpCause::NoYLeft)?;
    let now_ms = surroundings.now_ms;
    let yb = YbBinding {
        bind_id: surroundings.randomness.subscription_id(),
        line,
        num_y: ledger.lines().number(line),
        num_b: caller.to_owned(),
        yb_duration: ax.yb_duration,
        pre_voice_y: None,
        bound_seconds: now_ms.div_euclid(1_000),
        expires_ms: ax.early_end(now_ms, ax.yb_duration),
    };
    let assigned = AssignedY { y: yb.num_y.clone() };
    ledger.add_yb(serial, yb);
    Ok(assigned)
}

/// The AX of the X that is called. Who calls a Y is given none: B behind it calls its own number, and for all others it
/// is no X.
fn called<'a>(ledger: &'a Ledger, x: &str, caller: &str) -> Result<(Serial, &'a Relation), HangUpCause> {
    let (key, line) = ledger.lines().find(x).ok_or(HangUpCause::BindingMissing)?;
    match line.used {
        Use::X(serial) => ledger.relation(serial).map(|relation| (serial, relation)).ok_or(HangUpCause::BindingMissing),
        Use::Y(_) if ledger.is_b_behind(key, caller) => Err(HangUpCause::OwnPrivateNumber),
        Use::Y(_) | Use::Free => Err(HangUpCause::BindingMissing),
    }
}
