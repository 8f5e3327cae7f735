//! How many bindings an A, a Y and a list may have.

use privatenumber_simulator::{Number, NumberCondition};
use serde_json::json;

use super::{bind, bind_ax, bind_yb, client_of, delete, items, query};
use crate::client::{Client, person};

/// A client with as many numbers in 0755 as are wanted, and as many in 010.
fn client_with_numbers(in_0755: u32, in_010: u32) -> Client {
    client_of(|application| {
        application.numbers = (0..in_0755 + in_010)
            .map(|n| Number {
                number: format!("+86170{n:08}"),
                area_code: String::from(if n < in_0755 { "0755" } else { "010" }),
                condition: NumberCondition::Normal,
            })
            .collect();
    })
}

#[test]
fn an_a_has_5_x_and_no_more() {
    let mut client = client_with_numbers(8, 1);
    let ids: Vec<String> = (0..5).map(|_| bind_ax(&mut client, &person(1))).collect();
    for area_match_mode in ["0", "1"] {
        let sixth = json!({ "origNum": person(1), "areaCode": "0755", "areaMatchMode": area_match_mode });
        bind(&mut client, &sixth).refused(403, "1012008");
        assert!(client.last_remark().contains("has 5 X already"), "{}", client.last_remark());
    }
    bind_ax(&mut client, &person(2));
    delete(&mut client, &format!("subscriptionId={}", ids[0])).accepted();
    bind_ax(&mut client, &person(1));
}

#[test]
fn a_y_has_1000_relations_and_no_more() {
    let mut client = client_with_numbers(1_001, 2);
    let ids: Vec<String> = (0..1_001).map(|n| bind_ax(&mut client, &person(n))).collect();
    let yb = |id: &String, b: u32| json!({ "origNum": person(b), "subscriptionId": id, "areaCode": "010" });
    let ys = |client: &mut Client, id: &String, b: u32| {
        bind(client, &yb(id, b)).accepted().text("relationNumber").to_owned()
    };
    for id in &ids[..1_000] {
        assert_eq!(ys(&mut client, id, 5_000), "+8617000001001");
    }
    assert_eq!(ys(&mut client, &ids[1_000], 5_000), "+8617000001002");
    bind(&mut client, &yb(&ids[1_000], 5_001)).refused(403, "1012008");
    assert!(client.last_remark().contains("1000 relations"), "{}", client.last_remark());
    delete(&mut client, &format!("subscriptionId={}", ids[7])).accepted();
    assert_eq!(ys(&mut client, &ids[1_000], 5_001), "+8617000001001");
}

#[test]
fn a_list_has_5_items_and_the_log_tells_of_the_others() {
    let mut client = client_with_numbers(8, 1);
    let id = bind_ax(&mut client, &person(0));
    for b in 1..=5 {
        bind_yb(&mut client, &id, &person(b));
    }
    assert_eq!(items(&mut client, &id).len(), 5);
    assert_eq!(client.last_remark(), "");
    bind_yb(&mut client, &id, &person(6));
    for selector in [format!("subscriptionId={id}"), String::from("relationNum=%2B8617000000000")] {
        let answer = query(&mut client, &selector).accepted();
        let list = answer.content["xyRelationNumList"].as_array().expect("a list");
        let bs: Vec<&str> = list.iter().filter_map(|item| item["numB"].as_str()).collect();
        assert_eq!(bs, (1..=5).map(person).collect::<Vec<_>>());
        assert!(client.last_remark().contains("the AX has 6 YBs"), "{}", client.last_remark());
    }
}
