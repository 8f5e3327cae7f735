//! Who calls, and where: an application's key and secret, and the access address.

use std::borrow::Cow;
use std::fmt;
use std::net::Ipv6Addr;

use crate::description::{Form, OperationDescription, ParameterDescription, documentation};
use crate::error::{Code, Error, texts};
use crate::given::{Given, Spelling, Take};
use crate::mask;
use crate::parameter::{Parameter as _, choice, repeated_parameter, take_value, unknown_parameter};
use crate::signing::{Signer, SigningScheme};

/// The access address in the documentation of 2026, in the region cn-north-1, the service's only one.
///
/// The console shows the one of an application ("APP接入地址").
pub const BASE_URL: &str = "https://rtcpns.cn-north-1.myhuaweicloud.com";

choice! {
    /// The mode of an application: it has one for life, and its key opens the operations of that mode alone.
    Mode(Text) {
        /// A is bound to X: whoever calls X reaches A.
        Ax = "ax",
        /// A and B call each other through X.
        Axb = "axb",
        /// Many A share one X, each with an extension of its own.
        Axe = "axe",
        /// A shows X to B, and B shows Y to A. No longer offered to new applications.
        Axyb = "axyb",
    }
}

impl Mode {
    /// The mode of a name: `axb`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|mode| mode.as_str() == name)
    }

    /// Its name as the service's pages write it: `AXB`.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ax => "AX",
            Self::Axb => "AXB",
            Self::Axe => "AXE",
            Self::Axyb => "AXYB",
        }
    }
}

choice! {
    /// How an account signs.
    Scheme(Text) {
        /// `X-AKSK`, the scheme of today's pages.
        Aksk = "aksk",
        /// `X-WSSE`, the scheme of the pages until about 2022. No page says whether the service still takes it.
        Wsse = "wsse",
    }
}

impl Scheme {
    const fn signing(self) -> SigningScheme {
        match self {
            Self::Aksk => SigningScheme::Aksk,
            Self::Wsse => SigningScheme::Wsse,
        }
    }
}

/// An application's credentials. Printing one shows neither the key nor the secret.
#[derive(Clone)]
pub struct Account {
    app_key: String,
    base_url: String,
    mode: Option<Mode>,
    signer: Signer,
}

impl Account {
    /// An account from the console's APP_Key and APP_Secret, at [`BASE_URL`].
    ///
    /// Errors: `account.app_key`, `account.app_secret`.
    pub fn new(app_key: &str, app_secret: &str) -> Result<Self, Error> {
        Self::at(app_key, app_secret, BASE_URL)
    }

    /// An account at another access address: `https`, a host, perhaps a port, and no path. `http` is taken for this
    /// machine alone (`localhost`, `127.0.0.1`, `[::1]`), where a simulator may listen.
    ///
    /// Errors: `account.app_key`, `account.app_secret`, `account.base_url`.
    pub fn at(app_key: &str, app_secret: &str, base_url: &str) -> Result<Self, Error> {
        Self::signing(app_key, app_secret, base_url, Scheme::Aksk)
    }

    /// An account that signs with this scheme. Errors: those of [`Account::at`].
    pub fn signing(app_key: &str, app_secret: &str, base_url: &str, scheme: Scheme) -> Result<Self, Error> {
        Ok(Self {
            app_key: checked_key(app_key)?.to_owned(),
            signer: Signer::of(scheme.signing(), checked_secret(app_secret)?),
            base_url: checked_base_url(base_url)?.to_owned(),
            mode: None,
        })
    }

    /// The same account, known to be of this mode: operations of another one are refused with `account.mode` before
    /// anything is sent.
    #[must_use]
    pub fn of_mode(self, mode: Mode) -> Self {
        Self { mode: Some(mode), ..self }
    }

    /// An account from what came in one by one.
    ///
    /// Errors: those of [`Account::at`].
    pub fn finish(draft: &AccountDraft) -> Result<Self, Error> {
        let account = Self::signing(
            draft.app_key.as_deref().unwrap_or_default(),
            draft.app_secret.as_deref().unwrap_or_default(),
            draft.base_url.as_deref().unwrap_or(BASE_URL),
            draft.scheme.unwrap_or(Scheme::Aksk),
        )?;
        Ok(Self { mode: draft.mode, ..account })
    }

    /// The APP_Key.
    pub fn app_key(&self) -> &str {
        &self.app_key
    }

    /// The access address, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The mode of the application, if it was said.
    pub const fn mode(&self) -> Option<Mode> {
        self.mode
    }

    /// Refuses an operation of another mode than the application's: the service would, with 1010040. What every mode
    /// has is never refused.
    pub(crate) fn check_mode(&self, operation: &OperationDescription) -> Result<(), Error> {
        let Some(own) = self.mode else {
            return Ok(());
        };
        let Some(wanted) = Mode::named(operation.mode).filter(|wanted| *wanted != own) else {
            return Ok(());
        };
        let (own, wanted) = (own.title(), wanted.title());
        Err(Error::new(
            Code::AccountMode,
            texts(
                format!(
                    "{} is an operation of mode {wanted}, but this account's application is of mode {own}",
                    operation.official
                ),
                format!("{}是{wanted}模式的接口，而该账号的应用为{own}模式", operation.chinese_name()),
                format!("an application has one mode for life: use the key and secret of an {wanted} application"),
                format!("一个应用只有一种模式：请使用{wanted}模式应用的APP_Key和APP_Secret"),
            ),
        )
        .at("mode"))
    }

    /// What signs with the APP_Secret.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Account({}, {}", mask::key(&self.app_key), self.base_url)?;
        if let Some(mode) = self.mode {
            write!(formatter, ", mode {}", mode.title())?;
        }
        formatter.write_str(")")
    }
}

pub(crate) fn checked_key(app_key: &str) -> Result<&str, Error> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\' | b',');
    if (1..=128).contains(&app_key.len()) && app_key.bytes().all(plain) {
        return Ok(app_key);
    }
    let error = if app_key.is_empty() {
        texts(
            "{field} is missing",
            "缺少{field}",
            "take the APP_Key from the console, in the application's details",
            "请在控制台的应用详情中获取APP_Key",
        )
    } else {
        texts(
            "{field} is not an APP_Key: 1 to 128 letters, digits and signs, without spaces, commas or quotes",
            "{field}不是有效的APP_Key：1到128个字母、数字或符号，不含空格、逗号和引号",
            "copy it again from the console, without a space or line break at its end",
            "请从控制台重新复制；注意不要带上末尾的空格或换行",
        )
    };
    Err(Error::new(Code::AccountAppKey, error).at("appKey"))
}

pub(crate) fn checked_secret(app_secret: &str) -> Result<&str, Error> {
    let error = if app_secret.is_empty() {
        texts(
            "{field} is missing",
            "缺少{field}",
            "the console hands out the APP_Secret once, when the application is added; if it is lost, renew it there",
            "控制台仅在添加应用时提供一次APP_Secret下载；丢失后请在控制台更新",
        )
    } else if app_secret.trim() != app_secret || app_secret.contains(char::is_control) || app_secret.len() > 1024 {
        texts(
            "{field} is not an APP_Secret: it has a space or line break at an end or a control character, or is far too long",
            "{field}不是有效的APP_Secret：首尾有空格或换行、含控制字符或过长",
            "copy it again; if it is read from a file, cut off the line break",
            "请重新复制；从文件读取时请去掉换行",
        )
    } else {
        return Ok(app_secret);
    };
    Err(Error::new(Code::AccountAppSecret, error).at("appSecret"))
}

/// The address without its last slash.
fn checked_base_url(base_url: &str) -> Result<&str, Error> {
    let bare = base_url.strip_suffix('/').unwrap_or(base_url);
    let (secure, authority) = match (strip_scheme(bare, "https://"), strip_scheme(bare, "http://")) {
        (Some(authority), _) => (true, authority),
        (None, Some(authority)) => (false, authority),
        (None, None) => {
            return Err(refused_base_url("{field} does not begin with https://", "{field}不以https://开头"));
        }
    };
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':').or(rest.is_empty().then_some("443"))),
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, Some("443")),
        },
    };
    let bracketed = authority.starts_with('[');
    let plain_host = if bracketed { host.parse::<Ipv6Addr>().is_ok() } else { is_host_name(host) };
    let plain_port = port.is_some_and(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    if !plain_host || !plain_port {
        return Err(refused_base_url(
            "{field} must be scheme, host and perhaps a port, and nothing else",
            "{field}须仅包含协议、主机和可选的端口",
        ));
    }
    if !secure && !matches!(host, "localhost" | "127.0.0.1" | "::1") {
        return Err(refused_base_url(
            "{field} is not encrypted: http is for a simulator on this machine alone",
            "{field}未加密：http仅可用于本机的模拟平台",
        ));
    }
    Ok(bare)
}

/// Labels of letters, digits and hyphens with dots between them, which an IPv4 address is too.
fn is_host_name(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        })
}

fn strip_scheme<'a>(url: &'a str, scheme: &str) -> Option<&'a str> {
    let (head, rest) = url.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

fn refused_base_url(message: &'static str, message_zh: &'static str) -> Error {
    Error::new(
        Code::AccountBaseUrl,
        texts(
            message,
            message_zh,
            "take the access address from the console, in the application's details, such as \
             https://rtcpns.cn-north-1.myhuaweicloud.com, without the path of an operation",
            "请使用控制台应用详情中的APP接入地址，如https://rtcpns.cn-north-1.myhuaweicloud.com，不带接口路径",
        ),
    )
    .at("baseUrl")
}

/// The parts of an account while they come in one by one.
#[derive(Default)]
pub struct AccountDraft {
    spelling: Spelling,
    app_key: Option<String>,
    app_secret: Option<String>,
    base_url: Option<String>,
    mode: Option<Mode>,
    scheme: Option<Scheme>,
}

/// What an account is made of.
pub const ACCOUNT: &[ParameterDescription] = &[
    ParameterDescription {
        wire: "appKey",
        snake: "app_key",
        required: true,
        form: Form::Text { least: 1, most: 128 },
        documentation: documentation!(" APP_Key of the application, from the console."),
    },
    ParameterDescription {
        wire: "appSecret",
        snake: "app_secret",
        required: true,
        form: Form::Text { least: 1, most: 1024 },
        documentation: documentation!(" APP_Secret of the application, from the console. It is never printed."),
    },
    ParameterDescription {
        wire: "baseUrl",
        snake: "base_url",
        required: false,
        form: Form::Text { least: 1, most: 512 },
        documentation: documentation!(
            " Access address (APP接入地址), from the console: `https`, a host, no path. Default:",
            " `https://rtcpns.cn-north-1.myhuaweicloud.com`. `http` is taken for this machine alone."
        ),
    },
    ParameterDescription {
        wire: "mode",
        snake: "mode",
        required: false,
        form: Mode::FORM,
        documentation: documentation!(
            " Mode of the application. If it is named, operations of another mode are refused with `account.mode` before",
            " anything is sent (the service would refuse them with `service.1010040`). Default: any mode."
        ),
    },
    ParameterDescription {
        wire: "scheme",
        snake: "scheme",
        required: false,
        form: Scheme::FORM,
        documentation: documentation!(
            " How requests are signed: `\"aksk\"` (the default), or `\"wsse\"`, the scheme until about 2022."
        ),
    },
];

impl AccountDraft {
    /// Nothing yet; names are spelled so.
    pub fn new(spelling: Spelling) -> Self {
        Self { spelling, ..Self::default() }
    }
}

impl<'a> Take<'a> for AccountDraft {
    fn take(&mut self, name: &str, value: Given<'a>) -> Result<(), Error> {
        // Their names are the same in every spelling.
        match name {
            "mode" => return take_value(&mut self.mode, "mode", &value),
            "scheme" => return take_value(&mut self.scheme, "scheme", &value),
            _ => {}
        }
        let places = [&mut self.app_key, &mut self.app_secret, &mut self.base_url];
        for (part, place) in ACCOUNT.iter().zip(places) {
            let known = match self.spelling {
                Spelling::Wire => part.wire,
                Spelling::Snake => part.snake,
            };
            if name != known {
                continue;
            }
            return match value {
                Given::Absent => Ok(()),
                Given::Text(_) if place.is_some() => Err(repeated_parameter(part.wire)),
                Given::Text(text) => {
                    *place = Some(Cow::into_owned(text));
                    Ok(())
                }
                other => Err(other.refused("a text", "字符串").at(part.wire)),
            };
        }
        Err(unknown_parameter(("an account", "账号"), name, ACCOUNT, self.spelling))
    }
}
