//! All mixtures of two sides' values.

use super::super::Section;
use super::words;
use crate::appraisal::contest::Contest;
use crate::output::report::{Page, Scale, decimals, figure, interval};
use crate::output::sheet::{Cell, Sheet};

/// Rows of the table for readers: the lowest and the highest of so many at each end.
const SHOWN: usize = 3;

/// Every mixture of two sides' values with its result.
pub struct MixturesSection {
    pub contests: Vec<Contest>,
}

impl Section for MixturesSection {
    fn name(&self) -> &'static str {
        "mixtures"
    }

    fn print(&self, page: &mut Page) {
        for contest in self.contests.iter().filter(|contest| contest.contested.len() > 1) {
            page.heading("Mixtures", &format!("with {}", contest.theirs));
            page.lead(&words::count(contest));
            page.gap();
            extremes(page, contest);
        }
    }

    fn sheet(&self) -> Sheet {
        let mut rows = vec![];
        for contest in &self.contests {
            for (number, mixture) in contest.mixtures.iter().enumerate() {
                let [theirs, ours] = words::parts(contest, number);
                rows.push(vec![
                    Cell::text(&contest.ours),
                    Cell::text(&contest.theirs),
                    Cell::text(contest.target.id()),
                    Cell::Number(number as f64),
                    Cell::text(theirs.join(" + ")),
                    Cell::text(ours.join(" + ")),
                    Cell::Number(mixture.result.mean),
                    Cell::Number(mixture.result.low),
                    Cell::Number(mixture.result.median),
                    Cell::Number(mixture.result.high),
                    Cell::Number(mixture.share_below_zero),
                    Cell::text(&contest.target.unit),
                ]);
            }
        }
        Sheet {
            schema: "crimcost/contest-mixtures/1",
            columns: vec![
                "ours",
                "theirs",
                "result",
                "mixture",
                "their_values",
                "our_values",
                "mean",
                "p05",
                "median",
                "p95",
                "share_below_zero",
                "unit",
            ],
            rows,
        }
    }
}

/// The lowest and the highest results.
fn extremes(page: &mut Page, contest: &Contest) {
    let mut order: Vec<usize> = (0..contest.mixtures.len()).collect();
    order.sort_by(|a, b| contest.mixtures[*a].result.mean.total_cmp(&contest.mixtures[*b].result.mean));
    let left_out = order.len().saturating_sub(2 * SHOWN);
    let lowest = order[..order.len().min(SHOWN)].to_vec();
    let highest = order[order.len().saturating_sub(SHOWN).max(lowest.len())..].to_vec();
    let all = contest.mixtures.iter().map(|mixture| &mixture.result);
    let scale = Scale::of(all.flat_map(|result| [result.mean, result.low, result.high]));
    let row = |number: &usize| {
        let result = &contest.mixtures[*number].result;
        let ends = result.is_wide().then(|| result.interval());
        let decimals = decimals(result.mean, ends, scale);
        let [theirs, _] = words::parts(contest, *number);
        let theirs = match theirs.len() {
            0 => "nothing".to_owned(),
            count if count == contest.contested.len() => "everything".to_owned(),
            _ => theirs.join(", "),
        };
        let interval = ends.map_or_else(String::new, |ends| interval(ends, decimals, scale));
        vec![theirs, figure(result.mean, decimals, scale), interval]
    };
    let mut rows: Vec<Vec<String>> = lowest.iter().map(row).collect();
    if left_out > 0 {
        rows.push(vec![format!("… {left_out} between …"), String::new(), String::new()]);
    }
    rows.extend(highest.iter().map(row));
    let header =
        ["theirs".to_owned(), format!("mean, {}{}", scale.word(), contest.target.unit), "90 % of draws".to_owned()];
    page.table(&header, rows, 1);
}
