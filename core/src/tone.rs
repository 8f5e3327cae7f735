//! Names of tone files.

use std::fmt;

use crate::error::{Code, Error, texts};
use crate::mask;
use crate::parameter::text_parameter;

/// The name of a tone that was uploaded in the console and approved there: `wait_voice1.wav`.
///
/// 1 to 128 letters, digits and `-` `_` `.` `@` (so the AXYB pages, `privatenumber_axyb_0017`), ending in `.wav`. The
/// service's tables allow the empty text for some tones; only of `preVoiceX` do they say what it does (the ordinary
/// ring-back, as if it were left out), so it is refused. In a bind, leave the parameter out for no tone. The files are A-law, 8000 Hz, 64 kbit/s, mono, 2 MB at most.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ToneFile(String);

impl ToneFile {
    /// Takes a name. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(name: &str) -> Result<Self, Error> {
        if name.is_empty() || name.len() > 128 {
            return Err(Error::new(
                Code::ParameterLength,
                texts(
                    "{field} must be the name of a tone file, 1 to 128 characters long",
                    "{field}须为放音文件名，长度1到128个字符",
                    "name a file that the console lists as approved; what an empty name does is said on no page",
                    "请填写控制台中审核通过的文件名；官方文档未说明空文件名的作用",
                ),
            ));
        }
        let sound = name.len() > 4
            && name.get(name.len().saturating_sub(4)..).is_some_and(|end| end.eq_ignore_ascii_case(".wav"));
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'@'));
        if sound && plain {
            return Ok(Self(name.to_owned()));
        }
        Err(Error::new(
            Code::ParameterCharacters,
            texts(
                "{field} is not the name of a tone file: letters, digits and - _ . @, ending in .wav",
                "{field}不是有效的放音文件名：只能包含字母、数字和- _ . @，并以.wav结尾",
                "use the name that the console lists as approved, without a folder",
                "请使用控制台中审核通过的文件名，不带路径",
            ),
        ))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number in it is masked.
impl fmt::Debug for ToneFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ToneFile({})", mask::id(&self.0))
    }
}

text_parameter!(ToneFile, 1 to 128);
