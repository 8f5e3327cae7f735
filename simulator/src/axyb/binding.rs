//! The two halves of an AXYB relation, and how the platform shows them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::pool::LineKey;
use crate::{calendar, lifetime};

/// A behind an X.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct AxBinding {
    /// Names the AX and every YB bound to it.
    pub(super) subscription_id: String,
    /// Names the AX in the list of a query, while no YB is bound to it.
    pub(super) bind_id: String,
    /// The number that is X; never changes.
    pub(super) line: LineKey,
    /// A.
    pub(super) num_a: String,
    /// X.
    pub(super) num_x: String,
    /// 0 both ways, 1 only A may call (Y), 2 only the others may call (X).
    pub(super) call_direction: u64,
    /// Life in seconds; 0 never ends.
    pub(super) duration: u64,
    /// Life in seconds of a YB that brings none of its own; 0 ends with the AX.
    pub(super) yb_duration: u64,
    pub(super) record_flag: bool,
    pub(super) record_hint_tone: Option<String>,
    /// The waiting tone A hears.
    pub(super) pre_voice_x: Option<String>,
    pub(super) user_data: Option<String>,
    /// When it was made, in Unix seconds of virtual time.
    pub(super) bound_seconds: i64,
    /// When it goes, in Unix milliseconds of virtual time.
    pub(super) expires_ms: Option<i64>,
}

/// B behind a Y, seen from one AX.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct YbBinding {
    /// Names the YB in the list of a query.
    pub(super) bind_id: String,
    /// The number that is Y; never changes.
    pub(super) line: LineKey,
    /// Y.
    pub(super) num_y: String,
    /// B.
    pub(super) num_b: String,
    /// Life in seconds; 0 ends with the AX.
    pub(super) yb_duration: u64,
    /// The waiting tone B hears.
    pub(super) pre_voice_y: Option<String>,
    /// When it was made, in Unix seconds of virtual time.
    pub(super) bound_seconds: i64,
    /// When it goes before its AX does, in Unix milliseconds of virtual time.
    pub(super) expires_ms: Option<i64>,
}

impl AxBinding {
    /// When a YB of this life that is bound now goes, if it goes before the AX does.
    pub(super) fn early_end(&self, now_ms: i64, yb_duration: u64) -> Option<i64> {
        lifetime::end(now_ms, yb_duration).filter(|end| self.expires_ms.is_none_or(|ax_end| *end < ax_end))
    }

    /// The item of `xyRelationNumList`. What was never set is absent. The two lives are strings here, whereas the bind
    /// takes them as integers.
    pub(super) fn to_item(&self, yb: Option<&YbBinding>) -> Map<String, Value> {
        let mut item = Map::new();
        let mut insert = |name: &str, value: Value| {
            item.insert(name.to_owned(), value);
        };
        insert("bindId", Value::from(yb.map_or(self.bind_id.as_str(), |yb| yb.bind_id.as_str())));
        insert("numA", Value::from(self.num_a.as_str()));
        insert("numX", Value::from(self.num_x.as_str()));
        if let Some(yb) = yb {
            insert("numY", Value::from(yb.num_y.as_str()));
            insert("numB", Value::from(yb.num_b.as_str()));
        }
        insert("recordFlag", Value::from(self.record_flag.to_string()));
        if let Some(tone) = &self.record_hint_tone {
            insert("recordHintTone", Value::from(tone.as_str()));
        }
        let bound_seconds = yb.map_or(self.bound_seconds, |yb| yb.bound_seconds);
        insert("subscribeTime", Value::from(calendar::wall_time(bound_seconds)));
        insert("callDirection", Value::from(self.call_direction));
        insert("duration", Value::from(self.duration.to_string()));
        let yb_duration = yb.map_or(self.yb_duration, |yb| yb.yb_duration);
        insert("ybDuration", Value::from(yb_duration.to_string()));
        if let Some(tone) = &self.pre_voice_x {
            insert("preVoiceX", Value::from(tone.as_str()));
        }
        if let Some(tone) = yb.and_then(|yb| yb.pre_voice_y.as_deref()) {
            insert("preVoiceY", Value::from(tone));
        }
        if let Some(user_data) = &self.user_data {
            insert("userData", Value::from(user_data.as_str()));
        }
        item
    }
}
