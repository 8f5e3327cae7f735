//! The simulator's own endpoints, its state, and what it never shows.

use privatenumber_simulator::{Mode, Platform, Request, Setup};
use serde_json::{Value, json};

use crate::client::{Answer, Client, NOW_MS, X1, person};

fn control(client: &mut Client, method: &str, target: &str, body: &str) -> Answer {
    client.send_raw(&Request { method, target, headers: &[], body: body.as_bytes() })
}

#[test]
fn the_state_shows_bindings_numbers_and_time_but_no_secret() {
    let mut client = Client::new();
    client
        .create(&json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "duration": 60 }))
        .accepted();
    let state = control(&mut client, "GET", "/_simulator/state", "").content;
    assert_eq!(state["now"], json!("2026-01-01T00:00:00Z"));
    assert_eq!(
        state["applications"][0]["numbers"][0],
        json!({
            "number": X1, "areaCode": "0755", "condition": "normal", "bindings": 1,
        })
    );
    assert_eq!(state["bindings"][0]["callerNum"], json!(person(1)));
    assert_eq!(state["bindings"][0]["appKey"], json!(client.key));
    assert_eq!(state["bindings"][0]["mode"], json!("axb"));
    assert_eq!(state["bindings"][0]["remainingSeconds"], json!(60));
    assert_eq!(state["log"].as_array().map(Vec::len), Some(1));
    assert_eq!(state, client.platform.state());
    assert!(!state.to_string().contains(&client.secret));
}

#[test]
fn advance_moves_time_and_says_what_expired() {
    let mut client = Client::new();
    client
        .create(&json!({ "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "duration": 3600 }))
        .accepted();
    let answer = control(&mut client, "POST", "/_simulator/advance", r#"{"seconds":3600}"#);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.content, json!({ "now": "2026-01-01T01:00:00Z", "expired": 1 }));
}

#[test]
fn assign_y_says_which_y_or_why_the_call_is_hung_up() {
    let mut client = Client::of_mode(Mode::Axyb);
    let target = format!("/rest/omp/xyrelationnumber/v1.0?app_key={}", client.key);
    let body = json!({ "origNum": person(1), "areaCode": "0755", "duration": 60 }).to_string();
    let x = client.send_bytes("POST", &target, body.as_bytes()).accepted().text("relationNumber").to_owned();
    let call = |client: &mut Client, caller: &str| {
        let body = json!({ "x": x, "caller": caller }).to_string();
        let answer = control(client, "POST", "/_simulator/assign-y", &body);
        assert_eq!(answer.status, 200);
        answer.content
    };
    assert_eq!(call(&mut client, &person(2)), json!({ "y": "+8617000000032" }));
    assert_eq!(call(&mut client, &person(1)), json!({ "cause": 8032 }));
    assert_eq!(client.platform.state()["log"].as_array().map(Vec::len), Some(1));
    // It is at the time of the call that the binding has to be there.
    client.wall_ms += 60_000;
    assert_eq!(call(&mut client, &person(2)), json!({ "cause": 8030 }));
}

#[test]
fn reset_begins_again_with_the_same_ids() {
    let mut client = Client::new();
    let first = client.bind(&person(1), X1, &person(2)).accepted().text("subscriptionId").to_owned();
    control(&mut client, "POST", "/_simulator/advance", r#"{"seconds":3600}"#);
    assert_eq!(control(&mut client, "POST", "/_simulator/reset", "").status, 200);
    let state = client.platform.state();
    assert_eq!((&state["bindings"], &state["log"], &state["skippedSeconds"]), (&json!([]), &json!([]), &json!(0)));
    let again = client.bind(&person(1), X1, &person(2)).accepted().text("subscriptionId").to_owned();
    assert_eq!(first, again);
}

#[test]
fn bad_input_is_told_what_would_be_right() {
    let mut client = Client::new();
    for (method, target, body, status) in [
        ("POST", "/_simulator/advance", "", 400),
        ("POST", "/_simulator/advance", "[]", 400),
        ("POST", "/_simulator/advance", r#"{"seconds":-1}"#, 400),
        ("POST", "/_simulator/advance", r#"{"seconds":"60"}"#, 400),
        ("POST", "/_simulator/advance", r#"{"seconds":60,"minutes":1}"#, 400),
        ("GET", "/_simulator/advance", "", 405),
        ("POST", "/_simulator/assign-y", "", 400),
        ("POST", "/_simulator/assign-y", "[]", 400),
        ("POST", "/_simulator/assign-y", "{}", 400),
        ("POST", "/_simulator/assign-y", r#"{"x":"+8617000000031"}"#, 400),
        ("POST", "/_simulator/assign-y", r#"{"x":"17000000031","caller":"+8613800000001"}"#, 400),
        ("POST", "/_simulator/assign-y", r#"{"x":"+8675528000001","caller":"+8613800000001"}"#, 400),
        ("POST", "/_simulator/assign-y", r#"{"x":"+8617000000031","caller":13800000001}"#, 400),
        ("POST", "/_simulator/assign-y", r#"{"x":"+8617000000031","caller":"13800000001"}"#, 400),
        ("POST", "/_simulator/assign-y", r#"{"x":"+8617000000031","caller":"+8613800000001","y":""}"#, 400),
        ("GET", "/_simulator/assign-y", "", 405),
        ("POST", "/_simulator/state", "", 405),
        ("GET", "/_simulator/other", "", 404),
        ("POST", "/", "", 405),
    ] {
        let answer = control(&mut client, method, target, body);
        assert_eq!(answer.status, status, "{method} {target} {body}");
        for part in ["message", "hint"] {
            assert!(answer.content["error"][part].is_string(), "{}", answer.content);
        }
    }
    assert_eq!(client.platform.state()["log"], json!([]));
}

#[test]
fn the_page_names_what_a_client_needs_but_the_secret() {
    let mut platform = Platform::from_json("").expect("the default setup");
    let response = platform.answer(&Request { method: "GET", target: "/", headers: &[], body: b"" }, NOW_MS);
    let page = String::from_utf8(response.body).expect("text");
    let setup = Setup::default();
    for application in &setup.applications {
        assert!(page.contains(&application.app_key) && page.contains(&application.numbers[0].number), "{page}");
        assert!(!page.contains(&application.app_secret));
    }
}

#[test]
fn the_log_keeps_200_requests_without_a_whole_number_in_their_words() {
    let mut client = Client::new();
    client.bind(&person(1), X1, &person(2)).accepted();
    for _ in 0..300 {
        client.bind(&person(1), X1, &person(2)).refused(403, "1012010");
    }
    let log = client.platform.state()["log"].clone();
    assert_eq!(log.as_array().map(Vec::len), Some(200));
    assert_eq!(log[0]["resultcode"], json!("1012010"));
    assert!(log[0]["remark"].as_str().is_some_and(|remark| remark.contains("+86138****0001")), "{log}");
    assert!(!log.to_string().contains("13800000001") && !log.to_string().contains("17000000001"));
    client.send_bytes("GET", &"/13800000001".repeat(1_000), b"");
    let log = client.platform.state()["log"].clone();
    assert!(log.to_string().len() < 200_000 && !log.to_string().contains("13800000001"));
    assert_eq!(log[199]["resultcode"], Value::Null);
}

#[test]
fn the_log_bounds_and_masks_whatever_a_request_brings() {
    let mut client = Client::new();
    for (target, shown) in [
        ("/x/138-0000-0021", "/x/138****0021"),
        ("/x/138%200000%200021", "/x/138****0021"),
        ("/x/１３８００００００２１", "/x/１３８****００２１"),
        ("/x/138\u{200b}0000\t0021", "/x/138****0021"),
    ] {
        client.send_bytes("GET", target, b"");
        let state = client.platform.state();
        assert_eq!(state["log"].as_array().and_then(|log| log.last()).map(|entry| &entry["path"]), Some(&json!(shown)));
    }
    client.platform.reset();
    client.send_bytes(&"GET".repeat(100_000), &"/x".repeat(100_000), b"");
    client.query(&format!("{}=+", "n".repeat(100_000)));
    let headers = [("Content-Type", "text/plain;".repeat(100_000)), ("Authorization", "s".repeat(100_000))];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.ask_with(&headers);
    assert!(client.platform.state()["log"].to_string().len() < 3_000, "{}", client.platform.state()["log"]);
}

#[test]
fn debug_shows_neither_secrets_nor_numbers() {
    let client = Client::new();
    let request =
        Request { method: "POST", target: "/x?relationNum=%2B8617000000001", headers: &[], body: b"13800000001" };
    let mut named_after_callers = Setup::default();
    named_after_callers.applications[0].sessions = vec![String::from("+8613800000001_4_627e5c1f")];
    named_after_callers.applications[0].recordings[0].file_name = String::from("13800000001.wav");
    for shown in [
        format!("{named_after_callers:?}"),
        format!("{:?}", client.platform),
        format!("{:#?}", Setup::default()),
        format!("{request:?}"),
        format!("{:?}", client.platform.clone().answer(&request, NOW_MS)),
    ] {
        assert!(!shown.contains(&client.secret), "{shown}");
        assert!(!shown.contains("17000000001") && !shown.contains("13800000001"), "{shown}");
    }
}
