//! All AX bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::binding::Binding;
use super::line::Line;
use crate::pool::Pool;
use crate::serial::{Serial, Serials};
use crate::setup::{Application, NumberCondition};

/// All bindings of one application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Ledger {
    pool: Pool<Line>,
    bindings: BTreeMap<Serial, Binding>,
    by_id: BTreeMap<String, Serial>,
    /// The bindings of every A that has any.
    by_owner: BTreeMap<String, BTreeSet<Serial>>,
    serials: Serials,
}

impl Ledger {
    pub(crate) fn new(application: &Application) -> Self {
        Self {
            pool: Pool::new(application.numbers.iter().map(Line::new)),
            bindings: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_owner: BTreeMap::new(),
            serials: Serials::default(),
        }
    }

    /// How many bindings a number of the application carries, which is one or none.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.pool.lines().find(number).map_or(0, |(_, line)| usize::from(line.taken_by.is_some()))
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

    /// Removes the bindings whose life is over: none is ever. They stay until they are unbound, and a temporary callee is
    /// no binding.
    #[expect(clippy::unused_self, reason = "in other modes there is something to do")]
    pub(crate) const fn expire(&mut self, _: i64) -> usize {
        0
    }

    /// The X numbers, and which of them can be bound.
    pub(super) const fn pool(&self) -> &Pool<Line> {
        &self.pool
    }

    pub(super) fn find_binding(&self, subscription_id: &str) -> Option<(Serial, &Binding)> {
        let serial = *self.by_id.get(subscription_id)?;
        Some((serial, self.bindings.get(&serial)?))
    }

    /// The binding on an X.
    pub(super) fn binding_on(&self, line: &Line) -> Option<(Serial, &Binding)> {
        let serial = line.taken_by?;
        Some((serial, self.bindings.get(&serial)?))
    }

    /// Takes note of who called the A of a binding, in the place of who did before.
    pub(crate) fn remember(&mut self, serial: Serial, caller: &str) {
        if let Some(binding) = self.bindings.get_mut(&serial) {
            binding.last_caller = Some(caller.to_owned());
        }
    }

    /// How many X an A has.
    pub(super) fn owned_by(&self, orig_num: &str) -> usize {
        self.by_owner.get(orig_num).map_or(0, BTreeSet::len)
    }

    /// The bindings of an A, oldest first.
    pub(super) fn bindings_owned_by(&self, orig_num: &str) -> impl Iterator<Item = &Binding> {
        self.by_owner.get(orig_num).into_iter().flatten().filter_map(|serial| self.bindings.get(serial))
    }

    /// Enters a binding. Whether its X and its A take it is for the operation to have found out.
    pub(super) fn add(&mut self, binding: Binding) {
        let serial = self.serials.next();
        self.enter(serial, binding);
    }

    /// Puts a changed binding in the place of the one it was; its X stays the same.
    pub(super) fn replace(&mut self, serial: Serial, binding: Binding) {
        self.remove(serial);
        self.enter(serial, binding);
    }

    pub(super) fn remove(&mut self, serial: Serial) {
        let Some(binding) = self.bindings.remove(&serial) else {
            return;
        };
        self.by_id.remove(&binding.subscription_id);
        if let Some(owned) = self.by_owner.get_mut(&binding.orig_num) {
            owned.remove(&serial);
            if owned.is_empty() {
                self.by_owner.remove(&binding.orig_num);
            }
        }
        self.pool.change(binding.line, |line| line.taken_by = None);
    }

    fn enter(&mut self, serial: Serial, binding: Binding) {
        self.pool.change(binding.line, |line| line.taken_by = Some(serial));
        self.by_owner.entry(binding.orig_num.clone()).or_default().insert(serial);
        self.by_id.insert(binding.subscription_id.clone(), serial);
        self.bindings.insert(serial, binding);
    }
}
