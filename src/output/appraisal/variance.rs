//! Shares of the variance: which inputs the spread of a result comes from, and how much of it rests on assumptions.

use super::{Section, Topic};
use crate::appraisal::{Footing, Indices, Shares, Variance};
use crate::chart::{VarianceBar, VarianceChart, variance_title};
use crate::language::Language;
use crate::model::People;
use crate::output::report::{Page, count, names, percent};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::Share;
use serde_json::{Value, json};

/// What is printed in place of a share that may be nothing.
const NOTHING: &str = "no visible effect";
/// Causes with smaller shares are named in one line.
const LEAST: f64 = 0.01;
/// More causes than these are named in one line too.
const MOST: usize = 20;
/// Names in that line.
const MOST_NAMES: usize = 12;

/// Shares of the variance of one result.
pub struct VarianceSection {
    topic: Topic,
    found: Variance,
}

impl VarianceSection {
    /// The answer in words and charts.
    pub fn new(topic: Topic, found: Variance) -> VarianceSection {
        VarianceSection { topic, found }
    }

    /// Causes by number with falling total share, equal ones in the order of the file.
    fn ranked<'a>(&self, shares: &'a Shares) -> Vec<(usize, &'a Indices)> {
        let mut ranked: Vec<_> = shares.causes.iter().enumerate().collect();
        ranked.sort_by(|(_, a), (_, b)| b.total.value.total_cmp(&a.total.value));
        ranked
    }

    fn name_of(&self, cause: usize) -> &str {
        &self.topic.causes[cause].name
    }

    fn print_shares(&self, page: &mut Page, shares: &Shares) {
        let ranked = self.ranked(shares);
        page.lead(&self.lead(&ranked));
        let is_shown = |indices: &Indices| is_visible(indices) && indices.total.value >= LEAST;
        let shown: Vec<_> = ranked.iter().filter(|(_, indices)| is_shown(indices)).take(MOST).collect();
        if !shown.is_empty() {
            let header = ["input", "grade", "alone", "in all", "with others"].map(str::to_owned);
            let rows = shown.iter().map(|(cause, indices)| {
                // What an input does with others is a part of what it does in all.
                let most = indices.total.value;
                let ends = indices.interaction.interval;
                let interaction = Share {
                    value: indices.interaction.value.min(most),
                    interval: (ends.0.min(most), ends.1.min(indices.total.interval.1)),
                };
                let interaction = if interaction.is_visible() { cell(&interaction) } else { String::new() };
                vec![
                    self.name_of(*cause).to_owned(),
                    self.topic.standing(*cause).to_owned(),
                    cell(&indices.first),
                    cell(&indices.total),
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
                true => format!("{} with what they do together with data", percent_of(&assumed.total)),
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
                .map(|(of, indices)| vec![footing(*of).to_owned(), cell(&indices.first), cell(&indices.total)]);
            page.table(&header, rows.collect(), 1);
        }
    }

    fn print_limits(&self, page: &mut Page, shares: &Shares) {
        let left = 1.0 - shares.sum_of_firsts.value;
        let (low, high) = shares.sum_of_firsts.interval;
        let sum = match low <= 1.0 && high >= 1.0 {
            true => "Alone, the inputs make all of it: no visible part needs two of them together".to_owned(),
            false if left > 0.0 => format!("{} comes from inputs together, not from any alone", percent(left)),
            false => "The shares alone sum to more than all of it by chance: ask for more draws".to_owned(),
        };
        page.paragraph(&format!(
            "{sum}. Alone: what would go, on average, if the input were known. In all: what would stay if all else were. \
             In brackets 90 % intervals of the method's own error. {} runs of the model; a variance says nothing of \
             direction, and hangs on the ranges that were put in.",
            count(self.found.evaluations)
        ));
        if self.topic.model.settings.people == People::Whole {
            let chance = shares.chance.filter(|chance| *chance > 0.0).map_or_else(String::new, |chance| {
                format!(" Of the variance of draws of whole people about {} is chance.", percent(chance))
            });
            page.paragraph(&format!("The shares are of expected numbers of people, without chance.{chance}"));
        }
    }
}

impl Section for VarianceSection {
    fn name(&self) -> &'static str {
        "variance"
    }

    fn print(&self, page: &mut Page) {
        page.heading("Shares of the variance", "which inputs the spread of the result comes from");
        match &self.found.shares {
            Some(shares) => self.print_shares(page, shares),
            None => page.lead("The result is the same whatever the inputs are: there is no variance to share out."),
        }
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "kind",
            "name",
            "grade",
            "first",
            "first_p05",
            "first_p95",
            "total",
            "total_p05",
            "total_p95",
            "interaction",
            "interaction_p05",
            "interaction_p95",
            "visible",
        ];
        let row = |kind: &str, name: &str, grade: &str, indices: &Indices| {
            let mut cells = vec![Cell::text(kind), Cell::text(name), Cell::text(grade)];
            for share in [&indices.first, &indices.total, &indices.interaction] {
                // A share below 0 is chance.
                cells.extend([share.value, share.interval.0, share.interval.1].map(|part| Cell::Number(part.max(0.0))));
            }
            cells.push(Cell::flag(is_visible(indices)));
            cells
        };
        let rows = self.found.shares.iter().flat_map(|shares| {
            let causes = self.ranked(shares).into_iter();
            let causes =
                causes.map(|(cause, indices)| row("input", self.name_of(cause), self.topic.standing(cause), indices));
            let footings =
                shares.footings.iter().map(|(of, indices)| row("footing", footing(*of), footing(*of), indices));
            causes.chain(footings).collect::<Vec<_>>()
        });
        Sheet { schema: "crimcost/variance/1", columns, rows: rows.collect() }
    }

    fn summary(&self) -> Value {
        let share = |share: &Share| json!({ "share": share.value.max(0.0), "p05": share.interval.0.max(0.0), "p95": share.interval.1.max(0.0) });
        let shares = self.found.shares.as_ref();
        json!({
            "result": self.topic.target.id(),
            "rows": self.found.rows,
            "evaluations": self.found.evaluations,
            "varies": shares.is_some(),
            "mean": shares.map(|shares| shares.mean),
            "variance": shares.map(|shares| shares.variance),
            "sum_of_firsts": shares.map(|shares| share(&shares.sum_of_firsts)),
            "less_with_assumptions_at_their_means": shares.and_then(|shares| shares.rests_on_assumptions),
            "chance_of_whole_people": shares.and_then(|shares| shares.chance),
        })
    }

    fn finding(&self) -> Option<String> {
        let shares = self.found.shares.as_ref()?;
        Some(self.lead(&self.ranked(shares)))
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let Some(shares) = &self.found.shares else { return vec![] };
        let ranked = self.ranked(shares);
        let part = |share: &Share| {
            let inside = |part: f64| part.clamp(0.0, 1.0);
            (inside(share.value), (inside(share.interval.0), inside(share.interval.1)))
        };
        let visible = ranked.iter().filter(|(_, indices)| is_visible(indices));
        let bars: Vec<VarianceBar> = visible
            .map(|(cause, indices)| VarianceBar {
                name: self.topic.cause(*cause, language),
                first: indices.first.is_visible().then(|| part(&indices.first)),
                total: part(&indices.total),
            })
            .collect();
        let without_effect = ranked.len() - bars.len();
        let title = match is_open(&ranked) {
            true => language.word("title-variance-open"),
            false => variance_title(language, &bars, without_effect),
        };
        let heading = self.topic.heading(language, title);
        vec![("variance".to_owned(), VarianceChart { heading, bars, without_effect }.svg())]
    }
}

impl VarianceSection {
    /// The finding in a sentence.
    fn lead(&self, ranked: &[(usize, &Indices)]) -> String {
        let visible: Vec<_> = ranked.iter().filter(|(_, indices)| is_visible(indices)).collect();
        if is_open(ranked) {
            let draws = count(4 * self.topic.draws);
            return format!("The draws are too few to tell which inputs make most of the variance: ask for {draws}.");
        }
        match visible[..] {
            [] => "No input has a visible effect.".to_owned(),
            [(only, _)] if ranked.len() == 1 => format!("All of the variance goes with {}.", self.name_of(*only)),
            [(only, of)] => format!(
                "{} makes {} of the variance; no other input has a visible effect.",
                self.name_of(*only),
                percent_of(if of.first.is_visible() { &of.first } else { &of.total })
            ),
            [(first, of_first), (second, of_second), ..] => {
                let (first, second) = (self.name_of(*first), self.name_of(*second));
                match (of_first.first.is_visible(), of_first.first.value < 0.5 && of_second.first.is_visible()) {
                    (true, true) => format!(
                        "{first} and {second} make {} of the variance.",
                        percent((of_first.first.value + of_second.first.value).min(1.0))
                    ),
                    (true, false) => {
                        format!("{first} alone makes {} of the variance.", percent_of(&of_first.first))
                    }
                    (false, _) => format!(
                        "{first} has a part in {} of the variance, together with others and not alone.",
                        percent_of(&of_first.total)
                    ),
                }
            }
        }
    }
}

/// Whether an input is seen to do anything, alone or in all.
fn is_visible(indices: &Indices) -> bool {
    indices.first.is_visible() || indices.total.is_visible()
}

/// Whether the largest share may be nothing while a smaller one is seen, so that the draws name no winner.
fn is_open(ranked: &[(usize, &Indices)]) -> bool {
    let visible = |(_, indices): &(usize, &Indices)| is_visible(indices);
    ranked.first().is_some_and(|largest| !visible(largest)) && ranked.iter().any(visible)
}

fn percent_of(share: &Share) -> String {
    percent(share.value.clamp(0.0, 1.0))
}

/// Its interval in per cent: `(46–55)`.
fn range(share: &Share) -> String {
    let (low, high) = (share.interval.0.clamp(0.0, 1.0), share.interval.1.clamp(0.0, 1.0));
    let part = |part: f64| Language::En.number(100.0 * part, decimals(share));
    if low == high { String::new() } else { format!("({}–{})", part(low), part(high)) }
}

/// Small shares have a digit after the point.
fn decimals(share: &Share) -> i32 {
    if share.interval.1 < 0.1 { 1 } else { 0 }
}

/// A share with its interval.
fn cell(share: &Share) -> String {
    if !share.is_visible() {
        return NOTHING.to_owned();
    }
    if share.value < 0.0005 {
        return percent(share.value);
    }
    let value = Language::En.number(100.0 * share.value.min(1.0), decimals(share));
    format!("{value} % {}", range(share)).trim_end().to_owned()
}

fn footing(footing: Footing) -> &'static str {
    match footing {
        Footing::Assumed => "assumption or gap",
        Footing::Graded(grade) => grade.word(),
        Footing::Ungraded => "counted",
    }
}
