//! From a table and its mapping to the counts of each parameter, with every mistake at its cell.

use super::count::{Count, NoCount};
use super::mapping::{Filter, Mapping, Rule, Side};
use super::words::Word;
use crate::codes::Code;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::sheet::{Cell, Sheet};
use crate::text::{Place, Problem, Problems};
use crate::unit::Units;
use std::collections::{BTreeMap, BTreeSet};

/// The counts of one parameter, or of one key of it.
#[derive(Clone, Debug)]
pub struct Tally {
    /// `share_accepting`, or `sentence.prison`.
    pub target: Word,
    pub rows: Vec<Row>,
    /// Whether events were counted of trials.
    pub has_trials: bool,
    /// The window of a risk or the time a row covers, in days.
    pub window: Option<(f64, Place)>,
    /// Ids of sources, in the order of the rows.
    pub sources: Vec<String>,
    pub years: BTreeSet<i32>,
    /// Share of courts observed, the smallest of the rows.
    pub share_observed: f64,
    pub grade: Option<Word>,
    pub at: Option<Word>,
}

/// Counts that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub events: Count,
    pub trials: u64,
    /// For counts per time: how much of it was observed, in days.
    pub days: f64,
    pub place: Place,
}

/// The columns of a table that needs no mapping.
const COLUMNS: [&str; 11] =
    ["parameter", "events", "trials", "in", "year", "site", "source", "grade", "at", "share_observed", "note"];
/// Columns that any table may have: they tell rows apart, or say something beside the point.
const LABELS: [&str; 9] = ["year", "quarter", "month", "period", "date", "site", "source", "note", "notes"];
/// The most problems that are reported of one kind.
const MOST_PROBLEMS: usize = 20;

/// The counts of a table, by the lines of its mapping or, without any, by its column `parameter`.
pub fn gather(sheet: &Sheet, mapping: &Mapping, units: &Units, problems: &mut Problems) -> Vec<Tally> {
    let mut reader = Reader { sheet, mapping, units, problems, used: BTreeSet::new(), bad_cells: BTreeSet::new() };
    if sheet.rows.is_empty() {
        let place = sheet.header.first().map_or(Place::default(), |cell| cell.place);
        reader.problems.report(Problem::new(Code::EmptyFile, place, "the table has no rows", "only a header"));
        return vec![];
    }
    let tallies = if mapping.rules.is_empty() { reader.plain() } else { reader.mapped() };
    reader.unused_columns();
    tallies
}

struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    units: &'a Units,
    problems: &'a mut Problems,
    used: BTreeSet<usize>,
    /// Cells whose fault has been told.
    bad_cells: BTreeSet<Place>,
}

impl Reader<'_> {
    /// A table with a row for each count.
    fn plain(&mut self) -> Vec<Tally> {
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

    /// The tallies of the lines of a mapping.
    fn mapped(&mut self) -> Vec<Tally> {
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

    fn tally(&self, target: Word, has_trials: bool, window: Option<(f64, Place)>) -> Tally {
        Tally {
            target,
            rows: vec![],
            has_trials,
            window,
            sources: vec![],
            years: BTreeSet::new(),
            share_observed: 1.0,
            grade: self.mapping.grade.clone(),
            at: self.mapping.at.clone(),
        }
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

    fn count(&mut self, cell: &Cell) -> Option<Count> {
        match Count::read(&self.sheet.with_decimal_point(cell)) {
            Ok(count) => Some(count),
            Err(why) => {
                self.bad_count(cell, why);
                None
            }
        }
    }

    /// A count that a mask may not hide.
    fn total(&mut self, cell: &Cell) -> Option<u64> {
        let count = self.count(cell)?;
        if count.is_masked() {
            if self.bad_cells.insert(cell.place) {
                self.problems.report(
                    Problem::new(
                        Code::Masked,
                        cell.place,
                        format!("`{}` hides how many trials there were", cell.text),
                        "a masked total",
                    )
                    .help("join rows until the total is printed; only events may be masked"),
                );
            }
            return None;
        }
        Some(count.low)
    }

    fn bad_count(&mut self, cell: &Cell, why: NoCount) {
        if !self.bad_cells.insert(cell.place) || self.bad_cells.len() > MOST_PROBLEMS {
            return;
        }
        let text = &cell.text;
        let (message, label, help) = match why {
            NoCount::Empty => {
                ("a count is missing".to_owned(), "empty", "write 0 if nobody was counted, or leave the row out")
            }
            NoCount::Negative => {
                (format!("`{text}` is below 0"), "nobody can be fewer than nobody", "write how many there were")
            }
            NoCount::NotWhole => (
                format!("`{text}` is not a whole number"),
                "people are whole",
                "write the count itself, not a share or a mean",
            ),
            NoCount::TooLarge => {
                (format!("`{text}` is more than there are people"), "too large", "write the count itself")
            }
            NoCount::Mask => {
                (format!("`{text}` masks no small count"), "not a mask", "a masked count is written <5, 1-4 or 1..4")
            }
            NoCount::Unreadable => {
                (format!("`{text}` is not a count"), "not a number", "a count is written 12; a masked one <5 or 1-4")
            }
        };
        self.problems.report(Problem::new(Code::BadCount, cell.place, message, label).help(help));
    }

    fn empty(&mut self, cell: &Cell, column: &str) {
        let message = format!("a row has nothing in the column `{column}`");
        self.problems.report(Problem::new(Code::EmptyCell, cell.place, message, "empty"));
    }

    /// Whether events can be among so many trials; reports it if not.
    fn fits(&mut self, events: Count, trials: u64, place: Place, total: Place) -> bool {
        let fits = events.high <= trials;
        if !fits {
            let message = format!("{} events of {trials} trials", events.in_words());
            let mut problem = Problem::new(Code::EventsAboveTrials, place, message, "more than there were trials")
                .also(total, "the trials");
            problem = match events.low <= trials {
                true => problem.help(format!("the mask allows more than there were: write {}-{trials}", events.low)),
                false => problem.help("look whether the two columns are exchanged, or count different things"),
            };
            self.problems.report(problem);
        }
        fits
    }

    fn twice(&mut self, place: Place, first: Place) {
        self.problems.report(
            Problem::new(Code::CountedTwice, place, "the same counts stand in the table twice", "the second row")
                .also(first, "the first row")
                .help("remove one of the two, or tell them apart by `year` or `site`"),
        );
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

    fn time(&mut self, word: &Word) -> Option<f64> {
        // `1 year`, and `year` alone.
        let text = if word.text.starts_with(|c: char| c.is_ascii_digit()) {
            word.text.clone()
        } else {
            format!("1 {}", word.text)
        };
        match self.units.parse_time(&text) {
            Ok(days) if days > 0.0 => Some(days),
            _ => {
                let message = format!("`{}` is not a length of time", word.text);
                self.problems.report(
                    Problem::new(Code::BadMapping, word.place, message, "a length of time goes here")
                        .help("for example  in 12 months"),
                );
                None
            }
        }
    }

    /// The share of courts observed that a row says, or the mapping; 1 if nobody says anything.
    fn share_observed(&mut self, own: Option<&Word>) -> Option<f64> {
        match own.or(self.mapping.share_observed.as_ref()) {
            Some(word) => share(word, "the share of courts observed", self.problems),
            None => Some(1.0),
        }
    }

    fn year(&mut self, word: Option<&Word>, tally: Option<&mut Tally>) {
        let Some(word) = word.filter(|word| !word.text.is_empty()) else { return };
        // `2024`, `2024-05`, `2024 Q1`.
        let digits: String = word.text.chars().take_while(char::is_ascii_digit).collect();
        match (digits.len() == 4).then(|| digits.parse::<i32>().ok()).flatten() {
            Some(year) => {
                if let Some(tally) = tally {
                    tally.years.insert(year);
                }
            }
            None => self.problems.report(Problem::new(
                Code::BadCell,
                word.place,
                format!("`{}` is not a year", word.text),
                "a year such as 2024 goes here",
            )),
        }
    }

    fn unused_columns(&mut self) {
        for note in &self.mapping.notes {
            match self.sheet.column(&note.text) {
                Some(at) => {
                    self.used.insert(at);
                }
                None => self.problems.report(
                    Problem::new(
                        Code::ColumnMissing,
                        note.place,
                        format!("the table has no column `{}`", note.text),
                        "named as a note here",
                    )
                    .help(did_you_mean(&note.text, self.sheet.header.iter().map(|cell| cell.text.as_str()))),
                ),
            }
        }
        for (at, cell) in self.sheet.header.iter().enumerate() {
            if self.used.contains(&at) || LABELS.contains(&cell.text.as_str()) {
                continue;
            }
            let known = COLUMNS.into_iter().filter(|_| self.mapping.rules.is_empty());
            let mut problem = Problem::new(
                Code::ColumnUnused,
                cell.place,
                format!("nothing reads the column `{}`", cell.text),
                "not used",
            );
            if self.mapping.rules.is_empty() {
                problem = problem.help(did_you_mean(&cell.text, known));
            }
            let line = format!("if it is not meant to be read, write above the header:  # notes: {}", cell.text);
            self.problems.report(problem.help(line));
        }
    }
}

/// A share above 0 and up to 1, as `0.6` or `60 %`.
pub fn share(word: &Word, what: &str, problems: &mut Problems) -> Option<f64> {
    let (number, factor) = match word.text.strip_suffix('%') {
        Some(number) => (number.trim(), 0.01),
        None => (word.text.as_str(), 1.0),
    };
    match number.replace(',', ".").parse::<f64>().map(|number| number * factor) {
        Ok(share) if share > 0.0 && share <= 1.0 => Some(share),
        _ => {
            let message = format!("{what} cannot be `{}`", word.text);
            problems.report(
                Problem::new(Code::ShareObserved, word.place, message, "above 0 and up to 1")
                    .help("write it as 0.6 or 60 %"),
            );
            None
        }
    }
}

fn as_word(cell: &Cell) -> Word {
    Word { text: cell.text.clone(), place: cell.place, quoted: true }
}

fn add_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

fn same_filters(one: &[Filter], other: &[Filter]) -> bool {
    let plain = |filter: &Filter| {
        let values: Vec<String> = filter.values.iter().map(|value| value.text.clone()).collect();
        (filter.column.text.clone(), filter.is, values)
    };
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| plain(one) == plain(other))
}
