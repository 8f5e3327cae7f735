//! Faults of the platform: which are set, and how an answer arrives with them.

use super::{Answered, Platform};
use crate::calendar;
use crate::fault::{Faults, LockOut, RequestFaultKind};
use crate::message::{Delivery, Request, Response};
use crate::resultcode::ResultCode;
use crate::setup::SetupError;

impl Platform {
    /// Sets what is to go wrong from now on, in the place of what was set before; `Faults::default()` for nothing. Whoever
    /// was locked out is let in again. [`Platform::reset`] goes back to the faults of the setup.
    ///
    /// # Errors
    /// The first value that cannot be used, with the path of its field and what would be right. Nothing is changed then.
    pub fn set_faults(&mut self, faults: Faults) -> Result<(), SetupError> {
        faults.check("")?;
        self.faults.set(faults);
        self.lock_out = LockOut::default();
        Ok(())
    }

    /// What is set to go wrong. Of faults that strike a number of times, `next` is how many are left.
    #[must_use]
    pub const fn faults(&self) -> &Faults {
        self.faults.faults()
    }

    /// Answers a request for the service, unless a fault strikes.
    pub(super) fn answer_or_fail(&mut self, request: &Request<'_>, wall_ms: i64) -> Response {
        let skewed_ms = wall_ms.saturating_add(self.faults().clock_skew_seconds.saturating_mul(1_000));
        let struck = self.faults.strike(request);
        let Answered { mut response, mut code, mut remarks } = match struck {
            Some(struck) if !struck.kind.is_served() => Answered::nothing(),
            _ => self.serve(request, skewed_ms),
        };
        if let Some(struck) = struck {
            remarks.insert(0, struck.remark());
            if let Some((other, its_code)) = struck.answer() {
                (response, code) = (other, its_code);
            }
        }
        // What never arrived was never answered; of a lost answer it is known what it was.
        let status =
            struck.is_none_or(|struck| struck.kind != RequestFaultKind::RequestLost).then_some(response.status);
        let fault = struck.map(|struck| struck.kind.name());
        let now = self.clock.now_seconds();
        self.journal.note(now, request, status, code.map(ResultCode::number), fault, &remarks);
        let mut response = match struck {
            Some(struck) => struck.deliver(response),
            None => response,
        };
        if response.delivery != Delivery::Lost {
            response.headers.push(("Date", calendar::http_date(skewed_ms.div_euclid(1_000))));
        }
        response
    }
}
