//! Where numbers are at home, and which cities lie in one province.

use std::collections::BTreeMap;

use crate::setup::Setup;

/// The part of the numbering plan that matters when X is to be picked by area.
#[derive(Debug, Clone)]
pub(crate) struct NumberingPlan {
    homes: BTreeMap<String, String>,
    provinces: BTreeMap<String, String>,
}

impl NumberingPlan {
    pub(crate) fn new(setup: &Setup) -> Self {
        Self { homes: setup.homes.clone(), provinces: setup.provinces.clone() }
    }

    /// The city code of a number in global format: a fixed line's out of the number, a mobile's out of the setup.
    pub(crate) fn area_code(&self, number: &str) -> Option<String> {
        if let Some(area_code) = fixed_line_area_code(number) {
            return Some(area_code);
        }
        (1..=number.len()).rev().find_map(|length| self.homes.get(number.get(..length)?)).cloned()
    }

    pub(crate) fn province(&self, area_code: &str) -> Option<&str> {
        self.provinces.get(area_code).map(String::as_str)
    }
}

/// What a number is, by its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `+86` and the 11 digits of a mobile number.
    Mobile,
    /// `+86`, an area code without its leading 0, and 7 or 8 digits.
    FixedLine,
    /// A 400, 800 or 95 number, with `+86` or without. The pages name 400 and 95; 800 is to the caller what 400 is, and
    /// no more an area code.
    Service,
    /// Nothing of these, or something of these in another format.
    Other,
}

pub(crate) fn kind(number: &str) -> Kind {
    if is_service(number) {
        Kind::Service
    } else if is_mobile(number) {
        Kind::Mobile
    } else if fixed_line_area_code(number).is_some() {
        Kind::FixedLine
    } else {
        Kind::Other
    }
}

/// Whether a number is a mobile one in global format. X numbers are always.
pub(crate) fn is_mobile(number: &str) -> bool {
    national_digits(number)
        .is_some_and(|digits| digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10"))
}

/// Whether a number is written in global format, whatever it is a number of: the shortest are those of services.
pub(crate) fn is_global(number: &str) -> bool {
    national_digits(number).is_some_and(|digits| matches!(digits.len(), 5..=12))
}

/// 400 and 800 numbers have 10 digits; 95 numbers have 5 or a few more. With 10 digits or 11, 95 begins the area codes
/// 951 to 955.
fn is_service(number: &str) -> bool {
    let digits = number.strip_prefix("+86").unwrap_or(number);
    all_digits(digits)
        && match digits.len() {
            10 if digits.starts_with("400") || digits.starts_with("800") => true,
            5..=9 => digits.starts_with("95"),
            10 | 11 => digits.starts_with("95") && !matches!(digits.as_bytes(), [_, _, b'1'..=b'5', ..]),
            _ => false,
        }
}

fn national_digits(number: &str) -> Option<&str> {
    number.strip_prefix("+86").filter(|digits| all_digits(digits))
}

pub(crate) fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `0755` for `+8675528000001`. In the numbering plan 10 and 2x are area codes of two digits, all others have three.
fn fixed_line_area_code(number: &str) -> Option<String> {
    let digits = national_digits(number).filter(|_| !is_service(number))?;
    let length = match digits.as_bytes() {
        [b'1', b'0', ..] | [b'2', ..] => 2,
        [b'3'..=b'9', ..] => 3,
        _ => return None,
    };
    let (area_code, local) = digits.split_at_checked(length)?;
    matches!(local.len(), 7 | 8).then(|| format!("0{area_code}"))
}

#[cfg(test)]
mod tests {
    use super::{Kind, NumberingPlan, kind};
    use crate::setup::Setup;

    #[test]
    fn the_area_of_a_fixed_line_is_in_its_number_and_that_of_a_mobile_in_the_setup() {
        let mut setup = Setup::default();
        setup.homes.insert(String::from("+861380013"), String::from("021"));
        let plan = NumberingPlan::new(&setup);
        for (number, area_code) in [
            ("+8675528000001", Some("0755")),
            ("+861028000001", Some("010")),
            ("+862128000001", Some("021")),
            ("+8613800000021", Some("0755")),
            ("+8613800130021", Some("021")),
            ("+8615000000001", None),
            ("+864001234567", None),
            ("13800000021", None),
            ("+86中", None),
            ("", None),
        ] {
            assert_eq!(plan.area_code(number).as_deref(), area_code, "{number}");
        }
    }

    #[test]
    fn what_a_number_is_is_told_from_what_merely_looks_like_it() {
        for (kind_of, numbers) in [
            (Kind::Mobile, vec!["+8613800000021", "+8617000000001"]),
            (Kind::FixedLine, vec!["+8675528000001", "+861028000001", "+8695128000001", "+869512800001"]),
            (
                Kind::Service,
                vec![
                    "+864001234567",
                    "4001234567",
                    "+868001234567",
                    "+8695588",
                    "95588",
                    "+8695013800",
                    "+8695001234567",
                ],
            ),
            (
                Kind::Other,
                vec![
                    "13800000021",
                    "+86 13800000021",
                    "8613800000021",
                    "+8601028000001",
                    "+86755280000",
                    "+86",
                    "",
                    "+8610800000021",
                    "+8540012345678",
                ],
            ),
        ] {
            for number in numbers {
                assert_eq!(kind(number), kind_of, "{number}");
            }
        }
    }
}
