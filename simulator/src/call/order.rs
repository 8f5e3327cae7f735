//! A call as it is asked for: who calls which number, and what they do.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::script::Script;
use crate::{masking, numbering};

/// The longest time a script gives, in seconds.
const LONGEST_SECONDS: u64 = 864_000;

/// The longest extension that is keyed in, in characters.
const LONGEST_EXTENSION: usize = 20;

/// Who calls which number, and what they do.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Call {
    /// Who calls, in global format: `+8613800000001`.
    pub from: String,
    /// What is dialled, in global format: an X number of the setup (or a Y of AXYB).
    pub to: String,
    /// What people do.
    #[serde(default)]
    pub script: Script,
}

impl Call {
    /// A call in which everybody does what is usual.
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { from: from.into(), to: to.into(), script: Script::default() }
    }

    /// The same with another script.
    #[must_use]
    pub fn with(self, script: Script) -> Self {
        Self { script, ..self }
    }

    /// Reads a call from JSON: `{"from":"+86...","to":"+86...","script":{"talkSeconds":60}}`.
    ///
    /// # Errors
    /// The syntax, an unknown field, or a value of the wrong type.
    pub fn from_json(text: &[u8]) -> Result<Self, PhoneError> {
        PhoneError::read(text, r#"{"from":"+8613800000001","to":"+8617000000001"}"#)
    }

    /// Checks what the types cannot say.
    pub(crate) fn check(&self) -> Result<(), PhoneError> {
        check_number("from", &self.from)?;
        let Script { ring_seconds, talk_seconds, extensions, redials, .. } = &self.script;
        for (field, seconds) in [("script.ringSeconds", ring_seconds), ("script.talkSeconds", talk_seconds)] {
            if *seconds > LONGEST_SECONDS {
                return Err(PhoneError::new(field, "longer than 10 days", "give a time in seconds"));
            }
        }
        let is_key = |key: u8| key.is_ascii_digit() || matches!(key, b'*' | b'#');
        if extensions.len() > 10 || extensions.iter().any(|e| e.len() > LONGEST_EXTENSION || !e.bytes().all(is_key)) {
            return Err(PhoneError::new(
                "script.extensions",
                "not what can be keyed in: at most 10, each of at most 20 digits, * and #",
                r#"write it like ["0001"]"#,
            ));
        }
        if *redials > 10 {
            return Err(PhoneError::new("script.redials", "a phone redials 10 times at most", "give 0-10"));
        }
        Ok(())
    }
}

/// Checks a number that calls or sends.
pub(crate) fn check_number(field: &str, number: &str) -> Result<(), PhoneError> {
    if numbering::is_global(number) {
        return Ok(());
    }
    Err(PhoneError::new(field, "not a number in global format", "write +86 and its digits, without blanks"))
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("from", &masking::text(&self.from))
            .field("to", &masking::text(&self.to))
            .field("script", &self.script)
            .finish()
    }
}

/// Why a call or an SMS never reaches the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneError {
    /// Where: the path of the field in the JSON, `script.redials`. Empty where it is the whole.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

impl PhoneError {
    pub(crate) fn new(field: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), hint: hint.into() }
    }

    /// What is dialled is nobody's X.
    pub(crate) fn not_an_x() -> Self {
        Self::new("to", "not an X number of the platform", "dial a number that the setup gives an application")
    }

    /// Reads a value whose JSON is too small for its errors to need more than the reader's own words. A list, which the
    /// reader would take for the fields in a row, is none.
    pub(crate) fn read<T: DeserializeOwned>(text: &[u8], example: &str) -> Result<T, Self> {
        let refuse = |message: &str| {
            Self::new("", format!("cannot be read: {}", masking::text(message)), format!("send {example}"))
        };
        let value: Value = serde_json::from_slice(text).map_err(|error| refuse(&error.to_string()))?;
        let is_list = |value: Option<&Value>| value.is_some_and(Value::is_array);
        if is_list(Some(&value)) || is_list(value.get("script")) {
            return Err(refuse("a list instead of an object"));
        }
        serde_json::from_value(value).map_err(|error| refuse(&error.to_string()))
    }
}

impl fmt::Display for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, message, hint } = self;
        if field.is_empty() { write!(f, "{message} ({hint})") } else { write!(f, "{field}: {message} ({hint})") }
    }
}

impl std::error::Error for PhoneError {}
