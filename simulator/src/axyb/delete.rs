//! The unbinding: an AX with its YBs, or one YB alone. API reference `privatenumber_axyb_0018`.

use super::ledger::Ledger;
use super::relation::Relation;
use super::{NUMBER, line_of_application, not_found};
use crate::envelope::Success;
use crate::parameters::{Input, Query, SUBSCRIPTION_ID, required};
use crate::resultcode::{Refusal, ResultCode};
use crate::serial::Serial;
use crate::surroundings::Surroundings;

/// Removes an AX and all its YBs.
pub(crate) fn delete_all(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let (serial, _) = ledger.find(subscription_id(&input.query)?).ok_or_else(not_found)?;
    let ybs = ledger.remove_ax(serial).saturating_sub(1);
    let remark = (ybs > 0).then(|| format!("subscriptionId alone: the AX was removed with its YBs, which were {ybs}"));
    Ok(Success::with_remarks(remark.into_iter().collect()))
}

/// Removes one YB; its AX stays. `yNum` wins over `bNum`, which is then not even looked at. A `yNum` that is no number of
/// the application (1012001) is found before the id is looked up (1016001), as the codes stand in the table.
pub(crate) fn delete_yb(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let query = &input.query;
    let subscription_id = subscription_id(query)?;
    let (ax, yb) = if let Some(num_y) = query.text("yNum", &NUMBER)? {
        let (line, _) = line_of_application(ledger, num_y)?;
        find_yb(ledger, subscription_id, "yNum", |relation| relation.with_y(line))?
    } else {
        let num_b = required("bNum", query.text("bNum", &NUMBER)?)?;
        find_yb(ledger, subscription_id, "bNum", |relation| relation.with_b(num_b))?
    };
    ledger.remove_yb(ax, yb);
    Ok(Success::with_remarks(Vec::new()))
}

/// The id of the AX. It has to be there in both forms. The page's 0-64 for the second is taken for 1-64, as in the first:
/// an empty id names nothing.
fn subscription_id(query: &Query) -> Result<&str, Refusal> {
    required("subscriptionId", query.text("subscriptionId", &SUBSCRIPTION_ID)?)
}

fn find_yb(
    ledger: &Ledger,
    subscription_id: &str,
    name: &str,
    find: impl Fn(&Relation) -> Option<Serial>,
) -> Result<(Serial, Serial), Refusal> {
    let (ax, relation) = ledger.find(subscription_id).ok_or_else(not_found)?;
    let yb = find(relation).ok_or_else(|| {
        Refusal::new(ResultCode::BindingNotFound, format!("the AX with this subscriptionId has no YB with this {name}"))
    })?;
    Ok((ax, yb))
}
