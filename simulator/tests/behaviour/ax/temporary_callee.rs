//! `SetAXTemporaryCallee`: whom A reaches through X.

use privatenumber_simulator::NumberCondition;
use serde_json::{Value, json};

use super::subscriber::{Subscriber, X};
use crate::client::person;

/// Somebody whose A is `person(1)` and whose X is the first.
fn bound() -> (Subscriber, String) {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    (subscriber, id)
}

fn body_with(name: &str, value: Value) -> Value {
    let mut body = json!({ "privateNum": X[0], "calleeNum": person(2) });
    body[name] = value;
    body
}

#[test]
fn a_callee_is_set_by_id_or_x_and_stays_for_a_minute() {
    let (mut subscriber, id) = bound();
    for body in [json!({ "subscriptionId": id, "calleeNum": person(2) }), body_with("subscriptionId", json!(""))] {
        let answer = subscriber.set_callee(&body).accepted();
        assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
        assert_eq!(subscriber.last_remark(), "");
        assert_eq!(subscriber.callee(), json!({ "calleeNum": person(2), "remainingSeconds": 60 }));
        assert_eq!(subscriber.client.platform.advance(59), 0);
        assert_eq!(subscriber.callee()["remainingSeconds"], json!(1));
        assert_eq!(subscriber.client.platform.advance(1), 0);
        assert_eq!(subscriber.callee(), json!(null));
    }
    subscriber.item(&id);
}

#[test]
fn a_callee_is_no_part_of_what_a_query_finds() {
    let (mut subscriber, id) = bound();
    let before = subscriber.item(&id);
    subscriber.set_callee(&body_with("userData", json!("order-17"))).accepted();
    assert_eq!(subscriber.item(&id), before);
    assert_eq!(subscriber.callee()["userData"], json!("order-17"));
}

#[test]
fn another_callee_takes_the_place_of_the_first_with_a_time_of_its_own() {
    let (mut subscriber, _) = bound();
    let mut first = body_with("duration", json!(259_200));
    first["userData"] = json!("first");
    subscriber.set_callee(&first).accepted();
    assert_eq!(subscriber.callee()["remainingSeconds"], json!(259_200));
    subscriber.client.platform.advance(100);
    subscriber.set_callee(&json!({ "privateNum": X[0], "calleeNum": person(3), "duration": 1 })).accepted();
    assert_eq!(subscriber.callee(), json!({ "calleeNum": person(3), "remainingSeconds": 1 }));
    subscriber.client.wall_ms += 1_000;
    subscriber.query("subscriptionId=unknown").refused(403, "1016001");
    assert_eq!(subscriber.callee(), json!(null));
}

#[test]
fn each_binding_has_its_own_callee_which_goes_with_it() {
    let (mut subscriber, id) = bound();
    subscriber.bound(&person(1), X[1]);
    subscriber.set_callee(&body_with("duration", json!(1_000))).accepted();
    subscriber.set_callee(&json!({ "privateNum": X[1], "calleeNum": person(3) })).accepted();
    let state = subscriber.client.platform.state();
    assert_eq!(state["bindings"][0]["temporaryCallee"]["calleeNum"], json!(person(2)));
    assert_eq!(state["bindings"][1]["temporaryCallee"]["calleeNum"], json!(person(3)));
    subscriber.delete(&format!("subscriptionId={id}")).accepted();
    subscriber.bound(&person(1), X[0]);
    assert_eq!(subscriber.client.platform.state()["bindings"][1]["temporaryCallee"], json!(null));
}

#[test]
fn mobile_fixed_400_and_95_numbers_may_be_called() {
    let (mut subscriber, _) = bound();
    for number in ["+8613800000002", "+8675528000001", "+864001234567", "4001234567", "+8695588", "95588"] {
        subscriber.set_callee(&body_with("calleeNum", json!(number))).accepted();
        assert_eq!(subscriber.callee()["calleeNum"], json!(number));
        assert_eq!(subscriber.last_remark(), "", "{number}");
    }
}

#[test]
fn a_callee_that_will_not_be_reached_is_set_and_the_log_warns() {
    let (mut subscriber, _) = bound();
    for (number, word) in [("13800000002", "calleeNum is not in global format"), (X[0], "calleeNum is the X itself")] {
        subscriber.set_callee(&body_with("calleeNum", json!(number))).accepted();
        assert!(subscriber.last_remark().contains(word), "{}", subscriber.last_remark());
    }
}

#[test]
fn an_a_that_cannot_call_is_given_a_callee_and_the_log_warns() {
    let mut subscriber = Subscriber::new();
    subscriber.create(&json!({ "origNum": person(1), "privateNum": X[0], "callDirection": 2 })).accepted();
    subscriber.set_callee(&body_with("duration", json!(1))).accepted();
    assert!(subscriber.last_remark().contains("8016"), "{}", subscriber.last_remark());
    subscriber.bound("+8675528000001", X[1]);
    subscriber.set_callee(&json!({ "privateNum": X[1], "calleeNum": person(2) })).accepted();
    assert!(subscriber.last_remark().contains("A is a fixed line"), "{}", subscriber.last_remark());
}

#[test]
fn a_does_not_call_itself_whatever_orig_num_says() {
    let (mut subscriber, _) = bound();
    let mut body = body_with("calleeNum", json!(person(1)));
    for orig_num in [json!(null), json!(person(1)), json!(person(9))] {
        body["origNum"] = orig_num;
        let answer = subscriber.set_callee(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.calleeNum");
    }
    subscriber.set_callee(&body_with("origNum", json!(person(2)))).refused(403, "1010002");
    assert_eq!(subscriber.callee(), json!(null));
}

#[test]
fn orig_num_is_not_read_and_the_log_says_if_it_is_not_a() {
    let (mut subscriber, _) = bound();
    for orig_num in [json!(person(1)), json!(17)] {
        subscriber.set_callee(&body_with("origNum", orig_num)).accepted();
        assert_eq!(subscriber.last_remark(), "");
    }
    for orig_num in [json!(person(9)), json!("1".repeat(99))] {
        subscriber.set_callee(&body_with("origNum", orig_num)).accepted();
        assert!(subscriber.last_remark().contains("origNum is not read"), "{}", subscriber.last_remark());
    }
}

#[test]
fn the_id_wins_over_the_x_and_the_log_says_so() {
    let (mut subscriber, id) = bound();
    subscriber.bound(&person(5), X[1]);
    subscriber.set_callee(&json!({ "subscriptionId": id, "privateNum": X[1], "calleeNum": person(2) })).accepted();
    assert!(subscriber.last_remark().contains("privateNum was ignored"), "{}", subscriber.last_remark());
    assert_eq!(subscriber.callee()["calleeNum"], json!(person(2)));
}

#[test]
fn the_binding_must_be_named_and_be_there() {
    let mut subscriber = Subscriber::with(|application| application.numbers[5].condition = NumberCondition::Abnormal);
    for (name, value, code) in [
        ("privateNum", json!(null), "1011004"),
        ("subscriptionId", json!(""), "1011004"),
        ("subscriptionId", json!("unknown"), "1016001"),
        ("privateNum", json!(X[0]), "1016001"),
        ("privateNum", json!("+8617000000001"), "1011004"),
        ("privateNum", json!(X[5]), "1012102"),
    ] {
        subscriber.set_callee(&json!({ name: value, "calleeNum": person(2) })).refused(403, code);
    }
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer_and_the_old_callee_stays() {
    let (mut subscriber, _) = bound();
    subscriber.set_callee(&body_with("duration", json!(100))).accepted();
    let before = subscriber.callee();
    for (name, value) in [
        ("privateNum", json!("123")),
        ("privateNum", json!("1".repeat(32))),
        ("subscriptionId", json!("a".repeat(65))),
        ("calleeNum", json!(null)),
        ("calleeNum", json!("123")),
        ("calleeNum", json!("1".repeat(32))),
        ("calleeNum", json!(95588)),
        ("duration", json!(0)),
        ("duration", json!(259_201)),
        ("duration", json!("60")),
        ("duration", json!(-1)),
        ("userData", json!("")),
        ("userData", json!("{")),
        ("userData", json!("订单")),
    ] {
        let answer = subscriber.set_callee(&body_with(name, value)).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
    }
    subscriber.set_callee(&body_with("duration", json!(259_201))).refused(403, "1010002");
    assert!(subscriber.last_remark().contains("from 1 second to 3 days"), "{}", subscriber.last_remark());
    assert_eq!(subscriber.callee(), before);
}
