//! From a table and its mapping to the counts of each parameter, with every mistake at its cell.

mod cells;
mod mapped;
mod plain;

use super::mapping::Mapping;
use super::tally::Tally;
use super::words::Word;
use crate::codes::Code;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::sheet::Sheet;
use crate::text::{Place, Problem, Problems};
use crate::unit::Units;
use std::collections::BTreeSet;

/// The columns of a table that needs no mapping.
const COLUMNS: [&str; 11] =
    ["parameter", "events", "trials", "in", "year", "site", "source", "grade", "at", "share_observed", "note"];
/// Columns that any table may have: they tell rows apart, or say something beside the point.
const LABELS: [&str; 9] = ["year", "quarter", "month", "period", "date", "site", "source", "note", "notes"];

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

fn add_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}
