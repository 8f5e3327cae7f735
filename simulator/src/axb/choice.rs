//! How X is chosen when the request names none.

use super::ledger::{Ledger, Line, LineKey};
use crate::numbering::NumberingPlan;
use crate::randomness::Randomness;

/// `areaMatchMode`: what to do when no X of the wanted city can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaMatch {
    /// "0", the default: fail.
    Strict,
    /// "1": one of the same province, else any.
    Loose,
}

/// What a request without an X asks for.
pub(super) struct Wish<'a> {
    pub(super) caller_num: &'a str,
    pub(super) callee_num: &'a str,
    /// `areaCode`; without it A's own area is wanted.
    pub(super) area_code: Option<&'a str>,
    pub(super) area_match: AreaMatch,
}

impl Wish<'_> {
    /// The X that is picked: the first of the wanted city that can take the pair, and if that is not insisted on the
    /// first of the same province, else a random one of all. An X on which A or B occurs already cannot take the pair,
    /// which is why the same bind sent again gets another X, or none.
    pub(super) fn choose(&self, ledger: &Ledger, plan: &NumberingPlan, randomness: &mut Randomness) -> Option<LineKey> {
        let area_code = self.area_code.map(str::to_owned).or_else(|| plan.area_code(self.caller_num));
        let of_the_city = area_code.as_deref().and_then(|city| ledger.open_in(city).find(|(_, line)| self.fits(line)));
        if let Some((key, _)) = of_the_city {
            return Some(key);
        }
        if self.area_match == AreaMatch::Strict {
            return None;
        }
        let all: Vec<(LineKey, &Line)> = ledger.open().filter(|(_, line)| self.fits(line)).collect();
        let province = area_code.as_deref().and_then(|city| plan.province(city));
        let of_the_province =
            province.and_then(|wanted| all.iter().find(|(_, line)| plan.province(&line.area_code) == Some(wanted)));
        match of_the_province {
            Some((key, _)) => Some(*key),
            None => randomness.pick(&all).map(|(key, _)| key),
        }
    }

    fn fits(&self, line: &Line) -> bool {
        line.party(self.caller_num).is_none() && line.party(self.callee_num).is_none()
    }
}
