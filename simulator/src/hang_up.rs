//! Why a call is hung up (通话挂机原因值).

use std::fmt;

/// Why a call is hung up, of the causes that what is simulated of a call can end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HangUpCause {
    /// 8016: `callDirection` of the binding does not let this side call.
    DirectionNotAllowed,
    /// 8023: a fixed line may not be the caller.
    FixedLineCaller,
    /// 8030: there is no AXYB binding on the number that is called.
    BindingMissing,
    /// 8031: no Y could be allotted during the call.
    NoYLeft,
    /// 8032: a number calls the privacy number bound to itself.
    OwnPrivateNumber,
}

impl HangUpCause {
    /// Every cause, by code.
    pub const ALL: [Self; 5] =
        [Self::DirectionNotAllowed, Self::FixedLineCaller, Self::BindingMissing, Self::NoYLeft, Self::OwnPrivateNumber];

    /// The cause as `stateCode` of the call events has it.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::DirectionNotAllowed => 8016,
            Self::FixedLineCaller => 8023,
            Self::BindingMissing => 8030,
            Self::NoYLeft => 8031,
            Self::OwnPrivateNumber => 8032,
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Self::DirectionNotAllowed => "callDirection of the binding does not let this side call",
            Self::FixedLineCaller => "a fixed line may not be the caller",
            Self::BindingMissing => "there is no AXYB binding on the number that is called",
            Self::NoYLeft => "no Y could be allotted during the call",
            Self::OwnPrivateNumber => "a number calls the privacy number bound to itself",
        }
    }
}

impl fmt::Display for HangUpCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.meaning())
    }
}

impl std::error::Error for HangUpCause {}
