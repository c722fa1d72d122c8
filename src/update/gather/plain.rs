//! A table that needs no mapping: a row for each count, named in its column `parameter`.

use super::cells::as_word;
use super::{COLUMNS, Reader, add_new};
use crate::codes::Code;
use crate::text::{Place, Problem};
use crate::update::tally::{Row, Tally};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// A table with a row for each count.
    pub(super) fn plain(&mut self) -> Vec<Tally> {
        for name in ["parameter", "events"] {
            if self.sheet.column(name).is_none() {
                let place = self.sheet.header[0].place;
                self.problems.report(
                    Problem::new(Code::ColumnMissing, place, format!("the table has no column `{name}`"), "the header")
                        .help("a table without a mapping has the columns parameter, events, trials, year, source")
                        .help("or say above the header what counts for what:  # share_accepting = accepted of offered"),
                );
                return vec![];
            }
        }
        let columns: BTreeMap<&str, usize> =
            COLUMNS.into_iter().filter_map(|name| Some((name, self.sheet.column(name)?))).collect();
        self.used.extend(columns.values());
        let mut tallies: Vec<Tally> = vec![];
        let mut seen: BTreeMap<Vec<String>, Place> = BTreeMap::new();
        for cells in &self.sheet.rows {
            let cell = |name: &str| columns.get(name).map(|at| &cells[*at]).filter(|cell| !cell.text.is_empty());
            let Some(target) = cell("parameter").map(as_word) else {
                self.empty(&cells[columns["parameter"]], "parameter");
                continue;
            };
            let label = ["parameter", "year", "site", "source", "in"].map(|name| cell(name).map(|c| c.text.clone()));
            let label: Vec<String> = label.into_iter().map(Option::unwrap_or_default).collect();
            if let Some(first) = seen.insert(label, target.place) {
                self.twice(target.place, first);
                continue;
            }
            let Some(events) = self.count(&cells[columns["events"]]) else { continue };
            let trials = match cell("trials") {
                Some(cell) => match self.total(cell) {
                    Some(trials) => Some((trials, cell)),
                    None => continue,
                },
                None => None,
            };
            if let Some((trials, cell)) = trials
                && !self.fits(events, trials, cells[columns["events"]].place, cell.place)
            {
                continue;
            }
            let window = match cell("in") {
                Some(cell) => match self.time(&as_word(cell)) {
                    Some(days) => Some((days, cell.place)),
                    None => continue,
                },
                None => None,
            };
            let own = cell("share_observed").map(as_word);
            let Some(share_observed) = self.share_observed(own.as_ref()) else { continue };
            let row = Row {
                events,
                trials: trials.map_or(0, |(trials, _)| trials),
                days: window.map_or(0.0, |(days, _)| days) * share_observed,
                place: cells[columns["events"]].place,
            };
            let tally = match tallies.iter().position(|tally| tally.target.text == target.text) {
                Some(at) => &mut tallies[at],
                None => {
                    tallies.push(self.tally(target, trials.is_some(), window));
                    tallies.last_mut().expect("one was pushed")
                }
            };
            if tally.has_trials != trials.is_some() {
                let message = format!("{}: some rows have trials, others have not", tally.target.text);
                self.problems.report(
                    Problem::new(Code::BadMapping, row.place, message, "unlike the rows before")
                        .help("give the trials in every row of a share, in none of a number per time"),
                );
                continue;
            }
            if let (Some((before, first)), Some((days, place))) = (tally.window, window)
                && trials.is_some()
                && before != days
            {
                self.problems.report(
                    Problem::new(Code::WindowClash, place, "two windows for one risk", "another one")
                        .also(first, "the first")
                        .help("count the same length of time in all rows"),
                );
                continue;
            }
            tally.share_observed = tally.share_observed.min(share_observed);
            tally.grade = cell("grade").map(as_word).or(tally.grade.take());
            tally.at = cell("at").map(as_word).or(tally.at.take());
            tally.rows.push(row);
            if let Some(source) = cell("source") {
                add_new(&mut tally.sources, &source.text);
            }
            let year = cell("year").map(as_word);
            self.year(
                year.as_ref(),
                tallies.iter_mut().find(|tally| tally.target.text == cells[columns["parameter"]].text),
            );
        }
        tallies
    }
}
