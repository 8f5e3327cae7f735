//! The time and the nonce of a signature, given or made here: the core has neither a clock nor randomness.

use std::cell::{Cell, RefCell};
use std::time::{SystemTime, UNIX_EPOCH};

use privatenumber::error::Code;
use privatenumber::moment::{NonceBuffer, NoncePool};
use privatenumber::{Created, Nonce};
use pyo3::exceptions::PyOSError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::failure::{Misuse, OrRaise, type_name};
use crate::parameter;

/// The seconds of the system's clock; 0 where it stands before 1970.
pub fn now_seconds() -> i64 {
    now().as_secs().try_into().unwrap_or(i64::MAX)
}

/// The milliseconds of the system's clock.
pub fn now_milliseconds() -> i64 {
    now().as_millis().try_into().unwrap_or(i64::MAX)
}

fn now() -> std::time::Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The time of signing: an aware datetime, the seconds of a Unix clock, or, if nothing is given, now.
pub fn created(py: Python<'_>, given: Option<&Bound<'_, PyAny>>) -> PyResult<Created> {
    let Some(given) = given else {
        return created_now().or_raise(py);
    };
    if let Some(seconds) = parameter::whole(given) {
        return Created::from_unix_seconds(seconds.unwrap_or(i64::MAX)).or_raise(py);
    }
    let datetime = py.import(intern!(py, "datetime"))?.getattr(intern!(py, "datetime"))?;
    if !given.is_instance(&datetime)? {
        let name = type_name(given);
        return Err(Misuse {
            code: Code::ParameterType,
            field: Some("created"),
            message: (
                &format!("`created` must be an aware datetime or the whole seconds of a Unix clock, not {name}"),
                &format!("`created`须为带时区的datetime或Unix时间戳（整数秒），不能是{name}"),
            ),
            hint: ("leave it out: now is taken", "无需传入：默认取当前时间"),
        }
        .exception(py));
    }
    if given.call_method0(intern!(py, "utcoffset"))?.is_none() {
        return Err(Misuse {
            code: Code::SigningCreated,
            field: Some("created"),
            message: (
                "`created` is a datetime without a zone, so it names no moment",
                "`created`是不带时区的datetime，无法确定时刻",
            ),
            hint: (
                "pass datetime.now(timezone.utc), or leave it out: now is taken",
                "请传入datetime.now(timezone.utc)，或不传入：默认取当前时间",
            ),
        }
        .exception(py));
    }
    let seconds: f64 = given.call_method0(intern!(py, "timestamp"))?.extract()?;
    #[expect(clippy::cast_possible_truncation, reason = "years 1 to 9999 are far within i64, and `as` saturates")]
    Created::from_unix_seconds(seconds.floor() as i64).or_raise(py)
}

/// The text of this second, written once for all requests in it.
fn created_now() -> Result<Created, privatenumber::Error> {
    let seconds = now_seconds();
    if let Ok(Some((second, created))) = SECOND.try_with(Cell::get)
        && second == seconds
    {
        return Ok(created);
    }
    let created = Created::from_unix_seconds(seconds)?;
    let _ = SECOND.try_with(|last| last.set(Some((seconds, created))));
    Ok(created)
}

thread_local! {
    static SECOND: Cell<Option<(i64, Created)>> = const { Cell::new(None) };
    static NONCES: RefCell<NoncePool> = const { RefCell::new(NoncePool::new()) };
}

/// Forgets the nonces drawn in advance: after a fork both processes would use them.
#[pyfunction]
pub fn _forget_nonces() {
    let _ = NONCES.try_with(|pool| pool.replace(NoncePool::new()));
}

/// A new nonce. An error only if the system gives no randomness.
fn draw() -> Result<NonceBuffer, getrandom::Error> {
    // A thread that is ending has no pool any more.
    NONCES
        .try_with(|pool| pool.borrow_mut().next(getrandom::fill))
        .unwrap_or_else(|_| NoncePool::new().next(getrandom::fill))
}

/// Calls `sign` with the nonce that was given, or with a new one.
pub fn with_nonce<T>(
    py: Python<'_>,
    given: Option<&Bound<'_, PyAny>>,
    sign: impl FnOnce(Nonce<'_>) -> PyResult<T>,
) -> PyResult<T> {
    match given {
        None => {
            let nonce = draw().map_err(|error| PyOSError::new_err(format!("no randomness for a nonce: {error}")))?;
            sign(nonce.as_nonce())
        }
        Some(given) => sign(nonce(py, given)?),
    }
}

/// A nonce that was given.
pub fn nonce<'a>(py: Python<'_>, given: &'a Bound<'_, PyAny>) -> PyResult<Nonce<'a>> {
    let text = given.cast::<PyString>().ok().and_then(|text| text.to_str().ok());
    // What is no text is no nonce either.
    Nonce::new(text.unwrap_or_default()).or_raise(py)
}
