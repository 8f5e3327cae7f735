//! What every operation does: parameters in, a request out; an answer in, a typed value out.

use std::borrow::Cow;

use privatenumber::error::{Code, Kind};
use privatenumber::given::{Spelling, Take as _};
use privatenumber::operation::OperationDescription;
use privatenumber::{HttpResponse, Operation};
use pyo3::PyClass;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pyclass_init::PyClassInitializer;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyDict, PyMemoryView, PyString, PyTuple};

use crate::account::Account;
use crate::failure::{Misuse, OrRaise, type_name, without_name};
use crate::keywords::Arguments;
use crate::moment;
use crate::parameter::{given, take_all};
use crate::request::HttpRequest;

/// Builds and signs a request: the account, and parameters by name, among them perhaps `created` and `nonce`.
pub fn request_of<O: Operation>(py: Python<'_>, arguments: &Arguments<'_, '_>) -> PyResult<HttpRequest> {
    let [account] = arguments.positional else {
        return Err(without_account(py));
    };
    let account = Account::of(account)?;
    let (mut created, mut nonce) = (None, None);
    let mut draft = O::draft(Spelling::Snake);
    for (name, value) in arguments.named() {
        match name.cast::<PyString>()?.to_string_lossy().as_ref() {
            "created" => created = Some(value).filter(|value| !value.is_none()),
            "nonce" => nonce = Some(value).filter(|value| !value.is_none()),
            name => draft.take(name, given(value)).or_raise(py)?,
        }
    }
    built(py, &O::finish(draft).or_raise(py)?, account, created, nonce)
}

/// Builds and signs a request for a call through a client.
pub fn request<O: Operation>(account: &Bound<'_, PyAny>, parameters: &Bound<'_, PyDict>) -> PyResult<HttpRequest> {
    let py = account.py();
    let account = Account::of(account)?;
    let mut draft = O::draft(Spelling::Snake);
    take_all(&mut draft, parameters)?;
    built(py, &O::finish(draft).or_raise(py)?, account, None, None)
}

fn built<O: Operation>(
    py: Python<'_>,
    operation: &O,
    account: &privatenumber::Account,
    created: Option<&Bound<'_, PyAny>>,
    nonce: Option<&Bound<'_, PyAny>>,
) -> PyResult<HttpRequest> {
    let created = moment::created(py, created)?;
    let request = moment::with_nonce(py, nonce, |nonce| operation.request(account, &created, nonce).or_raise(py))?;
    Ok(HttpRequest::from(request))
}

fn without_account(py: Python<'_>) -> PyErr {
    Misuse {
        code: Code::ParameterMissing,
        field: Some("account"),
        message: ("the one argument without a name is the account", "唯一的位置参数是account"),
        hint: ("pass the account first and every parameter by its name", "请先传入account，其余参数均按名称传入"),
    }
    .exception(py)
}

/// The error for an operation that is called like a function; `name` is `axb.create_binding`.
pub fn uncallable<O: Operation>(py: Python<'_>, name: &str) -> PyErr {
    let example = example(O::DESCRIPTION);
    Misuse {
        code: Code::ParameterMissing,
        field: Some("account"),
        message: (
            &format!("{name} is called by itself, where nothing says which account calls and who sends"),
            &format!("{name}被直接调用，无法确定账号和发送方式"),
        ),
        hint: (
            &format!("call it through a client, client.{name}({example}), or build its request, {name}.request(account, {example})"),
            &format!("请通过Client调用：client.{name}({example})，或构建请求：{name}.request(account, {example})"),
        ),
    }
    .exception(py)
}

/// How its parameters are written: `caller_num=..., callee_num=...`, those that must be there or, if none must, the first.
fn example(operation: &OperationDescription) -> String {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let mut names: Vec<&str> = required.map(|parameter| parameter.snake).collect();
    if names.is_empty() {
        names.extend(operation.parameters.first().map(|parameter| parameter.snake));
    }
    names.iter().map(|name| format!("{name}=...")).collect::<Vec<_>>().join(", ")
}

/// Reads an answer.
pub fn parse<O: Operation>(
    status: &Bound<'_, PyAny>,
    headers: &Bound<'_, PyAny>,
    body: &Bound<'_, PyAny>,
) -> PyResult<O::Answer> {
    let py = status.py();
    let number = status.extract::<u16>().ok().filter(|number| (100..1000).contains(number));
    let Some(status) = number.filter(|_| !status.is_instance_of::<PyBool>()) else {
        return Err(misfit(
            py,
            "status",
            "an HTTP status of three digits, such as 200",
            "三位整数的HTTP状态码（如200）",
            status,
        ));
    };
    let body = &*bytes_of(body)?;
    // No success needs the headers, but they make errors clearer.
    match O::parse(&HttpResponse { status, headers: &[], body }) {
        Err(error) if error.kind() == Kind::UnreadableAnswer => {
            let headers = pairs(headers)?;
            let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            O::parse(&HttpResponse { status, headers: &headers, body }).or_raise(py)
        }
        outcome => outcome.or_raise(py),
    }
}

/// The bytes of a body.
pub fn bytes_of<'a>(body: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, [u8]>> {
    match body.cast::<PyBytes>() {
        Ok(bytes) => Ok(Cow::Borrowed(bytes.as_bytes())),
        Err(_) => copied_bytes(body).map(Cow::Owned),
    }
}

fn copied_bytes(body: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    if body.is_none() {
        return Ok(Vec::new());
    }
    if let Ok(text) = body.cast::<PyString>() {
        return Ok(text.to_string_lossy().into_owned().into_bytes());
    }
    if let Ok(bytes) = body.cast::<PyByteArray>() {
        return Ok(bytes.to_vec());
    }
    let copied = PyMemoryView::from(body).and_then(|view| view.call_method0(intern!(body.py(), "tobytes")));
    match copied.as_ref().ok().and_then(|bytes| bytes.cast::<PyBytes>().ok()) {
        Some(bytes) => Ok(bytes.as_bytes().to_vec()),
        None => Err(misfit(body.py(), "body", "bytes or a text", "字节串或字符串", body)),
    }
}

/// Hands a call through a client on to the function that makes it; `name` is `create_binding`.
pub fn call<'py, O: Operation, T: PyClass>(
    py: Python<'py>,
    name: &str,
    call: &Py<PyAny>,
    operation: impl Into<PyClassInitializer<T>>,
    (positional, parameters): (&Bound<'py, PyTuple>, Option<Bound<'py, PyDict>>),
) -> PyResult<Bound<'py, PyAny>> {
    if !positional.is_empty() {
        return Err(without_name(py, name, &example(O::DESCRIPTION)));
    }
    let parameters = parameters.unwrap_or_else(|| PyDict::new(py));
    call.bind(py).call1((Bound::new(py, operation)?, parameters))
}

/// Headers from a mapping, from pairs, or none.
pub fn pairs(headers: &Bound<'_, PyAny>) -> PyResult<Vec<(String, String)>> {
    let py = headers.py();
    if headers.is_none() {
        return Ok(Vec::new());
    }
    let read = || {
        let items = match headers.getattr_opt(intern!(py, "items"))? {
            Some(items) => items.call0()?,
            None => headers.clone(),
        };
        let mut pairs = Vec::new();
        for pair in items.try_iter()? {
            let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair?.extract()?;
            pairs.push((text(&name)?, text(&value)?));
        }
        Ok::<_, PyErr>(pairs)
    };
    read().map_err(|_| misfit(py, "headers", "a mapping or pairs of names and values", "映射或名称与值的序列", headers))
}

/// A header's name or value, which some clients hand over as bytes.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyBytes>() {
        Ok(bytes) => Ok(String::from_utf8_lossy(bytes.as_bytes()).into_owned()),
        Err(_) => Ok(value.cast::<PyString>()?.to_string_lossy().into_owned()),
    }
}

fn misfit(py: Python<'_>, field: &str, wanted: &str, wanted_zh: &str, given: &Bound<'_, PyAny>) -> PyErr {
    let name = type_name(given);
    Misuse {
        code: Code::ParameterType,
        field: Some(field),
        message: (
            &format!("`{field}` must be {wanted}, not {name}"),
            &format!("`{field}`须为{wanted_zh}，不能是{name}"),
        ),
        hint: (
            "pass on what came over HTTP as it came: an answer's status, headers and body's bytes, a push's headers and body's bytes",
            "请原样传入HTTP收到的内容：响应的状态码、响应头和响应体字节，推送的请求头和请求体字节",
        ),
    }
    .exception(py)
}
