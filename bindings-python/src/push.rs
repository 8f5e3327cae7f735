//! Pushes: reading them, and the answers to those that ask. What a receiver does in between is Python's.

use privatenumber::answer::{Derived, Flag};
use privatenumber::catalog;
use privatenumber::duration::Span;
use privatenumber::given::{Given, Spelling, Take};
use privatenumber::operation::Parameter as _;
use privatenumber::push::{
    self, CLAIM_SECONDS, CauseCode, Check, DONE_SECONDS, Incoming, MAX_AGE, MAX_AHEAD, MAX_BODY, NetworkCauseCode,
    NumberCauseCode, NumberStatusCode, PushData, PushKind, PushScheme, ReplyForm, SmsResultCode,
};
use privatenumber::{Error, mask};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

use crate::advice;
use crate::answer::{Field, instant};
use crate::explanation::Explanation;
use crate::failure::{OrRaise, exception, unusable, without_name};
use crate::moment::now_seconds;
use crate::operation::{bytes_of, pairs};
use crate::parameter::{given, take_all};
use crate::surface::PushSms;

impl<F: Field> Field for Derived<F> {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.python(py)
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.plain(py)
    }

    fn printed(&self, py: Python<'_>) -> PyResult<String> {
        self.0.printed(py)
    }

    fn is_there(&self) -> bool {
        self.0.is_there()
    }
}

impl Field for Flag {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.python(py)
    }
}

macro_rules! explained {
    ($($type:ty)+) => { $(
        impl Field for $type {
            fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                explained(py, self.explanation())
            }

            fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                i64::from(self.0).python(py)
            }

            fn printed(&self, _py: Python<'_>) -> PyResult<String> {
                Ok(self.0.to_string())
            }

            fn is_there(&self) -> bool {
                self.explanation().is_some()
            }
        }
    )+ };
}

explained! { CauseCode NetworkCauseCode SmsResultCode NumberStatusCode NumberCauseCode }

/// An explanation, or None for a code that this version does not know.
fn explained<'py>(py: Python<'py>, explanation: Option<catalog::Explanation>) -> PyResult<Bound<'py, PyAny>> {
    match explanation {
        Some(core) => Ok(Bound::new(py, Explanation::from(core))?.into_any()),
        None => Ok(py.None().into_bound(py)),
    }
}

/// How long a push is claimed, and how long it is known to be done, in seconds; and what a receiver takes unless it is told
/// otherwise.
pub fn terms(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let terms = PyDict::new(py);
    for (name, value) in [
        ("claim_seconds", CLAIM_SECONDS),
        ("done_seconds", DONE_SECONDS),
        ("max_age", MAX_AGE),
        ("max_ahead", MAX_AHEAD),
        ("max_body", MAX_BODY),
    ] {
        terms.set_item(name, value)?;
    }
    Ok(terms)
}

/// Reads the pushes of one or more applications.
#[pyclass(frozen, name = "_PushReader", module = "privatenumber._core")]
pub struct PushReader {
    core: push::PushReader,
}

#[pymethods]
impl PushReader {
    #[new]
    #[expect(clippy::needless_pass_by_value, reason = "what is taken out of Python's list is owned")]
    fn new(
        py: Python<'_>,
        applications: Vec<(String, String)>,
        check: &Bound<'_, PyAny>,
        url: Option<&str>,
        max_age: u32,
        max_ahead: u32,
        max_body: u32,
    ) -> PyResult<Self> {
        let check = Check::read(&given(check)).map_err(|error| error_at(py, error, "check"))?;
        let mut core = push::PushReader::new(check);
        for (app_key, app_secret) in &applications {
            core.add_application(app_key, app_secret).or_raise(py)?;
        }
        if let Some(url) = url {
            core.set_url(url).or_raise(py)?;
        }
        core.set_window(max_age, max_ahead);
        core.set_max_body(max_body);
        core.ready().or_raise(py)?;
        Ok(Self { core })
    }

    /// Reads what came in at this time, in seconds of a Unix clock; now if there is none.
    #[pyo3(signature = (headers, body, now = None))]
    fn read(
        &self,
        py: Python<'_>,
        headers: &Bound<'_, PyAny>,
        body: &Bound<'_, PyAny>,
        now: Option<f64>,
    ) -> PyResult<Reading> {
        let headers = pairs(headers)?;
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let body = bytes_of(body)?;
        #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and no time is that far away")]
        let now = now.map_or_else(now_seconds, |now| now.floor() as i64);
        let reading =
            self.core.read(&Incoming { headers: &headers, body: &body }, Span::from_seconds(now)).or_raise(py)?;
        Reading::of(py, reading)
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.core)
    }
}

/// The exception of an error of a parameter, whose name the core does not know.
fn error_at(py: Python<'_>, error: Error, field: &'static str) -> PyErr {
    exception(py, &error.of_field(field), None)
}

/// What one delivery brought.
#[pyclass(frozen, get_all, name = "_Reading", module = "privatenumber._core")]
pub struct Reading {
    delivery: Py<Delivery>,
    nonce: Option<(String, String, u32)>,
    pushes: Py<PyList>,
}

impl Reading {
    fn of(py: Python<'_>, core: push::Reading) -> PyResult<Self> {
        let pushes = PyList::empty(py);
        for push in &core.pushes {
            let data = data(py, &push.data)?;
            pushes.append((push.kind.snake(), push.key(), data))?;
        }
        Ok(Self {
            delivery: Py::new(py, Delivery { core: core.delivery })?,
            nonce: core.nonce.map(|nonce| (nonce.key, nonce.fingerprint, nonce.seconds)),
            pushes: pushes.unbind(),
        })
    }
}

fn data<'py>(py: Python<'py>, data: &PushData) -> PyResult<Bound<'py, PyAny>> {
    match data {
        PushData::CallEvent(event) => event.python(py),
        PushData::CallRecord(record) => record.python(py),
        PushData::Sms(sms) => sms.python(py),
        PushData::NumberStatus(status) => status.python(py),
        PushData::Unknown(push) => push.python(py),
    }
}

/// How a push came, and whether it is genuine.
///
/// Made by the library alone.
#[pyclass(frozen, module = "privatenumber.push")]
pub struct Delivery {
    core: push::Delivery,
}

#[pymethods]
impl Delivery {
    /// Whether its signature was checked, and is right and fresh.
    #[getter]
    fn genuine(&self) -> bool {
        self.core.genuine
    }

    /// Which of the documented digests matched: `aksk`, `wsse`, `wsse_hex` or `aksk_url`. None if none did.
    #[getter]
    fn scheme(&self) -> Option<&'static str> {
        self.core.scheme.map(PushScheme::as_str)
    }

    /// The APP_Key that signed it, where the digest matched.
    #[getter]
    fn app_key(&self) -> Option<&str> {
        self.core.app_key.as_deref()
    }

    /// When it was signed, where the digest matched.
    #[getter]
    fn created<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.core.created.map(|created| instant(py, created)).transpose()
    }

    /// What is wrong with the signature, where a receiver only reports that.
    #[getter]
    fn problem<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
        self.core.problem.as_ref().map(|problem| exception(py, problem, None).into_value(py).into_bound(py).into_any())
    }

    /// The same, found to be no delivery of the platform's by a receiver.
    fn _with_problem(&self, code: &str) -> Self {
        let problem = push::push_error(code, "", "");
        Self { core: push::Delivery { genuine: false, problem, ..self.core.clone() } }
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.core)
    }
}

/// The error of a push by its code, about a push of this kind; `what` says in a word what there was.
#[pyfunction]
#[pyo3(signature = (code, kind = "", what = ""))]
pub fn _push_error<'py>(py: Python<'py>, code: &str, kind: &str, what: &str) -> Option<Bound<'py, PyAny>> {
    push::push_error(code, kind, what).map(|error| exception(py, &error, None).into_value(py).into_bound(py).into_any())
}

/// Refuses what is no way to write an answer, as a receiver is told it.
#[pyfunction]
pub fn _check_reply_form(py: Python<'_>, form: &Bound<'_, PyAny>) -> PyResult<()> {
    ReplyForm::read(&given(form)).map(drop).map_err(|error| error_at(py, error, "replyForm"))
}

/// What a function for `callin_block` or `sms_block` returns: what is to become of the call or the SMS.
///
/// Made by `connect`, `close`, `route` and `discard`.
#[pyclass(frozen, eq, module = "privatenumber.push")]
#[derive(PartialEq)]
pub struct Reply {
    core: push::Reply,
}

#[pymethods]
impl Reply {
    /// What it says: `connect`, `close`, `route` or `discard`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.core.name()
    }

    /// What is legal and will hardly do what is hoped for; usually nothing.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        advice::tuple(py, &self.core.advice())
    }

    /// The body of the HTTP answer, JSON in ASCII. Whole telephone numbers are in it.
    ///
    /// Parameters:
    ///     form: How `connectInfo` and `closeInfo` are written: as a `"list"` of one object, as the service's own demo
    ///         does, or as one `"object"`, as its page types them.
    ///
    /// Errors: `parameter.choice`, `parameter.type`.
    #[pyo3(signature = (form = None), text_signature = "($self, form=\"list\")")]
    fn body<'py>(&self, py: Python<'py>, form: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyBytes>> {
        let form = match form {
            None => ReplyForm::List,
            Some(form) => ReplyForm::read(&given(form)).map_err(|error| error_at(py, error, "form"))?,
        };
        Ok(PyBytes::new(py, self.core.to_json(form).as_bytes()))
    }

    /// Raises `push.reply` if it is no answer to this push.
    fn _fits(&self, py: Python<'_>, kind: &str, data: &Bound<'_, PyAny>) -> PyResult<()> {
        let kind = PushKind::named(kind).unwrap_or(PushKind::Other);
        let sender = match data.cast::<PushSms>() {
            Ok(sms) => calling(sms.as_any())?,
            Err(_) => None,
        };
        push::answers((self.core.name(), self.core.calling()), (kind, sender.as_deref())).or_raise(py)
    }

    fn __hash__(&self) -> u64 {
        crate::answer::hash_of(&self.core.to_json(ReplyForm::List))
    }

    fn __repr__(&self) -> String {
        format!("Reply({})", mask::text(&self.core.to_json(ReplyForm::List)))
    }
}

/// Who sent an SMS.
fn calling(sms: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    sms.getattr("calling")?.extract()
}

macro_rules! replies {
    ($($name:ident $core:ident $right:literal;)+) => { $(
        /// The answer of this name, from parameters in a dict.
        pub fn $name(
            py: Python<'_>,
            sms: Option<&Bound<'_, PyAny>>,
            positional: &Bound<'_, PyTuple>,
            parameters: Option<&Bound<'_, PyDict>>,
        ) -> PyResult<Reply> {
            if !positional.is_empty() {
                return Err(without_name(py, stringify!($name), $right));
            }
            let mut draft = push::$core::empty_draft(Spelling::Snake);
            if let Some(sms) = sms {
                let Ok(sms) = sms.cast::<PushSms>() else {
                    return Err(unusable("sms", ("an Sms of a push", "推送中的Sms"), sms));
                };
                // A push without a sender has no answer but `discard`.
                if let Some(calling) = calling(sms.as_any())? {
                    draft.take("calling", Given::Text(calling.into())).or_raise(py)?;
                }
            }
            if let Some(parameters) = parameters {
                take_all(&mut draft, parameters)?;
            }
            push::Reply::$name(draft).or_raise(py).map(|core| Reply { core })
        }
    )+ };
}

replies! {
    connect Connect "callee_num=...";
    close Close "";
    route Route "sms, called=...";
}

/// The answer to an SMS that waits: it is dropped.
#[pyfunction]
#[pyo3(name = "discard")]
pub fn push_discard() -> Reply {
    Reply { core: push::Reply::Discard }
}
