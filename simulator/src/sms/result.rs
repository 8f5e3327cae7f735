//! `sendResult`: what became of an SMS.

use serde::{Deserialize, Serialize};

/// What became of an SMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum SendResult {
    /// 0: it arrived.
    Sent,
    /// 1: the account is frozen.
    AccountFrozen,
    /// 2: there is no binding.
    NoBinding,
    /// 3: X is suspended.
    NumberSuspended,
    /// 4: the application is not in commercial state.
    ApplicationUnavailable,
    /// 5: an internal error.
    InternalError,
    /// 6: the application had it discarded.
    Discarded,
    /// 7: the application did not decide in time.
    Undecided,
    /// 8: somebody is on a black list.
    Blacklisted,
    /// 9: some of its parts were sent.
    PartlySent,
    /// 10: none of its parts were.
    AllFailed,
    /// 11: X has no SMS.
    NoSms,
    /// 12: the text lacks the required key word.
    KeywordMissing,
    /// 13: the text has a forbidden word.
    ForbiddenWord,
}

impl SendResult {
    /// Every result, by number.
    pub const ALL: [Self; 14] = [
        Self::Sent,
        Self::AccountFrozen,
        Self::NoBinding,
        Self::NumberSuspended,
        Self::ApplicationUnavailable,
        Self::InternalError,
        Self::Discarded,
        Self::Undecided,
        Self::Blacklisted,
        Self::PartlySent,
        Self::AllFailed,
        Self::NoSms,
        Self::KeywordMissing,
        Self::ForbiddenWord,
    ];

    /// The result as `sendResult` has it.
    #[must_use]
    pub fn number(self) -> u8 {
        self.into()
    }

    /// Whether forwarding can have it by itself.
    pub(crate) const fn is_of_the_network(self) -> bool {
        matches!(
            self,
            Self::InternalError
                | Self::Blacklisted
                | Self::PartlySent
                | Self::AllFailed
                | Self::KeywordMissing
                | Self::ForbiddenWord
        )
    }
}

impl From<SendResult> for u8 {
    fn from(result: SendResult) -> Self {
        let place = SendResult::ALL.iter().position(|other| *other == result).unwrap_or(0);
        Self::try_from(place).unwrap_or(0)
    }
}

impl TryFrom<u8> for SendResult {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::ALL.get(usize::from(number)).copied().ok_or_else(|| String::from("a result is a number from 0 to 13"))
    }
}
