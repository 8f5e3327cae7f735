//! `QueryAXBinding`: one binding by its id, those of an A, or the one of an X. API reference `privatenumber_02_0014`.

use serde_json::{Map, Value};

use super::NUMBER;
use super::binding::Binding;
use super::ledger::Ledger;
use super::selector::{self, not_found};
use crate::envelope::Success;
use crate::parameters::{Input, SUBSCRIPTION_ID};
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// Looks bindings up. `subscriptionId` wins over `origNum` and that over `privateNum`; what has lost is not even looked
/// at. What is not found is answered 1016001 and not with an empty list, also where the X is not the application's:
/// this table has no other code for it.
pub(crate) fn query(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let query = &input.query;
    let found = if let Some(subscription_id) = query.text("subscriptionId", &SUBSCRIPTION_ID)? {
        vec![selector::by_id(ledger, subscription_id)?.1]
    } else if let Some(orig_num) = query.text("origNum", &NUMBER)? {
        owned_by(ledger, orig_num)?
    } else if let Some(private_num) = query.text("privateNum", &NUMBER)? {
        vec![selector::by_number(ledger, private_num)?.1]
    } else {
        return Err(Refusal::invalid(
            "origNum",
            "the query has none of origNum, subscriptionId and privateNum (parameters go into the query string)",
        ));
    };
    let items: Vec<Value> = found.into_iter().map(|binding| Value::Object(binding.to_item())).collect();
    let mut fields = Map::new();
    fields.insert(String::from("privateNumList"), Value::Array(items));
    Ok(Success::with_fields(fields, Vec::new()))
}

/// The bindings of an A, oldest first.
fn owned_by<'l>(ledger: &'l Ledger, orig_num: &str) -> Result<Vec<&'l Binding>, Refusal> {
    let owned: Vec<&Binding> = ledger.bindings_owned_by(orig_num).collect();
    if owned.is_empty() {
        return Err(not_found(format!("origNum {orig_num} has no X in this application")));
    }
    Ok(owned)
}
