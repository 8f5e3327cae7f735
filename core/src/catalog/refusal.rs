//! The error for a refusal: what the service said, why, and what to do about it here.

use crate::catalog::result::{ResultCode, is_ambiguous, result_code};
use crate::error::{Error, Texts, texts};
use crate::mask;
use crate::reason::Reason;

/// The longest `resultdesc`, in characters (API reference, section "响应参数").
const LONGEST_DESCRIPTION: usize = 256;

/// The error for a refusal with this code.
pub(crate) fn refusal(code: &str, description: &str, http_status: u16) -> Error {
    let known = result_code(code, http_status);
    // A code with two meanings carries its status, so that one code never stands for both.
    let ambiguous = is_ambiguous(code);
    let safe = if known.is_some() || ambiguous { code.to_owned() } else { unknown_code(code) };
    let stable = known.map_or_else(|| format!("service.{safe}"), ResultCode::stable_code);
    let said = mask::shown(description, LONGEST_DESCRIPTION);
    let wording = match known {
        Some(row) => known_wording(row, &said),
        None if ambiguous => ambiguous_wording(&safe, &said, http_status),
        None => unknown_wording(&safe, &said),
    };
    Error::refused(
        stable,
        known.map_or(Reason::Unknown, |row| row.reason),
        known.is_some_and(|row| row.retryable),
        http_status,
        (&safe, &said),
        wording,
    )
}

/// A code that no table has. The service's have seven digits, which is as long as a short telephone number and shows
/// none; anything longer is shown as foreign text.
fn unknown_code(code: &str) -> String {
    if code.len() <= 8 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        code.to_owned()
    } else {
        mask::shown(code, 32)
    }
}

fn known_wording(row: &'static ResultCode, said: &str) -> Texts {
    // The platform's own text may name the culprit; the catalog's says what the code means in Chinese.
    let english = if said.is_empty() { row.english.replace(" $ ", " ") } else { said.to_owned() };
    texts(
        format!("the service refused with {}: {english}", row.code),
        format!("服务端拒绝（{}）：{}{}", row.code, row.chinese, also(row, said)),
        row.hint,
        row.hint_zh,
    )
}

/// The service's own text behind the catalog's Chinese one, where it says more than the catalog's English one.
fn also(row: &ResultCode, said: &str) -> String {
    let plain = |text: &str| text.trim_end_matches('.').to_owned();
    if said.is_empty() || plain(said) == plain(row.english) { String::new() } else { format!("（{said}）") }
}

fn ambiguous_wording(code: &str, said: &str, http_status: u16) -> Texts {
    texts(
        format!("the service refused with {code}, which means two things, and HTTP {http_status} says neither: {said}"),
        format!("服务端拒绝（{code}）：该结果码有两种含义，HTTP状态码{http_status}无法区分：{said}"),
        "do not try again before you know: if it is a wrong digest, repeated failures lock the IP address out for 30 minutes",
        "在确定含义之前不要重试：若为鉴权失败，多次失败会导致IP被锁定30分钟",
    )
}

fn unknown_wording(code: &str, said: &str) -> Texts {
    texts(
        format!("the service refused with {code}, which this version does not know: {said}"),
        format!("服务端返回了当前版本未收录的结果码{code}：{said}"),
        "look the code up in the service's error code page",
        "请在官方错误码页面查询该结果码",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_two_meanings_is_told_apart_by_its_status() {
        let digest = refusal("1010010", "Invalid digest.", 401);
        assert_eq!((digest.code(), digest.reason()), ("service.1010010@401", Some(Reason::Authentication)));
        let flow = refusal("1010010", "", 403);
        assert_eq!(
            (flow.code(), flow.reason(), flow.retryable()),
            ("service.1010010@403", Some(Reason::FlowControl), true)
        );
        let neither = refusal("1010010", "", 200);
        assert_eq!((neither.code(), neither.reason()), ("service.1010010", Some(Reason::Unknown)));
    }

    #[test]
    fn an_unknown_code_is_kept_and_its_text_masked() {
        let error = refusal("7654321", "see +8613800000021", 403);
        assert_eq!(error.code(), "service.7654321");
        assert_eq!(error.result_desc(), Some("see +86138****0021"));
        assert!(!error.to_string().contains("13800000021"));
    }
}
