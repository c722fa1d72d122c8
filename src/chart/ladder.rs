//! Which disputes matter: what each contested value changes in a result, the largest first.

use super::colour::{COSTS, GREY, INK, SAVES, WHITE, tone};
use super::drawing::{Anchor, Label, label};
use super::frame::{self, BELOW, NAME, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::ticks::ticks;
use super::{Heading, Unit, text};
use crate::language::{Estimate, Language, Scale, exponent};

const BAR: f64 = 15.0;
const GAP: f64 = 11.0;
const ROW: f64 = 12.5;
/// Widest column of names.
const NAMES: f64 = 190.0;

/// One contested value.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderRow {
    pub name: String,
    pub ours: String,
    pub theirs: String,
    /// What their value in the place of ours changes in the result.
    pub moves: Estimate,
    /// Its size among the sizes of all, 0 to 1.
    pub part: f64,
    pub is_material: bool,
}

/// Bars from zero, one for each dispute; those that are immaterial are pale.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    pub heading: Heading,
    pub unit: Unit,
    /// What is moved.
    pub measure: String,
    pub ours: String,
    pub theirs: String,
    /// In the order of the chart.
    pub rows: Vec<LadderRow>,
    /// All of them together.
    pub total: Estimate,
}

impl Ladder {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let parts = [("theirs", (&self.theirs).into()), ("measure", (&self.measure).into()), ("unit", (&unit).into())];
        let mut said = vec![language.say("describe-ladder", &parts)];
        for row in &self.rows {
            said.push(format!("{}: {}.", row.name, language.amount(row.moves, &self.unit.name)));
        }
        said.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("ladder", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    fn labels(&self) -> Vec<Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let total = LadderRow {
            name: language.word("contest-together"),
            ours: String::new(),
            theirs: String::new(),
            moves: self.total,
            part: 1.0,
            is_material: true,
        };
        let rows: Vec<&LadderRow> = self.rows.iter().chain((self.rows.len() > 1).then_some(&total)).collect();
        let ends = |row: &LadderRow| {
            let (low, high) = row.moves.interval.unwrap_or((row.moves.value, row.moves.value));
            (low.min(row.moves.value), high.max(row.moves.value))
        };
        let low = rows.iter().map(|row| ends(row).0).fold(0.0, f64::min);
        let high = rows.iter().map(|row| ends(row).1).fold(0.0, f64::max);
        let scale = axis_scale(high.max(-low));
        let (low, high) = if high > low { (low, high) } else { (-1.0, 1.0) };
        let largest = high.max(-low) / scale.factor();
        let write = |row: &LadderRow| {
            if row.moves.value == 0.0 {
                return language.number(0.0, 0);
            }
            let number = language.number(row.moves.value / scale.factor(), (2 - exponent(largest)).max(0));
            if row.moves.value > 0.0 { format!("+{number}") } else { number }
        };
        let names: Vec<[Vec<String>; 2]> = rows
            .iter()
            .map(|row| {
                let change = match row.ours.is_empty() && row.theirs.is_empty() {
                    true => String::new(),
                    false => format!("{} → {}", row.ours, row.theirs),
                };
                [
                    text::wrap(&text::printable(&row.name), 10.5, true, NAMES),
                    text::wrap(&text::printable(&change), SMALL, false, NAMES),
                ]
            })
            .collect();
        let widest = |part: usize, size, bold| {
            names.iter().flat_map(|name| &name[part]).map(|line| text::width(line, size, bold)).fold(0.0, f64::max)
        };
        let beside = widest(0, 10.5, true).max(widest(1, SMALL, false));
        let room = rows.iter().map(|row| text::width(&write(row), 10.5, true)).fold(0.0, f64::max) + 12.0;
        let (left, right) = (SIDE + beside + 12.0 + room, WIDTH - SIDE - room);
        let at = |value: f64| left + (value - low) / (high - low) * (right - left);
        let mut page = Page::new(&self.heading);
        let mut first = page.top + 2.0;
        let said =
            language.say("chart-ladder-sides", &[("ours", (&self.ours).into()), ("theirs", (&self.theirs).into())]);
        for line in text::wrap(&text::printable(&said), 9.5, false, WIDTH - 2.0 * SIDE) {
            page.drawing.text(label(line, SIDE, first).size(9.5).colour(GREY));
            first += ROW;
        }
        first += 4.0;
        let heights: Vec<f64> =
            names.iter().map(|[name, change]| ((name.len() + change.len()) as f64 * ROW).max(BAR) + GAP).collect();
        let bottom = first + heights.iter().sum::<f64>();
        let steps = ticks(low / scale.factor(), high / scale.factor(), 5);
        page.horizontal_axis(&steps, at, first, bottom, scale.factor());
        let zero = at(0.0);
        let mut y = first;
        for (index, row) in rows.iter().enumerate() {
            let is_total = index == self.rows.len();
            if is_total {
                page.drawing.line(&[(SIDE, y), (WIDTH - SIDE, y)], 0.75, GREY);
            }
            let middle = y + heights[index] / 2.0;
            y += heights[index];
            let colours = match (row.is_material, row.moves.value < 0.0) {
                (false, _) => tone(7),
                (true, true) => COSTS,
                (true, false) => SAVES,
            };
            let (from, to) = ((zero, middle - BAR / 2.0), (at(row.moves.value), middle + BAR / 2.0));
            page.drawing.rectangle(from, to, colours.fill);
            if row.moves.value < 0.0 && row.is_material {
                page.drawing.hatch(from, to, WHITE);
            }
            let (mut least, mut most) = (row.moves.value.min(0.0), row.moves.value.max(0.0));
            if let Some((low, high)) = row.moves.interval.filter(|(low, high)| high > low) {
                page.drawing.line(&[(at(low), middle), (at(high), middle)], 2.75, WHITE);
                page.drawing.whisker(at(low), at(high), middle, INK);
                (least, most) = (least.min(low), most.max(high));
            }
            let value = label(write(row), 0.0, middle).size(10.5).bold().colour(colours.line);
            page.drawing.text_on_white(if row.moves.value < 0.0 {
                Label { x: at(least) - 7.0, ..value.anchor(Anchor::Right) }
            } else {
                Label { x: at(most) + 7.0, ..value }
            });
            let [name, change] = &names[index];
            frame::names(&mut page.drawing, &[(name, NAME), (change, BELOW)], SIDE + beside, middle, ROW);
        }
        axis_line(&mut page.drawing, (zero, first), (zero, bottom));
        let caption = format!(
            "{}, {}",
            language.say("contest-change-of", &[("measure", (&self.measure).into())]),
            unit_caption(language, &self.unit, scale)
        );
        page.caption(caption, WIDTH - SIDE, bottom + 24.0);
        let mut notes = vec![language.word("chart-whiskers")];
        if self.rows.iter().any(|row| !row.is_material) {
            notes.push(language.word("contest-pale"));
        }
        (page, bottom + 32.0, notes)
    }
}

/// A dispute that moves the result by less than this part of it is said to move it by that part.
const LITTLE: f64 = 0.05;

/// Which dispute matters most and how much, or that none does; `result` is what it is with our values.
pub fn ladder_title(language: Language, rows: &[LadderRow], result: f64) -> String {
    let material: Vec<&LadderRow> = rows.iter().filter(|row| row.is_material).collect();
    let Some(first) = material.first() else { return language.word("ladder-title-none") };
    let widest = rows.iter().max_by(|a, b| a.moves.value.abs().total_cmp(&b.moves.value.abs())).unwrap_or(first);
    let moved = widest.moves.value.abs() / result.abs();
    if moved < LITTLE {
        let share = language.percent(moved);
        let key = if rows.len() == 1 { "ladder-title-small-one" } else { "ladder-title-small" };
        return language.say(key, &[("name", (&widest.name).into()), ("share", (&share).into())]);
    }
    let share = language.percent(first.part);
    let parts = [("name", (&first.name).into()), ("share", (&share).into())];
    match (material.len(), rows.len()) {
        (_, 1) => language.say("ladder-title-only", &parts[..1]),
        (1, _) => language.say("ladder-title-one", &parts),
        _ => language.say("ladder-title-first", &parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, value: f64, is_material: bool) -> LadderRow {
        LadderRow {
            name: name.to_owned(),
            ours: "1".to_owned(),
            theirs: "2".to_owned(),
            moves: Estimate::between(value, value - 1.0, value + 1.0),
            part: 0.8,
            is_material,
        }
    }

    fn chart(rows: Vec<LadderRow>) -> Ladder {
        Ladder {
            heading: Heading {
                language: Language::En,
                title: "T".to_owned(),
                subtitle: String::new(),
                source: String::new(),
            },
            unit: Unit { name: "EUR".to_owned(), price_year: None, discounted: None },
            measure: "saving".to_owned(),
            ours: "us".to_owned(),
            theirs: "them".to_owned(),
            rows,
            total: Estimate::known(5.0),
        }
    }

    #[test]
    fn every_text_lies_on_the_page() {
        let long = "a name of a number that does not end ".repeat(5);
        let charts = [
            chart(vec![row(&long, -4e6, true), row("b", 3e6, true), row("c", 0.0, false)]),
            chart(vec![row("a", 0.0, false)]),
            chart(vec![LadderRow { moves: Estimate::known(0.0), ..row("a", 0.0, false) }]),
        ];
        for chart in charts {
            for label in chart.labels() {
                let [left, _, right, _] = label.bounds();
                assert!(left >= 0.0 && right <= WIDTH + 0.5, "{}", label.text);
            }
        }
    }

    #[test]
    fn the_title_names_what_matters() {
        let title = |rows: &[LadderRow]| ladder_title(Language::En, rows, 20.0).replace('\u{a0}', " ");
        assert_eq!(title(&[row("a", 0.0, false)]), "No dispute moves the result visibly");
        assert_eq!(title(&[row("a", 9.0, true)]), "The dispute is about “a” alone");
        assert_eq!(
            title(&[row("a", 9.0, true), row("b", 0.0, false)]),
            "Only the dispute about “a” matters: 80% of what all disputes move"
        );
        // 9 of 4500 are 0.2 %.
        let small = |rows: &[LadderRow]| ladder_title(Language::En, rows, -4500.0);
        assert_eq!(small(&[row("a", 9.0, true)]), "The dispute about “a” moves the result by 0.2%");
        assert_eq!(
            small(&[row("a", 9.0, true), row("b", -2.0, true)]),
            "No dispute moves the result by more than 0.2%; that about “a” moves it most"
        );
        assert_eq!(
            title(&[row("a", 9.0, true), row("b", 2.0, true)]),
            "The dispute about “a” matters most: 80% of what all disputes move"
        );
    }
}
