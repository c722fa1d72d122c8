//! Curves over an amount of money: probabilities of saving more, of being best, and what a choice is expected to lose.

use super::colour::{GREY, INK, RULE, Tone, tone};
use super::drawing::{Anchor, label};
use super::frame::{Finished, Page, SIDE, WIDTH, axis_line, axis_scale, unit_caption};
use super::information::room;
use super::labels::{Wish, apart};
use super::ticks::{covering, ticks};
use super::{Heading, Unit, text};

const HEIGHT: f64 = 210.0;
const ROW: f64 = 13.0;
/// Strokes and gaps of the lines, in turn.
const PATTERNS: [&[f64]; 4] = [&[], &[7.0, 3.0], &[2.0, 2.5], &[9.0, 3.0, 2.0, 3.0]];

/// What stands up the chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Upwards {
    /// A probability, 0 to 1, with these words above it.
    Probability(String),
    /// Money, with these words above it.
    Money(String),
}

/// One option.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionCurve {
    pub name: String,
    /// From left to right.
    pub points: Vec<(f64, f64)>,
    /// Where this option is the choice: spans along the axis, drawn thick.
    pub chosen: Vec<(f64, f64)>,
    /// Points to be named, with their words.
    pub marks: Vec<(f64, f64, String)>,
}

/// Curves of options over money.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    pub heading: Heading,
    /// Of the axis along the chart.
    pub unit: Unit,
    /// Words before the unit: what the amounts are.
    pub along: String,
    pub upwards: Upwards,
    pub lines: Vec<OptionCurve>,
    /// The first of the options' colours that is used: 0 where the baseline is the first line, 1 where it has none.
    pub first_tone: usize,
    /// Written below.
    pub notes: Vec<String>,
    /// The chart in a few sentences, to be read aloud.
    pub description: String,
}

impl Curves {
    /// The chart as SVG. `kind` tells charts of one document apart.
    pub fn svg(&self, kind: &str) -> String {
        self.draw().svg(kind, &self.heading, &self.description)
    }

    fn tone(&self, line: usize) -> Tone {
        tone(line + self.first_tone)
    }

    fn draw(&self) -> Finished {
        let language = self.heading.language;
        let points = || self.lines.iter().flat_map(|line| &line.points);
        let (low, high) =
            points().fold((f64::INFINITY, f64::NEG_INFINITY), |ends, point| (ends.0.min(point.0), ends.1.max(point.0)));
        let (low, high) = match (low < high, low.is_finite()) {
            (true, _) => (low, high),
            (false, true) => (low - low.abs().max(1.0) * 0.5, low + low.abs().max(1.0) * 0.5),
            (false, false) => (0.0, 1.0),
        };
        let most = points().map(|point| point.1).fold(0.0, f64::max);
        let (factor_up, most_up) = match &self.upwards {
            Upwards::Probability(_) => (0.01, 1.0),
            Upwards::Money(_) => {
                let factor = axis_scale(most).factor();
                (factor, if most > 0.0 { covering(0.0, most / factor, 5).1 * factor } else { 1.0 })
            }
        };
        let steps_up = ticks(0.0, most_up / factor_up, 5);
        let written = |value: f64| match &self.upwards {
            Upwards::Probability(_) => language.percent(value / 100.0),
            Upwards::Money(_) => language.number(value, steps_up.decimals),
        };

        let names: Vec<Vec<String>> =
            self.lines.iter().map(|line| text::wrap(&text::printable(&line.name), 10.0, true, 140.0)).collect();
        let widest = names.iter().flatten().map(|line| text::width(line, 10.0, true)).fold(0.0, f64::max);
        let rows = names.iter().map(Vec::len).sum::<usize>() as f64;
        let height = HEIGHT.max(rows * ROW + 4.0 * self.lines.len() as f64 + 10.0);

        let mut page = Page::new(&self.heading);
        let (Upwards::Probability(words) | Upwards::Money(words)) = &self.upwards;
        let mut words = words.clone();
        if let Upwards::Money(_) = self.upwards {
            words = format!("{words}, {}", unit_caption(language, &self.unit, axis_scale(most)));
        }
        page.drawing.text(label(words, SIDE, page.top + 4.0).size(9.5).colour(GREY));
        let (top, bottom) = (page.top + 20.0, page.top + 20.0 + height);
        let numbers: Vec<String> = steps_up.values.iter().map(|tick| written(*tick)).collect();
        let left = SIDE + numbers.iter().map(|number| text::width(number, 9.5, false)).fold(0.0, f64::max) + 10.0;
        let right = WIDTH - SIDE - widest - 26.0;
        let across = |amount: f64| left + (amount - low) / (high - low) * (right - left);
        let up = |value: f64| bottom - value / most_up * (bottom - top);

        for (tick, number) in steps_up.values.iter().zip(numbers) {
            let y = up(*tick * factor_up);
            page.drawing.line(&[(left, y), (right, y)], 0.75, RULE);
            page.drawing.text(label(number, left - 6.0, y).size(9.5).colour(GREY).anchor(Anchor::Right));
        }
        let scale = axis_scale(low.abs().max(high.abs()));
        let factor = scale.factor();
        let steps = room(
            |count| ticks(low / factor, high / factor, count),
            right - left,
            |value, decimals| text::width(&language.number(value, decimals), 9.5, false),
        );
        for tick in &steps.values {
            let x = across(*tick * factor);
            page.drawing.line(&[(x, bottom), (x, bottom + 4.0)], 1.0, GREY);
            let number = label(language.number(*tick, steps.decimals), x, bottom + 13.0).size(9.5).colour(GREY);
            page.drawing.text(number.anchor(Anchor::Middle));
        }
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        if low < 0.0 && high > 0.0 {
            page.drawing.dashed(&[(across(0.0), top - 4.0), (across(0.0), bottom)], 1.0, INK, &[4.0, 3.0]);
        }
        let path = |line: &OptionCurve| line.points.iter().map(|(x, y)| (across(*x), up(*y))).collect::<Vec<_>>();
        for (number, line) in self.lines.iter().enumerate() {
            for span in &line.chosen {
                let inside = line.points.iter().filter(|(x, _)| span.0 <= *x && *x <= span.1);
                let inside: Vec<(f64, f64)> = inside.map(|(x, y)| (across(*x), up(*y))).collect();
                // A pale band behind the line: the area between two parallels.
                let band =
                    inside.iter().map(|(x, y)| (*x, y - 4.5)).chain(inside.iter().rev().map(|(x, y)| (*x, y + 4.5)));
                page.drawing.area(band.collect(), self.tone(number).line, 0.25);
            }
        }
        for (number, line) in self.lines.iter().enumerate() {
            let colour = self.tone(number).line;
            let points = path(line);
            match points[..] {
                [only] => page.drawing.dot(only.0, only.1, 3.0, colour),
                _ => page.drawing.dashed(&points, 2.0, colour, PATTERNS[number % 4]),
            }
        }
        let mut taken: Vec<[f64; 4]> = vec![];
        for (number, line) in self.lines.iter().enumerate() {
            let colour = self.tone(number).line;
            for (x, y, words) in &line.marks {
                let (x, y) = (across(*x), up(*y));
                page.drawing.dot(x, y, 3.25, colour);
                // The first free place around the dot.
                let width = text::width(&text::printable(words), 9.0, false);
                let places = [(7.0, -7.0), (-7.0 - width, 8.0), (7.0, 8.0), (-7.0 - width, -7.0)];
                let free = places.into_iter().find_map(|(dx, dy)| {
                    let found = label(words.clone(), x + dx, y + dy).size(9.0).colour(colour);
                    let bounds = found.bounds();
                    let inside = bounds[0] >= left + 2.0
                        && bounds[2] <= right - 2.0
                        && bounds[1] >= top - 12.0
                        && bounds[3] <= bottom;
                    (inside && !taken.iter().any(|other| overlap(other, &bounds))).then_some((found, bounds))
                });
                if let Some((found, bounds)) = free {
                    taken.push(bounds);
                    page.drawing.text_on_white(found);
                }
            }
        }
        let wishes: Vec<Wish> = self
            .lines
            .iter()
            .zip(&names)
            .map(|(line, names)| Wish {
                centre: line.points.last().map_or(bottom, |point| up(point.1)),
                half: (names.len() as f64 * ROW + 3.0) / 2.0,
            })
            .collect();
        for (number, centre) in apart(&wishes, top - 8.0, bottom + 6.0).into_iter().enumerate() {
            let Some(end) = self.lines[number].points.last() else { continue };
            let colour = self.tone(number).line;
            let (from, to) = (right + 2.0, right + 14.0);
            let y = up(end.1);
            page.drawing.line(
                &[(across(end.0).min(from), y), (from, y), (to, centre), (to + 3.0, centre)],
                0.75,
                colour,
            );
            let start = centre - (names[number].len() as f64 - 1.0) / 2.0 * ROW;
            for (row, words) in names[number].iter().enumerate() {
                page.drawing.text(label(words.clone(), to + 6.0, start + row as f64 * ROW).bold().colour(colour));
            }
        }
        let caption = unit_caption(language, &self.unit, scale);
        let caption = if self.along.is_empty() { caption } else { format!("{}, {caption}", self.along) };
        let mut foot = bottom + 20.0;
        for line in text::wrap(&text::printable(&caption), 9.5, false, WIDTH - 2.0 * SIDE) {
            foot += 12.0;
            let line = label(line, right.max(SIDE + text::width(&caption, 9.5, false)).min(WIDTH - SIDE), foot - 4.0);
            page.drawing.text(line.size(9.5).colour(GREY).anchor(Anchor::Right));
        }
        page.finish(foot + 2.0, &self.notes)
    }
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn chart(lines: Vec<OptionCurve>, upwards: Upwards) -> Curves {
        let heading = Heading {
            language: Language::En,
            title: "Probability of saving more".to_owned(),
            subtitle: String::new(),
            source: "Source: x".to_owned(),
        };
        Curves {
            heading,
            unit: Unit { name: "GEL".to_owned(), price_year: Some(2014), discounted: Some(true) },
            along: "saving".to_owned(),
            upwards,
            lines,
            first_tone: 0,
            notes: vec![],
            description: "Said".to_owned(),
        }
    }

    fn line(name: &str, points: Vec<(f64, f64)>) -> OptionCurve {
        OptionCurve { name: name.to_owned(), points, chosen: vec![], marks: vec![] }
    }

    #[test]
    fn every_text_lies_on_the_page_whatever_the_numbers_are() {
        let long = "A policy with a name that goes on and on & <so> on";
        let probability = || Upwards::Probability("probability".to_owned());
        let charts = [
            chart(vec![], probability()),
            chart(vec![line("one", vec![(0.0, 0.0)])], probability()),
            chart((0..12).map(|_| line(long, vec![(-1e9, 1.0), (1e9, 0.0)])).collect(), probability()),
            chart(vec![line(long, vec![(0.0, 0.0), (1.0, 0.0)])], Upwards::Money("expected loss".to_owned())),
        ];
        for chart in charts {
            for label in chart.draw().labels() {
                let [left, _, right, _] = label.bounds();
                assert!(left >= 0.0 && right <= WIDTH, "{} reaches from {left} to {right}", label.text);
            }
        }
    }

    #[test]
    fn marks_too_near_to_each_other_are_not_written_over_each_other() {
        let mut only = line("a", vec![(0.0, 1.0), (100.0, 0.0)]);
        only.marks = (0..20).map(|step| (50.0 + f64::from(step) * 0.01, 0.5, format!("mark {step}"))).collect();
        let labels = chart(vec![only], Upwards::Probability("p".to_owned())).draw().labels();
        let marks: Vec<[f64; 4]> =
            labels.iter().filter(|label| label.text.starts_with("mark")).map(|label| label.bounds()).collect();
        assert!(!marks.is_empty() && marks.len() < 20);
        for (number, mark) in marks.iter().enumerate() {
            assert!(marks[..number].iter().all(|other| !overlap(other, mark)));
        }
    }
}
