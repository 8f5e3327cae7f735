//! Which operations there are, and which of them a request asks for. API reference `privatenumber_api_02_0027`, the
//! overview. Each mode does its own; here stands which method and path ask for what.

use crate::call::{self, Calls};
use crate::envelope::{Form, Success};
use crate::parameters::Input;
use crate::recording;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::Mode;
use crate::surroundings::Surroundings;
use crate::{ax, axb, axe, axyb};

const AX: &str = "/rest/provision/caas/privatenumber/v1.0";
const AXB: &str = "/rest/caas/relationnumber/partners/v1.0";
const AXE: &str = "/rest/caas/extendnumber/v1.0";
const AXYB: &str = "/rest/omp/xyrelationnumber/v1.0";

/// Every operation of the service. Where two share a method and a path, the one that asks for more comes first.
///
/// The pages give those of AXYB and the end of a call (终止呼叫) no English names. AXYB has one URI with two bodies, of
/// which the YB bind's has the `subscriptionId` of the AX bind before it; and two deletions, of which that of one YB names
/// Y or B.
pub const OPERATIONS: &[Operation] = &[
    Operation::of("ax.CreateBinding", "POST", AX, Conduct::Ax(ax::create)).officially("CreateAXBinding"),
    Operation::of("ax.DeleteBinding", "DELETE", AX, Conduct::Ax(ax::delete)).officially("DeleteAXBinding"),
    Operation::of("ax.ModifyBinding", "PUT", AX, Conduct::Ax(ax::modify)).officially("ModifyAXBinding"),
    Operation::of("ax.QueryBinding", "GET", AX, Conduct::Ax(ax::query)).officially("QueryAXBinding"),
    Operation::of(
        "ax.SetTemporaryCallee",
        "PUT",
        // Without the `provision/` of the others.
        "/rest/caas/privatenumber/calleenumber/v1.0",
        Conduct::Ax(ax::set_temporary_callee),
    )
    .officially("SetAXTemporaryCallee"),
    Operation::of("axb.CreateBinding", "POST", AXB, Conduct::Axb(axb::create)).officially("CreateAXBBinding"),
    Operation::of("axb.DeleteBinding", "DELETE", AXB, Conduct::Axb(axb::delete)).officially("DeleteAXBBinding"),
    Operation::of("axb.ModifyBinding", "PUT", AXB, Conduct::Axb(axb::modify)).officially("ModifyAXBBinding"),
    Operation::of("axb.QueryBinding", "GET", AXB, Conduct::Axb(axb::query)).officially("QueryAXBBinding"),
    Operation::of("axe.CreateBinding", "POST", AXE, Conduct::Axe(axe::create)).officially("CreateAXEBinding"),
    Operation::of("axe.DeleteBinding", "DELETE", AXE, Conduct::Axe(axe::delete)).officially("DeleteAXEBinding"),
    Operation::of("axe.ModifyBinding", "PUT", AXE, Conduct::Axe(axe::modify)).officially("ModifyAXEBinding"),
    Operation::of("axe.QueryBinding", "GET", AXE, Conduct::Axe(axe::query)).officially("QueryAXEBinding(v1.0)"),
    Operation::of("axe.QueryBindingV2", "GET", "/rest/caas/extendnumber/v2.0", Conduct::Axe(axe::query_v2))
        .officially("QueryAXEBinding(v2.0)"),
    Operation::of("axe.QueryBindingCount", "GET", "/rest/caas/virtualnumber/v1.0", Conduct::Axe(axe::count))
        .officially("QueryAXEBindingCount"),
    Operation::of("axyb.CreateYbBinding", "POST", AXYB, Conduct::Axyb(axyb::create_yb)).if_body_has("subscriptionId"),
    Operation::of("axyb.CreateAxBinding", "POST", AXYB, Conduct::Axyb(axyb::create_ax)),
    Operation::of("axyb.DeleteYbBinding", "DELETE", AXYB, Conduct::Axyb(axyb::delete_yb))
        .if_query_has(&["yNum", "bNum"]),
    Operation::of("axyb.DeleteAllBindings", "DELETE", AXYB, Conduct::Axyb(axyb::delete_all)),
    Operation::of("axyb.QueryBinding", "GET", AXYB, Conduct::Axyb(axyb::query)),
    Operation::of(
        "recording.GetDownloadUrl",
        "GET",
        "/rest/provision/voice/record/v1.0",
        Conduct::Recording(recording::get_download_url),
    )
    .officially("GetRecordingDownloadUrl"),
    Operation::of("call.Stop", "POST", "/rest/httpsessions/callStop/v2.0", Conduct::Call(call::stop))
        // As in the page's example.
        .answering_in(Form::JsonCalledHtml),
];

/// An operation of the service.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The mode whose applications may use it; absent where those of every mode may.
    pub mode: Option<Mode>,
    /// The operation under its mode: `axb.CreateBinding`.
    pub name: &'static str,
    /// The name the service's pages give it: `CreateAXBBinding`. Absent where they give none in English.
    pub official_name: Option<&'static str>,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, without the access address and the query.
    pub path: &'static str,
    condition: Condition,
    pub(crate) form: Form,
    pub(crate) conduct: Conduct,
}

/// What tells operations apart that share a method and a path.
#[derive(Debug, Clone, Copy)]
enum Condition {
    /// Nothing more is asked for.
    None,
    /// The body has this member.
    BodyHas(&'static str),
    /// The query has one of these parameters.
    QueryHas(&'static [&'static str]),
}

/// How an operation is carried out.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Conduct {
    /// On the AX bindings of the application.
    Ax(Bookkeeping<ax::Ledger>),
    /// On its AXB bindings.
    Axb(Bookkeeping<axb::Ledger>),
    /// On its AXE bindings.
    Axe(Bookkeeping<axe::Ledger>),
    /// On its AXYB bindings.
    Axyb(Bookkeeping<axyb::Ledger>),
    /// On its recordings.
    Recording(fn(&Input<'_>, &Surroundings<'_>) -> Result<Success, Refusal>),
    /// On its calls in progress.
    Call(fn(&mut Calls, &Input<'_>) -> Result<Success, Refusal>),
}

impl Conduct {
    /// The mode whose bindings it is about.
    const fn mode(self) -> Option<Mode> {
        match self {
            Self::Ax(_) => Some(Mode::Ax),
            Self::Axb(_) => Some(Mode::Axb),
            Self::Axe(_) => Some(Mode::Axe),
            Self::Axyb(_) => Some(Mode::Axyb),
            Self::Recording(_) | Self::Call(_) => None,
        }
    }
}

/// An operation on the bindings of one application.
pub(crate) type Bookkeeping<L> = fn(&mut L, &Input<'_>, &mut Surroundings<'_>) -> Result<Success, Refusal>;

impl Operation {
    pub(crate) const fn of(name: &'static str, method: &'static str, path: &'static str, conduct: Conduct) -> Self {
        Self {
            mode: conduct.mode(),
            name,
            official_name: None,
            method,
            path,
            condition: Condition::None,
            form: Form::Json,
            conduct,
        }
    }

    /// The same under the name the service's pages give it.
    pub(crate) const fn officially(self, name: &'static str) -> Self {
        Self { official_name: Some(name), ..self }
    }

    /// The same, asked for only by a body that has this member.
    pub(crate) const fn if_body_has(self, member: &'static str) -> Self {
        Self { condition: Condition::BodyHas(member), ..self }
    }

    /// The same, asked for only by a query that has one of these parameters.
    pub(crate) const fn if_query_has(self, parameters: &'static [&'static str]) -> Self {
        Self { condition: Condition::QueryHas(parameters), ..self }
    }

    /// The same, answered in another form.
    pub(crate) const fn answering_in(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// Whether parameters stand in the query string: where the method allows no body, and everywhere in AXYB mode.
    pub(crate) fn reads_query(&self) -> bool {
        matches!(self.method, "GET" | "DELETE") || self.mode == Some(Mode::Axyb)
    }

    fn is_asked_for_by(&self, input: &Input<'_>) -> bool {
        match self.condition {
            Condition::None => true,
            Condition::BodyHas(member) => input.body_has(member),
            Condition::QueryHas(parameters) => parameters.iter().any(|name| input.query.has(name)),
        }
    }
}

/// The operations behind a path; none if the service has no such path.
pub(crate) fn at(path: &str) -> Vec<&'static Operation> {
    OPERATIONS.iter().filter(|operation| operation.path == path).collect()
}

/// The operation that a request looks like, whoever sends it.
pub(crate) fn looked_for(path: &str, method: &str, input: &Input<'_>) -> Option<&'static Operation> {
    let mut here = OPERATIONS.iter().filter(|operation| operation.path == path && operation.method == method);
    here.find(|operation| operation.is_asked_for_by(input))
}

/// The one of the operations behind a path that an application asks for.
///
/// A wrong method (1010006) is noticed before a wrong mode (1010040), as the numbers stand in the table: what is not an
/// operation cannot belong to a mode.
pub(crate) fn asked_for(
    operations: &[&'static Operation],
    method: &str,
    mode: Mode,
    input: &Input<'_>,
) -> Result<&'static Operation, Refusal> {
    let mut with_method = operations.iter().filter(|operation| operation.method == method).peekable();
    let Some(&&first) = with_method.peek() else {
        return Err(Refusal::new(
            ResultCode::WrongMethod,
            "this path has no operation with this method (methods are written in capitals)",
        ));
    };
    with_method
        .filter(|operation| operation.mode.is_none_or(|wanted| wanted == mode))
        .find(|operation| operation.is_asked_for_by(input))
        .copied()
        .ok_or_else(|| other_mode(first, mode))
}

/// 1010040.
pub(crate) fn other_mode(operation: &Operation, mode: Mode) -> Refusal {
    let wanted = operation.mode.map_or("another", Mode::name).to_uppercase();
    let given = mode.name().to_uppercase();
    Refusal::new(
        ResultCode::OperationNotAllowed,
        format!("{} is an operation of {wanted} applications, and this one is of {given} mode", operation.name),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Condition, OPERATIONS, at};

    #[test]
    fn whoever_has_path_and_method_right_asks_for_an_operation() {
        for operation in OPERATIONS.iter() {
            let last = at(operation.path).into_iter().rfind(|other| other.method == operation.method);
            assert!(matches!(last.map(|last| last.condition), Some(Condition::None)), "{}", operation.name);
            // Otherwise 1010040 would depend on the rest of the request.
            assert!(at(operation.path).iter().all(|other| other.mode == operation.mode), "{}", operation.name);
        }
    }

    #[test]
    fn names_are_unique_and_begin_with_the_mode() {
        let mut names = BTreeSet::new();
        for operation in OPERATIONS.iter() {
            assert!(names.insert(operation.name), "{}", operation.name);
            let group = operation.name.split_once('.').map(|(group, _)| group);
            match operation.mode {
                Some(mode) => assert_eq!(group, Some(mode.name())),
                None => assert!(matches!(group, Some("recording" | "call")), "{}", operation.name),
            }
        }
    }
}
