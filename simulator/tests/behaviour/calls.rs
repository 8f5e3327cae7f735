//! Calls, SMS, and what is told of them: one story for each mode, then each cause, the pushes, and hostile input.

mod ax;
mod axb;
mod axe;
mod axyb;
mod causes;
mod control;
mod cost;
pub mod host;
mod hostile;
mod invariants;
mod number_status;
mod pushes;
mod recordings;
mod signature;
mod sms;
mod snapshot;
mod x;
