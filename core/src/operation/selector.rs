//! How a request says which binding it means: by its id, or by the numbers that it stands on.

use crate::error::{Code, Error, texts};

/// What names a binding beside `subscriptionId`: the names of the wire, and whether each is there.
pub(super) type Numbers<'a> = &'a [(&'static str, bool)];

/// Exactly one way must be taken. The service would take the id and ignore the rest, and which binding the caller means
/// where they differ is not for this library to guess.
pub(super) fn exactly_one(has_id: bool, numbers: Numbers<'_>) -> Result<(), Error> {
    not_both(has_id, numbers)?;
    at_least_one(has_id, numbers)
}

/// As [`exactly_one`], where the numbers say something only together.
pub(super) fn exactly_one_of_id_and_pair(has_id: bool, pair: Numbers<'_>) -> Result<(), Error> {
    not_both(has_id, pair)?;
    at_least_id_or_pair(has_id, pair)
}

/// One way must be taken; the service says which counts if there are more.
pub(super) fn at_least_one(has_id: bool, numbers: Numbers<'_>) -> Result<(), Error> {
    something_named(has_id, numbers, (" or ", "或"))
}

/// As [`at_least_one`], where the numbers say something only together.
pub(super) fn at_least_id_or_pair(has_id: bool, pair: Numbers<'_>) -> Result<(), Error> {
    something_named(has_id, pair, (" and ", "和"))?;
    complete(pair)
}

fn not_both(has_id: bool, numbers: Numbers<'_>) -> Result<(), Error> {
    match numbers.iter().find(|(_, there)| *there) {
        Some((other, _)) if has_id => Err(Error::new(
            Code::ParameterConflict,
            texts(
                "{field} names a binding, and `subscriptionId` does too: the service would ignore {field}",
                "{field}与`subscriptionId`同时指定了绑定关系：服务端会忽略{field}",
                "send only the one that you mean",
                "请只传入其中一个",
            ),
        )
        .at(*other)),
        _ => Ok(()),
    }
}

/// Numbers that say something only together: all or none.
pub(super) fn complete(pair: Numbers<'_>) -> Result<(), Error> {
    let present = pair.iter().find(|(_, there)| *there);
    let absent = pair.iter().find(|(_, there)| !*there);
    let (Some((present, _)), Some((absent, _))) = (present, absent) else {
        return Ok(());
    };
    Err(Error::new(
        Code::ParameterDependency,
        texts(
            format!("{{field}} is missing: `{present}` alone names no binding"),
            format!("缺少{{field}}：只有`{present}`无法确定绑定关系"),
            format!("send {{field}} together with `{present}`, or the `subscriptionId` alone"),
            format!("请同时传入{{field}}和`{present}`，或只传入`subscriptionId`"),
        ),
    )
    .at(*absent))
}

/// The error where nothing names a binding says every way to name one; `joined` is what stands between the numbers.
fn something_named(has_id: bool, numbers: Numbers<'_>, joined: (&str, &str)) -> Result<(), Error> {
    let Some((first, _)) = numbers.first() else {
        return Ok(());
    };
    if has_id || numbers.iter().any(|(_, there)| *there) {
        return Ok(());
    }
    let names: Vec<String> = numbers.iter().map(|(name, _)| format!("`{name}`")).collect();
    let (ways, ways_zh) = (names.join(joined.0), names.join(joined.1));
    Err(Error::new(
        Code::ParameterMissing,
        texts(
            "nothing says which binding is meant",
            "没有指定绑定关系",
            format!("name the binding by `subscriptionId`, as the bind answered it, or by {ways}"),
            format!("请传入绑定接口返回的`subscriptionId`，或传入{ways_zh}"),
        ),
    )
    .at(*first))
}
