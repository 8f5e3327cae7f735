//! Whatever happens in whatever order, what must hold holds: on one X a number occurs once, an A has 5 X at most, a binding
//! whose life is over is never the way of a call, and every call record is pushed until it is accepted or given up after
//! the sixth repetition.
//!
//! By default as many steps as take a few seconds. `PRIVATENUMBER_STEPS=1000000 cargo test --release` takes as many as it
//! says, `PRIVATENUMBER_SEED` others.

use std::collections::{BTreeMap, BTreeSet};

use privatenumber_simulator::{
    Application, Call, Callee, GivesUp, Mode, Number, NumberCondition, OwedPush, Platform, PushKind, PushSettings,
    Request, Script, Setup, Side, Sms,
};
use serde_json::{Value, json};

use crate::client::{AUTHORIZATION, CONTENT_TYPE, CREATED, NOW_MS, aksk, person};

const STEPS: u64 = 6_000;
const RETRIES: [i64; 6] = [1, 4, 9, 106, 203, 300];
const MODES: [Mode; 5] = [Mode::Ax, Mode::Axb, Mode::Axe, Mode::Axyb, Mode::X];
const PATHS: [&str; 5] = [
    "/rest/provision/caas/privatenumber/v1.0",
    "/rest/caas/relationnumber/partners/v1.0",
    "/rest/caas/extendnumber/v1.0",
    "/rest/omp/xyrelationnumber/v1.0?app_key=axyb",
    "",
];

/// A small generator of this test's own (xorshift64*).
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.roll(list.len() as u64)).expect("an index")].clone()
    }

    fn is(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    fn person(&mut self) -> String {
        if self.is(3) { String::from("+8675528000001") } else { person(u32::try_from(self.roll(9)).expect("a person")) }
    }
}

/// When a binding went or will go, as the test reckons it.
#[derive(Debug, Clone, Default)]
struct Life {
    mode: usize,
    end_ms: Option<i64>,
    removed_ms: Option<i64>,
}

/// What is known of a push from its attempts.
#[derive(Debug, Clone)]
struct Attempts {
    last: u32,
    at_ms: i64,
    settled: bool,
}

/// A platform to which all sorts of things happen, and what is known of it from outside.
#[derive(Clone)]
pub struct World {
    pub platform: Platform,
    /// What the platform answered and pushed, if that is to be known.
    pub heard: Option<Vec<String>>,
    dice: Dice,
    lives: BTreeMap<String, Life>,
    /// The ids of bindings that are there as far as the test knows, by mode.
    ids: [Vec<String>; 5],
    /// Calls that were placed and are not known to be over.
    running: Vec<String>,
    /// Calls that ended just now, after which a phone may dial again.
    over: Vec<String>,
    /// Calls that are over, and whose record was in no push yet.
    awaited: BTreeSet<String>,
    /// How far the events of a call have come, until its record is there.
    told: BTreeMap<String, usize>,
    pushes: BTreeMap<u64, Attempts>,
    calls: u64,
    records: u64,
    given_up: u64,
}

pub fn setup() -> Setup {
    let mut setup = Setup::default();
    let tones = setup.applications[0].tones.clone();
    setup.applications = MODES
        .iter()
        .enumerate()
        .map(|(index, mode)| Application {
            app_key: mode.name().to_owned(),
            app_secret: String::from("secret"),
            mode: *mode,
            tones: tones.clone(),
            extension_digits: 1,
            numbers: (0..[8, 3, 2, 8, 2][index])
                .map(|n| Number { number: x(index, n), area_code: String::from("0755"), ..Number::default() })
                .collect(),
            pushes: PushSettings {
                call_status_url: Some(String::from("https://example.com/status")),
                fee_url: Some(String::from("https://example.com/fee")),
                sms_notify_url: Some(String::from("https://example.com/notify")),
                sms_control_url: Some(String::from("https://example.com/block")),
                number_status: true,
                ..PushSettings::default()
            },
            ..Application::default()
        })
        .collect();
    setup
}

fn x(mode: usize, n: u64) -> String {
    format!("+861700000{mode}{n:03}")
}

impl World {
    pub fn new(seed: u64) -> Self {
        Self::of(setup(), seed)
    }

    pub fn of(setup: Setup, seed: u64) -> Self {
        let mut platform = Platform::new(setup).expect("a valid setup");
        platform.observe(NOW_MS);
        Self {
            platform,
            heard: None,
            dice: Dice(seed),
            lives: BTreeMap::new(),
            ids: Default::default(),
            running: Vec::new(),
            over: Vec::new(),
            awaited: BTreeSet::new(),
            told: BTreeMap::new(),
            pushes: BTreeMap::new(),
            calls: 0,
            records: 0,
            given_up: 0,
        }
    }

    fn send(&mut self, mode: usize, method: &str, target: &str, body: &Value) -> Value {
        let aksk = aksk(MODES[mode].name(), "secret", "1", CREATED);
        let headers = [("Content-Type", CONTENT_TYPE), ("Authorization", AUTHORIZATION), ("X-AKSK", aksk.as_str())];
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let answer = self.platform.answer(&Request { method, target, headers: &headers, body: &body }, NOW_MS);
        if let Some(heard) = &mut self.heard {
            heard.push(format!("{answer:?} {:?} {}", answer.headers, String::from_utf8_lossy(&answer.body)));
        }
        serde_json::from_slice(&answer.body).unwrap_or(Value::Null)
    }

    /// Queries each binding that is there as far as the test knows.
    pub fn query(&mut self) {
        for (mode, path) in PATHS.iter().enumerate().take(4) {
            for id in self.ids[mode].clone() {
                let separator = if mode == 3 { '&' } else { '?' };
                let target = format!("{path}{separator}subscriptionId={id}");
                self.send(mode, "GET", &target, &Value::Null);
            }
        }
    }

    fn x_of(&mut self, mode: usize) -> String {
        let n = self.dice.roll([8, 3, 2, 8, 2][mode]);
        x(mode, n)
    }

    pub fn step(&mut self) {
        let mode = usize::try_from(self.dice.roll(4)).expect("a mode");
        match self.dice.roll(100) {
            0..20 => self.bind(mode),
            20..26 => self.modify(mode),
            26..34 => self.delete(mode),
            34..37 => self.set_callee(),
            37..57 => self.call(),
            57..60 => self.sms(),
            60..62 => self.stop(),
            62..64 => self.change_number(),
            64..78 => self.wait(),
            _ => self.take_pushes(1),
        }
        self.check_bindings();
    }

    fn bind(&mut self, mode: usize) {
        let (a, b, x) = (self.dice.person(), self.dice.person(), self.x_of(mode));
        let seconds = self.dice.of(&[0, 60, 100, 1_000, 100_000]);
        let body = match mode {
            0 if self.dice.is(50) => {
                json!({ "origNum": a, "areaCode": "0755", "privateNumType": "mobile-virtual", "recordFlag": "true" })
            }
            0 => json!({ "origNum": a, "privateNum": x, "callDirection": self.dice.roll(3) }),
            1 => json!({
                "callerNum": a, "calleeNum": b, "relationNum": x, "duration": seconds, "callDirection": self.dice.roll(3),
                "maxDuration": self.dice.roll(3), "recordFlag": "true", "lastMinVoice": "last-minute.wav",
            }),
            2 => json!({ "bindNum": a, "virtualNum": x, "timeUnit": "1", "bindExpiredTime": seconds / 60 }),
            _ if self.dice.is(50) && !self.ids[3].is_empty() => {
                let id = self.dice.of(&self.ids[3].clone());
                json!({ "origNum": b, "subscriptionId": id, "ybDuration": seconds })
            }
            _ => json!({ "origNum": a, "areaCode": "0755", "duration": seconds, "callDirection": self.dice.roll(3) }),
        };
        let is_yb = mode == 3 && body.get("subscriptionId").is_some();
        let answer = self.send(mode, "POST", PATHS[mode], &body);
        if answer["resultcode"] != json!("0") || is_yb {
            return;
        }
        let id = answer["subscriptionId"].as_str().expect("an id").to_owned();
        let end_ms = (mode != 0 && seconds > 0).then(|| self.platform.now_ms() + seconds_of(mode, seconds) * 1_000);
        assert!(self.lives.insert(id.clone(), Life { mode, end_ms, removed_ms: None }).is_none(), "an id given twice");
        self.ids[mode].push(id);
    }

    fn modify(&mut self, mode: usize) {
        if mode == 3 || self.ids[mode].is_empty() {
            return;
        }
        let id = self.dice.of(&self.ids[mode].clone());
        let seconds = self.dice.of(&[0, 60, 1_000]);
        let body = match mode {
            0 => json!({ "subscriptionId": id, "origNum": self.dice.person() }),
            1 => json!({ "subscriptionId": id, "duration": seconds, "calleeNum": self.dice.person() }),
            _ => json!({ "subscriptionId": id, "timeUnit": "1", "bindExpiredTime": seconds / 60 }),
        };
        let answer = self.send(mode, "PUT", PATHS[mode], &body);
        if answer["resultcode"] == json!("0") && mode != 0 {
            let end_ms = (seconds > 0).then(|| self.platform.now_ms() + seconds_of(mode, seconds) * 1_000);
            self.lives.get_mut(&id).expect("a life").end_ms = end_ms;
        }
    }

    fn delete(&mut self, mode: usize) {
        if self.ids[mode].is_empty() {
            return;
        }
        let id = self.dice.of(&self.ids[mode].clone());
        let separator = if mode == 3 { '&' } else { '?' };
        let answer = self.send(mode, "DELETE", &format!("{}{separator}subscriptionId={id}", PATHS[mode]), &Value::Null);
        if answer["resultcode"] == json!("0") {
            self.lives.get_mut(&id).expect("a life").removed_ms = Some(self.platform.now_ms());
        }
        self.ids[mode].retain(|other| *other != id || answer["resultcode"] == json!("1012102"));
    }

    fn set_callee(&mut self) {
        let body = json!({ "privateNum": self.x_of(0), "calleeNum": self.dice.person(), "duration": 1_000 });
        self.send(0, "PUT", "/rest/caas/privatenumber/calleenumber/v1.0", &body);
    }

    fn call(&mut self) {
        let mode = usize::try_from(self.dice.roll(5)).expect("a mode");
        let callee = self.dice.of(&[
            Callee::Answers,
            Callee::Answers,
            Callee::Answers,
            Callee::Refuses,
            Callee::NoAnswer,
            Callee::Busy,
            Callee::SwitchedOff,
            Callee::DoesNotExist,
        ]);
        let gives_up = [GivesUp::BeforeForwarding, GivesUp::BeforeRinging, GivesUp::WhileRinging];
        let script = Script {
            callee,
            ring_seconds: self.dice.roll(100),
            talk_seconds: self.dice.roll(200),
            hangs_up: self.dice.of(&[Side::Caller, Side::Callee]),
            caller_gives_up: self.dice.is(10).then(|| self.dice.of(&gives_up)),
            extensions: (0..self.dice.roll(3)).map(|_| self.dice.roll(10).to_string()).collect(),
            redials: if self.dice.is(10) { 2 } else { 0 },
        };
        let (from, to) = (self.dice.person(), self.x_of(mode));
        let session = self.platform.call(&Call::new(from, to).with(script)).expect("a call").session_id;
        self.note_call(session);
    }

    /// A call that has come in: its binding is alive at that moment.
    fn note_call(&mut self, session: String) {
        let report = self.platform.call_report(&session).expect("a report");
        if let Some(id) = &report.subscription_id {
            let life = &self.lives[id];
            let at = report.began_ms;
            assert!(life.end_ms.is_none_or(|end| end > at), "a call by an expired binding of {:?}", MODES[life.mode]);
            assert!(life.removed_ms.is_none_or(|removed| removed >= at), "a call by a binding that was removed");
        }
        self.calls += 1;
        assert!(!self.running.contains(&session), "a session twice");
        self.running.push(session);
    }

    fn sms(&mut self) {
        let mode = usize::try_from(self.dice.roll(5)).expect("a mode");
        let text = self.dice.of(&["hello", "hello@13800000002", "你好"]);
        let (from, to) = (self.dice.person(), self.x_of(mode));
        self.platform.sms(&Sms::new(from, to, text)).expect("an SMS");
    }

    fn stop(&mut self) {
        if self.running.is_empty() {
            return;
        }
        let session = self.dice.of(&self.running.clone());
        let body = json!({ "sessionid": session, "signal": "call_stop" });
        let mode = usize::try_from(self.dice.roll(5)).expect("a mode");
        self.send(mode, "POST", "/rest/httpsessions/callStop/v2.0", &body);
        self.look_at_calls();
    }

    fn change_number(&mut self) {
        let mode = usize::try_from(self.dice.roll(5)).expect("a mode");
        let condition = self.dice.of(&[
            NumberCondition::Normal,
            NumberCondition::Normal,
            NumberCondition::Normal,
            NumberCondition::Frozen,
            NumberCondition::Suspended,
        ]);
        let number = self.x_of(mode);
        self.platform.set_number_condition(&number, condition, None).expect("an X");
    }

    fn wait(&mut self) {
        match self.dice.roll(10) {
            0..5 => {
                let seconds = self.dice.roll(30);
                self.platform.advance(seconds);
            }
            5..9 => {
                if let Some(due) = self.platform.next_due() {
                    self.platform.advance_to(due);
                }
            }
            _ => {
                let seconds = self.dice.of(&[100, 1_000, 30_000, 700_000]);
                self.platform.advance(seconds);
            }
        }
        self.look_at_calls();
    }

    /// Calls that are over are no longer running, and their records are awaited.
    fn look_at_calls(&mut self) {
        let mut waiting = std::mem::take(&mut self.running);
        let mut ended_just_now = Vec::new();
        loop {
            // A phone dials again two seconds after a call.
            while let Some(session) = self.over.pop() {
                let report = self.platform.call_report(&session).expect("a report of a call that ended a moment ago");
                if let Some(again) = report.redialled_as.clone() {
                    self.note_call(again);
                    waiting.extend(self.running.pop());
                } else if report.ended_ms.is_some_and(|ended| ended + 2_000 > self.platform.now_ms()) {
                    ended_just_now.push(session);
                }
            }
            let Some(session) = waiting.pop() else { break };
            let report = self.platform.call_report(&session).expect("a report of a call that ended a moment ago");
            if report.ended_ms.is_none() {
                self.running.push(session);
                continue;
            }
            assert!(report.ending.is_some());
            self.over.push(session.clone());
            self.awaited.insert(session);
        }
        self.over = ended_just_now;
    }

    /// Takes what is due; a part of it fails.
    fn take_pushes(&mut self, failing: u64) {
        while let Some(push) = self.platform.next_push() {
            self.note_push(&push);
            if let Some(heard) = &mut self.heard {
                heard.push(push.to_json().to_string());
            }
            let answer = match self.dice.roll(10) {
                0..3 if push.decides => {
                    json!({ "operation": "connect", "connectInfo": { "calleeNum": self.dice.person() } })
                }
                3..5 if push.decides => json!({ "operation": "close" }),
                5..9 if push.decides => {
                    json!({ "actions": [{ "operation": "vNumberRoute", "message": { "called": self.dice.person() } }] })
                }
                _ => Value::Null,
            };
            let succeeds = self.dice.roll(10) >= failing;
            let is_known = if succeeds {
                self.platform.push_answered(push.id, 200, &[], answer.to_string().as_bytes())
            } else if self.dice.is(50) {
                self.platform.push_failed(push.id)
            } else {
                self.platform.push_answered(push.id, 500, &[], b"")
            };
            assert!(is_known);
            let attempts = self.pushes.get_mut(&push.id).expect("a push");
            attempts.settled = succeeds || push.decides || push.attempt == 7;
            if attempts.settled && !succeeds && !push.decides {
                self.given_up += 1;
            }
        }
        let settled: Vec<u64> = self.pushes.iter().filter(|(_, push)| push.settled).map(|(id, _)| *id).collect();
        for id in settled {
            self.pushes.remove(&id);
        }
    }

    fn note_push(&mut self, push: &OwedPush) {
        let now_ms = self.platform.now_ms();
        assert!(push.due_ms <= now_ms);
        match self.pushes.get_mut(&push.id) {
            None => {
                assert_eq!(push.attempt, 1, "a push that begins in the middle, or again");
                self.pushes.insert(push.id, Attempts { last: 1, at_ms: now_ms, settled: false });
            }
            Some(attempts) => {
                assert_eq!(push.attempt, attempts.last + 1);
                let minutes = RETRIES[usize::try_from(attempts.last - 1).expect("an index")];
                assert_eq!(push.due_ms, attempts.at_ms + minutes * 60_000);
                (attempts.last, attempts.at_ms) = (push.attempt, now_ms);
            }
        }
        if push.attempt > 1 {
            return;
        }
        let body: Value = serde_json::from_slice(&push.body).expect("JSON");
        match push.kind {
            PushKind::Fee => {
                let list = body["feeLst"].as_array().expect("a list");
                assert!((1..=50).contains(&list.len()));
                for record in list {
                    let session = record["sessionId"].as_str().expect("an id");
                    assert_eq!(record["appKey"], json!(push.app_key));
                    assert_eq!(self.told.remove(session), Some(6), "a record before the call was over");
                    self.look_at_calls();
                    assert!(self.awaited.remove(session), "a record twice, or of no call");
                    self.records += 1;
                }
            }
            PushKind::CallStatus if body["eventType"] != json!("numStatus") => {
                let order = ["callin", "collectInfo", "callout", "alerting", "answer", "disconnect"];
                let event = body["eventType"].as_str().expect("a type");
                let stage = order.iter().position(|other| *other == event).expect("a known type") + 1;
                let session = body["statusInfo"]["sessionId"].as_str().expect("an id").to_owned();
                let before = self.told.insert(session, stage).unwrap_or(0);
                assert!(before < stage || event == "collectInfo" && before == stage, "{event} out of order");
                // A question that nobody took in time is not asked any more.
                let unasked = push.app_key == "x" && event == "disconnect";
                assert!((before == 0) == (event == "callin") || unasked, "{event} first");
            }
            _ => {}
        }
    }

    fn check_bindings(&self) {
        let bindings = self.platform.bindings();
        let mut seen: BTreeSet<[&str; 3]> = BTreeSet::new();
        let mut owned: BTreeMap<[&str; 2], BTreeSet<&str>> = BTreeMap::new();
        for binding in bindings.as_array().expect("a list") {
            let text = |name: &str| binding[name].as_str().unwrap_or_default();
            let mut once = |kind, where_, what| {
                assert!(seen.insert([kind, where_, what]), "{kind}: {what} twice on {where_}");
            };
            match text("mode") {
                "ax" => {
                    once("AX X", text("privateNum"), "");
                    owned.entry(["ax", text("origNum")]).or_default().insert(text("privateNum"));
                }
                "axb" => {
                    once("AXB party", text("relationNum"), text("callerNum"));
                    once("AXB party", text("relationNum"), text("calleeNum"));
                }
                "axe" => {
                    once("AXE A", text("virtualNum"), text("bindNum"));
                    once("AXE E", text("virtualNum"), text("extendNum"));
                }
                _ => {
                    owned.entry(["axyb", text("numA")]).or_default().insert(text("numX"));
                    if !text("numY").is_empty() {
                        once("AXYB Y", text("numX"), text("numY"));
                        once("AXYB B", text("numX"), text("numB"));
                    }
                }
            }
            let life = &self.lives[text("subscriptionId")];
            assert!(life.end_ms.is_none_or(|end| end > self.platform.now_ms()), "a binding that is over is there");
            assert_eq!(life.removed_ms, None, "a binding that was removed is there");
        }
        assert!(owned.values().all(|numbers| numbers.len() <= 5), "an A with more than 5 X");
    }
}

/// The life of a bind, in seconds; AXE counts in minutes.
fn seconds_of(mode: usize, seconds: u64) -> i64 {
    let seconds = if mode == 2 { seconds / 60 * 60 } else { seconds };
    i64::try_from(seconds).expect("a life")
}

#[expect(clippy::disallowed_methods, reason = "a test is told how much to do")]
fn told(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().expect("a number"))
}

#[test]
fn what_must_hold_holds_after_each_of_many_steps() {
    let mut world = World::new(told("PRIVATENUMBER_SEED", 1));
    for _ in 0..told("PRIVATENUMBER_STEPS", STEPS) {
        world.step();
    }
    // Then nothing happens any more but what is owed, of which nothing at first succeeds.
    world.look_at_calls();
    for failing in [10, 10, 5] {
        for _ in 0..100 {
            let Some(due) = world.platform.next_due() else { break };
            world.platform.advance_to(due);
            world.look_at_calls();
            world.take_pushes(failing);
        }
    }
    while let Some(due) = world.platform.next_due() {
        world.platform.advance_to(due);
        world.look_at_calls();
        world.take_pushes(3);
        world.check_bindings();
    }
    assert!(world.running.is_empty());
    assert!(world.awaited.is_empty(), "records that were in no push: {:?}", world.awaited);
    assert_eq!((world.platform.owed_pushes(), world.pushes.len()), (0, 0));
    assert_eq!(world.records, world.calls);
    assert!(world.calls > 0 && world.given_up > 0);
}
