//! The `Authorization` and `X-AKSK` headers, one function a stage.
//!
//! ```text
//! message         = Nonce + Created                                   (nothing between them)
//! digest          = HMAC-SHA256(key = APP_Secret, message)            (32 bytes)
//! PasswordDigest  = Base64(digest)                                    (44 characters, of the raw bytes)
//! Authorization   = AKSK realm="SDP",profile="UsernameToken",type="Appkey"
//! X-AKSK          = UsernameToken Username="<APP_Key>",PasswordDigest="<PasswordDigest>",Nonce="<Nonce>",Created="<Created>"
//! ```
//!
//! No blank stands behind the commas, as in every example of the service's pages. Pages: API reference, section
//! "请求消息头" of each operation; the key and the message of the HMAC as in the developer guide's code samples.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};

use crate::moment::{Created, Nonce};

/// The value of the `Authorization` header, the same for every request.
pub const AUTHORIZATION: &str = r#"AKSK realm="SDP",profile="UsernameToken",type="Appkey""#;

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
/// It holds the two states that HMAC reaches behind the padded key (RFC 2104, section 4), which halves the work of
/// each signature; the secret itself is not kept. Nothing of it is ever printed.
#[derive(Clone)]
pub struct Signer {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signer(***)")
    }
}

impl Signer {
    /// Takes the APP_Secret.
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
        Self { inner, outer }
    }

    /// Stage 2: HMAC-SHA256 over the nonce and the time.
    pub fn digest(&self, nonce: Nonce<'_>, created: &Created) -> [u8; 32] {
        self.hmac([nonce.as_str().as_bytes(), created.as_str().as_bytes()])
    }

    /// HMAC-SHA256 over the parts, joined with nothing between them.
    fn hmac(&self, parts: [&[u8]; 2]) -> [u8; 32] {
        let mut inner = self.inner;
        finish(&mut inner, parts);
        // The outer message is always one digest: its block is full but for these 32 bytes.
        let mut block = OUTER_BLOCK;
        for (place, word) in block.chunks_exact_mut(4).zip(inner) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        let mut outer = self.outer;
        compress256(&mut outer, &[block]);
        state_bytes(&outer)
    }

    /// The whole `X-AKSK` value, all stages at once, appended to `header`.
    pub fn write_x_aksk(&self, header: &mut String, app_key: &str, nonce: Nonce<'_>, created: &Created) {
        let mut password_digest = [0; 44];
        // 32 bytes are always 44 characters, so it always fits.
        let _ = STANDARD.encode_slice(self.digest(nonce, created), &mut password_digest);
        write_x_aksk(header, app_key, std::str::from_utf8(&password_digest).unwrap_or_default(), nonce, created);
    }
}

/// Stage 1: what is signed, the nonce and the time with nothing between them.
pub fn message(nonce: Nonce<'_>, created: &Created) -> String {
    [nonce.as_str(), created.as_str()].concat()
}

/// Stage 3: the digest as the header carries it.
pub fn password_digest(digest: &[u8; 32]) -> String {
    STANDARD.encode(digest)
}

/// Stage 4: the value of the `X-AKSK` header.
pub fn x_aksk(app_key: &str, password_digest: &str, nonce: Nonce<'_>, created: &Created) -> String {
    let mut header =
        String::with_capacity(X_AKSK_TEXT + app_key.len() + password_digest.len() + nonce.as_str().len() + 20);
    write_x_aksk(&mut header, app_key, password_digest, nonce, created);
    header
}

/// The characters of the header's fixed parts.
pub(crate) const X_AKSK_TEXT: usize = 63;

fn write_x_aksk(header: &mut String, app_key: &str, password_digest: &str, nonce: Nonce<'_>, created: &Created) {
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
fn finish(state: &mut [u32; 8], parts: [&[u8]; 2]) {
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
        assert_eq!(header.len(), X_AKSK_TEXT + 3 + 20);
    }
}
