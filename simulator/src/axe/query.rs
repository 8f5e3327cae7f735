//! `QueryAXEBinding`, older and newer: one binding, or all of an X in pages. API reference `privatenumber_02_0024` and
//! `privatenumber_02_0027`.

use serde_json::{Map, Value};

use super::binding::Binding;
use super::ledger::Ledger;
use super::line::Place;
use super::page;
use super::selector::{self, Selector};
use crate::envelope::Success;
use crate::parameters::{Input, Query};
use crate::resultcode::Refusal;
use crate::serial::Serial;
use crate::surroundings::Surroundings;

/// The list of the newer query. Its answer was never seen: in the other modes the list is named after the path, as
/// `relationNumList` of `/relationnumber/`, and so it is here.
const LIST: &str = "extendNumList";

/// The cursor of the next page, spelt as the page of the newer query spells it.
const NEXT_CURSOR: &str = "nextCusor";

/// Looks one binding up, v1.0: its fields stand beside the result code.
pub(crate) fn query(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let selector = Selector::of_look_up(&input.query)?;
    let (_, binding) = selector::binding(ledger, &selector, surroundings.application.extension_digits)?;
    Ok(Success::with_fields(binding.to_item(), Vec::new()))
}

/// Looks one binding up, or a page of those of an X, v2.0. A single binding is a list of one, so that both have one form;
/// `cursor` and `limit` are then not even looked at.
///
/// The cursor of the next page is there as long as there is one. An X that carries no binding is answered 1016001, as
/// whatever is not found; a page behind the last is empty, for its bindings were found.
pub(crate) fn query_v2(
    ledger: &mut Ledger,
    input: &Input<'_>,
    surroundings: &mut Surroundings<'_>,
) -> Result<Success, Refusal> {
    let query = &input.query;
    let selector = Selector::of_look_up(query)?;
    let mut fields = Map::new();
    let items = if let Selector::Number(number) = selector {
        let place = read_cursor(query)?;
        let size = page::size(query)?;
        let line = selector::line(ledger, number)?;
        if line.bindings() == 0 {
            return Err(selector::not_found(format!("X {number} carries no binding")));
        }
        let (page, is_followed) = page::cut(ledger.after(line, place), size);
        if let Some((place, _)) = page.last().filter(|_| is_followed) {
            fields.insert(NEXT_CURSOR.to_owned(), Value::from(cursor(*place)));
        }
        page.into_iter().map(|(_, binding)| item(binding)).collect()
    } else {
        vec![item(selector::binding(ledger, &selector, surroundings.application.extension_digits)?.1)]
    };
    fields.insert(LIST.to_owned(), Value::Array(items));
    Ok(Success::with_fields(fields, Vec::new()))
}

fn item(binding: &Binding) -> Value {
    Value::Object(binding.to_item())
}

/// `0000000000000_0`, the default, stands before every binding.
fn cursor(place: Place) -> String {
    format!("{:013}_{}", place.bound_ms, place.serial.0)
}

fn read_cursor(query: &Query) -> Result<Place, Refusal> {
    const NAME: &str = "cursor";
    let Some(text) = query.text(NAME, &(0..=usize::MAX))? else {
        return Ok(Place { bound_ms: 0, serial: Serial(0) });
    };
    let place = text
        .split_once('_')
        .filter(|(time, _)| time.len() == 13)
        .and_then(|(time, id)| Some(Place { bound_ms: page::number(time)?, serial: Serial(page::number(id)?) }));
    place.ok_or_else(|| {
        Refusal::invalid(NAME, "cursor must be 13 digits, _ and 1-20 digits, as the answer before it gave")
    })
}
