//! A decision on given draws: which option is best, how sure that is, and what better knowledge is worth.

use super::{Section, curves, value};
use crate::appraisal::{Decision, Drawn, Knowledge, POINTS};
use crate::chart::{Curves, Heading, OptionCurve, Unit, Upwards, exceedance_title};
use crate::language::Language;
use crate::output::report::{Page, count};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{Estimated, Sample};
use serde_json::{Value, json};

/// The choice among options whose savings are columns of draws, and doing nothing, which saves nothing.
pub struct DecisionSection {
    /// Doing nothing first.
    names: Vec<String>,
    decision: Decision,
    /// Absent if there are too few draws to tell.
    knowledge: Option<Knowledge>,
    factors: Vec<String>,
    /// The name of the table.
    table: String,
}

impl DecisionSection {
    /// `options` are numbers of outputs of the sample: each in its draws the saving of an option against doing nothing.
    /// At least one.
    pub fn new(sample: &Sample, options: &[usize], table: &str) -> DecisionSection {
        let (decision, knowledge) = Decision::of_table(sample, options);
        let columns = options.iter().map(|option| sample.outputs[*option].name.clone());
        DecisionSection {
            names: ["nothing".to_owned()].into_iter().chain(columns).collect(),
            decision,
            knowledge,
            factors: sample.factors.iter().map(|factor| factor.name.clone()).collect(),
            table: table.to_owned(),
        }
    }

    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn sentence(&self) -> String {
        curves::words::sentence(&self.decision, &self.names(), "")
    }
}

impl Section for DecisionSection {
    fn name(&self) -> &'static str {
        "decision"
    }

    fn finding(&self) -> Option<String> {
        Some(self.sentence())
    }

    fn print(&self, page: &mut Page) {
        page.heading("The choice", "each option's output is what it saves against doing nothing");
        page.lead(&self.sentence());
        page.gap();
        curves::words::table(page, &self.decision, &self.names(), "");
        let Some(knowledge) = &self.knowledge else {
            return page.paragraph("There are too few draws to say what better knowledge is worth.");
        };
        page.heading("What to find out next", value::words::remark(knowledge.ranking));
        page.lead(&value::words::sentence(knowledge, &self.names(), ""));
        let factors = self.factors.iter().map(|name| value::words::Input { name, standing: "", holder: None });
        value::words::table(page, knowledge, &factors.collect::<Vec<_>>(), "");
    }

    fn sheet(&self) -> Sheet {
        let mut rows = vec![];
        for (option, name) in self.decision.options.iter().zip(&self.names[1..]) {
            for (amount, share) in &option.curve.points {
                let name = Cell::text(name);
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
            for (what, value) in
                [("best", self.decision.money.best[option]), ("expected_loss", self.decision.money.loss[option])]
            {
                let number = Cell::Number(value);
                rows.push(vec![Cell::text(what), Cell::text(name), Cell::Empty, number, Cell::Empty, Cell::Empty]);
            }
        }
        let worth = |what: &str, name: &str, of: Estimated| {
            let (low, high) = of.interval();
            let numbers = [of.value, low, high].map(Cell::Number);
            [Cell::text(what), Cell::text(name), Cell::Empty].into_iter().chain(numbers).collect::<Vec<Cell>>()
        };
        if let Some(Knowledge { value, .. }) = &self.knowledge {
            rows.push(worth("evpi", "", value.perfect));
            let sets = self.factors.iter().zip(&value.sets);
            rows.extend(sets.map(|(name, set)| worth("evppi", name, set.value)));
        }
        Sheet { schema: "crimcost/decision/1", columns: vec!["what", "name", "amount", "value", "low", "high"], rows }
    }

    fn summary(&self) -> Value {
        json!({ "chosen": self.names[self.decision.money.chosen], "confidence": 0.95, "points": count(POINTS) })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let line = |(option, name): (&Drawn, &String)| OptionCurve {
            name: name.clone(),
            points: option.curve.line(),
            chosen: vec![],
            marks: vec![],
        };
        let options = self.decision.options.iter().zip(&self.names[1..]);
        let shares: Vec<(String, f64)> = options.map(|(of, name)| (name.clone(), of.curve.above_zero)).collect();
        let title = exceedance_title(language, &shares);
        let chart = Curves {
            description: title.clone(),
            heading: Heading { language, title, subtitle: self.table.clone(), source: String::new() },
            unit: Unit { name: String::new(), price_year: None, discounted: None },
            along: language.word("measure-saving"),
            upwards: Upwards::Probability(language.word("chart-exceedance-up")),
            lines: self.decision.options.iter().zip(&self.names[1..]).map(line).collect(),
            first_tone: 1,
            notes: vec![],
        };
        vec![("decision".to_owned(), chart.svg("exceedance"))]
    }
}
