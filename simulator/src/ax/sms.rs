//! Where an SMS to X goes in AX mode: from A to whom its text names, else where the application says; from anybody else to
//! A. API reference `privatenumber_02_0008`.

use super::ledger::Ledger;
use crate::call::{Direction, Standing};
use crate::sms::{self, Addressed, SendResult, SmsRoute};

/// The pages name `callDirection` and `turnFlag` of calls alone, and so they let SMS be.
pub(crate) fn sms(ledger: &Ledger, x: &str, from: &str, text: &str) -> SmsRoute {
    let bound = ledger.pool().lines().find(x).and_then(|(_, line)| ledger.binding_on(line));
    let Some((_, binding)) = bound else {
        return SmsRoute::unbound();
    };
    let is_a = from == binding.orig_num;
    let standing = Standing {
        direction: if is_a { Direction::FromA } else { Direction::ToA },
        subscription_id: Some(binding.subscription_id.clone()),
        user_data: binding.user_data.clone(),
    };
    if !binding.private_sms {
        return SmsRoute::Fail { standing, result: SendResult::NoSms };
    }
    if !is_a {
        return SmsRoute::Forward { standing, to: binding.orig_num.clone(), text: sms::signed(text, from) };
    }
    match Addressed::read(text).filter(|addressed| !addressed.text.is_empty()) {
        Some(Addressed { text, to }) => SmsRoute::Forward { standing, to, text: text.to_owned() },
        None => SmsRoute::Ask { standing },
    }
}
