//! Reading and writing units.
//!
//! A unit is words joined by `*`, `·` or a blank (times) and `/` (divided by), read from left to right: in
//! `EUR/person/day` both person and day are below the line, and so is `b` alone in `a/b c`.

use super::{Dimensions, Unit};
use iso_currency::Currency;

/// Why a unit cannot be read. Offsets are in bytes from the start of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitError {
    /// A word that is neither built in, nor a currency, nor declared; with the nearest known word.
    UnknownWord { word: String, offset: usize, nearest: Option<String> },
    /// Not of the form `a/b/c` or `a*b`.
    Malformed { offset: usize },
}

impl UnitError {
    /// Where it went wrong: offset and length in bytes.
    pub fn span(&self) -> (usize, usize) {
        match self {
            UnitError::UnknownWord { word, offset, .. } => (*offset, word.len()),
            UnitError::Malformed { offset } => (*offset, 0),
        }
    }

    /// What went wrong, in a few words.
    pub fn message(&self) -> String {
        match self {
            UnitError::UnknownWord { word, .. } => format!("no unit is called `{word}`"),
            UnitError::Malformed { .. } => "a unit is words with `/` or `*` between them".to_owned(),
        }
    }

    /// The way out.
    pub fn help(&self) -> String {
        match self {
            UnitError::UnknownWord { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            UnitError::UnknownWord { word, nearest: None, .. } => {
                format!("if it is a thing of your own, add it to `units = [\"{word}\"]` in [scenario]")
            }
            UnitError::Malformed { .. } => {
                "for example `EUR/person/day` or `person year`; `1` is a pure number".to_owned()
            }
        }
    }
}

/// The words that one scenario knows: built-in units, currencies, and its own words.
#[derive(Clone, Debug)]
pub struct Units {
    year_days: f64,
    declared: Vec<String>,
}

const PEOPLE: [&str; 3] = ["person", "people", "persons"];
/// Masses in grams.
const MASSES: [(&str, f64); 7] = [
    ("g", 1.0),
    ("gram", 1.0),
    ("grams", 1.0),
    ("kg", 1000.0),
    ("kilogram", 1000.0),
    ("mg", 0.001),
    ("milligram", 0.001),
];
const TIMES: [&str; 6] = ["hour", "day", "week", "month", "quarter", "year"];

impl Units {
    /// Units for a year of `year_days` days, with the scenario's own words.
    pub fn new(year_days: f64, declared: Vec<String>) -> Units {
        Units { year_days, declared }
    }

    /// Reads a unit such as `EUR/person/day`, `person year`, `%` or `1`.
    ///
    /// ```
    /// # use crimcost::unit::Units;
    /// let units = Units::new(365.25, vec!["kit".to_owned()]);
    /// let unit = units.parse("EUR/kit/weeks").unwrap();
    /// assert_eq!(unit.factor, 1.0 / 7.0);
    /// assert_eq!(unit.dimensions.to_string(), "EUR/day/kit");
    /// ```
    pub fn parse(&self, text: &str) -> Result<Unit, UnitError> {
        let mut unit = Unit { text: text.trim().to_owned(), ..Unit::one() };
        let mut pending = None;
        let mut is_first = true;
        let mut rest = text.trim_start();
        let offset_of = |rest: &str| text.len() - rest.len();
        while let Some(first) = rest.chars().next() {
            match first {
                '*' | '·' | '×' | '/' => {
                    if is_first || pending.is_some() {
                        return Err(UnitError::Malformed { offset: offset_of(rest) });
                    }
                    pending = Some(first);
                    rest = rest[first.len_utf8()..].trim_start();
                }
                _ => {
                    let end = rest.find(|c: char| c.is_whitespace() || "*·×/".contains(c)).unwrap_or(rest.len());
                    let offset = offset_of(rest);
                    let (dimensions, factor) = self.word(&rest[..end], offset)?;
                    let too_many = UnitError::Malformed { offset };
                    if pending == Some('/') {
                        unit.dimensions = unit.dimensions.over(&dimensions).ok_or(too_many)?;
                        unit.factor /= factor;
                    } else {
                        unit.dimensions = unit.dimensions.times(&dimensions).ok_or(too_many)?;
                        unit.factor *= factor;
                    }
                    pending = None;
                    is_first = false;
                    rest = rest[end..].trim_start();
                }
            }
        }
        if is_first || pending.is_some() {
            return Err(UnitError::Malformed { offset: text.trim_end().len() });
        }
        Ok(unit)
    }

    /// Reads a number with its unit, such as `46 EUR/person/month` or `270 days`; a number alone has the unit `1`.
    ///
    /// The number has a decimal point; blanks and `_` may mark thousands. It is in the unit, not in base units.
    pub fn parse_quantity(&self, text: &str) -> Result<(f64, Unit), UnitError> {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | '-' | '+' | '−') || c.is_whitespace();
        let start = text.len() - text.trim_start().len();
        let mut end = text[start..].find(|c| !is_number(c)).map_or(text.len(), |n| start + n);
        let exponent = text[end..].strip_prefix(['e', 'E']).map(|power| power.trim_start_matches(['-', '+']));
        if let Some(power) = exponent {
            let digits = power.find(|c: char| !c.is_ascii_digit()).unwrap_or(power.len());
            if digits > 0 {
                end = text.len() - power.len() + digits;
            }
        }
        let digits: String =
            text[start..end].replace('−', "-").chars().filter(|c| *c != '_' && !c.is_whitespace()).collect();
        let number = digits.parse::<f64>().ok().filter(|number| number.is_finite() && is_grouped(&text[start..end]));
        let number = number.ok_or(UnitError::Malformed { offset: start })?;
        if text[end..].trim().is_empty() {
            return Ok((number, Unit::one()));
        }
        match self.parse(&text[end..]) {
            Ok(unit) => Ok((number, unit)),
            Err(UnitError::UnknownWord { word, offset, nearest }) => {
                Err(UnitError::UnknownWord { word, offset: end + offset, nearest })
            }
            Err(UnitError::Malformed { offset }) => Err(UnitError::Malformed { offset: end + offset }),
        }
    }

    /// The length of a stretch of time in days, such as `12 months`.
    pub fn parse_time(&self, text: &str) -> Result<f64, UnitError> {
        let (number, unit) = self.parse_quantity(text)?;
        if unit.dimensions != Dimensions::of("day", 1) {
            return Err(UnitError::Malformed { offset: text.len() - text.trim_start().len() });
        }
        Ok(number * unit.factor)
    }

    /// Whether `word` is the code of a currency of ISO 4217.
    pub fn is_currency(word: &str) -> bool {
        Currency::from_code(word).is_some()
    }

    fn word(&self, word: &str, offset: usize) -> Result<(Dimensions, f64), UnitError> {
        if let Some(declared) = self.declared.iter().find(|own| is_one_or_many(word, own)) {
            return Ok((Dimensions::of(declared, 1), 1.0));
        }
        if let Some(time) = TIMES.iter().find(|time| is_one_or_many(word, time)) {
            return Ok((Dimensions::of("day", 1), self.days(time)));
        }
        if PEOPLE.contains(&word) {
            return Ok((Dimensions::of("person", 1), 1.0));
        }
        if let Some((_, grams)) = MASSES.iter().find(|(mass, _)| is_one_or_many(word, mass)) {
            return Ok((Dimensions::of("gram", 1), *grams));
        }
        match word {
            "%" => Ok((Dimensions::none(), 0.01)),
            "1" => Ok((Dimensions::none(), 1.0)),
            _ if Units::is_currency(word) => Ok((Dimensions::of(word, 1), 1.0)),
            _ => Err(UnitError::UnknownWord { word: word.to_owned(), offset, nearest: self.nearest(word) }),
        }
    }

    fn days(&self, time: &str) -> f64 {
        match time {
            "hour" => 1.0 / 24.0,
            "day" => 1.0,
            "week" => 7.0,
            "month" => self.year_days / 12.0,
            "quarter" => self.year_days / 4.0,
            _ => self.year_days,
        }
    }

    fn nearest(&self, word: &str) -> Option<String> {
        let upper = word.to_uppercase();
        if Units::is_currency(&upper) {
            return Some(upper);
        }
        let built_in = TIMES.into_iter().chain(PEOPLE).chain(MASSES.map(|(mass, _)| mass));
        let known = self.declared.iter().map(String::as_str).chain(built_in).filter(|known| known.len() > 2);
        let near = known.map(|known| (strsim::damerau_levenshtein(&word.to_lowercase(), known), known));
        let best = near.filter(|(distance, known)| *distance <= 1 + known.len() / 4).min();
        best.map(|(_, known)| known.to_owned())
            .or_else(|| swapped(word).into_iter().find(|code| Units::is_currency(code)))
    }
}

/// A code of three letters with two neighbours changed about.
fn swapped(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    match letters[..] {
        [a, b, c] => vec![String::from_iter([b, a, c]), String::from_iter([a, c, b])],
        _ => vec![],
    }
}

/// Whether blanks and `_` stand before groups of three digits only.
fn is_grouped(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or(number).trim();
    let mut groups = whole.split(|c: char| c.is_whitespace() || c == '_');
    groups.next();
    groups.all(|group| group.len() == 3)
}

/// Whether `word` is the word `one`, or its plural with s.
fn is_one_or_many(word: &str, one: &str) -> bool {
    word == one || (one.len() > 1 && word.strip_suffix('s') == Some(one))
}

/// In words: what is above the line joined by ` × `, then `/` and each word below it; `a pure number` without any.
///
/// Money comes first, then declared words and mass, then people, then time, as people say it: `EUR/person/day`,
/// `person × EUR/day`.
impl std::fmt::Display for Dimensions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_none() {
            return f.write_str("a pure number");
        }
        let word = |base: &str, power: u8| if power == 1 { base.to_owned() } else { format!("{base}^{power}") };
        let mut above: Vec<String> = vec![];
        let mut below: Vec<String> = vec![];
        for (base, power) in self.iter() {
            let list = if power > 0 { &mut above } else { &mut below };
            list.push(word(base, power.unsigned_abs()));
        }
        above.sort_by_key(|word| (rank_above(word), word.clone()));
        below.sort_by_key(|word| (rank_below(word), word.clone()));
        f.write_str(if above.is_empty() { "1" } else { "" })?;
        f.write_str(&above.join(" × "))?;
        below.iter().try_for_each(|word| write!(f, "/{word}"))
    }
}

fn is_word(word: &str, base: &str) -> bool {
    word.split('^').next() == Some(base)
}

fn rank_above(word: &str) -> u8 {
    if is_word(word, "person") {
        0
    } else if is_word(word, "day") {
        1
    } else if Units::is_currency(word.split('^').next().unwrap_or(word)) {
        3
    } else {
        2
    }
}

fn rank_below(word: &str) -> u8 {
    if is_word(word, "person") {
        0
    } else if is_word(word, "day") {
        1
    } else {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Units {
        Units::new(365.25, vec!["kit".to_owned(), "case_manager".to_owned()])
    }

    #[test]
    fn words_multiply_and_divide_from_left_to_right() {
        let cases: [(&str, f64, &str); 16] = [
            ("EUR/person/month", 12.0 / 365.25, "EUR/person/day"),
            ("EUR/person/day", 1.0, "EUR/person/day"),
            ("person year", 365.25, "person × day"),
            ("person·years", 365.25, "person × day"),
            ("person * hour", 1.0 / 24.0, "person × day"),
            ("hour/person", 1.0 / 24.0, "day/person"),
            ("GEL/EUR", 1.0, "GEL/EUR"),
            ("%", 0.01, "a pure number"),
            ("1", 1.0, "a pure number"),
            ("1/year", 1.0 / 365.25, "1/day"),
            ("quarter", 365.25 / 4.0, "day"),
            ("weeks", 7.0, "day"),
            ("mg", 0.001, "gram"),
            ("EUR/kg", 0.001, "EUR/gram"),
            ("kits/case_manager/day", 1.0, "kit/day/case_manager"),
            (" people ", 1.0, "person"),
        ];
        for (text, factor, dimensions) in cases {
            let unit = units().parse(text).unwrap();
            assert!((unit.factor / factor - 1.0).abs() < 1e-15, "{text}: {}", unit.factor);
            assert_eq!(unit.dimensions.to_string(), dimensions, "{text}");
            assert_eq!(unit.text, text.trim());
        }
    }

    #[test]
    fn the_length_of_a_year_sets_months_and_quarters() {
        let units = Units::new(360.0, vec![]);
        assert_eq!(units.parse("month").unwrap().factor, 30.0);
        assert_eq!(units.parse("quarter").unwrap().factor, 90.0);
    }

    #[test]
    fn an_unknown_word_is_named_with_its_place_and_the_nearest() {
        let unknown = |word: &str, offset, nearest: Option<&str>| {
            Err(UnitError::UnknownWord { word: word.into(), offset, nearest: nearest.map(str::to_owned) })
        };
        assert_eq!(units().parse("EUR/persn/day"), unknown("persn", 4, Some("person")));
        assert_eq!(units().parse("eur/day"), unknown("eur", 0, Some("EUR")));
        assert_eq!(units().parse("EUR / monht"), unknown("monht", 6, Some("month")));
        assert_eq!(units().parse("bed"), unknown("bed", 0, None));
        assert_eq!(units().parse("xylophone"), unknown("xylophone", 0, None));
    }

    #[test]
    fn units_with_nothing_between_or_around_their_signs_are_malformed() {
        for (text, offset) in [("", 0), ("EUR/", 4), ("/EUR", 0), ("EUR//day", 4), ("EUR*/day", 4)] {
            assert_eq!(units().parse(text), Err(UnitError::Malformed { offset }), "{text:?}");
        }
    }

    #[test]
    fn a_quantity_is_a_number_and_a_unit() {
        let (number, unit) = units().parse_quantity("46 EUR/person/month").unwrap();
        assert_eq!((number, unit.text.as_str()), (46.0, "EUR/person/month"));
        let (number, unit) = units().parse_quantity("1 500.5 days").unwrap();
        assert_eq!((number, unit.text.as_str()), (1500.5, "days"));
        assert_eq!(units().parse_quantity("12").unwrap(), (12.0, Unit::one()));
        assert_eq!(units().parse_quantity("2e3 EUR").unwrap().0, 2000.0);
        assert_eq!(units().parse_quantity("5 EUR").unwrap().0, 5.0);
        assert_eq!(units().parse_quantity("12 34 EUR"), Err(UnitError::Malformed { offset: 0 }));
        assert_eq!(units().parse("ERU").unwrap_err().help(), "did you mean `EUR`?");
        assert_eq!(units().parse_quantity("EUR"), Err(UnitError::Malformed { offset: 0 }));
        assert_eq!(units().parse_quantity("5 EUX/dy").unwrap_err().span(), (2, 3));
        assert_eq!(units().parse_time("12 months").unwrap(), 365.25);
        assert!(units().parse_time("12 EUR").is_err());
    }

    #[test]
    fn dimensions_are_written_as_people_say_them() {
        let parse = |text| units().parse(text).unwrap().dimensions.to_string();
        assert_eq!(parse("person EUR/day"), "person × EUR/day");
        assert_eq!(parse("person person day"), "person^2 × day");
        assert_eq!(parse("EUR/day/day"), "EUR/day^2");
        assert_eq!(parse("1/person"), "1/person");
    }
}
