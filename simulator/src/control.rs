//! The simulator's own endpoints, for whoever serves the platform over HTTP: its state, its clock, a fresh start. They
//! are not the vendor's, need no signature, and leave no trace in the journal.

use serde_json::{Map, Value, json};

use crate::calendar;
use crate::message::{Request, Response};
use crate::numbering;
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
        ("assign-y", "POST") => match call(request.body) {
            Ok((x, caller)) => Response::json(
                200,
                &match platform.assign_y(&x, &caller) {
                    Ok(assigned) => json!({ "y": assigned.y }),
                    Err(cause) => json!({ "cause": cause.code() }),
                },
            ),
            Err(message) => refuse(400, &message, "send {\"x\":\"+8617000000031\",\"caller\":\"+8613800000001\"}"),
        },
        ("reset", "POST") => {
            platform.reset();
            Response::json(200, &json!({ "now": calendar::instant(platform.now_seconds()) }))
        }
        ("state", _) => refuse(405, "the state is only read", "GET /_simulator/state"),
        ("advance" | "assign-y" | "reset", _) => refuse(405, "this changes the platform", "use POST"),
        _ => refuse(404, "there is no such endpoint", "there are state, advance, assign-y and reset"),
    })
}

/// The body of `advance`.
fn seconds(body: &[u8]) -> Result<u64, String> {
    members(body, &["seconds"])?
        .get("seconds")
        .and_then(Value::as_u64)
        .ok_or_else(|| String::from("seconds must be an integer, 0 or more: time does not run back"))
}

/// The body of `assign-y`: X, and who calls it.
fn call(body: &[u8]) -> Result<(String, String), String> {
    let members = members(body, &["x", "caller"])?;
    let number = |name: &str, is_one: fn(&str) -> bool, wanted: &str| {
        let number = members.get(name).and_then(Value::as_str).filter(|number| is_one(number));
        number.map(str::to_owned).ok_or_else(|| format!("{name} must be {wanted} in global format: +86 and its digits"))
    };
    let x = number("x", numbering::is_mobile, "a mobile number")?;
    let caller = number("caller", numbering::is_global, "a telephone number")?;
    Ok((x, caller))
}

/// A body that is a JSON object with no other fields than these.
fn members(body: &[u8], names: &[&str]) -> Result<Map<String, Value>, String> {
    let body: Value = serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    let Value::Object(members) = body else {
        return Err(String::from("the body is not a JSON object"));
    };
    if members.keys().any(|name| !names.contains(&name.as_str())) {
        return Err(format!("the body has a field other than {}", names.join(" and ")));
    }
    Ok(members)
}

fn refuse(status: u16, message: &str, hint: &str) -> Response {
    Response::json(status, &json!({ "error": { "message": message, "hint": hint } }))
}
