//! The YB bind: what is bound, and what is refused.

use privatenumber_simulator::Mode;
use serde_json::{Value, json};

use super::{NUMBERS, bind, bind_ax, bind_yb, delete, escaped, items};
use crate::client::{Client, person};

/// A client that has bound an AX with these parameters besides, and its id.
fn client_with_ax(more: &Value) -> (Client, String) {
    let mut client = Client::of_mode(Mode::Axyb);
    let mut body = json!({ "origNum": person(1), "areaCode": "0755" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let id = bind(&mut client, &body).accepted().text("subscriptionId").to_owned();
    (client, id)
}

fn body_with(id: &str, name: &str, value: Value) -> Value {
    let mut body = json!({ "origNum": person(2), "subscriptionId": id });
    body[name] = value;
    body
}

#[test]
fn a_bind_answers_with_the_id_of_the_ax_and_its_y() {
    let (mut client, id) = client_with_ax(&json!({}));
    let answer = bind(&mut client, &body_with(&id, "areaCode", json!("0755"))).accepted();
    assert_eq!(
        answer.content,
        json!({ "resultcode": "0", "resultdesc": "Success", "subscriptionId": id, "relationNumber": NUMBERS[1] })
    );
    assert_eq!(client.last_remark(), "");
}

#[test]
fn the_query_shows_both_halves_in_one_item() {
    let (mut client, id) = client_with_ax(&json!({ "preVoiceX": "ring.wav", "userData": "u", "ybDuration": 90 }));
    let of_the_ax = items(&mut client, &id)[0]["bindId"].clone();
    client.wall_ms += 5_000;
    let mut body = body_with(&id, "preVoiceY", json!("last-minute.wav"));
    body["ybDuration"] = json!(60);
    bind(&mut client, &body).accepted();
    let items = items(&mut client, &id);
    let bind_id = &items[0]["bindId"];
    assert!(bind_id.is_string() && *bind_id != of_the_ax && *bind_id != json!(id));
    assert_eq!(
        items,
        [json!({
            "bindId": bind_id, "numA": person(1), "numX": NUMBERS[0], "numY": NUMBERS[1], "numB": person(2),
            "recordFlag": "false", "subscribeTime": "2026-1-1 00:00:05", "callDirection": 0, "duration": "7200",
            "ybDuration": "60", "preVoiceX": "ring.wav", "preVoiceY": "last-minute.wav", "userData": "u",
        })]
    );
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer() {
    for (name, value) in [
        ("origNum", json!(null)),
        ("origNum", json!("1".repeat(33))),
        ("origNum", json!(person(1))),
        ("subscriptionId", json!("")),
        ("subscriptionId", json!("a".repeat(65))),
        ("subscriptionId", json!(7)),
        ("areaCode", json!("0".repeat(33))),
        ("areaMatchMode", json!("loose")),
        ("preVoiceY", json!(1)),
        ("ybDuration", json!(59)),
        ("ybDuration", json!("60")),
        ("ybDuration", json!(7_776_001)),
    ] {
        let (mut client, id) = client_with_ax(&json!({}));
        let answer = bind(&mut client, &body_with(&id, name, value)).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
        assert_eq!(items(&mut client, &id)[0]["numB"], json!(null));
    }
}

#[test]
fn a_tone_must_be_an_approved_file() {
    let (mut client, id) = client_with_ax(&json!({}));
    let answer = bind(&mut client, &body_with(&id, "preVoiceY", json!("y_hint_tone1.wav"))).refused(403, "1010002");
    assert_eq!(answer.text("resultdesc"), "Invalid request.y_hint_tone1.wav does not exist.");
}

#[test]
fn an_id_that_is_not_there_does_not_exist() {
    let (mut client, id) = client_with_ax(&json!({}));
    bind(&mut client, &body_with("unknown", "areaCode", json!("0755"))).refused(403, "1016001");
    delete(&mut client, &format!("subscriptionId={id}")).accepted();
    bind(&mut client, &body_with(&id, "areaCode", json!("0755"))).refused(403, "1016001");
    assert!(client.last_remark().contains("removed, expired"), "{}", client.last_remark());
}

#[test]
fn on_one_ax_a_y_occurs_once_and_on_another_again() {
    let mut client = Client::of_mode(Mode::Axyb);
    let first = bind_ax(&mut client, &person(1));
    let second = bind_ax(&mut client, &person(2));
    assert_eq!(bind_yb(&mut client, &first, &person(3)), NUMBERS[2]);
    bind(&mut client, &json!({ "origNum": person(4), "subscriptionId": first, "areaCode": "0755" }))
        .refused(403, "1012008");
    assert_eq!(bind_yb(&mut client, &second, &person(3)), NUMBERS[2]);
    delete(&mut client, &format!("subscriptionId={first}&yNum={}", escaped(NUMBERS[2]))).accepted();
    assert_eq!(bind_yb(&mut client, &first, &person(4)), NUMBERS[2]);
}

#[test]
fn the_same_b_is_bound_to_an_ax_once() {
    let mut client = Client::of_mode(Mode::Axyb);
    let first = bind_ax(&mut client, &person(1));
    let second = bind_ax(&mut client, &person(1));
    bind_yb(&mut client, &first, &person(2));
    let again = json!({ "origNum": person(2), "subscriptionId": first });
    bind(&mut client, &again).refused(403, "1016002");
    bind_yb(&mut client, &second, &person(2));
    delete(&mut client, &format!("subscriptionId={first}&bNum={}", escaped(&person(2)))).accepted();
    bind(&mut client, &again).accepted();
}

/// What the log says about a YB bind on an AX that was bound with these parameters.
fn remark_on(ax: &Value, name: &str, value: Value) -> String {
    let (mut client, id) = client_with_ax(ax);
    bind(&mut client, &body_with(&id, name, value)).accepted();
    client.last_remark()
}

#[test]
fn a_number_that_cannot_be_called_is_bound_and_the_log_warns() {
    for (number, words) in [
        ("13800000021", "origNum is not in global format"),
        ("+8695588", "400, 800 or 95 number"),
        (NUMBERS[0], "origNum is the X itself"),
        (NUMBERS[1], "origNum is the Y itself"),
        (NUMBERS[2], ""),
    ] {
        let remark = remark_on(&json!({}), "origNum", json!(number));
        assert!(remark.contains(words) && remark.is_empty() == words.is_empty(), "{number}: {remark}");
    }
}

#[test]
fn a_fixed_line_that_may_call_is_bound_and_the_log_warns() {
    for (call_direction, warns) in [(0, true), (1, false), (2, true)] {
        let remark = remark_on(&json!({ "callDirection": call_direction }), "origNum", json!("+8675528000001"));
        assert_eq!(remark.contains("origNum is a fixed line") && remark.contains("calls to X fail"), warns, "{remark}");
    }
}

#[test]
fn what_will_have_no_effect_is_bound_and_the_log_says_so() {
    for (ax, name, value, words) in [
        (json!({}), "ybDuration", json!(7_201), "the AX ends before ybDuration is over"),
        (json!({ "callDirection": 1 }), "preVoiceY", json!("ring.wav"), "preVoiceY has no effect"),
        (json!({}), "areaMatchMode", json!("0"), "areaMatchMode has no effect without areaCode"),
        (json!({}), "areaMatchMode", json!(null), ""),
        (json!({}), "userData", json!("u"), "userData belongs to the AX bind"),
        (json!({}), "duration", json!("any"), "duration belongs to the AX bind"),
        (json!({}), "ybDuration", json!(7_200), ""),
        (json!({ "duration": 0 }), "ybDuration", json!(7_776_000), ""),
        (json!({ "ybDuration": 60 }), "ybDuration", json!(0), ""),
        (json!({ "callDirection": 2 }), "preVoiceY", json!("ring.wav"), ""),
    ] {
        let remark = remark_on(&ax, name, value);
        assert!(remark.contains(words) && remark.is_empty() == words.is_empty(), "{ax} {name}: {remark}");
    }
}
