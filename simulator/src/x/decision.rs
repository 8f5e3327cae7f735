//! What the application answers to a call of X mode. API reference `privatenumber_02_0006_2`.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::call::{Ending, Forwarding, Verdict};
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Parameters, kept};
use crate::resultcode::Refusal;
use crate::setup::Application;

/// The length of numbers, in characters.
const NUMBER: RangeInclusive<usize> = 4..=31;

/// The longest call that can be set, in minutes.
const LONGEST_CALL: u64 = 1_440;

/// The length of tones and of `userData`, in characters.
const TEXT: RangeInclusive<usize> = 0..=128;
const USER_DATA: RangeInclusive<usize> = 0..=256;

/// What is to become of a call.
pub(crate) struct Decision {
    pub(crate) verdict: Verdict,
    pub(crate) user_data: Option<String>,
    /// What was wrong with the answer, in words.
    pub(crate) remark: Option<String>,
}

impl Decision {
    /// A call that ends because of its answer.
    fn bad(ending: Ending, remark: String) -> Self {
        Self { verdict: Verdict::hang_up(ending), user_data: None, remark: Some(remark) }
    }
}

/// Reads the answer. One that is wrong ends the call with 8014, as the FAQ says, and one that names a voice file that does
/// not exist with 8006, the cause whose text says so; the FAQ has 8014 for that too.
pub(crate) fn decide(answer: Option<&[u8]>, application: &Application, x: &str) -> Decision {
    let Some(answer) = answer else {
        return Decision::bad(Ending::InvalidCall, String::from("the call was not decided about"));
    };
    match read(answer, application, x) {
        Ok(decision) => decision,
        Err(Wrong::Answer(remark)) => Decision::bad(Ending::InvalidCall, remark),
        Err(Wrong::VoiceFile(name)) => {
            Decision::bad(Ending::VoiceFileMissing, format!("{name} names no approved tone file of the application"))
        }
    }
}

/// What can be wrong with an answer.
enum Wrong {
    Answer(String),
    /// The field that names a file that is not there.
    VoiceFile(&'static str),
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Self {
        Self::Answer(refusal.reason)
    }
}

fn read(answer: &[u8], application: &Application, x: &str) -> Result<Decision, Wrong> {
    let Ok(Value::Object(members)) = serde_json::from_slice(answer) else {
        return Err(Wrong::Answer(String::from("the answer to callin is no JSON object")));
    };
    match members.get("operation").and_then(Value::as_str) {
        Some("connect") => connect(&info(&members, "connectInfo")?, application, x),
        Some("close") => close(&members, application),
        _ => Err(Wrong::Answer(String::from("operation of the answer is neither connect nor close"))),
    }
}

/// `connectInfo` or `closeInfo`: an object, as the tables have it, or a list of one, as the vendor's demo sends it.
fn info(members: &Map<String, Value>, name: &str) -> Result<Map<String, Value>, Wrong> {
    let info = match members.get(name) {
        Some(Value::Array(list)) if list.len() == 1 => list.first(),
        other => other,
    };
    match info {
        Some(Value::Object(info)) => Ok(info.clone()),
        _ => Err(Wrong::Answer(format!("{name} of the answer is neither an object nor a list of one"))),
    }
}

fn connect(info: &Map<String, Value>, application: &Application, x: &str) -> Result<Decision, Wrong> {
    let parameters = Parameters::new(info);
    let shown = parameters.text("displayCalleeNum", &NUMBER)?.unwrap_or(x);
    let Some(callee) = parameters.text("calleeNum", &NUMBER)? else {
        return Err(Wrong::Answer(String::from("calleeNum of the answer is missing")));
    };
    let max_minutes = parameters.integer("maxDuration", LONGEST_CALL)?.unwrap_or(0);
    let waiting_tone = tone(&parameters, "waitVoice", application)?;
    let recorded = parameters.flag("recordFlag")?.unwrap_or(false);
    let record_hint_tone = tone(&parameters, "recordHintTone", application)?;
    let last_minute_tone = tone(&parameters, "lastMinVoice", application)?;
    let callee_tone = tone(&parameters, "calleeHintVoice", application)?;
    let user_data = user_data(&parameters)?;
    let remark = (shown != x).then(|| {
        String::from("displayCalleeNum is not the X of the call: at present carriers block such calls in the service")
    });
    let forwarding = Forwarding {
        shown: shown.to_owned(),
        callee: callee.to_owned(),
        may_be_service: true,
        waiting_tone,
        callee_tone,
        recorded,
        record_hint_tone,
        max_minutes,
        last_minute_tone,
        remembered_by: None,
    };
    Ok(Decision { verdict: Verdict::Forward(Box::new(forwarding)), user_data, remark })
}

/// A call that is closed. `closeInfo` may be left out: every field of it may.
fn close(members: &Map<String, Value>, application: &Application) -> Result<Decision, Wrong> {
    let info = if members.contains_key("closeInfo") { info(members, "closeInfo")? } else { Map::new() };
    let parameters = Parameters::new(&info);
    let tone = tone(&parameters, "closeHintTone", application)?;
    let verdict = Verdict::HangUp { ending: Ending::ClosedByApplication, tone };
    Ok(Decision { verdict, user_data: user_data(&parameters)?, remark: None })
}

fn tone(parameters: &Parameters<'_>, name: &'static str, application: &Application) -> Result<Option<String>, Wrong> {
    let tone = kept(parameters.text(name, &TEXT)?);
    if tone.as_ref().is_some_and(|tone| !application.tones.contains(tone)) {
        return Err(Wrong::VoiceFile(name));
    }
    Ok(tone)
}

fn user_data(parameters: &Parameters<'_>) -> Result<Option<String>, Wrong> {
    Ok(kept(parameters.user_data_of(&USER_DATA, &FORBIDDEN_IN_USER_DATA)?))
}
