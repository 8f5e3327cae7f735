//! The operations of the service, a module for each mode.

pub mod axb;
mod declaration;

pub use crate::description::{Carrier, Choice, ChoiceValue, Form, OperationDescription, ParameterDescription, Unit};
pub use crate::parameter::{Parameter, Wire};
pub use declaration::{CONTENT_TYPE, Operation};

/// Calls a macro with the path of every operation below [`operation`](self), in the order of [`OPERATIONS`].
#[macro_export]
macro_rules! operations {
    ($callback:ident) => {
        $callback! {
            axb::CreateBinding,
            axb::DeleteBinding,
            axb::DeleteAllBindings,
            axb::ModifyBinding,
            axb::QueryBinding,
        }
    };
}

macro_rules! descriptions {
    ($($operation:path,)+) => { &[$(<$operation as Operation>::DESCRIPTION,)+] };
}

/// The descriptions of all operations.
pub const OPERATIONS: &[&OperationDescription] = operations!(descriptions);
