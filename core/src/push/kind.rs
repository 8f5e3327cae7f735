//! The kinds of pushes, for each of which a receiver has a function.

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $wire:literal $snake:literal $data:ident,)+) => {
        /// What a push is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum PushKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl PushKind {
            /// All of them, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its name, in the words of the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)+
                }
            }

            /// Its name with underscores.
            pub const fn snake(self) -> &'static str {
                match self {
                    $(Self::$name => $snake,)+
                }
            }

            /// The name of the type of its data.
            pub const fn data(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($data),)+
                }
            }

            /// What it is.
            pub const fn documentation(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+),)+
                }
            }
        }
    };
}

kinds! {
    /// A call came in.
    Callin = "callin" "callin" CallEvent,
    /// A call came in, in mode X, and the platform waits for what is to become of it.
    CallinBlock = "callinBlock" "callin_block" CallEvent,
    /// The caller keyed in an extension (mode AXE).
    CollectInfo = "collectInfo" "collect_info" CallEvent,
    /// The callee is being called.
    Callout = "callout" "callout" CallEvent,
    /// The callee's telephone rings.
    Alerting = "alerting" "alerting" CallEvent,
    /// The callee answered.
    Answer = "answer" "answer" CallEvent,
    /// The call ended.
    Disconnect = "disconnect" "disconnect" CallEvent,
    /// The record of a call. Up to 50 come in one push, and each is handed over by itself.
    Fee = "fee" "fee" CallRecord,
    /// An SMS was passed on, or was not.
    SmsNotify = "smsNotify" "sms_notify" Sms,
    /// An SMS waits for what is to become of it.
    SmsBlock = "smsBlock" "sms_block" Sms,
    /// An X has a new status. Up to 100 come in one push, and each is handed over by itself.
    NumStatus = "numStatus" "num_status" NumberStatus,
    /// A push that this version does not know.
    Other = "other" "other" UnknownPush,
}

impl PushKind {
    /// The kind of a name, in either spelling.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name || kind.snake() == name)
    }

    /// Whether the platform waits for an answer.
    pub const fn is_block(self) -> bool {
        matches!(self, Self::CallinBlock | Self::SmsBlock)
    }

    /// Whether it is an event of a call that is only told.
    pub const fn is_call_event(self) -> bool {
        matches!(
            self,
            Self::Callin | Self::CollectInfo | Self::Callout | Self::Alerting | Self::Answer | Self::Disconnect
        )
    }

    /// The kind of a call's event that is only told, by its `eventType` in any case.
    pub(super) fn of_call_event(event_type: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.is_call_event() && kind.as_str().eq_ignore_ascii_case(event_type))
    }
}
