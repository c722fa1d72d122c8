//! Past cases from a table: a list with one case a row, or a histogram with classes of weights.

use super::nearest::did_you_mean;
use super::sheet::{self, Cell, Sheet};
use crate::codes::Code;
use crate::law::share::Seizure;
use crate::law::share::cases::MOST_GRAMS;
use crate::math;
use crate::text::{Files, Problem, Problems};

/// Which columns of a table hold what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// The weight of a case.
    pub amount: Option<String>,
    /// Both ends of a class of weights.
    pub from: Option<String>,
    pub to: Option<String>,
    /// How many cases a row stands for; 1 without.
    pub count: Option<String>,
    /// Share of pure substance: `0.131`, or `13.1 %`.
    pub purity: Option<String>,
    /// Columns that are left alone.
    pub notes: Vec<String>,
}

/// Points that stand for a class of weights.
const POINTS: u32 = 20;
/// The most problems that are reported of one table.
const MOST_PROBLEMS: usize = 20;

impl Columns {
    /// The columns as they are called if nothing is said: `amount`, or `from` and `to`, `count` and `purity` if there.
    fn or_usual(&self, sheet: &Sheet) -> Columns {
        let usual =
            |own: &Option<String>, name: &str| own.clone().or_else(|| sheet.column(name).map(|_| name.to_owned()));
        let is_histogram = self.from.is_some() || self.to.is_some() || sheet.column("from").is_some();
        Columns {
            amount: if is_histogram {
                self.amount.clone()
            } else {
                Some(self.amount.clone().unwrap_or("amount".into()))
            },
            from: if is_histogram { Some(self.from.clone().unwrap_or("from".into())) } else { None },
            to: if is_histogram { Some(self.to.clone().unwrap_or("to".into())) } else { None },
            count: usual(&self.count, "count"),
            purity: usual(&self.purity, "purity"),
            notes: self.notes.clone(),
        }
    }
}

/// Reads past cases; `grams` is what the unit of the weights is in grams. Lightest first.
///
/// A class of weights stands as twenty points spread evenly over its logarithm (evenly over its grams if it begins at
/// 0). `None` if anything is wrong; the problems then say what.
pub fn read(
    bytes: &[u8],
    name: &str,
    columns: &Columns,
    grams: f64,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<Vec<Seizure>> {
    let sheet = sheet::read(bytes, name, files, problems)?;
    let columns = columns.or_usual(&sheet);
    let mut reader = Reader { sheet: &sheet, problems, wrong: 0 };
    let (amount, from, to) = (
        reader.column(columns.amount.as_deref()),
        reader.column(columns.from.as_deref()),
        reader.column(columns.to.as_deref()),
    );
    let (count, purity) = (reader.column(columns.count.as_deref()), reader.column(columns.purity.as_deref()));
    let notes: Vec<Option<usize>> = columns.notes.iter().map(|name| reader.column(Some(name))).collect();
    let known: Vec<Option<usize>> = [amount, from, to, count, purity].into_iter().chain(notes).collect();
    reader.refuse_others(&known);
    if reader.wrong > 0 {
        return None;
    }
    let mut cases = vec![];
    for row in &sheet.rows {
        let weight = count.map_or(Some(1.0), |column| reader.number(&row[column], "a count", 1e12));
        let share = match purity {
            Some(column) if !row[column].text.is_empty() => reader.purity(&row[column]).map(Some),
            _ => Some(None),
        };
        let mut weigh = |column: usize| Some(reader.number(&row[column], "a weight", MOST_GRAMS / grams)? * grams);
        match (amount, from, to) {
            (Some(amount), ..) => {
                let own = weigh(amount);
                if let (Some(own), Some(weight), Some(share)) = (own, weight, share) {
                    cases.push(Seizure { grams: own, weight, purity: share });
                }
            }
            (None, Some(from), Some(to)) => {
                let ends = (weigh(from), weigh(to));
                if let ((Some(low), Some(high)), Some(weight), Some(share)) = (ends, weight, share) {
                    if low < high {
                        cases.extend(class(low, high).map(|own| {
                            let weight = weight / f64::from(POINTS);
                            Seizure { grams: own, weight, purity: share }
                        }));
                    } else {
                        let message = format!("a class from {} to {}", row[from].text, row[to].text);
                        reader.refuse(&row[from], Code::BadSeizure, &message, "must begin below its end");
                    }
                }
            }
            _ => {}
        }
    }
    let mixed = cases.iter().any(|case| case.purity.is_some()) && cases.iter().any(|case| case.purity.is_none());
    if let (true, Some(column)) = (mixed && reader.wrong == 0, purity) {
        let empty = sheet.rows.iter().find(|row| row[column].text.is_empty());
        if let Some(row) = empty {
            reader.refuse(&row[0], Code::EmptyCell, "a row has no purity while others have one", "this row");
        }
    }
    cases.retain(|case| case.weight > 0.0);
    if cases.is_empty() && reader.wrong == 0 {
        let message = format!("`{name}` has no cases");
        reader.problems.report(Problem::nowhere(Code::BadSeizure, message).help("one row for each case or class"));
        return None;
    }
    // Of the same weight the weaker first: the order of the file moves no digit.
    cases.sort_by(|a, b| {
        let key = |case: &Seizure| (case.grams, case.purity.unwrap_or(0.0), case.weight);
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    (reader.wrong == 0).then_some(cases)
}

/// Middles of equal parts of a class.
fn class(low: f64, high: f64) -> impl Iterator<Item = f64> {
    (0..POINTS).map(move |point| {
        let part = (f64::from(point) + 0.5) / f64::from(POINTS);
        if low > 0.0 { low * math::pow(high / low, part) } else { high * part }
    })
}

struct Reader<'s, 'p> {
    sheet: &'s Sheet,
    problems: &'p mut Problems,
    wrong: usize,
}

impl Reader<'_, '_> {
    fn refuse(&mut self, cell: &Cell, code: Code, message: &str, label: &str) {
        self.wrong += 1;
        if self.wrong <= MOST_PROBLEMS {
            self.problems.report(Problem::new(code, cell.place, message, label));
        }
    }

    fn column(&mut self, name: Option<&str>) -> Option<usize> {
        let name = name?;
        let found = self.sheet.column(name);
        if found.is_none() {
            self.wrong += 1;
            let header = &self.sheet.header;
            let message = format!("the table has no column `{name}`");
            let known = header.iter().map(|cell| cell.text.as_str());
            let mut problem = Problem::new(Code::ColumnMissing, header[0].place, message, "the header");
            problem = problem.help(did_you_mean(name, known));
            self.problems.report(problem.help("say which column is meant:  columns = { amount = \"…\" }"));
        }
        found
    }

    /// A column that nobody asked for may be the one that matters.
    fn refuse_others(&mut self, known: &[Option<usize>]) {
        for (number, cell) in self.sheet.header.iter().enumerate() {
            if !known.contains(&Some(number)) && self.wrong < MOST_PROBLEMS {
                self.wrong += 1;
                let message = format!("the table has a column `{}` that means nothing here", cell.text);
                let problem = Problem::new(Code::ExtraColumn, cell.place, message, "not asked for");
                self.problems
                    .report(problem.help(format!("remove it, or leave it alone:  notes = [\"{}\"]", cell.text)));
            }
        }
    }

    fn number(&mut self, cell: &Cell, what: &str, most: f64) -> Option<f64> {
        let text = self.sheet.with_decimal_point(cell);
        match text.parse::<f64>() {
            Ok(number) if number >= 0.0 && number <= most => Some(number),
            Ok(number) if number < 0.0 => {
                self.refuse(cell, Code::BadSeizure, &format!("{what} of {}", cell.text), "below 0");
                None
            }
            Ok(number) if number.is_finite() => {
                self.refuse(cell, Code::BadSeizure, &format!("{what} of {}", cell.text), "too large to be believed");
                None
            }
            _ if cell.text.is_empty() => {
                self.refuse(cell, Code::EmptyCell, &format!("{what} is missing"), "empty");
                None
            }
            _ => {
                self.refuse(cell, Code::BadCell, &format!("`{}` is not {what}", cell.text), "not a number");
                None
            }
        }
    }

    fn purity(&mut self, cell: &Cell) -> Option<f64> {
        let text = self.sheet.with_decimal_point(cell);
        let (text, factor) = match text.strip_suffix('%') {
            Some(number) => (number.trim().to_owned(), 0.01),
            None => (text, 1.0),
        };
        match text.parse::<f64>().map(|number| number * factor) {
            Ok(share) if (0.0..=1.0).contains(&share) => Some(share),
            Ok(share) if share.is_finite() => {
                self.wrong += 1;
                let label = if share < 0.0 { "below 0" } else { "more than all of it" };
                let message = format!("a purity of {}", cell.text);
                let problem = Problem::new(Code::BadPurity, cell.place, message, label);
                self.problems.report(problem.help("write a share such as 0.131, or 13.1 %"));
                None
            }
            _ => {
                self.refuse(cell, Code::BadCell, &format!("`{}` is not a purity", cell.text), "not a number");
                None
            }
        }
    }
}

#[cfg(test)]
#[path = "seizures_tests.rs"]
mod tests;
