//! `CreateAXBinding`: an X becomes an A's. API reference `privatenumber_02_0011`.

use serde_json::{Map, Value};

use super::binding::Binding;
use super::ledger::Ledger;
use super::{LAST_DIRECTION, LONGEST_CALL, MOBILE_VIRTUAL, NUMBER, TURN_FLAGS, remarks};
use crate::choice::{self, AreaMatch, Candidates};
use crate::condition;
use crate::envelope::Success;
use crate::masking;
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Input, Parameters, kept, required};
use crate::pool::LineKey;
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// X numbers one A has at a time.
const NUMBERS_AN_A: usize = 5;

/// Binds. The parameters are checked in the order of the page's table, then what the platform allows, then the X.
pub(crate) fn create(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let application = surroundings.application;

    let orig_num = required("origNum", parameters.text("origNum", &NUMBER)?)?;
    let wish = Wish::read(&parameters)?;
    let record_flag = parameters.flag("recordFlag")?.unwrap_or(false);
    let record_hint_tone = parameters.tone("recordHintTone", application)?;
    let callee_num_display = parameters.word("calleeNumDisplay", &["0", "1"])?;
    let private_sms = parameters.flag("privateSms")?;
    let (caller_hint_tone, callee_hint_tone) = parameters.pre_voice(application)?;
    let max_duration = parameters.integer("maxDuration", LONGEST_CALL)?.unwrap_or(0);
    let last_min_voice = parameters.tone("lastMinVoice", application)?;
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;
    let turn_flag = parameters.word("turnFlag", &TURN_FLAGS)?.unwrap_or("on");
    let call_direction = parameters.integer("callDirection", LAST_DIRECTION)?.unwrap_or(0);

    check_display(callee_num_display)?;
    let line = match wish.private_num {
        Some(private_num) => named_line(ledger, private_num, orig_num, surroundings)?,
        None => picked_line(ledger, &wish, orig_num, surroundings)?,
    };
    surroundings.daily_binds.count("origNum", orig_num, surroundings.now_ms)?;
    let private_num = ledger.pool().lines().number(line);

    let binding = Binding {
        subscription_id: surroundings.randomness.subscription_id(),
        line,
        private_num,
        orig_num: orig_num.to_owned(),
        record_flag,
        record_hint_tone: kept(record_hint_tone),
        callee_num_display_set: callee_num_display.is_some(),
        private_sms: private_sms.unwrap_or(true),
        caller_hint_tone: kept(caller_hint_tone),
        callee_hint_tone: kept(callee_hint_tone),
        max_duration,
        last_min_voice: kept(last_min_voice),
        user_data: user_data.map(str::to_owned),
        turn_flag: turn_flag.to_owned(),
        call_direction,
        subscribed_seconds: surroundings.now_ms.div_euclid(1_000),
        temporary_callee: None,
        last_caller: None,
    };
    let mut remarks: Vec<String> = remarks::on_binding(&binding, application)
        .into_iter()
        .chain(remarks::on_sms(private_sms, application))
        .collect();
    remarks.extend(wish.remark());
    let success = Success::with_fields(answer_fields(&binding), remarks);
    ledger.add(binding);
    Ok(success)
}

/// Refuses one X more for an A that has as many as it may.
pub(super) fn check_room(ledger: &Ledger, orig_num: &str) -> Result<(), Refusal> {
    if ledger.owned_by(orig_num) < NUMBERS_AN_A {
        return Ok(());
    }
    Err(Refusal::new(
        ResultCode::TooManyNumbers,
        format!("origNum {orig_num} has {NUMBERS_AN_A} X already, the most one A may have; unbind one first"),
    ))
}

/// The X that is wanted.
struct Wish<'a> {
    private_num: Option<&'a str>,
    area_code: Option<&'a str>,
    area_match: AreaMatch,
}

impl<'a> Wish<'a> {
    /// An X or a city. There is no third way: the area of A picks in AXB mode only. `privateNumType` has to stand beside
    /// `areaCode` and `areaCode` beside `areaMatchMode` even where `privateNum` wins: the page does not exempt it.
    fn read(parameters: &Parameters<'a>) -> Result<Self, Refusal> {
        let private_num = parameters.text("privateNum", &NUMBER)?;
        let private_num_type = parameters.word("privateNumType", &[MOBILE_VIRTUAL])?;
        let area_code = parameters.area_code()?;
        let area_match = AreaMatch::read(parameters)?;
        if area_code.is_some() && private_num_type.is_none() {
            return Err(Refusal::invalid(
                "privateNumType",
                format!("privateNumType is missing: with areaCode it has to be sent, as \"{MOBILE_VIRTUAL}\""),
            ));
        }
        if area_code.is_none() && parameters.has("areaMatchMode") {
            return Err(Refusal::invalid("areaCode", "areaMatchMode is given without areaCode"));
        }
        if area_code.is_none() && private_num.is_none() {
            return Err(Refusal::invalid("areaCode", "there is neither privateNum nor areaCode"));
        }
        Ok(Self { private_num, area_code, area_match })
    }

    fn remark(&self) -> Option<String> {
        (self.private_num.is_some() && self.area_code.is_some())
            .then(|| String::from("areaCode has no effect, for privateNum is given"))
    }
}

/// `calleeNumDisplay` "1", the real caller, is refused: the page lists the code, and says that the platform at present
/// requires "0".
fn check_display(callee_num_display: Option<&str>) -> Result<(), Refusal> {
    if callee_num_display != Some("1") {
        return Ok(());
    }
    Err(Refusal::new(
        ResultCode::TransparentNotAllowed,
        "calleeNumDisplay must be \"0\" or absent: A sees X and never the real caller",
    ))
}

/// The X numbers that are nobody's.
struct Free<'a> {
    ledger: &'a Ledger,
}

impl Candidates for Free<'_> {
    type Key = LineKey;

    fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.ledger.pool().open_in(area_code).map(|(key, _)| key)
    }

    fn everywhere(&self) -> impl Iterator<Item = (LineKey, &str)> {
        self.ledger.pool().open().map(|(key, line)| (key, line.area_code.as_str()))
    }
}

/// The X that is picked. The limit of A comes first, for with it no X would help.
fn picked_line(
    ledger: &Ledger,
    wish: &Wish<'_>,
    orig_num: &str,
    surroundings: &mut Surroundings<'_>,
) -> Result<LineKey, Refusal> {
    check_room(ledger, orig_num)?;
    choice::choose(&Free { ledger }, wish.area_code, wish.area_match, surroundings.plan, surroundings.randomness)
        .ok_or_else(|| no_line(wish))
}

/// The X that was named. A bad X takes nothing, whatever stands on it. A pair that is there already asks for nothing
/// more, so that A may have its 5 X; for the rest the order is the table's.
fn named_line(
    ledger: &Ledger,
    private_num: &str,
    orig_num: &str,
    surroundings: &Surroundings<'_>,
) -> Result<LineKey, Refusal> {
    let Some((key, line)) = ledger.pool().lines().find(private_num) else {
        return Err(Refusal::new(
            ResultCode::AccountMissing,
            if surroundings.numbers.contains(private_num) {
                format!("X {private_num} belongs to another application")
            } else {
                format!("there is no X {private_num}; the format is +86 and 11 digits, without blanks")
            },
        ));
    };
    condition::check(private_num, line.condition)?;
    let holder = ledger.binding_on(line).map(|(_, binding)| binding);
    if holder.is_some_and(|binding| binding.orig_num == orig_num) {
        return Err(Refusal::new(
            ResultCode::BindingExists,
            format!("origNum {orig_num} has X {private_num} already; query it for its subscriptionId"),
        ));
    }
    check_room(ledger, orig_num)?;
    if holder.is_some() {
        return Err(Refusal::new(
            ResultCode::NumberAllocated,
            format!("X {private_num} is another A's; name another X or unbind it first"),
        ));
    }
    Ok(key)
}

fn no_line(wish: &Wish<'_>) -> Refusal {
    let reason = match wish.area_match {
        AreaMatch::Strict => format!(
            "no X of areaCode `{}` is free: there is none, or each is bound or not normal. Other cities are tried with \
             areaMatchMode \"1\"",
            masking::word(wish.area_code.unwrap_or_default())
        ),
        AreaMatch::Loose => String::from("no X of the application is free: each is bound or not normal"),
    };
    Refusal::new(ResultCode::NoNumberToApply, reason)
}

/// The answer's own fields; nothing else of the request is echoed.
fn answer_fields(binding: &Binding) -> Map<String, Value> {
    let mut fields = Map::new();
    for (name, value) in [
        ("origNum", &binding.orig_num),
        ("privateNum", &binding.private_num),
        ("subscriptionId", &binding.subscription_id),
    ] {
        fields.insert(name.to_owned(), Value::from(value.as_str()));
    }
    fields
}
