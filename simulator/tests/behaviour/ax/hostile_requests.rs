//! Whatever arrives for the operations of the mode is answered.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::subscriber::{CALLEE_PATH, PATH, Subscriber, X};
use crate::client::person;

const NAMES: [&str; 18] = [
    "origNum",
    "privateNum",
    "privateNumType",
    "areaCode",
    "areaMatchMode",
    "recordFlag",
    "recordHintTone",
    "calleeNumDisplay",
    "privateSms",
    "preVoice",
    "maxDuration",
    "lastMinVoice",
    "userData",
    "turnFlag",
    "callDirection",
    "subscriptionId",
    "calleeNum",
    "duration",
];

/// Values of every kind, and those that some parameter takes.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        (0_u64..3).prop_map(Value::from),
        proptest::sample::select(vec!["", "0", "1", "on", "true", "mobile-virtual", "0755", "010", "ring.wav"])
            .prop_map(Value::from),
        proptest::sample::select(X.to_vec()).prop_map(Value::from),
        (1_u32..4).prop_map(|n| Value::from(person(n))),
        any::<String>().prop_map(|tone| json!({ "callerHintTone": tone, "calleeHintTone": [] })),
    ]
}

fn any_body() -> impl Strategy<Value = Value> {
    let name = proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    proptest::collection::vec((name, any_value()), 0..8).prop_map(|members| Value::Object(Map::from_iter(members)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_and_any_query_are_answered_in_the_service_s_form(
        bodies in proptest::collection::vec(any_body(), 1..6),
        name in proptest::sample::select(NAMES.to_vec()),
        value in "[%+&=0-9a-fA-F ]{0,40}",
    ) {
        let mut subscriber = Subscriber::new();
        subscriber.bound(&person(1), X[0]);
        let mut answers = Vec::new();
        for body in &bodies {
            answers.push(subscriber.create(body));
            answers.push(subscriber.modify(body));
            answers.push(subscriber.set_callee(body));
            answers.push(subscriber.client.send_bytes("PUT", CALLEE_PATH, value.as_bytes()));
        }
        for method in ["GET", "DELETE"] {
            answers.push(subscriber.client.send_bytes(method, &format!("{PATH}?{name}={value}"), b""));
        }
        for answer in answers {
            prop_assert!(matches!(answer.status, 200 | 403), "{answer:?}");
            prop_assert_eq!(answer.status == 200, answer.code() == "0", "{:?}", answer);
        }
    }
}
