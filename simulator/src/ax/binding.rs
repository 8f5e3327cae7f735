//! One AX binding and how the platform shows it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::MOBILE_VIRTUAL;
use super::temporary_callee::TemporaryCallee;
use crate::calendar;
use crate::pool::LineKey;

/// One A and one of its X.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Binding {
    pub(super) subscription_id: String,
    /// The X it stands on; never changes.
    pub(super) line: LineKey,
    /// X, as `privateNum` shows it.
    pub(super) private_num: String,
    /// A.
    pub(super) orig_num: String,
    pub(super) record_flag: bool,
    pub(super) record_hint_tone: Option<String>,
    /// Whether `calleeNumDisplay` was set. If so to "0", which lets A see X: "1" is refused.
    pub(super) callee_num_display_set: bool,
    pub(super) private_sms: bool,
    /// The waiting tone when A calls X, and the one when somebody else does.
    pub(super) caller_hint_tone: Option<String>,
    pub(super) callee_hint_tone: Option<String>,
    /// The longest call, in minutes; 0 is not limited.
    pub(super) max_duration: u64,
    pub(super) last_min_voice: Option<String>,
    pub(super) user_data: Option<String>,
    /// "on" or "off".
    pub(super) turn_flag: String,
    /// 0 both ways, 1 only A may call X, 2 only others may call X.
    pub(super) call_direction: u64,
    /// When it was made, in Unix seconds of virtual time. The page calls it the time of the binding, so a modification
    /// does not move it.
    pub(super) subscribed_seconds: i64,
    /// Whom A reaches through X, as it was set last; it may be over.
    pub(super) temporary_callee: Option<TemporaryCallee>,
    /// Who called A last through X. Of how long that is known nothing is said; it goes with the binding.
    pub(super) last_caller: Option<String>,
}

impl Binding {
    /// The item of `privateNumList`. What was never set is absent, and so is `recordHintTone` where nothing is recorded.
    pub(super) fn to_item(&self) -> Map<String, Value> {
        let mut item = Map::new();
        let mut insert = |name: &str, value: Value| {
            item.insert(name.to_owned(), value);
        };
        insert("origNum", Value::from(self.orig_num.as_str()));
        insert("privateNum", Value::from(self.private_num.as_str()));
        insert("privateNumType", Value::from(MOBILE_VIRTUAL));
        insert("subscribeTime", Value::from(calendar::wall_time(self.subscribed_seconds)));
        insert("recordFlag", Value::from(self.record_flag.to_string()));
        if let Some(tone) = self.record_hint_tone.as_deref().filter(|_| self.record_flag) {
            insert("recordHintTone", Value::from(tone));
        }
        let mut pre_voice = Map::new();
        for (name, tone) in [("callerHintTone", &self.caller_hint_tone), ("calleeHintTone", &self.callee_hint_tone)] {
            if let Some(tone) = tone {
                pre_voice.insert(name.to_owned(), Value::from(tone.as_str()));
            }
        }
        if !pre_voice.is_empty() {
            insert("preVoice", Value::Object(pre_voice));
        }
        if self.callee_num_display_set {
            insert("calleeNumDisplay", Value::from("0"));
        }
        insert("subscriptionId", Value::from(self.subscription_id.as_str()));
        insert("privateSms", Value::from(self.private_sms.to_string()));
        insert("maxDuration", Value::from(self.max_duration));
        if let Some(tone) = &self.last_min_voice {
            insert("lastMinVoice", Value::from(tone.as_str()));
        }
        if let Some(user_data) = &self.user_data {
            insert("userData", Value::from(user_data.as_str()));
        }
        insert("turnFlag", Value::from(self.turn_flag.as_str()));
        insert("callDirection", Value::from(self.call_direction));
        item
    }

    /// The binding in the platform's state: the item, that it has no end, and its temporary callee, which no operation
    /// shows.
    pub(super) fn to_state(&self, now_ms: i64) -> Map<String, Value> {
        let mut state = self.to_item();
        state.insert(String::from("remainingSeconds"), Value::Null);
        let callee = self.callee_at(now_ms).map(|callee| callee.to_state(now_ms));
        state.insert(String::from("temporaryCallee"), Value::from(callee));
        state
    }

    /// Whom A reaches through X.
    pub(super) fn callee_at(&self, now_ms: i64) -> Option<&TemporaryCallee> {
        self.temporary_callee.as_ref().filter(|callee| callee.is_valid(now_ms))
    }
}
