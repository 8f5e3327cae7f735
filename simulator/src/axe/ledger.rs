//! All AXE bindings of one application.

use serde_json::{Map, Value};

use crate::setup::Application;

/// All AXE bindings of one application: there is no operation yet that makes one.
#[derive(Clone)]
pub(crate) struct Ledger;

impl Ledger {
    pub(crate) fn new(_: &Application) -> Self {
        Self
    }

    /// How many bindings a number of the application carries.
    pub(crate) fn bindings_of(&self, _: &str) -> usize {
        0
    }

    /// Every binding for the platform's state, oldest first.
    pub(crate) fn to_state(&self, _: i64) -> Vec<Map<String, Value>> {
        Vec::new()
    }

    /// Removes the bindings whose life is over, and says how many there were.
    pub(crate) fn expire(&mut self, _: i64) -> usize {
        0
    }
}
