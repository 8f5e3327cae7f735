//! A setup from JSON, with errors that say which field is meant.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Application, Number, PushSettings, Recording, Setup, SetupError};
use crate::fault::{Faults, PushFault, RequestFault};
use crate::masking;

impl Setup {
    /// Reads a setup. An empty text, or an empty object, is the default setup.
    ///
    /// # Errors
    /// The first thing found wrong: the syntax with its line and column, an unknown field, a value of the wrong type.
    /// What the values mean is checked when a platform is made of them.
    pub fn from_json(text: &str) -> Result<Self, SetupError> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            SetupError::new(
                "",
                format!("not valid JSON: {}", masking::text(&error.to_string())),
                "write a JSON object, or nothing for the default setup",
            )
        })?;
        let Value::Object(setup) = &value else {
            return Err(SetupError::new(
                "",
                format!("a setup is a JSON object, not {}", kind(&value)),
                "write {} for the default setup",
            ));
        };
        if let Some(error) = blame(setup) {
            return Err(error);
        }
        // Every field was read on its own above, so this fails only if fields contradict each other as a whole.
        serde_json::from_value(value)
            .map_err(|error| SetupError::new("", masking::text(&error.to_string()), "check the setup as a whole"))
    }
}

impl Faults {
    /// Reads faults from a JSON object, `{"requests":[{"fault":"answerLost","next":1}]}`; an empty one is none.
    ///
    /// # Errors
    /// The first thing found wrong. What the values mean is checked when they are set.
    pub fn from_json(text: &[u8]) -> Result<Self, SetupError> {
        let value: Value = serde_json::from_slice(text).map_err(|error| {
            let message = format!("not valid JSON: {}", masking::text(&error.to_string()));
            SetupError::new("", message, "write a JSON object, {} for no faults")
        })?;
        if let Some(error) = blame_faults(&value, "") {
            return Err(error);
        }
        serde_json::from_value(value)
            .map_err(|error| SetupError::new("", masking::text(&error.to_string()), "check the faults as a whole"))
    }
}

/// The first field of faults that cannot be read. `path` stands before the names of the fields.
fn blame_faults(faults: &Value, path: &str) -> Option<SetupError> {
    let Value::Object(faults) = faults else {
        return Some(not_an_object(path.trim_end_matches('.').to_owned(), faults));
    };
    blame_wholes::<RequestFault>(faults, "requests", path)
        .or_else(|| blame_wholes::<PushFault>(faults, "pushes", path))
        .or_else(|| blame_field::<Faults>(faults, path))
}

/// The first element of a list of objects that cannot be read as a whole: some of its fields have to be there.
fn blame_wholes<T: DeserializeOwned>(object: &Map<String, Value>, list: &str, path: &str) -> Option<SetupError> {
    elements(object, list).iter().enumerate().find_map(|(index, element)| {
        let path = format!("{path}{list}[{index}]");
        if !element.is_object() {
            return Some(not_an_object(path, element));
        }
        let error = serde_json::from_value::<T>(element.clone()).err()?;
        Some(blamed(path, &error))
    })
}

/// The first field that cannot be read, innermost first. The JSON reader itself knows lines and types but no paths.
fn blame(setup: &Map<String, Value>) -> Option<SetupError> {
    for (index, application) in elements(setup, "applications").iter().enumerate() {
        let path = format!("applications[{index}]");
        let Value::Object(application) = application else {
            return Some(not_an_object(path, application));
        };
        let inner = blame_elements::<Number>(application, "numbers", &path)
            .or_else(|| blame_elements::<Recording>(application, "recordings", &path));
        if inner.is_some() {
            return inner;
        }
        if let Some(error) = blame_pushes(application, &path) {
            return Some(error);
        }
        if let Some(error) = blame_field::<Application>(application, &format!("{path}.")) {
            return Some(error);
        }
    }
    setup.get("faults").and_then(|faults| blame_faults(faults, "faults.")).or_else(|| blame_field::<Setup>(setup, ""))
}

/// The first field that cannot be read in the settings of pushes.
fn blame_pushes(application: &Map<String, Value>, path: &str) -> Option<SetupError> {
    let path = format!("{path}.pushes");
    match application.get("pushes")? {
        Value::Object(pushes) => blame_field::<PushSettings>(pushes, &format!("{path}.")),
        other => Some(not_an_object(path, other)),
    }
}

/// The first field that cannot be read in the elements of a list of objects.
fn blame_elements<T: DeserializeOwned>(object: &Map<String, Value>, list: &str, path: &str) -> Option<SetupError> {
    elements(object, list).iter().enumerate().find_map(|(index, element)| {
        let path = format!("{path}.{list}[{index}]");
        match element {
            Value::Object(element) => blame_field::<T>(element, &format!("{path}.")),
            _ => Some(not_an_object(path, element)),
        }
    })
}

fn elements<'a>(object: &'a Map<String, Value>, list: &str) -> &'a [Value] {
    object.get(list).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The first field of an object that a `T` made of it alone cannot be read from. Every field of a setup has a default,
/// so nothing is missing where only one is given.
fn blame_field<T: DeserializeOwned>(object: &Map<String, Value>, path: &str) -> Option<SetupError> {
    object.iter().find_map(|(name, value)| {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        let error = serde_json::from_value::<T>(Value::Object(alone)).err()?;
        if name == "appSecret" {
            // The reader's own words would show the value.
            return Some(SetupError::new(format!("{path}{name}"), "not a string", "write the secret in quotes"));
        }
        Some(blamed(format!("{path}{}", masking::text(name)), &error))
    })
}

/// The reader's own words, masked.
fn blamed(field: String, error: &serde_json::Error) -> SetupError {
    let message = masking::text(&error.to_string());
    let (message, hint) = match message.split_once(", expected ") {
        Some((message, expected)) => (message.to_owned(), format!("expected {expected}")),
        None => (message, String::from("see the field's documentation")),
    };
    SetupError::new(field, message, hint)
}

fn not_an_object(path: String, value: &Value) -> SetupError {
    SetupError::new(path, format!("must be a JSON object, not {}", kind(value)), "write { ... }")
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
