//! Extensions: who chooses them, and how many there are.

use serde_json::{Value, json};

use super::{Caller, X1, X2};
use crate::client::person;

fn wish(a: u32, extension: &str) -> Value {
    json!({ "virtualNum": X1, "bindNum": person(a), "extendNum": extension })
}

fn extension(caller: &mut Caller, body: &Value) -> String {
    caller.create(body).accepted().text("extendNum").to_owned()
}

#[test]
fn the_lowest_free_one_is_assigned_and_what_is_given_up_is_free_again() {
    let mut caller = Caller::new();
    assert_eq!(extension(&mut caller, &wish(1, "0002")), "0002");
    assert_eq!(extension(&mut caller, &wish(2, "")), "0001");
    assert_eq!(extension(&mut caller, &wish(3, "")), "0003");
    caller.delete("virtualNum=%2B8617000000021&extendNum=0002").accepted();
    assert_eq!(extension(&mut caller, &wish(4, "")), "0002");
    assert_eq!(extension(&mut caller, &json!({ "virtualNum": X1, "bindNum": person(5), "extendNum": null })), "0004");
}

#[test]
fn one_that_is_taken_is_refused_and_is_free_on_another_x() {
    let mut caller = Caller::new();
    extension(&mut caller, &wish(1, "1234"));
    let answer = caller.create(&wish(2, "1234")).refused(403, "1020167");
    assert_eq!(answer.text("resultdesc"), "No idle extend Number.");
    let mut body = wish(2, "1234");
    body["virtualNum"] = json!(X2);
    assert_eq!(extension(&mut caller, &body), "1234");
}

#[test]
fn an_extension_has_exactly_the_digits_of_the_application_and_is_not_zero() {
    for digits in 1..=4_u8 {
        let mut caller = Caller::with(|application| application.extension_digits = digits);
        for length in 1..=4_usize {
            let body = wish(u32::try_from(length).expect("small"), &"9".repeat(length));
            if length == usize::from(digits) {
                assert_eq!(extension(&mut caller, &body), "9".repeat(length));
            } else {
                let answer = caller.create(&body).refused(403, "1010002");
                assert_eq!(answer.text("resultdesc"), "Invalid request.extendNum");
                let remark = caller.client.last_remark();
                assert!(remark.contains(&format!("have {digits} digits")), "{remark}");
            }
        }
        caller.create(&wish(9, &"0".repeat(digits.into()))).refused(403, "1010002");
        caller.create(&wish(9, &"a".repeat(digits.into()))).refused(403, "1010002");
    }
}

#[test]
fn an_x_takes_as_many_as_the_digits_can_write() {
    for (digits, last) in [(1_u8, 9_u32), (2, 99)] {
        let mut caller = Caller::with(|application| application.extension_digits = digits);
        for n in 1..=last {
            let assigned = caller.bind(X1, &person(n)).accepted();
            assert_eq!(assigned.text("extendNum"), format!("{n:0width$}", width = usize::from(digits)));
        }
        let answer = caller.bind(X1, &person(last + 1)).refused(403, "1012008");
        assert_eq!(answer.text("resultdesc"), "Insufficient number of resources.");
        // Everything is wrong with these; that the X is full stands first in the table.
        caller.bind(X1, &person(1)).refused(403, "1012008");
        caller.create(&wish(1, &"1".repeat(digits.into()))).refused(403, "1012008");
        caller.bind(X2, &person(last + 1)).accepted();
    }
}

#[test]
fn that_a_stands_on_the_x_is_found_before_its_extension_is_looked_at() {
    let mut caller = Caller::new();
    extension(&mut caller, &wish(1, "1234"));
    caller.create(&wish(1, "1234")).refused(403, "1012010");
}

#[test]
fn one_given_without_x_is_ignored_and_the_log_says_so() {
    let mut caller = Caller::new();
    for (n, given) in ["1234", "1", "abc"].into_iter().enumerate() {
        let a = person(u32::try_from(n).expect("small"));
        let body = json!({ "areaCode": "0755", "bindNum": a, "extendNum": given });
        assert_eq!(extension(&mut caller, &body), format!("{:04}", n + 1));
        let remark = caller.client.last_remark();
        assert!(remark.contains("extendNum was ignored"), "{remark}");
    }
}
