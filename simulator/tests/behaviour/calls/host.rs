//! A host of the platform with servers that take its pushes.

use privatenumber_simulator::{
    Application, Call, CallReport, Mode, OwedPush, PushKind, PushSettings, Request, Response, Script, Setup, Sms,
    SmsReport,
};
use serde_json::{Value, json};

use crate::client::Client;

pub const CALL_STATUS: &str = "https://example.com/status";
pub const FEE: &str = "https://example.com/fee";
pub const SMS_NOTIFY: &str = "https://example.com/notify";
pub const SMS_CONTROL: &str = "https://example.com/block";
pub const NUMBER_STATUS: &str = "https://example.com/number";

/// A client of one application, all of whose addresses are set.
pub struct Host {
    pub client: Client,
    /// Every push that was taken, in order.
    pub taken: Vec<OwedPush>,
    /// What Block pushes are answered.
    pub decision: Option<Value>,
}

/// A setup of one application of a mode.
pub fn setup(mode: Mode, change: impl FnOnce(&mut Application)) -> Setup {
    let mut setup = Setup::default();
    let numbers = setup.applications[0].numbers.clone();
    if mode == Mode::X {
        setup.applications.truncate(1);
        setup.applications[0].mode = mode;
        setup.applications[0].numbers = numbers;
    }
    setup.applications.retain(|application| application.mode == mode);
    let application = &mut setup.applications[0];
    application.pushes = PushSettings {
        call_status_url: Some(CALL_STATUS.to_owned()),
        fee_url: Some(FEE.to_owned()),
        sms_notify_url: Some(SMS_NOTIFY.to_owned()),
        sms_control_url: Some(SMS_CONTROL.to_owned()),
        number_status_url: Some(NUMBER_STATUS.to_owned()),
        ..PushSettings::default()
    };
    change(application);
    setup
}

impl Host {
    pub fn new(mode: Mode) -> Self {
        Self::with(mode, |_| {})
    }

    pub fn with(mode: Mode, change: impl FnOnce(&mut Application)) -> Self {
        let mut client = Client::of(setup(mode, change));
        client.platform.observe(client.wall_ms);
        Self { client, taken: Vec::new(), decision: None }
    }

    /// A signed request with a JSON body, as an operation.
    pub fn post(&mut self, target: &str, body: &Value) -> Value {
        self.client.send_bytes("POST", target, body.to_string().as_bytes()).accepted().content
    }

    /// Places a call, and lets time run until it and all that it owes is over.
    pub fn call(&mut self, from: &str, to: &str, script: Script) -> CallReport {
        let session_id = self.dial(from, to, script);
        self.run();
        self.report(&session_id)
    }

    /// Places a call and leaves it alone.
    pub fn dial(&mut self, from: &str, to: &str, script: Script) -> String {
        self.client.platform.call(&Call::new(from, to).with(script)).expect("a call").session_id
    }

    pub fn report(&self, session_id: &str) -> CallReport {
        self.client.platform.call_report(session_id).expect("a report").clone()
    }

    /// Sends an SMS, and lets everything happen that follows.
    pub fn sms(&mut self, sms: &Sms) -> SmsReport {
        let id = self.client.platform.sms(sms).expect("an SMS").sms_identifier;
        self.run();
        self.client.platform.sms_report(&id).expect("a report").clone()
    }

    /// Takes every push that is due.
    pub fn take(&mut self) {
        while let Some(push) = self.client.platform.next_push() {
            let answer = match (&self.decision, push.decides) {
                (Some(decision), true) => decision.to_string().into_bytes(),
                _ => Vec::new(),
            };
            assert!(self.client.platform.push_answered(push.id, 200, &[], &answer));
            self.taken.push(push);
        }
    }

    /// Lets time run step by step until nothing is left to happen.
    pub fn run(&mut self) {
        self.take();
        while let Some(due) = self.client.platform.next_due() {
            self.client.platform.advance_to(due);
            self.take();
        }
        assert_eq!(self.client.platform.owed_pushes(), 0);
    }

    /// The bodies of the pushes of a kind that were taken since this was asked last.
    pub fn bodies(&mut self, kind: PushKind) -> Vec<Value> {
        let (of_the_kind, others) = self.taken.drain(..).partition(|push| push.kind == kind);
        self.taken = others;
        let of_the_kind: Vec<OwedPush> = of_the_kind;
        of_the_kind.iter().map(|push| serde_json::from_slice(&push.body).expect("JSON")).collect()
    }

    /// The events since this was asked last.
    pub fn events(&mut self) -> Vec<Value> {
        self.bodies(PushKind::CallStatus)
    }

    /// The names of the events since this was asked last.
    pub fn event_types(&mut self) -> Vec<String> {
        self.events().iter().map(|event| text(&event["eventType"])).collect()
    }

    /// The only call record since this was asked last.
    pub fn record(&mut self) -> Value {
        let fees = self.bodies(PushKind::Fee);
        assert_eq!(fees.len(), 1, "{fees:?}");
        assert_eq!(fees[0]["eventType"], json!("fee"));
        let list = fees[0]["feeLst"].as_array().expect("a list");
        assert_eq!(list.len(), 1);
        list[0].clone()
    }

    /// How many call records came since this was asked last.
    pub fn record_count(&mut self) -> usize {
        self.bodies(PushKind::Fee).iter().map(|fee| fee["feeLst"].as_array().map_or(0, Vec::len)).sum()
    }

    /// Fetches what `GetRecordingDownloadUrl` says of the recording a record names; the host is known by its name.
    pub fn fetch(&mut self, record: &Value) -> Response {
        let target = format!(
            "https://localhost:8443/rest/provision/voice/record/v1.0?fileName={}&recordDomain={}",
            text(&record["recordObjectName"]),
            text(&record["recordDomain"])
        );
        let answer = self.client.respond("GET", &target, b"");
        assert_eq!(answer.status, 301, "{:?}", String::from_utf8_lossy(&answer.body));
        let location = answer.headers.iter().find(|(name, _)| *name == "Location").expect("an address").1.clone();
        assert!(location.starts_with("https://localhost:8443/_simulator/recordings/"), "{location}");
        let request = Request { method: "GET", target: &location, headers: &[], body: b"" };
        self.client.platform.answer(&request, self.client.wall_ms)
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
