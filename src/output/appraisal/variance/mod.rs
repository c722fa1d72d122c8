//! Shares of the variance: which inputs the spread of a result comes from, and how much of it rests on assumptions.

mod tables;
mod words;

use super::{Section, Topic};
use crate::appraisal::{Indices, Shares, Variance};
use crate::chart::{VarianceBar, VarianceChart, variance_title};
use crate::language::Language;
use crate::output::report::Page;
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::Estimated;
use serde_json::{Value, json};
use words::{footing, is_open, is_visible};

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
            "first_low",
            "first_high",
            "total",
            "total_low",
            "total_high",
            "interaction",
            "interaction_low",
            "interaction_high",
            "visible",
        ];
        let row = |kind: &str, name: &str, grade: &str, indices: &Indices| {
            let mut cells = vec![Cell::text(kind), Cell::text(name), Cell::text(grade)];
            for share in [&indices.first, &indices.total, &indices.interaction] {
                // A share below 0 is chance.
                cells.extend([share.value, share.low, share.high].map(|part| Cell::Number(part.max(0.0))));
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
        let share = |share: &Estimated| json!({ "share": share.value.max(0.0), "low": share.low.max(0.0), "high": share.high.max(0.0) });
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
        Some(format!("{}{}", self.lead(&self.ranked(shares)), self.by_chance()))
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let Some(shares) = &self.found.shares else { return vec![] };
        let ranked = self.ranked(shares);
        let part = |share: &Estimated| {
            let inside = |part: f64| part.clamp(0.0, 1.0);
            (inside(share.value), (inside(share.low), inside(share.high)))
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
