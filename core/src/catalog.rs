//! The codes of the service: what each means and what to do about it.
//!
//! Result codes refuse a request, hang-up causes and release points say why a call ended, Q.850 causes say what the
//! network met with, SMS results say what became of an SMS, statuses of X numbers and their causes what can be done with an X
//! and why, filing codes belong to the A-number filing operations. Each stands here once, as data.
//!
//! Sources: the code tables of the API reference (pages of 2026-01-27), the developer guide's "API错误码处理"
//! (`privatenumber_04_0009_1`, 2025-10-16) and its hang-up causes (`privatenumber_04_0010`). The texts of result codes
//! are the service's own in both languages, but for the Chinese ones of the WSSE codes, which no table read has. Filing
//! codes are the service's own in English. Everything else (their Chinese texts, both texts of whatever a push
//! carries) is this library's own rendering of the service's tables, in the words of Chinese carriers. Hints
//! are this library's own throughout.

mod cause;
mod detail;
mod explanation;
mod filing;
mod library;
mod number_status;
mod q850;
mod refusal;
mod result;
mod sms_result;

pub use crate::reason::Reason;
pub use cause::{CAUSES, Cause, CauseGroup, cause};
pub use explanation::{CodeKind, Explanation, explain, explanations};
pub use filing::{FILING_CODES, FilingCode};
pub use number_status::{NUMBER_CAUSES, NUMBER_STATUSES, NumberCause, NumberStatus, number_cause, number_status};
pub use q850::{Q850_CAUSES, Q850Cause, q850};
pub(crate) use refusal::refusal;
pub use result::{RESULT_CODES, ResultCode, result_code};
pub use sms_result::{SMS_RESULTS, SmsResult, sms_result};
