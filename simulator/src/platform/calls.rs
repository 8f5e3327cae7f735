//! Calls on the platform: how they begin, go on and end.

use super::{DECISION_SECONDS, Platform};
use crate::account::Ledger;
use crate::agenda::Job;
use crate::calendar;
use crate::call::{
    self, Call, CallKey, CallReport, Ending, EventKind, Outcome, PhoneError, PlacedCall, Route, RunningCall, Verdict,
    later,
};
use crate::push::{Letter, PushKind, Question};
use crate::recording::{self, Kept};
use crate::setup::{ApplicationCondition, Mode, NumberCondition};
use crate::{ax, axb, axe, axyb, x};

/// How long a phone waits before it dials again, in seconds.
const REDIAL_SECONDS: u64 = 2;

impl Platform {
    /// Places a call at the present virtual time, which is that of the last request and what was skipped since. What
    /// happens in it happens as time passes; [`Platform::call_report`] tells of it at any time.
    ///
    /// An unbinding or an expiry after this moment does not change the call.
    ///
    /// # Errors
    /// Why the call never reaches the platform: `to` is nobody's X, `from` is no number, the script cannot be.
    pub fn call(&mut self, call: &Call) -> Result<PlacedCall, PhoneError> {
        call.check()?;
        let session_id = self.place(call, self.clock.now_ms()).ok_or_else(PhoneError::not_an_x)?;
        Ok(PlacedCall { session_id })
    }

    /// What a call is like so far, or was like. Of calls that are over the last 1,000 are known.
    #[must_use]
    pub fn call_report(&self, session_id: &str) -> Option<&CallReport> {
        self.switchboard.report(session_id)
    }

    /// Places a call; nothing where the number called is nobody's.
    pub(super) fn place(&mut self, call: &Call, at_ms: i64) -> Option<String> {
        let (index, _) = *self.owners.get(&call.to)?;
        let route = self.route(index, call, at_ms)?;
        let asks = matches!(route.verdict, Verdict::Ask);
        let application = &self.accounts.get(index)?.application;
        let mode = application.mode;
        let session_id = format!(
            "1200_{}_4294967295_{}@{}.example.com",
            self.switchboard.next(),
            calendar::compact(at_ms),
            mode.name()
        );
        let report = CallReport::begun(&session_id, &application.app_key, call, at_ms);
        let running = RunningCall::begin(index, mode, application.recording, call.clone(), route, report);
        let key = self.switchboard.enter(running);
        self.accounts.get_mut(index)?.calls.begin(&session_id);
        let asked = self.tell(key, &EventKind::CallIn, at_ms, asks.then_some(Question::Call(key)));
        if asks {
            self.wait_for_decision(key, asked, at_ms);
        }
        self.schedule(key);
        Some(session_id)
    }

    /// Where a call goes. What is wrong with the application or the number comes before what its mode says.
    fn route(&mut self, index: usize, call: &Call, at_ms: i64) -> Option<Route> {
        let (_, place) = *self.owners.get(&call.to)?;
        let (ledger, deleted, mut surroundings) = self.surroundings_at(index, at_ms)?;
        let application = surroundings.application;
        let condition = application.numbers.get(place)?.condition;
        let obstacle = match application.condition {
            ApplicationCondition::Frozen => Some(Ending::AccountFrozen),
            ApplicationCondition::Unavailable => Some(Ending::ApplicationUnavailable),
            ApplicationCondition::Normal => number_obstacle(condition, deleted.contains(&place), application.mode),
        };
        if let Some(ending) = obstacle {
            return Some(Route::hung_up(ending));
        }
        let Call { from, to, script } = call;
        Some(match ledger {
            Ledger::Ax(ledger) => ax::route(ledger, application, to, from, at_ms),
            Ledger::Axb(ledger) => axb::route(ledger, to, from),
            Ledger::Axe(ledger) => axe::route(ledger, application, to, from, &script.extensions, at_ms),
            Ledger::Axyb(ledger) => axyb::route(ledger, to, from, &mut surroundings),
            Ledger::X => x::route(from),
        })
    }

    /// Enters the next step of a call.
    fn schedule(&mut self, key: CallKey) {
        let Some(call) = self.switchboard.running_mut(key) else { return };
        if let Some(at_ms) = call.next_ms()
            && call.scheduled.is_none()
        {
            call.scheduled = Some(self.agenda.enter(at_ms, Job::Step(key)));
        }
    }

    /// Takes the next step of a call.
    pub(super) fn step_call(&mut self, key: CallKey, at_ms: i64) {
        let Some(call) = self.switchboard.running_mut(key) else { return };
        call.scheduled = None;
        match call.step() {
            None => {}
            Some(Outcome::Over) => self.finish(key, at_ms),
            Some(Outcome::Happened { event, remembered_by }) => {
                let (index, caller) = (call.account, call.call.from.clone());
                if let (Some(serial), Some(account)) = (remembered_by, self.accounts.get_mut(index)) {
                    match &mut account.ledger {
                        Ledger::Ax(ledger) => ledger.remember(serial, &caller),
                        Ledger::Axe(ledger) => ledger.remember(serial, &caller, at_ms),
                        Ledger::Axb(_) | Ledger::Axyb(_) | Ledger::X => {}
                    }
                }
                if let Some(event) = event {
                    self.tell(key, &event, at_ms, None);
                }
                self.schedule(key);
            }
        }
    }

    /// Ends the calls that an operation told to end.
    pub(super) fn stop_calls(&mut self, index: usize) {
        let now_ms = self.clock.now_ms();
        let stopping = self.accounts.get_mut(index).map(|account| account.calls.take_stopping()).unwrap_or_default();
        for session_id in stopping {
            if let Some(key) = self.switchboard.in_session(&session_id) {
                self.end_call(key, now_ms);
            }
        }
    }

    /// Ends a call at once.
    fn end_call(&mut self, key: CallKey, now_ms: i64) {
        let Some(call) = self.switchboard.running_mut(key) else { return };
        call.stop(now_ms);
        if let Some(slot) = call.scheduled.take() {
            self.agenda.cancel(slot);
        }
        if let Some(asked) = call.asked.take() {
            self.outbox.withdraw(asked, now_ms, "the call was over before it was decided about");
        }
        self.step_call(key, now_ms);
    }

    /// A call is over: its recording is kept, its last event and its record are owed.
    fn finish(&mut self, key: CallKey, at_ms: i64) {
        // Records of calls that end in the same second are due together.
        let due_ms = at_ms.div_euclid(1_000).saturating_add(1).saturating_mul(1_000);
        let Some(call) = self.switchboard.running_mut(key) else { return };
        let Some(account) = self.accounts.get_mut(call.account) else { return };
        let kept = call.recorded_ms().map(|length_ms| {
            let file_name = recording::file_name(call.report.answered_ms.unwrap_or(at_ms), key.number());
            call.report.recording = Some(file_name.clone());
            account.archive.keep(Kept::new(file_name, length_ms), due_ms, at_ms)
        });
        account.calls.end(&call.report.session_id);
        self.tell(key, &EventKind::Disconnect, at_ms, None);
        let Some(call) = self.switchboard.close(key) else { return };
        let Some(account) = self.accounts.get(call.account) else { return };
        let application = &account.application;
        let area_code = self.owners.get(&call.call.to).and_then(|(_, place)| application.numbers.get(*place));
        let area_code = area_code.map(|number| number.area_code.as_str()).unwrap_or_default();
        let icid = format!("{}.{}.{}", self.chance.hexadecimal(), at_ms, key.number());
        let record = call::record(&call, application, area_code, &icid, kept.as_ref());
        self.outbox.owe_record(call.account, application, record, due_ms);
        if call.is_redialled() {
            let mut again = call.call;
            again.script.redials = again.script.redials.saturating_sub(1);
            let session_id = call.report.session_id;
            self.agenda.enter(later(at_ms, REDIAL_SECONDS), Job::Redial { call: Box::new(again), session_id });
        }
    }

    /// A phone dials again.
    pub(super) fn redial(&mut self, call: &Call, session_id: &str, at_ms: i64) {
        if let Some(again) = self.place(call, at_ms) {
            self.switchboard.amend(session_id, |report| report.redialled_as = Some(again));
        }
    }

    /// Owes the event that tells of something in a call. Gives the push's number, if there is an address for it.
    fn tell(&mut self, key: CallKey, event: &EventKind, at_ms: i64, question: Option<Question>) -> Option<u64> {
        let call = self.switchboard.running_mut(key)?;
        let application = &self.accounts.get(call.account)?.application;
        let has_callin = application.pushes.callin_url.is_some();
        let kind = if *event == EventKind::CallIn && has_callin { PushKind::Callin } else { PushKind::CallStatus };
        let content = call::event_body(call, event, at_ms);
        let letter = Letter { account: call.account, application, kind, about: event.name(), content, question };
        self.outbox.owe(letter, at_ms)
    }

    /// Waits for the application to say where a call goes; without an address for the question nobody will.
    fn wait_for_decision(&mut self, key: CallKey, asked: Option<u64>, at_ms: i64) {
        let Some(call) = self.switchboard.running_mut(key) else { return };
        call.asked = asked;
        match asked {
            Some(_) => {
                let at_ms = later(at_ms, DECISION_SECONDS);
                call.scheduled = Some(self.agenda.enter(at_ms, Job::CallUndecided(key)));
            }
            None => call.go_on(at_ms, Verdict::hang_up(Ending::InvalidCall)),
        }
    }
}

/// Decisions about calls of X mode.
impl Platform {
    /// The application has said where a call goes, or nothing that could be read.
    pub(super) fn decide_call(&mut self, key: CallKey, answer: Option<&[u8]>) {
        let now_ms = self.clock.now_ms();
        let Some(call) = self.switchboard.running_mut(key) else { return };
        let Some(account) = self.accounts.get(call.account) else { return };
        let decision = x::decide(answer, &account.application, &call.call.to);
        call.asked = None;
        if let Some(slot) = call.scheduled.take() {
            self.agenda.cancel(slot);
        }
        call.report.remarks.extend(decision.remark);
        call.standing.user_data = decision.user_data;
        call.go_on(now_ms, decision.verdict);
        self.schedule(key);
    }

    /// Nobody has decided about a call in time.
    pub(super) fn leave_call_undecided(&mut self, key: CallKey, at_ms: i64) {
        let Some(call) = self.switchboard.running_mut(key) else { return };
        call.scheduled = None;
        if let Some(asked) = call.asked.take() {
            self.outbox.withdraw(asked, at_ms, "the call was not decided about in time");
        }
        call.report.remarks.push(format!("the call was not decided about within {DECISION_SECONDS} seconds"));
        call.go_on(at_ms, Verdict::hang_up(Ending::InvalidCall));
        self.schedule(key);
    }
}

/// Why no call comes about on a number in a bad state. A frozen one only takes no new bindings.
const fn number_obstacle(condition: NumberCondition, is_deleted: bool, mode: Mode) -> Option<Ending> {
    match condition {
        NumberCondition::Normal | NumberCondition::Frozen => None,
        NumberCondition::Unavailable if is_deleted && matches!(mode, Mode::Axe) => Some(Ending::NumberMissing),
        NumberCondition::Suspended | NumberCondition::Unavailable | NumberCondition::Abnormal => {
            Some(Ending::NumberUnavailable)
        }
    }
}
