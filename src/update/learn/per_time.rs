//! People, or other things that are counted, per time, moved by counts over a length of time.

use super::doubts::{cannot, disagrees, rows_disagree, too_masked, unlike};
use super::{Learnt, Subject, WIDEST_MASKS, hidden, worth_in_words};
use crate::codes::Code;
use crate::distribution::Distribution;
use crate::text::{Problem, Problems};
use crate::update::belief::{Gamma, Span, spans_differ};
use crate::update::count::Count;
use crate::update::saying::{length, percent};
use crate::update::tally::Tally;
use crate::update::{Quantity, Update};

/// What is believed of a rate after the counts; `None` if they cannot be added, which is reported.
pub(super) fn learn(
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
        let part = percent(tally.share_observed);
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
        seen: format!("{} in {}{}", events.in_words(), length(days), worth_in_words(worth_of_rows)),
        counted: events.middle() / time,
        surprise: before.surprise(events, time),
    };
    disagrees(tally, &update, problems);
    Some((Learnt::PerTime(after), vec![update]))
}
