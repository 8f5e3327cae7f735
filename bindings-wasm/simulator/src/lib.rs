//! The simulator as WebAssembly: a platform that is spoken to in JSON.

use privatenumber_simulator::{Request, Setup};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// A platform and what it was set up with.
#[wasm_bindgen]
pub struct Platform {
    platform: privatenumber_simulator::Platform,
    /// Key, secret and X numbers of each application: the platform shows nobody the secrets.
    applications: Value,
}

#[wasm_bindgen]
impl Platform {
    /// A platform from a setup in JSON; the empty text is the default.
    ///
    /// The error is JSON too: `field`, `message`, `hint`.
    #[wasm_bindgen(constructor)]
    pub fn new(setup: &str) -> Result<Platform, String> {
        Setup::from_json(setup)
            .and_then(|setup| {
                let applications = setup
                    .applications
                    .iter()
                    .map(|application| {
                        let numbers = application.numbers.iter().map(|number| json!([number.number, number.area_code]));
                        json!({
                            "appKey": application.app_key,
                            "appSecret": application.app_secret,
                            "mode": application.mode.name(),
                            "numbers": numbers.collect::<Value>(),
                        })
                    })
                    .collect();
                Ok(Self { platform: privatenumber_simulator::Platform::new(setup)?, applications })
            })
            .map_err(|error| json!({ "field": error.field, "message": error.message, "hint": error.hint }).to_string())
    }

    /// The applications, as JSON.
    pub fn applications(&self) -> String {
        self.applications.to_string()
    }

    /// Answers a request. `head` is method, target and headers as JSON; so is what comes back: status, headers, and the
    /// body, which is always text.
    pub fn answer(&mut self, head: &str, body: &[u8], now_ms: f64) -> String {
        let (method, target, headers): (String, String, Vec<(String, String)>) =
            serde_json::from_str(head).unwrap_or_default();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = Request { method: &method, target: &target, headers: &headers, body };
        let answer = self.platform.answer(&request, milliseconds(now_ms));
        json!([answer.status, answer.headers, String::from_utf8_lossy(&answer.body)]).to_string()
    }

    /// Lets virtual time run ahead; gives how many bindings expired by it.
    pub fn advance(&mut self, seconds: f64) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of this kind saturates")]
        let seconds = seconds as u64;
        u32::try_from(self.platform.advance(seconds)).unwrap_or(u32::MAX)
    }

    /// What the platform holds, as JSON.
    pub fn state(&self) -> String {
        self.platform.state().to_string()
    }

    /// Back to the beginning.
    pub fn reset(&mut self) {
        self.platform.reset();
    }
}

/// JavaScript counts its milliseconds in floating point.
fn milliseconds(now: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a cast of this kind saturates")]
    let milliseconds = now as i64;
    milliseconds
}
