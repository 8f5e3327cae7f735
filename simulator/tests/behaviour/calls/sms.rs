//! SMS: where each goes in each mode, and what is told of it.

use privatenumber_simulator::{
    ApplicationCondition, Mode, NumberCondition, PushKind, ReceivedSms, SendResult, Sms, SmsReport,
};
use serde_json::{Value, json};

use super::host::{Host, SMS_CONTROL, SMS_NOTIFY};
use crate::ax::subscriber::{PATH, X};
use crate::client::{BINDINGS, X1, person};

fn axb(more: &Value) -> Host {
    let mut host = Host::new(Mode::Axb);
    let mut body = json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "userData": "order-17" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    host.post(BINDINGS, &body);
    host
}

fn ax() -> Host {
    let mut host = Host::new(Mode::Ax);
    host.post(PATH, &json!({ "origNum": person(1), "privateNum": X[0] }));
    host
}

fn received(report: &SmsReport) -> Option<(&str, &str, &str)> {
    report.received.as_ref().map(|ReceivedSms { to, shows, text }| (to.as_str(), shows.as_str(), text.as_str()))
}

/// The only push of a kind: its event, and the parts and the direction that stand in it as a list.
fn only(host: &mut Host, kind: PushKind) -> (Value, String, String) {
    let mut bodies = host.bodies(kind);
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(bodies[0]["appKey"], json!(host.client.key));
    let event = bodies[0]["smsEvent"].take();
    let parameter = |index: usize, key: &str| {
        let parameter = &event["extInfo"]["extParas"][index];
        assert_eq!(parameter["key"], json!(key));
        parameter["value"].as_str().expect("text").to_owned()
    };
    let (parts, direction) = (parameter(0, "splitNum"), parameter(1, "direction"));
    (event, parts, direction)
}

fn route(to: &str) -> Value {
    json!({ "actions": [{ "operation": "vNumberRoute", "message": { "called": to, "calling": person(1) } }] })
}

#[test]
fn in_axb_each_of_the_two_writes_to_the_other() {
    let mut host = axb(&json!({}));
    let report = host.sms(&Sms::new(person(1), X1, "hello"));
    assert_eq!(received(&report), Some((person(2).as_str(), X1, "hello")));
    assert_eq!(host.taken[0].url, SMS_NOTIFY);
    let (mut event, ..) = only(&mut host, PushKind::SmsNotify);
    assert!(event["subscriptionId"].take().is_string());
    assert_eq!(
        event,
        json!({
            "smsIdentifier": report.sms_identifier, "notificationMode": "Notify", "calling": person(1),
            "called": person(2), "virtualNumber": X1, "event": "TextSMS", "timeStamp": "2026-01-01T00:00:00.000Z",
            "subscriptionId": null, "sendResult": 0, "userData": "order-17",
            "extInfo": { "extParas": [{ "key": "splitNum", "value": "1" }, { "key": "direction", "value": "1" }] },
        })
    );
    let report = host.sms(&Sms::new(person(2), X1, "长".repeat(140)));
    assert_eq!((report.parts, report.result), (3, Some(SendResult::Sent)));
    let (event, parts, direction) = only(&mut host, PushKind::SmsNotify);
    assert_eq!((&event["called"], parts.as_str(), direction.as_str()), (&json!(person(1)), "3", "0"));
}

#[test]
fn what_fails_has_its_result_and_no_receiver() {
    let failed = |host: &mut Host, sms: &Sms, result: SendResult, direction: &str| {
        let report = host.sms(sms);
        assert_eq!((report.result, received(&report)), (Some(result), None));
        let (event, parts, told) = only(host, PushKind::SmsNotify);
        assert_eq!((&event["sendResult"], event.get("called")), (&json!(result.number()), None));
        assert_eq!((parts.as_str(), told.as_str()), ("0", direction));
    };
    let hello = Sms::new(person(1), X1, "hello");
    failed(&mut axb(&json!({})), &Sms::new(person(3), X1, "hello"), SendResult::NoBinding, "2");
    failed(&mut axb(&json!({ "privateSms": "false" })), &hello, SendResult::NoSms, "1");
    failed(&mut axb(&json!({ "calleeNum": "+8675528000001" })), &hello, SendResult::AllFailed, "1");
    for condition in [NumberCondition::Suspended, NumberCondition::Unavailable, NumberCondition::Abnormal] {
        let mut host = axb(&json!({}));
        host.client.platform.set_number_condition(X1, condition, None).expect("an X");
        failed(&mut host, &hello, SendResult::NumberSuspended, "2");
    }
    for result in
        [SendResult::InternalError, SendResult::Blacklisted, SendResult::AllFailed, SendResult::KeywordMissing]
    {
        let sms = Sms { fails_with: Some(result), ..hello.clone() };
        failed(&mut axb(&json!({})), &sms, result, "1");
    }
    for (condition, result) in [
        (ApplicationCondition::Frozen, SendResult::AccountFrozen),
        (ApplicationCondition::Unavailable, SendResult::ApplicationUnavailable),
    ] {
        failed(&mut Host::with(Mode::Axb, |application| application.condition = condition), &hello, result, "2");
    }
    failed(&mut Host::with(Mode::Axb, |application| application.sms = false), &hello, SendResult::NoSms, "2");
    failed(&mut Host::new(Mode::Ax), &Sms::new(person(1), X[0], "hello"), SendResult::NoBinding, "2");

    let mut host = axb(&json!({}));
    let sms = Sms { fails_with: Some(SendResult::PartlySent), ..Sms::new(person(1), X1, "长".repeat(140)) };
    host.sms(&sms);
    assert_eq!(only(&mut host, PushKind::SmsNotify).1, "2");
}

#[test]
fn in_ax_a_names_the_receiver_at_the_end_and_others_are_named_to_a() {
    let mut host = ax();
    let report = host.sms(&Sms::new(person(1), X[0], "see you@13800000002"));
    assert_eq!(received(&report), Some((person(2).as_str(), X[0], "see you")));
    let (event, _, direction) = only(&mut host, PushKind::SmsNotify);
    assert_eq!((&event["called"], direction.as_str()), (&json!(person(2)), "1"));
    let report = host.sms(&Sms::new(person(2), X[0], "yes"));
    assert_eq!(received(&report), Some((person(1).as_str(), X[0], "yes[From13800000002]")));
    assert_eq!(only(&mut host, PushKind::SmsNotify).2, "0");
    assert!(host.taken.is_empty());
}

#[test]
fn in_ax_the_application_is_asked_where_the_text_names_nobody() {
    let mut host = ax();
    for text in ["hello", "hello＠13800000002", "hello@123", "@13800000002"] {
        host.decision = Some(route(&person(2)));
        let report = host.sms(&Sms::new(person(1), X[0], text));
        assert_eq!(received(&report), Some((person(2).as_str(), X[0], text)));
        assert_eq!(host.taken[0].url, SMS_CONTROL);
        let (asked, parts, direction) = only(&mut host, PushKind::SmsControl);
        assert_eq!((&asked["notificationMode"], asked.get("called")), (&json!("Block"), None));
        assert_eq!((&asked["sendResult"], parts.as_str(), direction.as_str()), (&json!(0), "1", "1"));
        let (told, ..) = only(&mut host, PushKind::SmsNotify);
        assert_eq!((&told["notificationMode"], &told["called"]), (&json!("Notify"), &json!(person(2))));
    }
    let mut with_data = route(&person(2));
    with_data["actions"][0]["userData"] = json!("of the answer");
    host.decision = Some(with_data);
    host.sms(&Sms::new(person(1), X[0], "hello"));
    assert_eq!(only(&mut host, PushKind::SmsNotify).0["userData"], json!("of the answer"));
}

#[test]
fn in_x_mode_the_application_is_always_asked() {
    let mut host = Host::new(Mode::X);
    host.decision = Some(route(&person(2)));
    let report = host.sms(&Sms::new(person(1), X1, "hello@13800000009"));
    assert_eq!(received(&report), Some((person(2).as_str(), X1, "hello@13800000009")));
    assert_eq!(only(&mut host, PushKind::SmsControl).2, "1");
    assert_eq!(only(&mut host, PushKind::SmsNotify).2, "1");
    // Once it is decided nothing is waited for.
    host.client.platform.sms(&Sms::new(person(1), X1, "hello")).expect("an SMS");
    host.take();
    assert_eq!(host.client.platform.next_due(), None);
}

#[test]
fn a_decision_may_discard_and_a_wrong_one_decides_nothing() {
    let mut host = Host::new(Mode::X);
    let with = |name: &str, value: Value| {
        let mut answer = route(&person(2));
        answer["actions"][0]["message"][name] = value;
        answer
    };
    for (decision, result) in [
        (json!({ "actions": [{ "operation": "DiscardMessage" }] }), SendResult::Discarded),
        (json!(null), SendResult::Undecided),
        (json!({}), SendResult::Undecided),
        (json!({ "actions": [] }), SendResult::Undecided),
        (json!({ "actions": {} }), SendResult::Undecided),
        (json!({ "actions": [{ "operation": "Forward" }] }), SendResult::Undecided),
        (json!({ "actions": [{ "operation": "vNumberRoute" }] }), SendResult::Undecided),
        (with("called", json!("13800000002")), SendResult::Undecided),
        (with("called", json!(13)), SendResult::Undecided),
        (with("calling", json!(person(9))), SendResult::Undecided),
        (with("calling", json!(null)), SendResult::Sent),
        (with("called", json!("+8675528000001")), SendResult::AllFailed),
        (with("called", json!(X1)), SendResult::AllFailed),
    ] {
        host.decision = Some(decision.clone());
        let report = host.sms(&Sms::new(person(1), X1, "hello"));
        assert_eq!(report.result, Some(result), "{decision}");
        assert_eq!(only(&mut host, PushKind::SmsNotify).0["sendResult"], json!(result.number()));
        host.taken.clear();
    }
}

#[test]
fn an_sms_nobody_decides_about_is_dropped_after_ten_seconds_and_asked_about_once() {
    let mut host = Host::new(Mode::X);
    let id = host.client.platform.sms(&Sms::new(person(1), X1, "hello")).expect("an SMS").sms_identifier;
    let result = |host: &Host| host.client.platform.sms_report(&id).expect("a report").result;
    assert_eq!(host.client.platform.state()["sms"][0]["smsIdentifier"], json!(id));
    let push = host.client.platform.next_push().expect("a question");
    host.client.platform.advance(9);
    assert_eq!(result(&host), None);
    host.client.platform.advance(1);
    assert_eq!(result(&host), Some(SendResult::Undecided));
    assert!(!host.client.platform.push_answered(push.id, 200, &[], route(&person(2)).to_string().as_bytes()));
    host.run();
    assert_eq!(host.taken.len(), 1);

    let id = host.client.platform.sms(&Sms::new(person(1), X1, "hello")).expect("an SMS").sms_identifier;
    let push = host.client.platform.next_push().expect("a question");
    host.client.platform.push_failed(push.id);
    assert_eq!(host.client.platform.sms_report(&id).expect("a report").result, Some(SendResult::Undecided));
    let mut host = Host::with(Mode::X, |application| application.pushes.sms_control_url = None);
    let report = host.sms(&Sms::new(person(1), X1, "hello"));
    assert_eq!(report.result, Some(SendResult::Undecided));
    assert_eq!(host.client.platform.next_due(), None);
}

#[test]
fn axe_and_axyb_have_no_sms_and_tell_of_none() {
    for (mode, x) in [(Mode::Axe, "+8617000000021"), (Mode::Axyb, "+8617000000031")] {
        let mut host = Host::new(mode);
        let report = host.sms(&Sms::new(person(1), x, "hello"));
        assert_eq!((report.result, host.taken.len()), (Some(SendResult::NoSms), 0));
    }
}

#[test]
fn the_text_is_told_where_it_was_switched_on_and_never_in_a_question() {
    let mut host = Host::with(Mode::X, |application| application.pushes.sms_content = true);
    host.decision = Some(route(&person(2)));
    host.sms(&Sms::new(person(1), X1, "hello"));
    assert_eq!(only(&mut host, PushKind::SmsControl).0.get("smsContent"), None);
    assert_eq!(only(&mut host, PushKind::SmsNotify).0["smsContent"], json!("hello"));
}
