//! The embedded platform.

use std::sync::{Mutex, MutexGuard, PoisonError};

use privatenumber::Error;
use privatenumber_simulator::{Platform, Request, Setup, SetupError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::answer::json_value;
use crate::failure::OrRaise;
use crate::moment::now_milliseconds;
use crate::operation::pairs;

/// The platform behind `privatenumber.simulator.Platform`.
#[pyclass(frozen, module = "privatenumber._core")]
pub struct SimulatedPlatform {
    platform: Mutex<Platform>,
    /// APP_Key, APP_Secret and mode of each application.
    applications: Vec<(String, String, &'static str)>,
}

impl SimulatedPlatform {
    /// A platform that another thread left behind in the middle of a change is still one: nothing in it panics.
    fn platform(&self) -> MutexGuard<'_, Platform> {
        self.platform.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn started(setup: &str) -> Result<SimulatedPlatform, SetupError> {
    let setup = Setup::from_json(setup)?;
    let applications = setup
        .applications
        .iter()
        .map(|application| (application.app_key.clone(), application.app_secret.clone(), application.mode.name()))
        .collect();
    Ok(SimulatedPlatform { platform: Mutex::new(Platform::new(setup)?), applications })
}

#[pymethods]
impl SimulatedPlatform {
    #[new]
    #[pyo3(signature = (setup, /))]
    fn new(py: Python<'_>, setup: &str) -> PyResult<Self> {
        started(setup).map_err(|error| Error::simulator_setup(&error.field, &error.message, &error.hint)).or_raise(py)
    }

    const fn __repr__(&self) -> &'static str {
        "SimulatedPlatform(***)"
    }

    /// APP_Key, APP_Secret and mode of each application.
    #[getter]
    fn applications(&self) -> Vec<(String, String, &'static str)> {
        self.applications.clone()
    }

    /// Answers a request: the status, the headers, the body.
    #[pyo3(signature = (method, target, headers, body, /))]
    #[expect(clippy::type_complexity, reason = "the three parts of an answer")]
    fn answer<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        target: &str,
        headers: &Bound<'py, PyAny>,
        body: &[u8],
    ) -> PyResult<(u16, Vec<(&'static str, String)>, Bound<'py, PyBytes>)> {
        let headers = pairs(headers)?;
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
        let request = Request { method, target, headers: &headers, body };
        let response = self.platform().answer(&request, now_milliseconds());
        Ok((response.status, response.headers, PyBytes::new(py, &response.body)))
    }

    /// Makes the platform's time run ahead; gives how many bindings expired.
    #[pyo3(signature = (seconds, /))]
    fn advance(&self, seconds: u64) -> usize {
        self.platform().advance(seconds)
    }

    /// What the platform holds.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let state = self.platform().state();
        json_value(py, &state)
    }

    /// Back to the beginning.
    fn reset(&self) {
        self.platform().reset();
    }
}
