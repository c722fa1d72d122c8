//! Numbers as a reader of a language writes them, and no more digits than are known.
//!
//! An interval of draws decides the rounding: two significant digits of its width stay. Digits, groups and signs follow
//! the CLDR; the minus is U+2212 and units hang on with no-break spaces.

use super::{Argument, Language};
use fixed_decimal::{Decimal, FloatPrecision, Sign};
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;

const NO_BREAK_SPACE: char = '\u{a0}';

/// A number with the interval that 90 % of the draws lie in, if it is uncertain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    /// Lower and upper end.
    pub interval: Option<(f64, f64)>,
}

impl Estimate {
    /// A number without an interval.
    pub fn known(value: f64) -> Estimate {
        Estimate { value, interval: None }
    }

    /// A number with its interval; the ends may come in either order.
    pub fn between(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, interval: Some((low.min(high), low.max(high))) }
    }

    /// The same with the sign turned: a saving becomes a cost.
    pub fn negated(self) -> Estimate {
        Estimate { value: -self.value, interval: self.interval.map(|(low, high)| (-high, -low)) }
    }

    /// Size without sign; an interval across zero starts at zero.
    pub fn magnitude(self) -> Estimate {
        let interval = self.interval.map(|(low, high)| match (low < 0.0, high < 0.0) {
            (false, _) => (low, high),
            (true, true) => (-high, -low),
            (true, false) => (0.0, high.max(-low)),
        });
        Estimate { value: self.value.abs(), interval }
    }

    /// The largest number to be written.
    fn largest(self) -> f64 {
        let ends = self.interval.unwrap_or((self.value, self.value));
        self.value.abs().max(ends.0.abs()).max(ends.1.abs())
    }

    /// Decimals worth writing: two significant digits of the width of the interval; of a number without one three
    /// significant digits less the zeros at their end.
    ///
    /// Negative decimals round to tens, hundreds and so on.
    fn decimals(self) -> i32 {
        match self.interval {
            Some((low, high)) if high > low => 1 - exponent(high - low),
            _ if self.value == 0.0 => 0,
            _ => {
                let mut decimals = 2 - exponent(self.value);
                let power = (0..decimals.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
                let mut digits = if decimals < 0 { self.value / power } else { self.value * power }.abs().round();
                while digits >= 10.0 && digits % 10.0 == 0.0 {
                    digits /= 10.0;
                    decimals -= 1;
                }
                decimals
            }
        }
    }
}

/// Which way a saving goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Saves,
    CostsMore,
    /// The interval covers zero.
    Unclear,
    NoDifference,
}

impl Direction {
    /// The direction of a saving (baseline − policy): clear only if the whole interval lies on one side of zero.
    pub fn of(saving: Estimate) -> Direction {
        let (low, high) = saving.interval.unwrap_or((saving.value, saving.value));
        if low > 0.0 {
            Direction::Saves
        } else if high < 0.0 {
            Direction::CostsMore
        } else if low == 0.0 && high == 0.0 {
            Direction::NoDifference
        } else {
            Direction::Unclear
        }
    }

    /// The verb in `language`: "saves", "costs more" …
    pub fn word(self, language: Language) -> String {
        match self {
            Direction::Saves => language.word("saves"),
            Direction::CostsMore => language.word("costs-more"),
            Direction::Unclear => language.word("may-save-or-cost"),
            Direction::NoDifference => language.word("no-difference"),
        }
    }
}

/// How large numbers are shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    One,
    Thousand,
    Million,
    Billion,
}

impl Scale {
    /// The scale for numbers up to `largest`: from 100 000 in thousands, from 1 000 000 in millions.
    pub fn of(largest: f64) -> Scale {
        match largest.abs() {
            size if size >= 1e9 => Scale::Billion,
            size if size >= 1e6 => Scale::Million,
            size if size >= 1e5 => Scale::Thousand,
            _ => Scale::One,
        }
    }

    /// What one of the scale is.
    pub fn factor(self) -> f64 {
        match self {
            Scale::One => 1.0,
            Scale::Thousand => 1e3,
            Scale::Million => 1e6,
            Scale::Billion => 1e9,
        }
    }

    /// The next smaller scale; one has none and stays.
    pub fn smaller(self) -> Scale {
        match self {
            Scale::One | Scale::Thousand => Scale::One,
            Scale::Million => Scale::Thousand,
            Scale::Billion => Scale::Million,
        }
    }

    fn zeros(self) -> i32 {
        match self {
            Scale::One => 0,
            Scale::Thousand => 3,
            Scale::Million => 6,
            Scale::Billion => 9,
        }
    }

    /// The word as it stands between a number and a unit, shortened where the language has a usual short form; empty
    /// for one.
    pub fn short(self, language: Language) -> String {
        match self {
            Scale::One => String::new(),
            Scale::Thousand => language.word("thousand-short"),
            Scale::Million => language.word("million-short"),
            Scale::Billion => language.word("billion-short"),
        }
    }

    /// The whole word in the plural form that a number with so many decimals asks for; empty for one.
    pub fn long(self, language: Language, number: f64, decimals: usize) -> String {
        let count = [("count", Argument::Count(number.abs(), decimals))];
        match self {
            Scale::One => String::new(),
            Scale::Thousand => language.say("thousand", &count),
            Scale::Million => language.say("million", &count),
            Scale::Billion => language.say("billion", &count),
        }
    }
}

/// Power of ten of the first digit: 2 for 276, −1 for 0.31; 0 for 0 and for what is not a number.
pub(crate) fn exponent(value: f64) -> i32 {
    let size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return 0;
    }
    let mut exponent = 0;
    let mut power = 1.0;
    while size >= power * 10.0 {
        power *= 10.0;
        exponent += 1;
    }
    while size < power {
        power /= 10.0;
        exponent -= 1;
    }
    exponent
}

impl Language {
    /// A number with so many decimals, kept even when zero; negative `decimals` round to tens, hundreds …
    ///
    /// What rounds to zero has no sign. Infinite numbers come out as ∞.
    pub fn number(self, value: f64, decimals: i32) -> String {
        let Ok(mut decimal) = Decimal::try_from_f64(value, FloatPrecision::RoundTrip) else {
            return if value == f64::NEG_INFINITY { "\u{2212}∞".to_owned() } else { "∞".to_owned() };
        };
        let decimals = i16::try_from(decimals.clamp(-300, 300)).expect("clamped to what an i16 holds");
        decimal.round(-decimals);
        decimal.absolute.trim_end();
        decimal.absolute.pad_end(-decimals.max(0));
        decimal.absolute.trim_start();
        if decimal.absolute.is_zero() {
            decimal.set_sign(Sign::None);
        }
        let locale: Locale = self.code().parse().expect("our codes are locales");
        let formatter = DecimalFormatter::try_new(locale.into(), Default::default())
            .expect("the data of our languages is compiled in");
        formatter.format(&decimal).to_string().replace('-', "\u{2212}")
    }

    /// A number with so many significant digits.
    pub fn significant(self, value: f64, digits: u32) -> String {
        let digits = i32::try_from(digits).unwrap_or(i32::MAX);
        self.number(value, if value == 0.0 { 0 } else { digits - 1 - exponent(value) })
    }

    /// A whole number of things.
    pub fn count(self, count: usize) -> String {
        self.number(count as f64, 0)
    }

    /// A share (0 to 1) as a percentage: whole per cents, one decimal below 1 % and above 99 %.
    ///
    /// A share that is not 0 is never written as 0 %, nor one below 1 as 100 %.
    pub fn percent(self, share: f64) -> String {
        let percent = share * 100.0;
        let written = |number: f64, decimals| {
            let number = self.number(number, decimals);
            self.say("percent", &[("number", (&number).into())])
        };
        if percent == 0.0 || percent == 100.0 || (1.0..=99.0).contains(&percent) {
            return written(percent, 0);
        }
        if percent > 0.0 && percent < 0.1 {
            let least = written(0.1, 1);
            return self.say("less-than", &[("value", (&least).into())]);
        }
        if percent > 99.9 && percent < 100.0 {
            return written(99.9, 1);
        }
        written(percent, if percent.abs() < 1.0 || percent > 99.0 && percent < 100.0 { 1 } else { 0 })
    }

    /// The value of an estimate with its unit, rounded by its interval: "21 million GEL".
    pub fn amount(self, estimate: Estimate, unit: &str) -> String {
        let (scale, decimals) = rounding(estimate);
        self.scaled(estimate.value, scale, decimals, unit)
    }

    /// The interval of an estimate: "from −3 to 9 million GEL", the value alone if there is none.
    ///
    /// `compact` prefers the form with a dash or a bare "to" where no number is negative.
    pub fn interval(self, estimate: Estimate, unit: &str, compact: bool) -> String {
        let Some((low, high)) = estimate.interval else { return self.amount(estimate, unit) };
        let (scale, decimals) = rounding(estimate);
        let low_text = self.number(low / scale.factor(), decimals + scale.zeros());
        let high_text = self.scaled(high, scale, decimals, unit);
        let ends = [("low", (&low_text).into()), ("high", (&high_text).into())];
        if compact && low >= 0.0 { self.say("interval", &ends) } else { self.say("interval-from", &ends) }
    }

    /// A number in a scale with its unit, rounded to `decimals` of the number itself (before scaling).
    fn scaled(self, value: f64, scale: Scale, decimals: i32, unit: &str) -> String {
        let mut text = self.number(value / scale.factor(), decimals + scale.zeros());
        for part in [scale.short(self).as_str(), unit] {
            if !part.is_empty() {
                text.push(NO_BREAK_SPACE);
                text.push_str(part);
            }
        }
        text
    }
}

/// Scale of an estimate and decimals of its unscaled numbers: the largest scale in which no more than three decimals
/// are wanted.
fn rounding(estimate: Estimate) -> (Scale, i32) {
    let decimals = estimate.decimals();
    let mut scale = Scale::of(estimate.largest());
    while scale != Scale::One && decimals + scale.zeros() > 3 {
        scale = scale.smaller();
    }
    (scale, decimals.min(9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_groups_and_signs_follow_the_language() {
        let written = |language: Language| language.number(-1234567.891, 1);
        assert_eq!(written(Language::En), "\u{2212}1,234,567.9");
        assert_eq!(written(Language::Lt), "\u{2212}1\u{a0}234\u{a0}567,9");
        assert_eq!(written(Language::Ru), "\u{2212}1\u{a0}234\u{a0}567,9");
        assert_eq!(written(Language::Ka), "\u{2212}1\u{a0}234\u{a0}567,9");
    }

    #[test]
    fn rounding_keeps_zeros_and_drops_the_sign_of_zero() {
        assert_eq!(Language::En.number(2.0, 1), "2.0");
        assert_eq!(Language::En.number(-0.04, 1), "0.0");
        assert_eq!(Language::En.number(12_345.0, -2), "12,300");
        assert_eq!(Language::En.number(40.0, -2), "0");
        assert_eq!(Language::En.number(f64::INFINITY, 2), "∞");
        assert_eq!(Language::En.significant(276.31, 2), "280");
        assert_eq!(Language::En.significant(0.0, 2), "0");
        assert_eq!(Language::En.significant(0.003_14, 2), "0.0031");
    }

    #[test]
    fn the_first_digit_is_found_at_every_power_of_ten() {
        for (value, expected) in [(1.0, 0), (9.99, 0), (10.0, 1), (276.0, 2), (0.31, -1), (0.1, -1), (0.0, 0)] {
            assert_eq!(exponent(value), expected, "{value}");
            assert_eq!(exponent(-value), expected, "-{value}");
        }
    }

    #[test]
    fn two_digits_of_the_width_decide_the_rounding() {
        // width 13 million: whole millions
        let wide = Estimate::between(21_345_678.0, 15_100_000.0, 28_100_000.0);
        assert_eq!(Language::En.amount(wide, "GEL"), "21\u{a0}million\u{a0}GEL");
        assert_eq!(Language::En.interval(wide, "GEL", true), "15 to 28\u{a0}million\u{a0}GEL");
        // width 1.3 million: one decimal
        let narrow = Estimate::between(21_345_678.0, 20_900_000.0, 22_200_000.0);
        assert_eq!(Language::En.amount(narrow, "GEL"), "21.3\u{a0}million\u{a0}GEL");
        // width 8: whole units of a large number, so no scale that would hide them
        let exact = Estimate::between(21_345_678.0, 21_345_674.0, 21_345_682.0);
        assert_eq!(Language::En.interval(exact, "GEL", true), "21,345,674.0 to 21,345,682.0\u{a0}GEL");
        // no interval: three significant digits, without zeros at the end
        assert_eq!(Language::En.amount(Estimate::known(2e6), "EUR"), "2\u{a0}million\u{a0}EUR");
        assert_eq!(Language::En.amount(Estimate::known(-0.0504), "EUR"), "\u{2212}0.0504\u{a0}EUR");
        assert_eq!(Language::En.amount(Estimate::known(123_456_789.0), "EUR"), "123\u{a0}million\u{a0}EUR");
        assert_eq!(Language::En.amount(Estimate::known(276.4), "EUR"), "276\u{a0}EUR");
        // width 35: whole units; below 100 000 without a scale
        assert_eq!(Language::Ru.amount(Estimate::between(12_276.4, 12_260.0, 12_295.0), "EUR"), "12\u{a0}276\u{a0}EUR");
    }

    #[test]
    fn an_interval_across_zero_is_written_with_from_and_to() {
        let saving = Estimate::between(3e6, -3e6, 9e6);
        assert_eq!(Language::En.interval(saving, "GEL", true), "from \u{2212}3 to 9\u{a0}million\u{a0}GEL");
        assert_eq!(Language::Lt.interval(saving, "GEL", true), "nuo \u{2212}3 iki 9\u{a0}mln.\u{a0}GEL");
        assert_eq!(Language::Ru.interval(saving, "GEL", true), "от \u{2212}3 до 9\u{a0}млн\u{a0}GEL");
        assert_eq!(Language::Ka.interval(saving, "GEL", true), "\u{2212}3-დან 9\u{a0}მლნ\u{a0}GEL-მდე");
    }

    #[test]
    fn a_percentage_never_hides_what_is_not_zero_or_not_all() {
        let english = |share| Language::En.percent(share);
        assert_eq!(english(0.45), "45%");
        assert_eq!(english(0.0), "0%");
        assert_eq!(english(1.0), "100%");
        assert_eq!(english(0.004), "0.4%");
        assert_eq!(english(0.000_01), "less than 0.1%");
        assert_eq!(english(0.999_99), "99.9%");
        assert_eq!(Language::Ru.percent(0.45), "45\u{a0}%");
        assert_eq!(Language::Ka.percent(0.45), "45%");
    }

    #[test]
    fn scale_words_take_the_plural_of_their_number() {
        let million = |language, number, decimals| Scale::Million.long(language, number, decimals);
        assert_eq!(million(Language::Ru, 21.0, 0), "миллион");
        assert_eq!(million(Language::Ru, 3.0, 0), "миллиона");
        assert_eq!(million(Language::Ru, 11.0, 0), "миллионов");
        assert_eq!(million(Language::Ru, 2.1, 1), "миллиона");
        assert_eq!(million(Language::Lt, 21.0, 0), "milijonas");
        assert_eq!(million(Language::Lt, 5.0, 0), "milijonai");
        assert_eq!(million(Language::Lt, 10.0, 0), "milijonų");
        assert_eq!(million(Language::Lt, 2.1, 1), "milijono");
        assert_eq!(million(Language::Ka, 5.0, 0), "მილიონი");
        assert_eq!(million(Language::En, 5.0, 0), "million");
    }

    #[test]
    fn the_direction_comes_from_the_whole_interval_in_every_language() {
        let cases = [
            (Estimate::between(5.0, 2.0, 8.0), Direction::Saves),
            (Estimate::between(-5.0, -8.0, -2.0), Direction::CostsMore),
            (Estimate::between(5.0, -1.0, 8.0), Direction::Unclear),
            (Estimate::between(5.0, 0.0, 8.0), Direction::Unclear),
            (Estimate::known(0.0), Direction::NoDifference),
            (Estimate::known(0.1), Direction::Saves),
            (Estimate::known(-0.1), Direction::CostsMore),
        ];
        for (saving, expected) in cases {
            assert_eq!(Direction::of(saving), expected, "{saving:?}");
        }
        let words = |direction: Direction| Language::ALL.map(|language| direction.word(language));
        assert_eq!(words(Direction::Saves), ["saves", "sutaupo", "экономит", "ზოგავს"]);
        assert_eq!(
            words(Direction::CostsMore),
            ["costs more", "kainuoja daugiau", "обходится дороже", "უფრო ძვირი ჯდება"]
        );
    }

    #[test]
    fn turning_the_sign_swaps_the_ends() {
        assert_eq!(Estimate::between(3.0, -1.0, 9.0).negated(), Estimate::between(-3.0, -9.0, 1.0));
        assert_eq!(Estimate::between(-5.0, -8.0, -2.0).magnitude(), Estimate::between(5.0, 2.0, 8.0));
    }
}
