//! The AX bind: A is put behind an X. API reference `privatenumber_axyb_0017`.

use super::binding::AxBinding;
use super::candidates::{self, Wish};
use super::ledger::Ledger;
use super::{NUMBER, answer_fields, ignored, life};
use crate::choice::AreaMatch;
use crate::envelope::Success;
use crate::lifetime;
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Input, Parameters, kept, required};
use crate::recording;
use crate::remark::{self, Party};
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// The X that one A has at most.
const NUMBERS_AN_A: usize = 5;

/// The highest `callDirection`.
const LAST_DIRECTION: u64 = 2;

/// The life of an AX whose bind says nothing of it, in seconds.
const DEFAULT_DURATION: u64 = 7_200;

/// Binds. The parameters are checked in the order of the page's table, then what the application may do, then whether
/// an X can be had. The same bind sent again gets another X: an A may have several.
pub(crate) fn create_ax(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let application = surroundings.application;

    let num_a = required("origNum", parameters.text("origNum", &NUMBER)?)?;
    let area_code = required("areaCode", parameters.area_code()?)?;
    let area_match = AreaMatch::read(&parameters)?;
    let call_direction = parameters.integer("callDirection", LAST_DIRECTION)?.unwrap_or(0);
    let duration = life("duration", &parameters)?.unwrap_or(DEFAULT_DURATION);
    let yb_duration = life("ybDuration", &parameters)?.unwrap_or(0);
    let record_flag = parameters.flag("recordFlag")?.unwrap_or(false);
    let record_hint_tone = parameters.tone("recordHintTone", application)?;
    let pre_voice_x = parameters.tone("preVoiceX", application)?;
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;

    if record_flag {
        recording::check_open(application)?;
    }
    check_number_of_x(ledger, num_a)?;
    let line = candidates::x(ledger, Wish { area_code, area_match }, surroundings)?;
    surroundings.daily_binds.count("origNum", num_a, surroundings.now_ms)?;

    let ax = AxBinding {
        subscription_id: surroundings.randomness.subscription_id(),
        bind_id: surroundings.randomness.subscription_id(),
        line,
        num_a: num_a.to_owned(),
        num_x: ledger.lines().number(line),
        call_direction,
        duration,
        yb_duration,
        record_flag,
        record_hint_tone: kept(record_hint_tone),
        pre_voice_x: kept(pre_voice_x),
        user_data: user_data.map(str::to_owned),
        bound_seconds: surroundings.now_ms.div_euclid(1_000),
        expires_ms: lifetime::end(surroundings.now_ms, duration),
    };
    let fields = answer_fields(&ax.subscription_id, &ax.num_x);
    let mut remarks = remarks(&ax);
    remarks.extend(ignored(&parameters, &["preVoiceY"], "YB"));
    ledger.add_ax(ax);
    if ledger.open_for_y().is_empty() {
        remarks.push(String::from(
            "no number of the application is left that could become Y: whoever calls X cannot be given one, and a YB \
             bind is refused",
        ));
    }
    Ok(Success::with_fields(fields, remarks))
}

/// An A may have 5 X. The page gives no code for the sixth: the 1011003 of AX mode is not in its table, and of the codes
/// that are 1012008, too few numbers, is the only one that speaks of how many can be had.
fn check_number_of_x(ledger: &Ledger, num_a: &str) -> Result<(), Refusal> {
    if ledger.ax_count_of(num_a) < NUMBERS_AN_A {
        return Ok(());
    }
    Err(Refusal::new(
        ResultCode::NoNumberLeft,
        format!("origNum {num_a} has {NUMBERS_AN_A} X already, which is the most for one A; unbind one"),
    ))
}

/// What is worth a remark though the platform answers with success.
fn remarks(ax: &AxBinding) -> Vec<String> {
    let direction = ax.call_direction;
    let a_may_call = direction != 2;
    let ends_early = ax.duration != 0 && ax.yb_duration > ax.duration;
    [
        remark::on_party(&Party {
            name: "origNum",
            number: &ax.num_a,
            through: &ax.num_x,
            fixed_line: a_may_call.then(|| remark::fixed_line_may_call(direction, "Y", 2)),
        }),
        ends_early.then(|| String::from("ybDuration is longer than duration: a YB ends with the AX all the same")),
        remark::on_recording(ax.record_flag, ax.record_hint_tone.as_deref()),
        (ax.pre_voice_x.is_some() && !a_may_call).then(|| {
            String::from(
                "preVoiceX has no effect, for A hears it when calling Y, and callDirection 2 does not let A call",
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
