//! What became of an X.
//!
//! Pages: API reference `numstatus_notify_axb`, `numstatus_notify_axe`, `numstatus_notify_axyb`.

use crate::answer::{Derived, Extra, Field, Id, NumberText, Text, answer};
use crate::given::Given;
use crate::push::code::{NumberCauseCode, NumberStatusCode};

answer! {
    /// The new status of an X.
    NumberStatus(NumberStatusDraft) {
        /// X.
        optional number: NumberText => "number",
        /// `5`: normal, `9`: suspended, `10`: unavailable, `11`: no new bindings.
        optional status: Text => "status",
        /// Why, where it is unavailable.
        optional cause: Text => "cause",
        /// What the status means and what to do about it.
        optional meaning: Derived<NumberStatusCode> => "meaning",
        /// What the cause means and what to do about it.
        optional reason: Derived<NumberCauseCode> => "reason",
        /// Names this push. Only a push that is signed has one: nothing else tells one change from a later one of the same kind.
        optional key: Derived<Id> => "key",
    }
    complete: complete,
}

fn complete(draft: &mut NumberStatusDraft, _extra: &mut Extra) {
    draft.meaning = draft.status.as_ref().and_then(code).map(Derived);
    draft.reason = draft.cause.as_ref().and_then(code).map(Derived);
}

/// The codes of this push are whole numbers in texts.
fn code<C: Field>(text: &Text) -> Option<C> {
    C::read(&Given::Text(text.as_str().into()))
}
