//! What the values of faults must be, beyond their types.

use super::Faults;
use crate::operation::OPERATIONS;
use crate::setup::SetupError;

/// The most faults of one kind.
const MOST: usize = 100;

/// The longest delay, in milliseconds: a day.
const LONGEST_MS: u64 = 86_400_000;

/// The furthest the clock is wrong, in seconds: 10 years.
const FURTHEST_SECONDS: u64 = 315_360_000;

impl Faults {
    /// Checks what the types cannot say. `path` stands before the names of the fields.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub(crate) fn check(&self, path: &str) -> Result<(), SetupError> {
        for (list, length) in [("requests", self.requests.len()), ("pushes", self.pushes.len())] {
            if length > MOST {
                return Err(SetupError::new(format!("{path}{list}"), "more than 100 faults", "leave some out"));
            }
        }
        let delays = self.requests.iter().map(|fault| fault.ms).enumerate().map(|delay| ("requests", delay));
        let delays = delays.chain(self.pushes.iter().map(|fault| fault.ms).enumerate().map(|delay| ("pushes", delay)));
        for (list, (index, ms)) in delays {
            if ms > LONGEST_MS {
                let field = format!("{path}{list}[{index}].ms");
                return Err(SetupError::new(field, "longer than a day", "give milliseconds"));
            }
        }
        for (index, fault) in self.requests.iter().enumerate() {
            let is_known = |name: &str| OPERATIONS.iter().any(|operation| operation.name == name);
            if fault.operation.as_deref().is_some_and(|name| !is_known(name)) {
                return Err(SetupError::new(
                    format!("{path}requests[{index}].operation"),
                    "no operation of the simulator",
                    "write it under its mode, like axb.CreateBinding",
                ));
            }
        }
        if self.clock_skew_seconds.unsigned_abs() > FURTHEST_SECONDS {
            let field = format!("{path}clockSkewSeconds");
            return Err(SetupError::new(field, "further off than 10 years", "give seconds"));
        }
        if self.lock_out_after == Some(0) {
            let field = format!("{path}lockOutAfter");
            return Err(SetupError::new(field, "nobody could call at all", "give 1 or more, or null for never"));
        }
        Ok(())
    }
}
