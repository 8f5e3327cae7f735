//! The record of a call (话单), an element of `feeLst`: `privatenumber_02_0006a` and its sisters.

use serde_json::{Map, Value};

use super::event;
use super::running::RunningCall;
use crate::calendar;
use crate::recording::Kept;
use crate::setup::{Application, Mode};

/// The customer's account, as records name it.
const ACCOUNT: &str = "simulator";

/// The host that wrote the record.
const HOST: &str = "simulator.example.com";

/// The longest `recordBucketName`, in characters.
const LONGEST_BUCKET: usize = 128;

const fn service_type(mode: Mode) -> &'static str {
    match mode {
        Mode::Ax => "003",
        Mode::Axb | Mode::X => "004",
        Mode::Axe => "005",
        Mode::Axyb => "007",
    }
}

/// The record of a call that is over. What is not known of it is absent, but for the id, which the pages call empty where
/// nobody is bound. `area_code` is that of the number called, `icid` the record's own id.
pub(crate) fn of(
    call: &RunningCall,
    application: &Application,
    area_code: &str,
    icid: &str,
    recording: Option<&Kept>,
) -> Value {
    let mut record = Map::new();
    let mut insert = |name: &str, value: Value| {
        record.insert(name.to_owned(), value);
    };
    let text = |text: &str| Value::from(text);
    let report = &call.report;
    insert("direction", Value::from(call.standing.direction.number()));
    insert("spId", text(ACCOUNT));
    insert("appKey", text(&application.app_key));
    insert("icid", text(icid));
    insert("bindNum", text(&call.call.to));
    insert("sessionId", text(&report.session_id));
    let subscription_id = call.standing.subscription_id.as_deref();
    insert("subscriptionId", text(subscription_id.unwrap_or_default()));
    insert("callerNum", text(&call.call.from));
    insert("calleeNum", text(&call.call.to));
    if let (Some(forwarding), Some(_)) = (&call.forwarding, call.called_ms) {
        insert("fwdDisplayNum", text(&forwarding.shown));
        insert("fwdDstNum", text(&forwarding.callee));
    }
    let failed_ms = report.ended_ms.filter(|_| report.answered_ms.is_none());
    for (name, at_ms) in [
        ("callInTime", Some(report.began_ms)),
        ("fwdStartTime", call.called_ms),
        ("fwdAlertingTime", call.alerting_ms),
        ("fwdAnswerTime", report.answered_ms),
        ("callEndTime", report.ended_ms),
        ("failTime", failed_ms),
    ] {
        if let Some(at_ms) = at_ms {
            insert(name, Value::from(calendar::event_time(at_ms)));
        }
    }
    if let Some(ending) = report.ending {
        insert("fwdUnaswRsn", Value::from(ending.q850()));
        insert("ulFailReason", Value::from(ending.code()));
        insert("sipStatusCode", Value::from(ending.sip_status()));
    }
    insert("callOutUnaswRsn", Value::from(0));
    insert("recordFlag", Value::from(u8::from(recording.is_some())));
    if let (Some(recording), Some(answered_ms)) = (recording, report.answered_ms) {
        insert("recordStartTime", Value::from(calendar::event_time(answered_ms)));
        insert("recordDomain", text(&recording.record_domain));
        let bucket: String =
            format!("sp-{}", application.app_key.to_lowercase()).chars().take(LONGEST_BUCKET).collect();
        insert("recordBucketName", Value::from(bucket));
        insert("recordObjectName", text(&recording.file_name));
    }
    insert("ttsPlayTimes", Value::from(0));
    insert("ttsTransDuration", Value::from(0));
    if let Some(subscription_id) = subscription_id {
        insert("mptyId", text(subscription_id));
    }
    insert("serviceType", text(service_type(call.mode)));
    insert("hostName", text(HOST));
    if let Some(extension) = &call.extension {
        insert("extendNumber", text(extension));
    }
    if call.mode == Mode::X {
        insert("notifyMode", text("Block"));
    }
    insert("areaCode", text(area_code));
    if let Some(user_data) = &call.standing.user_data {
        insert("userData", text(user_data));
    }
    if let Some(direction) = event::release_direction(call) {
        insert("callRelDirection", Value::from(direction));
    }
    Value::Object(record)
}
