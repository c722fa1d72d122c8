//! The distribution of each output of a table of draws.

use super::Section;
use crate::math::quantile::{PROBABILITIES, quantiles};
use crate::output::report::{Page, count, percent, plain};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::Sample;

/// Outputs that are printed; all stand in the rows.
const MOST_OUTPUTS: usize = 20;

/// One output in numbers.
struct Distribution {
    name: String,
    mean: f64,
    sd: f64,
    /// The 5th, 25th, 50th, 75th and 95th percentile.
    quantiles: Vec<f64>,
    above_zero: f64,
}

/// The distribution of each output.
pub struct DistributionsSection {
    draws: usize,
    found: Vec<Distribution>,
}

impl DistributionsSection {
    /// The distributions of all outputs of a sample.
    pub fn new(sample: &Sample) -> DistributionsSection {
        let found = sample.outputs.iter().map(|output| {
            let size = output.values.len() as f64;
            let mean = output.values.iter().sum::<f64>() / size;
            let squares = output.values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
            Distribution {
                name: output.name.clone(),
                mean,
                sd: (squares / (size - 1.0)).sqrt(),
                quantiles: quantiles(&mut output.values.clone(), &PROBABILITIES),
                above_zero: output.values.iter().filter(|value| **value > 0.0).count() as f64 / size,
            }
        });
        DistributionsSection { draws: sample.draws(), found: found.collect() }
    }
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
