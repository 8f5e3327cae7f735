//! One number of an AXYB application, and whether it is X, Y or nothing at the moment.

use serde::{Deserialize, Serialize};

use crate::pool;
use crate::serial::Serial;
use crate::setup::{Number, NumberCondition};

/// Relations a number carries as Y at a time. Each AX counts as one.
const RELATIONS_A_Y: usize = 1_000;

/// What a number is used as.
///
/// A number is X or Y, and not both. An X is bound to one A only (rule of the mode): were it also Y of an AX of another
/// A, it would be bound to both, and a call of that other A to it would mean two people, the A behind X and the B
/// behind Y. On one AX they differ in any case, for an application needs two numbers at least (`privatenumber_axyb_0016`).
#[derive(Clone, Deserialize, Serialize)]
pub(super) enum Use {
    /// Nothing stands on it.
    Free,
    /// It is the X of this AX.
    X(Serial),
    /// It is the Y of so many YBs, each of another AX.
    Y(usize),
}

/// One number and what it is used as.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) area_code: String,
    pub(super) condition: NumberCondition,
    pub(super) used: Use,
}

impl pool::Line for Line {
    fn number(&self) -> &str {
        &self.number
    }

    fn area_code(&self) -> &str {
        &self.area_code
    }
}

impl Line {
    pub(super) fn new(number: &Number) -> Self {
        Self {
            number: number.number.clone(),
            area_code: number.area_code.clone(),
            condition: number.condition,
            used: Use::Free,
        }
    }

    /// How many bindings stand on it.
    pub(super) const fn bindings(&self) -> usize {
        match self.used {
            Use::Free => 0,
            Use::X(_) => 1,
            Use::Y(count) => count,
        }
    }

    /// Whether it could become the X of another AX.
    pub(super) fn can_be_x(&self) -> bool {
        self.condition == NumberCondition::Normal && matches!(self.used, Use::Free)
    }

    /// Whether it could become the Y of another AX.
    pub(super) fn can_be_y(&self) -> bool {
        self.condition == NumberCondition::Normal
            && match self.used {
                Use::Free => true,
                Use::X(_) => false,
                Use::Y(count) => count < RELATIONS_A_Y,
            }
    }
}
