//! A length of time, before a unit of the wire is chosen.

/// A length of time as people and languages say it, before a unit of the wire is chosen. Exact to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub(crate) microseconds: i64,
}

impl Span {
    /// A length of time in microseconds.
    pub const fn from_microseconds(microseconds: i64) -> Self {
        Self { microseconds }
    }

    /// A length of time in seconds; what is too long to be counted is the longest there is.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self::from_microseconds(seconds.saturating_mul(1_000_000))
    }

    /// A length of time in minutes.
    pub const fn from_minutes(minutes: i64) -> Self {
        Self::from_seconds(minutes.saturating_mul(60))
    }

    /// A length of time in hours.
    pub const fn from_hours(hours: i64) -> Self {
        Self::from_minutes(hours.saturating_mul(60))
    }

    /// A length of time in days.
    pub const fn from_days(days: i64) -> Self {
        Self::from_hours(days.saturating_mul(24))
    }
}
