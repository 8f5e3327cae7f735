//! A parameter: which values it takes, how it is written, and what is wrong with it.

use std::borrow::Cow;

use crate::description::{Form, ParameterDescription};
use crate::error::{Code, Error, texts};
use crate::given::{Given, Spelling};

/// A value as it goes over the wire.
#[derive(Debug)]
pub enum Wire<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// Named texts.
    Group(Vec<(&'static str, Cow<'a, str>)>),
}

/// A type of parameter: which values it takes and how it is written.
pub trait Parameter: Sized {
    /// What it may be.
    const FORM: Form;

    /// Checks a value. Errors name no field: whoever knows it adds it.
    fn read(given: &Given<'_>) -> Result<Self, Error>;

    /// How it is written.
    fn wire(&self) -> Wire<'_>;
}

impl Parameter for bool {
    const FORM: Form = Form::Boolean;

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        match given {
            Given::Boolean(value) => Ok(*value),
            Given::Text(_) => Err(Error::new(
                Code::ParameterType,
                texts(
                    "{field} must be true or false, not a text",
                    "{field}须为布尔值，不能是字符串",
                    "leave the quotes out: a non-empty text counts as true in most languages, \"false\" too",
                    "请去掉引号：在多数语言中非空字符串都为真，包括\"false\"",
                ),
            )),
            other => Err(other.refused("true or false", "布尔值")),
        }
    }

    fn wire(&self) -> Wire<'_> {
        Wire::Text(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

/// What follows from other parameters or never differs, and is written by this library alone: on the wire and with
/// underscores.
const WRITTEN: [(&str, &str); 4] =
    [("privateNumType", "private_num_type"), ("timeUnit", "time_unit"), ("signal", "signal"), ("app_key", "app_key")];

/// The error for a name that an operation does not have; `whose` names that in English and Chinese.
pub(crate) fn unknown_parameter(
    whose: (&str, &str),
    name: &str,
    known: &'static [ParameterDescription],
    spelling: Spelling,
) -> Error {
    let names = known.iter().map(|parameter| match spelling {
        Spelling::Wire => parameter.wire,
        Spelling::Snake => parameter.snake,
    });
    let hint = suggestion(name, names.clone());
    if hint.0.is_empty() && WRITTEN.iter().any(|(wire, snake)| name == *wire || name == *snake) {
        return Error::new(
            Code::ParameterUnknown,
            texts(
                format!("{} takes no {{field}} here", whose.0),
                format!("{}在此处不接受参数{{field}}", whose.1),
                "leave it out: where the service wants it, this library writes it itself",
                "请不要携带：服务端需要时由本库自动填写",
            ),
        )
        .at(name.to_owned());
    }
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    let are = if names.len() == 1 { "only parameter is" } else { "parameters are" };
    let (list, list_zh) = (names.join(", "), names.join("、"));
    let shown = crate::mask::shown(name, 64);
    Error::new(
        Code::ParameterUnknown,
        texts(
            format!("{} has no parameter {{field}}", whose.0),
            format!("{}没有参数{{field}}", whose.1),
            format!("the {are} {list}{}", hint.0),
            format!("可用参数为{list_zh}{}", hint.1),
        ),
    )
    .at(shown)
}

/// The error for a parameter that must be there; `whose` names what needs it in English and Chinese.
pub(crate) fn missing_parameter(whose: (&str, &str), wire: &'static str) -> Error {
    Error::new(
        Code::ParameterMissing,
        texts(
            format!("{{field}} is missing, and {} needs it", whose.0),
            format!("缺少{}的必选参数{{field}}", whose.1),
            "add {field}",
            "请补充{field}",
        ),
    )
    .at(wire)
}

pub(crate) fn repeated_parameter(wire: &'static str) -> Error {
    Error::new(
        Code::ParameterRepeated,
        texts("{field} is given twice", "{field}重复传入", "give it once", "请只传入一次"),
    )
    .at(wire)
}

/// Names of the pages for the same thing: each mode, and some an answer, has its own.
const SAME: [&[&str]; 5] = [
    &["privateNum", "relationNum", "virtualNum", "relationNumber", "number", "numX"],
    &["origNum", "callerNum", "bindNum", "numA"],
    &["yNum", "numY"],
    &["bNum", "numB", "calleeNum"],
    &["subscriptionId", "bindId", "id"],
];

/// "did you mean": the known names that mean the same as a wrong one, or are nearest to it, as the end of a hint in both
/// languages. No known name follows where two are as near as each other.
pub(crate) fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> (String, String) {
    let given = letters(name);
    let known: Vec<&str> = known.collect();
    let same = SAME.iter().find(|names| names.iter().any(|same| letters(same) == given));
    let means_the_same =
        |known: &&&str| same.is_some_and(|names| names.iter().any(|name| letters(name) == letters(known)));
    let mut meant: Vec<&str> = known.iter().filter(means_the_same).copied().collect();
    if meant.is_empty() {
        let near = known
            .iter()
            .map(|known| (letters(known), *known))
            .map(|(letters, known)| (distance(&given, &letters), letters.len(), known))
            // However it is spelled: underscores make no name longer.
            .filter(|(distance, length, _)| *distance <= 2 || distance.saturating_mul(4) <= *length);
        let near: Vec<(usize, &str)> = near.map(|(distance, _, known)| (distance, known)).collect();
        let least = near.iter().map(|(distance, _)| *distance).min();
        meant = near.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, known)| known).collect();
    }
    if meant.is_empty() {
        return Default::default();
    }
    let names: Vec<String> = meant.iter().map(|name| format!("`{name}`")).collect();
    (format!("; did you mean {}?", names.join(" or ")), format!("；是否应为{}？", names.join("或")))
}

/// What of a name counts: not its case, and no underscores.
fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
}

/// How many letters must be put in, taken out or changed to make one of the other (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (above, candidate) in row.iter_mut().skip(1).zip(other) {
            let changed = diagonal.saturating_add(usize::from(letter != candidate));
            diagonal = *above;
            *above = changed.min(diagonal.saturating_add(1)).min(left.saturating_add(1));
            left = *above;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Makes a type that holds a checked text, made by its `new`, a parameter of so many characters.
macro_rules! text_parameter {
    ($name:ident, $least:literal to $most:literal) => {
        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;

            fn from_str(text: &str) -> Result<Self, $crate::error::Error> {
                Self::new(text)
            }
        }

        impl $crate::parameter::Parameter for $name {
            const FORM: $crate::description::Form = $crate::description::Form::Text { least: $least, most: $most };

            fn read(given: &$crate::given::Given<'_>) -> Result<Self, $crate::error::Error> {
                match given {
                    $crate::given::Given::Text(text) => Self::new(text),
                    other => Err(other.refused("a text", "字符串")),
                }
            }

            fn wire(&self) -> $crate::parameter::Wire<'_> {
                $crate::parameter::Wire::Text(std::borrow::Cow::Borrowed(self.as_str()))
            }
        }
    };
}
pub(crate) use text_parameter;

/// Declares the values of a parameter that is one of a few.
macro_rules! choice {
    ($(#[doc = $doc:literal])+ $name:ident($kind:ident) { $($(#[doc = $vdoc:literal])+ $variant:ident = $value:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $vdoc])+ $variant,)+
        }

        choice!(@texts $kind $name $($variant = $value,)+);

        impl $crate::parameter::Parameter for $name {
            const FORM: $crate::description::Form = $crate::description::Form::Choice(stringify!($name), &[
                $($crate::description::Choice {
                    name: stringify!($variant),
                    value: $crate::description::ChoiceValue::$kind($value),
                    documentation: $crate::description::documentation!($($vdoc),+),
                },)+
            ]);

            fn read(given: &$crate::given::Given<'_>) -> Result<Self, $crate::error::Error> {
                choice!(@read $kind given, $($value => Self::$variant,)+)
            }

            fn wire(&self) -> $crate::parameter::Wire<'_> {
                match self {
                    $(Self::$variant => choice!(@wire $kind $value),)+
                }
            }
        }
    };
    (@texts Integer $name:ident $($variant:ident = $value:literal,)+) => {};
    (@texts Text $name:ident $($variant:ident = $value:literal,)+) => {
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its value on the wire and in every language.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $value,)+
                }
            }
        }
    };
    (@read Integer $given:ident, $($value:literal => $variant:expr,)+) => {
        match $given {
            $($crate::given::Given::Integer($value) => Ok($variant),)+
            $crate::given::Given::Integer(_) => Err($crate::parameter::no_choice(&[$(stringify!($value)),+])),
            other => Err(other.refused("a whole number", "整数")),
        }
    };
    (@read Text $given:ident, $($value:literal => $variant:expr,)+) => {
        match $given {
            $crate::given::Given::Text(text) => match text.as_ref() {
                $($value => Ok($variant),)+
                _ => Err($crate::parameter::no_choice(&[$(stringify!($value)),+])),
            },
            other => Err(other.refused("a text", "字符串")),
        }
    };
    (@wire Integer $value:literal) => { $crate::parameter::Wire::Integer($value) };
    (@wire Text $value:literal) => { $crate::parameter::Wire::Text(std::borrow::Cow::Borrowed($value)) };
}
pub(crate) use choice;

pub(crate) fn no_choice(values: &[&str]) -> Error {
    let (list, list_zh) = (values.join(", "), values.join("、"));
    Error::new(
        Code::ParameterChoice,
        texts(
            format!("{{field}} must be one of {list}"),
            format!("{{field}}须为{list_zh}之一"),
            "the documentation of {field} says what each value means",
            "各取值的含义见{field}的文档",
        ),
    )
}

/// The error for digits that were given as a number, whose leading zeros are gone.
pub(crate) fn leading_zeros() -> Error {
    Error::new(
        Code::ParameterType,
        texts(
            "{field} must be a text, in quotes, not a number",
            "{field}须为带引号的字符串，不能是数值",
            "put the digits between quotes: as a number they lose their leading zeros",
            "请用引号括起：作为数值会丢失前导0",
        ),
    )
}

/// Reads a value into its place in a draft.
pub(crate) fn take_value<P: Parameter>(
    place: &mut Option<P>,
    wire: &'static str,
    value: &Given<'_>,
) -> Result<(), Error> {
    if matches!(value, Given::Absent) {
        return Ok(());
    }
    if place.is_some() {
        return Err(repeated_parameter(wire));
    }
    *place = Some(P::read(value).map_err(
        |error| {
            if error.field().is_some() { error.within(wire) } else { error.at(wire) }
        },
    )?);
    Ok(())
}

/// A whole number between two others.
pub(crate) fn read_integer(
    given: &Given<'_>,
    least: u32,
    most: u32,
    hint: &'static str,
    hint_zh: &'static str,
) -> Result<u32, Error> {
    match given {
        Given::Integer(number) => {
            u32::try_from(*number).ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| {
                Error::new(
                    Code::ParameterRange,
                    texts(
                        format!("{{field}} must lie between {least} and {most}"),
                        format!("{{field}}须在{least}到{most}之间"),
                        hint,
                        hint_zh,
                    ),
                )
            })
        }
        other => Err(other.refused("a whole number", "整数")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_told_the_right_one() {
        for (given, meant) in [
            ("callernum", "callerNum"),
            ("caller_num", "callerNum"),
            ("calerNum", "callerNum"),
            ("durration", "duration"),
        ] {
            assert_eq!(
                suggestion(given, ["callerNum", "duration"].into_iter()).0,
                format!("; did you mean `{meant}`?")
            );
        }
        for (given, known, meant) in [
            ("volume", &["callerNum", "duration"][..], ""),
            ("numY", &["subscriptionId", "yNum", "bNum"], "; did you mean `yNum`?"),
            ("virtual_num", &["number", "cursor", "limit"], "; did you mean `number`?"),
            ("private_num", &["relation_num", "private_sms"], "; did you mean `relation_num`?"),
            ("callNum", &["callerNum", "calleeNum"], "; did you mean `callerNum` or `calleeNum`?"),
            ("duration", &["maxDuration", "origNum"], ""),
            ("duration", &["max_duration", "orig_num"], ""),
        ] {
            assert_eq!(suggestion(given, known.iter().copied()).0, meant, "{given}");
        }
    }
}
