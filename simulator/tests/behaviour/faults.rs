//! What goes wrong on demand, on the way in, on the way out and in pushes.

use privatenumber_simulator::{
    Delivery, Faults, Mode, OwedPush, Platform, Probability, PushFault, PushFaultKind, Request, RequestFault,
    RequestFaultKind, Script, Setup,
};
use serde_json::{Value, json};

use crate::calls::host::Host;
use crate::client::{Answer, BINDINGS, Client, NOW_MS, X1, X2, person};

fn once(fault: RequestFaultKind) -> RequestFault {
    RequestFault { next: Some(1), ..RequestFault::new(fault) }
}

fn client_with(requests: Vec<RequestFault>) -> Client {
    let mut client = Client::new();
    client.platform.set_faults(Faults { requests, ..Faults::default() }).expect("good faults");
    client
}

fn bind_body() -> Vec<u8> {
    json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2) }).to_string().into_bytes()
}

fn bound(client: &Client) -> usize {
    client.platform.bindings().as_array().map_or(0, Vec::len)
}

fn last_entry(client: &Client) -> Value {
    client.platform.state()["log"].as_array().and_then(|log| log.last()).cloned().expect("an entry")
}

#[test]
fn a_lost_request_does_nothing_and_a_lost_answer_comes_after_the_work() {
    for (kind, bindings, status) in
        [(RequestFaultKind::RequestLost, 0, Value::Null), (RequestFaultKind::AnswerLost, 1, json!(200))]
    {
        let mut client = client_with(vec![once(kind)]);
        let response = client.respond("POST", BINDINGS, &bind_body());
        assert_eq!((response.delivery, response.status), (Delivery::Lost, 504));
        assert!(response.body.is_empty() && response.headers.is_empty());
        assert_eq!(bound(&client), bindings);
        let entry = last_entry(&client);
        assert_eq!((&entry["status"], &entry["fault"]), (&status, &json!(kind.name())));
        // Whoever sends it again learns which of the two it was.
        let again = client.bind(&person(1), X1, &person(2));
        assert_eq!(again.code(), if bindings == 1 { "1012010" } else { "0" });
        assert_eq!(last_entry(&client)["fault"], Value::Null);
    }
}

#[test]
fn each_answer_in_the_place_of_the_platforms_own_is_as_it_says() {
    for (kind, status, code, content_type, bindings) in [
        (RequestFaultKind::InternalError, 500, Some("1010001"), Some("application/json;charset=utf-8"), 0),
        (RequestFaultKind::BareError, 500, None, None, 0),
        (RequestFaultKind::FlowControl, 403, Some("1010010"), Some("application/json;charset=utf-8"), 0),
        (RequestFaultKind::ResponseTimeout, 500, Some("1023002"), Some("application/json;charset=utf-8"), 1),
        (RequestFaultKind::ProxyPage, 502, None, Some("text/html"), 0),
    ] {
        let mut client = client_with(vec![once(kind)]);
        let response = client.respond("POST", BINDINGS, &bind_body());
        assert_eq!((response.status, response.delivery), (status, Delivery::AtOnce), "{kind:?}");
        let header = |name: &str| response.headers.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str());
        assert_eq!(header("Content-Type"), content_type, "{kind:?}");
        assert_eq!(header("Date"), Some("Thu, 01 Jan 2026 00:00:00 GMT"));
        assert_eq!(Answer::of(&response).content["resultcode"].as_str(), code, "{kind:?}");
        assert_eq!(response.body.is_empty(), kind == RequestFaultKind::BareError);
        assert_eq!(bound(&client), bindings, "{kind:?}");
        assert_eq!(bindings == 1, kind.is_served());
        let entry = last_entry(&client);
        assert_eq!((&entry["status"], &entry["resultcode"]), (&json!(status), &json!(code)), "{entry}");
        assert!(entry["remark"].as_str().is_some_and(|remark| remark.contains(kind.name())), "{entry}");
    }
}

#[test]
fn slow_and_cut_off_answers_are_the_platforms_own() {
    let slow = RequestFault { ms: 1_500, ..once(RequestFaultKind::Slow) };
    let mut client = client_with(vec![slow, once(RequestFaultKind::CutOff)]);
    let response = client.respond("POST", BINDINGS, &bind_body());
    assert_eq!(response.delivery, Delivery::After { ms: 1_500 });
    Answer::of(&response).accepted();
    let cut = client.respond("GET", &format!("{BINDINGS}?relationNum=%2B8617000000001"), b"");
    let whole = client.respond("GET", &format!("{BINDINGS}?relationNum=%2B8617000000001"), b"");
    assert_eq!(cut.delivery, Delivery::CutOff { whole_bytes: whole.body.len() });
    assert_eq!(cut.body, whole.body[..whole.body.len() / 2]);
    assert_eq!(whole.delivery, Delivery::AtOnce);
}

#[test]
fn a_fault_strikes_the_operation_it_is_of_and_is_over_after_its_number() {
    let fault = RequestFault {
        operation: Some(String::from("axb.CreateBinding")),
        next: Some(2),
        ..RequestFault::new(RequestFaultKind::FlowControl)
    };
    let mut client = client_with(vec![fault]);
    client.query("subscriptionId=none").refused(403, "1012007");
    client.bind(&person(1), X1, &person(2)).refused(403, "1010010");
    assert_eq!(client.platform.faults().requests[0].next, Some(1));
    client.bind(&person(1), X1, &person(2)).refused(403, "1010010");
    client.bind(&person(1), X1, &person(2)).accepted();
    // The simulator's own endpoints always answer.
    let all = Faults { requests: vec![RequestFault::new(RequestFaultKind::RequestLost)], ..Faults::default() };
    client.platform.set_faults(all).expect("good faults");
    let state = Request { method: "GET", target: "/_simulator/state", headers: &[], body: b"" };
    assert_eq!(client.platform.answer(&state, NOW_MS).delivery, Delivery::AtOnce);
}

#[test]
fn chance_repeats_with_the_seed_and_leaves_ids_alone() {
    let run = |seed: u64, probability: f64| {
        let fault = RequestFault {
            probability: Probability::new(probability).expect("a probability"),
            ..RequestFault::new(RequestFaultKind::AnswerLost)
        };
        let faults = Faults { requests: vec![fault], ..Faults::default() };
        let mut client = Client::of(Setup { seed, faults, ..Setup::default() });
        let lost: Vec<bool> = (0..200)
            .map(|n| {
                let body = json!({ "callerNum": person(n * 2), "relationNum": X1, "calleeNum": person(n * 2 + 1) });
                client.respond("POST", BINDINGS, body.to_string().as_bytes()).delivery == Delivery::Lost
            })
            .collect();
        let bindings = client.platform.bindings();
        client.platform.reset();
        (lost, bindings)
    };
    let (lost, bindings) = run(1, 0.25);
    assert_eq!(run(1, 0.25), (lost.clone(), bindings.clone()));
    assert_ne!(run(2, 0.25).0, lost);
    assert!((20..80).contains(&lost.iter().filter(|lost| **lost).count()));
    assert_eq!(run(1, 0.0), (vec![false; 200], bindings));
}

#[test]
fn a_skewed_clock_shows_in_date_and_is_what_created_is_compared_with() {
    let mut client = Client::new();
    client.platform.set_faults(Faults { clock_skew_seconds: -600, ..Faults::default() }).expect("good faults");
    let response = client.respond("GET", &format!("{BINDINGS}?subscriptionId=none"), b"");
    assert!(
        response.headers.contains(&("Date", String::from("Wed, 31 Dec 2025 23:50:00 GMT"))),
        "{:?}",
        response.headers
    );
    Answer::of(&response).refused(401, "1010013");
    client.created = String::from("2025-12-31T23:50:00Z");
    client.query("subscriptionId=none").refused(403, "1012007");
    assert_eq!(client.platform.state()["now"], json!("2026-01-01T00:00:00Z"));
}

#[test]
fn wrong_digests_in_a_row_lock_out_for_30_minutes_of_virtual_time() {
    let mut client = Client::new();
    client.platform.set_faults(Faults { lock_out_after: Some(3), ..Faults::default() }).expect("good faults");
    let right = client.secret.clone();
    let ask = |client: &mut Client, secret: &str| {
        secret.clone_into(&mut client.secret);
        client.query("subscriptionId=none")
    };
    for _ in 0..2 {
        ask(&mut client, "wrong").refused(401, "1010010");
    }
    // A right one in between, and it counts anew; what is wrong before the digest says nothing.
    ask(&mut client, &right).refused(403, "1012007");
    for _ in 0..2 {
        ask(&mut client, "wrong").refused(401, "1010010");
        client.ask_with(&[]).refused(400, "1023006");
    }
    ask(&mut client, "wrong").refused(401, "1010010");
    ask(&mut client, &right).refused(403, "1020176");
    client.platform.advance(30 * 60 - 1);
    ask(&mut client, &right).refused(403, "1020176");
    client.platform.advance(1);
    ask(&mut client, &right).refused(403, "1012007");
    for _ in 0..3 {
        ask(&mut client, "wrong").refused(401, "1010010");
    }
    let faults = client.platform.faults().clone();
    client.platform.set_faults(faults).expect("good faults");
    ask(&mut client, &right).refused(403, "1012007");
}

fn told(push: &OwedPush) -> String {
    let content: Value = serde_json::from_slice(&push.body).expect("JSON");
    content["statusInfo"]["sessionId"].as_str().map_or_else(String::new, str::to_owned)
        + content["eventType"].as_str().unwrap_or_default()
}

/// Every push of a call, with the moment at which it was handed out.
fn pushes_of_a_call(push: PushFault) -> (Vec<(i64, u64, String)>, Platform) {
    let mut host = Host::new(Mode::Axb);
    host.client.bind(&person(1), X1, &person(2)).accepted();
    host.client.platform.set_faults(Faults { pushes: vec![push], ..Faults::default() }).expect("good faults");
    let call = privatenumber_simulator::Call::new(person(1), X1).with(Script::default());
    let mut platform = host.client.platform;
    platform.call(&call).expect("a call");
    let mut handed = Vec::new();
    while let Some(due) = platform.next_due() {
        platform.advance_to(due);
        while let Some(push) = platform.next_push() {
            handed.push((platform.now_ms() - NOW_MS, push.id, told(&push)));
            assert!(platform.push_answered(push.id, 200, &[], b""));
        }
    }
    assert_eq!(platform.owed_pushes(), 0);
    (handed, platform)
}

#[test]
fn a_duplicate_comes_under_an_id_of_its_own_and_says_the_same() {
    let (plain, _) = pushes_of_a_call(PushFault { next: Some(0), ..PushFault::new(PushFaultKind::Duplicate) });
    let (twice, platform) = pushes_of_a_call(PushFault::new(PushFaultKind::Duplicate));
    assert_eq!(twice.len(), plain.len() * 2);
    for (pair, (at_ms, _, told)) in twice.chunks(2).zip(&plain) {
        assert!(pair.iter().all(|(at, _, what)| (at, what) == (at_ms, told)), "{pair:?}");
        assert_ne!(pair[0].1, pair[1].1);
    }
    let log = platform.state()["pushes"].clone();
    assert!(log.as_array().is_some_and(|log| log.iter().all(|entry| entry["fault"] == json!("duplicate"))), "{log}");
}

#[test]
fn a_push_that_is_held_back_is_overtaken() {
    let held = PushFault { next: Some(1), ms: 10_000, ..PushFault::new(PushFaultKind::Reordered) };
    let (plain, _) = pushes_of_a_call(PushFault { next: Some(0), ..PushFault::new(PushFaultKind::Reordered) });
    let (held, _) = pushes_of_a_call(held);
    let words = |pushes: &[(i64, u64, String)]| pushes.iter().map(|(_, _, told)| told.clone()).collect::<Vec<_>>();
    let (mut sorted_plain, mut sorted_held) = (words(&plain), words(&held));
    assert_ne!(sorted_plain, sorted_held);
    assert_ne!(sorted_plain[0], sorted_held[0]);
    sorted_plain.sort();
    sorted_held.sort();
    assert_eq!(sorted_plain, sorted_held);
    let late = held.iter().find(|(_, id, _)| *id == plain[0].1).expect("it comes");
    assert_eq!(late.0, plain[0].0 + 10_000);
}

#[test]
fn the_endpoint_sets_shows_and_refuses_faults() {
    let mut client = Client::new();
    let mut control = |method: &str, body: &str| {
        client.send_raw(&Request { method, target: "/_simulator/faults", headers: &[], body: body.as_bytes() })
    };
    let set = control(
        "POST",
        r#"{"requests":[{"fault":"slow","ms":10,"probability":0.5}],"pushes":[{"fault":"duplicate"}],"lockOutAfter":5}"#,
    );
    assert_eq!(set.status, 200);
    assert_eq!(
        set.content,
        json!({
            "requests": [{ "fault": "slow", "probability": 0.5, "next": null, "operation": null, "ms": 10 }],
            "pushes": [{ "fault": "duplicate", "probability": 1.0, "next": null, "ms": 30_000 }],
            "clockSkewSeconds": 0,
            "lockOutAfter": 5,
        })
    );
    assert_eq!(control("GET", "").content, set.content);
    for (body, field) in [
        ("", "not valid JSON"),
        ("[]", "must be"),
        (r#"{"request":[]}"#, "request"),
        (r#"{"requests":{}}"#, "requests"),
        (r#"{"requests":[1]}"#, "requests[0]"),
        (r#"{"requests":[{}]}"#, "requests[0]"),
        (r#"{"requests":[{"fault":"none"}]}"#, "requests[0]"),
        (r#"{"requests":[{"fault":"slow","probability":1.5}]}"#, "requests[0]"),
        (r#"{"requests":[{"fault":"slow","ms":86400001}]}"#, "requests[0].ms"),
        (r#"{"requests":[{"fault":"slow","operation":"+8613800000001"}]}"#, "requests[0].operation"),
        (r#"{"pushes":[{"fault":"slow"}]}"#, "pushes[0]"),
        (r#"{"clockSkewSeconds":99999999999}"#, "clockSkewSeconds"),
        (r#"{"lockOutAfter":0}"#, "lockOutAfter"),
    ] {
        let answer = control("POST", body);
        assert_eq!(answer.status, 400, "{body}");
        let message = answer.content["error"]["message"].as_str().unwrap_or_default();
        assert!(message.starts_with(field), "{body}: {message}");
        assert!(!answer.content.to_string().contains("13800000001"));
    }
    assert_eq!(control("GET", "").content, set.content);
    assert_eq!(control("DELETE", "").status, 405);
    assert_eq!(control("POST", "{}").status, 200);
    assert_eq!(client.platform.faults(), &Faults::default());
}

#[test]
fn faults_of_the_setup_count_from_the_beginning_and_again_after_a_reset() {
    let setup = r#"{"faults":{"requests":[{"fault":"bareError","next":1}]}}"#;
    let mut client = Client::of(Setup::from_json(setup).expect("a setup"));
    for _ in 0..2 {
        assert_eq!(client.bind(&person(1), X2, &person(2)).status, 500);
        client.bind(&person(1), X2, &person(2)).accepted();
        client.platform.reset();
    }
    let error = Platform::from_json(r#"{"faults":{"requests":[{"fault":"slow","next":-1}]}}"#).expect_err("no count");
    assert_eq!(error.field, "faults.requests[0]");
    let error = Platform::from_json(r#"{"faults":{"lockOutAfter":0}}"#).expect_err("no count");
    assert_eq!(error.field, "faults.lockOutAfter");
}
