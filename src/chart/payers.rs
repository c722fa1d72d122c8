//! Who pays and who saves: the change of spending by payer.

use super::colour::{COSTS, GREY, INK, SAVES, WHITE};
use super::drawing::{Anchor, Label, label};
use super::frame::{self, BELOW, NAME, Page, SIDE, SMALL, WIDTH, axis_line, axis_scale, unit_caption};
use super::ticks::ticks;
use super::{Heading, Unit, text};
use crate::language::{Direction, Estimate, Scale, exponent};

const BAR: f64 = 20.0;
const ROW: f64 = 13.0;
const GAP: f64 = 12.0;

/// One payer.
#[derive(Clone, Debug, PartialEq)]
pub struct PayerChange {
    pub name: String,
    /// "State", "donor" …, as it shall be read; may be empty.
    pub level: String,
    /// The policy's spending minus the baseline's: negative saves.
    pub change: Estimate,
}

/// Diverging bars, one per payer, the largest saving first.
#[derive(Clone, Debug, PartialEq)]
pub struct Payers {
    pub heading: Heading,
    pub unit: Unit,
    pub payers: Vec<PayerChange>,
}

impl Payers {
    /// What the chart shows in a few sentences.
    pub fn alternative_text(&self) -> String {
        let language = self.heading.language;
        let unit = unit_caption(language, &self.unit, Scale::One);
        let mut sentences = vec![language.say("describe-payers", &[("unit", (&unit).into())])];
        for payer in self.sorted() {
            let name = ("name", (&payer.name).into());
            let value = language.amount(payer.change.magnitude(), &self.unit.name);
            let said = match Direction::of(payer.change.negated()) {
                Direction::Saves => language.say("describe-payer-less", &[name, ("value", (&value).into())]),
                Direction::CostsMore => language.say("describe-payer-more", &[name, ("value", (&value).into())]),
                Direction::NoDifference => language.say("describe-payer-same", &[name]),
                Direction::Unclear => {
                    let interval = language.interval(payer.change, &self.unit.name, false);
                    language.say("describe-payer-unclear", &[name, ("interval", (&interval).into())])
                }
            };
            sentences.push(format!("{said}."));
        }
        sentences.join(" ")
    }

    /// The chart as SVG.
    pub fn svg(&self) -> String {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).svg("payers", &self.heading, &self.alternative_text())
    }

    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<Label> {
        let (page, bottom, notes) = self.draw();
        page.finish(bottom, &notes).labels()
    }

    fn sorted(&self) -> Vec<&PayerChange> {
        let mut payers: Vec<&PayerChange> = self.payers.iter().collect();
        payers.sort_by(|a, b| a.change.value.total_cmp(&b.change.value));
        payers
    }

    fn draw(&self) -> (Page<'_>, f64, Vec<String>) {
        let language = self.heading.language;
        let payers = self.sorted();
        let ends = |payer: &PayerChange| {
            let (low, high) = payer.change.interval.unwrap_or((payer.change.value, payer.change.value));
            (low.min(payer.change.value), high.max(payer.change.value))
        };
        let low = payers.iter().map(|payer| ends(payer).0).fold(0.0, f64::min);
        let high = payers.iter().map(|payer| ends(payer).1).fold(0.0, f64::max);
        let scale = axis_scale(high.max(-low));
        let (low, high) = if high > low { (low, high) } else { (-1.0, 1.0) };
        let largest = high.max(-low) / scale.factor();
        // two digits of the payer's own interval, but not more than four of the largest number
        let write = |change: Estimate| {
            if Direction::of(change) == Direction::NoDifference {
                return language.number(0.0, 0);
            }
            let width = change.interval.map_or(0.0, |(low, high)| high - low) / scale.factor();
            let wanted = if width > 0.0 { 1 - exponent(width) } else { 2 - exponent(largest) };
            let number =
                language.number(change.value / scale.factor(), wanted.clamp(-9, (3 - exponent(largest)).max(0)));
            if change.value > 0.0 && number != language.number(0.0, 0) { format!("+{number}") } else { number }
        };
        let values: Vec<String> = payers.iter().map(|payer| write(payer.change)).collect();
        let names: Vec<Vec<String>> =
            payers.iter().map(|payer| text::wrap(&text::printable(&payer.name), 10.5, true, 160.0)).collect();
        let levels: Vec<Vec<String>> =
            payers.iter().map(|payer| text::wrap(&text::printable(&payer.level), SMALL, false, 160.0)).collect();
        let widest = |lines: &[Vec<String>], size, bold| {
            lines.iter().flatten().map(|line| text::width(line, size, bold)).fold(0.0, f64::max)
        };
        let room = values.iter().map(|value| text::width(value, 10.5, true)).fold(0.0, f64::max) + 12.0;
        let beside = widest(&names, 10.5, true).max(widest(&levels, SMALL, false));
        let (left, right) = (SIDE + beside + 12.0 + room, WIDTH - SIDE - room);
        let at = |change: f64| left + (change - low) / (high - low) * (right - left);

        let mut page = Page::new(&self.heading);
        let zero = at(0.0);
        let sides = [
            (language.word("chart-pays-less"), -1.0, Anchor::Right, SAVES, "\u{2190} ", ""),
            (language.word("chart-pays-more"), 1.0, Anchor::Left, COSTS, "", " \u{2192}"),
        ];
        for (words, sign, anchor, tone, before, after) in sides {
            let words = format!("{before}{words}{after}");
            let words = label(words, zero + sign * 8.0, page.top + 6.0).bold().colour(tone.line).anchor(anchor);
            let [from, _, to, _] = words.bounds();
            if from >= SIDE && to <= WIDTH - SIDE {
                page.drawing.text(words);
            }
        }
        let first = page.top + 20.0;
        let heights: Vec<f64> = names
            .iter()
            .zip(&levels)
            .map(|(name, level)| ((name.len() + level.len()) as f64 * ROW).max(BAR) + GAP)
            .collect();
        let bottom = first + heights.iter().sum::<f64>();
        let steps = ticks(low / scale.factor(), high / scale.factor(), 6);
        page.horizontal_axis(&steps, at, first, bottom, scale.factor());
        let mut y = first;
        for (index, payer) in payers.iter().enumerate() {
            let middle = y + heights[index] / 2.0;
            y += heights[index];
            let tone = if payer.change.value < 0.0 { SAVES } else { COSTS };
            let ink = if payer.change.value == 0.0 { GREY } else { tone.line };
            let (from, to) = ((zero, middle - BAR / 2.0), (at(payer.change.value), middle + BAR / 2.0));
            page.drawing.rectangle(from, to, tone.fill);
            if Direction::of(payer.change) == Direction::Unclear {
                page.drawing.hatch(from, to, WHITE);
            }
            let (mut low, mut high) = (payer.change.value.min(0.0), payer.change.value.max(0.0));
            if let Some(interval) = payer.change.interval.filter(|(low, high)| high > low) {
                page.drawing.line(&[(at(interval.0), middle), (at(interval.1), middle)], 2.75, WHITE);
                page.drawing.whisker(at(interval.0), at(interval.1), middle, INK);
                (low, high) = (low.min(interval.0), high.max(interval.1));
            }
            let value = label(values[index].clone(), 0.0, middle).size(10.5).bold().colour(ink);
            page.drawing.text_on_white(if payer.change.value < 0.0 {
                Label { x: at(low) - 7.0, ..value.anchor(Anchor::Right) }
            } else {
                Label { x: at(high) + 7.0, ..value }
            });
            let parts: [(&[String], _); 2] = [(&names[index], NAME), (&levels[index], BELOW)];
            frame::names(&mut page.drawing, &parts, SIDE + beside, middle, ROW);
        }
        axis_line(&mut page.drawing, (zero, first), (zero, bottom));
        let caption = unit_caption(language, &self.unit, scale);
        page.caption(caption, WIDTH - SIDE, bottom + 24.0);
        let uncertain = payers.iter().any(|payer| payer.change.interval.is_some_and(|(low, high)| high > low));
        let notes = if uncertain { vec![language.word("chart-whiskers")] } else { Vec::new() };
        (page, bottom + 32.0, notes)
    }
}
