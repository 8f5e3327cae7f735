//! AXYB mode: B calls X and sees Y, A calls Y and B sees X. API reference `privatenumber_axyb_0016` to
//! `privatenumber_axyb_0019`; no longer in the overview of 2026.

mod assign_y;
mod binding;
mod candidates;
mod create_ax;
mod create_yb;
mod delete;
mod ledger;
mod line;
mod query;
mod relation;
mod route;

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

pub use assign_y::AssignedY;
pub(crate) use assign_y::assign_y;
pub(crate) use create_ax::create_ax;
pub(crate) use create_yb::create_yb;
pub(crate) use delete::{delete_all, delete_yb};
pub(crate) use ledger::Ledger;
pub(crate) use query::query;
pub(crate) use route::route;

use crate::parameters::{Parameters, Query, required};
use crate::pool::LineKey;
use crate::resultcode::{Refusal, ResultCode};
use crate::setup::Application;
use line::Line;

/// The length of A, B, X and Y, in characters.
const NUMBER: RangeInclusive<usize> = 1..=32;

/// The length of `app_key` in the query, in characters: 128 on two of the pages, 32 on the third.
const APP_KEY: RangeInclusive<usize> = 1..=128;

/// `app_key` stands in the query of every operation of this mode, besides the header. It must be the header's.
///
/// No code is given for one that is missing or another. 1010003 speaks of a key that does not exist, and the header's
/// was found; so it is the parameter that is wrong.
pub(crate) fn check_app_key(query: &Query, application: &Application) -> Result<(), Refusal> {
    const NAME: &str = "app_key";
    if required(NAME, query.text(NAME, &APP_KEY)?)? == application.app_key {
        return Ok(());
    }
    Err(Refusal::invalid(NAME, "app_key in the query is another than the Username of the header"))
}

/// `duration` or `ybDuration`, in seconds: 0, or from 60 to 90 days.
fn life(name: &str, parameters: &Parameters<'_>) -> Result<Option<u64>, Refusal> {
    let is_life = |seconds| matches!(seconds, 0 | 60..=7_776_000);
    parameters.integer_that(name, is_life, "that is 0 or from 60 seconds to 90 days, in seconds")
}

/// The fields of both binds' answers. `userData` is none of them: its row says that it comes back in the response, but
/// the table of the response ends with these; it comes back in the query.
fn answer_fields(subscription_id: &str, relation_number: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert(String::from("subscriptionId"), Value::from(subscription_id));
    fields.insert(String::from("relationNumber"), Value::from(relation_number));
    fields
}

/// The remarks on parameters that belong to the other of the two binds.
fn ignored(parameters: &Parameters<'_>, names: &[&str], other: &str) -> impl Iterator<Item = String> {
    let given = names.iter().filter(|name| parameters.has(name));
    given.map(move |name| format!("{name} belongs to the {other} bind and was ignored"))
}

/// The number of the application that is written so. One of another application and one that does not exist are
/// answered alike.
fn line_of_application<'a>(ledger: &'a Ledger, number: &str) -> Result<(LineKey, &'a Line), Refusal> {
    ledger.lines().find(number).ok_or_else(|| {
        Refusal::new(
            ResultCode::NumberNotOfApplication,
            format!("{number} is not one of the application's; it is +86 and 11 digits, the + escaped once, as %2B"),
        )
    })
}

fn not_found() -> Refusal {
    Refusal::new(
        ResultCode::BindingNotFound,
        "the application has no AX with this subscriptionId (removed, expired, or of another application)",
    )
}
