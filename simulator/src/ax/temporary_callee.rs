//! `SetAXTemporaryCallee`: whom A reaches when it calls X. API reference `privatenumber_02_0015`.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::ledger::Ledger;
use super::remarks;
use super::selector::{Lengths, Selector};
use crate::envelope::Success;
use crate::lifetime;
use crate::parameters::{FORBIDDEN_IN_USER_DATA, Input, Parameters, required};
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// The length of numbers in this operation's table, in characters.
const NUMBER: RangeInclusive<usize> = 4..=31;

/// The page allows an id of no characters.
const LENGTHS: Lengths = Lengths { private_num: NUMBER, subscription_id: 0..=64 };

/// How long a callee stays, in seconds: at most 3 days, and one minute unless the request says otherwise.
const DURATIONS: RangeInclusive<u64> = 1..=259_200;
const DEFAULT_DURATION: u64 = 60;

/// Somebody whom A reaches through X for a while. Whether a call uses it up is not said; it stays, as a duration of up
/// to 3 days suggests, until its time is over or another is set.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct TemporaryCallee {
    callee_num: String,
    user_data: Option<String>,
    /// When it goes, in Unix milliseconds of virtual time.
    expires_ms: Option<i64>,
}

impl TemporaryCallee {
    pub(super) fn callee_num(&self) -> &str {
        &self.callee_num
    }

    pub(super) fn user_data(&self) -> Option<&str> {
        self.user_data.as_deref()
    }

    /// Whether its time is not over yet.
    pub(super) fn is_valid(&self, now_ms: i64) -> bool {
        self.expires_ms.is_none_or(|end| end > now_ms)
    }

    /// The callee in the platform's state.
    pub(super) fn to_state(&self, now_ms: i64) -> Map<String, Value> {
        let mut state = Map::new();
        state.insert(String::from("calleeNum"), Value::from(self.callee_num.as_str()));
        if let Some(user_data) = &self.user_data {
            state.insert(String::from("userData"), Value::from(user_data.as_str()));
        }
        let remaining = lifetime::remaining_seconds(self.expires_ms, now_ms);
        state.insert(String::from("remainingSeconds"), json!(remaining));
        state
    }
}

/// Sets the callee of a binding in the place of the one it may have.
pub(crate) fn set(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let members = input.body()?;
    let parameters = Parameters::new(&members);

    let selector = Selector::read(|name, length| parameters.text(name, length), &LENGTHS)?;
    let callee_num = required("calleeNum", parameters.text("calleeNum", &NUMBER)?)?;
    let duration = parameters
        .integer_that("duration", |seconds| DURATIONS.contains(&seconds), "from 1 second to 3 days, in seconds")?
        .unwrap_or(DEFAULT_DURATION);
    let user_data = parameters.user_data(&FORBIDDEN_IN_USER_DATA)?;

    let (serial, binding) = selector.find(ledger)?;
    let sent = |name: &str| members.get(name).and_then(Value::as_str);
    // "origNum and calleeNum must not be the same", says the page, and also that origNum is not parsed. So it is A that
    // must not be the callee; an origNum that is not A and yet the callee is wrong whichever sentence counts.
    if callee_num == binding.orig_num || sent("origNum") == Some(callee_num) {
        return Err(Refusal::invalid("calleeNum", "calleeNum is A itself (origNum)"));
    }
    let mut remarks = remarks::on_callee(callee_num, binding);
    remarks.extend(remarks::on_unread_orig_num(sent("origNum"), binding));
    remarks.extend(remarks::on_ignored_private_num(sent("privateNum"), binding));

    let mut binding = binding.clone();
    binding.temporary_callee = Some(TemporaryCallee {
        callee_num: callee_num.to_owned(),
        user_data: user_data.map(str::to_owned),
        expires_ms: lifetime::end(surroundings.now_ms, duration),
    });
    ledger.replace(serial, binding);
    Ok(Success::with_remarks(remarks))
}
