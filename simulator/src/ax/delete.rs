//! `DeleteAXBinding`: an X is free again. API reference `privatenumber_02_0012`.

use super::ledger::Ledger;
use super::remarks;
use super::selector::{Lengths, Selector};
use crate::envelope::Success;
use crate::parameters::Input;
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Removes one binding. `origNum` is not read: the page says that the platform does not parse it.
pub(crate) fn delete(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let query = &input.query;
    let (serial, binding) = Selector::read(|name, length| query.text(name, length), &Lengths::USUAL)?.find(ledger)?;
    let sent = |name| query.get(name).ok().flatten();
    let remarks = [
        remarks::on_unread_orig_num(sent("origNum"), binding),
        remarks::on_ignored_private_num(sent("privateNum"), binding),
    ];
    ledger.remove(serial);
    Ok(Success::with_remarks(remarks.into_iter().flatten().collect()))
}
