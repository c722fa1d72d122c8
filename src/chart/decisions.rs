//! Titles of charts about decisions and about what to find out, written from the numbers.

use crate::language::Language;

/// "What to find out next: “hours of a case”, worth 1.2 million GEL", or, where no decision hangs on anything, "… would
/// narrow the result most"; `first` is the most important input and its number in words, absent if nothing is seen.
pub fn information_title(language: Language, by_value: bool, first: Option<(&str, &str)>) -> String {
    match first {
        Some((name, value)) => {
            let key = if by_value { "title-information-value" } else { "title-information-narrow" };
            language.say(key, &[("name", name.into()), ("value", value.into())])
        }
        None => language.word("title-information-none"),
    }
}

/// "Referral saves money with a probability of 93%"; in all draws; in none.
pub fn exceedance_title(language: Language, policy: &str, share: f64) -> String {
    let key = match share {
        1.0 => "title-exceedance-always",
        0.0 => "title-exceedance-never",
        _ => {
            let share = language.percent(share);
            return language.say("title-exceedance", &[("policy", policy.into()), ("share", (&share).into())]);
        }
    };
    language.say(key, &[("policy", policy.into())])
}

/// "Referral is the choice if one year of custody avoided is worth more than 3,000 GEL"; at every worth.
///
/// `turn` is the first worth at which the choice changes, and to what.
pub fn acceptability_title(
    language: Language,
    first: &str,
    turn: Option<(&str, &str)>,
    unit: &str,
    outcome: &str,
) -> String {
    match turn {
        None => language.say("title-acceptability-same", &[("policy", first.into()), ("outcome", outcome.into())]),
        Some((from, policy)) => {
            let parts =
                [("policy", policy.into()), ("from", from.into()), ("unit", unit.into()), ("outcome", outcome.into())];
            language.say("title-acceptability", &parts)
        }
    }
}

/// "Even the best choice is expected to lose up to 0.3 million GEL, most if improving “…” by one … is worth 2,000 GEL";
/// never loses.
///
/// `most` is the largest expected loss of the best choice at any worth shown, and that worth. Any other choice loses more.
pub fn loss_title(language: Language, most: Option<(&str, &str)>, unit: &str, outcome: &str) -> String {
    match most {
        None => language.word("title-loss-none"),
        Some((loss, worth)) => {
            let parts =
                [("loss", loss.into()), ("worth", worth.into()), ("unit", unit.into()), ("outcome", outcome.into())];
            language.say("title-loss", &parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_the_finding_in_each_direction() {
        let title = information_title(Language::En, true, Some(("hours of a case", "1.2 million GEL")));
        assert_eq!(title, "What to find out next: “hours of a case”, worth 1.2 million GEL");
        assert!(information_title(Language::En, false, Some(("hours", "34%"))).contains("no decision hangs on it"));
        assert!(information_title(Language::En, true, None).contains("no single figure"));
        let lost = loss_title(Language::En, Some(("277 thousand EUR", "850 EUR")), "person", "Convictions");
        assert_eq!(
            lost,
            "Even the best choice is expected to lose up to 277 thousand EUR, most if improving “Convictions” by one \
             person is worth 850 EUR"
        );
        assert_eq!(loss_title(Language::En, None, "", ""), "The best choice loses nothing in any draw");
        assert_eq!(exceedance_title(Language::En, "Referral", 1.0), "Referral saves money in all draws");
        assert_eq!(exceedance_title(Language::En, "Referral", 0.0), "Referral saves money in no draw");
        assert_eq!(exceedance_title(Language::En, "Referral", 0.93), "Referral saves money with a probability of 93%");
    }
}
