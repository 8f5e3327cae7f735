//! Which numbers could be taken, by city. Kept so that a pick does not visit the others.

use std::collections::{BTreeMap, BTreeSet};

use super::line::LineKey;

/// The numbers that could be taken for one purpose, by city code.
#[derive(Clone, Default)]
pub(super) struct Pool {
    by_city: BTreeMap<String, BTreeSet<LineKey>>,
    count: usize,
}

impl Pool {
    /// Those of a city, in the order of the setup.
    pub(super) fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.by_city.get(area_code).into_iter().flatten().copied()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes note whether a number is among them.
    pub(super) fn note(&mut self, key: LineKey, area_code: &str, is_among: bool) {
        if is_among {
            let of_the_city = match self.by_city.get_mut(area_code) {
                Some(of_the_city) => of_the_city,
                None => self.by_city.entry(area_code.to_owned()).or_default(),
            };
            self.count += usize::from(of_the_city.insert(key));
        } else if let Some(of_the_city) = self.by_city.get_mut(area_code) {
            self.count -= usize::from(of_the_city.remove(&key));
        }
    }
}
