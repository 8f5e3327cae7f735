//! How long a binding lives, in virtual time.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// When a life of `seconds` that begins now is over; never for 0.
pub(crate) fn end(now_ms: i64, seconds: u64) -> Option<i64> {
    let milliseconds = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000);
    (seconds != 0).then(|| now_ms.saturating_add(milliseconds))
}

/// The seconds left of a life, begun ones included; nothing if it never ends.
pub(crate) fn remaining_seconds(end_ms: Option<i64>, now_ms: i64) -> Option<i64> {
    end_ms.map(|end| {
        let milliseconds = end.saturating_sub(now_ms).max(0);
        milliseconds / 1_000 + i64::from(milliseconds % 1_000 > 0)
    })
}

/// What ends when, the earliest first. What never ends is not among it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(bound(deserialize = "K: Deserialize<'de> + Ord"))]
pub(crate) struct Ends<K> {
    ends: BTreeSet<(i64, K)>,
}

impl<K: Copy + Ord> Ends<K> {
    pub(crate) const fn new() -> Self {
        Self { ends: BTreeSet::new() }
    }

    pub(crate) fn enter(&mut self, end_ms: Option<i64>, key: K) {
        if let Some(end) = end_ms {
            self.ends.insert((end, key));
        }
    }

    pub(crate) fn remove(&mut self, end_ms: Option<i64>, key: K) {
        if let Some(end) = end_ms {
            self.ends.remove(&(end, key));
        }
    }

    /// Takes out the first one that is over by now.
    pub(crate) fn take_ended(&mut self, now_ms: i64) -> Option<K> {
        self.ends.first().filter(|(end, _)| *end <= now_ms)?;
        self.ends.pop_first().map(|(_, key)| key)
    }
}
