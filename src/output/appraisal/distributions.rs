//! The distribution of each output of a table of draws.

use super::Section;
use crate::appraisal::Distribution;
use crate::output::report::{Page, count, percent, plain};
use crate::output::sheet::{Cell, Sheet};

/// Outputs that are printed; all stand in the rows.
const MOST_OUTPUTS: usize = 20;

/// The distribution of each output.
pub struct DistributionsSection {
    pub draws: usize,
    pub found: Vec<Distribution>,
}

impl Section for DistributionsSection {
    fn name(&self) -> &'static str {
        "distributions"
    }

    fn print(&self, page: &mut Page) {
        page.heading("Outputs", &format!("{} draws", count(self.draws)));
        let header = ["output", "mean", "sd", "5 %", "median", "95 %", "above 0"].map(str::to_owned);
        let rows = self.found.iter().take(MOST_OUTPUTS).map(|own| {
            let [low, middle, high] = [0, 2, 4].map(|place| plain(own.quantiles[place]));
            vec![own.name.clone(), plain(own.mean), plain(own.sd), low, middle, high, percent(own.above_zero)]
        });
        page.table(&header, rows.collect(), 1);
        if self.found.len() > MOST_OUTPUTS {
            let further = self.found.len() - MOST_OUTPUTS;
            page.paragraph(&format!("{further} more outputs stand in distributions.csv of --out."));
        }
    }

    fn sheet(&self) -> Sheet {
        let columns = vec!["result", "mean", "sd", "p05", "p25", "p50", "p75", "p95", "above_zero"];
        let rows = self.found.iter().map(|own| {
            let numbers = [own.mean, own.sd].into_iter().chain(own.quantiles.iter().copied()).chain([own.above_zero]);
            std::iter::once(Cell::text(&own.name)).chain(numbers.map(Cell::Number)).collect()
        });
        Sheet { schema: "crimcost/distributions/1", columns, rows: rows.collect() }
    }
}
