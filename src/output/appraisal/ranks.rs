//! What drives results, from their draws alone.

use super::section::{Headed, Section};
use crate::appraisal::{Driven, Drivers, Grounds};
use crate::chart::{Correlation, Correlations, correlations_title};
use crate::language::Language;
use crate::output::report::{Page, count, percent};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{AdditiveShare, Index, LeftOut};
use serde_json::{Map, Value, json};

/// Results that are printed; all stand in the rows.
const MOST_RESULTS: usize = 3;
/// Factors of one result that are printed.
const MOST_FACTORS: usize = 15;
/// Names that are listed in a sentence.
const MOST_NAMES: usize = 10;
/// What is printed where an interval covers 0.
const NOTHING: &str = "no visible effect";
/// Below this part of the variance a straight line says little.
const LITTLE: f64 = 0.7;

/// Rank correlations, regression and shares of the variance.
pub struct RanksSection {
    drivers: Drivers,
    heading: Headed,
    label: Labelled,
}

/// What an input of the draws is called on charts.
pub type Labelled = Box<dyn Fn(&str, Language) -> String>;

impl RanksSection {
    /// The answer; `heading` puts texts around a chart with a title, `label` names inputs on it.
    pub fn new(drivers: Drivers, heading: Headed, label: Labelled) -> RanksSection {
        RanksSection { drivers, heading, label }
    }

    /// The strongest factor of a result in a sentence.
    fn lead(&self, driven: &Driven) -> String {
        let name = &driven.name;
        let Some((factor, share)) = by_share(driven).into_iter().next() else {
            return match driven.shares.iter().flatten().next() {
                Some(_) => format!("No input by itself has a visible effect on {name}."),
                None => format!("{name} is the same in all draws: nothing drives it."),
            };
        };
        let factor = &self.drivers.factors[factor];
        let direction = match factor.members[..] {
            [only] => match driven.correlations[only] {
                Some(index) if index.low > 0.0 => "; the higher it is, the higher the result",
                Some(index) if index.high < 0.0 => "; the higher it is, the lower the result",
                _ => "",
            },
            _ => "",
        };
        format!(
            "{} drives {name} most: {} of the variance goes with it alone{direction}.",
            factor.name,
            percent(share.value.clamp(0.0, 1.0))
        )
    }

    fn sentences(&self, driven: &Driven) -> Vec<String> {
        let mut said = vec![];
        let total = total(driven);
        let seen = driven.shares.iter().flatten().any(|share| share.is_visible());
        if total > 0.0 && seen && self.drivers.tied.is_empty() {
            let rest = 1.0 - total;
            let doubt = driven.shares.iter().flatten().map(|share| half(*share) * half(*share)).sum::<f64>().sqrt();
            said.push(if rest <= doubt.max(0.01) {
                "As far as these draws can tell, the inputs one by one explain all of the variance: what one does does not \
                 hang on the others."
                    .to_owned()
            } else {
                format!(
                    "One by one the inputs explain {} of the variance; {} goes with inputs acting together, with chance, or \
                     with what is no input here.",
                    percent(total),
                    percent(rest)
                )
            });
        }
        let at_least = |(grounds, share): &(Grounds, AdditiveShare)| match grounds {
            // What rounds to nothing says nothing.
            _ if share.index.low < 0.001 => None,
            Grounds::Assumptions => Some((least(share.index), "on assumptions and gaps")),
            Grounds::Data => Some((least(share.index), "on data and studies")),
        };
        let rests: Vec<(String, &str)> = driven.rests.iter().filter_map(at_least).collect();
        match &rests[..] {
            [] => {}
            [(share, ground), others @ ..] => {
                let others: String =
                    others.iter().map(|(share, ground)| format!(", at least {share} {ground}")).collect();
                said.push(format!("At least {share} of the variance rests {ground}{others}."));
            }
        }
        said
    }

    fn table(&self, page: &mut Page, driven: &Driven) {
        let header = ["input", "alone", "rank correlation", "partial", "slope"].map(str::to_owned);
        let visible = self.visible(driven);
        let mut rows = vec![];
        for factor in visible.iter().take(MOST_FACTORS) {
            let own = &self.drivers.factors[*factor];
            let share = driven.shares[*factor].map_or_else(String::new, share_cell);
            if let [only] = own.members[..] {
                rows.push([vec![own.name.clone(), share], self.cells(driven, only)].concat());
                continue;
            }
            rows.push(vec![own.name.clone(), share, String::new(), String::new(), String::new()]);
            for member in &own.members {
                let name = format!("· {}", self.drivers.inputs[*member]);
                rows.push([vec![name, String::new()], self.cells(driven, *member)].concat());
            }
        }
        if !rows.is_empty() {
            page.table(&header, rows, 1);
        }
        if visible.len() > MOST_FACTORS {
            let further = visible.len() - MOST_FACTORS;
            page.paragraph(&format!("{further} further with a smaller effect; all of them are in ranks.csv of --out."));
        }
        let unseen: Vec<&str> = (0..self.drivers.factors.len())
            .filter(|factor| !visible.contains(factor))
            .map(|factor| self.drivers.factors[factor].name.as_str())
            .collect();
        if !unseen.is_empty() {
            page.paragraph(&format!("No visible effect: {}.", listed(&unseen)));
        }
    }

    /// Factors with a visible effect in any sense, the largest share first.
    fn visible(&self, driven: &Driven) -> Vec<usize> {
        let mut found: Vec<usize> = by_share(driven).into_iter().map(|(factor, _)| factor).collect();
        let strength = |factor: &usize| {
            let members = &self.drivers.factors[*factor].members;
            let seen = members.iter().filter_map(|member| driven.correlations[*member].filter(Index::is_visible));
            seen.map(|index| index.value.abs()).fold(0.0, f64::max)
        };
        let mut others: Vec<usize> = (0..self.drivers.factors.len())
            .filter(|factor| !found.contains(factor) && strength(factor) > 0.0)
            .collect();
        others.sort_by(|one, other| strength(other).total_cmp(&strength(one)).then(one.cmp(other)));
        found.extend(others);
        found
    }

    fn cells(&self, driven: &Driven, input: usize) -> Vec<String> {
        let cell = |index: Option<Index>| index.map_or_else(String::new, correlation_cell);
        let Some(regression) = &driven.regression else {
            return vec![cell(driven.correlations[input]), String::new(), String::new()];
        };
        let own = &regression.coefficients[input];
        let absent = if own.left_out.is_some() { "left out" } else { "" };
        let or_absent = |index: Option<Index>| index.map_or_else(|| absent.to_owned(), correlation_cell);
        vec![cell(driven.correlations[input]), or_absent(own.partial_rank), or_absent(own.standardised)]
    }

    fn limits(&self, page: &mut Page, driven: &Driven) {
        match &driven.regression {
            None => page.paragraph("No regression: too few draws for so many inputs, or nothing varies."),
            Some(regression) => {
                let (straight, ranks) = (regression.r_squared.value, regression.rank_r_squared.value);
                let doubt = match (straight < LITTLE, ranks < LITTLE) {
                    (true, true) => ": both say little here",
                    (true, false) => ": slopes say little here",
                    (false, true) => ": partial correlations say little here",
                    (false, false) => "",
                };
                page.paragraph(&format!(
                    "A straight line in all inputs explains {} of the variance, one in all ranks {} of that of the \
                     ranks{doubt}.",
                    percent(straight),
                    percent(ranks)
                ));
                for (input, own) in regression.coefficients.iter().enumerate() {
                    if let Some(LeftOut::MadeUpOf(parts)) = &own.left_out {
                        let parts: Vec<&str> = parts.iter().map(|part| self.drivers.inputs[*part].as_str()).collect();
                        let name = &self.drivers.inputs[input];
                        page.item(&format!(
                            "{name} is left out of the line, since it says what {} {}.",
                            listed(&parts),
                            if parts.len() == 1 { "says" } else { "say" }
                        ));
                    }
                }
            }
        }
    }
}

/// Factors with a visible share of their own, the largest first.
fn by_share(driven: &Driven) -> Vec<(usize, Index)> {
    let shares = driven.shares.iter().enumerate();
    let mut found: Vec<(usize, Index)> =
        shares.filter_map(|(factor, share)| Some((factor, share.filter(|share| share.low > 0.0)?))).collect();
    found.sort_by(|one, other| other.1.value.total_cmp(&one.1.value).then(one.0.cmp(&other.0)));
    found
}

/// What all factors explain one by one, at most 1. Shares too small to be seen are right in the sum, chance being taken
/// out of each.
fn total(driven: &Driven) -> f64 {
    driven.shares.iter().flatten().map(|share| share.value).sum::<f64>().clamp(0.0, 1.0)
}

/// A share from below: the low end of its interval, rounded down.
fn least(index: Index) -> String {
    let percents = index.low.clamp(0.0, 1.0) * 100.0;
    let decimals = if percents < 10.0 { 1 } else { 0 };
    let step = if decimals == 1 { 10.0 } else { 1.0 };
    format!("{} %", Language::En.number((percents * step).floor() / step, decimals))
}

fn half(index: Index) -> f64 {
    (index.high - index.value).max(index.value - index.low)
}

/// `41.3 ± 0.4 %`.
fn share_cell(index: Index) -> String {
    if !index.is_visible() || index.value < 0.0 {
        return NOTHING.to_owned();
    }
    let (value, half) = (index.value.min(1.0) * 100.0, half(index) * 100.0);
    let decimals = if half < 0.95 { 1 } else { 0 };
    format!("{} ± {} %", Language::En.number(value, decimals), Language::En.number(half, decimals))
}

/// `−0.62 ± 0.01`.
fn correlation_cell(index: Index) -> String {
    if !index.is_visible() {
        return NOTHING.to_owned();
    }
    let decimals = if half(index) < 0.0095 { 3 } else { 2 };
    format!("{} ± {}", Language::En.number(index.value, decimals), Language::En.number(half(index), decimals))
}

/// Names with commas; how many more there are.
fn listed(names: &[&str]) -> String {
    let further = names.len().saturating_sub(MOST_NAMES);
    let named = names[..names.len() - further].join(", ");
    if further > 0 { format!("{named} and {further} more") } else { named }
}

impl Section for RanksSection {
    fn name(&self) -> &'static str {
        "ranks"
    }

    fn print(&self, page: &mut Page) {
        let drivers = &self.drivers;
        page.heading("What goes with it", &format!("from {} draws alone", count(drivers.draws)));
        for (number, driven) in drivers.outputs.iter().take(MOST_RESULTS).enumerate() {
            if number > 0 {
                page.gap();
            }
            page.lead(&self.lead(driven));
            self.sentences(driven).iter().for_each(|said| page.paragraph(said));
            if driven.shares.iter().any(Option::is_some) {
                page.gap();
                self.table(page, driven);
                self.limits(page, driven);
            }
        }
        if drivers.outputs.len() > MOST_RESULTS {
            let further = drivers.outputs.len() - MOST_RESULTS;
            page.paragraph(&format!("{further} more results stand in ranks.csv of --out; name some with --outputs."));
        }
        for (one, other, value) in drivers.tied.iter().take(3) {
            page.item(&format!(
                "{} and {} go together (rank correlation {}): each counts what the other does. If they move as one, \
                 group them:  --group \"{} + {}\"",
                drivers.inputs[*one],
                drivers.inputs[*other],
                Language::En.number(*value, 2),
                drivers.inputs[*one],
                drivers.inputs[*other]
            ));
        }
        if drivers.tied.len() > 3 {
            page.item(&format!("{} more pairs of inputs go together.", drivers.tied.len() - 3));
        }
        page.paragraph(&format!(
            "alone: share of the variance that goes with the input, whatever the others do. rank correlation: Spearman's. \
             partial: the same with the other inputs' ranks taken out. slope: standard deviations of the result for one of \
             the input. ±: what chance in the draws allows, 95 %, from {} batches; one in twenty inputs without effect \
             shows one.",
            drivers.batches
        ));
    }

    fn finding(&self) -> Option<String> {
        self.drivers.outputs.first().map(|driven| self.lead(driven))
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "result",
            "factor",
            "input",
            "share",
            "share_low",
            "share_high",
            "visible",
            "rank_correlation",
            "rank_correlation_low",
            "rank_correlation_high",
            "partial_rank_correlation",
            "partial_rank_correlation_low",
            "partial_rank_correlation_high",
            "standardised_coefficient",
            "standardised_coefficient_low",
            "standardised_coefficient_high",
            "left_out_for",
        ];
        let three = |index: Option<Index>| match index {
            Some(index) => [Cell::Number(index.value), Cell::Number(index.low), Cell::Number(index.high)],
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
        };
        let mut rows = vec![];
        for driven in &self.drivers.outputs {
            for (factor, share) in self.drivers.factors.iter().zip(&driven.shares) {
                for member in &factor.members {
                    let own = driven.regression.as_ref().map(|regression| &regression.coefficients[*member]);
                    let left_out = match own.and_then(|own| own.left_out.as_ref()) {
                        Some(LeftOut::Constant) => "never varies".to_owned(),
                        Some(LeftOut::MadeUpOf(parts)) => {
                            parts.iter().map(|part| self.drivers.inputs[*part].as_str()).collect::<Vec<_>>().join(" + ")
                        }
                        None => String::new(),
                    };
                    let input = self.drivers.inputs[*member].as_str();
                    let mut row = vec![Cell::text(&driven.name), Cell::text(&factor.name), Cell::text(input)];
                    // Chance is taken out of a share, which may leave less than nothing.
                    row.extend(three(share.map(|share| Index {
                        value: share.value.max(0.0),
                        low: share.low.max(0.0),
                        high: share.high.max(0.0),
                    })));
                    row.push(match share {
                        Some(share) => Cell::text(if share.low > 0.0 { "yes" } else { "no" }),
                        None => Cell::Empty,
                    });
                    row.extend(three(driven.correlations[*member]));
                    row.extend(three(own.and_then(|own| own.partial_rank)));
                    row.extend(three(own.and_then(|own| own.standardised)));
                    row.push(Cell::text(left_out));
                    rows.push(row);
                }
            }
        }
        Sheet { schema: "crimcost/ranks/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let index = |index: Index| json!({ "value": index.value, "low": index.low, "high": index.high });
        let of = |driven: &Driven| {
            let rests = driven.rests.iter().map(|(grounds, share)| (grounds.word().to_owned(), index(share.index)));
            let value = json!({
                "finding": self.lead(driven),
                "explained_one_by_one": total(driven),
                "r_squared": driven.regression.as_ref().map(|found| index(found.r_squared)),
                "rank_r_squared": driven.regression.as_ref().map(|found| index(found.rank_r_squared)),
                "rests_at_least": rests.collect::<Map<String, Value>>(),
            });
            (driven.name.clone(), value)
        };
        json!({
            "draws": self.drivers.draws,
            "batches": self.drivers.batches,
            "results": self.drivers.outputs.iter().map(of).collect::<Map<String, Value>>(),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let chart = |(number, driven): (usize, &Driven)| {
            let bars = self.drivers.inputs.iter().zip(&driven.correlations).filter_map(|(name, index)| {
                let index = (*index)?;
                let interval = (index.low, index.high);
                Some(Correlation { name: (self.label)(name, language), value: index.value, interval })
            });
            let inputs: Vec<Correlation> = bars.collect();
            let mut heading = (self.heading)(language, correlations_title(language, &inputs));
            heading.subtitle = described(&heading.subtitle, &driven.name);
            let name = if number == 0 { "ranks".to_owned() } else { format!("ranks_{}", number + 1) };
            let chart = Correlations { heading, caption: language.word("chart-ranks-axis"), inputs };
            (!chart.is_empty()).then(|| (name, chart.svg()))
        };
        self.drivers.outputs.iter().take(MOST_RESULTS).enumerate().filter_map(chart).collect()
    }
}

/// The second line of a chart with the result's id in it.
pub(super) fn described(subtitle: &str, result: &str) -> String {
    if subtitle.is_empty() { result.to_owned() } else { format!("{subtitle} · {result}") }
}
