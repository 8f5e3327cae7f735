//! Whatever is done in whatever order, the platform holds what a plain list of bindings would hold.

use proptest::prelude::*;
use serde_json::json;

use crate::client::{Client, X1, X2, person};

#[derive(Debug, Clone)]
enum Step {
    Bind { a: u32, b: u32, x: usize, duration: u64 },
    Modify { which: usize, a: Option<u32>, duration: Option<u64> },
    Delete { which: usize },
    Clear { x: usize },
    Wait { seconds: u64 },
}

/// What the list knows of a binding.
#[derive(Debug, Clone, PartialEq)]
struct Pair {
    id: String,
    x: usize,
    a: u32,
    b: u32,
    end: Option<u64>,
}

const NUMBERS: [&str; 2] = [X1, X2];

fn any_step() -> impl Strategy<Value = Step> {
    let duration = || prop_oneof![Just(0_u64), 1_u64..20];
    prop_oneof![
        4 => (0_u32..8, 0_u32..8, 0_usize..2, duration())
            .prop_map(|(a, b, x, duration)| Step::Bind { a, b, x, duration }),
        2 => (0_usize..6, proptest::option::of(0_u32..8), proptest::option::of(duration()))
            .prop_map(|(which, a, duration)| Step::Modify { which, a, duration }),
        1 => (0_usize..6).prop_map(|which| Step::Delete { which }),
        1 => (0_usize..2).prop_map(|x| Step::Clear { x }),
        2 => (1_u64..15).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

fn occurs(list: &[Pair], x: usize, number: u32) -> bool {
    list.iter().any(|pair| pair.x == x && (pair.a == number || pair.b == number))
}

fn end(now: u64, duration: u64) -> Option<u64> {
    (duration > 0).then_some(now + duration)
}

/// Takes one step on both sides and compares what is answered.
fn take(step: &Step, client: &mut Client, list: &mut Vec<Pair>, now: &mut u64) {
    match *step {
        Step::Bind { a, b, x, duration } => {
            let answer = client.create(&json!({
                "callerNum": person(a), "relationNum": NUMBERS[x], "calleeNum": person(b), "duration": duration,
            }));
            if a == b {
                answer.refused(403, "1010002");
            } else if occurs(list, x, a) || occurs(list, x, b) {
                answer.refused(403, "1012010");
            } else {
                let id = answer.accepted().text("subscriptionId").to_owned();
                list.push(Pair { id, x, a, b, end: end(*now, duration) });
            }
        }
        Step::Modify { which, a, duration } => {
            let Some(mut pair) = list.get(which).cloned() else { return };
            let mut body = json!({ "subscriptionId": pair.id });
            if let Some(a) = a {
                body["callerNum"] = json!(person(a));
                pair.a = a;
            }
            if let Some(duration) = duration {
                body["duration"] = json!(duration);
                pair.end = end(*now, duration);
            }
            let others: Vec<Pair> = list.iter().filter(|other| other.id != pair.id).cloned().collect();
            let answer = client.modify(&body);
            if pair.a == pair.b {
                answer.refused(403, "1010002");
            } else if occurs(&others, pair.x, pair.a) {
                answer.refused(403, "1012010");
            } else {
                answer.accepted();
                list[which] = pair;
            }
        }
        Step::Delete { which } => {
            if which < list.len() {
                let pair = list.remove(which);
                client.delete(&format!("subscriptionId={}", pair.id)).accepted();
            }
        }
        Step::Clear { x } => {
            let answer = client.delete(&format!("relationNum={}", NUMBERS[x].replace('+', "%2B")));
            if list.iter().any(|pair| pair.x == x) {
                answer.accepted();
                list.retain(|pair| pair.x != x);
            } else {
                answer.refused(403, "1012007");
            }
        }
        Step::Wait { seconds } => {
            *now += seconds;
            let before = list.len();
            list.retain(|pair| pair.end.is_none_or(|end| end > *now));
            assert_eq!(client.platform.advance(seconds), before - list.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_platform_holds_what_a_plain_list_would(steps in proptest::collection::vec(any_step(), 1..60)) {
        let mut client = Client::new();
        let mut list: Vec<Pair> = Vec::new();
        let mut now = 0;
        for step in &steps {
            take(step, &mut client, &mut list, &mut now);
            let state = client.platform.state();
            let held: Vec<Pair> = state["bindings"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|binding| Pair {
                    id: binding["subscriptionId"].as_str().expect("an id").to_owned(),
                    x: usize::from(binding["relationNum"] == json!(X2)),
                    a: (0..8).find(|n| binding["callerNum"] == json!(person(*n))).expect("a known A"),
                    b: (0..8).find(|n| binding["calleeNum"] == json!(person(*n))).expect("a known B"),
                    end: binding["remainingSeconds"].as_u64().map(|remaining| now + remaining),
                })
                .collect();
            prop_assert_eq!(&held, &list);
            for (x, number) in NUMBERS.into_iter().enumerate() {
                let count = list.iter().filter(|pair| pair.x == x).count();
                let shown = &state["applications"][0]["numbers"][x];
                prop_assert_eq!((&shown["number"], &shown["bindings"]), (&json!(number), &json!(count)));
            }
        }
    }
}
