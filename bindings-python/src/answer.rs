//! Fields of answers as Python's values, and how they are printed.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use privatenumber::answer::{Answer, AppKey, Cursor, Extra, Id, Instant, NumberText, Text, Url};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pyclass_init::PyClassInitializer;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDict, PyList, PyString, PyTuple, PyTzInfo};
use pyo3::{IntoPyObjectExt as _, PyClass};
use serde_json::Value;

/// A field of an answer.
pub trait Field {
    /// As Python has it.
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;

    /// As a plain value: groups as dicts.
    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.python(py)
    }

    /// As it is printed, telephone numbers masked.
    fn printed(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.python(py)?.repr()?.to_string())
    }

    /// Whether the answer has it.
    fn is_there(&self) -> bool {
        true
    }
}

impl<F: Field> Field for Option<F> {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None().into_bound(py)), |field| field.python(py))
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None().into_bound(py)), |field| field.plain(py))
    }

    fn printed(&self, py: Python<'_>) -> PyResult<String> {
        self.as_ref().map_or_else(|| Ok("None".to_owned()), |field| field.printed(py))
    }

    fn is_there(&self) -> bool {
        self.as_ref().is_some_and(Field::is_there)
    }
}

macro_rules! as_it_is {
    ($($type:ty)+) => { $(
        impl Field for $type {
            fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.into_bound_py_any(py)
            }
        }
    )+ };
}

as_it_is! { i64 bool }

macro_rules! masked {
    ($($type:ty)+) => { $(
        impl Field for $type {
            fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyString::new(py, self.as_str()).into_any())
            }

            fn printed(&self, py: Python<'_>) -> PyResult<String> {
                Ok(PyString::new(py, &self.to_string()).repr()?.to_string())
            }
        }
    )+ };
}

masked! { AppKey Cursor Id NumberText Text Url }

impl Field for Instant {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        instant(py, *self)
    }
}

/// An aware datetime.
pub fn instant(py: Python<'_>, instant: Instant) -> PyResult<Bound<'_, PyAny>> {
    #[expect(clippy::cast_precision_loss, reason = "the milliseconds of the year 9999 are exact in a float")]
    let seconds = instant.unix_seconds() as f64 + f64::from(instant.milliseconds()) / 1000.0;
    Ok(PyDateTime::from_timestamp(py, seconds, Some(&PyTzInfo::utc(py)?.to_owned()))?.into_any())
}

impl<F: Field> Field for Vec<F> {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items = self.iter().map(|item| item.python(py)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyTuple::new(py, items)?.into_any())
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items = self.iter().map(|item| item.plain(py)).collect::<PyResult<Vec<_>>>()?;
        Ok(PyList::new(py, items)?.into_any())
    }

    fn printed(&self, py: Python<'_>) -> PyResult<String> {
        let items = self.iter().map(|item| item.printed(py)).collect::<PyResult<Vec<_>>>()?;
        Ok(format!("[{}]", items.join(", ")))
    }
}

/// Name and value of a field.
pub type Member<'a> = (&'static str, &'a dyn Field);

/// An answer, or a group of fields in one.
pub trait Described: Clone {
    /// Its class in Python.
    type Class: PyClass + From<Self> + Into<PyClassInitializer<Self::Class>>;
    /// The name of that class.
    const NAME: &'static str;

    /// Its fields.
    fn members(&self) -> Vec<Member<'_>>;

    /// What this version does not know.
    fn extra(&self) -> &Extra;
}

impl<D: Described> Field for D {
    fn python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, D::Class::from(self.clone()))?.into_any())
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, self).map(Bound::into_any)
    }

    fn printed(&self, py: Python<'_>) -> PyResult<String> {
        let mut shown = Vec::new();
        for (name, value) in self.members() {
            if value.is_there() {
                shown.push(format!("{name}={}", value.printed(py)?));
            }
        }
        if !self.extra().is_empty() {
            shown.push(format!("extra={:?}", self.extra()));
        }
        Ok(format!("{}({})", D::NAME, shown.join(", ")))
    }
}

/// An answer as a plain dict, without what is absent.
pub fn plain<'py>(py: Python<'py>, answer: &impl Described) -> PyResult<Bound<'py, PyDict>> {
    let plain = PyDict::new(py);
    for (name, value) in answer.members() {
        if value.is_there() {
            plain.set_item(name, value.plain(py)?)?;
        }
    }
    if !answer.extra().is_empty() {
        plain.set_item("extra", extra(py, answer.extra())?)?;
    }
    Ok(plain)
}

/// The hash of an answer: equal ones have the same JSON.
pub fn hash(answer: &impl Answer) -> u64 {
    hash_of(&answer.to_json())
}

/// The hash of a text.
pub fn hash_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What pickling an answer ends in: what one version writes another could not read.
pub fn not_pickled<D: Described>() -> PyErr {
    PyTypeError::new_err(format!("a {} is not pickled; pickle its to_dict(), or keep its to_json()", D::NAME))
}

/// A field that is made into Python's objects when it is first asked for.
pub fn kept<'py>(py: Python<'py>, place: &PyOnceLock<Py<PyAny>>, field: &impl Field) -> PyResult<Bound<'py, PyAny>> {
    place.get_or_try_init(py, || field.python(py).map(Bound::unbind)).map(|kept| kept.bind(py).clone())
}

/// Advice that comes with an answer: nothing and none are the same.
pub fn advice<'py>(py: Python<'py>, advice: Option<&[privatenumber::Advice]>) -> PyResult<Bound<'py, PyAny>> {
    crate::advice::tuple(py, advice.unwrap_or_default()).map(Bound::into_any)
}

/// Unknown fields, in a new dict each time.
pub fn extra<'py>(py: Python<'py>, extra: &Extra) -> PyResult<Bound<'py, PyDict>> {
    let fields = PyDict::new(py);
    for (name, json) in extra.iter() {
        // What no value can be made of, such as a thousand brackets, is handed on as its text.
        let value = serde_json::from_str(json).unwrap_or_else(|_| Value::from(json));
        fields.set_item(name, json_value(py, &value)?)?;
    }
    Ok(fields)
}

/// JSON as Python has it.
pub fn json_value<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(truth) => truth.into_bound_py_any(py),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => whole.into_bound_py_any(py),
            (None, Some(whole)) => whole.into_bound_py_any(py),
            (None, None) => number.as_f64().into_bound_py_any(py),
        },
        Value::String(text) => text.into_bound_py_any(py),
        Value::Array(items) => {
            let items = items.iter().map(|item| json_value(py, item)).collect::<PyResult<Vec<_>>>()?;
            Ok(PyList::new(py, items)?.into_any())
        }
        Value::Object(members) => {
            let object = PyDict::new(py);
            for (name, value) in members {
                object.set_item(name, json_value(py, value)?)?;
            }
            Ok(object.into_any())
        }
    }
}
