//! `QueryAXEBinding` v2.0: one binding, or all of an X in pages.

use serde_json::{Value, json};

use super::{Caller, X1, X2};
use crate::client::{Answer, NOW_MS, person};

const ON_X1: &str = "virtualNum=%2B8617000000021";

fn caller_with_bindings(count: u32) -> Caller {
    let mut caller = Caller::new();
    for n in 0..count {
        caller.bind(X1, &person(n)).accepted();
    }
    caller
}

fn items(answer: &Answer) -> Vec<Value> {
    answer.content["extendNumList"].as_array().expect("a list").clone()
}

fn extensions(answer: &Answer) -> Vec<String> {
    items(answer).iter().map(|item| item["extendNum"].as_str().expect("an extension").to_owned()).collect()
}

/// All of an X, by following the cursors. Gives the extensions, and how many pages it took.
fn follow(caller: &mut Caller, limit: usize) -> (Vec<String>, usize) {
    let (mut all, mut pages, mut cursor) = (Vec::new(), 0, String::from("0000000000000_0"));
    loop {
        let answer = caller.query_v2(&format!("{ON_X1}&limit={limit}&cursor={cursor}")).accepted();
        all.extend(extensions(&answer));
        pages += 1;
        assert!(pages < 1_000, "the pages do not end");
        match answer.content["nextCusor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => return (all, pages),
        }
    }
}

#[test]
fn a_single_binding_is_a_list_of_one_and_cursor_and_limit_are_not_looked_at() {
    let mut caller = caller_with_bindings(3);
    let id = items(&caller.query_v2(ON_X1).accepted())[1]["subscriptionId"].as_str().expect("an id").to_owned();
    let expected = caller.item(&id);
    for query in [
        format!("subscriptionId={id}"),
        format!("{ON_X1}&extendNum=0002"),
        format!("{ON_X1}&extendNum=0001&subscriptionId={id}&cursor=what&limit=0"),
    ] {
        let answer = caller.query_v2(&query).accepted();
        assert_eq!(
            answer.content,
            json!({ "resultcode": "0", "resultdesc": "Success", "extendNumList": [expected] }),
            "{query}"
        );
    }
}

#[test]
fn pages_follow_each_other_in_the_order_of_binding_and_the_last_has_no_cursor() {
    let mut caller = caller_with_bindings(25);
    let all: Vec<String> = (1..=25).map(|n| format!("{n:04}")).collect();
    for (limit, pages) in [(1, 25), (10, 3), (24, 2), (25, 1), (100, 1)] {
        assert_eq!(follow(&mut caller, limit), (all.clone(), pages), "{limit}");
    }
    let first = caller.query_v2(&format!("{ON_X1}&limit=10")).accepted();
    assert_eq!(first.text("nextCusor"), format!("{NOW_MS}_10"));
}

#[test]
fn the_order_is_that_of_time_and_not_that_of_extensions() {
    let mut caller = Caller::new();
    for (n, extension) in ["9000", "0500", "7000"].into_iter().enumerate() {
        caller.client.wall_ms += 1;
        let a = person(u32::try_from(n).expect("small"));
        caller.create(&json!({ "virtualNum": X1, "bindNum": a, "extendNum": extension })).accepted();
    }
    assert_eq!(follow(&mut caller, 1).0, ["9000", "0500", "7000"]);
    let later = caller.query_v2(&format!("{ON_X1}&cursor={}_99999999999999999999", NOW_MS + 1)).accepted();
    assert_eq!(extensions(&later), ["0500", "7000"]);
}

#[test]
fn what_is_removed_or_bound_between_two_pages_neither_repeats_nor_hides_another() {
    let mut caller = caller_with_bindings(10);
    let first = caller.query_v2(&format!("{ON_X1}&limit=5")).accepted();
    assert_eq!(extensions(&first).last().map(String::as_str), Some("0005"));
    for extension in ["0002", "0005", "0007"] {
        caller.delete(&format!("{ON_X1}&extendNum={extension}")).accepted();
    }
    caller.bind(X1, &person(20)).accepted();
    caller.bind(X2, &person(20)).accepted();
    let second = caller.query_v2(&format!("{ON_X1}&limit=100&cursor={}", first.text("nextCusor"))).accepted();
    assert_eq!(extensions(&second), ["0006", "0008", "0009", "0010", "0002"]);
}

#[test]
fn fifty_are_shown_unless_the_limit_says_otherwise() {
    let mut caller = caller_with_bindings(60);
    assert_eq!(items(&caller.query_v2(ON_X1).accepted()).len(), 50);
    assert_eq!(items(&caller.query_v2(&format!("{ON_X1}&limit=100")).accepted()).len(), 60);
    for limit in ["0", "101", "-1", "", "many", "1.5", "%2B5", "99999999999999999999999"] {
        let answer = caller.query_v2(&format!("{ON_X1}&limit={limit}")).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.limit", "{limit}");
    }
}

#[test]
fn a_cursor_has_13_digits_and_up_to_20() {
    let mut caller = caller_with_bindings(1);
    for cursor in
        ["", "0", "_", "0000000000000", "000000000000_0", "00000000000000_0", "0000000000000_", "000000000000x_0"]
    {
        let answer = caller.query_v2(&format!("{ON_X1}&cursor={cursor}")).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.cursor", "{cursor}");
    }
    for cursor in ["0000000000000_000000000000000000001", "0000000000000_-1", "%ff"] {
        caller.query_v2(&format!("{ON_X1}&cursor={cursor}")).refused(403, "1010002");
    }
    let behind = caller.query_v2(&format!("{ON_X1}&cursor=9999999999999_99999999999999999999")).accepted();
    assert_eq!(behind.content, json!({ "resultcode": "0", "resultdesc": "Success", "extendNumList": [] }));
}

#[test]
fn times_that_13_digits_cannot_write_still_have_pages() {
    let mut caller = Caller::new();
    caller.bind(X1, &person(1)).accepted();
    caller.client.platform.advance(u64::MAX);
    let never_ends = |a: u32| json!({ "virtualNum": X1, "bindNum": person(a), "bindExpiredTime": 0 });
    caller.create(&never_ends(2)).accepted();
    caller.create(&never_ends(3)).accepted();
    assert_eq!(follow(&mut caller, 1).0, ["0001", "0002"]);
}

#[test]
fn nothing_found_is_an_error_and_not_an_empty_list() {
    let mut caller = caller_with_bindings(1);
    for (query, code) in [
        ("subscriptionId=unknown", "1016001"),
        ("virtualNum=%2B8617000000021&extendNum=0002", "1016001"),
        ("virtualNum=%2B8617000000022", "1016001"),
        ("virtualNum=%2B8617099999999", "1012001"),
        ("virtualNum=+8617000000021", "1012001"),
        ("", "1012001"),
        ("limit=10", "1012001"),
        ("extendNum=0001", "1010002"),
    ] {
        caller.query_v2(query).refused(403, code);
    }
}
