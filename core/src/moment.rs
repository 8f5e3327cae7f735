//! When a request is signed, and the nonce that makes it the only one of its kind.
//!
//! Both are arguments: the core has neither a clock nor randomness.

use crate::error::{Code, Error, texts};
use crate::hexadecimal;

/// The last second that the four digits of a year can say: 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;

/// A time as `Created` writes it: `2018-02-12T15:30:20Z`, always true UTC, no milliseconds.
///
/// Page: API reference, request header `X-AKSK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Created([u8; 20]);

impl Created {
    /// The time of a Unix clock, in seconds. Errors: `signing.created` before 1970 and after 9999.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, Error> {
        if !(0..=LAST_SECOND).contains(&seconds) {
            return Err(Error::new(
                Code::SigningCreated,
                texts(
                    "the time of signing must lie between 1970 and 9999",
                    "签名时间须在1970年至9999年之间",
                    "pass the seconds of a Unix clock (not milliseconds)",
                    "请传入Unix时间戳，单位为秒（不是毫秒）",
                ),
            )
            .at("created"));
        }
        // In range, as was just checked: the last day is the 2,932,896th.
        let day = i32::try_from(seconds / 86_400).unwrap_or_default();
        let second = i32::try_from(seconds % 86_400).unwrap_or_default();
        let (year, month, day) = civil(day);
        let mut text = *b"0000-00-00T00:00:00Z";
        for (at, value) in [
            (0, year / 100),
            (2, year % 100),
            (5, month),
            (8, day),
            (11, second / 3600),
            (14, second / 60 % 60),
            (17, second % 60),
        ] {
            if let Some([tens, ones]) = text.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
                *tens = decimal_digit(value / 10);
                *ones = decimal_digit(value % 10);
            }
        }
        Ok(Self(text))
    }

    /// The text of the wire.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Year, month and day of a day counted from 1970-01-01 (the proleptic Gregorian calendar, whose 400 years have
/// 146,097 days; years are counted from March so that the leap day comes last).
pub(crate) fn civil(days: i32) -> (i32, i32, i32) {
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month, day)
}

/// The day counted from 1970-01-01 of a date; the inverse of [`civil`].
pub(crate) fn days(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// A random text sent once: 1 to 128 letters and digits.
///
/// Page: API reference, request header `X-AKSK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nonce<'a>(&'a str);

impl<'a> Nonce<'a> {
    /// Takes a nonce made elsewhere. Errors: `signing.nonce`.
    pub fn new(text: &'a str) -> Result<Self, Error> {
        if (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Ok(Self(text));
        }
        Err(Error::new(
            Code::SigningNonce,
            texts(
                "a nonce is 1 to 128 letters and digits",
                "Nonce为1到128位字母和数字",
                "leave it out: a random one is made for each request",
                "无需传入：每个请求会自动生成随机值",
            ),
        )
        .at("nonce"))
    }

    /// The text of the wire.
    pub fn as_str(&self) -> &'a str {
        self.0
    }
}

/// How many random bytes a nonce is made of.
const NONCE_BYTES: usize = 16;
/// How many nonces are drawn at once: asking the system for randomness costs more than signing.
const NONCES_DRAWN: usize = 256;

/// Nonces of 32 lower-case hexadecimal digits, made from random bytes that the caller draws.
pub struct NoncePool {
    // How many bytes are left, counted from the end, so that an empty pool is all zeros.
    left: usize,
    bytes: [u8; NONCE_BYTES * NONCES_DRAWN],
}

impl NoncePool {
    /// An empty pool.
    pub const fn new() -> Self {
        Self { left: 0, bytes: [0; NONCE_BYTES * NONCES_DRAWN] }
    }

    /// The next nonce. `draw` fills a buffer with random bytes; it is called once in 256 times.
    pub fn next<E>(&mut self, draw: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<NonceBuffer, E> {
        if self.left == 0 {
            draw(&mut self.bytes)?;
            self.left = NONCES_DRAWN;
        }
        self.left = self.left.saturating_sub(1);
        let mut text = [b'0'; NONCE_BYTES * 2];
        let random = self.bytes.iter_mut().skip(self.left.saturating_mul(NONCE_BYTES)).take(NONCE_BYTES);
        for (pair, byte) in text.chunks_exact_mut(2).zip(random) {
            if let [high, low] = pair {
                *high = hexadecimal::digit(*byte >> 4);
                *low = hexadecimal::digit(*byte & 15);
            }
            // A nonce that was handed out is not kept.
            *byte = 0;
        }
        Ok(NonceBuffer(text))
    }
}

impl Default for NoncePool {
    fn default() -> Self {
        Self::new()
    }
}

fn decimal_digit(value: i32) -> u8 {
    b'0'.wrapping_add(u8::try_from(value).unwrap_or_default())
}

/// A nonce from the pool.
#[derive(Clone, Copy)]
pub struct NonceBuffer([u8; NONCE_BYTES * 2]);

impl NonceBuffer {
    /// The nonce.
    pub fn as_nonce(&self) -> Nonce<'_> {
        Nonce(std::str::from_utf8(&self.0).unwrap_or("0"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn created_is_utc_to_the_second() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_518_449_420, "2018-02-12T15:30:20Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (LAST_SECOND, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Created::from_unix_seconds(seconds).unwrap().as_str(), text);
        }
        for seconds in [-1, LAST_SECOND + 1, i64::MIN, i64::MAX] {
            assert_eq!(Created::from_unix_seconds(seconds).unwrap_err().code(), "signing.created");
        }
    }

    #[test]
    fn every_day_goes_there_and_back() {
        for day in (-800_000..4_000_000).step_by(37) {
            let (year, month, of_month) = civil(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }

    #[test]
    fn a_pool_draws_once_in_256_nonces_and_repeats_none() {
        let mut pool = NoncePool::new();
        let (mut draws, mut seed) = (0_u32, 1_u8);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..512 {
            let nonce = pool
                .next(|bytes| {
                    draws += 1;
                    for byte in bytes {
                        seed = seed.wrapping_mul(77).wrapping_add(41);
                        *byte = seed ^ u8::try_from(draws).unwrap_or_default();
                    }
                    Ok::<_, ()>(())
                })
                .unwrap();
            assert!(Nonce::new(nonce.as_nonce().as_str()).is_ok());
            seen.insert(nonce.as_nonce().as_str().to_owned());
        }
        assert_eq!(draws, 2);
        assert!(seen.len() > 16);
    }
}
