//! The key that AXYB requests carry in their query as well.

use privatenumber_simulator::{ApplicationCondition, Mode, Setup};

use crate::client::Client;

const PATH: &str = "/rest/omp/xyrelationnumber/v1.0";

#[test]
fn the_key_in_the_query_has_to_be_there_and_to_be_the_header_s() {
    let mut client = Client::of_mode(Mode::Axyb);
    let other = Client::new().key;
    for method in ["POST", "DELETE", "GET"] {
        for query in [String::new(), String::from("?app_key="), format!("?app_key={other}")] {
            let answer = client.send_bytes(method, &format!("{PATH}{query}"), b"{}").refused(403, "1010002");
            assert_eq!(answer.text("resultdesc"), "Invalid request.app_key");
            assert!(client.last_remark().contains("app_key"), "{}", client.last_remark());
        }
        let answer = client.send_bytes(method, &format!("{PATH}?app_key={}", client.key), b"{}");
        assert_ne!(answer.content["resultdesc"], "Invalid request.app_key");
    }
}

#[test]
fn an_unavailable_application_has_a_number_of_its_own() {
    let mut setup = Setup::default();
    setup.applications.retain(|application| application.mode == Mode::Axyb);
    setup.applications[0].condition = ApplicationCondition::Unavailable;
    let mut client = Client::of(setup);
    let answer = client.send_bytes("GET", &format!("{PATH}?app_key={}", client.key), b"").refused(403, "1010004");
    assert_eq!(answer.text("resultdesc"), "The status of the app_key is unavailable.");
}
