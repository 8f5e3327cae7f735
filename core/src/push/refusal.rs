//! What is wrong with a push, and with which HTTP status it is answered.
//!
//! No page says what to answer where a signature is wrong. Everything but a success is sent again (after 1, 4, 9, 106, 203
//! and 300 minutes), so nothing here is answered with 200: what was refused by mistake is not lost at once. Page: API
//! reference `privatenumber_02_0006`, "Expected answer and retries" of each mode.

use std::borrow::Cow;

use crate::error::{Code, Error, Kind, texts};
use crate::mask;

/// What is said of a code: message and hint in both languages, and the status to answer with.
pub(crate) struct Said {
    pub message: &'static str,
    pub chinese: &'static str,
    pub hint: &'static str,
    pub hint_zh: &'static str,
    pub status: u16,
}

macro_rules! said {
    ($($code:ident $status:literal $message:literal $chinese:literal $hint:literal $hint_zh:literal)+) => {
        /// What is said of a code of a push; of any other, what is said of one that no function handles.
        pub(crate) const fn said(code: Code) -> Said {
            let (status, message, chinese, hint, hint_zh) = match code {
                $(Code::$code => ($status, $message, $chinese, $hint, $hint_zh),)+
                _ => (501, "", "", "", ""),
            };
            Said { message, chinese, hint, hint_zh, status }
        }
    };
}

said! {
    PushUnsigned 401
        "the push has no signature: neither X-AKSK nor X-WSSE is among its headers"
        "推送没有签名：请求头中既无X-AKSK也无X-WSSE"
        "refuse it; if a proxy in front drops these headers, let them through; if the platform sends none to this address, \
         receive with `check` \"report\" or \"off\""
        "请拒绝该推送；若前置代理去掉了这些请求头，请放行；若平台向该地址推送时不带签名，请将`check`设为\"report\"或\"off\""
    PushHeader 401
        "the signature header of the push is not of the documented form"
        "推送的签名请求头不符合文档格式"
        "refuse it: the platform writes UsernameToken Username=\"...\",PasswordDigest=\"...\",Nonce=\"...\",Created=\"...\", each of them once"
        "请拒绝该推送：平台的格式为UsernameToken Username=\"…\",PasswordDigest=\"…\",Nonce=\"…\",Created=\"…\"，各项仅出现一次"
    PushAppKey 401
        "the push is signed with an APP_Key that this receiver does not know"
        "推送使用了本接收端未配置的APP_Key签名"
        "add the application with its APP_Secret, if it is yours; else refuse the push"
        "若为自己的应用，请添加该应用及其APP_Secret；否则请拒绝该推送"
    PushSignature 401
        "the signature of the push is wrong: its digest is none of those that the pages describe"
        "推送的签名错误：摘要与文档描述的任何一种算法都不相符"
        "refuse it; if every push is refused, check the APP_Secret of the application to which the X belongs (it may have been \
         renewed), and name `url` as it is typed into the console"
        "请拒绝该推送；若所有推送都被拒绝，请核对X号码所属应用的APP_Secret（可能已更新），并按控制台填写的地址设置`url`"
    PushStale 401
        "the signature of the push is too old, or lies in the future"
        "推送的签名时间过早或在将来"
        "set the clock of this machine by NTP; if the platform resends pushes with their first signature, raise `maxAge`"
        "请通过NTP校准本机时钟；若平台重推时沿用首次签名，请调大`maxAge`"
    PushReplayed 401
        "the nonce of the push came before, with another body: its signature was taken from another push"
        "推送的Nonce曾随另一内容出现：签名取自其他推送"
        "refuse it, and use an https address, so that nobody can read the headers of pushes"
        "请拒绝该推送，并使用https地址以防推送请求头被他人读取"
    PushTooLarge 413
        "the push is longer than this receiver takes, or holds more than 1000 records or numbers"
        "推送内容超过本接收端允许的长度，或包含1000条以上的话单或号码"
        "the longest documented push, 50 call records, takes about 100 KB: raise `maxBody` only if genuine pushes are longer"
        "文档中最长的推送（50条话单）约100KB：仅当真实推送更长时才调大`maxBody`"
    PushNotJson 400
        "the body of the push is empty, not UTF-8, not JSON, or cut off"
        "推送内容为空、不是UTF-8、不是JSON或不完整"
        "hand over the raw bytes of the body, before any body parser of a framework takes them"
        "请传入未经框架解析的原始请求体字节"
    PushForeign 400
        "the body of the push is JSON, but not an object, so it is no push of the platform"
        "推送内容是JSON但不是对象，不是平台的推送"
        "hand over the raw bytes of the body; the platform sends one JSON object"
        "请传入原始请求体字节；平台推送的是一个JSON对象"
    PushUnhandled 501
        "no function handles pushes of this kind"
        "没有处理此类推送的函数"
        "register a function for this kind, or ignore it (`other` is what has an unknown type, or not the form of its type); until then the platform sends the push again"
        "请为此类推送注册处理函数，或声明忽略（`other`为类型未知或不符合其类型格式的推送）；在此之前平台会重推"
    PushBusy 503
        "the same push is being handled right now"
        "同一推送正在处理中"
        "nothing needs to be done: the platform sends it again, and then it is known to be handled"
        "无需处理：平台会重推，届时该推送已处理完毕"
    PushFailed 500
        "the function that handles pushes of this kind failed"
        "处理此类推送的函数执行失败"
        "look at the error's cause; the platform sends the push again, and it is handed over anew, but for one that waits for an answer"
        "请查看错误的cause；除等待应答的推送外，平台会重推，该推送将再次交给函数处理"
    PushStore 500
        "the store that remembers what was handled, or which signatures came, failed"
        "记录已处理推送或已用签名的存储发生故障"
        "look at the error's cause; the platform sends the push again"
        "请查看错误的cause；平台会重推"
    PushReply 500
        "what the function returned is no answer to a push of this kind"
        "函数的返回值不能作为此类推送的应答"
        "return what `connect` or `close` makes for `callinBlock`, and what `route` or `discard` makes for `smsBlock`"
        "`callinBlock`请返回`connect`或`close`的结果，`smsBlock`请返回`route`或`discard`的结果"
}

/// The error of a code of a push.
pub(crate) fn refusal(code: Code) -> Error {
    let said = said(code);
    Error::new(code, texts(said.message, said.chinese, said.hint, said.hint_zh)).with_status(said.status)
}

/// The error of a code, about a push of this kind. `what` says in a word, the same in both languages, what there was.
pub(crate) fn of_kind(code: Code, kind: impl Into<Cow<'static, str>>, what: &str) -> Error {
    let said = said(code);
    let (is, is_zh) = match mask::shown(what, 64) {
        what if what.is_empty() => Default::default(),
        what => (format!(": {what}"), format!("：{what}")),
    };
    let texts = texts(
        format!("{} ({{field}}){is}", said.message),
        format!("{}（{{field}}）{is_zh}", said.chinese),
        said.hint,
        said.hint_zh,
    );
    Error::new(code, texts).at(kind).with_status(said.status)
}

/// The error of a code of a push, about a push of this kind (`fee`) where it is about one; `what` says in a word what there
/// was, where that helps. None for any other code.
///
/// A receiver finds `push.replayed`, `push.unhandled`, `push.busy`, `push.failed`, `push.store` and `push.reply` out itself.
pub fn push_error(code: &str, kind: &str, what: &str) -> Option<Error> {
    let code = Code::ALL.iter().copied().find(|known| known.as_str() == code)?;
    let is_of_push = matches!(code.kind(), Kind::PushNotGenuine | Kind::PushUnreadable | Kind::PushNotHandled);
    is_of_push.then(|| if kind.is_empty() { refusal(code) } else { of_kind(code, kind.to_owned(), what) })
}
