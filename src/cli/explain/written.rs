//! A sheet of entries: a word on the left, text on the right.

use crate::language::{Language, exponent};

/// Width of the words on the left.
const LEFT: usize = 14;

/// An explanation being written.
pub struct Sheet {
    text: String,
}

impl Sheet {
    /// A sheet with its title.
    pub fn new(title: &str) -> Sheet {
        Sheet { text: format!("{title}\n") }
    }

    /// One entry.
    pub fn entry(&mut self, word: &str, text: &str) {
        if !text.is_empty() {
            self.text.push_str(&format!("  {word:<LEFT$}{text}\n"));
        }
    }

    /// Several lines under one word; nothing if there are none.
    pub fn list(&mut self, word: &str, lines: &[String]) {
        for (number, line) in lines.iter().enumerate() {
            self.entry(if number == 0 { word } else { "" }, line);
        }
    }

    /// An empty line and a second title.
    pub fn section(&mut self, title: &str) {
        self.text.push_str(&format!("\n{title}\n"));
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// A number with six significant digits, without zeros at its end.
pub fn number(value: f64) -> String {
    let decimals = (5 - exponent(value)).clamp(0, 12);
    let text = Language::En.number(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A unit behind a number: a space and the unit, and nothing for pure numbers.
pub fn after_number(unit: &str) -> String {
    if unit == "1" { String::new() } else { format!(" {unit}") }
}

/// A text whose long decimals are cut to six digits.
pub fn shortened(text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches([',', ';', ':', ')']);
        match bare.parse::<f64>() {
            Ok(value) if bare.len() > 8 && value.is_finite() => format!("{}{}", number(value), &word[bare.len()..]),
            _ => word.to_owned(),
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The 5th, 25th, 50th, 75th and 95th percentile in a line.
pub fn quantiles(values: &[f64; 5]) -> String {
    let words = ["5 %", "25 %", "50 %", "75 %", "95 %"];
    let parts: Vec<String> =
        words.iter().zip(values).map(|(word, value)| format!("{word}: {}", number(*value))).collect();
    parts.join("   ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_six_digits_and_no_empty_ones() {
        assert_eq!(number(34.370_000_01), "34.37");
        assert_eq!(number(50_865.0), "50,865");
        assert_eq!(number(0.05), "0.05");
        assert_eq!(number(0.0), "0");
    }

    #[test]
    fn long_decimals_are_cut_and_words_are_left() {
        assert_eq!(shortened("beta with a 2.000000001, b 3.25; 2014: x"), "beta with a 2, b 3.25; 2014: x");
    }
}
