//! One AXE binding and how the platform shows it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::callback::Fallback;
use super::extension::Extension;
use super::life::{Lives, TimeUnit};
use crate::lifetime;
use crate::pool::LineKey;

/// One A behind an extension of an X.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Binding {
    pub(super) subscription_id: String,
    /// The X it stands on; never changes.
    pub(super) line: LineKey,
    /// X, as `virtualNum` shows it.
    pub(super) virtual_num: String,
    /// E; never changes.
    pub(super) extension: Extension,
    /// E, as `extendNum` shows it.
    pub(super) extend_num: String,
    /// A; never changes.
    pub(super) bind_num: String,
    pub(super) record_flag: bool,
    pub(super) record_hint_tone: Option<String>,
    pub(super) fallback: Fallback,
    /// The `timeUnit` of the bind, in which the binding is shown for ever.
    pub(super) time_unit: TimeUnit,
    /// `bindExpiredTime` of the bind, in that unit; shown for ever.
    pub(super) bind_expired_time: u64,
    /// The lives as they are now.
    pub(super) lives: Lives,
    pub(super) user_data: Option<String>,
    /// When it was made, in Unix milliseconds of virtual time.
    pub(super) bound_ms: i64,
    /// When it goes, in Unix milliseconds of virtual time.
    pub(super) expires_ms: Option<i64>,
    /// Who called A last, if anybody did.
    pub(super) callback: Option<CallbackRecord>,
}

/// Who called A last (回呼记录).
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct CallbackRecord {
    caller: String,
    /// When it goes before its binding does, in Unix milliseconds of virtual time.
    expires_ms: Option<i64>,
}

impl Binding {
    /// `callbackExpiredTime` in the unit that is shown.
    pub(super) fn callback_expired_time(&self) -> u64 {
        self.time_unit.count(self.lives.callback())
    }

    /// Takes note of who calls A. The record goes by the `callbackExpiredTime` of now.
    pub(super) fn remember(&mut self, caller: &str, now_ms: i64) {
        let expires_ms = lifetime::end(now_ms, self.lives.callback().saturating_mul(SECONDS_A_MINUTE));
        self.callback = Some(CallbackRecord { caller: caller.to_owned(), expires_ms });
    }

    /// Who called A last, if the record of it is still there.
    pub(super) fn last_caller(&self, now_ms: i64) -> Option<&str> {
        let record = self.callback.as_ref().filter(|record| record.expires_ms.is_none_or(|end| end > now_ms))?;
        Some(&record.caller)
    }

    /// The binding as the queries show it. What was never set is absent.
    ///
    /// `timeUnit` and `bindExpiredTime` stay those of the bind, as the page of the query says twice. It says nothing of
    /// the kind of `callbackExpiredTime`, "in `timeUnit`": that one is the present one.
    pub(super) fn to_item(&self) -> Map<String, Value> {
        let mut item = Map::new();
        let mut insert = |name: &str, value: Value| {
            item.insert(name.to_owned(), value);
        };
        insert("subscriptionId", Value::from(self.subscription_id.as_str()));
        insert("virtualNum", Value::from(self.virtual_num.as_str()));
        insert("extendNum", Value::from(self.extend_num.as_str()));
        insert("bindNum", Value::from(self.bind_num.as_str()));
        // No other is let in.
        insert("displayNumMode", Value::from("0"));
        insert("recordFlag", Value::from(self.record_flag.to_string()));
        for (name, value) in [
            ("recordHintTone", self.record_hint_tone.as_deref()),
            ("callbackTone", self.fallback.tone()),
            ("callbackNum", self.fallback.number()),
        ] {
            if let Some(value) = value {
                insert(name, Value::from(value));
            }
        }
        insert("timeUnit", Value::from(self.time_unit.word()));
        insert("bindExpiredTime", Value::from(self.bind_expired_time));
        insert("callbackExpiredTime", Value::from(self.callback_expired_time()));
        if let Some(user_data) = &self.user_data {
            insert("userData", Value::from(user_data.as_str()));
        }
        item
    }

    /// The binding in the platform's state: the item, the seconds it has left, and who called last, which no operation
    /// shows.
    pub(super) fn to_state(&self, now_ms: i64) -> Map<String, Value> {
        let mut state = self.to_item();
        state.insert(
            String::from("remainingSeconds"),
            Value::from(lifetime::remaining_seconds(self.expires_ms, now_ms)),
        );
        state.insert(String::from("lastCaller"), Value::from(self.last_caller(now_ms)));
        state
    }
}

const SECONDS_A_MINUTE: u64 = 60;

/// When a binding goes that begins its life now.
pub(super) fn end(now_ms: i64, lives: Lives) -> Option<i64> {
    lifetime::end(now_ms, lives.bind.saturating_mul(SECONDS_A_MINUTE))
}
