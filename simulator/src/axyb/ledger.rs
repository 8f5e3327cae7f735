//! All AXYB bindings of one application, and the indexes that keep the cost of an operation from growing with their
//! number.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::binding::{AxBinding, YbBinding};
use super::line::{Line, Use};
use super::relation::Relation;
use crate::lifetime::Ends;
use crate::pool::{LineKey, Lines, OpenLines};
use crate::serial::{Serial, Serials};
use crate::setup::Application;

/// All AXYB bindings of one application.
#[derive(Clone)]
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
            ends: Ends::new(),
            serials: Serials::default(),
        }
    }

    /// How many bindings a number carries: as X one, as Y one for each YB.
    pub(crate) fn bindings_of(&self, number: &str) -> usize {
        self.lines.find(number).map_or(0, |(_, line)| line.bindings())
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

    /// Every AX with its YBs, oldest first: no more than there are numbers, for each has one as its X.
    pub(super) fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values()
    }

    /// Enters an AX. Whether its X is free is for the operation to have found out.
    pub(super) fn add_ax(&mut self, ax: AxBinding) {
        let serial = self.serials.next();
        self.note_use(ax.line, Use::X(serial));
        *self.by_a.entry(ax.num_a.clone()).or_default() += 1;
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
        for line in relation.ys() {
            self.count_y(line, |count| count.saturating_sub(1));
            removed += 1;
        }
        removed
    }

    /// Removes one YB alone.
    pub(super) fn remove_yb(&mut self, ax: Serial, serial: Serial) {
        let Some(yb) = self.relations.get_mut(&ax).and_then(|relation| relation.remove(serial)) else {
            return;
        };
        self.ends.remove(yb.expires_ms, (ax, Some(serial)));
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
        let Some(line) = self.lines.get_mut(key) else {
            return;
        };
        line.used = used;
        self.free_for_x.note(key, line, line.can_be_x());
        self.open_for_y.note(key, line, line.can_be_y());
    }
}
