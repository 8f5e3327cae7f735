//! What is worth a remark though the platform answers with success: no code is known for any of it, and it will hardly
//! do what its sender wants.

use std::fmt::Display;

use crate::numbering::{self, Kind};
use crate::parameters::Parameters;
use crate::setup::Application;

/// Somebody who is bound, A or B.
pub(crate) struct Party<'a> {
    /// The parameter's name.
    pub(crate) name: &'a str,
    pub(crate) number: &'a str,
    /// The X (or Y) through which it calls and is called.
    pub(crate) through: &'a str,
    /// What is said of it if it is a fixed line, where the binding lets it call; see [`fixed_line_may_call`].
    pub(crate) fixed_line: Option<String>,
}

/// Why calls of somebody, or to them, will not come about. The service answers a badly formatted number with success
/// (FAQ), and for the rest the pages say only that it does not work.
pub(crate) fn on_party(party: &Party<'_>) -> Option<String> {
    let Party { name, number, through, fixed_line } = party;
    if number == through {
        return Some(format!(
            "{name} is the X itself: the platform answers success, but a number does not reach itself through itself"
        ));
    }
    match numbering::kind(number) {
        Kind::Mobile => None,
        Kind::FixedLine => fixed_line.as_ref().map(|remark| format!("{name} is a fixed line and {remark}")),
        Kind::Service => Some(format!(
            "{name} is a 400, 800 or 95 number: such cannot be bound; the platform answers success, but calls never \
             come about"
        )),
        Kind::Other => Some(format!(
            "{name} is not in global format (+86 and a mobile number, or +86, area code without 0 and fixed line): the \
             platform answers success, but calls never come about"
        )),
    }
}

/// The remark on a fixed line that `callDirection` lets call `number`, which is X or Y. `call_direction` is its value, and
/// whose it is where it is not the request's own; `instead` is the direction in which a fixed line is only called.
pub(crate) fn fixed_line_may_call(call_direction: impl Display, number: &str, instead: u64) -> String {
    format!(
        "callDirection {call_direction} lets it call: a fixed line can only be called, its calls to {number} fail; say \
         so with callDirection {instead}"
    )
}

/// The remarks on parameters of the bind that a modification is given and cannot change.
pub(crate) fn on_unmodifiable(parameters: &Parameters<'_>, names: &[&str]) -> impl Iterator<Item = String> {
    let given = names.iter().filter(|name| parameters.has(name));
    given.map(|name| format!("{name} cannot be modified and was ignored; remove the binding and bind anew"))
}

/// What is said of `recordFlag` and `recordHintTone`, of which the one needs the other.
pub(crate) fn on_recording(record_flag: bool, record_hint_tone: Option<&str>) -> Option<String> {
    match (record_flag, record_hint_tone) {
        (true, None) => {
            Some(String::from("recordFlag is true without recordHintTone: carriers block calls recorded unannounced"))
        }
        (false, Some(_)) => Some(String::from("recordHintTone has no effect, for recordFlag is not true")),
        _ => None,
    }
}

/// What is said of `recordFlag` where no code is known for an application without recording.
pub(crate) fn on_closed_recording(record_flag: bool, application: &Application) -> Option<String> {
    (record_flag && !application.recording)
        .then(|| String::from("recordFlag has no effect, for the application was added without recording"))
}

/// What is said of `lastMinVoice`, which needs `maxDuration`.
pub(crate) fn on_last_minute(last_min_voice: Option<&str>, max_duration: u64) -> Option<String> {
    (last_min_voice.is_some() && max_duration == 0)
        .then(|| String::from("lastMinVoice has no effect, for maxDuration is 0"))
}
