//! Calls and SMS by hand, through the simulator's own endpoints.

use privatenumber_simulator::{Mode, Request};
use serde_json::{Value, json};

use super::host::Host;
use crate::client::{Answer, X1, person};

fn ask(host: &mut Host, method: &str, target: &str, body: &Value) -> Answer {
    let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    host.client.send_raw(&Request { method, target, headers: &[], body: &body })
}

#[test]
fn a_call_is_placed_and_looked_at_until_it_is_over() {
    let mut host = Host::new(Mode::Axb);
    host.client.bind(&person(1), X1, &person(2)).accepted();
    let body = json!({ "from": person(1), "to": X1, "script": { "talkSeconds": 10, "hangsUp": "callee" } });
    let placed = ask(&mut host, "POST", "/_simulator/call", &body);
    assert_eq!((placed.status, placed.content.get("ended")), (200, None));
    let session = placed.text("sessionId").to_owned();
    host.client.platform.advance(60);
    let report = ask(&mut host, "GET", &format!("/_simulator/calls/{}", session.replace('@', "%40")), &json!(null));
    assert_eq!(report.status, 200);
    let mut content = report.content;
    assert!(content["subscriptionId"].take().is_string());
    assert_eq!(
        content,
        json!({
            "sessionId": session, "appKey": host.client.key, "subscriptionId": null,
            "began": "2026-01-01T00:00:00.000Z", "answered": "2026-01-01T00:00:08.000Z",
            "ended": "2026-01-01T00:00:18.000Z", "stateCode": 0, "stateDesc": "The user releases the call.",
            "recorded": false, "remarks": [],
            "caller": { "number": person(1), "shows": X1, "heard": [
                { "at": "2026-01-01T00:00:03.000Z", "sound": "ringBack" },
                { "at": "2026-01-01T00:00:08.000Z", "sound": "voice" },
                { "at": "2026-01-01T00:00:18.000Z", "sound": "hungUp" },
            ] },
            "callee": { "number": person(2), "shows": X1, "heard": [
                { "at": "2026-01-01T00:00:03.000Z", "sound": "ringing" },
                { "at": "2026-01-01T00:00:08.000Z", "sound": "voice" },
                { "at": "2026-01-01T00:00:18.000Z", "sound": "hungUp" },
            ] },
        })
    );
    assert_eq!(host.client.platform.state()["calls"][0]["sessionId"], json!(session));
    // Six pushes are owed: five events and the record.
    let pushes = ask(&mut host, "GET", "/_simulator/pushes", &json!(null)).content;
    assert_eq!(pushes, json!({ "owed": 6, "next": "2026-01-01T00:00:00.000Z", "log": [] }));
}

#[test]
fn an_sms_is_sent_and_a_number_changed() {
    let mut host = Host::new(Mode::Axb);
    host.client.bind(&person(1), X1, &person(2)).accepted();
    let body = json!({ "from": person(1), "to": X1, "text": "hello" });
    let sent = ask(&mut host, "POST", "/_simulator/sms", &body);
    assert_eq!(sent.content["received"], json!({ "to": person(2), "shows": X1, "text": "hello" }));
    let again = ask(&mut host, "GET", &format!("/_simulator/sms/{}", sent.text("smsIdentifier")), &json!(null));
    assert_eq!(again.content, sent.content);

    let body = json!({ "number": X1, "condition": "unavailable", "cause": "arrears" });
    let changed = ask(&mut host, "POST", "/_simulator/number", &body);
    assert_eq!((changed.status, changed.content), (200, json!({ "number": X1, "condition": "unavailable" })));
    let placed = ask(&mut host, "POST", "/_simulator/call", &json!({ "from": person(1), "to": X1 }));
    host.client.platform.advance(60);
    let report = ask(&mut host, "GET", &format!("/_simulator/calls/{}", placed.text("sessionId")), &json!(null));
    assert_eq!(report.content["stateCode"], json!(8055));
}

#[test]
fn bad_input_is_told_what_would_be_right() {
    let mut host = Host::new(Mode::Axb);
    let from = person(1);
    for (method, path, body, status) in [
        ("POST", "call", json!(null), 400),
        ("POST", "call", json!([]), 400),
        ("POST", "call", json!({}), 400),
        ("POST", "call", json!({ "from": from }), 400),
        ("POST", "call", json!({ "from": from, "to": "+8617099999999" }), 400),
        ("POST", "call", json!({ "from": "13800000001", "to": X1 }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "when": 1 }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "talk": 1 } }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "talkSeconds": 864_001 } }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "talkSeconds": -1 } }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "callee": "sleeps" } }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "redials": 11 } }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "extensions": ["a"] } }), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": { "extensions": vec!["1"; 11] } }), 400),
        ("POST", "call", json!([from, X1]), 400),
        ("POST", "call", json!({ "from": from, "to": X1, "script": [] }), 400),
        ("GET", "call", json!(null), 405),
        ("POST", "sms", json!({ "from": from, "to": X1 }), 400),
        ("POST", "sms", json!({ "from": from, "to": X1, "text": "" }), 400),
        ("POST", "sms", json!({ "from": from, "to": X1, "text": "a".repeat(2_001) }), 400),
        ("POST", "sms", json!({ "from": from, "to": X1, "text": "a", "failsWith": 2 }), 400),
        ("POST", "sms", json!({ "from": from, "to": X1, "text": "a", "failsWith": 14 }), 400),
        ("POST", "sms", json!({ "from": from, "to": "nobody", "text": "a" }), 400),
        ("GET", "sms", json!(null), 405),
        ("POST", "number", json!({ "number": X1 }), 400),
        ("POST", "number", json!({ "number": X1, "condition": "gone" }), 400),
        ("POST", "number", json!({ "number": from, "condition": "normal" }), 400),
        ("POST", "pushes", json!(null), 405),
        ("GET", "calls/none", json!(null), 404),
        ("POST", "calls/none", json!(null), 405),
        ("GET", "calls/%ff", json!(null), 404),
        ("GET", "sms/none", json!(null), 404),
        ("GET", "calls", json!(null), 404),
    ] {
        let answer = ask(&mut host, method, &format!("/_simulator/{path}"), &body);
        assert_eq!(answer.status, status, "{method} {path} {body}");
        for part in ["message", "hint"] {
            assert!(answer.content["error"][part].is_string(), "{}", answer.content);
        }
        let error = answer.content["error"]["message"].to_string();
        assert!(!error.contains("3800000001"), "{error}");
    }
    assert_eq!(host.client.platform.state()["calls"], json!([]));
}
