//! An embedded Huawei Cloud PrivateNumber platform (隐私保护通话, number masking) to develop and test against: it
//! answers requests as the vendor's API reference says, result codes and oddities included, without an account, a
//! phone or a network.
//!
//! A [`Platform`] is a plain value. It takes a request and the time and gives the answer; it has no clock, no socket,
//! no thread and no randomness but a seeded generator, so the same setup and the same requests always give the same
//! answers. Whoever wants it over HTTP passes bytes to [`Platform::answer`] and back.
//!
//! It is written from the vendor's pages alone and shares no code with the client library, so that the one can check
//! the other.
//!
//! ```
//! use privatenumber_simulator::{Platform, Request};
//!
//! let mut platform = Platform::from_json("")?;
//! let unsigned = Request {
//!     method: "GET",
//!     target: "/rest/caas/relationnumber/partners/v1.0?subscriptionId=none",
//!     headers: &[],
//!     body: b"",
//! };
//! let answer = platform.answer(&unsigned, 1_767_225_600_000);
//! assert_eq!(answer.status, 400);
//! assert!(String::from_utf8_lossy(&answer.body).contains("1023006"));
//! # Ok::<(), privatenumber_simulator::SetupError>(())
//! ```
//!
//! Calls and SMS take place in virtual time, and what the platform owes the application's servers for them is handed to
//! the host as requests:
//!
//! ```
//! use privatenumber_simulator::{Call, Ending, Platform};
//!
//! let mut platform = Platform::from_json("")?;
//! platform.observe(1_767_225_600_000);
//! let call = platform.call(&Call::new("+8613800000001", "+8617000000001"))?;
//! while let Some(due) = platform.next_due() {
//!     platform.advance_to(due);
//!     while let Some(push) = platform.next_push() {
//!         platform.push_answered(push.id, 200, &[], b"");
//!     }
//! }
//! let report = platform.call_report(&call.session_id).map(|report| report.ending);
//! // Nobody is bound to that X.
//! assert_eq!(report, Some(Some(Ending::InvalidCall)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod account;
mod agenda;
mod authentication;
mod ax;
mod axb;
mod axe;
mod axyb;
mod calendar;
mod call;
mod choice;
mod clock;
mod condition;
mod content_type;
mod control;
mod daily_binds;
mod envelope;
mod escape;
mod fault;
mod hang_up;
mod journal;
mod lifetime;
mod masking;
mod message;
mod numbering;
mod operation;
mod page;
mod pairs;
mod parameters;
mod platform;
mod pool;
mod push;
mod randomness;
mod recording;
mod remark;
mod resultcode;
mod serial;
mod setup;
mod sms;
mod surroundings;
mod x;

pub use axyb::AssignedY;
pub use call::{Call, CallReport, Callee, Ending, GivesUp, Heard, Phone, PhoneError, PlacedCall, Script, Side, Sound};
pub use fault::{Faults, Probability, PushFault, PushFaultKind, RequestFault, RequestFaultKind};
pub use hang_up::HangUpCause;
pub use message::{Delivery, Request, Response};
pub use operation::{OPERATIONS, Operation};
pub use platform::Platform;
pub use push::{OwedPush, PushKind};
pub use setup::{
    Application, ApplicationCondition, Mode, Number, NumberCause, NumberCondition, PushSettings, PushSignature,
    Recording, Scheme, Setup, SetupError,
};
pub use sms::{ReceivedSms, SendResult, SentSms, Sms, SmsReport};
