//! The id of a binding.

use std::fmt;

use crate::error::{Code, Error, texts};
use crate::mask;
use crate::parameter::text_parameter;

/// The `subscriptionId` that the service gave a binding: 1 to 64 characters, no spaces.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubscriptionId(String);

impl SubscriptionId {
    /// Takes an id. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(id: &str) -> Result<Self, Error> {
        let hint = "pass it as the bind answered it";
        let hint_zh = "请原样传入绑定接口返回的值";
        if !(1..=64).contains(&id.len()) {
            return Err(Error::new(
                Code::ParameterLength,
                texts("{field} must be 1 to 64 characters long", "{field}长度须为1到64个字符", hint, hint_zh),
            ));
        }
        if !id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::new(
                Code::ParameterCharacters,
                texts(
                    "{field} holds a space or a character outside ASCII",
                    "{field}含有空格或非ASCII字符",
                    hint,
                    hint_zh,
                ),
            ));
        }
        Ok(Self(id.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number that was taken for an id is masked.
impl fmt::Debug for SubscriptionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SubscriptionId({})", mask::id(&self.0))
    }
}

text_parameter!(SubscriptionId, 1 to 64);
