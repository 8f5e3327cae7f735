//! Pushes: what the platform tells the application's servers, as requests for a host to send.

mod log;
mod outbox;
mod signature;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use outbox::{Letter, Outbox, Question, Settled};

use crate::masking;
use crate::setup::PushSettings;

/// Which address a push goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum PushKind {
    /// An event of a call.
    CallStatus,
    /// A `callin` event, where the application has an address of its own for it.
    Callin,
    /// Call records.
    Fee,
    /// An SMS push of mode Notify.
    SmsNotify,
    /// An SMS push of mode Block.
    SmsControl,
    /// The status of an X number.
    NumberStatus,
}

impl PushKind {
    /// The kind as the log writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CallStatus => "callStatus",
            Self::Callin => "callin",
            Self::Fee => "fee",
            Self::SmsNotify => "smsNotify",
            Self::SmsControl => "smsControl",
            Self::NumberStatus => "numberStatus",
        }
    }

    /// The address of this kind, if the application has one.
    pub(crate) fn url(self, settings: &PushSettings) -> Option<&str> {
        match self {
            Self::CallStatus => settings.call_status_url.as_deref(),
            Self::Callin => settings.callin_url.as_deref(),
            Self::Fee => settings.fee_url.as_deref(),
            Self::SmsNotify => settings.sms_notify_url.as_deref(),
            Self::SmsControl => settings.sms_control_url.as_deref(),
            Self::NumberStatus => settings.number_status_url.as_deref().or(settings.call_status_url.as_deref()),
        }
    }
}

/// A request that the platform owes, for the host to send. Its signature is made when it is handed out, and every
/// attempt has its own.
#[derive(Clone, PartialEq, Eq)]
pub struct OwedPush {
    /// Names the push, over all its attempts.
    pub id: u64,
    /// The application it is of.
    pub app_key: String,
    /// Which address it goes to.
    pub kind: PushKind,
    /// Always `POST`.
    pub method: &'static str,
    /// The address, as in the setup.
    pub url: String,
    /// Names and values of the headers.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: Vec<u8>,
    /// Since when this attempt is due, in Unix milliseconds of virtual time.
    pub due_ms: i64,
    /// Which attempt it is, from 1 to 7.
    pub attempt: u32,
    /// Whether the answer decides about a call or an SMS (mode Block).
    pub decides: bool,
}

impl OwedPush {
    /// The push as a JSON object, for handing it on to another language: its fields, the headers as pairs, the body as text.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "appKey": self.app_key,
            "kind": self.kind.name(),
            "method": self.method,
            "url": self.url,
            "headers": self.headers,
            "body": String::from_utf8_lossy(&self.body),
            "dueMs": self.due_ms,
            "attempt": self.attempt,
            "decides": self.decides,
        })
    }
}

impl fmt::Debug for OwedPush {
    /// Headers hold a digest and bodies hold numbers, so only their extent is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwedPush")
            .field("id", &self.id)
            .field("app_key", &self.app_key)
            .field("kind", &self.kind)
            .field("url", &masking::text(&self.url))
            .field("headers", &self.headers.len())
            .field("body_bytes", &self.body.len())
            .field("due_ms", &self.due_ms)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}
