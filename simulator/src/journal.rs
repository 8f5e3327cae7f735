//! The journal: the last requests, and in words what was wrong with each.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::calendar;
use crate::masking;
use crate::message::Request;

/// Entries kept; the oldest goes when another comes.
const KEPT: usize = 200;

/// The last requests, oldest first. Every word of them is masked, and cut to a length, on its way in.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Entry {
    unix_seconds: i64,
    method: String,
    path: String,
    /// Absent where the request is said never to have arrived.
    status: Option<u16>,
    resultcode: Option<String>,
    /// The fault that struck.
    fault: Option<String>,
    remark: String,
}

impl Journal {
    /// Takes note of a request, with what the platform answered even if that was lost. `resultcode` is absent where the
    /// answer has none. Each remark is cut to its own length,
    /// so that none pushes another out.
    pub(crate) fn note(
        &mut self,
        unix_seconds: i64,
        request: &Request<'_>,
        status: Option<u16>,
        resultcode: Option<&'static str>,
        fault: Option<&'static str>,
        remarks: &[String],
    ) {
        if self.entries.len() >= KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry {
            unix_seconds,
            method: masking::word(request.method),
            path: masking::text(request.path()),
            status,
            resultcode: resultcode.map(str::to_owned),
            fault: fault.map(str::to_owned),
            remark: remarks.iter().map(|remark| masking::text(remark)).collect::<Vec<_>>().join("; "),
        });
    }

    pub(crate) fn to_json(&self) -> Value {
        self.entries
            .iter()
            .map(|entry| {
                json!({
                    "time": calendar::instant(entry.unix_seconds),
                    "method": entry.method,
                    "path": entry.path,
                    "status": entry.status,
                    "resultcode": entry.resultcode,
                    "fault": entry.fault,
                    "remark": entry.remark,
                })
            })
            .collect()
    }
}
