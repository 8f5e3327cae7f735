//! The JSON body of an operation, and the rules its parameters have in common whatever the mode.
//!
//! Where the pages are silent, one rule holds for every parameter: a member that is `null` counts as absent, for that
//! is how many serialisers write an absent one; members the page does not list are ignored; of a member that is given
//! twice the last counts.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::wrong_length;
use crate::masking;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::Application;

/// The longest body that is read, in bytes. No page gives a limit; the longest body the tables allow has some 3,000,
/// and a body that is not read cannot take memory.
const LONGEST_BODY: usize = 64 * 1024;

const AREA_CODE: RangeInclusive<usize> = 0..=32;
const USER_DATA: RangeInclusive<usize> = 1..=256;
/// The pages give 0-128 for some tones and 1-128 for others, and "absent or empty" for what an empty one means. One
/// rule for all: empty is no tone.
const TONE: RangeInclusive<usize> = 0..=128;

/// The members of a JSON object, looked at one by one.
pub(crate) struct Parameters<'a> {
    members: &'a Map<String, Value>,
}

/// Reads a body that has to be a JSON object.
pub(super) fn read(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let refuse = |reason: String| Err(Refusal::new(ResultCode::InvalidRequest, reason));
    if body.len() > LONGEST_BODY {
        return refuse(format!("the body is longer than the {LONGEST_BODY} bytes that are read"));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => refuse(String::from("the body is JSON, but not an object")),
        Err(error) => refuse(format!("the body is not JSON in UTF-8: {error}")),
    }
}

impl<'a> Parameters<'a> {
    pub(crate) const fn new(members: &'a Map<String, Value>) -> Self {
        Self { members }
    }

    /// Whether this member is there; `null` counts as absent.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.present(name).is_some()
    }

    /// A string of the length it is declared with. Of a number that is all that is checked: the service answers a badly
    /// formatted A or B with success, and calls never come about (FAQ).
    pub(crate) fn text(&self, name: &str, length: &RangeInclusive<usize>) -> Result<Option<&'a str>, Refusal> {
        match self.present(name) {
            None => Ok(None),
            Some(Value::String(text)) if length.contains(&text.chars().count()) => Ok(Some(text)),
            Some(_) => Err(wrong_length(name, length)),
        }
    }

    /// `areaCode`, absent also if empty, as its length of 0-32 allows.
    pub(crate) fn area_code(&self) -> Result<Option<&'a str>, Refusal> {
        Ok(self.text("areaCode", &AREA_CODE)?.filter(|area_code| !area_code.is_empty()))
    }

    /// One of a few words.
    pub(crate) fn word(&self, name: &str, words: &[&str]) -> Result<Option<&'a str>, Refusal> {
        match self.present(name) {
            None => Ok(None),
            Some(Value::String(word)) if words.contains(&word.as_str()) => Ok(Some(word)),
            Some(_) => Err(Refusal::invalid(name, format!("{name} must be one of the strings {}", words.join(", ")))),
        }
    }

    /// A boolean, documented as the string "true" or "false". A JSON boolean is taken too: several public clients send
    /// it, and nothing shows that they are refused.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.present(name) {
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            _ => Ok(self.word(name, &["true", "false"])?.map(|word| word == "true")),
        }
    }

    /// An integer from 0 to `most`.
    pub(crate) fn integer(&self, name: &str, most: u64) -> Result<Option<u64>, Refusal> {
        self.integer_that(name, |integer| integer <= most, &format!("from 0 to {most}"))
    }

    /// An integer that is accepted; `rule` says in words which are. Write a long figure of seconds as days: it is as long
    /// as a phone number, and would be masked.
    ///
    /// A string is refused: the pages say Integer, every example writes a number, and no client is known to be tolerated
    /// with another form.
    pub(crate) fn integer_that(
        &self,
        name: &str,
        accepts: impl Fn(u64) -> bool,
        rule: &str,
    ) -> Result<Option<u64>, Refusal> {
        match self.present(name) {
            None => Ok(None),
            Some(value) => match value.as_u64().filter(|integer| accepts(*integer)) {
                Some(integer) => Ok(Some(integer)),
                None => Err(Refusal::invalid(name, format!("{name} must be a JSON integer {rule}"))),
            },
        }
    }

    /// A tone file. The empty name means no tone. A name has to be that of an approved file even where the tone will
    /// have no effect (`lastMinVoice` without `maxDuration`): the pages do not exempt it, and a wrong name is found
    /// early.
    pub(crate) fn tone(&self, name: &str, application: &Application) -> Result<Option<&'a str>, Refusal> {
        let tone = self.text(name, &TONE)?;
        match tone.filter(|tone| !tone.is_empty() && !application.tones.iter().any(|approved| approved == tone)) {
            None => Ok(tone),
            Some(unknown) => Err(Refusal::invalid(
                &format!("{unknown} does not exist."),
                format!(
                    "{name} names `{}`, which is not among the application's approved tone files",
                    masking::text(unknown)
                ),
            )),
        }
    }

    /// `preVoice`: the waiting tones of A and of B.
    pub(crate) fn pre_voice(&self, application: &Application) -> Result<(Option<&'a str>, Option<&'a str>), Refusal> {
        match self.present("preVoice") {
            None => Ok((None, None)),
            Some(Value::Object(members)) => {
                let tones = Parameters::new(members);
                Ok((tones.tone("callerHintTone", application)?, tones.tone("calleeHintTone", application)?))
            }
            Some(_) => Err(Refusal::invalid("preVoice", "preVoice must be a JSON object")),
        }
    }

    /// `userData`: no Chinese, and none of the characters that the operation's page forbids.
    pub(crate) fn user_data(&self, forbidden: &[char]) -> Result<Option<&'a str>, Refusal> {
        self.user_data_of(&USER_DATA, forbidden)
    }

    /// The same where it may have another length.
    pub(crate) fn user_data_of(
        &self,
        length: &RangeInclusive<usize>,
        forbidden: &[char],
    ) -> Result<Option<&'a str>, Refusal> {
        const NAME: &str = "userData";
        let user_data = self.text(NAME, length)?;
        let culprit =
            user_data.and_then(|text| text.chars().find(|letter| forbidden.contains(letter) || is_chinese(*letter)));
        match culprit {
            None => Ok(user_data),
            Some(letter) => {
                let forbidden: String = forbidden.iter().flat_map(|letter| [' ', *letter]).collect();
                Err(Refusal::invalid(
                    NAME,
                    format!(
                        "userData must not hold {letter:?}: none of{forbidden}, and no Chinese (encode it with Base64)"
                    ),
                ))
            }
        }
    }

    fn present(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }
}

/// "No Chinese characters" is taken to mean Han characters and the punctuation and full-width forms that come with
/// them.
const fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{323af}')
}
