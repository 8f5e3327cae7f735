//! What a code means.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use privatenumber::catalog::{self, CauseGroup};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use crate::failure::unusable;
use crate::parameter::whole;
use crate::spelling::Spelling;

/// What one code means, in one of the tables that list it.
///
/// Made by the library alone. `str()` gives the English of it in one line.
#[pyclass(frozen, module = "privatenumber")]
pub struct Explanation {
    core: catalog::Explanation,
}

/// What is known of a code: one explanation for each of its meanings, none for an unknown code.
///
/// Parameters:
///     code: A number of any of the service's tables (`8014`, `1012007`, `16`; an int will do), with an HTTP status
///         (`1010010@401`), the `code` of an error (`service.1010010@401`, `number.format`) or of advice, or a code of
///         the filing operations (`PPT.0001`). Blanks around it and upper or lower case do not matter.
///
/// Errors: `parameter.type`.
#[pyfunction]
#[pyo3(signature = (code, /))]
pub fn explain<'py>(py: Python<'py>, code: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
    let code = if let Ok(text) = code.cast::<PyString>() {
        text.to_string_lossy().into_owned()
    } else if let Some(number) = whole(code) {
        // None is as long as one beyond 64 bits.
        number.map_or_else(|_| String::new(), |number| number.to_string())
    } else {
        return Err(unusable("code", ("a code as a text or an int", "字符串或整数形式的错误码"), code));
    };
    let rows = catalog::explain(&code).into_iter().map(|core| Bound::new(py, Explanation { core }));
    PyTuple::new(py, rows.collect::<PyResult<Vec<_>>>()?)
}

impl From<catalog::Explanation> for Explanation {
    fn from(core: catalog::Explanation) -> Self {
        Self { core }
    }
}

#[pymethods]
impl Explanation {
    /// What it is a code of: `result` (the result code of an answer), `cause` (why a call ended), `q850` (the Q.850
    /// cause of a call that was not put through), `sms_result` (what became of an SMS), `number_status` (what can be
    /// done with an X number), `number_cause` (why it has that status), `filing` (of the A-number filing operations),
    /// `library` (this library's own errors) or `advice`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.core.kind.as_str()
    }

    /// The code as the service, or this library, writes it.
    #[getter]
    fn code(&self) -> &str {
        &self.core.code
    }

    /// The HTTP status it comes with, if it is a code of an answer.
    #[getter]
    fn http_status(&self) -> Option<u16> {
        self.core.http_status
    }

    /// The class of `privatenumber.errors` that has this code, if one can have it.
    #[getter]
    fn class_name(&self) -> Option<&'static str> {
        self.core.class
    }

    /// Why the service refused, if it is a code of a refusal: `already_bound`, as the `reason` of an error.
    #[getter]
    fn reason(&self) -> Option<&'static str> {
        self.core.reason
    }

    /// Who or what ended the call, if it is a cause.
    #[getter]
    fn group(&self) -> Option<&'static str> {
        self.core.group.map(CauseGroup::as_str)
    }

    /// Whether the same, done again later, may succeed without anything being changed.
    #[getter]
    fn retryable(&self) -> bool {
        self.core.retryable
    }

    /// What it means, in English.
    #[getter]
    fn english(&self) -> String {
        Spelling::Snake.text(&self.core.english)
    }

    /// What it means, in Chinese.
    #[getter]
    fn chinese(&self) -> String {
        Spelling::Snake.text(&self.core.chinese)
    }

    /// What to do, in English.
    #[getter]
    fn hint(&self) -> String {
        Spelling::Snake.text(self.core.hint)
    }

    /// What to do, in Chinese.
    #[getter]
    fn hint_zh(&self) -> String {
        Spelling::Snake.text(self.core.hint_zh)
    }

    /// The page of the service that lists it. None for this library's own.
    #[getter]
    fn page(&self) -> Option<&'static str> {
        self.core.page
    }

    /// What there is of it as a plain dict, by the names above.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let plain = PyDict::new(py);
        plain.set_item("kind", self.kind())?;
        plain.set_item("code", self.code())?;
        for (name, value) in [
            ("class_name", self.class_name()),
            ("reason", self.reason()),
            ("group", self.group()),
            ("page", self.page()),
        ] {
            if let Some(value) = value {
                plain.set_item(name, value)?;
            }
        }
        if let Some(status) = self.http_status() {
            plain.set_item("http_status", status)?;
        }
        plain.set_item("retryable", self.retryable())?;
        plain.set_item("english", self.english())?;
        plain.set_item("chinese", self.chinese())?;
        plain.set_item("hint", self.hint())?;
        plain.set_item("hint_zh", self.hint_zh())?;
        Ok(plain)
    }

    /// What there is of it as JSON text, for other programs: the names are those of the wire.
    fn to_json(&self) -> String {
        self.core.to_json()
    }

    /// What it is a code of, in English and Chinese.
    fn _title(&self) -> (&'static str, &'static str) {
        (self.core.kind.english(), self.core.kind.chinese())
    }

    fn __str__(&self) -> String {
        let status = self.core.http_status.map_or_else(String::new, |status| format!(" under HTTP {status}"));
        let english = self.english();
        let meaning = english.strip_suffix('.').unwrap_or(&english);
        format!("{}, {}{status}: {meaning}; {}", self.core.code, self.core.kind.english(), self.hint())
    }

    fn __repr__(&self) -> String {
        format!("Explanation({})", self.__str__())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().core == self.core)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.core.to_json().hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }
}
