//! How far a result moves when each input goes from one end of its range to the other.

use super::colour::{COSTS, GREY, INK, RULE, SAVES, WHITE};
use super::density::{axis_ticks, inside};
use super::drawing::{Anchor, Drawing, Label, label};
use super::frame::{self, BELOW, NAME, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::{Heading, Unit, text};
use crate::language::{Estimate, Language, Scale, exponent};

/// Bars that are drawn; the others are counted.
pub const MOST_BARS: usize = 12;

const BAR: f64 = 15.0;
const GAP: f64 = 9.0;
const ROW: f64 = 12.0;

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    pub name: String,
    /// From where to where it goes, with its unit.
    pub range: String,
    /// The result at the low end of the input, and at its high end. Finite.
    pub ends: (f64, f64),
    /// Whether several inputs move together: then the ends are those of the result.
    pub together: bool,
    /// The lowest and the highest result inside the range.
    pub reach: (f64, f64),
}

/// Bars around the result at the means, the longest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    pub heading: Heading,
    pub unit: Unit,
    /// The result with every input at its mean. Finite.
    pub central: f64,
    /// At least one; those after [`MOST_BARS`] are counted in the note.
    pub bars: Vec<TornadoBar>,
    /// Whether the result is a saving, so that its sign says who pays.
    pub is_saving: bool,
}

/// A number with one digit more than a range of this width deserves: beside the range stand narrower ones.
pub(super) fn finely(value: f64, width: f64) -> Estimate {
    Estimate::between(value, value - width / 20.0, value + width / 20.0)
}

/// "from −4.9 to 28.2 million GEL": both ends with one digit more than their distance deserves.
pub(super) fn from_to(language: Language, low: f64, high: f64, unit: &str) -> String {
    let mut scale = Scale::of(low.abs().max(high.abs()));
    let decimals = |scale: Scale| if high > low { 2 - exponent((high - low) / scale.factor()) } else { 0 };
    while scale != Scale::One && decimals(scale) > 3 {
        scale = scale.smaller();
    }
    let write = |value: f64| language.number(value / scale.factor(), decimals(scale).clamp(0, 9));
    let parts = [write(high), scale.short(language), unit.to_owned()];
    let high_text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}");
    let low_text = write(low);
    let ends = [("low", (&low_text).into()), ("high", (&high_text).into())];
    language.say(if low < 0.0 { "interval-from" } else { "interval" }, &ends)
}

impl TornadoBar {
    fn least(&self) -> f64 {
        self.ends.0.min(self.ends.1).min(self.reach.0)
    }

    fn most(&self) -> f64 {
        self.ends.0.max(self.ends.1).max(self.reach.1)
    }

    /// Whether the result goes beyond both ends inside the range.
    fn bends(&self) -> bool {
        self.reach.0 < self.ends.0.min(self.ends.1) || self.reach.1 > self.ends.0.max(self.ends.1)
    }
}

/// What the bars say: which input by itself can turn the sign of a saving, or that none can; what moves the result most.
///
/// `is_saving` chooses the words; `bars` come with the widest first, and none has a title of its own.
pub fn tornado_title(language: Language, policy: &str, bars: &[TornadoBar], unit: &str, is_saving: bool) -> String {
    let Some(widest) = bars.first() else { return language.word("title-tornado-none") };
    let turns = bars.iter().find(|bar| bar.least() < 0.0 && bar.most() > 0.0);
    let (key, told) = match (is_saving, turns) {
        (true, Some(turns)) => ("title-tornado-flips", turns),
        (true, None) if widest.most() <= 0.0 => ("title-tornado-costs", widest),
        (true, None) => ("title-tornado-saves", widest),
        (false, _) => ("title-tornado-result", widest),
    };
    let interval = from_to(language, told.least(), told.most(), unit);
    let parts = [("input", (&told.name).into()), ("policy", policy.into()), ("interval", (&interval).into())];
    language.say(key, &parts)
}

impl Tornado {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let central = language.amount(Estimate::known(self.central), &self.unit.name);
        let mut sentences =
            vec![language.say("describe-tornado", &[("unit", (&unit).into()), ("central", (&central).into())])];
        for bar in self.shown() {
            let interval = from_to(language, bar.least(), bar.most(), &self.unit.name);
            let parts =
                [("name", (&bar.name).into()), ("range", (&bar.range).into()), ("interval", (&interval).into())];
            sentences.push(language.say("describe-tornado-bar", &parts));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("tornado", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<super::drawing::Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn shown(&self) -> &[TornadoBar] {
        &self.bars[..self.bars.len().min(MOST_BARS)]
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let bars = self.shown();
        let mut low = bars.iter().map(TornadoBar::least).fold(self.central, f64::min);
        let mut high = bars.iter().map(TornadoBar::most).fold(self.central, f64::max);
        // Zero belongs on the axis if it is near.
        let near = 0.15 * (high - low);
        if low > 0.0 && low < near {
            low = 0.0;
        } else if high < 0.0 && -high < near {
            high = 0.0;
        }
        if high <= low {
            (low, high) = (low - 1.0, high + 1.0);
        }
        let mut scale = axis_scale(low.abs().max(high.abs()));
        while scale != Scale::One && exponent((high - low) / scale.factor()) < -1 {
            scale = scale.smaller();
        }
        let width = bars.first().map_or(0.0, |bar| bar.most() - bar.least()) / scale.factor();
        // One digit more than the widest bar deserves, for the narrow ones.
        let decimals = (2 - exponent(if width > 0.0 { width } else { high / scale.factor() })).clamp(0, 6);
        let write = |value: f64| language.number(value / scale.factor(), decimals);

        let inner = WIDTH - 2.0 * SIDE;
        let names: Vec<Vec<String>> =
            bars.iter().map(|bar| text::wrap(&text::printable(&bar.name), 10.5, true, inner * 0.30)).collect();
        let ranges: Vec<Vec<String>> =
            bars.iter().map(|bar| text::wrap(&text::printable(&bar.range), SMALL, false, inner * 0.30)).collect();
        let widest = |lines: &[Vec<String>], size, bold| {
            lines.iter().flatten().map(|line| text::width(line, size, bold)).fold(0.0, f64::max)
        };
        let numbers = bars.iter().flat_map(|bar| [write(bar.least()), write(bar.most())]);
        let room = numbers.map(|number| text::width(&number, 10.0, false)).fold(0.0, f64::max) + 12.0;
        let beside_names = widest(&names, 10.5, true).max(widest(&ranges, SMALL, false));
        // Where zero is the right end, the word for the other side of it stands in the margin.
        let saves = text::width(&format!("{} \u{2192}", language.word("chart-saves-side")), 9.5, true) + 9.0;
        let margin = if self.is_saving && high == 0.0 { room.max(saves) } else { room };
        let (left, right) = (SIDE + beside_names + 8.0 + room, WIDTH - SIDE - margin);
        let at = |value: f64| left + (value - low) / (high - low) * (right - left);

        let mut page = Page::new(&self.heading);
        let mut top = self.legend(&mut page.drawing, page.top);
        let zero = (low <= 0.0 && high >= 0.0).then(|| at(0.0));
        if let (Some(zero), true) = (zero, self.is_saving) {
            top = sides(&mut page.drawing, language, zero, top);
        }
        let central = language.amount(finely(self.central, high - low), &self.unit.name);
        let central = language.say("chart-at-means", &[("value", (&central).into())]);
        let central = label(central, at(self.central), top + 6.0).size(9.5).colour(INK).anchor(Anchor::Middle);
        page.drawing.text(inside(central, SIDE, WIDTH - SIDE));

        let first = top + 17.0;
        let lines = |index: usize| (names[index].len() + ranges[index].len()) as f64;
        let heights: Vec<f64> = (0..bars.len()).map(|index| (lines(index) * ROW).max(BAR) + GAP).collect();
        let bottom = first + heights.iter().sum::<f64>();
        let steps = axis_ticks(language, low / scale.factor(), high / scale.factor(), right - left);
        page.horizontal_axis(&steps, at, first, bottom, scale.factor());
        let mut y = first;
        let middles = heights.iter().map(|height| {
            y += height;
            y - height / 2.0
        });
        let middles: Vec<f64> = middles.collect();
        for (bar, middle) in bars.iter().zip(&middles) {
            self.bar(&mut page.drawing, bar, *middle, &at);
        }
        if let Some(zero) = zero {
            axis_line(&mut page.drawing, (zero, first - 2.0), (zero, bottom + 3.0));
        }
        for (index, (bar, middle)) in bars.iter().zip(middles).enumerate() {
            for (value, side, anchor) in [(bar.least(), -6.0, Anchor::Right), (bar.most(), 6.0, Anchor::Left)] {
                let words = label(write(value), at(value) + side, middle).anchor(anchor);
                page.drawing.text_on_white(zero.map_or(words.clone(), |zero| beside(words, zero)));
            }
            let parts: [(&[String], _); 2] = [(&names[index], NAME), (&ranges[index], BELOW)];
            frame::names(&mut page.drawing, &parts, SIDE + beside_names, middle, ROW);
        }
        page.drawing.dashed(&[(at(self.central), first - 4.0), (at(self.central), bottom)], 1.25, INK, &[4.0, 3.0]);
        let caption = unit_caption(language, &self.unit, scale);
        page.caption(caption, WIDTH - SIDE, bottom + 25.0);
        let cut = zero.is_none().then(|| language.word("chart-axis-cut"));
        (page, bottom + 34.0, cut.into_iter().chain(self.notes(language)).collect())
    }

    /// From the result at the means to both ends, the low end of the input light and hatched.
    fn bar(&self, drawing: &mut Drawing, bar: &TornadoBar, middle: f64, at: &dyn Fn(f64) -> f64) {
        let (above, below) = (middle - BAR / 2.0, middle + BAR / 2.0);
        if bar.together {
            let (from, to) = ((at(bar.ends.0), above), (at(bar.ends.1), below));
            together(drawing, from, to);
            return;
        }
        let centre = at(self.central);
        let low = |drawing: &mut Drawing| low_end(drawing, (centre, above), (at(bar.ends.0), below));
        let high = |drawing: &mut Drawing| drawing.rectangle((centre, above), (at(bar.ends.1), below), SAVES.fill);
        // Where both ends lie on one side the shorter one stands over the longer one.
        if (bar.ends.0 - self.central).abs() >= (bar.ends.1 - self.central).abs() {
            low(drawing);
            high(drawing);
        } else {
            high(drawing);
            low(drawing);
        }
        if bar.bends() {
            drawing.line(&[(at(bar.least()), middle), (at(bar.most()), middle)], 2.75, WHITE);
            drawing.whisker(at(bar.least()), at(bar.most()), middle, INK);
        }
    }

    /// What the two halves of a bar are; where the rest can begin.
    fn legend(&self, drawing: &mut Drawing, top: f64) -> f64 {
        let language = self.heading.language;
        type Swatch = fn(&mut Drawing, (f64, f64), (f64, f64));
        let mut entries: Vec<(Swatch, &str)> = vec![];
        if self.shown().iter().any(|bar| !bar.together) {
            entries.push((low_end, "chart-input-low"));
            entries.push((|drawing, from, to| drawing.rectangle(from, to, SAVES.fill), "chart-input-high"));
        }
        if self.shown().iter().any(|bar| bar.together) {
            entries.push((together, "chart-inputs-together"));
        }
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

    fn notes(&self, language: Language) -> Vec<String> {
        let mut notes = vec![];
        if self.shown().iter().any(TornadoBar::bends) {
            notes.push(language.word("chart-tornado-bends"));
        }
        let further = &self.bars[self.shown().len()..];
        if let Some(widest) = further.first() {
            let most = language.amount(Estimate::known(widest.most() - widest.least()), &self.unit.name);
            let number = language.count(further.len());
            let count = crate::language::Argument::Count(further.len() as f64, 0);
            let parts = [("count", count), ("number", (&number).into()), ("value", (&most).into())];
            notes.push(language.say("chart-tornado-further", &parts));
        }
        notes
    }
}

/// The half of a bar at the low end of its input.
fn low_end(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64)) {
    drawing.rectangle(from, to, COSTS.fill);
    drawing.hatch(from, to, WHITE);
}

/// A bar of inputs that move together.
fn together(drawing: &mut Drawing, from: (f64, f64), to: (f64, f64)) {
    drawing.rectangle(from, to, RULE);
    drawing.line(&[from, (to.0, from.1), to, (from.0, to.1), from], 1.0, GREY);
}

/// A label beside a vertical line that would run through it: moved to the far side of the line.
fn beside(words: Label, line: f64) -> Label {
    let [left, _, right, _] = words.bounds();
    if left - 3.0 > line || right + 3.0 < line {
        return words;
    }
    let shift = match words.anchor {
        Anchor::Right => line - 5.0 - right,
        Anchor::Left | Anchor::Middle => line + 5.0 - left,
    };
    Label { x: words.x + shift, ..words }
}

/// "← costs more" and "saves →" on both sides of zero, each where there is room for it; where the rest can begin.
fn sides(drawing: &mut Drawing, language: Language, zero: f64, top: f64) -> f64 {
    let words = [
        (format!("\u{2190} {}", language.word("chart-costs-more-side")), -8.0, Anchor::Right, COSTS.line),
        (format!("{} \u{2192}", language.word("chart-saves-side")), 8.0, Anchor::Left, SAVES.line),
    ];
    for (words, side, anchor, colour) in words {
        let words = label(words, zero + side, top + 6.0).size(9.5).bold().colour(colour).anchor(anchor);
        if words.bounds()[0] >= SIDE && words.bounds()[2] <= WIDTH - SIDE {
            drawing.text(words);
        }
    }
    top + 14.0
}
