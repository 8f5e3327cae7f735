//! `DeleteAXEBinding`: one binding by its id, or by X and extension.

use privatenumber_simulator::{Mode, Setup};
use serde_json::json;

use super::{BINDINGS, Caller, X1, X2};
use crate::client::{Client, person};

#[test]
fn an_id_or_x_and_extension_remove_one_binding() {
    let mut caller = Caller::new();
    let first = caller.bind(X1, &person(1)).accepted().text("subscriptionId").to_owned();
    let second = caller.bind(X1, &person(2)).accepted().text("subscriptionId").to_owned();
    let third = caller.bind(X2, &person(2)).accepted().text("subscriptionId").to_owned();
    let answer = caller.delete(&format!("subscriptionId={first}")).accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    caller.delete("virtualNum=%2B8617000000021&extendNum=0002").accepted();
    assert!(!caller.is_there(&first) && !caller.is_there(&second) && caller.is_there(&third));
    caller.delete(&format!("subscriptionId={first}")).refused(403, "1016001");
    let answer = caller.delete("virtualNum=%2B8617000000021&extendNum=0002").refused(403, "1016001");
    assert_eq!(answer.text("resultdesc"), "The record does not exist.");
}

#[test]
fn the_id_wins_over_the_other_two_whatever_they_hold() {
    let mut caller = Caller::new();
    let first = caller.bind(X1, &person(1)).accepted().text("subscriptionId").to_owned();
    let second = caller.bind(X1, &person(2)).accepted().text("subscriptionId").to_owned();
    caller.delete(&format!("virtualNum=%2B8617000000021&extendNum=0002&subscriptionId={first}")).accepted();
    assert!(caller.is_there(&second));
    caller.delete(&format!("virtualNum=&extendNum=123456&subscriptionId={second}")).accepted();
}

#[test]
fn half_a_name_is_no_name_and_removes_nothing() {
    let mut caller = Caller::new();
    let id = caller.bind(X1, &person(1)).accepted().text("subscriptionId").to_owned();
    for (query, code, culprit) in [
        ("virtualNum=%2B8617000000021", "1010002", "extendNum"),
        ("extendNum=0001", "1010002", "virtualNum"),
        ("virtualNum=%2B8617000000021&extendNum=", "1010002", "extendNum"),
        ("virtualNum=%2B8617000000021&extendNum=1", "1010002", "extendNum"),
        ("virtualNum=%2B8617000000021&extendNum=00001", "1010002", "extendNum"),
        ("subscriptionId=&virtualNum=%2B8617000000021&extendNum=0001", "1010002", "subscriptionId"),
    ] {
        let answer = caller.delete(query).refused(403, code);
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"), "{query}");
    }
    caller.delete("").refused(403, "1012001");
    caller.delete("bindNum=%2B8613800000001").refused(403, "1012001");
    assert!(caller.is_there(&id));
}

#[test]
fn an_x_that_is_not_ours_and_a_plus_that_is_not_escaped_are_answered_alike() {
    let mut caller = Caller::new();
    caller.bind(X1, &person(1)).accepted();
    caller.delete("virtualNum=%2B8617099999999&extendNum=0001").refused(403, "1012001");
    caller.delete("virtualNum=+8617000000021&extendNum=0001").refused(403, "1012001");
    let remark = caller.client.last_remark();
    assert!(remark.contains("`+` in the query was not escaped"), "{remark}");
    assert!(!remark.contains("17000000021"), "{remark}");
}

#[test]
fn an_application_cannot_touch_what_another_bound() {
    let mut setup = Setup::default();
    setup.applications.retain(|application| application.mode == Mode::Axe);
    let mut second = setup.applications[0].clone();
    second.app_key = String::from("SimulatorAppKeyAxe0000000002");
    second.numbers.clear();
    setup.applications.push(second);
    let mut client = Client::of(setup.clone());
    let body = json!({ "virtualNum": X1, "bindNum": person(1) }).to_string();
    let bound = client.send_bytes("POST", BINDINGS, body.as_bytes()).accepted();
    let id = bound.text("subscriptionId").to_owned();
    client.become_application(&setup, 1);
    for method in ["GET", "DELETE"] {
        client.send_bytes(method, &format!("{BINDINGS}?subscriptionId={id}"), b"").refused(403, "1016001");
        let target = format!("{BINDINGS}?virtualNum=%2B8617000000021&extendNum=0001");
        client.send_bytes(method, &target, b"").refused(403, "1012001");
    }
    let body = json!({ "subscriptionId": id, "bindExpiredTime": 1 }).to_string();
    client.send_bytes("PUT", BINDINGS, body.as_bytes()).refused(403, "1016001");
}
