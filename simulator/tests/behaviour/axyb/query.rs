//! The query: what is found, and under what.

use privatenumber_simulator::Mode;
use serde_json::json;

use super::{NUMBERS, bind, bind_ax, bind_yb, escaped, items, query};
use crate::client::{Client, person};

#[test]
fn an_x_finds_everything_on_it_and_so_does_the_id() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    for count in 0..3 {
        let by_id = query(&mut client, &format!("subscriptionId={id}")).accepted();
        let by_x = query(&mut client, &format!("relationNum={}", escaped(NUMBERS[0]))).accepted();
        assert_eq!(by_x.content, by_id.content);
        let fields: Vec<&str> = by_id.content.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(fields, ["resultcode", "resultdesc", "xyRelationNumList"]);
        let items = by_id.content["xyRelationNumList"].as_array().expect("a list");
        assert_eq!(items.len(), count.max(1));
        assert!(items.iter().all(|item| item["numX"] == json!(NUMBERS[0]) && item["numA"] == json!(person(1))));
        assert_eq!(items.iter().filter(|item| item["numB"].is_string()).count(), count);
        let b = u32::try_from(count).expect("a small number") + 2;
        bind(&mut client, &json!({ "origNum": person(b), "subscriptionId": id })).accepted();
    }
}

#[test]
fn the_id_wins_over_the_x_which_is_not_looked_at() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    bind_ax(&mut client, &person(2));
    for other in [escaped(NUMBERS[1]), String::from("%2B8617099999999"), String::new()] {
        let answer = query(&mut client, &format!("relationNum={other}&subscriptionId={id}")).accepted();
        assert_eq!(answer.content["xyRelationNumList"][0]["numA"], json!(person(1)));
    }
    query(&mut client, &format!("relationNum={}&subscriptionId=unknown", escaped(NUMBERS[1]))).refused(403, "1016001");
}

#[test]
fn nothing_found_is_an_error_and_not_an_empty_list() {
    let mut client = Client::of_mode(Mode::Axyb);
    query(&mut client, "subscriptionId=unknown").refused(403, "1016001");
    query(&mut client, &format!("relationNum={}", escaped(NUMBERS[0]))).refused(403, "1016001");
    assert!(client.last_remark().contains("nothing is bound"), "{}", client.last_remark());
    query(&mut client, "relationNum=%2B8617099999999").refused(403, "1012001");
    query(&mut client, "numA=%2B8613800000001").refused(403, "1012001");
    for wrong in ["relationNum=", "subscriptionId=", "relationNum=%ff"] {
        query(&mut client, wrong).refused(403, "1010002");
    }
}

#[test]
fn a_y_is_not_what_relation_num_asks_for() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    let y = bind_yb(&mut client, &id, &person(2));
    query(&mut client, &format!("relationNum={}", escaped(&y))).refused(403, "1016001");
    assert!(client.last_remark().contains("is a Y, and relationNum is an X"), "{}", client.last_remark());
}

#[test]
fn a_plus_must_arrive_escaped_exactly_once() {
    let mut client = Client::of_mode(Mode::Axyb);
    bind_ax(&mut client, &person(1));
    query(&mut client, "relationNum=+8617000000031").refused(403, "1012001");
    assert!(client.last_remark().contains("`+` in the query was not escaped"), "{}", client.last_remark());
    query(&mut client, "relationNum=%252B8617000000031").refused(403, "1012001");
    assert!(client.last_remark().contains("`relationNum` was escaped twice"), "{}", client.last_remark());
    query(&mut client, "relationNum=%2B8617000000031").accepted();
}

#[test]
fn items_follow_each_other_in_the_order_of_binding() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    for b in [9, 2, 5] {
        bind(&mut client, &json!({ "origNum": person(b), "subscriptionId": id })).accepted();
    }
    let bs: Vec<_> = items(&mut client, &id).iter().map(|item| item["numB"].clone()).collect();
    assert_eq!(bs, [json!(person(9)), json!(person(2)), json!(person(5))]);
}
