//! Pushes: what is due when, what is sent again, what goes together, what is given up.

use privatenumber_simulator::{Mode, PushKind, Script};
use serde_json::{Value, json};

use super::host::{CALL_STATUS, FEE, Host};
use crate::client::{BINDINGS, NOW_MS, X1, X2, person};

/// One pair on X1.
fn bound() -> Host {
    let mut host = Host::new(Mode::Axb);
    bind(&mut host, 1, 2);
    host
}

fn bind(host: &mut Host, a: u32, b: u32) {
    host.post(BINDINGS, &json!({ "callerNum": person(a), "relationNum": X1, "calleeNum": person(b) }));
}

fn log(host: &Host) -> Vec<Value> {
    host.client.platform.state()["pushes"].as_array().cloned().expect("a list")
}

#[test]
fn a_push_is_a_post_to_the_address_of_its_kind_and_due_when_it_happens() {
    let mut host = bound();
    host.call(&person(1), X1, Script::default());
    let due: Vec<(PushKind, i64)> = host.taken.iter().map(|push| (push.kind, push.due_ms - NOW_MS)).collect();
    let status = PushKind::CallStatus;
    assert_eq!(
        due,
        [(status, 0), (status, 1_000), (status, 3_000), (status, 8_000), (status, 38_000), (PushKind::Fee, 39_000)]
    );
    for push in &host.taken {
        assert_eq!((push.method, push.attempt, push.decides), ("POST", 1, false));
        assert_eq!(push.url, if push.kind == PushKind::Fee { FEE } else { CALL_STATUS });
        assert_eq!(push.app_key, host.client.key);
        assert_eq!(push.headers[0], ("Content-Type", String::from("application/json;charset=UTF-8")));
        let json = push.to_json();
        assert_eq!((&json["kind"], &json["dueMs"]), (&json!(push.kind.name()), &json!(push.due_ms)));
        assert_eq!(json["body"].as_str().map(str::as_bytes), Some(push.body.as_slice()));
    }
}

#[test]
fn without_an_address_nothing_is_owed() {
    let mut host = Host::with(Mode::Axb, |application| {
        application.pushes.call_status_url = None;
        application.pushes.fee_url = None;
    });
    bind(&mut host, 1, 2);
    host.call(&person(1), X1, Script::default());
    assert!(host.taken.is_empty());
    assert_eq!(host.client.platform.time_of_next_push(), None);
}

#[test]
fn what_fails_is_sent_again_after_1_4_9_106_203_and_300_minutes_and_then_given_up() {
    let mut host = bound();
    host.call(&person(1), X1, Script::default());
    host.client.platform.reset();
    host.taken.clear();
    bind(&mut host, 1, 2);
    let session = host.dial(&person(1), X1, Script::default());
    host.client.platform.advance(3_600);
    // Of the seven attempts of each push, each fails in another way.
    let mut attempts: Vec<(u64, u32, i64)> = Vec::new();
    while let Some(due) = host.client.platform.next_due() {
        host.client.platform.advance_to(due);
        while let Some(push) = host.client.platform.next_push() {
            let at = host.client.platform.state()["now"].clone();
            assert!(at.is_string());
            attempts.push((push.id, push.attempt, push.due_ms));
            match push.attempt {
                1 => host.client.platform.push_failed(push.id),
                2 => host.client.platform.push_answered(push.id, 500, &[], b""),
                3 => host.client.platform.push_answered(push.id, 204, &[], b""),
                4 => host.client.platform.push_answered(push.id, 301, &[("Location", "/")], b""),
                _ => host.client.platform.push_answered(push.id, 404, &[], b"not here"),
            };
        }
    }
    let last = attempts.iter().map(|(id, ..)| *id).max().expect("a push");
    let first = attempts.iter().map(|(id, ..)| *id).min().expect("a push");
    assert_eq!(last - first, 5, "five events and a record of {session}");
    for id in first..=last {
        let of_the_push: Vec<_> = attempts.iter().filter(|(other, ..)| *other == id).collect();
        assert_eq!(of_the_push.iter().map(|(_, attempt, _)| *attempt).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        // The first attempt was an hour late, and the second counts from it.
        let hour = NOW_MS + 3_600_000;
        let minutes: Vec<i64> = of_the_push.iter().skip(1).map(|(_, _, due)| (due - hour) / 60_000).collect();
        assert_eq!(minutes, [1, 5, 14, 120, 323, 623]);
    }
    assert_eq!(host.client.platform.owed_pushes(), 0);
    let given_up =
        log(&host).iter().filter(|entry| entry["remark"].as_str().is_some_and(|r| r.contains("given up"))).count();
    assert_eq!(given_up, 6);
}

#[test]
fn a_push_that_is_answered_with_200_at_last_is_not_sent_again() {
    let mut host = bound();
    host.dial(&person(3), X1, Script::default());
    let push = host.client.platform.next_push().expect("an event");
    assert!(host.client.platform.push_failed(push.id));
    assert_eq!(host.client.platform.next_push(), None);
    host.client.platform.advance(59);
    host.take();
    assert_eq!(host.event_types(), ["disconnect"]);
    host.client.platform.advance(1);
    let again = host.client.platform.next_push().expect("the same again");
    assert_eq!((again.id, again.attempt, &again.body), (push.id, 2, &push.body));
    assert_ne!(again.headers, push.headers);
    assert!(host.client.platform.push_answered(again.id, 200, &[], b"thank you"));
    assert!(!host.client.platform.push_answered(again.id, 200, &[], b""));
    assert!(!host.client.platform.push_failed(again.id));
    assert!(log(&host).last().expect("an entry")["remark"].as_str().expect("words").contains("not expected"));
    host.run();
}

#[test]
fn records_that_are_due_together_go_together_fifty_at_most() {
    let mut host = Host::new(Mode::Axb);
    for pair in 0..120 {
        bind(&mut host, pair * 2, pair * 2 + 1);
        host.dial(&person(pair * 2), X1, Script::default());
    }
    host.run();
    let fees = host.bodies(PushKind::Fee);
    let sizes: Vec<usize> = fees.iter().map(|fee| fee["feeLst"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(sizes, [50, 50, 20]);
    let first = &fees[0]["feeLst"][0];
    assert_eq!(first["callerNum"], json!(person(0)));
    // What is not due yet stays where it is.
    for talk_seconds in [30, 31] {
        host.dial(&person(0), X1, Script { talk_seconds, ..Script::default() });
    }
    host.client.platform.advance(39);
    host.take();
    assert_eq!(host.record_count(), 1);
    host.run();
    assert_eq!(host.record_count(), 1);
    // A host that comes late finds together what was due one after the other.
    for pair in 0..3 {
        host.dial(&person(pair * 2), X1, Script::default());
        host.client.platform.advance(100);
    }
    host.take();
    assert_eq!(host.record_count(), 3);
    // Those of a batch that failed stay together, and others do not join them.
    host.dial(&person(0), X1, Script::default());
    host.dial(&person(2), X1, Script::default());
    host.client.platform.advance(100);
    let fee = loop {
        let push = host.client.platform.next_push().expect("a push");
        if push.kind == PushKind::Fee {
            break push;
        }
        host.client.platform.push_answered(push.id, 200, &[], b"");
    };
    host.client.platform.push_failed(fee.id);
    host.dial(&person(4), X1, Script::default());
    host.client.platform.advance(100);
    host.take();
    let sizes: Vec<usize> =
        host.bodies(PushKind::Fee).iter().map(|fee| fee["feeLst"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(sizes, [2, 1]);
}

#[test]
fn applications_share_no_push() {
    let mut setup = super::host::setup(Mode::Axb, |_| {});
    let mut other = setup.applications[0].clone();
    other.app_key = String::from("other");
    other.numbers = vec![setup.applications[0].numbers[1].clone()];
    setup.applications[0].numbers.truncate(1);
    setup.applications.push(other);
    let mut host = Host { client: crate::client::Client::of(setup), taken: Vec::new(), decision: None };
    for x in [X1, X2, X1] {
        host.dial(&person(1), x, Script::default());
    }
    host.run();
    let fees: Vec<_> = host.taken.iter().filter(|push| push.kind == PushKind::Fee).collect();
    assert_eq!(fees.iter().map(|push| push.app_key.as_str()).collect::<Vec<_>>(), [host.client.key.as_str(), "other"]);
    for push in fees {
        let body = String::from_utf8(push.body.clone()).expect("text");
        assert!(body.contains(&format!(r#""appKey":"{}""#, push.app_key)), "{body}");
    }
}

#[test]
fn the_log_tells_of_each_attempt_without_a_whole_number() {
    let mut host = Host::with(Mode::Axb, |application| {
        application.pushes.call_status_url = Some(String::from("https://example.com/13800000001"));
    });
    host.dial(&person(1), X1, Script::default());
    let push = host.client.platform.next_push().expect("an event");
    assert!(!format!("{push:?}").contains("13800000001"));
    assert_eq!(host.client.platform.state()["owedPushes"], json!(1));
    host.client.platform.push_answered(push.id, 503, &[], b"");
    assert_eq!(
        log(&host),
        [json!({
            "time": "2026-01-01T00:00:00Z", "id": push.id, "appKey": host.client.key, "kind": "callStatus",
            "about": "callin", "url": "https://example.com/138****0001", "attempt": 1, "status": 503,
            "fault": null,
            "remark": "the answer was 503, and only 200 is success; sent again in 1 minutes",
        })]
    );
    for _ in 0..150 {
        host.call(&person(1), X1, Script::default());
    }
    assert_eq!(log(&host).len(), 200);
    assert!(!json!(log(&host)).to_string().contains("3800000001"));
    host.client.platform.reset();
    assert_eq!((log(&host).len(), host.client.platform.owed_pushes()), (0, 0));
}

#[test]
fn the_same_setup_and_the_same_calls_give_the_same_pushes_and_looking_for_them_changes_no_binding() {
    let run = |looks: bool| {
        let mut host = bound();
        host.dial(&person(1), X1, Script::default());
        if looks {
            host.run();
        }
        let id = host.client.bind(&person(3), X1, &person(4)).accepted().text("subscriptionId").to_owned();
        (host.taken, id)
    };
    assert_eq!(run(true), run(true));
    assert_eq!(run(true).1, run(false).1);
}
