//! The unbinding: an AX with its YBs, or one YB alone.

use privatenumber_simulator::Mode;
use serde_json::{Value, json};

use super::{NUMBERS, bind, bind_ax, bind_yb, delete, escaped, items, query};
use crate::client::{Client, person};

/// A client with one AX and YBs of persons 2 and 3 on the second and third number, and the id.
fn client_with_two_ybs() -> (Client, String) {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    assert_eq!(bind_yb(&mut client, &id, &person(2)), NUMBERS[1]);
    assert_eq!(bind_yb(&mut client, &id, &person(3)), NUMBERS[2]);
    (client, id)
}

fn bs(client: &mut Client, id: &str) -> Vec<Value> {
    items(client, id).iter().map(|item| item["numB"].clone()).collect()
}

#[test]
fn the_id_alone_removes_the_ax_with_its_ybs_and_their_numbers_are_free() {
    let (mut client, id) = client_with_two_ybs();
    let answer = delete(&mut client, &format!("subscriptionId={id}")).accepted();
    assert_eq!(answer.content, json!({ "resultcode": "0", "resultdesc": "Success" }));
    assert!(client.last_remark().contains("its YBs, which were 2"), "{}", client.last_remark());
    query(&mut client, &format!("subscriptionId={id}")).refused(403, "1016001");
    delete(&mut client, &format!("subscriptionId={id}")).refused(403, "1016001");
    assert_eq!(client.platform.state()["bindings"], json!([]));
    for _ in 0..3 {
        bind_ax(&mut client, &person(1));
    }
}

#[test]
fn an_ax_without_yb_is_removed_without_a_word() {
    let mut client = Client::of_mode(Mode::Axyb);
    let id = bind_ax(&mut client, &person(1));
    delete(&mut client, &format!("subscriptionId={id}")).accepted();
    assert_eq!(client.last_remark(), "");
}

#[test]
fn y_or_b_removes_one_yb_and_the_ax_stays() {
    let (mut client, id) = client_with_two_ybs();
    delete(&mut client, &format!("subscriptionId={id}&yNum={}", escaped(NUMBERS[1]))).accepted();
    assert_eq!(bs(&mut client, &id), [json!(person(3))]);
    delete(&mut client, &format!("subscriptionId={id}&bNum={}", escaped(&person(3)))).accepted();
    assert_eq!(bs(&mut client, &id), [json!(null)]);
    bind(&mut client, &json!({ "origNum": person(2), "subscriptionId": id })).accepted();
}

#[test]
fn y_wins_over_b_which_is_not_looked_at() {
    let (mut client, id) = client_with_two_ybs();
    let y = escaped(NUMBERS[1]);
    delete(&mut client, &format!("subscriptionId={id}&bNum={}&yNum={y}", escaped(&person(3)))).accepted();
    assert_eq!(bs(&mut client, &id), [json!(person(3))]);
    delete(&mut client, &format!("subscriptionId={id}&bNum={}&yNum={y}", escaped(&person(3)))).refused(403, "1016001");
    delete(&mut client, &format!("subscriptionId={id}&bNum=&yNum={}", escaped(NUMBERS[2]))).accepted();
}

#[test]
fn what_is_not_bound_so_does_not_exist() {
    let (mut client, id) = client_with_two_ybs();
    let other = bind(&mut client, &json!({ "origNum": person(4), "areaCode": "010" })).accepted();
    let other = other.text("subscriptionId");
    for query in [
        String::from("subscriptionId=unknown"),
        format!("subscriptionId=unknown&yNum={}", escaped(NUMBERS[1])),
        format!("subscriptionId=unknown&bNum={}", escaped(&person(2))),
        format!("subscriptionId={other}&yNum={}", escaped(NUMBERS[1])),
        format!("subscriptionId={other}&bNum={}", escaped(&person(2))),
        format!("subscriptionId={id}&yNum={}", escaped(NUMBERS[0])),
        format!("subscriptionId={id}&yNum={}", escaped(NUMBERS[5])),
        format!("subscriptionId={id}&bNum={}", escaped(&person(1))),
    ] {
        delete(&mut client, &query).refused(403, "1016001");
    }
    assert_eq!(bs(&mut client, &id).len(), 2);
}

#[test]
fn a_y_that_is_no_number_of_the_application_is_found_first() {
    let (mut client, id) = client_with_two_ybs();
    for id in [id.as_str(), "unknown"] {
        for number in ["%2B8617099999999", "%2B8617000000001", "17000000032", "%252B8617000000032"] {
            delete(&mut client, &format!("subscriptionId={id}&yNum={number}")).refused(403, "1012001");
        }
    }
}

#[test]
fn an_unescaped_plus_is_not_found_and_the_log_says_why() {
    let (mut client, id) = client_with_two_ybs();
    delete(&mut client, &format!("subscriptionId={id}&yNum=+8617000000032")).refused(403, "1012001");
    assert!(client.last_remark().contains("`+` in the query was not escaped"), "{}", client.last_remark());
    delete(&mut client, &format!("subscriptionId={id}&bNum=+8613800000002")).refused(403, "1016001");
    let remark = client.last_remark();
    assert!(remark.contains("bNum arrived with a blank") && !remark.contains("13800000002"), "{remark}");
    assert_eq!(bs(&mut client, &id).len(), 2);
}

#[test]
fn what_is_empty_does_not_turn_into_the_removal_of_everything() {
    let (mut client, id) = client_with_two_ybs();
    for (query, culprit) in [
        (String::new(), "subscriptionId"),
        (String::from("subscriptionId="), "subscriptionId"),
        (format!("subscriptionId={}", "a".repeat(65)), "subscriptionId"),
        (String::from("relationNum=%2B8617000000031"), "subscriptionId"),
        (String::from("yNum=%2B8617000000032"), "subscriptionId"),
        (format!("subscriptionId={id}&yNum="), "yNum"),
        (format!("subscriptionId={id}&bNum="), "bNum"),
        (format!("subscriptionId={id}&yNum=&bNum={}", escaped(&person(2))), "yNum"),
        (format!("subscriptionId={id}&bNum={}", "1".repeat(33)), "bNum"),
    ] {
        let answer = delete(&mut client, &query).refused(403, "1010002");
        assert_eq!(answer.text("resultdesc"), format!("Invalid request.{culprit}"));
    }
    assert_eq!(bs(&mut client, &id).len(), 2);
}
