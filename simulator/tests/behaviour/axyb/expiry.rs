//! How the two halves of a relation end by themselves.

use privatenumber_simulator::Mode;
use serde_json::json;

use super::{bind, delete, items, query};
use crate::client::{Client, person};

/// Binds an AX of these lives. Gives the id.
fn bind_ax_for(client: &mut Client, duration: Option<u64>, yb_duration: Option<u64>) -> String {
    let body = json!({ "origNum": person(1), "areaCode": "0755", "duration": duration, "ybDuration": yb_duration });
    bind(client, &body).accepted().text("subscriptionId").to_owned()
}

fn bind_yb_for(client: &mut Client, id: &str, b: u32, yb_duration: Option<u64>) {
    bind(client, &json!({ "origNum": person(b), "subscriptionId": id, "ybDuration": yb_duration })).accepted();
}

/// The B that are bound; nothing if the AX is gone.
fn bs(client: &mut Client, id: &str) -> Option<Vec<String>> {
    if query(client, &format!("subscriptionId={id}")).code() != "0" {
        return None;
    }
    Some(items(client, id).iter().filter_map(|item| item["numB"].as_str().map(str::to_owned)).collect())
}

#[test]
fn an_ax_ends_after_two_hours_unless_it_is_said_otherwise_and_takes_its_ybs() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax_for(&mut client, None, None);
    bind_yb_for(&mut client, &id, 2, None);
    bind_yb_for(&mut client, &id, 3, None);
    assert_eq!(client.platform.advance(7_199), 0);
    assert_eq!(bs(&mut client, &id), Some(vec![person(2), person(3)]));
    assert_eq!(client.platform.advance(1), 3);
    assert_eq!(bs(&mut client, &id), None);
}

#[test]
fn a_yb_ends_alone_and_the_ax_takes_its_b_again() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax_for(&mut client, Some(600), Some(0));
    bind_yb_for(&mut client, &id, 2, Some(60));
    bind_yb_for(&mut client, &id, 3, None);
    client.wall_ms += 59_999;
    assert_eq!(bs(&mut client, &id), Some(vec![person(2), person(3)]));
    client.wall_ms += 1;
    assert_eq!(bs(&mut client, &id), Some(vec![person(3)]));
    bind_yb_for(&mut client, &id, 2, None);
}

#[test]
fn zero_never_ends() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax_for(&mut client, Some(0), Some(0));
    bind_yb_for(&mut client, &id, 2, None);
    assert_eq!(client.platform.advance(10_000_000_000), 0);
    assert_eq!(bs(&mut client, &id), Some(vec![person(2)]));
    let state = client.platform.state();
    assert_eq!(state["bindings"][0]["remainingSeconds"], json!(null));
    assert_eq!(state["bindings"][0]["ybRemainingSeconds"], json!(null));
}

#[test]
fn the_yb_s_own_life_wins_over_that_of_the_ax_bind() {
    // What the AX bind says, what the YB bind says, when the YB goes if before the AX, what the query shows.
    for (of_ax, of_yb, end, shown) in [
        (None, None, None, "0"),
        (Some(100), None, Some(100), "100"),
        (Some(100), Some(60), Some(60), "60"),
        (Some(60), Some(100), Some(100), "100"),
        (Some(60), Some(0), None, "0"),
        (None, Some(100), Some(100), "100"),
    ] {
        let mut client = Client::of_mode(Mode::Axyb);
        let id = bind_ax_for(&mut client, Some(600), of_ax);
        bind_yb_for(&mut client, &id, 2, of_yb);
        assert_eq!(items(&mut client, &id)[0]["ybDuration"], json!(shown), "{of_ax:?} {of_yb:?}");
        let left = client.platform.state()["bindings"][0]["ybRemainingSeconds"].clone();
        assert_eq!(left, json!(end.unwrap_or(600)), "{of_ax:?} {of_yb:?}");
        if let Some(end) = end {
            assert_eq!(client.platform.advance(end), 1, "{of_ax:?} {of_yb:?}");
            assert_eq!(bs(&mut client, &id), Some(Vec::new()));
        } else {
            assert_eq!(client.platform.advance(599), 0, "{of_ax:?} {of_yb:?}");
            assert_eq!(client.platform.advance(1), 2, "{of_ax:?} {of_yb:?}");
        }
    }
}

#[test]
fn a_yb_does_not_outlive_its_ax() {
    for (duration, of_ax, of_yb) in [(60, Some(600), None), (60, None, Some(600)), (60, Some(0), Some(60))] {
        let mut client = Client::of_mode(Mode::Axyb);
        let id = bind_ax_for(&mut client, Some(duration), of_ax);
        // Late, so that what is within `duration` is over only after the AX is.
        client.platform.advance(30);
        bind_yb_for(&mut client, &id, 2, of_yb);
        assert_eq!(client.platform.state()["bindings"][0]["ybRemainingSeconds"], json!(30));
        assert_eq!(client.platform.advance(30), 2);
        assert_eq!(client.platform.state()["bindings"], json!([]));
    }
}

#[test]
fn what_was_removed_does_not_end_again() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax_for(&mut client, Some(200), Some(60));
    bind_yb_for(&mut client, &id, 2, None);
    bind_yb_for(&mut client, &id, 3, None);
    delete(&mut client, &format!("subscriptionId={id}&bNum=%2B8613800000002")).accepted();
    assert_eq!(client.platform.advance(60), 1);
    bind_yb_for(&mut client, &id, 4, None);
    delete(&mut client, &format!("subscriptionId={id}")).accepted();
    assert_eq!(client.platform.advance(u64::MAX), 0);
}

#[test]
fn the_ends_of_both_halves_that_were_leapt_over_count_once_each() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax_for(&mut client, Some(100), Some(60));
    for b in 2..5 {
        bind_yb_for(&mut client, &id, b, None);
    }
    assert_eq!(client.platform.advance(1_000), 4);
    assert_eq!(client.platform.advance(1_000), 0);
}
