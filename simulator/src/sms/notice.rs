//! The push that tells of an SMS, or asks about it (短信通知接口).

use serde_json::{Map, Value, json};

use super::report::SmsReport;
use super::result::SendResult;
use crate::calendar;
use crate::call::Standing;

/// `notificationMode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It tells.
    Notify,
    /// It asks.
    Block,
}

/// The body of the push. `content` is the text, where the application is told it.
pub(crate) fn body(report: &SmsReport, standing: &Standing, mode: Mode, content: Option<&str>, at_ms: i64) -> Value {
    let mut event = Map::new();
    let mut insert = |name: &str, value: Value| {
        event.insert(name.to_owned(), value);
    };
    let result = report.result.unwrap_or(SendResult::Sent);
    insert("smsIdentifier", Value::from(report.sms_identifier.as_str()));
    insert("notificationMode", Value::from(if mode == Mode::Block { "Block" } else { "Notify" }));
    insert("calling", Value::from(report.from.as_str()));
    if let Some(received) = report.received.as_ref().filter(|_| result == SendResult::Sent) {
        insert("called", Value::from(received.to.as_str()));
    }
    insert("virtualNumber", Value::from(report.to.as_str()));
    insert("event", Value::from("TextSMS"));
    insert("timeStamp", Value::from(calendar::milliseconds(at_ms)));
    if let Some(subscription_id) = &standing.subscription_id {
        insert("subscriptionId", Value::from(subscription_id.as_str()));
    }
    if let Some(content) = content.filter(|_| mode == Mode::Notify) {
        insert("smsContent", Value::from(content));
    }
    insert("sendResult", Value::from(result.number()));
    if let Some(user_data) = &standing.user_data {
        insert("userData", Value::from(user_data.as_str()));
    }
    // Before anything was sent, as in the example of Block, as many as it will be.
    let sent = match result {
        SendResult::Sent => report.parts,
        SendResult::PartlySent => report.parts.saturating_sub(1),
        _ => 0,
    };
    let direction = standing.direction.number();
    insert(
        "extInfo",
        json!({ "extParas": [
            { "key": "splitNum", "value": sent.to_string() },
            { "key": "direction", "value": direction.to_string() },
        ] }),
    );
    json!({ "appKey": report.app_key, "smsEvent": event })
}
