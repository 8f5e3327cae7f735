//! ModifyAXBBinding: what is given changes, what is absent stays.

use privatenumber_simulator::Setup;
use serde_json::{Value, json};

use crate::client::{Client, X1, X2, person};

fn bound(client: &mut Client, a: u32, b: u32) -> String {
    client.bind(&person(a), X1, &person(b)).accepted().text("subscriptionId").to_owned()
}

#[test]
fn only_what_is_given_changes() {
    let mut client = Client::new();
    let id = client
        .create(&json!({
            "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "userData": "first", "maxDuration": 5,
            "preVoice": { "callerHintTone": "ring.wav" },
        }))
        .accepted()
        .text("subscriptionId")
        .to_owned();
    let before = client.item(&id);
    client.wall_ms += 61_000;
    let answer = client
        .modify(&json!({
            "subscriptionId": id, "calleeNum": person(3), "callDirection": 1, "recordFlag": true, "privateSms": "false",
            "preVoice": { "calleeHintTone": "last-minute.wav" }, "lastMinVoice": "last-minute.wav",
        }))
        .accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    let mut expected = before;
    expected["calleeNum"] = json!(person(3));
    expected["callDirection"] = json!(1);
    expected["recordFlag"] = json!("true");
    expected["privateSms"] = json!("false");
    expected["preVoice"] = json!({ "callerHintTone": "ring.wav", "calleeHintTone": "last-minute.wav" });
    expected["lastMinVoice"] = json!("last-minute.wav");
    expected["subscribeTime"] = json!("2026-1-1 00:01:01");
    assert_eq!(client.item(&id), expected);
}

#[test]
fn the_number_given_up_is_free_and_the_new_one_is_taken() {
    let mut client = Client::new();
    let id = bound(&mut client, 1, 2);
    client.modify(&json!({ "subscriptionId": id, "calleeNum": person(3) })).accepted();
    client.bind(&person(2), X1, &person(4)).accepted();
    client.bind(&person(3), X1, &person(5)).refused(403, "1012010");
}

#[test]
fn a_number_of_another_binding_on_this_x_is_refused_and_nothing_changes() {
    let mut client = Client::new();
    let id = bound(&mut client, 1, 2);
    bound(&mut client, 3, 4);
    let before = client.item(&id);
    for (name, number) in [("callerNum", person(4)), ("calleeNum", person(3))] {
        let answer = client.modify(&json!({ "subscriptionId": id, name: number, "duration": 60 }));
        assert_eq!(answer.refused(403, "1012010").text("resultdesc"), format!("The number {number} has been bound."));
    }
    assert_eq!(client.item(&id), before);
}

#[test]
fn its_own_numbers_are_not_in_the_way() {
    let mut client = Client::new();
    let id = bound(&mut client, 1, 2);
    client.modify(&json!({ "subscriptionId": id, "callerNum": person(1) })).accepted();
    client.modify(&json!({ "subscriptionId": id, "callerNum": person(2), "calleeNum": person(1) })).accepted();
    client.modify(&json!({ "subscriptionId": id, "callerNum": person(1) })).refused(403, "1010002");
    assert_eq!(client.item(&id)["callerNum"], json!(person(2)));
}

#[test]
fn the_x_cannot_be_modified() {
    let mut client = Client::new();
    let id = bound(&mut client, 1, 2);
    client.modify(&json!({ "subscriptionId": id, "relationNum": X2 })).accepted();
    assert_eq!(client.item(&id)["relationNum"], json!(X1));
    assert!(client.last_remark().is_empty(), "the query has nothing to say");
    let state = client.platform.state();
    let remarks: Vec<&str> =
        state["log"].as_array().into_iter().flatten().filter_map(|entry| entry["remark"].as_str()).collect();
    assert!(remarks.iter().any(|remark| remark.contains("relationNum cannot be modified")), "{remarks:?}");
    client.modify(&json!({ "subscriptionId": id, "relationNum": null })).accepted();
    assert_eq!(client.last_remark(), "", "null is absent");
}

#[test]
fn the_id_must_be_given_and_known() {
    let mut client = Client::new();
    for id in [Value::Null, json!(""), json!(1), json!("a".repeat(65))] {
        let answer = client.modify(&json!({ "subscriptionId": id })).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.subscriptionId");
    }
    client.modify(&json!({ "subscriptionId": "unknown" })).refused(403, "1012007");
}

#[test]
fn recording_without_a_recording_application_is_accepted_and_remarked() {
    let mut setup = Setup::default();
    setup.applications[0].recording = false;
    let mut client = Client::of(setup);
    let id = bound(&mut client, 1, 2);
    client.modify(&json!({ "subscriptionId": id, "recordFlag": "true" })).accepted();
    assert!(client.last_remark().contains("recordFlag has no effect"), "{}", client.last_remark());
}
