//! QueryAXBBinding: what is found, and in which pages.

use serde_json::json;

use crate::client::{Client, X1, X2, person};

const ON_X1: &str = "relationNum=%2B8617000000001";

fn client_with_bindings(count: u32) -> Client {
    let mut client = Client::new();
    for n in 0..count {
        client.bind(&person(2 * n), X1, &person(2 * n + 1)).accepted();
    }
    client
}

fn callers(client: &mut Client, query: &str) -> Vec<String> {
    let answer = client.query(query).accepted();
    let items = answer.content["relationNumList"].as_array().expect("a list").clone();
    items.iter().map(|item| item["callerNum"].as_str().expect("a number").to_owned()).collect()
}

#[test]
fn an_id_finds_one_binding_with_every_field_in_its_type() {
    let mut client = Client::new();
    let id = client.bind(&person(1), X1, &person(2)).accepted().text("subscriptionId").to_owned();
    let answer = client.query(&format!("subscriptionId={id}&relationNum=%2B8617000000002&pageIndex=9")).accepted();
    assert_eq!(
        answer.content,
        json!({
            "resultcode": "0", "resultdesc": "Success", "app_key": client.key, "totalCount": 1, "pageIndex": 1,
            "pageSize": 50,
            "relationNumList": [{
                "subscriptionId": id, "relationNum": X1, "callerNum": person(1), "calleeNum": person(2),
                "recordFlag": "false", "subscribeTime": "2026-1-1 00:00:00", "callDirection": 0, "duration": 0,
                "maxDuration": 0, "privateSms": "true",
            }],
        })
    );
}

#[test]
fn an_x_with_a_or_b_or_both_finds_the_one_binding() {
    let mut client = client_with_bindings(3);
    let (a, b) = ("callerNum=%2B8613800000002", "calleeNum=%2B8613800000003");
    for query in [format!("{ON_X1}&{a}"), format!("{ON_X1}&{b}"), format!("{ON_X1}&{a}&{b}")] {
        assert_eq!(callers(&mut client, &query), [person(2)]);
    }
    for query in [
        format!("{ON_X1}&{a}&calleeNum=%2B8613800000001"),
        format!("{ON_X1}&callerNum=%2B8613800000003"),
        format!("{ON_X1}&callerNum=%2B8613999999999"),
        format!("relationNum=%2B8617000000002&{a}"),
    ] {
        client.query(&query).refused(403, "1012007");
    }
    client.query(a).refused(403, "1012001");
}

#[test]
fn pages_follow_each_other_in_the_order_of_binding() {
    let mut client = client_with_bindings(25);
    let first = callers(&mut client, &format!("{ON_X1}&pageIndex=1&pageSize=10"));
    let third = callers(&mut client, &format!("{ON_X1}&pageIndex=3&pageSize=10"));
    assert_eq!((first.len(), first[0].clone()), (10, person(0)));
    assert_eq!((third.len(), third[0].clone()), (5, person(40)));
    let behind = client.query(&format!("{ON_X1}&pageIndex=4&pageSize=10")).accepted();
    assert_eq!(behind.content["relationNumList"], json!([]));
    assert_eq!(behind.content["totalCount"], json!(25));
    let far = client.query(&format!("{ON_X1}&pageIndex=18446744073709551615&pageSize=100")).accepted();
    assert_eq!(far.content["relationNumList"], json!([]));
}

#[test]
fn a_page_size_that_cannot_be_used_becomes_50() {
    let mut client = client_with_bindings(60);
    for (size, count) in [
        ("10", 10),
        ("55", 55),
        ("100", 60),
        ("5", 50),
        ("101", 50),
        ("1000", 50),
        ("-1", 50),
        ("many", 50),
        ("", 50),
        ("99999999999999999999999", 50),
    ] {
        assert_eq!(callers(&mut client, &format!("{ON_X1}&pageSize={size}")).len(), count, "{size}");
    }
    assert_eq!(callers(&mut client, ON_X1).len(), 50);
    for index in ["0", "-1", "first", ""] {
        let answer = client.query(&format!("{ON_X1}&pageIndex={index}")).accepted();
        assert_eq!(answer.content["pageIndex"], json!(1), "{index}");
    }
}

#[test]
fn nothing_found_is_an_error_and_not_an_empty_list() {
    let mut client = Client::new();
    client.query("subscriptionId=unknown").refused(403, "1012007");
    client.query(ON_X1).refused(403, "1012007");
    client.query("relationNum=%2B8617099999999").refused(403, "1012001");
    client.query("").refused(403, "1012001");
    client.query("relationNum=%ff%ff%ff%ff").refused(403, "1010002");
    client.query("relationNum=123").refused(403, "1010002");
}

#[test]
fn an_unescaped_plus_is_not_found_and_the_log_says_why() {
    let mut client = Client::new();
    client.bind(&person(1), X2, &person(2)).accepted();
    client.query("relationNum=+8617000000002").refused(403, "1012001");
    assert!(client.last_remark().contains("`+` in the query was not escaped"), "{}", client.last_remark());
    client.query("relationNum=%2B8617000000002&callerNum=+8613800000001").refused(403, "1012007");
    assert!(client.last_remark().contains("callerNum arrived with a blank"), "{}", client.last_remark());
}

#[test]
fn a_plus_must_arrive_escaped_exactly_once() {
    let mut client = Client::new();
    client.bind(&person(1), X1, &person(2)).accepted();
    client.query("relationNum=+8617000000001").refused(403, "1012001");
    assert!(client.last_remark().contains("`+` in the query was not escaped"), "{}", client.last_remark());
    client.query("relationNum=%252B8617000000001").refused(403, "1012001");
    let remark = client.last_remark();
    assert!(remark.starts_with("`relationNum` was escaped twice: %252B arrived as %2B; escape it once"), "{remark}");
    client.query("relationNum=%2B8617000000001&callerNum=%252B8613800000001").refused(403, "1012007");
    assert!(client.last_remark().contains("`callerNum` was escaped twice"), "{}", client.last_remark());
    client.delete("relationNum=%252B8617000000001").refused(403, "1012001");
    assert!(client.last_remark().contains("`relationNum` was escaped twice"), "{}", client.last_remark());
    client.query("relationNum=%2B8617000000001").accepted();
    assert_eq!(client.last_remark(), "");
}
