//! `CreateAXBinding`: what is bound, and what is refused.

use privatenumber_simulator::{NumberCondition, Setup};
use serde_json::{Value, json};

use super::subscriber::{PATH, Subscriber, X, escaped};
use crate::client::{Client, person};

fn body_with(name: &str, value: Value) -> Value {
    let mut body = json!({ "origNum": person(1), "privateNum": X[0] });
    body[name] = value;
    body
}

#[test]
fn a_bind_answers_with_a_x_and_the_id_and_nothing_else() {
    let mut subscriber = Subscriber::new();
    let answer = subscriber.create(&body_with("maxDuration", json!(60))).accepted();
    let id = answer.text("subscriptionId").to_owned();
    assert_eq!(id.len(), 36);
    assert_eq!(
        answer.content,
        json!({
            "resultcode": "0", "resultdesc": "Success", "origNum": person(1), "privateNum": X[0], "subscriptionId": id,
        })
    );
}

#[test]
fn a_bare_binding_has_the_documented_defaults() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    assert_eq!(subscriber.last_remark(), "");
    assert_eq!(
        subscriber.item(&id),
        json!({
            "origNum": person(1), "privateNum": X[0], "privateNumType": "mobile-virtual",
            "subscribeTime": "2026-1-1 00:00:00", "recordFlag": "false", "subscriptionId": id, "privateSms": "true",
            "maxDuration": 0, "turnFlag": "on", "callDirection": 0,
        })
    );
}

#[test]
fn everything_that_is_given_is_kept() {
    let mut subscriber = Subscriber::new();
    let id = subscriber
        .create(&json!({
            "origNum": person(1), "privateNum": X[0],
            "recordFlag": "true", "recordHintTone": "record-notice.wav", "calleeNumDisplay": "0",
            "privateSms": "false", "preVoice": { "callerHintTone": "ring.wav", "calleeHintTone": "last-minute.wav" },
            "maxDuration": 1440, "lastMinVoice": "last-minute.wav", "userData": "order-17^", "turnFlag": "off",
            "callDirection": 2,
        }))
        .accepted()
        .text("subscriptionId")
        .to_owned();
    assert_eq!(subscriber.last_remark(), "");
    assert_eq!(
        subscriber.item(&id),
        json!({
            "origNum": person(1), "privateNum": X[0], "privateNumType": "mobile-virtual",
            "subscribeTime": "2026-1-1 00:00:00", "recordFlag": "true", "recordHintTone": "record-notice.wav",
            "preVoice": { "callerHintTone": "ring.wav", "calleeHintTone": "last-minute.wav" },
            "calleeNumDisplay": "0", "subscriptionId": id, "privateSms": "false", "maxDuration": 1440,
            "lastMinVoice": "last-minute.wav", "userData": "order-17^", "turnFlag": "off", "callDirection": 2,
        })
    );
}

#[test]
fn an_a_has_five_x_and_no_sixth_until_one_is_unbound() {
    let mut subscriber = Subscriber::new();
    for x in &X[..5] {
        subscriber.bound(&person(1), x);
    }
    subscriber.bind(&person(1), X[5]).refused(403, "1011003");
    subscriber.bind(&person(2), X[5]).accepted();
    subscriber.delete(&format!("privateNum={}", escaped(X[0]))).accepted();
    subscriber.bind(&person(1), X[0]).accepted();
}

#[test]
fn an_x_is_one_a_s_until_it_is_unbound() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.bind(&person(2), X[0]).refused(403, "1011005");
    subscriber.delete(&format!("subscriptionId={id}")).accepted();
    subscriber.bind(&person(2), X[0]).accepted();
}

#[test]
fn the_same_pair_again_exists_even_where_a_could_have_no_other_x() {
    let mut subscriber = Subscriber::new();
    for x in &X[..5] {
        subscriber.bound(&person(1), x);
        subscriber.bind(&person(1), x).refused(403, "1016002");
    }
    assert!(subscriber.last_remark().contains("query it for its subscriptionId"), "{}", subscriber.last_remark());
}

#[test]
fn an_a_with_five_x_is_told_so_before_anything_of_the_x_but_its_status() {
    let mut subscriber = Subscriber::with(|application| {
        let mut spare = application.numbers[5].clone();
        spare.number = String::from("+8617000000017");
        spare.condition = NumberCondition::Frozen;
        application.numbers.push(spare);
    });
    for x in &X[..5] {
        subscriber.bound(&person(1), x);
    }
    subscriber.bound(&person(2), X[5]);
    subscriber.bind(&person(1), X[5]).refused(403, "1011003");
    subscriber.bind(&person(1), "+8617000000017").refused(403, "1012102");
    subscriber.bind(&person(1), "+8617000000099").refused(403, "1011001");
}

#[test]
fn an_x_that_is_not_the_application_s_is_refused_and_the_log_says_whose() {
    let mut subscriber = Subscriber::new();
    let answer = subscriber.bind(&person(1), "+8617000000001").refused(403, "1011001");
    assert_eq!(answer.text("resultdesc"), "The account does not exist.");
    assert!(subscriber.last_remark().contains("belongs to another application"), "{}", subscriber.last_remark());
    for nobodys in ["+8617099999999", "17000000011", " 8617000000011"] {
        subscriber.bind(&person(1), nobodys).refused(403, "1011001");
        assert!(subscriber.last_remark().contains("there is no X"), "{}", subscriber.last_remark());
    }
}

#[test]
fn an_x_of_any_status_but_normal_is_neither_bound_nor_picked() {
    for condition in
        [NumberCondition::Suspended, NumberCondition::Unavailable, NumberCondition::Frozen, NumberCondition::Abnormal]
    {
        let mut subscriber = Subscriber::with(|application| application.numbers[0].condition = condition);
        subscriber.bind(&person(1), X[0]).refused(403, "1012102");
        assert!(subscriber.last_remark().contains(condition.name()), "{}", subscriber.last_remark());
        let city = json!({ "origNum": person(1), "privateNumType": "mobile-virtual", "areaCode": "0755" });
        assert_eq!(subscriber.create(&city).accepted().text("privateNum"), X[1]);
    }
}

#[test]
fn the_real_caller_is_not_shown() {
    let mut subscriber = Subscriber::new();
    let answer = subscriber.create(&body_with("calleeNumDisplay", json!("1"))).refused(403, "1020178");
    assert_eq!(answer.text("resultdesc"), "The transparent mode is not allowed.");
    assert_eq!(subscriber.client.platform.state()["bindings"], json!([]));
    subscriber.create(&body_with("calleeNumDisplay", json!("0"))).accepted();
}

#[test]
fn recording_and_sms_that_the_application_lacks_are_accepted_and_remarked() {
    let mut subscriber = Subscriber::with(|application| {
        application.recording = false;
        application.sms = false;
    });
    let mut body = body_with("recordFlag", json!("true"));
    body["privateSms"] = json!("true");
    let id = subscriber.create(&body).accepted().text("subscriptionId").to_owned();
    let remark = subscriber.last_remark();
    assert!(remark.contains("recordFlag has no effect"), "{remark}");
    assert!(remark.contains("privateSms has no effect"), "{remark}");
    assert_eq!(subscriber.item(&id)["recordFlag"], json!("true"));
    subscriber.bound(&person(1), X[1]);
    assert_eq!(subscriber.last_remark(), "");
}

#[test]
fn real_booleans_are_tolerated_and_shown_as_strings() {
    let mut subscriber = Subscriber::new();
    let mut body = body_with("recordFlag", json!(true));
    body["privateSms"] = json!(false);
    let id = subscriber.create(&body).accepted().text("subscriptionId").to_owned();
    let item = subscriber.item(&id);
    assert_eq!((&item["recordFlag"], &item["privateSms"]), (&json!("true"), &json!("false")));
}

#[test]
fn a_recording_tone_is_only_shown_while_there_is_recording() {
    let mut subscriber = Subscriber::new();
    let id = subscriber
        .create(&body_with("recordHintTone", json!("record-notice.wav")))
        .accepted()
        .text("subscriptionId")
        .to_owned();
    assert!(subscriber.last_remark().contains("recordHintTone has no effect"), "{}", subscriber.last_remark());
    assert_eq!(subscriber.item(&id)["recordHintTone"], json!(null));
    subscriber.modify(&json!({ "subscriptionId": id, "recordFlag": "true" })).accepted();
    assert_eq!(subscriber.item(&id)["recordHintTone"], json!("record-notice.wav"));
}

#[test]
fn a_parameter_that_breaks_its_rule_is_named_in_the_answer() {
    for (name, value) in [
        ("origNum", json!("")),
        ("origNum", json!("1".repeat(33))),
        ("origNum", json!(13_800_000_021_u64)),
        ("origNum", json!(null)),
        ("privateNum", json!("")),
        ("privateNum", json!("1".repeat(33))),
        ("privateNumType", json!("mobile")),
        ("areaCode", json!("0".repeat(33))),
        ("areaCode", json!(755)),
        ("areaMatchMode", json!("2")),
        ("areaMatchMode", json!(1)),
        ("recordFlag", json!("yes")),
        ("recordFlag", json!(1)),
        ("recordHintTone", json!("a".repeat(129))),
        ("calleeNumDisplay", json!("2")),
        ("calleeNumDisplay", json!(0)),
        ("privateSms", json!("TRUE")),
        ("preVoice", json!("ring.wav")),
        ("preVoice", json!([{ "callerHintTone": "ring.wav" }, { "calleeHintTone": "ring.wav" }])),
        ("maxDuration", json!(1441)),
        ("maxDuration", json!("60")),
        ("maxDuration", json!(-1)),
        ("lastMinVoice", json!(1)),
        ("userData", json!("")),
        ("userData", json!("a".repeat(257))),
        ("userData", json!("{")),
        ("userData", json!("}")),
        ("userData", json!("订单")),
        ("turnFlag", json!("ON")),
        ("turnFlag", json!(true)),
        ("callDirection", json!(3)),
        ("callDirection", json!("0")),
    ] {
        let mut subscriber = Subscriber::new();
        let answer = subscriber.create(&body_with(name, value)).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{name}"));
    }
}

#[test]
fn the_limits_themselves_are_within() {
    let mut subscriber = Subscriber::new();
    for (name, value) in [
        ("maxDuration", json!(1440)),
        ("callDirection", json!(2)),
        ("userData", json!("a".repeat(256))),
        ("recordHintTone", json!("")),
    ] {
        let id = subscriber.create(&body_with(name, value)).accepted().text("subscriptionId").to_owned();
        subscriber.delete(&format!("subscriptionId={id}")).accepted();
    }
    subscriber.bind(&"1".repeat(32), X[0]).accepted();
}

#[test]
fn a_tone_must_be_an_approved_file() {
    let mut subscriber = Subscriber::new();
    for body in [
        body_with("lastMinVoice", json!("lastMinVoice.wav")),
        body_with("recordHintTone", json!("lastMinVoice.wav")),
        body_with("preVoice", json!({ "callerHintTone": "lastMinVoice.wav" })),
        body_with("preVoice", json!({ "calleeHintTone": "lastMinVoice.wav" })),
    ] {
        let answer = subscriber.create(&body).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), "Invalid request.lastMinVoice.wav does not exist.");
    }
    subscriber.create(&body_with("lastMinVoice", json!(""))).accepted();
}

#[test]
fn a_body_must_be_a_json_object_and_what_it_holds_besides_is_ignored() {
    let mut subscriber = Subscriber::new();
    for body in ["", "null", "[]", "{"] {
        for method in ["POST", "PUT"] {
            let answer = subscriber.client.send_bytes(method, PATH, body.as_bytes()).refused(403, "1010002");
            assert_eq!(answer.text("resultdesc"), "Invalid request.");
        }
    }
    subscriber.create(&body_with("somethingNew", json!([1, 2]))).accepted();
}

/// What the log says about a bind that is answered with success.
fn remark_on(a: &str, call_direction: u64) -> String {
    let mut subscriber = Subscriber::new();
    subscriber.create(&json!({ "origNum": a, "privateNum": X[0], "callDirection": call_direction })).accepted();
    subscriber.last_remark()
}

#[test]
fn an_a_that_will_not_be_reached_is_bound_and_the_log_warns() {
    for number in ["13800000021", "0755-28000001", "+86"] {
        assert!(remark_on(number, 0).contains("origNum is not in global format"), "{number}");
    }
    for number in ["+864001234567", "95588"] {
        assert!(remark_on(number, 0).contains("origNum is a 400, 800 or 95 number"), "{number}");
    }
    assert!(remark_on(X[0], 0).contains("origNum is the X itself"));
}

#[test]
fn a_fixed_line_that_may_call_is_bound_and_the_log_warns() {
    for (call_direction, is_warned) in [(0, true), (1, true), (2, false)] {
        let remark = remark_on("+8675528000001", call_direction);
        assert_eq!(remark.contains("origNum is a fixed line"), is_warned, "{call_direction}: {remark}");
    }
}

#[test]
fn a_last_minute_tone_without_a_limit_is_bound_and_the_log_warns() {
    let mut subscriber = Subscriber::new();
    subscriber.create(&body_with("lastMinVoice", json!("last-minute.wav"))).accepted();
    assert!(subscriber.last_remark().contains("lastMinVoice has no effect"), "{}", subscriber.last_remark());
}

#[test]
fn bindings_do_not_end_by_themselves() {
    let mut subscriber = Subscriber::new();
    let id = subscriber.bound(&person(1), X[0]);
    assert_eq!(subscriber.client.platform.advance(10_000_000_000), 0);
    subscriber.item(&id);
    let binding = subscriber.client.platform.state()["bindings"][0].clone();
    assert_eq!((&binding["mode"], &binding["remainingSeconds"]), (&json!("ax"), &json!(null)));
    assert_eq!(binding.get("temporaryCallee"), Some(&json!(null)));
}

#[test]
fn applications_see_nothing_of_each_other() {
    let mut setup = Setup::default();
    let index = setup.applications.iter().position(|one| one.mode.name() == "ax").expect("one of each");
    let mut second = setup.applications[index].clone();
    second.app_key = String::from("SimulatorAppKeyAx00000000002");
    second.numbers.truncate(1);
    second.numbers[0].number = String::from("+8617000000017");
    setup.applications.push(second);
    let mut client = Client::of(setup.clone());
    client.become_application(&setup, index);
    let mut subscriber = Subscriber { client };
    let id = subscriber.bound(&person(1), X[0]);
    subscriber.bind(&person(1), "+8617000000017").refused(403, "1011001");

    subscriber.client.become_application(&setup, setup.applications.len() - 1);
    subscriber.bind(&person(1), "+8617000000017").accepted();
    subscriber.bind(&person(1), X[0]).refused(403, "1011001");
    for query in [format!("subscriptionId={id}"), format!("privateNum={}", escaped(X[0]))] {
        subscriber.query(&query).refused(403, "1016001");
    }
    subscriber.delete(&format!("subscriptionId={id}")).refused(403, "1016001");
    subscriber.delete(&format!("privateNum={}", escaped(X[0]))).refused(403, "1011004");
    subscriber.modify(&json!({ "subscriptionId": id, "maxDuration": 1 })).refused(403, "1016001");
    subscriber.set_callee(&json!({ "subscriptionId": id, "calleeNum": person(2) })).refused(403, "1016001");
    let own = subscriber.query(&format!("origNum={}", escaped(&person(1)))).accepted();
    assert_eq!(own.content["privateNumList"].as_array().map(Vec::len), Some(1));
}
