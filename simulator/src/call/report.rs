//! What a call was like: what each phone showed and heard, and how it ended.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::ending::Ending;
use super::order::Call;
use crate::{calendar, masking};

/// What a call is like so far. Numbers are whole here and masked by `Debug`.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct CallReport {
    /// The call's `sessionId`.
    pub session_id: String,
    /// The application whose number was called.
    pub app_key: String,
    /// The caller's phone.
    pub caller: Phone,
    /// The callee's phone, once it was called.
    pub callee: Option<Phone>,
    /// When the call came in, in Unix milliseconds of virtual time; so are all times here.
    pub began_ms: i64,
    /// When the callee answered.
    pub answered_ms: Option<i64>,
    /// When it was over; absent while it is going on.
    pub ended_ms: Option<i64>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// The binding it was of.
    pub subscription_id: Option<String>,
    /// `recordObjectName` of its recording.
    pub recording: Option<String>,
    /// The call that the caller's phone made when it dialled again.
    pub redialled_as: Option<String>,
    /// What would not work like this in the service, in words.
    pub remarks: Vec<String>,
}

/// One phone of a call.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Phone {
    /// Whose it is.
    pub number: String,
    /// The other number on its screen: what it dialled, or who seems to call.
    pub shows: String,
    /// What it heard, in order.
    pub heard: Vec<Heard>,
}

/// Something a phone heard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Heard {
    /// When it began, in Unix milliseconds of virtual time.
    pub at_ms: i64,
    /// What it was.
    pub sound: Sound,
}

/// What a phone hears.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub enum Sound {
    /// Its own ringing.
    Ringing,
    /// The callee's ring-back.
    RingBack,
    /// A tone file.
    Tone(String),
    /// The request to key in the extension.
    ExtensionWanted,
    /// That the extension is wrong.
    ExtensionWrong,
    /// That the call will not come about.
    Failure,
    /// The other one.
    Voice,
    /// The end of the call.
    HungUp,
}

impl Sound {
    /// The sound as the report writes it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ringing => "ringing",
            Self::RingBack => "ringBack",
            Self::Tone(_) => "tone",
            Self::ExtensionWanted => "extensionWanted",
            Self::ExtensionWrong => "extensionWrong",
            Self::Failure => "failure",
            Self::Voice => "voice",
            Self::HungUp => "hungUp",
        }
    }
}

impl Phone {
    pub(super) const fn new(number: String, shows: String) -> Self {
        Self { number, shows, heard: Vec::new() }
    }

    pub(super) fn hears(&mut self, at_ms: i64, sound: Sound) {
        self.heard.push(Heard { at_ms, sound });
    }

    /// The names of what it heard, in order; of a tone the file.
    #[must_use]
    pub fn sounds(&self) -> Vec<&str> {
        self.heard
            .iter()
            .map(|heard| match &heard.sound {
                Sound::Tone(file) => file.as_str(),
                other => other.name(),
            })
            .collect()
    }

    fn to_json(&self) -> Value {
        let heard: Vec<Value> = self
            .heard
            .iter()
            .map(|Heard { at_ms, sound }| {
                let mut heard = json!({ "at": calendar::milliseconds(*at_ms), "sound": sound.name() });
                if let (Sound::Tone(file), Some(heard)) = (sound, heard.as_object_mut()) {
                    heard.insert(String::from("file"), Value::from(file.as_str()));
                }
                heard
            })
            .collect();
        json!({ "number": self.number, "shows": self.shows, "heard": heard })
    }
}

impl CallReport {
    /// That of a call that has come in.
    pub(crate) fn begun(session_id: &str, app_key: &str, call: &Call, began_ms: i64) -> Self {
        Self {
            session_id: session_id.to_owned(),
            app_key: app_key.to_owned(),
            caller: Phone::new(call.from.clone(), call.to.clone()),
            callee: None,
            began_ms,
            answered_ms: None,
            ended_ms: None,
            ending: None,
            subscription_id: None,
            recording: None,
            redialled_as: None,
            remarks: Vec::new(),
        }
    }

    /// The report as the state and the simulator's endpoints show it. What is not known is absent.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut report = json!({
            "sessionId": self.session_id,
            "appKey": self.app_key,
            "caller": self.caller.to_json(),
            "began": calendar::milliseconds(self.began_ms),
            "recorded": self.recording.is_some(),
            "remarks": self.remarks,
        });
        if let Some(members) = report.as_object_mut() {
            let optional = [
                ("callee", self.callee.as_ref().map(Phone::to_json)),
                ("answered", self.answered_ms.map(calendar::milliseconds).map(Value::from)),
                ("ended", self.ended_ms.map(calendar::milliseconds).map(Value::from)),
                ("stateCode", self.ending.map(|ending| Value::from(ending.code()))),
                ("stateDesc", self.ending.map(|ending| Value::from(ending.text()))),
                ("subscriptionId", self.subscription_id.as_deref().map(Value::from)),
                ("recording", self.recording.as_deref().map(Value::from)),
                ("redialledAs", self.redialled_as.as_deref().map(Value::from)),
            ];
            for (name, value) in optional {
                if let Some(value) = value {
                    members.insert(name.to_owned(), value);
                }
            }
        }
        report
    }
}

impl fmt::Debug for CallReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallReport")
            .field("session_id", &masking::text(&self.session_id))
            .field("caller", &self.caller)
            .field("callee", &self.callee)
            .field("began_ms", &self.began_ms)
            .field("answered_ms", &self.answered_ms)
            .field("ended_ms", &self.ended_ms)
            .field("ending", &self.ending)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Phone")
            .field("number", &masking::text(&self.number))
            .field("shows", &masking::text(&self.shows))
            .field("heard", &self.sounds())
            .finish()
    }
}
