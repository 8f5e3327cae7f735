//! AXE mode.

use privatenumber_simulator::Mode;
use serde_json::json;

use crate::client::Client;

#[test]
fn an_application_of_the_mode_begins_with_numbers_that_carry_nothing() {
    let client = Client::of_mode(Mode::Axe);
    let state = client.platform.state();
    let application = state["applications"].as_array().into_iter().flatten().find(|one| one["appKey"] == client.key);
    let application = application.expect("an application with this key");
    assert_eq!(application["mode"], json!("axe"));
    assert_eq!(application["numbers"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        application["numbers"][0],
        json!({ "number": "+8617000000021", "areaCode": "0755", "condition": "normal", "bindings": 0 })
    );
}
