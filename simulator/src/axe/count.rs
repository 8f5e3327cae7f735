//! `QueryAXEBindingCount`: how many bindings X numbers carry. API reference `privatenumber_02_0025`.

use serde_json::{Map, Value, json};

use super::NUMBER;
use super::ledger::Ledger;
use super::line::Line;
use super::page;
use super::selector;
use crate::envelope::Success;
use crate::parameters::{Input, Query};
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// The list of X numbers. The answer was never seen but for `nextCursor`: the list is named after the path, as in the
/// other modes, its items by what the request calls an X, and by what is asked.
const LIST: &str = "virtualNumList";

/// Counts the bindings of one X, or of a page of the application's; an X that carries none is counted too. The cursor is
/// the place of the last X of a page among those of the application, from 1, and is there as long as another page
/// follows.
pub(crate) fn count(ledger: &mut Ledger, input: &Input<'_>, _: &mut Surroundings<'_>) -> Result<Success, Refusal> {
    let query = &input.query;
    let mut fields = Map::new();
    let items = if let Some(number) = query.text("number", &NUMBER)? {
        vec![item(selector::line(ledger, number)?)]
    } else {
        let seen = read_cursor(query)?;
        let size = page::size(query)?;
        let (lines, is_followed) = page::cut(ledger.pool().lines().from(seen).iter(), size);
        if is_followed {
            fields.insert(String::from("nextCursor"), Value::from(seen.saturating_add(lines.len()).to_string()));
        }
        lines.into_iter().map(item).collect()
    };
    fields.insert(LIST.to_owned(), Value::Array(items));
    Ok(Success::with_fields(fields, Vec::new()))
}

fn item(line: &Line) -> Value {
    json!({ "number": line.number, "count": line.bindings() })
}

/// How many X numbers the pages before have shown.
fn read_cursor(query: &Query) -> Result<usize, Refusal> {
    const NAME: &str = "cursor";
    let Some(text) = query.text(NAME, &(0..=usize::MAX))? else {
        return Ok(0);
    };
    page::number(text)
        .map(|id| usize::try_from(id).unwrap_or(usize::MAX))
        .ok_or_else(|| Refusal::invalid(NAME, "cursor must be 1-20 digits, as the answer before it gave"))
}
