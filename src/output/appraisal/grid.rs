//! The result over two inputs.

use super::tornado::range_text;
use super::{Section, Topic};
use crate::appraisal::oneway::{GridAxis, TwoWay};
use crate::chart::GridChart;
use crate::language::Language;
use crate::output::report::{Page, Scale, decimals, figure, names, percent, plain};
use crate::output::sheet::{Cell, Sheet};
use serde_json::{Value, json};

/// Every so many points of the grid stand in the table.
const EVERY: usize = 5;

/// A result over a grid of two inputs.
pub struct GridSection {
    topic: Topic,
    found: TwoWay,
}

impl GridSection {
    /// The answer in words and charts.
    pub fn new(topic: Topic, found: TwoWay) -> GridSection {
        GridSection { topic, found }
    }

    fn lead(&self) -> String {
        let (low, high) = self.found.ends();
        let [across, up] = [&self.found.across.name, &self.found.up.name];
        let below = percent(self.found.below_zero);
        let ends = self.topic.from_to_finely(low, high);
        match (self.topic.is_saving(), low >= 0.0, high < 0.0) {
            (true, true, _) => format!("It saves over all of {across} and {up}: {ends}."),
            (true, _, true) => format!("It costs more over all of {across} and {up}: {ends}."),
            (true, _, _) => {
                format!("Over {across} and {up} it saves or costs more: {ends}; below zero in {below} of their draws.")
            }
            (false, _, _) => format!("Over {across} and {up} it goes {ends}."),
        }
    }

    /// Where the sign turns while one of the two stands at its mean.
    fn turns(&self) -> Vec<String> {
        let [across, up] = [&self.found.across, &self.found.up];
        let said = |along: &GridAxis, at: &GridAxis, mean: f64, turns: &[f64]| {
            let unit =
                |axis: &GridAxis| if axis.range.unit == "1" { String::new() } else { format!(" {}", axis.range.unit) };
            let places: Vec<String> = turns.iter().map(|place| plain(*place)).collect();
            (!turns.is_empty()).then(|| {
                format!(
                    "With {} at its mean ({}{}) the sign turns where {} is {}{}.",
                    at.name,
                    plain(mean),
                    unit(at),
                    along.name,
                    names(&places, places.len()),
                    unit(along)
                )
            })
        };
        let (x, y) = self.found.central;
        let [along_x, along_y] = &self.found.turns;
        [said(across, up, y, along_x), said(up, across, x, along_y)].into_iter().flatten().collect()
    }

    fn shares(&self) -> String {
        format!(
            "Of the draws of these two inputs {} lie below zero, the others at their means; with every input uncertain {}.",
            percent(self.found.below_zero),
            percent(self.found.below_zero_of_all)
        )
    }
}

impl Section for GridSection {
    fn name(&self) -> &'static str {
        "grid"
    }

    fn print(&self, page: &mut Page) {
        let (low, high) = self.found.ends();
        let scale = Scale::of([low, high].into_iter());
        let remark = format!("{}{}, all others at their means", scale.word(), self.topic.target.unit);
        page.heading("Two inputs at a time", &remark);
        page.lead(&self.lead());
        let decimals = decimals(high, Some((low, high)).filter(|(low, high)| high > low), scale);
        let grid = &self.found.grid;
        let mut header = vec![format!("{} \\ {}", self.found.up.name, self.found.across.name)];
        header.extend(grid.x.iter().step_by(EVERY).map(|value| plain(*value)));
        let rows = (0..grid.y.len()).step_by(EVERY).rev().map(|row| {
            let numbers = grid.values[row].iter().step_by(EVERY).map(|value| figure(*value, decimals, scale));
            std::iter::once(plain(grid.y[row])).chain(numbers).collect()
        });
        page.table(&header, rows.collect(), 1);
        let axis = |axis: &GridAxis| format!("{} {}", axis.name, range_text(&axis.range, Language::En));
        page.paragraph(&format!(
            "From the 1st to the 99th percentile of each: to the right {}, upwards {}.",
            axis(&self.found.across),
            axis(&self.found.up)
        ));
        for line in self.turns() {
            page.paragraph(&line);
        }
        page.paragraph(&self.shares());
    }

    fn finding(&self) -> Option<String> {
        Some(self.lead())
    }

    fn sheet(&self) -> Sheet {
        let columns = vec!["across", "up", "result", "unit"];
        let grid = &self.found.grid;
        let rows = grid.y.iter().zip(&grid.values).flat_map(|(up, values)| {
            grid.x.iter().zip(values).map(|(across, value)| {
                let unit = Cell::text(&self.topic.target.unit);
                vec![Cell::Number(*across), Cell::Number(*up), Cell::Number(*value), unit]
            })
        });
        Sheet { schema: "crimcost/grid/1", rows: rows.collect(), columns }
    }

    fn summary(&self) -> Value {
        let axis = |axis: &GridAxis, mean: f64| {
            let range = &axis.range;
            json!({ "input": axis.name, "unit": range.unit, "low": range.low, "high": range.high, "mean": mean })
        };
        json!({
            "finding": self.lead(),
            "across": axis(&self.found.across, self.found.central.0),
            "up": axis(&self.found.up, self.found.central.1),
            "central": self.found.central_result,
            "zero": self.found.zero,
            "share_of_draws_below_zero": self.found.below_zero,
            "share_of_draws_below_zero_all_uncertain": self.found.below_zero_of_all,
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let (policy, is_saving) = (self.topic.policy(language), self.topic.is_saving());
        let names = [&self.found.across, &self.found.up].map(|axis| self.topic.input(&axis.name, language));
        let unit = |name: &String, axis: &GridAxis| match axis.range.unit.as_str() {
            "" | "1" => name.clone(),
            unit => format!("{name}, {unit}"),
        };
        let title = GridChart::title(
            language,
            &policy,
            [&names[0], &names[1]],
            self.found.ends(),
            self.found.below_zero,
            &self.topic.target.unit,
            is_saving,
        );
        let shares = [self.found.below_zero, self.found.below_zero_of_all].map(|share| language.percent(share));
        let note = language.say("chart-grid-share", &[("share", (&shares[0]).into()), ("all", (&shares[1]).into())]);
        let chart = GridChart {
            heading: self.topic.heading(language, title),
            unit: self.topic.unit(),
            axes: [unit(&names[0], &self.found.across), unit(&names[1], &self.found.up)],
            grid: self.found.grid.clone(),
            zero: self.found.zero.clone(),
            central: self.found.central,
            central_result: self.found.central_result,
            is_saving,
            note,
        };
        vec![("grid".to_owned(), chart.svg())]
    }
}
