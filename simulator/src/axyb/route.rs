//! Where a call to X or Y goes in AXYB mode. API reference `privatenumber_axyb_0016`.

use super::assign_y::assign_y;
use super::ledger::Ledger;
use super::line::Use;
use super::relation::Relation;
use crate::call::{Direction, Ending, Forwarding, Route, Standing, Verdict};
use crate::numbering::{self, Kind};
use crate::pool::LineKey;
use crate::surroundings::Surroundings;

/// Whoever calls X reaches A, who sees their Y, allotted now if need be; A, who calls a Y, reaches the B behind it, who sees
/// X.
pub(crate) fn route(ledger: &mut Ledger, number: &str, caller: &str, surroundings: &mut Surroundings<'_>) -> Route {
    let Some((key, line)) = ledger.lines().find(number) else {
        return Route::hung_up(Ending::BindingMissing);
    };
    match line.used {
        Use::Y(_) => calling_y(ledger, key, caller),
        Use::X(_) | Use::Free => calling_x(ledger, key, number, caller, surroundings),
    }
}

fn calling_x(ledger: &mut Ledger, key: LineKey, x: &str, caller: &str, surroundings: &mut Surroundings<'_>) -> Route {
    let assigned = assign_y(ledger, x, caller, surroundings);
    let relation = match ledger.lines().get(key).map(|line| &line.used) {
        Some(Use::X(serial)) => ledger.relation(*serial),
        _ => None,
    };
    let Some(relation) = relation else {
        return Route::hung_up(Ending::BindingMissing);
    };
    let is_a = caller == relation.ax.num_a;
    let standing = standing(relation, if is_a { Direction::FromA } else { Direction::ToA });
    match assigned {
        Err(cause) => Route::refused(standing, cause.into()),
        Ok(y) => {
            let waiting_tone = relation.yb_of(caller).and_then(|yb| yb.pre_voice_y.clone());
            forward(standing, relation, y.y, relation.ax.num_a.clone(), waiting_tone)
        }
    }
}

/// A Y means the B that the A who calls it is bound to. One A that has several X may have the same Y behind each; nothing
/// says which B it then reaches, and here it is the one bound first.
fn calling_y(ledger: &Ledger, y: LineKey, caller: &str) -> Route {
    let Some((relation, yb)) = ledger.of_a(y, caller) else {
        return Route::hung_up(if ledger.is_b_behind(y, caller) {
            Ending::OwnPrivateNumber
        } else {
            Ending::BindingMissing
        });
    };
    let standing = standing(relation, Direction::FromA);
    if numbering::kind(caller) == Kind::FixedLine {
        return Route::refused(standing, Ending::FixedLineCaller);
    }
    if relation.ax.call_direction == 2 {
        return Route::refused(standing, Ending::DirectionNotAllowed);
    }
    let ax = &relation.ax;
    forward(standing, relation, ax.num_x.clone(), yb.num_b.clone(), ax.pre_voice_x.clone())
}

fn standing(relation: &Relation, direction: Direction) -> Standing {
    Standing {
        direction,
        subscription_id: Some(relation.ax.subscription_id.clone()),
        user_data: relation.ax.user_data.clone(),
    }
}

fn forward(
    standing: Standing,
    relation: &Relation,
    shown: String,
    callee: String,
    waiting_tone: Option<String>,
) -> Route {
    let forwarding = Forwarding {
        shown,
        callee,
        waiting_tone,
        recorded: relation.ax.record_flag,
        record_hint_tone: relation.ax.record_hint_tone.clone(),
        // Who was given a Y has called, whatever their number is.
        may_be_service: standing.direction == Direction::FromA,
        ..Forwarding::default()
    };
    Route::of(standing, Verdict::Forward(Box::new(forwarding)))
}
