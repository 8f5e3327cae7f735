//! `PasswordDigest`: how each scheme makes it, and the usual mistakes in making it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use crate::setup::Scheme;

/// The digest that is right, as it is sent.
pub(super) fn right(scheme: Scheme, secret: &str, nonce: &str, created: &str) -> String {
    BASE64.encode(raw(scheme, secret, &format!("{nonce}{created}")))
}

/// What was done wrong in making a digest, if it is one of the usual mistakes.
pub(super) fn mistake(wrong: &str, scheme: Scheme, secret: &str, nonce: &str, created: &str) -> Option<&'static str> {
    let message = format!("{nonce}{created}");
    let right = raw(scheme, secret, &message);
    let swapped = raw(scheme, secret, &format!("{created}{nonce}"));
    let hexadecimal = [
        (BASE64.encode(hex(&right)), "it is the Base64 of the hexadecimal text; encode the 32 raw bytes"),
        (hex(&right), "it is hexadecimal; it must be Base64 of the 32 raw bytes"),
        (BASE64.encode(swapped), "Nonce and Created are the wrong way round; Nonce comes first"),
    ];
    let of_the_scheme = match scheme {
        Scheme::Aksk => [
            (
                BASE64.encode(raw(Scheme::Wsse, secret, &message)),
                "it is the digest of the older X-WSSE; X-AKSK wants an HMAC keyed with the secret",
            ),
            (
                BASE64.encode(hmac_sha256(message.as_bytes(), secret.as_bytes())),
                "key and message are the wrong way round; the secret is the key",
            ),
        ],
        Scheme::Wsse => [
            (
                BASE64.encode(raw(Scheme::Aksk, secret, &message)),
                "it is the digest of X-AKSK, an HMAC; X-WSSE wants the SHA-256 of Nonce, Created and secret in a row",
            ),
            (
                BASE64.encode(Sha256::digest(format!("{secret}{message}"))),
                "the secret comes first; it must come last, after Nonce and Created",
            ),
        ],
    };
    hexadecimal.into_iter().chain(of_the_scheme).find_map(|(digest, cause)| (wrong == digest).then_some(cause))
}

/// X-AKSK: HMAC-SHA256, keyed with the secret, of `Nonce` and `Created` in a row. X-WSSE: SHA-256 of the two and the
/// secret in a row.
pub(crate) fn raw(scheme: Scheme, secret: &str, message: &str) -> [u8; 32] {
    match scheme {
        Scheme::Aksk => hmac_sha256(secret.as_bytes(), message.as_bytes()),
        Scheme::Wsse => Sha256::digest(format!("{message}{secret}")).into(),
    }
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

pub(crate) fn hex(bytes: &[u8]) -> String {
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
