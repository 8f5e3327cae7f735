//! Whatever a host or a server does, nothing panics, and nothing whole is printed.

use privatenumber_simulator::{Call, Mode, PhoneError, Script, Setup, Sms};
use proptest::prelude::*;
use serde_json::json;

use super::host::Host;
use crate::client::{NOW_MS, X1, person};

fn field(error: Result<impl std::fmt::Debug, PhoneError>) -> String {
    let error = error.expect_err("an error");
    assert!(!error.message.is_empty() && !error.hint.is_empty(), "{error}");
    error.field
}

#[test]
fn numbers_and_texts_are_masked_in_whatever_is_printed() {
    let mut host = Host::new(Mode::Axb);
    host.client.bind(&person(1), X1, &person(2)).accepted();
    let call = Call::new(person(1), X1);
    let sms = Sms::new(person(1), X1, "13800000001");
    let placed = host.client.platform.call(&call).expect("a call");
    let sent = host.client.platform.sms(&sms).expect("an SMS");
    host.client.platform.advance(60);
    let report = host.client.platform.call_report(&placed.session_id);
    let report_of_sms = host.client.platform.sms_report(&sent.sms_identifier);
    let setup = super::host::setup(Mode::Axb, |application| {
        application.pushes.fee_url = Some(String::from("https://example.com/13800000001"));
        application.callback_num = Some(person(1));
    });
    let printed = format!(
        "{call:?} {sms:?} {placed:?} {sent:?} {report:?} {report_of_sms:?} {:?} {setup:?}",
        host.client.platform
    );
    for whole in ["3800000001", "3800000002", "7000000001", &host.client.secret] {
        assert!(!printed.contains(whole), "{printed}");
    }
    let unread = Call::from_json(br#"{"from":"+8613800000001","to":"+8617000000001","+8613800000003":1}"#);
    let error = unread.expect_err("an unknown field").to_string();
    assert!(error.contains("+86138****0003"), "{error}");
}

#[test]
fn a_call_or_an_sms_that_cannot_be_is_refused_with_its_field() {
    let mut host = Host::new(Mode::Axb);
    let script = |script| Call::new(person(1), X1).with(script);
    for (call, name) in [
        (Call::new("", X1), "from"),
        (Call::new("+86", X1), "from"),
        (Call::new(format!("+86{}", "1".repeat(100_000)), X1), "from"),
        (Call::new(person(1), ""), "to"),
        (Call::new(person(1), person(2)), "to"),
        (script(Script { ring_seconds: u64::MAX, ..Script::default() }), "script.ringSeconds"),
        (script(Script { talk_seconds: u64::MAX, ..Script::default() }), "script.talkSeconds"),
        (script(Script { redials: u8::MAX, ..Script::default() }), "script.redials"),
        (script(Script { extensions: vec![String::from("中")], ..Script::default() }), "script.extensions"),
        (script(Script { extensions: vec!["1".repeat(21)], ..Script::default() }), "script.extensions"),
    ] {
        assert_eq!(field(host.client.platform.call(&call)), name);
    }
    assert_eq!(field(host.client.platform.sms(&Sms::new("1", X1, "a"))), "from");
    assert_eq!(field(host.client.platform.sms(&Sms::new(person(1), "1", "a"))), "to");
    assert_eq!(field(host.client.platform.sms(&Sms::new(person(1), X1, ""))), "text");
    assert_eq!(host.client.platform.next_due(), None);
}

#[test]
fn settings_of_pushes_that_make_no_sense_are_named_with_their_path() {
    let with = |more: &str| {
        let text = format!(r#"{{"applications":[{{"appKey":"k","appSecret":"s","tones":["a.wav"],{more}}}]}}"#);
        match Setup::from_json(&text).and_then(privatenumber_simulator::Platform::new) {
            Ok(_) => String::new(),
            Err(error) => error.field,
        }
    };
    for (more, field) in [
        (r#""pushes":{"feeUrl":"https://example.com/fee?a=1","signature":"wsseHex","numberStatus":true}"#, ""),
        (r#""pushes":{"feeUrl":"example.com"}"#, "applications[0].pushes.feeUrl"),
        (r#""pushes":{"callinUrl":"https://"}"#, "applications[0].pushes.callinUrl"),
        (r#""pushes":{"smsNotifyUrl":"https://example.com/ "}"#, "applications[0].pushes.smsNotifyUrl"),
        (r#""pushes":{"smsControlUrl":"https://example.com/\r\nHost: a"}"#, "applications[0].pushes.smsControlUrl"),
        (r#""pushes":{"feeUrl":1}"#, "applications[0].pushes.feeUrl"),
        (r#""pushes":{"url":"https://example.com"}"#, "applications[0].pushes.url"),
        (r#""pushes":{"signature":"md5"}"#, "applications[0].pushes.signature"),
        (r#""pushes":[]"#, "applications[0].pushes"),
        (r#""extensionTries":0"#, "applications[0].extensionTries"),
        (r#""extensionTries":11"#, "applications[0].extensionTries"),
        (r#""callbackTone":"b.wav""#, "applications[0].callbackTone"),
        (r#""callbackNum":"1""#, "applications[0].callbackNum"),
        (r#""callbackTone":"a.wav","callbackNum":"+8613800000001""#, "applications[0].callbackNum"),
        (r#""mode":"x""#, ""),
    ] {
        assert_eq!(with(more), field, "{more}");
    }
}

#[test]
fn the_ends_of_time_are_just_times() {
    for wall_ms in [i64::MIN, -1, 0, i64::MAX] {
        let mut host = Host::new(Mode::Axb);
        host.client.platform.observe(wall_ms);
        let session = host.dial(&person(1), X1, Script::default());
        host.client.platform.advance(u64::MAX);
        host.client.platform.advance_to(i64::MAX);
        assert!(host.report(&session).ended_ms.is_some());
        while let Some(push) = host.client.platform.next_push() {
            host.client.platform.push_failed(push.id);
        }
        host.client.platform.advance_to(i64::MIN);
    }
}

#[test]
fn a_push_that_is_not_under_way_is_unknown() {
    let mut host = Host::new(Mode::Axb);
    host.dial(&person(1), X1, Script::default());
    for id in [0, 1, 2, u64::MAX] {
        assert!(!host.client.platform.push_answered(id, 200, &[], b""));
        assert!(!host.client.platform.push_failed(id));
    }
    host.run();
}

#[test]
fn a_host_header_that_is_none_makes_no_address() {
    let mut host = Host::new(Mode::Axb);
    for name in ["a b", "a\r\nSet-Cookie: a", "", "<script>", "a/b", &"a".repeat(256)] {
        let aksk = crate::client::aksk(&host.client.key, &host.client.secret, "1", crate::client::CREATED);
        let headers = [
            ("Host", name),
            ("Content-Type", crate::client::CONTENT_TYPE),
            ("Authorization", crate::client::AUTHORIZATION),
            ("X-AKSK", aksk.as_str()),
        ];
        let target = "/rest/provision/voice/record/v1.0?fileName=axb-call.wav&recordDomain=recordings.example.com";
        let request = privatenumber_simulator::Request { method: "GET", target, headers: &headers, body: b"" };
        let answer = host.client.platform.answer(&request, NOW_MS);
        assert_eq!(answer.headers[0].1, "https://recordings.example.com/simulated-recordings/axb-call.wav", "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_may_answer_a_question(answer in proptest::collection::vec(any::<u8>(), 0..200), status in any::<u16>()) {
        let mut host = Host::new(Mode::X);
        let session = host.dial(&person(1), X1, Script::default());
        host.client.platform.sms(&Sms::new(person(1), X1, "a")).expect("an SMS");
        while let Some(push) = host.client.platform.next_push() {
            prop_assert!(host.client.platform.push_answered(push.id, status, &[], &answer));
        }
        host.run();
        prop_assert!(host.report(&session).ended_ms.is_some());
    }

    #[test]
    fn any_words_may_stand_in_an_answer(
        words in proptest::collection::vec("connect|close|[a-z]{0,4}|\\+86[0-9]{0,12}|ring.wav", 6),
        number in any::<i64>(),
    ) {
        let mut host = Host::new(Mode::X);
        host.decision = Some(json!({
            "operation": words[0],
            "connectInfo": { "calleeNum": words[1], "displayCalleeNum": words[2], "waitVoice": words[3], "maxDuration": number % 2_000 },
            "closeInfo": [{ "closeHintTone": words[4], "userData": words[5] }],
            "actions": [{ "operation": words[0], "message": { "called": words[1], "calling": words[2] }, "userData": words[3] }],
        }));
        let report = host.call(&person(1), X1, Script::default());
        prop_assert!(report.ended_ms.is_some());
        host.sms(&Sms::new(person(1), X1, "a"));
    }

    #[test]
    fn any_bytes_may_be_meant_as_a_call_or_an_sms(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        prop_assert!(Call::from_json(&bytes).is_err());
        prop_assert!(Sms::from_json(&bytes).is_err());
    }
}
