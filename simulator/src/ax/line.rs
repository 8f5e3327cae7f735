//! One X number of an AX application and whose it is.

use crate::setup::{Number, NumberCondition};

/// The place of an X number among those of its application, which is also the order in which they are picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LineKey(pub(super) usize);

/// The running number of a binding, in the order in which they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Serial(pub(super) u64);

/// One X number and what stands on it.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) area_code: String,
    pub(super) condition: NumberCondition,
    /// The binding on it: one X is one A's.
    pub(super) taken_by: Option<Serial>,
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

    /// Whether it can be bound.
    pub(super) fn is_free(&self) -> bool {
        self.condition == NumberCondition::Normal && self.taken_by.is_none()
    }
}
