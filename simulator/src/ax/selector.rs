//! Which binding a request names, in the query string or in the body: by its id, or by its X, which has only one.

use std::ops::RangeInclusive;

use super::NUMBER;
use super::binding::Binding;
use super::ledger::Ledger;
use crate::condition;
use crate::parameters::SUBSCRIPTION_ID;
use crate::resultcode::{Refusal, ResultCode};
use crate::serial::Serial;

/// One binding by its id or by its X.
pub(super) enum Selector<'a> {
    SubscriptionId(&'a str),
    PrivateNum(&'a str),
}

/// How long the two may be on a page, in characters. An id of no characters, where that is allowed, is absent.
pub(super) struct Lengths {
    pub(super) private_num: RangeInclusive<usize>,
    pub(super) subscription_id: RangeInclusive<usize>,
}

impl Lengths {
    /// Those of all pages but that of the temporary callee.
    pub(super) const USUAL: Self = Self { private_num: NUMBER, subscription_id: SUBSCRIPTION_ID };
}

impl<'a> Selector<'a> {
    /// `subscriptionId` wins over `privateNum`, which is then not even looked at. With neither the answer is 1011004, as
    /// an FAQ says of the deletion; modification and temporary callee name their binding in the same way.
    pub(super) fn read(
        text: impl Fn(&str, &RangeInclusive<usize>) -> Result<Option<&'a str>, Refusal>,
        lengths: &Lengths,
    ) -> Result<Self, Refusal> {
        if let Some(subscription_id) = text("subscriptionId", &lengths.subscription_id)?.filter(|id| !id.is_empty()) {
            return Ok(Self::SubscriptionId(subscription_id));
        }
        if let Some(private_num) = text("privateNum", &lengths.private_num)? {
            return Ok(Self::PrivateNum(private_num));
        }
        Err(Refusal::new(
            ResultCode::NumberNotApplied,
            "there is neither subscriptionId nor privateNum (of a deletion they go into the query, else into the body)",
        ))
    }

    /// The binding that is named. An X that is not the application's is answered 1011004, which the FAQ explains so of
    /// the deletion; what is not there, or is on no X, 1016001.
    pub(super) fn find<'l>(&self, ledger: &'l Ledger) -> Result<(Serial, &'l Binding), Refusal> {
        match *self {
            Self::SubscriptionId(subscription_id) => by_id(ledger, subscription_id),
            Self::PrivateNum(private_num) if ledger.pool().lines().find(private_num).is_none() => Err(Refusal::new(
                ResultCode::NumberNotApplied,
                format!("X {private_num} is not one of the application's; it is +86 and 11 digits, in a query %2B86"),
            )),
            Self::PrivateNum(private_num) => by_number(ledger, private_num),
        }
    }
}

/// The binding with an id. What is asked of it is answered 1012102 where its X is in a bad state, as if X were named.
pub(super) fn by_id<'l>(ledger: &'l Ledger, subscription_id: &str) -> Result<(Serial, &'l Binding), Refusal> {
    let (serial, binding) = ledger.find_binding(subscription_id).ok_or_else(|| {
        not_found("the application has no binding with this subscriptionId (removed, or of another application)")
    })?;
    if let Some(line) = ledger.pool().lines().get(binding.line) {
        condition::check_existing(&line.number, line.condition)?;
    }
    Ok((serial, binding))
}

/// The binding on an X. Of one in a bad state the answer is 1012102 whether it is bound or not: the tables have that code
/// directly before 1016001.
pub(super) fn by_number<'l>(ledger: &'l Ledger, private_num: &str) -> Result<(Serial, &'l Binding), Refusal> {
    let Some((_, line)) = ledger.pool().lines().find(private_num) else {
        return Err(not_found(format!(
            "X {private_num} is not one of the application's; it is +86 and 11 digits, in a query %2B86"
        )));
    };
    condition::check_existing(private_num, line.condition)?;
    ledger.binding_on(line).ok_or_else(|| not_found(format!("X {private_num} is not bound")))
}

pub(super) fn not_found(reason: impl Into<String>) -> Refusal {
    Refusal::new(ResultCode::BindingNotFound, reason)
}

#[cfg(test)]
mod tests {
    use super::{by_id, by_number};
    use crate::ax::binding::Binding;
    use crate::ax::ledger::Ledger;
    use crate::pool::LineKey;
    use crate::setup::{Application, Number, NumberCondition};

    const X: &str = "+8617000000011";

    /// A ledger whose only X has this status and is bound: it has changed since.
    fn ledger(condition: NumberCondition) -> Ledger {
        let number = Number { number: String::from(X), area_code: String::from("0755"), condition };
        let mut ledger = Ledger::new(&Application { numbers: vec![number], ..Application::default() });
        ledger.add(Binding {
            subscription_id: String::from("id"),
            line: LineKey(0),
            private_num: String::from(X),
            orig_num: String::from("+8613800000001"),
            record_flag: false,
            record_hint_tone: None,
            callee_num_display_set: false,
            private_sms: true,
            caller_hint_tone: None,
            callee_hint_tone: None,
            max_duration: 0,
            last_min_voice: None,
            user_data: None,
            turn_flag: String::from("on"),
            call_direction: 0,
            subscribed_seconds: 0,
            temporary_callee: None,
            last_caller: None,
        });
        ledger
    }

    #[test]
    fn a_binding_goes_on_on_a_frozen_x_and_on_no_worse_one_by_its_id_as_by_its_x() {
        for (condition, code) in [
            (NumberCondition::Normal, None),
            (NumberCondition::Frozen, None),
            (NumberCondition::Suspended, Some("1012102")),
            (NumberCondition::Unavailable, Some("1012102")),
            (NumberCondition::Abnormal, Some("1012102")),
        ] {
            let ledger = ledger(condition);
            for found in [by_id(&ledger, "id"), by_number(&ledger, X)] {
                assert_eq!(found.map(|_| ()).map_err(|refusal| refusal.code.number()).err(), code, "{condition:?}");
            }
        }
    }
}
