//! The recordings that calls leave.

use privatenumber_simulator::{Callee, Mode, Request, Response, Script};
use serde_json::{Value, json};

use super::host::{Host, text};
use crate::client::{Answer, BINDINGS, X1, person};

const WEEK: u64 = 7 * 86_400;

fn host(flag: &str, recording: bool) -> Host {
    let mut host = Host::with(Mode::Axb, |application| application.recording = recording);
    let body = json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "recordHintTone": "record-notice.wav" });
    let id = host.post(BINDINGS, &body)["subscriptionId"].clone();
    host.client.modify(&json!({ "subscriptionId": id, "recordFlag": flag })).accepted();
    host
}

fn ask(host: &mut Host, base: &str, record: &Value) -> Response {
    let target = format!(
        "{base}/rest/provision/voice/record/v1.0?fileName={}&recordDomain={}",
        text(&record["recordObjectName"]),
        text(&record["recordDomain"])
    );
    host.client.respond("GET", &target, b"")
}

#[test]
fn a_call_is_recorded_where_application_and_binding_want_it_and_they_talk_for_three_seconds() {
    for (flag, recording, script, expected) in [
        ("true", true, Script { talk_seconds: 3, ..Script::default() }, true),
        ("true", true, Script { talk_seconds: 2, ..Script::default() }, false),
        ("true", true, Script { callee: Callee::Busy, ..Script::default() }, false),
        ("false", true, Script::default(), false),
        ("true", false, Script::default(), false),
    ] {
        let mut host = host(flag, recording);
        let report = host.call(&person(1), X1, script);
        let record = host.record();
        assert_eq!(report.recording.is_some(), expected);
        assert_eq!(record["recordFlag"], json!(u8::from(expected)));
        for field in ["recordObjectName", "recordDomain", "recordBucketName", "recordStartTime"] {
            assert_eq!(record.get(field).is_some(), expected, "{field}");
        }
        assert_eq!(record.get("recordObjectName").and_then(Value::as_str), report.recording.as_deref());
    }
}

#[test]
fn a_recording_is_gone_seven_days_after_the_push_of_its_record() {
    let mut host = host("true", true);
    let [first, record] = [(); 2].map(|()| {
        host.call(&person(1), X1, Script::default());
        host.record()
    });
    let file = host.fetch(&record);
    assert_eq!((file.status, host.fetch(&first).status), (200, 200));
    host.client.platform.advance(WEEK - 1);
    assert_eq!(host.fetch(&record).body, file.body);
    let address = ask(&mut host, "https://localhost:8443", &record).headers[0].1.clone();
    host.client.platform.advance(1);
    Answer::of(&ask(&mut host, "", &record)).refused(403, "1012007");
    assert!(host.client.last_remark().contains("7 days"), "{}", host.client.last_remark());
    let request = Request { method: "GET", target: &address, headers: &[], body: b"" };
    assert_eq!(host.client.platform.answer(&request, host.client.wall_ms).status, 404);
    // Those that are gone are let go of when another is kept, and only those.
    let records = [(); 3].map(|()| {
        host.call(&person(1), X1, Script::default());
        host.record()
    });
    for record in &records {
        assert_eq!(host.fetch(record).status, 200);
    }
    assert_ne!(records[0]["recordObjectName"], records[1]["recordObjectName"]);
}

#[test]
fn the_address_is_that_to_which_the_request_came_if_it_says_so() {
    let mut host = host("true", true);
    host.call(&person(1), X1, Script::default());
    let record = host.record();
    let name = text(&record["recordObjectName"]);
    let location = |response: &Response| response.headers[0].1.clone();
    assert_eq!(
        location(&ask(&mut host, "", &record)),
        format!("https://recordings.example.com/simulated-recordings/{name}")
    );
    assert_eq!(
        location(&ask(&mut host, "https://127.0.0.1:8443", &record)),
        format!(
            "https://127.0.0.1:8443/_simulator/recordings/{name}?recordDomain=recordings.example.com&appKey={}",
            host.client.key
        )
    );
    // Those of the setup are served as well.
    let setup = json!({ "recordObjectName": "axb-call.wav", "recordDomain": "recordings.example.com" });
    assert_eq!(host.fetch(&setup).body.len(), 58 + 80_000);
}

#[test]
fn a_long_call_s_recording_ends_after_five_minutes() {
    let mut host = host("true", true);
    host.call(&person(1), X1, Script { talk_seconds: 86_400, ..Script::default() });
    let record = host.record();
    assert_eq!(host.fetch(&record).body.len(), 58 + 2_400_000);
}

#[test]
fn an_address_that_was_tampered_with_leads_to_nothing() {
    let mut host = host("true", true);
    host.call(&person(1), X1, Script::default());
    let record = host.record();
    let address = ask(&mut host, "http://localhost", &record).headers[0].1.clone();
    for (target, status) in [
        (address.replace("appKey=", "appKey=x"), 404),
        (address.replace("recordDomain=", "recordDomain=x"), 404),
        (address.replace(".wav", ".mp3"), 404),
        (address.split('?').next().expect("a path").to_owned(), 400),
        (address.replace(".wav", "%ff"), 404),
        (String::from("/_simulator/recordings/"), 400),
        (String::from("/_simulator/recordings"), 404),
    ] {
        let request = Request { method: "GET", target: &target, headers: &[], body: b"" };
        assert_eq!(host.client.platform.answer(&request, host.client.wall_ms).status, status, "{target}");
    }
}
