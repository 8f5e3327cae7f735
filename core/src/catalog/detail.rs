//! What the service glues behind its text: `Invalid request.lastMinVoice.wav does not exist.` (FAQ `pn_faq_00024`).

use crate::catalog::result::ResultCode;
use crate::description::{Form, ParameterDescription};
use crate::reason::Reason;

/// What a description names besides the text of the table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Detail {
    /// A parameter of the operation, behind its group if it is in one.
    pub field: Option<String>,
    /// A tone file.
    pub file: Option<String>,
}

impl Detail {
    /// Reads the masked description of a refusal.
    ///
    /// Only where the service finds an argument wrong: other texts use words such as "number" and "limit", which are
    /// names of parameters too, without meaning them.
    pub(super) fn read(said: &str, row: &ResultCode, parameters: &[ParameterDescription]) -> Self {
        if row.reason != Reason::WrongArgument {
            return Self::default();
        }
        let mut named = Named::default();
        let mut file = None;
        for word in rest(said, row).split(|character| !in_a_file_name(character)) {
            let word = word.trim_end_matches('.');
            match stem(word) {
                Some(_) if file.is_none() => file = Some(word),
                Some(_) => {}
                None => word.split(['.', '-', '@', '*']).for_each(|name| named.look_at(name, parameters)),
            }
        }
        if let (None, Some(stem)) = (named.best(), file.and_then(stem)) {
            named.look_at(stem, parameters);
        }
        Self { field: named.best(), file: file.map(str::to_owned) }
    }
}

/// What is said behind the text of the table, in either language; all of it if it begins otherwise.
fn rest<'a>(said: &'a str, row: &ResultCode) -> &'a str {
    [row.english, row.chinese]
        .iter()
        .find_map(|text| {
            let text = text.trim_end_matches(['.', '。']);
            let (head, rest) = said.split_at_checked(text.len())?;
            head.eq_ignore_ascii_case(text)
                .then(|| rest.trim_start_matches(|character| !in_a_file_name(character) || character == '.'))
        })
        .unwrap_or(said)
}

/// What the names of tone files are made of, and the stars of a masked number.
fn in_a_file_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '@' | '*')
}

/// The name of a tone file without its ending; none if it is no such name.
fn stem(word: &str) -> Option<&str> {
    let (stem, ending) = word.rsplit_once('.')?;
    (!stem.is_empty() && ending.eq_ignore_ascii_case("wav")).then_some(stem)
}

/// The parameters that a text names.
#[derive(Default)]
struct Named {
    /// The first that is no group.
    exact: Option<String>,
    /// The first group.
    group: Option<String>,
}

impl Named {
    /// Looks whether this is the name of a parameter.
    fn look_at(&mut self, name: &str, parameters: &[ParameterDescription]) {
        for parameter in parameters {
            let members = match parameter.form {
                Form::Group(_, members) => members,
                _ => &[],
            };
            if parameter.wire == name {
                let place = if members.is_empty() { &mut self.exact } else { &mut self.group };
                place.get_or_insert_with(|| name.to_owned());
            }
            if let Some(member) = members.iter().find(|member| member.wire == name) {
                self.exact.get_or_insert_with(|| format!("{}.{}", parameter.wire, member.wire));
            }
        }
    }

    /// A member says more than its group.
    fn best(&self) -> Option<String> {
        self.exact.clone().or_else(|| self.group.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::result_code;
    use crate::operation::{Operation as _, axb};

    fn read(code: &str, said: &str) -> (Option<String>, Option<String>) {
        let row = result_code(code, 403).unwrap();
        let detail = Detail::read(said, row, axb::CreateBinding::DESCRIPTION.parameters);
        (detail.field, detail.file)
    }

    #[test]
    fn what_is_glued_on_names_the_parameter_and_the_file() {
        for (said, field, file) in [
            ("Invalid request.lastMinVoice.wav does not exist.", Some("lastMinVoice"), Some("lastMinVoice.wav")),
            ("Invalid request. wait_1.WAV does not exist.", None, Some("wait_1.WAV")),
            (
                "invalid request:callerHintTone a@b-c.wav is not approved",
                Some("preVoice.callerHintTone"),
                Some("a@b-c.wav"),
            ),
            ("无效请求。lastMinVoice.wav不存在。", Some("lastMinVoice"), Some("lastMinVoice.wav")),
            ("Invalid request.preVoice.calleeHintTone is wrong", Some("preVoice.calleeHintTone"), None),
            ("Invalid request.preVoice", Some("preVoice"), None),
            ("Invalid request.The length of userData is wrong.", Some("userData"), None),
            ("areaCode, then callerNum", Some("areaCode"), None),
            ("Invalid request.my-lastMinVoice.wav does not exist.", None, Some("my-lastMinVoice.wav")),
            ("Invalid request.lastMinVoice.v2.wav does not exist.", None, Some("lastMinVoice.v2.wav")),
            ("Invalid request.callerNum138****0021", None, None),
            ("Invalid request.CALLERNUM", None, None),
            ("Invalid request.", None, None),
            ("Invalid request..wav", None, None),
            ("无", None, None),
            ("", None, None),
        ] {
            let read = read("1010002", said);
            assert_eq!((read.0.as_deref(), read.1.as_deref()), (field, file), "{said}");
        }
    }

    #[test]
    fn only_a_wrong_argument_has_details() {
        assert_eq!(read("1012007", "The record does not exist. relationNum a.wav"), (None, None));
    }
}
