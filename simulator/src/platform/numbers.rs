//! X numbers whose status changes.

use serde_json::json;

use super::Platform;
use crate::account::Ledger;
use crate::call::PhoneError;
use crate::push::{Letter, PushKind};
use crate::setup::{NumberCause, NumberCondition};

impl Platform {
    /// Changes the status of an X number. From now on it counts for binds, calls and SMS; calls that are going on are not
    /// cut. If the application has its numbers' status pushed, a push of it is owed, with the cause if the number is
    /// unavailable.
    ///
    /// # Errors
    /// That the number is nobody's X.
    pub fn set_number_condition(
        &mut self,
        number: &str,
        condition: NumberCondition,
        cause: Option<NumberCause>,
    ) -> Result<(), PhoneError> {
        let unknown = || PhoneError { field: String::from("number"), ..PhoneError::not_an_x() };
        let (index, place) = *self.owners.get(number).ok_or_else(unknown)?;
        let account = self.accounts.get_mut(index).ok_or_else(unknown)?;
        let entry = account.application.numbers.get_mut(place).ok_or_else(unknown)?;
        let cause = cause.filter(|_| is_unavailable(condition));
        entry.condition = condition;
        if cause == Some(NumberCause::Deleted) {
            account.deleted.insert(place);
        } else {
            account.deleted.remove(&place);
        }
        match &mut account.ledger {
            Ledger::Ax(ledger) => ledger.set_condition(number, condition),
            Ledger::Axb(ledger) => ledger.set_condition(number, condition),
            Ledger::Axe(ledger) => ledger.set_condition(number, condition),
            Ledger::Axyb(ledger) => ledger.set_condition(number, condition),
            Ledger::X => {}
        }
        if account.application.pushes.number_status {
            let mut info = json!({ "number": number, "status": status(condition) });
            if let (Some(cause), Some(info)) = (cause, info.as_object_mut()) {
                info.insert(String::from("cause"), json!(cause.number().to_string()));
            }
            let letter = Letter {
                account: index,
                application: &account.application,
                kind: PushKind::NumberStatus,
                about: "numStatus",
                content: json!({ "eventType": "numStatus", "numInfo": [info] }),
                question: None,
            };
            self.outbox.owe(letter, self.clock.now_ms());
        }
        Ok(())
    }
}

/// `status`. The state "abnormal" has no number of its own; of those there are it forbids as much as 10 does.
const fn status(condition: NumberCondition) -> &'static str {
    match condition {
        NumberCondition::Normal => "5",
        NumberCondition::Suspended => "9",
        NumberCondition::Unavailable | NumberCondition::Abnormal => "10",
        NumberCondition::Frozen => "11",
    }
}

const fn is_unavailable(condition: NumberCondition) -> bool {
    matches!(condition, NumberCondition::Unavailable | NumberCondition::Abnormal)
}
