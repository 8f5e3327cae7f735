//! The result codes the platform answers with, their HTTP statuses and the vendor's English texts, word for word.
//! Developer guide "API错误码处理" and the code section of each operation's page.

/// A result code. Two codes may share a number: only the HTTP status tells 401/1010010 from 403/1010010.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultCode {
    Success,
    AuthorizationMissing,
    RealmMissing,
    ProfileMissing,
    RealmWrong,
    ProfileWrong,
    TypeWrong,
    TypeMissing,
    WsseWordMissing,
    WsseMissing,
    WsseUsernameMissing,
    WsseNonceMissing,
    WsseCreatedMissing,
    WsseDigestMissing,
    AkskMissing,
    UsernameMissing,
    NonceMissing,
    CreatedMissing,
    DigestMissing,
    UsernameTokenMissing,
    DigestWrong,
    CreatedOutsideWindow,
    InvalidRequest,
    UnknownApplication,
    AxybApplicationUnavailable,
    WrongMethod,
    ApplicationUnavailable,
    AccountFrozen,
    OperationNotAllowed,
    AccountMissing,
    NoNumberToApply,
    TooManyNumbers,
    NumberNotApplied,
    NumberAllocated,
    NumberNotOfApplication,
    RecordNotFound,
    NoNumberLeft,
    NumberFull,
    AlreadyBound,
    RecordingNotOpen,
    NumberAbnormal,
    BindingNotFound,
    BindingExists,
    NoIdleExtension,
    TransparentNotAllowed,
    TooManyBindsToday,
    ParameterError,
    InvalidSession,
    LockedOut,
    FlowControl,
    InternalError,
    ResponseTimeout,
}

impl ResultCode {
    /// HTTP status, `resultcode` and `resultdesc`.
    const fn parts(self) -> (u16, &'static str, &'static str) {
        match self {
            // The code table writes "Success." but every example answers without the full stop.
            Self::Success => (200, "0", "Success"),
            Self::AuthorizationMissing => (400, "1023006", "Authorization not contained in the HTTP header."),
            Self::RealmMissing => (400, "1023007", "realm not contained in Authorization."),
            Self::ProfileMissing => (400, "1023008", "profile not contained in Authorization."),
            Self::RealmWrong => (400, "1023009", "The value of realm in Authorization must be SDP."),
            Self::ProfileWrong => (400, "1023010", "The value of profile in Authorization must be UsernameToken."),
            Self::TypeWrong => (400, "1023011", "The value of type in Authorization must be app_key."),
            Self::TypeMissing => (400, "1023012", "type not contained in Authorization."),
            // The codes of the older scheme, from copies of the pages of that time.
            Self::WsseWordMissing => (400, "1023013", "WSSE not contained in Authorization."),
            Self::WsseMissing => (400, "1023026", "X-WSSE not contained in the HTTP header."),
            Self::WsseUsernameMissing => (400, "1023027", "Username not contained in X-WSSE."),
            Self::WsseNonceMissing => (400, "1023028", "Nonce not contained in X-WSSE."),
            Self::WsseCreatedMissing => (400, "1023029", "Created not contained in X-WSSE."),
            Self::WsseDigestMissing => (400, "1023030", "PasswordDigest not contained in X-WSSE."),
            Self::AkskMissing => (400, "1023033", "HTTP header not found X-AKSK field."),
            Self::UsernameMissing => (400, "1023034", "UserName not contained in X-AKSK."),
            Self::NonceMissing => (400, "1023035", "Nonce not contained in X-AKSK."),
            Self::CreatedMissing => (400, "1023036", "Created not contained in X-AKSK."),
            Self::DigestMissing => (400, "1023037", "PasswordDigest not contained in X-AKSK."),
            Self::UsernameTokenMissing => (400, "1023038", "UsernameToken not contained in X-AKSK."),
            Self::DigestWrong => (401, "1010010", "Invalid digest."),
            Self::CreatedOutsideWindow => (401, "1010013", "Time out limit."),
            Self::InvalidRequest => (403, "1010002", "Invalid request."),
            Self::UnknownApplication => (403, "1010003", "Invalid app_key."),
            Self::AxybApplicationUnavailable => (403, "1010004", "The status of the app_key is unavailable."),
            // The status of this one is printed nowhere; it stands among the 403 rows of the general table.
            Self::WrongMethod => (403, "1010006", "Invalid Rest API."),
            Self::ApplicationUnavailable => (403, "1010008", "The status of the app_key is unavailable."),
            Self::AccountFrozen => (403, "1010029", "The subscriber status is frozen."),
            Self::OperationNotAllowed => (403, "1010040", "The app_key is not allowed to invoke the API."),
            Self::AccountMissing => (403, "1011001", "The account does not exist."),
            Self::NoNumberToApply => (403, "1011002", "Insufficient number resources."),
            Self::TooManyNumbers => (403, "1011003", "Exceeded the upper limit of resources that can be applied for."),
            Self::NumberNotApplied => (403, "1011004", "The number is not applied for binding application."),
            Self::NumberAllocated => (403, "1011005", "Resources have been allocated."),
            Self::NumberNotOfApplication => (403, "1012001", "Resource of number is not to be applied."),
            Self::RecordNotFound => (403, "1012007", "The record does not exist."),
            Self::NoNumberLeft => (403, "1012008", "Insufficient number of resources."),
            Self::NumberFull => (403, "1012009", "Maximum number of resources has been exceeded"),
            Self::AlreadyBound => (403, "1012010", "The number $ has been bound."),
            Self::RecordingNotOpen => (403, "1012012", "Application does not open recording function."),
            Self::NumberAbnormal => (403, "1012102", "The number status is abnormal."),
            Self::BindingNotFound => (403, "1016001", "The record does not exist."),
            Self::BindingExists => (403, "1016002", "The record already exists."),
            Self::NoIdleExtension => (403, "1020167", "No idle extend Number."),
            Self::TransparentNotAllowed => (403, "1020178", "The transparent mode is not allowed."),
            Self::TooManyBindsToday => (403, "1020182", "The number succeeds the max bind times per day"),
            Self::FlowControl => (403, "1010010", "The flow control upper limit is reached on the platform."),
            Self::LockedOut => (403, "1020176", "Authentication failed, try again later"),
            Self::InternalError => (500, "1010001", "Internal system error."),
            Self::ResponseTimeout => (500, "1023002", "Response timeout."),
            Self::ParameterError => (500, "1020001", "Parameter error."),
            Self::InvalidSession => (500, "1020152", "Invalid sessionId."),
        }
    }

    /// The HTTP status.
    pub(crate) const fn status(self) -> u16 {
        self.parts().0
    }

    /// Whether it is answered before the digest of a request is looked at.
    pub(crate) const fn comes_before_the_digest(self) -> bool {
        // Of the statuses 400 is that of the headers alone.
        self.status() == 400 || matches!(self, Self::UnknownApplication)
    }

    /// The wire's `resultcode`.
    pub(crate) const fn number(self) -> &'static str {
        self.parts().1
    }

    /// The wire's `resultdesc`.
    pub(crate) const fn text(self) -> &'static str {
        self.parts().2
    }
}

/// A refusal: the code that is answered, and for the journal what was wrong, which the answer does not tell.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ResultCode,
    /// The wire's `resultdesc`: the code's text with, for some, a detail worked into it.
    pub(crate) description: String,
    /// What was wrong and what would be right, for whoever reads the journal.
    pub(crate) reason: String,
}

impl Refusal {
    /// A refusal in the vendor's plain words.
    pub(crate) fn new(code: ResultCode, reason: impl Into<String>) -> Self {
        Self { code, description: code.text().to_owned(), reason: reason.into() }
    }

    /// 1010002 with the culprit glued on, as in `Invalid request.lastMinVoice.wav does not exist.` (FAQ
    /// `pn_faq_00024`). Of a parameter only the name is glued on.
    pub(crate) fn invalid(culprit: &str, reason: impl Into<String>) -> Self {
        let code = ResultCode::InvalidRequest;
        Self { code, description: format!("{}{culprit}", code.text()), reason: reason.into() }
    }

    /// 1012010, in whose text the `$` stands for the number that is bound already.
    pub(crate) fn already_bound(number: &str, reason: impl Into<String>) -> Self {
        let code = ResultCode::AlreadyBound;
        Self { code, description: code.text().replace('$', number), reason: reason.into() }
    }
}
