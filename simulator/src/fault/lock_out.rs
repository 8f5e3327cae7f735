//! The lock-out after wrong digests: 1020176, "IP locked for 30 minutes" in the table of codes.

use serde::{Deserialize, Serialize};

use crate::call::later;
use crate::resultcode::{Refusal, ResultCode};

/// How long it lasts, in seconds.
const LASTS_SECONDS: u64 = 30 * 60;

/// Who called with how many wrong digests. A request has no address here, so all that call are one.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub(crate) struct LockOut {
    /// Wrong digests since the last right one.
    wrong: u32,
    /// When it is over, in Unix milliseconds of virtual time.
    until_ms: Option<i64>,
}

impl LockOut {
    /// Refuses whoever is locked out.
    pub(crate) fn check(&mut self, now_ms: i64) -> Result<(), Refusal> {
        let Some(until_ms) = self.until_ms else {
            return Ok(());
        };
        if until_ms <= now_ms {
            *self = Self::default();
            return Ok(());
        }
        let left = until_ms.saturating_sub(now_ms).saturating_add(999) / 1_000;
        Err(Refusal::new(
            ResultCode::LockedOut,
            format!("locked out for another {left} s of virtual time, after too many wrong digests (lockOutAfter)"),
        ))
    }

    /// Takes note of what came of a request that was not locked out. That only wrong digests count, and that a right one
    /// makes them forgotten, is not said. The request that is one too many is still told that its digest is wrong.
    pub(crate) fn note(&mut self, code: Option<ResultCode>, after: Option<u32>, now_ms: i64) {
        let Some(after) = after else { return };
        match code {
            Some(ResultCode::DigestWrong) => {
                self.wrong = self.wrong.saturating_add(1);
                if self.wrong >= after {
                    self.until_ms = Some(later(now_ms, LASTS_SECONDS));
                }
            }
            // What failed before the digest was looked at says nothing of it.
            Some(code) if code.comes_before_the_digest() => {}
            _ => self.wrong = 0,
        }
    }
}
