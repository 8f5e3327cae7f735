//! `GetRecordingDownloadUrl`: where a recording is to be had, and for how long.

use privatenumber_simulator::{Application, Mode, Recording, Response, Setup};
use serde_json::json;

use crate::client::{Answer, Client};

const PATH: &str = "/rest/provision/voice/record/v1.0";
const WEEK: u64 = 7 * 86_400;

fn client_with(change: impl FnOnce(&mut Application)) -> Client {
    let mut setup = Setup::default();
    change(&mut setup.applications[0]);
    Client::of(setup)
}

fn recording(file_name: &str, age_seconds: u64) -> Recording {
    Recording { file_name: file_name.to_owned(), record_domain: String::from("recordings.example.com"), age_seconds }
}

fn ask(client: &mut Client, query: &str) -> Response {
    client.respond("GET", &format!("{PATH}?{query}"), b"")
}

fn location(response: &Response) -> Option<&str> {
    response.headers.iter().find(|(name, _)| *name == "Location").map(|(_, value)| value.as_str())
}

fn refused(client: &mut Client, query: &str, code: &str) {
    let response = ask(client, query);
    assert_eq!(location(&response), None);
    Answer::of(&response).refused(403, code);
}

#[test]
fn a_recording_is_answered_with_an_address_on_its_host_and_an_empty_body_in_every_mode() {
    for mode in [Mode::Ax, Mode::Axb, Mode::Axe, Mode::Axyb] {
        let query = format!("fileName={}-call.wav&recordDomain=recordings.example.com", mode.name());
        let response = ask(&mut Client::of_mode(mode), &query);
        let address = format!("https://recordings.example.com/simulated-recordings/{}-call.wav", mode.name());
        assert_eq!((response.status, response.body.as_slice()), (301, b"".as_slice()));
        assert_eq!(location(&response), Some(address.as_str()));
        let names: Vec<&str> = response.headers.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["Location", "Date"], "no content type without content");
        assert_eq!(ask(&mut Client::of_mode(mode), &query), response);
    }
}

#[test]
fn the_log_shows_the_status_and_no_result_code() {
    let mut client = Client::new();
    ask(&mut client, "fileName=axb-call.wav&recordDomain=recordings.example.com");
    let entry = client.platform.state()["log"][0].clone();
    assert_eq!((&entry["status"], &entry["resultcode"], &entry["remark"]), (&json!(301), &json!(null), &json!("")));
}

#[test]
fn a_file_name_is_escaped_in_the_address() {
    let mut client = client_with(|application| application.recordings = vec![recording("a b/录音?\r\n.wav", 0)]);
    let response =
        ask(&mut client, "fileName=a%20b%2F%E5%BD%95%E9%9F%B3%3F%0D%0A.wav&recordDomain=recordings.example.com");
    assert_eq!(
        location(&response),
        Some("https://recordings.example.com/simulated-recordings/a%20b%2F%E5%BD%95%E9%9F%B3%3F%0D%0A.wav")
    );
}

#[test]
fn file_and_host_have_to_be_given_and_to_have_1_to_128_characters() {
    let mut client = Client::new();
    let long = "a".repeat(129);
    for (query, culprit) in [
        ("recordDomain=recordings.example.com", "fileName"),
        ("fileName=&recordDomain=recordings.example.com", "fileName"),
        (&format!("fileName={long}&recordDomain=recordings.example.com"), "fileName"),
        ("fileName=axb-call.wav", "recordDomain"),
        ("fileName=axb-call.wav&recordDomain=", "recordDomain"),
        (&format!("fileName=axb-call.wav&recordDomain={long}"), "recordDomain"),
        ("fileName=%ff&recordDomain=recordings.example.com", "fileName"),
    ] {
        let answer = Answer::of(&ask(&mut client, query)).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"));
    }
    refused(&mut client, &format!("fileName={}&recordDomain=r", "a".repeat(128)), "1012007");
}

#[test]
fn an_application_without_recording_has_none_even_where_the_setup_lists_one() {
    let mut client = client_with(|application| application.recording = false);
    refused(&mut client, "fileName=axb-call.wav&recordDomain=recordings.example.com", "1012012");
    refused(&mut client, "fileName=none.wav&recordDomain=recordings.example.com", "1012012");
    refused(&mut client, "fileName=axb-call.wav", "1010002");
}

#[test]
fn name_and_host_have_to_match_and_another_application_s_recording_is_none() {
    let mut client = Client::new();
    for query in [
        "fileName=none.wav&recordDomain=recordings.example.com",
        "fileName=axb-call.wav&recordDomain=other.example.com",
        "fileName=ax-call.wav&recordDomain=recordings.example.com",
    ] {
        refused(&mut client, query, "1012007");
    }
}

#[test]
fn a_recording_is_gone_seven_days_after_its_push() {
    let mut client = client_with(|application| {
        application.recordings = vec![recording("new.wav", 0), recording("old.wav", WEEK - 60)];
    });
    let new = "fileName=new.wav&recordDomain=recordings.example.com";
    let old = "fileName=old.wav&recordDomain=recordings.example.com";
    assert_eq!(ask(&mut client, old).status, 301);
    client.platform.advance(59);
    assert_eq!(ask(&mut client, old).status, 301);
    client.wall_ms += 1_000;
    refused(&mut client, old, "1012007");
    assert!(client.last_remark().contains("7 days"), "{}", client.last_remark());
    client.platform.advance(WEEK - 61);
    assert_eq!(ask(&mut client, new).status, 301);
    client.platform.advance(1);
    refused(&mut client, new, "1012007");
    client.platform.reset();
    assert_eq!(ask(&mut client, old).status, 301);
}

#[test]
fn an_age_beyond_seven_days_and_the_end_of_time_are_simply_gone() {
    let mut client = client_with(|application| {
        application.recordings = vec![recording("ancient.wav", u64::MAX), recording("new.wav", 0)];
    });
    refused(&mut client, "fileName=ancient.wav&recordDomain=recordings.example.com", "1012007");
    client.platform.advance(u64::MAX);
    refused(&mut client, "fileName=new.wav&recordDomain=recordings.example.com", "1012007");
}
