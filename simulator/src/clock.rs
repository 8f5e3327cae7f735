//! The platform's two times: the wall's, and the virtual one that can be made to run ahead.

use serde::{Deserialize, Serialize};

/// 9999-12-31T23:59:59Z, in Unix milliseconds.
const LAST_MS: i64 = 253_402_300_799_000;

/// Wall time as the host told it, and how far virtual time has been made to run ahead of it.
///
/// Bindings live in virtual time, so that a test need not wait for hours. The age of a signature is measured in wall
/// time: the client that signs has an ordinary clock and knows nothing of the hours that were skipped.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub(crate) struct Clock {
    /// The latest wall time ever told, in Unix milliseconds.
    latest_wall_ms: i64,
    /// The wall time told first.
    began_wall_ms: Option<i64>,
    skipped_ms: i64,
}

impl Clock {
    /// Takes note of the wall time. A wall clock that was set back does not take virtual time back with it: what has
    /// expired stays expired.
    pub(crate) fn observe(&mut self, wall_ms: i64) {
        self.latest_wall_ms = self.latest_wall_ms.max(wall_ms);
        self.began_wall_ms.get_or_insert(self.latest_wall_ms);
    }

    /// Lets virtual time run ahead. It stops at the end of the year 9999, the last that times are written with.
    pub(crate) fn skip(&mut self, seconds: u64) {
        let milliseconds = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000);
        let left = LAST_MS.saturating_sub(self.now_ms()).max(0);
        self.skipped_ms = self.skipped_ms.saturating_add(milliseconds.min(left));
    }

    /// Lets virtual time run ahead to a moment, if it is not there yet.
    pub(crate) fn skip_to(&mut self, virtual_ms: i64) {
        let ahead = virtual_ms.min(LAST_MS).saturating_sub(self.now_ms()).max(0);
        self.skipped_ms = self.skipped_ms.saturating_add(ahead);
    }

    /// The same wall time, and virtual time back at it, beginning anew.
    pub(crate) fn restarted(&self) -> Self {
        Self {
            latest_wall_ms: self.latest_wall_ms,
            began_wall_ms: self.began_wall_ms.map(|_| self.latest_wall_ms),
            skipped_ms: 0,
        }
    }

    /// Virtual time since its beginning, which is the first time told, in milliseconds.
    pub(crate) fn elapsed_ms(&self) -> i64 {
        let began = self.began_wall_ms.unwrap_or(self.latest_wall_ms);
        self.latest_wall_ms.saturating_sub(began).saturating_add(self.skipped_ms)
    }

    /// Virtual time, in Unix milliseconds.
    pub(crate) const fn now_ms(&self) -> i64 {
        self.latest_wall_ms.saturating_add(self.skipped_ms)
    }

    /// Virtual time, in Unix seconds.
    pub(crate) const fn now_seconds(&self) -> i64 {
        self.now_ms().div_euclid(1_000)
    }

    /// Wall time, in Unix seconds.
    pub(crate) const fn wall_seconds(&self) -> i64 {
        self.latest_wall_ms.div_euclid(1_000)
    }

    /// How far virtual time has been made to run ahead, in seconds.
    pub(crate) const fn skipped_seconds(&self) -> i64 {
        self.skipped_ms / 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stops_at_the_last_year_that_is_written_with_four_digits() {
        let mut clock = Clock::default();
        clock.observe(1_767_225_600_000);
        for seconds in [u64::MAX, 1, 3_155_760_000] {
            clock.skip(seconds);
            assert_eq!(clock.now_ms(), LAST_MS);
        }
        clock.skip_to(i64::MAX);
        assert_eq!(clock.now_ms(), LAST_MS);
    }
}
