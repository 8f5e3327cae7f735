//! A call that is going on.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::course::{self, Act, End, Step};
use super::ending::Ending;
use super::event::EventKind;
use super::order::Call;
use super::report::{CallReport, Phone, Sound};
use super::route::{Forwarding, Route, Standing, Verdict};
use super::script::Side;
use crate::agenda::Slot;
use crate::serial::Serial;
use crate::setup::Mode;

/// The shortest conversation that leaves a recording, in milliseconds.
const SHORTEST_RECORDING_MS: i64 = 3_000;

/// A call that is going on, or has just ended.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct RunningCall {
    /// The place of its application among all.
    pub(crate) account: usize,
    pub(crate) mode: Mode,
    pub(crate) call: Call,
    pub(crate) standing: Standing,
    pub(crate) at_call_in: Standing,
    /// The AXE extension that was found.
    pub(crate) extension: Option<String>,
    /// Whom it goes to, once that is known.
    pub(crate) forwarding: Option<Forwarding>,
    /// Its times, in Unix milliseconds of virtual time; those of the beginning, the answer and the end are in the report.
    pub(crate) called_ms: Option<i64>,
    pub(crate) alerting_ms: Option<i64>,
    /// Who hung up after the conversation.
    pub(crate) hung_up_by: Option<Side>,
    /// Whether the application keeps recordings.
    records: bool,
    pub(crate) report: CallReport,
    /// Where its next step stands, or the end of the wait for a decision.
    pub(crate) scheduled: Option<Slot>,
    /// The push that asks where it goes, while that is not decided.
    pub(crate) asked: Option<u64>,
    /// The tone before the platform hangs up.
    farewell: Option<String>,
    steps: VecDeque<Step>,
}

/// What came of a step.
pub(crate) enum Outcome {
    /// The event that tells of it, if one does; and who is to be remembered as having called, and by which binding.
    Happened { event: Option<EventKind>, remembered_by: Option<Serial> },
    /// The call is over.
    Over,
}

impl RunningCall {
    pub(crate) fn begin(
        account: usize,
        mode: Mode,
        records: bool,
        call: Call,
        route: Route,
        report: CallReport,
    ) -> Self {
        let began_ms = report.began_ms;
        let Route { at_call_in, standing, collections, extension, verdict } = route;
        let mut running = Self {
            account,
            mode,
            call,
            standing,
            at_call_in,
            extension,
            forwarding: None,
            called_ms: None,
            alerting_ms: None,
            hung_up_by: None,
            records,
            report,
            scheduled: None,
            asked: None,
            farewell: None,
            steps: VecDeque::new(),
        };
        running.report.subscription_id.clone_from(&running.standing.subscription_id);
        if !collections.is_empty() {
            running.report.caller.hears(began_ms, Sound::ExtensionWanted);
        }
        let (steps, then) = course::collecting(began_ms, &collections, &running.call.script);
        running.steps.extend(steps);
        if let Some(from_ms) = then {
            running.go_on(from_ms, verdict);
        }
        running
    }

    /// Goes on as the platform, or in X mode the application, has decided.
    pub(crate) fn go_on(&mut self, from_ms: i64, verdict: Verdict) {
        let script = &self.call.script;
        match verdict {
            Verdict::Forward(forwarding) => {
                self.steps.extend(course::forwarding(from_ms, &self.call.to, &forwarding, script));
                self.forwarding = Some(*forwarding);
            }
            Verdict::HangUp { ending, tone } => {
                self.farewell = tone;
                self.steps.extend(course::hanging_up(from_ms, ending));
            }
            // Whoever asks says when it has waited in vain.
            Verdict::Ask => {}
        }
    }

    /// Ends the call at once. Of a call that was not answered it is not said how a stop shows; it is as if the caller had
    /// hung up.
    pub(crate) fn stop(&mut self, now_ms: i64) {
        let ending = if self.report.answered_ms.is_some() {
            Ending::Released
        } else if self.alerting_ms.is_some() {
            Ending::CallerLeftWhileRinging
        } else if self.called_ms.is_some() {
            Ending::CallerLeftBeforeRinging
        } else {
            Ending::CallerLeftBeforeForwarding
        };
        self.steps = VecDeque::from([Step { at_ms: now_ms, act: Act::End(End { ending, by: None }) }]);
    }

    /// When the next thing happens; nothing while the application is asked.
    pub(crate) fn next_ms(&self) -> Option<i64> {
        self.steps.front().map(|step| step.at_ms)
    }

    /// Takes the next step.
    pub(crate) fn step(&mut self) -> Option<Outcome> {
        let Step { at_ms, act } = self.steps.pop_front()?;
        let event = match act {
            Act::Collected(collection) => {
                if collection.wrong {
                    self.report.caller.hears(at_ms, Sound::ExtensionWrong);
                    self.report.caller.hears(at_ms, Sound::ExtensionWanted);
                }
                // Nothing was collected where nothing was keyed in.
                (!collection.digits.is_empty()).then_some(EventKind::CollectInfo(collection.digits))
            }
            Act::CallOut => {
                self.called_ms = Some(at_ms);
                let waiting = self.forwarding.as_ref().and_then(|forwarding| forwarding.waiting_tone.clone());
                if let Some(tone) = waiting {
                    self.report.caller.hears(at_ms, Sound::Tone(tone));
                }
                let remembered_by = self.forwarding.as_ref().and_then(|forwarding| forwarding.remembered_by);
                return Some(Outcome::Happened { event: Some(EventKind::CallOut), remembered_by });
            }
            Act::Alerting => {
                self.alerting_ms = Some(at_ms);
                self.ring(at_ms);
                Some(EventKind::Alerting)
            }
            Act::Answer => {
                self.answer(at_ms);
                Some(EventKind::Answer)
            }
            Act::LastMinute => {
                let tone = self.forwarding.as_ref().and_then(|forwarding| forwarding.last_minute_tone.clone());
                self.both_hear(at_ms, tone.map(Sound::Tone));
                None
            }
            Act::End(end) => {
                self.end(at_ms, end);
                return Some(Outcome::Over);
            }
        };
        Some(Outcome::Happened { event, remembered_by: None })
    }

    /// The callee's phone rings, and shows a number only now.
    fn ring(&mut self, at_ms: i64) {
        let Some(forwarding) = &self.forwarding else { return };
        if forwarding.waiting_tone.is_none() {
            self.report.caller.hears(at_ms, Sound::RingBack);
        }
        let mut callee = Phone::new(forwarding.callee.clone(), forwarding.shown.clone());
        callee.hears(at_ms, Sound::Ringing);
        self.report.callee = Some(callee);
    }

    fn answer(&mut self, at_ms: i64) {
        self.report.answered_ms = Some(at_ms);
        let Some(forwarding) = &self.forwarding else { return };
        let (callee_tone, hint) = (forwarding.callee_tone.clone(), forwarding.record_hint_tone.clone());
        if let (Some(tone), Some(callee)) = (callee_tone, &mut self.report.callee) {
            callee.hears(at_ms, Sound::Tone(tone));
        }
        if self.is_recorded() {
            if hint.is_none() {
                let remark = "the call is recorded without recordHintTone: in the service carriers block such calls";
                self.report.remarks.push(String::from(remark));
            }
            self.both_hear(at_ms, hint.map(Sound::Tone));
        }
        self.both_hear(at_ms, Some(Sound::Voice));
    }

    fn end(&mut self, at_ms: i64, End { ending, by }: End) {
        if self.report.answered_ms.is_some() {
            self.both_hear(at_ms, Some(Sound::HungUp));
        } else {
            if let Some(tone) = self.farewell.take() {
                self.report.caller.hears(at_ms, Sound::Tone(tone));
            } else if !self.caller_left(ending) {
                self.report.caller.hears(at_ms, Sound::Failure);
            }
            self.report.caller.hears(at_ms, Sound::HungUp);
            if let Some(callee) = &mut self.report.callee {
                callee.hears(at_ms, Sound::HungUp);
            }
        }
        self.report.ended_ms = Some(at_ms);
        self.report.ending = Some(ending);
        self.hung_up_by = by.filter(|_| self.report.answered_ms.is_some());
    }

    const fn caller_left(&self, ending: Ending) -> bool {
        matches!(
            ending,
            Ending::CallerLeftBeforeForwarding | Ending::CallerLeftBeforeRinging | Ending::CallerLeftWhileRinging
        )
    }

    fn both_hear(&mut self, at_ms: i64, sound: Option<Sound>) {
        let Some(sound) = sound else { return };
        self.report.caller.hears(at_ms, sound.clone());
        if let Some(callee) = &mut self.report.callee {
            callee.hears(at_ms, sound);
        }
    }

    /// Whether what is said is recorded: the call's settings want it, and the application has recording.
    pub(crate) fn is_recorded(&self) -> bool {
        self.records && self.forwarding.as_ref().is_some_and(|forwarding| forwarding.recorded)
    }

    /// For how long was recorded, in milliseconds; nothing of what was too short.
    pub(crate) fn recorded_ms(&self) -> Option<i64> {
        let length = self.report.ended_ms?.saturating_sub(self.report.answered_ms?);
        (self.is_recorded() && length >= SHORTEST_RECORDING_MS).then_some(length)
    }

    /// Whether the caller's phone dials again by itself: after a call that was not answered, and that the caller did not
    /// give up.
    pub(crate) fn is_redialled(&self) -> bool {
        let failed = self.report.answered_ms.is_none();
        failed && self.call.script.redials > 0 && self.report.ending.is_some_and(|ending| !self.caller_left(ending))
    }
}
