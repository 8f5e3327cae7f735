//! What is legal and will hardly do what is hoped for, with names as Python spells them.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::answer::Field;
use crate::spelling::Spelling;

/// One piece of advice: what is legal, is sent, and will hardly do what is hoped for. Its texts hold no whole telephone
/// number.
///
/// Made by the library alone. `str()` gives all of it in one line.
#[pyclass(frozen, module = "privatenumber")]
pub struct Advice {
    core: privatenumber::Advice,
}

/// A list of the core's, as a tuple.
pub fn tuple<'py>(py: Python<'py>, list: &[privatenumber::Advice]) -> PyResult<Bound<'py, PyTuple>> {
    let list = list.iter().map(|advice| Bound::new(py, Advice { core: advice.clone() }));
    PyTuple::new(py, list.collect::<PyResult<Vec<_>>>()?)
}

#[pymethods]
impl Advice {
    /// The stable code: `advice.fixed_line_caller`. `privatenumber.explain` tells more.
    #[getter]
    fn code(&self) -> &'static str {
        self.core.code()
    }

    /// The parameter or field that it is about, as Python spells it: `record_hint_tone`.
    #[getter]
    fn field(&self) -> String {
        Spelling::Snake.name(self.core.field()).into_owned()
    }

    /// What will happen, in English.
    #[getter]
    fn message(&self) -> String {
        Spelling::Snake.text(&self.core.message())
    }

    /// What will happen, in Chinese.
    #[getter]
    fn message_zh(&self) -> String {
        Spelling::Snake.text(&self.core.message_zh())
    }

    /// What to do, in English.
    #[getter]
    fn hint(&self) -> String {
        Spelling::Snake.text(&self.core.hint())
    }

    /// What to do, in Chinese.
    #[getter]
    fn hint_zh(&self) -> String {
        Spelling::Snake.text(&self.core.hint_zh())
    }

    /// All of it as a plain dict, by the names above.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let plain = PyDict::new(py);
        plain.set_item("code", self.code())?;
        plain.set_item("field", self.field())?;
        plain.set_item("message", self.message())?;
        plain.set_item("message_zh", self.message_zh())?;
        plain.set_item("hint", self.hint())?;
        plain.set_item("hint_zh", self.hint_zh())?;
        Ok(plain)
    }

    fn __str__(&self) -> String {
        Spelling::Snake.text(&self.core.to_string())
    }

    fn __repr__(&self) -> String {
        format!("Advice({})", self.__str__())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().core == self.core)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.core.to_string().hash(&mut hasher);
        hasher.finish()
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }
}

/// As a part of an answer.
impl Field for privatenumber::Advice {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Advice { core: self.clone() })?.into_any())
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Advice { core: self.clone() }.to_dict(py).map(Bound::into_any)
    }
}
