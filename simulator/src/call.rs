//! Calls: what people do, what the platform makes of it, and what it tells of it.

mod course;
mod ending;
mod event;
mod order;
mod record;
mod report;
mod route;
mod running;
mod script;
mod stop;
mod switchboard;

use std::fmt;

pub use ending::Ending;
pub use order::{Call, PhoneError};
pub use report::{CallReport, Heard, Phone, Sound};
pub use script::{Callee, GivesUp, Script, Side};

pub(crate) use course::later;
pub(crate) use event::{EventKind, body as event_body};
pub(crate) use order::check_number;
pub(crate) use record::of as record;
pub(crate) use route::{Collection, Direction, Forwarding, Route, Standing, Verdict};
pub(crate) use running::{Outcome, RunningCall};
pub(crate) use stop::{Calls, stop};
pub(crate) use switchboard::{CallKey, Switchboard};

use crate::masking;

/// A call that has reached the platform.
#[derive(Clone, PartialEq, Eq)]
pub struct PlacedCall {
    /// Its `sessionId`, under which the report of it is found.
    pub session_id: String,
}

impl fmt::Debug for PlacedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlacedCall").field("session_id", &masking::text(&self.session_id)).finish()
    }
}
