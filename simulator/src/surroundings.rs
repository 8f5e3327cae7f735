//! What an operation depends on beyond its parameters and the bindings there are.

use std::collections::BTreeSet;

use crate::daily_binds::DailyBinds;
use crate::numbering::NumberingPlan;
use crate::randomness::Randomness;
use crate::recording::Archive;
use crate::setup::Application;

/// What an operation depends on beyond its parameters and the bindings there are.
pub(crate) struct Surroundings<'a> {
    /// The application that asks.
    pub(crate) application: &'a Application,
    pub(crate) plan: &'a NumberingPlan,
    /// Every X number of the platform, whosesoever it is.
    pub(crate) numbers: &'a BTreeSet<String>,
    pub(crate) randomness: &'a mut Randomness,
    /// How often each A of the application was bound today.
    pub(crate) daily_binds: &'a mut DailyBinds,
    /// The recordings that its calls have left.
    pub(crate) archive: &'a Archive,
    /// The address to which the request came, as far as it says: `https://localhost:8080`.
    pub(crate) base: Option<String>,
    /// Virtual time, in Unix milliseconds.
    pub(crate) now_ms: i64,
    /// Virtual time since the platform's beginning, in milliseconds.
    pub(crate) elapsed_ms: i64,
}
