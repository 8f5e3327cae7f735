//! What pushes are signed with, computed once more here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber_simulator::{Mode, OwedPush, PushSignature, Script};
use sha2::{Digest as _, Sha256};

use super::host::{CALL_STATUS, Host};
use crate::client::{X1, digest, person};

fn first_push(signature: PushSignature) -> (OwedPush, Host) {
    let mut host = Host::with(Mode::Axb, |application| application.pushes.signature = signature);
    host.dial(&person(1), X1, Script::default());
    (host.client.platform.next_push().expect("an event"), host)
}

fn header<'a>(push: &'a OwedPush, name: &str) -> &'a str {
    push.headers.iter().find(|(header, _)| *header == name).map_or("", |(_, value)| value.as_str())
}

/// `PasswordDigest`, `Nonce` and `Created` of a token, which has to be written as the pages' examples are.
fn parts<'a>(token: &'a str, key: &str) -> [&'a str; 3] {
    let begin = format!(r#"UsernameToken Username="{key}",PasswordDigest=""#);
    let rest = token.strip_prefix(begin.as_str()).expect("user and digest");
    let (digest, rest) = rest.split_once(r#"",Nonce=""#).expect("a nonce");
    let (nonce, rest) = rest.split_once(r#"",Created=""#).expect("a time");
    [digest, nonce, rest.strip_suffix('"').expect("the end")]
}

#[test]
fn each_signature_is_what_an_independent_computation_gives() {
    for signature in [PushSignature::Aksk, PushSignature::AkskWithUrl, PushSignature::Wsse, PushSignature::WsseHex] {
        let (push, host) = first_push(signature);
        let (word, name) = match signature {
            PushSignature::Wsse | PushSignature::WsseHex => ("WSSE", "X-WSSE"),
            _ => ("AKSK", "X-AKSK"),
        };
        assert_eq!(
            header(&push, "Authorization"),
            format!(r#"{word} realm="SDP",profile="UsernameToken",type="Appkey""#)
        );
        let [found, nonce, created] = parts(header(&push, name), &host.client.key);
        assert!(nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()), "{nonce}");
        assert_eq!(created, "2026-01-01T00:00:00Z");
        let secret = &host.client.secret;
        let sha = Sha256::digest(format!("{nonce}{created}{secret}"));
        let expected = match signature {
            PushSignature::Aksk => digest(secret, nonce, created),
            PushSignature::AkskWithUrl => digest(secret, &format!("{CALL_STATUS}{nonce}"), created),
            PushSignature::Wsse => STANDARD.encode(sha),
            _ => STANDARD.encode(sha.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
        };
        assert_eq!(found, expected, "{signature:?}");
        assert!(!format!("{push:?}").contains(&expected));
    }
    let (push, _) = first_push(PushSignature::None);
    assert_eq!(push.headers.len(), 1);
}

#[test]
fn every_attempt_has_a_nonce_of_its_own_and_the_wall_time_however_much_was_skipped() {
    let (push, mut host) = first_push(PushSignature::Aksk);
    host.client.platform.push_failed(push.id);
    host.client.platform.advance(60);
    let created = |push: &OwedPush, key: &str| parts(header(push, "X-AKSK"), key)[2].to_owned();
    let mut nonces = vec![header(&push, "X-AKSK").to_owned()];
    while let Some(push) = host.client.platform.next_push() {
        assert_eq!(created(&push, &host.client.key), "2026-01-01T00:00:00Z");
        nonces.push(header(&push, "X-AKSK").to_owned());
    }
    assert_eq!(nonces.len(), 4, "callin twice, disconnect and the record");
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 4);
    host.client.platform.observe(host.client.wall_ms + 5_000);
    host.dial(&person(1), X1, Script::default());
    let push = host.client.platform.next_push().expect("an event");
    assert_eq!(created(&push, &host.client.key), "2026-01-01T00:00:05Z");
}
