//! `QueryAXBBinding`: one binding by its id, those of an X, or the one of a number on an X. API reference
//! `privatenumber_02_0005`.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::binding::Binding;
use super::ledger::Ledger;
use super::line::Line;
use super::selector::{self, Selector};
use crate::envelope::Success;
use crate::parameters::{Input, Query};
use crate::resultcode::Refusal;
use crate::surroundings::Surroundings;

/// The length of `callerNum` and `calleeNum` in this operation's table, in characters: longer than anywhere else.
const PARTY: RangeInclusive<usize> = 4..=128;

const PAGE_SIZES: RangeInclusive<usize> = 10..=100;
const DEFAULT_PAGE_SIZE: usize = 50;

/// Looks bindings up. What is not found is answered 1012007 and not with an empty list; only a page behind the last is
/// empty, for its bindings were found.
pub(crate) fn query(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let query = &input.query;
    let page = Page::read(query);
    let (total, page, items) = match Selector::read(query)? {
        Selector::Binding(subscription_id) => single(selector::binding(ledger, subscription_id)?.1, &page),
        Selector::Number(number) => {
            let caller_num = query.text("callerNum", &PARTY)?;
            let callee_num = query.text("calleeNum", &PARTY)?;
            let (_, line) = selector::line(ledger, number)?;
            if caller_num.is_some() || callee_num.is_some() {
                single(pair(ledger, line, caller_num, callee_num)?, &page)
            } else if line.pairs() == 0 {
                return Err(selector::not_found(format!("X {number} carries no binding")));
            } else {
                let items = ledger.bindings_on(line).skip(page.skipped()).take(page.size).map(item).collect();
                (line.pairs(), page, items)
            }
        }
    };
    let mut fields = Map::new();
    fields.insert(String::from("app_key"), Value::from(surroundings.application.app_key.as_str()));
    fields.insert(String::from("totalCount"), Value::from(total));
    fields.insert(String::from("pageIndex"), Value::from(page.index));
    fields.insert(String::from("pageSize"), Value::from(page.size));
    fields.insert(String::from("relationNumList"), Value::Array(items));
    Ok(Success::with_fields(fields, Vec::new()))
}

/// A page of a list of bindings.
struct Page {
    /// From 1. As wide on every machine, so that a far page is the same everywhere.
    index: u64,
    size: usize,
}

impl Page {
    /// What cannot be used is replaced by its default instead of being refused: the table says so of a size out of
    /// range, and no other rule is given for what is no number, or an index below 1.
    fn read(query: &Query) -> Self {
        let integer = |name| query.get(name).ok().flatten().and_then(|text| text.parse::<u64>().ok());
        Self {
            index: integer("pageIndex").filter(|index| *index >= 1).unwrap_or(1),
            size: integer("pageSize")
                .and_then(|size| usize::try_from(size).ok())
                .filter(|size| PAGE_SIZES.contains(size))
                .unwrap_or(DEFAULT_PAGE_SIZE),
        }
    }

    fn skipped(&self) -> usize {
        usize::try_from(self.index.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(self.size)
    }
}

/// The one binding on an X in which A, B or both occur, each in its role.
fn pair<'a>(
    ledger: &'a Ledger,
    line: &Line,
    caller_num: Option<&str>,
    callee_num: Option<&str>,
) -> Result<&'a Binding, Refusal> {
    caller_num
        .or(callee_num)
        .and_then(|party| ledger.binding(line.party(party)?))
        .filter(|binding| caller_num.is_none_or(|number| number == binding.caller_num))
        .filter(|binding| callee_num.is_none_or(|number| number == binding.callee_num))
        .ok_or_else(|| {
            selector::not_found(format!(
                "X {} has no binding with this callerNum as A and this calleeNum as B",
                line.number
            ))
        })
}

/// The answer for one binding: paging has no part in it, so it stands on the first page.
fn single(binding: &Binding, page: &Page) -> (usize, Page, Vec<Value>) {
    (1, Page { index: 1, size: page.size }, vec![item(binding)])
}

fn item(binding: &Binding) -> Value {
    Value::Object(binding.to_item())
}
