//! All AXYB bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::binding::{AxBinding, YbBinding};
use super::line::{Line, Use};
use super::relation::Relation;
use crate::lifetime::Ends;
use crate::pool::{LineKey, Lines, OpenLines};
use crate::serial::{Serial, Serials};
use crate::setup::{Application, NumberCondition};

/// All AXYB bindings of one application.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Ledger {
    lines: Lines<Line>,
    /// The numbers that could become X.
    free_for_x: OpenLines,
    /// The numbers that could be Y of another AX.
    open_for_y: OpenLines,
    relations: BTreeMap<Serial, Relation>,
    by_id: BTreeMap<String, Serial>,
    /// How many AX each A has.
    by_a: BTreeMap<String, usize>,
    /// The YBs of a Y by the A who may call it, oldest first.
    #[serde(with = "crate::pairs")]
    by_y_and_a: BTreeMap<(LineKey, String), BTreeSet<(Serial, Serial)>>,
    /// In how many AX a B is behind a Y.
    #[serde(with = "crate::pairs")]
    by_y_and_b: BTreeMap<(LineKey, String), usize>,
    /// What ends when: an AX, or one of its YBs that ends before it.
    ends: Ends<(Serial, Option<Serial>)>,
    serials: Serials,
}

impl Ledger {
    pub(crate) fn new(application: &Application) -> Self {
        let lines = Lines::new(application.numbers.iter().map(Line::new));
        Self {
            free_for_x: OpenLines::of(&lines, Line::can_be_x),
            open_for_y: OpenLines::of(&lines, Line::can_be_y),
            lines,
            relations: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_a: BTreeMap::new(),
            by_y_and_a: BTreeMap::new(),
            by_y_and_b: BTreeMap::new(),
            ends: Ends::new(),
            serials: Serials::default(),
        }
    }

    /// How many bindings a number carries: as X one, as Y one for each YB.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.lines.find(number).map_or(0, |(_, line)| line.bindings())
    }

    /// Changes the status of a number.
    pub(crate) fn set_condition(&mut self, number: &str, condition: NumberCondition) {
        let key = self.lines.find(number).map(|(key, _)| key);
        if let Some(key) = key {
            self.change(key, |line| line.condition = condition);
        }
    }

    /// Every binding for the platform's state, oldest AX first.
    pub(crate) fn to_state(&self, now_ms: i64) -> Vec<Map<String, Value>> {
        self.relations.values().flat_map(|relation| relation.to_state(now_ms)).collect()
    }

    /// The numbers of the application.
    pub(super) const fn lines(&self) -> &Lines<Line> {
        &self.lines
    }

    /// The numbers that could become X.
    pub(super) const fn free_for_x(&self) -> &OpenLines {
        &self.free_for_x
    }

    /// The numbers that could be Y of another AX.
    pub(super) const fn open_for_y(&self) -> &OpenLines {
        &self.open_for_y
    }

    /// How many AX an A has.
    pub(super) fn ax_count_of(&self, num_a: &str) -> usize {
        self.by_a.get(num_a).copied().unwrap_or(0)
    }

    /// The AX with an id, and its YBs.
    pub(super) fn find(&self, subscription_id: &str) -> Option<(Serial, &Relation)> {
        let serial = *self.by_id.get(subscription_id)?;
        Some((serial, self.relation(serial)?))
    }

    pub(super) fn relation(&self, serial: Serial) -> Option<&Relation> {
        self.relations.get(&serial)
    }

    /// The relation in which an A may call a Y, and the YB behind it; of several the one bound first.
    pub(super) fn of_a(&self, y: LineKey, num_a: &str) -> Option<(&Relation, &YbBinding)> {
        let (_, ax) = self.by_y_and_a.get(&(y, num_a.to_owned()))?.first()?;
        let relation = self.relation(*ax)?;
        Some((relation, relation.yb(relation.with_y(y)?)?))
    }

    /// Whether a number is behind a Y.
    pub(super) fn is_b_behind(&self, y: LineKey, num_b: &str) -> bool {
        self.by_y_and_b.contains_key(&(y, num_b.to_owned()))
    }

    /// Enters an AX. Whether its X is free is for the operation to have found out.
    pub(super) fn add_ax(&mut self, ax: AxBinding) {
        let serial = self.serials.next();
        self.note_use(ax.line, Use::X(serial));
        let count = self.by_a.entry(ax.num_a.clone()).or_default();
        *count = count.saturating_add(1);
        self.ends.enter(ax.expires_ms, (serial, None));
        self.by_id.insert(ax.subscription_id.clone(), serial);
        self.relations.insert(serial, Relation::new(ax));
    }

    /// Enters a YB. Whether the AX takes its Y and its B is for the operation to have found out.
    pub(super) fn add_yb(&mut self, ax: Serial, yb: YbBinding) {
        let serial = self.serials.next();
        let Some(relation) = self.relations.get_mut(&ax) else {
            return;
        };
        let line = yb.line;
        self.ends.enter(yb.expires_ms, (ax, Some(serial)));
        self.by_y_and_a.entry((line, relation.ax.num_a.clone())).or_default().insert((serial, ax));
        let behind = self.by_y_and_b.entry((line, yb.num_b.clone())).or_default();
        *behind = behind.saturating_add(1);
        relation.enter(serial, yb);
        self.count_y(line, |count| count.saturating_add(1));
    }

    /// Removes an AX with its YBs, and says how many bindings that were.
    pub(super) fn remove_ax(&mut self, serial: Serial) -> usize {
        let Some(relation) = self.relations.remove(&serial) else {
            return 0;
        };
        let ax = &relation.ax;
        self.by_id.remove(&ax.subscription_id);
        if let Some(count) = self.by_a.get_mut(&ax.num_a) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.by_a.remove(&ax.num_a);
            }
        }
        self.ends.remove(ax.expires_ms, (serial, None));
        for (end, yb) in relation.early_ends() {
            self.ends.remove(Some(end), (serial, Some(yb)));
        }
        self.note_use(ax.line, Use::Free);
        let mut removed = 1;
        for (yb_serial, yb) in relation.ybs() {
            self.forget_y(&ax.num_a, serial, yb_serial, yb);
            removed += 1;
        }
        removed
    }

    /// Removes one YB alone.
    pub(super) fn remove_yb(&mut self, ax: Serial, serial: Serial) {
        let Some(relation) = self.relations.get_mut(&ax) else { return };
        let Some(yb) = relation.remove(serial) else { return };
        let num_a = relation.ax.num_a.clone();
        self.ends.remove(yb.expires_ms, (ax, Some(serial)));
        self.forget_y(&num_a, ax, serial, &yb);
    }

    /// Takes a YB out of what is kept of its Y.
    fn forget_y(&mut self, num_a: &str, ax: Serial, serial: Serial, yb: &YbBinding) {
        let of_a = (yb.line, num_a.to_owned());
        if let Some(ybs) = self.by_y_and_a.get_mut(&of_a) {
            ybs.remove(&(serial, ax));
            if ybs.is_empty() {
                self.by_y_and_a.remove(&of_a);
            }
        }
        let of_b = (yb.line, yb.num_b.clone());
        if let Some(count) = self.by_y_and_b.get_mut(&of_b) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.by_y_and_b.remove(&of_b);
            }
        }
        self.count_y(yb.line, |count| count.saturating_sub(1));
    }

    /// Removes the bindings whose life is over, and says how many there were, each AX and each YB being one. An AX takes
    /// its YBs with it.
    pub(crate) fn expire(&mut self, now_ms: i64) -> usize {
        let mut expired = 0;
        while let Some((ax, yb)) = self.ends.take_ended(now_ms) {
            expired += match yb {
                None => self.remove_ax(ax),
                Some(yb) => {
                    self.remove_yb(ax, yb);
                    1
                }
            };
        }
        expired
    }

    /// Changes of how many YBs a number is Y. One that is Y of none is free again.
    fn count_y(&mut self, key: LineKey, change: impl Fn(usize) -> usize) {
        let count = self.lines.get(key).map_or(0, Line::bindings);
        self.note_use(
            key,
            match change(count) {
                0 => Use::Free,
                count => Use::Y(count),
            },
        );
    }

    fn note_use(&mut self, key: LineKey, used: Use) {
        self.change(key, |line| line.used = used);
    }

    fn change(&mut self, key: LineKey, change: impl FnOnce(&mut Line)) {
        let Some(line) = self.lines.get_mut(key) else {
            return;
        };
        change(line);
        self.free_for_x.note(key, line, line.can_be_x());
        self.open_for_y.note(key, line, line.can_be_y());
    }
}
