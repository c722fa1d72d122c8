//! Shares of the variance for readers.

use super::VarianceSection;
use super::words::{footing, is_visible, percent_of};
use crate::appraisal::{Footing, Indices, Shares};
use crate::language::Language;
use crate::output::report::{Page, count, names, percent};
use crate::statistics::Estimated;

/// What is printed in place of a share that may be nothing.
const NOTHING: &str = "no visible effect";
/// Causes with smaller shares are named in one line.
const LEAST: f64 = 0.01;
/// More causes than these are named in one line too.
const MOST: usize = 20;
/// Names in that line.
const MOST_NAMES: usize = 12;

impl VarianceSection {
    pub(super) fn print_shares(&self, page: &mut Page, shares: &Shares) {
        let ranked = self.ranked(shares);
        page.lead(&format!("{}{}", self.lead(&ranked), self.by_chance()));
        let is_shown = |indices: &Indices| is_visible(indices) && indices.total.value >= LEAST;
        let shown: Vec<_> = ranked.iter().filter(|(_, indices)| is_shown(indices)).take(MOST).collect();
        if !shown.is_empty() {
            let header = ["input", "grade", "alone", "in all", "with others"].map(str::to_owned);
            let rows = shown.iter().map(|(cause, indices)| {
                // What an input does with others is a part of what it does in all.
                let most = indices.total.value;
                let interaction = Estimated {
                    value: indices.interaction.value.min(most),
                    low: indices.interaction.low.min(most),
                    high: indices.interaction.high.min(indices.total.high),
                    ..indices.interaction
                };
                let interaction = if interaction.is_visible() { cell(&interaction) } else { String::new() };
                vec![
                    self.name_of(*cause).to_owned(),
                    self.topic.standing(*cause).to_owned(),
                    cell(&indices.first),
                    cell(&in_all(indices)),
                    interaction,
                ]
            });
            page.table(&header, rows.collect(), 2);
        }
        let is_left = |cause: usize| shown.iter().all(|(known, _)| *known != cause);
        let rest: Vec<_> = ranked.iter().filter(|(cause, _)| is_left(*cause)).collect();
        let of_rest = |wanted: &dyn Fn(&Indices) -> bool| {
            rest.iter()
                .filter(|(_, indices)| wanted(indices))
                .map(|(cause, _)| self.name_of(*cause))
                .collect::<Vec<_>>()
        };
        let small = of_rest(&|indices| is_visible(indices));
        let nothing = of_rest(&|indices| !is_visible(indices));
        let visible = rest.iter().filter(|(_, indices)| is_visible(indices));
        let largest = visible.map(|(_, indices)| indices.total.value).fold(0.0, f64::max);
        if !small.is_empty() {
            let bound = percent(largest.max(LEAST));
            page.paragraph(&format!("At most {bound} each, in all: {}.", names(&small, MOST_NAMES)));
        }
        if !nothing.is_empty() {
            page.paragraph(&format!("No visible effect: {}.", names(&nothing, MOST_NAMES)));
        }
        self.print_footings(page, shares);
        self.print_limits(page, shares);
    }

    fn print_footings(&self, page: &mut Page, shares: &Shares) {
        if let [(Footing::Assumed, _)] = shares.footings[..] {
            page.paragraph("Every uncertain input is an assumption or a gap: all of the variance rests on them.");
        } else if let Some((_, assumed)) = shares.footings.iter().find(|(footing, _)| *footing == Footing::Assumed) {
            let first = match assumed.first.is_visible() {
                true => format!("{} of the variance {}", percent_of(&assumed.first), range(&assumed.first))
                    .trim()
                    .to_owned(),
                false => "no visible part of the variance".to_owned(),
            };
            let together = match assumed.total.is_visible() {
                true => format!("{} with what they do together with data", percent_of(&in_all(assumed))),
                false => "none with what they do together with data".to_owned(),
            };
            let held = shares.rests_on_assumptions.filter(|held| *held > 0.0);
            let held = held.map_or_else(String::new, |held| {
                format!("; with all of them at their means the variance would be {} smaller", percent(held))
            });
            page.paragraph(&format!("Assumptions and gaps carry {first} by themselves and {together}{held}."));
        }
        if shares.footings.len() > 1 {
            let header = ["inputs that rest on", "alone", "in all"].map(str::to_owned);
            let rows = shares
                .footings
                .iter()
                .map(|(of, indices)| vec![footing(*of).to_owned(), cell(&indices.first), cell(&in_all(indices))]);
            page.table(&header, rows.collect(), 1);
        }
    }

    fn print_limits(&self, page: &mut Page, shares: &Shares) {
        let left = 1.0 - shares.sum_of_firsts.value;
        let (low, high) = shares.sum_of_firsts.interval();
        let sum = match low <= 1.0 && high >= 1.0 {
            true => "Alone, the inputs make all of it: no visible part needs two of them together".to_owned(),
            false if left > 0.0 => {
                let part = |part: f64| percent(part.clamp(0.0, 1.0));
                format!(
                    "{} (95 %: {} to {}) comes from inputs together, not from any alone",
                    part(left),
                    part(1.0 - high),
                    part(1.0 - low)
                )
            }
            false => "The shares alone sum to more than all of it by chance: ask for more draws".to_owned(),
        };
        page.paragraph(&format!(
            "{sum}. Alone: what would go, on average, if the input were known. In all: what would stay if all else were. \
             In brackets 95 % intervals of the method's own error. {} runs of the model; a variance says nothing of \
             direction, and hangs on the ranges that were put in.",
            count(self.found.evaluations)
        ));
    }
}

/// The share in all, which is never less than the share alone: both are estimates with errors of their own.
fn in_all(indices: &Indices) -> Estimated {
    let Indices { first, total, .. } = *indices;
    Estimated { value: total.value.max(first.value), high: total.high.max(first.value), ..total }
}

/// Its interval in per cent: `(46–55)`.
fn range(share: &Estimated) -> String {
    let (low, high) = (share.low.clamp(0.0, 1.0), share.high.clamp(0.0, 1.0));
    let part = |part: f64| Language::En.number(100.0 * part, decimals(share));
    if low == high { String::new() } else { format!("({}–{})", part(low), part(high)) }
}

/// Small shares have a digit after the point.
fn decimals(share: &Estimated) -> i32 {
    if share.high < 0.1 { 1 } else { 0 }
}

/// A share with its interval.
fn cell(share: &Estimated) -> String {
    if !share.is_visible() {
        return NOTHING.to_owned();
    }
    if share.value < 0.0005 {
        return percent(share.value);
    }
    let value = Language::En.number(100.0 * share.value.min(1.0), decimals(share));
    format!("{value} % {}", range(share)).trim_end().to_owned()
}
