//! A client of the tests' own, with signing written from the documented formula.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privatenumber_simulator::{Mode, Platform, Request, Response, Setup};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// 2026-01-01T00:00:00Z.
pub const NOW_MS: i64 = 1_767_225_600_000;
pub const CREATED: &str = "2026-01-01T00:00:00Z";
pub const BINDINGS: &str = "/rest/caas/relationnumber/partners/v1.0";
pub const AUTHORIZATION: &str = r#"AKSK realm="SDP",profile="UsernameToken",type="Appkey""#;
pub const CONTENT_TYPE: &str = "application/json;charset=UTF-8";
pub const X1: &str = "+8617000000001";
pub const X2: &str = "+8617000000002";

/// An answer as a test looks at it.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub content: Value,
}

impl Answer {
    pub fn of(response: &Response) -> Self {
        Self { status: response.status, content: serde_json::from_slice(&response.body).unwrap_or(Value::Null) }
    }

    pub fn code(&self) -> &str {
        self.content["resultcode"].as_str().unwrap_or("none")
    }

    pub fn text(&self, field: &str) -> &str {
        self.content[field].as_str().unwrap_or_else(|| panic!("{field} in {}", self.content))
    }

    #[track_caller]
    pub fn accepted(self) -> Self {
        assert_eq!((self.status, self.code()), (200, "0"), "{}", self.content);
        self
    }

    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.code()), (status, code), "{}", self.content);
        self
    }
}

/// A platform and somebody who calls it as its first application.
pub struct Client {
    pub platform: Platform,
    pub key: String,
    pub secret: String,
    /// The wall clock of the platform's host.
    pub wall_ms: i64,
    /// The client's own clock, as it goes into the signature.
    pub created: String,
}

impl Client {
    pub fn new() -> Self {
        Self::of(Setup::default())
    }

    pub fn of(setup: Setup) -> Self {
        let application = setup.applications[0].clone();
        Self {
            platform: Platform::new(setup).expect("a valid setup"),
            key: application.app_key,
            secret: application.app_secret,
            wall_ms: NOW_MS,
            created: CREATED.to_owned(),
        }
    }

    /// The same platform, called as another of its applications.
    pub fn become_application(&mut self, setup: &Setup, index: usize) {
        self.key.clone_from(&setup.applications[index].app_key);
        self.secret.clone_from(&setup.applications[index].app_secret);
    }

    /// The default platform, called as its application of a mode.
    pub fn of_mode(mode: Mode) -> Self {
        let setup = Setup::default();
        let index = setup.applications.iter().position(|application| application.mode == mode).expect("one of each");
        let mut client = Self::of(setup.clone());
        client.become_application(&setup, index);
        client
    }

    pub fn send_bytes(&mut self, method: &str, target: &str, body: &[u8]) -> Answer {
        Answer::of(&self.respond(method, target, body))
    }

    /// A signed request, and its answer with its headers.
    pub fn respond(&mut self, method: &str, target: &str, body: &[u8]) -> Response {
        let aksk = aksk(&self.key, &self.secret, "66C92B11FF8A425FB8D4CCFE0ED9ED1F", &self.created);
        let headers = [("Content-Type", CONTENT_TYPE), ("Authorization", AUTHORIZATION), ("X-AKSK", aksk.as_str())];
        self.platform.answer(&Request { method, target, headers: &headers, body }, self.wall_ms)
    }

    pub fn send_raw(&mut self, request: &Request<'_>) -> Answer {
        Answer::of(&self.platform.answer(request, self.wall_ms))
    }

    /// A well-signed query for a binding that is not there, with these headers instead of `Content-Type` and
    /// `Authorization`.
    pub fn ask_with(&mut self, headers: &[(&str, &str)]) -> Answer {
        let aksk = aksk(&self.key, &self.secret, "66C92B11FF8A425FB8D4CCFE0ED9ED1F", &self.created);
        let headers: Vec<(&str, &str)> = headers.iter().copied().chain([("X-AKSK", aksk.as_str())]).collect();
        let target = format!("{BINDINGS}?subscriptionId=none");
        self.send_raw(&Request { method: "GET", target: &target, headers: &headers, body: b"" })
    }

    /// CreateAXBBinding.
    pub fn create(&mut self, body: &Value) -> Answer {
        self.send_bytes("POST", BINDINGS, body.to_string().as_bytes())
    }

    /// CreateAXBBinding of A and B on X.
    pub fn bind(&mut self, caller: &str, x: &str, callee: &str) -> Answer {
        self.create(&json!({ "callerNum": caller, "relationNum": x, "calleeNum": callee }))
    }

    /// ModifyAXBBinding.
    pub fn modify(&mut self, body: &Value) -> Answer {
        self.send_bytes("PUT", BINDINGS, body.to_string().as_bytes())
    }

    /// QueryAXBBinding; the query is written as it is sent.
    pub fn query(&mut self, query: &str) -> Answer {
        self.send_bytes("GET", &format!("{BINDINGS}?{query}"), b"")
    }

    /// DeleteAXBBinding; the query is written as it is sent.
    pub fn delete(&mut self, query: &str) -> Answer {
        self.send_bytes("DELETE", &format!("{BINDINGS}?{query}"), b"")
    }

    /// The only item a query by id finds.
    pub fn item(&mut self, id: &str) -> Value {
        self.query(&format!("subscriptionId={id}")).accepted().content["relationNumList"][0].clone()
    }

    /// What the log says about the last request.
    pub fn last_remark(&self) -> String {
        let state = self.platform.state();
        let entry = state["log"].as_array().and_then(|log| log.last()).cloned().unwrap_or_default();
        entry["remark"].as_str().unwrap_or_default().to_owned()
    }
}

/// The n-th mobile number of somebody.
pub fn person(n: u32) -> String {
    format!("+86138{n:08}")
}

pub fn aksk(key: &str, secret: &str, nonce: &str, created: &str) -> String {
    let digest = digest(secret, nonce, created);
    format!(r#"UsernameToken Username="{key}",PasswordDigest="{digest}",Nonce="{nonce}",Created="{created}""#)
}

/// `Base64(HMAC-SHA256(APP_Secret, Nonce + Created))`, for secrets of at most 64 bytes.
pub fn digest(secret: &str, nonce: &str, created: &str) -> String {
    let mut key = secret.as_bytes().to_vec();
    key.resize(64, 0);
    let pad = |with: u8| key.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36).as_slice(), nonce.as_bytes(), created.as_bytes()].concat());
    STANDARD.encode(Sha256::digest([pad(0x5c).as_slice(), inner.as_slice()].concat()))
}
