//! `CreateAXEBinding` without an X: which one is picked.

use std::collections::BTreeSet;

use privatenumber_simulator::NumberCondition;
use serde_json::{Value, json};

use super::{Caller, X1, X2, X3, X4};
use crate::client::person;

fn wish(a: u32, more: &[(&str, &str)]) -> Value {
    let mut body = json!({ "bindNum": person(a) });
    for (name, value) in more {
        body[name] = json!(value);
    }
    body
}

fn picked(caller: &mut Caller, a: u32, more: &[(&str, &str)]) -> String {
    caller.create(&wish(a, more)).accepted().text("virtualNum").to_owned()
}

#[test]
fn a_city_gives_its_first_x_on_which_a_does_not_stand() {
    let mut caller = Caller::new();
    let city = [("areaCode", "0755")];
    assert_eq!(picked(&mut caller, 1, &city), X1);
    assert_eq!(picked(&mut caller, 2, &city), X1);
    assert_eq!(picked(&mut caller, 1, &city), X2);
    caller.create(&wish(1, &city)).refused(403, "1012008");
}

#[test]
fn a_full_x_is_passed_over_until_there_is_room_again() {
    let mut caller = Caller::with(|application| application.extension_digits = 1);
    let city = [("areaCode", "0755")];
    for n in 0..9 {
        assert_eq!(picked(&mut caller, n, &city), X1);
    }
    assert_eq!(picked(&mut caller, 9, &city), X2);
    caller.delete("virtualNum=%2B8617000000021&extendNum=5").accepted();
    assert_eq!(picked(&mut caller, 10, &city), X1);
    for n in 11..19 {
        assert_eq!(picked(&mut caller, n, &city), X2);
    }
    caller.create(&wish(19, &city)).refused(403, "1012008");
}

#[test]
fn strict_is_the_default_and_refuses_a_city_without_x() {
    let mut caller = Caller::new();
    caller.create(&wish(1, &[("areaCode", "0769")])).refused(403, "1012008");
    caller.create(&wish(1, &[("areaCode", "0769"), ("areaMatchMode", "0")])).refused(403, "1012008");
}

#[test]
fn loose_prefers_the_same_province_and_then_takes_any() {
    let mut caller = Caller::new();
    let loose = [("areaCode", "0769"), ("areaMatchMode", "1")];
    // 0755 and 020 lie in 0769's province.
    for x in [X1, X2, X3, X4] {
        assert_eq!(picked(&mut caller, 1, &loose), x);
    }
    caller.create(&wish(1, &loose)).refused(403, "1012008");
}

#[test]
fn loose_takes_any_at_random_where_the_province_has_none() {
    let mut caller = Caller::new();
    let loose = [("areaCode", "021"), ("areaMatchMode", "1")];
    let all: BTreeSet<String> = (0..30).map(|n| picked(&mut caller, n, &loose)).collect();
    assert_eq!(all.len(), 4);
}

#[test]
fn a_named_x_wins_over_the_city_and_the_log_says_so() {
    let mut caller = Caller::new();
    let more = [("virtualNum", X2), ("areaCode", "010"), ("areaMatchMode", "1")];
    assert_eq!(picked(&mut caller, 1, &more), X2);
    let remark = caller.client.last_remark();
    assert!(remark.contains("areaCode has no effect") && remark.contains("areaMatchMode has no effect"), "{remark}");
}

#[test]
fn an_x_that_is_not_normal_is_not_picked() {
    let mut caller = Caller::with(|application| application.numbers[0].condition = NumberCondition::Frozen);
    assert_eq!(picked(&mut caller, 1, &[("areaCode", "0755")]), X2);
}
