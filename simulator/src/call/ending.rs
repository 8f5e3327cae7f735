//! How a call ends (通话挂机原因值), developer guide `privatenumber_04_0010`: its `stateCode`, and what the call record
//! says beside it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hang_up::HangUpCause;

macro_rules! endings {
    ($($(#[$documentation:meta])* $name:ident = $code:literal, $text:literal, $q850:literal, $sip:literal;)*) => {
        /// How a call ends, of the ways that are simulated.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Ending {
            $($(#[$documentation])* $name,)*
        }

        impl Ending {
            /// Every ending, by code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// `stateCode` of the last event, and `ulFailReason` of the record: they have one number space.
            #[must_use]
            pub const fn code(self) -> u16 {
                match self { $(Self::$name => $code,)* }
            }

            /// `stateDesc` of the last event. But for the first, which is the pages' own, the words are the simulator's.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// `fwdUnaswRsn` of the record: the Q.850 cause of a second leg that failed, 0 where there is nothing to say.
            #[must_use]
            pub const fn q850(self) -> u16 {
                match self { $(Self::$name => $q850,)* }
            }

            /// `sipStatusCode` of the record: what a leg that failed answered, 0 where none did.
            #[must_use]
            pub const fn sip_status(self) -> u16 {
                match self { $(Self::$name => $sip,)* }
            }
        }
    };
}

// The pages have no table from one to the other: Q.850 and SIP are filled in as RFC 3398 pairs them, where it does.
endings! {
    /// 0: somebody hung up after the callee had answered.
    Released = 0, "The user releases the call.", 0, 0;
    /// 7106: the application's status is abnormal.
    ApplicationUnavailable = 7106, "The application has no privacy call capability.", 0, 0;
    /// 7108: the account is in arrears.
    AccountFrozen = 7108, "The user is frozen.", 0, 0;
    /// 7501: the caller hung up before the callee rang.
    CallerLeftBeforeRinging = 7501, "The caller hangs up before the callee rings.", 16, 487;
    /// 7502: the caller hung up while the callee rang.
    CallerLeftWhileRinging = 7502, "The caller hangs up after the callee rings.", 16, 487;
    /// 7503: the callee refused.
    Refused = 7503, "The callee rejects the call.", 21, 603;
    /// 7504: the call was refused for the callee: do-not-disturb, a black list, software on the phone.
    Blocked = 7504, "The call is rejected.", 21, 603;
    /// 7506: the callee's network failed, as with a number in a wrong format.
    CalleeNetworkFailed = 7506, "The network on the callee side fails.", 28, 484;
    /// 7508: no route leads to the callee, as where it is the X that was called.
    RoutingFailed = 7508, "Routing fails.", 3, 404;
    /// 7516: the caller hung up before the call was forwarded.
    CallerLeftBeforeForwarding = 7516, "The caller hangs up before the call is forwarded.", 0, 0;
    /// 8006: a voice file that the answer of X mode names does not exist.
    VoiceFileMissing = 8006, "The voice file does not exist.", 0, 0;
    /// 8010: the longest time of a call is reached.
    MaxDurationReached = 8010, "The maximum call duration is reached.", 0, 0;
    /// 8013: AX, A calls X and has no temporary callee.
    NoTemporaryCallee = 8013, "The AX call is invalid: there is no temporary callee.", 0, 0;
    /// 8014: AXB, whoever calls is not bound; X mode, the answer is wrong or missing.
    InvalidCall = 8014, "The AXB or X call is invalid.", 0, 0;
    /// 8016: `callDirection` does not let this side call.
    DirectionNotAllowed = 8016, "The call direction is not allowed.", 0, 0;
    /// 8017: X mode, the application closed the call.
    ClosedByApplication = 8017, "The call is closed by the application.", 0, 0;
    /// 8018: there is no permission, as where no AX binding stands on X.
    NotPermitted = 8018, "There is no permission to call.", 0, 0;
    /// 8019: AXE, and AX with the callback that remembers, A calls X and there is no callback record.
    NoCallbackRecord = 8019, "There is no callback record.", 0, 0;
    /// 8022: AXE, nothing is bound behind the extension.
    ExtensionNotBound = 8022, "The binding does not exist or has expired.", 0, 0;
    /// 8023: a fixed line may not call.
    FixedLineCaller = 8023, "A fixed-line number is not allowed as the caller.", 0, 0;
    /// 8025: AXE, X was deleted.
    NumberMissing = 8025, "The X number does not exist.", 0, 0;
    /// 8030: AXYB, there is no binding on the number that is called.
    BindingMissing = 8030, "The AXYB binding does not exist.", 0, 0;
    /// 8031: AXYB, no Y could be allotted.
    NoYLeft = 8031, "No Y number can be allotted during the call.", 0, 0;
    /// 8032: AXYB, a number calls the number bound to itself.
    OwnPrivateNumber = 8032, "A number calls the privacy number bound to itself.", 0, 0;
    /// 8033: AXE, no extension was keyed in.
    EmptyExtension = 8033, "The extension received is empty.", 0, 0;
    /// 8035: the platform's own time is over, about 90 s after forwarding.
    RingingTimedOut = 8035, "Ringing times out.", 19, 480;
    /// 8055: X is suspended or unavailable.
    NumberUnavailable = 8055, "The X number is unavailable.", 0, 0;
    /// 8100: the callee's number does not exist.
    CalleeMissing = 8100, "The callee number does not exist.", 1, 404;
    /// 8101: the callee rang and nobody answered.
    NoAnswer = 8101, "The callee does not answer.", 19, 480;
    /// 8102: the callee is busy.
    Busy = 8102, "The callee is busy.", 17, 486;
    /// 8103: the callee cannot be reached.
    Unreachable = 8103, "The callee cannot be reached.", 20, 480;
    /// 8104: the callee is switched off.
    SwitchedOff = 8104, "The callee is switched off.", 20, 480;
    /// 8105: the callee's service is suspended.
    ServiceSuspended = 8105, "The service of the callee is suspended.", 27, 502;
}

impl From<HangUpCause> for Ending {
    fn from(cause: HangUpCause) -> Self {
        match cause {
            HangUpCause::DirectionNotAllowed => Self::DirectionNotAllowed,
            HangUpCause::FixedLineCaller => Self::FixedLineCaller,
            HangUpCause::BindingMissing => Self::BindingMissing,
            HangUpCause::NoYLeft => Self::NoYLeft,
            HangUpCause::OwnPrivateNumber => Self::OwnPrivateNumber,
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.text())
    }
}

impl Serialize for Ending {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.code())
    }
}

impl<'de> Deserialize<'de> for Ending {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = u16::deserialize(deserializer)?;
        let ending = Self::ALL.iter().copied().find(|ending| ending.code() == code);
        ending.ok_or_else(|| serde::de::Error::custom("no call ends with this code"))
    }
}
