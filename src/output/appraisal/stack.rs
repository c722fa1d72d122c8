//! Stacked reforms: what each adds in the order stated, its order-free share, and where two overlap.

use super::Section;
use crate::appraisal::{MOST_REFORMS, PairEffect, ReformShare, Stack, Stacked};
use crate::chart::{Period, StackFinding, Waterfall, WaterfallStep, stack_title};
use crate::language::{Estimate, Language};
use crate::output::charts::{heading, policy_title, unit};
use crate::output::report::{
    Page, Scale, amount, count, decimals, figure, interval, names, percent, sense, with_interval,
};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{Set, Sign, Spread};
use serde_json::{Value, json};

/// The answer to `crimcost compare`.
pub struct StackedReforms {
    stack: Stack,
    reforms: Vec<ReformShare>,
    pairs: Vec<PairEffect>,
    /// By number of the set; the first is nobody, who saves nothing.
    savings: Vec<Spread>,
    above_the_sum: Spread,
    /// The cost before, and with all reforms.
    costs: [Spread; 2],
    /// Below this, in either direction, an amount is rounding.
    dust: f64,
    draws: usize,
}

const COLUMNS: [&str; 8] = ["what", "reforms", "after", "mean", "p05", "p95", "share_below_zero", "unit"];

impl StackedReforms {
    /// Everything that is said of a stack.
    pub fn new(stack: Stack, stacked: &Stacked) -> StackedReforms {
        let everybody = stacked.game.everybody();
        StackedReforms {
            reforms: stacked.reforms(),
            pairs: stacked.pairs(),
            savings: (0..=everybody).map(|set| stacked.saving(set)).collect(),
            above_the_sum: stacked.above_the_sum(),
            costs: [0, everybody].map(|set| stacked.cost(set)),
            dust: stacked.dust,
            draws: stacked.baseline.len(),
            stack,
        }
    }

    /// What was asked about: the stack, then the scenario.
    pub fn head(&self) -> Vec<String> {
        let settings = &self.stack.model.settings;
        let title = settings.title.in_language("en");
        let what = format!("What {} add", names(&self.stack.reforms, MOST_REFORMS));
        let draws = format!("{} draws", count(self.draws));
        vec![what, [title, sense(self.stack.column), &draws].join(" · ")]
    }

    fn total(&self) -> &Spread {
        &self.savings[self.savings.len() - 1]
    }

    fn currency(&self) -> &str {
        &self.stack.model.settings.currency
    }

    fn years(&self) -> String {
        match self.stack.model.settings.years {
            1 => "one year".to_owned(),
            years => format!("{years} years"),
        }
    }

    /// What all reforms save together.
    fn together(&self) -> String {
        let (what, years) = (format!("Together the {} reforms", self.reforms.len()), self.years());
        let saving = self.total();
        match saving.sign() {
            Sign::Zero => format!("{what} change nothing over {years}."),
            Sign::Above => format!("{what} save {} over {years}.", self.with_interval(saving)),
            Sign::Below => {
                format!("{what} cost more over {years}: {}.", self.with_interval(&turned(saving)))
            }
            Sign::Unclear => format!(
                "{what} may save or cost over {years}: in the mean they {}; below zero in {} of the draws.",
                self.effect(saving, ["save", "cost"]),
                below(saving.below_zero)
            ),
        }
    }

    /// By how much the whole differs from the sum of its parts.
    fn whole_and_parts(&self) -> String {
        let sum: f64 = (0..self.reforms.len()).map(|reform| self.reforms[reform].alone.mean).sum();
        let above = &self.above_the_sum;
        match above.sign() {
            Sign::Zero => "That is the sum of what each does alone: no reform touches another.".to_owned(),
            Sign::Unclear => {
                let touches = |pair: &PairEffect| matches!(pair.alone.sign(), Sign::Above | Sign::Below);
                let below = if self.pairs.iter().any(touches) { "; pair by pair below" } else { "" };
                format!("In all that is not visibly other than the sum of what each does alone{below}.")
            }
            sign => {
                let size = self.with_interval(&if sign == Sign::Above { *above } else { turned(above) });
                let (verb, more) = (if sum < 0.0 { "cost" } else { "save" }, (sign == Sign::Above) == (sum >= 0.0));
                let more = if more { "more" } else { "less" };
                format!("They {verb} {size} {more} than the sum of what each does alone.")
            }
        }
    }

    /// Who brings most, whatever the order, if anybody's share is clear.
    fn largest(&self) -> Option<String> {
        let clear = |sign: Sign| {
            let of_sign = self.reforms.iter().enumerate().filter(move |(_, reform)| reform.share.sign() == sign);
            of_sign.max_by(|a, b| a.1.share.mean.abs().total_cmp(&b.1.share.mean.abs()))
        };
        let name = |reform: usize| &self.stack.reforms[reform];
        // One whose interval covers 0 may have a larger mean.
        let is_most = |of: &ReformShare| {
            let mean = of.share.mean;
            self.reforms.iter().all(|other| other.share.mean * mean.signum() <= mean.abs())
        };
        let saves = clear(Sign::Above).map(|(reform, of)| {
            let words = if is_most(of) { "saves most," } else { "saves" };
            format!("{} {words} {}", name(reform), self.with_interval(&of.share))
        });
        let costs = clear(Sign::Below).map(|(reform, of)| {
            let size = self.with_interval(&turned(&of.share));
            let words = if is_most(of) { "costs most in addition," } else { "adds costs of" };
            format!("{} {words} {size}", name(reform))
        });
        let said: Vec<String> = saves.into_iter().chain(costs).collect();
        (!said.is_empty()).then(|| format!("On average over the orders, {}.", said.join("; ")))
    }

    /// One line for each reform that saves after some reforms and costs after others.
    fn turns(&self) -> Vec<String> {
        let said = |reform: usize, of: &ReformShare| {
            let after = |set: Set| match set {
                0 => "alone".to_owned(),
                set => format!("after {}", self.stack.name(set)),
            };
            format!(
                "The sign of {} depends on the order: {} it {}, {} it {} (means).",
                self.stack.reforms[reform],
                after(of.most.0),
                self.effect(&flat(of.most.1), ["saves", "costs"]),
                after(of.least.0),
                self.effect(&flat(of.least.1), ["saves", "costs"]),
            )
        };
        let turning = |of: &ReformShare| of.least.1 < -self.dust && of.most.1 > self.dust;
        let turning = self.reforms.iter().enumerate().filter(|(_, of)| turning(of));
        turning.map(|(reform, of)| said(reform, of)).collect()
    }

    /// What two reforms do to each other, nobody else being there.
    fn pair(&self, pair: &PairEffect) -> String {
        let (a, b) = pair.reforms;
        let names = format!("{} and {}", self.stack.reforms[a], self.stack.reforms[b]);
        let sum = self.reforms[a].alone.mean + self.reforms[b].alone.mean;
        let size = |spread: &Spread| self.with_interval(spread);
        match (pair.alone.sign(), sum >= 0.0) {
            (Sign::Zero, _) => format!("{names} do not touch each other."),
            (Sign::Unclear, _) => format!("{names}: no visible effect on each other."),
            (Sign::Below, true) => {
                format!("{names} overlap: together they save {} less than the sum.", size(&turned(&pair.alone)))
            }
            (Sign::Above, true) => {
                format!("{names} reinforce each other: together they save {} more than the sum.", size(&pair.alone))
            }
            (Sign::Below, false) => {
                format!("{names} together cost {} more than the sum.", size(&turned(&pair.alone)))
            }
            (Sign::Above, false) => format!("{names} together cost {} less than the sum.", size(&pair.alone)),
        }
    }

    fn with_interval(&self, spread: &Spread) -> String {
        with_interval(spread.mean, Some(spread.interval), self.currency())
    }

    fn effect(&self, saving: &Spread, [saves, costs]: [&str; 2]) -> String {
        let ends = Some(saving.interval).filter(|(low, high)| high > low);
        let size = amount(saving.mean.abs(), ends, self.currency());
        if saving.mean < 0.0 { format!("{costs} {size} more") } else { format!("{saves} {size}") }
    }

    fn scale(&self) -> Scale {
        let spreads = self.reforms.iter().flat_map(|of| [&of.alone, &of.added, &of.share]).chain([self.total()]);
        Scale::of(spreads.flat_map(|spread| [spread.mean, spread.interval.0, spread.interval.1]))
    }

    fn shares_table(&self, page: &mut Page) {
        let scale = self.scale();
        let header = ["reform", "alone", "in this order", "", "any order", "", "below 0"].map(str::to_owned);
        let cells = |spread: &Spread| two_cells(spread, scale);
        let mut rows: Vec<Vec<String>> = vec![];
        for (name, of) in self.stack.reforms.iter().zip(&self.reforms) {
            let [alone, _] = cells(&of.alone);
            let mut row = vec![name.clone(), alone];
            row.extend(cells(&of.added));
            row.extend(cells(&of.share));
            row.push(below(of.share.below_zero));
            rows.push(row);
        }
        let mut sum = vec!["together".to_owned(), String::new()];
        sum.extend(cells(self.total()));
        sum.extend(cells(self.total()));
        sum.push(below(self.total().below_zero));
        rows.push(sum);
        page.table(&header, rows, 1);
    }

    fn pairs_table(&self, page: &mut Page) {
        let spreads = || self.pairs.iter().flat_map(|pair| [&pair.alone, &pair.among]);
        let scale = Scale::of(spreads().flat_map(|spread| [spread.mean, spread.interval.0, spread.interval.1]));
        let remark = format!("saved above the sum of the two, {}{}", scale.word(), self.currency());
        page.heading("Two by two", &remark);
        for pair in &self.pairs {
            page.item(&self.pair(pair));
        }
        if self.reforms.len() > 2 {
            let header = ["pair", "alone", "", "among all", ""].map(str::to_owned);
            let rows = self.pairs.iter().map(|pair| {
                let mut row = vec![self.stack.name(1 << pair.reforms.0 | 1 << pair.reforms.1)];
                for spread in [&pair.alone, &pair.among] {
                    row.extend(match spread.sign() {
                        Sign::Unclear => ["no visible effect".to_owned(), String::new()],
                        _ => two_cells(spread, scale),
                    });
                }
                row
            });
            page.table(&header, rows.collect(), 1);
            page.paragraph(
                "Alone: no other reform is there. Among all: the interaction index of Grabisch and Roubens (1999), a mean \
                 over who else is there.",
            );
        }
    }

    fn row(&self, what: &str, reforms: Set, after: Option<Set>, spread: &Spread) -> Vec<Cell> {
        vec![
            Cell::text(what),
            Cell::text(self.stack.name(reforms)),
            Cell::text(after.map_or_else(String::new, |after| self.stack.name(after))),
            Cell::Number(spread.mean),
            Cell::Number(spread.interval.0),
            Cell::Number(spread.interval.1),
            Cell::Number(spread.below_zero),
            Cell::text(self.currency()),
        ]
    }
}

impl Section for StackedReforms {
    fn name(&self) -> &'static str {
        "stack"
    }

    fn print(&self, page: &mut Page) {
        page.gap();
        page.lead(&self.together());
        page.paragraph(&self.whole_and_parts());
        if let Some(text) = self.largest() {
            page.paragraph(&text);
        }
        for text in self.turns() {
            page.paragraph(&text);
        }
        let settings = &self.stack.model.settings;
        let prices = if settings.price_year > 1 { format!(" of {}", settings.price_year) } else { String::new() };
        let discounted = if settings.discount.money != 0.0 { "discounted" } else { "not discounted" };
        let remark = format!(
            "saved over {}, {}{}{prices}, {discounted}; mean and 90 % of draws",
            self.years(),
            self.scale().word(),
            self.currency()
        );
        page.heading("One by one", &remark);
        self.shares_table(page);
        let orders: usize = (1..=self.reforms.len()).product();
        page.paragraph(&format!(
            "In this order: on top of the reforms above. Any order: the mean over all {} orders in which they can come \
             (Shapley 1953); below 0: the share of draws in which it costs more. Both sum to the total in every draw.",
            count(orders)
        ));
        self.pairs_table(page);
        page.gap();
        page.paragraph(
            "Every set of reforms is modelled by putting their changes together. What the scenario does not say of two \
             reforms at once, such as staff that serves both, is in no share.",
        );
    }

    fn sheet(&self) -> Sheet {
        let everybody = self.savings.len() - 1;
        let mut rows =
            vec![self.row("cost", 0, None, &self.costs[0]), self.row("cost", everybody, None, &self.costs[1])];
        for (set, saving) in self.savings.iter().enumerate().skip(1) {
            rows.push(self.row("saving", set, None, saving));
        }
        for (reform, of) in self.reforms.iter().enumerate() {
            rows.push(self.row("added", 1 << reform, Some((1 << reform) - 1), &of.added));
        }
        for (reform, of) in self.reforms.iter().enumerate() {
            rows.push(self.row("share", 1 << reform, None, &of.share));
        }
        for (reform, of) in self.reforms.iter().enumerate() {
            for (what, (after, mean)) in [("least_added", of.least), ("most_added", of.most)] {
                let mut row = self.row(what, 1 << reform, Some(after), &flat(mean));
                row[4..7].fill(Cell::Empty);
                rows.push(row);
            }
        }
        for pair in &self.pairs {
            let set = 1 << pair.reforms.0 | 1 << pair.reforms.1;
            rows.push(self.row("second_difference", set, None, &pair.alone));
            rows.push(self.row("interaction_index", set, None, &pair.among));
        }
        rows.push(self.row("above_the_sum", everybody, None, &self.above_the_sum));
        Sheet { schema: "crimcost/compare/1", columns: COLUMNS.to_vec(), rows }
    }

    fn summary(&self) -> Value {
        let everybody = self.savings.len() - 1;
        let pairs: Vec<String> = self.pairs.iter().map(|pair| self.pair(pair)).collect();
        json!({
            "order": self.stack.reforms,
            "sense": self.stack.column.word(),
            "saving": self.stack.saving(everybody).id(),
            "together": self.together(),
            "whole_and_parts": self.whole_and_parts(),
            "largest": self.largest(),
            "sign_depends_on_order": self.turns(),
            "pairs": pairs,
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let model = &self.stack.model;
        let title_of = |reform: usize| policy_title(self.stack.policy(reform), language);
        let against = match self.total().sign() {
            Sign::Above => Some(Sign::Below),
            Sign::Below => Some(Sign::Above),
            Sign::Unclear | Sign::Zero => None,
        };
        let against = self
            .reforms
            .iter()
            .enumerate()
            .filter(|(_, of)| Some(of.share.sign()) == against)
            .max_by(|a, b| a.1.share.mean.abs().total_cmp(&b.1.share.mean.abs()))
            .map(|(reform, of)| (title_of(reform), estimate(&of.share)));
        let finding = StackFinding {
            reforms: self.reforms.len(),
            total: estimate(self.total()),
            above_the_sum: estimate(&self.above_the_sum),
            against,
        };
        let period = Period::Years(f64::from(model.settings.years));
        let title = stack_title(language, &finding, self.currency(), period);
        let steps = self.reforms.iter().enumerate().map(|(reform, of)| WaterfallStep {
            name: title_of(reform),
            added: estimate(&of.added),
            share: estimate(&of.share),
        });
        let chart = Waterfall {
            heading: heading(model, language, title, self.stack.column, self.draws),
            unit: unit(model, model.settings.discount.money != 0.0),
            start: (policy_title(model.baseline(), language), self.costs[0].mean),
            steps: steps.collect(),
        };
        vec![("waterfall".to_owned(), chart.svg())]
    }
}

fn estimate(spread: &Spread) -> Estimate {
    Estimate::between(spread.mean, spread.interval.0, spread.interval.1)
}

/// The same amounts with the sign turned.
fn turned(spread: &Spread) -> Spread {
    Spread { mean: -spread.mean, interval: (-spread.interval.1, -spread.interval.0), ..*spread }
}

/// A number without a spread.
fn flat(value: f64) -> Spread {
    Spread { mean: value, interval: (value, value), below_zero: if value < 0.0 { 1.0 } else { 0.0 } }
}

/// A share of the draws; a few that are not below zero are not rounded away.
fn below(share: f64) -> String {
    if share > 0.99 && share < 1.0 { "over 99 %".to_owned() } else { percent(share) }
}

/// A mean and its interval; a plain zero where nothing changes.
fn two_cells(spread: &Spread, scale: Scale) -> [String; 2] {
    if spread.sign() == Sign::Zero {
        return ["0".to_owned(), String::new()];
    }
    let ends = Some(spread.interval).filter(|(low, high)| high - low > 1e-9 * high.abs().max(low.abs()));
    let decimals = decimals(spread.mean, ends, scale);
    [figure(spread.mean, decimals, scale), ends.map_or_else(String::new, |ends| interval(ends, decimals, scale))]
}
