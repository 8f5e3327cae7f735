//! CreateAXBBinding without an X: which one is picked.

use std::collections::BTreeSet;

use privatenumber_simulator::{NumberCondition, Setup};
use serde_json::{Value, json};

use crate::client::{Client, X1, X2, person};

fn wish(caller: &str, callee: &str, more: &[(&str, &str)]) -> Value {
    let mut body = json!({ "callerNum": caller, "calleeNum": callee });
    for (name, value) in more {
        body[name] = json!(value);
    }
    body
}

fn picked(client: &mut Client, caller: &str, callee: &str, more: &[(&str, &str)]) -> String {
    client.create(&wish(caller, callee, more)).accepted().text("relationNum").to_owned()
}

#[test]
fn a_city_gives_its_first_x_on_which_neither_number_occurs() {
    let mut client = Client::new();
    let city = [("areaCode", "0755")];
    assert_eq!(picked(&mut client, &person(1), &person(2), &city), X1);
    assert_eq!(picked(&mut client, &person(3), &person(4), &city), X1);
    assert_eq!(picked(&mut client, &person(5), &person(1), &city), X2);
}

#[test]
fn the_same_bind_again_takes_another_x_until_there_is_none() {
    let mut client = Client::new();
    let city = [("areaCode", "0755")];
    let all: BTreeSet<String> = (0..3).map(|_| picked(&mut client, &person(1), &person(2), &city)).collect();
    assert_eq!(all.len(), 3);
    client.create(&wish(&person(1), &person(2), &city)).refused(403, "1012008");
}

#[test]
fn strict_is_the_default_and_refuses_a_city_without_x() {
    let mut client = Client::new();
    client.create(&wish(&person(1), &person(2), &[("areaCode", "0769")])).refused(403, "1012008");
    client
        .create(&wish(&person(1), &person(2), &[("areaCode", "0769"), ("areaMatchMode", "0")]))
        .refused(403, "1012008");
}

#[test]
fn loose_prefers_the_same_province() {
    let mut client = Client::new();
    let loose = [("areaCode", "0769"), ("areaMatchMode", "1")];
    for _ in 0..4 {
        // 0755 and 020 lie in 0769's province.
        let x = picked(&mut client, &person(1), &person(2), &loose);
        assert!(x.as_str() <= "+8617000000004", "{x}");
    }
    let x = picked(&mut client, &person(1), &person(2), &loose);
    assert!(x.as_str() > "+8617000000004", "{x}");
}

#[test]
fn loose_takes_any_at_random_where_the_province_has_none_and_the_seed_repeats_it() {
    let loose = [("areaCode", "021"), ("areaMatchMode", "1")];
    let draw = |seed: u64| -> Vec<String> {
        let mut client = Client::of(Setup { seed, ..Setup::default() });
        (0..20).map(|n| picked(&mut client, &person(2 * n), &person(2 * n + 1), &loose)).collect()
    };
    let first = draw(1);
    assert!(first.iter().collect::<BTreeSet<_>>().len() > 2, "{first:?}");
    assert_eq!(first, draw(1));
    assert_ne!(first, draw(2));
}

#[test]
fn without_area_code_the_area_of_a_decides() {
    let mut client = Client::new();
    assert_eq!(picked(&mut client, "+862028000001", &person(2), &[]), "+8617000000004");
    assert_eq!(picked(&mut client, "+861028000001", &person(2), &[]), "+8617000000005");
    assert_eq!(picked(&mut client, "+8613800000021", &person(2), &[]), X1);
    assert_eq!(picked(&mut client, "+8613800000021", &person(2), &[("areaCode", "")]), X2);
    client.create(&wish("+8615000000001", &person(3), &[])).refused(403, "1012008");
    picked(&mut client, "+8615000000001", &person(3), &[("areaMatchMode", "1")]);
}

#[test]
fn a_named_x_wins_over_the_city() {
    let mut client = Client::new();
    let more = [("relationNum", X2), ("areaCode", "010")];
    assert_eq!(picked(&mut client, &person(1), &person(2), &more), X2);
}

#[test]
fn an_abnormal_x_is_not_picked() {
    let mut setup = Setup::default();
    setup.applications[0].numbers[0].condition = NumberCondition::Abnormal;
    let mut client = Client::of(setup);
    assert_eq!(picked(&mut client, &person(1), &person(2), &[("areaCode", "0755")]), X2);
}
