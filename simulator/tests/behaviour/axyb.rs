//! AXYB mode.

mod app_key;
mod assign_y;
mod consistency;
mod create_ax;
mod create_yb;
mod delete;
mod expiry;
mod hostile_requests;
mod limits;
mod number_choice;
mod query;

use privatenumber_simulator::{Application, Mode, OPERATIONS, Setup};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

const PATH: &str = "/rest/omp/xyrelationnumber/v1.0";

/// The numbers of the default application: three in 0755, one in 020, two in 010.
const NUMBERS: [&str; 6] =
    ["+8617000000031", "+8617000000032", "+8617000000033", "+8617000000034", "+8617000000035", "+8617000000036"];

/// The platform's only application is the default AXYB one, changed.
fn client_of(change: impl FnOnce(&mut Application)) -> Client {
    let mut setup = Setup::default();
    setup.applications.retain(|application| application.mode == Mode::Axyb);
    change(&mut setup.applications[0]);
    Client::of(setup)
}

/// An AX or a YB bind.
fn bind(client: &mut Client, body: &Value) -> Answer {
    client.send_bytes("POST", &format!("{PATH}?app_key={}", client.key), body.to_string().as_bytes())
}

/// The query; its query string is written as it is sent.
fn query(client: &mut Client, query: &str) -> Answer {
    client.send_bytes("GET", &format!("{PATH}?{query}&app_key={}", client.key), b"")
}

/// The unbinding; its query string is written as it is sent.
fn delete(client: &mut Client, query: &str) -> Answer {
    client.send_bytes("DELETE", &format!("{PATH}?{query}&app_key={}", client.key), b"")
}

/// Binds A to an X of 0755. Gives the id.
fn bind_ax(client: &mut Client, a: &str) -> String {
    bind(client, &json!({ "origNum": a, "areaCode": "0755" })).accepted().text("subscriptionId").to_owned()
}

/// Binds B to a Y of 0755. Gives the Y.
fn bind_yb(client: &mut Client, id: &str, b: &str) -> String {
    bind(client, &json!({ "origNum": b, "subscriptionId": id, "areaCode": "0755" }))
        .accepted()
        .text("relationNumber")
        .to_owned()
}

/// The items that an id finds.
fn items(client: &mut Client, id: &str) -> Vec<Value> {
    let answer = query(client, &format!("subscriptionId={id}")).accepted();
    answer.content["xyRelationNumList"].as_array().expect("a list").clone()
}

/// A number as a query carries it.
fn escaped(number: &str) -> String {
    number.replace('+', "%2B")
}

#[test]
fn no_operation_of_the_mode_has_an_official_name() {
    let operations = OPERATIONS.iter().filter(|operation| operation.mode == Some(Mode::Axyb));
    let names: Vec<&str> = operations
        .map(|operation| {
            assert!(operation.official_name.is_none(), "{}", operation.name);
            operation.name
        })
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
}

#[test]
fn an_application_of_the_mode_begins_with_numbers_that_carry_nothing() {
    let client = Client::of_mode(Mode::Axyb);
    let state = client.platform.state();
    let application = state["applications"].as_array().into_iter().flatten().find(|one| one["appKey"] == client.key);
    let application = application.expect("an application with this key");
    assert_eq!(application["mode"], json!("axyb"));
    assert_eq!(application["numbers"].as_array().map(Vec::len), Some(6));
    assert_eq!(
        application["numbers"][0],
        json!({ "number": "+8617000000031", "areaCode": "0755", "condition": "normal", "bindings": 0 })
    );
}

#[test]
fn the_state_shows_both_halves_with_the_seconds_each_has_left() {
    let mut client = client_of(|_| {});
    let id = bind_ax(&mut client, "+8613800000001");
    let mut expected = items(&mut client, &id)[0].clone();
    for (name, value) in [
        ("appKey", json!(client.key)),
        ("mode", json!("axyb")),
        ("subscriptionId", json!(id)),
        ("remainingSeconds", json!(7_200)),
    ] {
        expected[name] = value;
    }
    assert_eq!(client.platform.state()["bindings"], json!([expected]));

    bind(&mut client, &json!({ "origNum": "+8613800000002", "subscriptionId": id, "ybDuration": 60 })).accepted();
    bind_yb(&mut client, &id, "+8613800000003");
    client.platform.advance(50);
    let state = client.platform.state();
    let left =
        |row: usize| (&state["bindings"][row]["remainingSeconds"], &state["bindings"][row]["ybRemainingSeconds"]);
    assert_eq!(left(0), (&json!(7_150), &json!(10)));
    assert_eq!(left(1), (&json!(7_150), &json!(7_150)));
    let carried = |index: usize| state["applications"][0]["numbers"][index]["bindings"].clone();
    assert_eq!([carried(0), carried(1), carried(2), carried(3)], [json!(1), json!(1), json!(1), json!(0)]);
}
