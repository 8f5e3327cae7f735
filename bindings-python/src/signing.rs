//! The signature, one function a stage.

use privatenumber::error::Code;
use privatenumber::signing::Signer;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::failure::Misuse;
use crate::moment;

/// A moment as `Created` writes it: `2018-02-12T15:30:20Z`, true UTC.
///
/// Errors: `signing.created`, `parameter.type`.
#[pyfunction]
#[pyo3(signature = (created, /))]
pub fn created_text(py: Python<'_>, created: &Bound<'_, PyAny>) -> PyResult<String> {
    moment::created(py, Some(created)).map(|created| created.as_str().to_owned())
}

/// Stage 1: what is signed, the nonce and the time with nothing between them.
#[pyfunction]
#[pyo3(signature = (nonce, created, /))]
pub fn message(py: Python<'_>, nonce: &Bound<'_, PyAny>, created: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(privatenumber::signing::message(moment::nonce(py, nonce)?, &moment::created(py, Some(created))?))
}

/// Stage 2: HMAC-SHA256 over the message, with the APP_Secret as its key. 32 bytes.
#[pyfunction]
#[pyo3(signature = (app_secret, nonce, created, /))]
pub fn digest<'py>(
    py: Python<'py>,
    app_secret: &str,
    nonce: &Bound<'_, PyAny>,
    created: &Bound<'_, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let nonce = moment::nonce(py, nonce)?;
    let created = moment::created(py, Some(created))?;
    Ok(PyBytes::new(py, &Signer::new(app_secret).digest(nonce, &created)))
}

/// Stage 3: the digest as the header carries it, in Base64.
///
/// Errors: `parameter.length` unless it is 32 bytes long.
#[pyfunction]
#[pyo3(signature = (digest, /))]
pub fn password_digest(py: Python<'_>, digest: &[u8]) -> PyResult<String> {
    let Ok(digest) = <&[u8; 32]>::try_from(digest) else {
        return Err(Misuse {
            code: Code::ParameterLength,
            field: "digest",
            message: ("`digest` is not 32 bytes long", "`digest`的长度不是32字节"),
            hint: (
                "pass the raw bytes of the HMAC, not their hexadecimal text",
                "请传入HMAC的原始字节，而不是十六进制文本",
            ),
        }
        .exception(py));
    };
    Ok(privatenumber::signing::password_digest(digest))
}

/// Stage 4: the value of the `X-AKSK` header.
#[pyfunction]
#[pyo3(signature = (app_key, password_digest, nonce, created, /))]
pub fn x_aksk(
    py: Python<'_>,
    app_key: &str,
    password_digest: &str,
    nonce: &Bound<'_, PyAny>,
    created: &Bound<'_, PyAny>,
) -> PyResult<String> {
    let nonce = moment::nonce(py, nonce)?;
    Ok(privatenumber::signing::x_aksk(app_key, password_digest, nonce, &moment::created(py, Some(created))?))
}
