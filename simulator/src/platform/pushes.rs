//! Pushes of the platform: what a host is handed, and what it says came of it.

use serde_json::{Value, json};

use super::Platform;
use crate::calendar;
use crate::push::{OwedPush, Question, Settled};

impl Platform {
    /// The next push that is due at the present virtual time, for the host to send; nothing if none is. It is signed for
    /// this attempt, and under way until the host says what came of it.
    pub fn next_push(&mut self) -> Option<OwedPush> {
        let accounts = &self.accounts;
        let application = |index: usize| accounts.get(index).map(|account| &account.application);
        let wall_seconds = self.clock.wall_seconds().saturating_add(self.faults.faults().clock_skew_seconds);
        self.outbox.take(self.clock.now_ms(), wall_seconds, &mut self.chance, &mut self.faults, application)
    }

    /// A push was answered. Headers count for nothing; of pushes that decide, the body is what decides. Gives whether
    /// there was such a push under way.
    ///
    /// Everything but 200 is a failure: the push is owed again after 1, 4, 9, 106, 203 and 300 minutes, each from the
    /// attempt before, and then given up.
    pub fn push_answered(&mut self, id: u64, status: u16, headers: &[(&str, &str)], body: &[u8]) -> bool {
        let _ = headers;
        let settled = self.outbox.settle(id, self.clock.now_ms(), Some(status), !body.is_empty());
        self.take_decision(settled, (status == 200).then_some(body))
    }

    /// A push got no answer. Gives whether there was such a push under way.
    pub fn push_failed(&mut self, id: u64) -> bool {
        let settled = self.outbox.settle(id, self.clock.now_ms(), None, false);
        self.take_decision(settled, None)
    }

    /// When the next push is due, in Unix milliseconds of virtual time; nothing if none is owed.
    #[must_use]
    pub fn time_of_next_push(&self) -> Option<i64> {
        self.outbox.next_ms()
    }

    /// When the next thing happens by itself, in Unix milliseconds of virtual time: something in a call, or a push that
    /// becomes due. Nothing if nothing will; expiries of bindings do not count.
    #[must_use]
    pub fn next_due(&self) -> Option<i64> {
        self.outbox.next_ms().into_iter().chain(self.agenda.next_ms()).min()
    }

    /// How many pushes are owed: those that wait, those under way, and call records that were in none yet.
    #[must_use]
    pub fn owed_pushes(&self) -> usize {
        self.outbox.owed()
    }

    /// The ids of the pushes that were handed out and of which the host has not said yet what came. A host that restores a
    /// snapshot and knows nothing of them calls [`Platform::push_failed`] for each, and they are sent again in their time.
    #[must_use]
    pub fn pushes_under_way(&self) -> Vec<u64> {
        self.outbox.under_way()
    }

    /// The pushes for the simulator's endpoint: how many are owed, when the next is due, and the last attempts.
    pub(crate) fn pushes(&self) -> Value {
        json!({
            "owed": self.outbox.owed(),
            "next": self.outbox.next_ms().map(calendar::milliseconds),
            "log": self.outbox.log_to_json(),
        })
    }

    fn take_decision(&mut self, settled: Settled, answer: Option<&[u8]>) -> bool {
        match settled {
            Settled::Unknown => return false,
            Settled::Done => {}
            Settled::Decides(Question::Call(key)) => self.decide_call(key, answer),
            Settled::Decides(Question::Sms(sms)) => self.decide_sms(sms, answer),
        }
        true
    }
}
