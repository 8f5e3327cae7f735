//! Result codes: what the service answers to a request.

use crate::reason::Reason;

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
    /// Whether the same request, signed anew, may succeed within minutes without anything being changed. A lock-out and
    /// a daily limit pass too, but trying again before they do only prolongs the one and is in vain with the other.
    pub retryable: bool,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
    /// The page of the service that lists it.
    pub page: &'static str,
}

macro_rules! result_codes {
    ($($page:literal {
        $($code:literal $status:literal $reason:ident $retry:ident $english:literal $chinese:literal $hint:literal $hint_zh:literal)+
    })+) => {
        /// Every result code that a request can be refused with, success aside.
        ///
        /// Two rows of the general table whose number was not read are not here.
        pub const RESULT_CODES: &[ResultCode] = &[
            $($(ResultCode {
                code: $code,
                http_status: $status,
                english: $english,
                chinese: $chinese,
                reason: Reason::$reason,
                retryable: result_codes!(@retry $retry),
                hint: $hint,
                hint_zh: $hint_zh,
                page: $page,
            },)+)+
        ];
    };
    (@retry again) => { true };
    (@retry final) => { false };
}

result_codes! {
    "privatenumber_04_0009_1" {
        "1023006" 400 Authentication final "Authorization not contained in the HTTP header." "HTTP消息头未找到Authorization字段。"
            "something between here and the service removed the `Authorization` header: check the proxies and the HTTP client"
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
            "an account with scheme `wsse` sends none, and this service wants it: leave `scheme` out; otherwise something on the way removed the header: check the proxies and the HTTP client"
            "`scheme`为wsse的账号不发送该消息头，而此处服务端要求它：请不要携带`scheme`；否则是途中有组件去掉了它：请检查代理和HTTP客户端"
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
    }
    // The scheme before AKSK. Of 1023031 the tables read show only the beginning, and of 1023032 nothing. The Chinese texts are
    // worded like their AKSK counterparts.
    "privatenumber_04_0009_1, copies until 2022" {
        "1023013" 400 Authentication final "WSSE not contained in Authorization." "Authorization字段中未找到WSSE。"
            "the service wants the old WSSE headers here: build the request with scheme `wsse`, and send `Authorization` exactly as it was built"
            "此处服务端要求旧的WSSE消息头：请使用`wsse`方案，并原样发送生成的Authorization消息头"
        "1023026" 400 Authentication final "X-WSSE not contained in the HTTP header." "HTTP消息头未找到X-WSSE字段。"
            "the service wants the old WSSE headers here: build the request with scheme `wsse`, and check whether a proxy removed `X-WSSE`"
            "此处服务端要求旧的WSSE消息头：请使用`wsse`方案，并检查代理是否去掉了X-WSSE消息头"
        "1023027" 400 Authentication final "Username not contained in X-WSSE." "X-WSSE字段中未找到Username属性。"
            "send the `X-WSSE` header exactly as it was built"
            "请原样发送生成的X-WSSE消息头"
        "1023028" 400 Authentication final "Nonce not contained in X-WSSE." "X-WSSE字段中未找到Nonce属性。"
            "send the `X-WSSE` header exactly as it was built"
            "请原样发送生成的X-WSSE消息头"
        "1023029" 400 Authentication final "Created not contained in X-WSSE." "X-WSSE字段中未找到Created属性。"
            "send the `X-WSSE` header exactly as it was built"
            "请原样发送生成的X-WSSE消息头"
        "1023030" 400 Authentication final "PasswordDigest not contained in X-WSSE." "X-WSSE字段中未找到PasswordDigest属性。"
            "send the `X-WSSE` header exactly as it was built"
            "请原样发送生成的X-WSSE消息头"
        "1023031" 400 Authentication final "The format of Creat... (the rest was not legible)" "Created格式……（原文不完整）"
            "send the `X-WSSE` header exactly as it was built"
            "请原样发送生成的X-WSSE消息头"
    }
    "privatenumber_04_0009_1" {
        "1010010" 401 Authentication final "Invalid digest." "PasswordDigest校验失败。"
            "check the APP_Secret of this APP_Key; do not try again: repeated failures lock the IP address out for 30 minutes"
            "请检查该APP_Key对应的APP_Secret；不要重试：多次失败会导致IP被锁定30分钟"
        "1010013" 401 Authentication final "Time out limit." "时间超出限制。"
            "set the clock of this machine: the time of signing is sent as UTC" "请校准本机时钟：签名时间以UTC发送"
        "1010002" 403 WrongArgument final "Invalid request." "无效请求。"
            "the service's text usually names the wrong parameter; tone files must be uploaded and approved before they can be named"
            "服务端描述通常会指出有误的参数；放音文件须先上传并审核通过"
        "1010003" 403 Authentication final "Invalid app_key." "无效的app_key。"
            "check the APP_Key and the access address: both are shown in the console, per application"
            "请检查APP_Key和APP接入地址：均在控制台的应用详情中"
    }
    "privatenumber_axyb_0017" {
        "1010004" 403 Frozen final "The status of the app_key is unavailable." "app_key状态异常。"
            "check the application's state in the console" "请在控制台查看应用状态"
    }
    "privatenumber_04_0009_1" {
        "1010006" 403 WrongArgument final "Invalid Rest API." "无效的Rest API。"
            "the HTTP method does not fit the address: send the request with the method that it was built with"
            "HTTP方法与接口地址不符：请按生成的请求方法发送"
        "1010008" 403 Frozen final "The status of the app_key is unavailable." "app_key状态异常。"
            "check the application's state in the console" "请在控制台查看应用状态"
        "1010010" 403 FlowControl again "The flow control upper limit is reached on the platform." "平台达到系统流控上限。"
            "wait a minute, then try again" "请等待一分钟后重试"
        "1010029" 403 Frozen final "The subscriber status is frozen." "用户账号已冻结。"
            "the account is probably in arrears: top it up, else ask the service's support" "账号可能欠费：请充值，否则联系客服"
        "1010040" 403 WrongMode final "The app_key is not allowed to invoke the API." "app_key没有调用本API的权限。"
            "the application's mode is not the operation's: an application has one mode for life, so use the APP_Key of an application of that mode"
            "应用的模式与接口不符：一个应用只有一种模式，请使用与接口模式相同的应用的APP_Key"
    }
    // 1011003: this A can get no further X, which is "no number left" to a caller; its text speaks of resources, too.
    "privatenumber_02_0011" {
        "1011001" 403 NotYours final "The account does not exist." "账号不存在。"
            "check `privateNum`: it must be an X of this application, in the global format (`+86` and 11 digits)"
            "请检查`privateNum`：须为该应用的X号码，且为全局号码格式（+86加11位数字）"
        "1011002" 403 NoNumberLeft final "Insufficient number resources." "号码资源不足。"
            "check first whether this A is bound already; then order numbers, name another `areaCode`, or send `areaMatchMode` \"1\""
            "请先确认该A号码是否已绑定；再订购号码、更换`areaCode`或将`areaMatchMode`设为\"1\""
        "1011003" 403 NoNumberLeft final "Exceeded the upper limit of resources that can be applied for." "超过允许申请的资源上限。"
            "this A has 5 X already, which is the most: unbind one of them, or bind another A"
            "该A号码已绑定5个X号码，达到上限：请解绑其中一个，或更换A号码"
    }
    "privatenumber_02_0012" {
        "1011004" 403 NotYours final "The number is not applied for binding application." "X号码和app_key没有绑定关系。"
            "check that the X belongs to this application, that the account is not in arrears, and that `privateNum` or `subscriptionId` is sent; a `+` in a query must arrive as `%2B`"
            "请检查X号码是否属于该应用、账号是否欠费，以及是否携带`privateNum`或`subscriptionId`；查询串中的+须编码为%2B"
    }
    "privatenumber_02_0011" {
        "1011005" 403 AlreadyBound final "Resources have been allocated." "资源已经分配。"
            "this X is bound to another A: name another X, or unbind this one first"
            "该X号码已绑定其他A号码：请更换X号码，或先解绑"
    }
    "privatenumber_02_0007_2" {
        "1011006" 403 FlowControl again "Under traffic control status" "请求者(IP、手机号码)处于流控状态下"
            "this IP address or number sent too many requests: wait a minute, then try again"
            "该IP或号码请求过于频繁：请等待一分钟后重试"
    }
    "privatenumber_02_0002" {
        "1012001" 403 NotYours final "Resource of number is not to be applied." "资源未申请"
            "check that the X belongs to this application and that the account is not in arrears" "请检查X号码是否属于该应用，以及账号是否欠费"
        "1012007" 403 NotFound final "The record does not exist." "记录不存在。"
            "for a bind, the X named does not exist or was released; for a recording, there is none of this name, or it is older than 7 days; otherwise there is no such binding: it was never made, was removed, has expired or is of another application"
            "绑定：指定的X号码不存在或已释放；录音：没有该文件或已超过7天；其他接口：绑定关系不存在、已解绑、已过期或属于其他应用"
        "1012008" 403 NoNumberLeft final "Insufficient number of resources." "号码资源不足。"
            "check first that the pair is not bound already; then order numbers, name another `areaCode`, or send `areaMatchMode` \"1\""
            "请先确认该组号码是否已绑定；再订购号码、更换`areaCode`或将`areaMatchMode`设为\"1\""
        "1012009" 403 NoNumberLeft final "Maximum number of resources has been exceeded" "指定的X号码的绑定数量已达到上限。"
            "this X carries 5000 pairs already, which is the most: name another X, or unbind some pairs" "该X号码已有5000组绑定关系，达到上限：请更换X号码，或解绑部分绑定关系"
        "1012010" 403 AlreadyBound final "The number $ has been bound." "绑定关系已存在。"
            "one of these numbers is bound on this X already: query the X, or use another X" "其中一个号码已在该X号码上绑定：请查询该X号码，或更换X号码"
        "1012012" 403 FeatureOff final "Application does not open recording function." "应用未开启录音功能。"
            "switch recording on in the application, or bind without `recordFlag`" "请在应用中开启录音功能，或绑定时不携带`recordFlag`"
        "1012102" 403 NumberUnavailable final "The number status is abnormal." "号码状态异常。"
            "this X is blacklisted or in a bad state: use another one and ask the service's support" "该X号码被列入黑名单或状态异常：请更换X号码并联系客服"
    }
    // What 1012010 was until 2022-05-13. Its English text was read on an AXE page of then, the Chinese one is that of 1012010.
    "privatenumber_02_0022, before 2022-05-13" {
        "1013102" 403 AlreadyBound final "The extend number has been bound." "绑定关系已存在。"
            "this is what 1012010 was called until 2022-05-13: the numbers are bound on this X already, so query the X, or use another X or another `extendNum`"
            "1012010在2022-05-13之前的结果码：号码已在该X号码上绑定，请查询该X号码，或更换X号码、`extendNum`"
    }
    "privatenumber_02_0012" {
        "1016001" 403 NotFound final "The record does not exist." "记录不存在。"
            "there is no such binding: check the numbers and `subscriptionId`; it was never made, was removed, has expired, or is of another application"
            "绑定关系不存在：请检查号码和`subscriptionId`；可能未绑定、已解绑、已过期或属于其他应用"
    }
    "privatenumber_02_0011" {
        "1016002" 403 AlreadyBound final "The record already exists." "记录已经存在。"
            "these numbers are bound to each other already: query the binding, or bind other numbers"
            "这些号码之间已有绑定关系：请查询该绑定关系，或更换号码"
    }
    "privatenumber_04_0009_1" {
        "1020166" 403 NotAllowed final "The app client ip is not in ip white list." "对端app IP不在白名单列表中。"
            "ask the service's support to add this IP address to the whitelist" "请联系客服将本机IP加入白名单"
    }
    // The text sounds as if none were left, but the page's advice is that the one given is taken; none left is 1012008.
    "privatenumber_02_0022" {
        "1020167" 403 AlreadyBound final "No idle extend Number." "没有空闲的分机号。"
            "the `extendNum` given is taken on this X: give another one, or leave it out and let the platform choose"
            "指定的`extendNum`在该X号码上已被占用：请更换`extendNum`，或不携带该参数，由平台分配"
    }
    "privatenumber_04_0009_1" {
        "1020176" 403 LockedOut final "Authentication failed, try again later" "鉴权失败，稍后重试"
            "too many failed authentications: stop calling for 30 minutes, correct the key or secret, or ask the service's support to unlock the IP address"
            "鉴权失败次数过多：请停止调用30分钟并更正APP_Key或APP_Secret，或联系客服解除IP锁定"
    }
    "privatenumber_02_0011" {
        "1020178" 403 WrongArgument final "The transparent mode is not allowed." "不允许显示真实主叫号码。"
            "the real caller must not be shown: send 0 as `calleeNumDisplay` (AX) or `displayNumMode` (AXE), or leave it out"
            "不允许显示真实主叫号码：请将`calleeNumDisplay`（AX）或`displayNumMode`（AXE）设为0，或不携带该参数"
        "1020182" 403 DailyLimit final "The number succeeds the max bind times per day" "该号码超过当天最大绑定次数。"
            "this number was bound too often today: bind it again tomorrow" "该号码当天绑定次数已达上限：请次日再绑定"
    }
    "privatenumber_04_0009_1" {
        "1010001" 500 Server final "Internal system error." "系统错误。"
            "query whether it was carried out, then ask the service's support" "请先查询是否已执行，再联系客服"
        "1020001" 500 WrongArgument final "Parameter error." "参数错误。"
            "check the format of every parameter" "请检查所有参数的格式"
        "1020002" 500 Server final "Internal error." "内部错误。"
            "query whether it was carried out, then ask the service's support" "请先查询是否已执行，再联系客服"
        "1020150" 500 Authentication final "The app_key is invalid." "app_key无效。"
            "check the APP_Key, and the application's state in the console" "请检查APP_Key，并在控制台查看应用状态"
        "1020152" 500 NotFound final "Invalid sessionId." "sessionId无效。"
            "check `sessionid`: it is the `sessionId` of a call event or a call record, and the call must not have ended"
            "请检查`sessionid`：取自呼叫事件或话单的sessionId，且该呼叫尚未结束"
        "1023001" 500 Server final "Internal error." "内部错误。"
            "query whether it was carried out, then ask the service's support" "请先查询是否已执行，再联系客服"
        "1023002" 500 Server again "Response timeout." "响应超时。"
            "query whether it was carried out; if not, send it once more, then ask the service's support" "请先查询是否已执行；若未执行可再发送一次，仍失败请联系客服"
    }
}

impl ResultCode {
    /// Whether its number has two meanings, told apart by the HTTP status.
    pub fn is_ambiguous(&self) -> bool {
        is_ambiguous(self.code)
    }

    /// The stable code of the error: `service.1012010`, or `service.1010010@401` for a number with two meanings.
    pub fn stable_code(&self) -> String {
        if self.is_ambiguous() {
            format!("service.{}@{}", self.code, self.http_status)
        } else {
            format!("service.{}", self.code)
        }
    }
}

/// Whether a number has two meanings.
pub(super) fn is_ambiguous(code: &str) -> bool {
    RESULT_CODES.iter().filter(|row| row.code == code).nth(1).is_some()
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
