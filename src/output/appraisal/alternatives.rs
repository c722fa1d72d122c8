//! What the tables of alternatives, stresses and sources share: savings as cells, counts as sentences, and the dot strip.

use crate::appraisal::{Saved, Verdict};
use crate::chart::{Strip, StripRow, Unit};
use crate::language::{Argument, Estimate, Language};
use crate::model::Model;
use crate::output::charts;
use crate::output::report::{Page, Scale, decimals, figure, interval, names};
use crate::results::MoneyColumn;

/// One row of a table of savings.
pub struct SavingLine<'a> {
    pub label: String,
    /// By [`MoneyColumn`]; absent if there is no answer.
    pub senses: Option<&'a [Option<Saved>; 4]>,
    /// What stands in the last column: a verdict, or why there is none in a word or two.
    pub verdict: String,
    /// How far the mean lies from the headline's, if that is shown.
    pub change: Option<f64>,
    /// Whether a sense that only this row knows is left to the CSV.
    pub aside: bool,
}

/// A table of savings in all senses that any row knows, in one scale; with `changes` a column for them.
pub fn table(page: &mut Page, first: &str, lines: &[SavingLine], headline: MoneyColumn, changes: bool, currency: &str) {
    let known: Vec<MoneyColumn> = MoneyColumn::ALL
        .into_iter()
        .filter(|sense| {
            let knows = |line: &SavingLine| line.senses.is_some_and(|senses| senses[*sense as usize].is_some());
            *sense == headline || lines.iter().any(|line| !line.aside && knows(line))
        })
        .collect();
    let all = lines.iter().filter_map(|line| line.senses).flatten().flatten();
    let scale = Scale::of(all.flat_map(|saved| [saved.mean, saved.low, saved.high]));
    // With few senses mean and interval stand beside each other, with many below each other.
    let beside = known.len() + usize::from(changes) <= 2;
    let mut header = vec![format!("{first}, {}{currency}", scale.word())];
    for sense in &known {
        let mark = if *sense == headline && known.len() > 1 { " *" } else { "" };
        header.push(format!("{}{mark}", short(*sense)));
        if beside {
            header.push("90 % of draws".to_owned());
        }
    }
    if changes {
        header.push("change".to_owned());
    }
    header.push(String::new());
    let rows = lines.iter().map(|line| {
        let mut cells = vec![line.label.clone()];
        for sense in &known {
            let [mean, ends] = cells_of(line.senses.and_then(|senses| senses[*sense as usize]), scale);
            if beside {
                cells.extend([mean, ends]);
            } else {
                cells.push(if ends.is_empty() { mean } else { format!("{mean}\n{ends}") });
            }
        }
        if changes {
            let ends = line.senses.and_then(|senses| ends(&senses[headline as usize]?));
            cells.push(match line.change {
                Some(change) if change != 0.0 => signed(change, decimals(change, ends, scale), scale),
                Some(_) => "0".to_owned(),
                None => String::new(),
            });
        }
        cells.push(line.verdict.clone());
        cells
    });
    page.table(&header, rows.collect(), 1);
    if known.len() > 1 {
        page.paragraph(&format!("* {}: the sense of the headline.", short(headline)));
    }
}

fn signed(change: f64, digits: i32, scale: Scale) -> String {
    let text = figure(change.abs(), digits, scale);
    match text.chars().any(|letter| ('1'..='9').contains(&letter)) {
        true => format!("{}{text}", if change < 0.0 { "−" } else { "+" }),
        false => text,
    }
}

fn ends(saved: &Saved) -> Option<(f64, f64)> {
    let wide = saved.high - saved.low > 1e-9 * saved.high.abs().max(saved.low.abs());
    wide.then_some((saved.low, saved.high))
}

/// Mean and interval as two cells; empty where not known.
pub fn cells_of(saved: Option<Saved>, scale: Scale) -> [String; 2] {
    let Some(saved) = saved else { return Default::default() };
    if saved.verdict() == Verdict::Same {
        return ["0".to_owned(), String::new()];
    }
    let ends = ends(&saved);
    let digits = decimals(saved.mean, ends, scale);
    [figure(saved.mean, digits, scale), ends.map_or_else(String::new, |ends| interval(ends, digits, scale))]
}

/// A sense of money in a table's head.
pub fn short(sense: MoneyColumn) -> &'static str {
    match sense {
        MoneyColumn::Average => "average",
        MoneyColumn::LongRun => "long-run",
        MoneyColumn::ShortRun => "short-run",
        MoneyColumn::Cashable => "cashable",
    }
}

/// "a saves as it stands; it saves in 9 of 14 alternatives; it costs more in 2 (x, y) …".
///
/// `[one, many]` is the noun of what is counted.
pub fn counted(policy: &str, own: Verdict, others: &[(String, Verdict)], [one, many]: [&str; 2]) -> String {
    let now = match own {
        Verdict::Saves => "saves as it stands",
        Verdict::Costs => "costs more as it stands",
        Verdict::Open => "may save or cost as it stands",
        Verdict::Same => "saves nothing and costs nothing as it stands",
    };
    let all = others.len();
    if all == 0 {
        return format!("{policy} {now}; no {one} could be run.");
    }
    if others.iter().all(|(_, verdict)| *verdict == own) {
        return match all {
            1 => format!("{policy} {now}, and in the one {one} that could be run."),
            _ => format!("{policy} {now}, and in all {all} {many}."),
        };
    }
    let mut parts = vec![];
    for (verdict, words) in [
        (Verdict::Saves, "it saves"),
        (Verdict::Open, "it may save or cost"),
        (Verdict::Costs, "it costs more"),
        (Verdict::Same, "it saves nothing and costs nothing"),
    ] {
        let cases: Vec<&str> = others.iter().filter(|(_, of)| *of == verdict).map(|(name, _)| name.as_str()).collect();
        if cases.is_empty() {
            continue;
        }
        // The usual answer needs no list of its cases.
        let which = if verdict == own { String::new() } else { format!(" ({})", names(&cases, MOST_NAMES)) };
        let of_all = if parts.is_empty() { format!(" of {all} {many}") } else { String::new() };
        parts.push(format!("{words} in {}{of_all}{which}", cases.len()));
    }
    format!("{policy} {now}; {}.", parts.join("; "))
}

/// Names of alternatives and sources in a sentence.
pub const MOST_NAMES: usize = 4;

/// The name of a policy for readers of a language.
pub fn title_of(model: &Model, policy: &str, language: Language) -> String {
    let found = model.policies.iter().find(|known| known.name == policy);
    found.map_or_else(String::new, |found| charts::policy_title(found, language))
}

/// A name that can be part of a file's name.
pub fn file_part(name: &str) -> String {
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

/// A saving as charts take it.
pub fn estimate(saved: &Saved) -> Estimate {
    match ends(saved) {
        Some((low, high)) => Estimate::between(saved.mean, low, high),
        None => Estimate::known(saved.mean),
    }
}

/// A dot strip with these rows and this title.
pub fn strip(
    model: &Model,
    language: Language,
    headline: MoneyColumn,
    draws: usize,
    title: String,
    rows: Vec<StripRow>,
) -> Strip {
    // Alternatives may differ in the rate; the rows say so.
    let unit = Unit { discounted: None, ..charts::unit(model, false) };
    Strip { heading: charts::heading(model, language, title, headline, draws), unit, rows, open_dot: None }
}

/// The title of a strip: how many of its rows save, cost more, do neither or leave it open.
pub fn strip_title(language: Language, keys: Title, policy: &str, verdicts: &[Verdict]) -> String {
    let all = verdicts.len();
    let all_text = language.count(all);
    let say = |structure: &str, stress: &str, counts: &str| {
        let count = Argument::Count(all as f64, 0);
        let parts =
            [("policy", policy.into()), ("count", count), ("all", (&all_text).into()), ("counts", counts.into())];
        language.say(if keys == Title::Structure { structure } else { stress }, &parts)
    };
    let kinds = [
        (Verdict::Saves, "strip-count-saves", ["title-structure-all-save", "title-stress-all-save"]),
        (Verdict::Costs, "strip-count-costs", ["title-structure-all-cost", "title-stress-all-cost"]),
        (Verdict::Open, "strip-count-open", ["title-structure-open", "title-stress-open"]),
        (Verdict::Same, "strip-count-same", ["title-structure-all-same", "title-stress-all-same"]),
    ];
    let mut counts = vec![];
    for (verdict, key, [structure, stress]) in kinds {
        let number = verdicts.iter().filter(|known| **known == verdict).count();
        if number == all {
            return say(structure, stress, "");
        }
        if number > 0 {
            counts.push(language.say(key, &[("number", (&language.count(number)).into())]));
        }
    }
    say("title-structure-mixed", "title-stress-mixed", &counts.join(", "))
}

/// What a strip is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    Structure,
    Stress,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(own: Verdict, others: &[(&str, Verdict)]) -> String {
        let others: Vec<(String, Verdict)> = others.iter().map(|(name, of)| ((*name).to_owned(), *of)).collect();
        counted("care", own, &others, ["alternative", "alternatives"])
    }

    #[test]
    fn the_sentence_counts_what_saves_and_names_what_does_not() {
        use Verdict::{Costs, Open, Saves};
        assert_eq!(said(Saves, &[("a", Saves), ("b", Saves)]), "care saves as it stands, and in all 2 alternatives.");
        assert_eq!(
            said(Saves, &[("a", Saves), ("b", Costs), ("c", Open), ("d", Open)]),
            "care saves as it stands; it saves in 1 of 4 alternatives; it may save or cost in 2 (c and d); it costs more in \
             1 (b)."
        );
        assert_eq!(
            said(Open, &[("a", Costs)]),
            "care may save or cost as it stands; it costs more in 1 of 1 alternatives (a)."
        );
        assert_eq!(said(Saves, &[]), "care saves as it stands; no alternative could be run.");
    }

    #[test]
    fn titles_turn_with_the_counts_in_every_language() {
        use Verdict::{Costs, Open, Same, Saves};
        let cases: [&[Verdict]; 10] = [
            &[Saves, Saves],
            &[Costs, Costs],
            &[Open, Open],
            &[Same, Same],
            &[Same, Open],
            &[Saves, Same],
            &[Saves, Open],
            &[Costs, Open],
            &[Saves, Costs],
            &[Saves, Costs, Open],
        ];
        for language in Language::ALL {
            for keys in [Title::Structure, Title::Stress] {
                let titles: Vec<String> =
                    cases.iter().map(|verdicts| strip_title(language, keys, "R", verdicts)).collect();
                for (number, title) in titles.iter().enumerate() {
                    assert!(title.contains('R') && !titles[..number].contains(title), "{language}: {title}");
                }
            }
        }
        let both = strip_title(Language::En, Title::Structure, "R", &[Saves, Costs, Costs, Saves]);
        assert_eq!(both, "“R” in 4 alternatives: saves in 2, costs more in 2");
        let every = strip_title(Language::En, Title::Stress, "R", &[Saves, Costs, Open, Same, Same]);
        assert_eq!(
            every,
            "“R” under 5 stresses: saves in 1, costs more in 1, may save or cost in 1, saves nothing and costs nothing \
             in 2"
        );
        let one = strip_title(Language::En, Title::Stress, "R", &[Saves]);
        assert_eq!(one, "“R” would save under the one stress");
        let none = strip_title(Language::En, Title::Structure, "R", &[Same, Same]);
        assert_eq!(none, "“R” would save nothing and cost nothing in all 2 alternatives");
    }
}
