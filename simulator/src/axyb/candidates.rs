//! Which number becomes X or Y. There is no way to name one: `areaCode` and `areaMatchMode` choose it, for X and for Y
//! separately.

use super::binding::AxBinding;
use super::ledger::Ledger;
use super::line::Line;
use super::relation::Relation;
use crate::choice::{self, AreaMatch, Candidates};
use crate::condition;
use crate::masking;
use crate::pool::LineKey;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::NumberCondition;
use crate::surroundings::Surroundings;

/// The city a number is wanted of, and whether it is insisted on.
#[derive(Clone, Copy)]
pub(super) struct Wish<'a> {
    pub(super) area_code: &'a str,
    pub(super) area_match: AreaMatch,
}

/// The city a Y is wanted of where none is named, which the pages say nothing of. One of X's own city is, and if there is
/// none another: whoever names no city insists on none, and the two numbers of one relation are best at home in one place.
pub(super) fn near_x<'a>(ledger: &'a Ledger, ax: &AxBinding) -> Wish<'a> {
    Wish {
        area_code: ledger.lines().get(ax.line).map(|line| line.area_code.as_str()).unwrap_or_default(),
        area_match: AreaMatch::Loose,
    }
}

/// The numbers that can become X.
struct ForX<'a>(&'a Ledger);

impl Candidates for ForX<'_> {
    type Key = LineKey;

    fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.0.free_for_x().in_city(area_code)
    }

    fn everywhere(&self) -> impl Iterator<Item = (LineKey, &str)> {
        let ledger = self.0;
        ledger.free_for_x().all().filter_map(|key| Some((key, ledger.lines().get(key)?.area_code.as_str())))
    }
}

/// The numbers that can become Y of an AX on which each occurs once.
struct ForY<'a> {
    ledger: &'a Ledger,
    relation: &'a Relation,
}

impl ForY<'_> {
    fn fits(&self, key: LineKey) -> bool {
        self.relation.with_y(key).is_none()
    }
}

impl Candidates for ForY<'_> {
    type Key = LineKey;

    fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.ledger.open_for_y().in_city(area_code).filter(|key| self.fits(*key))
    }

    fn everywhere(&self) -> impl Iterator<Item = (LineKey, &str)> {
        let fitting = self.ledger.open_for_y().all().filter(|key| self.fits(*key));
        fitting.filter_map(|key| Some((key, self.ledger.lines().get(key)?.area_code.as_str())))
    }
}

/// The X that is picked.
pub(super) fn x(ledger: &Ledger, wish: Wish<'_>, surroundings: &mut Surroundings<'_>) -> Result<LineKey, Refusal> {
    pick(&ForX(ledger), wish, surroundings).ok_or_else(|| none_left(ledger, "X", wish, "is X or Y already"))
}

/// The Y that is picked for an AX.
pub(super) fn y(
    ledger: &Ledger,
    relation: &Relation,
    wish: Wish<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<LineKey, Refusal> {
    pick(&ForY { ledger, relation }, wish, surroundings)
        .ok_or_else(|| none_left(ledger, "Y", wish, "is an X, is Y on this AX already or has all its 1000 relations"))
}

fn pick<C: Candidates>(candidates: &C, wish: Wish<'_>, surroundings: &mut Surroundings<'_>) -> Option<C::Key> {
    choice::choose(candidates, Some(wish.area_code), wish.area_match, surroundings.plan, surroundings.randomness)
}

/// 1012008; but 1012102 if all that keeps a number from being picked is its status. The page of the bind lists that
/// code, and since no number can be named it can only come of picking one. A number in a bad state carries nothing, so
/// nothing else stands in its way.
fn none_left(ledger: &Ledger, role: &str, wish: Wish<'_>, in_the_way: &str) -> Refusal {
    let is_wanted = |line: &Line| wish.area_match == AreaMatch::Loose || line.area_code == wish.area_code;
    let in_a_bad_state = ledger
        .lines()
        .iter()
        .find(|(_, line)| line.condition != NumberCondition::Normal && is_wanted(line))
        .and_then(|(_, line)| condition::check(&line.number, line.condition).err());
    if let Some(refusal) = in_a_bad_state {
        return refusal;
    }
    let reason = match wish.area_match {
        AreaMatch::Strict => format!(
            "no number of areaCode `{}` can become {role}: there is none, or each {in_the_way}. Other cities are tried \
             with areaMatchMode \"1\"",
            masking::word(wish.area_code)
        ),
        AreaMatch::Loose => format!("no number of the application can become {role}: each {in_the_way}"),
    };
    Refusal::new(ResultCode::NoNumberLeft, reason)
}
