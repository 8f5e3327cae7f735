//! The story of AXB: two people call each other through X.

use privatenumber_simulator::{Ending, Mode, PushKind, Script, Side};
use serde_json::json;

use super::host::Host;
use crate::client::{BINDINGS, NOW_MS, X1, person};

#[test]
fn bind_call_look_at_both_phones_read_the_pushes_fetch_the_recording_unbind_call_again() {
    let mut host = Host::new(Mode::Axb);
    let bound = host.post(
        BINDINGS,
        &json!({
            "callerNum": person(1), "relationNum": X1, "calleeNum": person(2), "recordFlag": "true",
            "recordHintTone": "record-notice.wav", "preVoice": { "callerHintTone": "ring.wav" },
            "maxDuration": 2, "lastMinVoice": "last-minute.wav", "userData": "order-17",
        }),
    );
    let id = bound["subscriptionId"].clone();

    // A calls X. The call comes in at once, is forwarded after a second, rings after two more, and is answered after 5.
    let script = Script { talk_seconds: 90, hangs_up: Side::Callee, ..Script::default() };
    let session = host.dial(&person(1), X1, script);
    host.run();
    let report = host.report(&session);
    assert_eq!((report.caller.number.as_str(), report.caller.shows.as_str()), (person(1).as_str(), X1));
    assert_eq!(
        report.caller.sounds(),
        ["ring.wav", "record-notice.wav", "voice", "last-minute.wav", "hungUp"],
        "{report:?}"
    );
    let callee = report.callee.clone().expect("the callee's phone");
    assert_eq!((callee.number.as_str(), callee.shows.as_str()), (person(2).as_str(), X1));
    assert_eq!(callee.sounds(), ["ringing", "record-notice.wav", "voice", "last-minute.wav", "hungUp"]);
    let times: Vec<i64> = callee.heard.iter().map(|heard| (heard.at_ms - NOW_MS) / 1_000).collect();
    assert_eq!(times, [3, 8, 8, 68, 98]);
    assert_eq!(report.ending, Some(Ending::Released));

    let events = host.events();
    let told: Vec<(&str, &str)> = events
        .iter()
        .map(|event| {
            (event["eventType"].as_str().expect("a type"), event["statusInfo"]["timestamp"].as_str().expect("a time"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("callin", "2026-01-01 00:00:00"),
            ("callout", "2026-01-01 00:00:01"),
            ("alerting", "2026-01-01 00:00:03"),
            ("answer", "2026-01-01 00:00:08"),
            ("disconnect", "2026-01-01 00:01:38"),
        ]
    );
    assert_eq!(
        events[0]["statusInfo"],
        json!({
            "timestamp": "2026-01-01 00:00:00", "sessionId": session, "caller": person(1), "called": X1,
            "subscriptionId": id, "userData": "order-17",
        })
    );
    // Of the second leg the callee is the real one, and so, in AXB, is the caller.
    assert_eq!(
        events[4]["statusInfo"],
        json!({
            "timestamp": "2026-01-01 00:01:38", "sessionId": session, "caller": person(1), "called": person(2),
            "subscriptionId": id, "userData": "order-17", "stateCode": 0, "stateDesc": "The user releases the call.",
        })
    );

    let mut record = host.record();
    let icid = record["icid"].take();
    assert!(icid.as_str().is_some_and(|icid| (1..=64).contains(&icid.len())), "{icid}");
    assert_eq!(
        record,
        json!({
            "direction": 1, "spId": "simulator", "appKey": host.client.key, "icid": null, "bindNum": X1,
            "sessionId": session, "subscriptionId": id, "callerNum": person(1), "calleeNum": X1,
            "fwdDisplayNum": X1, "fwdDstNum": person(2), "callInTime": "2026-01-01 00:00:00",
            "fwdStartTime": "2026-01-01 00:00:01", "fwdAlertingTime": "2026-01-01 00:00:03",
            "fwdAnswerTime": "2026-01-01 00:00:08", "callEndTime": "2026-01-01 00:01:38", "fwdUnaswRsn": 0,
            "ulFailReason": 0, "sipStatusCode": 0, "callOutUnaswRsn": 0, "recordFlag": 1,
            "recordStartTime": "2026-01-01 00:00:08", "recordDomain": "recordings.example.com",
            "recordBucketName": "sp-simulatorappkey0000000000001",
            "recordObjectName": "26010100000800000000001.wav", "ttsPlayTimes": 0, "ttsTransDuration": 0,
            "mptyId": id, "serviceType": "004", "hostName": "simulator.example.com", "areaCode": "0755",
            "userData": "order-17",
        })
    );

    let file = host.fetch(&record);
    assert_eq!(file.headers, [("Content-Type", String::from("audio/wav"))]);
    assert_eq!((&file.body[..4], &file.body[8..12]), (b"RIFF".as_slice(), b"WAVE".as_slice()));
    // 90 seconds of 8,000 bytes each.
    assert_eq!(file.body.len(), 58 + 720_000);

    // B calls back, and A sees X.
    let report = host.call(&person(2), X1, Script::default());
    let callee = report.callee.expect("the callee's phone");
    assert_eq!((callee.number.as_str(), callee.shows.as_str()), (person(1).as_str(), X1));
    assert_eq!(report.caller.sounds(), ["ringBack", "record-notice.wav", "voice", "hungUp"]);
    let record = host.record();
    assert_eq!(
        (&record["direction"], &record["callerNum"], &record["fwdDstNum"]),
        (&json!(0), &json!(person(2)), &json!(person(1)))
    );

    // A binding that goes meanwhile does not cut a call; the next one does not come about.
    let session = host.dial(&person(1), X1, Script::default());
    host.client.delete(&format!("subscriptionId={}", id.as_str().expect("an id"))).accepted();
    host.run();
    assert_eq!(host.report(&session).ending, Some(Ending::Released));
    host.taken.clear();
    let report = host.call(&person(1), X1, Script::default());
    assert_eq!((report.ending, report.callee), (Some(Ending::InvalidCall), None));
    assert_eq!(report.caller.sounds(), ["failure", "hungUp"]);
    assert_eq!(host.event_types(), ["callin", "disconnect"]);
    let record = host.record();
    assert_eq!(
        (&record["ulFailReason"], &record["subscriptionId"], &record["direction"]),
        (&json!(8014), &json!(""), &json!(2))
    );
    assert_eq!((record.get("fwdDstNum"), record.get("fwdAnswerTime")), (None, None));
    assert_eq!(record["failTime"], record["callEndTime"]);
    assert!(host.bodies(PushKind::Callin).is_empty());
}
