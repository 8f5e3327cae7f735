//! The embedded platform.

use std::sync::{Mutex, MutexGuard, PoisonError};

use privatenumber::Error;
use privatenumber_simulator::{
    Call, Delivery, Faults, PhoneError, Platform, PushSettings, Request, Setup, SetupError, Sms,
};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use serde_json::{Value, json};

use crate::answer::json_value;
use crate::failure::OrRaise;
use crate::moment::now_milliseconds;
use crate::operation::pairs;

/// The platform behind `privatenumber.simulator.Platform`.
#[pyclass(frozen, module = "privatenumber._core")]
pub struct SimulatedPlatform {
    platform: Mutex<Platform>,
    /// APP_Key, APP_Secret and mode of each application.
    applications: Vec<(String, String, &'static str)>,
}

impl SimulatedPlatform {
    /// A platform that another thread left behind in the middle of a change is still one: nothing in it panics.
    fn platform(&self) -> MutexGuard<'_, Platform> {
        self.platform.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The platform at this moment, with everything done that is due by now.
    fn present(&self) -> MutexGuard<'_, Platform> {
        let mut platform = self.platform();
        platform.observe(now_milliseconds());
        platform
    }
}

/// Has everything pushed to one address, of each application that names none.
fn push_everything(setup: &mut Setup, url: &str) {
    for application in &mut setup.applications {
        let pushes = &mut application.pushes;
        let PushSettings {
            call_status_url: None,
            callin_url: None,
            fee_url: None,
            sms_notify_url: None,
            sms_control_url: None,
            number_status_url: None,
            ..
        } = pushes
        else {
            continue;
        };
        pushes.call_status_url = Some(url.to_owned());
        pushes.fee_url = Some(url.to_owned());
        pushes.sms_notify_url = Some(url.to_owned());
        pushes.sms_control_url = Some(url.to_owned());
        pushes.number_status_url = Some(url.to_owned());
        pushes.number_status = true;
    }
}

fn started(setup: &str, push_url: Option<&str>, snapshot: Option<&str>) -> Result<SimulatedPlatform, SetupError> {
    let mut setup = Setup::from_json(setup)?;
    if let Some(url) = push_url {
        push_everything(&mut setup, url);
    }
    let applications = setup
        .applications
        .iter()
        .map(|application| (application.app_key.clone(), application.app_secret.clone(), application.mode.name()))
        .collect();
    let platform = match snapshot {
        None => Platform::new(setup)?,
        Some(snapshot) => restored(setup, snapshot)?,
    };
    Ok(SimulatedPlatform { platform: Mutex::new(platform), applications })
}

/// A platform that goes on. Nobody knows any longer what came of pushes that were under way: they come again.
fn restored(setup: Setup, snapshot: &str) -> Result<Platform, SetupError> {
    let mut platform = Platform::restore(setup, snapshot)?;
    for id in platform.pushes_under_way() {
        platform.push_failed(id);
    }
    Ok(platform)
}

#[pymethods]
impl SimulatedPlatform {
    #[new]
    #[pyo3(signature = (setup, push_url=None, snapshot=None, /))]
    fn new(py: Python<'_>, setup: &str, push_url: Option<&str>, snapshot: Option<&str>) -> PyResult<Self> {
        started(setup, push_url, snapshot).map_err(unusable).or_raise(py)
    }

    const fn __repr__(&self) -> &'static str {
        "SimulatedPlatform(***)"
    }

    /// APP_Key, APP_Secret and mode of each application.
    #[getter]
    fn applications(&self) -> Vec<(String, String, &'static str)> {
        self.applications.clone()
    }

    /// Answers a request: the status, the headers, the body, and how it arrives if not at once and whole.
    #[pyo3(signature = (method, target, headers, body, /))]
    #[expect(clippy::type_complexity, reason = "the parts of an answer")]
    fn answer<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        target: &str,
        headers: &Bound<'py, PyAny>,
        body: &[u8],
    ) -> PyResult<(u16, Vec<(&'static str, String)>, Bound<'py, PyBytes>, Option<Arrival>)> {
        let headers = pairs(headers)?;
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let request = Request { method, target, headers: &headers, body };
        let response = self.platform().answer(&request, now_milliseconds());
        let body = PyBytes::new(py, &response.body);
        Ok((response.status, response.headers, body, arrival(response.delivery)))
    }

    /// Sets what is to go wrong, given as JSON.
    #[pyo3(signature = (faults, /))]
    fn set_faults(&self, py: Python<'_>, faults: &str) -> PyResult<()> {
        Faults::from_json(faults.as_bytes())
            .and_then(|faults| self.platform().set_faults(faults))
            .map_err(unusable)
            .or_raise(py)
    }

    /// What is set to go wrong, and how often it still will.
    fn faults<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let faults = json!(self.platform().faults());
        json_value(py, &faults)
    }

    /// Makes the platform's time run ahead; gives how many bindings expired.
    #[pyo3(signature = (seconds, /))]
    fn advance(&self, seconds: u64) -> usize {
        self.platform().advance(seconds)
    }

    /// The same up to a moment, in Unix milliseconds of virtual time.
    #[pyo3(signature = (virtual_ms, /))]
    fn advance_to(&self, virtual_ms: i64) -> usize {
        self.platform().advance_to(virtual_ms)
    }

    /// Virtual time, in Unix milliseconds.
    fn now_ms(&self) -> i64 {
        self.present().now_ms()
    }

    /// When the next thing happens by itself, in Unix milliseconds of virtual time.
    fn next_due(&self) -> Option<i64> {
        self.platform().next_due()
    }

    /// Places a call, given as JSON. Gives its `sessionId`, or field, message and hint of what is wrong.
    #[pyo3(signature = (order, /))]
    fn call(&self, order: &str) -> (Option<String>, Option<Refusal>) {
        let placed = Call::from_json(order.as_bytes()).and_then(|call| self.present().call(&call));
        outcome(placed.map(|call| call.session_id))
    }

    /// What a call is like by now; None if it is not known.
    #[pyo3(signature = (session_id, /))]
    fn call_report<'py>(&self, py: Python<'py>, session_id: &str) -> PyResult<Bound<'py, PyAny>> {
        let report = self.present().call_report(session_id).map_or(Value::Null, |report| report.to_json());
        json_value(py, &report)
    }

    /// Sends an SMS, given as JSON. Gives its `smsIdentifier`, or field, message and hint of what is wrong.
    #[pyo3(signature = (order, /))]
    fn sms(&self, order: &str) -> (Option<String>, Option<Refusal>) {
        let sent = Sms::from_json(order.as_bytes()).and_then(|sms| self.present().sms(&sms));
        outcome(sent.map(|sms| sms.sms_identifier))
    }

    /// What became of an SMS by now; None if it is not known.
    #[pyo3(signature = (sms_identifier, /))]
    fn sms_report<'py>(&self, py: Python<'py>, sms_identifier: &str) -> PyResult<Bound<'py, PyAny>> {
        let report = self.present().sms_report(sms_identifier).map_or(Value::Null, |report| report.to_json());
        json_value(py, &report)
    }

    /// The next push that is due, signed for this attempt; None if none is.
    fn next_push<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let Some(push) = self.present().next_push() else { return Ok(None) };
        let parts = PyDict::new(py);
        parts.set_item("id", push.id)?;
        parts.set_item("app_key", &push.app_key)?;
        parts.set_item("kind", push.kind.name())?;
        parts.set_item("method", push.method)?;
        parts.set_item("url", &push.url)?;
        parts.set_item("headers", push.headers)?;
        parts.set_item("body", PyBytes::new(py, &push.body))?;
        parts.set_item("due_ms", push.due_ms)?;
        parts.set_item("attempt", push.attempt)?;
        parts.set_item("decides", push.decides)?;
        Ok(Some(parts))
    }

    /// A push was answered.
    #[pyo3(signature = (id, status, body, /))]
    fn push_answered(&self, id: u64, status: u16, body: &[u8]) -> bool {
        self.platform().push_answered(id, status, &[], body)
    }

    /// A push got no answer.
    #[pyo3(signature = (id, /))]
    fn push_failed(&self, id: u64) -> bool {
        self.platform().push_failed(id)
    }

    /// What the platform holds.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let state = self.platform().state();
        json_value(py, &state)
    }

    /// Everything it holds, as JSON, to go on from.
    fn snapshot(&self, py: Python<'_>) -> String {
        // It may be long, and other threads go on meanwhile.
        py.detach(|| self.platform().snapshot())
    }

    /// Back to the beginning.
    fn reset(&self) {
        self.platform().reset();
    }
}

fn unusable(SetupError { field, message, hint }: SetupError) -> Error {
    Error::simulator_setup(&field, &message, &hint)
}

/// How an answer arrives, and of one that is late the milliseconds, of one that is cut off the bytes that it would have.
type Arrival = (&'static str, u64);

fn arrival(delivery: Delivery) -> Option<Arrival> {
    match delivery {
        Delivery::AtOnce => None,
        Delivery::After { ms } => Some(("after", ms)),
        Delivery::CutOff { whole_bytes } => Some(("cut_off", u64::try_from(whole_bytes).unwrap_or(u64::MAX))),
        Delivery::Lost => Some(("lost", 0)),
    }
}

/// Field, message and hint of what keeps a call or an SMS from the platform.
type Refusal = (String, String, String);

fn outcome(done: Result<String, PhoneError>) -> (Option<String>, Option<Refusal>) {
    match done {
        Ok(id) => (Some(id), None),
        Err(PhoneError { field, message, hint }) => (None, Some((field, message, hint))),
    }
}
