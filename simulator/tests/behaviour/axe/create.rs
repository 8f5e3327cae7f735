//! `CreateAXEBinding`: what is bound, and what is refused.

use privatenumber_simulator::{Mode, NumberCondition, Setup};
use serde_json::{Value, json};

use super::{Caller, X1, X2};
use crate::client::{Client, person};

fn body_with(name: &str, value: Value) -> Value {
    let mut body = json!({ "virtualNum": X1, "bindNum": person(1) });
    body[name] = value;
    body
}

#[test]
fn a_bind_answers_with_its_id_its_x_its_extension_and_the_default_lives() {
    let mut caller = Caller::new();
    let answer = caller.bind(X1, &person(1)).accepted();
    let id = answer.text("subscriptionId").to_owned();
    assert_eq!(id.len(), 36);
    assert_eq!(
        answer.content,
        json!({
            "resultcode": "0", "resultdesc": "Success", "subscriptionId": id, "virtualNum": X1, "extendNum": "0001",
            "bindExpiredTime": 168, "callbackExpiredTime": 168,
        })
    );
    assert_eq!(
        caller.item(&id),
        json!({
            "subscriptionId": id, "virtualNum": X1, "extendNum": "0001", "bindNum": person(1), "displayNumMode": "0",
            "recordFlag": "false", "timeUnit": "0", "bindExpiredTime": 168, "callbackExpiredTime": 168,
        })
    );
}

#[test]
fn what_is_given_is_echoed_and_kept() {
    let mut caller = Caller::new();
    let answer = caller
        .create(&json!({
            "virtualNum": X2, "bindNum": person(1), "extendNum": "0420", "displayNumMode": "0", "recordFlag": "true",
            "recordHintTone": "record-notice.wav", "callbackNum": person(2), "timeUnit": "1",
            "bindExpiredTime": 43_200, "callbackExpiredTime": 10_080, "userData": "order^17",
        }))
        .accepted();
    let id = answer.text("subscriptionId").to_owned();
    assert_eq!(
        answer.content,
        json!({
            "resultcode": "0", "resultdesc": "Success", "subscriptionId": id, "virtualNum": X2, "extendNum": "0420",
            "bindExpiredTime": 43_200, "callbackExpiredTime": 10_080, "userData": "order^17",
        })
    );
    assert_eq!(
        caller.item(&id),
        json!({
            "subscriptionId": id, "virtualNum": X2, "extendNum": "0420", "bindNum": person(1), "displayNumMode": "0",
            "recordFlag": "true", "recordHintTone": "record-notice.wav", "callbackNum": person(2), "timeUnit": "1",
            "bindExpiredTime": 43_200, "callbackExpiredTime": 10_080, "userData": "order^17",
        })
    );
}

#[test]
fn the_page_s_example_is_bound() {
    let mut caller = Caller::with(|application| application.tones.push(String::from("callbackTone.wav")));
    let answer = caller
        .create(&json!({
            "virtualNum": X1, "bindNum": person(1), "callbackTone": "callbackTone.wav", "bindExpiredTime": 0,
            "callbackExpiredTime": 0,
        }))
        .accepted();
    assert_eq!(answer.content["bindExpiredTime"], json!(0));
    assert_eq!(answer.content["callbackExpiredTime"], json!(0));
    assert_eq!(caller.client.last_remark(), "");
}

#[test]
fn many_share_an_x_but_an_a_stands_on_it_once() {
    let mut caller = Caller::new();
    caller.bind(X1, &person(1)).accepted();
    let second = caller.bind(X1, &person(2)).accepted();
    assert_eq!(second.text("extendNum"), "0002");
    let answer = caller.bind(X1, &person(1)).refused(403, "1012010");
    assert_eq!(answer.text("resultdesc"), format!("The number {} has been bound.", person(1)));
    let elsewhere = caller.bind(X2, &person(1)).accepted();
    assert_eq!(elsewhere.text("extendNum"), "0001");
}

#[test]
fn an_x_of_another_application_and_one_that_nobody_has_are_refused_alike() {
    let setup = Setup::default();
    let mut client = Client::of_mode(Mode::Axe);
    let others = setup.applications[0].numbers[0].number.clone();
    for x in [others.as_str(), "+8617099999999", "17000000021"] {
        let body = json!({ "virtualNum": x, "bindNum": person(1) });
        client.send_bytes("POST", super::BINDINGS, body.to_string().as_bytes()).refused(403, "1012001");
    }
}

#[test]
fn an_x_of_any_status_but_normal_is_not_bound_whatever_else_is_wrong() {
    for condition in
        [NumberCondition::Suspended, NumberCondition::Unavailable, NumberCondition::Frozen, NumberCondition::Abnormal]
    {
        let mut caller = Caller::with(|application| application.numbers[0].condition = condition);
        caller.bind(X1, &person(1)).refused(403, "1012102");
        let remark = caller.client.last_remark();
        assert!(remark.contains(condition.name()), "{remark}");
    }
}

#[test]
fn recording_needs_an_application_with_recording() {
    let mut caller = Caller::with(|application| application.recording = false);
    caller.create(&body_with("recordFlag", json!("true"))).refused(403, "1012012");
    caller.create(&body_with("recordFlag", json!("false"))).accepted();
}

#[test]
fn the_real_caller_is_not_to_be_shown() {
    let mut caller = Caller::new();
    let answer = caller.create(&body_with("displayNumMode", json!("1"))).refused(403, "1020178");
    assert_eq!(answer.text("resultdesc"), "The transparent mode is not allowed.");
}

#[test]
fn a_tone_and_a_number_for_a_callback_exclude_each_other() {
    let mut caller = Caller::new();
    let mut body = body_with("callbackTone", json!("ring.wav"));
    body["callbackNum"] = json!(person(2));
    let answer = caller.create(&body).refused(403, "1010002");
    assert_eq!(answer.text("resultdesc"), "Invalid request.callbackNum");
    body["callbackTone"] = json!("");
    let id = caller.create(&body).accepted().text("subscriptionId").to_owned();
    let item = caller.item(&id);
    assert_eq!((&item["callbackTone"], &item["callbackNum"]), (&Value::Null, &json!(person(2))));
}

#[test]
fn an_x_or_a_city_has_to_be_given_and_empty_is_not_given() {
    let mut caller = Caller::new();
    for body in [
        json!({ "bindNum": person(1) }),
        json!({ "bindNum": person(1), "virtualNum": "", "areaCode": "" }),
        json!({ "bindNum": person(1), "virtualNum": null, "areaMatchMode": "1" }),
    ] {
        let answer = caller.create(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.virtualNum");
    }
}

#[test]
fn real_booleans_are_tolerated_and_shown_as_strings() {
    let mut caller = Caller::new();
    let id = caller.create(&body_with("recordFlag", json!(true))).accepted().text("subscriptionId").to_owned();
    assert_eq!(caller.item(&id)["recordFlag"], json!("true"));
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer() {
    for (name, value) in [
        ("virtualNum", json!("1".repeat(33))),
        ("virtualNum", json!(17_000_000_021_u64)),
        ("areaCode", json!("0".repeat(33))),
        ("areaMatchMode", json!("2")),
        ("areaMatchMode", json!(1)),
        ("bindNum", json!(null)),
        ("bindNum", json!("")),
        ("bindNum", json!("1".repeat(33))),
        ("extendNum", json!(1)),
        ("extendNum", json!("00001")),
        ("displayNumMode", json!(0)),
        ("displayNumMode", json!("2")),
        ("recordFlag", json!("1")),
        ("recordHintTone", json!("a".repeat(129))),
        ("callbackTone", json!(1)),
        ("callbackNum", json!("")),
        ("callbackNum", json!("1".repeat(33))),
        ("timeUnit", json!(1)),
        ("timeUnit", json!("2")),
        ("bindExpiredTime", json!(721)),
        ("bindExpiredTime", json!("24")),
        ("bindExpiredTime", json!(-1)),
        ("bindExpiredTime", json!(1.5)),
        ("callbackExpiredTime", json!(169)),
        ("callbackExpiredTime", json!("0")),
        ("userData", json!("")),
        ("userData", json!("a".repeat(257))),
        ("userData", json!("}")),
        ("userData", json!("订单")),
    ] {
        let mut caller = Caller::new();
        let answer = caller.create(&body_with(name, value.clone())).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"), "{value}");
    }
}

#[test]
fn a_tone_must_be_an_approved_file() {
    let mut caller = Caller::new();
    for name in ["recordHintTone", "callbackTone"] {
        let answer = caller.create(&body_with(name, json!("missing.wav"))).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.missing.wav does not exist.");
    }
    caller.create(&body_with("callbackTone", json!(""))).accepted();
}

#[test]
fn a_refused_bind_leaves_no_trace() {
    let mut caller = Caller::new();
    caller.create(&body_with("displayNumMode", json!("1"))).refused(403, "1020178");
    caller.create(&body_with("userData", json!("{"))).refused(403, "1010002");
    assert_eq!(caller.client.platform.state()["bindings"], json!([]));
    assert_eq!(caller.bind(X1, &person(1)).accepted().text("extendNum"), "0001");
}
