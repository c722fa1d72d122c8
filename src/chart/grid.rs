//! A result over two inputs: where it saves, where it costs more, and the line between.

use super::colour::{COSTS, GREY, INK, RULE, SAVES, WHITE};
use super::density::{axis_ticks, inside};
use super::drawing::{Anchor, Drawing, Label, label};
use super::frame::{Page, SIDE, SMALL, WIDTH, axis_line, axis_scale};
use super::ticks::{Ticks, ticks};
use super::tornado::{finely, from_to};
use super::{Heading, Unit, text};
use crate::language::{Language, Scale};
use crate::statistics::Grid;
use plotters::style::RGBColor;

const HEIGHT: f64 = 300.0;
/// What is above zero, and what is below: of clearly different lightness.
const ABOVE: RGBColor = RGBColor(150, 196, 228);
const BELOW: RGBColor = RGBColor(253, 240, 214);

/// A result over a grid of two inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct GridChart {
    pub heading: Heading,
    pub unit: Unit,
    /// Names of the inputs with their units: across, up.
    pub axes: [String; 2],
    /// Finite values.
    pub grid: Grid,
    /// Lines of the zero.
    pub zero: Vec<Vec<(f64, f64)>>,
    /// Both inputs at their means.
    pub central: (f64, f64),
    pub central_result: f64,
    /// Whether the result is a saving, so that its sign says who pays.
    pub is_saving: bool,
    /// A sentence on the share of draws on either side.
    pub note: String,
}

impl GridChart {
    /// Which signs the saving takes over the grid; of other results from where to where they go.
    ///
    /// `below` is the share of draws below zero.
    pub fn title(
        language: Language,
        policy: &str,
        names: [&str; 2],
        ends: (f64, f64),
        below: f64,
        unit: &str,
        is_saving: bool,
    ) -> String {
        let share = language.percent(below);
        let interval = from_to(language, ends.0, ends.1, unit);
        let key = match ends {
            _ if !is_saving => "title-grid-result",
            (low, high) if low == 0.0 && high == 0.0 => "title-no-difference",
            (low, _) if low >= 0.0 => "title-grid-saves",
            (_, high) if high < 0.0 => "title-grid-costs",
            _ => "title-grid-both",
        };
        let parts = [
            ("policy", policy.into()),
            ("across", names[0].into()),
            ("up", names[1].into()),
            ("share", (&share).into()),
            ("interval", (&interval).into()),
        ];
        language.say(key, &parts)
    }

    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let (low, high) = self.ends();
        let interval = from_to(language, low, high, &self.unit.name);
        let central = language.amount(finely(self.central_result, high - low), &self.unit.name);
        let parts = [
            ("across", (&self.axes[0]).into()),
            ("up", (&self.axes[1]).into()),
            ("interval", (&interval).into()),
            ("central", (&central).into()),
        ];
        format!("{} {}", language.say("describe-grid", &parts), self.note).trim().to_owned()
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("grid", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn ends(&self) -> (f64, f64) {
        let all = || self.grid.values.iter().flatten().copied();
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let mut page = Page::new(&self.heading);
        let inner = WIDTH - 2.0 * SIDE;
        let mut top = page.top + 4.0;
        for line in text::wrap(&text::printable(&self.axes[1]), 9.5, false, inner) {
            page.drawing.text(label(line, SIDE, top).size(9.5).colour(GREY));
            top += 13.0;
        }
        let (x, y) = (&self.grid.x, &self.grid.y);
        let (x_ends, y_ends) = ((x[0], x[x.len() - 1]), (y[0], y[y.len() - 1]));
        let up_scale = axis_scale(y_ends.0.abs().max(y_ends.1.abs()));
        let up_steps = ticks(y_ends.0 / up_scale.factor(), y_ends.1 / up_scale.factor(), 6);
        let numbers: Vec<String> =
            up_steps.values.iter().map(|tick| written(language, *tick, &up_steps, up_scale)).collect();
        let left = SIDE + numbers.iter().map(|number| text::width(number, 9.5, false)).fold(0.0, f64::max) + 10.0;
        let right = WIDTH - SIDE - 10.0;
        let bottom = top + HEIGHT;
        let place = |(px, py): (f64, f64)| {
            (
                left + (px - x_ends.0) / (x_ends.1 - x_ends.0) * (right - left),
                bottom - (py - y_ends.0) / (y_ends.1 - y_ends.0) * HEIGHT,
            )
        };
        self.areas(&mut page.drawing, &place, (left, top, right, bottom));
        let names = self.levels(&mut page.drawing, language, &place, (left, top, right, bottom));
        for line in &self.zero {
            let points: Vec<(f64, f64)> = line.iter().map(|point| place(*point)).collect();
            page.drawing.line(&points, 2.5, INK);
        }
        for corner in [[(left, top), (left, bottom)], [(left, bottom), (right, bottom)]] {
            axis_line(&mut page.drawing, corner[0], corner[1]);
        }
        for (tick, number) in up_steps.values.iter().zip(&numbers) {
            let height = place((x_ends.0, tick * up_scale.factor())).1;
            page.drawing.line(&[(left - 4.0, height), (left, height)], 1.0, INK);
            page.drawing.text(label(number.clone(), left - 6.0, height).size(9.5).colour(GREY).anchor(Anchor::Right));
        }
        let scale = axis_scale(x_ends.0.abs().max(x_ends.1.abs()));
        let steps = axis_ticks(language, x_ends.0 / scale.factor(), x_ends.1 / scale.factor(), (right - left) * 0.8);
        for tick in &steps.values {
            let along = place((tick * scale.factor(), y_ends.0)).0;
            page.drawing.line(&[(along, bottom), (along, bottom + 4.0)], 1.0, INK);
            let number = label(written(language, *tick, &steps, scale), along, bottom + 12.0).size(9.5).colour(GREY);
            page.drawing.text(inside(number.anchor(Anchor::Middle), SIDE, WIDTH - SIDE));
        }
        self.words(&mut page.drawing, language, &place, (left, top, right, bottom), names);
        let mut y = bottom + 27.0;
        for line in text::wrap(&text::printable(&self.axes[0]), 9.5, false, inner) {
            page.drawing.text(label(line, right, y).size(9.5).colour(GREY).anchor(Anchor::Right));
            y += 13.0;
        }
        let notes = [language.word("chart-grid-lines"), self.note.clone()];
        (page, y - 4.0, notes.into_iter().filter(|note| !note.is_empty()).collect())
    }

    /// Fills what is above zero and what is below.
    fn areas(&self, drawing: &mut Drawing, place: &dyn Fn((f64, f64)) -> (f64, f64), frame: (f64, f64, f64, f64)) {
        let (left, top, right, bottom) = frame;
        drawing.rectangle((left, top), (right, bottom), BELOW);
        if self.ends().0 < 0.0 {
            drawing.hatch((left, top), (right, bottom), RULE);
        }
        let (columns, rows) = (self.grid.x.len() - 1, self.grid.y.len() - 1);
        for row in 0..rows {
            for column in 0..columns {
                let corners: Vec<(f64, f64)> = self.grid.above_zero(row, column).into_iter().map(place).collect();
                if corners.is_empty() {
                    continue;
                }
                // A hair over the edge of the cell, so that no seam shows between neighbours.
                let middle = place((
                    (self.grid.x[column] + self.grid.x[column + 1]) / 2.0,
                    (self.grid.y[row] + self.grid.y[row + 1]) / 2.0,
                ));
                let wider = |value: f64, middle: f64| value + 0.4 * (value - middle).signum();
                let corners = corners
                    .into_iter()
                    .map(|(x, y)| (wider(x, middle.0).clamp(left, right), wider(y, middle.1).clamp(top, bottom)));
                drawing.area(corners.collect(), ABOVE, 1.0);
            }
        }
    }

    /// Thin lines of round results; for each the places where its number may stand, the best first.
    fn levels(
        &self,
        drawing: &mut Drawing,
        language: Language,
        place: &dyn Fn((f64, f64)) -> (f64, f64),
        (left, top, right, bottom): (f64, f64, f64, f64),
    ) -> Vec<Vec<Label>> {
        let (low, high) = self.ends();
        let scale = axis_scale(low.abs().max(high.abs()));
        let steps = ticks(low / scale.factor(), high / scale.factor(), 7);
        let mut labels: Vec<Vec<Label>> = vec![];
        for tick in steps.values.iter().filter(|tick| **tick != 0.0) {
            let mut lines = self.grid.contour(tick * scale.factor());
            lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
            for line in &lines {
                let points: Vec<(f64, f64)> = line.iter().map(|point| place(*point)).collect();
                drawing.line(&points, 0.75, GREY);
            }
            let Some(longest) = lines.first() else { continue };
            let tries = [4, 2, 6, 1, 7].map(|eighth| {
                let (x, y) = place(longest[(longest.len() - 1) * eighth / 8]);
                let words = label(written(language, *tick, &steps, scale), x, y).size(SMALL).colour(GREY);
                within(words.anchor(Anchor::Middle), left + 2.0, top + 2.0, right - 2.0, bottom - 2.0)
            });
            labels.push(tries.to_vec());
        }
        labels
    }

    /// The point of the means, the names of both sides, and the numbers of the lines where there is room for them.
    fn words(
        &self,
        drawing: &mut Drawing,
        language: Language,
        place: &dyn Fn((f64, f64)) -> (f64, f64),
        frame: (f64, f64, f64, f64),
        numbers: Vec<Vec<Label>>,
    ) {
        let (left, top, right, bottom) = frame;
        let (low, high) = self.ends();
        let (x, y) = place(self.central);
        drawing.dot(x, y, 5.5, WHITE);
        drawing.dot(x, y, 4.0, INK);
        let amount = language.amount(finely(self.central_result, high - low), &self.unit.name);
        let words = language.say("chart-at-means", &[("value", (&amount).into())]);
        let words = label(words, x, y).size(9.5);
        let beside = [
            (0.0, 13.0, Anchor::Middle),
            (0.0, -13.0, Anchor::Middle),
            (9.0, 0.0, Anchor::Left),
            (-9.0, 0.0, Anchor::Right),
        ];
        let tries = beside.map(|(dx, dy, anchor)| Label { x: x + dx, y: y + dy, ..words.clone() }.anchor(anchor));
        let is_inside = |words: &Label| {
            let [from, above, to, below] = words.bounds();
            from > left + 2.0 && to < right - 2.0 && above > top && below < bottom
        };
        let best = tries.iter().find(|words| is_inside(words) && !self.crosses(words, place));
        let best = best.or(tries.iter().find(|words| is_inside(words))).unwrap_or(&tries[0]).clone();
        let mut taken = vec![within(best, left + 4.0, top + 2.0, right - 4.0, bottom - 2.0)];
        let sides = [
            (true, SAVES.line, "chart-saves-side", "chart-above-zero"),
            (false, COSTS.line, "chart-costs-more-side", "chart-below-zero-side"),
        ];
        for (above, colour, saving, other) in sides {
            if low == 0.0 && high == 0.0 {
                break;
            }
            let Some(spot) = self.deepest(above) else { continue };
            let (x, y) = place(spot);
            let words = language.word(if self.is_saving { saving } else { other });
            let words = label(words, x, y).size(12.0).bold().colour(colour).anchor(Anchor::Middle);
            let words = within(words, left + 4.0, top + 4.0, right - 4.0, bottom - 4.0);
            let tries = [0.0, -22.0, 22.0, -44.0, 44.0].map(|shift| Label { y: words.y + shift, ..words.clone() });
            let fits = |words: &&Label| {
                let [_, from, _, to] = words.bounds();
                from > top && to < bottom && taken.iter().all(|other| apart(words, other, 2.0))
            };
            let best = tries.iter().filter(fits).find(|words| !self.crosses(words, place));
            if let Some(words) = best.or(tries.iter().find(fits)).cloned() {
                taken.push(words);
            }
        }
        // No number stands on the point of the means.
        let dot = label("00", x, y).anchor(Anchor::Middle);
        for tries in numbers {
            let free = tries.into_iter().find(|words| taken.iter().chain([&dot]).all(|other| apart(words, other, 3.0)));
            taken.extend(free);
        }
        taken.into_iter().for_each(|words| drawing.text_on_white(words));
    }

    /// Whether the line of the zero runs through a label.
    fn crosses(&self, words: &Label, place: &dyn Fn((f64, f64)) -> (f64, f64)) -> bool {
        let [left, top, right, bottom] = words.bounds();
        let is_in = |(x, y): (f64, f64)| x > left && x < right && y > top && y < bottom;
        self.zero.iter().flat_map(|line| line.windows(2)).any(|ends| {
            let (from, to) = (place(ends[0]), place(ends[1]));
            (0..=8).any(|eighth| {
                let part = f64::from(eighth) / 8.0;
                is_in((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part))
            })
        })
    }

    /// The point of one side of zero that is farthest from the other side and from the edge of the grid.
    fn deepest(&self, above: bool) -> Option<(f64, f64)> {
        let (columns, rows) = (self.grid.x.len(), self.grid.y.len());
        let is_other = |row: usize, column: usize| (self.grid.values[row][column] >= 0.0) != above;
        let mut best: Option<(usize, (f64, f64))> = None;
        for row in 0..rows {
            for column in 0..columns {
                if is_other(row, column) {
                    continue;
                }
                let edge = [row + 1, column + 1, rows - row, columns - column].into_iter().min().unwrap_or(0);
                let others =
                    (0..rows).flat_map(|r| (0..columns).map(move |c| (r, c))).filter(|(r, c)| is_other(*r, *c));
                let nearest = others.map(|(r, c)| r.abs_diff(row) + c.abs_diff(column)).min().unwrap_or(usize::MAX);
                let depth = edge.min(nearest);
                if best.is_none_or(|(known, _)| depth > known) {
                    best = Some((depth, (self.grid.x[column], self.grid.y[row])));
                }
            }
        }
        best.map(|(_, spot)| spot)
    }
}

fn written(language: Language, tick: f64, steps: &Ticks, scale: Scale) -> String {
    let number = language.number(tick, steps.decimals);
    match scale.short(language) {
        short if short.is_empty() || tick == 0.0 => number,
        short => format!("{number}\u{a0}{short}"),
    }
}

/// Whether two labels lie apart by more than `room`.
fn apart(a: &Label, b: &Label, room: f64) -> bool {
    let ([left, top, right, bottom], [left2, top2, right2, bottom2]) = (a.bounds(), b.bounds());
    right + room <= left2 || right2 + room <= left || bottom + room <= top2 || bottom2 + room <= top
}

/// The label moved into a frame.
fn within(words: Label, left: f64, top: f64, right: f64, bottom: f64) -> Label {
    let words = inside(words, left, right);
    let [_, from, _, to] = words.bounds();
    Label { y: words.y + (top - from).max(0.0) - (to - bottom).max(0.0), ..words }
}
