//! What the values of a setup must be, beyond their types.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::{Application, Number, PushSettings, Recording, Setup, SetupError};
use crate::{masking, numbering};

/// The longest `APP_Key` any page declares, and the longest secret taken here, in characters.
const LONGEST_KEY: usize = 128;

/// The longest name of a tone file, in characters.
const LONGEST_TONE: usize = 128;

/// The length of `fileName` and of `recordDomain`, in characters.
pub(crate) const RECORDING_NAME: RangeInclusive<usize> = 1..=128;

/// The longest address of a push, in characters.
const LONGEST_URL: usize = 1_024;

/// The length of `sessionid`, in characters.
pub(crate) const SESSION_ID: RangeInclusive<usize> = 1..=256;

impl Setup {
    /// Checks what the types cannot say.
    ///
    /// # Errors
    /// The first thing found wrong, in the order in which the setup is written.
    pub(crate) fn check(&self) -> Result<(), SetupError> {
        if self.applications.is_empty() {
            return Err(SetupError::new(
                "applications",
                "there is no application",
                "give at least one, or leave the field out for the default one",
            ));
        }
        let mut keys = BTreeMap::new();
        let mut numbers = BTreeMap::new();
        for (index, application) in self.applications.iter().enumerate() {
            let path = format!("applications[{index}]");
            check_application(application, &path)?;
            let field = format!("{path}.appKey");
            if let Some(earlier) = keys.insert(&application.app_key, field.clone()) {
                return Err(SetupError::new(field, format!("the same as {earlier}"), "a key is unique"));
            }
            for (index, number) in application.numbers.iter().enumerate() {
                let field = format!("{path}.numbers[{index}].number");
                check_number(number, &format!("{path}.numbers[{index}]"))?;
                if let Some(earlier) = numbers.insert(&number.number, field.clone()) {
                    return Err(SetupError::new(
                        field,
                        format!("{} is already {earlier}", masking::text(&number.number)),
                        "an X number belongs to one application at a time, and is listed once",
                    ));
                }
            }
        }
        for (beginning, area_code) in &self.homes {
            let field = format!("homes.{}", masking::text(beginning));
            let digits = beginning.strip_prefix("+86").unwrap_or_default();
            if digits.is_empty() || digits.len() > 11 || !numbering::all_digits(digits) {
                return Err(SetupError::new(
                    field,
                    "not the beginning of a mobile number in global format",
                    "write it like +86138",
                ));
            }
            check_area_code(area_code, field)?;
        }
        for (area_code, province) in &self.provinces {
            let field = format!("provinces.{}", masking::text(area_code));
            check_area_code(area_code, field.clone())?;
            if province.is_empty() {
                return Err(SetupError::new(field, "the province is empty", "write its name"));
            }
        }
        self.faults.check("faults.")
    }
}

fn check_application(application: &Application, path: &str) -> Result<(), SetupError> {
    let key = &application.app_key;
    let field = || format!("{path}.appKey");
    if key.is_empty() {
        return Err(SetupError::new(field(), "the key is missing or empty", "give the APP_Key to answer to"));
    }
    // A key with any of these could not be written into the X-AKSK header.
    if key.len() > LONGEST_KEY || key.chars().any(|letter| !letter.is_ascii_graphic() || matches!(letter, '"' | ',')) {
        return Err(SetupError::new(
            field(),
            format!("the key must be 1-{LONGEST_KEY} visible ASCII characters without quotes and commas"),
            "real ones have 28 letters and digits",
        ));
    }
    let secret = application.app_secret.chars().count();
    if secret == 0 || secret > LONGEST_KEY {
        return Err(SetupError::new(
            format!("{path}.appSecret"),
            format!("the secret must have 1-{LONGEST_KEY} characters, and has {secret}"),
            "real ones have 28 letters and digits",
        ));
    }
    for (index, tone) in application.tones.iter().enumerate() {
        let length = tone.chars().count();
        if length > LONGEST_TONE || tone.strip_suffix(".wav").is_none_or(str::is_empty) {
            return Err(SetupError::new(
                format!("{path}.tones[{index}]"),
                "not the name of a tone file",
                format!("tone files are .wav and their names have at most {LONGEST_TONE} characters: ring.wav"),
            ));
        }
    }
    if application.schemes.is_empty() {
        return Err(SetupError::new(
            format!("{path}.schemes"),
            "there is no scheme to sign with",
            "give [\"aksk\"], or leave the field out for both",
        ));
    }
    if !(1..=4).contains(&application.extension_digits) {
        return Err(SetupError::new(
            format!("{path}.extensionDigits"),
            format!("extensions have 1-4 digits, not {}", application.extension_digits),
            "leave the field out for 4",
        ));
    }
    if application.daily_binds == Some(0) {
        return Err(SetupError::new(
            format!("{path}.dailyBinds"),
            "with 0 no number could ever be bound",
            "give 1 or more, or null for no cap",
        ));
    }
    check_pushes(&application.pushes, path)?;
    check_axe(application, path)?;
    let mut names = BTreeSet::new();
    for (index, recording) in application.recordings.iter().enumerate() {
        let path = format!("{path}.recordings[{index}]");
        check_recording(recording, &path)?;
        if !names.insert((&recording.file_name, &recording.record_domain)) {
            return Err(SetupError::new(path, "listed twice", "fileName and recordDomain together name one recording"));
        }
    }
    let mut sessions = BTreeSet::new();
    for (index, session) in application.sessions.iter().enumerate() {
        let field = format!("{path}.sessions[{index}]");
        let length = session.chars().count();
        if !SESSION_ID.contains(&length) {
            return Err(SetupError::new(
                field,
                format!("a sessionid has 1-{} characters, and this one {length}", SESSION_ID.end()),
                "write it like 1200_366_0_20161228102743@callenabler.example.com",
            ));
        }
        if !sessions.insert(session) {
            return Err(SetupError::new(field, "listed twice", "each call has a sessionid of its own"));
        }
    }
    Ok(())
}

fn check_pushes(pushes: &PushSettings, path: &str) -> Result<(), SetupError> {
    for (name, url) in pushes.urls() {
        let Some(url) = url else { continue };
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
        // It becomes the target of a request: nothing may end that early.
        if url.len() > LONGEST_URL || host.is_empty() || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SetupError::new(
                format!("{path}.pushes.{name}"),
                "not an address: http:// or https://, a host, and no blanks or line breaks",
                "write it like https://example.com/status, or leave it out so that nothing is pushed",
            ));
        }
    }
    Ok(())
}

fn check_axe(application: &Application, path: &str) -> Result<(), SetupError> {
    if !(1..=10).contains(&application.extension_tries) {
        return Err(SetupError::new(
            format!("{path}.extensionTries"),
            format!("an extension is asked for 1-10 times, not {}", application.extension_tries),
            "leave the field out for 3",
        ));
    }
    if let Some(tone) = &application.callback_tone
        && !application.tones.contains(tone)
    {
        return Err(SetupError::new(
            format!("{path}.callbackTone"),
            "not one of the application's tones",
            "name one of `tones`",
        ));
    }
    if let Some(number) = &application.callback_num {
        if application.callback_tone.is_some() {
            return Err(SetupError::new(
                format!("{path}.callbackNum"),
                "callbackTone and callbackNum exclude each other",
                "give one of them",
            ));
        }
        if !numbering::is_global(number) {
            return Err(SetupError::new(
                format!("{path}.callbackNum"),
                "not a number in global format",
                "write it like +8613800000001",
            ));
        }
    }
    Ok(())
}

fn check_recording(recording: &Recording, path: &str) -> Result<(), SetupError> {
    let length = recording.file_name.chars().count();
    if !RECORDING_NAME.contains(&length) {
        return Err(SetupError::new(
            format!("{path}.fileName"),
            format!("a fileName has 1-{} characters, and this one {length}", RECORDING_NAME.end()),
            "write it like recording-1.wav",
        ));
    }
    // It becomes part of a header, and of an address.
    let (host, port) = recording.record_domain.split_once(':').unwrap_or((&recording.record_domain, "443"));
    let is_host =
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    if recording.record_domain.len() > *RECORDING_NAME.end()
        || !is_host
        || !numbering::all_digits(port)
        || port.parse::<u16>().is_err()
    {
        return Err(SetupError::new(
            format!("{path}.recordDomain"),
            format!("not a host of 1-{} characters", RECORDING_NAME.end()),
            "write it like recordings.example.com",
        ));
    }
    Ok(())
}

fn check_number(number: &Number, path: &str) -> Result<(), SetupError> {
    if !numbering::is_mobile(&number.number) {
        return Err(SetupError::new(
            format!("{path}.number"),
            "not an X number: it must be +86 and the 11 digits of a mobile number",
            "write it like +8617000000001",
        ));
    }
    check_area_code(&number.area_code, format!("{path}.areaCode"))
}

fn check_area_code(area_code: &str, field: String) -> Result<(), SetupError> {
    if matches!(area_code.len(), 3 | 4) && area_code.starts_with('0') && numbering::all_digits(area_code) {
        return Ok(());
    }
    Err(SetupError::new(
        field,
        format!("{:?} is not a city code: 3 or 4 digits with the leading 0", masking::text(area_code)),
        "write it like 0755 or 010",
    ))
}
