//! What the platform makes of a call once it knows who calls what: whom it calls in turn, or why it hangs up.

use serde::{Deserialize, Serialize};

use super::ending::Ending;
use crate::serial::Serial;

/// `direction` of the record: whether A is called or calls, as far as that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub(crate) enum Direction {
    /// 0: somebody else calls A.
    ToA,
    /// 1: A calls.
    FromA,
    /// 2: it cannot be told, as without a binding.
    #[default]
    Unknown,
}

impl Direction {
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::ToA => 0,
            Self::FromA => 1,
            Self::Unknown => 2,
        }
    }
}

/// What is known of a call when it has come in.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Standing {
    pub(crate) direction: Direction,
    /// The binding's id, where the call is of one.
    pub(crate) subscription_id: Option<String>,
    pub(crate) user_data: Option<String>,
}

/// Where a call goes.
#[derive(Clone, Default, Deserialize, Serialize)]
pub(crate) struct Forwarding {
    /// The number on the callee's screen.
    pub(crate) shown: String,
    /// The callee.
    pub(crate) callee: String,
    /// Whether the callee may be a 400 or 95 number.
    pub(crate) may_be_service: bool,
    /// What the caller hears while the callee is called; without it, the callee's ring-back.
    pub(crate) waiting_tone: Option<String>,
    /// What only the callee hears first.
    pub(crate) callee_tone: Option<String>,
    /// Whether the call is to be recorded.
    pub(crate) recorded: bool,
    /// What both hear before the recording begins.
    pub(crate) record_hint_tone: Option<String>,
    /// The longest time of the call, in minutes from the answer on; 0 is not limited.
    pub(crate) max_minutes: u64,
    /// What both hear one minute before that.
    pub(crate) last_minute_tone: Option<String>,
    /// The AX or AXE binding that keeps who called.
    pub(crate) remembered_by: Option<Serial>,
}

/// How it goes on with a call.
#[derive(Clone)]
pub(crate) enum Verdict {
    /// It is forwarded.
    Forward(Box<Forwarding>),
    /// It is hung up, after this tone if there is one.
    HangUp { ending: Ending, tone: Option<String> },
    /// The application is asked (X mode).
    Ask,
}

impl Verdict {
    pub(crate) const fn hang_up(ending: Ending) -> Self {
        Self::HangUp { ending, tone: None }
    }
}

/// One time that the platform asks for an extension.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Collection {
    /// What is keyed in; empty if nothing is.
    pub(crate) digits: String,
    /// Whether it is asked for again.
    pub(crate) wrong: bool,
}

/// A call from its beginning to where it is forwarded or hung up.
#[derive(Clone)]
pub(crate) struct Route {
    /// Known from the beginning, and so in `callin`.
    pub(crate) at_call_in: Standing,
    /// Known afterwards.
    pub(crate) standing: Standing,
    /// The times an extension is asked for.
    pub(crate) collections: Vec<Collection>,
    /// The extension that was found (AXE).
    pub(crate) extension: Option<String>,
    pub(crate) verdict: Verdict,
}

impl Route {
    /// A call of which everything is known at once.
    pub(crate) fn of(standing: Standing, verdict: Verdict) -> Self {
        Self { at_call_in: standing.clone(), standing, collections: Vec::new(), extension: None, verdict }
    }

    /// A call that is hung up, and of which nothing is known.
    pub(crate) fn hung_up(ending: Ending) -> Self {
        Self::of(Standing::default(), Verdict::hang_up(ending))
    }

    /// A call of somebody bound that is hung up.
    pub(crate) fn refused(standing: Standing, ending: Ending) -> Self {
        Self::of(standing, Verdict::hang_up(ending))
    }
}
