//! Whatever is done in whatever order, the platform holds what a plain list of bindings would hold: an X is one A's, and
//! an A has five X at most.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::subscriber::{Subscriber, X, escaped};
use crate::client::person;

const PEOPLE: u32 = 2;
const MOST: usize = 5;

#[derive(Debug, Clone)]
enum Step {
    Bind { a: u32, x: usize },
    Pick { a: u32 },
    HandOver { x: usize, a: u32 },
    Call { x: usize, callee: u32, duration: u64 },
    Delete { which: usize },
    Free { x: usize },
    Wait { seconds: u64 },
}

/// What the list knows of a binding.
#[derive(Debug, Clone, PartialEq)]
struct Pair {
    id: String,
    a: u32,
    x: usize,
    /// Whom A reaches, and until when.
    callee: Option<(u32, u64)>,
}

fn any_step() -> impl Strategy<Value = Step> {
    let (a, x) = (0..PEOPLE, 0..X.len());
    prop_oneof![
        6 => (a.clone(), x.clone()).prop_map(|(a, x)| Step::Bind { a, x }),
        3 => a.clone().prop_map(|a| Step::Pick { a }),
        3 => (x.clone(), a.clone()).prop_map(|(x, a)| Step::HandOver { x, a }),
        3 => (x.clone(), a, 1_u64..20).prop_map(|(x, callee, duration)| Step::Call { x, callee, duration }),
        1 => (0..X.len()).prop_map(|which| Step::Delete { which }),
        1 => x.prop_map(|x| Step::Free { x }),
        2 => (1_u64..15).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

fn count(list: &[Pair], a: u32) -> usize {
    list.iter().filter(|pair| pair.a == a).count()
}

/// Takes one step on both sides and compares what is answered.
fn take(step: &Step, subscriber: &mut Subscriber, list: &mut Vec<Pair>, now: &mut u64) {
    match *step {
        Step::Bind { a, x } => {
            let answer = subscriber.bind(&person(a), X[x]);
            let holder = list.iter().find(|pair| pair.x == x).map(|pair| pair.a);
            if holder == Some(a) {
                answer.refused(403, "1016002");
            } else if count(list, a) == MOST {
                answer.refused(403, "1011003");
            } else if holder.is_some() {
                answer.refused(403, "1011005");
            } else {
                let id = answer.accepted().text("subscriptionId").to_owned();
                list.push(Pair { id, a, x, callee: None });
            }
        }
        Step::Pick { a } => {
            let answer = subscriber.create(&json!({
                "origNum": person(a), "privateNumType": "mobile-virtual", "areaCode": "0755",
            }));
            // The first three are those of the city.
            let free = (0..3).find(|x| list.iter().all(|pair| pair.x != *x));
            match free {
                _ if count(list, a) == MOST => drop(answer.refused(403, "1011003")),
                None => drop(answer.refused(403, "1011002")),
                Some(x) => {
                    let answer = answer.accepted();
                    assert_eq!(answer.text("privateNum"), X[x]);
                    list.push(Pair { id: answer.text("subscriptionId").to_owned(), a, x, callee: None });
                }
            }
        }
        Step::HandOver { x, a } => {
            let answer = subscriber.modify(&json!({ "privateNum": X[x], "origNum": person(a) }));
            let has_room = count(list, a) < MOST;
            match list.iter_mut().find(|pair| pair.x == x) {
                None => drop(answer.refused(403, "1016001")),
                Some(pair) if pair.a == a => drop(answer.refused(403, "1016002")),
                Some(_) if !has_room => drop(answer.refused(403, "1011003")),
                Some(pair) => {
                    answer.accepted();
                    pair.a = a;
                    pair.callee = None;
                }
            }
        }
        Step::Call { x, callee, duration } => {
            let body = json!({ "privateNum": X[x], "calleeNum": person(callee), "duration": duration });
            let answer = subscriber.set_callee(&body);
            match list.iter_mut().find(|pair| pair.x == x) {
                None => drop(answer.refused(403, "1016001")),
                Some(pair) if pair.a == callee => drop(answer.refused(403, "1010002")),
                Some(pair) => {
                    answer.accepted();
                    pair.callee = Some((callee, *now + duration));
                }
            }
        }
        Step::Delete { which } => {
            if which < list.len() {
                let pair = list.remove(which);
                subscriber.delete(&format!("subscriptionId={}", pair.id)).accepted();
            }
        }
        Step::Free { x } => {
            let answer = subscriber.delete(&format!("privateNum={}", escaped(X[x])));
            if list.iter().any(|pair| pair.x == x) {
                answer.accepted();
                list.retain(|pair| pair.x != x);
            } else {
                answer.refused(403, "1016001");
            }
        }
        Step::Wait { seconds } => {
            *now += seconds;
            for pair in list.iter_mut() {
                pair.callee = pair.callee.filter(|(_, end)| *end > *now);
            }
            assert_eq!(subscriber.client.platform.advance(seconds), 0);
        }
    }
}

fn who(number: &Value) -> Option<u32> {
    (0..PEOPLE).find(|n| *number == json!(person(*n)))
}

fn held(state: &Value, now: u64) -> Vec<Pair> {
    let bindings = state["bindings"].as_array().into_iter().flatten();
    bindings
        .map(|binding| {
            let callee = &binding["temporaryCallee"];
            Pair {
                id: binding["subscriptionId"].as_str().expect("an id").to_owned(),
                a: who(&binding["origNum"]).expect("a known A"),
                x: X.iter().position(|x| binding["privateNum"] == json!(x)).expect("a known X"),
                callee: who(&callee["calleeNum"])
                    .zip(callee["remainingSeconds"].as_u64())
                    .map(|(callee, remaining)| (callee, now + remaining)),
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_platform_holds_what_a_plain_list_would(steps in proptest::collection::vec(any_step(), 1..60)) {
        let mut subscriber = Subscriber::with(|_| ());
        let mut list: Vec<Pair> = Vec::new();
        let mut now = 0;
        for step in &steps {
            take(step, &mut subscriber, &mut list, &mut now);
            let state = subscriber.client.platform.state();
            prop_assert_eq!(&held(&state, now), &list);
            for (x, number) in X.into_iter().enumerate() {
                let count = list.iter().filter(|pair| pair.x == x).count();
                prop_assert!(count <= 1);
                let shown = &state["applications"][0]["numbers"][x];
                prop_assert_eq!((&shown["number"], &shown["bindings"]), (&json!(number), &json!(count)));
            }
            for a in 0..PEOPLE {
                let wanted: Vec<&str> = list.iter().filter(|pair| pair.a == a).map(|pair| X[pair.x]).collect();
                prop_assert!(wanted.len() <= MOST);
                let answer = subscriber.query(&format!("origNum={}", escaped(&person(a))));
                if wanted.is_empty() {
                    answer.refused(403, "1016001");
                } else {
                    let found: Vec<Value> = answer.accepted().content["privateNumList"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(|item| item["privateNum"].clone())
                        .collect();
                    prop_assert_eq!(found, wanted);
                }
            }
        }
    }
}
