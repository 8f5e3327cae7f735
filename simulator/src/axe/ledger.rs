//! All AXE bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use serde_json::{Map, Value};

use super::binding::Binding;
use super::extension::Extension;
use super::line::{Line, LineKey, Place, Serial};
use crate::setup::Application;

/// The latest time that 13 digits can write, in milliseconds.
const LATEST_MS: u64 = 9_999_999_999_999;

/// All bindings of one application.
#[derive(Clone)]
pub(crate) struct Ledger {
    lines: Vec<Line>,
    by_number: BTreeMap<String, LineKey>,
    /// By city code, the X numbers that could take another A. Kept so that a pick does not visit the full ones.
    open: BTreeMap<String, BTreeSet<LineKey>>,
    bindings: BTreeMap<Serial, Binding>,
    by_id: BTreeMap<String, Serial>,
    expiries: BTreeSet<(i64, Serial)>,
    last_serial: u64,
}

impl Ledger {
    pub(crate) fn new(application: &Application) -> Self {
        let digits = application.extension_digits;
        let lines: Vec<Line> = application.numbers.iter().map(|number| Line::new(number, digits)).collect();
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
            last_serial: 0,
        }
    }

    /// How many bindings an X number carries.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.find_line(number).map_or(0, |(_, line)| line.bindings())
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

    /// The X numbers of the application from the one at this place on, in the order of the setup.
    pub(super) fn lines_from(&self, index: usize) -> &[Line] {
        self.lines.get(index..).unwrap_or_default()
    }

    /// The X numbers of a city that could take another A, in the order of the setup.
    pub(super) fn open_in(&self, area_code: &str) -> impl Iterator<Item = (LineKey, &Line)> {
        self.open.get(area_code).into_iter().flatten().filter_map(|key| Some((*key, self.line(*key)?)))
    }

    /// The X numbers of every city that could take another A, in the order of the setup.
    pub(super) fn open(&self) -> impl Iterator<Item = (LineKey, &Line)> {
        self.lines.iter().enumerate().filter(|(_, line)| line.takes_more()).map(|(index, line)| (LineKey(index), line))
    }

    pub(super) fn find_binding(&self, subscription_id: &str) -> Option<(Serial, &Binding)> {
        let serial = *self.by_id.get(subscription_id)?;
        Some((serial, self.bindings.get(&serial)?))
    }

    /// The binding behind an extension of an X.
    pub(super) fn behind(&self, line: &Line, extension: Extension) -> Option<(Serial, &Binding)> {
        let serial = *line.extensions.get(&extension)?;
        Some((serial, self.bindings.get(&serial)?))
    }

    /// The bindings on one X whose place is behind this one, oldest first.
    pub(super) fn after<'a>(&'a self, line: &'a Line, place: Place) -> impl Iterator<Item = (Place, &'a Binding)> {
        let places = line.places.range((Bound::Excluded(place), Bound::Unbounded));
        places.filter_map(|place| Some((*place, self.bindings.get(&place.serial)?)))
    }

    /// Enters a binding. Whether its X takes it is for the operation to have found out.
    pub(super) fn add(&mut self, binding: Binding) {
        self.last_serial = self.last_serial.saturating_add(1);
        let serial = Serial(self.last_serial);
        if let Some(line) = self.lines.get_mut(binding.line.0) {
            line.places.insert(place(serial, &binding));
            line.extensions.insert(binding.extension, serial);
            line.free.take(binding.extension);
            line.parties.insert(binding.bind_num.clone());
        }
        self.reopen_or_close(binding.line);
        if let Some(end) = binding.expires_ms {
            self.expiries.insert((end, serial));
        }
        self.by_id.insert(binding.subscription_id.clone(), serial);
        self.bindings.insert(serial, binding);
    }

    /// Puts a changed binding in the place of the one it was. Its id, its X, its extension and its A stay the same.
    pub(super) fn replace(&mut self, serial: Serial, binding: Binding) {
        let Some(entry) = self.bindings.get_mut(&serial) else {
            return;
        };
        if let Some(end) = entry.expires_ms {
            self.expiries.remove(&(end, serial));
        }
        if let Some(end) = binding.expires_ms {
            self.expiries.insert((end, serial));
        }
        *entry = binding;
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
            line.places.remove(&place(serial, &binding));
            line.extensions.remove(&binding.extension);
            line.free.give_back(binding.extension);
            line.parties.remove(&binding.bind_num);
        }
        self.reopen_or_close(binding.line);
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

/// A time before 1970, or one that 13 digits cannot write, becomes the nearest that they can: the order stays that of
/// the binds.
fn place(serial: Serial, binding: &Binding) -> Place {
    Place { bound_ms: u64::try_from(binding.bound_ms).unwrap_or(0).min(LATEST_MS), serial }
}
