//! Where it is decided which fault strikes what.

use serde::{Deserialize, Serialize};

use super::{Faults, Probability, PushFaultKind, RequestFaultKind};
use crate::message::Request;
use crate::operation;
use crate::parameters::Input;
use crate::randomness::Randomness;

/// The faults that are set, what is left of each, and the chance they are drawn from.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Desk {
    faults: Faults,
    chance: Randomness,
}

/// The fault that a request meets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Struck {
    pub(crate) kind: RequestFaultKind,
    pub(crate) ms: u64,
}

/// The fault that a push meets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PushStrike {
    pub(crate) kind: PushFaultKind,
    pub(crate) ms: u64,
}

impl Desk {
    /// A source of its own, so that faults do not change the ids of bindings and calls.
    pub(crate) const fn new(faults: Faults, seed: u64) -> Self {
        Self { faults, chance: Randomness::new(seed ^ 0xbb67_ae85_84ca_a73b) }
    }

    /// Sets other faults. Chance goes on from where it was.
    pub(crate) fn set(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// The faults that are set; `next` is what is left.
    pub(crate) const fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The fault that a request meets, if one strikes it.
    pub(crate) fn strike(&mut self, request: &Request<'_>) -> Option<Struck> {
        let Self { faults, chance } = self;
        if faults.requests.is_empty() {
            return None;
        }
        let input = Input::of(request);
        let operation = operation::looked_for(request.path(), request.method, &input).map(|operation| operation.name);
        faults.requests.iter_mut().find_map(|fault| {
            let concerns = fault.operation.as_deref().is_none_or(|name| operation == Some(name));
            (concerns && strikes(fault.probability, &mut fault.next, chance))
                .then_some(Struck { kind: fault.fault, ms: fault.ms })
        })
    }

    /// The fault that a push meets, if one strikes it.
    pub(crate) fn strike_push(&mut self) -> Option<PushStrike> {
        let Self { faults, chance } = self;
        faults.pushes.iter_mut().find_map(|fault| {
            strikes(fault.probability, &mut fault.next, chance)
                .then_some(PushStrike { kind: fault.fault, ms: fault.ms })
        })
    }
}

/// Whether a fault strikes what it concerns. One that is over draws nothing.
fn strikes(probability: Probability, next: &mut Option<u64>, chance: &mut Randomness) -> bool {
    if *next == Some(0) || !probability.strikes(chance.number()) {
        return false;
    }
    if let Some(left) = next {
        *left = left.saturating_sub(1);
    }
    true
}
