//! Pushes: what the platform tells a customer's server about calls, SMS and numbers, and asks it.
//!
//! ```text
//! headers, body ─▶ PushReader::read ─▶ Reading { delivery, nonce, pushes: [ kind, key, data ] }
//!                                  └─▶ Error: not genuine (401), too long (413), unreadable (400)
//! ```
//!
//! A receiver then does three things, in this order, with stores of its own choice:
//!
//! 1. It keeps the [`nonce`](Reading::nonce), and refuses the push if the nonce came before with another body.
//! 2. For each push it claims the [`key`](Push::key), and skips what was handled before.
//! 3. It hands the data on, and marks the key as done once it was handled: what is lost in a crash in between comes again.
//!
//! A push of the kinds [`CallinBlock`](PushKind::CallinBlock) and [`SmsBlock`](PushKind::SmsBlock) is answered with a
//! [`Reply`], every other one with an empty body. Anything but HTTP 200 makes the platform send it again, after 1, 4, 9, 106,
//! 203 and 300 minutes.
//!
//! Read tolerantly: unknown fields are kept, whole numbers may come as texts, an empty text counts as absent, names of events
//! may be in any case, and a push of an unknown type is kept whole.
//!
//! Pages: API reference `privatenumber_02_0006` to `_0008_3`, `numstatus_notify_axb`.

mod call_event;
mod call_record;
mod code;
mod kind;
mod number_status;
mod reading;
pub(crate) mod refusal;
mod reply;
mod signature;
mod sms;
mod unknown;

pub use call_event::{CallEvent, CallEventDraft};
pub use call_record::{CallRecord, CallRecordDraft, Recording, RecordingDraft};
pub use code::{CauseCode, NetworkCauseCode, NumberCauseCode, NumberStatusCode, SmsResultCode};
pub use kind::PushKind;
pub use number_status::{NumberStatus, NumberStatusDraft};
pub use reading::{Check, Delivery, Incoming, NonceMark, Push, PushData, PushReader, Reading};
pub use refusal::push_error;
pub use reply::{Close, CloseDraft, Connect, ConnectDraft, Reply, ReplyForm, Route, RouteDraft, VoiceCheck, answers};
pub use signature::PushScheme;
pub use sms::{Sms, SmsDraft};
pub use unknown::{UnknownPush, UnknownPushDraft};

use crate::answer::Answer;
use crate::description::{AnswerDescription, ParameterDescription};

/// How old a signature may be, in seconds, unless it is said otherwise: 11 hours.
///
/// The last of the resends comes 300 minutes after the push, or after all the steps together, 623 minutes: the page does not
/// say which. Nor does it say whether a resend is signed anew. Until it is known that it is, what was refused as too old
/// would be lost.
pub const MAX_AGE: u32 = 39_600;

/// How far in the future a signature may lie, in seconds, unless it is said otherwise: clocks differ.
pub const MAX_AHEAD: u32 = 300;

/// The longest body, in bytes, unless it is said otherwise. 50 call records take about 100 KB.
pub const MAX_BODY: u32 = 1_048_576;

/// How long a push that is being handled is claimed, in seconds. It is resent after a minute at the earliest: whoever claimed
/// it and crashed does not keep it from being handled then.
pub const CLAIM_SECONDS: u32 = 50;

/// How long a push that was handled is remembered, in seconds: longer than the platform resends it, and than a signature
/// holds.
pub const DONE_SECONDS: u32 = 86_400;

/// Names of what a receiver is made with, in the two spellings; the others are the same in both.
pub const OPTIONS: &[(&str, &str)] = &[
    ("maxAge", "max_age"),
    ("maxAhead", "max_ahead"),
    ("maxBody", "max_body"),
    ("replyForm", "reply_form"),
    ("onError", "on_error"),
];

/// What is true of an answer that has parameters.
#[derive(Debug)]
pub struct ReplyDescription {
    /// The name of its type.
    pub name: &'static str,
    /// Its documentation, a line each.
    pub documentation: &'static [&'static str],
    /// Its parameters in the order of the wire.
    pub parameters: &'static [ParameterDescription],
}

macro_rules! replies {
    ($($name:ident),+) => {
        &[$(ReplyDescription {
            name: stringify!($name),
            documentation: $name::DOCUMENTATION,
            parameters: $name::PARAMETERS,
        }),+]
    };
}

/// What is true of the answers that have parameters.
pub const REPLIES: &[ReplyDescription] = replies![Connect, Close, Route];

/// What is true of the data of pushes; a group before what holds it.
pub const PUSH_DATA: &[&AnswerDescription] = &[
    CallEvent::DESCRIPTION,
    Recording::DESCRIPTION,
    CallRecord::DESCRIPTION,
    Sms::DESCRIPTION,
    NumberStatus::DESCRIPTION,
    UnknownPush::DESCRIPTION,
];
