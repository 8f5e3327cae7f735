//! How long a binding lives, in virtual time.

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
