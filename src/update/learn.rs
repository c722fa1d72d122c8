//! From counts and a scenario to what is believed afterwards, parameter by parameter, with what speaks against it.

use super::belief::{Beta, Gamma, Span, Trials, dirichlet_after, rows_differ, spans_differ};
use super::count::Count;
use super::gather::Tally;
use super::words::Word;
use super::{Quantity, Update};
use crate::codes::Code;
use crate::distribution::Distribution;
use crate::model::{Model, Parameter, Value};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};
use crate::unit::Unit;
use indexmap::IndexMap;

/// Below this probability counts disagree with what was believed before.
pub const DISAGREE: f64 = 0.05;
/// Below this probability they do so strongly.
pub const DISAGREE_STRONGLY: f64 = 0.01;
/// The most values that all masked counts of one parameter can have.
const WIDEST_MASKS: u64 = 2_000;

/// The tallies of one parameter, and where it stands in the scenario.
pub struct Subject<'a> {
    pub name: String,
    pub node: &'a Node,
    pub parameter: &'a Parameter,
    /// With the key, for shares that are read by key.
    pub tallies: Vec<(Option<String>, &'a Tally)>,
}

/// What the counts made of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Learnt {
    Share(Beta),
    PerTime(Gamma),
    Counts(IndexMap<String, f64>),
}

/// The parameters that the tallies name.
pub fn subjects<'a>(
    tree: &'a Node,
    model: &'a Model,
    tallies: &'a [Tally],
    problems: &mut Problems,
) -> Vec<Subject<'a>> {
    let mut found: Vec<Subject> = vec![];
    for tally in tallies {
        let text = tally.target.text.as_str();
        let (name, key) = match text.rsplit_once('.') {
            Some((name, key)) => (name, Some(key.to_owned())),
            None => (text, None),
        };
        let Some((node, parameter)) = find(tree, model, name, &tally.target, problems) else { continue };
        match found.iter().position(|subject| subject.name == name) {
            Some(at) => found[at].tallies.push((key, tally)),
            None => found.push(Subject { name: name.to_owned(), node, parameter, tallies: vec![(key, tally)] }),
        }
    }
    found
}

/// A parameter of the scenario, or of the one policy that has it.
fn find<'a>(
    tree: &'a Node,
    model: &'a Model,
    name: &str,
    target: &Word,
    problems: &mut Problems,
) -> Option<(&'a Node, &'a Parameter)> {
    let of_policy = |policy: &str| tree.at(&["policy", policy, "parameter", name]);
    if let Some(node) = tree.at(&["parameter", name]) {
        // A policy that says something else about the parameter is left alone.
        let mut others = model.policies.iter().filter(|policy| of_policy(&policy.name).is_none());
        let found = others.find_map(|policy| policy.parameters.get(name));
        if found.is_none() {
            let message = format!("{name}: every policy has its own, or drops it");
            problems.report(
                Problem::new(Code::CannotUpdate, target.place, message, "read by nobody")
                    .also(node.place, "written here")
                    .help("update a parameter that the baseline reads"),
            );
        }
        return Some((node, found?));
    }
    let own: Vec<_> = model.policies.iter().filter(|policy| of_policy(&policy.name).is_some()).collect();
    match own[..] {
        [policy] => Some((of_policy(&policy.name)?, policy.parameters.get(name)?)),
        [] => {
            let known = tree.get("parameter").and_then(Node::as_table);
            let known = known.into_iter().flat_map(|known| known.keys()).map(String::as_str);
            problems.report(
                Problem::new(
                    Code::UnknownParameter,
                    target.place,
                    format!("no parameter called `{name}`"),
                    "does not exist",
                )
                .help(did_you_mean(name, known)),
            );
            None
        }
        _ => {
            let message = format!("{name}: several policies have a parameter of this name");
            problems.report(
                Problem::new(Code::CannotUpdate, target.place, message, "which one?")
                    .help("make it a parameter of the scenario, or rename it in one of the policies"),
            );
            None
        }
    }
}

/// What is believed after the counts, and what to show of it; `None` if they cannot be added, which is reported.
pub fn learn(subject: &Subject, worth: Option<f64>, problems: &mut Problems) -> Option<(Learnt, Vec<Update>)> {
    let parameter = subject.parameter;
    match &parameter.value {
        Value::Counts(counts) => dirichlet(subject, counts, worth, problems),
        Value::Uncertain(distribution) => {
            let [(None, tally)] = subject.tallies[..] else {
                let target = &subject.tallies[0].1.target;
                let message = format!("{}: the parameter has no keys", subject.name);
                problems.report(
                    Problem::new(Code::BadMapping, target.place, message, "a key")
                        .help(format!("write  {} = …", subject.name)),
                );
                return None;
            };
            if is_per_time(&parameter.unit) {
                per_time(subject, tally, distribution, worth, problems)
            } else if parameter.unit.dimensions.is_none() {
                share(subject, tally, distribution, worth, problems)
            } else {
                let unit = &parameter.unit.text;
                cannot(
                    subject,
                    &format!("counts say nothing about {unit}"),
                    "neither a share nor people per time",
                    problems,
                )
            }
        }
        Value::Known(_) | Value::Shares(_) => {
            let message = "what is known exactly cannot be moved by counts";
            cannot(
                subject,
                message,
                "write a range, or counts that say what it is worth: observed = { … }, worth = 40, or counts = { … }",
                problems,
            )
        }
        Value::Formula(_) => {
            cannot(subject, "a formula follows from its parts", "count for its parts instead", problems)
        }
        Value::ByYear { .. } | Value::ByGroup(_) => {
            let help = "make each year or group a parameter of its own, and read those";
            cannot(subject, "it has several values", help, problems)
        }
        Value::SinceEntry { .. } | Value::View { .. } | Value::Spread(_) => {
            let help = "only shares, counts and people per time can be updated";
            cannot(subject, "it is no single number", help, problems)
        }
    }
}

/// One thing that is counted, or declared as such, per time.
fn is_per_time(unit: &Unit) -> bool {
    let mut bases = unit.dimensions.iter().filter(|(base, _)| *base != "day");
    let counted = bases
        .next()
        .is_some_and(|(base, power)| power == 1 && base != "gram" && !crate::unit::Units::is_currency(base));
    counted && bases.next().is_none() && unit.dimensions.power("day") == -1
}

fn cannot<T>(subject: &Subject, why: &str, help: &str, problems: &mut Problems) -> Option<T> {
    let target = &subject.tallies[0].1.target;
    problems.report(
        Problem::new(Code::CannotUpdate, target.place, format!("{}: {why}", subject.name), "cannot be updated")
            .also(subject.node.place, "written here")
            .help(help),
    );
    None
}

fn unlike(tally: &Tally, message: &str, help: &str, problems: &mut Problems) {
    let message = format!("{}: {message}", tally.target.text);
    problems.report(Problem::new(Code::BadMapping, tally.target.place, message, "not these counts").help(help));
}

fn too_masked(tally: &Tally, problems: &mut Problems) {
    let message = format!("{}: too many counts are masked", tally.target.text);
    problems.report(
        Problem::new(Code::Masked, tally.target.place, message, "too much is hidden")
            .help("join rows, so that fewer counts are masked"),
    );
}

fn share(
    subject: &Subject,
    tally: &Tally,
    distribution: &Distribution,
    worth: Option<f64>,
    problems: &mut Problems,
) -> Option<(Learnt, Vec<Update>)> {
    if !tally.has_trials {
        unlike(tally, "a share needs events of trials", "write  share_accepting = accepted of offered", problems);
        return None;
    }
    if !same_window(subject, tally, problems) {
        return None;
    }
    let Some(before) = Beta::matched(distribution) else {
        return cannot(
            subject,
            "it may lie outside 0 and 1",
            "write a share: a range or limits inside 0 and 1",
            problems,
        );
    };
    let rows: Vec<Trials> = tally.rows.iter().map(|row| Trials { events: row.events, trials: row.trials }).collect();
    if hidden(rows.iter().map(|row| row.events)) > WIDEST_MASKS {
        too_masked(tally, problems);
        return None;
    }
    let after = before.after(&rows, worth);
    let events = rows.iter().fold(Count::known(0), |sum, row| sum.plus(row.events));
    let trials: u64 = rows.iter().map(|row| row.trials).sum();
    let worth_of_rows = worth.filter(|worth| *worth < trials as f64);
    if worth_of_rows.is_none() {
        rows_disagree(tally, rows_differ(&rows), problems);
    }
    let update = Update {
        name: tally.target.text.clone(),
        about: subject.parameter.about.clone(),
        quantity: Quantity::Share,
        before: before.distribution(),
        after: after.distribution(),
        is_matched: !matches!(distribution, Distribution::Beta { .. }),
        seen: format!("{} of {trials}{}", events.in_words(), worth_in_words(worth_of_rows)),
        counted: events.middle() / trials as f64,
        surprise: before.surprise(events, trials),
    };
    disagrees(tally, &update, problems);
    Some((Learnt::Share(after), vec![update]))
}

fn per_time(
    subject: &Subject,
    tally: &Tally,
    distribution: &Distribution,
    worth: Option<f64>,
    problems: &mut Problems,
) -> Option<(Learnt, Vec<Update>)> {
    let unit = &subject.parameter.unit;
    if tally.has_trials {
        let help = format!("write  {} = offered in 3 months", subject.name);
        unlike(tally, &format!("{} is counted per time, not of trials", unit.text), &help, problems);
        return None;
    }
    if tally.window.is_none() {
        let message = format!("{}: the counts do not say what time they cover", subject.name);
        problems.report(
            Problem::new(Code::WindowClash, tally.target.place, message, "how long?")
                .help(format!("write  {} = offered in 1 year  (or a column `in`): what each row covers", subject.name)),
        );
        return None;
    }
    let Some(before) = Gamma::matched(distribution) else {
        return cannot(subject, "it may lie below 0", "write a range above 0", problems);
    };
    // A rate in person/year counts years: its factor is how many of them a day is.
    let rows: Vec<Span> =
        tally.rows.iter().map(|row| Span { events: row.events, time: row.days * unit.factor }).collect();
    if hidden(rows.iter().map(|row| row.events)) > WIDEST_MASKS {
        too_masked(tally, problems);
        return None;
    }
    let after = before.after(&rows, worth);
    let events = rows.iter().fold(Count::known(0), |sum, row| sum.plus(row.events));
    let time: f64 = rows.iter().map(|row| row.time).sum();
    let worth_of_rows = worth.filter(|worth| *worth < events.middle());
    if worth_of_rows.is_none() {
        rows_disagree(tally, spans_differ(&rows), problems);
    }
    if tally.share_observed < 1.0 {
        let part = super::percent(tally.share_observed);
        let message =
            format!("{}: {part} of the courts were observed; the others are taken to be like them", subject.name);
        problems.report(
            Problem::new(Code::PartObserved, tally.target.place, message, "a total from a part")
                .help("say in the brief which courts were left out, and why they may differ"),
        );
    }
    let days = tally.rows.iter().map(|row| row.days).sum::<f64>();
    let update = Update {
        name: tally.target.text.clone(),
        about: subject.parameter.about.clone(),
        quantity: Quantity::PerTime(unit.text.clone()),
        before: before.distribution(),
        after: after.distribution(),
        is_matched: !matches!(distribution, Distribution::Gamma { .. }),
        seen: format!("{} in {}{}", events.in_words(), super::length(days), worth_in_words(worth_of_rows)),
        counted: events.middle() / time,
        surprise: before.surprise(events, time),
    };
    disagrees(tally, &update, problems);
    Some((Learnt::PerTime(after), vec![update]))
}

fn dirichlet(
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

fn hidden(counts: impl Iterator<Item = Count>) -> u64 {
    counts.map(|count| count.high - count.low).sum()
}

fn worth_in_words(worth: Option<f64>) -> String {
    worth.map_or_else(String::new, |worth| format!(", worth {}", super::number(worth)))
}

/// Whether the counts have the window of the parameter; reports it if not.
fn same_window(subject: &Subject, tally: &Tally, problems: &mut Problems) -> bool {
    let name = &subject.name;
    let days = super::length;
    let (message, help) = match (subject.parameter.window, tally.window) {
        (None, None) => return true,
        (Some(own), Some((counted, _))) if (own - counted).abs() <= 1e-6 * own => return true,
        (Some(own), None) => (
            format!("{name} is a risk in {}; the counts do not say in what time", days(own)),
            format!("write  {name} = seen_again of completed in 12 months  (or a column `in`)"),
        ),
        (None, Some((counted, _))) => (
            format!("{name} has no window; the counts have {}", days(counted)),
            "leave out `in` and the length of time, or give the parameter the same window".to_owned(),
        ),
        (Some(own), Some((counted, _))) => (
            format!("{name} is a risk in {}; the counts are of {}", days(own), days(counted)),
            "count those seen again in the parameter's window, or rewrite the parameter for the window counted: no \
             rate is taken to be the same all the time"
                .to_owned(),
        ),
    };
    let place = tally.window.map_or(tally.target.place, |(_, place)| place);
    problems.report(
        Problem::new(Code::WindowClash, place, message, "another length of time")
            .also(subject.node.place, "the parameter")
            .help(help),
    );
    false
}

fn rows_disagree(tally: &Tally, probability: Option<f64>, problems: &mut Problems) {
    if probability.is_some_and(|probability| probability < DISAGREE_STRONGLY) {
        let message = format!("{}: the rows differ more than chance would make them", tally.target.text);
        problems.report(
            Problem::new(Code::RowsDiffer, tally.target.place, message, "taken as one all the same")
                .help("what comes out is too sure of itself: say what the counts are worth elsewhere, as  # worth: 40")
                .help("or write the years into the scenario as a list under `observed`, which keeps their spread"),
        );
    }
}

fn disagrees(tally: &Tally, update: &Update, problems: &mut Problems) {
    if update.surprise >= DISAGREE {
        return;
    }
    let strongly = if update.surprise < DISAGREE_STRONGLY { " strongly" } else { "" };
    let message = format!("{}: the counts and what was believed before disagree{strongly}", update.name);
    let label = format!("counts this far out had a probability of {}", super::percent(update.surprise));
    problems.report(
        Problem::new(Code::DataDisagree, tally.target.place, message, label)
            .help("look whether both are about the same people, before using a mean of the two")
            .help("if the old number was no more than a guess, give it a wider range"),
    );
}
