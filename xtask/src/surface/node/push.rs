//! The data of pushes and the answers to them: a JavaScript module, and its declarations.

use privatenumber::answer::AnswerDescription;
use privatenumber::operation::{Choice, Form};
use privatenumber::push::{
    CLAIM_SECONDS, Check, DONE_SECONDS, MAX_AGE, MAX_AHEAD, MAX_BODY, PUSH_DATA, PushKind, PushScheme, REPLIES,
    ReplyForm,
};

use super::{
    NOTE, answer_class, choice_declaration, choice_value, comment, field_declaration, lines, parameter_declaration,
    quoted, union_declaration,
};

/// The values of parameters of answers that are one of a few, by name.
fn choices() -> Vec<(&'static str, &'static [Choice])> {
    let parameters = REPLIES.iter().flat_map(|reply| reply.parameters);
    parameters
        .filter_map(|parameter| match parameter.form {
            Form::Choice(name, values) => Some((name, values)),
            _ => None,
        })
        .collect()
}

/// The module, loaded by receivers alone.
pub(super) fn module() -> String {
    let mut text = format!("{NOTE}// @ts-nocheck\n'use strict';\n\nconst {{ Answer }} = require('./answer.cjs');\n\n");
    text.push_str("/** Kinds of pushes: the class of their data, and whether the platform waits for an answer. */\n");
    text.push_str("exports.kinds = {\n");
    for kind in PushKind::ALL {
        text.push_str(&format!(
            "  {}: {{ data: {}, block: {}, callEvent: {} }},\n",
            kind.as_str(),
            quoted(kind.data()),
            kind.is_block(),
            kind.is_call_event()
        ));
    }
    text.push_str(&format!(
        "}};\n\n/** What is taken unless a receiver is told otherwise, in seconds and bytes, and how long keys are kept. */\n\
         exports.terms = {{\n  maxAge: {MAX_AGE},\n  maxAhead: {MAX_AHEAD},\n  maxBody: {MAX_BODY},\n  \
         claimSeconds: {CLAIM_SECONDS},\n  doneSeconds: {DONE_SECONDS},\n}};\n\n"
    ));
    let checks: Vec<String> = Check::ALL.iter().map(|check| quoted(check.as_str())).collect();
    let forms: Vec<String> = ReplyForm::ALL.iter().map(|form| quoted(form.as_str())).collect();
    text.push_str(&format!(
        "/** How pushes can be checked, and how answers can be written. */\nexports.checks = [{}];\nexports.replyForms = [{}];\n\n",
        checks.join(", "),
        forms.join(", ")
    ));
    text.push_str("/** Values of parameters that are one of a few. */\nexports.choices = {\n");
    for (name, values) in choices() {
        let values: Vec<String> =
            values.iter().map(|choice| format!("{}: {}", choice.name, choice_value(choice.value))).collect();
        text.push_str(&format!("  {name}: Object.freeze({{ {} }}),\n", values.join(", ")));
    }
    text.push_str("};\n\n{\n");
    for data in PUSH_DATA {
        text.push_str(&answer_class(data));
    }
    let names: Vec<&str> = PUSH_DATA.iter().map(|data| data.name).collect();
    text.push_str(&format!(
        "  /** The classes of data, by name. */\n  exports.classes = {{ {} }};\n}}\n",
        names.join(", ")
    ));
    text
}

/// The declarations of classes, parameters and kinds.
pub(super) fn declarations() -> String {
    let imports = "import { Answer, type Duration, type Explanation } from './index.cjs';\n";
    let mut text = format!("{NOTE}\n{imports}");
    for data in PUSH_DATA {
        text.push_str(&class_declaration(data));
    }
    for (name, values) in choices() {
        text.push_str(&choice_declaration(name, values));
    }
    for reply in REPLIES {
        text.push_str(&format!(
            "\n{}export interface {}Parameters {{\n",
            comment("", &lines(reply.documentation)),
            reply.name
        ));
        for parameter in reply.parameters {
            // Who sent an SMS is taken from the SMS.
            if parameter.wire != "calling" {
                text.push_str(&parameter_declaration("  ", parameter));
            }
        }
        text.push_str("}\n");
    }
    for (about, name, values) in [
        (
            "What becomes of a push that is not shown to be genuine: it is refused, reported, or not looked at.",
            "Check",
            Check::ALL.iter().map(|check| check.as_str()).collect::<Vec<_>>(),
        ),
        (
            "How `connectInfo` and `closeInfo` are written: as a list of one object, or as one object.",
            "ReplyForm",
            ReplyForm::ALL.iter().map(|form| form.as_str()).collect(),
        ),
        ("Which of the documented digests matched.", "PushScheme", PushScheme::ALL.map(PushScheme::as_str).to_vec()),
    ] {
        text.push_str(&union_declaration(about, name, &values));
    }
    text.push_str(
        "\n/** The kinds of pushes, and what a function for each is given. */\nexport interface PushKinds {\n",
    );
    for kind in PushKind::ALL {
        text.push_str(&format!("  /** {} */\n  {}: {};\n", kind.documentation().trim(), kind.as_str(), kind.data()));
    }
    text.push_str("}\n");
    text
}

fn class_declaration(data: &AnswerDescription) -> String {
    let mut text =
        format!("\n{}export declare class {} extends Answer {{\n", comment("", &lines(data.documentation)), data.name);
    data.fields.iter().for_each(|field| text.push_str(&field_declaration("  ", field)));
    text.push_str("}\n");
    text
}
