//! What every chart has around it: title, second line, axis caption, notes, source, and the texts read aloud.

use super::colour::{GREY, INK, RULE};
use super::drawing::{Anchor, Drawing, Label, label};
use super::ticks::Ticks;
use super::{Heading, Unit, text};
use crate::language::{Language, Scale};
use plotters::style::RGBColor;

/// Width of every chart: 160 mm at 96 dots per inch.
pub(super) const WIDTH: f64 = 605.0;
/// The smallest text: 7 points at the size in which a chart is printed.
pub(super) const SMALL: f64 = 9.4;
/// Empty space at both sides.
pub(super) const SIDE: f64 = 14.0;

/// Size, whether bold, and colour of a text.
pub(super) type Lettering = (f64, bool, RGBColor);
/// The usual name of a row.
pub(super) const NAME: Lettering = (10.5, true, INK);
/// What stands below it.
pub(super) const BELOW: Lettering = (SMALL, false, GREY);

/// Names and what stands below them in other letters, right-aligned at `right` around the `middle` of their row.
pub(super) fn names(drawing: &mut Drawing, parts: &[(&[String], Lettering)], right: f64, middle: f64, line: f64) {
    let count: usize = parts.iter().map(|(lines, _)| lines.len()).sum();
    let mut y = middle - (count as f64 - 1.0) / 2.0 * line;
    for (lines, (size, bold, colour)) in parts {
        for words in *lines {
            let words = label(words.clone(), right, y).size(*size).colour(*colour).anchor(Anchor::Right);
            drawing.text(if *bold { words.bold() } else { words });
            y += line;
        }
    }
}

/// A page with its title, to be drawn on below `top`.
pub(super) struct Page<'a> {
    pub drawing: Drawing,
    /// Where the chart itself begins.
    pub top: f64,
    heading: &'a Heading,
}

impl<'a> Page<'a> {
    /// Writes title and subtitle, in as many lines as they need.
    pub fn new(heading: &'a Heading) -> Page<'a> {
        let mut page = Page { drawing: Drawing::default(), top: 12.0, heading };
        let inner = WIDTH - 2.0 * SIDE;
        for line in text::balanced(&text::printable(&heading.title), 14.5, true, inner) {
            page.top += 19.0;
            page.drawing.text(label(line, SIDE, page.top - 9.0).size(14.5).bold());
        }
        for line in text::wrap(&text::printable(&heading.subtitle), 10.5, false, inner) {
            page.top += 15.0;
            page.drawing.text(label(line, SIDE, page.top - 6.0).size(10.5).colour(GREY));
        }
        page.top += 10.0;
        page
    }

    /// A vertical scale line with its number under it for every tick.
    pub fn horizontal_axis(&mut self, ticks: &Ticks, at: impl Fn(f64) -> f64, from: f64, to: f64, divisor: f64) {
        for tick in &ticks.values {
            let x = at(*tick * divisor);
            self.drawing.line(&[(x, from), (x, to)], 0.75, RULE);
            let number = self.heading.language.number(*tick, ticks.decimals);
            self.drawing.text(label(number, x, to + 10.0).size(9.5).colour(GREY).anchor(Anchor::Middle));
        }
    }

    /// What is along an axis, ending at `right`, or where it ends if it is longer than the page to the left of that.
    pub fn caption(&mut self, words: impl Into<String>, right: f64, y: f64) {
        let words = label(words, right, y).size(9.5).colour(GREY).anchor(Anchor::Right);
        let shift = (SIDE - words.bounds()[0]).clamp(0.0, (WIDTH - SIDE - right).max(0.0));
        self.drawing.text(Label { x: words.x + shift, ..words });
    }

    /// Writes notes and source under `bottom`.
    pub fn finish(mut self, bottom: f64, notes: &[String]) -> Finished {
        let inner = WIDTH - 2.0 * SIDE;
        let mut y = bottom + 6.0;
        let notes = notes.iter().flat_map(|note| text::wrap(&text::printable(note), SMALL, false, inner));
        for line in notes.chain(source_lines(&self.heading.source, inner)) {
            y += 13.0;
            self.drawing.text(label(line, SIDE, y - 6.0).size(SMALL).colour(GREY));
        }
        Finished { drawing: self.drawing, height: (y + 8.0).ceil() }
    }
}

/// Sources in two lines; what has no room there is left away from the end, at a semicolon where there is one.
fn source_lines(sources: &str, width: f64) -> Vec<String> {
    let sources = text::printable(sources);
    let mut lines = text::wrap(&sources, SMALL, false, width);
    let mut rest = sources.as_str();
    while lines.len() > 2 {
        let Some((fewer, _)) = rest.rsplit_once("; ") else { break };
        rest = fewer;
        lines = text::wrap(&format!("{rest} …"), SMALL, false, width);
    }
    lines
}

/// A page with all its marks.
pub(super) struct Finished {
    drawing: Drawing,
    height: f64,
}

impl Finished {
    /// The page as SVG. `kind` makes ids differ between charts of one document that have the same texts.
    pub fn svg(&self, kind: &str, heading: &Heading, description: &str) -> String {
        let id = format!("chart-{kind}-{:016x}", fingerprint(&[&heading.title, description]));
        let attributes =
            format!("role=\"img\" xml:lang=\"{}\" aria-labelledby=\"{id}-title {id}-desc\"", heading.language);
        let head = format!(
            "<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
            escape(&heading.title),
            escape(description)
        );
        self.drawing.svg(WIDTH, self.height, &attributes, &head)
    }

    /// Every line of text on the page, for the tests.
    #[cfg(test)]
    pub fn labels(self) -> Vec<super::drawing::Label> {
        self.drawing.labels
    }
}

/// Caption of an axis: "million GEL, in prices of 2014, not discounted".
pub(super) fn unit_caption(language: Language, unit: &Unit, scale: Scale) -> String {
    let mut caption = scale.short(language);
    if !caption.is_empty() {
        caption.push('\u{a0}');
    }
    caption.push_str(&unit.name);
    if let Some(year) = unit.price_year {
        let year = year.to_string();
        caption.push_str(", ");
        caption.push_str(&language.say("in-prices", &[("year", (&year).into())]));
    }
    match unit.discounted {
        Some(true) => caption.push_str(&format!(", {}", language.word("discounted"))),
        Some(false) => caption.push_str(&format!(", {}", language.word("not-discounted"))),
        None => {}
    }
    caption
}

/// The scale of an axis that reaches `largest`: from 10 000 in thousands.
pub(super) fn axis_scale(largest: f64) -> Scale {
    if (1e4..1e6).contains(&largest.abs()) { Scale::Thousand } else { Scale::of(largest) }
}

/// Text for XML.
pub(super) fn escape(raw: &str) -> String {
    let mut escaped = String::new();
    for c in text::printable(raw).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// 64 bits of FNV-1a: the same text gives the same id on every machine.
fn fingerprint(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The baseline of a chart's ink: an axis line.
pub(super) fn axis_line(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64)) {
    drawing.line(&[from, to], 1.0, INK);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_take_a_second_line_before_any_is_left_away() {
        let of = |count: usize| (0..count).map(|number| format!("Publisher {number}")).collect::<Vec<_>>().join("; ");
        assert_eq!(source_lines(&of(3), 500.0), [of(3)]);
        assert_eq!(source_lines(&of(12), 500.0).join(" "), of(12));
        let cut = source_lines(&of(90), 500.0);
        assert!(cut.len() == 2 && cut[1].ends_with(" …"));
        assert!(source_lines("", 500.0).is_empty());
    }
}
