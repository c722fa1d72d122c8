//! From the cost of today to the cost with all reforms, one reform after the other.

use super::colour::{COSTS, GREY, INK, RULE, SAVES, WHITE, tone};
use super::drawing::label;
use super::frame::{self, Finished, NAME, Page, SIDE, WIDTH, axis_scale, unit_caption};
use super::ticks::ticks;
use super::{Heading, Unit, text};
use crate::language::{Direction, Estimate, Language, Scale, exponent};

const BAR: f64 = 17.0;
/// From the middle of a bar to the dot below it.
const LANE: f64 = 15.0;
const ROW: f64 = 46.0;
const LINE: f64 = 12.5;
/// An axis that begins at zero shows the steps on at least this part of its length.
const LEAST_PART: f64 = 0.25;

/// One reform.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallStep {
    pub name: String,
    /// What it saves on top of the reforms before it; below zero it costs more.
    pub added: Estimate,
    /// What it saves in the mean of all orders.
    pub share: Estimate,
}

/// A waterfall: what the baseline costs, what each reform takes away or adds in the order stated, what is left.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    pub heading: Heading,
    pub unit: Unit,
    /// The baseline and its cost.
    pub start: (String, f64),
    pub steps: Vec<WaterfallStep>,
}

/// A row as it is drawn: a bar from one cost to another.
struct Bar {
    name: String,
    from: f64,
    to: f64,
    text: String,
    /// The dot and its interval, as costs.
    share: Option<(f64, Option<(f64, f64)>)>,
}

impl Waterfall {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let amount = |estimate: Estimate| language.amount(estimate, &self.unit.name);
        let (start, end) = (amount(Estimate::known(self.start.1)), amount(Estimate::known(self.end())));
        let places = [
            ("name", (&self.start.0).into()),
            ("start", (&start).into()),
            ("end", (&end).into()),
            ("unit", (&unit).into()),
        ];
        let mut sentences = vec![language.say("describe-stack", &places)];
        for step in &self.steps {
            let (added, share) = (amount(step.added.negated()), amount(step.share.negated()));
            let interval = language.interval(step.share.negated(), &self.unit.name, false);
            let places = [
                ("name", (&step.name).into()),
                ("added", (&added).into()),
                ("share", (&share).into()),
                ("interval", (&interval).into()),
            ];
            sentences.push(language.say("describe-stack-step", &places));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        self.draw().svg("waterfall", &self.heading, &self.alternative_text())
    }

    /// What is left of the cost after all steps.
    pub fn end(&self) -> f64 {
        self.steps.iter().fold(self.start.1, |cost, step| cost - step.added.value)
    }

    fn bars(&self, scale: Scale) -> Vec<Bar> {
        let language = self.heading.language;
        // As many digits as let a reader add the steps up.
        let largest = self.steps.iter().map(|step| step.added.value.abs()).fold(0.0, f64::max);
        let largest = if largest > 0.0 { largest } else { self.start.1 };
        let digits = (1 - exponent(largest / scale.factor())).clamp(0, 6);
        let whole = |cost: f64| language.number(cost / scale.factor(), digits);
        let mut bars = vec![Bar {
            name: self.start.0.clone(),
            from: 0.0,
            to: self.start.1,
            text: whole(self.start.1),
            share: None,
        }];
        let mut cost = self.start.1;
        for step in &self.steps {
            let before = cost;
            cost -= step.added.value;
            bars.push(Bar {
                name: step.name.clone(),
                from: before,
                to: cost,
                text: signed(language, -step.added.value / scale.factor(), digits),
                share: Some((
                    before - step.share.value,
                    step.share
                        .interval
                        .filter(|(low, high)| high > low)
                        .map(|(low, high)| (before - high, before - low)),
                )),
            });
        }
        bars.push(Bar {
            name: language.word("chart-all-reforms"),
            from: 0.0,
            to: cost,
            text: whole(cost),
            share: None,
        });
        bars
    }

    fn draw(&self) -> Finished {
        let language = self.heading.language;
        let steps = self.bars(Scale::One);
        let ends = |bar: &Bar| {
            let dot = bar.share.into_iter().flat_map(|(dot, interval)| {
                let (low, high) = interval.unwrap_or((dot, dot));
                [dot, low, high]
            });
            let from = bar.share.map(|_| bar.from);
            dot.chain(from).chain([bar.to]).collect::<Vec<f64>>()
        };
        let low = steps.iter().flat_map(ends).fold(f64::INFINITY, f64::min);
        let high = steps.iter().flat_map(ends).fold(f64::NEG_INFINITY, f64::max);
        let (low, high, is_cut) = axis(low, high);
        let scale = axis_scale(high.abs().max(low.abs()));
        let bars = self.bars(scale);

        let mut page = Page::new(&self.heading);
        let names: Vec<Vec<String>> =
            bars.iter().map(|bar| text::wrap(&text::printable(&bar.name), 10.5, true, 165.0)).collect();
        let beside = names.iter().flatten().map(|line| text::width(line, 10.5, true)).fold(0.0, f64::max);
        let behind = bars.iter().map(|bar| text::width(&bar.text, 10.5, true)).fold(0.0, f64::max);
        let (left, right) = (SIDE + beside + 14.0, WIDTH - SIDE - behind - 12.0);
        let at = |cost: f64| left + (cost.clamp(low, high) - low) / (high - low) * (right - left);
        let first = page.top + 4.0;
        let heights: Vec<f64> = names.iter().zip(&bars).map(|(lines, bar)| height(lines.len(), bar)).collect();
        let bottom = first + heights.iter().sum::<f64>();
        page.horizontal_axis(&fitting(language, low, high, scale, right - left), at, first, bottom, scale.factor());
        if low < 0.0 && high > 0.0 {
            page.drawing.line(&[(at(0.0), first), (at(0.0), bottom)], 1.0, INK);
        }
        let mut y = first;
        for (index, bar) in bars.iter().enumerate() {
            let middle = y + BAR / 2.0 + (heights[index] - inner(bar)) / 2.0;
            let centre = y + heights[index] / 2.0;
            y += heights[index];
            if let Some(next) = bars.get(index + 1) {
                let below = y + BAR / 2.0 + (heights[index + 1] - inner(next)) / 2.0;
                page.drawing.dashed(&[(at(bar.to), middle), (at(bar.to), below)], 0.9, GREY, &[2.0, 2.0]);
            }
            let from = if bar.share.is_some() { at(bar.from) } else { at(0.0) };
            let corners = ((from, middle - BAR / 2.0), (at(bar.to), middle + BAR / 2.0));
            let is_step = bar.share.is_some();
            let fill = match (is_step, bar.to <= bar.from) {
                (false, _) => tone(7),
                (true, true) => SAVES,
                (true, false) => COSTS,
            };
            page.drawing.rectangle(corners.0, corners.1, fill.fill);
            let unclear = index > 0 && is_step && Direction::of(self.steps[index - 1].added) == Direction::Unclear;
            if unclear {
                page.drawing.hatch((from.min(at(bar.to)), corners.0.1), (from.max(at(bar.to)), corners.1.1), WHITE);
            }
            if !is_step && is_cut {
                torn(&mut page.drawing, left + 9.0, middle);
            }
            let mut reach = from.max(at(bar.to));
            if let Some((dot, interval)) = bar.share {
                let lane = middle + LANE;
                if let Some((low, high)) = interval {
                    page.drawing.whisker(at(low), at(high), lane, INK);
                }
                page.drawing.dot(at(dot), lane, 3.4, INK);
                // The number stands beside its bar; the dot below it needs none.
                reach = reach.max(from);
            }
            let ink = if is_step { fill.line } else { INK };
            page.drawing.text_on_white(label(bar.text.clone(), reach + 7.0, middle).size(10.5).bold().colour(ink));
            frame::names(&mut page.drawing, &[(&names[index], NAME)], SIDE + beside, centre, LINE);
        }
        let caption = unit_caption(language, &self.unit, scale);
        let caption = language.say("chart-stack-axis", &[("unit", (&caption).into())]);
        page.caption(caption, WIDTH - SIDE, bottom + 24.0);
        let mut notes = vec![language.word("chart-stack-legend")];
        if is_cut {
            notes.push(language.word("chart-axis-cut"));
        }
        page.finish(bottom + 32.0, &notes)
    }
}

/// The ends of the axis, and whether it leaves zero out because the steps would be too short to see.
fn axis(low: f64, high: f64) -> (f64, f64, bool) {
    let span = high - low;
    let (from_zero, to_zero) = (low.min(0.0), high.max(0.0));
    let whole = to_zero - from_zero;
    if whole <= 0.0 || span >= LEAST_PART * whole || span <= 1e-9 * whole {
        let room = if whole > 0.0 { 0.0 } else { 1.0 };
        return (from_zero, to_zero + room, false);
    }
    let pad = 0.18 * span;
    let (low, high) = if high > 0.0 { (low - pad, high) } else { (low, high + pad) };
    (low, high, true)
}

/// Fewer ticks until their numbers have room.
fn fitting(language: Language, low: f64, high: f64, scale: Scale, length: f64) -> super::ticks::Ticks {
    let of = |most| ticks(low / scale.factor(), high / scale.factor(), most);
    let fits = |ticks: &super::ticks::Ticks| {
        let numbers = ticks.values.iter().map(|tick| language.number(*tick, ticks.decimals));
        let widest = numbers.map(|number| text::width(&number, 9.5, false)).fold(0.0, f64::max);
        (widest + 14.0) * ticks.values.len() as f64 <= length
    };
    (2..=7).rev().map(of).find(fits).unwrap_or_else(|| of(1))
}

/// White slanted lines through a bar whose beginning is not shown.
fn torn(drawing: &mut super::drawing::Drawing, x: f64, middle: f64) {
    let (top, bottom) = (middle - BAR / 2.0 - 2.0, middle + BAR / 2.0 + 2.0);
    for shift in [0.0, 5.0] {
        drawing.line(&[(x + shift - 3.0, bottom), (x + shift + 3.0, top)], 2.0, WHITE);
    }
    drawing.line(&[(x - 5.5, bottom), (x + 0.5, top)], 0.5, RULE);
}

/// Height of a bar with what is below it.
fn inner(bar: &Bar) -> f64 {
    if bar.share.is_some() { BAR / 2.0 + LANE + 4.0 } else { BAR }
}

fn height(lines: usize, bar: &Bar) -> f64 {
    let least = if bar.share.is_some() { ROW } else { BAR + 14.0 };
    least.max(lines as f64 * LINE + 8.0)
}

/// A change of cost with its sign.
fn signed(language: Language, change: f64, digits: i32) -> String {
    let number = language.number(change, digits);
    if change > 0.0 && number != language.number(0.0, digits) { format!("+{number}") } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(title: &str) -> Heading {
        Heading {
            language: Language::En,
            title: title.to_owned(),
            subtitle: "S".to_owned(),
            source: "Source: x".to_owned(),
        }
    }

    fn step(name: &str, added: f64, share: f64) -> WaterfallStep {
        let around = |value: f64| Estimate::between(value, value - 1.0, value + 1.0);
        WaterfallStep { name: name.to_owned(), added: around(added), share: around(share) }
    }

    fn chart(start: f64, steps: Vec<WaterfallStep>) -> Waterfall {
        let unit = Unit { name: "EUR".to_owned(), price_year: Some(2024), discounted: Some(false) };
        Waterfall { heading: heading("T"), unit, start: ("Today".to_owned(), start), steps }
    }

    #[test]
    fn bars_begin_where_the_one_before_ended_and_sum_to_the_last() {
        let chart = chart(100.0, vec![step("a", 30.0, 25.0), step("b", -10.0, -5.0), step("c", 15.0, 15.0)]);
        let bars = chart.bars(Scale::One);
        let ends: Vec<(f64, f64)> = bars.iter().map(|bar| (bar.from, bar.to)).collect();
        // 100 − 30 = 70, 70 + 10 = 80, 80 − 15 = 65.
        assert_eq!(ends, [(0.0, 100.0), (100.0, 70.0), (70.0, 80.0), (80.0, 65.0), (0.0, 65.0)]);
        assert_eq!(chart.end(), 65.0);
        // Dots stand where the bar would end if the reform brought its order-free share: 100 − 25, 70 + 5.
        assert_eq!(bars[1].share, Some((75.0, Some((74.0, 76.0)))));
        assert_eq!(bars[2].share, Some((75.0, Some((74.0, 76.0)))));
        let texts: Vec<&str> = bars.iter().map(|bar| bar.text.as_str()).collect();
        assert_eq!(texts, ["100", "−30", "+10", "−15", "65"]);
    }

    #[test]
    fn small_steps_cut_the_axis_and_the_chart_says_so() {
        // Steps of 30 and 20 of 100,000 would be thinner than a pixel; of 100 they are half of it.
        assert_eq!(axis(65.0, 100.0), (0.0, 100.0, false));
        let (low, high, is_cut) = axis(99_950.0, 100_000.0);
        assert!(is_cut && low < 99_950.0 && low > 99_900.0 && high == 100_000.0);
        assert!(chart(100_000.0, vec![step("a", 30.0, 30.0), step("b", 20.0, 20.0)]).svg().contains("does not begin"));
        assert!(!chart(100.0, vec![step("a", 30.0, 30.0)]).svg().contains("does not begin"));
        assert_eq!(axis(0.0, 0.0), (0.0, 1.0, false));
        assert_eq!(axis(-40.0, 100.0), (-40.0, 100.0, false));
    }

    #[test]
    fn awkward_numbers_and_names_stay_on_the_page() {
        let long = "A reform whose name is longer than any law & <tag> that anybody has ever proposed to a parliament";
        for chart in [
            chart(0.0, vec![step("a", 0.0, 0.0), step("b", 0.0, 0.0)]),
            chart(-5e6, vec![step(long, 2e9, 2e9), step("b", -3e9, 1.0)]),
            chart(1e7, (0..8).map(|number| step(long, f64::from(number) * 1e5, 1e5)).collect()),
        ] {
            assert!(chart.svg().contains("<desc") && !chart.svg().contains("<tag>") && !chart.svg().contains("NaN"));
            for label in chart.draw().labels() {
                let [left, _, right, _] = label.bounds();
                assert!(left >= 0.0 && right <= WIDTH, "{}", label.text);
            }
        }
    }
}
