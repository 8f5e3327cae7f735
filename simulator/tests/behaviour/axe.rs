//! AXE mode.

mod area;
mod count;
mod create;
mod delete;
mod expiry;
mod extension;
mod hostile_requests;
mod model;
mod modify;
mod query;
mod query_v2;
mod remarks;

use privatenumber_simulator::{Application, Mode, OPERATIONS, Setup};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

const BINDINGS: &str = "/rest/caas/extendnumber/v1.0";
const BINDINGS_V2: &str = "/rest/caas/extendnumber/v2.0";
const COUNTS: &str = "/rest/caas/virtualnumber/v1.0";

/// Two X numbers of 0755, one of 020 and one of 010.
const X1: &str = "+8617000000021";
const X2: &str = "+8617000000022";
const X3: &str = "+8617000000023";
const X4: &str = "+8617000000024";

/// Somebody who calls a platform as its application of AXE mode.
struct Caller {
    client: Client,
}

impl Caller {
    fn new() -> Self {
        Self::with(|_| ())
    }

    /// The same, after a change to the application.
    fn with(change: impl FnOnce(&mut Application)) -> Self {
        let mut setup = Setup::default();
        setup.applications.retain(|application| application.mode == Mode::Axe);
        change(&mut setup.applications[0]);
        Self { client: Client::of(setup) }
    }

    /// `CreateAXEBinding`.
    fn create(&mut self, body: &Value) -> Answer {
        self.client.send_bytes("POST", BINDINGS, body.to_string().as_bytes())
    }

    /// `CreateAXEBinding` of A on X, with an extension that is assigned.
    fn bind(&mut self, x: &str, a: &str) -> Answer {
        self.create(&json!({ "virtualNum": x, "bindNum": a }))
    }

    /// `ModifyAXEBinding`.
    fn modify(&mut self, body: &Value) -> Answer {
        self.client.send_bytes("PUT", BINDINGS, body.to_string().as_bytes())
    }

    /// `DeleteAXEBinding`; the query is written as it is sent.
    fn delete(&mut self, query: &str) -> Answer {
        self.client.send_bytes("DELETE", &format!("{BINDINGS}?{query}"), b"")
    }

    /// `QueryAXEBinding` v1.0.
    fn query(&mut self, query: &str) -> Answer {
        self.client.send_bytes("GET", &format!("{BINDINGS}?{query}"), b"")
    }

    /// `QueryAXEBinding` v2.0.
    fn query_v2(&mut self, query: &str) -> Answer {
        self.client.send_bytes("GET", &format!("{BINDINGS_V2}?{query}"), b"")
    }

    /// `QueryAXEBindingCount`.
    fn count(&mut self, query: &str) -> Answer {
        self.client.send_bytes("GET", &format!("{COUNTS}?{query}"), b"")
    }

    /// What the query of one binding shows, without the result code.
    fn item(&mut self, id: &str) -> Value {
        let mut content = self.query(&format!("subscriptionId={id}")).accepted().content;
        let fields = content.as_object_mut().expect("an object");
        fields.remove("resultcode");
        fields.remove("resultdesc");
        content
    }

    fn is_there(&mut self, id: &str) -> bool {
        self.query(&format!("subscriptionId={id}")).code() == "0"
    }
}

/// A number as it stands in a query.
fn escaped(number: &str) -> String {
    number.replace('+', "%2B")
}

#[test]
fn an_application_of_the_mode_begins_with_numbers_that_carry_nothing() {
    let client = Client::of_mode(Mode::Axe);
    let state = client.platform.state();
    let application = state["applications"].as_array().into_iter().flatten().find(|one| one["appKey"] == client.key);
    let application = application.expect("an application with this key");
    assert_eq!(application["mode"], json!("axe"));
    assert_eq!(application["numbers"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        application["numbers"][0],
        json!({ "number": "+8617000000021", "areaCode": "0755", "condition": "normal", "bindings": 0 })
    );
}

#[test]
fn the_operations_of_the_mode_are_simulated_under_their_official_names() {
    for (name, official_name, method, path) in [
        ("axe.CreateBinding", "CreateAXEBinding", "POST", BINDINGS),
        ("axe.DeleteBinding", "DeleteAXEBinding", "DELETE", BINDINGS),
        ("axe.ModifyBinding", "ModifyAXEBinding", "PUT", BINDINGS),
        ("axe.QueryBinding", "QueryAXEBinding(v1.0)", "GET", BINDINGS),
        ("axe.QueryBindingV2", "QueryAXEBinding(v2.0)", "GET", BINDINGS_V2),
        ("axe.QueryBindingCount", "QueryAXEBindingCount", "GET", COUNTS),
    ] {
        let operation = OPERATIONS.iter().find(|operation| operation.name == name).expect(name);
        assert_eq!((operation.official_name, operation.method), (Some(official_name), method), "{name}");
        assert_eq!(operation.path, path, "{name}");
    }
}
