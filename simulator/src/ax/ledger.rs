//! All AX bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::binding::Binding;
use super::line::{Line, LineKey, Serial};
use crate::setup::Application;

/// All bindings of one application.
#[derive(Clone)]
pub(crate) struct Ledger {
    lines: Vec<Line>,
    by_number: BTreeMap<String, LineKey>,
    /// The X numbers that can be bound. Kept, here and by city code, so that a pick does not visit those that are bound.
    free: BTreeSet<LineKey>,
    free_by_city: BTreeMap<String, BTreeSet<LineKey>>,
    bindings: BTreeMap<Serial, Binding>,
    by_id: BTreeMap<String, Serial>,
    /// The bindings of every A that has any.
    by_owner: BTreeMap<String, BTreeSet<Serial>>,
    next_serial: u64,
}

impl Ledger {
    pub(crate) fn new(application: &Application) -> Self {
        let lines: Vec<Line> = application.numbers.iter().map(Line::new).collect();
        let keys = (0..lines.len()).map(LineKey);
        let mut ledger = Self {
            by_number: lines.iter().map(|line| line.number.clone()).zip(keys.clone()).collect(),
            lines,
            free: BTreeSet::new(),
            free_by_city: BTreeMap::new(),
            bindings: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_owner: BTreeMap::new(),
            next_serial: 0,
        };
        keys.for_each(|key| ledger.free_or_take(key));
        ledger
    }

    /// How many bindings a number of the application carries, which is one or none.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.find_line(number).map_or(0, |(_, line)| usize::from(line.taken_by.is_some()))
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

    /// The X with this number, if it is the application's.
    pub(super) fn find_line(&self, number: &str) -> Option<(LineKey, &Line)> {
        let key = *self.by_number.get(number)?;
        Some((key, self.line(key)?))
    }

    pub(super) fn line(&self, key: LineKey) -> Option<&Line> {
        self.lines.get(key.0)
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

    /// How many X an A has.
    pub(super) fn owned_by(&self, orig_num: &str) -> usize {
        self.by_owner.get(orig_num).map_or(0, BTreeSet::len)
    }

    /// The bindings of an A, oldest first.
    pub(super) fn bindings_owned_by(&self, orig_num: &str) -> impl Iterator<Item = &Binding> {
        self.by_owner.get(orig_num).into_iter().flatten().filter_map(|serial| self.bindings.get(serial))
    }

    /// The X numbers of a city that can be bound, in the order of the setup.
    pub(super) fn free_in(&self, area_code: &str) -> impl Iterator<Item = LineKey> {
        self.free_by_city.get(area_code).into_iter().flatten().copied()
    }

    /// The X numbers of every city that can be bound, in the order of the setup.
    pub(super) fn free(&self) -> impl Iterator<Item = (LineKey, &Line)> {
        self.free.iter().filter_map(|key| Some((*key, self.line(*key)?)))
    }

    /// Enters a binding. Whether its X and its A take it is for the operation to have found out.
    pub(super) fn add(&mut self, binding: Binding) {
        let serial = Serial(self.next_serial);
        self.next_serial = self.next_serial.saturating_add(1);
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
        if let Some(line) = self.lines.get_mut(binding.line.0) {
            line.taken_by = None;
        }
        self.free_or_take(binding.line);
    }

    fn enter(&mut self, serial: Serial, binding: Binding) {
        if let Some(line) = self.lines.get_mut(binding.line.0) {
            line.taken_by = Some(serial);
        }
        self.free_or_take(binding.line);
        self.by_owner.entry(binding.orig_num.clone()).or_default().insert(serial);
        self.by_id.insert(binding.subscription_id.clone(), serial);
        self.bindings.insert(serial, binding);
    }

    fn free_or_take(&mut self, key: LineKey) {
        let Some(line) = self.lines.get(key.0) else {
            return;
        };
        let of_the_city = self.free_by_city.entry(line.area_code.clone()).or_default();
        if line.is_free() {
            self.free.insert(key);
            of_the_city.insert(key);
        } else {
            self.free.remove(&key);
            of_the_city.remove(&key);
        }
    }
}
