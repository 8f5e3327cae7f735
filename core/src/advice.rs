//! Advice: what is legal and is sent, but will most likely not do what it is meant to.
//!
//! It is no error, for the service takes it and a caller may know better. It is not printed either: it comes with the
//! request that was built, or with the answer that shows it.

use std::fmt;

use crate::error::Texts;
use crate::json::{write_name, write_text};

macro_rules! advice {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// The stable codes of advice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum AdviceCode {
            $($(#[doc = $doc])+ $name,)+
        }

        impl AdviceCode {
            /// All of them, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// When it is given.
            pub const fn documentation(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+),)+
                }
            }
        }
    };
}

advice! {
    /// The binding lets a fixed line call: it can be called, but the calls that it makes fail.
    FixedLineCaller = "advice.fixed_line_caller",
    /// Calls are recorded, and no tone says so: the carriers block such calls.
    RecordingTone = "advice.recording_tone",
    /// The caller's real number is to be shown: the carriers block such calls, or the service refuses the request.
    RealNumber = "advice.real_number",
    /// Something is given a longer life than the binding that it belongs to (Y and B than A and X, the last caller than A's
    /// extension): it ends with that one.
    LongerThanParent = "advice.longer_than_parent",
    /// `userData` holds a telephone number: it comes back in every push and easily ends up in logs.
    NumberInUserData = "advice.number_in_user_data",
    /// An X of mode AXE carries more than 200 A.
    CrowdedNumber = "advice.crowded_number",
}

/// One piece of advice. Its texts hold no whole telephone number.
///
/// Boxed, because nearly every request is built without one, and room for four texts is long to carry around empty.
#[derive(Clone, PartialEq, Eq)]
pub struct Advice(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    code: AdviceCode,
    field: &'static str,
    texts: Texts,
}

impl Advice {
    /// `{field}` in the texts stands for the name of the parameter.
    pub(crate) fn new(code: AdviceCode, field: &'static str, texts: Texts) -> Self {
        Self(Box::new(Details { code, field, texts }))
    }

    /// The stable code: `advice.fixed_line_caller`.
    pub fn code(&self) -> &'static str {
        self.0.code.as_str()
    }

    /// The parameter or field that it is about, by its name on the wire.
    pub fn field(&self) -> &'static str {
        self.0.field
    }

    /// What will happen, in English.
    pub fn message(&self) -> String {
        self.named(&self.0.texts.message)
    }

    /// What will happen, in Chinese.
    pub fn message_zh(&self) -> String {
        self.named(&self.0.texts.message_zh)
    }

    /// What to do, in English.
    pub fn hint(&self) -> String {
        self.named(&self.0.texts.hint)
    }

    /// What to do, in Chinese.
    pub fn hint_zh(&self) -> String {
        self.named(&self.0.texts.hint_zh)
    }

    fn named(&self, text: &str) -> String {
        text.replace("{field}", &format!("`{}`", self.0.field))
    }

    /// Appends it as a JSON object: `code`, `field`, `message`, `messageZh`, `hint`, `hintZh`.
    pub fn write_json(&self, json: &mut String) {
        json.push('{');
        for (name, text) in [
            ("code", self.code().to_owned()),
            ("field", self.0.field.to_owned()),
            ("message", self.message()),
            ("messageZh", self.message_zh()),
            ("hint", self.hint()),
            ("hintZh", self.hint_zh()),
        ] {
            write_name(json, name);
            write_text(json, &text);
        }
        json.push('}');
    }

    /// Appends a list of them as a JSON array.
    pub fn write_list(list: &[Self], json: &mut String) {
        json.push('[');
        for (index, advice) in list.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            advice.write_json(json);
        }
        json.push(']');
    }
}

/// The message, the code and the hint in one line.
impl fmt::Display for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} [{}]; {}", self.message(), self.code(), self.hint())
    }
}

impl fmt::Debug for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Advice({self})")
    }
}
