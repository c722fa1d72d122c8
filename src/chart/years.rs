//! Spending by year, one line per policy with the band that 90 % of the draws lie in.

use super::colour::{GREY, RULE, line as stroke};
use super::drawing::{Anchor, label};
use super::frame::{Page, SIDE, WIDTH, axis_line, axis_scale, unit_caption};
use super::labels::{Wish, apart};
use super::ticks::{covering, has_length, ticks};
use super::{Heading, Unit, text};
use crate::language::{Estimate, Scale};

const HEIGHT: f64 = 220.0;
const ROW: f64 = 13.0;

/// One year of a policy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinePoint {
    pub year: i32,
    /// Finite.
    pub amount: Estimate,
}

/// One policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    /// In order of years.
    pub points: Vec<LinePoint>,
}

/// Lines by year.
#[derive(Clone, Debug, PartialEq)]
pub struct Years {
    pub heading: Heading,
    pub unit: Unit,
    pub lines: Vec<Line>,
}

impl Years {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let mut sentences = vec![language.say("describe-years", &[("unit", (&unit).into())])];
        for line in &self.lines {
            let [first, .., last] = line.points[..] else {
                if let [only] = line.points[..] {
                    let (year, amount) = (only.year.to_string(), language.amount(only.amount, &self.unit.name));
                    let parts =
                        [("name", (&line.name).into()), ("first", (&amount).into()), ("first-year", (&year).into())];
                    sentences.push(format!("{}.", language.say("describe-line-one", &parts)));
                }
                continue;
            };
            let years = [first.year.to_string(), last.year.to_string()];
            let amounts = [first, last].map(|point| language.amount(point.amount, &self.unit.name));
            let parts = [
                ("name", (&line.name).into()),
                ("first", (&amounts[0]).into()),
                ("first-year", (&years[0]).into()),
                ("last", (&amounts[1]).into()),
                ("last-year", (&years[1]).into()),
            ];
            let said = language.say("describe-line", &parts);
            sentences.push(if said.ends_with('.') { said } else { format!("{said}.") });
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("years", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let one_year = self.one_year();
        let points = || self.lines.iter().flat_map(|line| &line.points);
        let ends = |point: &LinePoint| {
            let (low, high) = point.amount.interval.unwrap_or((point.amount.value, point.amount.value));
            (low.min(point.amount.value), high.max(point.amount.value))
        };
        let low = points().map(|point| ends(point).0).fold(0.0, f64::min);
        let high = points().map(|point| ends(point).1).fold(0.0, f64::max);
        let scale = axis_scale(high.max(-low));
        let (low, high) = match (low / scale.factor(), high / scale.factor()) {
            (low, high) if has_length(low, high) => covering(low, high, 6),
            _ => (0.0, 1.0),
        };
        let first = points().map(|point| point.year).min().unwrap_or(0);
        let last = points().map(|point| point.year).max().unwrap_or(0);

        let names: Vec<Vec<String>> =
            self.lines.iter().map(|line| text::wrap(&text::printable(&line.name), 10.0, true, 140.0)).collect();
        let widest = names.iter().flatten().map(|line| text::width(line, 10.0, true)).fold(0.0, f64::max);
        let lines = names.iter().map(Vec::len).sum::<usize>() as f64;
        let height = HEIGHT.max(lines * ROW + 4.0 * self.lines.len() as f64 + 10.0);

        let mut page = Page::new(&self.heading);
        let mut caption = unit_caption(language, &self.unit, scale);
        if let Some(year) = one_year {
            caption.push_str(&format!("; {}", language.say("in-year", &[("year", (&year.to_string()).into())])));
        }
        page.drawing.text(label(caption, SIDE, page.top + 4.0).size(9.5).colour(GREY));
        let (top, bottom) = (page.top + 20.0, page.top + 20.0 + height);
        let steps = ticks(low, high, 6);
        let numbers: Vec<String> = steps.values.iter().map(|tick| language.number(*tick, steps.decimals)).collect();
        let left = SIDE + numbers.iter().map(|number| text::width(number, 9.5, false)).fold(0.0, f64::max) + 10.0;
        let right = if one_year.is_some() { WIDTH - SIDE } else { WIDTH - SIDE - widest - 26.0 };
        // lines run from left to right through the years; policies of one year stand side by side
        let slot = (right - left) / self.lines.len().max(1) as f64;
        let across = |index: usize, year: i32| match one_year {
            Some(_) => left + (index as f64 + 0.5) * slot,
            None => left + 10.0 + f64::from(year - first) / f64::from((last - first).max(1)) * (right - left - 10.0),
        };
        let up = |amount: f64| bottom - (amount / scale.factor() - low) / (high - low) * (bottom - top);

        for (tick, number) in steps.values.iter().zip(numbers) {
            let y = up(*tick * scale.factor());
            page.drawing.line(&[(left, y), (right, y)], 0.75, RULE);
            page.drawing.text(label(number, left - 6.0, y).size(9.5).colour(GREY).anchor(Anchor::Right));
        }
        let foot = if one_year.is_some() {
            self.name_slots(&mut page, slot, left, bottom)
        } else {
            let room = text::width("2026", 9.5, false) + 10.0;
            let most = ((right - left) / room).max(1.0) as i32;
            let every = (last - first) / most + 1;
            for year in (first..=last).filter(|year| (year - first) % every == 0) {
                let x = across(0, year);
                page.drawing.line(&[(x, bottom), (x, bottom + 4.0)], 1.0, GREY);
                let year = label(year.to_string(), x, bottom + 13.0).size(9.5).colour(GREY);
                page.drawing.text(year.anchor(Anchor::Middle));
            }
            bottom + 20.0
        };

        for (index, line) in self.lines.iter().enumerate() {
            let (colour, pattern) = stroke(index);
            let edge = |upper: bool| {
                line.points.iter().map(move |point| {
                    let (low, high) = ends(point);
                    (across(index, point.year), up(if upper { high } else { low }))
                })
            };
            if line.points.len() > 1 {
                page.drawing.area(edge(true).chain(edge(false).rev()).collect(), colour, 0.16);
                for side in [true, false] {
                    page.drawing.dashed(&edge(side).collect::<Vec<_>>(), 0.5, colour, pattern);
                }
            } else if let Some(((x, above), (_, below))) = edge(true).next().zip(edge(false).next()) {
                page.drawing.line(&[(x, above), (x, below)], 1.5, colour);
                for y in [above, below] {
                    page.drawing.line(&[(x - 3.0, y), (x + 3.0, y)], 1.5, colour);
                }
            }
        }
        for (index, line) in self.lines.iter().enumerate() {
            let (colour, pattern) = stroke(index);
            let centre: Vec<(f64, f64)> =
                line.points.iter().map(|point| (across(index, point.year), up(point.amount.value))).collect();
            page.drawing.dashed(&centre, 2.25, colour, pattern);
            if centre.len() <= 12 {
                for (x, y) in &centre {
                    page.drawing.dot(*x, *y, 2.75, colour);
                }
            }
        }
        axis_line(&mut page.drawing, (left, up(0.0)), (right, up(0.0)));

        if one_year.is_none() {
            let ends: Vec<(usize, f64, f64)> = self
                .lines
                .iter()
                .enumerate()
                .filter_map(|(index, line)| Some((index, line.points.last()?)))
                .map(|(index, point)| (index, across(index, point.year), up(point.amount.value)))
                .collect();
            name_ends(&mut page, &ends, &names, right, (top - 8.0, bottom + 6.0));
        }
        let uncertain = points().any(|point| point.amount.interval.is_some_and(|(low, high)| high > low));
        let notes = match (uncertain, one_year) {
            (false, _) => Vec::new(),
            (true, None) => vec![language.word("chart-bands")],
            (true, Some(_)) => vec![language.word("chart-points")],
        };
        (page, foot, notes)
    }

    /// The year, if there is only one.
    fn one_year(&self) -> Option<i32> {
        let mut years = self.lines.iter().flat_map(|line| &line.points).map(|point| point.year);
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }

    /// Names of policies that stand side by side, under the axis; returns where they end.
    fn name_slots(&self, page: &mut Page<'_>, slot: f64, left: f64, bottom: f64) -> f64 {
        let mut foot = bottom;
        for (index, line) in self.lines.iter().enumerate() {
            let x = left + (index as f64 + 0.5) * slot;
            let mut y = bottom + 1.0;
            for words in text::wrap(&text::printable(&line.name), 10.0, true, slot - 8.0) {
                y += ROW;
                let words = label(words, x, y).bold().colour(stroke(index).0);
                page.drawing.text(words.anchor(Anchor::Middle));
            }
            foot = foot.max(y + 7.0);
        }
        foot
    }
}

/// Names beside the ends of lines, moved apart, each with a leader; `ends` are (policy, x, y).
fn name_ends(page: &mut Page<'_>, ends: &[(usize, f64, f64)], names: &[Vec<String>], right: f64, span: (f64, f64)) {
    let half = |index: usize| (names[index].len() as f64 * ROW + 3.0) / 2.0;
    let wishes: Vec<Wish> = ends.iter().map(|(index, _, y)| Wish { centre: *y, half: half(*index) }).collect();
    for ((index, x, y), centre) in ends.iter().zip(apart(&wishes, span.0, span.1)) {
        let colour = stroke(*index).0;
        let (from, to) = (right + 2.0, right + 14.0);
        page.drawing.line(&[((*x + 5.0).min(from), *y), (from, *y), (to, centre), (to + 3.0, centre)], 0.75, colour);
        let start = centre - (names[*index].len() as f64 - 1.0) / 2.0 * ROW;
        for (row, words) in names[*index].iter().enumerate() {
            page.drawing.text(label(words.clone(), to + 6.0, start + row as f64 * ROW).bold().colour(colour));
        }
    }
}
