//! Whatever is asked of the mode's operations is answered.

use privatenumber_simulator::Mode;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{NUMBERS, bind, bind_ax, bind_yb, delete, query};
use crate::client::{Client, person};

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop_oneof![Just("0"), Just("1"), Just("0755"), Just("ring.wav"), Just("true"), Just("known")]
            .prop_map(Value::from),
        (0_u32..4).prop_map(|n| Value::from(person(n))),
        (0_usize..6).prop_map(|n| Value::from(NUMBERS[n])),
        prop_oneof![Just(0_u64), Just(60), Just(7_776_000), Just(u64::MAX)].prop_map(Value::from),
        Just(json!([{}])),
    ]
}

fn any_parameters() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![
        Just("origNum"),
        Just("subscriptionId"),
        Just("areaCode"),
        Just("areaMatchMode"),
        Just("callDirection"),
        Just("duration"),
        Just("ybDuration"),
        Just("recordFlag"),
        Just("recordHintTone"),
        Just("preVoiceX"),
        Just("preVoiceY"),
        Just("userData"),
    ];
    proptest::collection::vec((name.prop_map(str::to_owned), any_value()), 0..8).prop_map(Map::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_parameters_are_answered(
        mut parameters in any_parameters(),
        on_a_known_ax in any::<bool>(),
        value in "[%+&=0-9a-fA-F ]{0,40}",
    ) {
        let mut client = Client::of_mode(Mode::Axyb);
        let id = bind_ax(&mut client, &person(1));
        bind_yb(&mut client, &id, &person(2));
        if on_a_known_ax {
            parameters.insert(String::from("subscriptionId"), json!(id));
        }
        parameters.entry("origNum").or_insert_with(|| json!(person(3)));
        parameters.entry("areaCode").or_insert_with(|| json!("010"));
        let is_an_answer = |status: u16| matches!(status, 200 | 403);
        prop_assert!(is_an_answer(bind(&mut client, &Value::Object(parameters)).status));
        for name in ["subscriptionId", "relationNum"] {
            let selector = format!("{name}={value}");
            prop_assert!(is_an_answer(query(&mut client, &selector).status));
        }
        for name in ["yNum", "bNum"] {
            let selector = format!("subscriptionId={id}&{name}={value}");
            prop_assert!(is_an_answer(delete(&mut client, &selector).status));
        }
        let _ = client.platform.advance(u64::MAX);
        let _ = client.platform.state();
    }
}
