//! Why the service refuses, without the numbers.

macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal $class:expr,)+) => {
        /// Why the service refused, so that a caller need not know the numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Reason {
            /// All of them, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The reason as text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// The error class of its own that it has in the other languages.
            pub const fn class_name(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => $class,)+
                }
            }

            /// What it means.
            pub const fn documentation(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+),)+
                }
            }
        }
    };
}

reasons! {
    /// The binding exists already, or one of its numbers is bound on this X.
    AlreadyBound = "already_bound" Some("AlreadyBound"),
    /// No X is left to be assigned, or the one named is full.
    NoNumberLeft = "no_number_left" Some("NoNumberLeft"),
    /// This number was bound too often today.
    DailyLimit = "daily_limit" Some("DailyLimitReached"),
    /// There is no such binding, or no such X.
    NotFound = "not_found" Some("NotFound"),
    /// The X does not belong to this application.
    NotYours = "not_yours" Some("NotYours"),
    /// Too many failed authentications: this IP address is locked out for 30 minutes.
    LockedOut = "locked_out" Some("LockedOut"),
    /// The platform limits the rate of requests: wait a minute.
    FlowControl = "flow_control" Some("FlowControl"),
    /// The account or the application is frozen or out of use.
    Frozen = "frozen" Some("AccountFrozen"),
    /// The application is of another mode than the operation.
    WrongMode = "wrong_mode" Some("WrongMode"),
    /// The service found an argument wrong.
    WrongArgument = "wrong_argument" Some("ArgumentRefused"),
    /// The key, the secret, the clock or a header is wrong.
    Authentication = "authentication" Some("AuthenticationFailed"),
    /// This IP address is not on the whitelist.
    NotAllowed = "not_allowed" Some("NotAllowed"),
    /// The X is in a bad state: complaints, arrears, no real-name check.
    NumberUnavailable = "number_unavailable" Some("NumberUnavailable"),
    /// The application was added without this feature.
    FeatureOff = "feature_off" Some("FeatureOff"),
    /// The service failed by itself.
    Server = "server" Some("ServerFailed"),
    /// A result code that this version does not know.
    Unknown = "unknown" None,
}
