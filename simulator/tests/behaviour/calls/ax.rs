//! The story of AX: everybody reaches A through X, and A reaches the temporary callee.

use privatenumber_simulator::{Ending, Mode, Script};
use serde_json::json;

use super::host::Host;
use crate::ax::subscriber::{CALLEE_PATH, PATH, X};
use crate::client::person;

#[test]
fn bind_be_called_call_the_temporary_callee_read_the_pushes_fetch_the_recording_unbind_call_again() {
    let mut host = Host::new(Mode::Ax);
    let bound = host.post(
        PATH,
        &json!({
            "origNum": person(1), "privateNum": X[0], "userData": "of the binding", "recordFlag": "true",
            "recordHintTone": "record-notice.wav", "preVoice": { "calleeHintTone": "ring.wav" },
        }),
    );
    let id = bound["subscriptionId"].clone();

    let report = host.call(&person(9), X[0], Script::default());
    assert_eq!(report.caller.sounds(), ["ring.wav", "record-notice.wav", "voice", "hungUp"]);
    let callee = report.callee.expect("the callee's phone");
    assert_eq!((callee.number, callee.shows.as_str()), (person(1), X[0]));
    let events = host.events();
    let types: Vec<&str> = events.iter().filter_map(|event| event["eventType"].as_str()).collect();
    assert_eq!(types, ["callin", "callout", "alerting", "answer", "disconnect"]);
    // The second leg begins at X.
    for event in &events[1..] {
        assert_eq!(event["statusInfo"]["caller"], json!(X[0]));
        assert_eq!(event["statusInfo"]["called"], json!(person(1)));
        assert_eq!(event["statusInfo"]["subscriptionId"], id);
        assert_eq!(event["statusInfo"]["userData"], json!("of the binding"));
    }
    let record = host.record();
    assert_eq!((&record["serviceType"], &record["direction"]), (&json!("003"), &json!(0)));
    assert_eq!((&record["callerNum"], &record["fwdDisplayNum"]), (&json!(person(9)), &json!(X[0])));
    assert_eq!(host.fetch(&record).body.len(), 58 + 30 * 8_000);

    // A has nobody to call, until a temporary callee is set. It stays for the next call as well.
    assert_eq!(host.call(&person(1), X[0], Script::default()).ending, Some(Ending::NoTemporaryCallee));
    let record = host.record();
    assert_eq!(
        (&record["direction"], &record["subscriptionId"], &record["ulFailReason"]),
        (&json!(1), &id, &json!(8013))
    );
    let callee = json!({ "privateNum": X[0], "calleeNum": "+8695588", "duration": 100, "userData": "of the call" });
    host.client.send_bytes("PUT", CALLEE_PATH, callee.to_string().as_bytes()).accepted();
    for _ in 0..2 {
        let report = host.call(&person(1), X[0], Script { talk_seconds: 5, ..Script::default() });
        let callee = report.callee.expect("the callee's phone");
        assert_eq!((callee.number.as_str(), callee.shows.as_str()), ("+8695588", X[0]));
        let record = host.record();
        assert_eq!((&record["direction"], &record["userData"]), (&json!(1), &json!("of the call")));
    }
    host.client.platform.advance(100);
    assert_eq!(host.call(&person(1), X[0], Script::default()).ending, Some(Ending::NoTemporaryCallee));

    host.client.send_bytes("DELETE", &format!("{PATH}?subscriptionId={}", id.as_str().expect("an id")), b"").accepted();
    host.taken.clear();
    assert_eq!(host.call(&person(9), X[0], Script::default()).ending, Some(Ending::NotPermitted));
    assert_eq!(host.event_types(), ["callin", "disconnect"]);
}

#[test]
fn a_number_that_is_switched_off_reaches_nobody_but_lets_a_call() {
    let mut host = Host::new(Mode::Ax);
    host.post(PATH, &json!({ "origNum": person(1), "privateNum": X[0], "turnFlag": "off" }));
    assert_eq!(host.call(&person(9), X[0], Script::default()).ending, Some(Ending::SwitchedOff));
    assert_eq!(host.call(&person(1), X[0], Script::default()).ending, Some(Ending::NoTemporaryCallee));
}

#[test]
fn with_the_callback_that_remembers_a_reaches_who_called_last_unless_a_callee_is_set() {
    let mut host = Host::with(Mode::Ax, |application| application.memory_callback = true);
    host.post(PATH, &json!({ "origNum": person(1), "privateNum": X[0] }));
    assert_eq!(host.call(&person(1), X[0], Script::default()).ending, Some(Ending::NoCallbackRecord));
    host.call(&person(8), X[0], Script::default());
    host.call(&person(9), X[0], Script::default());
    let reached = |host: &mut Host| host.call(&person(1), X[0], Script::default()).callee.map(|callee| callee.number);
    assert_eq!(reached(&mut host), Some(person(9)));
    let callee = json!({ "privateNum": X[0], "calleeNum": person(7), "duration": 100 });
    host.client.send_bytes("PUT", CALLEE_PATH, callee.to_string().as_bytes()).accepted();
    assert_eq!(reached(&mut host), Some(person(7)));
    // The A that takes the place of another was called by nobody.
    let body = json!({ "privateNum": X[0], "origNum": person(2) });
    host.client.send_bytes("PUT", PATH, body.to_string().as_bytes()).accepted();
    assert_eq!(host.call(&person(2), X[0], Script::default()).ending, Some(Ending::NoCallbackRecord));
}
