//! The one error type: what went wrong, where, and what to do about it.

use std::borrow::Cow;
use std::fmt;

use crate::mask;
use crate::reason::Reason;

/// What a caller can do about an error: one kind for each, and a class for each where there are classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// An argument is missing, misspelt or badly formed. Nothing was sent.
    ///
    /// What to do: correct the argument named by `field`; trying again as it is cannot help.
    InvalidArgument,
    /// The service refused the request, with a result code.
    ///
    /// What to do: look at `reason` and `hint`; `retryable` says whether the same request may succeed later.
    ServiceRefused,
    /// Something came back that is not an answer of the service: a proxy's page, an empty body, half an answer.
    ///
    /// What to do: the request may or may not have been carried out. Query before repeating a bind.
    UnreadableAnswer,
    /// No answer came back at all.
    ///
    /// What to do: as for `UnreadableAnswer`, unless the connection was never made.
    TransportFailed,
    /// A push is not shown to come from the platform: its signature is missing, wrong, stale or was used before.
    ///
    /// What to do: answer with `httpStatus` and hand nothing on; if genuine pushes are refused so, look at `hint`.
    PushNotGenuine,
    /// A push is genuine, or its signature was not asked for, but its body cannot be read.
    ///
    /// What to do: answer with `httpStatus`, so that the platform keeps it and sends it again.
    PushUnreadable,
    /// A push was read, but the receiver could not handle it.
    ///
    /// What to do: answer with `httpStatus`, so that the platform sends it again; correct what `code` names.
    PushNotHandled,
}

impl Kind {
    /// All of them, in the order of this list.
    pub const ALL: [Self; 7] = [
        Self::InvalidArgument,
        Self::ServiceRefused,
        Self::UnreadableAnswer,
        Self::TransportFailed,
        Self::PushNotGenuine,
        Self::PushUnreadable,
        Self::PushNotHandled,
    ];

    /// The name, which is also the name of the class in the other languages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidArgument => "InvalidArgument",
            Self::ServiceRefused => "ServiceRefused",
            Self::UnreadableAnswer => "UnreadableAnswer",
            Self::TransportFailed => "TransportFailed",
            Self::PushNotGenuine => "PushNotGenuine",
            Self::PushUnreadable => "PushUnreadable",
            Self::PushNotHandled => "PushNotHandled",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal $kind:ident,)+) => {
        /// The stable codes of everything but a refusal by the service, whose code is `service.` and the result code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// All of them, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// Which kind of error has this code.
            pub const fn kind(self) -> Kind {
                match self {
                    $(Self::$name => Kind::$kind,)+
                }
            }

            /// When it is raised.
            pub const fn documentation(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+),)+
                }
            }
        }
    };
}

codes! {
    /// A name that this operation does not have: misspelt, or of another operation.
    ParameterUnknown = "parameter.unknown" InvalidArgument,
    /// The same name twice.
    ParameterRepeated = "parameter.repeated" InvalidArgument,
    /// A required parameter is not there.
    ParameterMissing = "parameter.missing" InvalidArgument,
    /// A value of another type than the parameter's.
    ParameterType = "parameter.type" InvalidArgument,
    /// A value that is none of the parameter's choices.
    ParameterChoice = "parameter.choice" InvalidArgument,
    /// A number below or above the parameter's range.
    ParameterRange = "parameter.range" InvalidArgument,
    /// A text shorter or longer than the parameter's.
    ParameterLength = "parameter.length" InvalidArgument,
    /// A text with characters that the service does not take here.
    ParameterCharacters = "parameter.characters" InvalidArgument,
    /// A parameter that has no effect without another one.
    ParameterDependency = "parameter.dependency" InvalidArgument,
    /// A length of time as a plain number, where nothing says which unit is meant.
    ParameterUnit = "parameter.unit" InvalidArgument,
    /// Two parameters that exclude each other.
    ParameterConflict = "parameter.conflict" InvalidArgument,
    /// Not a number of mainland China in any form that has one meaning.
    NumberFormat = "number.format" InvalidArgument,
    /// A number of another country or region.
    NumberOverseas = "number.overseas" InvalidArgument,
    /// A 400, 800 or 95 number, none of which can be bound; a temporary callee may be a 400 or 95 number, but no 800 number.
    NumberService = "number.service" InvalidArgument,
    /// A fixed line where only a mobile number can be.
    NumberFixedLine = "number.fixed_line" InvalidArgument,
    /// The APP_Key is missing, or is not one.
    AccountAppKey = "account.app_key" InvalidArgument,
    /// The APP_Secret is missing, or is not one.
    AccountAppSecret = "account.app_secret" InvalidArgument,
    /// The access address is not an `https` address without a path.
    AccountBaseUrl = "account.base_url" InvalidArgument,
    /// An operation of another mode than the account's.
    AccountMode = "account.mode" InvalidArgument,
    /// A nonce that is not 1 to 128 letters and digits.
    SigningNonce = "signing.nonce" InvalidArgument,
    /// A time before 1970 or after 9999.
    SigningCreated = "signing.created" InvalidArgument,
    /// Data for `userData` that holds a telephone number.
    UserDataNumber = "user_data.number" InvalidArgument,
    /// A text that is no encoded `userData`.
    UserDataEncoding = "user_data.encoding" InvalidArgument,
    /// A simulator's setup that cannot be used.
    SimulatorSetup = "simulator.setup" InvalidArgument,
    /// The body is empty.
    AnswerEmpty = "answer.empty" UnreadableAnswer,
    /// The body is a web page, as proxies and gateways send.
    AnswerHtml = "answer.html" UnreadableAnswer,
    /// The body is not JSON, or is cut off.
    AnswerNotJson = "answer.not_json" UnreadableAnswer,
    /// JSON, but without a clear `resultcode` of the service.
    AnswerForeign = "answer.foreign" UnreadableAnswer,
    /// The service says success, but what it must then say is missing.
    AnswerIncomplete = "answer.incomplete" UnreadableAnswer,
    /// A result code of success under an HTTP status of failure.
    AnswerContradictory = "answer.contradictory" UnreadableAnswer,
    /// HTTP 404: no operation at this address.
    AnswerNoSuchAddress = "answer.no_such_address" UnreadableAnswer,
    /// HTTP 3xx: a redirect, which this operation never answers with.
    AnswerRedirected = "answer.redirected" UnreadableAnswer,
    /// The sender followed the redirect to a recording: these are the bytes of a file, not its address.
    AnswerFollowed = "answer.followed" UnreadableAnswer,
    /// No answer within the time limit.
    TransportTimeout = "transport.timeout" TransportFailed,
    /// The connection could not be made, or broke.
    TransportConnection = "transport.connection" TransportFailed,
    /// The function that sends failed by itself, or returned something that is no answer.
    TransportSender = "transport.sender" TransportFailed,
    /// A push without a signature: neither `X-AKSK` nor `X-WSSE` is among its headers.
    PushUnsigned = "push.unsigned" PushNotGenuine,
    /// A push whose signature header is not of the documented form.
    PushHeader = "push.header" PushNotGenuine,
    /// A push signed with an APP_Key that the receiver does not know.
    PushAppKey = "push.app_key" PushNotGenuine,
    /// A push whose digest is none of the documented ones.
    PushSignature = "push.signature" PushNotGenuine,
    /// A push that was signed too long ago, or in the future.
    PushStale = "push.stale" PushNotGenuine,
    /// The nonce of a push came before, with another body.
    PushReplayed = "push.replayed" PushNotGenuine,
    /// The body of a push is longer than the receiver takes.
    PushTooLarge = "push.too_large" PushUnreadable,
    /// The body of a push is empty, not UTF-8 or not JSON.
    PushNotJson = "push.not_json" PushUnreadable,
    /// The body of a push is JSON, but not an object.
    PushForeign = "push.foreign" PushUnreadable,
    /// No function handles pushes of this kind.
    PushUnhandled = "push.unhandled" PushNotHandled,
    /// The same event is being handled right now.
    PushBusy = "push.busy" PushNotHandled,
    /// The function that handles the push failed.
    PushFailed = "push.failed" PushNotHandled,
    /// The store that remembers what was handled failed.
    PushStore = "push.store" PushNotHandled,
    /// What the function answered is no answer to this push, or one that the platform would refuse.
    PushReply = "push.reply" PushNotHandled,
}

/// Everything there is to know about a failure.
///
/// Its texts hold no secret and no whole telephone number, whatever was passed in or came back.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    kind: Kind,
    code: Cow<'static, str>,
    field: Option<Cow<'static, str>>,
    file: Option<String>,
    message: Cow<'static, str>,
    message_zh: Cow<'static, str>,
    hint: Cow<'static, str>,
    hint_zh: Cow<'static, str>,
    reason: Option<Reason>,
    retryable: bool,
    http_status: Option<u16>,
    result_code: Option<String>,
    result_desc: Option<String>,
}

/// An error's texts in both languages. `{field}` stands for the name of the parameter.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Texts {
    pub message: Cow<'static, str>,
    pub message_zh: Cow<'static, str>,
    pub hint: Cow<'static, str>,
    pub hint_zh: Cow<'static, str>,
}

/// Message and hint, English first.
pub(crate) fn texts(
    message: impl Into<Cow<'static, str>>,
    message_zh: impl Into<Cow<'static, str>>,
    hint: impl Into<Cow<'static, str>>,
    hint_zh: impl Into<Cow<'static, str>>,
) -> Texts {
    Texts { message: message.into(), message_zh: message_zh.into(), hint: hint.into(), hint_zh: hint_zh.into() }
}

impl Error {
    pub(crate) fn new(code: Code, texts: Texts) -> Self {
        Self(Box::new(Details {
            kind: code.kind(),
            code: Cow::Borrowed(code.as_str()),
            field: None,
            file: None,
            message: texts.message,
            message_zh: texts.message_zh,
            hint: texts.hint,
            hint_zh: texts.hint_zh,
            reason: None,
            retryable: false,
            http_status: None,
            result_code: None,
            result_desc: None,
        }))
    }

    pub(crate) fn refused(
        code: String,
        reason: Reason,
        retryable: bool,
        http_status: u16,
        result: (&str, &str),
        texts: Texts,
    ) -> Self {
        Self(Box::new(Details {
            kind: Kind::ServiceRefused,
            code: Cow::Owned(code),
            field: None,
            file: None,
            message: texts.message,
            message_zh: texts.message_zh,
            hint: texts.hint,
            hint_zh: texts.hint_zh,
            reason: Some(reason),
            retryable,
            http_status: Some(http_status),
            result_code: Some(result.0.to_owned()),
            result_desc: Some(result.1.to_owned()),
        }))
    }

    /// Says which parameter it is about, unless a nested one has said so already.
    #[must_use]
    pub(crate) fn at(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        if self.0.field.is_none() {
            self.0.field = Some(field.into());
        }
        self
    }

    /// Says which parameter it is about, for a caller who took a single value apart.
    #[must_use]
    pub fn of_field(self, field: &'static str) -> Self {
        self.at(field)
    }

    /// Puts the name of the group before the name of its member.
    #[must_use]
    pub(crate) fn within(mut self, group: &str) -> Self {
        self.0.field = Some(match self.0.field.take() {
            Some(member) => Cow::Owned(format!("{group}.{member}")),
            None => Cow::Owned(group.to_owned()),
        });
        self
    }

    /// Says which file it is about, in words that may be shown.
    #[must_use]
    pub(crate) fn naming_file(mut self, file: Option<String>) -> Self {
        self.0.file = file;
        self
    }

    #[must_use]
    pub(crate) fn with_status(mut self, http_status: u16) -> Self {
        self.0.http_status = Some(http_status);
        self
    }

    /// No answer came back: what a sender reports, `what` being its own words for it.
    ///
    /// `timed_out` tells a time limit from a connection that was refused or broke.
    pub fn transport(timed_out: bool, what: &str) -> Self {
        let what = mask::shown(what, 512);
        if timed_out {
            Self::new(
                Code::TransportTimeout,
                texts(
                    format!("no answer within the time limit: {what}"),
                    format!("在限定时间内没有收到响应：{what}"),
                    "the request may have been carried out: query before repeating a bind; raise the time limit only if \
                     the service is known to be slow",
                    "请求可能已被执行：重新绑定之前请先查询；只有确知服务较慢时才调大超时时间",
                ),
            )
        } else {
            Self::new(
                Code::TransportConnection,
                texts(
                    format!("the connection could not be made, or broke: {what}"),
                    format!("连接未能建立或中途断开：{what}"),
                    "check the access address, the network (the service answers callers in mainland China only) and the \
                     certificate; if the connection broke after sending, query before repeating a bind",
                    "请检查APP接入地址、网络（仅限中国大陆IP调用）和证书；若发送后连接中断，重新绑定之前请先查询",
                ),
            )
        }
    }

    /// The function that sends failed by itself, or gave back something that is no answer: `what` says which, in
    /// English and in Chinese.
    pub fn sender(what: &str, what_zh: &str) -> Self {
        let (what, what_zh) = (mask::shown(what, 512), mask::shown(what_zh, 512));
        Self::new(
            Code::TransportSender,
            texts(
                format!("the function that sends did not return an answer: {what}"),
                format!("发送函数没有返回有效响应：{what_zh}"),
                "correct that function: it must send the request as it is and return status, headers and body; the request may \
                 have been carried out: query before repeating a bind",
                "请修正发送函数：原样发送请求并返回状态码、响应头和响应体；请求可能已被执行：重新绑定之前请先查询",
            ),
        )
    }

    /// A simulator's setup that cannot be used. `field` is the path to the culprit.
    pub fn simulator_setup(field: &str, message: &str, hint: &str) -> Self {
        Self::simulator_setup_saying(field, (message, message), (hint, hint))
    }

    /// As [`simulator_setup`](Self::simulator_setup), with message and hint in Chinese too.
    pub fn simulator_setup_saying(field: &str, message: (&str, &str), hint: (&str, &str)) -> Self {
        let [message, message_zh, hint, hint_zh] =
            [message.0, message.1, hint.0, hint.1].map(|text| mask::shown(text, 512));
        Self::new(Code::SimulatorSetup, texts(message, format!("模拟平台的配置无效：{message_zh}"), hint, hint_zh))
            .at(mask::shown(field, 128))
    }

    /// What the caller can do about it; the class in the other languages.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The stable code: one of [`Code`], or `service.` and the result code (`service.1012010`).
    ///
    /// `1010010` means two things, told apart by the HTTP status: `service.1010010@401` is a wrong digest,
    /// `service.1010010@403` is flow control.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The parameter it is about, by its name on the wire (`callerNum`, `preVoice.callerHintTone`).
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// The file that the service names in its refusal, masked: `lastMinVoice.wav` of
    /// `Invalid request.lastMinVoice.wav does not exist.`
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }

    /// What went wrong, in English.
    pub fn message(&self) -> String {
        self.named(&self.0.message, "the value")
    }

    /// What went wrong, in Chinese.
    pub fn message_zh(&self) -> String {
        self.named(&self.0.message_zh, "该值")
    }

    /// What to do, in English.
    pub fn hint(&self) -> String {
        self.named(&self.0.hint, "the value")
    }

    /// What to do, in Chinese.
    pub fn hint_zh(&self) -> String {
        self.named(&self.0.hint_zh, "该值")
    }

    /// Why the service refused, where it did.
    pub fn reason(&self) -> Option<Reason> {
        self.0.reason
    }

    /// Whether the service itself says that the same request, signed anew, may succeed later.
    ///
    /// Never true where nobody knows whether the request was carried out, which is so whenever no answer of the service
    /// came back: query first.
    pub fn retryable(&self) -> bool {
        self.0.retryable
    }

    /// The HTTP status of the answer, where there was one; of a push, the status to answer with.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// The service's `resultcode`, where it refused.
    pub fn result_code(&self) -> Option<&str> {
        self.0.result_code.as_deref()
    }

    /// The service's `resultdesc`, masked, on one line, cut behind the 256 characters that its page allows.
    pub fn result_desc(&self) -> Option<&str> {
        self.0.result_desc.as_deref()
    }

    /// The name of the most exact class: the reason's where there is one, else the kind's.
    pub fn class_name(&self) -> &'static str {
        match self.0.reason {
            Some(reason) => reason.class_name().unwrap_or(self.0.kind.name()),
            None => self.0.kind.name(),
        }
    }

    fn named(&self, text: &str, otherwise: &str) -> String {
        match &self.0.field {
            Some(field) => text.replace("{field}", &format!("`{field}`")),
            None => text.replace("{field}", otherwise),
        }
    }
}

/// The message, the code and the hint in one line.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} [{}]; {}", self.message(), self.code(), self.hint())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}({self})", self.class_name())
    }
}

impl std::error::Error for Error {}
