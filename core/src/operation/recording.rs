//! Recordings of calls: where to fetch one. The same for every mode.
//!
//! Page: API reference `privatenumber_02_0007_2` and `_0007_3`, the same for each mode. Recordings are kept for 7 days from the push of
//! the call record; calls shorter than 3 seconds have none. A recording is a WAV file: A-law, 8000 Hz, mono, 64 kbit/s.

use std::fmt;

use crate::answer::{self, Extra, Url, answer};
use crate::error::{Code, Error, texts};
use crate::http::HttpResponse;
use crate::mask;
use crate::operation::Operation as _;
use crate::operation::declaration::operation;
use crate::parameter::text_parameter;

operation! {
    /// Asks for the address of a recording.
    ///
    /// The answer is a redirect, HTTP 301, with the address in its `Location`: whoever sends the request must not follow
    /// it. If it was followed, the recording itself comes back, and the error is `answer.followed`. Fetch the recording at
    /// once: today's page does not say how long the address holds (a change log of 2019 says 3 days). The service says that the certificate of its host may not verify.
    ///
    /// `service.1012007`: there is no such recording, not yet or no longer. `service.1012012`: the application does not
    /// record.
    GetDownloadUrl(GetDownloadUrlDraft) -> GetDownloadUrlAnswer {
        mode: "recording",
        official: "GetRecordingDownloadUrl",
        title: "获取录音文件下载地址接口",
        page: "privatenumber_02_0007_2",
        method: "GET",
        path: "/rest/provision/voice/record/v1.0",
        carrier: Query,
        parse: location,
    }

    /// Name of the file, `recordObjectName` of the call record.
    required file_name: RecordedFile => "fileName",
    /// Where it is kept, `recordDomain` of the call record. Both together name a recording.
    required record_domain: RecordDomain => "recordDomain",
}

impl GetDownloadUrl {
    /// The recording of a call record.
    pub const fn new(file_name: RecordedFile, record_domain: RecordDomain) -> Self {
        Self { file_name, record_domain }
    }

    /// Every redirect will do: the page says 301, and what another one says is the same.
    fn location(response: &HttpResponse<'_>) -> Result<GetDownloadUrlAnswer, Error> {
        if !(300..400).contains(&response.status) {
            return if is_sound(response) { Err(followed(response)) } else { Self::refused(response) };
        }
        match response.header("location").map(str::trim).and_then(Url::new) {
            Some(location) => Ok(GetDownloadUrlAnswer { location, extra: Extra::default() }),
            None => Err(no_address(
                response,
                "the service answers with a redirect, but {field} is missing or is no address",
                "服务端返回了重定向，但缺少{field}或其不是有效地址",
            )),
        }
    }

    /// Everything but a redirect is a refusal or no answer at all; a success without an address lacks what counts.
    fn refused(response: &HttpResponse<'_>) -> Result<GetDownloadUrlAnswer, Error> {
        answer::parse::<NoAddress>(response, Self::DESCRIPTION).and_then(|_| {
            Err(no_address(
                response,
                "the service says success, but does not redirect, so that {field} is missing",
                "服务端返回成功但没有重定向，因此缺少{field}",
            ))
        })
    }
}

fn no_address(response: &HttpResponse<'_>, message: &'static str, message_zh: &'static str) -> Error {
    Error::new(
        Code::AnswerIncomplete,
        texts(
            message,
            message_zh,
            "pass on the answer's headers as they came, and switch redirects off in the HTTP client",
            "请原样传入响应头，并关闭HTTP客户端的自动重定向",
        ),
    )
    .at("location")
    .with_status(response.status)
}

answer! {
    /// What an answer without a redirect holds.
    NoAddress(NoAddressDraft) {}
}

answer! {
    /// Where the recording is.
    GetDownloadUrlAnswer(GetDownloadUrlAnswerDraft) {
        /// The address. Whoever has it has the recording, so only its host is shown when it is printed.
        required location: Url => "location",
    }
}

/// Whether these are the bytes of a recording: a RIFF file, or said to be sound.
fn is_sound(response: &HttpResponse<'_>) -> bool {
    let said = response.header("content-type").is_some_and(|kind| {
        let kind = kind.trim_start();
        kind.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("audio/"))
    });
    (200..300).contains(&response.status) && (said || response.body.starts_with(b"RIFF"))
}

fn followed(response: &HttpResponse<'_>) -> Error {
    let length = response.body.len();
    Error::new(
        Code::AnswerFollowed,
        texts(
            format!(
                "these are the {length} bytes of a recording, not its address: the HTTP client followed the redirect"
            ),
            format!("收到的是录音文件内容（{length}字节）而不是下载地址：HTTP客户端自动跟随了重定向"),
            "switch redirects off for this request; what came back is the recording itself, and can be kept",
            "请关闭该请求的自动重定向；本次收到的内容即为录音文件，可直接保存",
        ),
    )
    .with_status(response.status)
}

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident: $source:literal;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes the text. Errors: `parameter.length`, `parameter.characters`.
            pub fn new(text: &str) -> Result<Self, Error> {
                let plain = !text.chars().any(|character| character.is_whitespace() || character.is_control());
                let code = match text.chars().nth(128) {
                    None if !text.is_empty() && plain => return Ok(Self(text.to_owned())),
                    None if !text.is_empty() => Code::ParameterCharacters,
                    _ => Code::ParameterLength,
                };
                Err(Error::new(
                    code,
                    texts(
                        "{field} must be 1 to 128 characters long, without spaces",
                        "{field}须为1到128个字符，不含空格",
                        concat!("pass `", $source, "` of the call record as it came"),
                        concat!("请原样传入话单中的`", $source, "`"),
                    ),
                ))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// A telephone number in it is masked.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), mask::id(&self.0))
            }
        }

        text_parameter!($name, 1 to 128);
    )+ };
}

names! {
    /// The name of a recording's file, 1 to 128 characters.
    RecordedFile: "recordObjectName";
    /// Where a recording is kept, 1 to 128 characters.
    RecordDomain: "recordDomain";
}
