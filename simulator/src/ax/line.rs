//! One X number of an AX application and whose it is.

use serde::{Deserialize, Serialize};

use crate::pool;
use crate::serial::Serial;
use crate::setup::{Number, NumberCondition};

/// One X number and what stands on it.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) area_code: String,
    pub(super) condition: NumberCondition,
    /// The binding on it: one X is one A's.
    pub(super) taken_by: Option<Serial>,
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
        self.condition == NumberCondition::Normal && self.taken_by.is_none()
    }
}

impl Line {
    pub(super) fn new(number: &Number) -> Self {
        Self {
            number: number.number.clone(),
            area_code: number.area_code.clone(),
            condition: number.condition,
            taken_by: None,
        }
    }
}
