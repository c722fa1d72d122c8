//! Languages of charts, briefs and forms: which there are, their words and their numbers.
//!
//! Errors and file formats are English only; everything that a reader of a document sees goes through here.
//!
//! ```
//! use crimcost::language::Language;
//! let lithuanian: Language = "lt".parse().unwrap();
//! assert_eq!(lithuanian.word("measure-cost"), "išlaidos");
//! assert_eq!(lithuanian.number(-1234567.891, 1), "\u{2212}1\u{a0}234\u{a0}567,9");
//! ```

mod messages;
mod numbers;

pub use messages::Argument;
pub(crate) use numbers::exponent;
pub use numbers::{Direction, Estimate, Scale};

use std::fmt;
use std::str::FromStr;

/// A language that documents and charts can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    #[default]
    En,
    Lt,
    Ru,
    Ka,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Language; 4] = [Language::En, Language::Lt, Language::Ru, Language::Ka];

    /// The two letters of ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Lt => "lt",
            Language::Ru => "ru",
            Language::Ka => "ka",
        }
    }

    /// The name of the language in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Lt => "lietuvių",
            Language::Ru => "русский",
            Language::Ka => "ქართული",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A language that there are no messages in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are no messages in `{0}`; languages: en, lt, ru, ka")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads `lt`, also with a region that is not looked at: `lt-LT`, `ru_RU`.
    fn from_str(text: &str) -> Result<Language, UnknownLanguage> {
        let main = text.split(['-', '_']).next().unwrap_or(text).to_ascii_lowercase();
        Language::ALL
            .into_iter()
            .find(|language| language.code() == main)
            .ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_with_and_without_a_region() {
        assert_eq!("lt".parse(), Ok(Language::Lt));
        assert_eq!("ru_RU".parse(), Ok(Language::Ru));
        assert_eq!("KA".parse(), Ok(Language::Ka));
        assert_eq!("xx".parse::<Language>(), Err(UnknownLanguage("xx".to_owned())));
        assert_eq!("".parse::<Language>(), Err(UnknownLanguage(String::new())));
    }

    #[test]
    fn every_language_reads_its_own_code() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(language.to_string(), language.code());
        }
    }
}
