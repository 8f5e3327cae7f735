//! `CreateAXBBinding`: A, X and B are bound. API reference `privatenumber_02_0002`.

use serde_json::{Map, Value};

use super::Surroundings;
use super::binding::{Binding, end_of_life};
use super::choice::{AreaMatch, Wish};
use super::ledger::{Ledger, Line, LineKey};
use super::parameters::{Parameters, read_body};
use crate::account::Account;
use crate::envelope::Success;
use crate::masking;
use crate::numbering::{self, Kind};
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::NumberCondition;

/// The longest call that can be set, in minutes.
pub(super) const LONGEST_CALL: u64 = 1_440;

/// The highest `callDirection`.
pub(super) const LAST_DIRECTION: u64 = 2;

/// Binds. The parameters are checked in the order of the page's table, then what the application may do, then the X.
pub(crate) fn create(
    account: &mut Account,
    surroundings: &mut Surroundings<'_>,
    body: &[u8],
) -> Result<Success, Refusal> {
    let members = read_body(body)?;
    let parameters = Parameters::new(&members);
    let application = &account.application;

    let caller_num = parameters.required_number("callerNum")?;
    let relation_num = parameters.number("relationNum")?;
    let area_code = parameters.area_code()?;
    let area_match = match parameters.word("areaMatchMode", &["0", "1"])? {
        Some("1") => AreaMatch::Loose,
        _ => AreaMatch::Strict,
    };
    let callee_num = parameters.required_number("calleeNum")?;
    check_two_parties(caller_num, callee_num)?;
    let call_direction = parameters.integer("callDirection", LAST_DIRECTION)?.unwrap_or(0);
    let duration = parameters.duration()?.unwrap_or(0);
    let record_flag = parameters.flag("recordFlag")?.unwrap_or(false);
    let record_hint_tone = parameters.tone("recordHintTone", application)?;
    let (caller_hint_tone, callee_hint_tone) = parameters.pre_voice(application)?;
    let max_duration = parameters.integer("maxDuration", LONGEST_CALL)?.unwrap_or(0);
    let last_min_voice = parameters.tone("lastMinVoice", application)?;
    let private_sms = parameters.flag("privateSms")?.unwrap_or(true);
    let user_data = parameters.user_data()?;

    if record_flag && !application.recording {
        return Err(Refusal::new(
            ResultCode::RecordingNotOpen,
            "recordFlag is true, and the application was added without recording",
        ));
    }

    let line = match relation_num {
        Some(number) => named_line(&account.ledger, number, surroundings, caller_num, callee_num)?,
        None => {
            let wish = Wish { caller_num, callee_num, area_code, area_match };
            wish.choose(&account.ledger, surroundings.plan, surroundings.randomness).ok_or_else(|| no_line(&wish))?
        }
    };
    let relation_num = account.ledger.line(line).map(|line| line.number.clone()).unwrap_or_default();

    let binding = Binding {
        subscription_id: surroundings.randomness.subscription_id(),
        line,
        relation_num,
        caller_num: caller_num.to_owned(),
        callee_num: callee_num.to_owned(),
        call_direction,
        duration,
        record_flag,
        record_hint_tone: kept(record_hint_tone),
        caller_hint_tone: kept(caller_hint_tone),
        callee_hint_tone: kept(callee_hint_tone),
        max_duration,
        last_min_voice: kept(last_min_voice),
        private_sms,
        user_data: user_data.map(str::to_owned),
        changed_seconds: surroundings.now_ms.div_euclid(1_000),
        expires_ms: end_of_life(surroundings.now_ms, duration),
    };
    let success = Success { fields: answer_fields(&binding), remarks: remarks(&binding) };
    account.ledger.add(binding);
    Ok(success)
}

/// A tone that is to be played; the empty name is no tone.
pub(super) fn kept(tone: Option<&str>) -> Option<String> {
    tone.filter(|tone| !tone.is_empty()).map(str::to_owned)
}

/// A and B must differ. The pages do not say what answers A bound to itself; on no X can a number occur twice, so no
/// other X would help, as 1012010 advises: it is the parameter that is wrong.
pub(super) fn check_two_parties(caller_num: &str, callee_num: &str) -> Result<(), Refusal> {
    if caller_num == callee_num {
        return Err(Refusal::invalid("calleeNum", "callerNum and calleeNum are the same number"));
    }
    Ok(())
}

/// The X must be normal. This is checked before its bindings are looked at: an X in a bad state takes none, whatever
/// stands on it. The pages list the codes by number and say nothing of their order.
fn check_condition(line: &Line) -> Result<(), Refusal> {
    match line.condition {
        NumberCondition::Normal => Ok(()),
        NumberCondition::Abnormal => {
            Err(Refusal::new(ResultCode::NumberAbnormal, format!("the setup says that X {} is abnormal", line.number)))
        }
    }
}

/// What is worth a remark though the platform answers with success.
pub(super) fn remarks(binding: &Binding) -> Vec<String> {
    let mut remarks = Vec::new();
    for (name, number, role) in [
        ("callerNum", &binding.caller_num, Role { may_call: [0, 1], other_direction: 2 }),
        ("calleeNum", &binding.callee_num, Role { may_call: [0, 2], other_direction: 1 }),
    ] {
        remarks.extend(party_remark(name, number, &role, binding));
    }
    if binding.record_flag && binding.record_hint_tone.is_none() {
        remarks
            .push(String::from("recordFlag is true without recordHintTone: carriers block calls recorded unannounced"));
    }
    if binding.record_hint_tone.is_some() && !binding.record_flag {
        remarks.push(String::from("recordHintTone has no effect, for recordFlag is not true"));
    }
    if binding.last_min_voice.is_some() && binding.max_duration == 0 {
        remarks.push(String::from("lastMinVoice has no effect, for maxDuration is 0"));
    }
    remarks
}

/// What `callDirection` means for A, or for B.
struct Role {
    /// The directions in which it may call the other.
    may_call: [u64; 2],
    /// The direction in which it is only called.
    other_direction: u64,
}

/// Why calls of A, or of B, will not come about. No code is known for any of this: the service answers a badly formatted
/// number with success (FAQ), and for the rest the pages say only that it does not work.
fn party_remark(name: &str, number: &str, role: &Role, binding: &Binding) -> Option<String> {
    if number == binding.relation_num {
        return Some(format!(
            "{name} is the X itself: the platform answers success, but a number does not reach itself through itself"
        ));
    }
    match numbering::kind(number) {
        Kind::Mobile => None,
        Kind::FixedLine => role.may_call.contains(&binding.call_direction).then(|| {
            format!(
                "{name} is a fixed line and callDirection {} lets it call: a fixed line can only be called, its calls \
                 to X fail; say so with callDirection {}",
                binding.call_direction, role.other_direction
            )
        }),
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

/// The X that was named. The pages give two codes for one that is not there: 1012001 for a number that "is not a
/// resource of this `app_key`", 1012007 for one that "does not exist". So a number of another application gets the
/// first, and one nobody has the second. 1012009 is checked before 1012010, as they stand in the table.
fn named_line(
    ledger: &Ledger,
    number: &str,
    surroundings: &Surroundings<'_>,
    caller_num: &str,
    callee_num: &str,
) -> Result<LineKey, Refusal> {
    let Some((key, line)) = ledger.find_line(number) else {
        return Err(if surroundings.numbers.contains(number) {
            Refusal::new(ResultCode::NumberNotOfApplication, format!("X {number} belongs to another application"))
        } else {
            Refusal::new(
                ResultCode::RecordNotFound,
                format!("there is no X {number}; the format is +86 and 11 digits, without blanks"),
            )
        });
    };
    check_condition(line)?;
    if line.is_full() {
        return Err(Refusal::new(
            ResultCode::NumberFull,
            format!("X {number} carries {} pairs already; name another X or remove some", line.pairs()),
        ));
    }
    for (name, party) in [("callerNum", caller_num), ("calleeNum", callee_num)] {
        if line.party(party).is_some() {
            return Err(Refusal::already_bound(
                party,
                format!("{name} {party} occurs on X {number} already: there a number occurs once, as A or as B"),
            ));
        }
    }
    Ok(key)
}

fn no_line(wish: &Wish<'_>) -> Refusal {
    let wanted = wish.area_code.map_or_else(
        || format!("the area of callerNum {}", wish.caller_num),
        |area_code| format!("areaCode `{}`", masking::word(area_code)),
    );
    let reason = match wish.area_match {
        AreaMatch::Strict => format!(
            "no X of {wanted} can take this pair: there is none, or each is full, abnormal or carries A or B \
             already. Other cities are tried with areaMatchMode \"1\""
        ),
        AreaMatch::Loose => {
            String::from("no X of the application can take this pair: each is full, abnormal or carries A or B already")
        }
    };
    Refusal::new(ResultCode::NoNumberLeft, reason)
}

/// The answer's own fields. The three integers are there even where the request had none: the table lists them without
/// a condition.
fn answer_fields(binding: &Binding) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert(String::from("subscriptionId"), Value::from(binding.subscription_id.as_str()));
    fields.insert(String::from("relationNum"), Value::from(binding.relation_num.as_str()));
    fields.insert(String::from("callDirection"), Value::from(binding.call_direction));
    fields.insert(String::from("duration"), Value::from(binding.duration));
    fields.insert(String::from("maxDuration"), Value::from(binding.max_duration));
    if let Some(user_data) = &binding.user_data {
        fields.insert(String::from("userData"), Value::from(user_data.as_str()));
    }
    fields
}
