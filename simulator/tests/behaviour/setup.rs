//! Which setups a platform is made of, and what the others are told.

use privatenumber_simulator::{Mode, Platform, Scheme, Setup};
use serde_json::json;

use crate::client::Client;

fn error(setup: &str) -> (String, String) {
    let error = Platform::from_json(setup).expect_err(setup);
    assert!(!error.message.is_empty() && !error.hint.is_empty(), "{error}");
    (error.field.clone(), error.to_string())
}

/// A setup of one application with this more in it, and these numbers.
fn application(more: &str, numbers: &str) -> String {
    format!(r#"{{"applications":[{{"appKey":"k","appSecret":"s",{more}"numbers":[{numbers}]}}]}}"#)
}

#[test]
fn nothing_and_an_empty_object_are_the_default() {
    for text in ["", " \n", "{}", r#"{"seed":0}"#] {
        assert_eq!(Setup::from_json(text), Ok(Setup::default()), "{text:?}");
    }
    let setup = Setup::default();
    let modes: Vec<Mode> = setup.applications.iter().map(|application| application.mode).collect();
    assert_eq!(modes, [Mode::Axb, Mode::Ax, Mode::Axe, Mode::Axyb]);
    for application in &setup.applications {
        for text in [&application.app_key, &application.app_secret] {
            assert!(text.len() == 28 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{text}");
        }
        assert_eq!(application.created_window, Some(300));
        assert_eq!(application.schemes, [Scheme::Aksk, Scheme::Wsse]);
        assert_eq!(application.extension_digits, 4);
        assert_eq!(application.daily_binds, None);
        assert_eq!((application.recordings.len(), application.sessions.len()), (1, 1));
        assert_eq!(application.tones, setup.applications[0].tones);
    }
    let application = &setup.applications[0];
    let cities: Vec<&str> = application.numbers.iter().map(|number| number.area_code.as_str()).collect();
    assert_eq!(cities, ["0755", "0755", "0755", "020", "010", "010"]);
}

#[test]
fn everything_can_be_set() {
    let text = json!({
        "applications": [{
            "appKey": "key", "appSecret": "secret", "mode": "axb", "condition": "frozen",
            "recording": false, "sms": false,
            "numbers": [{ "number": "+8617100000001", "areaCode": "021", "condition": "abnormal" }],
            "tones": ["a.wav"], "createdWindow": null, "schemes": ["aksk"], "extensionDigits": 2,
            "dailyBinds": 3, "recordings": [{ "fileName": "a b.wav", "recordDomain": "r.example.com:8443", "ageSeconds": 60 }],
            "sessions": ["1200_1@example.com"],
            "pushes": { "feeUrl": "https://example.com/13800000001", "smsContent": true, "signature": "akskWithUrl" },
            "callbackNum": "+8613800000001", "memoryCallback": true, "extensionTries": 1,
        }],
        "homes": { "+86150": "021" },
        "provinces": { "021": "上海" },
        "seed": u64::MAX,
    })
    .to_string();
    let setup = Setup::from_json(&text).expect("a valid setup");
    assert_eq!(setup.applications[0].created_window, None);
    assert_eq!(setup.homes.len(), 1);
    assert_eq!(setup.applications[0].extension_digits, 2);
    let mut client = Client::of(setup);
    client.query("subscriptionId=1").refused(403, "1010029");
    let state = client.platform.state();
    assert_eq!(state["applications"][0]["schemes"], json!(["aksk"]));
    assert_eq!(state["applications"][0]["extensionDigits"], json!(2));
    assert_eq!(state["applications"][0]["dailyBinds"], json!(3));
    assert_eq!(
        state["applications"][0]["recordings"],
        json!([{ "fileName": "a b.wav", "recordDomain": "r.example.com:8443", "remainingSeconds": 604_740 }])
    );
    assert_eq!(state["applications"][0]["sessions"], json!(["1200_1@example.com"]));
    assert_eq!(
        state["applications"][0]["pushes"],
        json!({
            "callStatusUrl": null, "callinUrl": null, "feeUrl": "https://example.com/138****0001", "smsNotifyUrl": null,
            "smsControlUrl": null, "numberStatusUrl": null, "numberStatus": false, "smsContent": true,
            "signature": "akskWithUrl",
        })
    );
    assert_eq!(state["applications"][0]["memoryCallback"], json!(true));
    assert_eq!(state["applications"][0]["extensionTries"], json!(1));
}

#[test]
fn a_syntax_error_has_its_line_and_column() {
    let (field, text) = error("{\n  \"seed\": }");
    assert_eq!(field, "");
    assert!(text.contains("line 2 column 11"), "{text}");
    assert!(error("[]").1.contains("an array"));
    error(&"[".repeat(10_000));
}

#[test]
fn an_unknown_field_and_a_wrong_type_are_named_with_their_path() {
    let number = r#"{"number":"+8617000000001","areaCode":"0755"}"#;
    for (setup, field) in [
        (String::from(r#"{"aplications":[]}"#), "aplications"),
        (String::from(r#"{"seed":-1}"#), "seed"),
        (String::from(r#"{"applications":{}}"#), "applications"),
        (String::from(r#"{"applications":[1]}"#), "applications[0]"),
        (String::from(r#"{"provinces":{"0755":1}}"#), "provinces"),
        (application(r#""smss":true,"#, number), "applications[0].smss"),
        (application(r#""recording":"true","#, number), "applications[0].recording"),
        (application(r#""mode":"axx","#, number), "applications[0].mode"),
        (application(r#""schemes":["hmac"],"#, number), "applications[0].schemes"),
        (application(r#""extensionDigits":-1,"#, number), "applications[0].extensionDigits"),
        (application(r#""dailyBinds":"1","#, number), "applications[0].dailyBinds"),
        (application(r#""dailyBinds":-1,"#, number), "applications[0].dailyBinds"),
        (application(r#""sessions":[1],"#, number), "applications[0].sessions"),
        (application(r#""recordings":["a.wav"],"#, number), "applications[0].recordings[0]"),
        (application(r#""recordings":[{"filename":"a"}],"#, number), "applications[0].recordings[0].filename"),
        (application(r#""recordings":[{"ageSeconds":-1}],"#, number), "applications[0].recordings[0].ageSeconds"),
        (application("", &format!("{number},7")), "applications[0].numbers[1]"),
        (application("", &format!(r#"{number},{{"areacode":"0755"}}"#)), "applications[0].numbers[1].areacode"),
    ] {
        assert_eq!(error(&setup).0, field, "{setup}");
    }
    assert!(error(&application(r#""mode":"axx","#, "")).1.contains("`axb`"));
}

#[test]
fn a_value_that_makes_no_sense_is_named_with_its_path() {
    let number = r#"{"number":"+8617000000001","areaCode":"0755"}"#;
    for (setup, field) in [
        (String::from(r#"{"applications":[]}"#), "applications"),
        (String::from(r#"{"applications":[{}]}"#), "applications[0].appKey"),
        (String::from(r#"{"applications":[{"appKey":"a b","appSecret":"s"}]}"#), "applications[0].appKey"),
        (String::from(r#"{"applications":[{"appKey":"k"}]}"#), "applications[0].appSecret"),
        (
            String::from(r#"{"applications":[{"appKey":"k","appSecret":"s"},{"appKey":"k","appSecret":"t"}]}"#),
            "applications[1].appKey",
        ),
        (application("", r#"{"number":"17000000001","areaCode":"0755"}"#), "applications[0].numbers[0].number"),
        (application("", r#"{"number":"+8675528000001","areaCode":"0755"}"#), "applications[0].numbers[0].number"),
        (application("", r#"{"number":"+8610800000021","areaCode":"010"}"#), "applications[0].numbers[0].number"),
        (application("", r#"{"number":"+8617000000001","areaCode":"755"}"#), "applications[0].numbers[0].areaCode"),
        (application("", &format!("{number},{number}")), "applications[0].numbers[1].number"),
        (application(r#""tones":["ring.mp3"],"#, ""), "applications[0].tones[0]"),
        (application(r#""schemes":[],"#, ""), "applications[0].schemes"),
        (application(r#""extensionDigits":0,"#, ""), "applications[0].extensionDigits"),
        (application(r#""extensionDigits":5,"#, ""), "applications[0].extensionDigits"),
        (application(r#""dailyBinds":0,"#, ""), "applications[0].dailyBinds"),
        (application(r#""sessions":[""],"#, ""), "applications[0].sessions[0]"),
        (application(&format!(r#""sessions":["{}"],"#, "s".repeat(257)), ""), "applications[0].sessions[0]"),
        (application(r#""sessions":["s","s"],"#, ""), "applications[0].sessions[1]"),
        (application(r#""recordings":[{"recordDomain":"r"}],"#, ""), "applications[0].recordings[0].fileName"),
        (application(r#""recordings":[{"fileName":"a"}],"#, ""), "applications[0].recordings[0].recordDomain"),
        (
            application(r#""recordings":[{"fileName":"a","recordDomain":"r/x"}],"#, ""),
            "applications[0].recordings[0].recordDomain",
        ),
        (
            application(r#""recordings":[{"fileName":"a","recordDomain":"r:+80"}],"#, ""),
            "applications[0].recordings[0].recordDomain",
        ),
        (
            application(
                r#""recordings":[{"fileName":"a","recordDomain":"r"},{"fileName":"a","recordDomain":"r"}],"#,
                "",
            ),
            "applications[0].recordings[1]",
        ),
        (String::from(r#"{"homes":{"138":"0755"}}"#), "homes.138"),
        (String::from(r#"{"homes":{"+86138":"755"}}"#), "homes.+86138"),
        (String::from(r#"{"provinces":{"Shenzhen":"广东"}}"#), "provinces.Shenzhen"),
    ] {
        assert_eq!(error(&setup).0, field, "{setup}");
    }
}

#[test]
fn one_x_in_two_applications_is_refused_with_both_places() {
    let number = r#"[{"number":"+8617000000001","areaCode":"0755"}]"#;
    let of = |key: &str| format!(r#"{{"appKey":"{key}","appSecret":"s","numbers":{number}}}"#);
    let text = format!(r#"{{"applications":[{},{}]}}"#, of("a"), of("b"));
    let (field, text) = error(&text);
    assert_eq!(field, "applications[1].numbers[0].number");
    assert!(text.contains("applications[0].numbers[0].number"), "{text}");
}

#[test]
fn an_error_never_shows_a_secret() {
    let (field, text) = error(r#"{"applications":[{"appKey":"k","appSecret":12345}]}"#);
    assert_eq!(field, "applications[0].appSecret");
    assert!(!text.contains("12345"), "{text}");
}
