//! Telephone numbers as the service wants them, and the area codes that choose an X.
//!
//! A bind with a badly formed number is answered with success and never works (so a FAQ of the service), so the
//! rules here are the only ones there are.
//!
//! | kind | on the wire | also taken |
//! |---|---|---|
//! | mobile | `+86` and 11 digits: `+8613800000021` | `13800000021`, `8613800000021`, `008613800000021` |
//! | fixed line | `+86`, area code without its `0`, 7 or 8 digits: `+8675528000001` | `0755-28000001`, `8675528000001`, `008675528000001` |
//!
//! Blanks, hyphens and brackets between the digits are dropped. Pages: API reference, parameters `callerNum`,
//! `calleeNum`, `relationNum`; FAQ on numbers that can be bound.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::description::{Form, NumberForm};
use crate::error::{Code, Error, texts};
use crate::given::Given;
use crate::mask;
use crate::parameter::{Parameter, Wire, leading_zeros};

/// The longest number: a plus sign, the country and 11 digits are 14 characters; room for two more keeps the type at 17.
const LONGEST: usize = 16;

/// The fewest digits that are a whole number by themselves: those of a mobile number, and of a fixed line with the 0 of its
/// area code.
const SHORTEST: usize = 11;

/// A number of mainland China in the global format. Printed with its middle masked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    text: [u8; LONGEST],
    length: u8,
}

impl Number {
    /// Reads a number as people write it, if it has one meaning.
    ///
    /// ```
    /// # use privatenumber::number::Number;
    /// assert_eq!(Number::parse("138 0000 0021")?.as_str(), "+8613800000021");
    /// assert_eq!(Number::parse("0755-28000001")?.as_str(), "+8675528000001");
    /// assert_eq!(Number::parse("28000001").unwrap_err().code(), "number.format");
    /// # Ok::<(), privatenumber::Error>(())
    /// ```
    ///
    /// Errors: `number.format`, `number.overseas`, `number.service`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if let Some(national) = text.strip_prefix("+86")
            && is_mobile(national)
        {
            return Ok(Self::global(national));
        }
        let written = Written::read(text)?;
        written.number()
    }

    /// `national` is the number without its country and without a leading `0`.
    fn global(national: &str) -> Self {
        let mut number = Self { text: *b"+86\0\0\0\0\0\0\0\0\0\0\0\0\0", length: 3 };
        let length = national.len().saturating_add(3);
        // It always fits: whoever calls this has counted the digits.
        if let Some(place) = number.text.get_mut(3..length) {
            place.copy_from_slice(national.as_bytes());
            number.length = u8::try_from(length).unwrap_or(3);
        }
        number
    }

    /// The number as it goes over the wire: `+86…`.
    pub fn as_str(&self) -> &str {
        self.text.get(..usize::from(self.length)).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// Whether it is a mobile number; otherwise it is a fixed line, which can be called but cannot call X.
    pub fn is_mobile(&self) -> bool {
        // Of 11 digits none but a mobile number begins with 1: Beijing's, with 10, have ten.
        self.length == 14 && self.text.get(3) == Some(&b'1')
    }
}

impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// Masked: `+86138****0021`. The whole number is in [`Number::as_str`].
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&mask::text(self.as_str()))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Number({self})")
    }
}

impl Parameter for Number {
    const FORM: Form = Form::Number(NumberForm::Subscriber);

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        Self::parse(text_of(given)?)
    }

    fn wire(&self) -> Wire<'_> {
        Wire::Text(Cow::Borrowed(self.as_str()))
    }
}

/// The text that a number is.
fn text_of<'a>(given: &'a Given<'_>) -> Result<&'a str, Error> {
    match given {
        Given::Text(text) => Ok(text),
        Given::Integer(_) | Given::Number(_) => Err(Error::new(
            Code::ParameterType,
            texts(
                "{field} must be a text, in quotes, not a number",
                "{field}须为带引号的字符串，不能是数值",
                "put the telephone number between quotes: as a number it loses its `+` and its leading zeros",
                "请用引号括起电话号码：作为数值会丢失加号和前导0",
            ),
        )),
        other => Err(other.refused("a text", "字符串")),
    }
}

/// An X: a mobile number in the global format. Printed with its middle masked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct XNumber(Number);

impl XNumber {
    /// Reads an X as people write it. Errors: those of [`Number::parse`], and `number.fixed_line`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::of(Number::parse(text)?)
    }

    fn of(number: Number) -> Result<Self, Error> {
        if number.is_mobile() {
            return Ok(Self(number));
        }
        Err(Error::new(
            Code::NumberFixedLine,
            texts(
                format!("{{field}} is the fixed line {number}, but an X or Y is always a mobile number"),
                format!("{{field}}是固话号码{number}，X号码和Y号码只能是手机号码格式"),
                "take it from the console's number list, for example +86170 and eight digits; a bind can also let the \
                 service pick one by `areaCode`",
                "请使用控制台号码列表中的号码（如+86170加8位数字）；绑定时也可通过`areaCode`按城市分配",
            ),
        ))
    }

    /// The number as it goes over the wire.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The same number without the knowledge that it is an X, to be compared with an A or a B.
    pub fn as_number(&self) -> Number {
        self.0
    }
}

impl FromStr for XNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// Masked. The whole number is in [`XNumber::as_str`].
impl fmt::Display for XNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for XNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "XNumber({self})")
    }
}

impl Parameter for XNumber {
    const FORM: Form = Form::Number(NumberForm::Masking);

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        Self::of(Number::read(given)?)
    }

    fn wire(&self) -> Wire<'_> {
        self.0.wire()
    }
}

/// A number that is only called: as [`Number`], and 400 and 95 numbers too. Printed with its middle masked.
///
/// The pages want the global format without saying how a 400 or 95 number is written in it; here it is `+86` and the
/// number as one dials it, `+864001234567`, `+8695588`, as for every other number. Page: `privatenumber_02_0015`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CalleeNumber(Number);

impl CalleeNumber {
    /// Reads a number as people write it, if it has one meaning. Errors: those of [`Number::parse`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        match Number::parse(text) {
            Ok(number) => Ok(Self(number)),
            Err(error) => {
                let written = Written::read(text)?;
                match written.service() {
                    Some(service) => Ok(Self(Number::global(service))),
                    None if error.code() == Code::NumberService.as_str() => Err(written.no_callee()),
                    None => Err(error),
                }
            }
        }
    }

    /// The number as it goes over the wire.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The same number, to be compared with an A.
    pub fn as_number(&self) -> Number {
        self.0
    }
}

impl FromStr for CalleeNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// Masked. The whole number is in [`CalleeNumber::as_str`].
impl fmt::Display for CalleeNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for CalleeNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CalleeNumber({self})")
    }
}

impl Parameter for CalleeNumber {
    const FORM: Form = Form::Number(NumberForm::Callee);

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        Self::parse(text_of(given)?)
    }

    fn wire(&self) -> Wire<'_> {
        self.0.wire()
    }
}

/// The code of a city, with its leading `0`: `0755`, `010`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AreaCode {
    digits: [u8; 4],
    length: u8,
}

impl AreaCode {
    /// Reads a code: `010`, `02x`, or four digits from `0300` on. Errors: `parameter.length`, `parameter.characters`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::new(
                Code::ParameterCharacters,
                texts(
                    "{field} must consist of digits",
                    "{field}只能包含数字",
                    "write the city's area code, such as \"0755\" or \"010\"",
                    "请填写城市区号，如\"0755\"、\"010\"",
                ),
            ));
        }
        let code = match text.as_bytes() {
            // Beijing and the cities of 02x have three digits, all others four.
            [b'0', b'1', b'0'] | [b'0', b'2', _] | [b'0', b'3'..=b'9', _, _] => None,
            _ if !matches!(text.len(), 3 | 4) => Some(Code::ParameterLength),
            _ => Some(Code::ParameterCharacters),
        };
        if let Some(code) = code {
            return Err(Error::new(
                code,
                texts(
                    "{field} must be 010, 02 and a digit, or four digits of which the first is 0 and the second 3 to 9",
                    "{field}须为010、02加一位数字，或以03至09开头的四位数字",
                    "keep the leading 0 here (\"0755\"); only a telephone number in the global format drops it",
                    "此处须保留前导0（如\"0755\"）；只有全局格式的电话号码才去掉它",
                ),
            ));
        }
        let mut code = Self { digits: [0; 4], length: 0 };
        for (place, byte) in code.digits.iter_mut().zip(text.as_bytes()) {
            *place = *byte;
            code.length = code.length.saturating_add(1);
        }
        Ok(code)
    }

    /// The code as it goes over the wire.
    pub fn as_str(&self) -> &str {
        self.digits.get(..usize::from(self.length)).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

impl FromStr for AreaCode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl Parameter for AreaCode {
    const FORM: Form = Form::Text { least: 3, most: 4 };

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        match given {
            Given::Text(text) => Self::parse(text),
            Given::Integer(_) | Given::Number(_) => Err(leading_zeros()),
            other => Err(other.refused("a text", "字符串")),
        }
    }

    fn wire(&self) -> Wire<'_> {
        Wire::Text(Cow::Borrowed(self.as_str()))
    }
}

/// Whether the national part is a mobile number: 11 digits that begin with 13 to 19.
fn is_mobile(national: &str) -> bool {
    let digits = national.as_bytes();
    digits.len() == 11
        && digits.first() == Some(&b'1')
        && digits.get(1).is_some_and(|second| (b'3'..=b'9').contains(second))
        && digits.iter().all(u8::is_ascii_digit)
}

/// Whether the national part, without its leading `0`, is an area code and a local number.
///
/// Cities with a code of two digits (10, 20 to 29) have eight digits, all others seven or eight. A local number
/// begins with 2 to 9.
fn is_fixed_line(national: &str) -> bool {
    let digits = national.as_bytes();
    let (local, lengths) = match digits {
        [b'1', b'0', local @ ..] | [b'2', _, local @ ..] => (local, 8..=8),
        // Codes such as 400, 800 and 950 belong to no city; 951 to 955 are in Ningxia.
        [b'4', b'0', ..] | [b'8', b'0', ..] => return false,
        [b'9', b'5', third, ..] if !(b'1'..=b'5').contains(third) => return false,
        [b'3'..=b'9', _, _, local @ ..] => (local, 7..=8),
        _ => return false,
    };
    lengths.contains(&local.len()) && local.first().is_some_and(|first| (b'2'..=b'9').contains(first))
}

/// Area code with its 0, and local number, of what has the length of a fixed line and may lack all else.
fn city(national: &str) -> Option<(String, &str)> {
    let code = match national.as_bytes() {
        [b'1', b'0', ..] | [b'2', ..] => 2,
        [b'4' | b'8', b'0', ..] => return None,
        [b'3'..=b'9', ..] => 3,
        _ => return None,
    };
    let (area, local) = national.split_at_checked(code)?;
    matches!(local.len(), 7 | 8).then(|| (format!("0{area}"), local))
}

/// Whether it begins as the fixed lines of Ningxia do, with 951 to 955, and has their length: then it is no 95 number.
fn is_ningxia(national: &str) -> bool {
    matches!(national.as_bytes(), [b'9', b'5', b'1'..=b'5', ..]) && matches!(national.len(), 10 | 11)
}

fn is_400(national: &str) -> bool {
    national.starts_with("400") && national.len() == 10
}

fn is_95(national: &str) -> bool {
    national.starts_with("95") && (5..=11).contains(&national.len()) && !is_ningxia(national)
}

/// Whether a text holds a whole telephone number, by itself or among other words: a mobile number, or a fixed line with
/// its area code. Digits of another length, such as those of an order, are none.
pub(crate) fn numbers_in(text: &str) -> bool {
    // Every request asks, and nearly every text has too few digits.
    if text.bytes().filter(u8::is_ascii_digit).count() < SHORTEST {
        return false;
    }
    let joined: String = text.chars().filter(|character| !matches!(character, ' ' | '-' | '(' | ')')).collect();
    [text, &joined].into_iter().any(|text| {
        text.split(|character: char| !character.is_ascii_digit() && character != '+')
            .flat_map(|run| run.rsplit('+').next())
            .any(|digits| {
                let national = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(digits);
                is_mobile(digits)
                    || is_mobile(national)
                    || digits.strip_prefix('0').is_some_and(is_fixed_line)
                    || (national.len() < digits.len() && is_fixed_line(national))
            })
    })
}

/// A number as it was written, reduced to what its digits say.
struct Written<'a> {
    text: &'a str,
    digits: String,
    /// Whether the country was named, by a plus sign or by `00`.
    international: bool,
}

impl<'a> Written<'a> {
    fn read(text: &'a str) -> Result<Self, Error> {
        let trimmed = text.trim_matches([' ', '\t', '\r', '\n']);
        let (international, rest) = match trimmed.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let mut digits = String::with_capacity(rest.len().min(32));
        for character in rest.chars() {
            match character {
                '0'..='9' if digits.len() < LONGEST.saturating_mul(2) => digits.push(character),
                // Far longer than any number already: what follows makes no difference.
                '0'..='9' | ' ' | '-' | '(' | ')' => {}
                _ => return Err(unreadable(text, character)),
            }
        }
        match digits.strip_prefix("00") {
            Some(rest) if !international => Ok(Self { text, digits: rest.to_owned(), international: true }),
            _ => Ok(Self { text, digits, international }),
        }
    }

    fn number(&self) -> Result<Number, Error> {
        // With a 86 of its own it is longer than any number of the country, so nothing else can be meant.
        let bare = self.digits.strip_prefix("86").filter(|rest| is_mobile(rest) || is_fixed_line(rest));
        let national = match bare {
            Some(national) => national,
            None if self.international => self.digits.strip_prefix("86").ok_or_else(|| self.elsewhere())?,
            None => &self.digits,
        };
        if is_mobile(national) {
            return Ok(Number::global(national));
        }
        let without_zero = national.strip_prefix('0');
        // With its country named a fixed line has no leading 0, without it it must have one.
        match (self.international || bare.is_some(), without_zero) {
            (true, None) if is_fixed_line(national) => Ok(Number::global(national)),
            (false, Some(local)) if is_fixed_line(local) => Ok(Number::global(local)),
            (true, Some(local)) if is_fixed_line(local) => Err(self.refused(
                "keeps the 0 of its area code after +86",
                "在+86之后保留了区号的0",
                &format!("drop it: {}", mask::text(&format!("+86{local}"))),
                &format!("请去掉区号的0：{}", mask::text(&format!("+86{local}"))),
            )),
            (false, None) if is_fixed_line(national) => Err(self.refused(
                "lacks the 0 of its area code, or the +86 before it",
                "缺少区号的0或前面的+86",
                "write it as +86 and the area code without its 0, or with the 0, as it is dialled",
                "请写作+86加不带0的区号和号码，或按国内拨号方式带上区号的0",
            )),
            _ => Err(self.misfit(national)),
        }
    }

    /// The 400 or 95 number that it is. Seven or eight digits without a country could be a local number as well.
    fn service(&self) -> Option<&str> {
        let national = match self.digits.strip_prefix("86") {
            Some(national) if self.international || national.starts_with("400") => national,
            _ if self.international => return None,
            _ => &self.digits,
        };
        let local = matches!(national.len(), 7 | 8) && !self.international;
        (is_400(national) || (is_95(national) && !local)).then_some(national)
    }

    /// The error for a service number that cannot be called so: "cannot be bound" would say nothing of a callee.
    fn no_callee(&self) -> Error {
        let national = self.digits.strip_prefix("86").filter(|_| self.international).unwrap_or(&self.digits);
        match national.strip_prefix('0') {
            Some(_) => self.refused(
                "has a 0 before a 400, 800 or 95 number",
                "在400、800或95号码前多了0",
                "drop the 0",
                "请去掉开头的0",
            ),
            None if is_95(national) => self.refused(
                "could be a 95 number as well as a local number without its area code",
                "既可能是95号码，也可能是缺少区号的固话号码",
                "write +86 before a 95 number, and the area code before a local number",
                "95号码请在前面加上+86；固话号码请加上城市区号",
            ),
            None => Error::new(
                Code::NumberService,
                texts(
                    format!("{{field}} is an 800 number ({}), which cannot be called through X", shown(self.text)),
                    format!("{{field}}是800号码（{}），不能通过X号码呼叫", shown(self.text)),
                    "name a mobile number, a fixed line, or a 400 or 95 number",
                    "请传入手机、固话、400或95号码",
                ),
            ),
        }
    }

    /// The error for digits that are no number, by what they look like.
    fn misfit(&self, national: &str) -> Error {
        let bare = national.strip_prefix('0').unwrap_or(national);
        if is_400(bare) || is_95(bare) || (bare.starts_with("800") && bare.len() == 10) {
            return Error::new(
                Code::NumberService,
                texts(
                    format!(
                        "{{field}} is a 400, 800 or 95 number ({}), which the service does not take here",
                        shown(self.text)
                    ),
                    format!("{{field}}是400、800或95号码（{}），此处不能使用", shown(self.text)),
                    "use a mobile number, or a fixed line where one is taken, opened with a carrier in mainland China",
                    "请使用在中国大陆运营商开通的手机号码，允许时也可用固话号码",
                ),
            );
        }
        if matches!(bare.len(), 7 | 8) && !self.international && bare == national {
            return self.refused(
                "has no area code",
                "缺少区号",
                "put the city's area code before it: 0755 and the number, or +86755 and the number",
                "请在号码前加上城市区号：0755加本地号码，或+86755加本地号码",
            );
        }
        if national.len() == 11 && (national.starts_with("11") || national.starts_with("12")) {
            return self.refused(
                "does not begin as a mobile number does, with 13 to 19",
                "不是有效的手机号段：手机号码以13至19开头",
                "look for a wrong digit",
                "请检查是否有数字写错",
            );
        }
        if !self.international && bare != national && is_mobile(bare) {
            return self.refused("has a 0 before a mobile number", "在手机号码前多了0", "drop the 0", "请去掉开头的0");
        }
        if national.starts_with('1') && !national.starts_with("10") {
            return self.refused(
                &format!("has {} digits where a mobile number has 11", national.len()),
                &format!("共{}位，手机号码应为11位", national.len()),
                "write a mobile number as +86 and its 11 digits",
                "手机号码请写作+86加11位数字",
            );
        }
        if let Some((area, local)) = city(bare)
            && local.starts_with(['0', '1'])
        {
            return self.refused(
                &format!("has the area code {area} and then a local number that begins with 0 or 1, as none does"),
                &format!("区号{area}之后的本地号码以0或1开头，不是有效的本地号码"),
                "look for a wrong digit: local numbers begin with 2 to 9",
                "请检查是否有数字写错：本地号码以2至9开头",
            );
        }
        self.refused(
            "is neither a mobile number nor a fixed line of mainland China",
            "不是中国大陆的手机号码或固话号码",
            "write a mobile number as +86 and its 11 digits, a fixed line as +86, the area code without its 0 and 7 or 8 \
             digits (8 where the area code has two)",
            "手机号码请写作+86加11位数字；固话请写作+86加不带0的区号和7或8位号码（两位区号的城市为8位）",
        )
    }

    /// The error for a country other than 86.
    fn elsewhere(&self) -> Error {
        // No country's code begins with 0.
        if self.digits.is_empty() || self.digits.starts_with('0') {
            return self.misfit(&self.digits);
        }
        Error::new(
            Code::NumberOverseas,
            texts(
                format!("{{field}} ({}) is not a number of mainland China (+86)", shown(self.text)),
                format!("{{field}}（{}）不是中国大陆号码（+86）", shown(self.text)),
                "use a number of mainland China: the service takes no others",
                "请使用中国大陆号码：服务端不支持其他号码",
            ),
        )
    }

    fn refused(&self, why: &str, why_zh: &str, hint: &str, hint_zh: &str) -> Error {
        Error::new(
            Code::NumberFormat,
            texts(
                format!("{{field}} ({}) {why}", shown(self.text)),
                format!("{{field}}（{}）{why_zh}", shown(self.text)),
                hint.to_owned(),
                hint_zh.to_owned(),
            ),
        )
    }
}

/// What was written, fit to be shown.
fn shown(text: &str) -> String {
    let shown = mask::shown(text, 24);
    if shown.is_empty() { "\"\"".to_owned() } else { shown }
}

fn unreadable(text: &str, character: char) -> Error {
    let named = if character.is_alphanumeric() || character.is_ascii_graphic() {
        format!("`{character}`")
    } else {
        format!("U+{:04X}", u32::from(character))
    };
    Error::new(
        Code::NumberFormat,
        texts(
            format!("{{field}} ({}) holds the character {named}", shown(text)),
            format!("{{field}}（{}）含有字符{named}", shown(text)),
            "a number is a plus sign and the digits 0 to 9; spaces, hyphens and brackets may stand between them, extensions, \
             letters, full-width digits and invisible characters may not",
            "号码由加号和数字0-9组成，其间可有空格、连字符和括号；不能有分机、字母、全角数字或不可见字符",
        ),
    )
}
