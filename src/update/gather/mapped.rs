//! A table whose mapping says which columns and rows count for what.

use super::cells::as_word;
use super::{Reader, add_new};
use crate::codes::Code;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::sheet::Cell;
use crate::text::{Place, Problem};
use crate::update::count::Count;
use crate::update::mapping::{Filter, Rule, Side};
use crate::update::tally::{Row, Tally};
use std::collections::{BTreeMap, BTreeSet};

impl Reader<'_> {
    /// The tallies of the lines of a mapping.
    pub(super) fn mapped(&mut self) -> Vec<Tally> {
        let mut tallies: Vec<Tally> = vec![];
        let mut counted = vec![false; self.sheet.rows.len()];
        for rule in &self.mapping.rules {
            if let Some(first) = tallies.iter().find(|tally| tally.target.text == rule.target.text) {
                let message = format!("`{}` has two lines", rule.target.text);
                self.problems.report(
                    Problem::new(Code::BadMapping, rule.target.place, message, "the second one")
                        .also(first.target.place, "the first one")
                        .help("join the columns of both with `+`"),
                );
                continue;
            }
            if let Some(tally) = self.rule(rule, &mut counted) {
                tallies.push(tally);
            }
        }
        self.refuse_equal_rows();
        let left: Vec<usize> = (0..counted.len()).filter(|row| !counted[*row]).collect();
        if let (Some(first), false) = (left.first(), self.problems.any_errors()) {
            let message = match left.len() {
                1 => "one row is counted by no line of the mapping".to_owned(),
                count => format!("{count} rows are counted by no line of the mapping"),
            };
            let cells = &self.sheet.rows[*first];
            let place = Place { end: cells[cells.len() - 1].place.end, ..cells[0].place };
            self.problems.report(
                Problem::new(Code::NotCounted, place, message, "the first of them")
                    .help("add what it says to a condition, or leave it out if it is not meant to count"),
            );
        }
        tallies
    }

    fn rule(&mut self, rule: &Rule, counted: &mut [bool]) -> Option<Tally> {
        let events = self.columns(&rule.events);
        let trials = rule.trials.as_ref().map(|side| self.columns(side));
        let window = match &rule.window {
            Some(word) => Some((self.time(word)?, word.place)),
            None => None,
        };
        let (events, trials) = (events?, trials.map_or(Some(None), |trials| trials.map(Some))?);
        let share_observed = self.share_observed(None)?;
        let mut tally = self.tally(rule.target.clone(), trials.is_some(), window);
        tally.share_observed = share_observed;
        let days = window.map_or(0.0, |(days, _)| days) * share_observed;
        let alike = rule.trials.as_ref().is_none_or(|of| same_filters(&of.filters, &rule.events.filters));
        let (mut some, mut all) = (Count::known(0), 0);
        let mut complete = true;
        let of_all = rule.trials.as_ref().unwrap_or(&rule.events);
        let year = self.sheet.column("year");
        let source = self.sheet.column("source");
        for (index, cells) in self.sheet.rows.iter().enumerate() {
            let among_trials = self.passes(&of_all.filters, cells);
            let among_events = self.passes(&rule.events.filters, cells);
            if !among_trials && !among_events {
                continue;
            }
            counted[index] = true;
            if let Some(at) = source.filter(|at| !cells[*at].text.is_empty()) {
                add_new(&mut tally.sources, &cells[at].text);
            }
            self.year(year.map(|at| as_word(&cells[at])).as_ref(), Some(&mut tally));
            let place = events.first().map_or(cells[0].place, |at| cells[*at].place);
            if among_events && !among_trials {
                self.problems.report(
                    Problem::new(
                        Code::EventsAboveTrials,
                        place,
                        "a row counts among the events but not the trials",
                        "this row",
                    )
                    .also(of_all.place, "its condition does not hold here")
                    .help("repeat the condition of the trials in that of the events"),
                );
                complete = false;
                continue;
            }
            let event = if among_events { self.sum(&events, cells) } else { Some(Count::known(0)) };
            let trial = match &trials {
                Some(columns) => self.total_sum(columns, cells),
                None => Some(0),
            };
            let (Some(event), Some(trial)) = (event, trial) else {
                complete = false;
                continue;
            };
            if let Some(columns) = trials.as_ref().filter(|_| among_events) {
                let total = columns.first().map_or(place, |at| cells[*at].place);
                complete &= self.fits(event, trial, place, total);
            }
            if alike {
                tally.rows.push(Row { events: event, trials: trial, days, place });
            }
            some = some.plus(event);
            all += trial;
        }
        if !complete {
            return None;
        }
        if !alike {
            tally.rows.push(Row { events: some, trials: all, days, place: rule.events.place });
        }
        if tally.rows.is_empty() || (tally.has_trials && tally.rows.iter().all(|row| row.trials == 0)) {
            let message = format!("{}: no row is counted", rule.target.text);
            self.problems.report(
                Problem::new(Code::BadMapping, of_all.place, message, "nothing passes")
                    .help("look at how the values are spelled in the table"),
            );
            return None;
        }
        Some(tally)
    }

    /// The numbers of columns, those of filters included in what is used.
    fn columns(&mut self, side: &Side) -> Option<Vec<usize>> {
        let mut found = vec![];
        let mut complete = true;
        let names = side.columns.iter().map(|name| (name, true));
        for (name, counts) in names.chain(side.filters.iter().map(|filter| (&filter.column, false))) {
            let Some(at) = self.sheet.column(&name.text) else {
                complete = false;
                let known = self.sheet.header.iter().map(|cell| cell.text.as_str());
                self.problems.report(
                    Problem::new(
                        Code::ColumnMissing,
                        name.place,
                        format!("the table has no column `{}`", name.text),
                        "asked for here",
                    )
                    .help(did_you_mean(&name.text, known)),
                );
                continue;
            };
            self.used.insert(at);
            if counts {
                found.push(at);
            }
        }
        complete.then_some(found)
    }

    fn passes(&self, filters: &[Filter], cells: &[Cell]) -> bool {
        filters.iter().all(|filter| {
            let Some(at) = self.sheet.column(&filter.column.text) else { return false };
            filter.values.iter().any(|value| value.text == cells[at].text) == filter.is
        })
    }

    /// The sum of the columns in a row; 1 without columns.
    fn sum(&mut self, columns: &[usize], cells: &[Cell]) -> Option<Count> {
        if columns.is_empty() {
            return Some(Count::known(1));
        }
        let counts: Vec<Option<Count>> = columns.iter().map(|at| self.count(&cells[*at])).collect();
        counts.into_iter().try_fold(Count::known(0), |sum, count| Some(sum.plus(count?)))
    }

    fn total_sum(&mut self, columns: &[usize], cells: &[Cell]) -> Option<u64> {
        if columns.is_empty() {
            return Some(1);
        }
        let counts: Vec<Option<u64>> = columns.iter().map(|at| self.total(&cells[*at])).collect();
        counts.into_iter().try_fold(0, |sum, count| Some(sum + count?))
    }

    /// Refuses rows that are alike in everything but their counts.
    fn refuse_equal_rows(&mut self) {
        let rules = &self.mapping.rules;
        let sides = || rules.iter().flat_map(|rule| [Some(&rule.events), rule.trials.as_ref()].into_iter().flatten());
        if sides().any(|side| side.columns.is_empty()) {
            // One row for each person or decision: many may be alike.
            return;
        }
        let counts: BTreeSet<usize> =
            sides().flat_map(|side| &side.columns).filter_map(|name| self.sheet.column(&name.text)).collect();
        let labels: Vec<usize> = (0..self.sheet.header.len()).filter(|at| !counts.contains(at)).collect();
        if labels.is_empty() {
            return;
        }
        let mut seen: BTreeMap<Vec<&str>, Place> = BTreeMap::new();
        for cells in &self.sheet.rows {
            let label: Vec<&str> = labels.iter().map(|at| cells[*at].text.as_str()).collect();
            let place = Place { end: cells[cells.len() - 1].place.end, ..cells[0].place };
            if let Some(first) = seen.insert(label, place) {
                self.twice(place, first);
            }
        }
    }
}

fn same_filters(one: &[Filter], other: &[Filter]) -> bool {
    let plain = |filter: &Filter| {
        let values: Vec<String> = filter.values.iter().map(|value| value.text.clone()).collect();
        (filter.column.text.clone(), filter.is, values)
    };
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| plain(one) == plain(other))
}
