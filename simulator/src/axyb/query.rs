//! The query: what is bound under an id or on an X. API reference `privatenumber_axyb_0019`.

use serde_json::{Map, Value};

use super::ledger::Ledger;
use super::line::Use;
use super::relation::Relation;
use super::{NUMBER, line_of_application, not_found};
use crate::envelope::Success;
use crate::parameters::{Input, Query, SUBSCRIPTION_ID};
use crate::resultcode::{Refusal, ResultCode};
use crate::surroundings::Surroundings;

/// The most items of `xyRelationNumList`, which has no pages.
const ITEMS: usize = 5;

/// Looks bindings up. What is not found is answered 1016001 and not with an empty list.
pub(crate) fn query(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let relation = find(ledger, &input.query)?;
    // The page speaks of all relations, and declares a list of 1-5. What is declared is kept to, so that nobody comes to
    // rely on the sixth.
    let items: Vec<Value> = relation.items().take(ITEMS).map(Value::Object).collect();
    let count = relation.item_count();
    let remark = (count > ITEMS)
        .then(|| format!("the AX has {count} YBs, of which the {ITEMS} oldest are in the list: it holds no more"));
    let mut fields = Map::new();
    fields.insert(String::from("xyRelationNumList"), Value::Array(items));
    Ok(Success::with_fields(fields, remark.into_iter().collect()))
}

/// The AX that is asked for. `subscriptionId` wins over `relationNum`, which is then not even looked at. With neither the
/// answer is 1012001, as an FAQ says of AXB.
fn find<'a>(ledger: &'a Ledger, query: &Query) -> Result<&'a Relation, Refusal> {
    if let Some(subscription_id) = query.text("subscriptionId", &SUBSCRIPTION_ID)? {
        return ledger.find(subscription_id).map(|(_, relation)| relation).ok_or_else(not_found);
    }
    let Some(number) = query.text("relationNum", &NUMBER)? else {
        return Err(Refusal::new(
            ResultCode::NumberNotOfApplication,
            "the query has neither subscriptionId nor relationNum (parameters go into the query string)",
        ));
    };
    let (_, line) = line_of_application(ledger, number)?;
    let reason = match line.used {
        Use::X(ax) => return ledger.relation(ax).ok_or_else(not_found),
        Use::Free => format!("nothing is bound on {number}"),
        Use::Y(_) => format!("{number} is a Y, and relationNum is an X: the relationNumber of the AX bind"),
    };
    Err(Refusal::new(ResultCode::BindingNotFound, reason))
}
