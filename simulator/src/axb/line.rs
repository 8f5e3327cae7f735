//! One X number of an AXB application and what stands on it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::pool;
use crate::serial::Serial;
use crate::setup::{Number, NumberCondition};

/// Pairs one X carries at a time.
const PAIRS_A_NUMBER: usize = 5_000;

/// One X number and what stands on it.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) area_code: String,
    pub(super) condition: NumberCondition,
    /// The bindings, oldest first.
    pub(super) pairs: BTreeSet<Serial>,
    /// Every A and every B, and the binding it occurs in: on one X a number occurs once.
    pub(super) parties: BTreeMap<String, Serial>,
}

impl pool::Line for Line {
    fn number(&self) -> &str {
        &self.number
    }

    fn area_code(&self) -> &str {
        &self.area_code
    }
}

impl pool::Fillable for Line {
    fn takes_more(&self) -> bool {
        self.condition == NumberCondition::Normal && !self.is_full()
    }
}

impl Line {
    pub(super) fn new(number: &Number) -> Self {
        Self {
            number: number.number.clone(),
            area_code: number.area_code.clone(),
            condition: number.condition,
            pairs: BTreeSet::new(),
            parties: BTreeMap::new(),
        }
    }

    pub(super) fn pairs(&self) -> usize {
        self.pairs.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.pairs.len() >= PAIRS_A_NUMBER
    }

    /// The binding on this X in which the number occurs, as A or as B.
    pub(super) fn party(&self, number: &str) -> Option<Serial> {
        self.parties.get(number).copied()
    }
}
