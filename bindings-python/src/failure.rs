//! The core's errors, raised as the exceptions of `privatenumber.errors`, with names as Python spells them.

use privatenumber::Error;
use privatenumber::error::Code;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::spelling::Spelling;

/// Turns an error into the exception of its class.
pub trait OrRaise<T> {
    /// The value, or the exception.
    fn or_raise(self, py: Python<'_>) -> PyResult<T>;
}

impl<T> OrRaise<T> for Result<T, Error> {
    fn or_raise(self, py: Python<'_>) -> PyResult<T> {
        self.map_err(|error| exception(py, &error, None))
    }
}

/// The exception of an error. `addition` is put behind its hints, English first.
pub fn exception(py: Python<'_>, error: &Error, addition: Option<(&str, &str)>) -> PyErr {
    let (more, more_zh) = addition.unwrap_or_default();
    let spelling = Spelling::of(error);
    let details = || {
        let details = PyDict::new(py);
        details.set_item(intern!(py, "code"), error.code())?;
        details.set_item(intern!(py, "field"), error.field().map(|field| spelling.name(field)))?;
        details.set_item(intern!(py, "file"), error.file())?;
        details.set_item(intern!(py, "message_zh"), spelling.text(&error.message_zh()))?;
        details.set_item(intern!(py, "hint"), spelling.text(&error.hint()) + more)?;
        details.set_item(intern!(py, "hint_zh"), spelling.text(&error.hint_zh()) + more_zh)?;
        details.set_item(intern!(py, "reason"), error.reason().map(|reason| reason.as_str()))?;
        details.set_item(intern!(py, "retryable"), error.retryable())?;
        details.set_item(intern!(py, "http_status"), error.http_status())?;
        details.set_item(intern!(py, "result_code"), error.result_code())?;
        details.set_item(intern!(py, "result_desc"), error.result_desc())?;
        Ok(details)
    };
    raised(py, error.class_name(), &spelling.text(&error.message()), details)
}

/// What only Python can get wrong: an argument that is no parameter of the service.
pub struct Misuse<'a> {
    /// Its stable code.
    pub code: Code,
    /// The argument, if it is about one.
    pub field: Option<&'a str>,
    /// What is wrong, English and Chinese.
    pub message: (&'a str, &'a str),
    /// What to do, English and Chinese.
    pub hint: (&'a str, &'a str),
}

impl Misuse<'_> {
    /// The exception.
    pub fn exception(&self, py: Python<'_>) -> PyErr {
        let details = || {
            let details = PyDict::new(py);
            details.set_item(intern!(py, "code"), self.code.as_str())?;
            details.set_item(intern!(py, "field"), self.field)?;
            details.set_item(intern!(py, "message_zh"), self.message.1)?;
            details.set_item(intern!(py, "hint"), self.hint.0)?;
            details.set_item(intern!(py, "hint_zh"), self.hint.1)?;
            Ok(details)
        };
        raised(py, self.code.kind().name(), self.message.0, details)
    }
}

fn raised<'py>(
    py: Python<'py>,
    class: &str,
    message: &str,
    details: impl FnOnce() -> PyResult<Bound<'py, PyDict>>,
) -> PyErr {
    let raised = || {
        let class = py.import(intern!(py, "privatenumber.errors"))?.getattr(class)?;
        class.call((message,), Some(&details()?))
    };
    match raised() {
        Ok(exception) => PyErr::from_value(exception),
        Err(problem) => problem,
    }
}

/// The error for arguments without a name; `right` is how the call is written.
pub fn without_name(py: Python<'_>, callee: &str, right: &str) -> PyErr {
    Misuse {
        code: Code::ParameterMissing,
        field: None,
        message: (
            &format!("the parameters of {callee} go by name, and one came without"),
            &format!("{callee}的参数须按名称传入，但有参数未带名称"),
        ),
        hint: (&format!("write {callee}({right})"), &format!("请写作{callee}({right})")),
    }
    .exception(py)
}

/// The name of an object's type, for an error: never the object itself, which may be a customer's number.
pub fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "an unknown type".to_owned(), |name| name.to_string())
}

/// The error for a request that was sent and never answered, `what` being the sender's own words for it.
#[pyfunction]
pub fn _transport_failed<'py>(py: Python<'py>, timed_out: bool, what: &str) -> Bound<'py, PyAny> {
    exception(py, &Error::transport(timed_out, what), None).into_value(py).into_bound(py).into_any()
}

/// The error for a send function that gave no answer: what it did instead, in English and Chinese.
#[pyfunction]
pub fn _sender_failed<'py>(py: Python<'py>, what: &str, what_zh: &str) -> Bound<'py, PyAny> {
    exception(py, &Error::sender(what, what_zh), None).into_value(py).into_bound(py).into_any()
}

/// The error for an argument that Python alone has: code, name, and what is wrong and what to do, each in English and
/// Chinese.
#[pyfunction]
pub fn _invalid_argument<'py>(
    py: Python<'py>,
    code: &str,
    field: &str,
    message: &str,
    message_zh: &str,
    hint: &str,
    hint_zh: &str,
) -> Bound<'py, PyAny> {
    let code = Code::ALL.iter().copied().find(|known| known.as_str() == code).unwrap_or(Code::ParameterType);
    let misuse = Misuse { code, field: Some(field), message: (message, message_zh), hint: (hint, hint_zh) };
    misuse.exception(py).into_value(py).into_bound(py).into_any()
}

/// The error for an argument of the wrong type, `wanted` saying in English and Chinese what would be right.
pub fn unusable(field: &str, wanted: (&str, &str), given: &Bound<'_, PyAny>) -> PyErr {
    let (name, name_zh) = if is_half_a_text(given) {
        ("a text with half a surrogate pair".to_owned(), "含有不完整字符（孤立代理项）的字符串".to_owned())
    } else {
        (type_name(given), type_name(given))
    };
    let (wanted, wanted_zh) = wanted;
    let misuse = Misuse {
        code: Code::ParameterType,
        field: Some(field),
        message: (
            &format!("`{field}` must be {wanted}, not {name}"),
            &format!("`{field}`须为{wanted_zh}，不能是{name_zh}"),
        ),
        hint: (&format!("pass {wanted}"), &format!("请传入{wanted_zh}")),
    };
    misuse.exception(given.py())
}

/// Whether it is a text that no encoding can write.
fn is_half_a_text(value: &Bound<'_, PyAny>) -> bool {
    value.cast::<PyString>().is_ok_and(|text| text.to_str().is_err())
}

/// [`unusable`], for what only Python's modules take.
#[pyfunction]
pub fn _unusable_argument<'py>(
    py: Python<'py>,
    field: &str,
    wanted: &str,
    wanted_zh: &str,
    given: &Bound<'py, PyAny>,
) -> Bound<'py, PyAny> {
    unusable(field, (wanted, wanted_zh), given).into_value(py).into_bound(py).into_any()
}
