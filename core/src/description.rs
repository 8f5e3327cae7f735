//! What is true of operations, parameters and answers before anyone calls them. Types, stubs and documentation of the
//! other languages are made from it.

use crate::catalog::CodeKind;

/// What is true of an operation before anyone calls it. Types, stubs and documentation are made from it.
#[derive(Debug)]
pub struct OperationDescription {
    /// The module it stands in: that of its mode (`axb`), or of what every mode has (`recording`, `call`).
    pub mode: &'static str,
    /// The name of its type: `CreateBinding`.
    pub name: &'static str,
    /// The official name, `CreateAXBBinding`; for an operation that has no English one, what it does.
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

impl OperationDescription {
    /// What it is called in a text, in English and in Chinese.
    pub fn names(&self) -> (&'static str, &'static str) {
        (self.official, self.chinese_name())
    }

    /// What it is called in a Chinese text: its official name, or its Chinese title where it has no name in English.
    pub fn chinese_name(&self) -> &'static str {
        if self.official.contains(' ') { self.title } else { self.official }
    }
}

/// Where the parameters of an operation go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A JSON object in the body.
    Body,
    /// The query string; there is no body.
    Query,
    /// A JSON object in the body; the query names the APP_Key as `app_key`.
    AppKeyAndBody,
    /// The query string, behind the APP_Key as `app_key`; there is no body.
    AppKeyAndQuery,
}

impl Carrier {
    /// Whether there is a body.
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Body | Self::AppKeyAndBody)
    }

    /// Whether the query names the APP_Key.
    pub const fn names_app_key(self) -> bool {
        matches!(self, Self::AppKeyAndBody | Self::AppKeyAndQuery)
    }
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
    Number(NumberForm),
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
        /// Whether 0 is taken too, though it is shorter than the shortest: it stands for something of its own.
        or_zero: bool,
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

/// Whose telephone number it is, which says what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// Somebody's: a mobile number or a fixed line.
    Subscriber,
    /// An X or a Y: a mobile number.
    Masking,
    /// Of someone who is only called: a 400 or 95 number too.
    Callee,
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
    /// Hours or minutes, whichever fits: a plain number says too little, and only 0 is taken.
    HoursOrMinutes,
}

impl Unit {
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Seconds => ("seconds", "秒"),
            Self::Minutes | Self::HoursOrMinutes => ("minutes", "分钟"),
        }
    }
}

/// What is true of an answer, or of a group of fields in one.
#[derive(Debug)]
pub struct AnswerDescription {
    /// The name of its type.
    pub name: &'static str,
    /// Its documentation, a line each.
    pub documentation: &'static [&'static str],
    /// Its fields in the order of the documentation.
    pub fields: &'static [FieldDescription],
}

/// What is true of a field.
#[derive(Debug)]
pub struct FieldDescription {
    /// Its name on the wire.
    pub wire: &'static str,
    /// Its name with underscores.
    pub snake: &'static str,
    /// Whether a success must have it.
    pub required: bool,
    /// What it is.
    pub form: FieldForm,
    /// Its documentation, a line each.
    pub documentation: &'static [&'static str],
}

/// What a field is.
#[derive(Clone, Copy, Debug)]
pub enum FieldForm {
    /// An id made by the service, printed as it is unless it is a telephone number.
    Id,
    /// An APP_Key, of which little is printed.
    Key,
    /// Any text, telephone numbers in it masked when printed.
    Text,
    /// Where a list goes on, printed as it is unless it is a telephone number.
    Cursor,
    /// A telephone number, masked when printed.
    Number,
    /// A whole number of nine digits at most.
    Integer,
    /// True or false.
    Boolean,
    /// A point in time.
    Time,
    /// An address to be called, of which only the machine is printed: who has the rest has what lies there.
    Url,
    /// What is advised, found out by this library.
    Advice,
    /// A code of the service's, as a number, and what the catalog says of it: an explanation of this kind.
    Explanation(CodeKind),
    /// Any number of these.
    List(&'static AnswerDescription),
    /// One of these.
    Group(&'static AnswerDescription),
}

/// Lines of documentation, where they are wanted.
macro_rules! documentation {
    ($($line:expr),*) => {
        if cfg!(feature = "documentation") { &[$($line),*] } else { &[] }
    };
}
pub(crate) use documentation;
