//! Values as a caller hands them over, before they are checked, in the terms that all languages have in common.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::error::{Code, Error, texts};
use crate::json::{write_integer, write_text};
use crate::mask;
use crate::span::Span;

/// How a language spells the names of parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// As on the wire: `callerNum`.
    #[default]
    Wire,
    /// With underscores: `caller_num`.
    Snake,
}

/// A value, named by its type alone. What it may be is the parameter's business.
#[derive(Clone, PartialEq)]
pub enum Given<'a> {
    /// Left out.
    Absent,
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A length of time of the language's own type.
    Span(Span),
    /// Named values, and how their names are spelled.
    Group(Vec<(Cow<'a, str>, Given<'a>)>, Spelling),
    /// Values without names.
    List(Vec<Given<'a>>),
    /// JSON's `null`, which is no way to leave something out: writers of JSON put it for what they cannot write.
    Null,
    /// Something else; what it is, in English.
    Other(&'static str),
    /// An object of a type of the caller's language or of the caller's own; the name of that type.
    Object(String),
}

/// What the languages call values of their own that no parameter takes, in Chinese.
const OTHERS: [(&str, &str); 13] = [
    ("NaN", "NaN"),
    ("an infinite number", "无穷大"),
    ("a bigint", "BigInt"),
    ("a symbol", "Symbol"),
    ("a function", "函数"),
    ("a Date", "Date"),
    ("an instance of a class", "类的实例"),
    ("an object inside an object", "嵌套的对象"),
    ("a text with half a character (a lone surrogate)", "含有不完整字符（孤立代理项）的字符串"),
    ("a number", "数值"),
    ("a value of another type", "其他类型的值"),
    ("a text with half a surrogate pair", "含有不完整字符（孤立代理项）的字符串"),
    ("a dict whose keys are not all texts", "键不全是字符串的字典"),
];

impl Given<'_> {
    /// A number of a language that has but one kind of number, or of a fraction that is none: `60.0` is 60.
    pub fn of_number(number: f64) -> Self {
        whole(number).map_or(Self::Number(number), Self::Integer)
    }

    /// What it is, in English and Chinese, for an error. Never the value itself, which may be a customer's number.
    pub(crate) fn described(&self) -> (Cow<'static, str>, Cow<'static, str>) {
        let (english, chinese) = match self {
            Self::Absent => ("nothing", "空"),
            Self::Text(_) => ("a text", "字符串"),
            Self::Integer(_) => ("a whole number", "整数"),
            Self::Number(_) => ("a number with a fraction", "小数"),
            Self::Boolean(_) => ("true or false", "布尔值"),
            Self::Span(_) => ("a duration", "时长"),
            Self::Group(..) => ("an object", "对象"),
            Self::List(_) => ("a list", "列表"),
            Self::Null => ("null", "null"),
            Self::Other(name) => {
                (*name, OTHERS.iter().find(|(english, _)| english == name).map_or(*name, |(_, chinese)| chinese))
            }
            Self::Object(name) => {
                // Whoever wrote the class chose its name, and between backquotes stand names of parameters alone.
                let name = mask::shown(name, 64).replace('`', "'");
                return (format!("an object of type {name}").into(), format!("{name}类型的对象").into());
            }
        };
        (Cow::Borrowed(english), Cow::Borrowed(chinese))
    }

    /// The error for a value of the wrong type: `wanted` in English and Chinese.
    pub(crate) fn refused(&self, wanted: &'static str, wanted_zh: &'static str) -> Error {
        let (is, is_zh) = self.described();
        Error::new(
            Code::ParameterType,
            texts(
                format!("{{field}} must be {wanted}, not {is}"),
                format!("{{field}}须为{wanted_zh}，不能是{is_zh}"),
                format!("pass {wanted}, or leave the parameter out if it is optional"),
                format!("请传入{wanted_zh}；可选参数可不传"),
            ),
        )
    }
}

/// Shows the type alone: the value may be a customer's number.
impl fmt::Debug for Given<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Given({})", self.described().0)
    }
}

/// From JSON text.
impl<'de> Deserialize<'de> for Given<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GivenVisitor)
    }
}

struct GivenVisitor;

impl<'de> Visitor<'de> for GivenVisitor {
    type Value = Given<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Given::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Given::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        #[expect(clippy::cast_precision_loss, reason = "beyond every integer of the service, and still that large")]
        Ok(i64::try_from(value).map_or(Given::Number(value as f64), Given::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Given::of_number(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Given::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Given::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Given::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Given::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut group = Vec::new();
        while let Some(Name(name)) = members.next_key()? {
            group.push((name, members.next_value()?));
        }
        Ok(Given::Group(group, Spelling::Wire))
    }
}

/// The whole number that this is, if it is one: up to 2^53 a float counts without gaps.
pub(crate) fn whole(value: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small enough to be exact")]
    (value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0).then_some(value as i64)
}

impl Given<'_> {
    /// The value as JSON text in ASCII; what JSON has no word for is `null`.
    pub(crate) fn write_json(&self, json: &mut String) {
        self.write(json, write_text);
    }

    /// The value as JSON text in UTF-8, which is shorter.
    pub(crate) fn write_utf8_json(&self, json: &mut String) {
        self.write(json, |json, text| json.push_str(&serde_json::to_string(text).unwrap_or_default()));
    }

    /// The value as JSON text for being printed: telephone numbers in texts, in names and in numbers are masked.
    pub(crate) fn write_masked_json(&self, json: &mut String) {
        match self {
            Self::Integer(_) | Self::Number(_) => {
                let mut digits = String::new();
                self.write_json(&mut digits);
                match mask::text(&digits) {
                    // A number with stars in it is no number any more.
                    Cow::Owned(masked) => write_text(json, &masked),
                    Cow::Borrowed(digits) => json.push_str(digits),
                }
            }
            Self::Text(_) | Self::Group(..) | Self::List(_) => self.write_with(
                json,
                |json, text| json.push_str(&serde_json::to_string(&*mask::text(text)).unwrap_or_default()),
                Self::write_masked_json,
            ),
            other => other.write_json(json),
        }
    }

    fn write(&self, json: &mut String, write_text: fn(&mut String, &str)) {
        self.write_with(json, write_text, |value, json| value.write(json, write_text));
    }

    /// Writes texts and names in one way, and what lies inside in another.
    fn write_with(
        &self,
        json: &mut String,
        write_text: fn(&mut String, &str),
        write_inner: impl Fn(&Self, &mut String),
    ) {
        match self {
            Self::Text(text) => write_text(json, text),
            Self::Integer(number) => write_integer(json, *number),
            Self::Number(number) => json.push_str(&serde_json::to_string(number).unwrap_or_default()),
            Self::Boolean(value) => json.push_str(if *value { "true" } else { "false" }),
            Self::Group(members, _) => {
                json.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        json.push(',');
                    }
                    write_text(json, name);
                    json.push(':');
                    write_inner(value, json);
                }
                json.push('}');
            }
            Self::List(items) => {
                json.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        json.push(',');
                    }
                    write_inner(item, json);
                }
                json.push(']');
            }
            Self::Absent | Self::Null | Self::Span(_) | Self::Other(_) | Self::Object(_) => json.push_str("null"),
        }
    }
}

/// A name in JSON, borrowed where it holds no escapes.
pub(crate) struct Name<'a>(pub Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(value)))
            }

            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(value.to_owned())))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}

/// Takes named values one after the other; what can be filled from JSON text, keyword arguments or an object.
pub trait Take<'a> {
    /// Takes one. Errors: the name is unknown, given twice, or its value does not fit.
    fn take(&mut self, name: &str, value: Given<'a>) -> Result<(), Error>;
}

/// Fills `taker` from the members of a JSON object. The first mistake of the caller ends it.
pub fn take_json<'a>(text: &'a str, taker: &mut dyn Take<'a>) -> Result<(), Error> {
    struct Members<'t, 'a>(&'t mut dyn Take<'a>, &'t mut Option<Error>);

    impl<'de> Visitor<'de> for Members<'_, 'de> {
        type Value = ();

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            while let Some(Name(name)) = members.next_key()? {
                let value: Given<'de> = members.next_value()?;
                if let Err(error) = self.0.take(&name, value) {
                    *self.1 = Some(error);
                    return Err(A::Error::custom("refused"));
                }
            }
            Ok(())
        }
    }

    let mut refused = None;
    let mut source = serde_json::Deserializer::from_str(text);
    let outcome =
        serde::Deserializer::deserialize_map(&mut source, Members(taker, &mut refused)).and_then(|()| source.end());
    match (refused, outcome) {
        (Some(error), _) => Err(error),
        (None, Ok(())) => Ok(()),
        (None, Err(problem)) => Err(Error::new(
            Code::ParameterType,
            texts(
                format!("the parameters are not a JSON object (line {}, column {})", problem.line(), problem.column()),
                format!("参数不是JSON对象（第{}行第{}列）", problem.line(), problem.column()),
                "pass one object with a member for each parameter",
                "请传入一个对象，每个参数为一个成员",
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_told_by_the_name_of_its_type() {
        let error = Given::Object("Decimal".to_owned()).refused("a text", "字符串").at("userData");
        assert_eq!(error.message(), "`userData` must be a text, not an object of type Decimal");
        assert_eq!(error.message_zh(), "`userData`须为字符串，不能是Decimal类型的对象");
        assert_eq!(format!("{:?}", Given::Object("Decimal".to_owned())), "Given(an object of type Decimal)");
    }

    #[test]
    fn the_name_of_a_type_shows_no_number_and_no_end_of_a_name() {
        let message = Given::Object("`+8613800000021`\n{field}".to_owned()).refused("a text", "字符串").message();
        assert_eq!(message, "the value must be a text, not an object of type '+86138****0021' { field }");
    }
}
