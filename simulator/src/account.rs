//! One application at work: its setup and what it has bound.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::call::Calls;
use crate::daily_binds::DailyBinds;
use crate::recording::Archive;
use crate::setup::{Application, Mode};
use crate::{ax, axb, axe, axyb};

/// One application and what it has bound. Applications see nothing of each other.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) application: Application,
    pub(crate) ledger: Ledger,
    pub(crate) calls: Calls,
    pub(crate) daily_binds: DailyBinds,
    pub(crate) archive: Archive,
    /// The places of the numbers that were deleted.
    pub(crate) deleted: BTreeSet<usize>,
}

/// The bindings of one application, which are those of its mode.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) enum Ledger {
    Ax(ax::Ledger),
    Axb(axb::Ledger),
    Axe(axe::Ledger),
    Axyb(axyb::Ledger),
    /// X mode, in which nothing is bound.
    X,
}

impl Account {
    pub(crate) fn new(application: &Application) -> Self {
        Self {
            ledger: match application.mode {
                Mode::Ax => Ledger::Ax(ax::Ledger::new(application)),
                Mode::Axb => Ledger::Axb(axb::Ledger::new(application)),
                Mode::Axe => Ledger::Axe(axe::Ledger::new(application)),
                Mode::Axyb => Ledger::Axyb(axyb::Ledger::new(application)),
                Mode::X => Ledger::X,
            },
            calls: Calls::new(application),
            daily_binds: DailyBinds::new(application),
            archive: Archive::default(),
            deleted: BTreeSet::new(),
            application: application.clone(),
        }
    }

    /// Every binding for the platform's state, oldest first: whose it is, its mode, and what the mode says of it.
    pub(crate) fn bindings(&self, now_ms: i64) -> impl Iterator<Item = Value> {
        self.ledger.to_state(now_ms).into_iter().map(|binding| {
            let mut state = Map::new();
            state.insert(String::from("appKey"), Value::from(self.application.app_key.as_str()));
            state.insert(String::from("mode"), Value::from(self.application.mode.name()));
            state.extend(binding);
            Value::Object(state)
        })
    }
}

impl Ledger {
    /// The mode whose bindings these are.
    pub(crate) const fn mode(&self) -> Mode {
        match self {
            Self::Ax(_) => Mode::Ax,
            Self::Axb(_) => Mode::Axb,
            Self::Axe(_) => Mode::Axe,
            Self::Axyb(_) => Mode::Axyb,
            Self::X => Mode::X,
        }
    }

    /// How many bindings a number of the application carries.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        match self {
            Self::Ax(ledger) => ledger.bindings_of(number),
            Self::Axb(ledger) => ledger.bindings_of(number),
            Self::Axe(ledger) => ledger.bindings_of(number),
            Self::Axyb(ledger) => ledger.bindings_of(number),
            Self::X => 0,
        }
    }

    /// Removes the bindings whose life is over, and says how many there were.
    pub(crate) fn expire(&mut self, now_ms: i64) -> usize {
        match self {
            Self::Ax(ledger) => ledger.expire(now_ms),
            Self::Axb(ledger) => ledger.expire(now_ms),
            Self::Axe(ledger) => ledger.expire(now_ms),
            Self::Axyb(ledger) => ledger.expire(now_ms),
            Self::X => 0,
        }
    }

    fn to_state(&self, now_ms: i64) -> Vec<Map<String, Value>> {
        match self {
            Self::Ax(ledger) => ledger.to_state(now_ms),
            Self::Axb(ledger) => ledger.to_state(now_ms),
            Self::Axe(ledger) => ledger.to_state(now_ms),
            Self::Axyb(ledger) => ledger.to_state(now_ms),
            Self::X => Vec::new(),
        }
    }
}
