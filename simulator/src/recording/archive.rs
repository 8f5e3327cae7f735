//! The recordings that calls have left.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::KEPT_SECONDS;
use crate::call::later;

/// A recording that a call has left.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Kept {
    pub(crate) file_name: String,
    pub(crate) record_domain: String,
    /// How long it is, in milliseconds.
    pub(crate) length_ms: i64,
    /// When it goes, in Unix milliseconds of virtual time.
    pub(crate) gone_ms: i64,
}

/// The recordings that the calls of one application have left.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Archive {
    by_name: BTreeMap<String, Kept>,
    /// The oldest first.
    names: VecDeque<String>,
}

impl Archive {
    /// Keeps a recording for 7 days from the push of its record on, and lets go of those whose time is over.
    pub(crate) fn keep(&mut self, mut recording: Kept, pushed_ms: i64, now_ms: i64) -> Kept {
        while self.names.front().and_then(|name| self.by_name.get(name)).is_some_and(|oldest| oldest.gone_ms <= now_ms)
            && let Some(name) = self.names.pop_front()
        {
            self.by_name.remove(&name);
        }
        recording.gone_ms = later(pushed_ms, KEPT_SECONDS);
        self.names.push_back(recording.file_name.clone());
        self.by_name.insert(recording.file_name.clone(), recording.clone());
        recording
    }

    /// A recording by its name and its host. One whose time is over may still be found.
    pub(crate) fn find(&self, file_name: &str, record_domain: &str) -> Option<&Kept> {
        self.by_name.get(file_name).filter(|recording| recording.record_domain == record_domain)
    }
}
