//! The status of X numbers, when it changes.

use privatenumber_simulator::{Application, Mode, NumberCause, NumberCondition, PushKind};
use serde_json::json;

use super::host::{CALL_STATUS, Host, NUMBER_STATUS};
use crate::client::{X1, person};

fn host(change: impl FnOnce(&mut Application)) -> Host {
    Host::with(Mode::Axb, |application| {
        application.pushes.number_status = true;
        change(application);
    })
}

#[test]
fn a_change_is_pushed_with_its_cause_if_the_number_is_unavailable() {
    let mut host = host(|_| {});
    for (condition, cause, info) in [
        (NumberCondition::Suspended, Some(NumberCause::Stopped), json!({ "number": X1, "status": "9" })),
        (NumberCondition::Unavailable, None, json!({ "number": X1, "status": "10" })),
        (
            NumberCondition::Unavailable,
            Some(NumberCause::Arrears),
            json!({ "number": X1, "status": "10", "cause": "2" }),
        ),
        (NumberCondition::Frozen, None, json!({ "number": X1, "status": "11" })),
        (NumberCondition::Normal, None, json!({ "number": X1, "status": "5" })),
    ] {
        host.client.platform.set_number_condition(X1, condition, cause).expect("an X");
        host.run();
        assert_eq!(host.taken[0].url, NUMBER_STATUS);
        assert_eq!(host.bodies(PushKind::NumberStatus), [json!({ "eventType": "numStatus", "numInfo": [info] })]);
        assert_eq!(host.client.platform.state()["applications"][0]["numbers"][0]["condition"], json!(condition.name()));
    }
}

#[test]
fn it_goes_to_the_address_of_events_if_it_has_none_and_nowhere_if_it_is_not_wanted() {
    let mut host = host(|application| application.pushes.number_status_url = None);
    host.client.platform.set_number_condition(X1, NumberCondition::Frozen, None).expect("an X");
    host.take();
    assert_eq!(host.taken[0].url, CALL_STATUS);
    let mut host = Host::new(Mode::Axb);
    host.client.platform.set_number_condition(X1, NumberCondition::Frozen, None).expect("an X");
    assert_eq!(host.client.platform.owed_pushes(), 0);
}

#[test]
fn it_is_sent_again_like_events_and_a_reset_takes_it_all_back() {
    let mut host = host(|_| {});
    host.client.platform.set_number_condition(X1, NumberCondition::Suspended, None).expect("an X");
    let push = host.client.platform.next_push().expect("a status");
    host.client.platform.push_failed(push.id);
    assert_eq!(host.client.platform.next_due(), Some(push.due_ms + 60_000));
    host.client.bind(&person(1), X1, &person(2)).refused(403, "1012102");
    host.client.platform.reset();
    assert_eq!(host.client.platform.next_due(), None);
    host.client.bind(&person(1), X1, &person(2)).accepted();
}

#[test]
fn a_number_that_is_nobody_s_is_refused_and_one_of_each_mode_is_not_bound_while_it_is_suspended() {
    let mut host = host(|_| {});
    let error = host.client.platform.set_number_condition("+8617099999999", NumberCondition::Normal, None);
    assert_eq!(error.map_err(|error| error.field), Err(String::from("number")));

    let suspend = |host: &mut Host, number: &str, condition| {
        host.client.platform.set_number_condition(number, condition, None).expect("an X");
    };
    let mut ax = Host::new(Mode::Ax);
    let body = json!({ "origNum": person(1), "privateNum": "+8617000000011" }).to_string();
    suspend(&mut ax, "+8617000000011", NumberCondition::Suspended);
    ax.client.send_bytes("POST", "/rest/provision/caas/privatenumber/v1.0", body.as_bytes()).refused(403, "1012102");
    suspend(&mut ax, "+8617000000011", NumberCondition::Normal);
    ax.client.send_bytes("POST", "/rest/provision/caas/privatenumber/v1.0", body.as_bytes()).accepted();

    let mut axe = Host::new(Mode::Axe);
    let body = json!({ "bindNum": person(1), "virtualNum": "+8617000000021" }).to_string();
    suspend(&mut axe, "+8617000000021", NumberCondition::Frozen);
    axe.client.send_bytes("POST", "/rest/caas/extendnumber/v1.0", body.as_bytes()).refused(403, "1012102");
    suspend(&mut axe, "+8617000000021", NumberCondition::Normal);
    axe.client.send_bytes("POST", "/rest/caas/extendnumber/v1.0", body.as_bytes()).accepted();

    let mut axyb = Host::new(Mode::Axyb);
    let target = format!("/rest/omp/xyrelationnumber/v1.0?app_key={}", axyb.client.key);
    let body = json!({ "origNum": person(1), "areaCode": "020" }).to_string();
    suspend(&mut axyb, "+8617000000034", NumberCondition::Unavailable);
    axyb.client.send_bytes("POST", &target, body.as_bytes()).refused(403, "1012102");
    suspend(&mut axyb, "+8617000000034", NumberCondition::Normal);
    axyb.client.send_bytes("POST", &target, body.as_bytes()).accepted();
}
