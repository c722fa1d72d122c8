//! The title of stacked reforms.

use super::Period;
use crate::language::{Argument, Direction, Estimate, Language};

/// What a title says of a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct StackFinding {
    pub reforms: usize,
    /// What all save together.
    pub total: Estimate,
    /// What all save together above the sum of what each saves alone.
    pub above_the_sum: Estimate,
    /// The reform whose share goes clearly against the total, with its share.
    pub against: Option<(String, Estimate)>,
}

/// "Together 3 reforms would save 12 million GEL over 5 years, though "b" costs 2 million more"; where none goes against
/// the others, how far they overlap or reinforce each other, if that is clear.
pub fn stack_title(language: Language, finding: &StackFinding, unit: &str, period: Period) -> String {
    let number = language.count(finding.reforms);
    let amount_of = |estimate: Estimate| language.amount(estimate.magnitude(), unit);
    let amount = amount_of(finding.total);
    // The bars show spending, so that the ends of an unclear saving need words in place of signs.
    let (low, high) = finding.total.interval.unwrap_or((finding.total.value, finding.total.value));
    let end = |end: f64| language.amount(Estimate { value: end.abs(), ..finding.total }, unit);
    let (more, less) = (end(low), end(high));
    let period = period.after(language);
    let direction = Direction::of(finding.total);
    let key = match direction {
        Direction::Saves => "title-stack-saves",
        Direction::CostsMore => "title-stack-costs",
        Direction::Unclear => "title-stack-unclear",
        Direction::NoDifference => "title-stack-same",
    };
    let places = [
        ("count", Argument::Count(finding.reforms as f64, 0)),
        ("number", (&number).into()),
        ("period", (&period).into()),
        ("amount", (&amount).into()),
        ("more", (&more).into()),
        ("less", (&less).into()),
    ];
    let title = language.say(key, &places);
    if let Some((policy, share)) = &finding.against {
        let amount = amount_of(*share);
        let key = if share.value < 0.0 { "title-stack-but-costs" } else { "title-stack-but-saves" };
        let places = [("title", (&title).into()), ("policy", policy.into()), ("amount", (&amount).into())];
        return language.say(key, &places);
    }
    let above = amount_of(finding.above_the_sum);
    let key = match (direction, Direction::of(finding.above_the_sum)) {
        (Direction::Saves, Direction::Saves) | (Direction::CostsMore, Direction::CostsMore) => "title-stack-more",
        (Direction::Saves, Direction::CostsMore) | (Direction::CostsMore, Direction::Saves) => "title-stack-less",
        _ => return title,
    };
    language.say(key, &[("title", (&title).into()), ("amount", (&above).into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(language: Language, finding: &StackFinding) -> String {
        stack_title(language, finding, "EUR", Period::Years(5.0)).replace('\u{a0}', " ")
    }

    fn between(low: f64, high: f64) -> Estimate {
        Estimate::between((low + high) / 2.0, low, high)
    }

    #[test]
    fn the_title_says_the_finding_in_every_direction() {
        let zero = Estimate::between(0.0, 0.0, 0.0);
        let saves = StackFinding { reforms: 3, total: between(10e6, 30e6), above_the_sum: zero, against: None };
        let with = |total, above_the_sum| StackFinding { total, above_the_sum, ..saves.clone() };
        let english = |finding: &StackFinding| said(Language::En, finding);
        assert_eq!(english(&saves), "Together 3 reforms would save 20 million EUR over 5 years");
        assert_eq!(
            english(&with(between(10e6, 30e6), between(-3e6, -1e6))),
            "Together 3 reforms would save 20 million EUR over 5 years, 2.0 million EUR less than the sum of each alone"
        );
        assert_eq!(
            english(&with(between(10e6, 30e6), between(1e6, 3e6))),
            "Together 3 reforms would save 20 million EUR over 5 years, 2.0 million EUR more than the sum of each alone"
        );
        assert_eq!(
            english(&with(between(-30e6, -10e6), between(1e6, 3e6))),
            "Together 3 reforms would cost 20 million EUR more over 5 years, 2.0 million EUR less than the sum of each alone"
        );
        assert_eq!(
            english(&with(between(-30e6, -10e6), between(-3e6, -1e6))),
            "Together 3 reforms would cost 20 million EUR more over 5 years, 2.0 million EUR more than the sum of each alone"
        );
        assert_eq!(
            english(&with(between(-3e6, 9e6), between(-3e6, -1e6))),
            "Together 3 reforms may save or cost over 5 years: from 3 million EUR more to 9 million EUR less"
        );
        assert_eq!(english(&with(zero, zero)), "Together 3 reforms would neither save nor cost over 5 years");
        let but = |against| StackFinding { against: Some(("B".to_owned(), against)), ..saves.clone() };
        assert_eq!(
            english(&but(between(-3e6, -1e6))),
            "Together 3 reforms would save 20 million EUR over 5 years, though “B” costs 2.0 million EUR more"
        );
        let costly = StackFinding { total: between(-30e6, -10e6), ..but(between(1e6, 3e6)) };
        assert_eq!(
            english(&costly),
            "Together 3 reforms would cost 20 million EUR more over 5 years, though “B” saves 2.0 million EUR"
        );
    }

    #[test]
    fn the_title_speaks_every_language() {
        let finding =
            StackFinding { reforms: 5, total: between(10e6, 30e6), above_the_sum: between(-3e6, -1e6), against: None };
        assert_eq!(
            said(Language::Lt, &finding),
            "Kartu 5 reformos sutaupytų 20 mln. EUR per 5 metus – 2,0 mln. EUR mažiau nei pavienių reformų suma"
        );
        assert_eq!(
            said(Language::Ru, &finding),
            "Вместе 5 реформ: экономия 20 млн EUR за 5 лет, на 2,0 млн EUR меньше суммы по отдельности"
        );
        assert_eq!(
            said(Language::Ka, &finding),
            "5 რეფორმა ერთად: დანაზოგი 20 მლნ EUR 5 წელიწადში, ცალ-ცალკე აღებულთა ჯამზე 2,0 მლნ EUR-ით ნაკლები"
        );
    }
}
