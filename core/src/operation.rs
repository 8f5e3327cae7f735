//! The operations of the service, a module for each mode, and two for what every mode has.

pub mod ax;
pub mod axb;
pub mod axe;
pub mod axyb;
pub mod call;
pub(crate) mod declaration;
mod page;
mod pre_voice;
pub mod recording;
pub(crate) mod rules;
mod selector;

pub use crate::description::{
    Carrier, Choice, ChoiceValue, Form, NumberForm, OperationDescription, ParameterDescription, Unit,
};
pub use crate::parameter::{Parameter, Wire};
pub use declaration::{CONTENT_TYPE, Operation};
pub use page::{PageIndex, PageSize, RowLimit};
pub use pre_voice::PreVoice;

/// Calls a macro with the path of every operation below [`operation`](self), in the order of [`OPERATIONS`].
#[macro_export]
macro_rules! operations {
    ($callback:ident) => {
        $callback! {
            ax::CreateBinding,
            ax::DeleteBinding,
            ax::ModifyBinding,
            ax::QueryBinding,
            ax::SetTemporaryCallee,
            axb::CreateBinding,
            axb::DeleteBinding,
            axb::DeleteAllBindings,
            axb::ModifyBinding,
            axb::QueryBinding,
            axe::CreateBinding,
            axe::DeleteBinding,
            axe::ModifyBinding,
            axe::QueryBinding,
            axe::QueryBindingV2,
            axe::QueryBindingCount,
            axyb::CreateAxBinding,
            axyb::CreateYbBinding,
            axyb::DeleteAllBindings,
            axyb::DeleteYbBinding,
            axyb::QueryBinding,
            recording::GetDownloadUrl,
            call::Stop,
        }
    };
}

macro_rules! descriptions {
    ($($operation:path,)+) => { &[$(<$operation as Operation>::DESCRIPTION,)+] };
}

/// The descriptions of all operations.
pub const OPERATIONS: &[&OperationDescription] = operations!(descriptions);
