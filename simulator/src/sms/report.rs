//! What became of an SMS, for whoever sent it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::result::SendResult;
use crate::masking;

/// What became of an SMS. Numbers and texts are whole here and hidden by `Debug`.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct SmsReport {
    /// Its `smsIdentifier`.
    pub sms_identifier: String,
    /// The application whose number it was sent to.
    pub app_key: String,
    /// Who sent it.
    pub from: String,
    /// The X number.
    pub to: String,
    /// How many SMS its text is.
    pub parts: usize,
    /// What became of it; absent while the application is asked.
    pub result: Option<SendResult>,
    /// What arrived, if it did.
    pub received: Option<ReceivedSms>,
    /// The binding it was of.
    pub subscription_id: Option<String>,
    /// What was wrong with a decision, in words.
    pub remarks: Vec<String>,
}

/// An SMS as it arrived.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReceivedSms {
    /// Who has it.
    pub to: String,
    /// Who seems to have sent it.
    pub shows: String,
    /// The text as it was received.
    pub text: String,
}

impl SmsReport {
    /// The report as the simulator's endpoints show it. What is not known is absent.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut report = json!({
            "smsIdentifier": self.sms_identifier,
            "appKey": self.app_key,
            "from": self.from,
            "to": self.to,
            "parts": self.parts,
            "remarks": self.remarks,
        });
        if let Some(members) = report.as_object_mut() {
            if let Some(result) = self.result {
                members.insert(String::from("sendResult"), Value::from(result.number()));
            }
            if let Some(ReceivedSms { to, shows, text }) = &self.received {
                members.insert(String::from("received"), json!({ "to": to, "shows": shows, "text": text }));
            }
            if let Some(id) = &self.subscription_id {
                members.insert(String::from("subscriptionId"), Value::from(id.as_str()));
            }
        }
        report
    }
}

impl fmt::Debug for SmsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmsReport")
            .field("sms_identifier", &self.sms_identifier)
            .field("from", &masking::text(&self.from))
            .field("to", &masking::text(&self.to))
            .field("parts", &self.parts)
            .field("result", &self.result)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ReceivedSms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedSms")
            .field("to", &masking::text(&self.to))
            .field("shows", &masking::text(&self.shows))
            .finish_non_exhaustive()
    }
}
