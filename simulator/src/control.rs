//! The simulator's own endpoints, for whoever serves the platform over HTTP: its state, its clock, phones, recordings, a
//! fresh start. They are not the vendor's, need no signature, and leave no trace in the journal.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::calendar;
use crate::call::{Call, PhoneError};
use crate::escape;
use crate::fault::Faults;
use crate::message::{Request, Response};
use crate::numbering;
use crate::page;
use crate::parameters::Query;
use crate::platform::Platform;
use crate::setup::{NumberCause, NumberCondition, SetupError};
use crate::sms::Sms;

/// Answers a request for the simulator itself, or nothing if it is one for the service.
pub(crate) fn answer(platform: &mut Platform, request: &Request<'_>) -> Option<Response> {
    let path = request.path();
    if path == "/" {
        return Some(match request.method {
            // A program is told in plain text what a browser is shown.
            "GET" if is_browser(request) => html(page::whole(&platform.state())),
            "GET" => Response::text(200, platform.page()),
            _ => refuse(405, "this path has only GET", "GET / shows what this platform offers"),
        });
    }
    let endpoint = path.strip_prefix("/_simulator/")?;
    Some(match (endpoint, request.method) {
        ("state", "GET") => Response::json(200, &platform.state()),
        ("page", "GET") => html(page::tables(&platform.state())),
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
        ("call", "POST") => phoned(place_call(platform, request.body)),
        ("sms", "POST") => phoned(send_sms(platform, request.body)),
        ("number", "POST") => phoned(change_number(platform, request.body)),
        ("faults", "GET") => Response::json(200, &json!(platform.faults())),
        ("faults", "POST") => match Faults::from_json(request.body).and_then(|faults| platform.set_faults(faults)) {
            Ok(()) => Response::json(200, &json!(platform.faults())),
            Err(SetupError { field, message, hint }) => {
                refuse(400, &if field.is_empty() { message } else { format!("{field}: {message}") }, &hint)
            }
        },
        ("pushes", "GET") => Response::json(200, &platform.pushes()),
        ("reset", "POST") => {
            platform.reset();
            Response::json(200, &json!({ "now": calendar::instant(platform.now_seconds()) }))
        }
        ("faults", _) => refuse(405, "this is read or set", "use GET or POST"),
        ("state" | "page" | "pushes", _) => refuse(405, "this is only read", "use GET"),
        ("advance" | "assign-y" | "call" | "sms" | "number" | "reset", _) => {
            refuse(405, "this changes the platform", "use POST")
        }
        _ => of_a_collection(platform, endpoint, request),
    })
}

fn is_browser(request: &Request<'_>) -> bool {
    request.header("accept").is_some_and(|accept| accept.contains("text/html"))
}

fn html(content: String) -> Response {
    Response::with_body(200, "text/html;charset=utf-8", content)
}

/// What stands under a name of its own: a call, an SMS, a recording.
fn of_a_collection(platform: &Platform, endpoint: &str, request: &Request<'_>) -> Response {
    let Some((collection @ ("calls" | "sms" | "recordings"), name)) = endpoint.split_once('/') else {
        return refuse(
            404,
            "there is no such endpoint",
            "there are state, page, advance, assign-y, call, calls/, sms, sms/, number, pushes, faults, recordings/ and reset",
        );
    };
    if request.method != "GET" {
        return refuse(405, "this is only read", "use GET");
    }
    let Some(name) = escape::resolved(name) else {
        return refuse(404, "the name is not UTF-8", "escape it once");
    };
    let missing = || refuse(404, "there is none of this name", "of calls and SMS the last 1,000 are known");
    match collection {
        "calls" => platform.call_report(&name).map_or_else(missing, |report| Response::json(200, &report.to_json())),
        "sms" => platform.sms_report(&name).map_or_else(missing, |report| Response::json(200, &report.to_json())),
        _ => recording(platform, &name, request),
    }
}

/// A recording, to whose name the address adds its host and its application.
fn recording(platform: &Platform, file_name: &str, request: &Request<'_>) -> Response {
    let query = Query::parse(request.query_string());
    let (Ok(Some(app_key)), Ok(Some(domain))) = (query.get("appKey"), query.get("recordDomain")) else {
        return refuse(400, "the address lacks appKey or recordDomain", "take it whole from GetRecordingDownloadUrl");
    };
    match platform.recording(app_key, file_name, domain) {
        Some(file) => Response::bytes("audio/wav", file),
        None => refuse(404, "there is no such recording", "it is kept 7 days from the push of its call record on"),
    }
}

fn place_call(platform: &mut Platform, body: &[u8]) -> Result<Value, PhoneError> {
    let placed = platform.call(&Call::from_json(body)?)?;
    Ok(platform.call_report(&placed.session_id).map_or(Value::Null, |report| report.to_json()))
}

fn send_sms(platform: &mut Platform, body: &[u8]) -> Result<Value, PhoneError> {
    let sent = platform.sms(&Sms::from_json(body)?)?;
    Ok(platform.sms_report(&sent.sms_identifier).map_or(Value::Null, |report| report.to_json()))
}

/// The body of `number`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberChange {
    number: String,
    condition: NumberCondition,
    #[serde(default)]
    cause: Option<NumberCause>,
}

fn change_number(platform: &mut Platform, body: &[u8]) -> Result<Value, PhoneError> {
    const EXAMPLE: &str = r#"{"number":"+8617000000001","condition":"suspended"}"#;
    let NumberChange { number, condition, cause } = PhoneError::read(body, EXAMPLE)?;
    platform.set_number_condition(&number, condition, cause)?;
    Ok(json!({ "number": number, "condition": condition.name() }))
}

fn phoned(done: Result<Value, PhoneError>) -> Response {
    match done {
        Ok(content) => Response::json(200, &content),
        Err(PhoneError { field, message, hint }) => {
            let message = if field.is_empty() { message } else { format!("{field}: {message}") };
            refuse(400, &message, &hint)
        }
    }
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
