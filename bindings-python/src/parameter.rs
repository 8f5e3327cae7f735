//! Python's values as the core takes them: named by their type, unchecked.

use std::borrow::Cow;

use privatenumber::duration::Span;
use privatenumber::given::{Given, Spelling, Take};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDelta, PyDeltaAccess, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::failure::OrRaise;

/// Hands over keyword arguments one by one.
pub fn take_all(taker: &mut impl for<'a> Take<'a>, parameters: &Bound<'_, PyDict>) -> PyResult<()> {
    for (name, value) in parameters.iter() {
        let name = name.cast::<PyString>()?.to_string_lossy();
        taker.take(&name, given(&value)).or_raise(parameters.py())?;
    }
    Ok(())
}

/// A value, named by its type.
pub fn given<'a>(value: &'a Bound<'_, PyAny>) -> Given<'a> {
    if let Ok(text) = value.cast::<PyString>() {
        return given_text(text);
    }
    if value.is_none() {
        return Given::Absent;
    }
    // True is an int too.
    if let Ok(truth) = value.cast::<PyBool>() {
        return Given::Boolean(truth.is_true());
    }
    if value.is_instance_of::<PyInt>() {
        return value.extract().map_or(Given::Number(f64::MAX), Given::Integer);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Given::of_number(number.value());
    }
    if let Ok(members) = value.cast::<PyDict>() {
        return given_group(members);
    }
    if let Ok(length) = value.cast::<PyDelta>() {
        return Given::Span(span(length));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        // No parameter takes one, so what is in it does not matter.
        return Given::List(Vec::new());
    }
    Given::Other("an object of another type")
}

fn given_text<'a>(text: &'a Bound<'_, PyString>) -> Given<'a> {
    text.to_str().map_or(Given::Other("a text with half a surrogate pair"), |text| Given::Text(Cow::Borrowed(text)))
}

/// Named values. Those of a group in a group are left out: nothing takes one, and a dict may hold itself.
fn given_group<'a>(members: &Bound<'_, PyDict>) -> Given<'a> {
    let mut group = Vec::with_capacity(members.len());
    for (name, value) in members.iter() {
        let Ok(name) = name.cast::<PyString>() else {
            return Given::Other("a dict whose keys are not all texts");
        };
        let value = if value.is_instance_of::<PyDict>() {
            Given::Group(Vec::new(), Spelling::Snake)
        } else {
            owned(given(&value))
        };
        group.push((Cow::Owned(name.to_string_lossy().into_owned()), value));
    }
    Given::Group(group, Spelling::Snake)
}

fn owned<'a>(given: Given<'_>) -> Given<'a> {
    match given {
        Given::Text(text) => Given::Text(Cow::Owned(text.into_owned())),
        Given::Absent => Given::Absent,
        Given::Integer(number) => Given::Integer(number),
        Given::Number(number) => Given::Number(number),
        Given::Boolean(truth) => Given::Boolean(truth),
        Given::Span(span) => Given::Span(span),
        Given::Group(_, spelling) => Given::Group(Vec::new(), spelling),
        Given::List(_) => Given::List(Vec::new()),
        Given::Null => Given::Null,
        Given::Other(name) => Given::Other(name),
    }
}

fn span(length: &Bound<'_, PyDelta>) -> Span {
    let seconds = i64::from(length.get_days()) * 86_400 + i64::from(length.get_seconds());
    Span::from_microseconds(seconds.saturating_mul(1_000_000).saturating_add(i64::from(length.get_microseconds())))
}
