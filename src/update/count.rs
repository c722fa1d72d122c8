//! Counts as publishers print them: whole numbers, and small ones masked as `<5` or `1-4`.

/// A count, or what a masked count can be: everything from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub low: u64,
    pub high: u64,
}

/// Why a cell is no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCount {
    Empty,
    Negative,
    NotWhole,
    /// More than people there are.
    TooLarge,
    /// A mask that says more than a small number is hidden, or nothing.
    Mask,
    Unreadable,
}

/// The largest count that is read.
const MOST: u64 = 10_000_000_000;
/// The most values that one mask can stand for.
const WIDEST_MASK: u64 = 1_000;

impl Count {
    /// A count that is printed as it is.
    pub fn known(value: u64) -> Count {
        Count { low: value, high: value }
    }

    /// Reads a cell: `12`, `1 234`, `<5` (0 to 4), `≤4` (0 to 4), `1-4`, `1–4`, `1..4`.
    pub fn read(text: &str) -> Result<Count, NoCount> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NoCount::Empty);
        }
        if let Some(most) = text.strip_prefix("<=").or_else(|| text.strip_prefix('≤')) {
            return mask(0, whole(most)?);
        }
        if let Some(limit) = text.strip_prefix('<') {
            return mask(0, whole(limit)?.checked_sub(1).ok_or(NoCount::Mask)?);
        }
        for between in ["..", "–", "—", "-"] {
            if let Some((low, high)) = text.split_once(between)
                && !low.trim().is_empty()
            {
                return mask(whole(low)?, whole(high)?);
            }
        }
        whole(text).map(Count::known)
    }

    /// Whether a mask hides the number.
    pub fn is_masked(self) -> bool {
        self.low < self.high
    }

    /// The middle of what it can be.
    pub fn middle(self) -> f64 {
        (self.low as f64 + self.high as f64) / 2.0
    }

    /// The sum of two.
    pub fn plus(self, other: Count) -> Count {
        Count { low: self.low + other.low, high: self.high + other.high }
    }

    /// As it is said: `12`, or `1 to 4`.
    pub fn in_words(self) -> String {
        if self.is_masked() { format!("{} to {}", self.low, self.high) } else { self.low.to_string() }
    }
}

fn mask(low: u64, high: u64) -> Result<Count, NoCount> {
    if low > high || high - low > WIDEST_MASK { Err(NoCount::Mask) } else { Ok(Count { low, high }) }
}

fn whole(text: &str) -> Result<u64, NoCount> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '_').collect();
    if digits.is_empty() {
        return Err(NoCount::Unreadable);
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return match digits.parse::<u64>() {
            Ok(number) if number <= MOST => Ok(number),
            _ => Err(NoCount::TooLarge),
        };
    }
    match digits.replace('−', "-").parse::<f64>() {
        Ok(number) if number < 0.0 => Err(NoCount::Negative),
        // A spreadsheet writes whole numbers as 12.0 now and then.
        Ok(number) if number.fract() == 0.0 && number <= MOST as f64 => Ok(number as u64),
        Ok(number) if number.is_finite() && number <= MOST as f64 => Err(NoCount::NotWhole),
        Ok(number) if number.is_finite() => Err(NoCount::TooLarge),
        _ => Err(NoCount::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_masks_are_read_as_they_are_printed() {
        for (text, low, high) in [
            ("12", 12, 12),
            (" 1 234 ", 1234, 1234),
            ("12.0", 12, 12),
            ("0", 0, 0),
            ("<5", 0, 4),
            ("< 10", 0, 9),
            ("≤4", 0, 4),
            ("<=3", 0, 3),
            ("1-4", 1, 4),
            ("1–4", 1, 4),
            ("1..4", 1, 4),
        ] {
            assert_eq!(Count::read(text), Ok(Count { low, high }), "{text}");
        }
    }

    #[test]
    fn what_is_no_count_is_refused_by_its_kind() {
        for (text, why) in [
            ("", NoCount::Empty),
            ("-3", NoCount::Negative),
            ("−3", NoCount::Negative),
            ("2.5", NoCount::NotWhole),
            ("99999999999", NoCount::TooLarge),
            ("1e300", NoCount::TooLarge),
            ("4-1", NoCount::Mask),
            ("<0", NoCount::Mask),
            ("many", NoCount::Unreadable),
            ("NaN", NoCount::Unreadable),
            ("*", NoCount::Unreadable),
        ] {
            assert_eq!(Count::read(text), Err(why), "{text}");
        }
    }
}
