//! The platform's only source of chance: a small generator whose whole state is its seed, so that every run repeats.

use serde::{Deserialize, Serialize};

/// `SplitMix64`. Its 64-bit outputs do not repeat before all have been given, so ids made from them differ.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(crate) struct Randomness {
    state: u64,
}

impl Randomness {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Any number.
    pub(crate) const fn number(&mut self) -> u64 {
        self.next()
    }

    /// One of the candidates, or nothing if there are none.
    pub(crate) fn pick<T: Copy>(&mut self, candidates: &[T]) -> Option<T> {
        let count = u64::try_from(candidates.len()).ok()?;
        let index = self.next().checked_rem(count)?;
        candidates.get(usize::try_from(index).ok()?).copied()
    }

    /// 32 hexadecimal digits.
    pub(crate) fn hexadecimal(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// A binding's id. Real ones have the form of a UUID; this is one of version 4.
    pub(crate) fn subscription_id(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0x0fff,
            0x8000 | (low >> 50),
            low & 0xffff_ffff_ffff,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Randomness;

    #[test]
    fn the_same_seed_gives_the_same_ids_in_the_form_of_a_uuid() {
        let (mut one, mut other) = (Randomness::new(7), Randomness::new(7));
        for _ in 0..1_000 {
            let id = one.subscription_id();
            assert_eq!(id, other.subscription_id());
            let groups: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12]);
            assert!(id.chars().all(|character| character == '-' || character.is_ascii_hexdigit()));
        }
    }

    #[test]
    fn of_no_candidates_none_is_picked() {
        assert_eq!(Randomness::new(0).pick::<u8>(&[]), None);
    }
}
