//! Where an SMS to X goes in AXB mode: to the other of the two. API reference `privatenumber_02_0008_2`.

use super::ledger::Ledger;
use crate::call::{Direction, Standing};
use crate::sms::{SendResult, SmsRoute};

/// The pages name `callDirection` of calls alone, and so it lets SMS be.
pub(crate) fn sms(ledger: &Ledger, x: &str, from: &str, text: &str) -> SmsRoute {
    let bound = ledger.pool().lines().find(x).and_then(|(_, line)| ledger.binding(line.party(from)?));
    let Some(binding) = bound else {
        return SmsRoute::unbound();
    };
    let is_a = from == binding.caller_num;
    let standing = Standing {
        direction: if is_a { Direction::FromA } else { Direction::ToA },
        subscription_id: Some(binding.subscription_id.clone()),
        user_data: binding.user_data.clone(),
    };
    if !binding.private_sms {
        return SmsRoute::Fail { standing, result: SendResult::NoSms };
    }
    let to = if is_a { &binding.callee_num } else { &binding.caller_num };
    SmsRoute::Forward { standing, to: to.clone(), text: text.to_owned() }
}
