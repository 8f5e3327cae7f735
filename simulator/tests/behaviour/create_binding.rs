//! CreateAXBBinding: what is bound, and what is refused.

use std::collections::BTreeSet;

use privatenumber_simulator::{NumberCondition, Setup};
use serde_json::{Value, json};

use crate::client::{Client, X1, X2, person};

fn body_with(name: &str, value: Value) -> Value {
    let mut body = json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2) });
    body[name] = value;
    body
}

/// Two applications; X numbers ...1 to ...6 belong to the first, ...7 to the second.
fn two_applications() -> Setup {
    let mut setup = Setup::default();
    let mut second = setup.applications[0].clone();
    second.app_key = String::from("SimulatorAppKey0000000000002");
    second.numbers.truncate(1);
    second.numbers[0].number = String::from("+8617000000007");
    setup.applications.insert(1, second);
    setup
}

#[test]
fn a_bind_answers_with_its_id_its_x_and_the_defaults() {
    let mut client = Client::new();
    let answer = client.bind(&person(1), X1, &person(2)).accepted();
    let fields: BTreeSet<&str> = answer.content.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected =
        ["resultcode", "resultdesc", "subscriptionId", "relationNum", "callDirection", "duration", "maxDuration"];
    assert_eq!(fields, BTreeSet::from(expected));
    assert_eq!(answer.text("resultdesc"), "Success");
    assert_eq!(answer.text("subscriptionId").len(), 36);
    assert_eq!(answer.text("relationNum"), X1);
    for integer in ["callDirection", "duration", "maxDuration"] {
        assert_eq!(answer.content[integer], json!(0));
    }
}

#[test]
fn what_is_given_is_echoed_and_kept() {
    let mut client = Client::new();
    let answer = client
        .create(&json!({
            "callerNum": person(1), "relationNum": X1, "calleeNum": person(2),
            "callDirection": 2, "duration": 7_776_000,
            "recordFlag": "true", "recordHintTone": "record-notice.wav", "maxDuration": 1440,
            "lastMinVoice": "last-minute.wav", "privateSms": "false", "userData": "order-17",
            "preVoice": { "callerHintTone": "ring.wav" },
        }))
        .accepted();
    assert_eq!(answer.content["callDirection"], json!(2));
    assert_eq!(answer.content["duration"], json!(7_776_000));
    assert_eq!(answer.content["maxDuration"], json!(1440));
    assert_eq!(answer.text("userData"), "order-17");
    let id = answer.text("subscriptionId").to_owned();
    assert_eq!(
        client.item(&id),
        json!({
            "subscriptionId": id, "relationNum": X1, "callerNum": person(1), "calleeNum": person(2),
            "recordFlag": "true", "recordHintTone": "record-notice.wav",
            "subscribeTime": "2026-1-1 00:00:00", "callDirection": 2,
            "duration": 7_776_000, "preVoice": { "callerHintTone": "ring.wav" }, "maxDuration": 1440,
            "lastMinVoice": "last-minute.wav", "privateSms": "false", "userData": "order-17",
        })
    );
}

#[test]
fn two_pairs_may_share_an_x_but_a_number_occurs_on_it_once() {
    let (a, b, c, d) = (person(1), person(2), person(3), person(4));
    let mut client = Client::new();
    client.bind(&a, X1, &b).accepted();
    client.bind(&c, X1, &d).accepted();
    let stranger = person(9);
    for (caller, callee, bound) in [(&b, &stranger, &b), (&stranger, &a, &a)] {
        let answer = client.bind(caller, X1, callee).refused(403, "1012010");
        assert_eq!(answer.text("resultdesc"), format!("The number {bound} has been bound."));
    }
    client.bind(&b, X2, &stranger).accepted();
}

#[test]
fn an_x_carries_5000_pairs_and_no_more() {
    let mut client = Client::new();
    for n in 0..5_000 {
        client.bind(&person(2 * n), X1, &person(2 * n + 1)).accepted();
    }
    client.bind(&person(10_000), X1, &person(10_001)).refused(403, "1012009");
    let picked = client
        .create(&json!({ "callerNum": person(10_000), "calleeNum": person(10_001), "areaCode": "0755" }))
        .accepted();
    assert_eq!(picked.text("relationNum"), X2);
    let one = client.query("relationNum=%2B8617000000001&callerNum=%2B8613800000000").accepted();
    let id = one.content["relationNumList"][0]["subscriptionId"].as_str().expect("an id").to_owned();
    client.delete(&format!("subscriptionId={id}")).accepted();
    client.bind(&person(10_002), X1, &person(10_003)).accepted();
}

#[test]
fn an_x_of_nobody_does_not_exist_and_one_of_another_application_is_not_ours() {
    let setup = two_applications();
    let mut client = Client::of(setup.clone());
    client.bind(&person(1), "+8617099999999", &person(2)).refused(403, "1012007");
    client.bind(&person(1), "+8617000000007", &person(2)).refused(403, "1012001");
    client.become_application(&setup, 1);
    client.bind(&person(1), "+8617000000007", &person(2)).accepted();
    client.bind(&person(1), X1, &person(2)).refused(403, "1012001");
}

#[test]
fn an_abnormal_x_is_not_bound() {
    let mut setup = Setup::default();
    setup.applications[0].numbers[0].condition = NumberCondition::Abnormal;
    let mut client = Client::of(setup);
    client.bind(&person(1), X1, &person(2)).refused(403, "1012102");
}

#[test]
fn recording_needs_an_application_with_recording() {
    let mut setup = Setup::default();
    setup.applications[0].recording = false;
    let mut client = Client::of(setup);
    client.create(&body_with("recordFlag", json!("true"))).refused(403, "1012012");
    client.create(&body_with("recordFlag", json!("false"))).accepted();
}

#[test]
fn real_booleans_are_tolerated_and_shown_as_strings() {
    let mut client = Client::new();
    let mut body = body_with("recordFlag", json!(true));
    body["privateSms"] = json!(false);
    let id = client.create(&body).accepted().text("subscriptionId").to_owned();
    let item = client.item(&id);
    assert_eq!((&item["recordFlag"], &item["privateSms"]), (&json!("true"), &json!("false")));
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer() {
    for (name, value) in [
        ("callerNum", json!("123")),
        ("callerNum", json!("1".repeat(32))),
        ("callerNum", json!(13_800_000_021_u64)),
        ("callerNum", json!(null)),
        ("calleeNum", json!("")),
        ("calleeNum", json!(person(1))),
        ("relationNum", json!("")),
        ("areaCode", json!("0".repeat(33))),
        ("areaCode", json!(755)),
        ("areaMatchMode", json!("2")),
        ("areaMatchMode", json!(1)),
        ("callDirection", json!(3)),
        ("callDirection", json!("0")),
        ("callDirection", json!(-1)),
        ("duration", json!(7_776_001)),
        ("duration", json!(1.5)),
        ("maxDuration", json!(1441)),
        ("recordFlag", json!("yes")),
        ("recordFlag", json!(1)),
        ("privateSms", json!("TRUE")),
        ("recordHintTone", json!("a".repeat(129))),
        ("preVoice", json!("ring.wav")),
        ("userData", json!("")),
        ("userData", json!("a".repeat(257))),
        ("userData", json!("a^b")),
        ("userData", json!("{")),
        ("userData", json!("订单")),
    ] {
        let mut client = Client::new();
        let answer = client.create(&body_with(name, value)).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
    }
}

#[test]
fn a_tone_must_be_an_approved_file() {
    let mut client = Client::new();
    for body in [
        body_with("lastMinVoice", json!("lastMinVoice.wav")),
        body_with("recordHintTone", json!("lastMinVoice.wav")),
        body_with("preVoice", json!({ "calleeHintTone": "lastMinVoice.wav" })),
    ] {
        let answer = client.create(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.lastMinVoice.wav does not exist.");
    }
    client.create(&body_with("lastMinVoice", json!(""))).accepted();
}

#[test]
fn a_body_must_be_a_json_object_and_what_it_holds_besides_is_ignored() {
    let mut client = Client::new();
    for body in ["", "null", "[]", "\"text\"", "{", "{\"callerNum\":\"\u{0}\"}"] {
        let answer = client.send_bytes("POST", crate::client::BINDINGS, body.as_bytes()).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.");
    }
    client.create(&body_with("somethingNew", json!([1, 2]))).accepted();
}

#[test]
fn a_badly_formatted_number_is_bound_and_the_log_warns() {
    let mut client = Client::new();
    client.bind("13800000021", X1, "0755-28000001").accepted();
    let remark = client.last_remark();
    assert!(remark.contains("callerNum is not in global format"), "{remark}");
    assert!(remark.contains("calleeNum is not in global format"), "{remark}");
}

/// What the log says about a bind that is answered with success.
fn remark_on(client: &mut Client, caller: &str, callee: &str, call_direction: u64) -> String {
    let id = client
        .create(&json!({
            "callerNum": caller, "relationNum": X1, "calleeNum": callee, "callDirection": call_direction,
        }))
        .accepted()
        .text("subscriptionId")
        .to_owned();
    let remark = client.last_remark();
    client.delete(&format!("subscriptionId={id}")).accepted();
    remark
}

#[test]
fn a_service_number_is_bound_and_the_log_warns() {
    let mut client = Client::new();
    for number in ["+864001234567", "4001234567", "+868001234567", "+8695588", "95588"] {
        let remark = remark_on(&mut client, number, &person(2), 0);
        assert!(remark.contains("callerNum is a 400, 800 or 95 number"), "{number}: {remark}");
        let remark = remark_on(&mut client, &person(1), number, 0);
        assert!(remark.contains("calleeNum is a 400, 800 or 95 number"), "{number}: {remark}");
    }
}

#[test]
fn the_x_itself_as_a_or_b_is_bound_and_the_log_warns() {
    let mut client = Client::new();
    assert!(remark_on(&mut client, X1, &person(2), 0).contains("callerNum is the X itself"));
    assert!(remark_on(&mut client, &person(1), X1, 0).contains("calleeNum is the X itself"));
    assert_eq!(remark_on(&mut client, X2, &person(2), 0), "");
}

#[test]
fn a_fixed_line_that_may_call_is_bound_and_the_log_warns() {
    let mut client = Client::new();
    let fixed = "+8675528000001";
    for (call_direction, a_is_warned, b_is_warned) in [(0, true, true), (1, true, false), (2, false, true)] {
        let remark = remark_on(&mut client, fixed, &person(2), call_direction);
        assert_eq!(remark.contains("callerNum is a fixed line"), a_is_warned, "{call_direction}: {remark}");
        let remark = remark_on(&mut client, &person(1), fixed, call_direction);
        assert_eq!(remark.contains("calleeNum is a fixed line"), b_is_warned, "{call_direction}: {remark}");
    }
}

#[test]
fn a_recording_tone_without_recording_is_bound_and_the_log_warns() {
    let mut client = Client::new();
    client.create(&body_with("recordHintTone", json!("record-notice.wav"))).accepted();
    assert!(client.last_remark().contains("recordHintTone has no effect"), "{}", client.last_remark());
}

#[test]
fn many_remarks_on_one_request_do_not_push_each_other_out() {
    let mut client = Client::new();
    let mut body = body_with("recordFlag", json!("true"));
    body["callerNum"] = json!("13800000021");
    body["calleeNum"] = json!("0755-28000001");
    body["lastMinVoice"] = json!("last-minute.wav");
    client.create(&body).accepted();
    let remark = client.last_remark();
    for word in ["callerNum is not", "calleeNum is not", "without recordHintTone", "lastMinVoice has no effect"] {
        assert!(remark.contains(word), "{remark}");
    }
}

#[test]
fn a_limit_is_told_in_words_that_are_not_masked() {
    let mut client = Client::new();
    client.create(&body_with("duration", json!(7_776_001))).refused(403, "1010002");
    assert!(client.last_remark().contains("from 0 to 90 days"), "{}", client.last_remark());
}

#[test]
fn a_number_in_the_wrong_parameter_is_masked_in_the_log() {
    let mut client = Client::new();
    for number in ["138\u{200b}0000\u{200b}0021", "138\u{301}0000\u{301}0021", "138 0000 0021"] {
        let mut body = json!({ "callerNum": person(1), "calleeNum": person(2), "areaCode": number });
        client.create(&body).refused(403, "1012008");
        assert!(client.last_remark().contains("`138****0021`"), "{}", client.last_remark());
        body["lastMinVoice"] = json!(number);
        client.create(&body).refused(403, "1010002");
        assert!(client.last_remark().contains("`138****0021`"), "{}", client.last_remark());
    }
}
