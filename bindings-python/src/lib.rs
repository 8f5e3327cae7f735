//! `privatenumber._core`: the core and the embedded platform as Python's native module.
//!
//! It decides nothing: it turns Python's values into the core's and back. What is missing in the core, the time, the
//! nonces and the environment, comes from here.
#![expect(clippy::doc_markdown, reason = "these comments are Python's documentation, shown by help()")]

mod account;
mod advice;
mod answer;
mod description;
mod explanation;
mod failure;
mod keywords;
mod moment;
mod number;
mod operation;
mod parameter;
mod push;
mod request;
mod signing;
mod simulator;
mod spelling;
#[rustfmt::skip]
mod surface;
mod user_data;

use pyo3::prelude::*;
use pyo3::types::PyTuple;

#[pymodule(gil_used = false)]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("AUTHORIZATION", privatenumber::signing::AUTHORIZATION)?;
    module.add("error_codes", description::error_codes())?;
    module.add("SCHEMES", PyTuple::new(module.py(), signing::schemes())?)?;
    module.add_class::<account::Account>()?;
    module.add_class::<advice::Advice>()?;
    module.add_class::<explanation::Explanation>()?;
    module.add_class::<request::HttpRequest>()?;
    module.add_class::<push::PushReader>()?;
    module.add_class::<push::Reading>()?;
    module.add_class::<push::Delivery>()?;
    module.add_class::<push::Reply>()?;
    module.add_class::<simulator::SimulatedPlatform>()?;
    module.add_function(wrap_pyfunction!(number::parse_number, module)?)?;
    module.add_function(wrap_pyfunction!(number::parse_x_number, module)?)?;
    module.add_function(wrap_pyfunction!(number::parse_callee_number, module)?)?;
    module.add_function(wrap_pyfunction!(number::parse_area_code, module)?)?;
    module.add_function(wrap_pyfunction!(number::mask, module)?)?;
    module.add_function(wrap_pyfunction!(number::_mask_line, module)?)?;
    module.add_function(wrap_pyfunction!(number::_mask_url, module)?)?;
    module.add_function(wrap_pyfunction!(number::_mask_id, module)?)?;
    module.add_function(wrap_pyfunction!(signing::created_text, module)?)?;
    module.add_function(wrap_pyfunction!(signing::message, module)?)?;
    module.add_function(wrap_pyfunction!(signing::digest, module)?)?;
    module.add_function(wrap_pyfunction!(signing::password_digest, module)?)?;
    module.add_function(wrap_pyfunction!(signing::x_aksk, module)?)?;
    module.add_function(wrap_pyfunction!(signing::headers, module)?)?;
    module.add_function(wrap_pyfunction!(explanation::explain, module)?)?;
    module.add_function(wrap_pyfunction!(user_data::_encode_user_data, module)?)?;
    module.add_function(wrap_pyfunction!(user_data::_decode_user_data, module)?)?;
    module.add_function(wrap_pyfunction!(moment::_forget_nonces, module)?)?;
    module.add_function(wrap_pyfunction!(failure::_transport_failed, module)?)?;
    module.add_function(wrap_pyfunction!(failure::_sender_failed, module)?)?;
    module.add_function(wrap_pyfunction!(failure::_invalid_argument, module)?)?;
    module.add_function(wrap_pyfunction!(failure::_unusable_argument, module)?)?;
    module.add_function(wrap_pyfunction!(push::_push_error, module)?)?;
    module.add_function(wrap_pyfunction!(push::_check_reply_form, module)?)?;
    module.add("_push_discard", wrap_pyfunction!(push::push_discard, module)?)?;
    module.add("PUSH_TERMS", push::terms(module.py())?)?;
    module.add_function(wrap_pyfunction!(description::_description, module)?)?;
    surface::add(module)?;
    // What is public is said by the Python modules.
    module.delattr("__all__")
}
