//! The header that says what is sent.

use crate::client::{AUTHORIZATION, BINDINGS, Client};

#[test]
fn json_is_taken_however_its_name_is_written() {
    let mut client = Client::new();
    for value in [
        "application/json;charset=UTF-8",
        "application/json; charset=utf-8",
        "Application/JSON ; Charset = \"utf8\"",
        " application/json ",
        "application/json;",
    ] {
        client.ask_with(&[("content-type", value), ("Authorization", AUTHORIZATION)]).refused(403, "1012007");
        assert!(!client.last_remark().contains("charset"), "{value}: {}", client.last_remark());
    }
}

#[test]
fn a_missing_or_another_type_is_an_invalid_request_that_names_the_header() {
    let mut client = Client::new();
    let answer = client.ask_with(&[("Authorization", AUTHORIZATION)]).refused(403, "1010002");
    assert_eq!(answer.text("resultdesc"), "Invalid request.Content-Type");
    assert!(client.last_remark().contains("Content-Type is missing"), "{}", client.last_remark());
    for value in ["", "text/plain", "application/jsonp", "application/x-www-form-urlencoded", "json;application/json"] {
        client.ask_with(&[("Content-Type", value), ("Authorization", AUTHORIZATION)]).refused(403, "1010002");
        assert!(client.last_remark().contains("`application/json;charset=UTF-8`"), "{}", client.last_remark());
    }
}

#[test]
fn another_charset_is_only_remarked_upon() {
    let mut client = Client::new();
    let headers = [("Content-Type", "application/json;charset=GBK"), ("Authorization", AUTHORIZATION)];
    client.ask_with(&headers).refused(403, "1012007");
    assert!(client.last_remark().contains("the charset `GBK`"), "{}", client.last_remark());
}

#[test]
fn who_asks_and_for_what_is_settled_before_the_content_type() {
    let mut client = Client::new();
    client.ask_with(&[]).refused(400, "1023006");
    client.secret = String::from("wrong");
    client.ask_with(&[("Authorization", AUTHORIZATION)]).refused(401, "1010010");
    let client = &mut Client::new();
    let aksk = crate::client::aksk(&client.key, &client.secret, "n", &client.created);
    let headers = [("Authorization", AUTHORIZATION), ("X-AKSK", aksk.as_str())];
    for (method, code) in [("PATCH", "1010006"), ("POST", "1010002"), ("PUT", "1010002"), ("DELETE", "1010002")] {
        let request = privatenumber_simulator::Request { method, target: BINDINGS, headers: &headers, body: b"" };
        client.send_raw(&request).refused(403, code);
    }
}
