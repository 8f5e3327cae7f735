//! Python's values as the core takes them: named by their type, unchecked.

use std::borrow::Cow;

use privatenumber::duration::Span;
use privatenumber::given::{Given, Spelling, Take};
use pyo3::exceptions::PyOverflowError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDelta, PyDeltaAccess, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::failure::{OrRaise, type_name, unusable};

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
        // What does not fit is larger than any number of the service.
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
    if let Some(number) = whole(value) {
        return counted(number);
    }
    if is_truth(value) {
        return value.is_truthy().map_or(Given::Other("true or false"), Given::Boolean);
    }
    Given::Object(type_name(value))
}

/// A text that is no parameter of the service. Errors: `parameter.type`.
pub fn text<'a>(field: &str, value: &'a Bound<'_, PyAny>) -> PyResult<&'a str> {
    let text = value.cast::<PyString>().ok().and_then(|text| text.to_str().ok());
    text.ok_or_else(|| unusable(field, ("a text", "字符串"), value))
}

/// The whole number that something is: an int, or what Python itself counts by (numpy's and the like). An error for one
/// beyond 64 bits, as another number.
pub fn whole(value: &Bound<'_, PyAny>) -> Option<Result<i64, f64>> {
    if value.is_instance_of::<PyBool>() {
        return None;
    }
    match value.extract() {
        Ok(number) => Some(Ok(number)),
        Err(error) => error.is_instance_of::<PyOverflowError>(value.py()).then_some(Err(f64::MAX)),
    }
}

fn counted<'a>(number: Result<i64, f64>) -> Given<'a> {
    number.map_or_else(Given::Number, Given::Integer)
}

/// Whether it is numpy's own kind of True and False, which rows of a table hold.
fn is_truth(value: &Bound<'_, PyAny>) -> bool {
    let class = value.get_type();
    let is_numpy =
        class.getattr(intern!(value.py(), "__module__")).is_ok_and(|module| module.eq("numpy").unwrap_or(false));
    is_numpy && matches!(type_name(value).as_str(), "bool" | "bool_")
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
        Given::Object(name) => Given::Object(name),
    }
}

fn span(length: &Bound<'_, PyDelta>) -> Span {
    let seconds = i64::from(length.get_days()) * 86_400 + i64::from(length.get_seconds());
    Span::from_microseconds(seconds.saturating_mul(1_000_000).saturating_add(i64::from(length.get_microseconds())))
}
