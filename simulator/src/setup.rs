//! What the platform starts with: applications, their keys and X numbers, and where numbers are at home.

mod check;
mod error;
mod pushes;
mod reading;
mod standard;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use check::{RECORDING_NAME, SESSION_ID};
pub use error::SetupError;
pub use pushes::{PushSettings, PushSignature};

use crate::fault::Faults;
use crate::masking;

/// What a platform starts with. In JSON every field may be left out and has the value of [`Setup::default`].
///
/// The default is one application of each mode, AXB first, with X numbers in three cities, ready to be called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Setup {
    /// The applications (应用) of the account. Each has one mode and its own X numbers.
    pub applications: Vec<Application>,
    /// Where mobile numbers are at home: from the beginning of a number in global format (`+86138`) to a city code with
    /// its leading 0 (`0755`). The longest beginning counts. Used when X is to be picked by A's own area; a fixed-line
    /// A needs no entry, for its area is part of its number.
    pub homes: BTreeMap<String, String>,
    /// The province of each city code. Used when X may be of another city (`areaMatchMode` "1") to prefer one of the
    /// same province.
    pub provinces: BTreeMap<String, String>,
    /// What the ids of bindings, an X that is picked at random, and faults are drawn from. Default 0.
    pub seed: u64,
    /// What goes wrong from the beginning. Default nothing.
    pub faults: Faults,
}

/// One application (应用) and what belongs to it.
///
/// Only the key and the secret have to be given; an application without numbers can only refuse.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Application {
    /// `APP_Key`: 1-128 visible ASCII characters without quotes and commas. Real ones have 28 letters and digits.
    pub app_key: String,
    /// `APP_Secret`, 1-128 characters. Never shown: not by `Debug`, not in the state, not in the log.
    pub app_secret: String,
    /// The mode the application was added for. Default AXB.
    pub mode: Mode,
    /// Whether application and account are in order. Default normal.
    pub condition: ApplicationCondition,
    /// Whether the application was added with recording on. Default true.
    pub recording: bool,
    /// Whether the application was added with SMS on. Default true.
    pub sms: bool,
    /// The X numbers, in the order in which they are picked.
    pub numbers: Vec<Number>,
    /// The tone files (`.wav`) that were uploaded and approved.
    pub tones: Vec<String>,
    /// How far `Created` may lie from the platform's wall time, in seconds, in either direction. `None` (`null`) means
    /// that it is not compared. Default 300.
    ///
    /// The service has such a window and publishes no figure. It must be wide, for some of the vendor's own demos stamp
    /// local time as UTC, eight hours off. Here it is narrow, so that a wrong clock or zone is found on the first call
    /// and not on the day the window changes.
    pub created_window: Option<u64>,
    /// The schemes in which the application may sign. Default both.
    ///
    /// The pages of today know AKSK only, and do not say whether the platform still takes the WSSE of before. It is taken
    /// here unless the setup says otherwise, so that a client that still signs so can be tried.
    pub schemes: Vec<Scheme>,
    /// How many digits the extensions of an AXE application have, 1-4. Default 4. It is set when the application is added
    /// and stays (`privatenumber_02_0021`); other modes have no use for it.
    pub extension_digits: u8,
    /// How often an A may be bound a day, 1 or more; the day begins at midnight in China, in virtual time. `None` (`null`),
    /// the default, means as often as it likes. One bind more is refused with 1020182. Counted in AX, AXB and AXYB mode,
    /// there when A is bound.
    ///
    /// The service has such a cap and publishes no figure.
    pub daily_binds: Option<u64>,
    /// The recordings there are (page of `GetRecordingDownloadUrl`). Default none.
    pub recordings: Vec<Recording>,
    /// The `sessionid` of each call in progress, 1-256 characters; each can be ended once (`privatenumber_axyb_0023`).
    /// Default none.
    pub sessions: Vec<String>,
    /// Where pushes go and how they are signed. Default nowhere.
    pub pushes: PushSettings,
    /// What A meets of an AXE application that calls X without a callback record, where its binding says nothing of it:
    /// a tone file of `tones`. Default none, and the call ends unannounced.
    pub callback_tone: Option<String>,
    /// The same: a number in global format to which A is forwarded. Not together with the tone. Default none.
    pub callback_num: Option<String>,
    /// 是否开启记忆回呼, of an AX application: whether an A who calls X without a temporary callee reaches who called last.
    /// Default false.
    pub memory_callback: bool,
    /// How often an AXE application asks for the extension before it hangs up, 1-10. Default 3.
    pub extension_tries: u8,
}

/// A recording of a call, as its call record names it: `fileName` is there called `recordObjectName`.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Recording {
    /// The file, 1-128 characters.
    pub file_name: String,
    /// The host it lies on, 1-128 characters: letters, digits, `.` and `-`, and a port if need be.
    pub record_domain: String,
    /// How long ago its call record was pushed when the platform begins, in seconds. Default 0. Seven days after the push
    /// the recording is gone.
    pub age_seconds: u64,
}

/// The mode (模式) of an application. Operations of any other mode answer it 1010040.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Whoever calls X reaches A, and A calls others through X; one X is one A's.
    Ax,
    /// A and B call each other through X; many pairs share one X.
    #[default]
    Axb,
    /// Whoever calls X and keys in an extension reaches A; many A share one X.
    Axe,
    /// B calls A through X and A calls B through Y; neither sees the other's number.
    Axyb,
    /// Nothing is bound: of every call and SMS the platform asks the application where it goes.
    X,
}

impl Mode {
    /// The mode as the setup writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ax => "ax",
            Self::Axb => "axb",
            Self::Axe => "axe",
            Self::Axyb => "axyb",
            Self::X => "x",
        }
    }
}

/// How requests are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// `Authorization: AKSK ...` and `X-AKSK`, with an HMAC-SHA256 keyed with the secret.
    Aksk,
    /// `Authorization: WSSE ...` and `X-WSSE`, with an SHA-256 over what ends in the secret; on the pages until about
    /// 2023.
    Wsse,
}

impl Scheme {
    /// The scheme as the setup writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aksk => "aksk",
            Self::Wsse => "wsse",
        }
    }
}

/// Whether an application may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApplicationCondition {
    /// Everything is in order.
    #[default]
    Normal,
    /// The account is in arrears: everything is refused with 1010029.
    Frozen,
    /// The application's status is abnormal: everything is refused with 1010008, of an AXYB application with 1010004.
    Unavailable,
}

impl ApplicationCondition {
    /// The condition as the setup writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Frozen => "frozen",
            Self::Unavailable => "unavailable",
        }
    }
}

/// One X number of an application.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Number {
    /// The number in global format: `+86` and 11 digits, mobile.
    pub number: String,
    /// Its city code, 3 or 4 digits with the leading 0: `0755`.
    pub area_code: String,
    /// Whether it may be bound. Default normal.
    pub condition: NumberCondition,
}

/// Whether an X number may be bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberCondition {
    /// It may; status 5 of the service's notifications.
    #[default]
    Normal,
    /// It may not, and has neither calls nor SMS for the time being; status 9. Binding it is refused with 1012102.
    Suspended,
    /// It may not, and has neither calls nor SMS; status 10. Binding it is refused with 1012102.
    Unavailable,
    /// It may not; what is bound on it goes on; status 11. Binding it is refused with 1012102.
    Frozen,
    /// It may not, for complaints or arrears; the pages speak of it beside the statuses. Binding it is refused with
    /// 1012102.
    Abnormal,
}

impl NumberCondition {
    /// The condition as the setup writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Suspended => "suspended",
            Self::Unavailable => "unavailable",
            Self::Frozen => "frozen",
            Self::Abnormal => "abnormal",
        }
    }
}

/// Why an X number is unavailable, as its status push says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NumberCause {
    /// 1: it was deleted.
    Deleted,
    /// 2: the account is in arrears.
    Arrears,
    /// 3: it was stopped.
    Stopped,
    /// 5: the carrier restricts its calls.
    Restricted,
    /// 6: the restriction was lifted.
    RestrictionLifted,
    /// 7: all its calls are forwarded elsewhere.
    ForwardingAlways,
    /// 8: its calls are forwarded elsewhere if it is not answered.
    ForwardingOnNoAnswer,
    /// 9: its calls are forwarded elsewhere if it is busy.
    ForwardingOnBusy,
}

impl NumberCause {
    /// The cause as the push has it; there is no 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Deleted => 1,
            Self::Arrears => 2,
            Self::Stopped => 3,
            Self::Restricted => 5,
            Self::RestrictionLifted => 6,
            Self::ForwardingAlways => 7,
            Self::ForwardingOnNoAnswer => 8,
            Self::ForwardingOnBusy => 9,
        }
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            app_key,
            app_secret: _,
            mode,
            condition,
            recording,
            sms,
            numbers,
            tones,
            created_window,
            schemes,
            extension_digits,
            daily_binds,
            recordings,
            sessions,
            pushes,
            callback_tone,
            callback_num,
            memory_callback,
            extension_tries,
        } = self;
        f.debug_struct("Application")
            .field("app_key", app_key)
            .field("app_secret", &"****")
            .field("mode", mode)
            .field("condition", condition)
            .field("recording", recording)
            .field("sms", sms)
            .field("numbers", numbers)
            .field("tones", tones)
            .field("created_window", created_window)
            .field("schemes", schemes)
            .field("extension_digits", extension_digits)
            .field("daily_binds", daily_binds)
            .field("recordings", recordings)
            // A session may be named after who called.
            .field("sessions", &sessions.iter().map(|session| masking::text(session)).collect::<Vec<_>>())
            .field("pushes", pushes)
            .field("callback_tone", callback_tone)
            .field("callback_num", &callback_num.as_deref().map(masking::text))
            .field("memory_callback", memory_callback)
            .field("extension_tries", extension_tries)
            .finish()
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recording")
            .field("file_name", &masking::text(&self.file_name))
            .field("record_domain", &masking::text(&self.record_domain))
            .field("age_seconds", &self.age_seconds)
            .finish()
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Number")
            .field("number", &masking::text(&self.number))
            .field("area_code", &self.area_code)
            .field("condition", &self.condition)
            .finish()
    }
}
