//! The data of pushes and the answers to them: native classes and functions, and the module that names them.

use privatenumber::operation::{Choice, Form, ParameterDescription};
use privatenumber::push::{OPTIONS, PUSH_DATA, PushKind, REPLIES};

use super::{
    NOTE, choice_class, codes_of, described, known_field, known_parameter, listed, native_answer,
    parameters_documentation, python_documentation, python_lines, rust_documentation, signature, stub_answer,
    stub_parameters,
};
use crate::surface::spelling::snake;

const TITLE: &str = "What pushes tell, and the answers to those that ask.";

/// The module that names them, and its stub.
pub(super) fn files() -> Vec<(&'static str, String)> {
    vec![
        ("bindings-python/python/privatenumber/push/data.py", module()),
        ("bindings-python/python/privatenumber/push/data.pyi", stub()),
    ]
}

/// Name, parameters and documentation of each answer that has parameters.
fn replies() -> impl Iterator<Item = (String, &'static [ParameterDescription], Vec<String>)> {
    REPLIES.iter().map(|reply| {
        let name = snake(reply.name);
        let mut lines = python_lines(reply.documentation);
        lines.extend([String::new(), "Parameters:".to_owned()]);
        if is_route(&name) {
            lines.extend(described("sms", "The SMS, as its push brought it."));
        }
        // The sender is the one that the SMS names.
        let mut parameters = Vec::new();
        parameters_documentation(&mut parameters, reply.parameters);
        lines.extend(parameters.into_iter().filter(|line| !line.trim_start().starts_with("calling:")));
        lines.extend([String::new(), "Raises:".to_owned()]);
        lines.extend(described("InvalidArgument", &format!("Codes: {}.", listed(&codes_of(reply.parameters)))));
        (name, reply.parameters, lines)
    })
}

fn is_route(name: &str) -> bool {
    name == "route"
}

/// The parameters of an answer in a signature. Who sent an SMS is taken from the SMS.
fn signed(name: &str, parameters: &'static [ParameterDescription]) -> String {
    if is_route(name) {
        format!("sms, /, *, {}", signature(parameters).replace("called, calling", "called"))
    } else {
        format!("*, {}", signature(parameters))
    }
}

/// The native classes and functions.
pub(super) fn native(text: &mut String) {
    for data in PUSH_DATA {
        native_answer(text, "push", data);
    }
    for (name, parameters, lines) in replies() {
        text.push('\n');
        rust_documentation(text, "", &lines);
        let (sms, arguments, sent) =
            if is_route(&name) { ("sms, ", "sms: &Bound<'_, PyAny>, ", "Some(sms)") } else { ("", "", "None") };
        text.push_str(&format!(
            "#[pyfunction]\n#[pyo3(name = \"{name}\", signature = ({sms}*positional, **parameters), text_signature = \"({})\")]\n\
             pub fn push_{name}(py: Python<'_>, {arguments}positional: &Bound<'_, PyTuple>, parameters: Option<&Bound<'_, PyDict>>) -> PyResult<Reply> {{\n    \
             pushed::{name}(py, {sent}, positional, parameters)\n}}\n",
            signed(&name, parameters)
        ));
    }
}

/// What adds them to the native module.
pub(super) fn native_additions(text: &mut String) {
    for data in PUSH_DATA {
        text.push_str(&format!("    module.add(\"Push{0}\", py.get_type::<Push{0}>())?;\n", data.name));
    }
    for (name, ..) in replies() {
        text.push_str(&format!("    module.add(\"_push_{name}\", pyo3::wrap_pyfunction!(push_{name}, module)?)?;\n"));
    }
}

fn parameters() -> impl Iterator<Item = &'static ParameterDescription> {
    REPLIES.iter().flat_map(|reply| reply.parameters)
}

/// What names the values of a parameter.
fn choices() -> impl Iterator<Item = (&'static str, &'static [Choice])> {
    parameters().filter_map(|parameter| match parameter.form {
        Form::Choice(name, choices) => Some((name, choices)),
        _ => None,
    })
}

/// Every public name, a line each.
fn all() -> String {
    let mut names: Vec<String> = PUSH_DATA.iter().map(|data| data.name.to_owned()).collect();
    names.extend(replies().map(|(name, ..)| name));
    names.push("discard".to_owned());
    names.extend(choices().map(|(name, _)| name.to_owned()));
    names.sort();
    names.iter().map(|name| format!("    \"{name}\",\n")).collect()
}

fn module() -> String {
    let mut imports: Vec<String> = PUSH_DATA.iter().map(|data| format!("Push{0} as {0}", data.name)).collect();
    imports.extend(replies().map(|(name, ..)| format!("_push_{name} as {name}")));
    imports.push("_push_discard as discard".to_owned());
    imports.sort();
    let imports: String = imports.iter().map(|import| format!("    {import},\n")).collect();
    let kinds: String = PushKind::ALL.iter().map(|kind| format!("    \"{}\",\n", kind.snake())).collect();
    let block: Vec<String> = kinds_that(|kind| kind.is_block());
    let events: Vec<String> = kinds_that(|kind| kind.is_call_event());
    let mut classes = String::new();
    for (name, choices) in choices() {
        classes.push('\n');
        choice_class(&mut classes, (name, "", choices), parameters());
    }
    format!(
        "# {NOTE}\n\"\"\"{TITLE}\"\"\"\n\nfrom privatenumber._core import (\n{imports})\n\n\
         KINDS = (\n{kinds})\n\"\"\"The kinds of pushes.\"\"\"\n\n\
         BLOCK_KINDS = ({})\n\"\"\"Those that the platform waits for an answer to.\"\"\"\n\n\
         CALL_EVENTS = (\n{})\n\"\"\"Those that tell an event of a call.\"\"\"\n{classes}\n\n\
         __all__ = [\n    \"BLOCK_KINDS\",\n    \"CALL_EVENTS\",\n    \"KINDS\",\n{}]\n",
        block.join(", "),
        events.iter().map(|name| format!("    {name},\n")).collect::<String>(),
        all()
    )
}

fn kinds_that(are_so: impl Fn(PushKind) -> bool) -> Vec<String> {
    PushKind::ALL.iter().filter(|kind| are_so(**kind)).map(|kind| format!("\"{}\"", kind.snake())).collect()
}

fn stub() -> String {
    let mut text = format!(
        "# {NOTE}\n\"\"\"{TITLE}\"\"\"\n\nfrom datetime import datetime, timedelta\nfrom typing import Any, Final, Literal, \
         TypeAlias, final\n\nfrom privatenumber._core import Explanation, Reply\n\n"
    );
    let names: Vec<String> = kinds_that(|_| true);
    text.push_str("_Kind: TypeAlias = Literal[\n");
    for name in &names {
        text.push_str(&format!("    {name},\n"));
    }
    text.push_str("]\n\"\"\"The kinds of pushes:\n\n");
    for kind in PushKind::ALL {
        text.push_str(&format!("- `{}`: {}\n", kind.snake(), kind.documentation().trim()));
    }
    text.push_str("\"\"\"\nKINDS: Final[tuple[_Kind, ...]]\n\"\"\"The kinds of pushes.\"\"\"\n");
    text.push_str(
        "BLOCK_KINDS: Final[tuple[_Kind, ...]]\n\"\"\"Those that the platform waits for an answer to.\"\"\"\n",
    );
    text.push_str("CALL_EVENTS: Final[tuple[_Kind, ...]]\n\"\"\"Those that tell an event of a call.\"\"\"\n");
    for (name, choices) in choices() {
        choice_class(&mut text, (name, ": Final", choices), parameters());
    }
    for data in PUSH_DATA {
        stub_answer(&mut text, data);
    }
    for (name, parameters, lines) in replies() {
        text.push_str(&format!("\ndef {name}(\n"));
        if is_route(&name) {
            text.push_str("    sms: Sms,\n    /,\n");
        }
        text.push_str("    *,\n");
        let mut declared = String::new();
        stub_parameters(&mut declared, parameters);
        for line in declared.lines().filter(|line| !line.trim_start().starts_with("calling:")) {
            text.push_str(&format!("    {}\n", line.trim()));
        }
        text.push_str(") -> Reply:\n");
        python_documentation(&mut text, "    ", &lines);
    }
    text.push_str("\ndef discard() -> Reply:\n    \"\"\"The answer to an SMS that waits: it is dropped.\"\"\"\n");
    text.push_str(&format!("\n__all__ = [\n    \"BLOCK_KINDS\",\n    \"CALL_EVENTS\",\n    \"KINDS\",\n{}]\n", all()));
    text
}

/// The name in Python of a field, of a parameter, of an option, or of a kind of push.
pub(super) fn known_name(wire: &str) -> Option<&'static str> {
    let of_data = PUSH_DATA.iter().find_map(|data| known_field(data, wire));
    let of_reply = || REPLIES.iter().find_map(|reply| known_parameter(reply.parameters, wire));
    let of_option = || OPTIONS.iter().find(|(option, _)| *option == wire).map(|(_, snake)| *snake);
    let of_kind = || PushKind::named(wire).map(PushKind::snake);
    of_data.or_else(of_reply).or_else(of_option).or_else(of_kind)
}
