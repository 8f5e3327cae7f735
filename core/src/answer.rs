//! Answers of the service: the envelope that all share, typed values, and errors for everything else.
//!
//! ```text
//! {"resultcode":"0","resultdesc":"Success", …the operation's own fields, on the same level… }
//! ```
//!
//! Read tolerantly: unknown fields are kept, numbers may come as texts and texts as numbers, the content type does not
//! matter (the service itself answers JSON under `text/html`). Success needs both an HTTP status of success and the
//! result code `0`, so that no proxy's page is ever taken for it. Page: API reference, section "响应参数" of each operation.

use std::fmt;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::description::OperationDescription;
pub use crate::description::{AnswerDescription, FieldDescription, FieldForm};

use crate::advice::Advice;
use crate::catalog;
use crate::error::{Code, Error, texts};
use crate::given::{Given, Name, whole};
use crate::http::HttpResponse;
use crate::json::{write_integer, write_name, write_text};
use crate::mask;
use crate::moment::{civil, days};

/// Fields that the service sent and this version does not know, or could not read: nothing is lost.
///
/// Each is kept as it was written. Inside a list or a group it is kept as it was read, so that a number of more than 15
/// digits may be rounded there. Of a name that came twice both are kept, of which most readers of JSON take the last.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(Vec<(String, String)>);

impl Extra {
    /// Name and JSON text of each, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, json)| (name.as_str(), json.as_str()))
    }

    /// The JSON text of one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, json)| json)
    }

    /// Whether there are none, as today.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them as one JSON object that every language reads alike: what no value can be made of (`1e400`, half a
    /// character, a thousand brackets) stands there as a text, the one that it was written as.
    pub fn to_json(&self) -> String {
        let mut json = String::from("{");
        for (name, value) in self.iter() {
            if json.len() > 1 {
                json.push(',');
            }
            write_text(&mut json, name);
            json.push(':');
            if serde_json::from_str::<Given<'_>>(value).is_ok() {
                json.push_str(value);
            } else {
                write_text(&mut json, value);
            }
        }
        json.push('}');
        json
    }

    /// Takes the fields of a group out that stand here one by one, if they make one.
    pub(crate) fn take_group<A: Answer>(&mut self) -> Option<A> {
        let mut draft = A::Draft::default();
        let others: Vec<_> = self
            .0
            .iter()
            .filter(|(name, json)| !serde_json::from_str(json).is_ok_and(|value| draft.take(name, &value)))
            .cloned()
            .collect();
        if others.len() == self.0.len() {
            return None;
        }
        let group = A::finish(draft, Self::default()).ok()?;
        self.0 = others;
        Some(group)
    }

    /// Takes the only whole number out that is here, if there is exactly one. Digits with a leading zero are a code.
    pub(crate) fn take_only_integer(&mut self) -> Option<i64> {
        let integer = |json: &str| {
            let digits = json.trim_matches('"');
            if digits.len() > 1 && digits.starts_with('0') { None } else { integer_of(digits) }
        };
        let mut integers = self.0.iter().enumerate().filter_map(|(index, (_, json))| Some((index, integer(json)?)));
        let (Some((index, number)), None) = (integers.next(), integers.next()) else {
            return None;
        };
        self.0.remove(index);
        Some(number)
    }

    /// Whether a list or a group is here.
    pub(crate) fn has_structure(&self) -> bool {
        self.0.iter().any(|(_, json)| json.starts_with(['[', '{']))
    }

    pub(crate) fn keep(&mut self, name: &str, json: String) {
        self.0.push((name.to_owned(), json));
    }
}

/// Telephone numbers in it are masked, however they were escaped.
impl fmt::Debug for Extra {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut json = String::from("{");
        for (name, value) in self.iter() {
            write_name(&mut json, &mask::text(name));
            match serde_json::from_str::<Given<'_>>(value) {
                Ok(value) => value.write_masked_json(&mut json),
                // What no value can be made of is shown as a text, its escapes undone.
                Err(_) => write_text(&mut json, &mask::text(&unescaped(value))),
            }
        }
        json.push('}');
        formatter.write_str(&json)
    }
}

/// A text with each `\u` escape that stands for a character put in its place.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character = part.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character.and_then(|character| Some((character, part.get(4..)?))) {
            Some((character, rest)) => {
                plain.push(character);
                plain.push_str(rest);
            }
            None => {
                plain.push_str("\\u");
                plain.push_str(part);
            }
        }
    }
    plain
}

macro_rules! texts_of_the_service {
    ($($(#[doc = $doc:literal])+ $name:ident: $masked:path;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Masked. The whole text is in `as_str`.
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&$masked(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{:?}", $masked(&self.0))
            }
        }
    )+ };
}

texts_of_the_service! {
    /// An id that the service made. It is printed as it is, unless it is a telephone number.
    Id: mask::id;
    /// An APP_Key.
    AppKey: mask::key;
    /// A text of the service's, which may hold telephone numbers.
    Text: mask::text;
    /// A telephone number as the service wrote it.
    NumberText: mask::text;
    /// Where a list goes on. It is printed as it is, unless it is a telephone number: it must be whole to be handed back.
    Cursor: mask::cursor;
    /// An address of the service's. Who has it has what lies there, so only the machine is printed.
    Url: mask::url;
}

impl Id {
    /// An id that this library makes.
    pub(crate) const fn made(text: String) -> Self {
        Self(text)
    }
}

impl Text {
    /// A text of this library's own.
    pub(crate) fn own(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Url {
    /// Takes an address: `https` or `http`, and no character that an address cannot have.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        let named = !rest.is_empty() && !rest.starts_with('/') && rest.bytes().all(|byte| byte.is_ascii_graphic());
        (web && named).then(|| Self(text.to_owned()))
    }
}

/// A point in time, to the millisecond.
///
/// The service writes `2018-2-24 15:15:15`, without a zone, and no page names the zone of a binding's time. It is read
/// as UTC, because every wall time of this API whose zone is documented (call events, call records) is UTC. Pushes of SMS
/// have `2018-09-13T09:46:16.023Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    unix_seconds: i64,
    milliseconds: u16,
}

impl Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix_seconds(self) -> i64 {
        self.unix_seconds
    }

    /// Milliseconds of that second.
    pub const fn milliseconds(self) -> u16 {
        self.milliseconds
    }

    /// Reads `yyyy-M-d H:m:s`, with or without leading zeros, with a `T` between date and time, with a fraction of a
    /// second and a `Z` or without.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (date, time) = text.trim().split_once([' ', 'T'])?;
        let (time, fraction) = time.strip_suffix('Z').unwrap_or(time).split_once('.').unwrap_or((time, "0"));
        let time = time.strip_suffix('Z').unwrap_or(time);
        let [year, month, day] = three_numbers(date, '-')?;
        let [hour, minute, second] = three_numbers(time, ':')?;
        let day_count = days(year, month, day);
        let exists = (1970..=9999).contains(&year) && civil(day_count) == (year, month, day);
        (exists && hour < 24 && minute < 60 && second < 60).then_some(Self {
            unix_seconds: i64::from(day_count) * 86_400 + i64::from(hour * 3600 + minute * 60 + second),
            milliseconds: milliseconds(fraction)?,
        })
    }

    /// The whole seconds from an earlier time to this one. None if it is not earlier.
    pub(crate) fn seconds_since(self, earlier: Self) -> Option<i64> {
        let seconds = self.unix_seconds - earlier.unix_seconds;
        (seconds >= 0).then_some(seconds)
    }
}

/// The first three digits behind the point.
fn milliseconds(fraction: &str) -> Option<u16> {
    let is_plain = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let digits = fraction.bytes().chain([b'0', b'0']).take(3).map(|digit| u16::from(digit.wrapping_sub(b'0')));
    is_plain.then(|| digits.fold(0, |sum, digit| sum * 10 + digit))
}

fn three_numbers(text: &str, separator: char) -> Option<[i32; 3]> {
    let mut parts = text.split(separator).map(|part| {
        (part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i32>().ok())?
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// A type of field: how it is read from what the service said, and handed on.
pub trait Field: Sized {
    /// What it is.
    const FORM: FieldForm;

    /// Reads it, if it fits.
    fn read(given: &Given<'_>) -> Option<Self>;

    /// Writes it as JSON: a point in time is its Unix seconds.
    fn write_json(&self, json: &mut String);
}

macro_rules! scalars {
    ($($type:ty: $form:ident, |$given:ident| $fit:expr, |$value:ident, $json:ident| $write:expr;)+) => { $(
        impl Field for $type {
            const FORM: FieldForm = FieldForm::$form;

            fn read($given: &Given<'_>) -> Option<Self> {
                $fit
            }

            fn write_json(&self, $json: &mut String) {
                let $value = self;
                $write;
            }
        }
    )+ };
}

scalars! {
    Id: Id, |given| name_of(given).map(Id), |text, json| write_text(json, &text.0);
    AppKey: Key, |given| name_of(given).map(AppKey), |text, json| write_text(json, &text.0);
    Text: Text, |given| text_of(given).map(Text), |text, json| write_text(json, &text.0);
    Cursor: Cursor, |given| text_of(given).map(Cursor), |text, json| write_text(json, &text.0);
    NumberText: Number, |given| name_of(given).map(NumberText), |text, json| write_text(json, &text.0);
    Url: Url, |given| text_of(given).and_then(|text| Url::new(text.trim())), |url, json| write_text(json, &url.0);
    i64: Integer, |given| match given {
        Given::Integer(number) => Some(*number),
        Given::Number(number) => whole(*number),
        Given::Text(text) => integer_of(text.trim()),
        _ => None,
    }.filter(|number| number.unsigned_abs() < INTEGERS_END), |number, json| write_integer(json, *number);
    bool: Boolean, |given| match given {
        Given::Boolean(value) => Some(*value),
        Given::Text(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
        Given::Text(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }, |value, json| json.push_str(if *value { "true" } else { "false" });
    Instant: Time, |given| match given {
        Given::Text(text) => Instant::read(text),
        _ => None,
    }, |instant, json| {
        write_integer(json, instant.unix_seconds);
        if instant.milliseconds > 0 {
            json.push_str(&format!(".{:03}", instant.milliseconds));
        }
    };
    Flag: Boolean, |given| match given {
        Given::Boolean(value) => Some(Flag(*value)),
        Given::Integer(0) => Some(Flag(false)),
        Given::Integer(1) => Some(Flag(true)),
        Given::Text(text) => match text.trim() {
            "0" | "false" => Some(Flag(false)),
            "1" | "true" => Some(Flag(true)),
            _ => None,
        },
        _ => None,
    }, |flag, json| flag.0.write_json(json);
}

/// True or false where the service writes 1 or 0, as in call records; answers have `"true"` and `"false"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Flag(pub bool);

/// A field that this library finds out from others. The service never sends it, so what has its name is kept in `extra`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Derived<T>(pub T);

impl<T: Field> Field for Derived<T> {
    const FORM: FieldForm = T::FORM;

    fn read(_given: &Given<'_>) -> Option<Self> {
        None
    }

    fn write_json(&self, json: &mut String) {
        self.0.write_json(json);
    }
}

/// Whole numbers in answers have nine digits at most. No count, page or length of time is longer, and what is may be a
/// telephone number: it stays in `extra`, as it came and masked when printed.
pub const INTEGERS_END: u64 = 1_000_000_000;

/// A whole number written as text, counting leading zeros among its digits: an area code begins with one.
fn integer_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() <= 9 { text.parse().ok() } else { None }
}

pub(crate) fn text_of(given: &Given<'_>) -> Option<String> {
    match given {
        Given::Text(text) => Some(text.as_ref().to_owned()),
        Given::Integer(_) | Given::Number(_) => {
            let mut text = String::new();
            given.write_json(&mut text);
            Some(text)
        }
        _ => None,
    }
}

/// What names something: not empty, and no number with a fraction, which has lost digits.
fn name_of(given: &Given<'_>) -> Option<String> {
    text_of(given).filter(|text| !text.is_empty() && !matches!(given, Given::Number(_)))
}

/// The fields of an answer while they come in one by one.
pub trait Draft {
    /// Takes a field. False if there is none of this name, or if the value does not fit.
    fn take(&mut self, name: &str, value: &Given<'_>) -> bool;
}

/// The fields of an answer or of a group in one.
pub trait Answer: Sized {
    /// The fields while they come in one by one.
    type Draft: Draft + Default;
    /// What is true of it.
    const DESCRIPTION: &'static AnswerDescription;

    /// Finishes it. The error is the name of a field that must be there and is not.
    fn finish(draft: Self::Draft, extra: Extra) -> Result<Self, &'static str>;

    /// Appends the fields that are there, by their names on the wire, and `extra` if there are unknown ones.
    fn write_json(&self, json: &mut String);

    /// All of it as a JSON object, for handing it on to another language. It holds whole telephone numbers.
    fn to_json(&self) -> String {
        let mut json = String::with_capacity(256);
        self.write_json(&mut json);
        json
    }
}

/// Advice that an answer gives occasion for: found out here, never sent by the service.
impl Field for Vec<Advice> {
    const FORM: FieldForm = FieldForm::Advice;

    fn read(_given: &Given<'_>) -> Option<Self> {
        None
    }

    fn write_json(&self, json: &mut String) {
        Advice::write_list(self, json);
    }
}

impl<A: Answer> Field for Vec<A> {
    const FORM: FieldForm = FieldForm::List(A::DESCRIPTION);

    fn read(given: &Given<'_>) -> Option<Self> {
        match given {
            // One item that cannot be read spoils the list: a list with a hole would be a false answer.
            Given::List(items) => items.iter().map(read_group).collect(),
            _ => None,
        }
    }

    fn write_json(&self, json: &mut String) {
        json.push('[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            item.write_json(json);
        }
        json.push(']');
    }
}

/// An object as a group of fields.
pub(crate) fn read_group<A: Answer>(given: &Given<'_>) -> Option<A> {
    let mut draft = A::Draft::default();
    let extra = fill(given, &mut draft)?;
    A::finish(draft, extra).ok()
}

/// Takes the fields of an object, and gives what is none of them. It is apart from [`read_group`] so that it is compiled
/// once and not for each group.
fn fill(given: &Given<'_>, fields: &mut dyn Draft) -> Option<Extra> {
    let Given::Group(members, _) = given else {
        return None;
    };
    let mut extra = Extra::default();
    for (name, value) in members {
        if !fields.take(name, value) {
            let mut json = String::new();
            value.write_json(&mut json);
            extra.keep(name, json);
        }
    }
    Some(extra)
}

/// What every answer has, and the fields of its own.
struct Envelope<'d> {
    resultcode: Option<String>,
    resultdesc: Option<String>,
    /// Whether there are two result codes, so that nobody can say which counts.
    ambiguous: bool,
    fields: &'d mut dyn Draft,
    extra: Extra,
}

impl<'de> Visitor<'de> for &mut Envelope<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<(), M::Error> {
        while let Some(Name(name)) = members.next_key()? {
            let raw: &RawValue = members.next_value()?;
            // What no value can be made of (`1e400`, half a character, a thousand brackets) is no field's, but is kept.
            let value = serde_json::from_str::<Given<'_>>(raw.get()).ok();
            match (name.as_ref(), value) {
                ("resultcode", value) => {
                    self.ambiguous |= self.resultcode.is_some();
                    self.resultcode = Some(value.as_ref().and_then(text_of).unwrap_or_default());
                }
                ("resultdesc", value) => self.resultdesc = value.as_ref().and_then(text_of),
                (name, Some(value)) if self.fields.take(name, &value) => {}
                (name, _) => self.extra.keep(name, raw.get().to_owned()),
            }
        }
        Ok(())
    }
}

/// Reads the answer to an operation: the typed value of a success, or the error that says what came instead.
pub fn parse<A: Answer>(response: &HttpResponse<'_>, operation: &'static OperationDescription) -> Result<A, Error> {
    let mut draft = A::Draft::default();
    let extra = read(response, operation, &mut draft)?;
    A::finish(draft, extra).map_err(|field| incomplete(response, field))
}

/// Reads the fields of a success, and gives what is none of them. It is apart from [`parse`] so that it is compiled once
/// and not for each answer.
fn read(
    response: &HttpResponse<'_>,
    operation: &'static OperationDescription,
    fields: &mut dyn Draft,
) -> Result<Extra, Error> {
    let body = without_mark(response.body);
    if (300..400).contains(&response.status) {
        return Err(unreadable(Code::AnswerRedirected, response, body));
    }
    let mut envelope =
        Envelope { resultcode: None, resultdesc: None, ambiguous: false, fields, extra: Extra::default() };
    let problem = match std::str::from_utf8(body) {
        Ok(text) => {
            let mut source = serde_json::Deserializer::from_str(text);
            source.deserialize_map(&mut envelope).and_then(|()| source.end()).err().map(|problem| problem.classify())
        }
        Err(_) => Some(Category::Syntax),
    };
    if let Some(category) = problem {
        let code = match category {
            _ if response.status == 404 => Code::AnswerNoSuchAddress,
            _ if body.trim_ascii().is_empty() => Code::AnswerEmpty,
            _ if body.trim_ascii_start().first() == Some(&b'<') => Code::AnswerHtml,
            Category::Data => Code::AnswerForeign,
            _ => Code::AnswerNotJson,
        };
        return Err(unreadable(code, response, body));
    }
    let Envelope { resultcode, resultdesc, ambiguous, extra, .. } = envelope;
    let success = (200..300).contains(&response.status);
    match resultcode.as_deref().map(str::trim) {
        None | Some("") if response.status == 404 => Err(unreadable(Code::AnswerNoSuchAddress, response, body)),
        None | Some("") => Err(unreadable(Code::AnswerForeign, response, body)),
        Some(code) if ambiguous || !code.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Err(unreadable(Code::AnswerForeign, response, body))
        }
        Some("0") if !success => Err(unreadable(Code::AnswerContradictory, response, body)),
        Some("0") => Ok(extra),
        Some(code) => {
            Err(catalog::refusal(code, resultdesc.as_deref().unwrap_or_default(), response.status, operation))
        }
    }
}

/// A body without the mark that some programs put before UTF-8.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The error for a success without a field that it must have.
pub(crate) fn incomplete(response: &HttpResponse<'_>, field: &'static str) -> Error {
    unreadable(Code::AnswerIncomplete, response, without_mark(response.body)).at(field)
}

/// The error for something that is no answer: it says what came.
fn unreadable(code: Code, response: &HttpResponse<'_>, body: &[u8]) -> Error {
    let came = came(response, body);
    let uncertain = "the request may have been carried out: query before repeating a bind";
    let uncertain_zh = "请求可能已被执行：重新绑定之前请先查询";
    let (message, message_zh, hint, hint_zh): (&str, &str, &str, &str) = match code {
        Code::AnswerNoSuchAddress => (
            "there is no operation at this address",
            "该地址没有对应的接口",
            "check the access address: scheme, host and perhaps a port, without the path of an operation",
            "请检查APP接入地址：仅包含协议、主机和可选的端口，不带接口路径",
        ),
        Code::AnswerRedirected => (
            "a redirect came back, which this operation never answers with",
            "收到重定向，而该接口不会返回重定向",
            "check the access address and whether a proxy or a login page stands in between",
            "请检查APP接入地址，以及途中是否有代理或登录页面",
        ),
        Code::AnswerEmpty => {
            ("the body is empty, so it is no answer of the service", "响应内容为空", uncertain, uncertain_zh)
        }
        Code::AnswerHtml => (
            "a web page came back instead of an answer, as proxies and gateways send",
            "收到的是网页而不是接口响应，通常来自代理或网关",
            uncertain,
            uncertain_zh,
        ),
        Code::AnswerForeign => (
            "JSON came back that has no `resultcode`, or no clear one, so it is no answer of the service",
            "收到的JSON没有明确的resultcode，不是服务端的响应",
            uncertain,
            uncertain_zh,
        ),
        Code::AnswerIncomplete => (
            "the service says success, but {field} is missing or unusable",
            "服务端返回成功，但缺少{field}或其值不可用",
            "the request was carried out, but its answer cannot be used: query by X to learn the present state",
            "请求已被执行，但响应不可用：请按X号码查询当前状态",
        ),
        Code::AnswerContradictory => (
            "the result code says success, but the HTTP status says failure",
            "结果码表示成功，而HTTP状态码表示失败",
            uncertain,
            uncertain_zh,
        ),
        _ => ("the answer is not JSON, or is cut off", "响应不是JSON或不完整", uncertain, uncertain_zh),
    };
    Error::new(
        code,
        texts(format!("{message} ({came})"), format!("{message_zh}（{came}）"), hint.to_owned(), hint_zh.to_owned()),
    )
    .with_status(response.status)
}

/// What came, short, printable and masked.
fn came(response: &HttpResponse<'_>, body: &[u8]) -> String {
    let mut said = format!("HTTP {}", response.status);
    if let Some(content_type) = response.header("content-type") {
        said.push_str(", ");
        said.push_str(&mask::shown(content_type, 64));
    }
    if let Some(location) = response.header("location") {
        said.push_str(", to ");
        said.push_str(&mask::shown(location, 128));
    }
    said.push_str(&format!(", {} bytes", body.len()));
    if !body.is_empty() {
        let start = body.get(..body.len().min(640)).unwrap_or(body);
        said.push_str(&format!(": `{}`", mask::shown(&String::from_utf8_lossy(start).replace('`', "'"), 160)));
    }
    said
}

/// Declares an answer, or a group of fields in one, once: its type, its draft, its description. `otherwise` takes fields
/// whose names are not declared, `complete` adds to all of them what follows from them.
macro_rules! answer {
    (
        $(#[doc = $doc:literal])+
        $name:ident($draft:ident) {
            $($(#[doc = $fdoc:literal])+ $need:ident $field:ident: $type:ty => $wire:literal,)*
        }
        $(otherwise: $otherwise:path,)?
        $(complete: $complete:path,)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[doc = $fdoc])+ pub $field: answer!(@type $need $type),)*
            /// Fields that this version does not know, or could not read.
            pub extra: $crate::answer::Extra,
        }

        #[doc = concat!("The fields of [`", stringify!($name), "`] while they come in one by one.")]
        #[derive(Debug, Default)]
        pub struct $draft {
            $($field: Option<$type>,)*
        }

        impl $crate::answer::Answer for $name {
            type Draft = $draft;
            const DESCRIPTION: &'static $crate::description::AnswerDescription = &$crate::description::AnswerDescription {
                name: stringify!($name),
                documentation: $crate::description::documentation!($($doc),+),
                fields: &[$($crate::description::FieldDescription {
                    wire: $wire,
                    snake: stringify!($field),
                    required: answer!(@required $need),
                    form: <$type as $crate::answer::Field>::FORM,
                    documentation: $crate::description::documentation!($($fdoc),+),
                },)*],
            };

            #[allow(unused_variables, clippy::allow_attributes, reason = "an answer may have no field of its own")]
            fn finish(draft: $draft, extra: $crate::answer::Extra) -> Result<Self, &'static str> {
                $(
                    let (mut draft, mut extra) = (draft, extra);
                    $complete(&mut draft, &mut extra);
                )?
                Ok(Self {
                    $($field: answer!(@finish $need draft.$field, $wire, extra),)*
                    extra,
                })
            }

            fn write_json(&self, json: &mut String) {
                json.push('{');
                $(answer!(@json $need self.$field, json, $wire);)*
                if !self.extra.is_empty() {
                    $crate::json::write_name(json, "extra");
                    json.push_str(&self.extra.to_json());
                }
                json.push('}');
            }
        }

        impl $crate::answer::Draft for $draft {
            #[allow(unused_variables, clippy::allow_attributes, reason = "an answer may have no field of its own")]
            fn take(&mut self, name: &str, value: &$crate::given::Given<'_>) -> bool {
                match name {
                    $($wire => match <$type as $crate::answer::Field>::read(value) {
                        Some(field) => {
                            self.$field = Some(field);
                            true
                        }
                        None => false,
                    },)*
                    _ => answer!(@otherwise self, name, value $(, $otherwise)?),
                }
            }
        }
    };
    (@otherwise $draft:expr, $name:expr, $value:expr) => { false };
    (@otherwise $draft:expr, $name:expr, $value:expr, $otherwise:path) => { $otherwise($draft, $name, $value) };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@required required) => { true };
    (@required optional) => { false };
    (@finish required $value:expr, $wire:literal, $extra:ident) => { $value.ok_or($wire)? };
    (@finish optional $value:expr, $wire:literal, $extra:ident) => { $value };
    (@json optional $value:expr, $json:ident, $wire:literal) => {
        if let Some(value) = &$value {
            $crate::json::write_name($json, $wire);
            $crate::answer::Field::write_json(value, $json);
        }
    };
    (@json $need:ident $value:expr, $json:ident, $wire:literal) => {
        $crate::json::write_name($json, $wire);
        $crate::answer::Field::write_json(&$value, $json);
    };
}
pub(crate) use answer;

/// Makes an answer's type a group of fields in another one.
macro_rules! group {
    ($name:ident) => {
        impl $crate::answer::Field for $name {
            const FORM: $crate::description::FieldForm =
                $crate::description::FieldForm::Group(<Self as $crate::answer::Answer>::DESCRIPTION);

            fn read(given: &$crate::given::Given<'_>) -> Option<Self> {
                $crate::answer::read_group(given)
            }

            fn write_json(&self, json: &mut String) {
                $crate::answer::Answer::write_json(self, json);
            }
        }
    };
}
pub(crate) use group;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_printed_masked_however_it_was_escaped() {
        let mut extra = Extra::default();
        for (name, json) in [
            ("gaps", r#""138\u200b0000\u200b0001""#),
            ("digits", r#""\u0031\u00338\uff100000021 \ud800""#),
            ("names", r#"{"\u002b8613800000009":1}"#),
            ("number", "13800000021"),
            ("list", "[1, 2.5, null, true]"),
        ] {
            extra.keep(name, json.to_owned());
        }
        let shown = r#"{"gaps":"138****0001","digits":"\"138****0021 \\ud800\"","names":{"+86138****0009":1},"number":"138****0021","list":[1,2.5,null,true]}"#;
        assert_eq!(format!("{extra:?}"), shown);
    }

    #[test]
    fn a_time_is_read_with_and_without_leading_zeros() {
        for (text, seconds) in [
            ("2018-2-24 15:15:15", Some(1_519_485_315)),
            ("2018-02-24 15:15:15", Some(1_519_485_315)),
            (" 2016-12-24 5:5:5 ", Some(1_482_555_905)),
            ("2018-2-30 15:15:15", None),
            ("2018-2-24 24:00:00", None),
            ("2018-09-13T09:46:16.023Z", Some(1_536_831_976)),
            ("2018-09-13T09:46:16Z", Some(1_536_831_976)),
            ("2018-09-13T09:46:16.", None),
            ("2018-09-13T09:46:16.+1", None),
            ("2018-2-24", None),
            ("99999999-1-1 0:0:0", None),
            ("-1-1-1 0:0:0", None),
            ("", None),
        ] {
            assert_eq!(Instant::read(text).map(Instant::unix_seconds), seconds, "{text}");
        }
    }
}
