//! How long a binding and the callback records on it live, and the unit in which both are given.

use serde::{Deserialize, Serialize};

use crate::parameters::Parameters;
use crate::resultcode::Refusal;

const MINUTES_AN_HOUR: u64 = 60;

/// The longest life of a binding: 30 days, in minutes.
const LONGEST_BIND: u64 = 30 * 24 * MINUTES_AN_HOUR;

/// The longest life of a callback record: 7 days, in minutes.
const LONGEST_CALLBACK: u64 = 7 * 24 * MINUTES_AN_HOUR;

/// The life of a binding whose bind names none: 168 hours, in minutes. An FAQ says that it then never ends; another asks
/// for an explicit 0 for that, as the API page does.
const DEFAULT_BIND: u64 = 168 * MINUTES_AN_HOUR;

/// `timeUnit`: the unit of `bindExpiredTime` and of `callbackExpiredTime` in the same request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum TimeUnit {
    /// "0", the default.
    Hours,
    /// "1".
    Minutes,
}

impl TimeUnit {
    pub(super) fn read(parameters: &Parameters<'_>) -> Result<Option<Self>, Refusal> {
        let word = parameters.word("timeUnit", &["0", "1"])?;
        Ok(word.map(|word| if word == "1" { Self::Minutes } else { Self::Hours }))
    }

    /// As the answers write it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Hours => "0",
            Self::Minutes => "1",
        }
    }

    /// A number of minutes in this unit, begun hours included: what was set in minutes may be shown in hours.
    pub(super) const fn count(self, minutes: u64) -> u64 {
        minutes.div_ceil(self.minutes())
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Minutes => "minutes",
        }
    }

    const fn minutes(self) -> u64 {
        match self {
            Self::Hours => MINUTES_AN_HOUR,
            Self::Minutes => 1,
        }
    }
}

/// The two lives as a request gives them, in minutes.
#[derive(Clone, Copy)]
pub(super) struct GivenLives {
    pub(super) bind: Option<u64>,
    pub(super) callback: Option<u64>,
}

impl GivenLives {
    /// Reads `bindExpiredTime` and `callbackExpiredTime`. Their unit is that of the same request: a modification without
    /// `timeUnit` gives hours, whatever the bind gave, for its table gives the range of hours for it.
    pub(super) fn read(parameters: &Parameters<'_>, unit: TimeUnit) -> Result<Self, Refusal> {
        let life = |name: &str, longest: u64| {
            let most = longest / unit.minutes();
            let given = parameters.integer_that(
                name,
                |count| count <= most,
                &format!("from 0 to {most} {}, the unit that timeUnit says", unit.name()),
            )?;
            Ok(given.map(|count| count.saturating_mul(unit.minutes())))
        };
        Ok(Self {
            bind: life("bindExpiredTime", LONGEST_BIND)?,
            callback: life("callbackExpiredTime", LONGEST_CALLBACK)?,
        })
    }
}

/// The two lives of a binding, in minutes; 0 never ends.
#[derive(Clone, Copy, Deserialize, Serialize)]
pub(super) struct Lives {
    pub(super) bind: u64,
    /// Absent if it was never given.
    callback: Option<u64>,
}

impl Lives {
    /// Those of a bind.
    pub(super) fn of_bind(given: GivenLives) -> Result<Self, Refusal> {
        Self { bind: given.bind.unwrap_or(DEFAULT_BIND), callback: given.callback }.checked("callbackExpiredTime")
    }

    /// The same after a modification; what is not given stays.
    pub(super) fn modified(self, given: GivenLives) -> Result<Self, Refusal> {
        let culprit = if given.callback.is_some() { "callbackExpiredTime" } else { "bindExpiredTime" };
        Self { bind: given.bind.unwrap_or(self.bind), callback: given.callback.or(self.callback) }.checked(culprit)
    }

    /// The life of a callback record. The default is not published: as long as the binding, but not longer than it could
    /// be set, so that a bind which does not name it does not break the rule between the two.
    pub(super) fn callback(self) -> u64 {
        self.callback.unwrap_or(match self.bind {
            0 => LONGEST_CALLBACK,
            bind => bind.min(LONGEST_CALLBACK),
        })
    }

    /// Whether callback records were said never to go though the binding does.
    pub(super) const fn callback_outlives(self) -> bool {
        self.bind != 0 && matches!(self.callback, Some(0))
    }

    /// A callback record must not outlive its binding. How 0, never, compares is not said: it is let through on either
    /// side, for a record goes with its binding at the latest.
    fn checked(self, culprit: &str) -> Result<Self, Refusal> {
        if self.bind != 0 && self.callback() > self.bind {
            return Err(Refusal::invalid(
                culprit,
                format!(
                    "callbackExpiredTime, {} minutes, is longer than bindExpiredTime, {} minutes",
                    self.callback(),
                    self.bind
                ),
            ));
        }
        Ok(self)
    }
}
