//! What the status of an X number forbids.

use crate::resultcode::{Refusal, ResultCode};
use crate::setup::NumberCondition;

/// Refuses a new binding on a number that is not normal.
///
/// Every such number is answered 1012102, "the number status is abnormal": it is the one code about a number's status,
/// and the pages give none for a single one of the statuses 9, 10 and 11. What they forbid in common is new bindings.
pub(crate) fn check(number: &str, condition: NumberCondition) -> Result<(), Refusal> {
    let Some(meaning) = meaning(condition) else { return Ok(()) };
    let name = condition.name();
    Err(Refusal::new(ResultCode::NumberAbnormal, format!("the setup says that X {number} is {name}: {meaning}")))
}

/// Refuses what is asked of the binding on a number, where a page lists 1012102 for it. A frozen number (status 11) takes
/// no new bindings, and those it has go on as if nothing were.
pub(crate) fn check_existing(number: &str, condition: NumberCondition) -> Result<(), Refusal> {
    match condition {
        NumberCondition::Frozen => Ok(()),
        _ => check(number, condition),
    }
}

const fn meaning(condition: NumberCondition) -> Option<&'static str> {
    match condition {
        NumberCondition::Normal => None,
        NumberCondition::Suspended => Some("status 9, no bindings, no calls, no SMS for the time being"),
        NumberCondition::Unavailable => Some("status 10, no bindings, no calls, no SMS"),
        NumberCondition::Frozen => Some("status 11, no new bindings, those it has go on"),
        NumberCondition::Abnormal => Some("blacklisted for complaints or arrears, or in a bad state"),
    }
}
