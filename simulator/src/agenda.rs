//! What will happen by itself, and when, in virtual time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::call::{Call, CallKey};

/// Something that will happen by itself.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) enum Job {
    /// The next step of a call.
    Step(CallKey),
    /// A phone dials again; the session is that of the call before.
    Redial { call: Box<Call>, session_id: String },
    /// The application has not decided about a call.
    CallUndecided(CallKey),
    /// The application has not decided about an SMS.
    SmsUndecided(u64),
}

/// The place of a job, by which it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) struct Slot {
    at_ms: i64,
    /// What was entered first happens first.
    order: u64,
}

/// Every job, the earliest first.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Agenda {
    #[serde(with = "crate::pairs")]
    jobs: BTreeMap<Slot, Job>,
    last: u64,
}

impl Agenda {
    pub(crate) fn enter(&mut self, at_ms: i64, job: Job) -> Slot {
        self.last = self.last.saturating_add(1);
        let slot = Slot { at_ms, order: self.last };
        self.jobs.insert(slot, job);
        slot
    }

    pub(crate) fn cancel(&mut self, slot: Slot) {
        self.jobs.remove(&slot);
    }

    /// When the first job is due.
    pub(crate) fn next_ms(&self) -> Option<i64> {
        self.jobs.first_key_value().map(|(slot, _)| slot.at_ms)
    }

    /// Takes out the first job that is due by now, with the moment for which it was entered.
    pub(crate) fn take_due(&mut self, now_ms: i64) -> Option<(i64, Job)> {
        self.jobs.first_key_value().filter(|(slot, _)| slot.at_ms <= now_ms)?;
        self.jobs.pop_first().map(|(slot, job)| (slot.at_ms, job))
    }
}
