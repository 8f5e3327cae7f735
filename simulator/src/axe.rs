//! AXE mode: many A share one X, each behind an extension of its own. API reference `privatenumber_02_0021` to
//! `privatenumber_02_0025`, and `privatenumber_02_0027` for the newer query.

mod binding;
mod callback;
mod count;
mod create;
mod delete;
mod extension;
mod ledger;
mod life;
mod line;
mod modify;
mod page;
mod query;
mod remarks;
mod route;
mod selector;

use std::ops::RangeInclusive;

pub(crate) use count::count;
pub(crate) use create::create;
pub(crate) use delete::delete;
pub(crate) use ledger::Ledger;
pub(crate) use modify::modify;
pub(crate) use query::{query, query_v2};
pub(crate) use route::route;

use crate::parameters::Parameters;
use crate::resultcode::{Refusal, ResultCode};

/// The length of X, of A and of `callbackNum`, in characters.
const NUMBER: RangeInclusive<usize> = 1..=32;

/// Reads `displayNumMode`, of which only "0", X, is to be had: "1", the real caller, is documented and refused with a code
/// of its own. The modification's table lacks that code, but says the same of the value.
fn check_display(parameters: &Parameters<'_>) -> Result<(), Refusal> {
    match parameters.word("displayNumMode", &["0", "1"])? {
        Some("1") => Err(Refusal::new(
            ResultCode::TransparentNotAllowed,
            "displayNumMode \"1\" would show A the real caller, which carriers block; it must be \"0\" or absent",
        )),
        _ => Ok(()),
    }
}
