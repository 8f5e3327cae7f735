//! The `Authorization` and `X-AKSK` headers, one function a stage, and their older likes.
//!
//! ```text
//! message         = Nonce + Created                                   (nothing between them)
//! digest          = HMAC-SHA256(key = APP_Secret, message)            (32 bytes)
//! PasswordDigest  = Base64(digest)                                    (44 characters, of the raw bytes)
//! Authorization   = AKSK realm="SDP",profile="UsernameToken",type="Appkey"
//! X-AKSK          = UsernameToken Username="<APP_Key>",PasswordDigest="<PasswordDigest>",Nonce="<Nonce>",Created="<Created>"
//! ```
//!
//! The older scheme, [`SigningScheme::Wsse`], has `WSSE` for the word and `X-WSSE` for the header's name, and another
//! digest: SHA-256 of nonce, time and secret in a row. Huawei's sister products share both schemes: Voice Call signs as
//! here (one of its pages wants `Created` in China's time; what is written here is always UTC); SMS has `X-WSSE` with the
//! Base64 of the digest's hexadecimal text, [`SigningScheme::WsseHex`]. Their requests can be signed with a [`Signer`] alone.
//!
//! No blank stands behind the commas, as in every example of the service's pages. Pages: API reference, section
//! "请求消息头" of each operation; the key and the message of the HMAC as in the developer guide's code samples.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::hexadecimal;
use crate::moment::{Created, Nonce};
use crate::parameter::no_choice;

/// The value of the `Authorization` header of today's scheme, the same for every request.
pub const AUTHORIZATION: &str = r#"AKSK realm="SDP",profile="UsernameToken",type="Appkey""#;

/// The value of the `Authorization` header of the older scheme.
const WSSE_AUTHORIZATION: &str = r#"WSSE realm="SDP",profile="UsernameToken",type="Appkey""#;

/// How requests are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SigningScheme {
    /// `X-AKSK`, an HMAC: PrivateNumber since about 2023, Voice Call.
    #[default]
    Aksk,
    /// `X-WSSE`, a plain hash, Base64 of its raw bytes: PrivateNumber before.
    Wsse,
    /// `X-WSSE`, Base64 of the hash's hexadecimal text: SMS.
    WsseHex,
}

impl SigningScheme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Aksk, Self::Wsse, Self::WsseHex];

    /// The name that the other languages give it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aksk => "aksk",
            Self::Wsse => "wsse",
            Self::WsseHex => "wsse_hex",
        }
    }

    /// The scheme of a name. Errors: `parameter.choice`.
    pub fn named(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|scheme| scheme.as_str() == name);
        found.ok_or_else(|| no_choice(&Self::ALL.map(Self::as_str)).at("scheme"))
    }

    /// The value of the `Authorization` header.
    pub const fn authorization(self) -> &'static str {
        match self {
            Self::Aksk => AUTHORIZATION,
            Self::Wsse | Self::WsseHex => WSSE_AUTHORIZATION,
        }
    }

    /// The name of the header that carries the signature.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Aksk => "X-AKSK",
            Self::Wsse | Self::WsseHex => "X-WSSE",
        }
    }
}

/// SHA-256's block, in bytes.
const BLOCK: usize = 64;

/// The block of the outer hash behind its 32 bytes: a bit `1`, zeros, and the length of 64 + 32 bytes in bits.
const OUTER_BLOCK: [u8; BLOCK] = {
    let mut block = [0; BLOCK];
    block[32] = 0x80;
    block[62] = 0x03;
    block
};

/// SHA-256's state before the first block (FIPS 180-4, section 5.3.3).
const INITIAL: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// An APP_Secret, ready to sign.
///
/// For an HMAC it holds the two states that are reached behind the padded key (RFC 2104, section 4), which halves the
/// work of each signature; the secret itself is not kept. The older schemes hash the secret last and have to keep it.
/// Nothing of it is ever printed.
#[derive(Clone)]
pub struct Signer {
    scheme: SigningScheme,
    inner: [u32; 8],
    outer: [u32; 8],
    /// Empty for an HMAC.
    secret: Box<str>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signer(***)")
    }
}

impl Signer {
    /// Takes the APP_Secret, to sign with today's scheme.
    pub fn new(app_secret: &str) -> Self {
        let mut key = [0; BLOCK];
        let hashed;
        let secret = if app_secret.len() > BLOCK {
            hashed = Sha256::digest(app_secret.as_bytes());
            hashed.as_slice()
        } else {
            app_secret.as_bytes()
        };
        for (place, byte) in key.iter_mut().zip(secret) {
            *place = *byte;
        }
        let mut inner = INITIAL;
        compress256(&mut inner, &[key.map(|byte| byte ^ 0x36)]);
        let mut outer = INITIAL;
        compress256(&mut outer, &[key.map(|byte| byte ^ 0x5c)]);
        Self { scheme: SigningScheme::Aksk, inner, outer, secret: Box::default() }
    }

    /// Takes the APP_Secret, to sign with this scheme.
    pub fn of(scheme: SigningScheme, app_secret: &str) -> Self {
        match scheme {
            SigningScheme::Aksk => Self::new(app_secret),
            SigningScheme::Wsse | SigningScheme::WsseHex => {
                Self { scheme, inner: INITIAL, outer: INITIAL, secret: app_secret.into() }
            }
        }
    }

    /// How it signs.
    pub const fn scheme(&self) -> SigningScheme {
        self.scheme
    }

    /// Stage 2: HMAC-SHA256 over the nonce and the time; of the older schemes, SHA-256 over them and the secret.
    pub fn digest(&self, nonce: Nonce<'_>, created: &Created) -> [u8; 32] {
        match self.scheme {
            SigningScheme::Aksk => self.hmac([nonce.as_str().as_bytes(), created.as_str().as_bytes()]),
            SigningScheme::Wsse | SigningScheme::WsseHex => self.hash(nonce.as_str(), created.as_str()),
        }
    }

    /// SHA-256 over nonce, time and secret, of a signer of the older schemes.
    pub(crate) fn hash(&self, nonce: &str, created: &str) -> [u8; 32] {
        Sha256::new().chain_update(nonce).chain_update(created).chain_update(self.secret.as_bytes()).finalize().into()
    }

    /// HMAC-SHA256 over the parts, joined with nothing between them, of a signer of today's scheme.
    pub(crate) fn hmac<const N: usize>(&self, parts: [&[u8]; N]) -> [u8; 32] {
        let mut inner = self.inner;
        finish(&mut inner, parts);
        // The outer message is always one digest: its block is full but for these 32 bytes.
        let mut block = OUTER_BLOCK;
        if let Some(place) = block.first_chunk_mut() {
            *place = state_bytes(&inner);
        }
        let mut outer = self.outer;
        compress256(&mut outer, &[block]);
        state_bytes(&outer)
    }

    /// The whole value of the header [`SigningScheme::header`], all stages at once, appended to `header`.
    pub fn write_header(&self, header: &mut String, app_key: &str, nonce: Nonce<'_>, created: &Created) {
        let digest = self.digest(nonce, created);
        if self.scheme == SigningScheme::WsseHex {
            return write_header(header, app_key, &password_digest_of_text(&digest), nonce, created);
        }
        let mut password_digest = [0; 44];
        // 32 bytes are always 44 characters, so it always fits.
        let _ = STANDARD.encode_slice(digest, &mut password_digest);
        write_header(header, app_key, std::str::from_utf8(&password_digest).unwrap_or_default(), nonce, created);
    }
}

/// Stage 1: what is signed, the nonce and the time with nothing between them. (The older schemes add the secret.)
pub fn message(nonce: Nonce<'_>, created: &Created) -> String {
    [nonce.as_str(), created.as_str()].concat()
}

/// Stage 3: the digest as the header carries it, Base64 of its 32 bytes.
pub fn password_digest(digest: &[u8; 32]) -> String {
    STANDARD.encode(digest)
}

/// Stage 3 of [`SigningScheme::WsseHex`]: Base64 of the digest's hexadecimal text in lower case, 88 characters.
pub fn password_digest_of_text(digest: &[u8; 32]) -> String {
    STANDARD.encode(hexadecimal::text(digest))
}

/// Stage 4: the value of the `X-AKSK` header, and of `X-WSSE` too.
pub fn x_aksk(app_key: &str, password_digest: &str, nonce: Nonce<'_>, created: &Created) -> String {
    let mut header =
        String::with_capacity(HEADER_TEXT + app_key.len() + password_digest.len() + nonce.as_str().len() + 20);
    write_header(&mut header, app_key, password_digest, nonce, created);
    header
}

/// The characters of the header's fixed parts.
pub(crate) const HEADER_TEXT: usize = 63;

fn write_header(header: &mut String, app_key: &str, password_digest: &str, nonce: Nonce<'_>, created: &Created) {
    for part in [
        "UsernameToken Username=\"",
        app_key,
        "\",PasswordDigest=\"",
        password_digest,
        "\",Nonce=\"",
        nonce.as_str(),
        "\",Created=\"",
        created.as_str(),
        "\"",
    ] {
        header.push_str(part);
    }
}

/// Absorbs a message that follows one full block (the padded key) and closes the hash: the message, a bit `1`,
/// zeros, and the length in bits (FIPS 180-4, section 5.1.1).
fn finish<const N: usize>(state: &mut [u32; 8], parts: [&[u8]; N]) {
    let mut block = [0; BLOCK];
    let mut filled = 0_usize;
    let mut length = BLOCK;
    for mut rest in parts {
        length = length.saturating_add(rest.len());
        // All that fits goes in at once; nearly always the whole part does.
        while let Some((now, later)) = rest.split_at_checked(rest.len().min(BLOCK.saturating_sub(filled))) {
            let end = filled.saturating_add(now.len());
            if let Some(place) = block.get_mut(filled..end) {
                place.copy_from_slice(now);
            }
            filled = end;
            rest = later;
            if filled < BLOCK {
                break;
            }
            compress256(state, &[block]);
            block = [0; BLOCK];
            filled = 0;
        }
    }
    if let Some(place) = block.get_mut(filled) {
        *place = 0x80;
    }
    // The length takes the last eight bytes of a block; where they are taken, of one more.
    if filled >= BLOCK - 8 {
        compress256(state, &[block]);
        block = [0; BLOCK];
    }
    let bits = u64::try_from(length).unwrap_or_default().saturating_mul(8);
    if let Some(place) = block.last_chunk_mut() {
        *place = bits.to_be_bytes();
    }
    compress256(state, &[block]);
}

fn state_bytes(state: &[u32; 8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (place, word) in bytes.chunks_exact_mut(4).zip(state) {
        place.copy_from_slice(&word.to_be_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// HMAC as RFC 2104 writes it, over the library's whole SHA-256: nothing shared with the states above.
    fn plain_hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
        let mut block = [0; BLOCK];
        if key.len() > BLOCK {
            block[..32].copy_from_slice(&Sha256::digest(key));
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(message).finalize();
        Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c)).chain_update(inner).finalize().to_vec()
    }

    #[test]
    fn every_length_of_key_and_nonce_gives_the_plain_hmac() {
        let created = Created::from_unix_seconds(1_518_449_420).unwrap();
        let letters = "aB3".repeat(60);
        for key in [0, 1, 28, 63, 64, 65, 130] {
            for length in 1..=128 {
                let nonce = Nonce::new(letters.get(..length).unwrap()).unwrap();
                assert_eq!(
                    Signer::new(letters.get(..key).unwrap()).digest(nonce, &created).to_vec(),
                    plain_hmac(&letters.as_bytes()[..key], message(nonce, &created).as_bytes()),
                    "key of {key}, nonce of {length}"
                );
            }
        }
    }

    #[test]
    fn the_fixed_parts_are_counted_right() {
        let created = Created::from_unix_seconds(0).unwrap();
        let header = x_aksk("k", "d", Nonce::new("n").unwrap(), &created);
        assert_eq!(header.len(), HEADER_TEXT + 3 + 20);
    }
}
