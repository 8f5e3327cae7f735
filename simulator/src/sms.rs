//! SMS: what is sent to an X number, where it goes, and what is told of it. API reference `privatenumber_02_0008` and its
//! sisters.

mod decision;
mod drawer;
mod notice;
mod report;
mod result;
mod route;
mod text;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use report::{ReceivedSms, SmsReport};
pub use result::SendResult;

pub(crate) use decision::{Decision, decide};
pub(crate) use drawer::{Drawer, PendingSms};
pub(crate) use notice::{Mode as NoticeMode, body as notice};
pub(crate) use route::SmsRoute;
pub(crate) use text::{Addressed, parts, signed};

use crate::call::{PhoneError, check_number};
use crate::masking;

/// The longest text, in characters.
const LONGEST_TEXT: usize = 2_000;

/// An SMS that somebody sends to an X number.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sms {
    /// Who sends it, in global format.
    pub from: String,
    /// The X number it is sent to, in global format.
    pub to: String,
    /// Its text, 1-2,000 characters.
    pub text: String,
    /// What becomes of it where it would be forwarded: 5, 8, 9, 10, 12 or 13. Default that it arrives.
    #[serde(default)]
    pub fails_with: Option<SendResult>,
}

impl Sms {
    /// An SMS that arrives, if it is forwarded.
    pub fn new(from: impl Into<String>, to: impl Into<String>, text: impl Into<String>) -> Self {
        Self { from: from.into(), to: to.into(), text: text.into(), fails_with: None }
    }

    /// Reads an SMS from JSON: `{"from":"+86...","to":"+86...","text":"..."}`.
    ///
    /// # Errors
    /// The syntax, an unknown field, or a value of the wrong type.
    pub fn from_json(text: &[u8]) -> Result<Self, PhoneError> {
        PhoneError::read(text, r#"{"from":"+8613800000001","to":"+8617000000001","text":"..."}"#)
    }

    /// Checks what the types cannot say.
    pub(crate) fn check(&self) -> Result<(), PhoneError> {
        check_number("from", &self.from)?;
        if !(1..=LONGEST_TEXT).contains(&self.text.chars().count()) {
            return Err(PhoneError::new("text", "not a text of 1-2,000 characters", "send a text that is there"));
        }
        if self.fails_with.is_some_and(|result| !result.is_of_the_network()) {
            return Err(PhoneError::new(
                "failsWith",
                "not a result that forwarding can have by itself",
                "give 5, 8, 9, 10, 12 or 13; the others follow from the setup and the answers",
            ));
        }
        Ok(())
    }
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sms")
            .field("from", &masking::text(&self.from))
            .field("to", &masking::text(&self.to))
            .field("characters", &self.text.chars().count())
            .field("fails_with", &self.fails_with)
            .finish()
    }
}

/// An SMS that has reached the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentSms {
    /// Its `smsIdentifier`, under which the report of it is found.
    pub sms_identifier: String,
}
