//! Distance to break-even: how far out in what is believed each number would have to lie for a claim to turn.

use super::Heading;
use super::colour::{COSTS, GREY, INK, RULE, SAVES, WHITE};
#[cfg(test)]
use super::drawing::Label;
use super::drawing::{Anchor, Drawing, label};
use super::frame::{self, BELOW, Finished, Page, SIDE, SMALL, WIDTH, axis_line};
use super::text;

/// Standard deviations from the middle to each end of the axis.
const REACH: f64 = 3.6;
/// Room for arrows behind each end.
const EDGE: f64 = 16.0;
const ROW: f64 = 30.0;
const LINE: f64 = 11.5;
const BAR: f64 = 9.0;
/// The 5th and 95th percentile.
const INTERVAL: f64 = 1.644_853_626_951_472_2;
/// Percentiles on the axis, with their standard normal scores.
const TICKS: [(f64, f64); 9] = [
    (0.001, -3.090_232_306_167_813),
    (0.01, -2.326_347_874_040_841),
    (0.05, -INTERVAL),
    (0.25, -0.674_489_750_196_081_7),
    (0.5, 0.0),
    (0.75, 0.674_489_750_196_081_7),
    (0.95, INTERVAL),
    (0.99, 2.326_347_874_040_841),
    (0.999, 3.090_232_306_167_813),
];

/// Where a claim turns when one number moves alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Turns {
    /// At a score of what is believed, or beyond the axis.
    At {
        score: f64,
        upward: bool,
    },
    /// Beyond everything that is held possible, on this side.
    Beyond {
        upward: bool,
    },
    /// At another value of a number that is held certain.
    Certain,
    Never,
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct DistanceRow {
    pub name: String,
    /// The unit. May be empty.
    pub note: String,
    /// The ends of the 90 % interval as text; absent for a number that is held certain.
    pub interval: Option<(String, String)>,
    pub turns: Turns,
    /// Of a number that is held certain: how far off that is, in words. Empty for others.
    pub certain: String,
    /// The value at which the claim turns, as text. Empty if there is none.
    pub value: String,
    /// Its score in the least surprising combination.
    pub together: Option<f64>,
}

/// Numbers and how far each is from a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Distance {
    /// Its title says the finding.
    pub heading: Heading,
    pub rows: Vec<DistanceRow>,
    /// Written below.
    pub notes: Vec<String>,
}

impl Distance {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let mut sentences = vec![language.word("describe-distance")];
        for row in &self.rows {
            let (name, value) = (("name", (&row.name).into()), ("value", (&row.value).into()));
            let said = match (&row.turns, &row.interval) {
                (Turns::Never, _) => language.say("describe-distance-never", &[name]),
                (_, Some((low, high))) => {
                    let parts = [name, value, ("low", low.into()), ("high", high.into())];
                    language.say("describe-distance-turn", &parts)
                }
                (_, None) => language.say("describe-distance-certain", &[name, value]),
            };
            sentences.push(format!("{said}."));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("distance", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<Label> {
        self.draw().labels()
    }

    fn draw(&self) -> Finished {
        let language = self.heading.language;
        let mut page = Page::new(&self.heading);
        let inner = WIDTH - 2.0 * SIDE;
        let widest = |text: &str, size, bold| text::width(&text::printable(text), size, bold);
        let names = self.rows.iter().map(|row| widest(&row.name, 10.0, true).max(widest(&row.note, SMALL, false)));
        let beside = names.fold(60.0, f64::max).min(inner * 0.30);
        let values = self.rows.iter().map(|row| widest(&row.value, 10.0, true));
        let never = widest(&language.word("chart-distance-never"), SMALL, false);
        let behind = values.fold(never, f64::max).min(inner * 0.22);
        let (left, right) = (SIDE + beside + 10.0 + EDGE, WIDTH - SIDE - behind - 10.0 - EDGE);
        let at = |score: f64| left + (score.clamp(-REACH, REACH) + REACH) / (2.0 * REACH) * (right - left);
        let top = self.legend(&mut page.drawing, page.top) + 6.0;
        let wrapped: Vec<(Vec<String>, Vec<String>)> = self
            .rows
            .iter()
            .map(|row| {
                let name = text::wrap(&text::printable(&row.name), 10.0, true, beside);
                (name, text::wrap(&text::printable(&row.note), SMALL, false, beside))
            })
            .collect();
        let heights: Vec<f64> =
            wrapped.iter().map(|(name, note)| ((name.len() + note.len()) as f64 * LINE + 8.0).max(ROW)).collect();
        let bottom = top + heights.iter().sum::<f64>() + 4.0;
        let has_beliefs = self.rows.iter().any(|row| row.interval.is_some());
        if has_beliefs {
            self.axis(&mut page.drawing, at, top, bottom);
        }
        let mut y = top;
        for ((row, (name, note)), height) in self.rows.iter().zip(&wrapped).zip(&heights) {
            let middle = y + height / 2.0;
            let parts: [(&[String], _); 2] = [(name, (10.0, true, INK)), (note, BELOW)];
            frame::names(&mut page.drawing, &parts, SIDE + beside, middle, LINE);
            self.row(&mut page.drawing, row, middle, (left, right, behind), at);
            y += height;
        }
        if !has_beliefs {
            return page.finish(bottom, &self.notes);
        }
        axis_line(&mut page.drawing, (left - EDGE, bottom), (right + EDGE, bottom));
        page.caption(language.word("chart-distance-axis"), right + EDGE, bottom + 25.0);
        page.finish(bottom + 34.0, &self.notes)
    }

    fn axis(&self, drawing: &mut Drawing, at: impl Fn(f64) -> f64, from: f64, to: f64) {
        let mut free = f64::NEG_INFINITY;
        for (share, score) in TICKS {
            let x = at(score);
            drawing.line(&[(x, from), (x, to)], 0.75, RULE);
            let words = label(percentile(self.heading.language, share), x, to + 10.0).size(SMALL).colour(GREY);
            let words = words.anchor(Anchor::Middle);
            let [start, _, end, _] = words.bounds();
            if start > free {
                drawing.text(words);
                free = end + 3.0;
            }
        }
    }

    fn row(
        &self,
        drawing: &mut Drawing,
        row: &DistanceRow,
        y: f64,
        (left, right, behind): (f64, f64, f64),
        at: impl Fn(f64) -> f64,
    ) {
        if let Some((low, high)) = &row.interval {
            let (from, to) = (at(-INTERVAL), at(INTERVAL));
            drawing.rectangle((from, y - BAR / 2.0), (to, y + BAR / 2.0), RULE);
            drawing.line(&[(at(0.0), y - BAR / 2.0), (at(0.0), y + BAR / 2.0)], 1.0, GREY);
            let ends = [label(low.clone(), from + 2.0, y + 10.5), label(high.clone(), to - 2.0, y + 10.5)];
            let [low, high] = ends.map(|end| end.size(SMALL).colour(GREY));
            let high = high.anchor(Anchor::Right);
            // Ends that would run into each other: the interval is in the table.
            if low.bounds()[2] + 4.0 < high.bounds()[0] {
                drawing.text(low);
                drawing.text(high);
            }
        }
        let certain = text::wrap(&text::printable(&row.certain), SMALL, false, right - left);
        for (number, words) in certain.iter().enumerate() {
            let line = y + (number as f64 - (certain.len() as f64 - 1.0) / 2.0) * LINE;
            drawing.text_on_white(label(words.clone(), left, line).size(SMALL).colour(GREY));
        }
        if let Some(score) = row.together {
            ring(drawing, at(score), y);
        }
        let off = |drawing: &mut Drawing, upward: bool| {
            let (start, way) = if upward { (right + 2.0, 1.0) } else { (left - 2.0, -1.0) };
            arrow(drawing, start, y, way);
        };
        match row.turns {
            Turns::At { score, upward } if score.abs() > REACH => off(drawing, upward),
            Turns::At { score, .. } => diamond(drawing, at(score), y),
            Turns::Beyond { upward } => off(drawing, upward),
            Turns::Certain | Turns::Never => {}
        }
        let start = right + EDGE + 8.0;
        let never = matches!(row.turns, Turns::Never);
        let words = if never { self.heading.language.word("chart-distance-never") } else { row.value.clone() };
        let (size, colour) = if never { (SMALL, GREY) } else { (10.0, COSTS.line) };
        let lines = text::wrap(&text::printable(&words), size, !never, behind);
        let mut line = y - (lines.len() as f64 - 1.0) / 2.0 * LINE;
        for words in lines {
            let words = label(words, start, line).size(size).colour(colour);
            drawing.text(if never { words } else { words.bold() });
            line += LINE;
        }
    }

    /// Draws the signs with their words; where the rest can begin.
    fn legend(&self, drawing: &mut Drawing, top: f64) -> f64 {
        let language = self.heading.language;
        if self.rows.iter().all(|row| row.interval.is_none()) {
            return top;
        }
        type Sign = fn(&mut Drawing, f64, f64);
        let is_off = |turns: &Turns| match turns {
            Turns::At { score, .. } => score.abs() > REACH,
            Turns::Beyond { .. } => true,
            Turns::Certain | Turns::Never => false,
        };
        let is_inside = |turns: &Turns| matches!(turns, Turns::At { score, .. } if score.abs() <= REACH);
        let any = |of: &dyn Fn(&DistanceRow) -> bool| self.rows.iter().any(of);
        let belief: Sign = |drawing, x, y| drawing.rectangle((x - 8.0, y - BAR / 2.0), (x + 8.0, y + BAR / 2.0), RULE);
        let off: Sign = |drawing, x, y| arrow(drawing, x - 6.0, y, 1.0);
        let entries: [(bool, Sign, &str); 4] = [
            (any(&|row| row.interval.is_some()), belief, "chart-distance-interval"),
            (any(&|row| is_inside(&row.turns)), diamond, "chart-distance-alone"),
            (any(&|row| is_off(&row.turns)), off, "chart-distance-arrow"),
            (any(&|row| row.together.is_some()), ring, "chart-distance-together"),
        ];
        let (mut x, mut y) = (SIDE, top + 4.0);
        for (_, sign, key) in entries.into_iter().filter(|(drawn, _, _)| *drawn) {
            let words = language.word(key);
            let width = 22.0 + text::width(&words, 9.5, false) + 14.0;
            if x > SIDE && x + width > WIDTH - SIDE {
                (x, y) = (SIDE, y + 15.0);
            }
            sign(drawing, x + 8.0, y);
            drawing.text(label(words, x + 22.0, y).size(9.5));
            x += width;
        }
        y + 12.0
    }
}

/// A tick of the axis: 0.1, 50, 99.9.
fn percentile(language: crate::language::Language, share: f64) -> String {
    language.number(100.0 * share, i32::from(!(0.01..=0.99).contains(&share)))
}

/// An arrow from `start` to the right (`way` 1) or to the left (−1).
fn arrow(drawing: &mut Drawing, start: f64, y: f64, way: f64) {
    let tip = start + way * (EDGE - 4.0);
    drawing.line(&[(start, y), (tip - way * 4.0, y)], 2.0, COSTS.line);
    let head = vec![(tip, y), (tip - way * 7.0, y - 4.5), (tip - way * 7.0, y + 4.5)];
    drawing.area(head, COSTS.line, 1.0);
}

fn diamond(drawing: &mut Drawing, x: f64, y: f64) {
    drawing.area(vec![(x, y - 6.5), (x + 5.5, y), (x, y + 6.5), (x - 5.5, y)], COSTS.line, 1.0);
}

fn ring(drawing: &mut Drawing, x: f64, y: f64) {
    drawing.dot(x, y, 5.0, SAVES.line);
    drawing.dot(x, y, 3.0, WHITE);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn row(name: &str, turns: Turns, value: &str) -> DistanceRow {
        DistanceRow {
            name: name.to_owned(),
            note: "EUR".to_owned(),
            interval: Some(("4".to_owned(), "9".to_owned())),
            turns,
            certain: String::new(),
            value: value.to_owned(),
            together: Some(0.5),
        }
    }

    fn chart(language: Language, rows: Vec<DistanceRow>) -> Distance {
        let (title, subtitle, source) = ("T & <t>".to_owned(), "S".to_owned(), "Source: x".to_owned());
        Distance { heading: Heading { language, title, subtitle, source }, rows, notes: vec!["Note".to_owned()] }
    }

    fn awkward() -> Vec<DistanceRow> {
        let mut rows: Vec<DistanceRow> = (0..60)
            .map(|n| row(&format!("n{n}"), Turns::At { score: f64::from(n) / 5.0 - 6.0, upward: n > 30 }, "7"))
            .collect();
        let long = "a_very_long_name_of_a_parameter_that_no_page_could_ever_hold_in_one_line_of_a_chart";
        rows.push(row(long, Turns::Beyond { upward: true }, "123,456,789 EUR/person/month/place"));
        rows.push(DistanceRow {
            interval: None,
            certain: "+26%".to_owned(),
            ..row("certain", Turns::Certain, "671.75")
        });
        rows.push(row("never", Turns::Never, ""));
        rows
    }

    #[test]
    fn every_text_lies_on_the_page_in_every_language() {
        for language in Language::ALL {
            for rows in [awkward(), awkward()[..1].to_vec(), vec![]] {
                for label in chart(language, rows).labels() {
                    let [left, _, right, _] = label.bounds();
                    assert!(left >= 0.0 && right <= WIDTH, "{language}: {}", label.text);
                }
            }
        }
    }

    #[test]
    fn the_description_says_each_case() {
        let said = chart(Language::En, awkward()[60..].to_vec()).alternative_text();
        assert!(said.contains("we believe 4 to 9; turns at 123,456,789"), "{said}");
        assert!(said.contains("certain: held certain; turns at 671.75"), "{said}");
        assert!(said.contains("never: no value does it"), "{said}");
    }

    #[test]
    fn names_are_escaped_and_what_no_value_does_says_so() {
        let svg = chart(Language::En, awkward()).svg();
        assert!(svg.contains("T &amp; &lt;t&gt;") && svg.contains("not alone"));
    }
}
