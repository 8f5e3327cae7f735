//! What JavaScript is told of the core: its errors, and what it can do.
//!
//! Lists of texts are told with a NUL behind each. No text of the core's holds one.

use privatenumber::catalog::{RESULT_CODES, Reason};
use privatenumber::error::{Code, Error, Kind};
use privatenumber::operation::OPERATIONS;

/// Texts, a NUL behind each.
#[derive(Default)]
pub(crate) struct Told(String);

impl Told {
    /// One more.
    pub(crate) fn text(&mut self, text: &str) {
        // Errors quote what came in, and what came in may hold anything.
        self.0.extend(text.chars().filter(|character| *character != '\0'));
        self.0.push('\0');
    }

    /// A whole number.
    pub(crate) fn number(&mut self, number: u32) {
        self.text(&number.to_string());
    }

    /// All of them.
    pub(crate) fn end(self) -> String {
        self.0
    }
}

/// An error with everything that is known of it; what is not known is the empty text.
pub(crate) fn error(error: &Error) -> String {
    let mut told = Told::default();
    for text in [
        error.class_name(),
        error.code(),
        &error.message(),
        &error.message_zh(),
        &error.hint(),
        &error.hint_zh(),
        if error.retryable() { "1" } else { "" },
        error.field().unwrap_or_default(),
        error.file().unwrap_or_default(),
        error.reason().map_or("", Reason::as_str),
        error.result_code().unwrap_or_default(),
        error.result_desc().unwrap_or_default(),
    ] {
        told.text(text);
    }
    told.number(u32::from(error.http_status().unwrap_or_default()));
    told.end()
}

/// The lists that the JavaScript side has a copy of, which its tests compare with these.
pub(crate) fn lists() -> String {
    let mut told = Told::default();
    for kind in Kind::ALL {
        told.text("kind");
        told.text(kind.name());
    }
    for reason in Reason::ALL {
        told.text("reason");
        told.text(reason.as_str());
        told.text(reason.class_name().unwrap_or_default());
    }
    for code in Code::ALL {
        told.text("code");
        told.text(code.as_str());
        told.text(code.kind().name());
    }
    for row in RESULT_CODES {
        told.text("result code");
        told.text(row.code);
        told.number(u32::from(row.http_status));
        told.text(row.reason.as_str());
    }
    for operation in OPERATIONS {
        told.text("operation");
        told.text(operation.mode);
        told.text(operation.name);
        for parameter in operation.parameters {
            told.text("parameter");
            told.text(parameter.wire);
        }
        for field in operation.answer.fields {
            told.text("field");
            told.text(field.wire);
        }
    }
    told.end()
}
