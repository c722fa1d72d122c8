//! A share, moved by events among trials.

use super::doubts::{cannot, disagrees, rows_disagree, same_window, too_masked, unlike};
use super::{Learnt, Subject, WIDEST_MASKS, hidden, worth_in_words};
use crate::distribution::Distribution;
use crate::text::Problems;
use crate::update::belief::{Beta, Trials, rows_differ};
use crate::update::count::Count;
use crate::update::tally::Tally;
use crate::update::{Quantity, Update};

/// What is believed of a share after the counts; `None` if they cannot be added, which is reported.
pub(super) fn learn(
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
