//! What the status of an X says about the bindings it has.

use privatenumber_simulator::NumberCondition;
use serde_json::json;

use super::subscriber::{Subscriber, X, escaped};
use crate::client::person;

#[test]
fn a_frozen_x_takes_no_new_binding_and_is_otherwise_an_x_like_any_other() {
    for (condition, code) in [
        (NumberCondition::Frozen, "1016001"),
        (NumberCondition::Normal, "1016001"),
        (NumberCondition::Suspended, "1012102"),
        (NumberCondition::Unavailable, "1012102"),
        (NumberCondition::Abnormal, "1012102"),
    ] {
        let mut subscriber = Subscriber::with(|application| application.numbers[0].condition = condition);
        if condition != NumberCondition::Normal {
            subscriber.bind(&person(1), X[0]).refused(403, "1012102");
        }
        let x = format!("privateNum={}", escaped(X[0]));
        subscriber.query(&x).refused(403, code);
        subscriber.delete(&x).refused(403, code);
        subscriber.modify(&json!({ "privateNum": X[0], "maxDuration": 1 })).refused(403, code);
        subscriber.set_callee(&json!({ "privateNum": X[0], "calleeNum": person(2) })).refused(403, code);
    }
}
