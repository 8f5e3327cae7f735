//! Small data inside `user_data`, between JSON and the text that is sent.

use pyo3::prelude::*;

use crate::failure::OrRaise as _;

/// JSON as a text for `user_data`.
#[pyfunction]
#[pyo3(signature = (json, /))]
pub fn _encode_user_data(py: Python<'_>, json: &str) -> PyResult<String> {
    privatenumber::user_data::encode(json).or_raise(py)
}

/// The JSON that is in a text of `user_data`.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub fn _decode_user_data(py: Python<'_>, text: &str) -> PyResult<String> {
    privatenumber::user_data::decode(text).or_raise(py)
}
