//! Who is let in, and with which code the others are sent away.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber_simulator::{Application, ApplicationCondition, Request, Setup};
use sha2::{Digest as _, Sha256};

use crate::client::{AUTHORIZATION, Answer, BINDINGS, CONTENT_TYPE, CREATED, Client, NOW_MS, aksk, digest};

const NONCE: &str = "ac1c911c4792492687f8f6b2264a491e";

/// An answer to a query for a binding that is not there: 1012007 means that the caller was let in.
fn ask(client: &mut Client, headers: &[(&str, &str)]) -> Answer {
    let target = format!("{BINDINGS}?subscriptionId=none");
    let headers = [&[("Content-Type", CONTENT_TYPE)], headers].concat();
    client.send_raw(&Request { method: "GET", target: &target, headers: &headers, body: b"" })
}

fn ask_with_aksk(client: &mut Client, aksk: &str) -> Answer {
    ask(client, &[("Authorization", AUTHORIZATION), ("X-AKSK", aksk)])
}

fn setup_with(change: impl FnOnce(&mut Application)) -> Setup {
    let mut setup = Setup::default();
    change(&mut setup.applications[0]);
    setup
}

#[test]
fn the_documented_formula_gives_the_known_digests_and_they_are_let_in() {
    for (secret, nonce, created, known) in [
        (
            "test-secret-not-real",
            "66C92B11FF8A425FB8D4CCFE0ED9ED1F",
            "2018-02-12T15:30:20Z",
            "CuomN/Fg/aTJrsNrbLaXY2/MNyo0l/NOBe0XPB0YE4U=",
        ),
        (
            "test-secret-not-real",
            "ac1c911c4792492687f8f6b2264a491e",
            "2018-05-26T00:35:30Z",
            "qnQaY0c/p9AjUBTudNCcdc4elP76EYXnIBeNBLv2svg=",
        ),
        ("k", "a", "2024-02-29T23:59:59Z", "SClmjtqh/GWiN3tOZ8h8ZcKmmhoYtLwe3YkDQpyFFik="),
    ] {
        assert_eq!(digest(secret, nonce, created), known);
        let mut client = Client::of(setup_with(|application| {
            application.app_secret = secret.to_owned();
            application.created_window = None;
        }));
        let header = format!(
            r#"UsernameToken Username="{}",PasswordDigest="{known}",Nonce="{nonce}",Created="{created}""#,
            client.key
        );
        ask_with_aksk(&mut client, &header).refused(403, "1012007");
    }
}

#[test]
fn white_space_around_commas_the_order_of_parameters_and_the_case_of_header_names_do_not_matter() {
    let mut client = Client::new();
    let digest = digest(&client.secret, NONCE, CREATED);
    let header = format!(
        r#"UsernameToken  Created="{CREATED}" , Nonce="{NONCE}",  PasswordDigest="{digest}", Username="{}""#,
        client.key
    );
    let authorization = r#"AKSK type="Appkey", realm="SDP" ,profile="UsernameToken""#;
    ask(&mut client, &[("authorization", authorization), ("x-aksk", &header)]).refused(403, "1012007");
}

#[test]
fn each_defect_of_authorization_has_its_code() {
    let mut client = Client::new();
    let aksk = aksk(&client.key, &client.secret, NONCE, CREATED);
    ask(&mut client, &[("X-AKSK", &aksk)]).refused(400, "1023006");
    for (authorization, code) in [
        ("", "1023007"),
        ("AKSK", "1023007"),
        (r#"AKSK profile="UsernameToken",type="Appkey""#, "1023007"),
        (r#"AKSK realm="SDP",type="Appkey""#, "1023008"),
        (r#"AKSK realm="sdp",profile="UsernameToken",type="Appkey""#, "1023009"),
        (r#"AKSK realm="SDP",profile="Token",type="Appkey""#, "1023010"),
        (r#"AKSK realm="SDP",profile="UsernameToken",type="app_key""#, "1023011"),
        (r#"AKSK realm="SDP",profile="UsernameToken""#, "1023012"),
        (r#"AKSK realm=SDP,profile="UsernameToken",type="Appkey""#, "1023007"),
    ] {
        ask(&mut client, &[("Authorization", authorization), ("X-AKSK", &aksk)]).refused(400, code);
    }
}

#[test]
fn each_defect_of_x_aksk_has_its_code() {
    let mut client = Client::new();
    ask(&mut client, &[("Authorization", AUTHORIZATION)]).refused(400, "1023033");
    let whole = aksk(&client.key, &client.secret, NONCE, CREATED);
    for (gone, code) in [
        ("Username=\"", "1023034"),
        ("Nonce=\"", "1023035"),
        ("Created=\"", "1023036"),
        ("PasswordDigest=\"", "1023037"),
    ] {
        ask_with_aksk(&mut client, &whole.replace(gone, "Other=\"")).refused(400, code);
    }
    ask_with_aksk(&mut client, &whole.replace("UsernameToken ", "")).refused(400, "1023038");
    ask_with_aksk(&mut client, &whole.replace("UsernameToken ", "Token ")).refused(400, "1023038");
    ask_with_aksk(&mut client, &whole.replace("Username=", "UserName=")).refused(400, "1023034");
    ask_with_aksk(&mut client, "").refused(400, "1023034");
}

#[test]
fn a_nonce_is_of_digits_and_letters_only_and_at_most_128() {
    let mut client = Client::new();
    for (nonce, code) in [
        ("a".repeat(128), "1012007"),
        ("a".repeat(129), "1023035"),
        (String::from("with-dash"), "1023035"),
        (String::new(), "1023035"),
    ] {
        let header = aksk(&client.key, &client.secret, &nonce, CREATED);
        let answer = ask_with_aksk(&mut client, &header);
        assert_eq!(answer.code(), code, "{nonce}");
    }
}

#[test]
fn an_unknown_key_is_403_and_a_wrong_digest_401() {
    let mut client = Client::new();
    let header = aksk("nobody", &client.secret, NONCE, CREATED);
    ask_with_aksk(&mut client, &header).refused(403, "1010003");
    let header = aksk(&client.key, "another secret", NONCE, CREATED);
    ask_with_aksk(&mut client, &header).refused(401, "1010010");
}

#[test]
fn the_log_names_the_usual_mistakes_of_a_digest() {
    let mut client = Client::new();
    let raw = STANDARD.decode(digest(&client.secret, NONCE, CREATED)).expect("base64");
    let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
    let wsse = STANDARD.encode(Sha256::digest(format!("{NONCE}{CREATED}{}", client.secret)));
    for (wrong, word) in [
        (STANDARD.encode(&hex), "hexadecimal text"),
        (hex, "hexadecimal"),
        (wsse, "X-WSSE"),
        (digest(&client.secret, CREATED, NONCE), "Nonce comes first"),
        (digest(&format!("{NONCE}{CREATED}"), &client.secret, ""), "the secret is the key"),
    ] {
        let header = format!(
            r#"UsernameToken Username="{}",PasswordDigest="{wrong}",Nonce="{NONCE}",Created="{CREATED}""#,
            client.key
        );
        ask_with_aksk(&mut client, &header).refused(401, "1010010");
        assert!(client.last_remark().contains(word), "{}", client.last_remark());
    }
}

#[test]
fn created_must_lie_within_the_window_of_the_wall_clock() {
    let mut client = Client::new();
    for (created, code) in [
        ("2026-01-01T00:05:00Z", "1012007"),
        ("2025-12-31T23:55:00Z", "1012007"),
        ("2026-01-01T00:05:01Z", "1010013"),
        ("2025-12-31T23:54:59Z", "1010013"),
        ("2026-01-01T00:00:00.000Z", "1010013"),
        ("2026-01-01 00:00:00", "1010013"),
    ] {
        let header = aksk(&client.key, &client.secret, NONCE, created);
        let answer = ask_with_aksk(&mut client, &header);
        assert_eq!(answer.code(), code, "{created}");
        assert_eq!(answer.status, if code == "1010013" { 401 } else { 403 });
    }
}

#[test]
fn local_time_stamped_as_utc_is_recognised() {
    let mut client = Client::new();
    let header = aksk(&client.key, &client.secret, NONCE, "2026-01-01T08:00:00Z");
    ask_with_aksk(&mut client, &header).refused(401, "1010013");
    assert!(client.last_remark().contains("local time"), "{}", client.last_remark());
}

#[test]
fn a_window_of_null_lets_any_time_in() {
    let mut client = Client::of(setup_with(|application| application.created_window = None));
    let header = aksk(&client.key, &client.secret, NONCE, "1999-01-01T00:00:00Z");
    ask_with_aksk(&mut client, &header).refused(403, "1012007");
}

#[test]
fn an_ordinary_clock_is_let_in_after_virtual_time_ran_ahead() {
    let mut client = Client::new();
    client.platform.advance(1_000_000);
    client.query("subscriptionId=none").refused(403, "1012007");
    client.wall_ms = NOW_MS + 301_000;
    client.query("subscriptionId=none").refused(401, "1010013");
}

#[test]
fn an_application_out_of_order_is_refused_once_it_has_proven_itself() {
    for (condition, code) in [(ApplicationCondition::Frozen, "1010029"), (ApplicationCondition::Unavailable, "1010008")]
    {
        let mut client = Client::of(setup_with(|application| application.condition = condition));
        client.query("subscriptionId=none").refused(403, code);
        client.secret = String::from("wrong");
        client.query("subscriptionId=none").refused(401, "1010010");
    }
}

#[test]
fn paths_and_methods_are_told_apart_after_the_signature_only() {
    let mut client = Client::new();
    client.send_bytes("PATCH", BINDINGS, b"").refused(403, "1010006");
    client.send_bytes("post", BINDINGS, b"").refused(403, "1010006");
    client.send_bytes("POST", "/rest/provision/caas/privatenumber/v1.0", b"{}").refused(403, "1010040");
    client.send_bytes("GET", "/rest/caas/extendnumber/v2.0", b"").refused(403, "1010040");
    client.send_bytes("POST", "/rest/caas/extendnumber/v2.0", b"").refused(403, "1010006");
    for unknown in ["/rest/caas/relationnumber/partners/v1.0/", "/rest", "//", "*", ""] {
        let answer = client.send_bytes("GET", unknown, b"");
        assert_eq!((answer.status, &answer.content), (404, &serde_json::Value::Null), "{unknown}");
    }
    client.key = String::from("nobody");
    client.send_bytes("PATCH", BINDINGS, b"").refused(403, "1010003");
}

#[test]
fn of_a_whole_url_only_path_and_query_count() {
    let mut client = Client::new();
    client
        .send_bytes(
            "GET",
            &format!("https://rtcpns.cn-north-1.myhuaweicloud.com:443{BINDINGS}?subscriptionId=1#x"),
            b"",
        )
        .refused(403, "1012007");
}

#[test]
fn another_scheme_word_is_let_in_and_the_log_remarks_upon_it() {
    let mut client = Client::new();
    let parameters = r#"realm="SDP",profile="UsernameToken",type="Appkey""#;
    for (scheme, shown) in [("BEARER ", "`BEARER`"), ("WSSE ", "`WSSE`"), ("aksk ", "`aksk`"), ("", "``")] {
        let authorization = format!("{scheme}{parameters}");
        let headers = [("Content-Type", CONTENT_TYPE), ("Authorization", authorization.as_str())];
        client.ask_with(&headers).refused(403, "1012007");
        let remark = client.last_remark();
        assert!(remark.contains(&format!("the scheme word of Authorization is {shown}")), "{remark}");
    }
    client.ask_with(&[("Content-Type", CONTENT_TYPE), ("Authorization", AUTHORIZATION)]).refused(403, "1012007");
    assert!(!client.last_remark().contains("scheme"), "{}", client.last_remark());
}
