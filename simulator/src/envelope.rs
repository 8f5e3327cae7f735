//! What an operation ends in, and how it is put on the wire: `resultcode`, `resultdesc` and the operation's own fields,
//! all on one level.

use serde_json::{Map, Value};

use crate::message::Response;
use crate::resultcode::{Refusal, ResultCode};

/// What an operation has done.
#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) content: Content,
    /// For the journal: what was accepted though it will hardly do what its sender wants.
    pub(crate) remarks: Vec<String>,
}

/// What the answer brings.
#[derive(Debug)]
pub(crate) enum Content {
    /// The operation's own fields, beside `resultcode` and `resultdesc`.
    Fields(Map<String, Value>),
    /// Nothing but an address in the header `Location`: 301, an empty body and no result code.
    Location(String),
}

/// How an answer is labelled.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// `application/json;charset=utf-8`, as nearly everywhere.
    Json,
    /// `text/html;charset=UTF-8`, though it is JSON all the same.
    JsonCalledHtml,
}

impl Form {
    const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json;charset=utf-8",
            Self::JsonCalledHtml => "text/html;charset=UTF-8",
        }
    }
}

impl Success {
    /// The success of an operation that answers with fields of its own.
    pub(crate) const fn with_fields(fields: Map<String, Value>, remarks: Vec<String>) -> Self {
        Self { content: Content::Fields(fields), remarks }
    }

    /// The success of an operation that answers with nothing but an address.
    pub(crate) const fn at(location: String) -> Self {
        Self { content: Content::Location(location), remarks: Vec::new() }
    }

    /// The success of an operation that answers with nothing of its own.
    pub(crate) fn with_remarks(remarks: Vec<String>) -> Self {
        Self::with_fields(Map::new(), remarks)
    }
}

/// The answer to an operation that was carried out, and its result code, if it has one.
pub(crate) fn accepted(content: Content, form: Form) -> (Response, Option<ResultCode>) {
    let code = ResultCode::Success;
    match content {
        Content::Fields(fields) => (answer(code, code.text(), fields, form), Some(code)),
        Content::Location(location) => (Response::redirect(location), None),
    }
}

/// The answer to a request that was refused.
pub(crate) fn refused(refusal: &Refusal, form: Form) -> Response {
    answer(refusal.code, &refusal.description, Map::new(), form)
}

fn answer(code: ResultCode, description: &str, fields: Map<String, Value>, form: Form) -> Response {
    let mut content = Map::new();
    content.insert(String::from("resultcode"), Value::from(code.number()));
    content.insert(String::from("resultdesc"), Value::from(description));
    content.extend(fields);
    let body = Value::Object(content).to_string();
    Response::with_body(code.status(), form.content_type(), body)
}
