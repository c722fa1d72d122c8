//! The rows of results that a run produces, with the columns they summarise.

mod buys;
mod differences;
mod outcomes;
mod totals;

use super::book::{Amounts, Book};
use super::program::Column;
use super::tallies::What;
use crate::model::{Perspective, Policy, Stage};
use crate::results::{Measure, Place, RowKey};
use indexmap::IndexMap;

/// One row to come.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRow {
    pub key: RowKey,
    /// The column that it summarises; absent if some line of a total is not known in this sense.
    pub column: Option<Column>,
    /// Whether all draws are kept, for exact quantiles.
    pub keep: bool,
}

/// A line's amounts in each money column; absent where it is not known.
type Senses = [Option<Amounts>; 4];

/// Makes the rows of one model.
pub struct Rows<'b, 'v, 'm> {
    book: &'b mut Book<'v, 'm>,
    keep_lines: bool,
    rows: Vec<PlannedRow>,
}

/// Amounts by place.
type Totals = IndexMap<Place, Senses>;

/// The baseline's amounts, with which policies are compared.
struct Before {
    lines: Totals,
    totals: Totals,
    outcomes: IndexMap<String, Amounts>,
}

/// All rows of all policies, in the order in which they are printed. `keep_lines` keeps the draws of single lines too.
pub fn plan(book: &mut Book, keep_lines: bool) -> Vec<PlannedRow> {
    let model = book.values.model;
    let mut rows = Rows { book, keep_lines, rows: vec![] };
    let mut baseline: Option<Before> = None;
    for (number, policy) in model.policies.iter().enumerate() {
        if rows.book.years {
            rows.flows(number, policy);
        }
        let lines = rows.lines(number, policy);
        let totals = rows.totals(number, policy, &lines);
        rows.total_rows(policy, Measure::Cost, &totals, true);
        let outcomes = rows.outcomes(number, policy);
        match &baseline {
            None => baseline = Some(Before { lines, totals, outcomes }),
            Some(before) => {
                let savings = rows.differences(&before.totals, &totals);
                rows.total_rows(policy, Measure::Saving, &savings, true);
                rows.cumulative(policy, &savings);
                rows.buys(number, policy, &savings);
                if rows.book.years {
                    let of_lines = rows.line_savings(&before.lines, &lines);
                    rows.total_rows(policy, Measure::Saving, &of_lines, rows.keep_lines);
                }
                rows.outcome_changes(policy, &before.outcomes, &outcomes);
            }
        }
    }
    rows.rows
}

impl Rows<'_, '_, '_> {
    fn row(&mut self, key: RowKey, column: Option<Column>, keep: bool) {
        self.rows.push(PlannedRow { key, column, keep });
    }

    fn years(&self) -> impl Iterator<Item = i32> + use<> {
        let settings = &self.book.values.model.settings;
        let count = if self.book.years { settings.years as i32 } else { 0 };
        settings.start_year..settings.start_year + count
    }

    /// The group of each set of rows: all, and each one where there are several.
    fn groups(&self) -> Vec<Option<usize>> {
        let count = self.book.values.model.settings.groups.len();
        let mut groups = vec![None];
        if count > 1 {
            groups.extend((0..count).map(Some));
        }
        groups
    }

    fn group_name(&self, group: Option<usize>) -> Option<String> {
        group.map(|group| self.book.values.model.settings.groups[group].clone())
    }

    fn amount_rows(&mut self, key: RowKey, amounts: &Amounts, keep: bool) {
        for (year, column) in self.years().zip(&amounts.by_year) {
            self.row(RowKey { year: Some(year), ..key.clone() }, Some(*column), keep);
        }
        self.row(key.clone(), Some(amounts.total), keep);
        self.row(RowKey { discounted: true, ..key }, Some(amounts.discounted), keep);
    }

    /// Entries and people present, stage by stage.
    fn flows(&mut self, number: usize, policy: &Policy) {
        let settings = &self.book.values.model.settings;
        let per_year = settings.cycle.per_year();
        let (year_days, years, first_year) = (settings.year_days, settings.years, settings.start_year);
        let groups = settings.groups.len();
        for group in self.groups() {
            for (index, stage) in policy.stages.values().enumerate() {
                let members = match group {
                    Some(group) => group..group + 1,
                    None => 0..groups,
                };
                let nodes: Vec<u32> = members.map(|group| (group * policy.stages.len() + index) as u32).collect();
                for (what, measure) in &counts_of(stage) {
                    let spans: Vec<(Option<i32>, std::ops::Range<u32>)> = if self.book.years && *what != What::Beyond {
                        (0..years)
                            .map(|year| (Some(first_year + year as i32), year * per_year..(year + 1) * per_year))
                            .chain([(None, 0..years * per_year)])
                            .collect()
                    } else {
                        vec![(None, 0..years * per_year)]
                    };
                    for (year, span) in spans {
                        let length = if year.is_some() { 1.0 } else { f64::from(years) };
                        let column = self.count(number, &nodes, *what, span);
                        let divisor = match what {
                            What::Entries | What::TurnedAway => 1.0,
                            What::People => year_days * length,
                            What::Beyond => year_days,
                        };
                        let divisor = self.book.values.program.constant(divisor);
                        let column = self.book.values.program.divide(column, divisor);
                        let key = RowKey {
                            policy: policy.name.clone(),
                            measure: *measure,
                            place: Place::Stage(stage.name.clone()),
                            year,
                            column: None,
                            discounted: false,
                            group: self.group_name(group),
                            unit: if *what == What::Beyond { "person year".into() } else { "person".into() },
                        };
                        self.row(key, Some(column), false);
                    }
                }
            }
        }
    }

    fn count(&mut self, policy: usize, nodes: &[u32], what: What, over: std::ops::Range<u32>) -> Column {
        let book = &mut self.book;
        let columns: Vec<Column> =
            nodes.iter().map(|node| book.tallies.column(book.values, policy, *node, what, over.clone(), 0.0)).collect();
        book.values.program.sum(columns)
    }
}

/// What is reported about the people of a stage.
fn counts_of(stage: &Stage) -> Vec<(What, Measure)> {
    let mut counts = vec![(What::Entries, Measure::Entries)];
    if !stage.is_event() {
        counts.push((What::People, Measure::People));
    }
    if stage.capacity.is_some() {
        counts.push((What::TurnedAway, Measure::TurnedAway));
    }
    if stage.stay.is_some() {
        counts.push((What::Beyond, Measure::BeyondHorizon));
    }
    counts
}

/// The place whose totals a perspective is.
pub fn perspective_place(perspective: &Perspective) -> Place {
    match perspective {
        Perspective::Public => Place::Public,
        Perspective::Society => Place::Society,
        Perspective::Level(level) => Place::Level(*level),
        Perspective::Payer(name) => Place::Payer(name.clone()),
    }
}
