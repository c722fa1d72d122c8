//! Shares, lengths of time and numbers in words, as messages and pages say them.

/// A share in per cent with the digits that count.
pub fn percent(share: f64) -> String {
    let per_cent = share * 100.0;
    if share > 0.0 && per_cent < 0.01 { "less than 0.01 %".to_owned() } else { format!("{} %", number(per_cent)) }
}

/// A length of time in years or months if it is whole ones of 365.25 days a year, else in days.
pub fn length(days: f64) -> String {
    let months = days * 12.0 / 365.25;
    if months < 0.5 || (months - months.round()).abs() > 1e-6 {
        return format!("{} days", number(days));
    }
    let (count, word) = match months.round() {
        months if months % 12.0 == 0.0 => (months / 12.0, "year"),
        months => (months, "month"),
    };
    format!("{count} {word}{}", if count == 1.0 { "" } else { "s" })
}

/// A number with three digits that count.
pub fn number(value: f64) -> String {
    if value.abs() >= 100.0 {
        return format!("{}", value.round());
    }
    format!("{value:.2e}").parse::<f64>().map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_shares_are_said_in_round_words() {
        assert_eq!(length(365.25), "1 year");
        assert_eq!(length(730.5), "2 years");
        assert_eq!(length(365.25 / 2.0), "6 months");
        assert_eq!(length(10.0), "10 days");
        assert_eq!(length(365.0), "365 days");
        assert_eq!(percent(0.25), "25 %");
        assert_eq!(percent(0.000_01), "less than 0.01 %");
        assert_eq!(number(98.7654), "98.8");
        assert_eq!(number(1234.5), "1235");
    }
}
