//! Whatever arrives is answered, in bounded time.

use privatenumber_simulator::{Mode, OPERATIONS, Platform, Request, Setup};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::client::{AUTHORIZATION, BINDINGS, Client, NOW_MS, X1, aksk, person};

/// The platform's status for any request is one that the service or the simulator gives.
fn is_an_answer(status: u16) -> bool {
    matches!(status, 200 | 301 | 400 | 401 | 403 | 404 | 405 | 500)
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::from(X1)),
        Just(Value::from("ring.wav")),
        Just(Value::from(person(1))),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((any::<String>(), inner), 0..4)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

fn any_parameters() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("callerNum"),
        Just("calleeNum"),
        Just("relationNum"),
        Just("areaCode"),
        Just("areaMatchMode"),
        Just("callDirection"),
        Just("duration"),
        Just("recordFlag"),
        Just("recordHintTone"),
        Just("preVoice"),
        Just("maxDuration"),
        Just("lastMinVoice"),
        Just("privateSms"),
        Just("userData"),
        Just("subscriptionId"),
        Just("sessionid"),
        Just("signal"),
    ];
    proptest::collection::vec((name.prop_map(str::to_owned), any_json()), 0..8)
        .prop_map(|members| Value::Object(Map::from_iter(members)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_request_is_answered(
        method in any::<String>(),
        target in any::<String>(),
        headers in proptest::collection::vec((any::<String>(), any::<String>()), 0..4),
        body in proptest::collection::vec(any::<u8>(), 0..200),
        now_ms in any::<i64>(),
    ) {
        let mut platform = Platform::from_json("").expect("the default setup");
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = Request { method: &method, target: &target, headers: &headers, body: &body };
        prop_assert!(is_an_answer(platform.answer(&request, now_ms).status));
        let _ = platform.state();
    }

    #[test]
    fn any_headers_are_answered(authorization in any::<String>(), aksk in any::<String>()) {
        let mut platform = Platform::from_json("").expect("the default setup");
        for authorization in [authorization.as_str(), AUTHORIZATION] {
            for token in ["X-AKSK", "X-WSSE"] {
                let headers = [("Authorization", authorization), (token, aksk.as_str())];
                let request = Request { method: "GET", target: BINDINGS, headers: &headers, body: b"" };
                prop_assert!(is_an_answer(platform.answer(&request, NOW_MS).status));
            }
        }
    }

    #[test]
    fn any_signed_body_and_query_are_answered(
        body in proptest::collection::vec(any::<u8>(), 0..200),
        parameters in any_parameters(),
        query in any::<String>(),
        value in "[%+&=0-9a-fA-F ]{0,40}",
    ) {
        let mut client = Client::new();
        client.bind(&person(1), X1, &person(2)).accepted();
        for method in ["POST", "PUT"] {
            prop_assert!(is_an_answer(client.send_bytes(method, BINDINGS, &body).status));
            prop_assert!(is_an_answer(client.send_bytes(method, BINDINGS, parameters.to_string().as_bytes()).status));
        }
        for mode in [Mode::Ax, Mode::Axb, Mode::Axe, Mode::Axyb] {
            let mut client = Client::of_mode(mode);
            for operation in OPERATIONS {
                let target = format!("{}?{query}&app_key={}&number={value}", operation.path, client.key);
                for body in [body.as_slice(), parameters.to_string().as_bytes()] {
                    prop_assert!(is_an_answer(client.send_bytes(operation.method, &target, body).status));
                }
            }
        }
        for query in [query, format!("relationNum={value}"), format!("subscriptionId={value}&pageSize={value}")] {
            prop_assert!(is_an_answer(client.query(&query).status));
            prop_assert!(is_an_answer(client.delete(&query).status));
        }
    }

    #[test]
    fn any_text_is_a_setup_or_an_error(text in any::<String>(), value in any_json()) {
        let _ = Setup::from_json(&text);
        let _ = Platform::from_json(&value.to_string());
        let _ = Platform::from_json(&serde_json::json!({ "applications": [value], "homes": value }).to_string());
    }
}

#[test]
fn a_body_that_is_not_text_or_too_deep_or_too_long_is_an_invalid_request() {
    let mut client = Client::new();
    for body in [
        b"{\"callerNum\":\"\xff\xfe\xfd\xfc\"}".to_vec(),
        b"[".repeat(10_000),
        b"{\"a\":".repeat(10_000),
        b"[1,".repeat(3_500_000),
        vec![b' '; 10_000_000],
    ] {
        client.send_bytes("POST", BINDINGS, &body).refused(403, "1010002");
        client.send_bytes("PUT", BINDINGS, &body).refused(403, "1010002");
    }
}

#[test]
fn a_long_header_or_query_is_answered() {
    let mut client = Client::new();
    let long = "a=\"b\",".repeat(100_000);
    let headers = [("Authorization", long.as_str()), ("X-AKSK", long.as_str())];
    client.send_raw(&Request { method: "GET", target: BINDINGS, headers: &headers, body: b"" }).refused(400, "1023007");
    client.query(&"relationNum=%2B&".repeat(100_000)).refused(403, "1010002");
    let key = "k".repeat(1_000_000);
    let header = aksk(&key, "s", "n", "2026-01-01T00:00:00Z");
    let headers = [("Authorization", AUTHORIZATION), ("X-AKSK", header.as_str())];
    client.send_raw(&Request { method: "GET", target: BINDINGS, headers: &headers, body: b"" }).refused(403, "1010003");
}
