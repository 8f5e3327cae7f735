//! Extensions of mode AXE: what callers of X key in to reach one A of many.

use std::fmt;

use crate::error::{Code, Error, texts};
use crate::given::Given;
use crate::parameter::{Parameter, Wire, leading_zeros};

/// An extension (E): 1 to 4 digits, of which leading zeros are part: `0012` is not `12`.
///
/// How many digits it has is fixed with the application, which this library does not know; a wrong count is refused by
/// the service with `service.1010002`. Whether `0000` can be given out is open (the FAQ begins at `0001`, the user
/// manual at `0000`), so that is the service's to say too. Page: `privatenumber_02_0022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Extension {
    digits: [u8; 4],
    length: u8,
}

impl Extension {
    /// Takes the digits. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(text: &str) -> Result<Self, Error> {
        let code = if !(1..=4).contains(&text.len()) {
            Some(Code::ParameterLength)
        } else if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            Some(Code::ParameterCharacters)
        } else {
            None
        };
        if let Some(code) = code {
            return Err(Error::new(
                code,
                texts(
                    "{field} must be an extension, 1 to 4 digits",
                    "{field}须为1到4位数字的分机号",
                    "write as many digits as the application's extensions have, with leading zeros: \"0012\"",
                    "请按应用设置的分机号位数填写，保留前导0，如\"0012\"",
                ),
            ));
        }
        let mut extension = Self { digits: [0; 4], length: 0 };
        for (place, byte) in extension.digits.iter_mut().zip(text.bytes()) {
            *place = byte;
            extension.length = extension.length.saturating_add(1);
        }
        Ok(extension)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        self.digits.get(..usize::from(self.length)).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

impl fmt::Display for Extension {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::str::FromStr for Extension {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl Parameter for Extension {
    const FORM: crate::description::Form = crate::description::Form::Text { least: 1, most: 4 };

    fn read(given: &Given<'_>) -> Result<Self, Error> {
        match given {
            Given::Text(text) => Self::new(text),
            Given::Integer(_) | Given::Number(_) => Err(leading_zeros()),
            other => Err(other.refused("a text", "字符串")),
        }
    }

    fn wire(&self) -> Wire<'_> {
        Wire::Text(self.as_str().into())
    }
}
