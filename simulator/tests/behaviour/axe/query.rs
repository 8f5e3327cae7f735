//! `QueryAXEBinding` v1.0: one binding, its fields beside the result code.

use serde_json::json;

use super::{Caller, X1, X2};
use crate::client::person;

#[test]
fn an_id_or_x_and_extension_find_one_binding() {
    let mut caller = Caller::new();
    let id = caller.bind(X1, &person(1)).accepted().text("subscriptionId").to_owned();
    let other = caller.bind(X1, &person(2)).accepted().text("subscriptionId").to_owned();
    let expected = json!({
        "resultcode": "0", "resultdesc": "Success", "subscriptionId": id, "virtualNum": X1, "extendNum": "0001",
        "bindNum": person(1), "displayNumMode": "0", "recordFlag": "false", "timeUnit": "0", "bindExpiredTime": 168,
        "callbackExpiredTime": 168,
    });
    for query in [
        format!("subscriptionId={id}"),
        String::from("virtualNum=%2B8617000000021&extendNum=0001"),
        format!("virtualNum=%2B8617000000021&extendNum=0002&subscriptionId={id}"),
        String::from("subscriptionId=&virtualNum=%2B8617000000021&extendNum=0001"),
    ] {
        assert_eq!(caller.query(&query).accepted().content, expected, "{query}");
    }
    let found = caller.query("virtualNum=%2B8617000000021&extendNum=0002").accepted();
    assert_eq!(found.text("subscriptionId"), other);
}

#[test]
fn unit_and_life_are_those_of_the_bind_even_after_a_modification() {
    let mut caller = Caller::new();
    let body = json!({
        "virtualNum": X1, "bindNum": person(1), "timeUnit": "0", "bindExpiredTime": 48, "callbackExpiredTime": 24,
    });
    let id = caller.create(&body).accepted().text("subscriptionId").to_owned();
    let change = json!({
        "subscriptionId": id, "timeUnit": "1", "bindExpiredTime": 100, "callbackExpiredTime": 90,
    });
    caller.modify(&change).accepted();
    let item = caller.item(&id);
    assert_eq!((&item["timeUnit"], &item["bindExpiredTime"]), (&json!("0"), &json!(48)));
    // 90 minutes, in the unit that is shown: begun hours count.
    assert_eq!(item["callbackExpiredTime"], json!(2));
    assert_eq!(caller.client.platform.advance(100 * 60), 1);
}

#[test]
fn nothing_found_is_an_error() {
    let mut caller = Caller::new();
    caller.bind(X1, &person(1)).accepted();
    for (query, code) in [
        ("subscriptionId=unknown", "1016001"),
        ("virtualNum=%2B8617000000021&extendNum=0002", "1016001"),
        ("virtualNum=%2B8617000000022&extendNum=0001", "1016001"),
        ("virtualNum=%2B8617099999999&extendNum=0001", "1012001"),
        ("virtualNum=+8617000000021&extendNum=0001", "1012001"),
        ("", "1012001"),
        ("subscriptionId=", "1012001"),
        ("virtualNum=%2B8617000000021", "1010002"),
        ("extendNum=0001", "1010002"),
        ("virtualNum=&extendNum=0001", "1010002"),
        ("virtualNum=%2B8617000000021&extendNum=1", "1010002"),
        ("virtualNum=%2B8617000000021&extendNum=0000", "1010002"),
        ("virtualNum=%ff&extendNum=0001", "1010002"),
    ] {
        caller.query(query).refused(403, code);
    }
    caller.bind(X2, &person(1)).accepted();
    caller.query("virtualNum=%252B8617000000022&extendNum=0001").refused(403, "1012001");
    let remark = caller.client.last_remark();
    assert!(remark.contains("`virtualNum` was escaped twice"), "{remark}");
}
