//! `QueryAXEBinding` v1.0: one binding. API reference `privatenumber_02_0024`.

use super::ledger::Ledger;
use super::selector::{self, Selector};
use crate::envelope::Success;
use crate::parameters::Input;
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Looks one binding up, v1.0: its fields stand beside the result code.
pub(super) fn query(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let selector = Selector::of_look_up(&input.query)?;
    let (_, binding) = selector::binding(ledger, &selector, surroundings.application.extension_digits)?;
    Ok(Success::with_fields(binding.to_item(), Vec::new()))
}
