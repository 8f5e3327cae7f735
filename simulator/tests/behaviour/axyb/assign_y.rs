//! The Y that a stranger is given who calls an X.

use privatenumber_simulator::{HangUpCause, Mode, NumberCondition};
use serde_json::{Value, json};

use super::{NUMBERS, bind, bind_ax, bind_yb, client_of, delete, items, query};
use crate::client::{Client, person};

/// Binds A with these parameters besides. Gives the id; X is the first number.
fn ax(client: &mut Client, more: &Value) -> String {
    let mut body = json!({ "origNum": person(1), "areaCode": "0755" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let answer = bind(client, &body).accepted();
    assert_eq!(answer.text("relationNumber"), NUMBERS[0]);
    answer.text("subscriptionId").to_owned()
}

/// What comes of a call: Y, or the cause.
fn call(client: &mut Client, x: &str, caller: &str) -> Result<String, u16> {
    client.platform.assign_y(x, caller).map(|assigned| assigned.y).map_err(HangUpCause::code)
}

#[test]
fn whoever_calls_x_is_given_a_y_that_the_query_shows_and_keeps_it() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = ax(&mut client, &json!({ "userData": "u" }));
    assert_eq!(call(&mut client, NUMBERS[0], &person(2)), Ok(NUMBERS[1].to_owned()));
    let found = items(&mut client, &id);
    assert!(found[0]["bindId"].is_string() && found[0]["bindId"] != json!(id));
    let bind_id = &found[0]["bindId"];
    assert_eq!(
        found,
        [json!({
            "bindId": bind_id, "numA": person(1), "numX": NUMBERS[0], "numY": NUMBERS[1], "numB": person(2),
            "recordFlag": "false", "subscribeTime": "2026-1-1 00:00:00", "callDirection": 0, "duration": "7200",
            "ybDuration": "0", "userData": "u",
        })]
    );
    assert_eq!(call(&mut client, NUMBERS[0], &person(3)), Ok(NUMBERS[2].to_owned()));
    assert_eq!(call(&mut client, NUMBERS[0], &person(2)), Ok(NUMBERS[1].to_owned()));
    assert_eq!(items(&mut client, &id).len(), 2);
    // What was allotted is bound like any other YB.
    bind(&mut client, &json!({ "origNum": person(2), "subscriptionId": id })).refused(403, "1016002");
    delete(&mut client, &format!("subscriptionId={id}&bNum=%2B8613800000002")).accepted();
    assert_eq!(items(&mut client, &id).len(), 1);
}

#[test]
fn a_b_that_was_bound_keeps_its_y() {
    let mut client = client_of(|_| {});
    let id = bind_ax(&mut client, &person(1));
    let y = bind_yb(&mut client, &id, &person(2));
    let before = client.platform.state();
    assert_eq!(call(&mut client, NUMBERS[0], &person(2)), Ok(y));
    assert_eq!(client.platform.state()["bindings"], before["bindings"]);
}

#[test]
fn the_y_lives_as_long_as_yb_duration_says_and_else_as_the_ax() {
    // What the AX bind says, and when Y goes; 600 is when the AX does.
    for (yb_duration, end) in [(None, 600), (Some(0), 600), (Some(60), 60), (Some(599), 599), (Some(900), 600)] {
        let mut client = Client::of_mode(Mode::Axyb);
        let id = ax(&mut client, &json!({ "duration": 600, "ybDuration": yb_duration }));
        call(&mut client, NUMBERS[0], &person(2)).expect("a Y");
        assert_eq!(items(&mut client, &id)[0]["ybDuration"], json!(yb_duration.unwrap_or(0).to_string()));
        assert_eq!(client.platform.state()["bindings"][0]["ybRemainingSeconds"], json!(end));
        assert_eq!(client.platform.advance(end - 1), 0, "{yb_duration:?}");
        // With the AX two end.
        assert_eq!(client.platform.advance(1), if end == 600 { 2 } else { 1 }, "{yb_duration:?}");
    }
}

#[test]
fn a_y_that_has_ended_is_allotted_anew_from_the_time_of_the_call() {
    let mut client = Client::of_mode(Mode::Axyb);
    ax(&mut client, &json!({ "duration": 600, "ybDuration": 60 }));
    call(&mut client, NUMBERS[0], &person(2)).expect("a Y");
    client.platform.advance(60);
    call(&mut client, NUMBERS[0], &person(2)).expect("a Y");
    assert_eq!(client.platform.state()["bindings"][0]["ybRemainingSeconds"], json!(60));
}

#[test]
fn a_number_without_an_ax_is_8030() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = ax(&mut client, &json!({ "duration": 60 }));
    bind(&mut client, &json!({ "origNum": person(2), "subscriptionId": id })).accepted();
    // Free, a Y, another application's, nobody's, no number.
    for x in [NUMBERS[5], NUMBERS[1], "+8617000000001", "+8617099999999", "", "17000000031"] {
        assert_eq!(call(&mut client, x, &person(3)), Err(8030), "{x}");
    }
    assert_eq!(client.platform.advance(60), 2);
    assert_eq!(call(&mut client, NUMBERS[0], &person(3)), Err(8030));
    assert_eq!(client.platform.state()["bindings"], json!([]));
}

#[test]
fn whoever_calls_the_number_bound_to_them_is_8032() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = ax(&mut client, &json!({}));
    let y = bind_yb(&mut client, &id, &person(2));
    assert_eq!(call(&mut client, NUMBERS[0], &person(1)), Err(8032));
    assert_eq!(call(&mut client, &y, &person(2)), Err(8032));
    // A calls Y, and a stranger does: there is no X to call.
    assert_eq!(call(&mut client, &y, &person(1)), Err(8030));
    assert_eq!(call(&mut client, &y, &person(3)), Err(8030));
    // Behind another Y of the same AX.
    let other = bind_yb(&mut client, &id, &person(3));
    assert_eq!(call(&mut client, &other, &person(2)), Err(8030));
    assert_eq!(items(&mut client, &id).len(), 2);
}

#[test]
fn where_no_y_is_left_it_is_8031_but_not_for_who_has_one() {
    let mut client = client_of(|application| {
        application.numbers.truncate(3);
        application.numbers[2].condition = NumberCondition::Frozen;
    });
    let id = bind_ax(&mut client, &person(1));
    assert_eq!(call(&mut client, NUMBERS[0], &person(2)), Ok(NUMBERS[1].to_owned()));
    assert_eq!(call(&mut client, NUMBERS[0], &person(3)), Err(8031));
    assert_eq!(call(&mut client, NUMBERS[0], &person(2)), Ok(NUMBERS[1].to_owned()));
    assert_eq!(items(&mut client, &id).len(), 1);
}

#[test]
fn a_y_is_picked_near_x_and_else_anywhere() {
    let mut client = Client::of_mode(Mode::Axyb);
    ax(&mut client, &json!({}));
    let ys: Vec<String> = (2..7).map(|b| call(&mut client, NUMBERS[0], &person(b)).expect("a Y")).collect();
    // Those of X's city, then that of its province, then the others in whatever order.
    assert_eq!(ys[..3], NUMBERS[1..4]);
    assert!(ys[3..] == NUMBERS[4..] || ys[3..] == [NUMBERS[5], NUMBERS[4]], "{ys:?}");
}

#[test]
fn a_call_that_call_direction_forbids_is_8016_whether_the_caller_has_a_y_or_not() {
    for (direction, allowed) in [(0, true), (1, false), (2, true)] {
        let mut client = Client::of_mode(Mode::Axyb);
        let id = ax(&mut client, &json!({ "callDirection": direction }));
        let y = bind_yb(&mut client, &id, &person(2));
        assert_eq!(call(&mut client, NUMBERS[0], &person(2)), if allowed { Ok(y) } else { Err(8016) });
        assert_eq!(call(&mut client, NUMBERS[0], &person(3)).is_ok(), allowed);
        assert_eq!(call(&mut client, NUMBERS[0], &person(1)), Err(8032));
        assert_eq!(items(&mut client, &id).len(), 1 + usize::from(allowed));
    }
}

#[test]
fn a_fixed_line_is_8023_and_a_service_number_is_a_caller_like_any_other() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = ax(&mut client, &json!({}));
    bind(&mut client, &json!({ "origNum": "+8675528000001", "subscriptionId": id })).accepted();
    assert_eq!(call(&mut client, NUMBERS[0], "+8675528000001"), Err(8023));
    assert_eq!(call(&mut client, NUMBERS[0], "+8675528000002"), Err(8023));
    assert_eq!(call(&mut client, NUMBERS[5], "+8675528000002"), Err(8030));
    for caller in ["+8695588", "+864001234567"] {
        assert!(call(&mut client, NUMBERS[0], caller).is_ok(), "{caller}");
    }
}

#[test]
fn it_leaves_no_line_in_the_log() {
    let mut client = Client::of_mode(Mode::Axyb);
    ax(&mut client, &json!({}));
    let before = client.platform.state()["log"].clone();
    call(&mut client, NUMBERS[0], &person(2)).expect("a Y");
    call(&mut client, NUMBERS[0], &person(1)).expect_err("a cause");
    assert_eq!(client.platform.state()["log"], before);
    query(&mut client, "relationNum=%2B8617000000031").accepted();
}

#[test]
fn neither_y_nor_caller_is_printed_whole_and_a_cause_says_what_it_means() {
    let mut client = Client::of_mode(Mode::Axyb);
    ax(&mut client, &json!({}));
    let assigned = client.platform.assign_y(NUMBERS[0], &person(2));
    assert_eq!(format!("{assigned:?}"), r#"Ok(AssignedY { y: "+86170****0032" })"#);
    for cause in HangUpCause::ALL {
        let text = cause.to_string();
        assert!(text.starts_with(&format!("{}: ", cause.code())) && text.len() > 20, "{text}");
    }
}

#[test]
fn the_list_of_causes_is_whole_and_by_code_and_the_readme_names_each() {
    let readme = include_str!("../../../README.md");
    let causes = readme.split_once("The causes are ").and_then(|(_, rest)| rest.split_once("\n\n")).expect("a list").0;
    for cause in HangUpCause::ALL {
        // Whoever adds a cause is stopped here, and has to add it to the list as well.
        let place = match cause {
            HangUpCause::DirectionNotAllowed => 0,
            HangUpCause::FixedLineCaller => 1,
            HangUpCause::BindingMissing => 2,
            HangUpCause::NoYLeft => 3,
            HangUpCause::OwnPrivateNumber => 4,
        };
        assert_eq!(HangUpCause::ALL.get(place), Some(&cause));
        assert!(causes.contains(&cause.code().to_string()), "{cause} is not in: {causes}");
    }
    assert!(HangUpCause::ALL.is_sorted_by_key(|cause| cause.code()));
}
