//! What every operation has: a description, parameters with their rules, a request, an answer.

pub mod axb;

use std::borrow::Cow;

use crate::account::Account;
use crate::answer::{self, Answer, AnswerDescription};
use crate::error::{Code, Error, texts};
use crate::given::{Given, Spelling, Take, take_json};
use crate::http::{HttpRequest, HttpResponse};
use crate::moment::{Created, Nonce};
use crate::signing::{AUTHORIZATION, X_AKSK_TEXT};

/// Calls a macro with the path of every operation below [`operation`](self), in the order of [`OPERATIONS`].
#[macro_export]
macro_rules! operations {
    ($callback:ident) => {
        $callback! {
            axb::CreateBinding,
            axb::DeleteBinding,
            axb::DeleteAllBindings,
            axb::ModifyBinding,
            axb::QueryBinding,
        }
    };
}

macro_rules! descriptions {
    ($($operation:path,)+) => { &[$(<$operation as Operation>::DESCRIPTION,)+] };
}

/// The descriptions of all operations.
pub const OPERATIONS: &[&OperationDescription] = operations!(descriptions);

/// What is true of an operation before anyone calls it. Types, stubs and documentation are made from it.
#[derive(Debug)]
pub struct OperationDescription {
    /// The mode it belongs to, in lower case: `axb`.
    pub mode: &'static str,
    /// The name of its type: `CreateBinding`.
    pub name: &'static str,
    /// The official name: `CreateAXBBinding`.
    pub official: &'static str,
    /// The official title in Chinese.
    pub title: &'static str,
    /// The page of the API reference.
    pub page: &'static str,
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path behind the access address.
    pub path: &'static str,
    /// Where the parameters go.
    pub carrier: Carrier,
    /// Its documentation, a line each.
    pub documentation: &'static [&'static str],
    /// Its parameters in the order of the wire.
    pub parameters: &'static [ParameterDescription],
    /// What it answers.
    pub answer: &'static AnswerDescription,
}

/// Where the parameters of an operation go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A JSON object in the body.
    Body,
    /// The query string; there is no body.
    Query,
}

/// What is true of a parameter.
#[derive(Debug)]
pub struct ParameterDescription {
    /// Its name on the wire: `callerNum`.
    pub wire: &'static str,
    /// Its name with underscores: `caller_num`.
    pub snake: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it may be.
    pub form: Form,
    /// Its documentation, a line each.
    pub documentation: &'static [&'static str],
}

/// What a parameter may be.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A telephone number.
    Number {
        /// Whether it may be a fixed line.
        fixed_line: bool,
    },
    /// A text of so many characters.
    Text {
        /// The fewest.
        least: u32,
        /// The most.
        most: u32,
    },
    /// A length of time.
    Duration {
        /// The unit of a plain number, here and on the wire.
        unit: Unit,
        /// The shortest.
        least: u32,
        /// The longest.
        most: u32,
    },
    /// A whole number.
    Integer {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// True or false. On the wire it is the text `"true"` or `"false"`.
    Boolean,
    /// One of a few values, named by this type.
    Choice(&'static str, &'static [Choice]),
    /// Named values of their own, as this type.
    Group(&'static str, &'static [ParameterDescription]),
}

/// One of the values of a choice.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name: `CallerToCallee`.
    pub name: &'static str,
    /// Its value.
    pub value: ChoiceValue,
    /// What it means.
    pub documentation: &'static [&'static str],
}

/// The value of a choice on the wire and in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceValue {
    /// A JSON number.
    Integer(i64),
    /// A JSON string.
    Text(&'static str),
}

/// The unit in which a length of time is counted on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1 s.
    Seconds,
    /// 60 s.
    Minutes,
}

impl Unit {
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Seconds => ("seconds", "秒"),
            Self::Minutes => ("minutes", "分钟"),
        }
    }
}

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

/// One operation with its parameters: a value that makes a request and reads the answer to it.
pub trait Operation: Sized {
    /// What it answers.
    type Answer: Answer;
    /// The parameters while they come in one by one.
    type Draft: for<'a> Take<'a> + Default;
    /// What is true of it.
    const DESCRIPTION: &'static OperationDescription;

    /// An empty draft whose names are spelled so.
    fn draft(spelling: Spelling) -> Self::Draft;

    /// Finishes a draft. Errors: `parameter.missing`, and those of [`check`](Self::check).
    fn finish(draft: Self::Draft) -> Result<Self, Error>;

    /// The rules between parameters. Errors: `parameter.dependency`, `parameter.conflict`, `parameter.missing`.
    fn check(&self) -> Result<(), Error>;

    /// Visits the parameters that are there, in the order of the wire.
    fn each(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>));

    /// Takes the parameters from a JSON object with the names of the wire. Errors: all of kind `InvalidArgument`.
    fn from_json(text: &str) -> Result<Self, Error> {
        let mut draft = Self::draft(Spelling::Wire);
        take_json(text, &mut draft)?;
        Self::finish(draft)
    }

    /// The request, signed for this moment. Errors: those of [`check`](Self::check).
    fn request(&self, account: &Account, created: &Created, nonce: Nonce<'_>) -> Result<HttpRequest, Error> {
        self.check()?;
        let description = Self::DESCRIPTION;
        let mut url = String::with_capacity(account.base_url().len() + description.path.len() + 64);
        url.push_str(account.base_url());
        url.push_str(description.path);
        let body = match description.carrier {
            Carrier::Query => {
                let mut separator = '?';
                self.each(&mut |name, value| {
                    url.push(separator);
                    separator = '&';
                    write_query(&mut url, name, &value);
                });
                None
            }
            Carrier::Body => {
                let mut body = String::with_capacity(256);
                let mut separator = '{';
                self.each(&mut |name, value| {
                    body.push(separator);
                    separator = ',';
                    write_member(&mut body, name, &value);
                });
                if separator == '{' {
                    body.push('{');
                }
                body.push('}');
                Some(body)
            }
        };
        let mut x_aksk = String::with_capacity(X_AKSK_TEXT + account.app_key().len() + 44 + nonce.as_str().len() + 20);
        account.signer().write_x_aksk(&mut x_aksk, account.app_key(), nonce, created);
        Ok(HttpRequest {
            method: description.method,
            url,
            headers: vec![
                ("Content-Type", Cow::Borrowed(CONTENT_TYPE)),
                ("Authorization", Cow::Borrowed(AUTHORIZATION)),
                ("X-AKSK", Cow::Owned(x_aksk)),
            ],
            body,
        })
    }

    /// Reads the answer. Errors: kinds `ServiceRefused` and `UnreadableAnswer`.
    fn parse(response: &HttpResponse<'_>) -> Result<Self::Answer, Error> {
        answer::parse(response)
    }
}

/// The value of the `Content-Type` header, which GET and DELETE carry too.
pub const CONTENT_TYPE: &str = "application/json;charset=UTF-8";

fn write_query(url: &mut String, name: &str, value: &Wire<'_>) {
    url.push_str(name);
    url.push('=');
    match value {
        Wire::Text(text) => write_escaped(url, text),
        Wire::Integer(number) => url.push_str(&number.to_string()),
        // No query of the service carries a group.
        Wire::Group(_) => {}
    }
}

/// Percent-encodes everything but RFC 3986's unreserved characters: `+` becomes `%2B`, once.
fn write_escaped(url: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.extend([byte >> 4, byte & 15].iter().filter_map(|digit| HEX.get(usize::from(*digit))));
        }
    }
}

fn write_member(body: &mut String, name: &str, value: &Wire<'_>) {
    // Names are this crate's own and hold nothing to escape.
    body.push('"');
    body.push_str(name);
    body.push_str("\":");
    match value {
        Wire::Text(text) => write_text(body, text),
        Wire::Integer(number) => write_integer(body, *number),
        Wire::Group(members) => {
            let mut separator = '{';
            for (name, text) in members {
                body.push(separator);
                separator = ',';
                write_text(body, name);
                body.push(':');
                write_text(body, text);
            }
            if separator == '{' {
                body.push('{');
            }
            body.push('}');
        }
    }
}

pub(crate) fn write_integer(body: &mut String, number: i64) {
    // The general way, through a formatter, takes longer than everything else about a number. 19 digits are the most.
    let mut digits = [b'0'; 20];
    let mut rest = number.unsigned_abs();
    let mut first = digits.len();
    for (index, place) in digits.iter_mut().enumerate().rev() {
        *place = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
        first = index;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        body.push('-');
    }
    body.push_str(digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default());
}

/// A JSON string in ASCII: what a client sends byte for byte or encodes once more stays the same.
pub(crate) fn write_text(body: &mut String, text: &str) {
    body.push('"');
    // Without leaving the loop early, so that many characters are looked at in one go.
    let plain =
        text.bytes().fold(true, |plain, byte| plain & (b' '..=b'~').contains(&byte) & (byte != b'"') & (byte != b'\\'));
    if plain {
        body.push_str(text);
    } else {
        for character in text.chars() {
            match character {
                '"' => body.push_str("\\\""),
                '\\' => body.push_str("\\\\"),
                ' '..='~' => body.push(character),
                _ => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        body.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
    }
    body.push('"');
}

/// The error for a name that an operation does not have.
pub(crate) fn unknown_parameter(
    official: &str,
    name: &str,
    known: &'static [ParameterDescription],
    spelling: Spelling,
) -> Error {
    let names = known.iter().map(|parameter| match spelling {
        Spelling::Wire => parameter.wire,
        Spelling::Snake => parameter.snake,
    });
    let hint = suggestion(name, names.clone());
    let list = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let shown: String = crate::mask::text(name).chars().filter(|character| !character.is_control()).take(64).collect();
    Error::new(
        Code::ParameterUnknown,
        texts(
            format!("{{field}} is no parameter of {official}"),
            format!("{official}没有参数{{field}}"),
            format!("the parameters are {list}{}", hint.0),
            format!("可用参数为{list}{}", hint.1),
        ),
    )
    .at(shown)
}

pub(crate) fn missing_parameter(official: &str, wire: &'static str) -> Error {
    Error::new(
        Code::ParameterMissing,
        texts(
            format!("{{field}} is missing, and {official} needs it"),
            format!("缺少{official}的必填参数{{field}}"),
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

/// "did you mean": the known name that is nearest to a misspelt one, as the end of a hint in both languages.
pub(crate) fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> (String, String) {
    let plain = |text: &str| -> Vec<char> {
        text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
    };
    let given = plain(name);
    known
        .map(|known| (distance(&given, &plain(known)), known))
        .min()
        .filter(|(distance, known)| *distance <= 2 || distance.saturating_mul(3) <= known.len())
        .map_or_else(Default::default, |(_, known)| {
            (format!("; did you mean `{known}`?"), format!("；是否应为`{known}`？"))
        })
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

/// Lines of documentation, where they are wanted.
macro_rules! documentation {
    ($($line:expr),*) => {
        if cfg!(feature = "documentation") { &[$($line),*] } else { &[] }
    };
}
pub(crate) use documentation;

/// Declares the values of a parameter that is one of a few.
macro_rules! choice {
    ($(#[doc = $doc:literal])+ $name:ident($kind:ident) { $($(#[doc = $vdoc:literal])+ $variant:ident = $value:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $vdoc])+ $variant,)+
        }

        impl $crate::operation::Parameter for $name {
            const FORM: $crate::operation::Form = $crate::operation::Form::Choice(stringify!($name), &[
                $($crate::operation::Choice {
                    name: stringify!($variant),
                    value: $crate::operation::ChoiceValue::$kind($value),
                    documentation: $crate::operation::documentation!($($vdoc),+),
                },)+
            ]);

            fn read(given: &$crate::given::Given<'_>) -> Result<Self, $crate::error::Error> {
                choice!(@read $kind given, $($value => Self::$variant,)+)
            }

            fn wire(&self) -> $crate::operation::Wire<'_> {
                match self {
                    $(Self::$variant => choice!(@wire $kind $value),)+
                }
            }
        }
    };
    (@read Integer $given:ident, $($value:literal => $variant:expr,)+) => {
        match $given {
            $($crate::given::Given::Integer($value) => Ok($variant),)+
            $crate::given::Given::Integer(_) => Err($crate::operation::no_choice(&[$(stringify!($value)),+])),
            other => Err(other.refused("a whole number", "整数")),
        }
    };
    (@read Text $given:ident, $($value:literal => $variant:expr,)+) => {
        match $given {
            $crate::given::Given::Text(text) => match text.as_ref() {
                $($value => Ok($variant),)+
                _ => Err($crate::operation::no_choice(&[$(stringify!($value)),+])),
            },
            other => Err(other.refused("a text", "字符串")),
        }
    };
    (@wire Integer $value:literal) => { $crate::operation::Wire::Integer($value) };
    (@wire Text $value:literal) => { $crate::operation::Wire::Text(std::borrow::Cow::Borrowed($value)) };
}
pub(crate) use choice;

pub(crate) fn no_choice(values: &[&str]) -> Error {
    let list = values.join(", ");
    Error::new(
        Code::ParameterChoice,
        texts(
            format!("{{field}} must be one of {list}"),
            format!("{{field}}须为{list}之一"),
            "the documentation of {field} says what each value means",
            "各取值的含义见{field}的文档",
        ),
    )
}

/// Declares an operation once: its type, its draft, its description.
macro_rules! operation {
    (
        $(#[doc = $doc:literal])+
        $name:ident($draft:ident) -> $answer:ty {
            mode: $mode:literal,
            official: $official:literal,
            title: $title:literal,
            page: $page:literal,
            method: $method:literal,
            path: $path:expr,
            carrier: $carrier:ident,
        }
        $($(#[doc = $pdoc:literal])+ $need:ident $field:ident: $type:ty => $wire:literal,)+
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[doc = $pdoc])+ pub $field: operation!(@type $need $type),)+
        }

        #[doc = concat!("The parameters of [`", stringify!($name), "`] while they come in one by one.")]
        #[derive(Debug, Default)]
        pub struct $draft {
            spelling: $crate::given::Spelling,
            $($field: Option<$type>,)+
        }

        impl<'a> $crate::given::Take<'a> for $draft {
            fn take(&mut self, name: &str, value: $crate::given::Given<'a>) -> Result<(), $crate::error::Error> {
                use $crate::given::Spelling;
                $(
                    if match self.spelling {
                        Spelling::Wire => name == $wire,
                        Spelling::Snake => name == stringify!($field),
                    } {
                        return $crate::operation::take_value(&mut self.$field, $wire, &value);
                    }
                )+
                Err($crate::operation::unknown_parameter(
                    $official,
                    name,
                    <$name as $crate::operation::Operation>::DESCRIPTION.parameters,
                    self.spelling,
                ))
            }
        }

        impl $crate::operation::Operation for $name {
            type Answer = $answer;
            type Draft = $draft;
            const DESCRIPTION: &'static $crate::operation::OperationDescription = &$crate::operation::OperationDescription {
                mode: $mode,
                name: stringify!($name),
                official: $official,
                title: $title,
                page: $page,
                method: $method,
                path: $path,
                carrier: $crate::operation::Carrier::$carrier,
                documentation: $crate::operation::documentation!($($doc),+),
                parameters: &[$($crate::operation::ParameterDescription {
                    wire: $wire,
                    snake: stringify!($field),
                    required: operation!(@required $need),
                    form: <$type as $crate::operation::Parameter>::FORM,
                    documentation: $crate::operation::documentation!($($pdoc),+),
                },)+],
                answer: <$answer as $crate::answer::Answer>::DESCRIPTION,
            };

            fn draft(spelling: $crate::given::Spelling) -> $draft {
                $draft { spelling, ..$draft::default() }
            }

            fn finish(draft: $draft) -> Result<Self, $crate::error::Error> {
                let operation = Self {
                    $($field: operation!(@finish $need draft.$field, $official, $wire),)+
                };
                operation.check()?;
                Ok(operation)
            }

            fn check(&self) -> Result<(), $crate::error::Error> {
                self.rules()
            }

            fn each(&self, visit: &mut dyn FnMut(&'static str, $crate::operation::Wire<'_>)) {
                $(operation!(@each $need self.$field, visit, $wire);)+
            }
        }
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@required required) => { true };
    (@required optional) => { false };
    (@finish required $value:expr, $official:literal, $wire:literal) => {
        $value.ok_or_else(|| $crate::operation::missing_parameter($official, $wire))?
    };
    (@finish optional $value:expr, $official:literal, $wire:literal) => { $value };
    (@each required $value:expr, $visit:ident, $wire:literal) => {
        $visit($wire, $crate::operation::Parameter::wire(&$value))
    };
    (@each optional $value:expr, $visit:ident, $wire:literal) => {
        if let Some(value) = &$value {
            $visit($wire, $crate::operation::Parameter::wire(value));
        }
    };
}
pub(crate) use operation;

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
    fn a_body_is_ascii_whatever_goes_in() {
        let mut body = String::new();
        write_text(&mut body, "a\"b\\é\u{1f600}\n");
        assert_eq!(body, r#""a\"b\\\u00e9\ud83d\ude00\u000a""#);
        assert_eq!(serde_json::from_str::<String>(&body).unwrap(), "a\"b\\é\u{1f600}\n");
    }

    #[test]
    fn a_number_is_written_as_it_is() {
        for number in [0, 7, 10, 90, 86_400, i64::MAX, i64::MIN, -1] {
            let mut body = String::new();
            write_integer(&mut body, number);
            assert_eq!(body, number.to_string());
        }
    }

    #[test]
    fn a_query_escapes_a_plus_sign_once() {
        let mut url = String::new();
        write_query(&mut url, "relationNum", &Wire::Text("+8617000000001".into()));
        assert_eq!(url, "relationNum=%2B8617000000001");
    }

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
        assert_eq!(suggestion("volume", ["callerNum", "duration"].into_iter()).0, "");
    }
}
