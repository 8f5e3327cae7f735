//! All AXB bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::binding::Binding;
use super::line::Line;
use crate::lifetime::Ends;
use crate::pool::{LineKey, Pool};
use crate::serial::{Serial, Serials};
use crate::setup::{Application, NumberCondition};

/// All bindings of one application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Ledger {
    pool: Pool<Line>,
    bindings: BTreeMap<Serial, Binding>,
    by_id: BTreeMap<String, Serial>,
    ends: Ends<Serial>,
    serials: Serials,
}

impl Ledger {
    pub(crate) fn new(application: &Application) -> Self {
        Self {
            pool: Pool::new(application.numbers.iter().map(Line::new)),
            bindings: BTreeMap::new(),
            by_id: BTreeMap::new(),
            ends: Ends::new(),
            serials: Serials::default(),
        }
    }

    /// How many bindings an X number carries.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.pool.lines().find(number).map_or(0, |(_, line)| line.pairs())
    }

    /// Changes the status of a number.
    pub(crate) fn set_condition(&mut self, number: &str, condition: NumberCondition) {
        let key = self.pool.lines().find(number).map(|(key, _)| key);
        if let Some(key) = key {
            self.pool.change(key, |line| line.condition = condition);
        }
    }

    /// Every binding for the platform's state, oldest first.
    pub(crate) fn to_state(&self, now_ms: i64) -> Vec<Map<String, Value>> {
        self.bindings.values().map(|binding| binding.to_state(now_ms)).collect()
    }

    /// The X numbers, and which of them could take another binding.
    pub(super) const fn pool(&self) -> &Pool<Line> {
        &self.pool
    }

    pub(super) fn find_binding(&self, subscription_id: &str) -> Option<(Serial, &Binding)> {
        let serial = *self.by_id.get(subscription_id)?;
        Some((serial, self.binding(serial)?))
    }

    pub(super) fn binding(&self, serial: Serial) -> Option<&Binding> {
        self.bindings.get(&serial)
    }

    /// The bindings on one X, oldest first.
    pub(super) fn bindings_on<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a Binding> {
        line.pairs.iter().filter_map(|serial| self.binding(*serial))
    }

    /// Enters a binding. Whether its X takes it is for the operation to have found out.
    pub(super) fn add(&mut self, binding: Binding) {
        let serial = self.serials.next();
        self.enter(serial, binding);
    }

    /// Puts a changed binding in the place of the one it was; its X stays the same.
    pub(super) fn replace(&mut self, serial: Serial, binding: Binding) {
        self.remove(serial);
        self.enter(serial, binding);
    }

    /// Removes all bindings of one X, and says how many there were.
    pub(super) fn clear(&mut self, key: LineKey) -> usize {
        let serials: Vec<Serial> =
            self.pool.lines().get(key).into_iter().flat_map(|line| &line.pairs).copied().collect();
        for serial in &serials {
            self.remove(*serial);
        }
        serials.len()
    }

    /// Removes the bindings whose life is over, and says how many there were.
    pub(crate) fn expire(&mut self, now_ms: i64) -> usize {
        let mut expired = 0;
        while let Some(serial) = self.ends.take_ended(now_ms) {
            self.remove(serial);
            expired += 1;
        }
        expired
    }

    pub(super) fn remove(&mut self, serial: Serial) {
        let Some(binding) = self.bindings.remove(&serial) else {
            return;
        };
        self.by_id.remove(&binding.subscription_id);
        self.ends.remove(binding.expires_ms, serial);
        self.pool.change(binding.line, |line| {
            line.pairs.remove(&serial);
            line.parties.remove(&binding.caller_num);
            line.parties.remove(&binding.callee_num);
        });
    }

    fn enter(&mut self, serial: Serial, binding: Binding) {
        self.pool.change(binding.line, |line| {
            line.pairs.insert(serial);
            line.parties.insert(binding.caller_num.clone(), serial);
            line.parties.insert(binding.callee_num.clone(), serial);
        });
        self.ends.enter(binding.expires_ms, serial);
        self.by_id.insert(binding.subscription_id.clone(), serial);
        self.bindings.insert(serial, binding);
    }
}
