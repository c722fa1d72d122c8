//! A dot strip: one saving after the other with its interval, over one axis with the line at zero.

use super::colour::{COSTS, GREY, INK, RULE, SAVES};
#[cfg(test)]
use super::drawing::Label;
use super::drawing::{Anchor, label};
use super::frame::{self, BELOW, Finished, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::ticks::{covering, ticks};
use super::{Heading, Unit, text};
use crate::language::{Direction, Estimate, Language, Scale};
use plotters::style::RGBColor;

/// Least height of a row.
const ROW: f64 = 19.0;
const LINE: f64 = 12.0;

/// One saving.
#[derive(Clone, Debug, PartialEq)]
pub struct StripRow {
    pub name: String,
    /// A few words below the name. May be empty.
    pub note: String,
    /// The saving, the baseline's cost less the policy's; absent if there is none.
    pub estimate: Option<Estimate>,
    /// A second value of the row, drawn as an open dot.
    pub also: Option<f64>,
    /// What is written where there is no saving.
    pub empty: String,
}

/// Savings below each other; the first row is the one that the others are compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub heading: Heading,
    pub unit: Unit,
    pub rows: Vec<StripRow>,
    /// What an open dot is, if there are any.
    pub open_dot: Option<String>,
}

impl StripRow {
    fn ends(&self) -> (f64, f64) {
        let numbers = self.estimate.into_iter().flat_map(|estimate| {
            let (low, high) = estimate.interval.unwrap_or((estimate.value, estimate.value));
            [low, high, estimate.value]
        });
        let finite = numbers.chain(self.also).filter(|number| number.is_finite());
        finite.fold((0.0, 0.0), |(low, high), number| (number.min(low), number.max(high)))
    }

    fn colour(&self) -> RGBColor {
        match self.estimate.map(Direction::of) {
            Some(Direction::Saves) => SAVES.line,
            Some(Direction::CostsMore) => COSTS.line,
            _ => GREY,
        }
    }
}

impl Strip {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("strip", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<Label> {
        self.draw().labels()
    }

    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let mut sentences = vec![language.say("describe-strip", &[("unit", (&self.unit.name).into())])];
        for row in &self.rows {
            sentences.push(match row.estimate {
                Some(estimate) => {
                    let value = language.amount(estimate, &self.unit.name);
                    let interval = match estimate.interval {
                        Some(_) => language.interval(estimate, &self.unit.name, true),
                        None => value.clone(),
                    };
                    let verdict = Direction::of(estimate).word(language);
                    let parts = [
                        ("name", (&row.name).into()),
                        ("value", (&value).into()),
                        ("interval", (&interval).into()),
                        ("verdict", (&verdict).into()),
                    ];
                    language.say("describe-strip-row", &parts)
                }
                None => format!("{}: {}", row.name, row.empty),
            });
        }
        let stops: Vec<String> = sentences.into_iter().map(|said| format!("{}.", said.trim_end_matches('.'))).collect();
        stops.join(" ")
    }

    fn draw(&self) -> Finished {
        let language = self.heading.language;
        let mut page = Page::new(&self.heading);
        let inner = WIDTH - 2.0 * SIDE;
        let widest = |text: &str, size, bold| text::width(&text::printable(text), size, bold);
        let words = |row: &StripRow| row.estimate.map_or(String::new(), |estimate| verdict(language, estimate));
        let names = self.rows.iter().map(|row| widest(&row.name, 10.0, true).max(widest(&row.note, SMALL, false)));
        let beside = names.fold(0.0, f64::max).min(inner * 0.36);
        let behind = self.rows.iter().map(|row| widest(&words(row), SMALL, false)).fold(0.0, f64::max).min(inner * 0.2);
        let (left, right) = (SIDE + beside + 14.0, WIDTH - SIDE - behind - 12.0);

        let ends = self.rows.iter().map(StripRow::ends);
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(a, b), (low, high)| (a.min(low), b.max(high)));
        let (low, high) = if high > low { (low, high) } else { (-1.0, 1.0) };
        let scale = axis_scale(high.max(-low));
        let (low, high) = covering(low / scale.factor(), high / scale.factor(), 6);
        let at = |value: f64| left + (value.clamp(low, high) - low) / (high - low) * (right - left);
        let in_scale = |value: f64| at(value / scale.factor());

        let heights: Vec<f64> = self.rows.iter().map(|row| height(row, beside, behind, &words(row))).collect();
        let top = page.top + 14.0;
        let bottom = top + heights.iter().sum::<f64>();
        page.horizontal_axis(&ticks(low, high, 6), at, top, bottom, 1.0);
        let zero = at(0.0);
        self.sides(&mut page, zero, top - 10.0, (left, right));
        axis_line(&mut page.drawing, (zero, top - 3.0), (zero, bottom));
        if let Some(first) = self.rows.first().and_then(|row| row.estimate).filter(|first| first.value.is_finite()) {
            let x = in_scale(first.value);
            page.drawing.dashed(&[(x, top), (x, bottom)], 1.0, GREY, &[3.0, 3.0]);
        }
        let mut y = top;
        for (number, (row, height)) in self.rows.iter().zip(&heights).enumerate() {
            let middle = y + height / 2.0;
            y += height;
            if number == 0 && self.rows.len() > 1 {
                page.drawing.line(&[(SIDE, y), (WIDTH - SIDE, y)], 0.75, RULE);
            }
            self.names(&mut page, row, beside, middle);
            let colour = row.colour();
            match row.estimate.filter(|estimate| estimate.value.is_finite()) {
                Some(estimate) => {
                    if let Some((from, to)) = estimate.interval.filter(|(from, to)| from.is_finite() && to.is_finite())
                    {
                        page.drawing.whisker(in_scale(from), in_scale(to), middle, colour);
                    }
                    page.drawing.dot(in_scale(estimate.value), middle, 3.5, colour);
                    let lines = text::wrap(&text::printable(&words(row)), SMALL, false, behind);
                    let mut line_y = middle - (lines.len() as f64 - 1.0) / 2.0 * 11.0;
                    for line in lines {
                        page.drawing.text(label(line, right + 10.0, line_y).size(SMALL).colour(colour));
                        line_y += 11.0;
                    }
                }
                None => {
                    let words = label(row.empty.clone(), left + 4.0, middle).size(SMALL).colour(GREY);
                    page.drawing.text_on_white(words);
                }
            }
            if let Some(also) = row.also.filter(|also| also.is_finite()) {
                let x = in_scale(also);
                page.drawing.dot(x, middle, 3.5, COSTS.line);
                page.drawing.dot(x, middle, 2.0, super::colour::WHITE);
            }
        }
        page.caption(unit_caption(language, &self.unit, scale), right, bottom + 25.0);
        let mut notes = vec![language.word("strip-points")];
        notes.extend(self.open_dot.clone());
        page.finish(bottom + 34.0, &notes)
    }

    /// What lies on which side of zero, where there is room for the words.
    fn sides(&self, page: &mut Page, zero: f64, y: f64, (left, right): (f64, f64)) {
        let language = self.heading.language;
        let costs = label(language.word("chart-costs-more-side"), zero - 6.0, y).size(SMALL).colour(COSTS.line);
        let costs = costs.anchor(Anchor::Right);
        if costs.bounds()[0] >= left {
            page.drawing.text(costs);
        }
        let saves = label(language.word("chart-saves-side"), zero + 6.0, y).size(SMALL).colour(SAVES.line);
        if saves.bounds()[2] <= right {
            page.drawing.text(saves);
        }
    }

    fn names(&self, page: &mut Page, row: &StripRow, beside: f64, middle: f64) {
        let (names, notes) = lines_of(row, beside);
        let parts: [(&[String], _); 2] = [(&names, (10.0, true, INK)), (&notes, BELOW)];
        frame::names(&mut page.drawing, &parts, SIDE + beside, middle, LINE);
    }
}

/// The amount, or what stands for it where the interval covers zero.
fn verdict(language: Language, estimate: Estimate) -> String {
    match Direction::of(estimate) {
        Direction::Saves | Direction::CostsMore | Direction::NoDifference => {
            // Two digits of the number itself: the axis has its size.
            let half = estimate.value.abs() / 2.0;
            let own = Estimate::between(estimate.value, estimate.value - half, estimate.value + half);
            let scale = Scale::of(estimate.value);
            let text = language.amount(own, "");
            if scale == Scale::One && estimate.value == 0.0 { "0".to_owned() } else { text.trim().to_owned() }
        }
        Direction::Unclear => language.word("strip-open"),
    }
}

fn lines_of(row: &StripRow, beside: f64) -> (Vec<String>, Vec<String>) {
    let names = text::wrap(&text::printable(&row.name), 10.0, true, beside);
    let mut notes = text::wrap(&text::printable(&row.note), SMALL, false, beside);
    if notes.len() > 2 {
        notes.truncate(2);
        notes[1].push('…');
    }
    (names, notes)
}

fn height(row: &StripRow, beside: f64, behind: f64, words: &str) -> f64 {
    let (names, notes) = lines_of(row, beside);
    let words = text::wrap(&text::printable(words), SMALL, false, behind).len();
    ((names.len() + notes.len()).max(words) as f64 * LINE + 7.0).max(ROW)
}
