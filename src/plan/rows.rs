//! The rows of results that a run produces, with the columns they summarise.

use super::book::{Amounts, Book, factor};
use super::program::Column;
use super::tallies::What;
use crate::model::{CostLine, Level, Perspective, Policy, Stage};
use crate::results::{Measure, MoneyColumn, Place, RowKey};
use indexmap::IndexMap;
use std::collections::BTreeMap;

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
        let totals = rows.totals(policy, &lines);
        rows.total_rows(policy, Measure::Cost, &totals, true);
        let outcomes = rows.outcomes(number, policy);
        match &baseline {
            None => baseline = Some(Before { lines, totals, outcomes }),
            Some(before) => {
                let savings = rows.differences(&before.totals, &totals);
                rows.total_rows(policy, Measure::Saving, &savings, true);
                rows.cumulative(policy, &savings);
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

    /// The rows of single lines; returns their amounts for all groups together.
    fn lines(&mut self, number: usize, policy: &Policy) -> Totals {
        let settings = &self.book.values.model.settings;
        let (rate, currency) = (settings.discount.money, settings.currency.clone());
        let mut all = Totals::new();
        for line in policy.costs.values() {
            let rate = line.discount.unwrap_or(rate);
            let personal = line.quantity.amount.is_none();
            let mut senses: Senses = Default::default();
            for column in MoneyColumn::ALL {
                let Some(part) = factor(line, column) else { continue };
                for group in self.groups() {
                    if group.is_some() && (!personal || column != MoneyColumn::Average) {
                        continue;
                    }
                    let amounts = self.book.line(number, &line.quantity, part, rate, group);
                    let key = RowKey {
                        policy: policy.name.clone(),
                        measure: Measure::Cost,
                        place: Place::Line(line.name.clone()),
                        year: None,
                        column: Some(column),
                        discounted: false,
                        group: self.group_name(group),
                        unit: currency.clone(),
                    };
                    self.amount_rows(key, &amounts, self.keep_lines);
                    if group.is_none() {
                        senses[column as usize] = Some(amounts);
                    }
                }
            }
            all.insert(Place::Line(line.name.clone()), senses);
        }
        all
    }

    fn amount_rows(&mut self, key: RowKey, amounts: &Amounts, keep: bool) {
        for (year, column) in self.years().zip(&amounts.by_year) {
            self.row(RowKey { year: Some(year), ..key.clone() }, Some(*column), keep);
        }
        self.row(key.clone(), Some(amounts.total), keep);
        self.row(RowKey { discounted: true, ..key }, Some(amounts.discounted), keep);
    }

    /// Sums of lines by place, each end of a line once: what a place pays less what it receives.
    fn totals(&mut self, policy: &Policy, lines: &Totals) -> Totals {
        let mut totals = Totals::new();
        for place in self.places() {
            // Category by category: places that share whole categories then share their sums. By name, so that the
            // order of the file moves no digit.
            let mut signed: BTreeMap<&str, Vec<(i8, &Senses)>> = BTreeMap::new();
            let mut by_name: Vec<(&CostLine, &Senses)> = policy.costs.values().zip(lines.values()).collect();
            by_name.sort_by_key(|(line, _)| &line.name);
            for (line, senses) in by_name {
                let mut sign = self.weight(&place, &line.payer, &line.category);
                if let Some(payee) = &line.payee {
                    sign -= self.weight(&place, payee, &line.category);
                }
                if sign != 0 {
                    signed.entry(&line.category).or_default().push((sign, senses));
                }
            }
            let sums = MoneyColumn::ALL.map(|column| {
                let mut categories = vec![];
                for lines in signed.values() {
                    let known: Option<Vec<(i8, &Amounts)>> =
                        lines.iter().map(|(sign, senses)| Some((*sign, senses[column as usize].as_ref()?))).collect();
                    categories.push(self.signed_sum(&known?));
                }
                Some(self.signed_sum(&categories.iter().map(|amounts| (1, amounts)).collect::<Vec<_>>()))
            });
            totals.insert(place, sums);
        }
        totals
    }

    /// Every place for which there is a total, the same for all policies.
    fn places(&self) -> Vec<Place> {
        let model = self.book.values.model;
        let mut places = vec![Place::Public, Place::Society];
        let mut categories: Vec<&String> = vec![];
        for line in model.policies.iter().flat_map(|policy| policy.costs.values()) {
            if !categories.contains(&&line.category) {
                categories.push(&line.category);
            }
        }
        places.extend(categories.into_iter().map(|category| Place::Category(category.clone())));
        places.extend(model.payers.keys().map(|payer| Place::Payer(payer.clone())));
        let mut levels: Vec<Level> = model.payers.values().map(|payer| payer.level).collect();
        levels.sort_unstable();
        levels.dedup();
        places.extend(levels.into_iter().map(Place::Level));
        places
    }

    /// 1 if money of this payer in this category counts in the place.
    fn weight(&self, place: &Place, payer: &str, category: &str) -> i8 {
        let model = self.book.values.model;
        let level = model.payers[payer].level;
        let counts = match place {
            Place::Public => level.is_public(),
            Place::Society => true,
            Place::Payer(name) => name == payer,
            Place::Level(of) => *of == level,
            Place::Category(of) => {
                of == category
                    && match &model.settings.perspective {
                        Perspective::Public => level.is_public(),
                        Perspective::Society => true,
                        Perspective::Level(of) => *of == level,
                        Perspective::Payer(name) => name == payer,
                    }
            }
            Place::Stage(_) | Place::Line(_) => false,
        };
        i8::from(counts)
    }

    fn signed_sum(&mut self, parts: &[(i8, &Amounts)]) -> Amounts {
        let years = self.years().count();
        let by_year = (0..years)
            .map(|year| self.add_up(parts.iter().map(|(sign, amounts)| (*sign, amounts.by_year[year])).collect()))
            .collect();
        let total = self.add_up(parts.iter().map(|(sign, amounts)| (*sign, amounts.total)).collect());
        let discounted = self.add_up(parts.iter().map(|(sign, amounts)| (*sign, amounts.discounted)).collect());
        Amounts { by_year, total, discounted }
    }

    fn add_up(&mut self, parts: Vec<(i8, Column)>) -> Column {
        let program = &mut self.book.values.program;
        let mut total = program.constant(0.0);
        for (sign, column) in parts {
            total = if sign > 0 { program.add(total, column) } else { program.subtract(total, column) };
        }
        total
    }

    fn total_rows(&mut self, policy: &Policy, measure: Measure, totals: &Totals, keep: bool) {
        let unit = self.book.values.model.settings.currency.clone();
        for (place, senses) in totals {
            for column in MoneyColumn::ALL {
                let key = RowKey {
                    policy: policy.name.clone(),
                    measure,
                    place: place.clone(),
                    year: None,
                    column: Some(column),
                    discounted: false,
                    group: None,
                    unit: unit.clone(),
                };
                // Without years only whole perspectives have quantiles: that is what makes long runs small.
                let whole = matches!(place, Place::Public | Place::Society)
                    || *place == perspective_place(&self.book.values.model.settings.perspective);
                let keep = keep && (self.book.years || whole);
                match &senses[column as usize] {
                    Some(amounts) => self.amount_rows(key, amounts, keep),
                    None => {
                        self.row(key.clone(), None, false);
                        self.row(RowKey { discounted: true, ..key }, None, false);
                    }
                }
            }
        }
    }

    fn differences(&mut self, baseline: &Totals, policy: &Totals) -> Totals {
        let mut differences = Totals::new();
        for (place, before) in baseline {
            let after = &policy[place];
            let senses = std::array::from_fn(|column| {
                let (before, after) = (before[column].as_ref()?, after[column].as_ref()?);
                Some(self.difference(before, after))
            });
            differences.insert(place.clone(), senses);
        }
        differences
    }

    /// Savings of single lines; a line that one side does not have costs nothing there.
    fn line_savings(&mut self, baseline: &Totals, policy: &Totals) -> Totals {
        let nothing = self.book.values.program.constant(0.0);
        let nothing = Amounts { by_year: self.years().map(|_| nothing).collect(), total: nothing, discounted: nothing };
        let none: Senses = std::array::from_fn(|_| Some(nothing.clone()));
        let mut before = baseline.clone();
        let mut after = Totals::new();
        for place in baseline.keys().chain(policy.keys()) {
            before.entry(place.clone()).or_insert_with(|| none.clone());
            after.insert(place.clone(), policy.get(place).unwrap_or(&none).clone());
        }
        self.differences(&before, &after)
    }

    fn difference(&mut self, before: &Amounts, after: &Amounts) -> Amounts {
        let program = &mut self.book.values.program;
        Amounts {
            by_year: before.by_year.iter().zip(&after.by_year).map(|(a, b)| program.subtract(*a, *b)).collect(),
            total: program.subtract(before.total, after.total),
            discounted: program.subtract(before.discounted, after.discounted),
        }
    }

    /// Savings of the headline's perspective, added up from year to year.
    fn cumulative(&mut self, policy: &Policy, savings: &Totals) {
        let settings = &self.book.values.model.settings;
        let (place, unit) = (perspective_place(&settings.perspective), settings.currency.clone());
        for column in MoneyColumn::ALL {
            let Some(amounts) = savings[&place][column as usize].clone() else { continue };
            let mut sum = None;
            for (year, saving) in self.years().zip(&amounts.by_year) {
                let so_far = match sum {
                    None => *saving,
                    Some(sum) => self.book.values.program.add(sum, *saving),
                };
                sum = Some(so_far);
                let key = RowKey {
                    policy: policy.name.clone(),
                    measure: Measure::CumulativeSaving,
                    place: place.clone(),
                    year: Some(year),
                    column: Some(column),
                    discounted: false,
                    group: None,
                    unit: unit.clone(),
                };
                self.row(key, Some(so_far), true);
            }
        }
    }

    fn outcomes(&mut self, number: usize, policy: &Policy) -> IndexMap<String, Amounts> {
        let rate = self.book.values.model.settings.discount.outcomes;
        let mut all = IndexMap::new();
        for line in policy.outcomes.values() {
            let rate = line.discount.unwrap_or(rate);
            for group in self.groups() {
                if group.is_some() && line.quantity.amount.is_some() {
                    continue;
                }
                let amounts = self.book.line(number, &line.quantity, None, rate, group);
                let amounts = self.in_unit(&amounts, line.unit.factor);
                let key = self.outcome_key(policy, Measure::Outcome, &line.name, &line.unit.text, group);
                self.amount_rows(key, &amounts, group.is_none());
                if group.is_none() {
                    all.insert(line.name.clone(), amounts);
                }
            }
        }
        all
    }

    fn outcome_key(&self, policy: &Policy, measure: Measure, line: &str, unit: &str, group: Option<usize>) -> RowKey {
        RowKey {
            policy: policy.name.clone(),
            measure,
            place: Place::Line(line.to_owned()),
            year: None,
            column: None,
            discounted: false,
            group: self.group_name(group),
            unit: unit.to_owned(),
        }
    }

    fn in_unit(&mut self, amounts: &Amounts, unit: f64) -> Amounts {
        let program = &mut self.book.values.program;
        let unit = program.constant(unit);
        Amounts {
            by_year: amounts.by_year.iter().map(|column| program.divide(*column, unit)).collect(),
            total: program.divide(amounts.total, unit),
            discounted: program.divide(amounts.discounted, unit),
        }
    }

    fn outcome_changes(
        &mut self,
        policy: &Policy,
        baseline: &IndexMap<String, Amounts>,
        outcomes: &IndexMap<String, Amounts>,
    ) {
        for line in policy.outcomes.values() {
            let Some(before) = baseline.get(&line.name) else { continue };
            let change = self.difference(&outcomes[&line.name], before);
            let key = self.outcome_key(policy, Measure::OutcomeChange, &line.name, &line.unit.text, None);
            self.amount_rows(key, &change, true);
        }
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
