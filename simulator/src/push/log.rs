//! The log of pushes: the last attempts, and what came of each.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::outbox::Push;
use crate::calendar;
use crate::fault::PushFaultKind;
use crate::masking;

/// Entries kept; the oldest goes when another comes.
const KEPT: usize = 200;

/// The last attempts, oldest first. Every word that came from outside is masked and cut.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(super) struct Log {
    entries: VecDeque<Value>,
}

impl Log {
    /// Takes note of an attempt. `status` is absent where no answer came.
    pub(super) fn note(&mut self, unix_seconds: i64, push: &Push, status: Option<u16>, remark: &str) {
        if self.entries.len() >= KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(json!({
            "time": calendar::instant(unix_seconds),
            "id": push.id,
            "appKey": push.app_key,
            "kind": push.kind.name(),
            "about": push.about,
            "url": masking::text(&push.url),
            "attempt": push.attempt,
            "status": status,
            "fault": push.fault.map(PushFaultKind::name),
            "remark": masking::text(remark),
        }));
    }

    pub(super) fn to_json(&self) -> Value {
        self.entries.iter().cloned().collect()
    }
}
