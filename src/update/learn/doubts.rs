//! What speaks against adding counts to a parameter: errors where they cannot be added, warnings where they disagree.

use super::{DISAGREE, DISAGREE_STRONGLY, Subject};
use crate::codes::Code;
use crate::text::{Problem, Problems};
use crate::update::Update;
use crate::update::saying::{length, percent};
use crate::update::tally::Tally;

/// Reports that counts cannot move this parameter.
pub(super) fn cannot<T>(subject: &Subject, why: &str, help: &str, problems: &mut Problems) -> Option<T> {
    let target = &subject.tallies[0].1.target;
    problems.report(
        Problem::new(Code::CannotUpdate, target.place, format!("{}: {why}", subject.name), "cannot be updated")
            .also(subject.node.place, "written here")
            .help(help),
    );
    None
}

/// Reports counts of another kind than the parameter needs.
pub(super) fn unlike(tally: &Tally, message: &str, help: &str, problems: &mut Problems) {
    let message = format!("{}: {message}", tally.target.text);
    problems.report(Problem::new(Code::BadMapping, tally.target.place, message, "not these counts").help(help));
}

/// Reports counts of which too much is hidden.
pub(super) fn too_masked(tally: &Tally, problems: &mut Problems) {
    let message = format!("{}: too many counts are masked", tally.target.text);
    problems.report(
        Problem::new(Code::Masked, tally.target.place, message, "too much is hidden")
            .help("join rows, so that fewer counts are masked"),
    );
}

/// Whether the counts have the window of the parameter; reports it if not.
pub(super) fn same_window(subject: &Subject, tally: &Tally, problems: &mut Problems) -> bool {
    let name = &subject.name;
    let days = length;
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

/// Warns of rows that differ more than chance would make them.
pub(super) fn rows_disagree(tally: &Tally, probability: Option<f64>, problems: &mut Problems) {
    if probability.is_some_and(|probability| probability < DISAGREE_STRONGLY) {
        let message = format!("{}: the rows differ more than chance would make them", tally.target.text);
        problems.report(
            Problem::new(Code::RowsDiffer, tally.target.place, message, "taken as one all the same")
                .help("what comes out is too sure of itself: say what the counts are worth elsewhere, as  # worth: 40")
                .help("or write the years into the scenario as a list under `observed`, which keeps their spread"),
        );
    }
}

/// Warns of counts that lie far from what was believed.
pub(super) fn disagrees(tally: &Tally, update: &Update, problems: &mut Problems) {
    if update.surprise >= DISAGREE {
        return;
    }
    let strongly = if update.surprise < DISAGREE_STRONGLY { " strongly" } else { "" };
    let message = format!("{}: the counts and what was believed before disagree{strongly}", update.name);
    let label = format!("counts this far out had a probability of {}", percent(update.surprise));
    problems.report(
        Problem::new(Code::DataDisagree, tally.target.place, message, label)
            .help("look whether both are about the same people, before using a mean of the two")
            .help("if the old number was no more than a guess, give it a wider range"),
    );
}
