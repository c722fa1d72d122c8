//! Ranges on an axis on which each step is a multiple of the one before: limits of amounts, lengths of penalties.

use super::colour::{GREY, INK, RULE, Tone, WHITE, tone};
use super::drawing::{Anchor, Drawing, label};
use super::frame::{self, BELOW, Finished, NAME, Page, SIDE, SMALL, WIDTH};
use super::{Heading, text};
use crate::math::ln;

const BAR: f64 = 13.0;
const LANE: f64 = 16.0;
const GAP: f64 = 9.0;
const GROUP: f64 = 19.0;
const NUMBER: f64 = 8.5;

/// How a range is drawn; what it stands for is said in the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    Pale,
    Light,
    Middle,
    Strong,
    /// Not known.
    Hatched,
}

/// One range.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// 0 is the left end of the axis.
    pub from: f64,
    /// Absent for the right end of the axis.
    pub to: Option<f64>,
    pub shade: Shade,
    /// Written at the beginning of the range: the limit. May be empty.
    pub from_text: String,
    /// Written behind the range. May be empty.
    pub text: String,
}

/// One line of ranges; each lane is drawn below the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeRow {
    /// A heading above the row, if a new group begins.
    pub group: Option<String>,
    pub name: String,
    /// A few words below the name. May be empty.
    pub note: String,
    pub lanes: Vec<Vec<Range>>,
    /// What is written if there are no ranges.
    pub empty: String,
}

/// Rows of ranges over one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    pub heading: Heading,
    /// What the axis shows, with its unit.
    pub caption: String,
    /// Places of the axis, ascending and above 0, each with its words; the axis reaches from the first to the last.
    pub ticks: Vec<(f64, String)>,
    pub legend: Vec<(Shade, String)>,
    pub rows: Vec<RangeRow>,
    /// Written below.
    pub notes: Vec<String>,
    /// The chart in a few sentences, to be read aloud.
    pub description: String,
}

impl Ranges {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("ranges", &self.heading, &self.description)
    }

    fn draw(&self) -> Finished {
        let inner = WIDTH - 2.0 * SIDE;
        let mut page = Page::new(&self.heading);
        let top = legend(&mut page.drawing, &self.legend, page.top);
        let widest = |text: &str, size, bold| text::width(&text::printable(text), size, bold);
        let names = self.rows.iter().map(|row| widest(&row.name, 10.5, true).max(widest(&row.note, SMALL, false)));
        let beside = names.fold(0.0, f64::max).min(inner * 0.36);
        let behind = self.rows.iter().flat_map(|row| row.lanes.iter().filter_map(|lane| lane.last()));
        let behind = behind.map(|range| widest(&range.text, SMALL, false)).fold(0.0, f64::max).min(inner * 0.30);
        let (left, right) = (SIDE + beside + 12.0, WIDTH - SIDE - if behind > 0.0 { behind + 8.0 } else { 0.0 });
        let (low, high) = match (self.ticks.first(), self.ticks.last()) {
            (Some((low, _)), Some((high, _))) if high > low => (*low, *high),
            _ => (1.0, 10.0),
        };
        let at = |value: f64| {
            let value = value.clamp(low, high);
            left + (ln(value) - ln(low)) / (ln(high) - ln(low)) * (right - left)
        };
        let first = top + 4.0;
        let heights: Vec<f64> = self.rows.iter().map(|row| height(row, beside)).collect();
        let bottom = first + heights.iter().sum::<f64>();
        self.axis(&mut page.drawing, at, first, bottom);
        let mut y = first;
        for (row, height) in self.rows.iter().zip(&heights) {
            self.row(&mut page.drawing, row, (y, y + height), (beside, left, right), at);
            y += height;
        }
        page.caption(self.caption.clone(), right, bottom + 25.0);
        page.finish(bottom + 34.0, &self.notes)
    }

    fn axis(&self, drawing: &mut Drawing, at: impl Fn(f64) -> f64, from: f64, to: f64) {
        let mut free = f64::NEG_INFINITY;
        for (value, words) in &self.ticks {
            let x = at(*value);
            drawing.line(&[(x, from), (x, to)], 0.75, RULE);
            let words = label(words.clone(), x, to + 10.0).size(SMALL).colour(GREY).anchor(Anchor::Middle);
            let [start, _, end, _] = words.bounds();
            if start > free && end <= WIDTH - 2.0 {
                drawing.text(words);
                free = end + 6.0;
            }
        }
    }

    fn row(
        &self,
        drawing: &mut Drawing,
        row: &RangeRow,
        (mut top, bottom): (f64, f64),
        (beside, left, right): (f64, f64, f64),
        at: impl Fn(f64) -> f64,
    ) {
        if let Some(group) = &row.group {
            drawing.line(&[(SIDE, top + 3.0), (WIDTH - SIDE, top + 3.0)], 0.75, RULE);
            drawing.text_on_white(label(group.clone(), SIDE, top + 12.0).size(10.5).bold());
            top += GROUP;
        }
        let middle = (top + bottom) / 2.0 + if has_numbers(row) { 4.0 } else { 0.0 };
        let names = text::wrap(&text::printable(&row.name), 10.5, true, beside);
        let notes = text::wrap(&text::printable(&row.note), SMALL, false, beside);
        frame::names(drawing, &[(&names, NAME), (&notes, BELOW)], SIDE + beside, middle, 11.5);
        if row.lanes.is_empty() {
            return drawing.text_on_white(label(row.empty.clone(), left + 4.0, middle).size(SMALL).colour(GREY));
        }
        let lanes = row.lanes.len() as f64;
        let mut y = middle - (lanes - 1.0) / 2.0 * LANE;
        for lane in &row.lanes {
            let mut free = left - 4.0;
            for range in lane {
                let (from, to) = (if range.from > 0.0 { at(range.from) } else { left }, range.to.map_or(right, &at));
                bar(drawing, (from, y - BAR / 2.0), (to.max(from + 1.5), y + BAR / 2.0), range.shade);
                if range.from > 0.0 && from > left {
                    // Neighbours of one shade stay apart.
                    drawing.line(&[(from, y - BAR / 2.0), (from, y + BAR / 2.0)], 1.5, WHITE);
                }
                let number = label(range.from_text.clone(), from, y - BAR / 2.0 - 5.5).size(NUMBER);
                let number = number.colour(INK).anchor(Anchor::Middle);
                let [start, _, end, _] = number.bounds();
                if start > free {
                    free = end + 3.0;
                    drawing.text_on_white(number);
                }
                let words = label(range.text.clone(), to.max(from + 1.5) + 5.0, y).size(SMALL).colour(GREY);
                drawing.text_on_white(words);
            }
            y += LANE;
        }
    }
}

fn has_numbers(row: &RangeRow) -> bool {
    row.lanes.iter().flatten().any(|range| !range.from_text.is_empty())
}

fn height(row: &RangeRow, beside: f64) -> f64 {
    let lines = text::wrap(&text::printable(&row.name), 10.5, true, beside).len()
        + text::wrap(&text::printable(&row.note), SMALL, false, beside).len();
    let lanes = row.lanes.len().max(1) as f64 * LANE;
    let numbers = if has_numbers(row) { 8.0 } else { 0.0 };
    (lanes + numbers).max(lines as f64 * 11.5) + GAP + if row.group.is_some() { GROUP } else { 0.0 }
}

fn paint(shade: Shade) -> Tone {
    match shade {
        Shade::Pale => tone(7),
        Shade::Light => tone(3),
        Shade::Middle => tone(1),
        Shade::Strong => tone(4),
        Shade::Hatched => Tone { fill: WHITE, line: GREY, on_fill: INK, hatched: true },
    }
}

fn bar(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64), shade: Shade) {
    let tone = paint(shade);
    drawing.rectangle(from, to, tone.fill);
    if tone.hatched {
        drawing.hatch(from, to, RULE);
        drawing.line(&[from, (to.0, from.1), to, (from.0, to.1), from], 0.75, RULE);
    }
}

/// Draws squares with words in as many lines as they need; where the rest can begin.
fn legend(drawing: &mut Drawing, entries: &[(Shade, String)], top: f64) -> f64 {
    if entries.is_empty() {
        return top;
    }
    let (mut x, mut y) = (SIDE, top + 4.0);
    for (shade, words) in entries {
        let width = 16.0 + text::width(&text::printable(words), 9.5, false) + 14.0;
        if x > SIDE && x + width > WIDTH - SIDE {
            (x, y) = (SIDE, y + 15.0);
        }
        bar(drawing, (x, y - 5.0), (x + 10.0, y + 5.0), *shade);
        drawing.text(label(words.clone(), x + 15.0, y).size(9.5));
        x += width;
    }
    y + 16.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn chart(rows: Vec<RangeRow>) -> Ranges {
        let heading = Heading {
            language: Language::En,
            title: "Limits & <more>".to_owned(),
            subtitle: String::new(),
            source: "Source: x".to_owned(),
        };
        Ranges {
            heading,
            caption: "grams".to_owned(),
            ticks: [0.01, 0.1, 1.0, 10.0].map(|value| (value, format!("{value}"))).to_vec(),
            legend: vec![(Shade::Strong, "crime".to_owned())],
            rows,
            notes: vec![],
            description: "Said".to_owned(),
        }
    }

    fn row(lanes: Vec<Vec<Range>>) -> RangeRow {
        RangeRow { group: None, name: "A".to_owned(), note: String::new(), lanes, empty: "not found".to_owned() }
    }

    fn range(from: f64, to: Option<f64>, from_text: &str) -> Range {
        Range { from, to, shade: Shade::Strong, from_text: from_text.to_owned(), text: String::new() }
    }

    #[test]
    fn texts_of_users_are_escaped_and_a_row_without_ranges_says_why() {
        let svg = chart(vec![row(vec![])]).svg();
        assert!(svg.contains("Limits &amp; &lt;more&gt;") && svg.contains("not found") && svg.contains("Said"));
    }

    #[test]
    fn limits_too_near_to_each_other_are_not_written_over_each_other() {
        let near = vec![range(0.0, Some(1.0), ""), range(1.0, Some(1.001), "1"), range(1.001, None, "1.001")];
        let labels = chart(vec![row(vec![near])]).draw().labels();
        assert!(labels.iter().any(|label| label.text == "1"));
        assert!(!labels.iter().any(|label| label.text == "1.001"));
    }

    #[test]
    fn every_text_lies_on_the_page() {
        let long = RangeRow {
            name: "A country with a very long name indeed".to_owned(),
            ..row(vec![vec![range(0.0, None, "")]])
        };
        for label in chart(vec![long]).draw().labels() {
            let [left, _, right, _] = label.bounds();
            assert!(left >= 0.0 && right <= WIDTH, "{}", label.text);
        }
    }
}
