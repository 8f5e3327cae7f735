//! The pushes that are owed: which is due when, what is sent again, and what is given up.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::log::Log;
use super::{OwedPush, PushKind, signature};
use crate::call::CallKey;
use crate::fault::{Desk, PushFaultKind, PushStrike};
use crate::randomness::Randomness;
use crate::setup::Application;

/// Minutes from an attempt that failed to the next. That they count from the preceding attempt and not from the first is
/// not said ("分别于…后重推"); the list rises, which fits either.
const RETRIES: [i64; 6] = [1, 4, 9, 106, 203, 300];

/// Records in one push at most.
const RECORDS_A_PUSH: usize = 50;

/// What the answer to a Block push decides about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Question {
    /// A call of X mode.
    Call(CallKey),
    /// An SMS.
    Sms(u64),
}

/// Something to be told to the server of an application.
pub(crate) struct Letter<'a> {
    /// The place of the application among all.
    pub(crate) account: usize,
    pub(crate) application: &'a Application,
    pub(crate) kind: PushKind,
    /// What it tells, in a word, for the log.
    pub(crate) about: &'static str,
    pub(crate) content: Value,
    /// What the answer decides about; such a push is sent once.
    pub(crate) question: Option<Question>,
}

/// A push that is owed.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Push {
    pub(super) id: u64,
    account: usize,
    pub(super) app_key: String,
    pub(super) kind: PushKind,
    pub(super) about: String,
    pub(super) url: String,
    content: Value,
    question: Option<Question>,
    due_ms: i64,
    /// The attempt that is owed or under way.
    pub(super) attempt: u32,
    /// When it was handed out, while it is under way.
    sent_ms: Option<i64>,
    /// Whether it was drawn yet if a fault strikes it, which is once, before its first attempt.
    is_drawn: bool,
    /// The fault that struck it.
    pub(super) fault: Option<PushFaultKind>,
}

/// What came of the end of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// There is no such push under way.
    Unknown,
    /// Nothing is left to be done.
    Done,
    /// The answer decides about this; nothing where there was none.
    Decides(Question),
}

/// Every push that is owed, of all applications.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Outbox {
    last_id: u64,
    pushes: BTreeMap<u64, Push>,
    /// Those that wait, the earliest first.
    waiting: BTreeSet<(i64, u64)>,
    /// The records of each application that were in no push yet, in the order in which they are due.
    records: BTreeMap<usize, VecDeque<(i64, Value)>>,
    /// The application of the first record of each that has any.
    first_records: BTreeSet<(i64, usize)>,
    log: Log,
}

impl Outbox {
    /// Owes a push from `due_ms` on, unless there is no address for it. Gives its number.
    pub(crate) fn owe(&mut self, letter: Letter<'_>, due_ms: i64) -> Option<u64> {
        let url = letter.kind.url(&letter.application.pushes)?.to_owned();
        self.last_id = self.last_id.saturating_add(1);
        let id = self.last_id;
        let Letter { account, application, kind, about, content, question } = letter;
        let app_key = application.app_key.clone();
        let about = about.to_owned();
        let push = Push {
            id,
            account,
            app_key,
            kind,
            about,
            url,
            content,
            // What is asked once and decides is spared: two answers would be no fault of the network.
            is_drawn: question.is_some(),
            question,
            due_ms,
            attempt: 1,
            sent_ms: None,
            fault: None,
        };
        self.waiting.insert((due_ms, id));
        self.pushes.insert(id, push);
        Some(id)
    }

    /// Owes a call record from `due_ms` on, which must not be before that of an earlier one. Those of one application that
    /// are due when one is sent go with it.
    pub(crate) fn owe_record(&mut self, account: usize, application: &Application, record: Value, due_ms: i64) {
        if PushKind::Fee.url(&application.pushes).is_none() {
            return;
        }
        let records = self.records.entry(account).or_default();
        if records.is_empty() {
            self.first_records.insert((due_ms, account));
        }
        records.push_back((due_ms, record));
    }

    /// How many pushes are owed, those under way and records that were in no push yet included.
    pub(crate) fn owed(&self) -> usize {
        self.records.values().map(VecDeque::len).sum::<usize>().saturating_add(self.pushes.len())
    }

    /// Those that were handed out and are not settled.
    pub(crate) fn under_way(&self) -> Vec<u64> {
        self.pushes.values().filter(|push| push.sent_ms.is_some()).map(|push| push.id).collect()
    }

    /// When the next push is due.
    pub(crate) fn next_ms(&self) -> Option<i64> {
        let push = self.waiting.first().map(|(due_ms, _)| *due_ms);
        let record = self.first_records.first().map(|(due_ms, _)| *due_ms);
        push.into_iter().chain(record).min()
    }

    /// Hands out the next push that is due by now, signed for this attempt. One that is held back by a fault is not it.
    pub(crate) fn take<'a>(
        &mut self,
        now_ms: i64,
        wall_seconds: i64,
        chance: &mut Randomness,
        faults: &mut Desk,
        application: impl Fn(usize) -> Option<&'a Application>,
    ) -> Option<OwedPush> {
        let id = loop {
            let id = self.next_due(now_ms, &application)?;
            if !self.is_held_back(id, now_ms, faults) {
                break id;
            }
        };
        let push = self.pushes.get_mut(&id)?;
        self.waiting.remove(&(push.due_ms, id));
        push.sent_ms = Some(now_ms);
        Some(OwedPush {
            id,
            app_key: push.app_key.clone(),
            kind: push.kind,
            method: "POST",
            url: push.url.clone(),
            headers: signature::headers(application(push.account)?, &push.url, wall_seconds, chance),
            body: push.content.to_string().into_bytes(),
            due_ms: push.due_ms,
            attempt: push.attempt,
            decides: push.question.is_some(),
        })
    }

    /// The push that is due first by now; records become one here.
    fn next_due<'a>(&mut self, now_ms: i64, application: impl Fn(usize) -> Option<&'a Application>) -> Option<u64> {
        let push = self.waiting.first().filter(|(due_ms, _)| *due_ms <= now_ms).map(|(_, id)| *id);
        // Records wait for everything else that is due: so what tells of a call goes before its record, and where a host
        // comes late, records that became due one after the other go together.
        push.or_else(|| {
            let (due_ms, account) = self.first_records.first().copied().filter(|(due_ms, _)| *due_ms <= now_ms)?;
            self.gather(due_ms, account, now_ms, application(account)?)
        })
    }

    /// Draws whether a fault strikes a push before its first attempt, and lets it. Says whether it has to wait for it.
    fn is_held_back(&mut self, id: u64, now_ms: i64, faults: &mut Desk) -> bool {
        let Some(push) = self.pushes.get_mut(&id).filter(|push| !push.is_drawn) else {
            return false;
        };
        push.is_drawn = true;
        let Some(PushStrike { kind, ms }) = faults.strike_push() else {
            return false;
        };
        push.fault = Some(kind);
        match kind {
            PushFaultKind::Duplicate => {
                self.last_id = self.last_id.saturating_add(1);
                let copy = Push { id: self.last_id, ..push.clone() };
                self.waiting.insert((copy.due_ms, copy.id));
                self.pushes.insert(copy.id, copy);
                false
            }
            PushFaultKind::Reordered => {
                self.waiting.remove(&(push.due_ms, id));
                push.due_ms = now_ms.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX));
                self.waiting.insert((push.due_ms, id));
                true
            }
        }
    }

    /// Makes one push of the records of an application that are due by now, as many as it holds.
    fn gather(&mut self, due_ms: i64, account: usize, now_ms: i64, application: &Application) -> Option<u64> {
        self.first_records.remove(&(due_ms, account));
        let records = self.records.get_mut(&account)?;
        let mut list = Vec::new();
        while list.len() < RECORDS_A_PUSH
            && records.front().is_some_and(|(due_ms, _)| *due_ms <= now_ms)
            && let Some((_, record)) = records.pop_front()
        {
            list.push(record);
        }
        match records.front() {
            Some((next_ms, _)) => {
                self.first_records.insert((*next_ms, account));
            }
            None => {
                self.records.remove(&account);
            }
        }
        let content = json!({ "eventType": "fee", "feeLst": list });
        let letter = Letter { account, application, kind: PushKind::Fee, about: "fee", content, question: None };
        self.owe(letter, due_ms)
    }

    /// Takes note of the end of an attempt. `status` is absent where no answer came. A push that failed is owed again; one
    /// that decides is not.
    pub(crate) fn settle(&mut self, id: u64, now_ms: i64, status: Option<u16>, has_body: bool) -> Settled {
        let Some(push) = self.pushes.get_mut(&id).filter(|push| push.sent_ms.is_some()) else {
            return Settled::Unknown;
        };
        let seconds = now_ms.div_euclid(1_000);
        if let Some(question) = push.question {
            let remark =
                if status == Some(200) { "" } else { "only 200 with a decision decides; it is not sent again" };
            self.log.note(seconds, push, status, remark);
            self.pushes.remove(&id);
            return Settled::Decides(question);
        }
        if status == Some(200) {
            let remark = if has_body { "accepted; the body was not expected and is ignored" } else { "" };
            self.log.note(seconds, push, status, remark);
            self.pushes.remove(&id);
            return Settled::Done;
        }
        let failure = match status {
            Some(status) => format!("the answer was {status}, and only 200 is success"),
            None => String::from("no answer came"),
        };
        let retry = usize::try_from(push.attempt.saturating_sub(1)).ok().and_then(|done| RETRIES.get(done));
        let Some(minutes) = retry else {
            self.log.note(seconds, push, status, &format!("{failure}; given up after {} attempts", push.attempt));
            self.pushes.remove(&id);
            return Settled::Done;
        };
        self.log.note(seconds, push, status, &format!("{failure}; sent again in {minutes} minutes"));
        push.attempt = push.attempt.saturating_add(1);
        push.due_ms = push.sent_ms.take().unwrap_or(now_ms).saturating_add(minutes.saturating_mul(60_000));
        self.waiting.insert((push.due_ms, id));
        Settled::Done
    }

    /// Takes a push back whose answer would decide nothing any more.
    pub(crate) fn withdraw(&mut self, id: u64, now_ms: i64, remark: &str) {
        if let Some(push) = self.pushes.remove(&id) {
            self.waiting.remove(&(push.due_ms, id));
            self.log.note(now_ms.div_euclid(1_000), &push, None, remark);
        }
    }

    /// The last attempts for the platform's state.
    pub(crate) fn log_to_json(&self) -> Value {
        self.log.to_json()
    }
}
