//! A request, ready to be sent.

use privatenumber::operation::CONTENT_TYPE;
use privatenumber::signing::{AUTHORIZATION, SigningScheme};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{IntoPyDict as _, PyBytes, PyDict, PyString, PyTuple};

use crate::advice;

/// A request, ready to be sent as it is by any HTTP client.
///
/// The URL is complete and escaped: a client must not escape it again, must not follow redirects, and must send the
/// headers and the body byte for byte. Printing one shows the method, the masked URL and the names of the headers.
#[pyclass(frozen, module = "privatenumber")]
pub struct HttpRequest {
    core: privatenumber::HttpRequest,
}

impl From<privatenumber::HttpRequest> for HttpRequest {
    fn from(core: privatenumber::HttpRequest) -> Self {
        Self { core }
    }
}

static HEADERS: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

fn constant_headers(py: Python<'_>) -> PyResult<Py<PyDict>> {
    let headers = PyDict::new(py);
    headers.set_item(intern!(py, "Content-Type"), CONTENT_TYPE)?;
    headers.set_item(intern!(py, "Authorization"), AUTHORIZATION)?;
    headers.set_item(intern!(py, "X-AKSK"), "")?;
    Ok(headers.unbind())
}

#[pymethods]
impl HttpRequest {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    #[getter]
    fn method<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        PyString::intern(py, self.core.method)
    }

    /// The access address, the path and, for GET and DELETE, the escaped query.
    #[getter]
    fn url(&self) -> &str {
        &self.core.url
    }

    /// The headers, in a new dict each time.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        // A copy of a dict that has the names and what never changes takes half as long as a new one. The signature
        // stands last, and today's scheme is told by its name.
        match self.core.headers.as_slice() {
            [_, _, (name, signature)] if *name == SigningScheme::Aksk.header() => {
                let headers = HEADERS.get_or_try_init(py, || constant_headers(py))?.bind(py).copy()?;
                headers.set_item(intern!(py, "X-AKSK"), signature)?;
                Ok(headers)
            }
            headers => headers.iter().map(|(name, value)| (*name, value.as_ref())).into_py_dict(py),
        }
    }

    /// JSON in ASCII, or None for GET and DELETE.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.core.body.as_ref().map(|body| PyBytes::new(py, body.as_bytes()))
    }

    /// What is legal and will hardly do what is hoped for; usually nothing.
    #[getter]
    fn advice<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        advice::tuple(py, &self.core.advice)
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.core)
    }

    fn __copy__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __deepcopy__<'py>(this: Bound<'py, Self>, _memo: &Bound<'py, PyAny>) -> Bound<'py, Self> {
        this
    }

    #[pyo3(signature = (*_protocol))]
    fn __reduce_ex__(&self, _protocol: &Bound<'_, PyTuple>) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "an HttpRequest is not pickled, for its signature holds for minutes and once; build it where it is sent, or \
             hand on its method, url, headers and body",
        ))
    }
}
