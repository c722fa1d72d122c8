//! The result along the range of the most important inputs.

use super::tornado::range_text;
use super::{Section, Topic};
use crate::appraisal::oneway::{Bar, Moved, OneWay, PERCENTILES};
use crate::chart::{MOST_LINES, Spider, SpiderLine, spider_title};
use crate::language::Language;
use crate::output::report::{Page, Scale, decimals, figure, names};
use crate::output::sheet::{Cell, Sheet};
use serde_json::{Value, json};

/// Curves of single inputs, the most important first.
pub struct SpiderSection {
    topic: Topic,
    central: f64,
    /// Inputs that are moved alone.
    bars: Vec<Bar>,
}

impl SpiderSection {
    /// The curves of what was moved alone.
    pub fn new(topic: Topic, found: &OneWay) -> SpiderSection {
        let alone = found.bars.iter().filter(|bar| !bar.curve.is_empty());
        SpiderSection { topic, central: found.central, bars: alone.take(MOST_LINES).cloned().collect() }
    }

    fn lead(&self) -> String {
        if self.bars.is_empty() {
            return format!("No input moves {}.", self.topic.what());
        }
        let turning: Vec<&str> =
            self.bars.iter().filter(|bar| bar.turns_the_sign()).map(|bar| bar.name.as_str()).collect();
        match (self.topic.is_saving(), turning.as_slice()) {
            (true, []) if self.central >= 0.0 => "Along none of them alone does the saving become a cost.".to_owned(),
            (true, []) => "Along none of them alone does the policy save.".to_owned(),
            (true, several) => format!("The sign turns somewhere along {}.", names(several, several.len())),
            (false, _) => format!("{} moves it most.", self.bars[0].name),
        }
    }

    fn lines(&self, language: Language) -> Vec<SpiderLine> {
        let line = |bar: &Bar| SpiderLine {
            name: self.topic.cause(bar.cause, language),
            points: PERCENTILES.iter().copied().zip(bar.curve.iter().copied()).collect(),
        };
        self.bars.iter().map(line).collect()
    }
}

impl Section for SpiderSection {
    fn name(&self) -> &'static str {
        "spider"
    }

    fn print(&self, page: &mut Page) {
        let scale = Scale::of(self.bars.iter().flat_map(|bar| bar.curve.iter().copied()).chain([self.central]));
        let remark = format!("{}{} at percentiles of each input", scale.word(), self.topic.target.unit);
        page.heading("Along each input", &remark);
        page.lead(&self.lead());
        let widest = self.bars.first().map(|bar| (bar.least(), bar.most()));
        let decimals = decimals(self.central, widest.map(|(low, high)| (0.0, (high - low) / 10.0)), scale);
        let mut header = vec!["input".to_owned()];
        header.extend(PERCENTILES.map(|share| format!("{:.0} %", share * 100.0)));
        let rows: Vec<Vec<String>> = self
            .bars
            .iter()
            .map(|bar| {
                let numbers = bar.curve.iter().map(|value| figure(*value, decimals, scale));
                std::iter::once(bar.name.clone()).chain(numbers).collect()
            })
            .collect();
        if !rows.is_empty() {
            page.table(&header, rows, 1);
        }
    }

    fn finding(&self) -> Option<String> {
        Some(self.lead())
    }

    fn sheet(&self) -> Sheet {
        let columns = vec!["input", "percentile", "value", "value_unit", "result", "unit"];
        let rows = self.bars.iter().flat_map(|bar| {
            let unit = match &bar.moved {
                Moved::Alone(range) => range.unit.as_str(),
                Moved::Together(_) => "",
            };
            PERCENTILES.iter().zip(&bar.values).zip(&bar.curve).map(move |((share, value), result)| {
                vec![
                    Cell::text(&bar.name),
                    Cell::Number(share * 100.0),
                    Cell::Number(*value),
                    Cell::text(unit),
                    Cell::Number(*result),
                    Cell::text(&self.topic.target.unit),
                ]
            })
        });
        Sheet { schema: "crimcost/spider/1", rows: rows.collect(), columns }
    }

    fn summary(&self) -> Value {
        let range = |bar: &Bar| match &bar.moved {
            Moved::Alone(range) => range_text(range, Language::En),
            Moved::Together(_) => String::new(),
        };
        let inputs: Vec<Value> =
            self.bars.iter().map(|bar| json!({ "input": bar.name, "range": range(bar) })).collect();
        json!({ "finding": self.lead(), "central": self.central, "inputs": inputs })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let lines = self.lines(language);
        if lines.is_empty() {
            return vec![];
        }
        let (policy, is_saving) = (self.topic.policy(language), self.topic.is_saving());
        let title = spider_title(language, &policy, &lines, self.central, &self.topic.target.unit, is_saving);
        let heading = self.topic.heading(language, title);
        vec![("spider".to_owned(), Spider { heading, unit: self.topic.unit(), central: self.central, lines }.svg())]
    }
}
