//! What is restored goes on as what was taken would have.

use privatenumber_simulator::{
    Call, Faults, Mode, Platform, Probability, PushFault, PushFaultKind, Request, RequestFault, RequestFaultKind,
    Script, Setup,
};
use serde_json::{Value, json};

use super::host::{self, Host};
use super::invariants::{Dice, World, setup};
use crate::client::{AUTHORIZATION, BINDINGS, CONTENT_TYPE, CREATED, Client, NOW_MS, X1, aksk, person};

const HISTORIES: u64 = 20;
/// How often each is taken and restored.
const FORKS: u64 = 15;
/// Steps from one to the next.
const STEPS: u64 = 6;

/// A setup in which everything that a snapshot holds occurs.
fn busy_setup() -> Setup {
    let mut setup = setup();
    for application in &mut setup.applications {
        application.daily_binds = Some(6);
        application.memory_callback = application.mode == Mode::Ax;
        application.sessions = vec![format!("session-{}", application.mode.name())];
    }
    let slow = RequestFault {
        probability: Probability::new(0.3).expect("a probability"),
        next: Some(40),
        ..RequestFault::new(RequestFaultKind::Slow)
    };
    setup.faults = Faults { requests: vec![slow], clock_skew_seconds: 7, lock_out_after: Some(9), ..Faults::default() };
    setup
}

#[test]
fn after_a_restore_whatever_happens_is_answered_as_by_the_original() {
    for seed in 1..=HISTORIES {
        let mut world = World::of(busy_setup(), seed);
        world.heard = Some(Vec::new());
        for fork in 0..FORKS {
            let taken = world.platform.snapshot();
            let mut restored = world.clone();
            restored.platform = Platform::restore(busy_setup(), &taken).expect("a snapshot");
            assert_eq!(restored.platform.snapshot(), taken, "seed {seed}, fork {fork}: at once");
            for world in [&mut world, &mut restored] {
                world.heard = Some(Vec::new());
                for _ in 0..STEPS {
                    world.step();
                }
                world.query();
            }
            assert_eq!(restored.heard, world.heard, "seed {seed}, fork {fork}");
            assert_eq!(restored.platform.state(), world.platform.state(), "seed {seed}, fork {fork}");
            assert_eq!(restored.platform.snapshot(), world.platform.snapshot(), "seed {seed}, fork {fork}");
            // So each is restored from one that was restored.
            world = restored;
        }
    }
}

#[test]
fn faults_that_are_under_way_are_in_a_snapshot() {
    let fault = RequestFault {
        probability: Probability::new(0.5).expect("a probability"),
        next: Some(20),
        ..RequestFault::new(RequestFaultKind::AnswerLost)
    };
    let pushes = [PushFaultKind::Duplicate, PushFaultKind::Reordered]
        .map(|kind| PushFault { probability: Probability::new(0.4).expect("a probability"), ..PushFault::new(kind) });
    let mut host = Host::new(Mode::Axb);
    let faults = Faults { requests: vec![fault], pushes: pushes.into(), lock_out_after: Some(2), ..Faults::default() };
    host.client.platform.set_faults(faults).expect("good faults");
    let go_on = |platform: &mut Platform, key: &str, secret: &str| {
        let mut heard = Vec::new();
        let aksk = aksk(key, secret, "1", CREATED);
        for n in 0..30 {
            let body = json!({ "callerNum": person(n * 2), "relationNum": X1, "calleeNum": person(n * 2 + 1) });
            let body = body.to_string().into_bytes();
            let headers = [("Content-Type", CONTENT_TYPE), ("Authorization", AUTHORIZATION), ("X-AKSK", aksk.as_str())];
            let response =
                platform.answer(&Request { method: "POST", target: BINDINGS, headers: &headers, body: &body }, NOW_MS);
            heard.push(format!("{:?} {}", response.delivery, String::from_utf8_lossy(&response.body)));
            platform.call(&Call::new(person(n * 2), X1).with(Script::default())).expect("a call");
            platform.advance(20);
            for _ in 0..2 {
                if let Some(push) = platform.next_push() {
                    heard.push(push.to_json().to_string());
                    platform.push_answered(push.id, 200, &[], b"");
                }
            }
        }
        heard
    };
    let Client { mut platform, key, secret, .. } = host.client;
    for secret in [secret.as_str(), "wrong", secret.as_str()] {
        let mut restored = Platform::restore(host::setup(Mode::Axb, |_| {}), &platform.snapshot()).expect("a snapshot");
        let heard = go_on(&mut platform, &key, secret);
        assert_eq!(go_on(&mut restored, &key, secret), heard);
        assert_eq!(restored.snapshot(), platform.snapshot());
    }
    let log = platform.state()["log"].to_string();
    assert!(log.contains("1020176") && log.contains("answerLost"), "{log}");
}

#[test]
fn a_push_that_was_under_way_is_known_after_a_restore_and_can_be_told_to_have_failed() {
    let mut host = Host::new(Mode::Axb);
    host.client.platform.call(&Call::new(person(1), X1)).expect("a call");
    let push = host.client.platform.next_push().expect("an event");
    let taken = host.client.platform.snapshot();
    let mut restored = Platform::restore(host::setup(Mode::Axb, |_| {}), &taken).expect("a snapshot");
    assert_eq!(restored.pushes_under_way(), [push.id]);
    assert!(restored.push_failed(push.id));
    assert!(restored.pushes_under_way().is_empty());
    restored.advance(60);
    let again = std::iter::from_fn(|| restored.next_push()).find(|again| again.id == push.id).expect("the push again");
    assert_eq!((again.attempt, again.body), (2, push.body));
}

#[test]
fn a_snapshot_is_the_same_for_the_same_state_and_holds_no_secret() {
    let world = |seed: u64| {
        let mut world = World::new(seed);
        (0..200).for_each(|_| world.step());
        world.platform.snapshot()
    };
    assert_eq!(world(3), world(3));
    let mut client = Client::new();
    client.bind(&person(1), X1, &person(2)).accepted();
    let snapshot = client.platform.snapshot();
    assert!(snapshot.contains(&person(1)) && !snapshot.contains(&client.secret));
    assert!(Setup::default().applications.iter().all(|application| !snapshot.contains(&application.app_secret)));
}

#[test]
fn what_is_no_snapshot_or_one_of_another_setup_is_refused_in_words() {
    let snapshot = Client::new().platform.snapshot();
    let half = snapshot.get(..500).expect("ASCII");
    let other = snapshot.replacen("\"version\":1", "\"version\":2", 1);
    for text in ["", "{}", "[]", "null", "{\"format\":\"+8613800000001\",\"version\":1}", &other, half] {
        let error = Platform::restore(Setup::default(), text).expect_err("no snapshot");
        assert_eq!(error.field, "snapshot", "{error}");
        assert!(!error.to_string().contains("13800000001"));
    }
    type Change = fn(&mut Setup);
    let changes: [(&str, Change); 5] = [
        ("snapshot.accounts", |setup| drop(setup.applications.pop())),
        ("snapshot.accounts[0]", |setup| setup.applications[0].app_key.push('x')),
        ("snapshot.accounts[1]", |setup| drop(setup.applications[1].numbers.pop())),
        ("snapshot.accounts[2]", |setup| setup.applications[2].extension_digits = 3),
        ("snapshot.accounts[3]", |setup| setup.applications[3].mode = Mode::X),
    ];
    for (field, change) in changes {
        let mut setup = Setup::default();
        change(&mut setup);
        let error = Platform::restore(setup, &snapshot).expect_err("another setup");
        assert_eq!(error.field, field, "{error}");
    }
    // What it does not depend on may have changed.
    let mut setup = Setup::default();
    setup.applications[0].tones.clear();
    setup.applications[0].created_window = None;
    setup.applications[0].app_secret = String::from("another");
    assert!(Platform::restore(setup, &snapshot).is_ok());
}

/// Asks for operations of each mode, whatever comes of it.
fn ask_everything(platform: &mut Platform, n: u32) {
    let (a, b) = (person(n), person(n + 1));
    for (mode, path, query, x, body) in [
        ("ax", "/rest/provision/caas/privatenumber/v1.0", "?", "privateNum", json!({ "origNum": a })),
        (
            "axb",
            "/rest/caas/relationnumber/partners/v1.0",
            "?",
            "relationNum",
            json!({ "callerNum": a, "calleeNum": b }),
        ),
        ("axe", "/rest/caas/extendnumber/v1.0", "?", "virtualNum", json!({ "bindNum": a })),
        (
            "axyb",
            "/rest/omp/xyrelationnumber/v1.0?app_key=axyb",
            "&",
            "relationNum",
            json!({ "origNum": a, "areaCode": "0755", "duration": 60 }),
        ),
    ] {
        let aksk = aksk(mode, "secret", "1", "2026-01-01T00:00:07Z");
        let headers = [("Content-Type", CONTENT_TYPE), ("Authorization", AUTHORIZATION), ("X-AKSK", aksk.as_str())];
        let number = format!(
            "+861700000{}00{}",
            ["ax", "axb", "axe", "axyb"].iter().position(|m| *m == mode).unwrap_or(0),
            n % 2
        );
        let mut body = body;
        if mode != "axyb" {
            body[x] = json!(number);
        }
        let body = body.to_string();
        let by_x = format!("{path}{query}{x}=%2B{}", number.trim_start_matches('+'));
        let by_id = format!("{path}{query}subscriptionId=none");
        for (method, target, body) in
            [("POST", path, body.as_str()), ("GET", &by_x, ""), ("GET", &by_id, ""), ("DELETE", &by_x, "")]
        {
            platform.answer(&Request { method, target, headers: &headers, body: body.as_bytes() }, NOW_MS);
        }
    }
}

/// Puts something extreme in the place of some of the numbers and texts.
fn spoil(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Array(items) => {
            if dice.roll(60) == 0 {
                items.pop();
            }
            items.iter_mut().for_each(|item| spoil(item, dice));
        }
        Value::Object(members) => members.values_mut().for_each(|member| spoil(member, dice)),
        Value::Number(_) if dice.roll(25) == 0 => {
            *value = [json!(i64::MAX), json!(0), json!(1), json!(-1), json!(i64::MIN), json!(u64::MAX), json!(65_535)]
                [usize::try_from(dice.roll(7)).expect("an index")]
            .clone();
        }
        Value::String(_) if dice.roll(200) == 0 => *value = json!("+8613800000003"),
        _ => {}
    }
}

#[test]
fn a_snapshot_that_was_tampered_with_is_refused_or_goes_on_without_a_panic() {
    let mut taken = World::of(busy_setup(), 11);
    (0..150).for_each(|_| taken.step());
    let whole: Value = serde_json::from_str(&taken.platform.snapshot()).expect("JSON");
    let mut restored = 0;
    for seed in 1..=200 {
        let mut dice = Dice::new(seed);
        let mut spoilt = whole.clone();
        // One part at a time, or hardly any would be read at all.
        let parts = spoilt.as_object_mut().expect("an object");
        let names: Vec<String> =
            parts.keys().filter(|name| !["format", "version"].contains(&name.as_str())).cloned().collect();
        let name = &names[usize::try_from(dice.roll(names.len() as u64)).expect("an index")];
        spoil(parts.get_mut(name).expect("a part"), &mut dice);
        let Ok(mut platform) = Platform::restore(busy_setup(), &spoilt.to_string()) else {
            continue;
        };
        restored += 1;
        let _ = platform.state();
        for n in 0..10_u32 {
            ask_everything(&mut platform, n);
            let x = format!("+861700000{}00{}", n % 5, n % 2);
            let _ = platform.call(&Call::new(person(n % 9), x.as_str()));
            let _ = platform.sms(&privatenumber_simulator::Sms::new(person(n % 9), x, "hello"));
            platform.advance(u64::from(n) * 60);
            while let Some(push) = platform.next_push() {
                platform.push_answered(push.id, if n % 2 == 0 { 200 } else { 500 }, &[], b"");
            }
        }
        let _ = platform.snapshot();
    }
    assert!(restored > 20, "{restored}");
}
