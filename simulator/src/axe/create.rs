//! `CreateAXEBinding`: A is put behind an extension of X. API reference `privatenumber_02_0022`.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::binding::{self, Binding};
use super::callback::Fallback;
use super::extension::Extension;
use super::ledger::Ledger;
use super::life::{GivenLives, Lives, TimeUnit};
use super::selector;
use super::{NUMBER, check_display, remarks};
use crate::choice::{self, AreaMatch, Candidates};
use crate::condition;
use crate::envelope::Success;
use crate::masking;
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Input, Parameters, kept, required};
use crate::pool::LineKey;
use crate::recording;
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// The length of `virtualNum`, in characters: empty, it is absent.
const VIRTUAL_NUM: RangeInclusive<usize> = 0..=32;

/// The length of `extendNum`, in characters: empty, it is absent.
const EXTEND_NUM: RangeInclusive<usize> = 0..=4;

/// Binds. The parameters are checked in the order of the page's table, then what the application may do, then the X.
pub(crate) fn create(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let application = surroundings.application;
    let digits = application.extension_digits;

    let virtual_num = parameters.text("virtualNum", &VIRTUAL_NUM)?.filter(|number| !number.is_empty());
    let area_code = parameters.area_code()?;
    let wish = match (virtual_num, area_code) {
        (Some(number), _) => Wish::Number(number),
        (None, Some(area_code)) => Wish::City(area_code),
        (None, None) => {
            return Err(Refusal::invalid(
                "virtualNum",
                "the body has neither virtualNum, an X, nor areaCode, a city from which one is picked",
            ));
        }
    };
    let area_match = AreaMatch::read(&parameters)?;
    let bind_num = required("bindNum", parameters.text("bindNum", &NUMBER)?)?;
    let extend_num = parameters.text("extendNum", &EXTEND_NUM)?.filter(|extend_num| !extend_num.is_empty());
    // "Only effective when virtualNum is given": otherwise not even its digits matter.
    let extension = match (&wish, extend_num) {
        (Wish::Number(_), Some(text)) => Some(Extension::read(text, digits)?),
        _ => None,
    };
    let record_flag = parameters.flag("recordFlag")?.unwrap_or(false);
    let record_hint_tone = parameters.tone("recordHintTone", application)?;
    let fallback = Fallback::read(&parameters, application)?.unwrap_or(Fallback::OfApplication);
    let time_unit = TimeUnit::read(&parameters)?.unwrap_or(TimeUnit::Hours);
    let lives = Lives::of_bind(GivenLives::read(&parameters, time_unit)?)?;
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;

    check_display(&parameters)?;
    if record_flag {
        recording::check_open(application)?;
    }

    let key = match wish {
        Wish::Number(number) => named_line(ledger, number, bind_num, extension)?,
        Wish::City(area_code) => picked_line(ledger, area_code, area_match, surroundings, bind_num)?,
    };
    // Both ways lead to an X that has an extension left.
    let line = ledger.pool().lines().get(key).ok_or_else(nothing_left)?;
    let extension = extension.or_else(|| line.free.lowest()).ok_or_else(nothing_left)?;

    let binding = Binding {
        subscription_id: surroundings.randomness.subscription_id(),
        line: key,
        virtual_num: line.number.clone(),
        extension,
        extend_num: extension.text(digits),
        bind_num: bind_num.to_owned(),
        record_flag,
        record_hint_tone: kept(record_hint_tone),
        fallback,
        time_unit,
        bind_expired_time: time_unit.count(lives.bind),
        lives,
        user_data: user_data.map(str::to_owned),
        bound_ms: surroundings.now_ms,
        expires_ms: binding::end(surroundings.now_ms, lives),
        callback: None,
    };
    let mut remarks = remarks::on_binding(&binding);
    if virtual_num.is_some() {
        let unused = [("areaCode", area_code.is_some()), ("areaMatchMode", parameters.has("areaMatchMode"))];
        let unused = unused.into_iter().filter(|(_, is_given)| *is_given);
        remarks.extend(unused.map(|(name, _)| format!("{name} has no effect, for virtualNum is given")));
    } else if extend_num.is_some() {
        remarks.push(String::from(
            "extendNum was ignored, for virtualNum is not given: of an X that is picked the platform assigns the extension",
        ));
    }
    let fields = answer_fields(&binding);
    ledger.add(binding);
    remarks.extend(ledger.pool().lines().get(key).and_then(remarks::on_crowd));
    Ok(Success::with_fields(fields, remarks))
}

/// Which X is wanted. A named one wins over a city.
enum Wish<'a> {
    Number(&'a str),
    City(&'a str),
}

/// The X numbers that can take an A.
struct Fitting<'a> {
    ledger: &'a Ledger,
    bind_num: &'a str,
}

impl Candidates for Fitting<'_> {
    type Key = LineKey;

    fn in_city(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.ledger.pool().open_in(area_code).filter(|(_, line)| !line.carries(self.bind_num)).map(|(key, _)| key)
    }

    fn everywhere(&self) -> impl Iterator<Item = (LineKey, &str)> {
        let open = self.ledger.pool().open().filter(|(_, line)| !line.carries(self.bind_num));
        open.map(|(key, line)| (key, line.area_code.as_str()))
    }
}

/// The X that is picked. One on which A stands already is passed over, which is why the same bind sent again gets another
/// X, or 1012008.
fn picked_line(
    ledger: &Ledger,
    area_code: &str,
    area_match: AreaMatch,
    surroundings: &mut Surroundings<'_>,
    bind_num: &str,
) -> Result<LineKey, Refusal> {
    let fitting = Fitting { ledger, bind_num };
    choice::choose(&fitting, Some(area_code), area_match, surroundings.plan, surroundings.randomness).ok_or_else(|| {
        let (of, advice) = match area_match {
            AreaMatch::Strict => (
                format!("areaCode `{}`", masking::word(area_code)),
                ". Other cities are tried with areaMatchMode \"1\"",
            ),
            AreaMatch::Loose => (String::from("the application"), ""),
        };
        Refusal::new(
            ResultCode::NoNumberLeft,
            format!(
                "no X of {of} can take this A: there is none, or each is full, not normal or carries A already{advice}"
            ),
        )
    })
}

/// The X that was named. An X in a bad state takes nothing, whatever stands on it; the rest is checked in the order of
/// the table: 1012008, 1012010, 1020167.
fn named_line(ledger: &Ledger, number: &str, bind_num: &str, extension: Option<Extension>) -> Result<LineKey, Refusal> {
    let (key, line) = ledger.pool().lines().find(number).ok_or_else(|| selector::not_ours(number))?;
    condition::check(number, line.condition)?;
    if line.is_full() {
        return Err(Refusal::new(
            ResultCode::NoNumberLeft,
            format!("all {} extensions of X {number} are taken; name another X or remove some", line.bindings()),
        ));
    }
    if line.carries(bind_num) {
        return Err(Refusal::already_bound(
            bind_num,
            format!("bindNum {bind_num} has an extension of X {number} already; for another one name another X"),
        ));
    }
    if extension.is_some_and(|extension| line.extensions.contains_key(&extension)) {
        return Err(Refusal::new(
            ResultCode::NoIdleExtension,
            format!("the extendNum given is taken on X {number}; give another, or none to have one assigned"),
        ));
    }
    Ok(key)
}

fn nothing_left() -> Refusal {
    Refusal::new(ResultCode::NoNumberLeft, "the X has no extension left")
}

/// The answer's own fields, in the unit of the request. The two integers are there even where the request had none: the
/// table lists them without a condition.
fn answer_fields(binding: &Binding) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert(String::from("subscriptionId"), Value::from(binding.subscription_id.as_str()));
    fields.insert(String::from("virtualNum"), Value::from(binding.virtual_num.as_str()));
    fields.insert(String::from("extendNum"), Value::from(binding.extend_num.as_str()));
    fields.insert(String::from("bindExpiredTime"), Value::from(binding.bind_expired_time));
    fields.insert(String::from("callbackExpiredTime"), Value::from(binding.callback_expired_time()));
    if let Some(user_data) = &binding.user_data {
        fields.insert(String::from("userData"), Value::from(user_data.as_str()));
    }
    fields
}
