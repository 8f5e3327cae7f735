//! How AXE bindings end by themselves, and the two lives of a binding.

use serde_json::{Value, json};

use super::{Caller, X1};
use crate::client::{Answer, person};

const HOUR: u64 = 3_600;

fn bind_with(caller: &mut Caller, more: &[(&str, Value)]) -> Answer {
    let mut body = json!({ "virtualNum": X1, "bindNum": person(1) });
    for (name, value) in more {
        body[name] = value.clone();
    }
    caller.create(&body)
}

fn bound(caller: &mut Caller, more: &[(&str, Value)]) -> String {
    bind_with(caller, more).accepted().text("subscriptionId").to_owned()
}

/// The binding ends after exactly so many seconds.
fn ends_after(caller: &mut Caller, seconds: u64, id: &str) {
    assert_eq!(caller.client.platform.advance(seconds - 1), 0);
    assert!(caller.is_there(id));
    assert_eq!(caller.client.platform.state()["bindings"][0]["remainingSeconds"], json!(1));
    assert_eq!(caller.client.platform.advance(1), 1);
    assert!(!caller.is_there(id));
}

#[test]
fn hours_are_meant_unless_minutes_are_said() {
    for (more, seconds) in [
        (vec![("bindExpiredTime", json!(2))], 2 * HOUR),
        (vec![("bindExpiredTime", json!(720)), ("timeUnit", json!("0"))], 720 * HOUR),
        (vec![("bindExpiredTime", json!(90)), ("timeUnit", json!("1"))], 90 * 60),
        (vec![], 168 * HOUR),
        (vec![("timeUnit", json!("1"))], 168 * HOUR),
    ] {
        let mut caller = Caller::new();
        let id = bound(&mut caller, &more);
        ends_after(&mut caller, seconds, &id);
        // Its extension and its A are free.
        assert_eq!(bind_with(&mut caller, &[]).accepted().text("extendNum"), "0001");
    }
}

#[test]
fn the_default_life_is_written_in_the_unit_that_was_given() {
    let mut caller = Caller::new();
    let answer = bind_with(&mut caller, &[("timeUnit", json!("1"))]).accepted();
    assert_eq!(answer.content["bindExpiredTime"], json!(10_080));
    assert_eq!(answer.content["callbackExpiredTime"], json!(10_080));
}

#[test]
fn each_unit_has_its_own_ranges() {
    for (unit, bind, callback) in [("0", 720, 168), ("1", 43_200, 10_080)] {
        let mut caller = Caller::new();
        let lives = |bind: u64, callback: u64| {
            [("timeUnit", json!(unit)), ("bindExpiredTime", json!(bind)), ("callbackExpiredTime", json!(callback))]
        };
        for (more, culprit) in
            [(lives(bind + 1, callback), "bindExpiredTime"), (lives(bind, callback + 1), "callbackExpiredTime")]
        {
            let answer = bind_with(&mut caller, &more).refused(403, "1010002");
            assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"));
            assert!(caller.client.last_remark().contains("from 0 to"), "{}", caller.client.last_remark());
        }
        bind_with(&mut caller, &lives(bind, callback)).accepted();
    }
}

#[test]
fn zero_never_ends() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("bindExpiredTime", json!(0))]);
    caller.client.platform.advance(10_000_000_000);
    assert!(caller.is_there(&id));
    assert_eq!(caller.client.platform.state()["bindings"][0]["remainingSeconds"], json!(null));
}

#[test]
fn a_callback_record_must_not_outlive_its_binding_and_zero_is_let_through() {
    for (bind, callback, is_accepted) in
        [(24, 24, true), (24, 25, false), (0, 168, true), (0, 0, true), (24, 0, true), (1, 2, false)]
    {
        let mut caller = Caller::new();
        let answer =
            bind_with(&mut caller, &[("bindExpiredTime", json!(bind)), ("callbackExpiredTime", json!(callback))]);
        if is_accepted {
            assert_eq!(answer.accepted().content["callbackExpiredTime"], json!(callback));
        } else {
            assert_eq!(answer.refused(403, "1010002").text("resultdesc"), "Invalid request.callbackExpiredTime");
        }
    }
}

#[test]
fn a_callback_record_lives_as_long_as_its_binding_but_at_most_seven_days_unless_it_is_said() {
    for (bind, callback) in [(24, 24), (168, 168), (720, 168), (0, 168)] {
        let mut caller = Caller::new();
        let answer = bind_with(&mut caller, &[("bindExpiredTime", json!(bind))]).accepted();
        assert_eq!(answer.content["callbackExpiredTime"], json!(callback), "{bind}");
    }
}

#[test]
fn a_modified_life_starts_anew_at_the_modification() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("bindExpiredTime", json!(2))]);
    caller.client.platform.advance(HOUR);
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 150, "timeUnit": "1" })).accepted();
    ends_after(&mut caller, 150 * 60, &id);
}

#[test]
fn another_modification_leaves_the_end_where_it_is() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("bindExpiredTime", json!(2))]);
    caller.client.platform.advance(HOUR);
    caller.modify(&json!({ "subscriptionId": id, "callbackExpiredTime": 1, "recordFlag": "false" })).accepted();
    ends_after(&mut caller, HOUR, &id);
}

#[test]
fn a_modification_to_zero_takes_the_end_away_and_one_to_a_figure_sets_it() {
    let mut caller = Caller::new();
    let id = bound(&mut caller, &[("bindExpiredTime", json!(1))]);
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 0 })).accepted();
    assert_eq!(caller.client.platform.advance(1_000 * HOUR), 0);
    caller.modify(&json!({ "subscriptionId": id, "bindExpiredTime": 1 })).accepted();
    ends_after(&mut caller, HOUR, &id);
}
