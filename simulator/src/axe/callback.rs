//! What A meets that calls X while nobody has called A through it, or not for long: there is no callback record.

use serde::{Deserialize, Serialize};

use super::NUMBER;
use crate::parameters::Parameters;
use crate::resultcode::Refusal;
use crate::setup::Application;

/// What A meets that calls X without a callback record. There is one such thing at a time.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum Fallback {
    /// What was chosen when the application was added.
    OfApplication,
    /// `callbackTone`: A hears a tone, and the call ends.
    Tone(String),
    /// `callbackNum`: A is forwarded there.
    Number(String),
}

impl Fallback {
    /// Reads `callbackTone` and `callbackNum`, of which a request may give one. An empty tone is none.
    pub(super) fn read(parameters: &Parameters<'_>, application: &Application) -> Result<Option<Self>, Refusal> {
        let tone = parameters.tone("callbackTone", application)?;
        let number = parameters.text("callbackNum", &NUMBER)?;
        match (tone, number) {
            (Some(tone), Some(_)) if !tone.is_empty() => Err(Refusal::invalid(
                "callbackNum",
                "callbackTone and callbackNum exclude each other; give one of them, or none for the application's setting",
            )),
            (_, Some(number)) => Ok(Some(Self::Number(number.to_owned()))),
            (Some(""), None) => Ok(Some(Self::OfApplication)),
            (Some(tone), None) => Ok(Some(Self::Tone(tone.to_owned()))),
            (None, None) => Ok(None),
        }
    }

    /// The same after a modification. The one takes the place of the other, for both cannot stand; an empty tone takes
    /// away a tone, and no number.
    pub(super) fn modified(self, given: Option<Self>) -> Self {
        match (self, given) {
            (old, None) | (old @ Self::Number(_), Some(Self::OfApplication)) => old,
            (_, Some(new)) => new,
        }
    }

    pub(super) fn tone(&self) -> Option<&str> {
        match self {
            Self::Tone(tone) => Some(tone),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }
}
