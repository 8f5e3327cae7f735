//! The simulator as WebAssembly: a platform that is spoken to in JSON, and in bytes where bodies are meant.

use privatenumber_simulator::{
    Call, Delivery, Faults, NumberCause, NumberCondition, OwedPush, PhoneError, PushSettings, Request, Setup,
    SetupError, Sms,
};
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// A platform and what it was set up with.
#[wasm_bindgen]
pub struct Platform {
    platform: privatenumber_simulator::Platform,
    /// As it was set up, for a snapshot that is restored.
    setup: Setup,
    /// Key, secret and X numbers of each application: the platform shows nobody the secrets.
    applications: Value,
}

#[wasm_bindgen]
impl Platform {
    /// A platform from a setup in JSON; the empty text is the default. If the setup names no address for pushes, all are
    /// sent to `push_url`, if there is one.
    ///
    /// The error is JSON too: `field`, `message`, `hint`.
    #[wasm_bindgen(constructor)]
    pub fn new(setup: &str, push_url: Option<String>) -> Result<Platform, String> {
        Self::set_up(setup, push_url).map_err(|error| failure(&error.field, &error.message, &error.hint))
    }

    /// The applications, as JSON.
    pub fn applications(&self) -> String {
        self.applications.to_string()
    }

    /// Answers a request. `head` is method, target and headers as JSON. What comes back is status, headers and delivery as
    /// JSON, a line feed, which that JSON does not have, and the body.
    ///
    /// The delivery is `null` for at once, `{"ms":5000}`, `{"wholeBytes":100}` for cut off, or `{"lost":true}`.
    pub fn answer(&mut self, head: &str, body: &[u8], now_ms: f64) -> Vec<u8> {
        let (method, target, headers): (String, String, Vec<(String, String)>) =
            serde_json::from_str(head).unwrap_or_default();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = Request { method: &method, target: &target, headers: &headers, body };
        let answer = self.platform.answer(&request, milliseconds(now_ms));
        with_head(&json!([answer.status, answer.headers, delivery(answer.delivery)]), &answer.body)
    }

    /// Tells the platform the wall time.
    pub fn observe(&mut self, now_ms: f64) {
        self.platform.observe(milliseconds(now_ms));
    }

    /// Lets virtual time run ahead; gives how many bindings expired by it.
    pub fn advance(&mut self, seconds: f64) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of this kind saturates")]
        let seconds = seconds as u64;
        u32::try_from(self.platform.advance(seconds)).unwrap_or(u32::MAX)
    }

    /// The same up to a moment in Unix milliseconds of virtual time.
    #[wasm_bindgen(js_name = advanceTo)]
    pub fn advance_to(&mut self, virtual_ms: f64) -> u32 {
        u32::try_from(self.platform.advance_to(milliseconds(virtual_ms))).unwrap_or(u32::MAX)
    }

    /// Virtual time, in Unix milliseconds.
    pub fn now(&self) -> f64 {
        floating(self.platform.now_ms())
    }

    /// When the next thing happens by itself, in Unix milliseconds of virtual time.
    #[wasm_bindgen(js_name = nextDue)]
    pub fn next_due(&self) -> Option<f64> {
        self.platform.next_due().map(floating)
    }

    /// Places a call; gives its `sessionId`. The error is as that of a setup.
    pub fn call(&mut self, call: &str) -> Result<String, String> {
        let placed = Call::from_json(call.as_bytes()).and_then(|call| self.platform.call(&call));
        placed.map(|placed| placed.session_id).map_err(|error| phone_failure(&error))
    }

    /// What a call is like so far, as JSON.
    #[wasm_bindgen(js_name = callReport)]
    pub fn call_report(&self, session_id: &str) -> Option<String> {
        self.platform.call_report(session_id).map(|report| report.to_json().to_string())
    }

    /// Sends an SMS; gives its `smsIdentifier`. The error is as that of a setup.
    pub fn sms(&mut self, sms: &str) -> Result<String, String> {
        let sent = Sms::from_json(sms.as_bytes()).and_then(|sms| self.platform.sms(&sms));
        sent.map(|sent| sent.sms_identifier).map_err(|error| phone_failure(&error))
    }

    /// What became of an SMS so far, as JSON.
    #[wasm_bindgen(js_name = smsReport)]
    pub fn sms_report(&self, sms_identifier: &str) -> Option<String> {
        self.platform.sms_report(sms_identifier).map(|report| report.to_json().to_string())
    }

    /// Changes the status of an X number. The error is as that of a setup.
    #[wasm_bindgen(js_name = setNumber)]
    pub fn set_number(&mut self, number: &str, condition: &str, cause: Option<String>) -> Result<(), String> {
        let condition: NumberCondition = named("condition", condition)?;
        let cause: Option<NumberCause> = cause.map(|cause| named("cause", &cause)).transpose()?;
        self.platform.set_number_condition(number, condition, cause).map_err(|error| phone_failure(&error))
    }

    /// Sets what is to go wrong, from JSON. The error is as that of a setup.
    #[wasm_bindgen(js_name = setFaults)]
    pub fn set_faults(&mut self, faults: &str) -> Result<(), String> {
        Faults::from_json(faults.as_bytes())
            .and_then(|faults| self.platform.set_faults(faults))
            .map_err(|error| failure(&error.field, &error.message, &error.hint))
    }

    /// What is set to go wrong, as JSON.
    pub fn faults(&self) -> String {
        json!(self.platform.faults()).to_string()
    }

    /// The next push that is due: all but its body as JSON, a line feed, and the body.
    #[wasm_bindgen(js_name = nextPush)]
    pub fn next_push(&mut self) -> Option<Vec<u8>> {
        let OwedPush { id, app_key, kind, method, url, headers, body, due_ms, attempt, decides } =
            self.platform.next_push()?;
        let head = json!({
            "id": id,
            "appKey": app_key,
            "kind": kind.name(),
            "method": method,
            "url": url,
            "headers": headers,
            "dueMs": due_ms,
            "attempt": attempt,
            "decides": decides,
        });
        Some(with_head(&head, &body))
    }

    /// A push was answered.
    #[wasm_bindgen(js_name = pushAnswered)]
    pub fn push_answered(&mut self, id: f64, status: u16, body: &[u8]) {
        self.platform.push_answered(identity(id), status, &[], body);
    }

    /// A push got no answer.
    #[wasm_bindgen(js_name = pushFailed)]
    pub fn push_failed(&mut self, id: f64) {
        self.platform.push_failed(identity(id));
    }

    /// What the platform holds, as JSON.
    pub fn state(&self) -> String {
        self.platform.state().to_string()
    }

    /// Everything the platform holds, to go on from there.
    pub fn snapshot(&self) -> String {
        self.platform.snapshot()
    }

    /// Goes on where a platform of this setup was when the snapshot was taken. Of pushes that were under way nobody will say
    /// what came: they have failed, and are sent again in their time. The error is as that of a setup, and changes nothing.
    pub fn restore(&mut self, snapshot: &str) -> Result<(), String> {
        let mut platform = privatenumber_simulator::Platform::restore(self.setup.clone(), snapshot)
            .map_err(|error| failure(&error.field, &error.message, &error.hint))?;
        for id in platform.pushes_under_way() {
            platform.push_failed(id);
        }
        self.platform = platform;
        Ok(())
    }

    /// Back to the beginning.
    pub fn reset(&mut self) {
        self.platform.reset();
    }
}

impl Platform {
    fn set_up(setup: &str, push_url: Option<String>) -> Result<Self, SetupError> {
        let mut setup = Setup::from_json(setup)?;
        if let Some(url) = push_url {
            push_all_to(&mut setup, &url);
        }
        let applications = setup
            .applications
            .iter()
            .map(|application| {
                let numbers = application.numbers.iter().map(|number| json!([number.number, number.area_code]));
                json!({
                    "appKey": application.app_key,
                    "appSecret": application.app_secret,
                    "mode": application.mode.name(),
                    "numbers": numbers.collect::<Value>(),
                })
            })
            .collect();
        Ok(Self { platform: privatenumber_simulator::Platform::new(setup.clone())?, setup, applications })
    }
}

/// Names an address for pushes of all kinds, unless the setup has one of its own.
fn push_all_to(setup: &mut Setup, url: &str) {
    let has_address = |pushes: &PushSettings| {
        let PushSettings {
            call_status_url,
            callin_url,
            fee_url,
            sms_notify_url,
            sms_control_url,
            number_status_url,
            ..
        } = pushes;
        [call_status_url, callin_url, fee_url, sms_notify_url, sms_control_url, number_status_url]
            .iter()
            .any(|url| url.is_some())
    };
    if setup.applications.iter().any(|application| has_address(&application.pushes)) {
        return;
    }
    for application in &mut setup.applications {
        let pushes = &mut application.pushes;
        // Where there is none for `callin`, it goes where the other events go.
        for address in [
            &mut pushes.call_status_url,
            &mut pushes.fee_url,
            &mut pushes.sms_notify_url,
            &mut pushes.sms_control_url,
            &mut pushes.number_status_url,
        ] {
            *address = Some(url.to_owned());
        }
        pushes.number_status = true;
    }
}

/// How an answer arrives.
fn delivery(delivery: Delivery) -> Value {
    match delivery {
        Delivery::AtOnce => Value::Null,
        Delivery::After { ms } => json!({ "ms": ms }),
        Delivery::CutOff { whole_bytes } => json!({ "wholeBytes": whole_bytes }),
        Delivery::Lost => json!({ "lost": true }),
    }
}

/// What has a head and a body, in one piece.
fn with_head(head: &Value, body: &[u8]) -> Vec<u8> {
    let mut whole = head.to_string().into_bytes();
    whole.push(b'\n');
    whole.extend_from_slice(body);
    whole
}

/// One of a few values, by its name.
fn named<'a, T: Deserialize<'a>>(field: &str, name: &'a str) -> Result<T, String> {
    let reader = serde::de::value::BorrowedStrDeserializer::<serde::de::value::Error>::new(name);
    T::deserialize(reader).map_err(|_| failure(field, "not one of the values that there are", "see its documentation"))
}

fn phone_failure(error: &PhoneError) -> String {
    failure(&error.field, &error.message, &error.hint)
}

fn failure(field: &str, message: &str, hint: &str) -> String {
    json!({ "field": field, "message": message, "hint": hint }).to_string()
}

/// JavaScript counts its milliseconds in floating point.
fn milliseconds(now: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a cast of this kind saturates")]
    let milliseconds = now as i64;
    milliseconds
}

/// The same the other way round.
fn floating(milliseconds: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "exact for the next 285,000 years")]
    let floating = milliseconds as f64;
    floating
}

/// The number of a push, which counts from 1.
fn identity(id: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of this kind saturates")]
    let identity = id as u64;
    identity
}
