//! Codes of the operations that file A numbers. They are another family with an envelope of its own (`error_code`,
//! `error_msg`) and authentication by IAM; this library has no operation of it. Pages: `a_number_0001` to `a_number_0006`.

use crate::reason::Reason;

/// One code of the A-number filing operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilingCode {
    /// The code as it is printed: `PPT.0001`.
    pub code: &'static str,
    /// The HTTP status it comes with.
    pub http_status: u16,
    /// The service's English text.
    pub english: &'static str,
    /// What it means, in Chinese.
    pub chinese: &'static str,
    /// Why the service refused.
    pub reason: Reason,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

/// The page of the first of these operations, which lists them.
pub(super) const FILING_PAGE: &str = "a_number_0001";

macro_rules! filing_codes {
    ($($code:literal $status:literal $reason:ident $english:literal $chinese:literal $hint:literal $hint_zh:literal)+) => {
        /// Every code of the A-number filing operations that was read.
        pub const FILING_CODES: &[FilingCode] = &[
            $(FilingCode {
                code: $code,
                http_status: $status,
                english: $english,
                chinese: $chinese,
                reason: Reason::$reason,
                hint: $hint,
                hint_zh: $hint_zh,
            },)+
        ];
    };
}

filing_codes! {
    "PPT.0001" 400 Server "Internal server error." "服务器内部错误。"
        "query whether the number was filed, then ask the service's support" "请先查询号码是否已报备，再联系客服"
    "PPT.0002" 400 WrongArgument "Invalid Parameter." "参数无效。"
        "check every parameter: at most 10 numbers in the global format, photos of at most 32 KB as jpg or png"
        "请检查所有参数：号码不超过10个且为全局号码格式，照片为jpg或png且不超过32 KB"
    "PPT.0007" 403 Authentication "Request unauthorized." "请求未授权。"
        "send a valid IAM token as `X-Auth-Token` (it lives 24 hours) or sign with the IAM access key; APP_Key and APP_Secret are of no use here"
        "请携带有效的IAM Token（X-Auth-Token，有效期24小时）或使用IAM AK/SK签名；此处不使用APP_Key和APP_Secret"
    "PPT.0009" 400 NotFound "Order does not exist." "订单不存在。"
        "order privacy numbers for this account first, and check that the token is this account's" "请先为该账号订购隐私号码，并确认Token属于该账号"
    // Two digits longer than the others, and so printed.
    "PPT.00039" 400 Server "Operation failed." "操作失败。"
        "query the state of the number; a failed filing can be repeated after 24 hours" "请查询号码的报备状态；报备失败后须等待24小时再提交"
}
