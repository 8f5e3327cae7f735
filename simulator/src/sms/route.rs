//! What the platform makes of an SMS once it knows who sends it where.

use super::result::SendResult;
use crate::call::Standing;

/// What the platform makes of an SMS.
pub(crate) enum SmsRoute {
    /// It goes to this number, with this text.
    Forward { standing: Standing, to: String, text: String },
    /// The application is asked.
    Ask { standing: Standing },
    /// It goes nowhere.
    Fail { standing: Standing, result: SendResult },
    /// The mode has no SMS, and tells of none.
    NoSms,
}

impl SmsRoute {
    /// Where nobody is bound.
    pub(crate) fn unbound() -> Self {
        Self::Fail { standing: Standing::default(), result: SendResult::NoBinding }
    }
}
