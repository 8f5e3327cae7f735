//! AX mode.

mod consistency;
mod create_binding;
mod delete_binding;
mod hostile_requests;
mod modify_binding;
mod number_choice;
mod number_condition;
mod query_binding;
pub mod subscriber;
mod temporary_callee;

use privatenumber_simulator::{Mode, OPERATIONS};
use serde_json::json;

use crate::client::Client;

#[test]
fn an_application_of_the_mode_begins_with_numbers_that_carry_nothing() {
    let client = Client::of_mode(Mode::Ax);
    let state = client.platform.state();
    let application = state["applications"].as_array().into_iter().flatten().find(|one| one["appKey"] == client.key);
    let application = application.expect("an application with this key");
    assert_eq!(application["mode"], json!("ax"));
    assert_eq!(application["numbers"].as_array().map(Vec::len), Some(6));
    assert_eq!(
        application["numbers"][0],
        json!({ "number": "+8617000000011", "areaCode": "0755", "condition": "normal", "bindings": 0 })
    );
}

#[test]
fn the_operations_of_the_mode_are_simulated_under_their_official_names() {
    let operations: Vec<_> = OPERATIONS
        .iter()
        .filter(|operation| operation.mode == Some(Mode::Ax))
        .map(|operation| (operation.official_name, operation.method))
        .collect();
    assert_eq!(
        operations,
        [
            (Some("CreateAXBinding"), "POST"),
            (Some("DeleteAXBinding"), "DELETE"),
            (Some("ModifyAXBinding"), "PUT"),
            (Some("QueryAXBinding"), "GET"),
            (Some("SetAXTemporaryCallee"), "PUT"),
        ]
    );
}
