//! Each way in which a call ends, in the last event and in the record alike.

use privatenumber_simulator::{
    ApplicationCondition, Callee, Ending, GivesUp, Mode, NumberCause, NumberCondition, Script,
};
use serde_json::{Value, json};

use super::host::Host;
use crate::client::{Answer, BINDINGS, X1, person};

fn bound(more: &Value) -> Host {
    let mut host = Host::new(Mode::Axb);
    bind(&mut host, more);
    host
}

fn bind(host: &mut Host, more: &Value) {
    let mut body = json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2) });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    host.post(BINDINGS, &body);
}

/// Calls, and holds event and record against each other.
fn ends(host: &mut Host, from: &str, script: Script, ending: Ending, events: &[&str]) -> Value {
    host.taken.clear();
    let report = host.call(from, X1, script);
    assert_eq!(report.ending, Some(ending));
    let told = host.events();
    let types: Vec<&str> = told.iter().filter_map(|event| event["eventType"].as_str()).collect();
    assert_eq!(types, events);
    let last = told.last().expect("an event")["statusInfo"].clone();
    assert_eq!((&last["stateCode"], &last["stateDesc"]), (&json!(ending.code()), &json!(ending.text())));
    let record = host.record();
    assert_eq!(record["ulFailReason"], json!(ending.code()));
    assert_eq!(record.get("fwdAnswerTime").is_some(), events.contains(&"answer"));
    assert_eq!(record.get("failTime").is_none(), events.contains(&"answer"));
    record
}

#[test]
fn what_becomes_of_the_callee_s_phone_has_a_cause_each() {
    let mut host = bound(&json!({}));
    let short = ["callin", "callout", "disconnect"];
    let rang = ["callin", "callout", "alerting", "disconnect"];
    for (callee, ending, events, q850, sip) in [
        (Callee::Refuses, Ending::Refused, rang.as_slice(), 21, 603),
        (Callee::Blocks, Ending::Blocked, short.as_slice(), 21, 603),
        (Callee::NoAnswer, Ending::NoAnswer, rang.as_slice(), 19, 480),
        (Callee::Busy, Ending::Busy, short.as_slice(), 17, 486),
        (Callee::Unreachable, Ending::Unreachable, short.as_slice(), 20, 480),
        (Callee::SwitchedOff, Ending::SwitchedOff, short.as_slice(), 20, 480),
        (Callee::Suspended, Ending::ServiceSuspended, short.as_slice(), 27, 502),
        (Callee::DoesNotExist, Ending::CalleeMissing, short.as_slice(), 1, 404),
    ] {
        let record = ends(&mut host, &person(1), Script { callee, ..Script::default() }, ending, events);
        assert_eq!((&record["fwdUnaswRsn"], &record["sipStatusCode"]), (&json!(q850), &json!(sip)), "{callee:?}");
        assert_eq!(record["fwdDstNum"], json!(person(2)));
    }
}

#[test]
fn a_caller_gives_up_before_forwarding_before_ringing_or_while_it_rings() {
    let mut host = bound(&json!({}));
    for (gives_up, ending, events) in [
        (GivesUp::BeforeForwarding, Ending::CallerLeftBeforeForwarding, ["callin", "disconnect"].as_slice()),
        (GivesUp::BeforeRinging, Ending::CallerLeftBeforeRinging, ["callin", "callout", "disconnect"].as_slice()),
        (
            GivesUp::WhileRinging,
            Ending::CallerLeftWhileRinging,
            ["callin", "callout", "alerting", "disconnect"].as_slice(),
        ),
    ] {
        let script = Script { caller_gives_up: Some(gives_up), ..Script::default() };
        ends(&mut host, &person(1), script, ending, events);
    }
}

#[test]
fn the_platform_waits_for_ninety_seconds() {
    let mut host = bound(&json!({}));
    let events = ["callin", "callout", "alerting", "disconnect"];
    let script = Script { ring_seconds: 88, ..Script::default() };
    let record = ends(&mut host, &person(1), script, Ending::RingingTimedOut, &events);
    assert_eq!(
        (&record["fwdStartTime"], &record["callEndTime"]),
        (&json!("2026-01-01 00:00:01"), &json!("2026-01-01 00:01:31"))
    );
    let script = Script { ring_seconds: 87, ..Script::default() };
    ends(&mut host, &person(1), script, Ending::Released, &["callin", "callout", "alerting", "answer", "disconnect"]);
}

#[test]
fn a_call_ends_when_it_has_lasted_as_long_as_it_may() {
    let mut host = bound(&json!({ "maxDuration": 1, "lastMinVoice": "last-minute.wav" }));
    let answered = ["callin", "callout", "alerting", "answer", "disconnect"];
    for (talk_seconds, ending) in
        [(59, Ending::Released), (60, Ending::MaxDurationReached), (600, Ending::MaxDurationReached)]
    {
        let script = Script { talk_seconds, ..Script::default() };
        let record = ends(&mut host, &person(1), script, ending, &answered);
        assert_eq!((&record["fwdUnaswRsn"], &record["sipStatusCode"]), (&json!(0), &json!(0)));
    }
    // A conversation that ends just when the last minute begins has none.
    let mut two = bound(&json!({ "maxDuration": 2, "lastMinVoice": "last-minute.wav" }));
    for (talk_seconds, count) in [(60, 3), (61, 4)] {
        let report = two.call(&person(1), X1, Script { talk_seconds, ..Script::default() });
        assert_eq!(report.caller.heard.len(), count, "{report:?}");
    }
    // With one minute in all, the last one begins with the answer.
    let report = host.call(&person(1), X1, Script { talk_seconds: 60, ..Script::default() });
    assert_eq!(report.caller.sounds(), ["ringBack", "voice", "last-minute.wav", "hungUp"]);
}

#[test]
fn a_direction_that_is_not_allowed_a_fixed_line_and_a_stranger_are_told_apart() {
    let events = ["callin", "disconnect"];
    for (direction, from, ending) in [
        (1, person(2), Ending::DirectionNotAllowed),
        (2, person(1), Ending::DirectionNotAllowed),
        (0, person(3), Ending::InvalidCall),
        (1, String::from("+8675528000009"), Ending::InvalidCall),
    ] {
        ends(&mut bound(&json!({ "callDirection": direction })), &from, Script::default(), ending, &events);
    }
    let mut host = bound(&json!({ "callerNum": "+8675528000001", "callDirection": 2 }));
    ends(&mut host, "+8675528000001", Script::default(), Ending::FixedLineCaller, &events);
    let report = host.call(&person(2), X1, Script::default());
    assert_eq!(report.callee.map(|callee| callee.number).as_deref(), Some("+8675528000001"));
}

#[test]
fn a_fixed_line_calls_in_no_mode_and_can_be_called_in_each() {
    const FIXED: &str = "+8675528000001";
    let fixed = |host: &mut Host, from: &str, to: &str| host.call(from, to, Script::default()).ending;
    let mut ax = Host::new(Mode::Ax);
    let x = "+8617000000011";
    ax.post("/rest/provision/caas/privatenumber/v1.0", &json!({ "origNum": FIXED, "privateNum": x }));
    for (from, ending) in
        [(FIXED, Ending::FixedLineCaller), ("+8675528000002", Ending::FixedLineCaller), ("+8695588", Ending::Released)]
    {
        assert_eq!(fixed(&mut ax, from, x), Some(ending), "{from}");
    }
    let mut axe = Host::new(Mode::Axe);
    let x = "+8617000000021";
    axe.post("/rest/caas/extendnumber/v1.0", &json!({ "bindNum": FIXED, "virtualNum": x }));
    for from in [FIXED, "+8675528000002"] {
        assert_eq!(fixed(&mut axe, from, x), Some(Ending::FixedLineCaller), "{from}");
    }
    let script = Script { extensions: vec![String::from("0001")], ..Script::default() };
    assert_eq!(axe.call(&person(9), x, script).ending, Some(Ending::Released));
    let mut axyb = Host::new(Mode::Axyb);
    let target = format!("/rest/omp/xyrelationnumber/v1.0?app_key={}", axyb.client.key);
    let x = axyb.post(&target, &json!({ "origNum": FIXED, "areaCode": "0755" }))["relationNumber"].clone();
    let report = axyb.call(&person(9), x.as_str().expect("X"), Script::default());
    assert_eq!(report.ending, Some(Ending::Released));
    let y = report.callee.expect("the callee's phone").shows;
    assert_eq!(fixed(&mut axyb, FIXED, &y), Some(Ending::FixedLineCaller));
}

#[test]
fn a_number_that_was_bound_in_a_wrong_format_is_never_reached() {
    for (callee, ending) in [
        ("13800000002", Ending::CalleeNetworkFailed),
        ("+864001234567", Ending::CalleeNetworkFailed),
        (X1, Ending::RoutingFailed),
    ] {
        let mut host = bound(&json!({ "calleeNum": callee }));
        ends(&mut host, &person(1), Script::default(), ending, &["callin", "callout", "disconnect"]);
    }
}

#[test]
fn a_number_in_a_bad_state_has_no_calls_and_a_frozen_one_goes_on() {
    let mut host = bound(&json!({}));
    let set = |host: &mut Host, condition| {
        host.client.platform.set_number_condition(X1, condition, Some(NumberCause::Deleted)).expect("an X");
    };
    for condition in [NumberCondition::Suspended, NumberCondition::Unavailable, NumberCondition::Abnormal] {
        set(&mut host, condition);
        ends(&mut host, &person(1), Script::default(), Ending::NumberUnavailable, &["callin", "disconnect"]);
        assert_eq!(host.client.bind(&person(3), X1, &person(4)).code(), "1012102");
    }
    set(&mut host, NumberCondition::Frozen);
    assert_eq!(host.call(&person(1), X1, Script::default()).ending, Some(Ending::Released));
    assert_eq!(host.client.bind(&person(3), X1, &person(4)).code(), "1012102");
    set(&mut host, NumberCondition::Normal);
    host.client.bind(&person(3), X1, &person(4)).accepted();

    // Of AXE the cause of an X that does not exist is known.
    let x = "+8617000000021";
    let mut host = Host::new(Mode::Axe);
    let platform = &mut host.client.platform;
    platform.set_number_condition(x, NumberCondition::Unavailable, Some(NumberCause::Deleted)).expect("an X");
    assert_eq!(host.call(&person(9), x, Script::default()).ending, Some(Ending::NumberMissing));
    let platform = &mut host.client.platform;
    platform.set_number_condition(x, NumberCondition::Unavailable, Some(NumberCause::Arrears)).expect("an X");
    assert_eq!(host.call(&person(9), x, Script::default()).ending, Some(Ending::NumberUnavailable));
}

#[test]
fn an_application_that_is_not_in_order_has_no_calls() {
    for (condition, ending) in [
        (ApplicationCondition::Frozen, Ending::AccountFrozen),
        (ApplicationCondition::Unavailable, Ending::ApplicationUnavailable),
    ] {
        let mut host = Host::with(Mode::Axb, |application| application.condition = condition);
        assert_eq!(host.call(&person(1), X1, Script::default()).ending, Some(ending));
    }
}

#[test]
fn a_call_is_stopped_once_in_whatever_state_it_is() {
    let mut host = bound(&json!({ "recordFlag": "true" }));
    let stop = |host: &mut Host, session: &str| {
        let body = json!({ "sessionid": session, "signal": "call_stop" }).to_string();
        Answer::of(&host.client.respond("POST", "/rest/httpsessions/callStop/v2.0", body.as_bytes()))
    };
    for (after, ending, events) in [
        (0, Ending::CallerLeftBeforeForwarding, ["callin", "disconnect"].as_slice()),
        (1, Ending::CallerLeftBeforeRinging, ["callin", "callout", "disconnect"].as_slice()),
        (3, Ending::CallerLeftWhileRinging, ["callin", "callout", "alerting", "disconnect"].as_slice()),
        (18, Ending::Released, ["callin", "callout", "alerting", "answer", "disconnect"].as_slice()),
    ] {
        let session = host.dial(&person(1), X1, Script::default());
        assert_eq!(host.client.platform.state()["applications"][0]["sessions"][1], json!(session));
        host.client.platform.advance(after);
        stop(&mut host, &session).accepted();
        assert_eq!(host.report(&session).ending, Some(ending));
        stop(&mut host, &session).refused(500, "1020152");
        host.run();
        assert_eq!(host.event_types(), events);
        let record = host.record();
        assert_eq!(record["ulFailReason"], json!(ending.code()));
        // It talked for 10 seconds when it was stopped.
        if ending == Ending::Released {
            assert_eq!(host.fetch(&record).body.len(), 58 + 80_000);
        }
    }
    let session = host.dial(&person(1), X1, Script::default());
    host.run();
    stop(&mut host, &session).refused(500, "1020152");
}

#[test]
fn a_phone_dials_again_by_itself_and_each_call_has_its_record() {
    let mut host = bound(&json!({}));
    let script = Script { callee: Callee::Busy, redials: 2, ..Script::default() };
    let first = host.call(&person(1), X1, script);
    let second = host.report(first.redialled_as.as_deref().expect("a second call"));
    let third = host.report(second.redialled_as.as_deref().expect("a third call"));
    assert_eq!((third.ending, third.redialled_as), (Some(Ending::Busy), None));
    let records: Vec<Value> = host
        .bodies(privatenumber_simulator::PushKind::Fee)
        .iter()
        .flat_map(|fee| fee["feeLst"].as_array().cloned().unwrap_or_default())
        .collect();
    assert_eq!(records.len(), 3);
    assert!(records.iter().all(|record| record["subscriptionId"] == records[0]["subscriptionId"]));
    assert_ne!(records[0]["icid"], records[1]["icid"]);
    // Whoever gave up does not dial again, and who talked need not.
    for script in [
        Script { caller_gives_up: Some(GivesUp::WhileRinging), redials: 2, ..Script::default() },
        Script { redials: 2, ..Script::default() },
    ] {
        assert_eq!(host.call(&person(1), X1, script).redialled_as, None);
    }
}

#[test]
fn each_call_of_a_leap_in_time_meets_what_was_bound_at_its_own_moment() {
    // The phone dials again after 5 seconds, 10 and 15; the binding lasts for 8.
    let mut host = bound(&json!({ "duration": 8 }));
    let script = Script { callee: Callee::Busy, redials: 3, ..Script::default() };
    let first = host.dial(&person(1), X1, script);
    assert_eq!(host.client.platform.advance(1_000), 1);
    let mut report = host.report(&first);
    let mut endings = vec![report.ending];
    while let Some(again) = report.redialled_as.clone() {
        report = host.report(&again);
        endings.push(report.ending);
    }
    let (busy, invalid) = (Some(Ending::Busy), Some(Ending::InvalidCall));
    assert_eq!(endings, [busy, busy, invalid, invalid]);
}

#[test]
fn every_ending_says_what_it_means_and_they_stand_by_code() {
    assert!(Ending::ALL.is_sorted_by_key(|ending| ending.code()));
    for ending in Ending::ALL {
        assert_eq!(ending.to_string(), format!("{}: {}", ending.code(), ending.text()));
        assert!((1..=128).contains(&ending.text().len()));
    }
    let readme = include_str!("../../../README.md");
    let endings = readme.split_once("A call ends in one of these ways").expect("a list").1;
    for ending in Ending::ALL {
        assert!(endings.contains(&format!("| {} |", ending.code())), "{ending}");
    }
}
