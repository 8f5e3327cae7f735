//! `ModifyAXBinding`: what is given changes, what is absent stays.

use privatenumber_simulator::NumberCondition;
use serde_json::json;

use super::subscriber::{Subscriber, X, escaped};
use crate::client::person;

#[test]
fn only_what_is_given_changes() {
    let mut subscriber = Subscriber::new();
    let id = subscriber
        .create(&json!({
            "origNum": person(1), "privateNum": X[0], "userData": "first", "maxDuration": 5,
            "preVoice": { "callerHintTone": "ring.wav" }, "lastMinVoice": "last-minute.wav",
        }))
        .accepted()
        .text("subscriptionId")
        .to_owned();
    let mut expected = subscriber.item(&id);
    subscriber.client.wall_ms += 61_000;
    let answer = subscriber
        .modify(&json!({
            "subscriptionId": id, "origNum": person(2), "privateSms": false, "recordFlag": "true", "turnFlag": "off",
            "callDirection": 1, "lastMinVoice": "ring.wav",
        }))
        .accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    expected["origNum"] = json!(person(2));
    expected["privateSms"] = json!("false");
    expected["recordFlag"] = json!("true");
    expected["turnFlag"] = json!("off");
    expected["callDirection"] = json!(1);
    expected["lastMinVoice"] = json!("ring.wav");
    assert_eq!(subscriber.item(&id), expected);

    subscriber
        .modify(&json!({ "privateNum": X[0], "maxDuration": 0, "userData": "second", "lastMinVoice": "" }))
        .accepted();
    expected["maxDuration"] = json!(0);
    expected["userData"] = json!("second");
    expected.as_object_mut().expect("an item").remove("lastMinVoice");
    assert_eq!(subscriber.item(&id), expected);
    subscriber.modify(&json!({ "privateNum": X[0] })).accepted();
    assert_eq!(subscriber.item(&id), expected);
}

#[test]
fn a_new_a_has_the_x_and_the_old_one_has_room_again() {
    let mut subscriber = Subscriber::new();
    let ids: Vec<String> = X[..5].iter().map(|x| subscriber.bound(&person(1), x)).collect();
    subscriber.modify(&json!({ "subscriptionId": ids[0], "origNum": person(2) })).accepted();
    subscriber.bind(&person(1), X[5]).accepted();
    subscriber.bind(&person(2), X[0]).refused(403, "1016002");
    subscriber.bind(&person(1), X[0]).refused(403, "1011003");
    let of_the_new = subscriber.query(&format!("origNum={}", escaped(&person(2)))).accepted();
    assert_eq!(of_the_new.content["privateNumList"], json!([subscriber.item(&ids[0])]));
    let of_the_old = subscriber.query(&format!("origNum={}", escaped(&person(1)))).accepted();
    assert_eq!(of_the_old.content["privateNumList"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_new_a_with_five_x_is_refused_and_nothing_changes() {
    let mut subscriber = Subscriber::new();
    for x in &X[..5] {
        subscriber.bound(&person(1), x);
    }
    let id = subscriber.bound(&person(2), X[5]);
    let before = subscriber.item(&id);
    subscriber.modify(&json!({ "subscriptionId": id, "origNum": person(1), "maxDuration": 9 })).refused(403, "1011003");
    assert_eq!(subscriber.item(&id), before);
}

#[test]
fn the_old_a_as_the_new_one_is_a_pair_that_exists_and_nothing_changes() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    let before = subscriber.item(&id);
    subscriber.modify(&json!({ "subscriptionId": id, "origNum": person(1), "maxDuration": 9 })).refused(403, "1016002");
    assert!(subscriber.last_remark().contains("leave it out to keep the old"), "{}", subscriber.last_remark());
    assert_eq!(subscriber.item(&id), before);
}

#[test]
fn what_cannot_be_modified_is_ignored_and_the_log_says_so() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    let before = subscriber.item(&id);
    subscriber
        .modify(&json!({
            "subscriptionId": id, "privateNum": X[1], "privateNumType": "mobile-virtual", "areaCode": "010",
            "areaMatchMode": "1", "recordHintTone": "unknown.wav", "calleeNumDisplay": "1",
            "preVoice": { "callerHintTone": "ring.wav" }, "somethingNew": 1,
        }))
        .accepted();
    let remark = subscriber.last_remark();
    for name in ["privateNumType", "areaCode", "areaMatchMode", "recordHintTone", "calleeNumDisplay", "preVoice"] {
        assert!(remark.contains(&format!("{name} cannot be modified")), "{name}: {remark}");
    }
    assert!(remark.contains("privateNum was ignored"), "{remark}");
    assert!(!remark.contains("somethingNew"), "{remark}");
    assert_eq!(subscriber.item(&id), before);
    subscriber.modify(&json!({ "subscriptionId": id, "privateNum": X[0], "preVoice": null })).accepted();
    assert_eq!(subscriber.last_remark(), "");
}

#[test]
fn the_binding_must_be_named_and_be_there() {
    let mut subscriber = Subscriber::with(|application| application.numbers[5].condition = NumberCondition::Abnormal);
    let id = subscriber.bound(&person(1), X[0]);
    for (name, value, code) in [
        ("subscriptionId", json!(null), "1011004"),
        ("subscriptionId", json!("unknown"), "1016001"),
        ("privateNum", json!(X[1]), "1016001"),
        ("privateNum", json!("+8617000000001"), "1011004"),
        ("privateNum", json!(X[5]), "1012102"),
    ] {
        subscriber.modify(&json!({ name: value, "maxDuration": 1 })).refused(403, code);
    }
    for (name, value) in
        [("subscriptionId", json!("")), ("subscriptionId", json!(1)), ("privateNum", json!("1".repeat(33)))]
    {
        let answer = subscriber.modify(&json!({ name: value, "maxDuration": 1 })).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
    }
    subscriber.modify(&json!({ "subscriptionId": id, "privateNum": "not looked at".repeat(9) })).accepted();
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    let before = subscriber.item(&id);
    for (name, value) in [
        ("origNum", json!("")),
        ("origNum", json!("1".repeat(33))),
        ("privateSms", json!("yes")),
        ("recordFlag", json!(0)),
        ("maxDuration", json!(1441)),
        ("maxDuration", json!("1")),
        ("userData", json!("{}")),
        ("turnFlag", json!("half")),
        ("callDirection", json!(3)),
    ] {
        let answer = subscriber.modify(&json!({ "subscriptionId": id, name: value })).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
    }
    let answer =
        subscriber.modify(&json!({ "subscriptionId": id, "lastMinVoice": "none.wav" })).refused(403, "1010002");
    assert_eq!(answer.text("resultdesc"), "Invalid request.none.wav does not exist.");
    assert_eq!(subscriber.item(&id), before);
}

#[test]
fn recording_and_sms_that_the_application_lacks_are_accepted_and_remarked() {
    let mut subscriber = Subscriber::with(|application| {
        application.recording = false;
        application.sms = false;
    });
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.modify(&json!({ "subscriptionId": id, "recordFlag": "true", "privateSms": "true" })).accepted();
    let remark = subscriber.last_remark();
    assert!(remark.contains("recordFlag has no effect") && remark.contains("privateSms has no effect"), "{remark}");
}

#[test]
fn a_new_a_that_will_not_be_reached_is_accepted_and_the_log_warns() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.modify(&json!({ "subscriptionId": id, "origNum": "13800000021" })).accepted();
    assert!(subscriber.last_remark().contains("origNum is not in global format"), "{}", subscriber.last_remark());
}

#[test]
fn the_temporary_callee_goes_with_the_a_it_was_set_for_and_stays_otherwise() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.set_callee(&json!({ "subscriptionId": id, "calleeNum": person(2) })).accepted();
    subscriber.modify(&json!({ "subscriptionId": id, "maxDuration": 9 })).accepted();
    assert_eq!(subscriber.callee()["calleeNum"], json!(person(2)));
    subscriber.modify(&json!({ "subscriptionId": id, "origNum": person(2) })).accepted();
    assert!(subscriber.last_remark().contains("temporary callee went"), "{}", subscriber.last_remark());
    assert_eq!(subscriber.callee(), json!(null));
}
