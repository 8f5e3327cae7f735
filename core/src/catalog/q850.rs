//! Q.850 causes: why the network could not put a call through (`fwdUnaswRsn` of a call record).
//!
//! The numbers are those of ITU-T Q.850. Page: the field of the call record, `privatenumber_02_0006a`.

/// One Q.850 cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Q850Cause {
    /// The number.
    pub code: u32,
    /// Whether the same call, made again later, may succeed without anything being changed.
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

/// The page of the call record, whose field these are.
pub(super) const Q850_PAGE: &str = "privatenumber_02_0006a";

/// What to do, English first. There are far more causes than things that can be done.
type Hint = (&'static str, &'static str);

const NOTHING: Hint = ("nothing needs to be done", "无需处理");
const HIDDEN: Hint = (
    "show the caller's number when calling X; if it is shown, give the `sessionId` to the service's support",
    "呼叫X号码时请显示主叫号码；若已显示请将sessionId提供给客服",
);
const NUMBER: Hint = (
    "check the callee's number and modify the binding: `+86`, an area code without its leading 0",
    "请核对被叫号码并修改绑定关系：+86开头，区号不带首位0",
);
const ROUTE: Hint = (
    "check the callee's number; if it is right, call again, then ask the service's support",
    "请核对被叫号码；号码正确则请重拨，仍失败请联系客服",
);
const LISTEN: Hint =
    ("listen to the announcement: it says why the callee cannot be reached", "请收听提示音：其中说明了无法接通的原因");
const NETWORK: Hint = (
    "call again in a few minutes; if it goes on, give the `sessionId` to the service's support",
    "请几分钟后重拨；持续出现请将sessionId提供给客服",
);
const LATER: Hint = ("call again later", "请稍后重拨");
const REJECTED: Hint = (
    "ask the callee whether X is on a blacklist or blocked by software on the telephone",
    "请被叫确认X号码是否在黑名单中，或被手机软件拦截",
);
const CARRIER: Hint = (
    "the callee's carrier or contract does not allow this call: bind another number, or ask the callee's carrier",
    "被叫的运营商或签约业务不支持该呼叫：请绑定其他号码，或咨询被叫的运营商",
);
const CLOSED_GROUP: Hint = (
    "the callee's line takes calls within its closed user group only: bind another number",
    "被叫线路仅限闭合用户群内通话：请绑定其他号码",
);
const SIGNALLING: Hint = (
    "the signalling between the networks went wrong: call again; if it goes on, give the `sessionId` to the service's support",
    "网络间信令异常：请重拨；持续出现请将sessionId提供给客服",
);

macro_rules! q850_causes {
    ($($code:literal $retry:ident $hint:ident $english:literal $chinese:literal)+) => {
        /// Every Q.850 cause of the service's table, the smallest number first.
        pub const Q850_CAUSES: &[Q850Cause] = &[
            $(Q850Cause {
                code: $code,
                retryable: q850_causes!(@retry $retry),
                english: $english,
                chinese: $chinese,
                hint: $hint.0,
                hint_zh: $hint.1,
            },)+
        ];
    };
    (@retry again) => { true };
    (@retry final) => { false };
}

q850_causes! {
    0 final NOTHING "not applicable" "不适用"
    1 final NUMBER "number not found" "空号"
    2 again ROUTE "no route to the network" "无到指定网络的路由"
    3 again ROUTE "no route to the destination" "无到目的地的路由"
    4 again LISTEN "a special information tone is played" "播放特殊信息音"
    5 final NUMBER "wrong trunk prefix" "中继前缀拨号错误"
    6 again NETWORK "the channel is unacceptable" "通道不可接受"
    7 again NETWORK "the call goes over a channel that is already set up" "呼叫在已建立的通道中交付"
    8 again NETWORK "pre-empted" "被抢占"
    9 again NETWORK "pre-empted, the circuit is kept for reuse" "被抢占，电路预留"
    16 final NOTHING "normal call clearing" "正常呼叫清除"
    17 again LATER "the user is busy" "用户忙"
    18 again LATER "no user responds" "用户无响应"
    19 again LATER "the user's telephone rang and was not answered" "用户振铃未应答"
    20 again LATER "the user cannot be reached" "用户不可及"
    21 final REJECTED "the call was rejected" "呼叫被拒绝"
    22 final NUMBER "the number has changed" "号码已改变"
    23 again LATER "redirected to a new destination" "重定向到新目的地"
    25 again NETWORK "exchange routing error" "交换路由错误"
    26 final CARRIER "the user has no permission" "用户没有权限"
    27 again LATER "the destination is out of order" "目的地故障"
    28 final NUMBER "the number's format is invalid" "号码格式无效"
    29 final CARRIER "the facility was rejected" "业务被拒绝"
    30 final NOTHING "answer to a status enquiry" "对状态询问的响应"
    31 final NOTHING "normal, unspecified" "正常，未指定"
    34 again NETWORK "no circuit or channel is available" "无可用的电路或通道"
    38 again NETWORK "the network is out of order" "网络故障"
    39 again NETWORK "the service cannot be reached" "业务不可及"
    40 again NETWORK "the connection is in progress" "连接处理中"
    41 again NETWORK "temporary failure" "临时故障"
    42 again NETWORK "the exchange is congested" "交换设备拥塞"
    43 again NETWORK "access information was discarded" "接入信息被丢弃"
    44 again NETWORK "the channel asked for is not available" "请求的通道不可用"
    46 again NETWORK "the call is blocked" "呼叫被阻塞"
    47 again NETWORK "no resource is available" "资源不可用"
    49 again NETWORK "the quality of service is not available" "服务质量不可用"
    50 final CARRIER "the facility is not subscribed" "未预订所请求的业务"
    53 final CLOSED_GROUP "outgoing calls are barred within the closed user group" "闭合用户群内呼出受限"
    55 final CLOSED_GROUP "incoming calls are barred within the closed user group" "闭合用户群内呼入受限"
    57 final CARRIER "the bearer capability is not authorised" "承载能力未授权"
    58 again NETWORK "the bearer capability is not available at present" "承载能力目前不可用"
    62 final CARRIER "the access class is inconsistent" "接入信息与用户类别不一致"
    63 again NETWORK "the service is not available" "业务不可用"
    65 final CARRIER "the bearer capability is not implemented" "承载能力未实现"
    66 final CARRIER "the type of channel is not implemented" "通道类型未实现"
    69 final CARRIER "the facility is not implemented" "所请求的业务未实现"
    70 final CARRIER "only restricted digital bearers are available" "仅支持受限的数字承载能力"
    79 final CARRIER "the service is not implemented" "业务未实现"
    81 again SIGNALLING "invalid call reference" "呼叫参考值无效"
    82 again SIGNALLING "the channel does not exist" "所标识的通道不存在"
    83 again SIGNALLING "the identity of a suspended call does not exist" "存在挂起的呼叫，但呼叫标识不存在"
    84 again SIGNALLING "the call identity does not exist or is in use" "呼叫标识不存在或正在使用"
    85 again SIGNALLING "no call is waiting" "没有等待的呼叫"
    86 final HIDDEN "the call hides its number" "隐藏号码的呼叫"
    87 final CLOSED_GROUP "the user is not in the closed user group" "用户不在闭合用户群中"
    88 final CARRIER "the destination is incompatible" "目的地不兼容"
    90 final CLOSED_GROUP "the closed user group does not exist" "闭合用户群不存在"
    91 again NETWORK "invalid transit network" "转接网络无效"
    95 again SIGNALLING "invalid message" "消息无效"
    96 again SIGNALLING "a mandatory information element is missing" "缺少必选信息单元"
    97 again SIGNALLING "the type of message does not exist" "消息类型不存在"
    98 again SIGNALLING "the message is not implemented or does not fit the state of the call" "消息未实现或与呼叫状态不符"
    99 again SIGNALLING "the information element does not exist" "信息单元不存在"
    100 again SIGNALLING "the information element is invalid" "信息单元内容无效"
    101 again SIGNALLING "the message does not fit the state of the call" "消息与呼叫状态不符"
    102 again NETWORK "a timer expired" "定时器超时"
    103 again SIGNALLING "the parameter does not exist" "参数不存在"
    110 again SIGNALLING "the message has a parameter that is not known" "消息带有无法识别的参数"
    111 again SIGNALLING "protocol error" "协议错误"
    127 again NETWORK "interworking, unspecified" "互通错误，未指定"
}

/// What is known of a Q.850 cause.
pub fn q850(code: u32) -> Option<&'static Q850Cause> {
    Q850_CAUSES.iter().find(|row| row.code == code)
}
