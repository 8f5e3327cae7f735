//! How bindings end by themselves.

use serde_json::json;

use crate::client::{Client, X1, person};

fn bind_for(client: &mut Client, seconds: u64) -> String {
    client
        .create(&json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "duration": seconds }))
        .accepted()
        .text("subscriptionId")
        .to_owned()
}

fn is_there(client: &mut Client, id: &str) -> bool {
    client.query(&format!("subscriptionId={id}")).code() == "0"
}

#[test]
fn a_binding_goes_when_its_seconds_are_over_and_frees_its_numbers() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 60);
    client.wall_ms += 59_999;
    assert!(is_there(&mut client, &id));
    client.wall_ms += 1;
    assert!(!is_there(&mut client, &id));
    bind_for(&mut client, 60);
}

#[test]
fn virtual_time_counts_as_the_wall_s_does() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 3_600);
    assert_eq!(client.platform.advance(3_599), 0);
    assert!(is_there(&mut client, &id));
    assert_eq!(client.platform.state()["bindings"][0]["remainingSeconds"], json!(1));
    assert_eq!(client.platform.advance(1), 1);
    assert!(!is_there(&mut client, &id));
}

#[test]
fn zero_never_ends() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 0);
    client.platform.advance(10_000_000_000);
    assert!(is_there(&mut client, &id));
    assert_eq!(client.platform.state()["bindings"][0]["remainingSeconds"], json!(null));
}

#[test]
fn a_modified_duration_starts_anew_at_the_modification() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 100);
    client.platform.advance(90);
    client.modify(&json!({ "subscriptionId": id, "duration": 100 })).accepted();
    client.platform.advance(99);
    assert!(is_there(&mut client, &id));
    client.platform.advance(1);
    assert!(!is_there(&mut client, &id));
}

#[test]
fn another_modification_leaves_the_end_where_it_is() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 100);
    client.platform.advance(90);
    client.modify(&json!({ "subscriptionId": id, "callDirection": 1 })).accepted();
    assert_eq!(client.platform.advance(10), 1);
}

#[test]
fn a_modification_to_zero_takes_the_end_away_and_one_to_a_figure_sets_it() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 100);
    client.modify(&json!({ "subscriptionId": id, "duration": 0 })).accepted();
    assert_eq!(client.platform.advance(1_000), 0);
    client.modify(&json!({ "subscriptionId": id, "duration": 1 })).accepted();
    assert_eq!(client.platform.advance(1), 1);
}

#[test]
fn a_wall_clock_set_back_brings_nothing_back_and_ends_nothing_early() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 60);
    client.wall_ms -= 200_000;
    assert!(is_there(&mut client, &id));
    client.wall_ms += 200_000 + 59_000;
    assert!(is_there(&mut client, &id));
    client.wall_ms += 1_000;
    assert!(!is_there(&mut client, &id));
    client.wall_ms -= 60_000;
    assert!(!is_there(&mut client, &id));
}

#[test]
fn time_ends_without_overflowing() {
    let mut client = Client::new();
    let id = bind_for(&mut client, 60);
    assert_eq!(client.platform.advance(u64::MAX), 1);
    assert_eq!(client.platform.advance(u64::MAX), 0);
    assert!(!is_there(&mut client, &id));
    client.wall_ms = i64::MAX;
    client.query("subscriptionId=1").refused(401, "1010013");
    client.wall_ms = i64::MIN;
    client.query("subscriptionId=1").refused(401, "1010013");
}
