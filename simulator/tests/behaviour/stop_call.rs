//! The end of a call from outside.

use privatenumber_simulator::{Mode, Response};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

const PATH: &str = "/rest/httpsessions/callStop/v2.0";
const SESSION: &str = "1200_366_0_20260101000000@axb.example.com";

fn send(client: &mut Client, body: &Value) -> Response {
    client.respond("POST", PATH, body.to_string().as_bytes())
}

fn content_type(response: &Response) -> &str {
    response.headers.iter().find(|(name, _)| *name == "Content-Type").map_or("", |(_, value)| value.as_str())
}

#[test]
fn a_call_in_progress_is_ended_once_in_every_mode() {
    for mode in [Mode::Ax, Mode::Axb, Mode::Axe, Mode::Axyb] {
        let mut client = Client::of_mode(mode);
        let session = SESSION.replace("axb", mode.name());
        let body = json!({ "sessionid": session, "signal": "call_stop" });
        let response = send(&mut client, &body);
        let answer = Answer::of(&response).accepted();
        assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
        assert_eq!(content_type(&response), "text/html;charset=UTF-8");
        let answer = Answer::of(&send(&mut client, &body)).refused(500, "1020152");
        assert_eq!(answer.text("resultdesc"), "Invalid sessionId.");
        client.platform.reset();
        Answer::of(&send(&mut client, &body)).accepted();
    }
}

#[test]
fn a_call_that_is_not_the_application_s_is_unknown() {
    let mut client = Client::new();
    for session in ["none", &SESSION.replace("axb", "ax"), &SESSION.to_uppercase()] {
        let response = send(&mut client, &json!({ "sessionid": session, "signal": "call_stop" }));
        Answer::of(&response).refused(500, "1020152");
        assert_eq!(content_type(&response), "text/html;charset=UTF-8");
    }
    Answer::of(&send(&mut client, &json!({ "sessionid": SESSION, "signal": "call_stop" }))).accepted();
}

#[test]
fn the_state_shows_the_calls_in_progress() {
    let mut client = Client::new();
    assert_eq!(client.platform.state()["applications"][0]["sessions"], json!([SESSION]));
    Answer::of(&send(&mut client, &json!({ "sessionid": SESSION, "signal": "call_stop" }))).accepted();
    assert_eq!(client.platform.state()["applications"][0]["sessions"], json!([]));
}

#[test]
fn a_wrong_parameter_is_a_parameter_error_that_the_log_names_and_ends_nothing() {
    let mut client = Client::new();
    for (body, culprit) in [
        (json!({ "signal": "call_stop" }), "sessionid"),
        (json!({ "sessionId": SESSION, "signal": "call_stop" }), "sessionid"),
        (json!({ "sessionid": "", "signal": "call_stop" }), "sessionid"),
        (json!({ "sessionid": "s".repeat(257), "signal": "call_stop" }), "sessionid"),
        (json!({ "sessionid": 1, "signal": "call_stop" }), "sessionid"),
        (json!({ "sessionid": SESSION }), "signal"),
        (json!({ "sessionid": SESSION, "signal": "" }), "signal"),
        (json!({ "sessionid": SESSION, "signal": "stop" }), "signal"),
        (json!({ "sessionid": SESSION, "signal": null }), "signal"),
    ] {
        let answer = Answer::of(&send(&mut client, &body)).refused(500, "1020001");
        assert_eq!(answer.text("resultdesc"), "Parameter error.");
        assert!(client.last_remark().starts_with(culprit), "{}", client.last_remark());
    }
    Answer::of(&send(&mut client, &json!({ "sessionid": SESSION, "signal": "call_stop" }))).accepted();
}

#[test]
fn a_body_that_is_no_object_is_an_invalid_request() {
    let mut client = Client::new();
    for body in ["", "[]", "{", "null"] {
        let response = client.respond("POST", PATH, body.as_bytes());
        Answer::of(&response).refused(403, "1010002");
        assert_eq!(content_type(&response), "text/html;charset=UTF-8");
    }
}

#[test]
fn who_is_not_let_in_is_answered_as_everywhere() {
    let mut client = Client::new();
    client.secret = String::from("wrong");
    let response = send(&mut client, &json!({ "sessionid": SESSION, "signal": "call_stop" }));
    Answer::of(&response).refused(401, "1010010");
    assert_eq!(content_type(&response), "application/json;charset=utf-8");
}
