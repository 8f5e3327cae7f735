//! What is wrong with a setup.

use std::fmt;

/// Why a setup cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupError {
    /// Where: the path of the field in the JSON, `applications[0].numbers[2].areaCode`. Empty where it is the whole.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

impl SetupError {
    pub(crate) fn new(field: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), hint: hint.into() }
    }
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, message, hint } = self;
        if field.is_empty() {
            write!(f, "setup: {message} ({hint})")
        } else {
            write!(f, "setup: {field}: {message} ({hint})")
        }
    }
}

impl std::error::Error for SetupError {}
