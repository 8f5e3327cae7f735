//! What an operation ends in, and how it is put on the wire: `resultcode`, `resultdesc` and the operation's own fields,
//! all on one level.

use serde_json::{Map, Value};

use crate::message::Response;
use crate::resultcode::{Refusal, ResultCode};

/// What an operation has done.
#[derive(Debug, Default)]
pub(crate) struct Success {
    /// The operation's own fields of the answer.
    pub(crate) fields: Map<String, Value>,
    /// For the journal: what was accepted though it will hardly do what its sender wants.
    pub(crate) remarks: Vec<String>,
}

impl Success {
    /// The success of an operation that answers with nothing of its own.
    pub(crate) fn with_remarks(remarks: Vec<String>) -> Self {
        Self { fields: Map::new(), remarks }
    }
}

/// The answer to an operation that was carried out.
pub(crate) fn accepted(fields: Map<String, Value>) -> Response {
    answer(ResultCode::Success, ResultCode::Success.text(), fields)
}

/// The answer to a request that was refused.
pub(crate) fn refused(refusal: &Refusal) -> Response {
    answer(refusal.code, &refusal.description, Map::new())
}

fn answer(code: ResultCode, description: &str, fields: Map<String, Value>) -> Response {
    let mut content = Map::new();
    content.insert(String::from("resultcode"), Value::from(code.number()));
    content.insert(String::from("resultdesc"), Value::from(description));
    content.extend(fields);
    Response::json(code.status(), &Value::Object(content))
}
