//! `DeleteAXBBinding`: one binding by its id, or all of an X. API reference `privatenumber_02_0003`.

use super::selector::{self, Selector};
use crate::account::Account;
use crate::envelope::Success;
use crate::query::Query;
use crate::resultcode::Refusal;

/// Removes bindings. An X that carries none is answered 1012007, as any binding that is not found.
pub(crate) fn delete(account: &mut Account, query: &Query) -> Result<Success, Refusal> {
    let remarks = match Selector::read(query)? {
        Selector::Binding(subscription_id) => {
            let (serial, _) = selector::binding(&account.ledger, subscription_id)?;
            account.ledger.remove(serial);
            Vec::new()
        }
        Selector::Number(number) => {
            let (key, _) = selector::line(&account.ledger, number)?;
            match account.ledger.clear(key) {
                0 => {
                    return Err(selector::not_found(format!("X {number} carries no binding")));
                }
                count => vec![format!("relationNum alone: all {count} bindings of X {number} were removed")],
            }
        }
    };
    Ok(Success::with_remarks(remarks))
}
