//! Dates as the service writes and reads them, all taken as UTC, from and to Unix seconds.

/// A moment's parts in the proleptic Gregorian calendar, UTC.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

const SECONDS_A_DAY: i64 = 86_400;

impl Moment {
    fn of(unix_seconds: i64) -> Self {
        let days = unix_seconds.div_euclid(SECONDS_A_DAY);
        let seconds = unix_seconds.rem_euclid(SECONDS_A_DAY);
        // Years are counted from 1 March, so that the leap day is a year's last; eras are of 400 years.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * shifted_month + 2) / 5 + 1,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
        }
    }

    fn unix_seconds(&self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = if self.month > 2 { self.month - 3 } else { self.month + 9 };
        let day_of_year = (153 * shifted_month + 2) / 5 + self.day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * 146_097 + day_of_era - 719_468;
        days * SECONDS_A_DAY + self.hour * 3_600 + self.minute * 60 + self.second
    }
}

/// `2018-02-12T15:30:20Z`, the form of `Created`.
pub(crate) fn instant(unix_seconds: i64) -> String {
    let Moment { year, month, day, hour, minute, second } = Moment::of(unix_seconds);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// `Mon, 12 Feb 2018 15:30:20 GMT`, the form of the header `Date` (RFC 9110).
pub(crate) fn http_date(unix_seconds: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    // Four digits are all the form has.
    let seconds = unix_seconds.clamp(-62_167_219_200, 253_402_300_799);
    let Moment { year, month, day, hour, minute, second } = Moment::of(seconds);
    let name = |names: &[&'static str], index: i64| {
        usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
    };
    let weekday = name(&DAYS, seconds.div_euclid(SECONDS_A_DAY).rem_euclid(7));
    let month = name(&MONTHS, month - 1);
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

/// `2018-09-13T09:46:16.023Z`, the form of an SMS push's `timeStamp`, from Unix milliseconds.
pub(crate) fn milliseconds(unix_ms: i64) -> String {
    let Moment { year, month, day, hour, minute, second } = Moment::of(unix_ms.div_euclid(1_000));
    let fraction = unix_ms.rem_euclid(1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:03}Z")
}

/// `2019-01-24 02:30:22`, the form of times in call events and records, from Unix milliseconds.
pub(crate) fn event_time(unix_ms: i64) -> String {
    let Moment { year, month, day, hour, minute, second } = Moment::of(unix_ms.div_euclid(1_000));
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// `20190124023022`, the form of the time in a session's id, from Unix milliseconds.
pub(crate) fn compact(unix_ms: i64) -> String {
    let Moment { year, month, day, hour, minute, second } = Moment::of(unix_ms.div_euclid(1_000));
    format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}")
}

/// `2018-2-24 15:15:15`, the form of `subscribeTime`: month and day without a leading zero, no zone.
pub(crate) fn wall_time(unix_seconds: i64) -> String {
    let Moment { year, month, day, hour, minute, second } = Moment::of(unix_seconds);
    format!("{year:04}-{month}-{day} {hour:02}:{minute:02}:{second:02}")
}

/// The Unix seconds of an instant written exactly as [`instant`] writes it; nothing for any other form.
pub(crate) fn parse_instant(text: &str) -> Option<i64> {
    const FORM: &[u8] = b"0000-00-00T00:00:00Z";
    let shaped = text.len() == FORM.len()
        && text.bytes().zip(FORM).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            _ => byte == *form,
        });
    if !shaped {
        return None;
    }
    let part = |start: usize, end: usize| text.get(start..end)?.parse::<i64>().ok();
    let moment = Moment {
        year: part(0, 4)?,
        month: part(5, 7)?,
        day: part(8, 10)?,
        hour: part(11, 13)?,
        minute: part(14, 16)?,
        second: part(17, 19)?,
    };
    if !(1..=12).contains(&moment.month) || !(1..=31).contains(&moment.day) {
        return None;
    }
    let seconds = moment.unix_seconds();
    // Written out again, a day or an hour that does not exist (30 February, 24:00) has moved on.
    (instant(seconds) == text).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::{instant, parse_instant, wall_time};

    #[test]
    fn instants_are_written_and_read_back() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_518_449_420, "2018-02-12T15:30:20Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(instant(seconds), text);
            assert_eq!(parse_instant(text), Some(seconds));
        }
        assert_eq!(wall_time(1_518_449_420), "2018-2-12 15:30:20");
    }

    #[test]
    fn other_forms_and_days_that_do_not_exist_are_not_instants() {
        for text in [
            "",
            "2018-02-12T15:30:20.123Z",
            "2018-02-12T15:30:20+08:00",
            "2018-02-12 15:30:20Z",
            "2023-02-29T00:00:00Z",
            "2018-13-01T00:00:00Z",
            "2018-02-12T24:00:00Z",
            "２018-02-12T15:30:20",
        ] {
            assert_eq!(parse_instant(text), None, "{text}");
        }
    }

    #[test]
    fn no_moment_is_too_far_to_be_written() {
        for seconds in [i64::MIN / 1_000, i64::MAX / 1_000] {
            assert!(!instant(seconds).is_empty());
        }
    }
}
