//! Curves over an amount of money: probabilities of saving more, of being best, and what a choice is expected to lose.

use super::colour::{GREY, RULE, line as stroke};
use super::drawing::{Anchor, label};
use super::frame::{Finished, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::information::room;
use super::labels::{Wish, apart};
use super::ticks::{covering, ticks};
use super::{Heading, Unit, text};

const HEIGHT: f64 = 210.0;
const ROW: f64 = 13.0;
/// Lines whose ends are nearer to each other than this are not named there.
const NEAR: f64 = 5.0;
/// A name beside its line keeps this far from other lines.
const CLEAR: f64 = 9.0;

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
    /// The first of the options' strokes that is used: 0 where the baseline is the first line, 1 where it has none.
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

    fn stroke(&self, line: usize) -> (plotters::style::RGBColor, &'static [f64]) {
        stroke(line + self.first_tone)
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
        for line in text::wrap(&text::printable(&words), 9.5, false, WIDTH - 2.0 * SIDE) {
            page.drawing.text(label(line, SIDE, page.top + 4.0).size(9.5).colour(GREY));
            page.top += 12.0;
        }
        page.top -= 12.0;
        let (top, bottom) = (page.top + 20.0, page.top + 20.0 + height);
        let numbers: Vec<String> = steps_up.values.iter().map(|tick| written(*tick)).collect();
        let left = SIDE + numbers.iter().map(|number| text::width(number, 9.5, false)).fold(0.0, f64::max) + 10.0;
        let up = |value: f64| bottom - value / most_up * (bottom - top);
        let place = |right: f64| move |amount: f64| left + (amount - low) / (high - low) * (right - left);
        let (narrow, wide) = (WIDTH - SIDE - widest - 26.0, WIDTH - SIDE - 12.0);
        let wishes: Vec<Wish> = self
            .lines
            .iter()
            .zip(&names)
            .map(|(line, names)| Wish {
                centre: line.points.last().map_or(bottom, |point| up(point.1)),
                half: (names.len() as f64 * ROW + 3.0) / 2.0,
            })
            .collect();
        let centres = apart(&wishes, top - 8.0, bottom + 6.0);
        let mut ends: Vec<f64> = wishes.iter().map(|wish| wish.centre).collect();
        ends.sort_by(f64::total_cmp);
        let meet = ends.windows(2).any(|pair| pair[1] - pair[0] < NEAR);
        // Lines that end at one place are named where they lie apart; where they never do, in a list with their strokes.
        let beside = meet.then(|| {
            let across = place(wide);
            let paths: Vec<Vec<(f64, f64)>> =
                self.lines.iter().map(|line| line.points.iter().map(|(x, y)| (across(*x), up(*y))).collect()).collect();
            beside(&paths, &names, [left, top, wide, bottom])
        });
        let right = if let Some(Some(_)) = &beside { wide } else { narrow };
        let across = place(right);

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
            axis_line(&mut page.drawing, (across(0.0), top - 4.0), (across(0.0), bottom));
        }
        let path = |line: &OptionCurve| line.points.iter().map(|(x, y)| (across(*x), up(*y))).collect::<Vec<_>>();
        for (number, line) in self.lines.iter().enumerate() {
            let (colour, pattern) = self.stroke(number);
            let points = path(line);
            match points[..] {
                [only] => page.drawing.dot(only.0, only.1, 3.0, colour),
                _ => page.drawing.dashed(&points, 2.0, colour, pattern),
            }
        }
        // Over all lines, so that none hides the choice.
        for (number, line) in self.lines.iter().enumerate() {
            for span in &line.chosen {
                let inside = line.points.iter().filter(|(x, _)| span.0 <= *x && *x <= span.1);
                let inside: Vec<(f64, f64)> = inside.map(|(x, y)| (across(*x), up(*y))).collect();
                page.drawing.line(&inside, 4.5, self.stroke(number).0);
            }
        }
        let mut taken: Vec<[f64; 4]> = vec![];
        for (number, line) in self.lines.iter().enumerate() {
            let (colour, _) = self.stroke(number);
            for (x, y, words) in &line.marks {
                let (x, y) = (across(*x), up(*y));
                page.drawing.dot(x, y, 3.25, colour);
                // The first free place around the dot.
                let width = text::width(&text::printable(words), SMALL, false);
                let places = [(7.0, -7.0), (-7.0 - width, 8.0), (7.0, 8.0), (-7.0 - width, -7.0)];
                let free = places.into_iter().find_map(|(dx, dy)| {
                    let found = label(words.clone(), x + dx, y + dy).size(SMALL).colour(colour);
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
        for (number, lines) in names.iter().enumerate() {
            let (colour, pattern) = self.stroke(number);
            if let Some(Some(boxes)) = &beside {
                let [start, top, ..] = boxes[number];
                for (row, words) in lines.iter().enumerate() {
                    let words = label(words.clone(), start, top + (row as f64 + 0.5) * ROW);
                    page.drawing.text(words.bold().colour(colour));
                }
                continue;
            }
            let Some(end) = self.lines[number].points.last() else { continue };
            let (from, to, centre, y) = (right + 2.0, right + 14.0, centres[number], up(end.1));
            if beside.is_some() {
                page.drawing.dashed(&[(from, centre), (to + 3.0, centre)], 2.0, colour, pattern);
            } else {
                let leader = [(across(end.0).min(from), y), (from, y), (to, centre), (to + 3.0, centre)];
                page.drawing.line(&leader, 0.75, colour);
            }
            let start = centre - (lines.len() as f64 - 1.0) / 2.0 * ROW;
            for (row, words) in lines.iter().enumerate() {
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

/// Boxes for the names of lines, each beside its own line and away from all others, inside `page` (left, top, right,
/// bottom); `None` if one of them has no such place.
fn beside(paths: &[Vec<(f64, f64)>], names: &[Vec<String>], page: [f64; 4]) -> Option<Vec<[f64; 4]>> {
    // Points so near to each other that no line can pass through a box unseen.
    let dense: Vec<Vec<(f64, f64)>> = paths
        .iter()
        .map(|path| {
            let pieces = path.windows(2).flat_map(|ends| {
                let (dx, dy) = (ends[1].0 - ends[0].0, ends[1].1 - ends[0].1);
                let steps = ((dx * dx + dy * dy).sqrt() / 3.0).ceil().clamp(1.0, 500.0) as usize;
                (0..steps).map(move |step| {
                    let part = step as f64 / steps as f64;
                    (ends[0].0 + part * dx, ends[0].1 + part * dy)
                })
            });
            pieces.chain(path.last().copied()).collect()
        })
        .collect();
    let gap = |found: &[f64; 4], (x, y): &(f64, f64)| {
        let (dx, dy) = ((found[0] - x).max(x - found[2]).max(0.0), (found[1] - y).max(y - found[3]).max(0.0));
        (dx * dx + dy * dy).sqrt()
    };
    let mut boxes: Vec<[f64; 4]> = vec![];
    for (number, lines) in names.iter().enumerate() {
        let width = lines.iter().map(|line| text::width(line, 10.0, true)).fold(0.0, f64::max);
        let height = lines.len() as f64 * ROW;
        let mut best: Option<(f64, [f64; 4])> = None;
        for (x, y) in dense[number].iter().step_by(3) {
            for (start, above) in [
                (x + 6.0, y - height - 3.0),
                (x + 6.0, y + 3.0),
                (x - 6.0 - width, y + 3.0),
                (x - 6.0 - width, y - height - 3.0),
            ] {
                let found = [start, above, start + width, above + height];
                let is_inside = found[0] >= page[0] + 4.0
                    && found[1] >= page[1] - 8.0
                    && found[2] <= page[2]
                    && found[3] <= page[3] - 2.0;
                if !is_inside
                    || boxes.iter().any(|other| overlap(other, &found))
                    || dense[number].iter().any(|point| gap(&found, point) < 1.0)
                {
                    continue;
                }
                let others = dense.iter().enumerate().filter(|(other, _)| *other != number).flat_map(|(_, path)| path);
                let clear = others.map(|point| gap(&found, point)).fold(40.0, f64::min);
                if clear >= CLEAR && best.is_none_or(|(most, _)| clear > most) {
                    best = Some((clear, found));
                }
            }
        }
        boxes.push(best?.1);
    }
    Some(boxes)
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
    fn lines_that_end_together_are_named_where_they_lie_apart_or_listed() {
        let falling = |start: f64| {
            (0..=50)
                .map(|step| f64::from(step) * 20.0)
                .map(move |x| (x, (1.0 - (x - start).max(0.0) / 150.0).clamp(0.0, 1.0)))
        };
        let lines = (0..4).map(|n| line(&format!("line {n}"), falling(f64::from(n) * 250.0).collect())).collect();
        let labels = chart(lines, Upwards::Probability("p".to_owned())).draw().labels();
        let mut named: Vec<f64> =
            labels.iter().filter(|label| label.text.starts_with("line")).map(|label| label.x).collect();
        named.dedup_by(|a, b| (*a - *b).abs() < 60.0);
        assert_eq!(named.len(), 4, "each stands beside its own line");
        let same = (0..4).map(|n| line(&format!("line {n}"), falling(100.0).collect())).collect();
        let labels = chart(same, Upwards::Probability("p".to_owned())).draw().labels();
        let mut listed: Vec<f64> =
            labels.iter().filter(|label| label.text.starts_with("line")).map(|label| label.x).collect();
        listed.dedup();
        assert_eq!(listed.len(), 1, "all in one column");
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
