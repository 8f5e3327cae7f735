//! The simulator's own endpoints, for whoever serves the platform over HTTP: its state, its clock, a fresh start. They
//! are not the vendor's, need no signature, and leave no trace in the journal.

use serde_json::{Value, json};

use crate::calendar;
use crate::message::{Request, Response};
use crate::platform::Platform;

/// Answers a request for the simulator itself, or nothing if it is one for the service.
pub(crate) fn answer(platform: &mut Platform, request: &Request<'_>) -> Option<Response> {
    let path = request.path();
    if path == "/" {
        return Some(match request.method {
            "GET" => Response::text(200, platform.page()),
            _ => refuse(405, "this path has only GET", "GET / shows what this platform offers"),
        });
    }
    let endpoint = path.strip_prefix("/_simulator/")?;
    Some(match (endpoint, request.method) {
        ("state", "GET") => Response::json(200, &platform.state()),
        ("advance", "POST") => match seconds(request.body) {
            Ok(seconds) => {
                let expired = platform.advance(seconds);
                Response::json(200, &json!({ "now": calendar::instant(platform.now_seconds()), "expired": expired }))
            }
            Err(message) => refuse(400, &message, "send {\"seconds\":3600}"),
        },
        ("reset", "POST") => {
            platform.reset();
            Response::json(200, &json!({ "now": calendar::instant(platform.now_seconds()) }))
        }
        ("state", _) => refuse(405, "the state is only read", "GET /_simulator/state"),
        ("advance" | "reset", _) => refuse(405, "this changes the platform", "use POST"),
        _ => refuse(404, "there is no such endpoint", "there are state, advance and reset"),
    })
}

/// The body of `advance`.
fn seconds(body: &[u8]) -> Result<u64, String> {
    let body: Value = serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    let members = body.as_object().ok_or_else(|| String::from("the body is not a JSON object"))?;
    if members.keys().any(|name| name != "seconds") {
        return Err(String::from("the body has a field other than seconds"));
    }
    members
        .get("seconds")
        .and_then(Value::as_u64)
        .ok_or_else(|| String::from("seconds must be an integer, 0 or more: time does not run back"))
}

fn refuse(status: u16, message: &str, hint: &str) -> Response {
    Response::json(status, &json!({ "error": { "message": message, "hint": hint } }))
}
