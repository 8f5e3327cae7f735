//! The error for a refusal: what the service said, why, and what to do about it here.

use std::borrow::Cow;

use crate::account::Mode;
use crate::catalog::detail::Detail;
use crate::catalog::result::{ResultCode, is_ambiguous, result_code};
use crate::description::OperationDescription;
use crate::error::{Error, Texts, texts};
use crate::mask;
use crate::reason::Reason;

/// The longest `resultdesc`, in characters (API reference, section "响应参数").
const LONGEST_DESCRIPTION: usize = 256;

/// The error for a refusal of this operation with this code.
pub(crate) fn refusal(
    code: &str,
    description: &str,
    http_status: u16,
    operation: &'static OperationDescription,
) -> Error {
    let known = result_code(code, http_status);
    // A code with two meanings carries its status, so that one code never stands for both.
    let ambiguous = is_ambiguous(code);
    let safe = if known.is_some() || ambiguous { code.to_owned() } else { unknown_code(code) };
    let stable = known.map_or_else(|| format!("service.{safe}"), ResultCode::stable_code);
    let said = mask::shown(description, LONGEST_DESCRIPTION);
    let detail = known.map(|row| Detail::read(&said, row, operation.parameters)).unwrap_or_default();
    let wording = match known {
        Some(row) => known_wording(row, &said, &detail, operation),
        None if ambiguous => ambiguous_wording(&safe, &said, http_status),
        None => unknown_wording(&safe, &said),
    };
    let error = Error::refused(
        stable,
        known.map_or(Reason::Unknown, |row| row.reason),
        known.is_some_and(|row| row.retryable),
        http_status,
        (&safe, &said),
        wording,
    )
    .naming_file(detail.file);
    match detail.field {
        Some(field) => error.at(field),
        None => error,
    }
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

fn known_wording(row: &'static ResultCode, said: &str, detail: &Detail, operation: &OperationDescription) -> Texts {
    // The platform's own text may name the culprit; the catalog's says what the code means in Chinese.
    let english = if said.is_empty() { row.english.replace(" $ ", " ") } else { said.to_owned() };
    let (hint, hint_zh) = match row.reason {
        Reason::WrongMode => mode_hint(operation.mode, operation.official),
        _ => detail_hint(detail).unwrap_or((row.hint.into(), row.hint_zh.into())),
    };
    texts(
        format!("the service refused with {}: {english}", row.code),
        format!("服务端拒绝（{}）：{}{}", row.code, row.chinese, also(row, said)),
        hint,
        hint_zh,
    )
}

/// A hint, English first.
type Hint = (Cow<'static, str>, Cow<'static, str>);

/// What to do about a parameter or a file that the service named.
fn detail_hint(detail: &Detail) -> Option<Hint> {
    match (&detail.file, &detail.field) {
        (Some(file), Some(_)) => Some((
            format!(
                "upload `{file}` in the console and wait until it is approved, or name an approved file in {{field}}"
            )
            .into(),
            format!("请在控制台上传`{file}`并等待审核通过，或在{{field}}中指定已审核通过的文件").into(),
        )),
        (Some(file), None) => Some((
            format!("upload `{file}` in the console and wait until it is approved, or name an approved file instead")
                .into(),
            format!("请在控制台上传`{file}`并等待审核通过，或改用已审核通过的文件").into(),
        )),
        (None, Some(_)) => Some((
            "correct {field}: the service found it wrong, by itself or together with another parameter".into(),
            "请更正{field}：服务端认为其值有误，或与其他参数冲突".into(),
        )),
        (None, None) => None,
    }
}

/// What to do about a key whose application is of another mode than the operation.
fn mode_hint(mode: &str, name: &str) -> Hint {
    match Mode::named(mode).map(Mode::title) {
        Some(mode) => {
            (
                format!(
                    "{name} is an operation of mode {mode}, and this APP_Key belongs to an application of another mode: an \
                     application has one mode for life, so use the APP_Key of an {mode} application"
                )
                .into(),
                format!(
                    "{name}是{mode}模式的接口，而该APP_Key属于其他模式的应用：一个应用只有一种模式，请使用{mode}模式应用的APP_Key"
                )
                .into(),
            )
        }
        // Recordings and calls belong to no mode, so it is no other mode that refuses them.
        None => (
            format!(
                "{name} belongs to no mode: use the APP_Key of the application whose X carried the call, and ask the \
                 service's support whether that application may use it"
            )
            .into(),
            format!("{name}不属于任何模式：请使用该通话X号码所属应用的APP_Key，并联系客服确认该应用是否有此权限")
                .into(),
        ),
    }
}

/// The service's own text behind the catalog's Chinese one, where it says more than the catalog's English one.
fn also(row: &ResultCode, said: &str) -> String {
    let plain = |text: &str| text.trim_end_matches('.').to_owned();
    if said.is_empty() || plain(said) == plain(row.english) { String::new() } else { format!("（{said}）") }
}

fn ambiguous_wording(code: &str, said: &str, http_status: u16) -> Texts {
    texts(
        format!("the service refused with {code}, which has two meanings, and HTTP {http_status} fits neither: {said}"),
        format!("服务端拒绝（{code}）：该结果码有两种含义，HTTP状态码{http_status}无法区分：{said}"),
        "do not try again before you know which it is: if the digest is wrong, repeated failures lock the IP address out for 30 minutes",
        "在确定含义之前不要重试：若为鉴权失败，多次失败会导致IP被锁定30分钟",
    )
}

fn unknown_wording(code: &str, said: &str) -> Texts {
    texts(
        format!("the service refused with {code}, which this version does not know: {said}"),
        format!("服务端返回了当前版本未收录的结果码{code}：{said}"),
        "look the code up on the service's error code page",
        "请在官方错误码页面查询该结果码",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{Operation as _, axb};

    const BIND: &OperationDescription = axb::CreateBinding::DESCRIPTION;

    #[test]
    fn a_code_with_two_meanings_is_told_apart_by_its_status() {
        let digest = refusal("1010010", "Invalid digest.", 401, BIND);
        assert_eq!((digest.code(), digest.reason()), ("service.1010010@401", Some(Reason::Authentication)));
        let flow = refusal("1010010", "", 403, BIND);
        assert_eq!(
            (flow.code(), flow.reason(), flow.retryable()),
            ("service.1010010@403", Some(Reason::FlowControl), true)
        );
        let neither = refusal("1010010", "", 200, BIND);
        assert_eq!((neither.code(), neither.reason()), ("service.1010010", Some(Reason::Unknown)));
    }

    #[test]
    fn an_unknown_code_is_kept_and_its_text_masked() {
        let error = refusal("7654321", "see +8613800000021", 403, BIND);
        assert_eq!(error.code(), "service.7654321");
        assert_eq!(error.result_desc(), Some("see +86138****0021"));
        assert!(!error.to_string().contains("13800000021"));
    }

    #[test]
    fn a_file_named_like_a_telephone_number_is_masked_everywhere() {
        let error = refusal("1010002", "Invalid request.13800000021.wav does not exist.", 403, BIND);
        assert_eq!(error.file(), Some("138****0021.wav"));
        assert_eq!(error.field(), None);
        assert!(!format!("{error} {}", error.hint_zh()).contains("13800000021"));
    }

    #[test]
    fn a_wrong_mode_is_named_unless_the_operation_has_none() {
        for (mode, official, english, chinese) in [
            ("ax", "CreateAXBinding", "CreateAXBinding is an operation of mode AX, and", "请使用AX模式应用的APP_Key"),
            ("axyb", "CreateAXYBBinding", "is an operation of mode AXYB, and", "CreateAXYBBinding是AXYB模式的接口"),
            ("recording", "GetRecordingDownloadUrl", "GetRecordingDownloadUrl belongs to no mode", "不属于任何模式"),
            ("call", "StopCall", "StopCall belongs to no mode", "不属于任何模式"),
        ] {
            let (hint, hint_zh) = mode_hint(mode, official);
            assert!(hint.contains(english), "{hint}");
            assert!(hint_zh.contains(chinese), "{hint_zh}");
        }
    }
}
