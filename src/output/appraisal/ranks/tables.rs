//! The table of what drives a result, and what it does not say.

use super::RanksSection;
use super::words::{by_share, half};
use crate::appraisal::Driven;
use crate::language::Language;
use crate::output::report::{Page, names, percent};
use crate::statistics::{Estimated, LeftOut};

/// Factors of one result that are printed.
const MOST_FACTORS: usize = 15;
/// Names that are listed in a sentence.
const MOST_NAMES: usize = 10;
/// What is printed where an interval covers 0.
const NOTHING: &str = "no visible effect";
/// Below this part of the variance a straight line says little.
const LITTLE: f64 = 0.7;

impl RanksSection {
    pub(super) fn table(&self, page: &mut Page, driven: &Driven) {
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
            page.paragraph(&format!("No visible effect: {}.", names(&unseen, MOST_NAMES)));
        }
    }

    /// Factors with a visible effect in any sense, the largest share first.
    fn visible(&self, driven: &Driven) -> Vec<usize> {
        let mut found: Vec<usize> = by_share(driven).into_iter().map(|(factor, _)| factor).collect();
        let strength = |factor: &usize| {
            let members = &self.drivers.factors[*factor].members;
            let seen = members.iter().filter_map(|member| driven.correlations[*member].filter(Estimated::is_visible));
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
        let cell = |index: Option<Estimated>| index.map_or_else(String::new, correlation_cell);
        let Some(regression) = &driven.regression else {
            return vec![cell(driven.correlations[input]), String::new(), String::new()];
        };
        let own = &regression.coefficients[input];
        let absent = if own.left_out.is_some() { "left out" } else { "" };
        let or_absent = |index: Option<Estimated>| index.map_or_else(|| absent.to_owned(), correlation_cell);
        vec![cell(driven.correlations[input]), or_absent(own.partial_rank), or_absent(own.standardised)]
    }

    pub(super) fn limits(&self, page: &mut Page, driven: &Driven) {
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
                            names(&parts, MOST_NAMES),
                            if parts.len() == 1 { "says" } else { "say" }
                        ));
                    }
                }
            }
        }
    }
}

/// `41.3 ± 0.4 %`.
fn share_cell(index: Estimated) -> String {
    if !index.is_visible() || index.value < 0.0 {
        return NOTHING.to_owned();
    }
    let (value, half) = (index.value.min(1.0) * 100.0, half(index) * 100.0);
    let decimals = if half < 0.95 { 1 } else { 0 };
    format!("{} ± {} %", Language::En.number(value, decimals), Language::En.number(half, decimals))
}

/// `−0.62 ± 0.01`.
fn correlation_cell(index: Estimated) -> String {
    if !index.is_visible() {
        return NOTHING.to_owned();
    }
    let decimals = if half(index) < 0.0095 { 3 } else { 2 };
    format!("{} ± {}", Language::En.number(index.value, decimals), Language::En.number(half(index), decimals))
}
