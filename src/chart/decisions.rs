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

/// How probable it is that each policy saves, 0 to 1: "“Referral” saves money with a probability of 93%"; of several
/// policies where that is lowest and highest; empty without policies.
pub fn exceedance_title(language: Language, policies: &[(String, f64)]) -> String {
    let by_share = |a: &&(String, f64), b: &&(String, f64)| a.1.total_cmp(&b.1);
    let ends = policies.iter().min_by(by_share).zip(policies.iter().max_by(by_share));
    let Some(((lowest, low), (highest, high))) = ends else { return String::new() };
    let (number, shares) = (language.count(policies.len()), [low, high].map(|share| language.percent(*share)));
    let parts = [
        ("policy", highest.into()),
        ("number", (&number).into()),
        ("share", (&shares[0]).into()),
        ("low", (&shares[0]).into()),
        ("high", (&shares[1]).into()),
        ("lowest", lowest.into()),
        ("highest", highest.into()),
    ];
    let same = shares[0] == shares[1];
    let key = match (policies.len(), same, *low, *high) {
        (1, _, 1.0, _) => "title-exceedance-always",
        (1, _, _, 0.0) => "title-exceedance-never",
        (1, ..) => "title-exceedance",
        (_, _, 1.0, _) => "title-exceedance-all-always",
        (_, _, _, 0.0) => "title-exceedance-all-never",
        (_, true, ..) => "title-exceedance-all",
        (_, false, ..) => "title-exceedance-range",
    };
    language.say(key, &parts)
}

/// "“Referral” is the best choice if improving “Years of custody” by one year is worth 3,000 GEL or more"; at every worth.
///
/// `turn` is the last worth at which the choice changes, and to what: from there on it stays.
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
        let said = |shares: &[f64]| {
            let names = ["Referral", "Fine", "Care"].map(str::to_owned).into_iter();
            exceedance_title(Language::En, &names.zip(shares.iter().copied()).collect::<Vec<_>>())
        };
        assert_eq!(said(&[1.0]), "“Referral” saves money in all draws");
        assert_eq!(said(&[0.0]), "“Referral” saves money in no draw");
        assert_eq!(said(&[0.93]), "“Referral” saves money with a probability of 93%");
        assert_eq!(said(&[1.0, 1.0]), "Each of 2 policies saves money in all draws");
        assert_eq!(said(&[0.0, 0.0]), "None of 2 policies saves money in any draw");
        assert_eq!(said(&[0.5, 0.5]), "Each of 2 policies saves money with a probability of 50%");
        assert_eq!(said(&[0.2, 1.0, 0.5]), "The probability of saving goes from 20% for “Referral” to 100% for “Fine”");
        assert_eq!(said(&[]), "");
        let turn = Some(("865 EUR", "Referral"));
        assert_eq!(
            acceptability_title(Language::En, "Fine", turn, "person", "Convictions"),
            "“Referral” is the best choice if improving “Convictions” by one person is worth 865 EUR or more"
        );
    }
}
