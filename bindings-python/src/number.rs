//! The number rules, and how numbers are printed.

use privatenumber::number::{AreaCode, CalleeNumber, Number, XNumber};
use privatenumber::operation::Parameter;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::failure::{OrRaise, unusable};
use crate::parameter::given;

fn read<P: Parameter>(text: &Bound<'_, PyAny>) -> PyResult<P> {
    P::read(&given(text)).or_raise(text.py())
}

/// A telephone number in the global format, `+8613800000001`, from one as people write it.
///
/// Errors: `number.format`, `number.overseas`, `number.service`, `parameter.type`.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub fn parse_number(text: &Bound<'_, PyAny>) -> PyResult<String> {
    read::<Number>(text).map(|number| number.as_str().to_owned())
}

/// An X in the global format: as `parse_number`, but a mobile number alone.
///
/// Errors: those of `parse_number`, and `number.fixed_line`.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub fn parse_x_number(text: &Bound<'_, PyAny>) -> PyResult<String> {
    read::<XNumber>(text).map(|number| number.as_str().to_owned())
}

/// A number that is only called, in the global format: as `parse_number`, but a 400 or 95 number too.
///
/// Errors: those of `parse_number`.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub fn parse_callee_number(text: &Bound<'_, PyAny>) -> PyResult<String> {
    read::<CalleeNumber>(text).map(|number| number.as_str().to_owned())
}

/// A city's telephone code of three or four digits, with its leading 0.
///
/// Errors: `parameter.length`, `parameter.characters`, `parameter.type`.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub fn parse_area_code(text: &Bound<'_, PyAny>) -> PyResult<String> {
    read::<AreaCode>(text).map(|code| code.as_str().to_owned())
}

/// The text with the middle of every telephone number in it replaced by `****`, for logs.
///
/// Errors: `parameter.type`.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub fn mask(text: &Bound<'_, PyAny>) -> PyResult<String> {
    match text.cast::<PyString>() {
        // What is written into a log may hold half a character.
        Ok(text) => Ok(privatenumber::mask::text(&text.to_string_lossy()).into_owned()),
        Err(_) => Err(unusable("text", ("a text", "字符串"), text)),
    }
}

/// A line with what an address in it tells masked, for logs.
#[pyfunction]
#[pyo3(signature = (line, /))]
pub fn _mask_line(line: &Bound<'_, PyString>) -> String {
    privatenumber::mask::line(&line.to_string_lossy())
}

/// The machine that an address leads to, for logs.
#[pyfunction]
#[pyo3(signature = (url, /))]
pub fn _mask_url(url: &str) -> String {
    privatenumber::mask::url(url)
}

/// An id as it is printed.
#[pyfunction]
#[pyo3(signature = (id, /))]
pub fn _mask_id(id: &str) -> String {
    privatenumber::mask::id(id).into_owned()
}
