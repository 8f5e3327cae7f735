#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod account;
pub mod answer;
pub mod catalog;
pub mod description;
pub mod duration;
pub mod error;
pub mod given;
pub mod http;
mod json;
pub mod mask;
pub mod moment;
pub mod number;
pub mod operation;
pub mod parameter;
mod reason;
pub mod signing;
mod span;
pub mod subscription;
pub mod tone;
pub mod user_data;

pub use account::Account;
pub use error::Error;
pub use http::{HttpRequest, HttpResponse};
pub use moment::{Created, Nonce};
pub use operation::{Operation, axb};
