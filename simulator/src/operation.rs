//! Which operation a method and a path ask for. API reference `privatenumber_api_02_0027`, the overview.

use crate::resultcode::{Refusal, ResultCode};

/// What stands behind a path of the service.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Interface {
    /// The AXB bindings.
    AxbBindings,
    /// An interface of another mode, with the methods it has.
    OtherMode(&'static [&'static str]),
    /// A path of the service that AXB applications may use too, and that this platform does not have yet.
    NotSimulated,
}

/// An operation on AXB bindings.
#[derive(Debug, Clone, Copy)]
pub(crate) enum AxbOperation {
    /// `CreateAXBBinding`.
    Create,
    /// `ModifyAXBBinding`.
    Modify,
    /// `QueryAXBBinding`.
    Query,
    /// `DeleteAXBBinding`.
    Delete,
}

impl Interface {
    /// What stands behind a path, or nothing.
    pub(crate) fn at(path: &str) -> Option<Self> {
        Some(match path {
            "/rest/caas/relationnumber/partners/v1.0" => Self::AxbBindings,
            // AX: bindings and the temporary callee.
            "/rest/provision/caas/privatenumber/v1.0" => Self::OtherMode(&["POST", "PUT", "GET", "DELETE"]),
            "/rest/caas/privatenumber/calleenumber/v1.0" => Self::OtherMode(&["PUT"]),
            // AXE: bindings, their newer query, and their count.
            "/rest/caas/extendnumber/v1.0" => Self::OtherMode(&["POST", "PUT", "GET", "DELETE"]),
            "/rest/caas/extendnumber/v2.0" | "/rest/caas/virtualnumber/v1.0" => Self::OtherMode(&["GET"]),
            // AXYB, no longer in the overview of 2026.
            "/rest/omp/xyrelationnumber/v1.0" => Self::OtherMode(&["POST", "GET", "DELETE"]),
            // Recordings, and the end of a call: there are no calls here yet.
            "/rest/provision/voice/record/v1.0" | "/rest/httpsessions/callStop/v2.0" => Self::NotSimulated,
            _ => return None,
        })
    }

    /// The operation a method asks for, of an application that is an AXB one.
    ///
    /// A wrong method (1010006) is noticed before a wrong mode (1010040), as the numbers stand in the table: what is
    /// not an operation cannot belong to a mode.
    pub(crate) fn operation(self, method: &str) -> Result<AxbOperation, Refusal> {
        let wrong_method = || {
            Err(Refusal::new(
                ResultCode::WrongMethod,
                "this path has no operation with this method (methods are written in capitals)",
            ))
        };
        match (self, method) {
            (Self::AxbBindings, "POST") => Ok(AxbOperation::Create),
            (Self::AxbBindings, "PUT") => Ok(AxbOperation::Modify),
            (Self::AxbBindings, "GET") => Ok(AxbOperation::Query),
            (Self::AxbBindings, "DELETE") => Ok(AxbOperation::Delete),
            (Self::OtherMode(methods), method) if methods.contains(&method) => Err(Refusal::new(
                ResultCode::OperationNotAllowed,
                "the operation is one of another mode than the application's, which is AXB",
            )),
            _ => wrong_method(),
        }
    }
}
