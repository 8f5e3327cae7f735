//! What happens in a call and when, from what the platform makes of it and what people do.
//!
//! The pages print no times but those of their examples, where forwarding begins within a second and ringing a few
//! seconds later. Only the 90 seconds are a figure of theirs ("about 90 s after forwarding").

use serde::{Deserialize, Serialize};

use super::ending::Ending;
use super::route::{Collection, Forwarding};
use super::script::{Callee, GivesUp, Script, Side};
use crate::numbering::{self, Kind};

/// From the call to its forwarding, where nobody is asked anything.
const FORWARDS_AFTER: u64 = 1;
/// From forwarding to ringing, or to learning that there will be none.
const RINGS_AFTER: u64 = 2;
/// From forwarding to the end of the platform's patience.
const PATIENCE: u64 = 90;
/// From ringing to the end of the carrier's patience.
const CARRIER_PATIENCE: u64 = 60;
/// For the announcement before the platform hangs up.
const ANNOUNCEMENT: u64 = 5;
/// For keying in an extension, the announcement included.
const COLLECTION: u64 = 8;

/// Something that happens in a call.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) enum Act {
    /// The platform has an extension, or waited for it in vain.
    Collected(Collection),
    /// The platform calls the callee.
    CallOut,
    /// The callee's phone rings.
    Alerting,
    /// The callee answers.
    Answer,
    /// One minute is left.
    LastMinute,
    /// The call is over.
    End(End),
}

/// How a call is over.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
pub(super) struct End {
    pub(super) ending: Ending,
    /// Who hung up after the conversation; absent where the platform did.
    pub(super) by: Option<Side>,
}

/// Something that happens, and when.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct Step {
    pub(super) at_ms: i64,
    pub(super) act: Act,
}

/// A moment so many seconds later.
pub(crate) fn later(at_ms: i64, seconds: u64) -> i64 {
    at_ms.saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000))
}

fn end(at_ms: i64, ending: Ending, by: Option<Side>) -> Step {
    Step { at_ms, act: Act::End(End { ending, by }) }
}

/// The times an extension is asked for; after them it is `COLLECTION` later for each. A caller who gives up meanwhile
/// ends the call.
pub(super) fn collecting(began_ms: i64, collections: &[Collection], script: &Script) -> (Vec<Step>, Option<i64>) {
    if !collections.is_empty() && script.caller_gives_up == Some(GivesUp::BeforeForwarding) {
        return (vec![gives_up_before_forwarding(began_ms)], None);
    }
    let mut at_ms = began_ms;
    let mut steps = Vec::new();
    for collection in collections {
        at_ms = later(at_ms, COLLECTION);
        steps.push(Step { at_ms, act: Act::Collected(collection.clone()) });
    }
    (steps, Some(at_ms))
}

fn gives_up_before_forwarding(from_ms: i64) -> Step {
    end(later(from_ms, FORWARDS_AFTER), Ending::CallerLeftBeforeForwarding, None)
}

/// A call that the platform hangs up.
pub(super) fn hanging_up(from_ms: i64, ending: Ending) -> Vec<Step> {
    vec![end(later(from_ms, ANNOUNCEMENT), ending, None)]
}

/// A call that is forwarded. `dialled` is the number that was called: forwarded to itself, a call finds no way.
pub(super) fn forwarding(from_ms: i64, dialled: &str, forwarding: &Forwarding, script: &Script) -> Vec<Step> {
    if script.caller_gives_up == Some(GivesUp::BeforeForwarding) {
        return vec![gives_up_before_forwarding(from_ms)];
    }
    let called_ms = later(from_ms, FORWARDS_AFTER);
    let ringing_ms = later(called_ms, RINGS_AFTER);
    let mut steps = vec![Step { at_ms: called_ms, act: Act::CallOut }];
    if script.caller_gives_up == Some(GivesUp::BeforeRinging) {
        steps.push(end(later(called_ms, 1), Ending::CallerLeftBeforeRinging, None));
        return steps;
    }
    if let Some(ending) = never_rings(dialled, forwarding, script.callee) {
        steps.push(end(ringing_ms, ending, None));
        return steps;
    }
    steps.push(Step { at_ms: ringing_ms, act: Act::Alerting });
    let decided_ms = later(ringing_ms, script.ring_seconds);
    let impatient_ms = later(called_ms, PATIENCE);
    let carrier_ms = later(ringing_ms, CARRIER_PATIENCE);
    let gives_up = script.caller_gives_up == Some(GivesUp::WhileRinging);
    let (at_ms, ending) = match script.callee {
        Callee::NoAnswer if !gives_up || carrier_ms < decided_ms => (carrier_ms, Ending::NoAnswer),
        _ if decided_ms >= impatient_ms => (impatient_ms, Ending::RingingTimedOut),
        _ if gives_up => (decided_ms, Ending::CallerLeftWhileRinging),
        Callee::Refuses => (decided_ms, Ending::Refused),
        _ => {
            talking(decided_ms, forwarding, script, &mut steps);
            return steps;
        }
    };
    let by = (ending == Ending::Refused).then_some(Side::Callee);
    steps.push(end(at_ms, ending, by));
    steps
}

/// From the answer to the end. Who has talked as long as the call may last is hung up by the platform.
fn talking(answered_ms: i64, forwarding: &Forwarding, script: &Script, steps: &mut Vec<Step>) {
    steps.push(Step { at_ms: answered_ms, act: Act::Answer });
    let longest = forwarding.max_minutes.saturating_mul(60);
    let is_cut = longest != 0 && script.talk_seconds >= longest;
    let seconds = if is_cut { longest } else { script.talk_seconds };
    let last_minute = longest.saturating_sub(60);
    if longest != 0 && forwarding.last_minute_tone.is_some() && last_minute < seconds {
        steps.push(Step { at_ms: later(answered_ms, last_minute), act: Act::LastMinute });
    }
    let at_ms = later(answered_ms, seconds);
    steps.push(match is_cut {
        true => end(at_ms, Ending::MaxDurationReached, None),
        false => end(at_ms, Ending::Released, Some(script.hangs_up)),
    });
}

/// Why a phone does not ring. A badly formatted number is bound with success and never reached (FAQ); the cause that
/// speaks of it is 7506. It is taken for a 400 or 95 number as well where such a number cannot be bound.
fn never_rings(dialled: &str, forwarding: &Forwarding, phone: Callee) -> Option<Ending> {
    if forwarding.callee == dialled {
        return Some(Ending::RoutingFailed);
    }
    match numbering::kind(&forwarding.callee) {
        Kind::Mobile | Kind::FixedLine => {}
        Kind::Service if forwarding.may_be_service => {}
        Kind::Service | Kind::Other => return Some(Ending::CalleeNetworkFailed),
    }
    match phone {
        Callee::Answers | Callee::Refuses | Callee::NoAnswer => None,
        Callee::Blocks => Some(Ending::Blocked),
        Callee::Busy => Some(Ending::Busy),
        Callee::Unreachable => Some(Ending::Unreachable),
        Callee::SwitchedOff => Some(Ending::SwitchedOff),
        Callee::Suspended => Some(Ending::ServiceSuspended),
        Callee::DoesNotExist => Some(Ending::CalleeMissing),
    }
}
