//! The share of cases above a limit along the limit, with the limits of two laws marked.

use super::Heading;
use super::colour::{GREY, INK, RULE, tone};
use super::drawing::{Anchor, Label, label};
use super::frame::{Page, SIDE, WIDTH, axis_line};
use super::labels::{Wish, apart};
use super::text;
use crate::language::{Language, exponent};
use crate::math;

/// The share above a limit, for every limit. Lines of two laws that count alike are one line with two marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Thresholds {
    pub heading: Heading,
    /// Caption of the axis of limits: "limit in grams".
    pub limits: String,
    /// Caption of the axis of shares.
    pub shares: String,
    /// At least one; each with at least two points.
    pub curves: Vec<Curve>,
    pub marks: Vec<Mark>,
    /// A sentence under the chart, such as what the shaded bands are. May be empty.
    pub note: String,
}

/// One way of counting.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// "Whole mixture", "Pure substance".
    pub name: String,
    /// Rising limits above 0.
    pub points: Vec<Point>,
}

/// The share above one limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub limit: f64,
    pub share: f64,
    /// The 5 % and 95 % quantiles; equal to the share if nothing is uncertain.
    pub interval: (f64, f64),
}

/// Where a law stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// "Today", "Reform".
    pub name: String,
    /// The number of its curve.
    pub curve: usize,
    pub point: Point,
}

const HEIGHT: f64 = 250.0;
const ROW: f64 = 13.0;

impl Thresholds {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let said = self.marks.iter().map(|mark| format!("{}: {}.", mark.name, self.words(language, mark)));
        let curves = self.curves.iter().filter_map(|curve| {
            let (first, last) = (curve.points.first()?, curve.points.last()?);
            Some(format!(
                "{}: from {} at {} g to {} at {} g.",
                curve.name,
                language.percent(first.share),
                grams(language, first.limit),
                language.percent(last.share),
                grams(language, last.limit)
            ))
        });
        said.chain(curves).collect::<Vec<_>>().join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom) = self.draw();
        let notes: Vec<String> = Some(self.note.clone()).filter(|note| !note.is_empty()).into_iter().collect();
        page.finish(bottom, &notes).svg("threshold", &self.heading, &self.alternative_text())
    }

    fn words(&self, language: Language, mark: &Mark) -> String {
        let Point { limit, share, interval } = mark.point;
        let mut words = format!("{} g, {}", grams(language, limit), language.percent(share));
        if interval.1 - interval.0 > 0.005 {
            words.push_str(&format!(" ({}–{})", language.percent(interval.0), language.percent(interval.1)));
        }
        words
    }

    fn draw(&self) -> (Page<'_>, f64) {
        let language = self.heading.language;
        let limits = || self.curves.iter().flat_map(|curve| &curve.points).map(|point| point.limit);
        let low = math::ln(limits().fold(f64::INFINITY, f64::min));
        let high = math::ln(limits().fold(0.0, f64::max));
        let mut page = Page::new(&self.heading);
        page.drawing.text(label(self.shares.clone(), SIDE, page.top + 4.0).size(9.5).colour(GREY));
        let (top, bottom) = (page.top + 20.0, page.top + 20.0 + HEIGHT);
        let left = SIDE + text::width(&language.percent(1.0), 9.5, false) + 10.0;
        let right = WIDTH - SIDE - 8.0;
        let across = |limit: f64| left + (math::ln(limit) - low) / (high - low) * (right - left);
        let up = |share: f64| bottom - share * HEIGHT;

        for fifth in 0..=5 {
            let share = f64::from(fifth) / 5.0;
            page.drawing.line(&[(left, up(share)), (right, up(share))], 0.75, RULE);
            let number = label(language.percent(share), left - 6.0, up(share)).size(9.5).colour(GREY);
            page.drawing.text(number.anchor(Anchor::Right));
        }
        let mut free = f64::NEG_INFINITY;
        for limit in decades(math::exp(low), math::exp(high)) {
            let x = across(limit);
            page.drawing.line(&[(x, top), (x, bottom)], 0.75, RULE);
            let number = label(grams(language, limit), x, bottom + 11.0).size(9.5).colour(GREY).anchor(Anchor::Middle);
            let [from, _, to, _] = number.bounds();
            if from > free {
                free = to + 8.0;
                page.drawing.text(number);
            }
        }
        page.caption(self.limits.clone(), right, bottom + 25.0);

        const PATTERNS: [&[f64]; 2] = [&[], &[7.0, 4.0]];
        for (number, curve) in self.curves.iter().enumerate() {
            let colour = tone(number).line;
            let edge =
                |of: fn(&Point) -> f64| curve.points.iter().map(move |point| (across(point.limit), up(of(point))));
            let lower: Vec<(f64, f64)> = edge(|point| point.interval.0).collect();
            page.drawing.area(edge(|point| point.interval.1).chain(lower.into_iter().rev()).collect(), colour, 0.16);
        }
        for (number, curve) in self.curves.iter().enumerate() {
            let line: Vec<(f64, f64)> =
                curve.points.iter().map(|point| (across(point.limit), up(point.share))).collect();
            page.drawing.dashed(&line, 2.25, tone(number).line, PATTERNS[number % 2]);
        }
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        self.mark(&mut page, &across, &up, (top, bottom, left, right));
        self.name_curves(&mut page, &across, &up, (left, right));
        (page, bottom + 34.0)
    }

    /// Lines up to each law's point, with its name beside it.
    fn mark(
        &self,
        page: &mut Page<'_>,
        across: &dyn Fn(f64) -> f64,
        up: &dyn Fn(f64) -> f64,
        (top, bottom, left, right): (f64, f64, f64, f64),
    ) {
        let language = self.heading.language;
        let wishes: Vec<Wish> =
            self.marks.iter().map(|mark| Wish { centre: up(mark.point.share) - 14.0, half: ROW }).collect();
        for (mark, centre) in self.marks.iter().zip(apart(&wishes, top, bottom - 4.0)) {
            let colour = tone(mark.curve).line;
            let (x, y) = (across(mark.point.limit), up(mark.point.share));
            page.drawing.dashed(&[(x, bottom), (x, y)], 1.25, INK, &[4.0, 3.0]);
            page.drawing.line(&[(x, up(mark.point.interval.0)), (x, up(mark.point.interval.1))], 1.5, colour);
            page.drawing.dot(x, y, 4.0, colour);
            let words = [label(mark.name.clone(), 0.0, 0.0).bold(), label(self.words(language, mark), 0.0, 0.0)];
            let width = words.iter().map(|words| text::width(&words.text, words.size, words.bold)).fold(0.0, f64::max);
            let starts = if x + 12.0 + width < right { x + 12.0 } else { (x - 12.0 - width).max(left + 4.0) };
            for (row, words) in words.into_iter().enumerate() {
                let place = Label { x: starts, y: centre + (row as f64 - 0.5) * ROW, ..words };
                page.drawing.text_on_white(place.colour(colour));
            }
        }
    }

    /// The name of the upper line stands above it, that of the lower one below it.
    fn name_curves(
        &self,
        page: &mut Page<'_>,
        across: &dyn Fn(f64) -> f64,
        up: &dyn Fn(f64) -> f64,
        (left, right): (f64, f64),
    ) {
        let [first, second] = &self.curves[..] else { return };
        let sum = |curve: &Curve| curve.points.iter().map(|point| point.share).sum::<f64>();
        let first_is_upper = sum(first) >= sum(second);
        for (number, curve) in self.curves.iter().enumerate() {
            let is_upper = (number == 0) == first_is_upper;
            let level = if is_upper { 0.88 } else { 0.42 };
            let near = |a: &&Point, b: &&Point| (a.share - level).abs().total_cmp(&(b.share - level).abs());
            let Some(point) = curve.points.iter().min_by(near) else { continue };
            let side = if is_upper { 1.0 } else { -1.0 };
            let words = label(curve.name.clone(), across(point.limit) + side * 10.0, up(point.share) - side * 8.0);
            let words = words.bold().colour(tone(number).line);
            let width = text::width(&words.text, words.size, true);
            let x = if is_upper { words.x } else { words.x - width };
            page.drawing.text(Label { x: x.min(right - width).max(left + 4.0), ..words });
        }
    }
}

/// 1, 2 and 5 times the powers of ten between two limits; powers of ten alone if they are many.
fn decades(low: f64, high: f64) -> Vec<f64> {
    let steps: &[f64] = if high / low < 2e3 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let (first, last) = (exponent(low) - 1, exponent(high) + 1);
    let powers = (first..=last).map(|power| math::powi(10.0, power));
    let all = powers.flat_map(|power| steps.iter().map(move |step| step * power));
    all.filter(|limit| (low * 0.999..=high * 1.001).contains(limit)).collect()
}

/// Grams with as many decimals as they need: 0.05, 1.5, 200.
fn grams(language: Language, value: f64) -> String {
    let decimals = (1 - exponent(value)).clamp(0, 9);
    let text = language.number(value, decimals);
    let shorter = language.number(value, (decimals - 1).max(0));
    let back = math::powi(10.0, (decimals - 1).max(0));
    if (value * back - (value * back).round()).abs() < 1e-6 { shorter } else { text }
}
