//! How likely something is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const MILLION: u32 = 1_000_000;

/// How likely something is, in millionths; in JSON a number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Probability {
    millionths: u32,
}

impl Probability {
    /// It never happens.
    pub const NEVER: Self = Self { millionths: 0 };

    /// It always happens.
    pub const CERTAIN: Self = Self { millionths: MILLION };

    /// From a number of 0 to 1, rounded to millionths; nothing if it is none.
    #[must_use]
    pub fn new(probability: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&probability) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and 1,000,000 and is whole"
        )]
        let millionths = (probability * f64::from(MILLION)).round() as u32;
        Some(Self { millionths })
    }

    /// As a number from 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        f64::from(self.millionths) / f64::from(MILLION)
    }

    /// Whether it happens, by an evenly drawn number.
    pub(super) fn strikes(self, drawn: u64) -> bool {
        drawn % u64::from(MILLION) < u64::from(self.millionths)
    }
}

impl Default for Probability {
    fn default() -> Self {
        Self::CERTAIN
    }
}

impl<'de> Deserialize<'de> for Probability {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| serde::de::Error::custom("not a probability, expected a number from 0 to 1"))
    }
}

impl Serialize for Probability {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.get())
    }
}
