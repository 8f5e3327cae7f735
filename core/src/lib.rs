#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod account;
pub mod advice;
pub mod answer;
pub mod catalog;
mod cursor;
pub mod description;
pub mod duration;
pub mod error;
pub mod extension;
pub mod given;
mod hexadecimal;
pub mod http;
mod json;
pub mod mask;
pub mod moment;
pub mod number;
pub mod operation;
pub mod parameter;
pub mod push;
mod reason;
pub mod signing;
mod span;
pub mod subscription;
pub mod tone;
pub mod user_data;

pub use account::{Account, Mode, Scheme};
pub use advice::Advice;
pub use error::Error;
pub use http::{HttpRequest, HttpResponse};
pub use moment::{Created, Nonce};
pub use operation::{Operation, ax, axb, axe, axyb, call, recording};
