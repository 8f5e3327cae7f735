//! What people do in a call, as data.

use serde::{Deserialize, Serialize};

/// What people do in a call. Every field has a default: the callee answers after 5 seconds, they talk for 30, and the
/// caller hangs up. Seconds are 0 to 864,000.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Script {
    /// What becomes of the callee's phone.
    pub callee: Callee,
    /// How long it rings until the callee answers or refuses, or the caller gives up while it rings. Default 5. The
    /// platform waits for 90 seconds from forwarding on.
    pub ring_seconds: u64,
    /// How long they talk, unless the platform ends the call before. Default 30.
    pub talk_seconds: u64,
    /// Who hangs up when they have talked. Default the caller.
    pub hangs_up: Side,
    /// Where the caller hangs up early. Default nowhere.
    pub caller_gives_up: Option<GivesUp>,
    /// What the caller keys in when the platform asks for an extension (AXE), one for each time it asks: digits, `*` and
    /// `#`, at most 20. Default nothing.
    pub extensions: Vec<String>,
    /// How often the caller's phone dials again by itself after a call that was not answered, 0-10. Default 0.
    pub redials: u8,
}

/// What becomes of the callee's phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Callee {
    /// It rings, and somebody answers.
    #[default]
    Answers,
    /// It rings, and somebody refuses: 7503.
    Refuses,
    /// The call is refused for the callee, by do-not-disturb, a black list or software on the phone: 7504.
    Blocks,
    /// It rings until the carrier gives up: 8101.
    NoAnswer,
    /// It is busy: 8102.
    Busy,
    /// It has a bad signal: 8103.
    Unreachable,
    /// It is switched off: 8104.
    SwitchedOff,
    /// Its service is suspended: 8105.
    Suspended,
    /// There is no such number: 8100.
    DoesNotExist,
}

/// One of the two who talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// Who called X.
    #[default]
    Caller,
    /// Whom the platform called.
    Callee,
}

/// Where the caller hangs up early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum GivesUp {
    /// Before the platform calls the callee, as while an extension is asked for: 7516.
    BeforeForwarding,
    /// Before the callee's phone rings: 7501.
    BeforeRinging,
    /// While the callee's phone rings: 7502.
    WhileRinging,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            callee: Callee::Answers,
            ring_seconds: 5,
            talk_seconds: 30,
            hangs_up: Side::Caller,
            caller_gives_up: None,
            extensions: Vec::new(),
            redials: 0,
        }
    }
}
