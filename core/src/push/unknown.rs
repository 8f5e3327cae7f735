//! Pushes that this version does not know.

use crate::answer::{Derived, Id, Text, answer};

answer! {
    /// A push of a type that this version does not know, or not of the form that its type has. Everything in it is in
    /// `extra`.
    UnknownPush(UnknownPushDraft) {
        /// What it says it is.
        optional event_type: Text => "eventType",
        /// Names this push, by what is in it. The same push sent again has the same key.
        optional key: Derived<Id> => "key",
    }
}
