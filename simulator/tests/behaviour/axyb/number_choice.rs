//! Which numbers become X and Y: there is no way to name one.

use std::collections::BTreeSet;

use privatenumber_simulator::{Mode, NumberCondition, Setup};
use serde_json::{Value, json};

use super::{NUMBERS, bind, bind_ax, bind_yb, client_of, delete};
use crate::client::{Client, person};

fn number(client: &mut Client, body: &Value) -> String {
    bind(client, body).accepted().text("relationNumber").to_owned()
}

#[test]
fn a_city_without_a_number_is_refused_unless_another_will_do() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    for mut body in [
        json!({ "origNum": person(2), "areaCode": "0769" }),
        json!({ "origNum": person(2), "areaCode": "0769", "subscriptionId": id }),
    ] {
        bind(&mut client, &body).refused(403, "1012008");
        body["areaMatchMode"] = json!("0");
        bind(&mut client, &body).refused(403, "1012008");
        body["areaMatchMode"] = json!("1");
        // 0755 lies in 0769's province.
        let taken = number(&mut client, &body);
        assert!(NUMBERS[1..3].contains(&taken.as_str()), "{taken}");
    }
}

#[test]
fn loose_takes_any_at_random_where_the_province_has_none_and_the_seed_repeats_it() {
    let draw = |seed: u64| -> Vec<String> {
        let mut setup = Setup { seed, ..Setup::default() };
        setup.applications.retain(|application| application.mode == Mode::Axyb);
        let mut client = Client::of(setup);
        (0..6)
            .map(|n| number(&mut client, &json!({ "origNum": person(n), "areaCode": "021", "areaMatchMode": "1" })))
            .collect()
    };
    let first = draw(1);
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 6, "{first:?}");
    assert_eq!(first, draw(1));
    assert_ne!(first, draw(2));
}

#[test]
fn without_area_code_y_is_of_x_s_city_and_if_there_is_none_of_another() {
    let mut client = Client::of_mode(Mode::Axyb);
    let answer = bind(&mut client, &json!({ "origNum": person(1), "areaCode": "010" })).accepted();
    let id = answer.text("subscriptionId");
    for (n, area_code) in [(2, json!(null)), (3, json!(""))] {
        let mut body = json!({ "origNum": person(n), "subscriptionId": id, "areaMatchMode": "0" });
        body["areaCode"] = area_code;
        let y = number(&mut client, &body);
        assert_eq!(y == NUMBERS[5], n == 2, "{y}");
        assert_ne!(y, NUMBERS[4]);
    }
}

#[test]
fn a_number_is_x_or_y_and_free_for_either_once_it_carries_nothing() {
    let mut client = client_of(|application| application.numbers.truncate(2));
    let id = bind_ax(&mut client, &person(1));
    assert_eq!(bind_yb(&mut client, &id, &person(2)), NUMBERS[1]);
    let another = json!({ "origNum": person(3), "areaCode": "0755" });
    bind(&mut client, &another).refused(403, "1012008");
    delete(&mut client, &format!("subscriptionId={id}&bNum=%2B8613800000002")).accepted();
    assert_eq!(number(&mut client, &another), NUMBERS[1]);
    bind(&mut client, &json!({ "origNum": person(2), "subscriptionId": id })).refused(403, "1012008");
    delete(&mut client, &format!("subscriptionId={id}")).accepted();
    let second = bind(&mut client, &json!({ "origNum": person(2), "areaCode": "0755" })).accepted();
    assert_eq!(second.text("relationNumber"), NUMBERS[0]);
}

#[test]
fn a_number_of_any_status_but_normal_is_not_picked() {
    for (condition, reason) in [
        (NumberCondition::Suspended, "status 9"),
        (NumberCondition::Unavailable, "status 10"),
        (NumberCondition::Frozen, "status 11"),
        (NumberCondition::Abnormal, "blacklisted"),
    ] {
        let mut client = client_of(|application| {
            application.numbers[0].condition = condition;
            application.numbers[3].condition = condition;
        });
        let id = bind_ax(&mut client, &person(1));
        let y = bind_yb(&mut client, &id, &person(2));
        assert_eq!(y, NUMBERS[2]);
        // All that keeps these from being had is their status.
        for body in [
            json!({ "origNum": person(3), "areaCode": "020" }),
            json!({ "origNum": person(3), "areaCode": "020", "subscriptionId": id }),
            json!({ "origNum": person(3), "areaCode": "0755" }),
            json!({ "origNum": person(3), "areaCode": "0755", "subscriptionId": id }),
        ] {
            bind(&mut client, &body).refused(403, "1012102");
            assert!(client.last_remark().contains(reason), "{}", client.last_remark());
        }
        bind(&mut client, &json!({ "origNum": person(3), "areaCode": "0769" })).refused(403, "1012008");
        bind(&mut client, &json!({ "origNum": person(3), "areaCode": "020", "areaMatchMode": "1" })).accepted();
    }
}

#[test]
fn where_any_city_will_do_a_bad_status_in_any_is_what_stands_in_the_way() {
    let mut client = client_of(|application| {
        application.numbers.truncate(4);
        application.numbers.drain(1..3);
        application.numbers[1].condition = NumberCondition::Frozen;
    });
    let mut body = json!({ "origNum": person(1), "areaCode": "0755", "areaMatchMode": "1" });
    assert_eq!(number(&mut client, &body), NUMBERS[0]);
    bind(&mut client, &body).refused(403, "1012102");
    body["areaMatchMode"] = json!("0");
    bind(&mut client, &body).refused(403, "1012008");
}

#[test]
fn an_application_without_numbers_can_only_refuse() {
    let mut client = client_of(|application| application.numbers.clear());
    for area_match_mode in ["0", "1"] {
        let body = json!({ "origNum": person(1), "areaCode": "0755", "areaMatchMode": area_match_mode });
        bind(&mut client, &body).refused(403, "1012008");
    }
}
