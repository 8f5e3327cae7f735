//! `DeleteAXBBinding`: one binding by its id, or all of an X. API reference `privatenumber_02_0003`.

use super::ledger::Ledger;
use super::selector::{self, Selector};
use crate::envelope::Success;
use crate::parameters::Input;
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Removes bindings. An X that carries none is answered 1012007, as any binding that is not found.
pub(crate) fn delete(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let remarks = match Selector::read(&input.query)? {
        Selector::Binding(subscription_id) => {
            let (serial, _) = selector::binding(ledger, subscription_id)?;
            ledger.remove(serial);
            Vec::new()
        }
        Selector::Number(number) => {
            let (key, _) = selector::line(ledger, number)?;
            match ledger.clear(key) {
                0 => {
                    return Err(selector::not_found(format!("X {number} carries no binding")));
                }
                count => vec![format!("relationNum alone: all {count} bindings of X {number} were removed")],
            }
        }
    };
    Ok(Success::with_remarks(remarks))
}
