//! This library's own codes, as far as they need explaining without an error at hand: an error itself names the field, what
//! came and what would do.

use crate::advice::AdviceCode;
use crate::error::Code;
use crate::push;

/// What [`Code`] does not say itself.
pub(super) struct Meaning {
    /// When it is raised, in Chinese.
    pub chinese: &'static str,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
}

/// The meaning of a code. A new code does not compile before it has some.
pub(super) fn meaning(code: Code) -> Meaning {
    let (chinese, hint, hint_zh) = match code {
        Code::ParameterUnknown => (
            "该接口没有此参数：拼写错误或属于其他接口。",
            "compare the name with the parameters that the error's hint lists",
            "请与错误提示中列出的参数名核对",
        ),
        Code::ParameterRepeated => ("同一参数出现了两次。", "give each parameter once", "每个参数只能传入一次"),
        Code::ParameterMissing => {
            ("缺少必选参数。", "give the parameter that the error names", "请传入错误中指明的参数")
        }
        Code::ParameterType => (
            "参数值的类型不符。",
            "give a value of the type that the error names: texts in quotes, numbers, true and false without",
            "请按错误中指明的类型传入：字符串加引号，数字和布尔值不加",
        ),
        Code::ParameterChoice => {
            ("参数值不在可选范围内。", "give one of the values that the error lists", "请从错误提示中列出的值里选择")
        }
        Code::ParameterRange => (
            "数值超出参数的取值范围。",
            "give a number within the range that the error names, and mind the unit",
            "请传入错误中指明范围内的数值，并注意单位",
        ),
        Code::ParameterLength => {
            ("文本过短或过长。", "give a text of the length that the error names", "请按错误中指明的长度传入文本")
        }
        Code::ParameterCharacters => (
            "文本包含服务端不接受的字符。",
            "leave out the characters that the error names, or encode the text as Base64",
            "请去掉错误中指明的字符，或将文本进行Base64编码",
        ),
        Code::ParameterDependency => (
            "该参数须与另一参数同时使用。",
            "give the other parameter too, or leave this one out",
            "请同时传入另一参数，或不携带该参数",
        ),
        Code::ParameterConflict => ("两个参数互斥。", "give only one of the two", "两个参数只能传入一个"),
        Code::ParameterUnit => (
            "时长为纯数字，无法区分小时和分钟。",
            "give a length of time with its unit, such as `hours: 24`",
            "请传入带单位的时长（如`hours: 24`）",
        ),
        Code::NumberFormat => (
            "不是格式明确的中国大陆号码。",
            "write the number as `+86` and 11 digits, or a fixed line with its area code: `0755-` and the local number",
            "请使用+86加11位数字的格式，固话号码须带区号，例如0755-加本地号码",
        ),
        Code::NumberOverseas => (
            "其他国家或地区的号码。",
            "use a number of mainland China: the service knows no others",
            "请使用中国大陆号码：服务端不支持其他号码",
        ),
        Code::NumberService => (
            "400、800或95号码，不能绑定；临时被叫可以是400或95号码，但不能是800号码。",
            "bind a mobile number or a fixed line; in mode AX a temporary callee may also be a 400 or 95 number",
            "请绑定手机号码或固话号码；AX模式的临时被叫也可以是400或95号码",
        ),
        Code::NumberFixedLine => (
            "此处只能是手机号码，而传入的是固话号码。",
            "give an X of the application, which is a mobile number",
            "请传入应用的X号码（手机号码格式）",
        ),
        Code::AccountAppKey => (
            "APP_Key缺失或无效。",
            "copy the APP_Key from the application's details in the console",
            "请从控制台的应用详情中复制APP_Key",
        ),
        Code::AccountAppSecret => (
            "APP_Secret缺失或无效。",
            "use the APP_Secret that was downloaded when the application was added; if it is lost, the console makes a new one",
            "请使用添加应用时下载的APP_Secret；如已丢失，可在控制台更新",
        ),
        Code::AccountBaseUrl => (
            "APP接入地址不是不带路径的https地址。",
            "copy the access address from the application's details in the console: `https`, host and port, no path",
            "请从控制台的应用详情中复制APP接入地址：https、主机和端口，不带路径",
        ),
        Code::AccountMode => (
            "接口所属模式与账号的应用模式不符。",
            "use the key and secret of an application of the mode that the error names: an application has one mode for life",
            "请使用错误中指明模式的应用的APP_Key和APP_Secret：一个应用只有一种模式",
        ),
        Code::SigningNonce => (
            "随机数不是1到128位字母和数字。",
            "make a new one for each request: 1 to 128 letters and digits, such as 32 hexadecimal digits",
            "请为每个请求生成新的随机数：1到128位字母和数字，例如32位十六进制",
        ),
        Code::SigningCreated => (
            "时间早于1970年或晚于9999年。",
            "give Unix seconds, not milliseconds, and check the clock of this machine",
            "请传入以秒为单位的Unix时间（不是毫秒），并检查本机时钟",
        ),
        Code::UserDataNumber => (
            "`userData`的数据中含有电话号码。",
            "send an order number or another key, and keep the number on your side",
            "请传入订单号等标识，号码保存在己方系统",
        ),
        Code::UserDataEncoding => (
            "该文本不是编码后的`userData`。",
            "decode only what was encoded in the same way; use any other text as it is",
            "只能解码以同样方式编码的内容；其他文本请直接使用",
        ),
        Code::SimulatorSetup => {
            ("模拟平台的配置无效。", "correct what the error's `field` names", "请更正错误中field指明的配置项")
        }
        Code::AnswerEmpty => ("响应内容为空。", QUERY, QUERY_ZH),
        Code::AnswerFollowed => (
            "收到的是录音文件内容而不是下载地址：HTTP客户端自动跟随了重定向。",
            "switch redirects off for this request; what came back is the recording itself",
            "请关闭该请求的自动重定向；本次收到的内容即为录音文件",
        ),
        Code::AnswerHtml => (
            "收到的是网页，通常来自代理或网关。",
            "find out which proxy or gateway stands in between; the request may have been carried out: query before repeating a bind",
            "请检查途中的代理或网关；请求可能已被执行：重新绑定之前请先查询",
        ),
        Code::AnswerNotJson => ("响应不是JSON或不完整。", QUERY, QUERY_ZH),
        Code::AnswerForeign => ("响应是JSON，但没有服务端的resultcode。", QUERY, QUERY_ZH),
        Code::AnswerIncomplete => (
            "服务端返回成功，但缺少必要的字段。",
            "the request was carried out, but its answer cannot be used: query to learn the present state",
            "请求已被执行，但响应不可用：请查询当前状态",
        ),
        Code::AnswerContradictory => ("结果码表示成功，而HTTP状态码表示失败。", QUERY, QUERY_ZH),
        Code::AnswerNoSuchAddress => (
            "HTTP 404：该地址没有对应的接口。",
            "check the access address: scheme, host and perhaps a port, without the path of an operation",
            "请检查APP接入地址：仅包含协议、主机和可选的端口，不带接口路径",
        ),
        Code::AnswerRedirected => (
            "HTTP 3xx：收到重定向，而该接口不会返回重定向。",
            "check the access address and whether a proxy or a login page stands in between",
            "请检查APP接入地址，以及途中是否有代理或登录页面",
        ),
        Code::TransportTimeout => (
            "在限定时间内没有收到响应。",
            "the request may have been carried out: query before repeating a bind; raise the time limit only if the service is \
             known to be slow",
            "请求可能已被执行：重新绑定之前请先查询；只有确知服务较慢时才调大超时时间",
        ),
        Code::TransportConnection => (
            "连接未能建立或中途断开。",
            "check the access address, the network (the service answers callers in mainland China only) and the certificate",
            "请检查APP接入地址、网络（仅限中国大陆IP调用）和证书",
        ),
        Code::TransportSender => (
            "发送函数自身失败，或返回的不是有效响应。",
            "correct that function: it must send the request as it is and return status, headers and body",
            "请修正发送函数：原样发送请求并返回状态码、响应头和响应体",
        ),
        Code::PushUnsigned
        | Code::PushHeader
        | Code::PushAppKey
        | Code::PushSignature
        | Code::PushStale
        | Code::PushReplayed
        | Code::PushTooLarge
        | Code::PushNotJson
        | Code::PushForeign
        | Code::PushUnhandled
        | Code::PushBusy
        | Code::PushFailed
        | Code::PushStore
        | Code::PushReply => {
            let said = push::refusal::said(code);
            (said.chinese, said.hint, said.hint_zh)
        }
    };
    Meaning { chinese, hint, hint_zh }
}

const QUERY: &str = "the request may have been carried out: query before repeating a bind";
const QUERY_ZH: &str = "请求可能已被执行：重新绑定之前请先查询";

/// The meaning of a piece of advice. New advice does not compile before it has some.
pub(super) fn meaning_of_advice(code: AdviceCode) -> Meaning {
    let (chinese, hint, hint_zh) = match code {
        AdviceCode::FixedLineCaller => (
            "绑定关系允许固话号码主动呼叫：固话号码只能被叫，其主动呼叫会失败。",
            "set `callDirection` so that the fixed line is only called, or bind a mobile number",
            "请将`callDirection`设为该号码仅被叫，或绑定手机号码",
        ),
        AdviceCode::RecordingTone => (
            "开启了录音但没有提示音：运营商会拦截呼叫。",
            "set `recordHintTone` to a tone file that announces the recording",
            "请通过`recordHintTone`指定录音提示音文件",
        ),
        AdviceCode::RealNumber => (
            "将显示真实主叫号码：运营商会拦截呼叫，或服务端拒绝请求。",
            "leave the parameter out, and X is shown",
            "请不要携带该参数，默认显示X号码",
        ),
        AdviceCode::LongerThanParent => (
            "有效时间大于其所属的绑定关系（YB绑定之于AX绑定，回呼记录之于分机绑定）：会随之一起结束。",
            "give it no longer a life than its binding has, or lengthen that one",
            "请设为不大于所属绑定关系的有效时间，或加大后者",
        ),
        AdviceCode::NumberInUserData => (
            "`userData`中含有电话号码：会在每次推送中原样返回，容易进入日志。",
            "send an order number or another key, and keep the number on your side",
            "请传入订单号等标识，号码保存在己方系统",
        ),
        AdviceCode::CrowdedNumber => {
            ("AXE模式的一个X号码绑定了200个以上的A号码。", "bind further A to other X", "请将后续A号码绑定到其他X号码")
        }
    };
    Meaning { chinese, hint, hint_zh }
}
