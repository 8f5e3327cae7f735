//! The calls that are going on, and what the last ones were like.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::report::CallReport;
use super::running::RunningCall;

/// Calls that are over and still known; the oldest goes when another comes.
const KEPT: usize = 1_000;

/// Calls that the state shows.
const SHOWN: usize = 50;

/// The running number of a call, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) struct CallKey(u64);

impl CallKey {
    pub(crate) const fn number(self) -> u64 {
        self.0
    }
}

/// The calls of all applications.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Switchboard {
    last: u64,
    running: BTreeMap<CallKey, RunningCall>,
    over: BTreeMap<CallKey, CallReport>,
    by_session: BTreeMap<String, CallKey>,
}

impl Switchboard {
    /// The number of the next call.
    pub(crate) const fn next(&mut self) -> u64 {
        self.last = self.last.saturating_add(1);
        self.last
    }

    /// Enters a call that begins, under the number given out last.
    pub(crate) fn enter(&mut self, call: RunningCall) -> CallKey {
        let key = CallKey(self.last);
        self.by_session.insert(call.report.session_id.clone(), key);
        self.running.insert(key, call);
        key
    }

    /// The call that is going on in a session.
    pub(crate) fn in_session(&self, session_id: &str) -> Option<CallKey> {
        self.by_session.get(session_id).copied().filter(|key| self.running.contains_key(key))
    }

    pub(crate) fn running_mut(&mut self, key: CallKey) -> Option<&mut RunningCall> {
        self.running.get_mut(&key)
    }

    /// Takes a call out that is over; its report is kept.
    pub(crate) fn close(&mut self, key: CallKey) -> Option<RunningCall> {
        let call = self.running.remove(&key)?;
        self.over.insert(key, call.report.clone());
        while self.over.len() > KEPT
            && let Some((_, oldest)) = self.over.pop_first()
        {
            self.by_session.remove(&oldest.session_id);
        }
        Some(call)
    }

    /// What a call is like.
    pub(crate) fn report(&self, session_id: &str) -> Option<&CallReport> {
        let key = self.by_session.get(session_id)?;
        self.running.get(key).map(|call| &call.report).or_else(|| self.over.get(key))
    }

    /// Takes note in the report of a call that is over.
    pub(crate) fn amend(&mut self, session_id: &str, change: impl FnOnce(&mut CallReport)) {
        if let Some(report) = self.by_session.get(session_id).and_then(|key| self.over.get_mut(key)) {
            change(report);
        }
    }

    /// The last calls for the platform's state, oldest first, whether they are over or not.
    pub(crate) fn to_json(&self) -> Value {
        let mut last: Vec<(CallKey, &CallReport)> = self.over.iter().rev().take(SHOWN).map(|(k, r)| (*k, r)).collect();
        last.extend(self.running.iter().rev().take(SHOWN).map(|(key, call)| (*key, &call.report)));
        last.sort_by_key(|(key, _)| *key);
        let surplus = last.len().saturating_sub(SHOWN);
        last.into_iter().skip(surplus).map(|(_, report)| report.to_json()).collect()
    }
}
