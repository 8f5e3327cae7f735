//! What several tests make of a vector.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its part of it")]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber::Error;
use privatenumber::push::{Check, MAX_AGE, MAX_AHEAD, MAX_BODY, PushReader};
use serde_json::{Map, Value};

/// A member that is a text.
pub fn text<'a>(object: &'a Value, name: &str) -> &'a str {
    object[name].as_str().unwrap_or_else(|| panic!("{name} is a text in {object}"))
}

/// Names and values of a case's headers.
pub fn headers(given: &Value) -> Vec<(&str, &str)> {
    let members = given["headers"].as_object().unwrap();
    members.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect()
}

/// The bytes of a case's body.
pub fn body(given: &Value) -> Vec<u8> {
    match given["bodyBase64"].as_str() {
        Some(coded) => STANDARD.decode(coded).unwrap(),
        None => text(given, "body").as_bytes().to_vec(),
    }
}

/// The receiver's side of a push.
pub fn push_reader(receiver: &Value) -> Result<PushReader, Error> {
    let check = Check::ALL.iter().find(|check| check.as_str() == text(receiver, "check")).unwrap();
    let mut reader = PushReader::new(*check);
    for application in receiver["applications"].as_array().unwrap() {
        reader.add_application(text(application, "appKey"), text(application, "appSecret"))?;
    }
    if let Some(url) = receiver["url"].as_str() {
        reader.set_url(url)?;
    }
    let count =
        |name: &str, otherwise| receiver[name].as_u64().map_or(otherwise, |count| u32::try_from(count).unwrap());
    reader.set_window(count("maxAge", MAX_AGE), count("maxAhead", MAX_AHEAD));
    reader.set_max_body(count("maxBody", MAX_BODY));
    reader.ready()?;
    Ok(reader)
}

/// A value in which each list of texts and `{ "repeat": [text, count] }` is the text that it stands for.
pub fn put_together(value: &Value) -> Value {
    let part = |part: &Value| match (part.as_str(), part["repeat"][0].as_str(), part["repeat"][1].as_u64()) {
        (Some(text), _, _) => Some(text.to_owned()),
        (_, Some(text), Some(count)) => Some(text.repeat(usize::try_from(count).unwrap())),
        _ => None,
    };
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), put_together(member))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) if items.iter().any(|item| item["repeat"].is_array()) => {
            items.iter().map(|item| part(item).unwrap()).collect::<String>().into()
        }
        Value::Array(items) => items.iter().map(put_together).collect(),
        other => other.clone(),
    }
}
