//! `ModifyAXBinding`: what is given is changed, what is absent stays. API reference `privatenumber_02_0013`.

use serde_json::Value;

use super::create::check_room;
use super::ledger::Ledger;
use super::selector::{Lengths, Selector};
use super::{LAST_DIRECTION, LONGEST_CALL, NUMBER, TURN_FLAGS, remarks};
use crate::envelope::Success;
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Input, Parameters, kept};
use crate::remark;
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// Parameters of the bind that cannot be modified: the page does not list them, so they are ignored.
const FIXED: [&str; 6] =
    ["privateNumType", "areaCode", "areaMatchMode", "recordHintTone", "calleeNumDisplay", "preVoice"];

/// Modifies a binding. `origNum` is the new A.
pub(crate) fn modify(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);
    let Surroundings { application, now_ms, .. } = *surroundings;

    let orig_num = parameters.text("origNum", &NUMBER)?;
    let selector = Selector::read(|name, length| parameters.text(name, length), &Lengths::USUAL)?;
    let private_sms = parameters.flag("privateSms")?;
    let record_flag = parameters.flag("recordFlag")?;
    let max_duration = parameters.integer("maxDuration", LONGEST_CALL)?;
    let last_min_voice = parameters.tone("lastMinVoice", application)?;
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;
    let turn_flag = parameters.word("turnFlag", &TURN_FLAGS)?;
    let call_direction = parameters.integer("callDirection", LAST_DIRECTION)?;

    let (serial, binding) = selector.find(ledger)?;
    let mut binding = binding.clone();
    let mut remarks = Vec::new();
    if let Some(orig_num) = orig_num {
        if orig_num == binding.orig_num {
            // The page says two things: of the parameter, that it is the new A, left out where A stays, so that the present
            // one would change nothing; of the code, that A and X are bound already and origNum has to be another. One X
            // has one A, so no other pair can be meant by the code.
            return Err(Refusal::new(
                ResultCode::BindingExists,
                format!(
                    "origNum {orig_num} is A of this binding already: it is the new A, leave it out to keep the old"
                ),
            ));
        }
        check_room(ledger, orig_num)?;
        orig_num.clone_into(&mut binding.orig_num);
        // It was set for a call of the A of before. No page says so, but the new one should not reach whom it never set,
        // and might be that callee.
        if binding.callee_at(now_ms).is_some() {
            remarks.push(String::from("the temporary callee went with the A that was replaced"));
        }
        binding.temporary_callee = None;
        binding.last_caller = None;
    }
    binding.private_sms = private_sms.unwrap_or(binding.private_sms);
    binding.record_flag = record_flag.unwrap_or(binding.record_flag);
    binding.max_duration = max_duration.unwrap_or(binding.max_duration);
    if last_min_voice.is_some() {
        binding.last_min_voice = kept(last_min_voice);
    }
    if let Some(user_data) = user_data {
        binding.user_data = Some(user_data.to_owned());
    }
    if let Some(turn_flag) = turn_flag {
        turn_flag.clone_into(&mut binding.turn_flag);
    }
    binding.call_direction = call_direction.unwrap_or(binding.call_direction);

    remarks.extend(remarks::on_binding(&binding, application));
    remarks.extend(remarks::on_sms(private_sms, application));
    remarks.extend(remarks::on_ignored_private_num(members.get("privateNum").and_then(Value::as_str), &binding));
    remarks.extend(remark::on_unmodifiable(&parameters, &FIXED));
    ledger.replace(serial, binding);
    Ok(Success::with_remarks(remarks))
}
