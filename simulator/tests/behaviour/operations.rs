//! Which operations there are, and who may use which.

use privatenumber_simulator::{Mode, OPERATIONS, Operation};

use crate::client::Client;

const MODES: [Mode; 4] = [Mode::Ax, Mode::Axb, Mode::Axe, Mode::Axyb];

/// What a request for an operation is answered that gives nothing but its key.
fn ask(client: &mut Client, method: &str, path: &str) -> (u16, String) {
    let target = format!("{path}?app_key={}", client.key);
    let answer = client.send_bytes(method, &target, b"{}");
    (answer.status, answer.code().to_owned())
}

fn operations() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.iter()
}

#[test]
fn an_application_may_use_the_operations_of_its_mode_and_those_of_every_mode() {
    for mode in MODES {
        for operation in operations() {
            let mut client = Client::of_mode(mode);
            let (status, code) = ask(&mut client, operation.method, operation.path);
            let remark = client.last_remark();
            if operation.mode.is_none_or(|wanted| wanted == mode) {
                assert!(!["1010040", "1010006"].contains(&code.as_str()), "{} {code}", operation.name);
                assert_ne!(status, 404, "{}", operation.name);
            } else {
                assert_eq!((status, code.as_str()), (403, "1010040"), "{}", operation.name);
                assert!(remark.contains(&mode.name().to_uppercase()), "{remark}");
            }
        }
    }
}

#[test]
fn a_method_that_a_path_does_not_have_is_found_before_the_mode() {
    for mode in MODES {
        let mut client = Client::of_mode(mode);
        for operation in operations() {
            for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "post"] {
                if !operations().any(|other| other.path == operation.path && other.method == method) {
                    let answer = ask(&mut client, method, operation.path);
                    assert_eq!(answer, (403, String::from("1010006")), "{method} {}", operation.path);
                }
            }
        }
    }
}

#[test]
fn the_operations_of_axb_the_recording_and_the_call_are_simulated_under_their_official_names() {
    for (name, official_name, method) in [
        ("axb.CreateBinding", Some("CreateAXBBinding"), "POST"),
        ("axb.DeleteBinding", Some("DeleteAXBBinding"), "DELETE"),
        ("axb.ModifyBinding", Some("ModifyAXBBinding"), "PUT"),
        ("axb.QueryBinding", Some("QueryAXBBinding"), "GET"),
        ("recording.GetDownloadUrl", Some("GetRecordingDownloadUrl"), "GET"),
        ("call.Stop", None, "POST"),
    ] {
        let operation = operations().find(|operation| operation.name == name).expect(name);
        assert_eq!((operation.official_name, operation.method), (official_name, method), "{name}");
    }
    assert_eq!(operations().count(), 22);
}
