//! `ModifyAXBBinding`: what is given is changed, what is absent stays. API reference `privatenumber_02_0004`.

use super::create::{check_two_parties, remarks};
use super::ledger::Ledger;
use super::{FORBIDDEN_IN_USER_DATA, LAST_DIRECTION, LONGEST_CALL, NUMBER, duration, selector};
use crate::envelope::Success;
use crate::lifetime;
use crate::parameters::{Input, Parameters, SUBSCRIPTION_ID, kept, required};
use crate::remark;
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Parameters of the bind that cannot be modified: the page does not list them, so they are ignored.
const FIXED: [&str; 4] = ["relationNum", "areaCode", "areaMatchMode", "recordHintTone"];

/// Modifies a binding. `recordFlag` on an application without recording is accepted and has no effect: the page does
/// not list 1012012, the bind's code for it.
pub(crate) fn modify(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let Surroundings { application, now_ms, .. } = *surroundings;

    let subscription_id = required("subscriptionId", parameters.text("subscriptionId", &SUBSCRIPTION_ID)?)?;
    let caller_num = parameters.text("callerNum", &NUMBER)?;
    let callee_num = parameters.text("calleeNum", &NUMBER)?;
    let call_direction = parameters.integer("callDirection", LAST_DIRECTION)?;
    let duration = duration(&parameters)?;
    let (caller_hint_tone, callee_hint_tone) = parameters.pre_voice(application)?;
    let max_duration = parameters.integer("maxDuration", LONGEST_CALL)?;
    let last_min_voice = parameters.tone("lastMinVoice", application)?;
    let private_sms = parameters.flag("privateSms")?;
    let record_flag = parameters.flag("recordFlag")?;
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;

    let (serial, binding) = selector::binding(ledger, subscription_id)?;
    let mut binding = binding.clone();
    if let Some(number) = caller_num {
        number.clone_into(&mut binding.caller_num);
    }
    if let Some(number) = callee_num {
        number.clone_into(&mut binding.callee_num);
    }
    check_two_parties(&binding.caller_num, &binding.callee_num)?;
    if let Some(line) = ledger.pool().lines().get(binding.line) {
        for (name, party) in [("callerNum", &binding.caller_num), ("calleeNum", &binding.callee_num)] {
            // The binding's own numbers are not in its way: sent again, or A and B exchanged, it occurs once as before.
            if line.party(party).is_some_and(|holder| holder != serial) {
                return Err(Refusal::already_bound(
                    party,
                    format!("{name} {party} occurs in another binding on X {}", line.number),
                ));
            }
        }
    }

    binding.call_direction = call_direction.unwrap_or(binding.call_direction);
    if let Some(duration) = duration {
        // The life begins anew at the moment of the modification, whatever was left of the old one.
        binding.duration = duration;
        binding.expires_ms = lifetime::end(now_ms, duration);
    }
    for (old, new) in [
        (&mut binding.caller_hint_tone, caller_hint_tone),
        (&mut binding.callee_hint_tone, callee_hint_tone),
        (&mut binding.last_min_voice, last_min_voice),
    ] {
        if new.is_some() {
            *old = kept(new);
        }
    }
    binding.max_duration = max_duration.unwrap_or(binding.max_duration);
    binding.private_sms = private_sms.unwrap_or(binding.private_sms);
    binding.record_flag = record_flag.unwrap_or(binding.record_flag);
    if let Some(user_data) = user_data {
        binding.user_data = Some(user_data.to_owned());
    }
    binding.changed_seconds = now_ms.div_euclid(1_000);

    let mut remarks = remarks(&binding);
    remarks.extend(remark::on_closed_recording(record_flag == Some(true), application));
    remarks.extend(remark::on_unmodifiable(&parameters, &FIXED));
    ledger.replace(serial, binding);
    Ok(Success::with_remarks(remarks))
}
