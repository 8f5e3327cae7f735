//! The events of a call (呼叫事件通知接口), `privatenumber_02_0006` and its sisters.

use serde_json::{Map, Value, json};

use super::running::RunningCall;
use super::script::Side;
use crate::calendar;
use crate::setup::Mode;

/// What an event tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EventKind {
    /// A call has reached X.
    CallIn,
    /// An extension was keyed in (AXE).
    CollectInfo(String),
    /// The platform calls the callee.
    CallOut,
    /// The callee's phone rings.
    Alerting,
    /// The callee has answered.
    Answer,
    /// The call is over.
    Disconnect,
}

impl EventKind {
    /// `eventType`.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::CallIn => "callin",
            Self::CollectInfo(_) => "collectInfo",
            Self::CallOut => "callout",
            Self::Alerting => "alerting",
            Self::Answer => "answer",
            Self::Disconnect => "disconnect",
        }
    }
}

/// The body of an event.
///
/// Which fields are in which event is taken from the vendor's demos, whose tables are the only ones that are whole.
pub(crate) fn body(call: &RunningCall, kind: &EventKind, at_ms: i64) -> Value {
    let mut status = Map::new();
    let mut insert = |name: &str, value: Value| {
        status.insert(name.to_owned(), value);
    };
    insert("timestamp", Value::from(calendar::event_time(at_ms)));
    insert("sessionId", Value::from(call.report.session_id.as_str()));
    if let EventKind::CollectInfo(digits) = kind {
        insert("digitInfo", Value::from(digits.as_str()));
        return json!({ "eventType": kind.name(), "statusInfo": status });
    }
    let (caller, called) = parties(call, kind);
    insert("caller", Value::from(caller));
    insert("called", Value::from(called));
    let is_call_in = *kind == EventKind::CallIn;
    let standing = if is_call_in { &call.at_call_in } else { &call.standing };
    // The tables of `callin` have no id in AXE and X mode.
    if !(is_call_in && matches!(call.mode, Mode::Axe | Mode::X))
        && let Some(subscription_id) = &standing.subscription_id
    {
        insert("subscriptionId", Value::from(subscription_id.as_str()));
    }
    if let Some(user_data) = &standing.user_data {
        insert("userData", Value::from(user_data.as_str()));
    }
    if is_call_in && call.mode == Mode::X {
        insert("notifyMode", Value::from("Block"));
    }
    if let (EventKind::Disconnect, Some(ending)) = (kind, call.report.ending) {
        insert("stateCode", Value::from(ending.code()));
        insert("stateDesc", Value::from(ending.text()));
        if let Some(direction) = release_direction(call) {
            insert("callRelDirection", Value::from(direction));
        }
    }
    json!({ "eventType": kind.name(), "statusInfo": status })
}

/// `caller` and `called`. The first leg is told as it is. Of the second leg the callee is always the real one; the caller
/// is X in the examples of AX and AXE, whose second leg begins there, and the real one in the example of AXB.
fn parties<'a>(call: &'a RunningCall, kind: &EventKind) -> (&'a str, &'a str) {
    match &call.forwarding {
        Some(forwarding) if *kind != EventKind::CallIn && call.called_ms.is_some() => {
            let caller = if call.mode == Mode::Axb { &call.call.from } else { &forwarding.shown };
            (caller, &forwarding.callee)
        }
        _ => (&call.call.from, &call.call.to),
    }
}

/// `callRelDirection`, which only X mode has: who hung up after the conversation.
pub(super) fn release_direction(call: &RunningCall) -> Option<u8> {
    let by = call.hung_up_by.filter(|_| call.mode == Mode::X)?;
    Some(match by {
        Side::Caller => 1,
        Side::Callee => 2,
    })
}
