//! `QueryAXEBindingCount`: how many bindings X numbers carry.

use serde_json::json;

use super::{Caller, X1, X2, X3, X4, escaped};
use crate::client::person;

fn caller_with_bindings() -> Caller {
    let mut caller = Caller::new();
    caller.bind(X1, &person(1)).accepted();
    caller.bind(X1, &person(2)).accepted();
    caller.bind(X3, &person(1)).accepted();
    caller
}

#[test]
fn a_number_is_counted_alone_and_cursor_and_limit_are_not_looked_at() {
    let mut caller = caller_with_bindings();
    for (x, count) in [(X1, 2), (X2, 0), (X3, 1)] {
        let answer = caller.count(&format!("number={}&cursor=what&limit=0", escaped(x))).accepted();
        assert_eq!(
            answer.content,
            json!({
                "resultcode": "0", "resultdesc": "Success", "virtualNumList": [{ "number": x, "count": count }],
            })
        );
    }
}

#[test]
fn the_x_numbers_come_in_pages_and_the_last_has_no_cursor() {
    let mut caller = caller_with_bindings();
    let all = [(X1, 2), (X2, 0), (X3, 1), (X4, 0)].map(|(x, count)| json!({ "number": x, "count": count }));
    let answer = caller.count("").accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success", "virtualNumList": all }));
    let first = caller.count("limit=3&cursor=0").accepted();
    assert_eq!(first.content["virtualNumList"], json!(all[..3]));
    assert_eq!(first.text("nextCursor"), "3");
    let last = caller.count(&format!("limit=3&cursor={}", first.text("nextCursor"))).accepted();
    assert_eq!(last.content, json!({ "resultcode": "0", "resultdesc": "Success", "virtualNumList": all[3..] }));
    let whole = caller.count("limit=4").accepted();
    assert_eq!(whole.content["nextCursor"], json!(null));
}

#[test]
fn a_count_follows_what_is_removed_and_what_expires() {
    let mut caller = caller_with_bindings();
    caller.delete("virtualNum=%2B8617000000021&extendNum=0001").accepted();
    let query = format!("number={}", escaped(X1));
    assert_eq!(caller.count(&query).accepted().content["virtualNumList"][0]["count"], json!(1));
    assert_eq!(caller.client.platform.advance(168 * 3_600), 2);
    assert_eq!(caller.count(&query).accepted().content["virtualNumList"][0]["count"], json!(0));
}

#[test]
fn a_cursor_behind_the_last_gives_nothing_and_an_application_without_numbers_too() {
    let mut caller = caller_with_bindings();
    for cursor in ["4", "5", "99999999999999999999", "18446744073709551615"] {
        let answer = caller.count(&format!("cursor={cursor}")).accepted();
        assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success", "virtualNumList": [] }));
    }
    let mut caller = Caller::with(|application| application.numbers.clear());
    assert_eq!(caller.count("").accepted().content["virtualNumList"], json!([]));
}

#[test]
fn what_breaks_its_rule_is_refused() {
    let mut caller = caller_with_bindings();
    for (query, culprit) in [
        ("cursor=", "cursor"),
        ("cursor=-1", "cursor"),
        ("cursor=first", "cursor"),
        ("cursor=100000000000000000000", "cursor"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=", "limit"),
        ("number=", "number"),
    ] {
        let answer = caller.count(query).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{query}");
    }
    caller.count("number=%2B8617099999999").refused(403, "1012001");
    caller.count("number=+8617000000021").refused(403, "1012001");
    let remark = caller.client.last_remark();
    assert!(remark.contains("`+` in the query was not escaped: number"), "{remark}");
}
