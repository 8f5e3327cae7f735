//! Lengths of time. Each is written in one unit on the wire, and its type knows which.

use std::borrow::Cow;

use crate::description::{Form, Unit};
use crate::error::{Code, Error, texts};
use crate::given::{Given, whole};
use crate::parameter::{Parameter, Wire, suggestion};
pub use crate::span::Span;

/// The sum of named parts: `days`, `hours`, `minutes`, `seconds`, any of them with a fraction.
///
/// Errors: `parameter.unknown`, `parameter.type`, and `parameter.missing` if there is no part at all.
fn sum(parts: &[(Cow<'_, str>, Given<'_>)]) -> Result<Span, Error> {
    const PARTS: [(&str, f64); 4] = [("days", 86_400e6), ("hours", 3_600e6), ("minutes", 60e6), ("seconds", 1e6)];
    if parts.is_empty() {
        return Err(Error::new(
            Code::ParameterMissing,
            texts(
                "{field} is an empty object",
                "{field}是空对象",
                "give at least one of `days`, `hours`, `minutes` and `seconds`",
                "请至少给出days、hours、minutes、seconds之一",
            ),
        ));
    }
    let mut sum = 0.0;
    for (name, value) in parts {
        let Some((known, factor)) = PARTS.iter().find(|(known, _)| known == name) else {
            let hint = suggestion(name, PARTS.iter().map(|(known, _)| *known));
            return Err(unknown_part(&hint).at(crate::mask::shown(name, 64)));
        };
        let count = match value {
            #[expect(clippy::cast_precision_loss, reason = "a length of time that long is refused by its range")]
            Given::Integer(count) => *count as f64,
            Given::Number(count) if count.is_finite() => *count,
            other => return Err(other.refused("a number", "数字").at(*known)),
        };
        sum += count * factor;
    }
    let rounded = sum.round();
    Ok(Span::from_microseconds(whole(rounded).unwrap_or(if rounded > 0.0 { i64::MAX } else { i64::MIN })))
}

fn unknown_part(hint: &(String, String)) -> Error {
    Error::new(
        Code::ParameterUnknown,
        texts(
            "{field} is no part of a duration",
            "{field}不是时长的组成部分",
            format!("a duration has `days`, `hours`, `minutes` and `seconds`{}", hint.0),
            format!("时长由days、hours、minutes、seconds组成{}", hint.1),
        ),
    )
}

/// Reads a count of `unit` between `least` and `most` from a whole number of that unit or from a length of time.
fn count(given: &Given<'_>, unit: Unit, least: i64, most: i64) -> Result<u32, Error> {
    let count = match given {
        Given::Integer(count) => Ok(*count),
        Given::Number(number) => Err(*number),
        Given::Span(span) => counted(*span, unit),
        Given::Group(parts, _) => counted(sum(parts)?, unit),
        other => {
            return Err(match unit {
                Unit::Seconds => other.refused("a whole number of seconds or a length of time", "整数秒或时长"),
                Unit::Minutes => other.refused("a whole number of minutes or a length of time", "整数分钟或时长"),
            });
        }
    };
    let (name, name_zh) = unit.names();
    let range = || {
        texts(
            format!("{{field}} must lie between {least} and {most} {name}"),
            format!("{{field}}须在{least}到{most}{name_zh}之间"),
            match unit {
                Unit::Seconds => "a plain number is in seconds; 0 means that it never ends",
                Unit::Minutes => "a plain number is in minutes, not in seconds; 0 means that it never ends",
            },
            match unit {
                Unit::Seconds => "纯数字的单位为秒；0表示永不结束",
                Unit::Minutes => "纯数字的单位为分钟（不是秒）；0表示永不结束",
            },
        )
    };
    match count {
        Ok(count) if (least..=most).contains(&count) => Ok(u32::try_from(count).unwrap_or_default()),
        Ok(_) => Err(Error::new(Code::ParameterRange, range())),
        Err(number) if !number.is_finite() || number.abs() > 1e15 => Err(Error::new(Code::ParameterRange, range())),
        Err(_) => Err(Error::new(
            Code::ParameterRange,
            texts(
                format!("{{field}} is not a whole number of {name}"),
                format!("{{field}}不是整数{name_zh}"),
                format!("the service counts in whole {name}: round it as you see fit"),
                format!("服务以整数{name_zh}计：请自行取整"),
            ),
        )),
    }
}

/// How many times the unit fits exactly, or the fraction that it does not.
fn counted(span: Span, unit: Unit) -> Result<i64, f64> {
    let one = match unit {
        Unit::Seconds => Span::from_seconds(1),
        Unit::Minutes => Span::from_minutes(1),
    };
    if span.microseconds.rem_euclid(one.microseconds) == 0 {
        Ok(span.microseconds.div_euclid(one.microseconds))
    } else {
        #[expect(clippy::cast_precision_loss, reason = "only told apart from a whole number here")]
        Err(span.microseconds as f64 / one.microseconds as f64)
    }
}

macro_rules! durations {
    ($($(#[doc = $doc:literal])+ $name:ident: $unit:ident, $least:literal to $most:literal;)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// Takes a length of time. Errors: `parameter.range`.
            pub fn new(span: Span) -> Result<Self, Error> {
                Self::read(&Given::Span(span))
            }

            /// The count in the unit of the wire.
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl Parameter for $name {
            const FORM: Form = Form::Duration { unit: Unit::$unit, least: $least, most: $most };

            fn read(given: &Given<'_>) -> Result<Self, Error> {
                count(given, Unit::$unit, $least, $most).map(Self)
            }

            fn wire(&self) -> Wire<'_> {
                Wire::Integer(i64::from(self.0))
            }
        }
    )+ };
}

durations! {
    /// How long a binding lives, in seconds: 0 to 7,776,000 (90 days). 0 means for ever.
    BindingLife: Seconds, 0 to 7_776_000;
    /// The longest a single call may take, in minutes, counted from the callee's answer: 0 to 1,440 (one day).
    /// 0 means that the platform does not end it.
    CallLimit: Minutes, 0 to 1440;
}
