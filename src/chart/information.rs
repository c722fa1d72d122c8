//! What to find out next: bars of what knowing each input is worth, coloured by who holds the figure.

use super::colour::{INK, Tone, tone};
use super::drawing::{Drawing, label};
use super::frame::{self, BELOW, Finished, NAME, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::ticks::{Ticks, ticks};
use super::{Heading, Unit, text};

const BAR: f64 = 13.0;
const GAP: f64 = 10.0;
const LINE: f64 = 11.5;
/// The tone of what nobody is named for.
const NOBODY: usize = 7;

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct InformationBar {
    pub name: String,
    /// Who holds a better figure, if anybody is named; written below the name.
    pub holder: Option<String>,
    /// Never negative.
    pub value: f64,
    /// Where 95 % of such estimates lie; from 0 on.
    pub interval: (f64, f64),
    /// Written behind the bar.
    pub text: String,
}

/// What the axis shows.
#[derive(Clone, Debug, PartialEq)]
pub enum InformationAxis {
    /// Money.
    Worth(Unit),
    /// A share of a width, 0 to 1, with these words below the axis.
    Share(String),
}

/// Bars of inputs, longest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Information {
    pub heading: Heading,
    pub axis: InformationAxis,
    pub bars: Vec<InformationBar>,
    /// What stands in the legend for inputs without a holder.
    pub nobody: String,
    /// Written below.
    pub notes: Vec<String>,
    /// The chart in a few sentences, to be read aloud.
    pub description: String,
}

impl Information {
    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("information", &self.heading, &self.description)
    }

    /// Holders in the order of their first bar; those without one last.
    fn holders(&self) -> Vec<Option<&String>> {
        let mut holders: Vec<Option<&String>> = vec![];
        for bar in &self.bars {
            if bar.holder.is_some() && !holders.contains(&bar.holder.as_ref()) {
                holders.push(bar.holder.as_ref());
            }
        }
        if self.bars.iter().any(|bar| bar.holder.is_none()) {
            holders.push(None);
        }
        holders
    }

    /// The holder in words: colours alone are lost in print.
    fn holder<'a>(&'a self, bar: &'a InformationBar) -> &'a str {
        bar.holder.as_ref().unwrap_or(&self.nobody)
    }

    fn tone_of(&self, holder: Option<&String>) -> Tone {
        match holder {
            None => tone(NOBODY),
            // The grey of nobody stays free: the eighth holder takes the next tone.
            Some(_) => {
                let place = self.holders().iter().position(|known| *known == holder).unwrap_or(0);
                tone(if place >= NOBODY { place + 1 } else { place })
            }
        }
    }

    fn draw(&self) -> Finished {
        let inner = WIDTH - 2.0 * SIDE;
        let language = self.heading.language;
        let mut page = Page::new(&self.heading);
        let top = self.legend(&mut page.drawing, page.top) + 2.0;
        let widest = |text: &str, size, bold| text::width(&text::printable(text), size, bold);
        let names =
            self.bars.iter().map(|bar| widest(&bar.name, 10.5, true).max(widest(self.holder(bar), SMALL, false)));
        let beside = names.fold(0.0, f64::max).min(inner * 0.38);
        let behind = self.bars.iter().map(|bar| widest(&bar.text, 9.5, false)).fold(0.0, f64::max).min(inner * 0.28);
        let (left, right) = (SIDE + beside + 10.0, WIDTH - SIDE - behind - 10.0);
        let most = self.bars.iter().map(|bar| bar.value.max(bar.interval.1)).fold(0.0, f64::max);
        let most = if most > 0.0 { most } else { 1.0 };
        let at = |value: f64| left + (value / most).clamp(0.0, 1.0) * (right - left);
        let lines = |bar: &InformationBar| {
            let names = text::wrap(&text::printable(&bar.name), 10.5, true, beside);
            (names, text::wrap(&text::printable(self.holder(bar)), SMALL, false, beside))
        };
        let heights: Vec<f64> = self
            .bars
            .iter()
            .map(|bar| {
                let (names, notes) = lines(bar);
                ((names.len() + notes.len()) as f64 * LINE).max(BAR) + GAP
            })
            .collect();
        let bottom = top + heights.iter().sum::<f64>() + 2.0;
        let (factor, caption) = match &self.axis {
            InformationAxis::Worth(unit) => {
                let scale = axis_scale(most);
                (scale.factor(), unit_caption(language, unit, scale))
            }
            InformationAxis::Share(words) => (0.01, words.clone()),
        };
        let steps = room(
            |number| ticks(0.0, most / factor, number),
            right - left,
            |value, decimals| text::width(&language.number(value, decimals), 9.5, false),
        );
        page.horizontal_axis(&steps, at, top, bottom, factor);
        let mut y = top;
        for (bar, height) in self.bars.iter().zip(&heights) {
            let middle = y + height / 2.0;
            let (names, notes) = lines(bar);
            frame::names(&mut page.drawing, &[(&names, NAME), (&notes, BELOW)], SIDE + beside, middle, LINE);
            let end = at(bar.value);
            if bar.value > 0.0 {
                let (from, to) = ((left, middle - BAR / 2.0), (end.max(left + 1.5), middle + BAR / 2.0));
                rectangle(&mut page.drawing, from, to, self.tone_of(bar.holder.as_ref()));
            }
            let mut reach = end;
            if bar.value > 0.0 && bar.interval.1 > bar.interval.0 {
                page.drawing.whisker(at(bar.interval.0), at(bar.interval.1), middle, INK);
                reach = reach.max(at(bar.interval.1));
            }
            for (number, words) in
                text::wrap(&text::printable(&bar.text), 9.5, false, behind.max(40.0)).into_iter().enumerate()
            {
                page.drawing
                    .text_on_white(label(words, reach + 6.0, middle + number as f64 * LINE).size(9.5).colour(INK));
            }
            y += height;
        }
        axis_line(&mut page.drawing, (left, top), (left, bottom));
        page.caption(caption, right, bottom + 25.0);
        page.finish(bottom + 34.0, &self.notes)
    }

    /// Draws a square with its name for each holder; where the rest can begin.
    fn legend(&self, drawing: &mut Drawing, top: f64) -> f64 {
        let (mut x, mut y) = (SIDE, top + 4.0);
        for holder in self.holders() {
            let room = WIDTH - 2.0 * SIDE - 16.0;
            let words = text::wrap(&text::printable(holder.unwrap_or(&self.nobody)), 9.5, false, room);
            let widest = words.iter().map(|line| text::width(line, 9.5, false)).fold(0.0, f64::max);
            let width = 16.0 + widest + 14.0;
            if x > SIDE && x + width > WIDTH - SIDE {
                (x, y) = (SIDE, y + 15.0);
            }
            rectangle(drawing, (x, y - 5.0), (x + 10.0, y + 5.0), self.tone_of(holder));
            for (number, line) in words.iter().enumerate() {
                if number > 0 {
                    y += 12.0;
                }
                drawing.text(label(line.clone(), x + 15.0, y).size(9.5));
            }
            x += width;
        }
        y + 14.0
    }
}

fn rectangle(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64), tone: Tone) {
    drawing.rectangle(from, to, tone.fill);
    if tone.hatched {
        drawing.hatch(from, to, tone.on_fill);
    }
}

/// Fewer ticks until their numbers have room.
pub(super) fn room(of: impl Fn(usize) -> Ticks, length: f64, width: impl Fn(f64, i32) -> f64) -> Ticks {
    let fits = |ticks: &Ticks| {
        let widest = ticks.values.iter().map(|tick| width(*tick, ticks.decimals)).fold(0.0, f64::max);
        (widest + 14.0) * ticks.values.len() as f64 <= length
    };
    (2..=7).rev().map(&of).find(fits).unwrap_or_else(|| of(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn bar(name: &str, holder: Option<&str>, value: f64) -> InformationBar {
        InformationBar {
            name: name.to_owned(),
            holder: holder.map(str::to_owned),
            value,
            interval: (value * 0.9, value * 1.1),
            text: "12.3 million GEL".to_owned(),
        }
    }

    fn chart(bars: Vec<InformationBar>) -> Information {
        let heading = Heading {
            language: Language::En,
            title: "What to find out next".to_owned(),
            subtitle: String::new(),
            source: "Source: x".to_owned(),
        };
        let unit = Unit { name: "GEL".to_owned(), price_year: Some(2014), discounted: Some(true) };
        Information {
            heading,
            axis: InformationAxis::Worth(unit),
            bars,
            nobody: "nobody named".to_owned(),
            notes: vec![],
            description: "Said".to_owned(),
        }
    }

    #[test]
    fn each_holder_stands_once_in_the_legend_and_below_its_bars_and_nobody_last() {
        let chart = chart(vec![bar("a", None, 3.0), bar("b", Some("Police"), 2.0), bar("c", Some("Police"), 1.0)]);
        let texts: Vec<String> = chart.draw().labels().into_iter().map(|label| label.text).collect();
        assert_eq!(texts.iter().filter(|text| *text == "Police").count(), 3, "in the legend and below two bars");
        let place = |word: &str| texts.iter().position(|text| text == word).unwrap();
        assert!(place("Police") < place("nobody named"));
    }

    #[test]
    fn every_text_lies_on_the_page_whatever_names_are() {
        let long = "Share of the people who are met by a case manager and then complete a whole year of support";
        let many = (0..60).map(|number| bar(long, (number % 9 > 0).then_some(long), f64::from(60 - number) * 1e6));
        for chart in [chart(many.collect()), chart(vec![bar("a", None, 0.0)]), chart(vec![])] {
            for label in chart.draw().labels() {
                let [left, _, right, _] = label.bounds();
                assert!(left >= 0.0 && right <= WIDTH, "{} reaches from {left} to {right}", label.text);
            }
        }
    }

    #[test]
    fn names_of_users_are_escaped() {
        let svg = chart(vec![bar("<b>&", Some("\"x\""), 1.0)]).svg();
        assert!(svg.contains("&lt;b&gt;&amp;") && !svg.contains("<b>"));
    }
}
