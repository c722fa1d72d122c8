//! Calendar dates, as laws have them.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar. Earlier days are smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, as the month allows.
    pub day: u8,
}

impl Date {
    /// A day, if there is such a day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }
}

/// Not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the calendar; a date is written 2019-10-01")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2019-10-01`.
    fn from_str(text: &str) -> Result<Date, NotADate> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(NotADate) };
        let whole = |part: &str, digits: usize| {
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse::<i32>().ok()).flatten().ok_or(NotADate)
        };
        let (year, month, day) = (whole(year, 4)?, whole(month, 2)?, whole(day, 2)?);
        Date::new(year, month as u8, day as u8).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!("2019-10-01".parse(), Ok(Date { year: 2019, month: 10, day: 1 }));
        assert_eq!("2020-02-29".parse::<Date>().map(|date| date.to_string()), Ok("2020-02-29".to_owned()));
        for wrong in ["2019-02-29", "1900-02-29", "2019-13-01", "2019-1-1", "2019-10", "01.10.2019", "2019-10-+1", ""] {
            assert_eq!(wrong.parse::<Date>(), Err(NotADate), "{wrong}");
        }
    }

    #[test]
    fn earlier_days_are_smaller() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(day("2018-12-31") < day("2019-01-01") && day("2019-01-31") < day("2019-02-01"));
    }
}
