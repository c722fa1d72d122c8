//! What drives results, from their draws alone.

mod rows;
mod tables;
mod words;

use super::{Origin, Section};
use crate::appraisal::{Driven, Drivers};
use crate::chart::{Correlation, Correlations, correlations_title};
use crate::language::Language;
use crate::output::report::{Page, count};
use crate::output::sheet::Sheet;
use crate::statistics::Estimated;
use serde_json::{Map, Value, json};
use words::total;

/// Results that are printed; all stand in the rows.
const MOST_RESULTS: usize = 3;

/// Rank correlations, regression and shares of the variance.
pub struct RanksSection {
    drivers: Drivers,
    origin: Origin,
}

impl RanksSection {
    /// The answer about draws of this origin.
    pub fn new(drivers: Drivers, origin: Origin) -> RanksSection {
        RanksSection { drivers, origin }
    }
}

impl Section for RanksSection {
    fn name(&self) -> &'static str {
        "ranks"
    }

    fn print(&self, page: &mut Page) {
        let drivers = &self.drivers;
        page.heading("What goes with it", &format!("from {} draws alone", count(drivers.draws)));
        for (number, driven) in drivers.outputs.iter().take(MOST_RESULTS).enumerate() {
            if number > 0 {
                page.gap();
            }
            page.lead(&self.lead(driven));
            self.sentences(driven).iter().for_each(|said| page.paragraph(said));
            if driven.shares.iter().any(Option::is_some) {
                page.gap();
                self.table(page, driven);
                self.limits(page, driven);
            }
        }
        if drivers.outputs.len() > MOST_RESULTS {
            let further = drivers.outputs.len() - MOST_RESULTS;
            page.paragraph(&format!("{further} more results stand in ranks.csv of --out; name some with --outputs."));
        }
        for (one, other, value) in drivers.tied.iter().take(3) {
            page.item(&format!(
                "{} and {} go together (rank correlation {}): each counts what the other does. If they move as one, \
                 group them:  --group \"{} + {}\"",
                drivers.inputs[*one],
                drivers.inputs[*other],
                Language::En.number(*value, 2),
                drivers.inputs[*one],
                drivers.inputs[*other]
            ));
        }
        if drivers.tied.len() > 3 {
            page.item(&format!("{} more pairs of inputs go together.", drivers.tied.len() - 3));
        }
        page.paragraph(&format!(
            "alone: share of the variance that goes with the input, whatever the others do. rank correlation: Spearman's. \
             partial: the same with the other inputs' ranks taken out. slope: standard deviations of the result for one of \
             the input. ±: what chance in the draws allows, 95 %, from {} batches; one in twenty inputs without effect \
             shows one.",
            drivers.batches
        ));
    }

    fn finding(&self) -> Option<String> {
        self.drivers.outputs.first().map(|driven| self.lead(driven))
    }

    fn sheet(&self) -> Sheet {
        rows::sheet(&self.drivers)
    }

    fn summary(&self) -> Value {
        let index = |index: Estimated| json!({ "value": index.value, "low": index.low, "high": index.high });
        let of = |driven: &Driven| {
            let rests = driven.rests.iter().map(|(grounds, share)| (grounds.word().to_owned(), index(share.index)));
            let value = json!({
                "finding": self.lead(driven),
                "explained_one_by_one": total(driven),
                "r_squared": driven.regression.as_ref().map(|found| index(found.r_squared)),
                "rank_r_squared": driven.regression.as_ref().map(|found| index(found.rank_r_squared)),
                "rests_at_least": rests.collect::<Map<String, Value>>(),
            });
            (driven.name.clone(), value)
        };
        json!({
            "draws": self.drivers.draws,
            "batches": self.drivers.batches,
            "results": self.drivers.outputs.iter().map(of).collect::<Map<String, Value>>(),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let chart = |(number, driven): (usize, &Driven)| {
            let bars = self.drivers.inputs.iter().zip(&driven.correlations).filter_map(|(name, index)| {
                let index = (*index)?;
                let interval = (index.low, index.high);
                Some(Correlation { name: self.origin.input(name, language), value: index.value, interval })
            });
            let inputs: Vec<Correlation> = bars.collect();
            let heading = self.origin.heading(&driven.name, language, correlations_title(language, &inputs));
            let name = if number == 0 { "ranks".to_owned() } else { format!("ranks_{}", number + 1) };
            let chart = Correlations { heading, caption: language.word("chart-ranks-axis"), inputs };
            (!chart.is_empty()).then(|| (name, chart.svg()))
        };
        self.drivers.outputs.iter().take(MOST_RESULTS).enumerate().filter_map(chart).collect()
    }
}
