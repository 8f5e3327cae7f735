//! Nothing that comes in makes the core panic, and what it builds stays well formed.

use privatenumber::duration::Span;
use privatenumber::error::Kind;
use privatenumber::number::{AreaCode, Number, XNumber};
use privatenumber::push::{Check, Incoming, PushKind, PushReader};
use privatenumber::{Account, Created, Error, HttpResponse, Nonce, Operation, catalog, mask, operations};
use proptest::prelude::*;
use serde_json::value::RawValue;

/// Anything, and often something that is nearly right.
fn hostile_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[+0-9 ()-]{0,24}",
        "\\+86[0-9]{6,13}",
        r#"[\[\]{}",:0-9a-z\\ ]{0,80}"#,
        r#"\{"(callerNum|calleeNum|duration|preVoice|userData|subscriptionId|relationNum)":("[^"]{0,20}"|[0-9e.+-]{1,30}|\{\}|null|true)\}"#,
        r#"\{"resultcode":("0"|0|"1010010"|null),"(subscriptionId|relationNumList|duration)":("[^"\\]{0,9}"|\[\{\}\]|\[\]|1e400|-0)\}"#,
    ]
}

fn printed(error: &Error) -> String {
    format!("{error} {error:?} {} {} {}", error.message_zh(), error.hint(), error.hint_zh())
}

macro_rules! everything {
    ($($operation:path,)+) => {
        fn build_all(parameters: &str, account: &Account, created: &Created, nonce: Nonce<'_>) {
            $(
                match <$operation>::from_json(parameters).and_then(|operation| operation.request(account, created, nonce)) {
                    Ok(request) => {
                        assert!(request.url.is_ascii() && !request.url.contains([' ', '+', '#']));
                        assert!(request.body.as_deref().unwrap_or_default().is_ascii());
                        if let Some(body) = &request.body {
                            assert!(serde_json::from_str::<serde_json::Value>(body).unwrap().is_object());
                        }
                    }
                    Err(error) => assert!(!printed(&error).is_empty()),
                }
            )+
        }

        fn parse_all(response: &HttpResponse<'_>) {
            $(
                match <$operation>::parse(response) {
                    Ok(answer) => {
                        assert!((200..300).contains(&response.status));
                        assert!(!format!("{answer:?}").is_empty());
                    }
                    Err(error) => assert!(!printed(&error).contains("{field}")),
                }
            )+
        }
    };
}
use privatenumber::{ax, axb, axe, axyb, call, recording};
operations!(everything);

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_number_rules(text in hostile_text()) {
        if let Ok(number) = Number::parse(&text) {
            // What was accepted is in the global format, which is accepted as itself.
            prop_assert_eq!(Number::parse(number.as_str()).unwrap(), number);
            prop_assert!(number.as_str().starts_with("+86"));
            let national = number.as_str().strip_prefix("+86").unwrap();
            prop_assert_eq!(number.is_mobile(), national.len() == 11 && national.starts_with('1'));
            prop_assert!((13..=14).contains(&number.as_str().len()) || number.as_str().len() == 12);
        }
        let _ = XNumber::parse(&text);
        let _ = AreaCode::parse(&text);
        let _ = Nonce::new(&text);
        let _ = mask::text(&text);
        let _ = Account::at(&text, &text, &text);
    }

    #[test]
    fn no_time_breaks_the_clock(seconds in any::<i64>()) {
        if let Ok(created) = Created::from_unix_seconds(seconds) {
            prop_assert_eq!(created.as_str().len(), 20);
        }
    }

    #[test]
    fn no_parameters_break_a_request(parameters in hostile_text(), secret in "[!-~]{1,200}", nonce in "[0-9A-Za-z]{1,128}") {
        let account = Account::new("key", &secret).unwrap();
        build_all(&parameters, &account, &Created::from_unix_seconds(0).unwrap(), Nonce::new(&nonce).unwrap());
    }

    #[test]
    fn no_answer_breaks_the_reader(
        status in any::<u16>(),
        body in prop_oneof![proptest::collection::vec(any::<u8>(), 0..300), hostile_text().prop_map(String::into_bytes)],
        header in hostile_text(),
    ) {
        parse_all(&HttpResponse { status, headers: &[("content-type", &header), (&header, &header)], body: &body });
    }

    #[test]
    fn no_description_of_a_refusal_breaks_the_reader(
        glued in prop_oneof![hostile_text(), "[a-zA-Z0-9.@* -]{0,9}(callerNum|preVoice|\\.wav|138000000(21|02)|无效请求。){1,4}[ .\\PC]{0,9}"],
    ) {
        let body = serde_json::json!({ "resultcode": "1010002", "resultdesc": format!("Invalid request.{glued}") }).to_string();
        let error = axb::CreateBinding::parse(&HttpResponse { status: 403, headers: &[], body: body.as_bytes() }).unwrap_err();
        prop_assert!(error.file().is_none_or(|file| file.to_ascii_lowercase().ends_with(".wav") && file.is_ascii()));
        prop_assert!(error.field().is_none_or(|field| field.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')));
        prop_assert!(!printed(&error).contains("{field}"), "a placeholder is left");
    }

    #[test]
    fn no_code_breaks_the_catalog(
        code in prop_oneof![hostile_text(), "(SERVICE|service|PPT)?\\.?(0|[0-9]{1,3}|10[12][036]0[01][0-9]{2}|8[01][0-9]{2})(@40[13])?"],
        padding in "[ \t\r\n]{0,3}",
    ) {
        let rows = catalog::explain(&format!("{padding}{code}{padding}"));
        prop_assert_eq!(catalog::explain(&code), rows.as_slice());
        for row in rows {
            prop_assert!(code.to_lowercase().contains(&row.code.to_lowercase()));
        }
    }

    #[test]
    fn no_number_shows_through_whatever_stands_between_its_digits(
        digits in "1[3-9][0-9]{9}",
        gaps in proptest::collection::vec("([ \t\n_/.,:;()–—\u{200b}\u{3000}*#|-]|%20|%2D){0,3}", 10),
        before in "[a-z ={\"]{0,9}",
        behind in "[a-z &}\"]{0,9}",
    ) {
        let mut written = before;
        for (index, digit) in digits.chars().enumerate() {
            if let Some(gap) = index.checked_sub(1).and_then(|index| gaps.get(index)) {
                written.push_str(gap);
            }
            written.push(digit);
        }
        written.push_str(&behind);
        let masked = mask::text(&written);
        let shown: String = masked.chars().filter(char::is_ascii_digit).collect();
        prop_assert!(!shown.contains(&digits), "{written:?} is shown as {masked:?}");
    }
}

/// A push whose parts are nearly right, in any number and depth.
fn hostile_push() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("\"\"".to_owned()),
        "\"[0-9a-zA-Z+: .TZ-]{0,24}\"",
        "-?[0-9]{1,20}(\\.[0-9])?",
        prop::sample::select(vec![
            "null",
            "true",
            "{}",
            "[]",
            "[{}]",
            "1e400",
            r#""\ud800""#,
            r#""2019-01-24 02:30:22""#
        ])
        .prop_map(str::to_owned),
    ];
    let names = vec![
        "eventType",
        "statusInfo",
        "feeLst",
        "numInfo",
        "smsEvent",
        "timestamp",
        "sessionId",
        "stateCode",
        "icid",
        "direction",
        "fwdAnswerTime",
        "callEndTime",
        "callDuration",
        "ulFailReason",
        "extInfo",
        "number",
        "status",
        "key",
        "sendResult",
        "timeStamp",
        "notifyMode",
        "extendNum",
        "zz",
    ];
    let member = |value: BoxedStrategy<String>| {
        (prop::sample::select(names.clone()), value).prop_map(|(name, value)| format!("\"{name}\":{value}"))
    };
    let object = |value: BoxedStrategy<String>| {
        prop::collection::vec(member(value), 0..6).prop_map(|members| format!("{{{}}}", members.join(",")))
    };
    let inner = object(value.clone().boxed()).boxed();
    let list = prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(",")));
    let kind = prop::sample::select(vec!["fee", "numStatus", "callin", "disconnect ", "CollectInfo", "other", ""]);
    let part = prop_oneof![inner, list, value].boxed();
    (kind, prop::collection::vec(member(part), 0..5)).prop_map(|(kind, members)| {
        let mut all = vec![format!("\"eventType\":\"{kind}\"")];
        all.extend(members);
        format!("{{{}}}", all.join(","))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_push_breaks_the_reader(
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            hostile_text().prop_map(String::into_bytes),
            hostile_push().prop_map(String::into_bytes),
            hostile_push().prop_map(String::into_bytes),
        ],
    ) {
        match PushReader::new(Check::Off).read(&Incoming { headers: &[], body: &body }, Span::from_seconds(0)) {
            Ok(reading) => {
                prop_assert!(!reading.pushes.is_empty(), "something came, and nothing is handed over");
                // What is kept as it came may be beyond what a number or a text can hold, but it is JSON.
                prop_assert!(serde_json::from_str::<&RawValue>(&reading.to_json()).is_ok());
                for push in &reading.pushes {
                    prop_assert!(push.key().is_some() || push.kind == PushKind::NumStatus);
                    prop_assert!(!format!("{push:?}").is_empty(), "nothing is printed");
                }
            }
            Err(error) => prop_assert!(!printed(&error).contains("{field}"), "a placeholder is left"),
        }
    }

    #[test]
    fn no_signature_is_taken_for_genuine(
        name in "[xX]-([aA][kK][sS][kK]|WSSE)|[a-z-]{0,9}",
        header in prop_oneof![
            hostile_text(),
            r#"UsernameToken Username="k",? ?PasswordDigest="[A-Za-z0-9+/=]{0,90}",Nonce="[a-z0-9]{0,40}",Created="2026-11-24T00:00:[0-9]{2}Z""#,
        ],
    ) {
        let mut reader = PushReader::new(Check::Require);
        reader.add_application("k", "secret").unwrap();
        let incoming = Incoming { headers: &[(&name, &header)], body: b"{}" };
        let error = reader.read(&incoming, Span::from_seconds(1_795_478_400)).unwrap_err();
        prop_assert_eq!(error.kind(), Kind::PushNotGenuine);
    }
}

#[test]
fn a_huge_push_is_refused_in_bounded_time_and_memory() {
    let mut reader = PushReader::new(Check::Off);
    reader.set_max_body(u32::MAX);
    let read = |body: &[u8]| reader.read(&Incoming { headers: &[], body }, Span::from_seconds(0));
    let many =
        |list: &str, count: usize| format!("{{\"eventType\":\"fee\",\"feeLst\":[{}]}}", vec![list; count].join(","));
    for (body, code) in [
        (b"[".repeat(10_000_000), "push.not_json"),
        (b"{\"a\":".repeat(2_000_000), "push.not_json"),
        (b"9".repeat(10_000_000), "push.foreign"),
        (many("{}", 1001).into_bytes(), "push.too_large"),
        (many("{}", 3_000_000).into_bytes(), "push.too_large"),
    ] {
        assert_eq!(read(&body).unwrap_err().code(), code);
    }
    assert_eq!(read(many("{}", 1000).as_bytes()).unwrap().pushes.len(), 1000);
    let nested = format!("{{\"eventType\":\"fee\",\"feeLst\":[{}{}]}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(read(nested.as_bytes()).unwrap().pushes[0].kind, PushKind::Other);
    // What has a limit says so before anything is looked at.
    reader.set_max_body(1_048_576);
    let huge = Incoming { headers: &[], body: &[b'{'; 1_048_577] };
    assert_eq!(reader.read(&huge, Span::from_seconds(0)).unwrap_err().code(), "push.too_large");
}

#[test]
fn a_huge_answer_is_refused_in_bounded_time() {
    for body in
        [b"[".repeat(10_000_000), b"{\"a\":".repeat(2_000_000), b"x".repeat(10_000_000), b"9".repeat(10_000_000)]
    {
        let error = axb::CreateBinding::parse(&HttpResponse { status: 200, headers: &[], body: &body }).unwrap_err();
        assert!(error.message().len() < 600);
    }
}
