//! Short messages that were sent to an X.
//!
//! Pages: API reference `privatenumber_02_0008` (AX), `_0008_2` (AXB), `_0008_3` (X). The modes AXE and AXYB have no SMS.

use crate::answer::{AppKey, Derived, Extra, Field as _, Id, Instant, NumberText, Text, answer};
use crate::given::Given;
use crate::push::code::SmsResultCode;

answer! {
    /// An SMS to an X: one that was passed on, or not (`Notify`), or one that waits for what is to become of it (`Block`).
    Sms(SmsDraft) {
        /// The application.
        optional app_key: AppKey => "appKey",
        /// This SMS. A long one is reported once. The push that asks and the one that tells what became of it share it.
        optional sms_identifier: Id => "smsIdentifier",
        /// `Notify`, or `Block` if the platform waits for an answer.
        optional notification_mode: Text => "notificationMode",
        /// Who really sent it.
        optional calling: NumberText => "calling",
        /// Who really received it. Absent until it was passed on.
        optional called: NumberText => "called",
        /// X.
        optional virtual_number: NumberText => "virtualNumber",
        /// What it is: `TextSMS`, without the blanks that some pushes have in it.
        optional event: Text => "event",
        /// When it was sent.
        optional time_stamp: Instant => "timeStamp",
        /// The binding.
        optional subscription_id: Id => "subscriptionId",
        /// Its text, where the service's support has switched that on.
        optional sms_content: Text => "smsContent",
        /// What became of it. 0: it was passed on, or it waits.
        optional send_result: i64 => "sendResult",
        /// The area code of X.
        optional area_code: Text => "areaCode",
        /// Data of the binding.
        optional user_data: Text => "userData",
        /// In how many parts it was passed on.
        optional split_num: i64 => "splitNum",
        /// In mode AX 0: another user to A, 1: A to another user. In mode AXB 0: B to A, 1: A to B. In both 2: it could not be
        /// told. In mode X always 1.
        optional direction: i64 => "direction",
        /// What `sendResult` means and what to do about it.
        optional result: Derived<SmsResultCode> => "result",
        /// Names this push. The same push sent again has the same key.
        optional key: Derived<Id> => "key",
    }
    otherwise: otherwise,
    complete: complete,
}

/// `extInfo` is a list of names and values. What is in it besides the two that are known stays in `extra`.
fn otherwise(draft: &mut SmsDraft, name: &str, value: &Given<'_>) -> bool {
    let ("extInfo", Given::Group(groups, _)) = (name, value) else {
        return false;
    };
    let [(list, Given::List(parameters))] = &groups[..] else {
        return false;
    };
    let pairs: Option<Vec<_>> = parameters.iter().map(pair).collect();
    let (true, Some(pairs)) = (list == "extParas", pairs) else {
        return false;
    };
    let mut is_all_known = true;
    for (key, value) in pairs {
        let read = i64::read(value);
        match key {
            "splitNum" if read.is_some() => draft.split_num = read,
            "direction" if read.is_some() => draft.direction = read,
            _ => is_all_known = false,
        }
    }
    is_all_known
}

fn pair<'a>(parameter: &'a Given<'_>) -> Option<(&'a str, &'a Given<'a>)> {
    let Given::Group(members, _) = parameter else {
        return None;
    };
    let member = |wanted: &str| members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    match (members.len(), member("key"), member("value")) {
        (2, Some(Given::Text(key)), Some(value)) => Some((key.trim(), value)),
        _ => None,
    }
}

fn complete(draft: &mut SmsDraft, _extra: &mut Extra) {
    // One of the page's two examples has `Text SMS `, and means `TextSMS`.
    draft.event = draft.event.take().map(|event| Text::own(&event.as_str().replace(char::is_whitespace, "")));
    draft.result = draft.send_result.and_then(|code| u32::try_from(code).ok()).map(|code| Derived(SmsResultCode(code)));
}

impl Sms {
    /// Whether the platform waits for what is to become of it.
    pub fn is_block(&self) -> bool {
        is_block(self.notification_mode.as_ref())
    }
}

/// Whether a mode of notification asks for an answer.
pub(super) fn is_block(mode: Option<&Text>) -> bool {
    mode.is_some_and(|mode| mode.as_str().trim().eq_ignore_ascii_case("Block"))
}
