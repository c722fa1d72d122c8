//! How exactly the draws know each result.

use super::{Origin, Section};
use crate::chart::{Trace, TracePoint, trace_title};
use crate::language::{Language, exponent};
use crate::output::report::{Page, Scale, count, decimals, figure, percent};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{Convergence, Precision};
use serde_json::{Value, json};

/// Results that are printed; all stand in the rows.
const MOST_RESULTS: usize = 6;
/// More draws than these are not asked for.
const MOST_NEEDED: f64 = 1e12;

/// Monte Carlo errors, digits that stand, and the way there.
pub struct ConvergenceSection {
    found: Vec<Convergence>,
    origin: Origin,
}

impl ConvergenceSection {
    /// The answer about draws of this origin.
    pub fn new(found: Vec<Convergence>, origin: Origin) -> ConvergenceSection {
        ConvergenceSection { found, origin }
    }

    fn lead(&self) -> String {
        let Some(first) = self.found.first() else {
            return "There are too few draws to say how exact they are.".into();
        };
        let draws = count(first.draws);
        let rough = self.found.iter().flat_map(numbers).filter(|(_, number)| !number.is_stable());
        let needed = rough.map(|(_, number)| number.needed).fold(0.0, f64::max);
        if needed == 0.0 {
            return format!("{draws} draws are enough: two digits of the means, percentiles and probabilities stand.");
        }
        if needed > MOST_NEEDED {
            return format!("Two digits do not stand after {draws} draws, and would not after any that can be made.");
        }
        let means = self.found.iter().filter(|own| !own.mean.is_stable()).count();
        let what = if means == 0 {
            "The means stand, but two digits of other numbers do not"
        } else {
            "Two digits do not stand"
        };
        format!("{what} after {draws} draws; it takes about {}.", count(rounded(needed)))
    }

    fn table(&self, page: &mut Page, own: &Convergence) {
        let unit = self.origin.unit(&own.name);
        let header = ["", "value", "two digits", "draws it takes"].map(str::to_owned);
        let rows = numbers(own).into_iter().map(|(name, number)| {
            let value = if name == "above zero" { share(number) } else { with_error(own, number, &unit.name) };
            let stands = if number.is_stable() { "✓ stand" } else { "✗ open" };
            let needed = match number.needed {
                _ if number.is_stable() => String::new(),
                needed if needed > MOST_NEEDED => "too many".to_owned(),
                needed => count(rounded(needed)),
            };
            vec![name.to_owned(), value, stands.to_owned(), needed]
        });
        page.table(&header, rows.collect(), 1);
    }
}

/// The numbers of a result whose error is known, each with its name.
fn numbers(own: &Convergence) -> [(&'static str, Precision); 4] {
    [("mean", own.mean), ("5th percentile", own.p05), ("95th percentile", own.p95), ("above zero", own.above_zero)]
}

/// `6.970 ± 0.037 million GEL`: two digits of the error.
fn with_error(own: &Convergence, number: Precision, unit: &str) -> String {
    let scale = Scale::of([own.mean, own.p05, own.p95].iter().map(|number| number.value));
    let error = Some((0.0, number.error)).filter(|(_, error)| *error > 0.0);
    let decimals = decimals(number.value, error, scale);
    let value = figure(number.value, decimals, scale);
    let error = error.map(|(_, error)| format!(" ± {}", figure(error, decimals, scale))).unwrap_or_default();
    format!("{value}{error} {}{unit}", scale.word()).trim_end().to_owned()
}

/// `67.9 ± 0.3 %`.
fn share(number: Precision) -> String {
    let (value, error) = (number.value * 100.0, number.error * 100.0);
    if error == 0.0 {
        return percent(number.value);
    }
    let decimals = if error < 0.95 { (-exponent(error)).min(4) } else { 0 };
    format!("{} ± {} %", Language::En.number(value, decimals), Language::En.number(error, decimals))
}

/// A number of draws, up to two digits.
fn rounded(draws: f64) -> usize {
    let step = (0..exponent(draws).max(1) - 1).fold(1.0, |step, _| step * 10.0);
    ((draws / step).ceil() * step) as usize
}

impl Section for ConvergenceSection {
    fn name(&self) -> &'static str {
        "convergence"
    }

    fn print(&self, page: &mut Page) {
        page.heading("How exact the draws are", "Monte Carlo error: what other draws of as many would change");
        page.lead(&self.lead());
        for own in self.found.iter().take(MOST_RESULTS) {
            page.gap();
            page.paragraph(&self.origin.begun(&own.name));
            self.table(page, own);
        }
        if self.found.len() > MOST_RESULTS {
            let further = self.found.len() - MOST_RESULTS;
            page.paragraph(&format!("{further} more results stand in convergence.csv of --out."));
        }
        page.paragraph(
            "Two digits stand where twice the error is no more than half of the second digit of the number, or of the width \
             of its interval if that is larger (of a share: half of one per cent). Draws it takes: if the error falls as \
             1/√n; stratified draws usually need fewer.",
        );
    }

    fn finding(&self) -> Option<String> {
        Some(self.lead())
    }

    fn sheet(&self) -> Sheet {
        let columns = vec!["result", "statistic", "draws", "value", "error", "two_digits_stand", "draws_needed"];
        let mut rows = vec![];
        for own in &self.found {
            let statistics = ["mean", "p05", "p95", "above_zero"];
            for (statistic, (_, number)) in statistics.into_iter().zip(numbers(own)) {
                rows.push(vec![
                    Cell::text(&own.name),
                    Cell::text(statistic),
                    Cell::Number(own.draws as f64),
                    Cell::Number(number.value),
                    Cell::Number(number.error),
                    Cell::flag(number.is_stable()),
                    Cell::Number(number.needed),
                ]);
            }
            // The last step is what stands above.
            for step in &own.trace[..own.trace.len().saturating_sub(1)] {
                let values = [("mean", step.mean, Some(step.error)), ("p05", step.p05, None), ("p95", step.p95, None)];
                for (statistic, value, error) in values {
                    let start = [Cell::text(&own.name), Cell::text(statistic), Cell::Number(step.draws as f64)];
                    let end = [Cell::Number(value), Cell::number(error), Cell::Empty, Cell::Empty];
                    rows.push(start.into_iter().chain(end).collect());
                }
            }
        }
        Sheet { schema: "crimcost/convergence/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let stands = self.found.iter().flat_map(numbers).all(|(_, number)| number.is_stable());
        json!({ "finding": self.lead(), "two_digits_stand": stands, "draws": self.found.first().map(|own| own.draws) })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let chart = |(number, own): (usize, &Convergence)| {
            let points = own.trace.iter().map(|step| TracePoint {
                draws: step.draws,
                mean: step.mean,
                interval: (step.p05, step.p95),
                error: step.error,
            });
            let needed = (!own.mean.is_stable()).then(|| rounded(own.mean.needed.min(MOST_NEEDED)));
            let constant = own.p95.value <= own.p05.value && own.mean.error == 0.0;
            let heading = self.origin.heading(&own.name, language, trace_title(language, own.draws, needed, constant));
            let name = if number == 0 { "convergence".to_owned() } else { format!("convergence_{}", number + 1) };
            (name, Trace { heading, unit: self.origin.unit(&own.name), points: points.collect() }.svg())
        };
        self.found.iter().take(MOST_RESULTS).enumerate().map(chart).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_rounded_up_to_two_digits() {
        assert_eq!(rounded(61_234.0), 62_000);
        assert_eq!((rounded(921.0), rounded(16.5)), (930, 17));
        assert!([1.0, 99.0, 12_345.0, 7.7e6].into_iter().all(|draws| rounded(draws) as f64 >= draws));
    }
}
