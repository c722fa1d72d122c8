//! How far each input alone moves the result.

use super::{Section, Topic};
use crate::appraisal::oneway::{Bar, Moved, OneWay, Range};
use crate::chart::{MOST_BARS, Tornado, TornadoBar, tornado_title};
use crate::language::{Argument, Language};
use crate::output::report::{Page, Scale, decimals, figure, names, percent};
use crate::output::sheet::{Cell, Sheet};
use serde_json::{Value, json};

/// Names that are listed where an input has no effect.
const MOST_NAMES: usize = 8;

/// The tornado with the corner line.
pub struct TornadoSection {
    topic: Topic,
    found: OneWay,
    /// The part of the variance of the draws that rests on assumptions and gaps; absent if it was not asked or nothing is
    /// one.
    rests: Option<f64>,
}

impl TornadoSection {
    /// The answer in words and charts.
    pub fn new(topic: Topic, found: OneWay, rests: Option<f64>) -> TornadoSection {
        TornadoSection { topic, found, rests }
    }

    /// The widest bar in a sentence.
    fn lead(&self) -> String {
        let what = self.topic.what();
        let Some(bar) = self.found.bars.first() else { return format!("No input moves {what}.") };
        let ends = self.topic.from_to_finely(bar.least(), bar.most());
        let turning = self.found.bars.iter().filter(|bar| bar.turns_the_sign()).map(|bar| bar.name.as_str());
        let turning: Vec<&str> = turning.collect();
        let sign = match (self.topic.is_saving(), turning.as_slice()) {
            (false, _) => String::new(),
            (true, []) => " No input alone turns the sign.".to_owned(),
            (true, [only]) if *only == bar.name => " No other input alone turns the sign.".to_owned(),
            (true, several) => {
                let others: Vec<&str> = several.iter().copied().filter(|name| *name != bar.name).collect();
                let too = if several.contains(&bar.name.as_str()) { " too" } else { "" };
                format!(" The sign turns along {}{too}.", names(&others, MOST_NAMES))
            }
        };
        match &bar.moved {
            Moved::Alone(range) => format!(
                "{} moves {what} most: {ends} over its range of {}.{sign}",
                bar.name,
                range_text(range, Language::En)
            ),
            Moved::Together(count) => {
                format!("{} ({count} inputs together) moves {what} most: {ends}.{sign}", bar.name)
            }
        }
    }

    fn table(&self, page: &mut Page) {
        let bars = &self.found.bars[..self.found.bars.len().min(MOST_BARS)];
        let scale = self.scale();
        let decimals = self.decimals(scale);
        let header = ["input", "5th to 95th percentile", "at 5th", "at 95th", "grade"];
        let rows = bars
            .iter()
            .map(|bar| {
                let mark = if bar.beyond.is_some() { " *" } else { "" };
                let range = match &bar.moved {
                    Moved::Alone(range) => range_text(range, Language::En),
                    Moved::Together(count) => format!("{count} together: of the result"),
                };
                let grade = self.topic.standing(bar.cause).to_owned();
                let name = format!("{}{mark}", bar.name);
                vec![name, range, figure(bar.low, decimals, scale), figure(bar.high, decimals, scale), grade]
            })
            .collect();
        page.table(&header.map(str::to_owned), rows, 2);
        for bar in bars {
            if let Some((percentile, value)) = bar.beyond {
                page.paragraph(&format!(
                    "* {}: inside its range {} goes beyond both ends, to {} at the {:.0}th percentile.",
                    bar.name,
                    self.topic.what(),
                    self.topic.amount(value, Some((bar.least(), bar.most()))),
                    percentile * 100.0
                ));
            }
        }
    }

    /// The scale of all numbers of the table.
    fn scale(&self) -> Scale {
        Scale::of(self.found.bars.iter().flat_map(|bar| [bar.least(), bar.most()]).chain([self.found.central]))
    }

    fn decimals(&self, scale: Scale) -> i32 {
        let widest = self.found.bars.first().map(|bar| (bar.least(), bar.most()));
        // One digit more than the widest bar deserves, for the narrow ones.
        decimals(self.found.central, widest.map(|(low, high)| (0.0, (high - low) / 10.0)), scale)
    }

    /// What is not in the table.
    fn others(&self) -> Vec<String> {
        let mut said = vec![];
        let further = self.found.bars.get(MOST_BARS..).unwrap_or_default();
        if let Some(widest) = further.first() {
            let width = widest.width();
            let least = self.topic.amount(width, Some((0.0, width)));
            said.push(format!("{} further inputs move it by {least} or less each.", further.len()));
        }
        let none = &self.found.without_effect;
        if !none.is_empty() {
            said.push(format!("No effect on this result ({}): {}.", none.len(), names(none, MOST_NAMES)));
        }
        for (name, why) in &self.found.refused {
            said.push(format!("{name} cannot be moved alone: at some point of its range {why}."));
        }
        said
    }

    /// What comes out if all assumptions err together, and how much of the spread they carry.
    fn corner(&self) -> Option<String> {
        let Some(corner) = &self.found.corner else {
            return self
                .found
                .bars
                .first()
                .map(|_| "No assumption with a range moves it: every input here has a source.".to_owned());
        };
        let count = corner.names.len();
        let ends = match (&corner.low, &corner.high) {
            (Ok(low), Ok(high)) => self.topic.from_to_finely(*low, *high),
            (Ok(low), Err(why)) => {
                format!("down to {}; upwards the model cannot be run: {why}", self.topic.amount(*low, None))
            }
            (Err(why), Ok(high)) => {
                format!("up to {}; downwards the model cannot be run: {why}", self.topic.amount(*high, None))
            }
            (Err(why), Err(_)) => format!("the model cannot be run: {why}"),
        };
        let assumptions = match count {
            1 => "one assumption at the end of its range that lowers it, then at the one that raises it".to_owned(),
            count => format!(
                "{count} assumptions, each at the end of its range that lowers it, then each at the one that raises it"
            ),
        };
        let rests = self.rests.map_or_else(String::new, |share| {
            format!(" {} of the variance of the draws rests on assumptions.", percent(share))
        });
        Some(format!("If every assumption erred together: {ends} ({assumptions}; the others at their means).{rests}"))
    }

    /// The assumptions that nothing here moves.
    fn without_range(&self) -> Option<String> {
        let held: Vec<&str> = self.found.without_range.iter().map(String::as_str).collect();
        (!held.is_empty()).then(|| {
            format!(
                "Assumptions without a range, which nothing here moves ({}): {}. `crimcost breakeven` moves them.",
                held.len(),
                names(&held, MOST_NAMES)
            )
        })
    }

    fn chart_bars(&self, language: Language) -> Vec<TornadoBar> {
        let bar = |bar: &Bar| TornadoBar {
            name: self.topic.cause(bar.cause, language),
            range: match &bar.moved {
                Moved::Alone(range) => range_text(range, language),
                Moved::Together(count) => {
                    let number = language.count(*count);
                    let parts = [("count", Argument::Count(*count as f64, 0)), ("number", (&number).into())];
                    language.say("chart-together", &parts)
                }
            },
            ends: (bar.low, bar.high),
            together: matches!(bar.moved, Moved::Together(_)),
            reach: (bar.least(), bar.most()),
        };
        self.found.bars.iter().map(bar).collect()
    }
}

/// A range with its unit: `4 to 9 GEL/hour`.
pub(super) fn range_text(range: &Range, language: Language) -> String {
    let scale = Scale::of([range.low, range.high].into_iter());
    let decimals = decimals(range.high, Some((range.low, range.high)).filter(|(low, high)| high > low), scale);
    let ends = [range.low, range.high].map(|end| end / scale.factor());
    // Zeros at the end of both say nothing: 3 to 36 and not 3.0 to 36.0.
    let same = |decimals: i32| ends.map(|end| Language::En.number(end, decimals).parse::<f64>().ok());
    let shorter = (0..decimals).find(|fewer| same(*fewer) == same(decimals));
    let decimals = shorter.unwrap_or(decimals);
    let [low, high] = ends.map(|end| language.number(end, decimals));
    let word = match (language, scale.factor()) {
        (Language::En, _) => scale.word().trim().to_owned(),
        (language, factor) => crate::language::Scale::of(factor).short(language),
    };
    let ends = language.say("interval", &[("low", (&low).into()), ("high", (&high).into())]);
    let unit = if range.unit == "1" { "" } else { &range.unit };
    let parts = [ends.as_str(), word.as_str(), unit];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Section for TornadoSection {
    fn name(&self) -> &'static str {
        "tornado"
    }

    fn print(&self, page: &mut Page) {
        let scale = self.scale();
        let remark = format!("{}{}, all others at their means", scale.word(), self.topic.target.unit);
        page.heading("One input at a time", &remark);
        page.lead(&self.lead());
        if !self.found.bars.is_empty() {
            self.table(page);
        }
        for line in self.others() {
            page.paragraph(&line);
        }
        if let Some(corner) = self.corner() {
            page.paragraph(&corner);
        }
        if let Some(without_range) = self.without_range() {
            page.paragraph(&without_range);
        }
        if !self.found.bars.is_empty() {
            page.paragraph("One at a time: what inputs do together does not show here.");
        }
    }

    fn finding(&self) -> Option<String> {
        Some(self.lead())
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "input",
            "effect",
            "range_low",
            "range_high",
            "range_unit",
            "result_at_low",
            "result_at_high",
            "lowest_result",
            "highest_result",
            "percentile_beyond",
            "grade",
            "unit",
        ];
        let unit = Cell::text(&self.topic.target.unit);
        let row = |bar: &Bar| {
            let (effect, low, high, own) = match &bar.moved {
                Moved::Alone(range) => ("alone", Some(range.low), Some(range.high), range.unit.as_str()),
                Moved::Together(_) => ("together", None, None, ""),
            };
            vec![
                Cell::text(&bar.name),
                Cell::text(effect),
                Cell::number(low),
                Cell::number(high),
                Cell::text(own),
                Cell::Number(bar.low),
                Cell::Number(bar.high),
                Cell::Number(bar.least()),
                Cell::Number(bar.most()),
                Cell::number(bar.beyond.map(|(percentile, _)| percentile * 100.0)),
                Cell::text(self.topic.standing(bar.cause)),
                unit.clone(),
            ]
        };
        let without = |name: &String| {
            let mut cells = vec![Cell::Empty; columns.len()];
            cells[0] = Cell::text(name);
            cells[1] = Cell::text("none");
            for cell in &mut cells[5..9] {
                *cell = Cell::Number(self.found.central);
            }
            cells[11] = unit.clone();
            cells
        };
        let refused = |(name, _): &(String, String)| {
            let mut cells = vec![Cell::Empty; columns.len()];
            cells[0] = Cell::text(name);
            cells[1] = Cell::text("not possible");
            cells
        };
        let rows = self.found.bars.iter().map(row);
        let rows =
            rows.chain(self.found.without_effect.iter().map(without)).chain(self.found.refused.iter().map(refused));
        Sheet { schema: "crimcost/tornado/1", rows: rows.collect(), columns }
    }

    fn summary(&self) -> Value {
        let corner = self.found.corner.as_ref();
        json!({
            "finding": self.lead(),
            "central": self.found.central,
            "corner": self.corner(),
            "corner_low": corner.and_then(|corner| corner.low.as_ref().ok()),
            "corner_high": corner.and_then(|corner| corner.high.as_ref().ok()),
            "assumptions": corner.map(|corner| &corner.names),
            "assumptions_without_range": &self.found.without_range,
            "share_of_variance_on_assumptions": self.rests,
            "not_possible": self.found.refused.iter().map(|(name, why)| json!({ "input": name, "why": why })).collect::<Vec<_>>(),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let bars = self.chart_bars(language);
        if bars.is_empty() {
            return vec![];
        }
        let (policy, is_saving) = (self.topic.policy(language), self.topic.is_saving());
        let title = tornado_title(language, &policy, &bars, &self.topic.target.unit, is_saving);
        let heading = self.topic.heading(language, title);
        let chart = Tornado { heading, unit: self.topic.unit(), central: self.found.central, bars, is_saving };
        vec![("tornado".to_owned(), chart.svg())]
    }
}
