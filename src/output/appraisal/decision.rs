//! A decision on given draws: which option is best, how sure that is, and what better knowledge is worth.

use super::section::{Headed, Section};
use crate::chart::{Curves, OptionCurve, Unit, Upwards, exceedance_title};
use crate::language::Language;
use crate::output::report::{Page, count, percent, plain};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{AtWorth, ERRORS, Estimated, Exceedance, Sample, ValueOfInformation};
use crate::statistics::{at_worths, exceedance, value_of_information};
use serde_json::{Value, json};

/// Points of a curve.
const POINTS: usize = 101;
/// Inputs in the table for readers, at most.
const MOST: usize = 15;

/// The choice among options whose savings are columns of draws, and doing nothing, which saves nothing.
pub struct DecisionSection {
    /// Doing nothing first.
    names: Vec<String>,
    curves: Vec<Exceedance>,
    money: AtWorth,
    /// Absent if there are too few draws to tell.
    value: Option<ValueOfInformation>,
    factors: Vec<String>,
    heading: Headed,
}

impl DecisionSection {
    /// `options` are numbers of outputs of the sample: each in its draws the saving of an option against doing nothing.
    /// At least one.
    pub fn new(sample: &Sample, options: &[usize], heading: Headed) -> DecisionSection {
        let columns: Vec<_> = options.iter().map(|option| sample.outputs[*option].clone()).collect();
        let savings: Vec<Vec<f64>> = columns.iter().map(|column| column.values.clone()).collect();
        let money = at_worths(&savings, &[], &[0.0]).remove(0);
        let target = columns[money.chosen.saturating_sub(1)].clone();
        let names =
            ["nothing".to_owned()].into_iter().chain(columns.iter().map(|column| column.name.clone())).collect();
        let outputs = [target].into_iter().chain(columns).collect();
        let decision = Sample { outputs, ..sample.clone() };
        let sets: Vec<Vec<usize>> = sample.factors.iter().map(|factor| factor.members.clone()).collect();
        DecisionSection {
            names,
            curves: savings.iter().map(|draws| exceedance(draws, POINTS)).collect(),
            money,
            value: value_of_information(&decision, &sets),
            factors: sample.factors.iter().map(|factor| factor.name.clone()).collect(),
            heading,
        }
    }

    /// Factors by what knowing them is worth, largest first; those with nothing visible come last.
    fn ranked(value: &ValueOfInformation) -> Vec<usize> {
        let mut ranked: Vec<usize> = (0..value.sets.len()).collect();
        let size = |factor: usize| {
            let worth = value.sets[factor].value;
            if worth.is_visible() { worth.value } else { -1.0 }
        };
        ranked.sort_by(|a, b| size(*b).total_cmp(&size(*a)));
        ranked
    }

    fn worths(&self, page: &mut Page, value: &ValueOfInformation) {
        if !value.perfect.is_visible() {
            return page.paragraph("Knowing everything is worth nothing that can be told from 0.");
        }
        page.paragraph(&format!(
            "Knowing everything would be worth {} (EVPI, 95 %: {}): another option would be better in {} of the draws.",
            plain(value.perfect.value),
            ends(value.perfect),
            percent(value.wrong)
        ));
        let ranked = Self::ranked(value);
        let visible: Vec<usize> = ranked.into_iter().filter(|factor| value.sets[*factor].value.is_visible()).collect();
        if visible.is_empty() {
            return page.paragraph("No single input is worth knowing alone.");
        }
        let rows = visible.iter().take(MOST).map(|factor| {
            let worth = value.sets[*factor].value;
            vec![self.factors[*factor].clone(), plain(worth.value), ends(worth)]
        });
        let header = ["input", "worth knowing (EVPPI)", "95 %"].map(str::to_owned);
        page.table(&header, rows.collect(), 1);
        let rest = self.factors.len() - visible.len();
        if rest > 0 {
            page.paragraph(&format!("{rest} of {} inputs: no visible effect on this choice.", self.factors.len()));
        }
    }
}

fn ends(of: Estimated) -> String {
    let (low, high) = of.interval();
    format!("{} to {}", plain(low), plain(high))
}

impl Section for DecisionSection {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn print(&self, page: &mut Page) {
        page.heading("The choice", "each option's output is what it saves against doing nothing");
        let chosen = self.money.chosen;
        page.paragraph(&format!(
            "The best choice in the mean is {}; it is the best in {} of the draws, and choosing it is expected to lose {} \
             against always choosing right.",
            self.names[chosen],
            percent(self.money.best[chosen]),
            plain(self.money.loss[chosen])
        ));
        let rows = self.curves.iter().enumerate().map(|(option, curve)| {
            let mut row = vec![self.names[option + 1].clone(), percent(curve.above_zero)];
            row.extend(curve.named.iter().map(|amount| plain(*amount)));
            row.extend([percent(self.money.best[option + 1]), plain(self.money.loss[option + 1])]);
            row
        });
        let header = ["option", "saves", "with 95 %", "50 %", "5 %", "best", "expected loss"].map(str::to_owned);
        page.table(&header, rows.collect(), 1);
        match &self.value {
            Some(value) => self.worths(page, value),
            None => page.paragraph("There are too few draws to say what better knowledge is worth."),
        }
    }

    fn sheet(&self) -> Sheet {
        let mut rows = vec![];
        for (option, curve) in self.curves.iter().enumerate() {
            for (amount, share) in &curve.points {
                let name = Cell::text(&self.names[option + 1]);
                rows.push(vec![
                    Cell::text("exceedance"),
                    name,
                    Cell::Number(*amount),
                    Cell::Number(*share),
                    Cell::Empty,
                    Cell::Empty,
                ]);
            }
        }
        for (option, name) in self.names.iter().enumerate() {
            for (what, value) in [("best", self.money.best[option]), ("expected_loss", self.money.loss[option])] {
                let number = Cell::Number(value);
                rows.push(vec![Cell::text(what), Cell::text(name), Cell::Empty, number, Cell::Empty, Cell::Empty]);
            }
        }
        let worth = |what: &str, name: &str, of: Estimated| {
            let (low, high) = of.interval();
            let numbers = [of.value, low, high].map(Cell::Number);
            [Cell::text(what), Cell::text(name), Cell::Empty].into_iter().chain(numbers).collect::<Vec<Cell>>()
        };
        if let Some(value) = &self.value {
            rows.push(worth("evpi", "", value.perfect));
            let sets = self.factors.iter().zip(&value.sets);
            rows.extend(sets.map(|(name, set)| worth("evppi", name, set.value)));
        }
        Sheet { schema: "crimcost/decision/1", columns: vec!["what", "name", "amount", "value", "low", "high"], rows }
    }

    fn summary(&self) -> Value {
        json!({ "chosen": self.names[self.money.chosen], "standard_errors": ERRORS, "points": count(POINTS) })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let line = |(option, curve): (usize, &Exceedance)| OptionCurve {
            name: self.names[option + 1].clone(),
            points: curve.line(),
            chosen: vec![],
            marks: vec![],
        };
        let shares: Vec<(String, f64)> =
            self.curves.iter().zip(&self.names[1..]).map(|(curve, name)| (name.clone(), curve.above_zero)).collect();
        let title = exceedance_title(language, &shares);
        let chart = Curves {
            description: title.clone(),
            heading: (self.heading)(language, title),
            unit: Unit { name: String::new(), price_year: None, discounted: None },
            along: language.word("measure-saving"),
            upwards: Upwards::Probability(language.word("chart-exceedance-up")),
            lines: self.curves.iter().enumerate().map(line).collect(),
            first_tone: 1,
            notes: vec![],
        };
        vec![("decision".to_owned(), chart.svg("exceedance"))]
    }
}
