//! The caller's own data on a binding.

use std::fmt;

use crate::error::{Code, Error, texts};
use crate::mask;
use crate::parameter::text_parameter;

/// Data of your own that the service hands back in its answers and pushes: 1 to 256 characters.
///
/// `^`, `{` and `}` are forbidden, and so are Chinese characters (encode them with Base64). Control characters, which
/// the pages do not speak of, are refused too. Pages: `privatenumber_02_0002`, `privatenumber_02_0004`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UserData(String);

impl UserData {
    /// Takes a text. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(text: &str) -> Result<Self, Error> {
        // No text has more characters than bytes.
        let fits = text.len() <= 256 || text.chars().take(257).count() <= 256;
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
                        format!("{{field}} holds {named}, which the service does not take"),
                        format!("{{field}}含有服务端不接受的字符{named}"),
                        "encode it with Base64 (the URL-safe kind has no forbidden character); a JSON object always holds braces",
                        "请先用Base64编码（URL安全的Base64不含禁用字符）；JSON对象总是含有花括号",
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
