//! Faults on demand: what can go wrong between a client and the platform, and between the platform and the application's
//! servers, as settings. What they do is in [`desk`].

mod check;
mod desk;
mod instead;
mod lock_out;
mod probability;

use serde::{Deserialize, Serialize};

pub(crate) use desk::{Desk, PushStrike, Struck};
pub(crate) use lock_out::LockOut;
pub use probability::Probability;

/// What is to go wrong. Nothing does by default. In JSON every field may be left out.
///
/// Chance comes from the seed of the setup alone: the same setup, the same faults and the same requests meet the same
/// faults.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Faults {
    /// Faults of requests and answers, at most 100. The first of the list that strikes a request is the one it meets.
    pub requests: Vec<RequestFault>,
    /// Faults of pushes, at most 100; here too the first that strikes.
    pub pushes: Vec<PushFault>,
    /// By how many seconds the platform's clock is wrong, ahead if positive, at most 10 years: in the header `Date`, where it
    /// compares `Created`, and in the signatures of its pushes. Virtual time is not touched.
    pub clock_skew_seconds: i64,
    /// After how many wrong digests in a row, 1 or more, whoever calls is locked out for 30 minutes of virtual time
    /// (403/1020176). `None` (`null`), the default, means never.
    ///
    /// The service does lock addresses out, for 30 minutes, and publishes no figure of attempts. A request here has no
    /// address: all that call the platform are one.
    pub lock_out_after: Option<u32>,
}

/// A fault of requests to the service's operations; the simulator's own endpoints have none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestFault {
    /// What goes wrong.
    pub fault: RequestFaultKind,
    /// How likely it is for each request. Default certain.
    #[serde(default)]
    pub probability: Probability,
    /// How many requests it strikes before it is over. `None` (`null`), the default, means without end.
    #[serde(default)]
    pub next: Option<u64>,
    /// The one operation it is of, by its name in [`OPERATIONS`](crate::OPERATIONS): `axb.CreateBinding`. Default all.
    #[serde(default)]
    pub operation: Option<String>,
    /// How long the answer takes where the fault is that it is slow, in milliseconds, at most a day. Default 5,000.
    #[serde(default = "slow_ms")]
    pub ms: u64,
}

/// What can go wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RequestFaultKind {
    /// The request never arrives: nothing is done, and no answer comes.
    RequestLost,
    /// What was asked for is done, and no answer comes.
    AnswerLost,
    /// 500/1010001, "Internal system error."; nothing is done.
    InternalError,
    /// 500 without a body; nothing is done.
    BareError,
    /// 403/1010010, flow control; nothing is done.
    FlowControl,
    /// 500/1023002, "Response timeout."; what was asked for is done.
    ResponseTimeout,
    /// What was asked for is done, and the answer takes its time.
    Slow,
    /// 502 and a page of HTML, from a proxy in between; nothing is done.
    ProxyPage,
    /// What was asked for is done, and of the answer's body the first half arrives.
    CutOff,
}

/// A fault of pushes. Those whose answer decides (mode Block) have none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PushFault {
    /// What goes wrong.
    pub fault: PushFaultKind,
    /// How likely it is for each push. Default certain.
    #[serde(default)]
    pub probability: Probability,
    /// How many pushes it strikes before it is over. `None` (`null`), the default, means without end.
    #[serde(default)]
    pub next: Option<u64>,
    /// How long a push is held back where the fault is that it is overtaken, in milliseconds of virtual time, at most a day.
    /// Default 30,000.
    #[serde(default = "held_back_ms")]
    pub ms: u64,
}

/// What can go wrong with a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PushFaultKind {
    /// It is sent twice, the second time under an id of its own ([`OwedPush::id`](crate::OwedPush::id)), whatever the first
    /// was answered.
    Duplicate,
    /// It is held back before its first attempt, so that what becomes due meanwhile overtakes it.
    Reordered,
}

/// How long a slow answer takes.
const fn slow_ms() -> u64 {
    5_000
}

/// How long a push is held back.
const fn held_back_ms() -> u64 {
    30_000
}

impl RequestFault {
    /// A fault that strikes every request of every operation.
    #[must_use]
    pub const fn new(fault: RequestFaultKind) -> Self {
        Self { fault, probability: Probability::CERTAIN, next: None, operation: None, ms: slow_ms() }
    }
}

impl PushFault {
    /// A fault that strikes every push.
    #[must_use]
    pub const fn new(fault: PushFaultKind) -> Self {
        Self { fault, probability: Probability::CERTAIN, next: None, ms: held_back_ms() }
    }
}

impl RequestFaultKind {
    /// The fault as the setup and the journal write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RequestLost => "requestLost",
            Self::AnswerLost => "answerLost",
            Self::InternalError => "internalError",
            Self::BareError => "bareError",
            Self::FlowControl => "flowControl",
            Self::ResponseTimeout => "responseTimeout",
            Self::Slow => "slow",
            Self::ProxyPage => "proxyPage",
            Self::CutOff => "cutOff",
        }
    }

    /// Whether the platform serves the request all the same, whatever becomes of its answer.
    #[must_use]
    pub const fn is_served(self) -> bool {
        match self {
            Self::AnswerLost | Self::ResponseTimeout | Self::Slow | Self::CutOff => true,
            Self::RequestLost | Self::InternalError | Self::BareError | Self::FlowControl | Self::ProxyPage => false,
        }
    }
}

impl PushFaultKind {
    /// The fault as the setup and the log write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Reordered => "reordered",
        }
    }
}
