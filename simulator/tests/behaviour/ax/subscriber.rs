//! A client of the AX application.

use privatenumber_simulator::{Application, Mode, Setup};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

pub const PATH: &str = "/rest/provision/caas/privatenumber/v1.0";
pub const CALLEE_PATH: &str = "/rest/caas/privatenumber/calleenumber/v1.0";
/// The application's X numbers: the first three in 0755, then one in 020 and two in 010.
pub const X: [&str; 6] =
    ["+8617000000011", "+8617000000012", "+8617000000013", "+8617000000014", "+8617000000015", "+8617000000016"];

/// Somebody who calls the platform as its AX application.
pub struct Subscriber {
    pub client: Client,
}

impl Subscriber {
    pub fn new() -> Self {
        Self { client: Client::of_mode(Mode::Ax) }
    }

    /// On a platform whose AX application is not quite the default one.
    pub fn with(change: impl FnOnce(&mut Application)) -> Self {
        let mut setup = Setup::default();
        setup.applications.retain(|application| application.mode == Mode::Ax);
        change(&mut setup.applications[0]);
        Self { client: Client::of(setup) }
    }

    /// `CreateAXBinding`.
    pub fn create(&mut self, body: &Value) -> Answer {
        self.client.send_bytes("POST", PATH, body.to_string().as_bytes())
    }

    /// `CreateAXBinding` of A and X.
    pub fn bind(&mut self, a: &str, x: &str) -> Answer {
        self.create(&json!({ "origNum": a, "privateNum": x }))
    }

    /// The id of a new binding of A and X.
    pub fn bound(&mut self, a: &str, x: &str) -> String {
        self.bind(a, x).accepted().text("subscriptionId").to_owned()
    }

    /// `DeleteAXBinding`; the query is written as it is sent.
    pub fn delete(&mut self, query: &str) -> Answer {
        self.client.send_bytes("DELETE", &format!("{PATH}?{query}"), b"")
    }

    /// `ModifyAXBinding`.
    pub fn modify(&mut self, body: &Value) -> Answer {
        self.client.send_bytes("PUT", PATH, body.to_string().as_bytes())
    }

    /// `QueryAXBinding`; the query is written as it is sent.
    pub fn query(&mut self, query: &str) -> Answer {
        self.client.send_bytes("GET", &format!("{PATH}?{query}"), b"")
    }

    /// `SetAXTemporaryCallee`.
    pub fn set_callee(&mut self, body: &Value) -> Answer {
        self.client.send_bytes("PUT", CALLEE_PATH, body.to_string().as_bytes())
    }

    /// The only item a query by id finds.
    pub fn item(&mut self, id: &str) -> Value {
        self.query(&format!("subscriptionId={id}")).accepted().content["privateNumList"][0].clone()
    }

    /// The temporary callee of the oldest binding, as the state shows it.
    pub fn callee(&self) -> Value {
        self.client.platform.state()["bindings"][0]["temporaryCallee"].clone()
    }

    /// What the log says about the last request.
    pub fn last_remark(&self) -> String {
        self.client.last_remark()
    }
}

/// A number as it stands in a query.
pub fn escaped(number: &str) -> String {
    number.replace('+', "%2B")
}
