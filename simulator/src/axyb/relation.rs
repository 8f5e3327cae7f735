//! One AX and the YBs bound to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::binding::{AxBinding, YbBinding};
use crate::lifetime;
use crate::pool::LineKey;
use crate::serial::Serial;

/// One AX and the YBs bound to it. On one AX a Y occurs once, and so does a B.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Relation {
    pub(super) ax: AxBinding,
    /// Oldest first.
    ybs: BTreeMap<Serial, YbBinding>,
    by_y: BTreeMap<LineKey, Serial>,
    by_b: BTreeMap<String, Serial>,
}

impl Relation {
    pub(super) const fn new(ax: AxBinding) -> Self {
        Self { ax, ybs: BTreeMap::new(), by_y: BTreeMap::new(), by_b: BTreeMap::new() }
    }

    /// The YB of a Y.
    pub(super) fn with_y(&self, line: LineKey) -> Option<Serial> {
        self.by_y.get(&line).copied()
    }

    /// The YB of a B.
    pub(super) fn with_b(&self, number: &str) -> Option<Serial> {
        self.by_b.get(number).copied()
    }

    /// What a B is bound as.
    pub(super) fn yb_of(&self, number: &str) -> Option<&YbBinding> {
        self.ybs.get(&self.with_b(number)?)
    }

    /// A YB of this AX.
    pub(super) fn yb(&self, serial: Serial) -> Option<&YbBinding> {
        self.ybs.get(&serial)
    }

    /// Every YB, oldest first.
    pub(super) fn ybs(&self) -> impl Iterator<Item = (Serial, &YbBinding)> {
        self.ybs.iter().map(|(serial, yb)| (*serial, yb))
    }

    /// When each YB goes that goes before the AX does.
    pub(super) fn early_ends(&self) -> impl Iterator<Item = (i64, Serial)> {
        self.ybs.iter().filter_map(|(serial, yb)| Some((yb.expires_ms?, *serial)))
    }

    pub(super) fn enter(&mut self, serial: Serial, yb: YbBinding) {
        self.by_y.insert(yb.line, serial);
        self.by_b.insert(yb.num_b.clone(), serial);
        self.ybs.insert(serial, yb);
    }

    pub(super) fn remove(&mut self, serial: Serial) -> Option<YbBinding> {
        let yb = self.ybs.remove(&serial)?;
        self.by_y.remove(&yb.line);
        self.by_b.remove(&yb.num_b);
        Some(yb)
    }

    /// How many items a query has of it.
    pub(super) fn item_count(&self) -> usize {
        self.ybs.len().max(1)
    }

    /// The items a query has of it: one for each YB, oldest first; the AX alone while there is none.
    pub(super) fn items(&self) -> impl Iterator<Item = Map<String, Value>> {
        self.rows().map(|yb| self.ax.to_item(yb))
    }

    /// The items in the platform's state: what a query has, the id, and the seconds that AX and YB have left.
    pub(super) fn to_state(&self, now_ms: i64) -> impl Iterator<Item = Map<String, Value>> {
        let left = move |end| Value::from(lifetime::remaining_seconds(end, now_ms));
        self.rows().map(move |yb| {
            let ax = &self.ax;
            let mut state = Map::new();
            state.insert(String::from("subscriptionId"), Value::from(ax.subscription_id.as_str()));
            state.extend(ax.to_item(yb));
            state.insert(String::from("remainingSeconds"), left(ax.expires_ms));
            if let Some(yb) = yb {
                state.insert(String::from("ybRemainingSeconds"), left(yb.expires_ms.or(ax.expires_ms)));
            }
            state
        })
    }

    fn rows(&self) -> impl Iterator<Item = Option<&YbBinding>> {
        self.ybs.is_empty().then_some(None).into_iter().chain(self.ybs.values().map(Some))
    }
}
