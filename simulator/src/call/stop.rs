//! The end of a call in progress from outside. API reference `privatenumber_axyb_0023`; the operation stood in the
//! chapters of several modes.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

use crate::envelope::Success;
use crate::parameters::{Input, Parameters, required};
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::{Application, SESSION_ID};

/// The one `signal` there is.
const SIGNAL: &str = "call_stop";

/// The calls of one application that are in progress.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Calls {
    /// Those of the setup, of which nothing else is known.
    sessions: BTreeSet<String>,
    /// Those that were placed.
    running: BTreeSet<String>,
    /// Those of the latter that were told to end and have not yet.
    stopping: Vec<String>,
}

impl Calls {
    pub(crate) fn new(application: &Application) -> Self {
        Self {
            sessions: application.sessions.iter().cloned().collect(),
            running: BTreeSet::new(),
            stopping: Vec::new(),
        }
    }

    /// The calls for the platform's state.
    pub(crate) fn to_json(&self) -> Value {
        self.sessions.iter().chain(&self.running).map(String::as_str).collect()
    }

    /// Takes note of a call that begins.
    pub(crate) fn begin(&mut self, session_id: &str) {
        self.running.insert(session_id.to_owned());
    }

    /// Takes note of a call that is over.
    pub(crate) fn end(&mut self, session_id: &str) {
        self.running.remove(session_id);
    }

    /// The calls that are to end now.
    pub(crate) fn take_stopping(&mut self) -> Vec<String> {
        std::mem::take(&mut self.stopping)
    }
}

/// Ends a call. One that is over already, or another application's, is as unknown as one that never was: 1020152 is the
/// only code that fits, and the page says of a call that is over no more than that it fails.
pub(crate) fn stop(calls: &mut Calls, input: &Input<'_>) -> Result<Success, Refusal> {
    let members = input.body()?;
    let session_id = session_id(&Parameters::new(&members)).map_err(|refusal| {
        // 1010002 is on this page as on every other, but of its own it lists 1020001, "parameter error", beside 1020152:
        // both come from what ends the call. So a parameter that is wrong gets 1020001, a body that is none 1010002.
        Refusal::new(ResultCode::ParameterError, refusal.reason)
    })?;
    let is_running = calls.running.remove(session_id);
    if is_running {
        calls.stopping.push(session_id.to_owned());
    }
    if is_running || calls.sessions.remove(session_id) {
        return Ok(Success::with_remarks(Vec::new()));
    }
    Err(Refusal::new(ResultCode::InvalidSession, "the application has no call in progress with this sessionid"))
}

fn session_id<'a>(parameters: &Parameters<'a>) -> Result<&'a str, Refusal> {
    let session_id = required("sessionid", parameters.text("sessionid", &SESSION_ID)?)?;
    required("signal", parameters.word("signal", &[SIGNAL])?)?;
    Ok(session_id)
}
