//! The JSON body of `CreateAXBBinding` and `ModifyAXBBinding`, and the rules its parameters have in common.
//!
//! Where the pages are silent, one rule holds for every parameter: a member that is `null` counts as absent, for that
//! is how many serialisers write an absent one; members the page does not list are ignored; of a member that is given
//! twice the last counts.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::masking;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::Application;

/// The longest body that is read, in bytes. No page gives a limit; the longest body the tables allow has some 3,000,
/// and a body that is not read cannot take memory.
const LONGEST_BODY: usize = 64 * 1024;

/// The length of a number, in characters. It is all that is checked: the service answers a badly formatted A or B with
/// success, and calls never come about (FAQ).
pub(super) const NUMBER: RangeInclusive<usize> = 4..=31;
pub(super) const SUBSCRIPTION_ID: RangeInclusive<usize> = 1..=64;
const AREA_CODE: RangeInclusive<usize> = 0..=32;
const USER_DATA: RangeInclusive<usize> = 1..=256;
/// The longest life of a binding: 90 days, in seconds.
const LONGEST_DURATION: u64 = 7_776_000;
/// The AXB pages give this for all tones but `recordHintTone`, whose length they do not show.
const TONE: RangeInclusive<usize> = 0..=128;

/// The members of a JSON object, looked at one by one.
pub(super) struct Parameters<'a> {
    members: &'a Map<String, Value>,
}

/// Reads a body that has to be a JSON object.
pub(super) fn read_body(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
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
    pub(super) const fn new(members: &'a Map<String, Value>) -> Self {
        Self { members }
    }

    pub(super) fn subscription_id(&self) -> Result<&'a str, Refusal> {
        const NAME: &str = "subscriptionId";
        self.text(NAME, SUBSCRIPTION_ID)?.ok_or_else(|| missing(NAME))
    }

    /// A number that may be absent.
    pub(super) fn number(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        self.text(name, NUMBER)
    }

    /// A number that has to be there.
    pub(super) fn required_number(&self, name: &str) -> Result<&'a str, Refusal> {
        self.number(name)?.ok_or_else(|| missing(name))
    }

    /// `areaCode`, absent also if empty, as its length of 0-32 allows.
    pub(super) fn area_code(&self) -> Result<Option<&'a str>, Refusal> {
        Ok(self.text("areaCode", AREA_CODE)?.filter(|area_code| !area_code.is_empty()))
    }

    /// One of a few words.
    pub(super) fn word(&self, name: &str, words: &[&str]) -> Result<Option<&'a str>, Refusal> {
        match self.present(name) {
            None => Ok(None),
            Some(Value::String(word)) if words.contains(&word.as_str()) => Ok(Some(word)),
            Some(_) => Err(Refusal::invalid(name, format!("{name} must be one of the strings {}", words.join(", ")))),
        }
    }

    /// A boolean, documented as the string "true" or "false". A JSON boolean is taken too: several public clients send
    /// it, and nothing shows that they are refused.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.present(name) {
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            _ => Ok(self.word(name, &["true", "false"])?.map(|word| word == "true")),
        }
    }

    /// An integer from 0 to `most`. A string is refused: the pages say Integer, every example writes a number, and no
    /// client is known to be tolerated with another form.
    pub(super) fn integer(&self, name: &str, most: u64) -> Result<Option<u64>, Refusal> {
        self.at_most(name, most, &most.to_string())
    }

    /// `duration`. Its limit is told in days: the figure in seconds is as long as a phone number, and would be masked.
    pub(super) fn duration(&self) -> Result<Option<u64>, Refusal> {
        self.at_most("duration", LONGEST_DURATION, "90 days, in seconds")
    }

    /// A tone file. The empty name means no tone. A name has to be that of an approved file even where the tone will
    /// have no effect (`lastMinVoice` without `maxDuration`): the pages do not exempt it, and a wrong name is found
    /// early.
    pub(super) fn tone(&self, name: &str, application: &Application) -> Result<Option<&'a str>, Refusal> {
        let tone = self.text(name, TONE)?;
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
    pub(super) fn pre_voice(&self, application: &Application) -> Result<(Option<&'a str>, Option<&'a str>), Refusal> {
        match self.present("preVoice") {
            None => Ok((None, None)),
            Some(Value::Object(members)) => {
                let tones = Parameters::new(members);
                Ok((tones.tone("callerHintTone", application)?, tones.tone("calleeHintTone", application)?))
            }
            Some(_) => Err(Refusal::invalid("preVoice", "preVoice must be a JSON object")),
        }
    }

    /// `userData`: no `^`, `{` or `}`, no Chinese.
    pub(super) fn user_data(&self) -> Result<Option<&'a str>, Refusal> {
        const NAME: &str = "userData";
        let user_data = self.text(NAME, USER_DATA)?;
        if let Some(forbidden) =
            user_data.and_then(|text| text.chars().find(|letter| is_forbidden_in_user_data(*letter)))
        {
            return Err(Refusal::invalid(
                NAME,
                format!("userData must not hold {forbidden:?}: no ^, {{ or }}, and no Chinese (encode it with Base64)"),
            ));
        }
        Ok(user_data)
    }

    fn at_most(&self, name: &str, most: u64, limit: &str) -> Result<Option<u64>, Refusal> {
        match self.present(name) {
            None => Ok(None),
            Some(value) => match value.as_u64().filter(|integer| *integer <= most) {
                Some(integer) => Ok(Some(integer)),
                None => Err(Refusal::invalid(name, format!("{name} must be a JSON integer from 0 to {limit}"))),
            },
        }
    }

    fn present(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    fn text(&self, name: &str, length: RangeInclusive<usize>) -> Result<Option<&'a str>, Refusal> {
        match self.present(name) {
            None => Ok(None),
            Some(Value::String(text)) if length.contains(&text.chars().count()) => Ok(Some(text)),
            Some(_) => Err(wrong_length(name, &length)),
        }
    }
}

fn missing(name: &str) -> Refusal {
    Refusal::invalid(name, format!("{name} is missing"))
}

pub(super) fn wrong_length(name: &str, length: &RangeInclusive<usize>) -> Refusal {
    Refusal::invalid(name, format!("{name} must be a string of {}-{} characters", length.start(), length.end()))
}

/// "No Chinese characters" is taken to mean Han characters and the punctuation and full-width forms that come with
/// them.
const fn is_forbidden_in_user_data(letter: char) -> bool {
    matches!(letter, '^' | '{' | '}'
        | '\u{3000}'..='\u{303f}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{323af}')
}
