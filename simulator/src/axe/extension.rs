//! Extensions: how they are written, and which of an X are free.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resultcode::Refusal;

/// One extension, from 1 to all nines. Of how many digits it is written is a matter of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(super) struct Extension(u16);

impl Extension {
    /// Reads `extendNum`. It has as many digits as the application's extensions, leading zeros included, and any other
    /// form is answered 1010002 as the code's explanation says of the length.
    ///
    /// All zeros are no extension. The sources part here: the FAQ has `0001~9999`, and 9, 99, 999 and 9999 to an X as the
    /// console counts; the newer user manual has `0000~9999`, one more than the console counts.
    pub(super) fn read(text: &str, digits: u8) -> Result<Self, Refusal> {
        let refuse = |rule: String| Err(Refusal::invalid("extendNum", rule));
        if text.len() != usize::from(digits) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return refuse(format!(
                "the application's extensions have {digits} digits, leading zeros included (extensionDigits of the \
                 setup), and extendNum is none such"
            ));
        }
        match text.parse() {
            Ok(number) if number > 0 => Ok(Self(number)),
            _ => refuse(String::from("extendNum is all zeros; extensions begin with 1")),
        }
    }

    /// As the answers write it.
    pub(super) fn text(self, digits: u8) -> String {
        format!("{:0width$}", self.0, width = usize::from(digits))
    }
}

/// The free extensions of one X, as ranges from one to another that lie apart: the lowest one is found at once, however
/// many are taken.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct FreeExtensions {
    ranges: BTreeMap<u16, u16>,
}

impl FreeExtensions {
    /// All that have so many digits.
    pub(super) fn all(digits: u8) -> Self {
        let last = 10_u16.saturating_pow(digits.into()).saturating_sub(1);
        Self { ranges: BTreeMap::from([(1, last)]) }
    }

    pub(super) fn lowest(&self) -> Option<Extension> {
        self.ranges.first_key_value().map(|(first, _)| Extension(*first))
    }

    /// Takes one out, if it is free.
    pub(super) fn take(&mut self, Extension(number): Extension) {
        let Some((&first, &last)) = self.ranges.range(..=number).next_back() else {
            return;
        };
        if number > last {
            return;
        }
        self.ranges.remove(&first);
        if first < number {
            self.ranges.insert(first, number.saturating_sub(1));
        }
        if number < last {
            self.ranges.insert(number.saturating_add(1), last);
        }
    }

    /// Puts one back that was taken, and joins what then lies together.
    pub(super) fn give_back(&mut self, Extension(number): Extension) {
        let before = self.ranges.range(..number).next_back().filter(|(_, last)| last.saturating_add(1) == number);
        let first = before.map_or(number, |(first, _)| *first);
        let last = self.ranges.remove(&number.saturating_add(1)).unwrap_or(number);
        self.ranges.insert(first, last);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Extension, FreeExtensions};

    #[test]
    fn an_extension_is_written_with_the_digits_of_the_application() {
        for (text, digits) in [("1", 1), ("09", 2), ("999", 3), ("0001", 4), ("9999", 4)] {
            assert_eq!(
                Extension::read(text, digits).map(|extension| extension.text(digits)).ok(),
                Some(text.to_owned())
            );
        }
        for (text, digits) in [("", 1), ("0", 1), ("00", 2), ("1", 2), ("001", 2), ("+1", 2), ("１", 3), ("12a4", 4)] {
            let refusal = Extension::read(text, digits).expect_err(text);
            assert_eq!(refusal.description, "Invalid request.extendNum", "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_free_is_what_a_plain_set_would_hold(steps in proptest::collection::vec((any::<bool>(), 1_u16..=99), 0..300)) {
            let mut free = FreeExtensions::all(2);
            let mut set: BTreeSet<u16> = (1..=99).collect();
            for (takes, number) in steps {
                if takes {
                    free.take(Extension(number));
                    set.remove(&number);
                } else if set.insert(number) {
                    free.give_back(Extension(number));
                }
                let held: Vec<u16> = free.ranges.iter().flat_map(|(first, last)| *first..=*last).collect();
                prop_assert_eq!(&held, &set.iter().copied().collect::<Vec<_>>());
                let apart = free.ranges.iter().zip(free.ranges.iter().skip(1)).all(|((_, end), (next, _))| end + 1 < *next);
                prop_assert!(apart, "{:?}", free.ranges);
                prop_assert_eq!(free.lowest(), set.first().map(|number| Extension(*number)));
            }
        }
    }
}
