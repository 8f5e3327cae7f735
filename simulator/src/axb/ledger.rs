//! All AXB bindings of one application, and the indexes that keep the cost of an operation from growing with their
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
    /// By city code, the X numbers that could take another pair. Kept so that a pick does not visit the full ones.
    open: BTreeMap<String, BTreeSet<LineKey>>,
    bindings: BTreeMap<Serial, Binding>,
    by_id: BTreeMap<String, Serial>,
    expiries: BTreeSet<(i64, Serial)>,
    next_serial: u64,
}

impl Ledger {
    pub(crate) fn new(application: &Application) -> Self {
        let lines: Vec<Line> = application.numbers.iter().map(Line::new).collect();
        let mut open: BTreeMap<String, BTreeSet<LineKey>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.takes_more()) {
            open.entry(line.area_code.clone()).or_default().insert(LineKey(index));
        }
        Self {
            by_number: lines.iter().enumerate().map(|(index, line)| (line.number.clone(), LineKey(index))).collect(),
            open,
            lines,
            bindings: BTreeMap::new(),
            by_id: BTreeMap::new(),
            expiries: BTreeSet::new(),
            next_serial: 0,
        }
    }

    /// How many bindings an X number carries.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.find_line(number).map_or(0, |(_, line)| line.pairs())
    }

    /// Every binding for the platform's state, oldest first.
    pub(crate) fn to_state(&self, now_ms: i64) -> Vec<Map<String, Value>> {
        self.bindings.values().map(|binding| binding.to_state(now_ms)).collect()
    }

    /// The X with this number, if it is the application's.
    pub(super) fn find_line(&self, number: &str) -> Option<(LineKey, &Line)> {
        let key = *self.by_number.get(number)?;
        Some((key, self.line(key)?))
    }

    pub(super) fn line(&self, key: LineKey) -> Option<&Line> {
        self.lines.get(key.0)
    }

    /// The X numbers of a city that could take another pair, in the order of the setup.
    pub(super) fn open_in(&self, area_code: &str) -> impl Iterator<Item = (LineKey, &Line)> {
        self.open.get(area_code).into_iter().flatten().filter_map(|key| Some((*key, self.line(*key)?)))
    }

    /// The X numbers of every city that could take another pair, in the order of the setup.
    pub(super) fn open(&self) -> impl Iterator<Item = (LineKey, &Line)> {
        self.lines.iter().enumerate().filter(|(_, line)| line.takes_more()).map(|(index, line)| (LineKey(index), line))
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
        let serial = Serial(self.next_serial);
        self.next_serial = self.next_serial.saturating_add(1);
        self.enter(serial, binding);
    }

    /// Puts a changed binding in the place of the one it was; its X stays the same.
    pub(super) fn replace(&mut self, serial: Serial, binding: Binding) {
        self.remove(serial);
        self.enter(serial, binding);
    }

    /// Removes all bindings of one X, and says how many there were.
    pub(super) fn clear(&mut self, key: LineKey) -> usize {
        let serials: Vec<Serial> = self.line(key).into_iter().flat_map(|line| &line.pairs).copied().collect();
        for serial in &serials {
            self.remove(*serial);
        }
        serials.len()
    }

    /// Removes the bindings whose life is over, and says how many there were.
    pub(crate) fn expire(&mut self, now_ms: i64) -> usize {
        let mut expired = 0;
        while let Some(&(end, serial)) = self.expiries.first() {
            if end > now_ms {
                break;
            }
            self.expiries.pop_first();
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
        if let Some(end) = binding.expires_ms {
            self.expiries.remove(&(end, serial));
        }
        if let Some(line) = self.lines.get_mut(binding.line.0) {
            line.pairs.remove(&serial);
            line.parties.remove(&binding.caller_num);
            line.parties.remove(&binding.callee_num);
        }
        self.reopen_or_close(binding.line);
    }

    fn enter(&mut self, serial: Serial, binding: Binding) {
        if let Some(line) = self.lines.get_mut(binding.line.0) {
            line.pairs.insert(serial);
            line.parties.insert(binding.caller_num.clone(), serial);
            line.parties.insert(binding.callee_num.clone(), serial);
        }
        self.reopen_or_close(binding.line);
        if let Some(end) = binding.expires_ms {
            self.expiries.insert((end, serial));
        }
        self.by_id.insert(binding.subscription_id.clone(), serial);
        self.bindings.insert(serial, binding);
    }

    fn reopen_or_close(&mut self, key: LineKey) {
        let Some(line) = self.lines.get(key.0) else {
            return;
        };
        // An X that was ever open has an entry for its city.
        let Some(open) = self.open.get_mut(&line.area_code) else {
            return;
        };
        if line.takes_more() {
            open.insert(key);
        } else {
            open.remove(&key);
        }
    }
}
