//! How a result settles as there are more draws: its mean and percentiles after 64, 128, … draws.

use super::colour::{GREY, INK, RULE, SAVES};
use super::drawing::{Anchor, label};
use super::frame::{Finished, Page, SIDE, WIDTH, axis_line, axis_scale, unit_caption};
use super::labels::{Wish, apart};
use super::ticks::{covering, ticks};
use super::{Heading, Unit, text};
use crate::language::{Estimate, Language};
use crate::math::ln;

const HEIGHT: f64 = 210.0;

/// A result after some of the draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TracePoint {
    pub draws: usize,
    pub mean: f64,
    /// The 5th and the 95th percentile.
    pub interval: (f64, f64),
    /// Standard error of the mean.
    pub error: f64,
}

/// The way of a result to its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    pub heading: Heading,
    pub unit: Unit,
    /// Rising numbers of draws; at least one point, all finite.
    pub points: Vec<TracePoint>,
}

/// Whether two digits of a mean stand, how many draws it takes if they do not, or that all draws are the same.
///
/// `needed` is absent if they stand.
pub fn trace_title(language: Language, draws: usize, needed: Option<usize>, constant: bool) -> String {
    let draws = language.count(draws);
    let parts = [("draws", (&draws).into())];
    match needed {
        _ if constant => language.word("title-trace-constant"),
        None => language.say("title-trace-stable", &parts),
        Some(needed) => {
            let needed = language.count(needed);
            language.say("title-trace-rough", &[parts[0].clone(), ("needed", (&needed).into())])
        }
    }
}

impl Trace {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let said = self.points.iter().map(|point| {
            let estimate = Estimate::between(point.mean, point.interval.0, point.interval.1);
            let (draws, mean) = (language.count(point.draws), language.amount(estimate, &self.unit.name));
            let interval = language.interval(estimate, &self.unit.name, true);
            let parts = [("draws", (&draws).into()), ("mean", (&mean).into()), ("interval", (&interval).into())];
            language.say("describe-trace", &parts)
        });
        said.collect::<Vec<_>>().join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("trace", &self.heading, &self.alternative_text())
    }

    fn draw(&self) -> Finished {
        let language = self.heading.language;
        let ends = |point: &TracePoint| {
            [point.interval.0, point.interval.1, point.mean - 2.0 * point.error, point.mean + 2.0 * point.error]
        };
        let values = || self.points.iter().flat_map(ends);
        let (low, high) =
            values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        let scale = axis_scale(high.max(-low));
        let (low, high) = covering(low / scale.factor(), high / scale.factor(), 6);
        let mut page = Page::new(&self.heading);
        let caption = unit_caption(language, &self.unit, scale);
        page.drawing.text(label(caption, SIDE, page.top + 4.0).size(9.5).colour(GREY));
        let (top, bottom) = (page.top + 18.0, page.top + 18.0 + HEIGHT);
        let names = ["chart-trace-high", "chart-trace-mean", "chart-trace-low"].map(|key| language.word(key));
        let beside = names.iter().map(|name| text::width(name, 9.5, true)).fold(0.0, f64::max) + 10.0;
        let steps = ticks(low, high, 6);
        let numbers: Vec<String> = steps.values.iter().map(|tick| language.number(*tick, steps.decimals)).collect();
        let left = SIDE + numbers.iter().map(|number| text::width(number, 9.5, false)).fold(0.0, f64::max) + 10.0;
        let right = WIDTH - SIDE - beside;
        let draws = |point: Option<&TracePoint>| ln(point.map_or(1.0, |point| point.draws as f64));
        let (first, last) = (draws(self.points.first()), draws(self.points.last()));
        let across = |count: usize| match last - first {
            span if span > 0.0 => left + 8.0 + (ln(count as f64) - first) / span * (right - left - 16.0),
            _ => (left + right) / 2.0,
        };
        let up = |value: f64| bottom - (value / scale.factor() - low) / (high - low) * (bottom - top);
        for (tick, number) in steps.values.iter().zip(numbers) {
            let y = up(*tick * scale.factor());
            page.drawing.line(&[(left, y), (right, y)], 0.75, RULE);
            page.drawing.text(label(number, left - 6.0, y).size(9.5).colour(GREY).anchor(Anchor::Right));
        }
        // Numbers of draws from the right, where they matter most, as far as there is room.
        let mut free = f64::INFINITY;
        for point in self.points.iter().rev() {
            let x = across(point.draws);
            page.drawing.line(&[(x, bottom), (x, bottom + 4.0)], 1.0, GREY);
            let number = label(language.count(point.draws), x, bottom + 12.0).size(9.5).colour(GREY);
            let number = number.anchor(Anchor::Middle);
            let [from, _, to, _] = number.bounds();
            if to < free {
                free = from - 8.0;
                page.drawing.text(number);
            }
        }
        let line = |of: &dyn Fn(&TracePoint) -> f64| -> Vec<(f64, f64)> {
            self.points.iter().map(|point| (across(point.draws), up(of(point)))).collect()
        };
        let above = line(&|point| point.mean + 2.0 * point.error);
        let below = line(&|point| point.mean - 2.0 * point.error);
        page.drawing.area(above.into_iter().chain(below.into_iter().rev()).collect(), SAVES.line, 0.22);
        let lines = [line(&|point| point.interval.1), line(&|point| point.mean), line(&|point| point.interval.0)];
        for (number, points) in lines.iter().enumerate() {
            let (colour, width) = if number == 1 { (SAVES.line, 2.25) } else { (GREY, 1.5) };
            let pattern: &[f64] = if number == 1 { &[] } else { &[6.0, 3.0] };
            page.drawing.dashed(points, width, colour, pattern);
            for (x, y) in points {
                page.drawing.dot(*x, *y, 2.5, colour);
            }
        }
        if low < 0.0 && high > 0.0 {
            page.drawing.line(&[(left, up(0.0)), (right, up(0.0))], 1.0, INK);
        }
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        let wishes: Vec<Wish> =
            lines.iter().map(|points| Wish { centre: points[points.len() - 1].1, half: 6.5 }).collect();
        for ((name, centre), number) in names.into_iter().zip(apart(&wishes, top - 8.0, bottom + 8.0)).zip(0..) {
            let colour = if number == 1 { SAVES.line } else { GREY };
            page.drawing.text(label(name, right + 6.0, centre).size(9.5).bold().colour(colour));
        }
        page.caption(language.word("chart-trace-axis"), right, bottom + 27.0);
        page.finish(bottom + 36.0, &[language.word("chart-trace-band")])
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        self.draw().labels()
    }
}
