//! One X number of an AXE application and what stands on it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::extension::{Extension, FreeExtensions};
use crate::pool;
use crate::serial::Serial;
use crate::setup::{Number, NumberCondition};

/// Where a binding stands in the pages of its X: by its time, then by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(super) struct Place {
    /// When it was made, in Unix milliseconds, of at most 13 digits.
    pub(super) bound_ms: u64,
    pub(super) serial: Serial,
}

/// One X number and what stands on it.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) area_code: String,
    pub(super) condition: NumberCondition,
    /// The bindings, oldest first.
    pub(super) places: BTreeSet<Place>,
    /// The extensions that are taken, and by whom.
    pub(super) extensions: BTreeMap<Extension, Serial>,
    /// The extensions that are not.
    pub(super) free: FreeExtensions,
    /// Every A, and its binding: on one X an A has one extension.
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
    pub(super) fn new(number: &Number, extension_digits: u8) -> Self {
        Self {
            number: number.number.clone(),
            area_code: number.area_code.clone(),
            condition: number.condition,
            places: BTreeSet::new(),
            extensions: BTreeMap::new(),
            free: FreeExtensions::all(extension_digits),
            parties: BTreeMap::new(),
        }
    }

    pub(super) fn bindings(&self) -> usize {
        self.places.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.free.lowest().is_none()
    }

    pub(super) fn carries(&self, bind_num: &str) -> bool {
        self.parties.contains_key(bind_num)
    }
}
