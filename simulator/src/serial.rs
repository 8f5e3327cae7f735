//! In which order bindings were made.

use serde::{Deserialize, Serialize};

/// The running number of a binding within its application, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) struct Serial(pub(crate) u64);

/// Gives the running numbers out.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Serials {
    last: u64,
}

impl Serials {
    pub(crate) const fn next(&mut self) -> Serial {
        self.last = self.last.saturating_add(1);
        Serial(self.last)
    }
}
