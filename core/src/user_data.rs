//! The caller's own data on a binding, and a way to put more into it than a word.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{Code, Error, texts};
use crate::given::Given;
use crate::mask;
use crate::number::numbers_in;
use crate::parameter::text_parameter;

/// The most characters that the service takes.
const LONGEST: usize = 256;

/// Data of your own that the service hands back in its answers and pushes: 1 to 256 characters.
///
/// `{` and `}` are forbidden, and so are Chinese characters (encode them with Base64). `^` is forbidden on the pages of AXB
/// alone; it is refused in every mode, for the same data may be bound in another one tomorrow. Control characters, which
/// the pages do not speak of, are refused too. Pages: `privatenumber_02_0002`, `privatenumber_02_0004`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UserData(String);

impl UserData {
    /// Takes a text. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(text: &str) -> Result<Self, Error> {
        // No text has more characters than bytes.
        let fits = text.len() <= LONGEST || text.chars().nth(LONGEST).is_none();
        if text.is_empty() || !fits {
            return Err(Error::new(
                Code::ParameterLength,
                texts(
                    "{field} must be 1 to 256 characters long",
                    "{field}长度须为1到256个字符",
                    "send an order number or another key, and keep the data itself on your side",
                    "请传入订单号等标识，数据本身保存在己方系统",
                ),
            ));
        }
        match text.chars().find(|character| is_forbidden(*character)) {
            None => Ok(Self(text.to_owned())),
            Some(character) => {
                let named = if character.is_control() {
                    format!("U+{:04X}", u32::from(character))
                } else {
                    format!("`{character}`")
                };
                Err(Error::new(
                    Code::ParameterCharacters,
                    texts(
                        format!("{{field}} holds {named}, which is not taken in it"),
                        format!("{{field}}不能含有字符{named}"),
                        "encode it with Base64: `encode` of this library's `userData` does so, and `decode` brings it back; a \
                         JSON object always holds braces",
                        "请先用Base64编码：本库`userData`的`encode`可完成编码，`decode`可还原；JSON对象总是含有花括号",
                    ),
                ))
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Braces and the caret, control characters, and Chinese: its characters, its punctuation and the full-width forms.
fn is_forbidden(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, '^' | '{' | '}') || character.is_ascii_control();
    }
    character.is_control()
        || matches!(u32::from(character),
            0x2E80..=0x2FDF | 0x3000..=0x303F | 0x3100..=0x312F | 0x31A0..=0x31EF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
            | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x2_0000..=0x3_FFFF)
}

/// Telephone numbers in it are masked.
impl fmt::Debug for UserData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UserData({:?})", mask::text(&self.0))
    }
}

text_parameter!(UserData, 1 to 256);

/// Small data as a text for `userData`: JSON without blanks, in URL-safe Base64 without padding, so that braces and
/// Chinese, which the service forbids, may be in the data. 192 bytes of JSON fit.
///
/// A telephone number in the data is refused: it would come back in every push, and Base64 hides it from every mask.
///
/// ```
/// # use privatenumber::user_data::{decode, encode};
/// let text = encode(r#"{"order": 17, "city": "\u6df1\u5733"}"#)?;
/// assert_eq!(text, "eyJvcmRlciI6MTcsImNpdHkiOiLmt7HlnLMifQ");
/// assert_eq!(decode(&text)?, r#"{"order":17,"city":"\u6df1\u5733"}"#);
/// # Ok::<(), privatenumber::Error>(())
/// ```
///
/// Errors: `parameter.type` (not JSON), `parameter.length`, `user_data.number`.
pub fn encode(json: &str) -> Result<String, Error> {
    let Ok(data) = serde_json::from_str::<Given<'_>>(json) else {
        return Err(Error::new(
            Code::ParameterType,
            texts(
                "{field} is not JSON",
                "{field}不是JSON",
                "pass texts, numbers, true, false, null, lists and objects of these",
                "请传入字符串、数字、布尔值、null及其组成的列表或对象",
            ),
        )
        .at("userData"));
    };
    if holds_number(&data) {
        return Err(Error::new(
            Code::UserDataNumber,
            texts(
                "{field} holds a telephone number, which would come back in every push",
                "{field}含有电话号码，会在每次推送中原样返回",
                "send an order number or another key, and keep the number on your side",
                "请传入订单号等标识，号码保存在己方系统",
            ),
        )
        .at("userData"));
    }
    let mut compact = String::new();
    data.write_utf8_json(&mut compact);
    let text = URL_SAFE_NO_PAD.encode(&compact);
    if text.len() > LONGEST {
        let bytes = compact.len();
        return Err(Error::new(
            Code::ParameterLength,
            texts(
                format!(
                    "{{field}} takes {bytes} bytes as JSON, and at most 192 fit into {LONGEST} characters of Base64"
                ),
                format!("{{field}}的JSON共{bytes}字节，而{LONGEST}个字符的Base64最多容纳192字节"),
                "send a key, and keep the data itself on your side",
                "请传入标识，数据本身保存在己方系统",
            ),
        )
        .at("userData"));
    }
    Ok(text)
}

/// The JSON that [`encode`] put into a text, in ASCII.
///
/// Errors: `user_data.encoding`: the text holds what no encoded one does (braces, Chinese, blanks), or is cut off.
pub fn decode(text: &str) -> Result<String, Error> {
    let foreign = text.chars().find(|character| !character.is_ascii_alphanumeric() && !matches!(character, '-' | '_'));
    let data = match foreign {
        Some(_) => None,
        None => URL_SAFE_NO_PAD.decode(text).ok(),
    };
    let json = data.as_deref().and_then(|bytes| serde_json::from_slice::<Given<'_>>(bytes).ok()).map(|data| {
        let mut json = String::new();
        data.write_json(&mut json);
        json
    });
    json.ok_or_else(|| {
        let (why, why_zh) = match foreign {
            Some('{' | '}') => ("holds braces, as plain JSON does", "含有花括号（未编码的JSON）"),
            Some(character) if !character.is_ascii() => ("holds a character outside ASCII", "含有非ASCII字符"),
            Some(_) => ("holds a character that is not of URL-safe Base64", "含有URL安全Base64之外的字符"),
            None => ("does not decode to JSON, or is cut off", "解码后不是JSON或不完整"),
        };
        Error::new(
            Code::UserDataEncoding,
            texts(
                format!("{{field}} {why}, so it is no encoded data"),
                format!("{{field}}{why_zh}，不是编码后的数据"),
                "decode only what was encoded in the same way; use any other text as it is",
                "只能解码以同样方式编码的内容；其他文本请直接使用",
            ),
        )
        .at("userData")
    })
}

/// Whether a telephone number is anywhere in it: in a text, as a number, as a name.
fn holds_number(data: &Given<'_>) -> bool {
    match data {
        Given::Text(text) => numbers_in(text),
        Given::Integer(number) => numbers_in(&number.to_string()),
        Given::List(items) => items.iter().any(holds_number),
        Given::Group(members, _) => members.iter().any(|(name, value)| numbers_in(name) || holds_number(value)),
        _ => false,
    }
}
