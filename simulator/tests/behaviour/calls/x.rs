//! The story of X mode: nothing is bound, and the application says where each call goes.

use privatenumber_simulator::{Ending, Mode, PushKind, Script, Side};
use serde_json::{Value, json};

use super::host::{Host, text};
use crate::client::{X1, person};

fn connect() -> Value {
    json!({ "operation": "connect", "connectInfo": { "calleeNum": person(2) } })
}

#[test]
fn be_asked_connect_look_at_both_phones_read_the_pushes_fetch_the_recording_close() {
    let mut host = Host::new(Mode::X);
    host.decision = Some(json!({ "operation": "connect", "connectInfo": [{
        "displayCalleeNum": X1, "calleeNum": person(2), "maxDuration": 60, "waitVoice": "ring.wav",
        "recordFlag": "true", "recordHintTone": "record-notice.wav", "lastMinVoice": "last-minute.wav",
        "userData": "userflag001",
    }] }));
    let report = host.call(&person(1), X1, Script { hangs_up: Side::Callee, ..Script::default() });
    assert_eq!(report.caller.sounds(), ["ring.wav", "record-notice.wav", "voice", "hungUp"]);
    let callee = report.callee.expect("the callee's phone");
    assert_eq!((callee.number, callee.shows.as_str()), (person(2), X1));

    let events = host.events();
    let types: Vec<&str> = events.iter().filter_map(|event| event["eventType"].as_str()).collect();
    assert_eq!(types, ["callin", "callout", "alerting", "answer", "disconnect"]);
    assert_eq!(
        events[0]["statusInfo"],
        json!({
            "timestamp": "2026-01-01 00:00:00", "sessionId": report.session_id, "caller": person(1), "called": X1,
            "notifyMode": "Block",
        })
    );
    assert_eq!(
        events[4]["statusInfo"],
        json!({
            "timestamp": "2026-01-01 00:00:38", "sessionId": report.session_id, "caller": X1, "called": person(2),
            "userData": "userflag001", "stateCode": 0, "stateDesc": "The user releases the call.", "callRelDirection": 2,
        })
    );
    let record = host.record();
    for (field, value) in [
        ("serviceType", json!("004")),
        ("notifyMode", json!("Block")),
        ("userData", json!("userflag001")),
        ("callRelDirection", json!(2)),
        ("direction", json!(1)),
    ] {
        assert_eq!(record[field], value, "{field}");
    }
    assert_eq!(host.fetch(&record).body.len(), 58 + 30 * 8_000);

    host.decision = Some(json!({ "operation": "close", "closeInfo": [{ "closeHintTone": "ring.wav" }] }));
    let report = host.call(&person(1), X1, Script::default());
    assert_eq!(
        (report.ending, report.caller.sounds()),
        (Some(Ending::ClosedByApplication), vec!["ring.wav", "hungUp"])
    );
    assert_eq!(host.event_types(), ["callin", "disconnect"]);
    host.decision = Some(json!({ "operation": "close" }));
    assert_eq!(host.call(&person(1), X1, Script::default()).ending, Some(Ending::ClosedByApplication));
}

#[test]
fn a_wrong_answer_ends_the_call_with_8014_and_a_missing_file_with_8006() {
    let mut host = Host::new(Mode::X);
    let with = |name: &str, value: Value| {
        let mut decision = connect();
        decision["connectInfo"][name] = value;
        decision
    };
    for (decision, ending) in [
        (json!(null), Ending::InvalidCall),
        (json!([]), Ending::InvalidCall),
        (json!({}), Ending::InvalidCall),
        (json!({ "operation": "collect" }), Ending::InvalidCall),
        (json!({ "operation": "connect" }), Ending::InvalidCall),
        (json!({ "operation": "connect", "connectInfo": [] }), Ending::InvalidCall),
        (json!({ "operation": "connect", "connectInfo": {} }), Ending::InvalidCall),
        (with("maxDuration", json!(7_200)), Ending::InvalidCall),
        (with("recordFlag", json!("yes")), Ending::InvalidCall),
        (with("userData", json!("订单")), Ending::InvalidCall),
        (with("userData", json!("{")), Ending::InvalidCall),
        (with("waitVoice", json!("none.wav")), Ending::VoiceFileMissing),
        (with("calleeHintVoice", json!("none.wav")), Ending::VoiceFileMissing),
        (json!({ "operation": "close", "closeInfo": { "closeHintTone": "none.wav" } }), Ending::VoiceFileMissing),
        (with("calleeNum", json!("13800000002")), Ending::CalleeNetworkFailed),
        (with("calleeNum", json!(X1)), Ending::RoutingFailed),
        (with("calleeNum", json!("+864001234567")), Ending::Released),
        (with("recordFlag", json!(true)), Ending::Released),
    ] {
        host.decision = Some(decision.clone());
        let report = host.call(&person(1), X1, Script::default());
        assert_eq!(report.ending, Some(ending), "{decision}");
    }
}

#[test]
fn a_call_nobody_decides_about_ends_after_ten_seconds_and_is_asked_about_once() {
    let mut host = Host::new(Mode::X);
    let session = host.dial(&person(1), X1, Script::default());
    let push = host.client.platform.next_push().expect("a question");
    assert!(push.decides);
    host.client.platform.advance(9);
    assert_eq!(host.report(&session).ending, None);
    host.client.platform.advance(6);
    assert_eq!(host.report(&session).ending, Some(Ending::InvalidCall));
    // An answer that comes now is too late.
    assert!(!host.client.platform.push_answered(push.id, 200, &[], connect().to_string().as_bytes()));
    host.run();
    assert_eq!(host.event_types(), ["disconnect"]);

    for status in [Some(500), Some(204), None] {
        let session = host.dial(&person(1), X1, Script::default());
        let push = host.client.platform.next_push().expect("a question");
        match status {
            Some(status) => host.client.platform.push_answered(push.id, status, &[], connect().to_string().as_bytes()),
            None => host.client.platform.push_failed(push.id),
        };
        host.run();
        assert_eq!(host.report(&session).ending, Some(Ending::InvalidCall));
        assert_eq!(host.event_types(), ["disconnect"]);
    }
}

#[test]
fn without_an_address_a_call_comes_to_nothing_and_with_one_of_its_own_callin_goes_there() {
    let mut host = Host::with(Mode::X, |application| application.pushes.call_status_url = None);
    assert_eq!(host.call(&person(1), X1, Script::default()).ending, Some(Ending::InvalidCall));
    let mut host = Host::with(Mode::X, |application| {
        application.pushes.callin_url = Some(String::from("https://example.com/callin"));
    });
    host.decision = Some(connect());
    assert_eq!(host.call(&person(1), X1, Script::default()).ending, Some(Ending::Released));
    let asked = host.bodies(PushKind::Callin);
    assert_eq!((asked.len(), text(&asked[0]["eventType"])), (1, String::from("callin")));
    assert_eq!(host.event_types(), ["callout", "alerting", "answer", "disconnect"]);
}

#[test]
fn a_fixed_line_cannot_call_and_nobody_is_asked() {
    let mut host = Host::new(Mode::X);
    assert_eq!(host.call("+8675528000001", X1, Script::default()).ending, Some(Ending::FixedLineCaller));
    let events = host.events();
    assert!(
        events
            .iter()
            .all(|event| event["statusInfo"]["stateCode"] == json!(8023) || event["eventType"] == json!("callin"))
    );
}

#[test]
fn a_call_that_is_stopped_while_the_application_is_asked_takes_no_answer() {
    for is_under_way in [false, true] {
        let mut host = Host::new(Mode::X);
        let session = host.dial(&person(1), X1, Script::default());
        let push = is_under_way.then(|| host.client.platform.next_push().expect("a question"));
        let body = json!({ "sessionid": session, "signal": "call_stop" }).to_string();
        host.client.send_bytes("POST", "/rest/httpsessions/callStop/v2.0", body.as_bytes());
        assert_eq!(host.report(&session).ending, Some(Ending::CallerLeftBeforeForwarding));
        if let Some(push) = push {
            assert!(!host.client.platform.push_answered(push.id, 200, &[], connect().to_string().as_bytes()));
        }
        host.run();
        assert_eq!(host.event_types(), ["disconnect"]);
        assert_eq!(host.record()["ulFailReason"], json!(7516));
    }
}
