//! What a code means, whichever table it is from.

use std::borrow::Cow;

use crate::advice::AdviceCode;
use crate::catalog::cause::{CAUSES, Cause, CauseGroup};
use crate::catalog::filing::{FILING_CODES, FILING_PAGE, FilingCode};
use crate::catalog::library::{meaning, meaning_of_advice};
use crate::catalog::number_status::{NUMBER_CAUSES, NUMBER_STATUS_PAGE, NUMBER_STATUSES, NumberCause, NumberStatus};
use crate::catalog::q850::{Q850_CAUSES, Q850_PAGE, Q850Cause};
use crate::catalog::result::{RESULT_CODES, ResultCode};
use crate::catalog::sms_result::{SMS_RESULTS, SmsResult};
use crate::error::{Code, Kind};
use crate::json::{write_integer, write_name, write_text};

/// What a code is a code of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodeKind {
    /// The result code of an answer, `resultcode`.
    Result,
    /// Why a call ended: `stateCode` of a call event, `ulFailReason` of a call record.
    Cause,
    /// The Q.850 cause of a call that was not put through, `fwdUnaswRsn` of a call record.
    Q850,
    /// What became of an SMS: `sendResult` of an SMS push.
    SmsResult,
    /// What can be done with an X number: `status` of an X-number status push.
    NumberStatus,
    /// Why an X number has its status: `cause` of an X-number status push.
    NumberCause,
    /// A code of the A-number filing operations, `error_code`.
    Filing,
    /// A stable code of this library's own errors.
    Library,
    /// A stable code of this library's advice.
    Advice,
}

impl CodeKind {
    /// All of them, in the order of this list.
    pub const ALL: [Self; 9] = [
        Self::Result,
        Self::Cause,
        Self::Q850,
        Self::SmsResult,
        Self::NumberStatus,
        Self::NumberCause,
        Self::Filing,
        Self::Library,
        Self::Advice,
    ];

    /// The kind as text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Cause => "cause",
            Self::Q850 => "q850",
            Self::SmsResult => "sms_result",
            Self::NumberStatus => "number_status",
            Self::NumberCause => "number_cause",
            Self::Filing => "filing",
            Self::Library => "library",
            Self::Advice => "advice",
        }
    }

    /// Its name in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Result => "result code",
            Self::Cause => "hang-up cause",
            Self::Q850 => "Q.850 cause",
            Self::SmsResult => "SMS result",
            Self::NumberStatus => "status of an X number",
            Self::NumberCause => "cause of an X number's status",
            Self::Filing => "filing code",
            Self::Library => "error of this library",
            Self::Advice => "advice of this library",
        }
    }

    /// Its name in Chinese.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Result => "结果码",
            Self::Cause => "挂机原因值",
            Self::Q850 => "Q.850原因值",
            Self::SmsResult => "短信发送结果",
            Self::NumberStatus => "X号码状态",
            Self::NumberCause => "X号码状态变更原因",
            Self::Filing => "报备错误码",
            Self::Library => "本库错误码",
            Self::Advice => "本库建议码",
        }
    }
}

/// What one code means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What it is a code of.
    pub kind: CodeKind,
    /// The code as the service, or this library, writes it.
    pub code: Cow<'static, str>,
    /// The HTTP status it comes with, if it is a code of an answer.
    pub http_status: Option<u16>,
    /// The class of the error that has this code in the other languages, if one can have it.
    pub class: Option<&'static str>,
    /// Why the service refused, if it is a code of a refusal.
    pub reason: Option<&'static str>,
    /// Who or what ended the call, if it is a cause.
    pub group: Option<CauseGroup>,
    /// Whether the same, done again later, may succeed without anything being changed.
    pub retryable: bool,
    /// What it means, in English.
    pub english: Cow<'static, str>,
    /// What it means, in Chinese.
    pub chinese: Cow<'static, str>,
    /// What to do, in English.
    pub hint: &'static str,
    /// What to do, in Chinese.
    pub hint_zh: &'static str,
    /// The page of the service that lists it. None for this library's own.
    pub page: Option<&'static str>,
}

impl Explanation {
    /// A code that is told in words: in English and in Chinese. What goes beyond them, its caller adds.
    fn in_words(
        kind: CodeKind,
        code: impl Into<Cow<'static, str>>,
        [english, chinese]: [impl Into<Cow<'static, str>>; 2],
        [hint, hint_zh]: [&'static str; 2],
        page: Option<&'static str>,
    ) -> Self {
        Self {
            kind,
            code: code.into(),
            http_status: None,
            class: None,
            reason: None,
            group: None,
            retryable: false,
            english: english.into(),
            chinese: chinese.into(),
            hint,
            hint_zh,
            page,
        }
    }

    /// All that is there, as a JSON object: `kind`, `code`, `httpStatus`, `class`, `reason`, `group`, `retryable`,
    /// `english`, `chinese`, `hint`, `hintZh`, `page`.
    pub fn to_json(&self) -> String {
        let mut json = String::from("{");
        let mut text = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                write_name(&mut json, name);
                write_text(&mut json, value);
            }
        };
        text("kind", Some(self.kind.as_str()));
        text("code", Some(&self.code));
        text("class", self.class);
        text("reason", self.reason);
        text("group", self.group.map(CauseGroup::as_str));
        text("english", Some(&self.english));
        text("chinese", Some(&self.chinese));
        text("hint", Some(self.hint));
        text("hintZh", Some(self.hint_zh));
        text("page", self.page);
        if let Some(status) = self.http_status {
            write_name(&mut json, "httpStatus");
            write_integer(&mut json, i64::from(status));
        }
        write_name(&mut json, "retryable");
        json.push_str(if self.retryable { "true" } else { "false" });
        json.push('}');
        json
    }

    /// Whether it is what a code without blanks around asks for, in any case.
    fn answers_to(&self, asked: &str) -> bool {
        let (asked, refusal) = match asked.split_at_checked(SERVICE.len()) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case(SERVICE) => (rest, true),
            _ => (asked, false),
        };
        let (code, status) = match asked.split_once('@') {
            Some((code, status)) => (code, Some(status)),
            None => (asked, None),
        };
        self.code.eq_ignore_ascii_case(code)
            && (!refusal || self.kind == CodeKind::Result)
            && status.is_none_or(|status| self.http_status.is_some_and(|own| own.to_string() == status))
    }
}

/// What stands before a result code in the stable code of a refusal.
const SERVICE: &str = "service.";

/// What is known of a code: a row for each of its meanings, none for an unknown code.
///
/// It may be a number of any of the tables (`8014`, `1012007`, `16`), with an HTTP status (`1010010@401`), the stable
/// code of a refusal (`service.1010010@401`), a code of the filing operations (`PPT.0001`), or a code of this library
/// (`number.format`); blanks around it and upper or lower case do not matter.
///
/// ```
/// let [cause] = &privatenumber::catalog::explain("8104")[..] else { panic!("one meaning") };
/// assert_eq!(cause.english, "the callee's telephone is switched off, in flight mode or without a network");
/// assert_eq!(privatenumber::catalog::explain("1010010").len(), 2);
/// ```
pub fn explain(code: &str) -> Vec<Explanation> {
    let code = code.trim();
    explanations().filter(|row| row.answers_to(code)).collect()
}

/// Everything that can be explained, table by table: success and the result codes, the causes, the Q.850 causes, the
/// SMS results, the statuses of X numbers and their causes, the filing codes, this library's own errors and advice.
pub fn explanations() -> impl Iterator<Item = Explanation> {
    std::iter::once(success())
        .chain(RESULT_CODES.iter().map(Explanation::from))
        .chain(CAUSES.iter().map(Explanation::from))
        .chain(Q850_CAUSES.iter().map(Explanation::from))
        .chain(SMS_RESULTS.iter().map(Explanation::from))
        .chain(NUMBER_STATUSES.iter().map(Explanation::from))
        .chain(NUMBER_CAUSES.iter().map(Explanation::from))
        .chain(FILING_CODES.iter().map(Explanation::from))
        .chain(Code::ALL.iter().map(|code| Explanation::from(*code)))
        .chain(AdviceCode::ALL.iter().map(|code| Explanation::from(*code)))
}

/// Success is no refusal and so none of the result codes, but its code is asked for, too.
fn success() -> Explanation {
    Explanation {
        http_status: Some(200),
        ..Explanation::in_words(
            CodeKind::Result,
            "0",
            ["Success.", "成功。"],
            ["nothing needs to be done", "无需处理"],
            Some("privatenumber_04_0009_1"),
        )
    }
}

impl From<&'static ResultCode> for Explanation {
    fn from(row: &'static ResultCode) -> Self {
        Self {
            http_status: Some(row.http_status),
            class: Some(row.reason.class_name().unwrap_or(Kind::ServiceRefused.name())),
            reason: Some(row.reason.as_str()),
            retryable: row.retryable,
            ..Self::in_words(
                CodeKind::Result,
                row.code,
                [row.english, row.chinese],
                [row.hint, row.hint_zh],
                Some(row.page),
            )
        }
    }
}

impl From<&'static Cause> for Explanation {
    fn from(row: &'static Cause) -> Self {
        let (english, chinese) = match row.as_release_point {
            Some((english, chinese)) => (
                format!("{}; as a release point: {english}", row.english).into(),
                format!("{}；作为拆线点：{chinese}", row.chinese).into(),
            ),
            None => (Cow::from(row.english), Cow::from(row.chinese)),
        };
        Self {
            group: row.group,
            retryable: row.retryable,
            ..Self::in_words(
                CodeKind::Cause,
                row.code.to_string(),
                [english, chinese],
                [row.hint, row.hint_zh],
                Some(row.page()),
            )
        }
    }
}

impl From<&'static Q850Cause> for Explanation {
    fn from(row: &'static Q850Cause) -> Self {
        Self {
            retryable: row.retryable,
            ..Self::in_words(
                CodeKind::Q850,
                row.code.to_string(),
                [row.english, row.chinese],
                [row.hint, row.hint_zh],
                Some(Q850_PAGE),
            )
        }
    }
}

impl From<&'static SmsResult> for Explanation {
    fn from(row: &'static SmsResult) -> Self {
        Self {
            retryable: row.retryable,
            ..Self::in_words(
                CodeKind::SmsResult,
                row.code.to_string(),
                [row.english, row.chinese],
                [row.hint, row.hint_zh],
                Some(row.page()),
            )
        }
    }
}

impl From<&'static NumberStatus> for Explanation {
    fn from(row: &'static NumberStatus) -> Self {
        Self::in_words(
            CodeKind::NumberStatus,
            row.code.to_string(),
            [row.english, row.chinese],
            [row.hint, row.hint_zh],
            Some(NUMBER_STATUS_PAGE),
        )
    }
}

impl From<&'static NumberCause> for Explanation {
    fn from(row: &'static NumberCause) -> Self {
        Self::in_words(
            CodeKind::NumberCause,
            row.code.to_string(),
            [row.english, row.chinese],
            [row.hint, row.hint_zh],
            Some(NUMBER_STATUS_PAGE),
        )
    }
}

impl From<&'static FilingCode> for Explanation {
    fn from(row: &'static FilingCode) -> Self {
        // No class: no operation of this library is refused with it.
        Self {
            http_status: Some(row.http_status),
            reason: Some(row.reason.as_str()),
            ..Self::in_words(
                CodeKind::Filing,
                row.code,
                [row.english, row.chinese],
                [row.hint, row.hint_zh],
                Some(FILING_PAGE),
            )
        }
    }
}

impl From<AdviceCode> for Explanation {
    fn from(code: AdviceCode) -> Self {
        let meaning = meaning_of_advice(code);
        Self::in_words(
            CodeKind::Advice,
            code.as_str(),
            [code.documentation().trim(), meaning.chinese],
            [meaning.hint, meaning.hint_zh],
            None,
        )
    }
}

impl From<Code> for Explanation {
    fn from(code: Code) -> Self {
        let meaning = meaning(code);
        Self {
            class: Some(code.kind().name()),
            ..Self::in_words(
                CodeKind::Library,
                code.as_str(),
                [code.documentation().trim(), meaning.chinese],
                [meaning.hint, meaning.hint_zh],
                None,
            )
        }
    }
}
