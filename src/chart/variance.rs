//! Shares of the variance of a result: what each input makes alone, and what it has a part in.

use super::colour::{GREY, INK, SAVES, WHITE};
use super::density::axis_ticks;
use super::drawing::{Drawing, label};
use super::frame::{self, NAME, Page, SIDE, WIDTH, axis_line};
use super::{Heading, text};
use crate::language::{Argument, Language};

/// Inputs that are drawn; the others are counted.
pub const MOST_SHARES: usize = 12;
/// Smaller shares are counted too, beside a larger one.
const LEAST: f64 = 0.01;

const BAR: f64 = 15.0;
const GAP: f64 = 10.0;
const ROW: f64 = 12.0;

/// One input, or several that move together.
#[derive(Clone, Debug, PartialEq)]
pub struct VarianceBar {
    pub name: String,
    /// The share that it makes alone, with its interval; absent if none is visible. From 0 to 1.
    pub first: Option<(f64, (f64, f64))>,
    /// The share that it has a part in, with its interval. From 0 to 1.
    pub total: (f64, (f64, f64)),
}

/// Bars of shares, the largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct VarianceChart {
    pub heading: Heading,
    /// Those with a visible share; those after [`MOST_SHARES`] are counted in a note.
    pub bars: Vec<VarianceBar>,
    /// Inputs without a visible share.
    pub without_effect: usize,
}

/// What the shares say: one input, two of them, none alone, or nothing. Bars come with the largest total first; beside
/// them stand `without_effect` inputs without a visible share.
pub fn variance_title(language: Language, bars: &[VarianceBar], without_effect: usize) -> String {
    let one = |key: &str, bar: &VarianceBar, share: f64| {
        let share = language.percent(share.min(1.0));
        language.say(key, &[("input", (&bar.name).into()), ("share", (&share).into())])
    };
    match bars {
        [] => language.word("title-variance-none"),
        [only] if without_effect == 0 => one("title-variance-one", only, 1.0),
        [only] => match only.first {
            Some((share, _)) => one("title-variance-one", only, share),
            None => one("title-variance-together", only, only.total.0),
        },
        [first, second, ..] => match (first.first, second.first) {
            (Some((share, _)), Some((other, _))) if share < 0.5 => {
                let share = language.percent((share + other).min(1.0));
                let parts =
                    [("first", (&first.name).into()), ("second", (&second.name).into()), ("share", (&share).into())];
                language.say("title-variance-two", &parts)
            }
            (Some((share, _)), _) => one("title-variance-one", first, share),
            (None, _) => one("title-variance-together", first, first.total.0),
        },
    }
}

impl VarianceChart {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let mut sentences = vec![language.word("describe-variance")];
        for bar in self.shown() {
            let total = language.percent(bar.total.0);
            let first = bar.first.map(|(share, _)| language.percent(share));
            let first = first.unwrap_or_else(|| language.word("chart-no-visible-effect"));
            let parts = [("name", (&bar.name).into()), ("first", (&first).into()), ("total", (&total).into())];
            sentences.push(language.say("describe-variance-bar", &parts));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("variance", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn shown(&self) -> &[VarianceBar] {
        let large = self.bars.iter().take_while(|bar| bar.total.0 >= LEAST).count().max(1);
        &self.bars[..large.min(MOST_SHARES).min(self.bars.len())]
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let bars = self.shown();
        let inner = WIDTH - 2.0 * SIDE;
        let wrapped = |bar: &VarianceBar| text::wrap(&text::printable(&bar.name), 10.5, true, inner * 0.36);
        let names: Vec<Vec<String>> = bars.iter().map(wrapped).collect();
        let beside = names.iter().flatten().map(|line| text::width(line, 10.5, true)).fold(0.0, f64::max);
        let written = |bar: &VarianceBar| {
            let total = language.percent(bar.total.0);
            match bar.first {
                Some((share, _)) => format!("{} / {total}", language.percent(share)),
                None => language.say("chart-variance-only-with", &[("share", (&total).into())]),
            }
        };
        let room = bars.iter().map(|bar| text::width(&written(bar), 10.0, false)).fold(0.0, f64::max) + 8.0;
        let reach = |bar: &VarianceBar| bar.total.1.1.max(bar.first.map_or(0.0, |(_, (_, high))| high)).min(1.0);
        let high = bars.iter().map(reach).fold(0.01, f64::max);
        let (left, right) = (SIDE + beside + 10.0, WIDTH - SIDE - room);
        let at = |share: f64| left + share.clamp(0.0, high) / high * (right - left);

        let mut page = Page::new(&self.heading);
        let first = legend(&mut page.drawing, language, page.top) + 4.0;
        let heights: Vec<f64> = names.iter().map(|lines| (lines.len() as f64 * ROW).max(BAR) + GAP).collect();
        let bottom = first + heights.iter().sum::<f64>().max(4.0);
        let steps = axis_ticks(language, 0.0, 100.0 * high, right - left);
        page.horizontal_axis(&steps, |percent| at(percent / 100.0), first, bottom, 1.0);
        let mut y = first;
        for (index, bar) in bars.iter().enumerate() {
            let middle = y + heights[index] / 2.0;
            y += heights[index];
            draw_bar(&mut page.drawing, bar, middle, &at);
            let end = at(reach(bar)) + 7.0;
            page.drawing.text_on_white(label(written(bar), end, middle).size(10.0));
            frame::names(&mut page.drawing, &[(&names[index], NAME)], SIDE + beside, middle, ROW);
        }
        axis_line(&mut page.drawing, (left, first - 2.0), (left, bottom));
        page.caption(language.word("chart-variance-axis"), WIDTH - SIDE, bottom + 25.0);
        (page, bottom + 34.0, self.notes(language))
    }

    fn notes(&self, language: Language) -> Vec<String> {
        let mut notes = vec![language.word("chart-variance-intervals")];
        let further = &self.bars[self.shown().len()..];
        let count = |number: usize| Argument::Count(number as f64, 0);
        if let Some(largest) = further.first() {
            let (number, share) = (language.count(further.len()), language.percent(largest.total.0.max(0.001)));
            let parts = [("count", count(further.len())), ("number", (&number).into()), ("share", (&share).into())];
            notes.push(language.say("chart-variance-further", &parts));
        }
        if self.without_effect > 0 {
            let number = language.count(self.without_effect);
            let parts = [("count", count(self.without_effect)), ("number", (&number).into())];
            notes.push(language.say("chart-variance-without", &parts));
        }
        notes
    }
}

/// The total as an outline, what the input makes alone in it as a solid bar, and both intervals.
fn draw_bar(drawing: &mut Drawing, bar: &VarianceBar, middle: f64, at: &dyn Fn(f64) -> f64) {
    let (above, below) = (middle - BAR / 2.0, middle + BAR / 2.0);
    outline(drawing, (at(0.0), above), (at(bar.total.0), below));
    if let Some((share, _)) = bar.first {
        drawing.rectangle((at(0.0), above + 3.0), (at(share), below - 3.0), SAVES.fill);
    }
    let (low, high) = bar.total.1;
    drawing.line(&[(at(low), below - 1.5), (at(high), below - 1.5)], 1.25, INK);
    if let Some((_, (low, high))) = bar.first {
        drawing.line(&[(at(low), middle), (at(high), middle)], 3.0, WHITE);
        drawing.line(&[(at(low), middle), (at(high), middle)], 1.25, INK);
    }
}

fn outline(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64)) {
    drawing.rectangle(from, to, WHITE);
    drawing.line(&[from, (to.0, from.1), to, (from.0, to.1), from], 1.0, GREY);
}

/// What the solid bar and the outline are; where the rest can begin.
fn legend(drawing: &mut Drawing, language: Language, top: f64) -> f64 {
    type Swatch = fn(&mut Drawing, (f64, f64), (f64, f64));
    let entries: [(Swatch, &str); 2] = [
        (|drawing, from, to| drawing.rectangle(from, to, SAVES.fill), "chart-variance-alone"),
        (outline, "chart-variance-in-all"),
    ];
    let (mut x, mut y) = (SIDE, top + 4.0);
    for (swatch, key) in entries {
        let words = language.word(key);
        let width = 20.0 + text::width(&words, 9.5, false) + 14.0;
        if x > SIDE && x + width > WIDTH - SIDE {
            (x, y) = (SIDE, y + 15.0);
        }
        swatch(drawing, (x, y - 5.0), (x + 14.0, y + 5.0));
        drawing.text(label(words, x + 19.0, y).size(9.5));
        x += width;
    }
    y + 13.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(name: &str, first: f64, total: f64) -> VarianceBar {
        VarianceBar {
            name: name.to_owned(),
            first: (first > 0.0).then_some((first, (first * 0.9, first * 1.1))),
            total: (total, (total * 0.9, total * 1.1)),
        }
    }

    fn chart(language: Language, bars: Vec<VarianceBar>) -> VarianceChart {
        let title = variance_title(language, &bars, 3);
        let heading = Heading { language, title, subtitle: String::new(), source: "Source: x".to_owned() };
        VarianceChart { heading, bars, without_effect: 3 }
    }

    #[test]
    fn the_title_says_whether_one_two_or_none_make_it_alone() {
        let title = |bars: &[VarianceBar]| variance_title(Language::En, bars, 0);
        assert_eq!(title(&[bar("A", 0.6, 0.7), bar("B", 0.1, 0.2)]), "“A” alone makes 60% of the variance");
        assert_eq!(title(&[bar("A", 0.4, 0.5), bar("B", 0.3, 0.4)]), "“A” and “B” make 70% of the variance");
        assert_eq!(
            title(&[bar("A", 0.0, 0.5), bar("B", 0.0, 0.5)]),
            "“A” has a part in 50% of the variance, but not alone"
        );
        assert_eq!(title(&[]), "No input has a visible effect on the result");
        assert_eq!(title(&[bar("A", 0.6, 0.7)]), "“A” alone makes 100% of the variance");
        // Beside an input without a visible share it is not known to make all.
        assert_eq!(variance_title(Language::En, &[bar("A", 0.6, 0.7)], 1), "“A” alone makes 60% of the variance");
    }

    #[test]
    fn every_text_of_awkward_charts_lies_on_the_page_and_covers_no_other() {
        let long = "A parameter of a country whose name is as long as names of parameters of countries can be <&>";
        let many: Vec<VarianceBar> =
            (0..60).map(|i| bar(long, 0.3 / f64::from(i + 1), 0.4 / f64::from(i + 1))).collect();
        let one = vec![bar("x", 1.0, 1.0)];
        let small = vec![bar("x", 0.0, 1e-4), bar("y", 0.0, 1e-5)];
        for bars in [many, one, small, vec![]] {
            for language in [Language::En, Language::Lt, Language::Ru, Language::Ka] {
                let chart = chart(language, bars.clone());
                let labels = chart.labels();
                for (index, label) in labels.iter().enumerate() {
                    let [left, top, right, bottom] = label.bounds();
                    assert!(left > -0.01 && right < WIDTH + 0.01, "{} {:?}", label.text, label.bounds());
                    for other in &labels[..index] {
                        let [left2, top2, right2, bottom2] = other.bounds();
                        let apart = right <= left2 || right2 <= left || bottom <= top2 + 1.0 || bottom2 <= top + 1.0;
                        assert!(apart, "{:?} covers {:?}", label.text, other.text);
                    }
                }
                assert!(chart.svg().contains("<desc"));
            }
        }
    }
}
