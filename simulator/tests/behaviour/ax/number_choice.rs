//! `CreateAXBinding` without an X: which one is picked.

use std::collections::BTreeSet;

use privatenumber_simulator::{Application, Mode, Number, Setup};
use serde_json::{Value, json};

use super::subscriber::{Subscriber, X, escaped};
use crate::client::{Client, person};

fn wish(a: &str, area_code: &str) -> Value {
    json!({ "origNum": a, "privateNumType": "mobile-virtual", "areaCode": area_code })
}

fn loose(a: &str, area_code: &str) -> Value {
    let mut body = wish(a, area_code);
    body["areaMatchMode"] = json!("1");
    body
}

fn picked(subscriber: &mut Subscriber, body: &Value) -> String {
    subscriber.create(body).accepted().text("privateNum").to_owned()
}

#[test]
fn a_city_gives_its_first_x_that_is_nobody_s() {
    let mut subscriber = Subscriber::new();
    subscriber.bound(&person(9), X[1]);
    assert_eq!(picked(&mut subscriber, &wish(&person(1), "0755")), X[0]);
    assert_eq!(picked(&mut subscriber, &wish(&person(1), "0755")), X[2]);
    assert_eq!(picked(&mut subscriber, &wish(&person(1), "010")), X[4]);
    let answer = subscriber.create(&wish(&person(2), "0755")).refused(403, "1011002");
    assert_eq!(answer.text("resultdesc"), "Insufficient number resources.");
    subscriber.delete(&format!("privateNum={}", escaped(X[1]))).accepted();
    assert_eq!(picked(&mut subscriber, &wish(&person(2), "0755")), X[1]);
}

#[test]
fn strict_is_the_default_and_refuses_a_city_without_x() {
    let mut subscriber = Subscriber::new();
    let mut body = wish(&person(1), "0769");
    subscriber.create(&body).refused(403, "1011002");
    body["areaMatchMode"] = json!("0");
    subscriber.create(&body).refused(403, "1011002");
    assert!(subscriber.last_remark().contains("areaCode `0769`"), "{}", subscriber.last_remark());
}

#[test]
fn loose_prefers_the_same_province_and_ends_where_nothing_is_free() {
    let mut subscriber = Subscriber::new();
    // 0755 and 020 lie in 0769's province.
    for n in 0..4 {
        let x = picked(&mut subscriber, &loose(&person(n), "0769"));
        assert!(X[..4].contains(&x.as_str()), "{x}");
    }
    for n in 0..2 {
        let x = picked(&mut subscriber, &loose(&person(n), "0769"));
        assert!(X[4..].contains(&x.as_str()), "{x}");
    }
    subscriber.create(&loose(&person(9), "0769")).refused(403, "1011002");
    assert!(subscriber.last_remark().contains("no X of the application is free"), "{}", subscriber.last_remark());
}

#[test]
fn loose_takes_any_at_random_where_the_province_has_none_and_the_seed_repeats_it() {
    let draw = |seed: u64| -> Vec<String> {
        let mut setup = Setup { seed, ..Setup::default() };
        setup.applications.retain(|application| application.mode == Mode::Ax);
        let mut subscriber = Subscriber { client: Client::of(setup) };
        (0..6).map(|n| picked(&mut subscriber, &loose(&person(n), "021"))).collect()
    };
    let first = draw(1);
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 6, "{first:?}");
    assert_eq!(first, draw(1));
    assert_ne!(first, draw(2));
}

#[test]
fn a_city_needs_the_type_of_number_and_a_match_mode_needs_a_city() {
    let mut subscriber = Subscriber::new();
    for (body, culprit) in [
        (json!({ "origNum": person(1), "areaCode": "0755" }), "privateNumType"),
        (json!({ "origNum": person(1), "areaCode": "0755", "privateNumType": null }), "privateNumType"),
        (json!({ "origNum": person(1), "privateNum": X[0], "areaCode": "0755" }), "privateNumType"),
        (json!({ "origNum": person(1), "privateNum": X[0], "areaMatchMode": "0" }), "areaCode"),
        (json!({ "origNum": person(1), "privateNum": X[0], "areaMatchMode": "1", "areaCode": "" }), "areaCode"),
        (json!({ "origNum": person(1), "privateNumType": "mobile-virtual" }), "areaCode"),
        (json!({ "origNum": person(1), "privateNumType": "mobile-virtual", "areaCode": "" }), "areaCode"),
        (json!({ "origNum": person(1) }), "areaCode"),
    ] {
        let answer = subscriber.create(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{body}");
    }
    let alone =
        json!({ "origNum": person(1), "privateNum": X[0], "privateNumType": "mobile-virtual", "areaMatchMode": null });
    subscriber.create(&alone).accepted();
}

#[test]
fn a_named_x_wins_over_the_city_and_the_log_says_so() {
    let mut subscriber = Subscriber::new();
    let mut body = wish(&person(1), "010");
    body["privateNum"] = json!(X[1]);
    assert_eq!(picked(&mut subscriber, &body), X[1]);
    assert!(subscriber.last_remark().contains("areaCode has no effect"), "{}", subscriber.last_remark());
}

#[test]
fn an_a_with_five_x_is_told_so_whatever_is_free() {
    let mut subscriber = Subscriber::new();
    for x in &X[..5] {
        subscriber.bound(&person(1), x);
    }
    subscriber.create(&wish(&person(1), "010")).refused(403, "1011003");
    subscriber.create(&wish(&person(1), "0755")).refused(403, "1011003");
    subscriber.create(&wish(&person(2), "0755")).refused(403, "1011002");
}

#[test]
fn a_number_in_the_wrong_parameter_is_masked_in_the_log() {
    let mut subscriber = Subscriber::new();
    subscriber.create(&wish(&person(1), "138 0000 0021")).refused(403, "1011002");
    assert!(subscriber.last_remark().contains("`138****0021`"), "{}", subscriber.last_remark());
}

#[test]
fn thousands_of_numbers_are_given_out_in_their_order_and_taken_back() {
    let number = |n: usize| format!("+86170{n:08}");
    let mut subscriber = Subscriber::with(|application: &mut Application| {
        application.numbers = (0..5_000)
            .map(|n| Number { number: number(n), area_code: String::from("0755"), ..Number::default() })
            .collect();
    });
    for n in 0..5_000_u32 {
        let x = picked(&mut subscriber, &wish(&person(n / 5), "0755"));
        assert_eq!(x, number(usize::try_from(n).expect("small")));
    }
    subscriber.create(&wish(&person(1_000), "0755")).refused(403, "1011002");
    subscriber.delete(&format!("privateNum={}", escaped(&number(4_321)))).accepted();
    assert_eq!(picked(&mut subscriber, &wish(&person(1_000), "0755")), number(4_321));
}
