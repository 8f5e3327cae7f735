//! How often an A may be bound a day.

use privatenumber_simulator::{Mode, Setup};
use serde_json::{Value, json};

use crate::client::{Answer, BINDINGS, Client, person};

const AX: &str = "/rest/provision/caas/privatenumber/v1.0";
const AXE: &str = "/rest/caas/extendnumber/v1.0";
const AXYB: &str = "/rest/omp/xyrelationnumber/v1.0";

/// The default application of a mode with a cap, alone.
fn client_of(mode: Mode, daily_binds: Option<u64>) -> Client {
    let mut setup = Setup::default();
    setup.applications.retain(|application| application.mode == mode);
    setup.applications[0].daily_binds = daily_binds;
    Client::of(setup)
}

fn post(client: &mut Client, path: &str, body: &Value) -> Answer {
    client.send_bytes("POST", path, body.to_string().as_bytes())
}

/// Binds an A in the client's mode, B being another each time.
fn bind(client: &mut Client, mode: Mode, a: u32, b: u32) -> Answer {
    let a = person(a);
    match mode {
        Mode::Ax => {
            let body =
                json!({ "origNum": a, "areaCode": "010", "areaMatchMode": "1", "privateNumType": "mobile-virtual" });
            post(client, AX, &body)
        }
        Mode::Axb => post(client, BINDINGS, &json!({ "callerNum": a, "calleeNum": person(b), "areaCode": "0755" })),
        Mode::Axe => post(client, AXE, &json!({ "bindNum": a, "areaCode": "0755" })),
        Mode::Axyb => {
            let target = format!("{AXYB}?app_key={}", client.key);
            post(client, &target, &json!({ "origNum": a, "areaCode": "010", "areaMatchMode": "1" }))
        }
        Mode::X => panic!("nothing is bound in X mode"),
    }
}

#[test]
fn an_a_is_bound_as_often_as_the_cap_says_and_again_the_next_day() {
    for mode in [Mode::Ax, Mode::Axb, Mode::Axyb] {
        let mut client = client_of(mode, Some(2));
        bind(&mut client, mode, 1, 11).accepted();
        bind(&mut client, mode, 1, 12).accepted();
        let answer = bind(&mut client, mode, 1, 13).refused(403, "1020182");
        assert_eq!(answer.text("resultdesc"), "The number succeeds the max bind times per day");
        let remark = client.last_remark();
        // The platform begins at 8 in the morning of China.
        assert!(remark.contains("dailyBinds") && remark.contains("in 57600 seconds"), "{remark}");
        assert!(remark.contains("+86138****0001"), "{remark}");
        bind(&mut client, mode, 2, 11).accepted();
        client.platform.advance(57_599);
        bind(&mut client, mode, 1, 13).refused(403, "1020182");
        client.platform.advance(1);
        bind(&mut client, mode, 1, 13).accepted();
    }
}

#[test]
fn the_day_ends_at_midnight_in_china_by_the_wall_clock_too() {
    let mut client = client_of(Mode::Axb, Some(1));
    bind(&mut client, Mode::Axb, 1, 11).accepted();
    client.wall_ms += 57_600_000 - 1;
    client.created = String::from("2026-01-01T15:59:59Z");
    bind(&mut client, Mode::Axb, 1, 12).refused(403, "1020182");
    assert!(client.last_remark().contains("in 1 seconds"), "{}", client.last_remark());
    client.wall_ms += 1;
    bind(&mut client, Mode::Axb, 1, 12).accepted();
}

#[test]
fn only_what_was_bound_counts_and_an_unbinding_takes_nothing_back() {
    let mut client = client_of(Mode::Axb, Some(2));
    let x = "+8617000000001";
    let id = client.bind(&person(1), x, &person(2)).accepted().text("subscriptionId").to_owned();
    client.bind(&person(1), x, &person(3)).refused(403, "1012010");
    client.bind(&person(1), "+8617099999999", &person(3)).refused(403, "1012007");
    client.delete(&format!("subscriptionId={id}")).accepted();
    client.bind(&person(1), x, &person(2)).accepted();
    client.modify(&json!({ "subscriptionId": "none" })).refused(403, "1012007");
    // Any other reason comes first: the code is the last of the table.
    client.bind(&person(1), x, &person(3)).refused(403, "1012010");
    client.bind(&person(1), "+8617000000002", &person(3)).refused(403, "1020182");
    // As B it is not counted.
    client.bind(&person(4), x, &person(5)).accepted();
    client.bind(&person(6), "+8617000000002", &person(1)).accepted();
}

#[test]
fn without_a_cap_and_in_axe_mode_nobody_counts() {
    let mut client = client_of(Mode::Axb, None);
    for _ in 0..300 {
        let id = client.bind(&person(1), "+8617000000001", &person(2)).accepted().text("subscriptionId").to_owned();
        client.delete(&format!("subscriptionId={id}")).accepted();
    }
    let mut client = client_of(Mode::Axe, Some(1));
    bind(&mut client, Mode::Axe, 1, 0).accepted();
    bind(&mut client, Mode::Axe, 1, 0).accepted();
}

#[test]
fn in_axyb_mode_neither_a_yb_bind_nor_the_y_of_a_call_counts() {
    let mut client = client_of(Mode::Axyb, Some(1));
    let answer = bind(&mut client, Mode::Axyb, 1, 0).accepted();
    let (id, x) = (answer.text("subscriptionId").to_owned(), answer.text("relationNumber").to_owned());
    let target = format!("{AXYB}?app_key={}", client.key);
    for b in [2, 3] {
        post(&mut client, &target, &json!({ "origNum": person(b), "subscriptionId": id })).accepted();
    }
    client.platform.assign_y(&x, &person(4)).expect("a Y");
    bind(&mut client, Mode::Axyb, 2, 0).accepted();
    bind(&mut client, Mode::Axyb, 1, 0).refused(403, "1020182");
}

#[test]
fn each_application_counts_for_itself_and_a_reset_begins_anew() {
    let mut setup = Setup::default();
    for application in &mut setup.applications {
        application.daily_binds = Some(1);
    }
    let mut client = Client::of(setup.clone());
    bind(&mut client, Mode::Axb, 1, 2).accepted();
    bind(&mut client, Mode::Axb, 1, 3).refused(403, "1020182");
    client.become_application(&setup, 1);
    bind(&mut client, Mode::Ax, 1, 0).accepted();
    client.platform.reset();
    bind(&mut client, Mode::Ax, 1, 0).accepted();
    client.become_application(&setup, 0);
    bind(&mut client, Mode::Axb, 1, 3).accepted();
}
