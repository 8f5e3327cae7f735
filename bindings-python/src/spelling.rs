//! Names as Python spells them, in texts that the core wrote with the names of the wire.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use privatenumber::Error;
use privatenumber::account::ACCOUNT;
use privatenumber::answer::{AnswerDescription, FieldForm};
use privatenumber::error::Code;
use privatenumber::operation::{Form, OPERATIONS, ParameterDescription};
use privatenumber::push::{OPTIONS, PUSH_DATA, PushKind, REPLIES};

/// How the names in the core's texts become those of Python.
pub enum Spelling<'a> {
    /// Every known name of the wire becomes Python's.
    Snake,
    /// The name is the caller's own and unknown, so it stays as it was written; the group that it was in is known. What
    /// the hint lists is spelled rightly already.
    Unknown(&'a str),
    /// The names are those of a simulator's setup, which is written as on the wire.
    Wire,
}

impl<'a> Spelling<'a> {
    /// How those of an error do.
    pub fn of(error: &'a Error) -> Self {
        let code = error.code();
        if code == Code::SimulatorSetup.as_str() {
            Self::Wire
        } else if code == Code::ParameterUnknown.as_str() {
            Self::Unknown(error.field().unwrap_or_default())
        } else {
            Self::Snake
        }
    }

    /// A name by itself.
    pub fn name<'b>(&self, name: &'b str) -> Cow<'b, str> {
        match self {
            Self::Snake => Cow::Borrowed(known_names().get(name).map_or(name, String::as_str)),
            Self::Unknown(own) if name == *own => match name.split_once('.') {
                Some((group, member)) => match known_names().get(group) {
                    Some(group) => Cow::Owned(format!("{group}.{member}")),
                    None => Cow::Borrowed(name),
                },
                None => Cow::Borrowed(name),
            },
            Self::Unknown(_) | Self::Wire => Cow::Borrowed(name),
        }
    }

    /// The names between the backquotes of a text; foreign text holds no backquote.
    pub fn text(&self, text: &str) -> String {
        let parts = text.split('`').enumerate();
        // Every second part stands between backquotes.
        parts
            .map(|(index, part)| if index % 2 == 1 { self.name(part) } else { part.into() })
            .collect::<Vec<_>>()
            .join("`")
    }
}

/// Every name of the wire that Python spells otherwise, members of groups both alone and behind their group.
fn known_names() -> &'static HashMap<String, String> {
    static NAMES: OnceLock<HashMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        add_parameters(&mut names, ACCOUNT, ("", ""));
        for operation in OPERATIONS {
            add_parameters(&mut names, operation.parameters, ("", ""));
            add_fields(&mut names, operation.answer, ("", ""));
        }
        for reply in REPLIES {
            add_parameters(&mut names, reply.parameters, ("", ""));
        }
        for data in PUSH_DATA {
            add_fields(&mut names, data, ("", ""));
        }
        let kinds = PushKind::ALL.iter().map(|kind| (kind.as_str(), kind.snake()));
        names.extend(OPTIONS.iter().copied().chain(kinds).map(|(wire, snake)| (wire.to_owned(), snake.to_owned())));
        names.retain(|wire, snake| wire != snake);
        names
    })
}

fn add_parameters(names: &mut HashMap<String, String>, known: &[ParameterDescription], within: (&str, &str)) {
    for parameter in known {
        let (wire, snake) = add(names, (parameter.wire, parameter.snake), within);
        if let Form::Group(_, members) = parameter.form {
            add_parameters(names, members, (&wire, &snake));
        }
    }
}

fn add_fields(names: &mut HashMap<String, String>, answer: &AnswerDescription, within: (&str, &str)) {
    for field in answer.fields {
        let (wire, snake) = add(names, (field.wire, field.snake), within);
        if let FieldForm::List(part) | FieldForm::Group(part) = field.form {
            add_fields(names, part, (&wire, &snake));
        }
    }
}

/// Adds a name, alone and behind what it is within, and gives what its own members are within.
fn add(names: &mut HashMap<String, String>, name: (&str, &str), within: (&str, &str)) -> (String, String) {
    let path = (format!("{}{}", within.0, name.0), format!("{}{}", within.1, name.1));
    names.insert(name.0.to_owned(), name.1.to_owned());
    names.insert(path.0.clone(), path.1.clone());
    (path.0 + ".", path.1 + ".")
}
