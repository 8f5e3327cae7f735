//! How the platform behaves, seen from outside: signed requests in, answers out. One file for each behaviour.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what a test takes for granted fails the test"
)]

mod authentication;
mod ax;
mod axe;
mod axyb;
mod calls;
mod client;
mod consistency;
mod content_type;
mod control;
mod create_binding;
mod daily_binds;
mod delete_binding;
mod expiry;
mod faults;
mod hostile_requests;
mod modify_binding;
mod number_choice;
mod number_condition;
mod operations;
mod query_binding;
mod recording;
mod setup;
mod stop_call;
mod wsse;
