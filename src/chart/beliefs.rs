//! What was believed before counts, what the counts alone say, and what is believed after them.

use super::colour::{COSTS, GREY, INK, SAVES};
#[cfg(test)]
use super::drawing::Label;
use super::drawing::{Anchor, label};
use super::frame::{self, NAME, Page, SIDE, SMALL, WIDTH, axis_line};
use super::ticks::{covering, ticks};
use super::{Heading, text};
use crate::language::Language;

/// Height of a row: one line for before, one for after.
const ROW: f64 = 40.0;
const LINE: f64 = 13.0;
/// Width of the names.
const NAMES: f64 = 190.0;
/// Width of the values behind the rows.
const VALUES: f64 = 92.0;

/// One number. The intervals are 5 % quantile, mean, 95 % quantile; all finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    pub name: String,
    /// `None` for a share.
    pub unit: Option<String>,
    pub before: [f64; 3],
    pub after: [f64; 3],
    pub counted: f64,
    /// The counts in words: `9 of 20`.
    pub seen: String,
}

/// Numbers before and after counts: shares on one axis, numbers per time on one each.
#[derive(Clone, Debug, PartialEq)]
pub struct Beliefs {
    pub heading: Heading,
    pub beliefs: Vec<Belief>,
}

impl Belief {
    fn value(&self, language: Language, value: f64) -> String {
        match &self.unit {
            None => language.percent(value),
            Some(_) => language.significant(value, 3),
        }
    }

    /// How far the counts moved it, in widths of what was believed before.
    fn moved(&self) -> f64 {
        let width = self.before[2] - self.before[0];
        if width > 0.0 { (self.after[1] - self.before[1]).abs() / width } else { 0.0 }
    }

    fn ends(&self) -> (f64, f64) {
        let all = [self.before[0], self.after[0], self.before[2], self.after[2], self.counted];
        all.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
    }
}

impl Beliefs {
    /// Which number the counts move most, from where to where. Empty without numbers.
    pub fn title(language: Language, beliefs: &[Belief]) -> String {
        let Some(most) = beliefs.iter().max_by(|a, b| a.moved().total_cmp(&b.moved())) else { return String::new() };
        let (before, after) = (most.value(language, most.before[1]), most.value(language, most.after[1]));
        let parts = [("name", (&most.name).into()), ("before", (&before).into()), ("after", (&after).into())];
        match beliefs {
            [_] => language.say("title-belief", &parts),
            _ => language.say("title-beliefs", &parts),
        }
    }

    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let mut sentences = vec![language.word("describe-beliefs")];
        for belief in &self.beliefs {
            let ends = |[low, mean, high]: [f64; 3]| [low, mean, high].map(|value| belief.value(language, value));
            let ([low, mean, high], after) = (ends(belief.before), ends(belief.after));
            let parts = [
                ("name", (&belief.name).into()),
                ("before", (&mean).into()),
                ("before-low", (&low).into()),
                ("before-high", (&high).into()),
                ("seen", (&belief.seen).into()),
                ("after", (&after[1]).into()),
                ("after-low", (&after[0]).into()),
                ("after-high", (&after[2]).into()),
            ];
            sentences.push(format!("{}.", language.say("describe-belief", &parts)));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("beliefs", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let mut page = Page::new(&self.heading);
        let top = page.top;
        let mut x = SIDE;
        for (word, colour, is_dot) in [
            (language.word("chart-before-counts"), GREY, true),
            (language.word("chart-counts-alone"), COSTS.line, false),
            (language.word("chart-after-counts"), SAVES.line, true),
        ] {
            if is_dot {
                page.drawing.whisker(x, x + 22.0, top + 6.0, colour);
                page.drawing.dot(x + 11.0, top + 6.0, 3.0, colour);
            } else {
                page.drawing.line(&[(x + 11.0, top), (x + 11.0, top + 12.0)], 2.5, colour);
            }
            page.drawing.text(label(word.clone(), x + 28.0, top + 6.0).colour(colour));
            x += 28.0 + text::width(&word, 10.0, false) + 18.0;
        }
        let mut y = top + 26.0;
        let shares: Vec<&Belief> = self.beliefs.iter().filter(|belief| belief.unit.is_none()).collect();
        if !shares.is_empty() {
            y = self.panel(&mut page, &shares, y);
        }
        for belief in self.beliefs.iter().filter(|belief| belief.unit.is_some()) {
            y = self.panel(&mut page, &[belief], y);
        }
        (page, y, vec![language.word("chart-beliefs-lines")])
    }

    /// Rows over one axis from `top` on; returns where the next may begin.
    fn panel(&self, page: &mut Page, beliefs: &[&Belief], top: f64) -> f64 {
        let language = self.heading.language;
        let is_share = beliefs.iter().all(|belief| belief.unit.is_none());
        let factor = if is_share { 100.0 } else { 1.0 };
        let ends = beliefs.iter().map(|belief| belief.ends());
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), (low, high)| (a.min(low), b.max(high)));
        let low = if is_share || low < 0.4 * high { 0.0 } else { low };
        let high = if high > low { high } else { low + 1.0 };
        let (low, high) = covering(low * factor, high * factor, 5);
        let high = if is_share { high.min(100.0) } else { high };
        let (left, right) = (SIDE + NAMES + 10.0, WIDTH - SIDE - VALUES);
        let at = |value: f64| left + (value * factor - low) / (high - low) * (right - left);
        let names: Vec<Vec<String>> =
            beliefs.iter().map(|belief| text::wrap(&text::printable(&belief.name), 10.5, true, NAMES)).collect();
        let seen: Vec<Vec<String>> =
            beliefs.iter().map(|belief| text::wrap(&text::printable(&belief.seen), SMALL, false, NAMES)).collect();
        let heights: Vec<f64> =
            names.iter().zip(&seen).map(|(a, b)| ((a.len() + b.len()) as f64 * LINE + 12.0).max(ROW)).collect();
        let bottom = top + heights.iter().sum::<f64>();
        let steps = ticks(low, high, 5);
        page.horizontal_axis(&steps, |value| at(value / factor), top, bottom, 1.0);
        let mut y = top;
        for (index, belief) in beliefs.iter().enumerate() {
            let middle = y + heights[index] / 2.0;
            y += heights[index];
            let parts: [(&[String], _); 2] = [(&names[index], NAME), (&seen[index], (SMALL, false, COSTS.line))];
            frame::names(&mut page.drawing, &parts, SIDE + NAMES, middle, LINE);
            let counted = at(belief.counted);
            page.drawing.line(&[(counted, middle - 14.0), (counted, middle + 14.0)], 2.5, COSTS.line);
            for ([low, mean, high], off, colour) in [(belief.before, -7.0, GREY), (belief.after, 7.0, SAVES.line)] {
                page.drawing.whisker(at(low), at(high), middle + off, colour);
                page.drawing.dot(at(mean), middle + off, 3.0, colour);
                let value = belief.value(language, mean);
                page.drawing.text(label(value, right + 10.0, middle + off).bold().colour(colour));
            }
        }
        axis_line(&mut page.drawing, (left, bottom), (right, bottom));
        let caption = match beliefs.first().and_then(|belief| belief.unit.as_ref()) {
            None => "%".to_owned(),
            Some(unit) => unit.clone(),
        };
        page.drawing.text(label(caption, right, bottom + 24.0).size(9.5).colour(INK).anchor(Anchor::Right));
        bottom + 40.0
    }
}
