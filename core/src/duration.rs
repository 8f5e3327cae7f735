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
    let mut sum = None;
    for (name, value) in parts {
        let Some((known, factor)) = PARTS.iter().find(|(known, _)| known == name) else {
            let hint = suggestion(name, PARTS.iter().map(|(known, _)| *known));
            return Err(unknown_part(&hint).at(crate::mask::shown(name, 64)));
        };
        let count = match value {
            Given::Absent => continue,
            #[expect(clippy::cast_precision_loss, reason = "a length of time that long is refused by its range")]
            Given::Integer(count) => *count as f64,
            Given::Number(count) if count.is_finite() => *count,
            other => return Err(other.refused("a number", "数字").at(*known)),
        };
        sum = Some(sum.unwrap_or(0.0) + count * factor);
    }
    let rounded = sum.ok_or_else(without_parts)?.round();
    Ok(Span::from_microseconds(whole(rounded).unwrap_or(if rounded > 0.0 { i64::MAX } else { i64::MIN })))
}

fn without_parts() -> Error {
    Error::new(
        Code::ParameterMissing,
        texts(
            "{field} is an empty object",
            "{field}是空对象",
            "give at least one of `days`, `hours`, `minutes` and `seconds`",
            "请至少传入days、hours、minutes、seconds之一",
        ),
    )
}

fn unknown_part(hint: &(String, String)) -> Error {
    Error::new(
        Code::ParameterUnknown,
        texts(
            "{field} is not a part of a duration",
            "{field}不是时长的组成部分",
            format!("a duration has `days`, `hours`, `minutes` and `seconds`{}", hint.0),
            format!("时长由days、hours、minutes、seconds组成{}", hint.1),
        ),
    )
}

/// What a length of time is called where one is wanted: each language has a way of its own to name the unit.
macro_rules! with_unit {
    (en) => {
        "a length of time with its unit, such as `hours: 24`"
    };
    (zh) => {
        "带单位的时长（如`hours: 24`）"
    };
}

/// What a length of time may be.
struct Limits {
    unit: Unit,
    least: i64,
    most: i64,
    /// What 0 stands for, where it is taken: in English and Chinese.
    zero: Option<(&'static str, &'static str)>,
}

impl Limits {
    /// Reads a count of the unit from a whole number of that unit or from a length of time.
    fn count(&self, given: &Given<'_>) -> Result<u32, Error> {
        let count = match given {
            Given::Integer(count) => Ok(*count),
            Given::Number(number) => Err(*number),
            Given::Span(span) => counted(*span, self.unit),
            Given::Group(parts, _) => counted(sum(parts)?, self.unit),
            other => {
                return Err(match self.unit {
                    Unit::Seconds => other.refused(
                        concat!("a whole number of seconds, or ", with_unit!(en)),
                        concat!("整数秒或", with_unit!(zh)),
                    ),
                    Unit::Minutes => other.refused(
                        concat!("a whole number of minutes, or ", with_unit!(en)),
                        concat!("整数分钟或", with_unit!(zh)),
                    ),
                    Unit::HoursOrMinutes => other.refused(with_unit!(en), with_unit!(zh)),
                });
            }
        };
        let plain = matches!(given, Given::Integer(_) | Given::Number(_));
        if plain && self.unit == Unit::HoursOrMinutes && count != Ok(0) {
            return Err(without_unit());
        }
        let (name, name_zh) = self.unit.names();
        match (count, self.zero) {
            (Ok(0), Some(_)) if plain => Ok(0),
            (Ok(0), Some(zero)) => Err(ran_out(zero)),
            (count, _) => self.fits(count, name, name_zh),
        }
    }

    /// A count within the limits.
    fn fits(&self, count: Result<i64, f64>, name: &str, name_zh: &str) -> Result<u32, Error> {
        match count {
            Ok(count) if (self.least..=self.most).contains(&count) => Ok(u32::try_from(count).unwrap_or_default()),
            Ok(_) => Err(self.out_of_range()),
            Err(number) if !number.is_finite() || number.abs() > 1e11 => Err(self.out_of_range()),
            Err(_) => Err(Error::new(
                Code::ParameterRange,
                texts(
                    format!("{{field}} is not a whole number of {name}"),
                    format!("{{field}}不是整数{name_zh}"),
                    format!("the service counts in whole {name}: round it as you see fit"),
                    format!("服务端以整数{name_zh}计：请自行取整"),
                ),
            )),
        }
    }

    fn out_of_range(&self) -> Error {
        let Self { least, most, .. } = self;
        let (name, name_zh) = self.unit.names();
        let (plain, plain_zh): (Cow<'static, str>, Cow<'static, str>) = match self.unit {
            Unit::Seconds => ("a plain number is in seconds".into(), "纯数字的单位为秒".into()),
            Unit::Minutes => {
                ("a plain number is in minutes, not in seconds".into(), "纯数字的单位为分钟（不是秒）".into())
            }
            Unit::HoursOrMinutes => {
                let hours = most.div_euclid(60);
                (format!("{most} minutes are {hours} hours").into(), format!("{most}分钟即{hours}小时").into())
            }
        };
        let zero = self.zero.map_or_else(Default::default, |(means, means_zh)| {
            (format!("; 0 means that {means}"), format!("；0表示{means_zh}"))
        });
        let gap = if self.zero.is_some() && *least > 0 { ("be 0 or ", "为0或") } else { ("", "") };
        Error::new(
            Code::ParameterRange,
            texts(
                format!("{{field}} must {}lie between {least} and {most} {name}", gap.0),
                format!("{{field}}须{}在{least}到{most}{name_zh}之间", gap.1),
                format!("{plain}{}", zero.0),
                format!("{plain_zh}{}", zero.1),
            ),
        )
    }
}

/// The error for a length of time of 0, which is what is left where a calculation ran out, and would mean the opposite.
fn ran_out((means, means_zh): (&str, &str)) -> Error {
    Error::new(
        Code::ParameterRange,
        texts(
            format!("{{field}} is a length of time of 0, and to the service 0 means that {means}"),
            format!("{{field}}的时长为0，而服务端的0表示{means_zh}"),
            "pass the plain number 0 if that is meant",
            "如确有此意，请直接传入数字0",
        ),
    )
}

/// The error for a number that could be hours as well as minutes.
fn without_unit() -> Error {
    Error::new(
        Code::ParameterUnit,
        texts(
            "{field} is a plain number, which could be hours as well as minutes",
            "{field}是纯数字，无法区分小时和分钟",
            concat!("pass ", with_unit!(en), "; `timeUnit` is written for you"),
            concat!("请传入", with_unit!(zh), "；`timeUnit`由本库自动填写"),
        ),
    )
}

/// How many times the unit fits exactly, or the fraction that it does not.
fn counted(span: Span, unit: Unit) -> Result<i64, f64> {
    let one = match unit {
        Unit::Seconds => Span::from_seconds(1),
        Unit::Minutes | Unit::HoursOrMinutes => Span::from_minutes(1),
    };
    if span.microseconds.rem_euclid(one.microseconds) == 0 {
        Ok(span.microseconds.div_euclid(one.microseconds))
    } else {
        #[expect(clippy::cast_precision_loss, reason = "only told apart from a whole number here")]
        Err(span.microseconds as f64 / one.microseconds as f64)
    }
}

macro_rules! durations {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident: $unit:ident, $least:literal to $most:literal $(, 0 $zero:literal $zero_zh:literal)?;
    )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            const LIMITS: Limits = Limits {
                unit: Unit::$unit,
                least: $least,
                most: $most,
                zero: durations!(@zero $($zero $zero_zh)?),
            };

            /// Takes a length of time. Errors: `parameter.range`.
            pub fn new(span: Span) -> Result<Self, Error> {
                Self::read(&Given::Span(span))
            }

            $(
                #[doc = concat!("0: ", $zero, ".")]
                pub const ZERO: Self = Self(0);
            )?

            /// The count in the unit of the wire; where that is hours or minutes, in minutes.
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl Parameter for $name {
            const FORM: Form = Form::Duration {
                unit: Unit::$unit,
                least: $least,
                most: $most,
                or_zero: Self::LIMITS.zero.is_some() && $least > 0,
            };

            fn read(given: &Given<'_>) -> Result<Self, Error> {
                Self::LIMITS.count(given).map(Self)
            }

            fn wire(&self) -> Wire<'_> {
                Wire::Integer(i64::from(self.0))
            }
        }
    )+ };
    (@zero) => { None };
    (@zero $zero:literal $zero_zh:literal) => { Some(($zero, $zero_zh)) };
}

durations! {
    /// How long an AXB binding lives, in seconds: 0 to 7,776,000 (90 days). 0: it never expires.
    BindingLife: Seconds, 0 to 7_776_000, 0 "it never expires" "永不过期";
    /// The longest a single call may take, in minutes, counted from the callee's answer: 0 to 1,440 (one day).
    /// 0: no limit.
    CallLimit: Minutes, 0 to 1440, 0 "the length of a call is not limited" "不限制通话时长";
    /// How long a temporary callee stays, in seconds: 1 to 259,200 (3 days).
    TemporaryCalleeLife: Seconds, 1 to 259_200;
    /// How long an AXYB binding of A and X lives, in seconds: 60 to 7,776,000 (90 days). 0: it never expires.
    AxLife: Seconds, 60 to 7_776_000, 0 "it never expires" "永不过期";
    /// How long an AXYB binding of Y and B lives, in seconds: 60 to 7,776,000 (90 days). 0: as long as that of A and
    /// X.
    YbLife: Seconds, 60 to 7_776_000, 0 "it ends with the binding of A and X" "随AX绑定一起结束";
    /// How long an AXE binding lives: whole minutes or hours up to 720 hours (30 days). 0: it never expires.
    ExtensionLife: HoursOrMinutes, 0 to 43_200, 0 "it never expires" "永不过期";
    /// How long AXE remembers who called last: whole minutes or hours up to 168 hours (7 days). 0 is legal; by analogy
    /// with the life of the binding it is taken to mean for ever.
    CallbackLife: HoursOrMinutes, 0 to 10_080, 0 "it never expires" "永不过期";
}
