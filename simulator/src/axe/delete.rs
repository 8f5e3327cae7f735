//! `DeleteAXEBinding`: one binding by its id, or by X and extension. API reference `privatenumber_02_0023`.

use super::ledger::Ledger;
use super::selector::{self, Selector};
use crate::envelope::Success;
use crate::parameters::{Input, SUBSCRIPTION_ID};
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Removes a binding; its extension is free at once. An X alone removes nothing: there is no such form in this mode.
pub(crate) fn delete(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let selector = Selector::of_query(&input.query, &SUBSCRIPTION_ID)?;
    let (serial, _) = selector::binding(ledger, &selector, surroundings.application.extension_digits)?;
    ledger.remove(serial);
    Ok(Success::with_remarks(Vec::new()))
}
