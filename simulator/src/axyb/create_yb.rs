//! The YB bind: B is put behind a Y, for one AX. API reference `privatenumber_axyb_0017`, the second body of the page.

use super::binding::{AxBinding, YbBinding};
use super::candidates::{self, Wish};
use super::ledger::Ledger;
use super::{NUMBER, answer_fields, ignored, life, not_found};
use crate::choice::AreaMatch;
use crate::envelope::Success;
use crate::lifetime;
use crate::parameters::{Input, Parameters, SUBSCRIPTION_ID, kept, required};
use crate::remark::{self, Party};
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// Parameters of the AX bind that are none of this one.
const OF_THE_AX: [&str; 6] = ["callDirection", "duration", "recordFlag", "recordHintTone", "preVoiceX", "userData"];

/// Binds. The answer's `subscriptionId` is the AX's: the unbinding tells YBs of one id apart by Y or B.
pub(crate) fn create_yb(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let application = surroundings.application;

    let num_b = required("origNum", parameters.text("origNum", &NUMBER)?)?;
    let subscription_id = required("subscriptionId", parameters.text("subscriptionId", &SUBSCRIPTION_ID)?)?;
    let area_code = parameters.area_code()?;
    let area_match = AreaMatch::read(&parameters)?;
    let pre_voice_y = parameters.tone("preVoiceY", application)?;
    let own_yb_duration = life("ybDuration", &parameters)?;

    let (serial, relation) = ledger.find(subscription_id).ok_or_else(not_found)?;
    let ax = &relation.ax;
    if num_b == ax.num_a {
        // As in AXB: no other Y would help, so it is the parameter that is wrong.
        return Err(Refusal::invalid("origNum", "origNum is the A of this AX, which cannot be its own B"));
    }
    if relation.with_b(num_b).is_some() {
        // The page has the code and no case for it. With two Y for one B an unbinding by bNum would be ambiguous, and so
        // would the Y that A sees when B calls.
        return Err(Refusal::new(
            ResultCode::BindingExists,
            format!("origNum {num_b} is bound to this AX already; unbind that YB first"),
        ));
    }
    let line = candidates::y(ledger, relation, wish(area_code, area_match, ledger, ax), surroundings)?;

    let now_ms = surroundings.now_ms;
    let yb_duration = own_yb_duration.unwrap_or(ax.yb_duration);
    let yb = YbBinding {
        bind_id: surroundings.randomness.subscription_id(),
        line,
        num_y: ledger.lines().number(line),
        num_b: num_b.to_owned(),
        yb_duration,
        pre_voice_y: kept(pre_voice_y),
        bound_seconds: now_ms.div_euclid(1_000),
        expires_ms: ax.early_end(now_ms, yb_duration),
    };
    let fields = answer_fields(&ax.subscription_id, &yb.num_y);
    let mut remarks = remarks(ax, &yb);
    if own_yb_duration.is_some() && lifetime::end(now_ms, yb_duration) > ax.expires_ms && ax.expires_ms.is_some() {
        remarks.push(String::from("the AX ends before ybDuration is over, and the YB with it"));
    }
    if area_code.is_none() && parameters.has("areaMatchMode") {
        remarks.push(String::from("areaMatchMode has no effect without areaCode"));
    }
    remarks.extend(ignored(&parameters, &OF_THE_AX, "AX"));
    ledger.add_yb(serial, yb);
    Ok(Success::with_fields(fields, remarks))
}

/// The city Y is wanted of. Without `areaCode` it does not matter what `areaMatchMode` says, which needs it.
fn wish<'a>(area_code: Option<&'a str>, area_match: AreaMatch, ledger: &'a Ledger, ax: &AxBinding) -> Wish<'a> {
    match area_code {
        Some(area_code) => Wish { area_code, area_match },
        None => candidates::near_x(ledger, ax),
    }
}

/// What is worth a remark though the platform answers with success.
fn remarks(ax: &AxBinding, yb: &YbBinding) -> Vec<String> {
    let direction = ax.call_direction;
    let b_may_call = direction != 1;
    [
        (yb.num_b == yb.num_y)
            .then(|| String::from("origNum is the Y itself: the platform answers success, but calls never come about")),
        remark::on_party(&Party {
            name: "origNum",
            number: &yb.num_b,
            through: &ax.num_x,
            fixed_line: b_may_call.then(|| remark::fixed_line_may_call(format_args!("{direction} of the AX"), "X", 1)),
        }),
        (yb.pre_voice_y.is_some() && !b_may_call).then(|| {
            String::from(
                "preVoiceY has no effect, for B hears it when calling X, and callDirection 1 of the AX does not let B \
                 call",
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
