//! Who is asking: the headers `Authorization` and `X-AKSK`, described on every operation's page, or `X-WSSE` in the place
//! of the latter, described on the pages of before.
//!
//! The order of the checks follows the order of the codes in the vendor's table, with two exceptions that have to be: a
//! missing `type` (1023012) is noticed before its value (1023011) can be looked at; and, where the table sorts by HTTP
//! status and so says nothing, the key is looked up (1010003) before a digest can be computed with its secret. The
//! digest (1010010) comes before `Created` (1010013), so that nobody learns about time windows who does not hold the
//! secret.

pub(crate) mod digest;
mod header;

use header::Header;

use crate::calendar;
use crate::masking;
use crate::message::Request;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::{Application, ApplicationCondition, Mode, Scheme};

/// The longest `Nonce`, in characters.
const LONGEST_NONCE: usize = 128;

/// The time zone of those who send local time for UTC, as some of the vendor's own demos do.
const CHINA_SECONDS_EAST: i64 = 8 * 3_600;

/// What the headers of a request claim; complete, but not yet proven.
pub(crate) struct Claim<'a> {
    scheme: Scheme,
    /// `Username`: the `APP_Key`.
    pub(crate) app_key: &'a str,
    digest: &'a str,
    nonce: &'a str,
    created: &'a str,
}

/// The header that holds a scheme's token, and what is answered where something of it is missing.
struct Token {
    header: &'static str,
    missing: ResultCode,
    username: ResultCode,
    nonce: ResultCode,
    created: ResultCode,
    digest: ResultCode,
}

const AKSK: Token = Token {
    header: "X-AKSK",
    missing: ResultCode::AkskMissing,
    username: ResultCode::UsernameMissing,
    nonce: ResultCode::NonceMissing,
    created: ResultCode::CreatedMissing,
    digest: ResultCode::DigestMissing,
};

const WSSE: Token = Token {
    header: "X-WSSE",
    missing: ResultCode::WsseMissing,
    username: ResultCode::WsseUsernameMissing,
    nonce: ResultCode::WsseNonceMissing,
    created: ResultCode::WsseCreatedMissing,
    digest: ResultCode::WsseDigestMissing,
};

const fn token(scheme: Scheme) -> &'static Token {
    match scheme {
        Scheme::Aksk => &AKSK,
        Scheme::Wsse => &WSSE,
    }
}

/// What a token begins with.
const TOKEN_WORD: &str = "UsernameToken";

/// The scheme a request is signed in. `X-AKSK` decides, wherever it is there; without it `X-WSSE`, or the word WSSE in
/// `Authorization`, is enough to be told what is missing of the older scheme.
fn scheme_of(request: &Request<'_>) -> Scheme {
    let says_wsse = || request.header("Authorization").is_some_and(|header| Header::parse(header).word == "WSSE");
    if request.header(AKSK.header).is_none() && (request.header(WSSE.header).is_some() || says_wsse()) {
        Scheme::Wsse
    } else {
        Scheme::Aksk
    }
}

impl<'a> Claim<'a> {
    /// Reads both headers.
    pub(crate) fn read(request: &Request<'a>) -> Result<Self, Refusal> {
        let scheme = scheme_of(request);
        let token = token(scheme);
        check_authorization(request.header("Authorization"), scheme)?;
        let Some(header) = request.header(token.header) else {
            return Err(missing(scheme));
        };
        let header = Header::parse(header);
        let attribute = |name: &str, code: ResultCode| {
            header.get(name).filter(|value| !value.is_empty()).ok_or_else(|| {
                Refusal::new(
                    code,
                    format!("{} has no {name}=\"...\" (spelled so, with quotes, and not empty)", token.header),
                )
            })
        };
        let app_key = attribute("Username", token.username)?;
        let nonce = attribute("Nonce", token.nonce)?;
        // No code speaks of a nonce that is there but breaks its rule; the only one about the nonce has to do.
        if nonce.len() > LONGEST_NONCE || !nonce.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Refusal::new(
                token.nonce,
                format!("Nonce must be 1-{LONGEST_NONCE} digits and letters, nothing else"),
            ));
        }
        let created = attribute("Created", token.created)?;
        let digest = attribute("PasswordDigest", token.digest)?;
        // Of the older scheme no code is known for it, so there it is only remarked upon.
        if header.word != TOKEN_WORD && scheme == Scheme::Aksk {
            return Err(Refusal::new(ResultCode::UsernameTokenMissing, token_word_missing(token.header)));
        }
        Ok(Self { scheme, app_key, digest, nonce, created })
    }

    /// Checks the claim against the application's secret and the wall time, and that the application may be used.
    pub(crate) fn prove(&self, application: &Application, wall_ms: i64) -> Result<(), Refusal> {
        self.check_scheme(application)?;
        self.check_digest(&application.app_secret)?;
        self.check_created(application.created_window, wall_ms)?;
        match application.condition {
            ApplicationCondition::Normal => Ok(()),
            ApplicationCondition::Unavailable => Err(Refusal::new(
                // The pages of AXYB have another number for the same text.
                match application.mode {
                    Mode::Axyb => ResultCode::AxybApplicationUnavailable,
                    Mode::Ax | Mode::Axb | Mode::Axe | Mode::X => ResultCode::ApplicationUnavailable,
                },
                "the setup says that the application is unavailable",
            )),
            ApplicationCondition::Frozen => {
                Err(Refusal::new(ResultCode::AccountFrozen, "the setup says that the account is frozen"))
            }
        }
    }

    /// Whoever does not know a scheme does not look at its header, and finds the one it knows missing.
    fn check_scheme(&self, application: &Application) -> Result<(), Refusal> {
        if application.schemes.contains(&self.scheme) {
            return Ok(());
        }
        let known = match self.scheme {
            Scheme::Aksk => Scheme::Wsse,
            Scheme::Wsse => Scheme::Aksk,
        };
        let mut refusal = missing(known);
        refusal.reason = format!(
            "{}; the setup says that the application does not sign with {}",
            refusal.reason,
            self.scheme.name()
        );
        Err(refusal)
    }

    fn check_digest(&self, secret: &str) -> Result<(), Refusal> {
        let Self { scheme, digest, nonce, created, .. } = *self;
        if digest == digest::right(scheme, secret, nonce, created) {
            return Ok(());
        }
        let cause = digest::mistake(digest, scheme, secret, nonce, created)
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

/// The header with the token is not there.
fn missing(scheme: Scheme) -> Refusal {
    let Token { header, missing, .. } = token(scheme);
    Refusal::new(*missing, format!("the header {header} is missing"))
}

fn token_word_missing(header: &str) -> String {
    format!("the value of {header} must begin with `{TOKEN_WORD} `")
}

/// The one value the pages give for `Authorization` in a scheme.
const fn right(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Aksk => "AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"",
        Scheme::Wsse => "WSSE realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"",
    }
}

/// What is worth a remark though the request is not refused for it: another scheme word than `AKSK` beside `X-AKSK`, and
/// an `X-WSSE` without `UsernameToken`.
///
/// The scheme word is not refused because no code of the present table speaks of it: each of the `Authorization` group
/// names one attribute (1023007 to 1023012) or the whole header (1023006), and would send whoever reads it to look for a
/// mistake that is not there. The older table had a code, 1023013, and there it is refused.
pub(crate) fn remark(request: &Request<'_>) -> Option<String> {
    match scheme_of(request) {
        Scheme::Aksk => {
            let word = Header::parse(request.header("Authorization")?).word;
            (word != "AKSK").then(|| {
                format!(
                    "the scheme word of Authorization is `{}`, the pages give AKSK: `{}`",
                    masking::word(word),
                    right(Scheme::Aksk)
                )
            })
        }
        Scheme::Wsse => {
            let word = Header::parse(request.header(WSSE.header)?).word;
            (word != TOKEN_WORD).then(|| token_word_missing(WSSE.header))
        }
    }
}

fn check_authorization(header: Option<&str>, scheme: Scheme) -> Result<(), Refusal> {
    let refuse = |code: ResultCode| Err(Refusal::new(code, format!("Authorization must be `{}`", right(scheme))));
    let Some(header) = header else {
        return refuse(ResultCode::AuthorizationMissing);
    };
    let header = Header::parse(header);
    let Some(realm) = header.get("realm") else {
        return refuse(ResultCode::RealmMissing);
    };
    let Some(profile) = header.get("profile") else {
        return refuse(ResultCode::ProfileMissing);
    };
    if realm != "SDP" {
        return refuse(ResultCode::RealmWrong);
    }
    if profile != "UsernameToken" {
        return refuse(ResultCode::ProfileWrong);
    }
    match header.get("type") {
        None => refuse(ResultCode::TypeMissing),
        Some("Appkey") if scheme == Scheme::Wsse && header.word != "WSSE" => refuse(ResultCode::WsseWordMissing),
        Some("Appkey") => Ok(()),
        Some(_) => refuse(ResultCode::TypeWrong),
    }
}
