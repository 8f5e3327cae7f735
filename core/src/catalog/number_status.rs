//! What can be done with an X number, and why it changed: `status` and `cause` of an X-number status push.
//!
//! Pages: `numstatus_notify_axb`, `numstatus_notify_axe`, `numstatus_notify_axyb`.

/// One status of an X number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberStatus {
    /// The number.
    pub code: u32,
    /// What it means, in English.
    pub english: &'static str,
    /// What it means, in Chinese.
    pub chinese: &'static str,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

/// Why an X number has the status that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberCause {
    /// The number.
    pub code: u32,
    /// What it means, in English.
    pub english: &'static str,
    /// What it means, in Chinese.
    pub chinese: &'static str,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

/// The page of the X-number status push, whose fields both are.
pub(super) const NUMBER_STATUS_PAGE: &str = "numstatus_notify_axb";

macro_rules! rows {
    ($(#[$about:meta])+ $name:ident: $row:ident
        $($code:literal $english:literal $chinese:literal $hint:literal $hint_zh:literal)+) => {
        $(#[$about])+
        pub const $name: &[$row] = &[
            $($row { code: $code, english: $english, chinese: $chinese, hint: $hint, hint_zh: $hint_zh },)+
        ];
    };
}

rows! {
    /// Every status of an X number, the smallest number first.
    NUMBER_STATUSES: NumberStatus
    5 "the X is in normal use" "X号码状态正常"
        "nothing needs to be done: it can be bound, called and texted" "无需处理：可正常绑定、通话和收发短信"
    9 "the X is suspended: no binding, no calls, no SMS" "X号码暂停使用：不能绑定、通话和收发短信"
        "bind with another X until this one is in normal use again" "请在其恢复正常之前更换X号码绑定"
    10 "the X is unavailable: no binding, no calls, no SMS" "X号码不可用：不能绑定、通话和收发短信"
        "bind with another X; the cause beside it says why" "请更换X号码绑定；原因值说明了不可用的原因"
    11 "binding is frozen for the X: no new bindings, those there are go on working" "X号码冻结绑定：不能新增绑定关系，已有绑定关系不受影响"
        "use another X for new bindings" "新增绑定关系请使用其他X号码"
}

rows! {
    /// Every cause of an X number's status, the smallest number first. The table has no 4.
    NUMBER_CAUSES: NumberCause
    1 "the X was deleted" "X号码已删除"
        "take the X out of your pool and bind with another one" "请将该号码移出号码池，并更换X号码绑定"
    2 "the account is in arrears" "欠费"
        "top up the account; the X comes back by a push of its own" "请为账号充值；号码恢复时会另行通知"
    3 "the X was stopped" "X号码已停机"
        "see in the console why, and bind with another X meanwhile" "请在控制台查看原因，期间请更换X号码绑定"
    5 "the carrier restricts calls of the X" "X号码被运营商限制呼叫"
        "bind with another X, and ask the service's support what the carrier objects to" "请更换X号码绑定，并联系客服确认运营商限制的原因"
    6 "the restriction was lifted" "限制已解除"
        "the X can be used again once its status is normal" "号码状态恢复正常后即可继续使用"
    7 "unconditional call forwarding is active on the X" "X号码已激活无条件呼叫转移"
        "ask the service's support to switch the forwarding off, and bind with another X meanwhile"
        "请联系客服取消呼叫转移，期间请更换X号码绑定"
    8 "call forwarding on no answer is active on the X" "X号码已激活无应答呼叫转移"
        "ask the service's support to switch the forwarding off, and bind with another X meanwhile"
        "请联系客服取消呼叫转移，期间请更换X号码绑定"
    9 "call forwarding on busy is active on the X" "X号码已激活遇忙呼叫转移"
        "ask the service's support to switch the forwarding off, and bind with another X meanwhile"
        "请联系客服取消呼叫转移，期间请更换X号码绑定"
}

/// What is known of a status of an X number.
pub fn number_status(code: u32) -> Option<&'static NumberStatus> {
    NUMBER_STATUSES.iter().find(|row| row.code == code)
}

/// What is known of a cause of an X number's status.
pub fn number_cause(code: u32) -> Option<&'static NumberCause> {
    NUMBER_CAUSES.iter().find(|row| row.code == code)
}
