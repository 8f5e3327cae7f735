//! How a number is chosen when the request names none, but a city: `areaCode` and `areaMatchMode`, the same in every
//! mode.

use crate::numbering::NumberingPlan;
use crate::parameters::Parameters;
use crate::randomness::Randomness;
use crate::resultcode::Refusal;

/// `areaMatchMode`: what to do when no number of the wanted city can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AreaMatch {
    /// "0", the default: fail.
    Strict,
    /// "1": one of the same province, else any.
    Loose,
}

impl AreaMatch {
    /// Reads `areaMatchMode`.
    pub(crate) fn read(parameters: &Parameters<'_>) -> Result<Self, Refusal> {
        Ok(match parameters.word("areaMatchMode", &["0", "1"])? {
            Some("1") => Self::Loose,
            _ => Self::Strict,
        })
    }
}

/// The numbers of an application that can take what is to be bound. A mode knows what stands in a number's way: its
/// condition, that it is full, that a party occurs on it already.
pub(crate) trait Candidates {
    /// How the mode's ledger names a number.
    type Key: Copy;

    /// Those of a city, in the order of the setup.
    fn in_city(&self, area_code: &str) -> impl Iterator<Item = Self::Key>;

    /// Those of every city with their city codes, in the order of the setup.
    fn everywhere(&self) -> impl Iterator<Item = (Self::Key, &str)>;
}

/// Picks the first candidate of the wanted city, and if that is not insisted on the first of the same province, else a
/// random one of all. Where no city is wanted, none is of it.
pub(crate) fn choose<C: Candidates>(
    candidates: &C,
    area_code: Option<&str>,
    area_match: AreaMatch,
    plan: &NumberingPlan,
    randomness: &mut Randomness,
) -> Option<C::Key> {
    let of_the_city = area_code.and_then(|city| candidates.in_city(city).next());
    if of_the_city.is_some() || area_match == AreaMatch::Strict {
        return of_the_city;
    }
    let all: Vec<(C::Key, &str)> = candidates.everywhere().collect();
    let province = area_code.and_then(|city| plan.province(city));
    let of_the_province = province.and_then(|wanted| all.iter().find(|(_, city)| plan.province(city) == Some(wanted)));
    match of_the_province {
        Some((key, _)) => Some(*key),
        None => randomness.pick(&all).map(|(key, _)| key),
    }
}
