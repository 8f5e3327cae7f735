//! X numbers that take no new bindings.

use privatenumber_simulator::{NumberCondition, Setup};
use serde_json::json;

use crate::client::{Client, X1, X2, person};

#[test]
fn an_x_of_any_status_but_normal_is_neither_bound_nor_picked_and_the_log_says_which() {
    for (condition, name, reason) in [
        (NumberCondition::Suspended, "suspended", "status 9"),
        (NumberCondition::Unavailable, "unavailable", "status 10"),
        (NumberCondition::Frozen, "frozen", "status 11"),
        (NumberCondition::Abnormal, "abnormal", "blacklisted"),
    ] {
        let parsed: NumberCondition = serde_json::from_value(json!(name)).expect(name);
        assert_eq!((parsed, condition.name()), (condition, name));
        let mut setup = Setup::default();
        setup.applications[0].numbers[0].condition = condition;
        let mut client = Client::of(setup);
        client.bind(&person(1), X1, &person(2)).refused(403, "1012102");
        let remark = client.last_remark();
        assert!(remark.contains(&format!("is {name}")) && remark.contains(reason), "{remark}");
        let picked =
            client.create(&json!({ "callerNum": person(1), "calleeNum": person(2), "areaCode": "0755" })).accepted();
        assert_eq!(picked.text("relationNum"), X2);
    }
}
