//! The headers of a push. API reference `privatenumber_02_0006`, and its copies of before 2025 for the older scheme.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::authentication::digest::{hex, raw};
use crate::calendar;
use crate::randomness::Randomness;
use crate::setup::{Application, PushSignature, Scheme};

/// The headers of one attempt, with a nonce of its own. `wall_seconds` is the time that receivers know: like the client's
/// own requests, pushes are stamped in wall time, so that a receiver with an ordinary clock takes them after hours were
/// skipped.
pub(super) fn headers(
    application: &Application,
    url: &str,
    wall_seconds: i64,
    chance: &mut Randomness,
) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Content-Type", String::from("application/json;charset=UTF-8"))];
    let secret = &application.app_secret;
    // Drawn whether it is needed or not: with another signature the same setup gives the same calls.
    let nonce = chance.hexadecimal();
    let created = calendar::instant(wall_seconds);
    let message = format!("{nonce}{created}");
    let (scheme, digest) = match application.pushes.signature {
        PushSignature::None => return headers,
        PushSignature::Aksk => (Scheme::Aksk, BASE64.encode(raw(Scheme::Aksk, secret, &message))),
        PushSignature::AkskWithUrl => {
            (Scheme::Aksk, BASE64.encode(raw(Scheme::Aksk, secret, &format!("{url}{message}"))))
        }
        PushSignature::Wsse => (Scheme::Wsse, BASE64.encode(raw(Scheme::Wsse, secret, &message))),
        PushSignature::WsseHex => (Scheme::Wsse, BASE64.encode(hex(&raw(Scheme::Wsse, secret, &message)))),
    };
    let (word, header) = match scheme {
        Scheme::Aksk => ("AKSK", "X-AKSK"),
        Scheme::Wsse => ("WSSE", "X-WSSE"),
    };
    headers.push(("Authorization", format!(r#"{word} realm="SDP",profile="UsernameToken",type="Appkey""#)));
    // Without blanks after the commas, as in the examples and in a push that was logged.
    headers.push((
        header,
        format!(
            r#"UsernameToken Username="{}",PasswordDigest="{digest}",Nonce="{nonce}",Created="{created}""#,
            application.app_key
        ),
    ));
    headers
}
