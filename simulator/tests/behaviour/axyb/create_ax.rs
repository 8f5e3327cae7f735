//! The AX bind: what is bound, and what is refused.

use privatenumber_simulator::Mode;
use serde_json::{Value, json};

use super::{NUMBERS, PATH, bind, bind_ax, client_of, items, query};
use crate::client::{Client, person};

fn body_with(name: &str, value: Value) -> Value {
    let mut body = json!({ "origNum": person(1), "areaCode": "0755" });
    body[name] = value;
    body
}

#[test]
fn a_bind_answers_with_its_id_and_its_x() {
    let mut client = Client::of_mode(Mode::Axyb);
    let answer = bind(&mut client, &body_with("userData", json!("order-17"))).accepted();
    let id = answer.text("subscriptionId").to_owned();
    assert_eq!(
        answer.content,
        json!({ "resultcode": "0", "resultdesc": "Success", "subscriptionId": id, "relationNumber": NUMBERS[0] })
    );
    assert_eq!(client.last_remark(), "");
}

#[test]
fn what_is_not_given_has_its_default_and_what_was_never_set_is_absent() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    let items = items(&mut client, &id);
    let bind_id = items[0]["bindId"].as_str().expect("an id").to_owned();
    assert_ne!(bind_id, id);
    assert_eq!(
        items,
        [json!({
            "bindId": bind_id, "numA": person(1), "numX": NUMBERS[0], "recordFlag": "false",
            "subscribeTime": "2026-1-1 00:00:00", "callDirection": 0, "duration": "7200", "ybDuration": "0",
        })]
    );
}

#[test]
fn everything_a_bind_sets_comes_back_in_the_query_with_the_lives_as_strings() {
    let mut client = Client::of_mode(Mode::Axyb);
    let answer = bind(
        &mut client,
        &json!({
            "origNum": person(1), "areaCode": "020", "areaMatchMode": "0", "callDirection": 1, "duration": 7_776_000,
            "ybDuration": 60, "recordFlag": "true", "recordHintTone": "record-notice.wav", "preVoiceX": "ring.wav",
            "userData": "order^17",
        }),
    )
    .accepted();
    assert_eq!(client.last_remark(), "");
    let items = items(&mut client, answer.text("subscriptionId"));
    assert_eq!(
        items,
        [json!({
            "bindId": items[0]["bindId"], "numA": person(1), "numX": NUMBERS[3], "recordFlag": "true",
            "recordHintTone": "record-notice.wav", "subscribeTime": "2026-1-1 00:00:00", "callDirection": 1,
            "duration": "7776000", "ybDuration": "60", "preVoiceX": "ring.wav", "userData": "order^17",
        })]
    );
}

#[test]
fn real_booleans_and_the_strings_are_both_taken_and_shown_as_strings() {
    for (flag, shown) in
        [(json!(true), "true"), (json!("true"), "true"), (json!(false), "false"), (json!(null), "false")]
    {
        let mut client = Client::of_mode(Mode::Axyb);
        let id = bind(&mut client, &body_with("recordFlag", flag)).accepted().text("subscriptionId").to_owned();
        assert_eq!(items(&mut client, &id)[0]["recordFlag"], json!(shown));
    }
}

#[test]
fn the_empty_tone_is_no_tone() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind(&mut client, &body_with("preVoiceX", json!(""))).accepted().text("subscriptionId").to_owned();
    assert_eq!(items(&mut client, &id)[0]["preVoiceX"], json!(null));
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer() {
    for (name, value) in [
        ("origNum", json!(null)),
        ("origNum", json!("")),
        ("origNum", json!("1".repeat(33))),
        ("origNum", json!(13_800_000_021_u64)),
        ("areaCode", json!(null)),
        ("areaCode", json!("")),
        ("areaCode", json!(755)),
        ("areaCode", json!("0".repeat(33))),
        ("areaMatchMode", json!("2")),
        ("areaMatchMode", json!(0)),
        ("callDirection", json!(3)),
        ("callDirection", json!("0")),
        ("duration", json!(1)),
        ("duration", json!(59)),
        ("duration", json!(7_776_001)),
        ("duration", json!("7200")),
        ("duration", json!(-60)),
        ("ybDuration", json!(59)),
        ("ybDuration", json!(7_776_001)),
        ("ybDuration", json!(60.5)),
        ("recordFlag", json!("yes")),
        ("recordHintTone", json!("a".repeat(129))),
        ("preVoiceX", json!(["ring.wav"])),
        ("userData", json!("")),
        ("userData", json!("a".repeat(257))),
        ("userData", json!("{}")),
        ("userData", json!("订单")),
    ] {
        let mut client = Client::of_mode(Mode::Axyb);
        let answer = bind(&mut client, &body_with(name, value)).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
        assert_eq!(client.platform.state()["bindings"], json!([]));
    }
}

#[test]
fn the_ends_of_each_range_are_taken() {
    for (name, value) in [
        ("origNum", json!("1".repeat(32))),
        ("duration", json!(0)),
        ("duration", json!(60)),
        ("duration", json!(7_776_000)),
        ("ybDuration", json!(0)),
        ("ybDuration", json!(60)),
        ("ybDuration", json!(7_776_000)),
        ("callDirection", json!(2)),
        ("userData", json!("a".repeat(256))),
        ("somethingNew", json!({})),
    ] {
        bind(&mut Client::of_mode(Mode::Axyb), &body_with(name, value)).accepted();
    }
}

#[test]
fn a_range_is_told_in_words_that_are_not_masked() {
    let mut client = Client::of_mode(Mode::Axyb);
    bind(&mut client, &body_with("duration", json!(30))).refused(403, "1010002");
    assert!(client.last_remark().contains("0 or from 60 seconds to 90 days"), "{}", client.last_remark());
}

#[test]
fn a_body_must_be_a_json_object() {
    let mut client = Client::of_mode(Mode::Axyb);
    let target = format!("{PATH}?app_key={}", client.key);
    for body in ["", "[]", "null", "{"] {
        let answer = client.send_bytes("POST", &target, body.as_bytes()).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.");
    }
}

#[test]
fn a_tone_must_be_an_approved_file() {
    let mut client = Client::of_mode(Mode::Axyb);
    for name in ["recordHintTone", "preVoiceX"] {
        let answer = bind(&mut client, &body_with(name, json!("x_hint_tone1.wav"))).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.x_hint_tone1.wav does not exist.");
    }
}

#[test]
fn recording_needs_an_application_with_recording() {
    let mut client = client_of(|application| application.recording = false);
    bind(&mut client, &body_with("recordFlag", json!("true"))).refused(403, "1012012");
    bind(&mut client, &body_with("recordFlag", json!(false))).accepted();
}

#[test]
fn an_x_is_one_a_s_and_the_same_bind_again_gets_another() {
    let mut client = Client::of_mode(Mode::Axyb);
    let bind_again = |client: &mut Client| bind(client, &body_with("userData", json!(null)));
    for number in &NUMBERS[..3] {
        assert_eq!(bind_again(&mut client).accepted().text("relationNumber"), *number);
    }
    bind_again(&mut client).refused(403, "1012008");
    let remark = client.last_remark();
    assert!(remark.contains("areaCode `0755`") && remark.contains("areaMatchMode"), "{remark}");
}

/// What the log says about a bind that is answered with success.
fn remark_on(body: &Value) -> String {
    let mut client = Client::of_mode(Mode::Axyb);
    bind(&mut client, body).accepted();
    client.last_remark()
}

#[test]
fn a_number_that_cannot_be_called_is_bound_and_the_log_warns() {
    assert!(remark_on(&body_with("origNum", json!("13800000021"))).contains("origNum is not in global format"));
    assert!(remark_on(&body_with("origNum", json!("+864001234567"))).contains("400, 800 or 95 number"));
    assert!(remark_on(&body_with("origNum", json!(NUMBERS[0]))).contains("origNum is the X itself"));
    assert_eq!(remark_on(&body_with("origNum", json!(person(1)))), "");
}

#[test]
fn a_fixed_line_that_may_call_is_bound_and_the_log_warns() {
    for (call_direction, warns) in [(0, true), (1, true), (2, false)] {
        let mut body = body_with("origNum", json!("+8675528000001"));
        body["callDirection"] = json!(call_direction);
        let remark = remark_on(&body);
        assert_eq!(remark.contains("origNum is a fixed line") && remark.contains("calls to Y fail"), warns, "{remark}");
    }
}

#[test]
fn what_will_have_no_effect_is_bound_and_the_log_says_so() {
    for (more, words) in [
        (json!({ "recordFlag": "true" }), "without recordHintTone"),
        (json!({ "recordHintTone": "ring.wav" }), "recordHintTone has no effect"),
        (json!({ "ybDuration": 7_201 }), "a YB ends with the AX all the same"),
        (json!({ "callDirection": 2, "preVoiceX": "ring.wav" }), "preVoiceX has no effect"),
        (json!({ "preVoiceY": "ring.wav" }), "preVoiceY belongs to the YB bind"),
        (json!({ "ybDuration": 7_200 }), ""),
        (json!({ "ybDuration": 7_201, "duration": 0 }), ""),
        (json!({ "callDirection": 1, "preVoiceX": "ring.wav" }), ""),
        (json!({ "preVoiceY": null }), ""),
    ] {
        let mut body = body_with("origNum", json!(person(1)));
        for (name, value) in more.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let remark = remark_on(&body);
        assert!(remark.contains(words) && remark.is_empty() == words.is_empty(), "{body}: {remark}");
    }
}

#[test]
fn the_bind_that_leaves_no_number_to_be_y_is_answered_and_the_log_warns() {
    let mut client = client_of(|application| application.numbers.truncate(1));
    let id = bind_ax(&mut client, &person(1));
    assert!(client.last_remark().contains("that could become Y"), "{}", client.last_remark());
    bind(&mut client, &json!({ "origNum": person(2), "subscriptionId": id })).refused(403, "1012008");
    let mut client = client_of(|application| application.numbers.truncate(2));
    bind_ax(&mut client, &person(1));
    assert_eq!(client.last_remark(), "");
}

#[test]
fn what_one_application_has_bound_is_nothing_to_another() {
    let mut setup = privatenumber_simulator::Setup::default();
    let mut second = setup.applications[3].clone();
    second.app_key = String::from("SimulatorAppKeyAxyb000000002");
    second.numbers[0].number = String::from("+8617000000037");
    second.numbers.truncate(1);
    setup.applications.push(second);
    let mut client = Client::of(setup.clone());
    client.become_application(&setup, 3);
    let id = bind_ax(&mut client, &person(1));
    client.become_application(&setup, 4);
    query(&mut client, &format!("subscriptionId={id}")).refused(403, "1016001");
    query(&mut client, "relationNum=%2B8617000000031").refused(403, "1012001");
    bind(&mut client, &json!({ "origNum": person(2), "subscriptionId": id })).refused(403, "1016001");
    super::delete(&mut client, &format!("subscriptionId={id}")).refused(403, "1016001");
    client.become_application(&setup, 3);
    assert_eq!(items(&mut client, &id).len(), 1);
}
