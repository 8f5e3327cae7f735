//! What the application answers about an SMS. API reference `privatenumber_02_0008`.

use std::ops::RangeInclusive;

use serde_json::Value;

use super::result::SendResult;
use crate::numbering;
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Parameters};

/// The length of numbers, in characters.
const NUMBER: RangeInclusive<usize> = 1..=64;

/// What is to become of an SMS.
pub(crate) enum Decision {
    /// It is forwarded to this number; with this user data, if there is any.
    Route { to: String, user_data: Option<String> },
    /// It is not.
    Drop { result: SendResult, remark: Option<String> },
}

/// Reads the answer. Of several actions the first counts. One that is wrong decides nothing, and the SMS is dropped like
/// one that nobody decided about: no other result fits.
pub(crate) fn decide(answer: Option<&[u8]>, from: &str) -> Decision {
    let undecided = |remark: &str| Decision::Drop { result: SendResult::Undecided, remark: Some(remark.to_owned()) };
    let Some(answer) = answer else {
        return undecided("the SMS was not decided about");
    };
    match read(answer, from) {
        Ok(decision) => decision,
        Err(remark) => undecided(&remark),
    }
}

fn read(answer: &[u8], from: &str) -> Result<Decision, String> {
    let answer: Value =
        serde_json::from_slice(answer).map_err(|_| String::from("the answer to the SMS push is not JSON"))?;
    let action = answer.get("actions").and_then(Value::as_array).and_then(|actions| actions.first());
    let Some(Value::Object(action)) = action else {
        return Err(String::from("the answer has no actions, a list of objects"));
    };
    match action.get("operation").and_then(Value::as_str) {
        Some("DiscardMessage") => Ok(Decision::Drop { result: SendResult::Discarded, remark: None }),
        Some("vNumberRoute") => {
            let Some(Value::Object(message)) = action.get("message") else {
                return Err(String::from("message of the action is missing"));
            };
            let message = Parameters::new(message);
            let number = |name| message.text(name, &NUMBER).map_err(|refusal| refusal.reason);
            let to = number("called")?.filter(|number| numbering::is_global(number));
            let to = to.ok_or_else(|| String::from("called of the message is no number in global format"))?;
            if number("calling")?.is_some_and(|calling| calling != from) {
                return Err(String::from("calling of the message is not that of the push"));
            }
            let user_data = Parameters::new(action).user_data(&FORBIDDEN_IN_USER_DATA);
            let user_data = user_data.map_err(|refusal| refusal.reason)?.map(str::to_owned);
            Ok(Decision::Route { to: to.to_owned(), user_data })
        }
        _ => Err(String::from("operation of the action is neither vNumberRoute nor DiscardMessage")),
    }
}
