//! The result along the range of each input, the others at their means.

use super::colour::{GREY, INK, RULE, line as stroke};
use super::drawing::{Anchor, label};
use super::frame::{Page, SIDE, WIDTH, axis_line, axis_scale, unit_caption};
use super::labels::{Wish, apart};
use super::ticks::{covering, ticks};
use super::tornado::{finely, from_to};
use super::{Heading, Unit, text};
use crate::language::{Language, Scale};

/// Lines that are drawn: as many as a reader can tell apart.
pub const MOST_LINES: usize = 8;

const HEIGHT: f64 = 240.0;
const ROW: f64 = 12.0;

/// The result along one input.
#[derive(Clone, Debug, PartialEq)]
pub struct SpiderLine {
    pub name: String,
    /// Percentile of the input (0 to 1), rising, and the result there. At least two, all finite.
    pub points: Vec<(f64, f64)>,
}

/// Lines over the percentiles of inputs, the most important first.
#[derive(Clone, Debug, PartialEq)]
pub struct Spider {
    pub heading: Heading,
    pub unit: Unit,
    /// The result with every input at its mean. Finite.
    pub central: f64,
    /// Those after [`MOST_LINES`] are not drawn.
    pub lines: Vec<SpiderLine>,
}

impl SpiderLine {
    fn least(&self) -> f64 {
        self.points.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min)
    }

    fn most(&self) -> f64 {
        self.points.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max)
    }
}

/// Whether some input alone turns the sign of a saving; of other results which moves them most.
pub fn spider_title(
    language: Language,
    policy: &str,
    lines: &[SpiderLine],
    central: f64,
    unit: &str,
    is_saving: bool,
) -> String {
    let Some(first) = lines.first() else { return language.word("title-tornado-none") };
    let turns = lines.iter().filter(|line| line.least() < 0.0 && line.most() > 0.0).count();
    if !is_saving {
        let interval = from_to(language, first.least(), first.most(), unit);
        let parts = [("input", (&first.name).into()), ("policy", policy.into()), ("interval", (&interval).into())];
        return language.say("title-tornado-result", &parts);
    }
    match turns {
        0 if central >= 0.0 => language.say("title-spider-saves", &[("policy", policy.into())]),
        0 => language.say("title-spider-costs", &[("policy", policy.into())]),
        turns => {
            let number = language.count(turns);
            let count = crate::language::Argument::Count(turns as f64, 0);
            let parts = [("count", count), ("number", (&number).into()), ("policy", policy.into())];
            language.say("title-spider-turns", &parts)
        }
    }
}

impl Spider {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let mut sentences = vec![language.say("describe-spider", &[("unit", (&unit).into())])];
        for line in self.shown() {
            let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { continue };
            let amount = |value: f64| language.amount(finely(value, line.most() - line.least()), &self.unit.name);
            let (from, to) = (amount(first.1), amount(last.1));
            let parts = [("name", (&line.name).into()), ("first", (&from).into()), ("last", (&to).into())];
            sentences.push(language.say("describe-spider-line", &parts));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom) = self.draw();
        page.finish(bottom, &self.notes()).svg("spider", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        let (page, bottom) = self.draw();
        page.finish(bottom, &self.notes()).labels()
    }

    /// What the dashed line across is.
    fn notes(&self) -> Vec<String> {
        let language = self.heading.language;
        let ends = self.shown().first().map_or((0.0, 0.0), |line| (line.least(), line.most()));
        let central = language.amount(finely(self.central, ends.1 - ends.0), &self.unit.name);
        let mut notes = vec![language.say("chart-spider-dashed", &[("value", (&central).into())])];
        let (low, high) = self.ends();
        if low > 0.0 || high < 0.0 {
            notes.push(language.word("chart-axis-cut"));
        }
        notes
    }

    fn shown(&self) -> &[SpiderLine] {
        &self.lines[..self.lines.len().min(MOST_LINES)]
    }

    /// The ends of the axis, as results.
    fn ends(&self) -> (f64, f64) {
        let lines = self.shown();
        let low = lines.iter().map(SpiderLine::least).fold(self.central, f64::min);
        let high = lines.iter().map(SpiderLine::most).fold(self.central, f64::max);
        let (low, high) = if high > low { (low, high) } else { (low - 1.0, high + 1.0) };
        let factor = axis_scale(low.abs().max(high.abs())).factor();
        let (low, high) = covering(low / factor, high / factor, 6);
        (low * factor, high * factor)
    }

    fn draw(&self) -> (Page<'_>, f64) {
        let language = self.heading.language;
        let lines = self.shown();
        let (low, high) = self.ends();
        let scale = axis_scale(low.abs().max(high.abs()));
        let (low, high) = (low / scale.factor(), high / scale.factor());
        let steps = ticks(low, high, 6);
        let numbers: Vec<String> = steps.values.iter().map(|tick| language.number(*tick, steps.decimals)).collect();

        let mut page = Page::new(&self.heading);
        let caption = unit_caption(language, &self.unit, scale);
        page.drawing.text(label(caption, SIDE, page.top + 4.0).size(9.5).colour(GREY));
        let names: Vec<Vec<String>> =
            lines.iter().map(|line| text::wrap(&text::printable(&line.name), 9.5, true, 150.0)).collect();
        let beside = names.iter().flatten().map(|line| text::width(line, 9.5, true)).fold(0.0, f64::max);
        let rows: usize = names.iter().map(Vec::len).sum();
        let height = HEIGHT.max(rows as f64 * ROW + lines.len() as f64 * 3.0);
        let (top, bottom) = (page.top + 18.0, page.top + 18.0 + height);
        let left = SIDE + numbers.iter().map(|number| text::width(number, 9.5, false)).fold(0.0, f64::max) + 10.0;
        let right = WIDTH - SIDE - beside - 18.0;
        let percentiles: Vec<f64> =
            lines.first().map_or_else(Vec::new, |line| line.points.iter().map(|point| point.0).collect());
        let ends = (percentiles.first().copied().unwrap_or(0.0), percentiles.last().copied().unwrap_or(1.0));
        let across = |share: f64| left + (share - ends.0) / (ends.1 - ends.0) * (right - left);
        let up = |value: f64| bottom - (value - low) / (high - low) * height;

        for (tick, number) in steps.values.iter().zip(&numbers) {
            page.drawing.line(&[(left, up(*tick)), (right, up(*tick))], 0.75, RULE);
            let number = label(number.clone(), left - 6.0, up(*tick)).size(9.5).colour(GREY);
            page.drawing.text(number.anchor(Anchor::Right));
        }
        let mut free = f64::NEG_INFINITY;
        for share in &percentiles {
            page.drawing.line(&[(across(*share), top), (across(*share), bottom)], 0.75, RULE);
            let number = label(language.number(share * 100.0, 0), across(*share), bottom + 11.0).size(9.5).colour(GREY);
            let number = number.anchor(Anchor::Middle);
            if number.bounds()[0] > free {
                free = number.bounds()[2] + 6.0;
                page.drawing.text(number);
            }
        }
        if low <= 0.0 && high >= 0.0 {
            axis_line(&mut page.drawing, (left, up(0.0)), (right, up(0.0)));
        }
        let central = up(self.central / scale.factor());
        page.drawing.dashed(&[(left, central), (right, central)], 1.0, INK, &[4.0, 3.0]);
        for (number, line) in lines.iter().enumerate() {
            let points: Vec<(f64, f64)> =
                line.points.iter().map(|(share, value)| (across(*share), up(value / scale.factor()))).collect();
            let (colour, pattern) = stroke(number);
            page.drawing.dashed(&points, 2.0, colour, pattern);
        }
        let wishes: Vec<Wish> = lines
            .iter()
            .zip(&names)
            .map(|(line, rows)| {
                let last = line.points.last().map_or(self.central, |point| point.1);
                Wish { centre: up(last / scale.factor()), half: rows.len() as f64 * ROW / 2.0 + 1.5 }
            })
            .collect();
        for (number, centre) in apart(&wishes, top - 6.0, bottom + 6.0).into_iter().enumerate() {
            let (colour, _) = stroke(number);
            let end = wishes[number].centre;
            page.drawing.line(&[(right, end), (right + 12.0, centre)], 0.75, colour);
            let mut row = centre - (names[number].len() as f64 - 1.0) / 2.0 * ROW;
            for words in &names[number] {
                page.drawing.text(label(words.clone(), right + 16.0, row).size(9.5).bold().colour(colour));
                row += ROW;
            }
        }
        let caption = label(language.word("chart-spider-axis"), (left + right) / 2.0, bottom + 27.0);
        let caption = caption.size(9.5).colour(GREY).anchor(Anchor::Middle);
        page.drawing.text(super::density::inside(caption, SIDE, WIDTH - SIDE));
        (page, bottom + 36.0)
    }
}
