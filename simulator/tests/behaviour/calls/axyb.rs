//! The story of AXYB: B calls X and A sees Y; A calls Y and B sees X.

use privatenumber_simulator::{Ending, Mode, Script};
use serde_json::json;

use super::host::Host;
use crate::client::person;

#[test]
fn bind_be_called_call_the_y_that_was_shown_read_the_pushes_unbind_call_again() {
    let mut host = Host::new(Mode::Axyb);
    let target = format!("/rest/omp/xyrelationnumber/v1.0?app_key={}", host.client.key);
    let bound = host
        .post(&target, &json!({ "origNum": person(1), "areaCode": "0755", "preVoiceX": "ring.wav", "userData": "u" }));
    let (x, id) = (bound["relationNumber"].as_str().expect("X").to_owned(), bound["subscriptionId"].clone());

    // Nobody is bound to A yet; whoever calls X is given a Y.
    let report = host.call(&person(2), &x, Script::default());
    let callee = report.callee.expect("the callee's phone");
    let y = callee.shows.clone();
    assert_eq!(callee.number, person(1));
    assert_ne!(y, x);
    assert_eq!(host.events()[1]["statusInfo"]["caller"], json!(y));
    let record = host.record();
    assert_eq!(
        (
            &record["serviceType"],
            &record["direction"],
            &record["bindNum"],
            &record["fwdDisplayNum"],
            &record["subscriptionId"]
        ),
        (&json!("007"), &json!(0), &json!(x), &json!(y), &id)
    );

    // A calls that Y, and B sees X.
    let report = host.call(&person(1), &y, Script::default());
    assert_eq!(report.caller.sounds(), ["ring.wav", "voice", "hungUp"]);
    let callee = report.callee.expect("the callee's phone");
    assert_eq!((callee.number, callee.shows), (person(2), x.clone()));
    let record = host.record();
    assert_eq!(
        (&record["direction"], &record["calleeNum"], &record["fwdDisplayNum"]),
        (&json!(1), &json!(y), &json!(x))
    );

    // Nobody else can call Y; the B behind it calls itself, and so does A with X.
    for (from, to, ending) in [
        (person(3), &y, Ending::BindingMissing),
        (person(2), &y, Ending::OwnPrivateNumber),
        (person(1), &x, Ending::OwnPrivateNumber),
        (String::from("+8675528000001"), &x, Ending::FixedLineCaller),
    ] {
        assert_eq!(host.call(&from, to, Script::default()).ending, Some(ending));
    }

    // With YB goes A's way to B, and with AX everything.
    let unbind = |host: &mut Host, more: &str| {
        let id = id.as_str().expect("an id");
        host.client.send_bytes("DELETE", &format!("{target}&subscriptionId={id}{more}"), b"").accepted();
    };
    unbind(&mut host, &format!("&bNum=%2B{}", person(2).trim_start_matches('+')));
    assert_eq!(host.call(&person(1), &y, Script::default()).ending, Some(Ending::BindingMissing));
    unbind(&mut host, "");
    assert_eq!(host.call(&person(2), &x, Script::default()).ending, Some(Ending::BindingMissing));
}

#[test]
fn one_y_means_another_b_for_each_a_and_direction_and_lack_of_y_end_a_call() {
    let mut host = Host::new(Mode::Axyb);
    let target = format!("/rest/omp/xyrelationnumber/v1.0?app_key={}", host.client.key);
    let ax = |host: &mut Host, a: u32, direction: u8| {
        let bound = host.post(
            &target,
            &json!({ "origNum": person(a), "areaCode": "0755", "areaMatchMode": "1", "callDirection": direction }),
        );
        bound["relationNumber"].as_str().expect("X").to_owned()
    };
    let (x1, x2) = (ax(&mut host, 1, 0), ax(&mut host, 2, 2));
    let shown = |host: &mut Host, from: u32, x: &str| {
        host.call(&person(from), x, Script::default()).callee.expect("the callee's phone").shows
    };
    let (y1, y2) = (shown(&mut host, 11, &x1), shown(&mut host, 12, &x2));
    assert_eq!(y1, y2);
    let reached = host.call(&person(1), &y1, Script::default()).callee.expect("the callee's phone");
    assert_eq!(reached.number, person(11));
    assert_eq!(host.call(&person(2), &y2, Script::default()).ending, Some(Ending::DirectionNotAllowed));

    // Six numbers: each AX more takes one, until nobody can be given a Y.
    let x3 = ax(&mut host, 3, 1);
    assert_eq!(host.call(&person(13), &x3, Script::default()).ending, Some(Ending::DirectionNotAllowed));
    let mut host = Host::with(Mode::Axyb, |application| application.numbers.truncate(1));
    let x = ax(&mut host, 1, 0);
    assert_eq!(host.call(&person(13), &x, Script::default()).ending, Some(Ending::NoYLeft));
}

#[test]
fn of_two_b_behind_one_y_the_one_bound_first_is_reached_and_after_it_the_other() {
    let mut host = Host::new(Mode::Axyb);
    let target = format!("/rest/omp/xyrelationnumber/v1.0?app_key={}", host.client.key);
    let mut pairs = Vec::new();
    for b in [11, 12] {
        let ax = host.post(&target, &json!({ "origNum": person(1), "areaCode": "0755" }));
        let id = ax["subscriptionId"].as_str().expect("an id").to_owned();
        let yb = host.post(&target, &json!({ "origNum": person(b), "subscriptionId": id, "areaCode": "020" }));
        pairs.push((id, yb["relationNumber"].as_str().expect("Y").to_owned(), person(b)));
    }
    let y = pairs[0].1.clone();
    assert_eq!(pairs[1].1, y);
    for (id, _, b) in pairs {
        let report = host.call(&person(1), &y, Script::default());
        assert_eq!(report.callee.map(|callee| callee.number), Some(b.clone()));
        assert_eq!(host.call(&b, &y, Script::default()).ending, Some(Ending::OwnPrivateNumber));
        let unbound = host.client.send_bytes("DELETE", &format!("{target}&subscriptionId={id}"), b"");
        unbound.accepted();
        assert_eq!(host.call(&b, &y, Script::default()).ending, Some(Ending::BindingMissing));
    }
    assert_eq!(host.call(&person(1), &y, Script::default()).ending, Some(Ending::BindingMissing));
}
