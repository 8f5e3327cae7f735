//! One AXB binding and how the platform shows it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::calendar;
use crate::lifetime;
use crate::pool::LineKey;

/// One pair of numbers on one X.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Binding {
    pub(super) subscription_id: String,
    /// The X it stands on; never changes.
    pub(super) line: LineKey,
    /// X, as `relationNum` shows it.
    pub(super) relation_num: String,
    /// A.
    pub(super) caller_num: String,
    /// B.
    pub(super) callee_num: String,
    /// 0 both ways, 1 only A may call B, 2 only B may call A.
    pub(super) call_direction: u64,
    /// Life in seconds from when it was set; 0 never ends.
    pub(super) duration: u64,
    pub(super) record_flag: bool,
    pub(super) record_hint_tone: Option<String>,
    /// The waiting tone A hears, and the one B hears.
    pub(super) caller_hint_tone: Option<String>,
    pub(super) callee_hint_tone: Option<String>,
    /// The longest call, in minutes; 0 is not limited.
    pub(super) max_duration: u64,
    pub(super) last_min_voice: Option<String>,
    pub(super) private_sms: bool,
    pub(super) user_data: Option<String>,
    /// When it was made or last modified, in Unix seconds of virtual time.
    pub(super) changed_seconds: i64,
    /// When it goes, in Unix milliseconds of virtual time.
    pub(super) expires_ms: Option<i64>,
}

impl Binding {
    /// The item of `relationNumList`. What was never set is absent.
    pub(super) fn to_item(&self) -> Map<String, Value> {
        let mut item = Map::new();
        let mut insert = |name: &str, value: Value| {
            item.insert(name.to_owned(), value);
        };
        insert("subscriptionId", Value::from(self.subscription_id.as_str()));
        insert("relationNum", Value::from(self.relation_num.as_str()));
        insert("callerNum", Value::from(self.caller_num.as_str()));
        insert("calleeNum", Value::from(self.callee_num.as_str()));
        insert("recordFlag", Value::from(self.record_flag.to_string()));
        if let Some(tone) = &self.record_hint_tone {
            insert("recordHintTone", Value::from(tone.as_str()));
        }
        insert("subscribeTime", Value::from(calendar::wall_time(self.changed_seconds)));
        insert("callDirection", Value::from(self.call_direction));
        insert("duration", Value::from(self.duration));
        let mut pre_voice = Map::new();
        for (name, tone) in [("callerHintTone", &self.caller_hint_tone), ("calleeHintTone", &self.callee_hint_tone)] {
            if let Some(tone) = tone {
                pre_voice.insert(name.to_owned(), Value::from(tone.as_str()));
            }
        }
        if !pre_voice.is_empty() {
            insert("preVoice", Value::Object(pre_voice));
        }
        insert("maxDuration", Value::from(self.max_duration));
        if let Some(tone) = &self.last_min_voice {
            insert("lastMinVoice", Value::from(tone.as_str()));
        }
        insert("privateSms", Value::from(self.private_sms.to_string()));
        if let Some(user_data) = &self.user_data {
            insert("userData", Value::from(user_data.as_str()));
        }
        item
    }

    /// The binding in the platform's state: the item, and the seconds it has left.
    pub(super) fn to_state(&self, now_ms: i64) -> Map<String, Value> {
        let mut state = self.to_item();
        state.insert(
            String::from("remainingSeconds"),
            Value::from(lifetime::remaining_seconds(self.expires_ms, now_ms)),
        );
        state
    }
}
