//! `CreateAXBBinding`: A, X and B are bound. API reference `privatenumber_02_0002`.

use serde_json::{Map, Value};

use super::binding::Binding;
use super::ledger::Ledger;
use super::line::Line;
use super::{FORBIDDEN_IN_USER_DATA, LAST_DIRECTION, LONGEST_CALL, NUMBER, duration};
use crate::choice::{self, AreaMatch, Candidates};
use crate::condition;
use crate::envelope::Success;
use crate::lifetime;
use crate::masking;
use crate::parameters::{Input, Parameters, kept, required};
use crate::pool::LineKey;
use crate::recording;
use crate::remark::{self, Party};
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// Binds. The parameters are checked in the order of the page's table, then what the application may do, then the X.
pub(crate) fn create(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let application = surroundings.application;

    let caller_num = required("callerNum", parameters.text("callerNum", &NUMBER)?)?;
    let relation_num = parameters.text("relationNum", &NUMBER)?;
    let area_code = parameters.area_code()?;
    let area_match = AreaMatch::read(&parameters)?;
    let callee_num = required("calleeNum", parameters.text("calleeNum", &NUMBER)?)?;
    check_two_parties(caller_num, callee_num)?;
    let call_direction = parameters.integer("callDirection", LAST_DIRECTION)?.unwrap_or(0);
    let duration = duration(&parameters)?.unwrap_or(0);
    let record_flag = parameters.flag("recordFlag")?.unwrap_or(false);
    let record_hint_tone = parameters.tone("recordHintTone", application)?;
    let (caller_hint_tone, callee_hint_tone) = parameters.pre_voice(application)?;
    let max_duration = parameters.integer("maxDuration", LONGEST_CALL)?.unwrap_or(0);
    let last_min_voice = parameters.tone("lastMinVoice", application)?;
    let private_sms = parameters.flag("privateSms")?.unwrap_or(true);
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;

    if record_flag {
        recording::check_open(application)?;
    }

    let pair = Pair { caller_num, callee_num };
    let line = match relation_num {
        Some(number) => named_line(ledger, number, surroundings, &pair)?,
        None => picked_line(ledger, area_code, area_match, surroundings, &pair)?,
    };
    surroundings.daily_binds.count("callerNum", caller_num, surroundings.now_ms)?;
    let relation_num = ledger.pool().lines().number(line);

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
        expires_ms: lifetime::end(surroundings.now_ms, duration),
    };
    let success = Success::with_fields(answer_fields(&binding), remarks(&binding));
    ledger.add(binding);
    Ok(success)
}

/// A and B must differ. The pages do not say what answers A bound to itself; on no X can a number occur twice, so no
/// other X would help, as 1012010 advises: it is the parameter that is wrong.
pub(super) fn check_two_parties(caller_num: &str, callee_num: &str) -> Result<(), Refusal> {
    if caller_num == callee_num {
        return Err(Refusal::invalid("calleeNum", "callerNum and calleeNum are the same number"));
    }
    Ok(())
}

/// What is worth a remark though the platform answers with success.
pub(super) fn remarks(binding: &Binding) -> Vec<String> {
    let direction = binding.call_direction;
    let party = |name, number, may_call: [u64; 2], instead| Party {
        name,
        number,
        through: &binding.relation_num,
        fixed_line: may_call.contains(&direction).then(|| remark::fixed_line_may_call(direction, "X", instead)),
    };
    [
        remark::on_party(&party("callerNum", &binding.caller_num, [0, 1], 2)),
        remark::on_party(&party("calleeNum", &binding.callee_num, [0, 2], 1)),
        remark::on_recording(binding.record_flag, binding.record_hint_tone.as_deref()),
        remark::on_last_minute(binding.last_min_voice.as_deref(), binding.max_duration),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The two that are to be bound.
struct Pair<'a> {
    caller_num: &'a str,
    callee_num: &'a str,
}

impl Pair<'_> {
    /// An X on which A or B occurs already cannot take the pair, which is why the same bind sent again gets another X,
    /// or none.
    fn fits(&self, line: &Line) -> bool {
        line.party(self.caller_num).is_none() && line.party(self.callee_num).is_none()
    }
}

/// The X numbers that can take a pair.
struct Fitting<'a> {
    ledger: &'a Ledger,
    pair: &'a Pair<'a>,
}

impl Candidates for Fitting<'_> {
    type Key = LineKey;

    fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.ledger.pool().open_in(area_code).filter(|(_, line)| self.pair.fits(line)).map(|(key, _)| key)
    }

    fn everywhere(&self) -> impl Iterator<Item = (LineKey, &str)> {
        let open = self.ledger.pool().open().filter(|(_, line)| self.pair.fits(line));
        open.map(|(key, line)| (key, line.area_code.as_str()))
    }
}

/// The X that is picked; without `areaCode` one of A's own area is wanted.
fn picked_line(
    ledger: &Ledger,
    area_code: Option<&str>,
    area_match: AreaMatch,
    surroundings: &mut Surroundings<'_>,
    pair: &Pair<'_>,
) -> Result<LineKey, Refusal> {
    let of_a = || surroundings.plan.area_code(pair.caller_num);
    let wanted = area_code.map(str::to_owned).or_else(of_a);
    let fitting = Fitting { ledger, pair };
    choice::choose(&fitting, wanted.as_deref(), area_match, surroundings.plan, surroundings.randomness)
        .ok_or_else(|| no_line(area_code, area_match, pair))
}

/// The X that was named. The pages give two codes for one that is not there: 1012001 for a number that "is not a
/// resource of this `app_key`", 1012007 for one that "does not exist". So a number of another application gets the
/// first, and one nobody has the second. 1012009 is checked before 1012010, as they stand in the table.
fn named_line(
    ledger: &Ledger,
    number: &str,
    surroundings: &Surroundings<'_>,
    pair: &Pair<'_>,
) -> Result<LineKey, Refusal> {
    let Some((key, line)) = ledger.pool().lines().find(number) else {
        return Err(if surroundings.numbers.contains(number) {
            Refusal::new(ResultCode::NumberNotOfApplication, format!("X {number} belongs to another application"))
        } else {
            Refusal::new(
                ResultCode::RecordNotFound,
                format!("there is no X {number}; the format is +86 and 11 digits, without blanks"),
            )
        });
    };
    // Checked before its bindings are looked at: an X in a bad state takes none, whatever stands on it. The pages list
    // the codes by number and say nothing of their order.
    condition::check(number, line.condition)?;
    if line.is_full() {
        return Err(Refusal::new(
            ResultCode::NumberFull,
            format!("X {number} carries {} pairs already; name another X or remove some", line.pairs()),
        ));
    }
    for (name, party) in [("callerNum", pair.caller_num), ("calleeNum", pair.callee_num)] {
        if line.party(party).is_some() {
            return Err(Refusal::already_bound(
                party,
                format!("{name} {party} occurs on X {number} already: there a number occurs once, as A or as B"),
            ));
        }
    }
    Ok(key)
}

fn no_line(area_code: Option<&str>, area_match: AreaMatch, pair: &Pair<'_>) -> Refusal {
    let wanted = area_code.map_or_else(
        || format!("the area of callerNum {}", pair.caller_num),
        |area_code| format!("areaCode `{}`", masking::word(area_code)),
    );
    let reason = match area_match {
        AreaMatch::Strict => format!(
            "no X of {wanted} can take this pair: there is none, or each is full, not normal or carries A or B \
             already. Other cities are tried with areaMatchMode \"1\""
        ),
        AreaMatch::Loose => String::from(
            "no X of the application can take this pair: each is full, not normal or carries A or B already",
        ),
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
