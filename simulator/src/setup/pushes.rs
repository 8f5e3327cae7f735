//! Where an application has its pushes sent, and how they are signed.

use std::fmt;

use serde::Deserialize;

use crate::masking;

/// The addresses (接收地址) an application was added with, and what its pushes are like. To an address that is not given
/// nothing is pushed. Each is `http://` or `https://`, without blanks, of at most 1,024 characters.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PushSettings {
    /// 呼叫状态接收地址: the events of calls. X mode cannot do without it: what is answered to it steers the call.
    pub call_status_url: Option<String>,
    /// 呼入事件状态接收地址: `callin` events, which then do not go to the address of the other events.
    pub callin_url: Option<String>,
    /// 呼叫话单接收地址: call records.
    pub fee_url: Option<String>,
    /// 短信通知地址: SMS pushes of mode Notify.
    pub sms_notify_url: Option<String>,
    /// 短信控制地址: SMS pushes of mode Block.
    pub sms_control_url: Option<String>,
    /// X号码状态接收地址: the status of X numbers. Without it they go where the events of calls go.
    pub number_status_url: Option<String>,
    /// 是否推送X号码状态: whether the status of X numbers is pushed at all. Default false.
    pub number_status: bool,
    /// Whether SMS pushes of mode Notify hold the text; in the service the support switches that on. Default false.
    pub sms_content: bool,
    /// What pushes are signed with. Default AKSK.
    pub signature: PushSignature,
}

/// What pushes are signed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PushSignature {
    /// `X-AKSK` over nonce and time, as the pages have it.
    #[default]
    Aksk,
    /// `X-AKSK` over address, nonce and time, as the pages of the service's sibling have it.
    AkskWithUrl,
    /// The older `X-WSSE`, Base64 of the raw digest.
    Wsse,
    /// The older `X-WSSE`, Base64 of the digest in hexadecimal.
    WsseHex,
    /// No signature.
    None,
}

impl PushSignature {
    /// The signature as the setup writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aksk => "aksk",
            Self::AkskWithUrl => "akskWithUrl",
            Self::Wsse => "wsse",
            Self::WsseHex => "wsseHex",
            Self::None => "none",
        }
    }
}

impl PushSettings {
    /// Every address with the name of its field.
    pub(crate) fn urls(&self) -> [(&'static str, Option<&str>); 6] {
        [
            ("callStatusUrl", self.call_status_url.as_deref()),
            ("callinUrl", self.callin_url.as_deref()),
            ("feeUrl", self.fee_url.as_deref()),
            ("smsNotifyUrl", self.sms_notify_url.as_deref()),
            ("smsControlUrl", self.sms_control_url.as_deref()),
            ("numberStatusUrl", self.number_status_url.as_deref()),
        ]
    }
}

impl fmt::Debug for PushSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("PushSettings");
        for (name, url) in self.urls() {
            // An address may hold a number, or a token.
            shown.field(name, &url.map(masking::text));
        }
        shown
            .field("number_status", &self.number_status)
            .field("sms_content", &self.sms_content)
            .field("signature", &self.signature)
            .finish()
    }
}
