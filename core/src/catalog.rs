//! The result codes of the service: what each means and what to do about it.
//!
//! Sources: the code tables of the API reference (pages of 2026-01-27) and the developer guide's
//! "API错误码处理" (`privatenumber_04_0009_1`, 2025-10-16). English and Chinese texts are the service's own.

use crate::error::{Error, Texts, texts};
use crate::mask;
pub use crate::reason::Reason;

/// One result code under one HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// The number, as text.
    pub code: &'static str,
    /// The HTTP status it comes with.
    pub http_status: u16,
    /// The service's English text.
    pub english: &'static str,
    /// The service's Chinese text.
    pub chinese: &'static str,
    /// Why the service refused.
    pub reason: Reason,
    /// Whether the same request, signed anew, may succeed later without anything being changed.
    pub retryable: bool,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

macro_rules! result_codes {
    ($($code:literal $status:literal $reason:ident $retry:ident $english:literal $chinese:literal $hint:literal $hint_zh:literal)+) => {
        /// Every result code that an operation of this version can be answered with, success aside; those of the general table
        /// included whose operation is not named there.
        pub const RESULT_CODES: &[ResultCode] = &[
            $(ResultCode {
                code: $code,
                http_status: $status,
                english: $english,
                chinese: $chinese,
                reason: Reason::$reason,
                retryable: result_codes!(@retry $retry),
                hint: $hint,
                hint_zh: $hint_zh,
            },)+
        ];
    };
    (@retry again) => { true };
    (@retry final) => { false };
}

result_codes! {
    "1023006" 400 Authentication final "Authorization not contained in the HTTP header." "HTTP消息头未找到Authorization字段。"
        "something between here and the service removed the `Authorization` header: look at proxies and at the HTTP client"
        "途中有组件去掉了Authorization消息头：请检查代理和HTTP客户端"
    "1023007" 400 Authentication final "realm not contained in Authorization." "Authorization字段中未找到realm属性。"
        "send the `Authorization` header exactly as it was built" "请原样发送生成的Authorization消息头"
    "1023008" 400 Authentication final "profile not contained in Authorization." "Authorization字段中未找到profile属性。"
        "send the `Authorization` header exactly as it was built" "请原样发送生成的Authorization消息头"
    "1023009" 400 Authentication final "The value of realm in Authorization must be SDP." "Authorization中realm属性值应该为“SDP”。"
        "send the `Authorization` header exactly as it was built" "请原样发送生成的Authorization消息头"
    "1023010" 400 Authentication final "The value of profile in Authorization must be UsernameToken." "Authorization中profile属性值应该为“UsernameToken”。"
        "send the `Authorization` header exactly as it was built" "请原样发送生成的Authorization消息头"
    "1023011" 400 Authentication final "The value of type in Authorization must be app_key." "Authorization中type属性值应该为“Appkey”。"
        "send the `Authorization` header exactly as it was built" "请原样发送生成的Authorization消息头"
    "1023012" 400 Authentication final "type not contained in Authorization." "Authorization字段中未找到type属性。"
        "send the `Authorization` header exactly as it was built" "请原样发送生成的Authorization消息头"
    "1023033" 400 Authentication final "HTTP header not found X-AKSK field." "HTTP头未找到X-AKSK字段。"
        "something between here and the service removed the `X-AKSK` header: look at proxies and at the HTTP client"
        "途中有组件去掉了X-AKSK消息头：请检查代理和HTTP客户端"
    "1023034" 400 Authentication final "UserName not contained in X-AKSK." "X-AKSK字段中未找到UserName属性。"
        "send the `X-AKSK` header exactly as it was built" "请原样发送生成的X-AKSK消息头"
    "1023035" 400 Authentication final "Nonce not contained in X-AKSK." "X-AKSK字段中未找到Nonce属性。"
        "send the `X-AKSK` header exactly as it was built" "请原样发送生成的X-AKSK消息头"
    "1023036" 400 Authentication final "Created not contained in X-AKSK." "X-AKSK字段中未找到Created属性。"
        "send the `X-AKSK` header exactly as it was built" "请原样发送生成的X-AKSK消息头"
    "1023037" 400 Authentication final "PasswordDigest not contained in X-AKSK." "X-AKSK字段中未找到PasswordDigest属性。"
        "send the `X-AKSK` header exactly as it was built" "请原样发送生成的X-AKSK消息头"
    "1023038" 400 Authentication final "UsernameToken not contained in X-AKSK." "X-AKSK中没有携带UsernameToken。"
        "send the `X-AKSK` header exactly as it was built" "请原样发送生成的X-AKSK消息头"
    "1010010" 401 Authentication final "Invalid digest." "PasswordDigest校验失败。"
        "check the APP_Secret of this APP_Key; do not try again: repeated failures lock the IP address out for 30 minutes"
        "请检查该APP_Key对应的APP_Secret；不要重试：多次失败会导致IP被锁定30分钟"
    "1010013" 401 Authentication final "Time out limit." "时间超出限制。"
        "set the clock of this machine: the time of signing is sent as UTC" "请校准本机时钟：签名时间以UTC发送"
    "1010002" 403 WrongArgument final "Invalid request." "无效请求。"
        "the service's text usually names the culprit; tone files must be uploaded and approved before they are named"
        "服务端描述通常会指出有误的参数；放音文件须先上传并审核通过"
    "1010003" 403 Authentication final "Invalid app_key." "无效的app_key。"
        "check the APP_Key and the access address: both are shown in the console, per application"
        "请检查APP_Key和APP接入地址：均在控制台的应用详情中"
    "1010004" 403 Frozen final "The status of the app_key is unavailable." "app_key状态异常。"
        "look at the application's state in the console" "请在控制台查看应用状态"
    "1010006" 403 WrongArgument final "Invalid Rest API." "无效的Rest API。"
        "the HTTP method does not fit the address: send the request with the method that it was built with"
        "HTTP方法与接口地址不符：请按生成的请求方法发送"
    "1010008" 403 Frozen final "The status of the app_key is unavailable." "app_key状态异常。"
        "look at the application's state in the console" "请在控制台查看应用状态"
    "1010010" 403 FlowControl again "The flow control upper limit is reached on the platform." "平台达到系统流控上限。"
        "wait a minute, then try again" "请等待一分钟后重试"
    "1010029" 403 Frozen final "The subscriber status is frozen." "用户账号已冻结。"
        "the account is probably in arrears: top it up, else ask the service's support" "账号可能欠费：请充值，否则联系客服"
    "1010040" 403 WrongMode final "The app_key is not allowed to invoke the API." "app_key没有调用本API的权限。"
        "this application is of another mode than the operation: an application has one mode for life, use the key of an AXB application for AXB"
        "应用的模式与接口不符：一个应用只有一种模式，AXB接口请使用AXB模式应用的APP_Key"
    "1012001" 403 NotYours final "Resource of number is not to be applied." "资源未申请"
        "check that the X belongs to this application and that the account is not in arrears" "请检查X号码是否属于该应用，以及账号是否欠费"
    "1012007" 403 NotFound final "The record does not exist." "记录不存在。"
        "a bind: the X named does not exist or was released; otherwise there is no such binding: removed, expired, or of another application"
        "绑定：指定的X号码不存在或已释放；其他操作：绑定关系不存在、已解除、已过期或属于其他应用"
    "1012008" 403 NoNumberLeft final "Insufficient number of resources." "号码资源不足。"
        "check first that the pair is not bound already; then order numbers, name another `areaCode`, or send `areaMatchMode` \"1\""
        "请先确认该组号码是否已绑定；再订购号码、更换areaCode或将areaMatchMode设为\"1\""
    "1012009" 403 NoNumberLeft final "Maximum number of resources has been exceeded" "指定的X号码的绑定数量已达到上限。"
        "this X carries 5000 pairs already: name another one, or release some" "该X号码已有5000组绑定：请更换X号码或解绑部分关系"
    "1012010" 403 AlreadyBound final "The number $ has been bound." "绑定关系已存在。"
        "A or B is bound on this X already: query the X, or use another X for this pair" "A或B号码已在该X号码上绑定：请查询该X号码，或为这组号码更换X号码"
    "1012012" 403 FeatureOff final "Application does not open recording function." "应用未开启录音功能。"
        "switch recording on in the application, or leave `recordFlag` out" "请在应用中开启录音功能，或不携带recordFlag"
    "1012102" 403 NumberUnavailable final "The number status is abnormal." "号码状态异常。"
        "this X is blacklisted or in a bad state: use another one and ask the service's support" "该X号码被列入黑名单或状态异常：请更换号码并联系客服"
    "1020166" 403 NotAllowed final "The app client ip is not in ip white list." "对端app IP不在白名单列表中。"
        "have the service's administrator add this IP address to the white list" "请联系管理员将本机IP加入白名单"
    "1020176" 403 LockedOut final "Authentication failed, try again later" "鉴权失败，稍后重试"
        "too many failed authentications: stop calling for 30 minutes, correct the key or secret, or have the IP address released"
        "鉴权失败次数过多：请停止调用30分钟并更正密钥，或联系管理员解除IP锁定"
    "1020182" 403 DailyLimit final "The number succeeds the max bind times per day" "该号码超过当天最大绑定次数。"
        "this number was bound too often today: bind it again tomorrow" "该号码当天绑定次数已达上限：请次日再绑定"
    "1010001" 500 Server final "Internal system error." "系统错误。"
        "query whether it was carried out, then ask the service's support" "请先查询是否已执行，再联系客服"
    "1020001" 500 WrongArgument final "Parameter error." "参数错误。"
        "check the format of every parameter" "请检查所有参数的格式"
    "1020002" 500 Server final "Internal error." "内部错误。"
        "query whether it was carried out, then ask the service's support" "请先查询是否已执行，再联系客服"
    "1020150" 500 Authentication final "The app_key is invalid." "app_key无效。"
        "check the APP_Key, and the application's state in the console" "请检查APP_Key，并在控制台查看应用状态"
    "1023001" 500 Server final "Internal error." "内部错误。"
        "query whether it was carried out, then ask the service's support" "请先查询是否已执行，再联系客服"
    "1023002" 500 Server again "Response timeout." "响应超时。"
        "query whether it was carried out; if not, send it once more, then ask the service's support" "请先查询是否已执行；若未执行可再发送一次，仍失败请联系客服"
}

/// What is known of a result code: the row of this HTTP status, else the code's only row.
///
/// `1010010` has two rows; under a status that has none of them nothing is known of it.
pub fn result_code(code: &str, http_status: u16) -> Option<&'static ResultCode> {
    let mut rows = RESULT_CODES.iter().filter(|row| row.code == code);
    let first = rows.next()?;
    match rows.next() {
        None => Some(first),
        Some(second) => [first, second].into_iter().find(|row| row.http_status == http_status),
    }
}

/// The longest `resultdesc`, in characters (API reference, section "响应参数").
const LONGEST_DESCRIPTION: usize = 256;

/// The error for a refusal with this code.
pub(crate) fn refusal(code: &str, description: &str, http_status: u16) -> Error {
    let known = result_code(code, http_status);
    // A code with two meanings carries its status, so that one code never stands for both.
    let ambiguous = RESULT_CODES.iter().filter(|row| row.code == code).nth(1).is_some();
    let safe = if known.is_some() || ambiguous { code.to_owned() } else { unknown_code(code) };
    let stable = match known {
        Some(row) if ambiguous => format!("service.{}@{}", row.code, row.http_status),
        _ => format!("service.{safe}"),
    };
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
