//! `ModifyAXEBinding`: what is given changes, what is absent stays.

use serde_json::{Value, json};

use super::{Caller, X1, X2};
use crate::client::person;

fn bound(caller: &mut Caller, more: &[(&str, Value)]) -> String {
    let mut body = json!({ "virtualNum": X1, "bindNum": person(1) });
    for (name, value) in more {
        body[name] = value.clone();
    }
    caller.create(&body).accepted().text("subscriptionId").to_owned()
}

#[test]
fn only_what_is_given_changes() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("userData", json!("first")), ("callbackTone", json!("ring.wav"))]);
    let mut expected = caller.item(&id);
    let answer = caller
        .modify(&json!({
            "subscriptionId": id, "recordFlag": true, "recordHintTone": "record-notice.wav", "displayNumMode": "0",
            "callbackExpiredTime": 24,
        }))
        .accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    assert_eq!(caller.client.last_remark(), "");
    expected["recordFlag"] = json!("true");
    expected["recordHintTone"] = json!("record-notice.wav");
    expected["callbackExpiredTime"] = json!(24);
    assert_eq!(caller.item(&id), expected);
    caller
        .modify(&json!({ "virtualNum": X1, "extendNum": "0001", "recordHintTone": "", "recordFlag": "false" }))
        .accepted();
    expected["recordFlag"] = json!("false");
    expected.as_object_mut().expect("an object").remove("recordHintTone");
    assert_eq!(caller.item(&id), expected);
}

#[test]
fn a_modification_of_nothing_is_accepted() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[]);
    let before = caller.item(&id);
    caller.modify(&json!({ "subscriptionId": id })).accepted();
    assert_eq!(caller.item(&id), before);
}

#[test]
fn a_tone_and_a_number_for_a_callback_take_each_other_s_place() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("callbackTone", json!("ring.wav"))]);
    let shown = |caller: &mut Caller| {
        let item = caller.item(&id);
        (item["callbackTone"].clone(), item["callbackNum"].clone())
    };
    caller.modify(&json!({ "subscriptionId": id, "callbackNum": person(2) })).accepted();
    assert_eq!(shown(&mut caller), (Value::Null, json!(person(2))));
    caller.modify(&json!({ "subscriptionId": id, "callbackTone": "" })).accepted();
    assert_eq!(shown(&mut caller), (Value::Null, json!(person(2))));
    caller.modify(&json!({ "subscriptionId": id, "callbackTone": "last-minute.wav" })).accepted();
    assert_eq!(shown(&mut caller), (json!("last-minute.wav"), Value::Null));
    caller.modify(&json!({ "subscriptionId": id, "callbackTone": "" })).accepted();
    assert_eq!(shown(&mut caller), (Value::Null, Value::Null));
    let both = json!({ "subscriptionId": id, "callbackTone": "ring.wav", "callbackNum": person(2) });
    caller.modify(&both).refused(403, "1010002");
    assert_eq!(shown(&mut caller), (Value::Null, Value::Null));
}

#[test]
fn a_callback_record_must_not_outlive_its_binding_whichever_of_the_two_changes() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("bindExpiredTime", json!(24)), ("callbackExpiredTime", json!(12))]);
    let before = caller.item(&id);
    for (given, culprit) in [
        (json!({ "callbackExpiredTime": 25 }), "callbackExpiredTime"),
        (json!({ "bindExpiredTime": 11 }), "bindExpiredTime"),
        (json!({ "bindExpiredTime": 48, "callbackExpiredTime": 49 }), "callbackExpiredTime"),
        (json!({ "bindExpiredTime": 719, "timeUnit": "1" }), "bindExpiredTime"),
    ] {
        let mut body = given;
        body["subscriptionId"] = json!(id);
        let answer = caller.modify(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{body}");
    }
    assert_eq!(caller.item(&id), before);
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 720, "timeUnit": "1" })).accepted();
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 11, "callbackExpiredTime": 11 })).accepted();
}

#[test]
fn a_callback_life_that_was_never_given_follows_the_binding_s() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[]);
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 2 })).accepted();
    assert_eq!(caller.item(&id)["callbackExpiredTime"], json!(2));
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 720 })).accepted();
    assert_eq!(caller.item(&id)["callbackExpiredTime"], json!(168));
}

#[test]
fn the_unit_is_that_of_the_modification_and_without_one_hours_are_meant() {
    let mut caller = Caller::new();
    let minutes = [("timeUnit", json!("1")), ("bindExpiredTime", json!(60)), ("callbackExpiredTime", json!(60))];
    let id = bound(&mut caller, &minutes);
    let refused = json!({ "subscriptionId": id, "bindExpiredTime": 721 });
    assert_eq!(caller.modify(&refused).refused(403, "1010002").text("resultdesc"), "Invalid request.bindExpiredTime");
    caller.modify(&json!({ "subscriptionId": id, "timeUnit": "1", "bindExpiredTime": 721 })).accepted();
    caller.modify(&json!({ "subscriptionId": id, "callbackExpiredTime": 12 })).accepted();
    // Shown in the unit of the bind.
    assert_eq!(caller.item(&id)["callbackExpiredTime"], json!(720));
    assert_eq!(caller.item(&id)["timeUnit"], json!("1"));
    caller.modify(&json!({ "subscriptionId": id, "timeUnit": "0" })).accepted();
    assert!(caller.client.last_remark().contains("timeUnit has no effect"), "{}", caller.client.last_remark());
}

#[test]
fn what_cannot_be_modified_is_ignored_and_the_log_says_so() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("userData", json!("first"))]);
    let before = caller.item(&id);
    caller
        .modify(&json!({
            "subscriptionId": id, "virtualNum": X2, "extendNum": "0007", "bindNum": person(2), "userData": "second",
            "areaCode": "010", "areaMatchMode": null,
        }))
        .accepted();
    let remark = caller.client.last_remark();
    for name in
        ["virtualNum was ignored", "extendNum was ignored", "bindNum cannot", "userData cannot", "areaCode cannot"]
    {
        assert!(remark.contains(name), "{name}: {remark}");
    }
    assert!(!remark.contains("areaMatchMode"), "{remark}");
    assert_eq!(caller.item(&id), before);
}

#[test]
fn the_binding_must_be_named_and_known() {
    let mut caller = Caller::new();
    bound(&mut caller, &[]);
    caller.modify(&json!({ "subscriptionId": "unknown" })).refused(403, "1016001");
    caller.modify(&json!({ "virtualNum": X1, "extendNum": "0002" })).refused(403, "1016001");
    caller.modify(&json!({ "virtualNum": X2, "extendNum": "0001" })).refused(403, "1016001");
    caller.modify(&json!({ "virtualNum": "+8617099999999", "extendNum": "0001" })).refused(403, "1012001");
    caller.modify(&json!({ "recordFlag": "false" })).refused(403, "1012001");
    for (body, culprit) in [
        (json!({ "virtualNum": X1 }), "extendNum"),
        (json!({ "extendNum": "0001" }), "virtualNum"),
        (json!({ "virtualNum": X1, "extendNum": "1" }), "extendNum"),
        (json!({ "subscriptionId": "a".repeat(65) }), "subscriptionId"),
        (json!({ "subscriptionId": 1 }), "subscriptionId"),
    ] {
        let answer = caller.modify(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{body}");
    }
    caller.modify(&json!({ "subscriptionId": "", "virtualNum": X1, "extendNum": "0001" })).accepted();
}

#[test]
fn the_real_caller_is_not_to_be_shown_and_nothing_else_changes_either() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[]);
    let before = caller.item(&id);
    caller
        .modify(&json!({ "subscriptionId": id, "displayNumMode": "1", "recordFlag": "true" }))
        .refused(403, "1020178");
    assert_eq!(caller.item(&id), before);
}

#[test]
fn recording_without_a_recording_application_is_accepted_and_remarked() {
    let mut caller = Caller::with(|application| application.recording = false);
    let id = bound(&mut caller, &[]);
    caller.modify(&json!({ "subscriptionId": id, "recordFlag": "true" })).accepted();
    let remark = caller.client.last_remark();
    assert!(remark.contains("recordFlag has no effect"), "{remark}");
}
