//! What is answered with success though it will hardly do what its sender wants: the log says so.

use serde_json::{Value, json};

use super::{Caller, X1};
use crate::client::person;

const FIXED_LINE: &str = "+8675528000001";

/// What the log says about a bind that is answered with success.
fn remark_on(more: &[(&str, Value)]) -> String {
    let mut caller = Caller::new();
    let mut body = json!({ "virtualNum": X1, "bindNum": person(1) });
    for (name, value) in more {
        body[name] = value.clone();
    }
    caller.create(&body).accepted();
    caller.client.last_remark()
}

#[test]
fn what_is_in_order_is_not_remarked_on() {
    assert_eq!(remark_on(&[]), "");
    let recorded = [("recordFlag", json!("true")), ("recordHintTone", json!("record-notice.wav"))];
    assert_eq!(remark_on(&recorded), "");
    for number in [person(2), FIXED_LINE.to_owned()] {
        assert_eq!(remark_on(&[("callbackNum", json!(number))]), "");
    }
}

#[test]
fn an_a_that_cannot_call_back_or_be_called_is_bound_and_the_log_warns() {
    for (number, words) in [
        (FIXED_LINE, "bindNum is a fixed line and cannot call back"),
        ("13800000021", "bindNum is not in global format"),
        ("+864001234567", "bindNum is a 400, 800 or 95 number"),
        ("95588", "bindNum is a 400, 800 or 95 number"),
        (X1, "bindNum is the X itself"),
        ("x", "bindNum is not in global format"),
    ] {
        let remark = remark_on(&[("bindNum", json!(number))]);
        assert!(remark.contains(words), "{number}: {remark}");
    }
}

#[test]
fn a_callback_number_that_leads_nowhere_is_taken_and_the_log_warns() {
    for number in ["13800000021", "7552876543210", "95588", "+864001234567"] {
        let remark = remark_on(&[("callbackNum", json!(number))]);
        assert!(remark.contains("callbackNum is neither a mobile number nor a fixed line"), "{number}: {remark}");
    }
    for number in [X1.to_owned(), person(1)] {
        let remark = remark_on(&[("callbackNum", json!(number))]);
        assert!(remark.contains("callbackNum is X or A itself"), "{number}: {remark}");
    }
}

#[test]
fn recording_and_its_announcement_need_each_other() {
    let remark = remark_on(&[("recordFlag", json!("true"))]);
    assert!(remark.contains("recordFlag is true without recordHintTone"), "{remark}");
    let remark = remark_on(&[("recordHintTone", json!("record-notice.wav"))]);
    assert!(remark.contains("recordHintTone has no effect"), "{remark}");
}

#[test]
fn a_callback_record_said_never_to_go_is_remarked_on_where_its_binding_does() {
    let remark = remark_on(&[("callbackExpiredTime", json!(0))]);
    assert!(remark.contains("callbackExpiredTime 0 is never"), "{remark}");
    assert_eq!(remark_on(&[("callbackExpiredTime", json!(0)), ("bindExpiredTime", json!(0))]), "");
}

#[test]
fn the_201st_a_on_an_x_is_bound_and_the_log_warns() {
    let mut caller = Caller::new();
    for n in 1..=200 {
        caller.bind(X1, &person(n)).accepted();
        assert_eq!(caller.client.last_remark(), "", "{n}");
    }
    caller.bind(X1, &person(201)).accepted();
    let remark = caller.client.last_remark();
    assert!(remark.contains("X carries 201 A; the pages advise at most 200"), "{remark}");
}

#[test]
fn no_whole_number_stands_in_the_log() {
    let mut caller = Caller::new();
    caller.bind(X1, &person(1)).accepted();
    caller.bind(X1, &person(1)).refused(403, "1012010");
    caller.bind("+8617000000029", &person(1)).refused(403, "1012001");
    caller.query("virtualNum=%2B8617000000021&extendNum=0009").refused(403, "1016001");
    let log = caller.client.platform.state()["log"].to_string();
    assert!(log.contains("+86138****0001") && log.contains("+86170****0021"), "{log}");
    assert!(!log.contains("13800000001") && !log.contains("17000000021") && !log.contains("17000000029"), "{log}");
}
