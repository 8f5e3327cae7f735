//! The SMS that wait for a decision, and what became of the last ones.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Sms;
use super::report::SmsReport;
use crate::agenda::Slot;
use crate::call::Standing;

/// SMS of which is known what became of them; the oldest goes when another comes.
const KEPT: usize = 1_000;

/// SMS that the state shows of those that are settled.
const SHOWN: usize = 50;

/// An SMS of which the application is asked.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct PendingSms {
    /// The place of the application among all.
    pub(crate) account: usize,
    pub(crate) sms: Sms,
    pub(crate) standing: Standing,
    pub(crate) report: SmsReport,
    /// The end of the wait.
    pub(crate) scheduled: Slot,
    /// The push that asks.
    pub(crate) asked: u64,
}

/// The SMS of all applications.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Drawer {
    last: u64,
    pending: BTreeMap<u64, PendingSms>,
    pending_by_id: BTreeMap<String, u64>,
    settled: BTreeMap<String, SmsReport>,
    /// Their ids, oldest first.
    order: VecDeque<String>,
}

impl Drawer {
    /// The running number of the next SMS, from 1.
    pub(crate) const fn next(&mut self) -> u64 {
        self.last = self.last.saturating_add(1);
        self.last
    }

    pub(crate) fn wait(&mut self, number: u64, sms: PendingSms) {
        self.pending_by_id.insert(sms.report.sms_identifier.clone(), number);
        self.pending.insert(number, sms);
    }

    pub(crate) fn take(&mut self, number: u64) -> Option<PendingSms> {
        let sms = self.pending.remove(&number)?;
        self.pending_by_id.remove(&sms.report.sms_identifier);
        Some(sms)
    }

    /// Keeps what became of an SMS.
    pub(crate) fn settle(&mut self, report: SmsReport) {
        if self.order.len() >= KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.settled.remove(&oldest);
        }
        self.order.push_back(report.sms_identifier.clone());
        self.settled.insert(report.sms_identifier.clone(), report);
    }

    /// What became of an SMS.
    pub(crate) fn report(&self, id: &str) -> Option<&SmsReport> {
        let pending = || self.pending.get(self.pending_by_id.get(id)?).map(|sms| &sms.report);
        self.settled.get(id).or_else(pending)
    }

    /// The last SMS for the platform's state, oldest first; after those that are settled, those that wait.
    pub(crate) fn to_json(&self) -> Value {
        let surplus = self.order.len().saturating_sub(SHOWN);
        let settled = self.order.iter().skip(surplus).filter_map(|id| self.settled.get(id));
        settled.chain(self.pending.values().map(|sms| &sms.report)).map(SmsReport::to_json).collect()
    }
}
