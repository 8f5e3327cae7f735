//! The scheme of before: `Authorization: WSSE` and `X-WSSE`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber_simulator::{Application, Request, Scheme, Setup};
use sha2::{Digest as _, Sha256};

use crate::client::{AUTHORIZATION, Answer, BINDINGS, CONTENT_TYPE, CREATED, Client, aksk, digest};

const WSSE: &str = r#"WSSE realm="SDP",profile="UsernameToken",type="Appkey""#;
const NONCE: &str = "ac1c911c4792492687f8f6b2264a491e";

fn client_with(change: impl FnOnce(&mut Application)) -> Client {
    let mut setup = Setup::default();
    change(&mut setup.applications[0]);
    Client::of(setup)
}

/// `Base64(SHA256(Nonce + Created + APP_Secret))`, of the raw bytes.
fn old_digest(secret: &str, nonce: &str, created: &str) -> String {
    STANDARD.encode(Sha256::digest(format!("{nonce}{created}{secret}")))
}

fn token(client: &Client, digest: &str) -> String {
    format!(r#"UsernameToken Username="{}",PasswordDigest="{digest}",Nonce="{NONCE}",Created="{CREATED}""#, client.key)
}

fn right_token(client: &Client) -> String {
    token(client, &old_digest(&client.secret, NONCE, CREATED))
}

/// An answer to a query for a binding that is not there: 1012007 means that the caller was let in.
fn ask(client: &mut Client, headers: &[(&str, &str)]) -> Answer {
    let target = format!("{BINDINGS}?subscriptionId=none");
    let headers = [&[("Content-Type", CONTENT_TYPE)], headers].concat();
    client.send_raw(&Request { method: "GET", target: &target, headers: &headers, body: b"" })
}

#[test]
fn the_documented_formula_gives_the_known_digests_and_they_are_let_in() {
    for (secret, nonce, created, known) in [
        (
            "test-secret-not-real",
            "66C92B11FF8A425FB8D4CCFE0ED9ED1F",
            "2018-02-12T15:30:20Z",
            "sAfSJNhy603mMFtkDZirISdx67WGj2shJzIw5wBf/fs=",
        ),
        ("k", "a", "2024-02-29T23:59:59Z", "fxHMb41/gK7wt8T+WmhuQOAW+bft4ePzh+Qon2qylJI="),
    ] {
        assert_eq!(old_digest(secret, nonce, created), known);
        let mut client = client_with(|application| {
            application.app_secret = secret.to_owned();
            application.created_window = None;
        });
        let header = format!(
            r#"UsernameToken Username="{}", PasswordDigest="{known}", Nonce="{nonce}", Created="{created}""#,
            client.key
        );
        ask(&mut client, &[("authorization", WSSE), ("x-wsse", &header)]).refused(403, "1012007");
        assert!(!client.last_remark().contains("scheme"), "{}", client.last_remark());
    }
}

#[test]
fn what_is_missing_has_the_codes_of_before() {
    let mut client = Client::new();
    let whole = right_token(&client);
    ask(&mut client, &[("X-WSSE", &whole)]).refused(400, "1023006");
    ask(&mut client, &[("Authorization", WSSE)]).refused(400, "1023026");
    ask(&mut client, &[("Authorization", AUTHORIZATION), ("X-WSSE", &whole)]).refused(400, "1023013");
    ask(&mut client, &[("Authorization", r#"WSSE realm="SDP""#), ("X-WSSE", &whole)]).refused(400, "1023008");
    for (gone, code) in [
        ("Username=\"", "1023027"),
        ("Nonce=\"", "1023028"),
        ("Created=\"", "1023029"),
        ("PasswordDigest=\"", "1023030"),
    ] {
        ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &whole.replace(gone, "Other=\""))]).refused(400, code);
    }
    let dashed = whole.replace(NONCE, "with-dash");
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &dashed)]).refused(400, "1023028");
    let answer = ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", "")]).refused(400, "1023027");
    assert_eq!(answer.text("resultdesc"), "Username not contained in X-WSSE.");
}

#[test]
fn a_token_without_its_first_word_is_let_in_and_the_log_remarks_upon_it() {
    let mut client = Client::new();
    let bare = right_token(&client).replace("UsernameToken ", "");
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &bare)]).refused(403, "1012007");
    assert!(client.last_remark().contains("must begin with `UsernameToken `"), "{}", client.last_remark());
}

#[test]
fn key_digest_and_time_are_checked_as_in_the_scheme_of_today() {
    let mut client = Client::new();
    let of_nobody = right_token(&client).replace(&client.key, "nobody");
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &of_nobody)]).refused(403, "1010003");
    let wrong = token(&client, &old_digest("another secret", NONCE, CREATED));
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &wrong)]).refused(401, "1010010");
    client.wall_ms += 301_000;
    let late = right_token(&client);
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &late)]).refused(401, "1010013");
}

#[test]
fn the_log_names_the_usual_mistakes_of_a_digest() {
    let mut client = Client::new();
    let raw = Sha256::digest(format!("{NONCE}{CREATED}{}", client.secret));
    let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
    for (wrong, word) in [
        (STANDARD.encode(&hex), "hexadecimal text"),
        (hex, "hexadecimal"),
        (digest(&client.secret, NONCE, CREATED), "X-AKSK"),
        (old_digest(&client.secret, CREATED, NONCE), "Nonce comes first"),
        (old_digest(&format!("{NONCE}{CREATED}"), &client.secret, ""), "it must come last"),
        (String::from("anything"), "another secret"),
    ] {
        let header = token(&client, &wrong);
        ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &header)]).refused(401, "1010010");
        assert!(client.last_remark().contains(word), "{word}: {}", client.last_remark());
    }
}

#[test]
fn an_application_that_does_not_take_a_scheme_misses_the_header_of_the_other() {
    let mut client = client_with(|application| application.schemes = vec![Scheme::Aksk]);
    let old = right_token(&client);
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &old)]).refused(400, "1023033");
    assert!(client.last_remark().contains("does not sign with wsse"), "{}", client.last_remark());
    client.query("subscriptionId=none").refused(403, "1012007");

    let mut client = client_with(|application| application.schemes = vec![Scheme::Wsse]);
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &old)]).refused(403, "1012007");
    client.query("subscriptionId=none").refused(400, "1023026");
}

#[test]
fn where_both_tokens_are_sent_that_of_today_counts() {
    let mut client = Client::new();
    let today = aksk(&client.key, &client.secret, NONCE, CREATED);
    ask(&mut client, &[("Authorization", AUTHORIZATION), ("X-WSSE", "x"), ("X-AKSK", &today)]).refused(403, "1012007");
    let old = right_token(&client);
    ask(&mut client, &[("Authorization", WSSE), ("X-WSSE", &old), ("X-AKSK", "x")]).refused(400, "1023034");
}
