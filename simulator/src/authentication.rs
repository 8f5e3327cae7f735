//! Who is asking: the headers `Authorization` and `X-AKSK`. Described on every operation's page.
//!
//! The order of the checks follows the order of the codes in the vendor's table, with two exceptions that have to be: a
//! missing `type` (1023012) is noticed before its value (1023011) can be looked at; and, where the table sorts by HTTP
//! status and so says nothing, the key is looked up (1010003) before a digest can be computed with its secret. The
//! digest (1010010) comes before `Created` (1010013), so that nobody learns about time windows who does not hold the
//! secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use crate::calendar;
use crate::masking;
use crate::message::Request;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::{Application, ApplicationCondition, Mode};

/// The longest `Nonce`, in characters.
const LONGEST_NONCE: usize = 128;

/// The time zone of those who send local time for UTC, as some of the vendor's own demos do.
const CHINA_SECONDS_EAST: i64 = 8 * 3_600;

/// What the headers of a request claim; complete, but not yet proven.
pub(crate) struct Claim<'a> {
    /// `Username`: the `APP_Key`.
    pub(crate) app_key: &'a str,
    digest: &'a str,
    nonce: &'a str,
    created: &'a str,
}

impl<'a> Claim<'a> {
    /// Reads both headers.
    pub(crate) fn read(request: &Request<'a>) -> Result<Self, Refusal> {
        check_authorization(request.header("Authorization"))?;
        let Some(header) = request.header("X-AKSK") else {
            return Err(Refusal::new(ResultCode::AkskMissing, "the header X-AKSK is missing"));
        };
        let (scheme, attributes) = Attributes::parse(header);
        let attribute = |name: &str, code: ResultCode| {
            attributes.get(name).filter(|value| !value.is_empty()).ok_or_else(|| {
                Refusal::new(code, format!("X-AKSK has no {name}=\"...\" (spelled so, with quotes, and not empty)"))
            })
        };
        let app_key = attribute("Username", ResultCode::UsernameMissing)?;
        let nonce = attribute("Nonce", ResultCode::NonceMissing)?;
        // No code speaks of a nonce that is there but breaks its rule; the only one about the nonce has to do.
        if nonce.len() > LONGEST_NONCE || !nonce.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Refusal::new(
                ResultCode::NonceMissing,
                format!("Nonce must be 1-{LONGEST_NONCE} digits and letters, nothing else"),
            ));
        }
        let created = attribute("Created", ResultCode::CreatedMissing)?;
        let digest = attribute("PasswordDigest", ResultCode::DigestMissing)?;
        if scheme != "UsernameToken" {
            return Err(Refusal::new(
                ResultCode::UsernameTokenMissing,
                "the value of X-AKSK must begin with `UsernameToken `",
            ));
        }
        Ok(Self { app_key, digest, nonce, created })
    }

    /// Checks the claim against the application's secret and the wall time, and that the application may be used.
    pub(crate) fn prove(&self, application: &Application, wall_ms: i64) -> Result<(), Refusal> {
        self.check_digest(&application.app_secret)?;
        self.check_created(application.created_window, wall_ms)?;
        match application.condition {
            ApplicationCondition::Normal => Ok(()),
            ApplicationCondition::Unavailable => Err(Refusal::new(
                // The pages of AXYB have another number for the same text.
                match application.mode {
                    Mode::Axyb => ResultCode::AxybApplicationUnavailable,
                    Mode::Ax | Mode::Axb | Mode::Axe => ResultCode::ApplicationUnavailable,
                },
                "the setup says that the application is unavailable",
            )),
            ApplicationCondition::Frozen => {
                Err(Refusal::new(ResultCode::AccountFrozen, "the setup says that the account is frozen"))
            }
        }
    }

    /// `PasswordDigest` is Base64 of the raw HMAC-SHA256, keyed with the secret, of `Nonce` and `Created` in a row.
    fn check_digest(&self, secret: &str) -> Result<(), Refusal> {
        let message = format!("{}{}", self.nonce, self.created);
        let right = hmac_sha256(secret.as_bytes(), message.as_bytes());
        if self.digest == BASE64.encode(right) {
            return Ok(());
        }
        let swapped = format!("{}{}", self.created, self.nonce);
        let mistakes = [
            (BASE64.encode(hex(&right)), "it is the Base64 of the hexadecimal text; encode the 32 raw bytes"),
            (hex(&right), "it is hexadecimal; it must be Base64 of the 32 raw bytes"),
            (
                BASE64.encode(Sha256::digest(format!("{message}{secret}"))),
                "it is the digest of the older X-WSSE; X-AKSK wants an HMAC keyed with the secret",
            ),
            (
                BASE64.encode(hmac_sha256(message.as_bytes(), secret.as_bytes())),
                "key and message are the wrong way round; the secret is the key",
            ),
            (
                BASE64.encode(hmac_sha256(secret.as_bytes(), swapped.as_bytes())),
                "Nonce and Created are the wrong way round; Nonce comes first",
            ),
        ];
        let cause = mistakes
            .into_iter()
            .find_map(|(wrong, cause)| (self.digest == wrong).then_some(cause))
            .unwrap_or("it was made with another secret, Nonce or Created than the headers and the setup give");
        Err(Refusal::new(ResultCode::DigestWrong, format!("PasswordDigest: {cause}")))
    }

    fn check_created(&self, window: Option<u64>, wall_ms: i64) -> Result<(), Refusal> {
        let Some(window) = window else { return Ok(()) };
        let refuse = |reason: String| Err(Refusal::new(ResultCode::CreatedOutsideWindow, reason));
        let Some(created) = calendar::parse_instant(self.created) else {
            return refuse(String::from("Created must be UTC in the form 2018-02-12T15:30:20Z, without milliseconds"));
        };
        // Four-digit years cannot overflow here, and a wall time is cut to seconds first.
        let ahead = created.saturating_sub(wall_ms.div_euclid(1_000));
        if ahead.unsigned_abs() <= window {
            return Ok(());
        }
        let distance = ahead.unsigned_abs();
        let direction = if ahead > 0 { "ahead of" } else { "behind" };
        let cause = if ahead.abs_diff(CHINA_SECONDS_EAST) <= window {
            ": it looks like China's local time stamped with Z; send UTC"
        } else {
            ""
        };
        // A longer figure of seconds would be taken for a number, and masked.
        let distance =
            if distance < 1_000_000 { format!("{distance} s") } else { format!("{} days", distance / 86_400) };
        refuse(format!("Created is {distance} {direction} the platform, {window} s are tolerated{cause}"))
    }
}

/// The one value the pages give for `Authorization`.
const RIGHT: &str = "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"";

/// What is worth a remark though the request is not refused for it: another scheme word than `AKSK`.
///
/// It is not refused because no code of the present table speaks of it: each of the `Authorization` group names one
/// attribute (1023007 to 1023012) or the whole header (1023006), and would send whoever reads it to look for a mistake
/// that is not there.
pub(crate) fn remark(request: &Request<'_>) -> Option<String> {
    let (scheme, _) = split_scheme(request.header("Authorization")?);
    (scheme != "AKSK").then(|| {
        format!("the scheme word of Authorization is `{}`, the pages give AKSK: `{RIGHT}`", masking::word(scheme))
    })
}

/// The scheme word itself is not checked, only remarked upon; see [`remark`].
fn check_authorization(header: Option<&str>) -> Result<(), Refusal> {
    let refuse = |code: ResultCode| Err(Refusal::new(code, format!("Authorization must be `{RIGHT}`")));
    let Some(header) = header else {
        return refuse(ResultCode::AuthorizationMissing);
    };
    let (_, attributes) = Attributes::parse(header);
    let Some(realm) = attributes.get("realm") else {
        return refuse(ResultCode::RealmMissing);
    };
    let Some(profile) = attributes.get("profile") else {
        return refuse(ResultCode::ProfileMissing);
    };
    if realm != "SDP" {
        return refuse(ResultCode::RealmWrong);
    }
    if profile != "UsernameToken" {
        return refuse(ResultCode::ProfileWrong);
    }
    match attributes.get("type") {
        None => refuse(ResultCode::TypeMissing),
        Some("Appkey") => Ok(()),
        Some(_) => refuse(ResultCode::TypeWrong),
    }
}

/// The `name="value"` pairs of a header, in any order, with white space around the commas or without: the vendor's
/// tables write it, the examples do not. Names are spelled exactly; a value without quotes is not one.
struct Attributes<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Attributes<'a> {
    /// The scheme word and the attributes behind it.
    fn parse(header: &'a str) -> (&'a str, Self) {
        let (scheme, rest) = split_scheme(header);
        let mut in_quotes = false;
        let pairs = rest
            .split(|character: char| {
                in_quotes ^= character == '"';
                character == ',' && !in_quotes
            })
            .filter_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                Some((name.trim(), value.trim().strip_prefix('"')?.strip_suffix('"')?))
            })
            .collect();
        (scheme, Self(pairs))
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
    }
}

/// The scheme word of a header, empty if there is none, and what follows it.
fn split_scheme(header: &str) -> (&str, &str) {
    let header = header.trim();
    let (word, rest) = header.split_once(char::is_whitespace).unwrap_or((header, ""));
    if word.contains('=') { ("", header) } else { (word, rest) }
}

/// HMAC-SHA256 as RFC 2104 defines it.
fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let hashed;
    let key = if key.len() > BLOCK {
        hashed = Sha256::digest(key);
        hashed.as_slice()
    } else {
        key
    };
    let mut block = [0_u8; BLOCK];
    for (slot, byte) in block.iter_mut().zip(key) {
        *slot = *byte;
    }
    let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c)).chain_update(inner).finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{hex, hmac_sha256};

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        assert_eq!(
            hex(&hmac_sha256(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(&hmac_sha256(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
