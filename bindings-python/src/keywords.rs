//! Keyword arguments as the interpreter hands them over.
//!
//! A function of pyo3's that takes any keyword gets them through two dicts, one after the other; for an operation with six
//! parameters that costs a third of the whole request. So the one function that is called for each request takes them as
//! they are: a tuple of names, and values side by side.
#![expect(unsafe_code, reason = "pyo3 has no safe way to this calling convention")]

use std::ffi::CStr;

use privatenumber::Operation;
use pyo3::exceptions::PyMemoryError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::operation;

/// Positional arguments, and keywords with their values.
pub struct Arguments<'a, 'py> {
    pub positional: &'a [Borrowed<'a, 'py, PyAny>],
    names: Option<Borrowed<'a, 'py, PyTuple>>,
    values: &'a [Borrowed<'a, 'py, PyAny>],
}

impl<'py> Arguments<'_, 'py> {
    /// Names and values.
    pub fn named(&self) -> impl Iterator<Item = (Borrowed<'_, 'py, PyAny>, &Bound<'py, PyAny>)> {
        let names = self.names.as_ref().into_iter().flat_map(|names| names.iter_borrowed());
        names.zip(self.values.iter().map(|value| &**value))
    }
}

/// Gives a class its method `request`, with this documentation.
pub fn add_request<O: Operation>(class: &Bound<'_, PyType>, documentation: &'static CStr) -> PyResult<()> {
    // A class is made once and lives as long as the interpreter.
    let method = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: c"request".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunctionFastWithKeywords: request::<O> },
        ml_flags: ffi::METH_FASTCALL | ffi::METH_KEYWORDS,
        ml_doc: documentation.as_ptr(),
    }));
    // SAFETY: the class is a type object, the method is never freed, and its function has the signature that its flags
    // promise. A new reference comes back, or null with an exception set.
    let descriptor =
        unsafe { Bound::from_owned_ptr_or_opt(class.py(), ffi::PyDescr_NewMethod(class.as_type_ptr(), method)) };
    let Some(descriptor) = descriptor else {
        return Err(PyErr::take(class.py()).unwrap_or_else(|| PyMemoryError::new_err(())));
    };
    class.setattr("request", descriptor)
}

/// What the interpreter calls.
///
/// # Safety
/// For the interpreter alone, under `METH_FASTCALL | METH_KEYWORDS`: this thread is attached, `arguments` points to
/// `count` positional ones and then one for each name, all borrowed from the caller, and `names` is a tuple or null.
unsafe extern "C" fn request<O: Operation>(
    _operation: *mut ffi::PyObject,
    arguments: *const *mut ffi::PyObject,
    count: ffi::Py_ssize_t,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: as above.
    let (py, names) = unsafe {
        let py = Python::assume_attached();
        (py, Borrowed::from_ptr_or_opt(py, names).and_then(|names| names.cast::<PyTuple>().ok()))
    };
    let count = usize::try_from(count).unwrap_or_default();
    let all = count.saturating_add(names.as_ref().map_or(0, |names| names.len()));
    let all: &[Borrowed<'_, '_, PyAny>] = if arguments.is_null() {
        &[]
    } else {
        // SAFETY: as above; `Borrowed` is a pointer to an object and nothing else.
        unsafe { std::slice::from_raw_parts(arguments.cast(), all) }
    };
    let (positional, values) = all.split_at_checked(count).unwrap_or((all, &[]));
    let request = operation::request_of::<O>(py, &Arguments { positional, names, values });
    match request.and_then(|request| Bound::new(py, request)) {
        Ok(request) => request.into_ptr(),
        Err(error) => {
            error.restore(py);
            std::ptr::null_mut()
        }
    }
}
