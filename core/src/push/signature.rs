//! Whether a push comes from the platform: its signature, checked against every digest that the pages describe.
//!
//! The pages contradict each other. Those of PrivateNumber sign a push like a request, with an HMAC over nonce and time; a
//! page of the sister product Voice Call puts the address that is pushed to before them; until about 2024 the header was
//! `X-WSSE`, with a plain hash. No page says which of them is sent today, so each is tried, in the order in which they are
//! likely, and the one that matched is told. The digest covers the nonce and the time, never the body: see
//! [`Nonce`](super::NonceMark) for what follows. Page: API reference `privatenumber_02_0006`, request headers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::answer::Instant;
use crate::error::{Code, Error};
use crate::push::refusal::refusal;
use crate::signing::{Signer, SigningScheme, password_digest_of_text};

/// The longest signature header that is looked at. With a nonce and an APP_Key of 128 characters each it has 400.
const LONGEST_HEADER: usize = 4096;

/// Which digest matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PushScheme {
    /// HMAC over nonce and time, as requests are signed today.
    Aksk,
    /// SHA-256 over nonce, time and secret, Base64 of its raw bytes.
    Wsse,
    /// The same, Base64 of its hexadecimal text.
    WsseHex,
    /// HMAC over the address that is pushed to, nonce and time.
    AkskUrl,
}

impl PushScheme {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 4] = [Self::Aksk, Self::Wsse, Self::WsseHex, Self::AkskUrl];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aksk => "aksk",
            Self::Wsse => "wsse",
            Self::WsseHex => "wsse_hex",
            Self::AkskUrl => "aksk_url",
        }
    }
}

/// An application whose pushes are expected.
#[derive(Clone)]
pub(super) struct Application {
    pub app_key: String,
    hmac: Signer,
    plain: Signer,
}

impl Application {
    pub fn new(app_key: &str, app_secret: &str) -> Self {
        Self {
            app_key: app_key.to_owned(),
            hmac: Signer::new(app_secret),
            plain: Signer::of(SigningScheme::Wsse, app_secret),
        }
    }

    /// Which of its digests this is. All of them are compared in full, so that the time taken tells nothing of any.
    fn scheme_of(&self, signature: &Signature<'_>, url: Option<&str>) -> Option<PushScheme> {
        let Signature { password_digest, nonce, created, .. } = signature;
        let mut matched = None;
        let hash = self.plain.hash(nonce, created);
        for scheme in PushScheme::ALL {
            let digest = match scheme {
                PushScheme::Aksk => STANDARD.encode(self.hmac.hmac([nonce.as_bytes(), created.as_bytes()])),
                PushScheme::Wsse => STANDARD.encode(hash),
                PushScheme::WsseHex => password_digest_of_text(&hash),
                PushScheme::AkskUrl => match url {
                    Some(url) => {
                        STANDARD.encode(self.hmac.hmac([url.as_bytes(), nonce.as_bytes(), created.as_bytes()]))
                    }
                    None => continue,
                },
            };
            if is_same(digest.as_bytes(), password_digest.as_bytes()) {
                matched = matched.or(Some(scheme));
            }
        }
        matched
    }
}

/// Compares two texts in a time that depends on nothing but their lengths.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differs = one.iter().zip(other).fold(0_u8, |differs, (one, other)| differs | (one ^ other));
    // Without the box the compiler may end the loop at the first difference.
    one.len() == other.len() && std::hint::black_box(differs) == 0
}

/// What a signature header says.
pub(super) struct Signature<'a> {
    pub username: &'a str,
    password_digest: &'a str,
    pub nonce: &'a str,
    created: &'a str,
    pub moment: Instant,
}

impl<'a> Signature<'a> {
    /// Takes a header apart: names in any case, commas with and without blanks, in any order, each once.
    fn read(header: &'a str) -> Option<Self> {
        const TOKEN: &str = "UsernameToken";
        let header = header.trim();
        if header.len() > LONGEST_HEADER {
            return None;
        }
        let (token, mut rest) = header.split_at_checked(TOKEN.len())?;
        if !token.eq_ignore_ascii_case(TOKEN) {
            return None;
        }
        let mut parts: [Option<&str>; 4] = [None; 4];
        while !rest.trim_start().is_empty() {
            let (name, behind) = rest.split_once('=')?;
            let (value, behind) = behind.trim_start().strip_prefix('"')?.split_once('"')?;
            rest = behind.trim_start();
            rest = match rest.strip_prefix(',') {
                Some(rest) => rest,
                None if rest.is_empty() => rest,
                None => return None,
            };
            let names = ["Username", "PasswordDigest", "Nonce", "Created"];
            let name = name.trim();
            if let Some((_, place)) = names.iter().zip(&mut parts).find(|(known, _)| known.eq_ignore_ascii_case(name))
                && place.replace(value).is_some()
            {
                return None;
            }
        }
        let [username, password_digest, nonce, created] = parts;
        let (username, password_digest, nonce, created) = (username?, password_digest?, nonce?, created?);
        let is_plain = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        // Digests run on from one part to the next: an address taken for the beginning of the nonce would make another nonce
        // of the same digest, for another body. No address is without one of these two, and no nonce has them.
        if !is_plain(username, 128) || !is_plain(nonce, 128) || nonce.contains(['.', ':']) {
            return None;
        }
        Some(Self { username, password_digest, nonce, created, moment: Instant::read(created)? })
    }
}

/// A signature that is genuine.
pub(super) struct Genuine<'a> {
    pub signature: Signature<'a>,
    pub scheme: PushScheme,
}

/// Checks the signatures among the headers. Where there are several, one that is genuine will do; else the error is that of
/// the first.
pub(super) fn check<'a>(
    headers: &[(&str, &'a str)],
    applications: &[Application],
    url: Option<&str>,
) -> Result<Genuine<'a>, Error> {
    let mut first = None;
    for wanted in [SigningScheme::Aksk.header(), SigningScheme::Wsse.header()] {
        for (_, header) in headers.iter().filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)) {
            let code = match genuine(header, applications, url) {
                Ok(genuine) => return Ok(genuine),
                Err(code) => code,
            };
            first = first.or(Some(code));
        }
    }
    Err(refusal(first.unwrap_or(Code::PushUnsigned)))
}

fn genuine<'a>(header: &'a str, applications: &[Application], url: Option<&str>) -> Result<Genuine<'a>, Code> {
    let signature = Signature::read(header).ok_or(Code::PushHeader)?;
    let mut known = applications.iter().filter(|application| application.app_key == signature.username).peekable();
    if known.peek().is_none() {
        return Err(Code::PushAppKey);
    }
    // A secret that is being renewed stands beside the new one, under the same key.
    let scheme = known.find_map(|application| application.scheme_of(&signature, url));
    scheme.map(|scheme| Genuine { signature, scheme }).ok_or(Code::PushSignature)
}
