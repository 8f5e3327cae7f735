//! The header `Content-Type`. Every operation's page marks `application/json;charset=UTF-8` as required, GET and DELETE
//! included.
//!
//! No page says what a missing or another one is answered. It is refused here, so that a client that forgets it learns
//! so before it meets the service, and with 1010002: the codes 10230xx are about the two authentication headers, and
//! 1010002 is the only other code for a request that is wrong as a request. It stands where the rest of 1010002 does,
//! after method and mode and before the parameters.

use crate::masking;
use crate::message::Request;
use crate::resultcode::Refusal;

const NAME: &str = "Content-Type";
const RIGHT: &str = "application/json;charset=UTF-8";

/// The type has to be `application/json`. Its case and blanks do not matter, and neither does what follows it: the
/// pages' own answers write the charset in lower case, and JSON is UTF-8 whether it is said or not.
pub(crate) fn check(request: &Request<'_>) -> Result<(), Refusal> {
    let Some(value) = request.header(NAME) else {
        return Err(Refusal::invalid(NAME, format!("the header {NAME} is missing; it must be `{RIGHT}`")));
    };
    let (media_type, _) = value.split_once(';').unwrap_or((value, ""));
    if media_type.trim().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Refusal::invalid(NAME, format!("{NAME} is `{}`; it must be `{RIGHT}`", masking::word(value))))
}

/// What is worth a remark though the request is not refused for it: a charset that is not UTF-8, however spelled.
pub(crate) fn remark(request: &Request<'_>) -> Option<String> {
    let charset = request.header(NAME)?.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    })?;
    let is_utf_8 = ["utf-8", "utf8", "utf_8"].iter().any(|spelling| charset.eq_ignore_ascii_case(spelling));
    (!is_utf_8).then(|| {
        format!("{NAME} says the charset `{}`; what is sent is read as UTF-8 all the same", masking::word(charset))
    })
}
