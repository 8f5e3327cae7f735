//! All AXE bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::binding::Binding;
use super::extension::Extension;
use super::line::{Line, Place};
use crate::lifetime::Ends;
use crate::pool::Pool;
use crate::serial::{Serial, Serials};
use crate::setup::{Application, NumberCondition};

/// The latest time that 13 digits can write, in milliseconds.
const LATEST_MS: u64 = 9_999_999_999_999;

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
        let digits = application.extension_digits;
        Self {
            pool: Pool::new(application.numbers.iter().map(|number| Line::new(number, digits))),
            bindings: BTreeMap::new(),
            by_id: BTreeMap::new(),
            ends: Ends::new(),
            serials: Serials::default(),
        }
    }

    /// How many bindings an X number carries.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.pool.lines().find(number).map_or(0, |(_, line)| line.bindings())
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
        Some((serial, self.bindings.get(&serial)?))
    }

    /// The binding behind an extension of an X.
    pub(super) fn behind(&self, line: &Line, extension: Extension) -> Option<(Serial, &Binding)> {
        let serial = *line.extensions.get(&extension)?;
        Some((serial, self.bindings.get(&serial)?))
    }

    /// The binding of an A on an X.
    pub(super) fn of_a(&self, line: &Line, bind_num: &str) -> Option<&Binding> {
        self.bindings.get(line.parties.get(bind_num)?)
    }

    /// Takes note of who called the A of a binding, in the place of who did before. It lives anew: nothing says that it
    /// does not.
    pub(crate) fn remember(&mut self, serial: Serial, caller: &str, now_ms: i64) {
        if let Some(binding) = self.bindings.get_mut(&serial) {
            binding.remember(caller, now_ms);
        }
    }

    /// The bindings on one X whose place is behind this one, oldest first.
    pub(super) fn after<'a>(&'a self, line: &'a Line, place: Place) -> impl Iterator<Item = (Place, &'a Binding)> {
        let places = line.places.range((Bound::Excluded(place), Bound::Unbounded));
        places.filter_map(|place| Some((*place, self.bindings.get(&place.serial)?)))
    }

    /// Enters a binding. Whether its X takes it is for the operation to have found out.
    pub(super) fn add(&mut self, binding: Binding) {
        let serial = self.serials.next();
        self.pool.change(binding.line, |line| {
            line.places.insert(place(serial, &binding));
            line.extensions.insert(binding.extension, serial);
            line.free.take(binding.extension);
            line.parties.insert(binding.bind_num.clone(), serial);
        });
        self.ends.enter(binding.expires_ms, serial);
        self.by_id.insert(binding.subscription_id.clone(), serial);
        self.bindings.insert(serial, binding);
    }

    /// Puts a changed binding in the place of the one it was. Its id, its X, its extension and its A stay the same.
    pub(super) fn replace(&mut self, serial: Serial, binding: Binding) {
        let Some(entry) = self.bindings.get_mut(&serial) else {
            return;
        };
        self.ends.remove(entry.expires_ms, serial);
        self.ends.enter(binding.expires_ms, serial);
        *entry = binding;
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
            line.places.remove(&place(serial, &binding));
            line.extensions.remove(&binding.extension);
            line.free.give_back(binding.extension);
            line.parties.remove(&binding.bind_num);
        });
    }
}

/// A time before 1970, or one that 13 digits cannot write, becomes the nearest that they can: the order stays that of
/// the binds.
fn place(serial: Serial, binding: &Binding) -> Place {
    Place { bound_ms: u64::try_from(binding.bound_ms).unwrap_or(0).min(LATEST_MS), serial }
}
