//! DeleteAXBBinding: one binding by its id, or all of an X.

use privatenumber_simulator::Setup;
use serde_json::json;

use crate::client::{Client, X1, X2, person};

#[test]
fn an_id_removes_one_binding_and_its_x_is_free_at_once() {
    let mut client = Client::new();
    let id = client.bind(&person(1), X1, &person(2)).accepted().text("subscriptionId").to_owned();
    client.bind(&person(3), X1, &person(4)).accepted();
    let answer = client.delete(&format!("subscriptionId={id}")).accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    client.delete(&format!("subscriptionId={id}")).refused(403, "1012007");
    client.bind(&person(1), X1, &person(2)).accepted();
}

#[test]
fn an_x_alone_removes_everything_on_it() {
    let mut client = Client::new();
    client.bind(&person(1), X1, &person(2)).accepted();
    client.bind(&person(3), X1, &person(4)).accepted();
    let other = client.bind(&person(1), X2, &person(2)).accepted().text("subscriptionId").to_owned();
    client.delete("relationNum=%2B8617000000001").accepted();
    assert!(client.last_remark().contains("all 2 bindings"), "{}", client.last_remark());
    client.query("relationNum=%2B8617000000001").refused(403, "1012007");
    client.item(&other);
    client.delete("relationNum=%2B8617000000001").refused(403, "1012007");
}

#[test]
fn the_id_wins_over_the_x() {
    let mut client = Client::new();
    let id = client.bind(&person(1), X1, &person(2)).accepted().text("subscriptionId").to_owned();
    let other = client.bind(&person(3), X1, &person(4)).accepted().text("subscriptionId").to_owned();
    client.delete(&format!("relationNum=%2B8617000000001&subscriptionId={id}")).accepted();
    client.item(&other);
}

#[test]
fn neither_parameter_and_an_x_that_is_not_ours_are_refused_alike() {
    let mut client = Client::new();
    client.delete("").refused(403, "1012001");
    client.delete("callerNum=%2B8613800000001").refused(403, "1012001");
    client.delete("relationNum=%2B8617099999999").refused(403, "1012001");
}

#[test]
fn an_unescaped_plus_is_not_found_and_the_log_says_why() {
    let mut client = Client::new();
    client.bind(&person(1), X1, &person(2)).accepted();
    client.delete("relationNum=+8617000000001").refused(403, "1012001");
    let remark = client.last_remark();
    assert!(remark.contains("`+` in the query was not escaped: relationNum arrived with a blank"), "{remark}");
    assert!(!remark.contains("17000000001"), "{remark}");
}

#[test]
fn an_empty_id_does_not_turn_into_the_removal_of_everything() {
    let mut client = Client::new();
    client.bind(&person(1), X1, &person(2)).accepted();
    client.delete("subscriptionId=&relationNum=%2B8617000000001").refused(403, "1010002");
    client.query("relationNum=%2B8617000000001").accepted();
}

#[test]
fn an_application_cannot_remove_what_another_bound() {
    let mut setup = Setup::default();
    let mut second = setup.applications[0].clone();
    second.app_key = String::from("SimulatorAppKey0000000000002");
    second.numbers.clear();
    setup.applications.insert(1, second);
    let mut client = Client::of(setup.clone());
    let id = client.bind(&person(1), X1, &person(2)).accepted().text("subscriptionId").to_owned();
    client.become_application(&setup, 1);
    client.delete(&format!("subscriptionId={id}")).refused(403, "1012007");
    client.delete("relationNum=%2B8617000000001").refused(403, "1012001");
    client.modify(&json!({ "subscriptionId": id, "duration": 1 })).refused(403, "1012007");
}
