//! The signature, one function a stage.

use std::borrow::Cow;

use privatenumber::error::Code;
use privatenumber::signing::{Signer, SigningScheme};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::failure::{Misuse, OrRaise as _, unusable};
use crate::moment;
use crate::parameter::text;

/// A moment as `Created` writes it: `2018-02-12T15:30:20Z`, true UTC.
///
/// Errors: `signing.created`, `parameter.type`.
#[pyfunction]
#[pyo3(signature = (created, /))]
pub fn created_text(py: Python<'_>, created: &Bound<'_, PyAny>) -> PyResult<String> {
    moment::created(py, Some(created)).map(|created| created.as_str().to_owned())
}

/// Stage 1: what is signed, the nonce and the time with nothing between them.
///
/// Errors: `signing.nonce`, `signing.created`, `parameter.type`.
#[pyfunction]
#[pyo3(signature = (nonce, created, /))]
pub fn message(py: Python<'_>, nonce: &Bound<'_, PyAny>, created: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(privatenumber::signing::message(moment::nonce(py, nonce)?, &moment::created(py, Some(created))?))
}

/// Stage 2: HMAC-SHA256 over the message, with the APP_Secret as its key; of the older schemes, SHA-256 over the message
/// and the APP_Secret behind it. 32 bytes.
///
/// Errors: `signing.nonce`, `signing.created`, `parameter.choice` for the scheme, `parameter.type`.
#[pyfunction]
#[pyo3(
    signature = (app_secret, nonce, created, /, *, scheme = None),
    text_signature = "(app_secret, nonce, created, /, *, scheme='aksk')"
)]
pub fn digest<'py>(
    py: Python<'py>,
    app_secret: &Bound<'_, PyAny>,
    nonce: &Bound<'_, PyAny>,
    created: &Bound<'_, PyAny>,
    scheme: Option<&Bound<'_, PyAny>>,
) -> PyResult<Bound<'py, PyBytes>> {
    let scheme = named(py, scheme)?;
    let app_secret = text("app_secret", app_secret)?;
    let nonce = moment::nonce(py, nonce)?;
    let created = moment::created(py, Some(created))?;
    Ok(PyBytes::new(py, &Signer::of(scheme, app_secret).digest(nonce, &created)))
}

/// Stage 3: the digest as the header carries it, in Base64: 44 characters of its bytes or, of `wsse_hex`, 88 of its
/// hexadecimal text.
///
/// Errors: `parameter.length` unless it is 32 bytes long, `parameter.choice` for the scheme, `parameter.type`.
#[pyfunction]
#[pyo3(
    signature = (digest, /, *, scheme = None),
    text_signature = "(digest, /, *, scheme='aksk')"
)]
pub fn password_digest(
    py: Python<'_>,
    digest: &Bound<'_, PyAny>,
    scheme: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let scheme = named(py, scheme)?;
    let bytes: Cow<'_, [u8]> =
        digest.extract().map_err(|_| unusable("digest", ("32 bytes", "32字节的bytes"), digest))?;
    let Ok(digest) = <&[u8; 32]>::try_from(&*bytes) else {
        return Err(Misuse {
            code: Code::ParameterLength,
            field: Some("digest"),
            message: ("`digest` is not 32 bytes long", "`digest`的长度不是32字节"),
            hint: (
                "pass the raw bytes of the hash, not their hexadecimal text",
                "请传入哈希的原始字节，而不是十六进制文本",
            ),
        }
        .exception(py));
    };
    Ok(match scheme {
        SigningScheme::WsseHex => privatenumber::signing::password_digest_of_text(digest),
        SigningScheme::Aksk | SigningScheme::Wsse => privatenumber::signing::password_digest(digest),
    })
}

/// Stage 4: the value of the `X-AKSK` header, and of `X-WSSE` too.
///
/// Errors: `signing.nonce`, `signing.created`, `parameter.type`.
#[pyfunction]
#[pyo3(signature = (app_key, password_digest, nonce, created, /))]
pub fn x_aksk(
    py: Python<'_>,
    app_key: &Bound<'_, PyAny>,
    password_digest: &Bound<'_, PyAny>,
    nonce: &Bound<'_, PyAny>,
    created: &Bound<'_, PyAny>,
) -> PyResult<String> {
    let (app_key, password_digest) = (text("app_key", app_key)?, text("password_digest", password_digest)?);
    let nonce = moment::nonce(py, nonce)?;
    Ok(privatenumber::signing::x_aksk(app_key, password_digest, nonce, &moment::created(py, Some(created))?))
}

/// Both headers, all stages at once.
///
/// Parameters:
///     app_key: APP_Key of the application.
///     app_secret: APP_Secret of the application.
///     scheme: How it is signed: one of `SCHEMES`.
///     created: When it is signed: an aware datetime or the seconds of a Unix clock. Default: now.
///     nonce: 1 to 128 letters and digits that were never sent before. Default: a random one.
///
/// Errors: `account.app_key`, `account.app_secret`, `signing.created`, `signing.nonce`, `parameter.choice` for the
/// scheme, `parameter.type`.
#[pyfunction]
#[pyo3(
    signature = (app_key, app_secret, *, scheme = None, created = None, nonce = None),
    text_signature = "(app_key, app_secret, *, scheme='aksk', created=None, nonce=None)"
)]
pub fn headers<'py>(
    py: Python<'py>,
    app_key: &Bound<'_, PyAny>,
    app_secret: &Bound<'_, PyAny>,
    scheme: Option<&Bound<'_, PyAny>>,
    created: Option<&Bound<'py, PyAny>>,
    nonce: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let scheme = named(py, scheme)?;
    let (app_key, app_secret) = (text("app_key", app_key)?, text("app_secret", app_secret)?);
    // What is no key or secret of an application here is none of a sister product either.
    privatenumber::Account::new(app_key, app_secret).or_raise(py)?;
    let signer = Signer::of(scheme, app_secret);
    let created = moment::created(py, created)?;
    moment::with_nonce(py, nonce, |nonce| {
        let mut signature = String::with_capacity(256);
        signer.write_header(&mut signature, app_key, nonce, &created);
        let headers = PyDict::new(py);
        headers.set_item("Authorization", scheme.authorization())?;
        headers.set_item(scheme.header(), signature)?;
        Ok(headers)
    })
}

/// A scheme by its name; that of today if none is named.
fn named(py: Python<'_>, scheme: Option<&Bound<'_, PyAny>>) -> PyResult<SigningScheme> {
    match scheme {
        Some(name) => SigningScheme::named(text("scheme", name)?).or_raise(py),
        None => Ok(SigningScheme::Aksk),
    }
}

/// The names of all schemes.
pub fn schemes() -> Vec<&'static str> {
    SigningScheme::ALL.into_iter().map(SigningScheme::as_str).collect()
}
