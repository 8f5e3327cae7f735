//! Whatever is done in whatever order, the platform holds what a plain list of AX and YB would hold.

use privatenumber_simulator::HangUpCause;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NUMBERS, bind, client_of, delete, escaped};
use crate::client::{Client, person};

/// The numbers there are, all of one city, the first so many of the default ones.
const COUNT: usize = 4;

#[derive(Debug, Clone)]
enum Step {
    BindAx { a: u32, duration: u64, yb_duration: u64, call_direction: u64 },
    BindYb { which: usize, b: u32, yb_duration: Option<u64> },
    Call { number: usize, caller: u32 },
    DeleteAll { which: usize },
    DeleteByY { which: usize, y: usize },
    DeleteByB { which: usize, b: u32 },
    Wait { seconds: u64 },
}

/// What the list knows of an AX.
#[derive(Debug, Clone)]
struct Ax {
    id: String,
    x: usize,
    a: u32,
    yb_duration: u64,
    call_direction: u64,
    end: Option<u64>,
    ybs: Vec<Yb>,
}

/// What the list knows of a YB.
#[derive(Debug, Clone)]
struct Yb {
    y: usize,
    b: u32,
    end: Option<u64>,
}

fn any_step() -> impl Strategy<Value = Step> {
    let life = || prop_oneof![Just(0_u64), 60_u64..90];
    prop_oneof![
        3 => (0_u32..3, life(), life(), 0_u64..3).prop_map(|(a, duration, yb_duration, call_direction)| {
            Step::BindAx { a, duration, yb_duration, call_direction }
        }),
        4 => (0_usize..4, 2_u32..6, proptest::option::of(life()))
            .prop_map(|(which, b, yb_duration)| Step::BindYb { which, b, yb_duration }),
        4 => (0..COUNT, 0_u32..6).prop_map(|(number, caller)| Step::Call { number, caller }),
        1 => (0_usize..4).prop_map(|which| Step::DeleteAll { which }),
        1 => (0_usize..4, 0..COUNT).prop_map(|(which, y)| Step::DeleteByY { which, y }),
        1 => (0_usize..4, 2_u32..6).prop_map(|(which, b)| Step::DeleteByB { which, b }),
        2 => (1_u64..60).prop_map(|seconds| Step::Wait { seconds }),
    ]
}

fn is_x(list: &[Ax], number: usize) -> bool {
    list.iter().any(|ax| ax.x == number)
}

fn times_y(list: &[Ax], number: usize) -> usize {
    list.iter().flat_map(|ax| &ax.ybs).filter(|yb| yb.y == number).count()
}

/// The number that the next YB of an AX has as its Y.
fn open_for(list: &[Ax], ax: &Ax) -> Option<usize> {
    (0..COUNT).find(|number| !is_x(list, *number) && ax.ybs.iter().all(|yb| yb.y != *number))
}

/// The Y that whoever calls a number has then, or why the call is hung up.
fn expected_of_call(list: &[Ax], number: usize, caller: u32) -> Result<usize, u16> {
    let Some(ax) = list.iter().find(|ax| ax.x == number) else {
        let is_own = list.iter().flat_map(|ax| &ax.ybs).any(|yb| (yb.y, yb.b) == (number, caller));
        return Err(if is_own { 8032 } else { 8030 });
    };
    match ax.ybs.iter().find(|yb| yb.b == caller) {
        _ if ax.a == caller => Err(8032),
        _ if ax.call_direction == 1 => Err(8016),
        Some(yb) => Ok(yb.y),
        None => open_for(list, ax).ok_or(8031),
    }
}

/// When a life that begins now ends, and with 0 never.
fn end(now: u64, seconds: u64) -> Option<u64> {
    (seconds > 0).then_some(now + seconds)
}

/// The earlier of two ends.
fn earlier(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

/// Takes one step on both sides and compares what is answered.
fn take(step: &Step, client: &mut Client, list: &mut Vec<Ax>, now: &mut u64) {
    match *step {
        Step::BindAx { a, duration, yb_duration, call_direction } => {
            let free = (0..COUNT).find(|number| !is_x(list, *number) && times_y(list, *number) == 0);
            let answer = bind(
                client,
                &json!({
                    "origNum": person(a), "areaCode": "0755", "duration": duration, "ybDuration": yb_duration,
                    "callDirection": call_direction,
                }),
            );
            let Some(x) = free else {
                answer.refused(403, "1012008");
                return;
            };
            let answer = answer.accepted();
            assert_eq!(answer.text("relationNumber"), NUMBERS[x]);
            let id = answer.text("subscriptionId").to_owned();
            list.push(Ax { id, x, a, yb_duration, call_direction, end: end(*now, duration), ybs: Vec::new() });
        }
        Step::BindYb { which, b, yb_duration } => {
            let Some(ax) = list.get(which) else { return };
            let open = open_for(list, ax);
            let answer = bind(
                client,
                &json!({ "origNum": person(b), "subscriptionId": ax.id, "areaCode": "0755", "ybDuration": yb_duration }),
            );
            if b == ax.a {
                answer.refused(403, "1010002");
            } else if ax.ybs.iter().any(|yb| yb.b == b) {
                answer.refused(403, "1016002");
            } else if let Some(y) = open {
                let answer = answer.accepted();
                assert_eq!(
                    (answer.text("relationNumber"), answer.text("subscriptionId")),
                    (NUMBERS[y], ax.id.as_str())
                );
                let end = earlier(ax.end, end(*now, yb_duration.unwrap_or(ax.yb_duration)));
                list[which].ybs.push(Yb { y, b, end });
            } else {
                answer.refused(403, "1012008");
            }
        }
        Step::Call { number, caller } => {
            let expected = expected_of_call(list, number, caller);
            let called = client.platform.assign_y(NUMBERS[number], &person(caller));
            assert_eq!(
                called.map(|assigned| assigned.y).map_err(HangUpCause::code),
                expected.map(|y| NUMBERS[y].to_owned())
            );
            let ax = list.iter_mut().find(|ax| ax.x == number);
            if let (Ok(y), Some(ax)) = (expected, ax)
                && ax.ybs.iter().all(|yb| yb.b != caller)
            {
                let end = earlier(ax.end, end(*now, ax.yb_duration));
                ax.ybs.push(Yb { y, b: caller, end });
            }
        }
        Step::DeleteAll { which } => {
            if which < list.len() {
                let ax = list.remove(which);
                delete(client, &format!("subscriptionId={}", ax.id)).accepted();
            }
        }
        Step::DeleteByY { which, y } => {
            let Some(ax) = list.get_mut(which) else { return };
            let answer = delete(client, &format!("subscriptionId={}&yNum={}", ax.id, escaped(NUMBERS[y])));
            expect_removal(ax, answer, |yb| yb.y == y);
        }
        Step::DeleteByB { which, b } => {
            let Some(ax) = list.get_mut(which) else { return };
            let answer = delete(client, &format!("subscriptionId={}&bNum={}", ax.id, escaped(&person(b))));
            expect_removal(ax, answer, |yb| yb.b == b);
        }
        Step::Wait { seconds } => {
            *now += seconds;
            let count = |list: &[Ax]| list.len() + list.iter().map(|ax| ax.ybs.len()).sum::<usize>();
            let before = count(list);
            let lives = |end: Option<u64>| end.is_none_or(|end| end > *now);
            list.retain(|ax| lives(ax.end));
            for ax in list.iter_mut() {
                ax.ybs.retain(|yb| lives(yb.end));
            }
            assert_eq!(client.platform.advance(seconds), before - count(list));
        }
    }
}

fn expect_removal(ax: &mut Ax, answer: crate::client::Answer, is_meant: impl Fn(&Yb) -> bool) {
    if ax.ybs.iter().any(&is_meant) {
        answer.accepted();
        ax.ybs.retain(|yb| !is_meant(yb));
    } else {
        answer.refused(403, "1016001");
    }
}

/// A row of the state as it follows from the list.
fn row(ax: &Ax, yb: Option<&Yb>, now: u64) -> Value {
    let left = |end: Option<u64>| end.map(|end| end - now);
    json!({
        "id": ax.id, "a": person(ax.a), "x": NUMBERS[ax.x], "y": yb.map(|yb| NUMBERS[yb.y]),
        "b": yb.map(|yb| person(yb.b)), "left": left(ax.end), "yb_left": yb.and_then(|yb| left(yb.end)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_platform_holds_what_a_plain_list_would(steps in proptest::collection::vec(any_step(), 1..60)) {
        let mut client = client_of(|application| {
            application.numbers.truncate(COUNT);
            for number in &mut application.numbers {
                number.area_code = String::from("0755");
            }
        });
        let mut list: Vec<Ax> = Vec::new();
        let mut now = 0;
        for step in &steps {
            take(step, &mut client, &mut list, &mut now);
            let state = client.platform.state();
            let held: Vec<Value> = state["bindings"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|row| json!({
                    "id": row["subscriptionId"], "a": row["numA"], "x": row["numX"], "y": row["numY"],
                    "b": row["numB"], "left": row["remainingSeconds"], "yb_left": row["ybRemainingSeconds"],
                }))
                .collect();
            let expected: Vec<Value> = list
                .iter()
                .flat_map(|ax| {
                    let alone = ax.ybs.is_empty().then(|| row(ax, None, now));
                    alone.into_iter().chain(ax.ybs.iter().map(move |yb| row(ax, Some(yb), now)))
                })
                .collect();
            prop_assert_eq!(held, expected);
            for (index, number) in NUMBERS.into_iter().take(COUNT).enumerate() {
                let count = usize::from(is_x(&list, index)) + times_y(&list, index);
                let shown = &state["applications"][0]["numbers"][index];
                prop_assert_eq!((&shown["number"], &shown["bindings"]), (&json!(number), &json!(count)));
            }
        }
    }
}
