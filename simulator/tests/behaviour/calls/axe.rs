//! The story of AXE: whoever keys in the extension reaches A, and A calls back.

use privatenumber_simulator::{Ending, GivesUp, Mode, Script};
use serde_json::{Value, json};

use super::host::Host;
use crate::client::person;

const PATH: &str = "/rest/caas/extendnumber/v1.0";
const X: &str = "+8617000000021";

fn keyed(extensions: &[&str]) -> Script {
    Script { extensions: extensions.iter().map(|digits| (*digits).to_owned()).collect(), ..Script::default() }
}

fn bind(host: &mut Host, more: &Value) -> Value {
    let mut body = json!({ "virtualNum": X, "bindNum": person(1) });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    host.post(PATH, &body)
}

#[test]
fn bind_be_called_call_back_read_the_pushes_unbind_call_again() {
    let mut host = Host::new(Mode::Axe);
    let bound = bind(&mut host, &json!({ "timeUnit": "1", "callbackExpiredTime": 10, "userData": "shop" }));
    let id = bound["subscriptionId"].clone();
    assert_eq!(bound["extendNum"], json!("0001"));

    // A calls before anybody has called.
    assert_eq!(host.call(&person(1), X, Script::default()).ending, Some(Ending::NoCallbackRecord));
    host.taken.clear();

    let report = host.call(&person(9), X, keyed(&["0002", "0001"]));
    assert_eq!(
        report.caller.sounds(),
        ["extensionWanted", "extensionWrong", "extensionWanted", "ringBack", "voice", "hungUp"]
    );
    let callee = report.callee.expect("the callee's phone");
    assert_eq!((callee.number, callee.shows.as_str()), (person(1), X));
    let events = host.events();
    let types: Vec<&str> = events.iter().filter_map(|event| event["eventType"].as_str()).collect();
    assert_eq!(types, ["callin", "collectInfo", "collectInfo", "callout", "alerting", "answer", "disconnect"]);
    for absent in ["subscriptionId", "userData"] {
        assert_eq!(events[0]["statusInfo"].get(absent), None);
    }
    assert_eq!(
        events[2]["statusInfo"],
        json!({ "timestamp": "2026-01-01 00:00:22", "sessionId": report.session_id, "digitInfo": "0001" })
    );
    assert_eq!((&events[3]["statusInfo"]["caller"], &events[3]["statusInfo"]["subscriptionId"]), (&json!(X), &id));
    let record = host.record();
    assert_eq!(
        (&record["serviceType"], &record["extendNumber"], &record["direction"], &record["userData"]),
        (&json!("005"), &json!("0001"), &json!(0), &json!("shop"))
    );

    // A calls back and reaches who called last, for as long as it is remembered.
    host.call(&person(8), X, keyed(&["0001"]));
    host.taken.clear();
    let report = host.call(&person(1), X, Script::default());
    let callee = report.callee.expect("the callee's phone");
    assert_eq!((callee.number, callee.shows.as_str()), (person(8), X));
    let record = host.record();
    assert_eq!((&record["direction"], &record["extendNumber"]), (&json!(1), &json!("0001")));
    host.client.platform.advance(600);
    assert_eq!(host.call(&person(1), X, Script::default()).ending, Some(Ending::NoCallbackRecord));

    host.client.send_bytes("DELETE", &format!("{PATH}?subscriptionId={}", id.as_str().expect("an id")), b"").accepted();
    host.taken.clear();
    assert_eq!(
        host.call(&person(9), X, keyed(&["0001", "0001", "0001", "0001"])).ending,
        Some(Ending::ExtensionNotBound)
    );
    // It is asked for three times.
    assert_eq!(host.event_types(), ["callin", "collectInfo", "collectInfo", "collectInfo", "disconnect"]);
}

#[test]
fn without_an_extension_the_call_ends_and_whoever_leaves_before_is_told_apart() {
    let mut host = Host::new(Mode::Axe);
    bind(&mut host, &json!({}));
    assert_eq!(host.call(&person(9), X, Script::default()).ending, Some(Ending::EmptyExtension));
    assert_eq!(host.event_types(), ["callin", "disconnect"]);
    let script = Script { caller_gives_up: Some(GivesUp::BeforeForwarding), ..keyed(&["0001"]) };
    assert_eq!(host.call(&person(9), X, script).ending, Some(Ending::CallerLeftBeforeForwarding));
    assert_eq!(host.event_types(), ["callin", "disconnect"]);
    // It leaves no callback record.
    assert_eq!(host.call(&person(1), X, Script::default()).ending, Some(Ending::NoCallbackRecord));
}

#[test]
fn without_a_callback_record_the_binding_decides_and_then_the_application() {
    let tone = |name: &'static str| (Some(Ending::NoCallbackRecord), vec![name, "hungUp"]);
    for (binding, application_tone, application_num, expected) in [
        (json!({}), None, None, Ok(tone("failure"))),
        (json!({}), Some("ring.wav"), None, Ok(tone("ring.wav"))),
        (json!({}), None, Some(person(7)), Err(person(7))),
        (json!({ "callbackTone": "last-minute.wav" }), Some("ring.wav"), None, Ok(tone("last-minute.wav"))),
        (json!({ "callbackNum": person(6) }), Some("ring.wav"), None, Err(person(6))),
    ] {
        let mut host = Host::with(Mode::Axe, |application| {
            application.callback_tone = application_tone.map(str::to_owned);
            application.callback_num = application_num;
        });
        bind(&mut host, &binding);
        let report = host.call(&person(1), X, Script::default());
        match expected {
            Ok((ending, sounds)) => assert_eq!((report.ending, report.caller.sounds()), (ending, sounds)),
            Err(number) => assert_eq!(report.callee.map(|callee| callee.number), Some(number)),
        }
    }
}

#[test]
fn a_call_is_remembered_from_when_it_is_forwarded_and_the_state_shows_by_whom() {
    let mut host = Host::new(Mode::Axe);
    bind(&mut host, &json!({ "timeUnit": "1", "callbackExpiredTime": 10 }));
    let session = host.dial(&person(9), X, keyed(&["0001"]));
    let last_caller = |host: &Host| host.client.platform.state()["bindings"][0]["lastCaller"].clone();
    host.client.platform.advance(8);
    assert_eq!(last_caller(&host), json!(null));
    host.client.platform.advance(1);
    assert_eq!(last_caller(&host), json!(person(9)));
    assert_eq!(host.report(&session).ended_ms, None);
    host.client.platform.advance(599);
    assert_eq!(last_caller(&host), json!(person(9)));
    host.client.platform.advance(1);
    assert_eq!(last_caller(&host), json!(null));
}
