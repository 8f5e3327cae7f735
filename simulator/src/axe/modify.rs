//! `ModifyAXEBinding`: what is given is changed, what is absent stays. API reference `privatenumber_02_0023_1`.

use super::binding;
use super::callback::Fallback;
use super::check_display;
use super::ledger::Ledger;
use super::life::{GivenLives, TimeUnit};
use super::remarks;
use super::selector::{self, Selector};
use crate::envelope::Success;
use crate::parameters::{Input, Parameters, kept};
use crate::remark;
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Parameters of the bind that cannot be modified: the page does not list them, so they are ignored.
const FIXED: [&str; 4] = ["areaCode", "areaMatchMode", "bindNum", "userData"];

/// Modifies a binding. `recordFlag` on an application without recording is accepted and has no effect: the page says so,
/// and does not list 1012012, the bind's code for it.
///
/// A life that is given begins anew at the moment of the modification, whatever was left of the old one, as in AXB mode;
/// the pages of this mode do not say from when it counts.
pub(crate) fn modify(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let Surroundings { application, now_ms, .. } = *surroundings;

    let selector = Selector::of_body(&parameters)?;
    check_display(&parameters)?;
    let record_flag = parameters.flag("recordFlag")?;
    let record_hint_tone = parameters.tone("recordHintTone", application)?;
    let fallback = Fallback::read(&parameters, application)?;
    let time_unit = TimeUnit::read(&parameters)?;
    let given = GivenLives::read(&parameters, time_unit.unwrap_or(TimeUnit::Hours))?;

    let (serial, binding) = selector::binding(ledger, &selector, application.extension_digits)?;
    let mut binding = binding.clone();
    binding.lives = binding.lives.modified(given)?;
    if given.bind.is_some() {
        binding.expires_ms = binding::end(now_ms, binding.lives);
    }
    binding.record_flag = record_flag.unwrap_or(binding.record_flag);
    if record_hint_tone.is_some() {
        binding.record_hint_tone = kept(record_hint_tone);
    }
    binding.fallback = binding.fallback.modified(fallback);

    let mut remarks = remarks::on_binding(&binding);
    remarks.extend(remark::on_closed_recording(record_flag == Some(true), application));
    if time_unit.is_some() && given.bind.is_none() && given.callback.is_none() {
        remarks.push(String::from(
            "timeUnit has no effect without bindExpiredTime or callbackExpiredTime: it is the unit of the same request",
        ));
    }
    remarks.extend(remark::on_unmodifiable(&parameters, &FIXED));
    if matches!(selector, Selector::Binding(_)) {
        let ignored = ["virtualNum", "extendNum"].into_iter().filter(|name| parameters.has(name));
        remarks.extend(
            ignored.map(|name| format!("{name} was ignored, for subscriptionId wins; neither X nor E changes")),
        );
    }
    ledger.replace(serial, binding);
    Ok(Success::with_remarks(remarks))
}
