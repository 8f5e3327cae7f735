//! What the core knows of itself, for the tests that hold the Python surface against it.

use std::collections::BTreeMap;

use privatenumber::answer::{AnswerDescription, FieldForm};
use privatenumber::catalog::{RESULT_CODES, Reason};
use privatenumber::error::{Code, Kind};
use privatenumber::operation::{Form, OPERATIONS, ParameterDescription};
use privatenumber::push::{PUSH_DATA, PushKind};
use privatenumber::{HttpResponse, Mode, Operation as _, axb};
use pyo3::prelude::*;
use serde_json::{Value, json};

use crate::answer::json_value;

/// Every stable code and what it means.
pub fn error_codes() -> BTreeMap<String, String> {
    let own = Code::ALL.iter().map(|code| (code.as_str().to_owned(), code.documentation().trim().to_owned()));
    // How the code of a refusal is formed is the core's business, so each row is answered and refused once.
    let service = RESULT_CODES.iter().filter_map(|row| {
        let body = json!({ "resultcode": row.code }).to_string();
        let response = HttpResponse { status: row.http_status, headers: &[], body: body.as_bytes() };
        let refusal = axb::DeleteBinding::parse(&response).err()?;
        Some((refusal.code().to_owned(), row.english.to_owned()))
    });
    own.chain(service).collect()
}

/// Every class of errors, with the kind above it.
fn error_classes() -> BTreeMap<&'static str, &'static str> {
    let kinds = Kind::ALL.iter().map(|kind| (kind.name(), "PrivateNumberError"));
    let reasons = Reason::ALL.iter().filter_map(|reason| reason.class_name());
    kinds.chain(reasons.map(|name| (name, Kind::ServiceRefused.name()))).collect()
}

/// Operations, parameters, fields and error classes, as the core describes them.
#[pyfunction]
pub fn _description(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let operations: Vec<Value> = OPERATIONS
        .iter()
        .map(|operation| {
            json!({
                "mode": operation.mode,
                "name": operation.name,
                "official": operation.official,
                "title": operation.title,
                "page": operation.page,
                "method": operation.method,
                "path": operation.path,
                "parameters": parameters(operation.parameters),
                "answer": answer(operation.answer),
            })
        })
        .collect();
    let modes = Mode::ALL.iter().map(|mode| mode.as_str()).collect::<Vec<_>>();
    let pushes = PUSH_DATA.iter().map(|data| answer(data)).collect::<Vec<_>>();
    let kinds =
        PushKind::ALL.iter().map(|kind| json!({ "wire": kind.as_str(), "snake": kind.snake(), "data": kind.data() }));
    json_value(
        py,
        &json!({
            "modes": modes,
            "operations": operations,
            "errorClasses": error_classes(),
            "pushes": pushes,
            "pushKinds": kinds.collect::<Vec<_>>(),
        }),
    )
}

fn parameters(descriptions: &[ParameterDescription]) -> Value {
    descriptions
        .iter()
        .map(|parameter| {
            json!({
                "wire": parameter.wire,
                "snake": parameter.snake,
                "required": parameter.required,
                "members": match parameter.form {
                    Form::Group(_, members) => parameters(members),
                    _ => Value::Null,
                },
                "choices": match parameter.form {
                    Form::Choice(name, choices) => json!({ "name": name, "count": choices.len() }),
                    _ => Value::Null,
                },
            })
        })
        .collect()
}

fn answer(description: &AnswerDescription) -> Value {
    let fields: Vec<Value> = description
        .fields
        .iter()
        .map(|field| {
            json!({
                "wire": field.wire,
                "snake": field.snake,
                "required": field.required,
                "time": matches!(field.form, FieldForm::Time),
                "advice": matches!(field.form, FieldForm::Advice),
                "explanation": matches!(field.form, FieldForm::Explanation(_)),
                "answer": match field.form {
                    FieldForm::List(description) | FieldForm::Group(description) => answer(description),
                    _ => Value::Null,
                },
            })
        })
        .collect();
    json!({ "name": description.name, "fields": fields })
}
