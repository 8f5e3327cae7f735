//! What became of an SMS: `sendResult` of an SMS push.
//!
//! Pages: `privatenumber_02_0008` (AX), `privatenumber_02_0008_2` (AXB), `privatenumber_02_0008_3` (X). 6 and 7 stand on
//! one of them only, by what they say the last.

/// One result of forwarding an SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsResult {
    /// The number.
    pub code: u32,
    /// Whether the same SMS, sent again later, may arrive without anything being changed.
    pub retryable: bool,
    /// What it means, in English.
    pub english: &'static str,
    /// What it means, in Chinese.
    pub chinese: &'static str,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

impl SmsResult {
    /// The page that lists it: that of mode AXB, or of mode X, which alone asks the customer's server every time.
    pub const fn page(&self) -> &'static str {
        if matches!(self.code, 6 | 7) { "privatenumber_02_0008_3" } else { "privatenumber_02_0008_2" }
    }
}

macro_rules! sms_results {
    ($($code:literal $retry:ident $english:literal $chinese:literal $hint:literal $hint_zh:literal)+) => {
        /// Every result of forwarding an SMS, the smallest number first.
        pub const SMS_RESULTS: &[SmsResult] = &[
            $(SmsResult {
                code: $code,
                retryable: sms_results!(@retry $retry),
                english: $english,
                chinese: $chinese,
                hint: $hint,
                hint_zh: $hint_zh,
            },)+
        ];
    };
    (@retry again) => { true };
    (@retry final) => { false };
}

sms_results! {
    0 final "the SMS was forwarded; in a push of mode Block: nothing was sent yet" "短信转发成功；Block模式的通知中：短信尚未发送"
        "nothing needs to be done; a push of mode Block waits for your answer" "无需处理；Block模式的通知须由您响应"
    1 final "the account is frozen" "用户账号已冻结"
        "top up or unfreeze the account, then let the SMS be sent again" "请充值或解冻账号后重新发送短信"
    2 final "sender and X are not bound" "发送方与X号码没有绑定关系"
        "query the binding by X: the sender must be its A or B, in the global format (`+86`), and the binding must not have expired"
        "请按X号码查询绑定关系：发送方须为其A或B号码，格式为全局号码（+86开头），且绑定未过期"
    3 final "the X is suspended" "X号码已停机"
        "bind with another X, and see in the console why this one is suspended" "请更换X号码绑定，并在控制台查看该号码停机的原因"
    4 final "the application is not in commercial use" "应用不是商用状态"
        "apply for commercial use of the application in the console" "请在控制台申请应用商用"
    5 again "internal error of the platform" "平台内部错误"
        "let the SMS be sent again; if it goes on, give the `smsIdentifier` to the service's support"
        "请重新发送短信；持续出现请将smsIdentifier提供给客服"
    6 final "discarded, as the customer's server decided (`DiscardMessage`)" "客户服务器要求丢弃（DiscardMessage）"
        "nothing is wrong if your answer was meant to discard it; otherwise check the code that decides it"
        "若响应本意即为丢弃则无需处理；否则请检查生成响应的逻辑"
    7 again "discarded, because the customer's server did not decide in time" "等待客户服务器审核超时，已丢弃"
        "answer pushes of mode Block at once; check the SMS control address and that your server can be reached"
        "请立即响应Block模式的通知；并检查短信控制地址及服务器是否可达"
    8 final "a number is on a blacklist" "号码在黑名单中"
        "ask the service's support which number is on the blacklist, and why" "请联系客服确认哪个号码在黑名单中及其原因"
    9 again "some parts of the SMS were sent, others were not" "短信部分发送成功"
        "the receiver has a part of the text only: let the sender send it again" "接收方仅收到部分内容：请发送方重新发送"
    10 again "no part of the SMS was sent" "短信全部发送失败"
        "check that the receiver's telephone is on and takes SMS, then let the SMS be sent again"
        "请确认接收方手机已开机且能接收短信，然后重新发送"
    11 final "the X has no SMS capability" "X号码没有短信能力"
        "bind with an X that has SMS, or order SMS for this one in the console" "请更换有短信能力的X号码绑定，或在控制台为该号码开通短信"
    12 final "the text lacks the required keyword" "短信内容缺少特征关键词"
        "ask the service's support which keyword the SMS of this application must have" "请联系客服确认该应用的短信须包含的特征关键词"
    13 final "the text has a forbidden word" "短信内容含有禁用词"
        "let the sender word it differently" "请发送方修改短信内容"
}

/// What is known of a result of forwarding an SMS.
pub fn sms_result(code: u32) -> Option<&'static SmsResult> {
    SMS_RESULTS.iter().find(|row| row.code == code)
}
