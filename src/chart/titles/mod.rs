//! Titles that say the finding, written from the numbers; the direction comes from the sign.

mod stack;

pub use stack::{StackFinding, stack_title};

use crate::language::{Argument, Direction, Estimate, Language};

/// The time that a number covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Period {
    /// A sum over so many years.
    Years(f64),
    /// One calendar year.
    Year(i32),
    /// A yearly mean.
    PerYear,
    /// Not said.
    Unsaid,
}

impl Period {
    /// With a no-break space before it; empty if the period is not to be said.
    pub(super) fn after(self, language: Language) -> String {
        let words = match self {
            Period::Years(years) => {
                let decimals = usize::from(years.fract() != 0.0);
                let number = language.number(years, i32::from(decimals == 1));
                let count = Argument::Count(years, decimals);
                language.say("over-years", &[("count", count), ("number", (&number).into())])
            }
            Period::Year(year) => language.say("in-year", &[("year", (&year.to_string()).into())]),
            Period::PerYear => language.word("per-year"),
            Period::Unsaid => return String::new(),
        };
        format!(" {}", words.replacen(' ', "\u{a0}", 1))
    }
}

/// "“Referral” would save 21 million GEL over 5 years"; with the sign turned "would cost … more"; with an interval that
/// covers zero "may save or cost: from … to …".
///
/// `saving` is the baseline's cost minus the policy's.
///
/// ```
/// use crimcost::chart::{Period, saving_title};
/// use crimcost::language::{Estimate, Language};
/// let saving = Estimate::between(3e6, -3e6, 9e6);
/// let title = saving_title(Language::En, "Referral", saving, "GEL", Period::Unsaid);
/// assert_eq!(title.replace('\u{a0}', " "), "“Referral” may save or cost: from −3 to 9 million GEL");
/// ```
pub fn saving_title(language: Language, policy: &str, saving: Estimate, unit: &str, period: Period) -> String {
    let title = match Direction::of(saving) {
        Direction::Saves => {
            let amount = language.amount(saving, unit);
            language.say("title-saves", &[("policy", policy.into()), ("amount", (&amount).into())])
        }
        Direction::CostsMore => {
            let amount = language.amount(saving.magnitude(), unit);
            language.say("title-costs-more", &[("policy", policy.into()), ("amount", (&amount).into())])
        }
        Direction::Unclear => {
            let interval = language.interval(saving, unit, false);
            language.say("title-unclear", &[("policy", policy.into()), ("interval", (&interval).into())])
        }
        Direction::NoDifference => language.say("title-no-difference", &[("policy", policy.into())]),
    };
    format!("{title}{}", period.after(language))
}

/// Which policy costs least and which most, by their means; one policy alone with its cost.
///
/// Says nothing about how sure the order is: where that matters take [`saving_title`]. Empty without policies.
pub fn spending_title(language: Language, policies: &[(String, Estimate)], unit: &str) -> String {
    let least = policies.iter().min_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let most = policies.iter().max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let (Some(least), Some(most)) = (least, most) else { return String::new() };
    // Two digits of the number itself, as on the bars: by its interval 86 would be written as 90 here.
    let amount = |of: Estimate| {
        let half = of.value.abs() / 2.0;
        language.amount(Estimate::between(of.value, of.value - half, of.value + half), unit)
    };
    let low = amount(least.1);
    if least.1.value == most.1.value {
        return language.say("title-spending-one", &[("policy", (&least.0).into()), ("amount", (&low).into())]);
    }
    let high = amount(most.1);
    let parts = [
        ("lowest", (&least.0).into()),
        ("low", (&low).into()),
        ("highest", (&most.0).into()),
        ("high", (&high).into()),
    ];
    language.say("title-spending", &parts)
}

/// From when on a policy saves or costs more, from its saving in each year (in order of years).
pub fn years_title(language: Language, policy: &str, savings: &[(i32, Estimate)], unit: &str) -> String {
    if let [(year, saving)] = savings {
        return saving_title(language, policy, *saving, unit, Period::Year(*year));
    }
    let directions: Vec<Direction> = savings.iter().map(|(_, saving)| Direction::of(*saving)).collect();
    let all = |direction| !directions.is_empty() && directions.iter().all(|d| *d == direction);
    let range = || {
        let sizes = savings.iter().map(|(_, saving)| saving.value.abs());
        let low = sizes.clone().fold(f64::INFINITY, f64::min);
        let high = sizes.fold(0.0, f64::max);
        // the spread between years, not the doubt in one of them
        let middle = (low + high) / 2.0;
        let range = if high > low { Estimate::between(middle, low, high) } else { Estimate::known(middle) };
        language.interval(range, unit, true)
    };
    let from = |direction: Direction| {
        let start = directions.iter().rposition(|d| *d != direction).map_or(0, |last| last + 1);
        savings.get(start).map(|(year, _)| year.to_string())
    };
    let policy = ("policy", policy.into());
    if all(Direction::NoDifference) {
        language.say("title-no-difference", &[policy])
    } else if all(Direction::Saves) {
        language.say("title-saves-every-year", &[policy, ("interval", (&range()).into())])
    } else if all(Direction::CostsMore) {
        language.say("title-costs-every-year", &[policy, ("interval", (&range()).into())])
    } else if let Some(year) = from(Direction::Saves) {
        language.say("title-saves-from", &[policy, ("year", (&year).into())])
    } else if let Some(year) = from(Direction::CostsMore) {
        language.say("title-costs-from", &[policy, ("year", (&year).into())])
    } else {
        language.say("title-years-unclear", &[policy])
    }
}

/// Who saves most and who pays most in addition, of those whose direction is clear.
///
/// `changes` are the policy's spending minus the baseline's, by payer.
pub fn payers_title(language: Language, changes: &[(String, Estimate)], unit: &str) -> String {
    let clear = |direction| {
        changes
            .iter()
            .filter(move |(_, change)| Direction::of(change.negated()) == direction)
            .max_by(|a, b| a.1.value.abs().total_cmp(&b.1.value.abs()))
            .map(|(name, change)| (name, language.amount(change.magnitude(), unit)))
    };
    match (clear(Direction::Saves), clear(Direction::CostsMore)) {
        (Some((saver, saved)), Some((spender, spent))) => language.say(
            "title-payers-both",
            &[
                ("saver", saver.into()),
                ("saved", (&saved).into()),
                ("spender", spender.into()),
                ("spent", (&spent).into()),
            ],
        ),
        (Some((saver, saved)), None) => {
            language.say("title-payers-save", &[("saver", saver.into()), ("saved", (&saved).into())])
        }
        (None, Some((spender, spent))) => {
            language.say("title-payers-spend", &[("spender", spender.into()), ("spent", (&spent).into())])
        }
        (None, None) => language.word("title-payers-unclear"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(language: Language, low: f64, value: f64, high: f64) -> String {
        let saving = Estimate::between(value, low, high);
        saving_title(language, "R", saving, "GEL", Period::Years(5.0)).replace('\u{a0}', " ")
    }

    #[test]
    fn the_title_turns_with_the_sign_in_every_language() {
        let up = |language| title(language, 15.1e6, 21.3e6, 28.1e6);
        assert_eq!(up(Language::En), "“R” would save 21 million GEL over 5 years");
        assert_eq!(up(Language::Lt), "„R“ sutaupytų 21 mln. GEL per 5 metus");
        assert_eq!(up(Language::Ru), "«R»: экономия 21 млн GEL за 5 лет");
        assert_eq!(up(Language::Ka), "„R“: დანაზოგი 21 მლნ GEL 5 წელიწადში");
        let down = |language| title(language, -28.1e6, -21.3e6, -15.1e6);
        assert_eq!(down(Language::En), "“R” would cost 21 million GEL more over 5 years");
        assert_eq!(down(Language::Lt), "„R“ kainuotų 21 mln. GEL daugiau per 5 metus");
        assert_eq!(down(Language::Ru), "«R»: дороже на 21 млн GEL за 5 лет");
        assert_eq!(down(Language::Ka), "„R“: დამატებითი ხარჯი 21 მლნ GEL 5 წელიწადში");
    }

    #[test]
    fn a_saving_whose_interval_covers_zero_says_so_in_every_language() {
        let across = |language| title(language, -3e6, 2e6, 9e6);
        assert_eq!(across(Language::En), "“R” may save or cost: from −3 to 9 million GEL over 5 years");
        assert_eq!(
            across(Language::Lt),
            "„R“ gali ir sutaupyti, ir kainuoti daugiau: nuo −3 iki 9 mln. GEL per 5 metus"
        );
        assert_eq!(across(Language::Ru), "«R» может и сэкономить, и обойтись дороже: от −3 до 9 млн GEL за 5 лет");
        assert_eq!(across(Language::Ka), "„R“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს: −3-დან 9 მლნ GEL-მდე 5 წელიწადში");
    }

    #[test]
    fn years_are_summed_up_only_where_they_agree() {
        let year = |year, low, high| (year, Estimate::between((low + high) / 2.0, low, high));
        let said = |savings: &[(i32, Estimate)]| years_title(Language::En, "R", savings, "GEL").replace('\u{a0}', " ");
        let both = [year(2026, 10.0, 20.0), year(2027, 30.0, 60.0)];
        assert_eq!(said(&both), "“R” would save in every year, 15 to 45 GEL a year");
        assert_eq!(said(&[year(2026, -5.0, 5.0), year(2027, 1.0, 6.0)]), "“R” would save from 2027 on");
        assert_eq!(said(&[year(2026, 1.0, 5.0), year(2027, -6.0, -1.0)]), "“R” would cost more from 2027 on");
        assert_eq!(said(&[year(2026, 1.0, 5.0), year(2027, -1.0, 5.0)]), "Year by year, “R” may save or cost");
        assert_eq!(said(&[year(2026, 10.0, 20.0)]), "“R” would save 15 GEL in 2026");
        assert_eq!(said(&[]), "Year by year, “R” may save or cost");
    }

    #[test]
    fn only_payers_with_a_clear_direction_are_named() {
        let payer =
            |name: &str, low: f64, high: f64| (name.to_owned(), Estimate::between((low + high) / 2.0, low, high));
        let (state, city, donor) = (payer("State", -30.0, -10.0), payer("City", 2.0, 8.0), payer("Donor", -50.0, 60.0));
        let said = |changes: &[(String, Estimate)]| payers_title(Language::En, changes, "GEL").replace('\u{a0}', " ");
        assert_eq!(
            said(&[state.clone(), city.clone(), donor.clone()]),
            "State would save 20 GEL; City would pay 5.0 GEL more"
        );
        assert_eq!(said(&[state, donor.clone()]), "State would save most, 20 GEL");
        assert_eq!(said(&[city, donor.clone()]), "City would pay 5.0 GEL more, the largest increase");
        assert_eq!(said(&[donor]), "No payer is sure to save or to pay more");
    }

    #[test]
    fn spending_names_the_least_and_the_most() {
        let policies = [("A".to_owned(), Estimate::known(300.0)), ("B".to_owned(), Estimate::known(120.0))];
        let said =
            |policies: &[(String, Estimate)]| spending_title(Language::En, policies, "EUR").replace('\u{a0}', " ");
        assert_eq!(said(&policies), "“B” would cost least, 120 EUR; “A” most, 300 EUR");
        assert_eq!(said(&policies[..1]), "“A” would cost 300 EUR");
        assert_eq!(said(&[]), "");
        // A wide interval does not round the number away from what the bars say.
        let wide = [("A".to_owned(), Estimate::between(86.2, 26.0, 193.0)), ("B".to_owned(), Estimate::known(47.0))];
        assert_eq!(said(&wide), "“B” would cost least, 47 EUR; “A” most, 86 EUR");
    }
}
