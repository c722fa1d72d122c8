//! How strongly a result goes with each input: bars of correlations from −1 to 1.

use super::colour::{COSTS, INK, SAVES, WHITE};
use super::drawing::{Anchor, label};
use super::frame::{self, Finished, Page, SIDE, WIDTH, axis_line};
use super::ticks::Ticks;
use super::{Heading, text};
use crate::language::{Argument, Language};

const BAR: f64 = 13.0;
const ROW: f64 = 12.0;
const GAP: f64 = 7.0;
/// The most bars that are drawn.
const MOST: usize = 20;

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    pub name: String,
    /// Between −1 and 1.
    pub value: f64,
    /// What chance in the draws allows.
    pub interval: (f64, f64),
}

/// Bars of correlations, the strongest first; those whose interval covers 0 are named and not drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlations {
    pub heading: Heading,
    /// What the axis shows: "rank correlation with the saving".
    pub caption: String,
    pub inputs: Vec<Correlation>,
}

impl Correlation {
    fn is_visible(&self) -> bool {
        self.interval.0 > 0.0 || self.interval.1 < 0.0
    }
}

/// What the strongest correlation says: the result rises or falls with the input; or no input has a visible effect.
pub fn correlations_title(language: Language, inputs: &[Correlation]) -> String {
    let visible = inputs.iter().filter(|input| input.is_visible());
    match visible.max_by(|one, other| one.value.abs().total_cmp(&other.value.abs())) {
        None => language.word("title-ranks-none"),
        Some(strongest) => {
            let parts = [("input", (&strongest.name).into())];
            language.say(if strongest.value > 0.0 { "title-ranks-rises" } else { "title-ranks-falls" }, &parts)
        }
    }
}

impl Correlations {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let (shown, _, _) = self.parts();
        let said = shown.iter().map(|input| format!("{}: {}.", input.name, signed(language, input.value)));
        let said: Vec<String> = std::iter::once(format!("{}.", self.caption)).chain(said).collect();
        said.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("correlations", &self.heading, &self.alternative_text())
    }

    /// Bars that are drawn, how many visible ones are not, and names without a visible effect.
    fn parts(&self) -> (Vec<&Correlation>, usize, Vec<&str>) {
        let (mut shown, unseen): (Vec<&Correlation>, Vec<&Correlation>) =
            self.inputs.iter().partition(|input| input.is_visible());
        shown.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
        let further = shown.len().saturating_sub(MOST);
        shown.truncate(MOST);
        (shown, further, unseen.into_iter().map(|input| input.name.as_str()).collect())
    }

    /// Whether no input has a visible effect, so that there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.parts().0.is_empty()
    }

    fn draw(&self) -> Finished {
        let language = self.heading.language;
        let (shown, further, unseen) = self.parts();
        let names: Vec<Vec<String>> =
            shown.iter().map(|input| text::wrap(&text::printable(&input.name), 10.0, true, 190.0)).collect();
        let beside = names.iter().flatten().map(|line| text::width(line, 10.0, true)).fold(0.0, f64::max);
        let room = text::width(&signed(language, -0.88), 10.0, true) + 14.0;
        let reach = |input: &&Correlation| input.interval.0.abs().max(input.interval.1.abs()).max(input.value.abs());
        let most = if shown.iter().map(reach).fold(0.0, f64::max) <= 0.5 { 0.5 } else { 1.0 };
        let (left, right) = (SIDE + beside + 12.0 + room, WIDTH - SIDE - room);
        let at = |value: f64| left + (value + most) / (2.0 * most) * (right - left);
        let mut page = Page::new(&self.heading);
        let sides = [
            ("chart-ranks-falls", -8.0, Anchor::Right, COSTS, "\u{2190} ", ""),
            ("chart-ranks-rises", 8.0, Anchor::Left, SAVES, "", " \u{2192}"),
        ];
        if !shown.is_empty() {
            for (key, shift, anchor, tone, before, after) in sides {
                let words = format!("{before}{}{after}", language.word(key));
                let words = label(words, at(0.0) + shift, page.top + 6.0).size(9.5).bold().colour(tone.line);
                page.drawing.text(words.anchor(anchor));
            }
        }
        let first = page.top + if shown.is_empty() { 4.0 } else { 18.0 };
        let heights: Vec<f64> = names.iter().map(|lines| (lines.len() as f64 * ROW).max(BAR) + GAP).collect();
        let bottom = first + heights.iter().sum::<f64>();
        if !shown.is_empty() {
            let ticks = Ticks { values: [-1.0, -0.5, 0.0, 0.5, 1.0].map(|part| part * most).to_vec(), decimals: 2 };
            page.horizontal_axis(&ticks, at, first, bottom, 1.0);
        }
        let mut y = first;
        for ((input, lines), height) in shown.iter().zip(&names).zip(heights) {
            let middle = y + height / 2.0;
            y += height;
            let tone = if input.value < 0.0 { COSTS } else { SAVES };
            let (top, foot) = (middle - BAR / 2.0, middle + BAR / 2.0);
            page.drawing.rectangle((at(0.0), top), (at(input.value), foot), tone.fill);
            page.drawing.line(&[(at(input.interval.0), middle), (at(input.interval.1), middle)], 2.75, WHITE);
            page.drawing.whisker(at(input.interval.0), at(input.interval.1), middle, INK);
            let value = label(signed(language, input.value), 0.0, middle).bold().colour(tone.line);
            page.drawing.text_on_white(if input.value < 0.0 {
                let x = at(input.value.min(input.interval.0)) - 7.0;
                super::drawing::Label { x, ..value.anchor(Anchor::Right) }
            } else {
                super::drawing::Label { x: at(input.value.max(input.interval.1)) + 7.0, ..value }
            });
            frame::names(&mut page.drawing, &[(lines, (10.0, true, INK))], SIDE + beside, middle, ROW);
        }
        let mut end = bottom;
        if !shown.is_empty() {
            axis_line(&mut page.drawing, (at(0.0), first), (at(0.0), bottom));
            page.caption(self.caption.clone(), WIDTH - SIDE, bottom + 25.0);
            end = bottom + 34.0;
        }
        page.finish(end, &notes(language, shown.len(), further, &unseen))
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        self.draw().labels()
    }
}

fn notes(language: Language, shown: usize, further: usize, unseen: &[&str]) -> Vec<String> {
    const NAMED: usize = 8;
    let mut notes = vec![];
    if shown > 0 {
        notes.push(language.word("chart-ranks-lines"));
    }
    let counted = |key: &str, number: usize| {
        let count = Argument::Count(number as f64, 0);
        language.say(key, &[("count", count), ("number", (&language.count(number)).into())])
    };
    if further > 0 {
        notes.push(counted("chart-ranks-further", further));
    }
    if unseen.len() > NAMED {
        notes.push(counted("chart-ranks-many-unseen", unseen.len()));
    } else if !unseen.is_empty() {
        notes.push(language.say("chart-ranks-unseen", &[("names", (&unseen.join(", ")).into())]));
    }
    notes
}

/// A correlation with its sign and two decimals.
fn signed(language: Language, value: f64) -> String {
    let number = language.number(value, 2);
    if value > 0.0 && number != language.number(0.0, 2) { format!("+{number}") } else { number }
}
