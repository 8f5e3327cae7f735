//! Whatever arrives for an operation of the mode is answered.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{BINDINGS, BINDINGS_V2, COUNTS, Caller, X1};
use crate::client::person;

const NAMES: [&str; 16] = [
    "virtualNum",
    "areaCode",
    "areaMatchMode",
    "bindNum",
    "extendNum",
    "displayNumMode",
    "recordFlag",
    "recordHintTone",
    "callbackTone",
    "callbackNum",
    "timeUnit",
    "bindExpiredTime",
    "callbackExpiredTime",
    "userData",
    "subscriptionId",
    "unknown",
];

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0_u64..800).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[0-9]{0,5}".prop_map(Value::from),
        Just(json!(X1)),
        Just(json!("0755")),
        Just(json!("ring.wav")),
        Just(json!(person(1))),
        Just(json!([{}])),
    ]
}

fn any_body() -> impl Strategy<Value = Value> {
    proptest::collection::vec((proptest::sample::select(NAMES.to_vec()), any_value()), 0..10).prop_map(|members| {
        Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
    })
}

fn any_query() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(vec!["virtualNum", "extendNum", "subscriptionId", "cursor", "limit", "number"]);
    let value = prop_oneof![
        Just(String::from("%2B8617000000021")),
        "[0-9]{1,4}",
        "[0-9]{13}_[0-9]{1,20}",
        "[%+&=0-9a-fA-F_ ]{0,40}",
    ];
    proptest::collection::vec((name, value), 0..5).prop_map(|pairs| {
        pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_and_any_query_are_answered(
        bodies in proptest::collection::vec(any_body(), 1..6),
        queries in proptest::collection::vec(any_query(), 1..6),
        seconds in any::<u64>(),
    ) {
        let mut caller = Caller::new();
        caller.bind(X1, &person(1)).accepted();
        for body in &bodies {
            prop_assert!(matches!(caller.create(body).status, 200 | 403));
            prop_assert!(matches!(caller.modify(body).status, 200 | 403));
        }
        for query in &queries {
            for path in [BINDINGS, BINDINGS_V2, COUNTS] {
                let answer = caller.client.send_bytes("GET", &format!("{path}?{query}"), b"");
                prop_assert!(matches!(answer.status, 200 | 403));
            }
            prop_assert!(matches!(caller.delete(query).status, 200 | 403));
        }
        caller.client.platform.advance(seconds);
        prop_assert!(matches!(caller.bind(X1, &person(7)).status, 200 | 403));
        let _ = caller.client.platform.state();
    }
}
