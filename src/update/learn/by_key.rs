//! Shares by key, which add up to 1, moved by a count for each key.

use super::doubts::{cannot, disagrees, same_window, too_masked, unlike};
use super::{Learnt, Subject, worth_in_words};
use crate::codes::Code;
use crate::text::{Problem, Problems};
use crate::update::belief::{Beta, dirichlet_after};
use crate::update::count::Count;
use crate::update::{Quantity, Update};
use indexmap::IndexMap;

/// What is believed of all keys after the counts; `None` if they cannot be added, which is reported.
pub(super) fn learn(
    subject: &Subject,
    counts: &IndexMap<String, f64>,
    worth: Option<f64>,
    problems: &mut Problems,
) -> Option<(Learnt, Vec<Update>)> {
    let first = subject.tallies[0].1;
    let keys = || counts.keys().map(String::as_str);
    let mut seen: IndexMap<&str, Count> = IndexMap::new();
    for (key, tally) in &subject.tallies {
        let Some(key) = key.as_ref().and_then(|key| keys().find(|known| known == key)) else {
            let name = &subject.name;
            let (all, first) = (keys().collect::<Vec<_>>().join(", "), keys().next().unwrap_or_default());
            let message = format!("`{}` is not a key of {name}, which has {all}", tally.target.text);
            let help = format!("write one line for each key, such as  {name}.{first} = count where penalty is {first}");
            problems.report(Problem::new(Code::BadMapping, tally.target.place, message, "no such key").help(help));
            return None;
        };
        if tally.has_trials {
            unlike(tally, "shares by key need counts alone", "leave out `of` and the trials", problems);
            return None;
        }
        if !same_window(subject, tally, problems) {
            return None;
        }
        seen.insert(key, tally.rows.iter().fold(Count::known(0), |sum, row| sum.plus(row.events)));
    }
    if let Some(missing) = keys().find(|key| !seen.contains_key(key)) {
        let message = format!("{}: nothing is counted for `{missing}`", subject.name);
        let help = format!("add a line for  {}.{missing}: the shares add up to 1 only together", subject.name);
        problems.report(Problem::new(Code::BadMapping, first.target.place, message, "a key is missing").help(help));
        return None;
    }
    // In an order that does not depend on that of the file.
    let mut sorted: Vec<&str> = keys().collect();
    sorted.sort_unstable();
    let (before, rows): (Vec<f64>, Vec<Count>) = sorted.iter().map(|key| (counts[*key], seen[key])).unzip();
    if before.contains(&0.0) {
        let help = "give each key at least 0.5 in `counts`";
        return cannot(subject, "a key with a count of 0 can never become possible", help, problems);
    }
    let Some(after) = dirichlet_after(&before, &rows, worth) else {
        too_masked(first, problems);
        return None;
    };
    let (all_before, all_after): (f64, f64) = (before.iter().sum(), after.iter().sum());
    let total = rows.iter().fold(Count::known(0), |sum, count| sum.plus(*count));
    let worth_of_rows = worth.filter(|worth| *worth < total.middle());
    let mut updates = vec![];
    for key in keys() {
        let at = sorted.iter().position(|known| *known == key).expect("sorted holds the same keys");
        let own = Beta { a: before[at], b: all_before - before[at] };
        let update = Update {
            name: format!("{}.{key}", subject.name),
            about: Default::default(),
            quantity: Quantity::Share,
            before: own.distribution(),
            after: Beta { a: after[at], b: all_after - after[at] }.distribution(),
            is_matched: false,
            seen: format!("{} of {}{}", rows[at].in_words(), total.in_words(), worth_in_words(worth_of_rows)),
            counted: if total.high > 0 { rows[at].middle() / total.middle() } else { 0.0 },
            // One of several: the surprise of the most surprising key of as many.
            surprise: (own.surprise(rows[at], total.high.max(rows[at].high)) * before.len() as f64).min(1.0),
        };
        let tally = subject.tallies.iter().find(|(own, _)| own.as_deref() == Some(key));
        disagrees(tally.map_or(first, |(_, tally)| tally), &update, problems);
        updates.push(update);
    }
    let learnt = keys().map(|key| {
        let at = sorted.iter().position(|known| *known == key).expect("sorted holds the same keys");
        (key.to_owned(), after[at])
    });
    Some((Learnt::Counts(learnt.collect()), updates))
}
