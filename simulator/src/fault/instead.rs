//! What is answered, and how it arrives, where a fault strikes.

use super::{RequestFaultKind, Struck};
use crate::envelope::{self, Form};
use crate::message::{Delivery, Response};
use crate::resultcode::{Refusal, ResultCode};

/// What a proxy says that cannot reach the server behind it.
const PROXY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
    <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n";

impl Struck {
    /// What is answered in the place of the platform's own answer, with its code; nothing where that one stands.
    pub(crate) fn answer(self) -> Option<(Response, Option<ResultCode>)> {
        let refused = |code: ResultCode| {
            let refusal = Refusal::new(code, String::new());
            Some((envelope::refused(&refusal, Form::Json), Some(code)))
        };
        match self.kind {
            RequestFaultKind::InternalError => refused(ResultCode::InternalError),
            RequestFaultKind::FlowControl => refused(ResultCode::FlowControl),
            RequestFaultKind::ResponseTimeout => refused(ResultCode::ResponseTimeout),
            RequestFaultKind::BareError => Some((Response::bare(500), None)),
            RequestFaultKind::ProxyPage => {
                Some((Response::with_body(502, "text/html", String::from(PROXY_PAGE)), None))
            }
            RequestFaultKind::RequestLost => Some((Response::lost(), None)),
            RequestFaultKind::AnswerLost | RequestFaultKind::Slow | RequestFaultKind::CutOff => None,
        }
    }

    /// The platform's own answer, as it arrives.
    pub(crate) fn deliver(self, mut response: Response) -> Response {
        match self.kind {
            RequestFaultKind::AnswerLost => Response::lost(),
            RequestFaultKind::Slow => {
                response.delivery = Delivery::After { ms: self.ms };
                response
            }
            RequestFaultKind::CutOff => {
                let whole_bytes = response.body.len();
                response.body.truncate(whole_bytes / 2);
                response.delivery = Delivery::CutOff { whole_bytes };
                response
            }
            _ => response,
        }
    }

    /// What the journal says of it.
    pub(crate) fn remark(self) -> String {
        let served = if self.kind.is_served() { "was served all the same" } else { "was not looked at" };
        format!("the fault {} struck; the request {served}", self.kind.name())
    }
}
