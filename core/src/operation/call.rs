//! Calls in progress: ending one. The same for every mode.

use std::fmt;

use crate::answer::answer;
use crate::error::{Code, Error, texts};
use crate::mask;
use crate::operation::Operation as _;
use crate::operation::declaration::operation;
use crate::parameter::{Wire, text_parameter};

operation! {
    /// Ends a call in progress.
    ///
    /// An older operation without an English name: it is on the pages of AXE (2019) and AXYB (2024), AXB applications use it
    /// too, and the overview of 2026 does not list it. If the call is over already, the service refuses, most probably with
    /// `service.1020152`. The service sends its JSON as `text/html`.
    Stop(StopDraft) -> StopAnswer {
        mode: "call",
        official: "Stop call",
        title: "终止呼叫接口",
        page: "privatenumber_axyb_0023",
        method: "POST",
        path: "/rest/httpsessions/callStop/v2.0",
        carrier: Body,
        each: with_signal,
    }

    /// The call, by `sessionId` of its call events or call record, 1 to 256 characters.
    required sessionid: SessionId => "sessionid",
}

impl Stop {
    /// The end of this call.
    pub const fn new(sessionid: SessionId) -> Self {
        Self { sessionid }
    }

    /// The one signal that the operation has.
    fn with_signal(&self, visit: &mut dyn FnMut(&'static str, Wire<'_>)) {
        self.each_parameter(visit);
        visit("signal", Wire::Text("call_stop".into()));
    }
}

answer! {
    /// The service's confirmation that the call is ended.
    StopAnswer(StopAnswerDraft) {}
}

/// The `sessionId` of a call: 1 to 256 characters, no spaces.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SessionId(String);

impl SessionId {
    /// Takes an id. Errors: `parameter.length`, `parameter.characters`.
    pub fn new(id: &str) -> Result<Self, Error> {
        let code = if !(1..=256).contains(&id.len()) {
            Code::ParameterLength
        } else if !id.bytes().all(|byte| byte.is_ascii_graphic()) {
            Code::ParameterCharacters
        } else {
            return Ok(Self(id.to_owned()));
        };
        Err(Error::new(
            code,
            texts(
                "{field} must be 1 to 256 characters long, without spaces",
                "{field}须为1到256个字符，不含空格",
                "pass `sessionId` of a call event or call record as it came",
                "请原样传入呼叫事件或话单中的`sessionId`",
            ),
        ))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number in it is masked.
impl fmt::Debug for SessionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SessionId({})", mask::id(&self.0))
    }
}

text_parameter!(SessionId, 1 to 256);
