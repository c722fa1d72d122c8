//! The distribution of a saving over the draws, with the share below zero marked.

use super::colour::{COSTS, GREY, INK, SAVES};
use super::drawing::{Anchor, Label, label};
use super::frame::{Page, SIDE, WIDTH, axis_line, axis_scale, unit_caption};
use super::ticks::ticks;
use super::{Heading, Unit, text};
use crate::language::{Argument, Estimate, Language, Scale};

/// Columns of the histogram, about.
const COLUMNS: f64 = 56.0;
const HEIGHT: f64 = 170.0;
/// Where the whole range is longer than this many times the range without the outer 0.5 % at both ends, it is cut.
const LONG: f64 = 1.4;

/// Histogram of the draws of a saving.
#[derive(Clone, Debug, PartialEq)]
pub struct Density {
    pub heading: Heading,
    pub unit: Unit,
    /// Finite, rising, at least one.
    draws: Vec<f64>,
    mean: f64,
    median: f64,
    interval: (f64, f64),
}

/// What part of the draws is shown.
struct Shown {
    low: f64,
    high: f64,
    /// How many draws lie below it, and how many above.
    outside: [usize; 2],
}

impl Density {
    /// The distribution of `draws` (in any order), with the median and the 5 % and 95 % quantiles that the caller's
    /// tables print. `None` without draws or if one is not finite.
    pub fn new(
        heading: Heading,
        unit: Unit,
        mut draws: Vec<f64>,
        median: f64,
        interval: (f64, f64),
    ) -> Option<Density> {
        if draws.is_empty() || draws.iter().any(|draw| !draw.is_finite()) {
            return None;
        }
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        draws.sort_by(f64::total_cmp);
        Some(Density { heading, unit, draws, mean, median, interval })
    }

    /// The same with quantiles taken here, linear between neighbouring draws (type 7 of Hyndman and Fan, 1996).
    pub fn of_draws(heading: Heading, unit: Unit, mut draws: Vec<f64>) -> Option<Density> {
        draws.sort_by(f64::total_cmp);
        let quantiles = [0.5, 0.05, 0.95].map(|share| quantile(&draws, share));
        Density::new(heading, unit, draws, quantiles[0], (quantiles[1], quantiles[2]))
    }

    /// Share of the draws below zero.
    pub fn share_below_zero(&self) -> f64 {
        self.draws.partition_point(|draw| *draw < 0.0) as f64 / self.draws.len() as f64
    }

    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let estimate = self.estimate();
        let median = language.amount(estimate, &self.unit.name);
        if self.all_equal() {
            return language.say("describe-density-equal", &[("value", (&median).into()), ("unit", (&unit).into())]);
        }
        let interval = language.interval(estimate, &self.unit.name, true);
        let (draws, mean) = (self.number_of_draws(), self.written_mean());
        let parts = [
            ("unit", (&unit).into()),
            ("mean", (&mean).into()),
            ("draws", (&draws).into()),
            ("median", (&median).into()),
            ("interval", (&interval).into()),
        ];
        let below = self.below_zero();
        format!("{} {}.", language.say("describe-density", &parts), capital(&below))
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("density", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        if self.all_equal() { self.draw_spike() } else { self.draw_histogram() }
    }

    pub(super) fn estimate(&self) -> Estimate {
        Estimate::between(self.median, self.interval.0, self.interval.1)
    }

    /// The mean, rounded as the median is.
    fn written_mean(&self) -> String {
        let estimate = Estimate { value: self.mean, ..self.estimate() };
        self.heading.language.amount(estimate, &self.unit.name)
    }

    /// Whether the draws differ by no more than rounding.
    fn all_equal(&self) -> bool {
        let (first, last) = (self.draws[0], self.draws[self.draws.len() - 1]);
        last - first <= 1e-9 * first.abs().max(last.abs())
    }

    fn number_of_draws(&self) -> String {
        let language = self.heading.language;
        let number = language.count(self.draws.len());
        let count = Argument::Count(self.draws.len() as f64, 0);
        language.say("draws", &[("count", count), ("number", (&number).into())])
    }

    /// Caption of the axis: "saving, million GEL …, 10,000 draws".
    fn caption(&self, scale: Scale) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, scale);
        format!("{}, {unit}; {}", language.word("measure-saving"), self.number_of_draws())
    }

    fn below_zero(&self) -> String {
        let language = self.heading.language;
        let share = self.share_below_zero();
        if share == 0.0 {
            language.word("chart-never-below-zero")
        } else if share == 1.0 {
            language.word("chart-always-below-zero")
        } else {
            language.say("chart-below-zero", &[("share", (&language.percent(share)).into())])
        }
    }

    /// The range of the axis, with zero if it is near.
    fn shown(&self) -> Shown {
        let last = self.draws.len() - 1;
        let (mut low, mut high) = (self.draws[0], self.draws[last]);
        let (inner_low, inner_high) = (quantile(&self.draws, 0.005), quantile(&self.draws, 0.995));
        let inner = (inner_high - inner_low).max(self.interval.1 - self.interval.0);
        if inner > 0.0 && high - low > LONG * inner {
            low = low.max(inner_low.min(self.interval.0) - 0.05 * inner);
            high = high.min(inner_high.max(self.interval.1) + 0.05 * inner);
        }
        let below = self.draws.partition_point(|draw| *draw < low);
        let above = self.draws.len() - self.draws.partition_point(|draw| *draw <= high);
        let near = 0.3 * (high - low);
        if low > 0.0 && low < near {
            low = 0.0;
        } else if high < 0.0 && -high < near {
            high = 0.0;
        }
        Shown { low, high, outside: [below, above] }
    }

    fn draw_histogram(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let shown = self.shown();
        let step = (shown.high - shown.low) / COLUMNS;
        // column k reaches from k to k + 1 steps, so that zero is always an edge
        let column = |value: f64| (value / step).floor();
        let first = column(shown.low);
        let last = column(shown.high);
        let mut counts = vec![0_usize; (last - first) as usize + 1];
        for draw in self.draws.iter().filter(|draw| (shown.low..=shown.high).contains(*draw)) {
            counts[(column(*draw) - first) as usize] += 1;
        }
        let tallest = counts.iter().copied().max().unwrap_or(1).max(1) as f64;
        let (low, high) = (first * step, (last + 1.0) * step);
        let (left, right) = (SIDE + 12.0, WIDTH - SIDE - 12.0);
        let at = |value: f64| left + (value - low) / (high - low) * (right - left);

        let mut page = Page::new(&self.heading);
        let (mut scale, length) = (axis_scale(low.abs().max(high.abs())), right - left);
        let steps_in = |scale: Scale| axis_ticks(language, low / scale.factor(), high / scale.factor(), length);
        while scale != Scale::One && steps_in(scale).decimals > 2 {
            scale = scale.smaller();
        }
        let steps = steps_in(scale);
        let (top, median_y, interval_y) = (page.top, page.top + 56.0, page.top + 34.0);
        let histogram = top + 66.0;
        let bottom = histogram + HEIGHT;

        page.horizontal_axis(&steps, at, histogram, bottom, scale.factor());
        for (index, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let edge = low + index as f64 * step;
            let tone = if first + (index as f64) < 0.0 { COSTS } else { SAVES };
            let (from, to) = (at(edge) + 0.4, at(edge + step) - 0.4);
            page.drawing.rectangle((from, bottom - *count as f64 / tallest * HEIGHT), (to, bottom), tone.fill);
        }
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        if low <= 0.0 && high >= 0.0 {
            axis_line(&mut page.drawing, (at(0.0), histogram - 4.0), (at(0.0), bottom + 4.0));
        }

        let colour = if self.share_below_zero() > 0.0 { COSTS.line } else { SAVES.line };
        let below = label(capital(&self.below_zero()), at(0.0).clamp(left, right) - 6.0, top + 6.0);
        page.drawing.text(inside(below.bold().colour(colour).anchor(Anchor::Right), left, right));

        let estimate = self.estimate();
        let interval = language.interval(estimate, &self.unit.name, true);
        let words = language.say("chart-interval", &[("interval", (&interval).into())]);
        let [from, to] = [self.interval.0, self.interval.1].map(|end| at(end).clamp(left, right));
        let words = label(words, (from + to) / 2.0, top + 23.0).colour(GREY).anchor(Anchor::Middle);
        page.drawing.text(inside(words, left, right));
        page.drawing.whisker(from, to, interval_y, GREY);
        let middle = at(self.median).clamp(left, right);
        page.drawing.dot(middle, interval_y, 3.0, INK);
        let words = language.amount(estimate, &self.unit.name);
        let mean = self.written_mean();
        let parts = [("median", (&words).into()), ("mean", (&mean).into())];
        let words = language.say("chart-median-mean", &parts);
        let words = label(capital(&words), middle, median_y - 7.0).bold().anchor(Anchor::Middle);
        page.drawing.text(inside(words, left, right));
        page.drawing.dashed(&[(middle, median_y + 2.0), (middle, bottom)], 1.5, INK, &[2.0, 2.0]);
        let mean = at(self.mean).clamp(left, right);
        let corners = [(0.0, -5.5), (4.5, 0.0), (0.0, 5.5), (-4.5, 0.0)];
        page.drawing.area(corners.map(|(x, y)| (mean + x, interval_y + y)).to_vec(), INK, 1.0);

        let caption = self.caption(scale);
        page.caption(caption, right, bottom + 25.0);
        let mut notes = Vec::new();
        let (first, last) = (self.draws[0], self.draws[self.draws.len() - 1]);
        for (outside, key, end) in [(0, "chart-cut-below", first), (1, "chart-cut-above", last)] {
            if shown.outside[outside] > 0 {
                let share = language.percent(shown.outside[outside] as f64 / self.draws.len() as f64);
                let end = self.in_axis_unit(end, scale, steps.decimals);
                notes.push(language.say(key, &[("share", (&share).into()), ("end", (&end).into())]));
            }
        }
        (page, bottom + 34.0, notes)
    }

    /// An amount as the axis counts: "4,660 thousand GEL".
    fn in_axis_unit(&self, amount: f64, scale: Scale, decimals: i32) -> String {
        let language = self.heading.language;
        let parts = [language.number(amount / scale.factor(), decimals), scale.short(language), self.unit.name.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}")
    }

    /// One column for draws that are all the same.
    fn draw_spike(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let mut page = Page::new(&self.heading);
        let value = self.draws[0];
        let (left, right, middle) = (SIDE + 12.0, WIDTH - SIDE - 12.0, WIDTH / 2.0);
        let (top, bottom) = (page.top + 24.0, page.top + 24.0 + HEIGHT / 2.0);
        let tone = if value < 0.0 { COSTS } else { SAVES };
        page.drawing.rectangle((middle - 4.0, top), (middle + 4.0, bottom), tone.fill);
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        let words = language.amount(Estimate::known(value), &self.unit.name);
        let words = capital(&language.say("chart-all-equal", &[("value", (&words).into())]));
        let words = label(words, middle, top - 12.0).bold().colour(tone.line).anchor(Anchor::Middle);
        page.drawing.text(inside(words, left, right));
        let caption = self.caption(Scale::One);
        page.caption(caption, right, bottom + 12.0);
        (page, bottom + 22.0, Vec::new())
    }
}

/// Fewer ticks until their numbers have room.
pub(super) fn axis_ticks(language: Language, low: f64, high: f64, length: f64) -> super::ticks::Ticks {
    (2..=9)
        .rev()
        .map(|most| ticks(low, high, most))
        .find(|ticks| {
            let widest = ticks
                .values
                .iter()
                .map(|tick| text::width(&language.number(*tick, ticks.decimals), 9.5, false))
                .fold(0.0, f64::max);
            (widest + 14.0) * ticks.values.len() as f64 <= length
        })
        .unwrap_or_else(|| ticks(low, high, 1))
}

/// The label moved so that it stands between `left` and `right`.
pub(super) fn inside(label: Label, left: f64, right: f64) -> Label {
    let [from, _, to, _] = label.bounds();
    let shift = (left - from).max(0.0) - (to - right).max(0.0);
    Label { x: label.x + shift, ..label }
}

/// With a capital first letter where the script has one.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        // Georgian sentences begin with an ordinary letter
        Some(first) if !('\u{10d0}'..='\u{10ff}').contains(&first) => first.to_uppercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}

/// Quantile of rising draws; 0 of none.
fn quantile(draws: &[f64], share: f64) -> f64 {
    let Some(last) = draws.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    draws[below] + (place - below as f64) * (draws[above] - draws[below])
}
