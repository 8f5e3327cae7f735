//! `DeleteAXBinding`: one binding by its id or by its X.

use privatenumber_simulator::NumberCondition;
use serde_json::json;

use super::subscriber::{Subscriber, X, escaped};
use crate::client::person;

#[test]
fn an_id_removes_one_binding_and_its_x_is_free_at_once() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    let other = subscriber.bound(&person(1), X[1]);
    let answer = subscriber.delete(&format!("subscriptionId={id}")).accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    subscriber.delete(&format!("subscriptionId={id}")).refused(403, "1016001");
    subscriber.item(&other);
    subscriber.bind(&person(2), X[0]).accepted();
}

#[test]
fn an_x_removes_its_binding_whatever_orig_num_says() {
    let mut subscriber = Subscriber::new();
    subscriber.bound(&person(1), X[0]);
    subscriber.delete(&format!("origNum={}&privateNum={}", escaped(&person(1)), escaped(X[0]))).accepted();
    assert_eq!(subscriber.last_remark(), "");
    subscriber.bound(&person(1), X[0]);
    subscriber.delete(&format!("origNum=%ff&privateNum={}", escaped(X[0]))).accepted();
    subscriber.bound(&person(1), X[0]);
    subscriber.delete(&format!("origNum={}&privateNum={}", escaped(&person(2)), escaped(X[0]))).accepted();
    assert!(subscriber.last_remark().contains("origNum is not read"), "{}", subscriber.last_remark());
    subscriber.delete(&format!("privateNum={}", escaped(X[0]))).refused(403, "1016001");
}

#[test]
fn the_id_wins_over_the_x_and_the_log_says_so() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    let other = subscriber.bound(&person(2), X[1]);
    subscriber.delete(&format!("privateNum={}&subscriptionId={id}", escaped(X[1]))).accepted();
    assert!(subscriber.last_remark().contains("privateNum was ignored"), "{}", subscriber.last_remark());
    subscriber.item(&other);
    subscriber.delete(&format!("privateNum=%ff&subscriptionId={other}")).accepted();
    subscriber.bound(&person(1), X[0]);
    subscriber.delete(&format!("privateNum={}&subscriptionId=unknown", escaped(X[0]))).refused(403, "1016001");
}

#[test]
fn neither_parameter_and_an_x_that_is_not_ours_are_refused_alike() {
    let mut subscriber = Subscriber::new();
    subscriber.bound(&person(1), X[0]);
    let origin = format!("origNum={}", escaped(&person(1)));
    for query in ["", origin.as_str(), "privateNum=%2B8617000000001", "privateNum=%2B8617099999999"] {
        let answer = subscriber.delete(query).refused(403, "1011004");
        assert_eq!(answer.text("resultdesc"), "The number is not applied for binding application.");
    }
}

#[test]
fn an_x_in_a_bad_state_is_said_to_be_so() {
    let mut subscriber = Subscriber::with(|application| application.numbers[0].condition = NumberCondition::Suspended);
    subscriber.delete(&format!("privateNum={}", escaped(X[0]))).refused(403, "1012102");
}

#[test]
fn an_empty_or_overlong_parameter_is_refused() {
    let mut subscriber = Subscriber::new();
    subscriber.bound(&person(1), X[0]);
    for (query, culprit) in [
        (format!("subscriptionId=&privateNum={}", escaped(X[0])), "subscriptionId"),
        (format!("subscriptionId={}", "a".repeat(65)), "subscriptionId"),
        (String::from("privateNum="), "privateNum"),
        (format!("privateNum={}", "1".repeat(33)), "privateNum"),
        (String::from("privateNum=%ff"), "privateNum"),
    ] {
        let answer = subscriber.delete(&query).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{query}");
    }
    subscriber.delete(&format!("privateNum={}", escaped(X[0]))).accepted();
}

#[test]
fn a_plus_must_arrive_escaped_exactly_once() {
    let mut subscriber = Subscriber::new();
    subscriber.bound(&person(1), X[0]);
    subscriber.delete("privateNum=+8617000000011").refused(403, "1011004");
    assert!(subscriber.last_remark().contains("`+` in the query was not escaped"), "{}", subscriber.last_remark());
    subscriber.delete("privateNum=%252B8617000000011").refused(403, "1011004");
    assert!(subscriber.last_remark().contains("`privateNum` was escaped twice"), "{}", subscriber.last_remark());
    subscriber.delete("privateNum=%2B8617000000011").accepted();
}
