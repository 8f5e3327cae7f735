//! Whatever is done in whatever order, the platform holds what a plain list of bindings would hold.

use proptest::prelude::*;
use serde_json::json;

use super::{Caller, X1, X2, escaped};
use crate::client::person;

const NUMBERS: [&str; 2] = [X1, X2];

/// Extensions of one digit, so that an X is full soon.
const DIGITS: u8 = 1;
const EXTENSIONS: std::ops::RangeInclusive<u32> = 1..=9;

#[derive(Debug, Clone)]
enum Step {
    Bind { x: usize, a: u32, extension: Option<u32>, minutes: u64 },
    Pick { a: u32, minutes: u64 },
    Modify { which: usize, minutes: u64 },
    Delete { which: usize },
    DeleteBehind { x: usize, extension: u32 },
    Wait { minutes: u64 },
}

/// What the list knows of a binding.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    id: String,
    x: usize,
    extension: u32,
    a: u32,
    /// In minutes.
    end: Option<u64>,
}

fn any_step() -> impl Strategy<Value = Step> {
    let minutes = || prop_oneof![Just(0_u64), 1_u64..30];
    let (x, a) = (|| 0_usize..2, || 0_u32..14);
    prop_oneof![
        6 => (x(), a(), proptest::option::of(EXTENSIONS), minutes())
            .prop_map(|(x, a, extension, minutes)| Step::Bind { x, a, extension, minutes }),
        2 => (a(), minutes()).prop_map(|(a, minutes)| Step::Pick { a, minutes }),
        1 => (0_usize..18, minutes()).prop_map(|(which, minutes)| Step::Modify { which, minutes }),
        1 => (0_usize..18).prop_map(|which| Step::Delete { which }),
        1 => (x(), EXTENSIONS).prop_map(|(x, extension)| Step::DeleteBehind { x, extension }),
        1 => (1_u64..10).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

fn end(now: u64, minutes: u64) -> Option<u64> {
    (minutes > 0).then_some(now + minutes)
}

fn is_taken(list: &[Entry], x: usize, extension: u32) -> bool {
    list.iter().any(|entry| entry.x == x && entry.extension == extension)
}

fn lowest_free(list: &[Entry], x: usize) -> Option<u32> {
    EXTENSIONS.into_iter().find(|extension| !is_taken(list, x, *extension))
}

fn carries(list: &[Entry], x: usize, a: u32) -> bool {
    list.iter().any(|entry| entry.x == x && entry.a == a)
}

/// Takes one step on both sides and compares what is answered.
fn take(step: &Step, caller: &mut Caller, list: &mut Vec<Entry>, now: &mut u64) {
    match *step {
        Step::Bind { x, a, extension, minutes } => {
            let mut body = json!({
                "virtualNum": NUMBERS[x], "bindNum": person(a), "timeUnit": "1", "bindExpiredTime": minutes,
            });
            if let Some(extension) = extension {
                body["extendNum"] = json!(extension.to_string());
            }
            let answer = caller.create(&body);
            match lowest_free(list, x) {
                None => drop(answer.refused(403, "1012008")),
                Some(_) if carries(list, x, a) => drop(answer.refused(403, "1012010")),
                Some(_) if extension.is_some_and(|extension| is_taken(list, x, extension)) => {
                    answer.refused(403, "1020167");
                }
                Some(lowest) => {
                    let extension = extension.unwrap_or(lowest);
                    let answer = answer.accepted();
                    assert_eq!(answer.text("extendNum"), extension.to_string());
                    let id = answer.text("subscriptionId").to_owned();
                    list.push(Entry { id, x, extension, a, end: end(*now, minutes) });
                }
            }
        }
        Step::Pick { a, minutes } => {
            let answer = caller.create(&json!({
                "areaCode": "0755", "bindNum": person(a), "timeUnit": "1", "bindExpiredTime": minutes,
            }));
            let room = (0..NUMBERS.len())
                .filter(|x| !carries(list, *x, a))
                .find_map(|x| lowest_free(list, x).map(|extension| (x, extension)));
            let Some((x, extension)) = room else {
                answer.refused(403, "1012008");
                return;
            };
            let answer = answer.accepted();
            let assigned = (answer.text("virtualNum"), answer.text("extendNum"));
            assert_eq!(assigned, (NUMBERS[x], extension.to_string().as_str()));
            let id = answer.text("subscriptionId").to_owned();
            list.push(Entry { id, x, extension, a, end: end(*now, minutes) });
        }
        Step::Modify { which, minutes } => {
            let Some(entry) = list.get_mut(which) else { return };
            let body = json!({ "subscriptionId": entry.id, "timeUnit": "1", "bindExpiredTime": minutes });
            caller.modify(&body).accepted();
            entry.end = end(*now, minutes);
        }
        Step::Delete { which } => {
            if which < list.len() {
                let entry = list.remove(which);
                caller.delete(&format!("subscriptionId={}", entry.id)).accepted();
            }
        }
        Step::DeleteBehind { x, extension } => {
            let answer = caller.delete(&format!("virtualNum={}&extendNum={extension}", escaped(NUMBERS[x])));
            if is_taken(list, x, extension) {
                answer.accepted();
                list.retain(|entry| (entry.x, entry.extension) != (x, extension));
            } else {
                answer.refused(403, "1016001");
            }
        }
        Step::Wait { minutes } => {
            *now += minutes;
            let before = list.len();
            list.retain(|entry| entry.end.is_none_or(|end| end > *now));
            assert_eq!(caller.client.platform.advance(minutes * 60), before - list.len());
        }
    }
}

/// The ids of an X as the pages of the newer query give them.
fn paged(caller: &mut Caller, x: usize) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), String::from("0000000000000_0"));
    loop {
        let query = format!("virtualNum={}&limit=4&cursor={cursor}", escaped(NUMBERS[x]));
        let content = caller.query_v2(&query).accepted().content;
        let items = content["extendNumList"].as_array().expect("a list").iter();
        ids.extend(items.map(|item| item["subscriptionId"].as_str().expect("an id").to_owned()));
        match content["nextCusor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => return ids,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_platform_holds_what_a_plain_list_would(steps in proptest::collection::vec(any_step(), 1..80)) {
        let mut caller = Caller::with(|application| application.extension_digits = DIGITS);
        let mut list: Vec<Entry> = Vec::new();
        let mut now = 0;
        for step in &steps {
            take(step, &mut caller, &mut list, &mut now);
            let state = caller.client.platform.state();
            let held: Vec<Entry> = state["bindings"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|binding| Entry {
                    id: binding["subscriptionId"].as_str().expect("an id").to_owned(),
                    x: usize::from(binding["virtualNum"] == json!(X2)),
                    extension: binding["extendNum"].as_str().and_then(|text| text.parse().ok()).expect("an extension"),
                    a: (0..14).find(|n| binding["bindNum"] == json!(person(*n))).expect("a known A"),
                    end: binding["remainingSeconds"].as_u64().map(|remaining| now + remaining / 60),
                })
                .collect();
            prop_assert_eq!(&held, &list);
        }
        let counts = caller.count("").accepted().content;
        for (x, number) in NUMBERS.into_iter().enumerate() {
            let ids: Vec<String> = list.iter().filter(|entry| entry.x == x).map(|entry| entry.id.clone()).collect();
            prop_assert_eq!(&counts["virtualNumList"][x], &json!({ "number": number, "count": ids.len() }));
            if !ids.is_empty() {
                prop_assert_eq!(paged(&mut caller, x), ids);
            }
            for entry in list.iter().filter(|entry| entry.x == x) {
                let query = format!("virtualNum={}&extendNum={}", escaped(number), entry.extension);
                let found = caller.query(&query).accepted();
                prop_assert_eq!(found.text("subscriptionId"), &entry.id);
            }
        }
    }
}
