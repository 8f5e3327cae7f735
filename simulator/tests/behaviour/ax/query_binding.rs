//! `QueryAXBinding`: what is found.

use privatenumber_simulator::NumberCondition;
use serde_json::json;

use super::subscriber::{Subscriber, X, escaped};
use crate::client::person;

fn found(subscriber: &mut Subscriber, query: &str) -> Vec<String> {
    let answer = subscriber.query(query).accepted();
    let items = answer.content["privateNumList"].as_array().expect("a list").clone();
    items.iter().map(|item| item["privateNum"].as_str().expect("a number").to_owned()).collect()
}

#[test]
fn an_a_finds_all_its_x_in_the_order_of_binding() {
    let mut subscriber = Subscriber::new();
    for x in [X[3], X[0], X[2]] {
        subscriber.bound(&person(1), x);
    }
    subscriber.bound(&person(2), X[1]);
    assert_eq!(found(&mut subscriber, &format!("origNum={}", escaped(&person(1)))), [X[3], X[0], X[2]]);
    assert_eq!(found(&mut subscriber, &format!("origNum={}", escaped(&person(2)))), [X[1]]);
}

#[test]
fn an_x_and_an_id_find_one_binding_and_the_answer_has_nothing_else() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.bound(&person(1), X[1]);
    let item = subscriber.item(&id);
    for query in [format!("subscriptionId={id}"), format!("privateNum={}", escaped(X[0]))] {
        let answer = subscriber.query(&query).accepted();
        let expected = json!({ "resultcode": "0", "resultdesc": "Success", "privateNumList": [item] });
        assert_eq!(answer.content, expected);
    }
}

#[test]
fn the_id_wins_over_a_and_a_over_x() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.bound(&person(2), X[1]);
    subscriber.bound(&person(3), X[2]);
    let (id, a, x) = (
        format!("subscriptionId={id}"),
        format!("origNum={}", escaped(&person(2))),
        format!("privateNum={}", escaped(X[2])),
    );
    assert_eq!(found(&mut subscriber, &format!("{x}&{a}&{id}")), [X[0]]);
    assert_eq!(found(&mut subscriber, &format!("{x}&{id}")), [X[0]]);
    assert_eq!(found(&mut subscriber, &format!("{x}&{a}")), [X[1]]);
    assert_eq!(found(&mut subscriber, &format!("{id}&origNum=&privateNum=%ff")), [X[0]]);
    subscriber.query(&format!("{x}&subscriptionId=unknown")).refused(403, "1016001");
    subscriber.query(&format!("{x}&origNum=%2B8613899999999")).refused(403, "1016001");
}

#[test]
fn nothing_found_is_an_error_and_not_an_empty_list() {
    let mut subscriber = Subscriber::with(|application| application.numbers[5].condition = NumberCondition::Suspended);
    for query in [
        "subscriptionId=unknown",
        "origNum=%2B8613800000001",
        "privateNum=%2B8617000000011",
        "privateNum=%2B8617000000001",
        "privateNum=%2B8617099999999",
    ] {
        let answer = subscriber.query(query).refused(403, "1016001");
        assert_eq!(answer.text("resultdesc"), "The record does not exist.");
    }
    subscriber.query(&format!("privateNum={}", escaped(X[5]))).refused(403, "1012102");
}

#[test]
fn one_of_the_three_must_be_there_and_be_well_formed() {
    let mut subscriber = Subscriber::new();
    for (query, culprit) in [
        (String::new(), "origNum"),
        (String::from("pageIndex=1&pageSize=10"), "origNum"),
        (String::from("subscriptionId=&origNum=1"), "subscriptionId"),
        (format!("origNum={}", "1".repeat(33)), "origNum"),
        (String::from("privateNum=%ff"), "privateNum"),
    ] {
        let answer = subscriber.query(&query).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{query}");
    }
}

#[test]
fn a_plus_must_arrive_escaped_exactly_once() {
    let mut subscriber = Subscriber::new();
    subscriber.bound(&person(1), X[0]);
    subscriber.query("origNum=+8613800000001").refused(403, "1016001");
    let remark = subscriber.last_remark();
    assert!(remark.contains("`+` in the query was not escaped: origNum arrived with a blank"), "{remark}");
    subscriber.query("origNum=%252B8613800000001").refused(403, "1016001");
    assert!(subscriber.last_remark().contains("`origNum` was escaped twice"), "{}", subscriber.last_remark());
    subscriber.query("origNum=%2B8613800000001").accepted();
    assert_eq!(subscriber.last_remark(), "");
}
