//! The tidy table as CSV: comma, UTF-8, a line break of one `\n`, empty cells for what is missing.

use super::tidy::{COLUMNS, TidyRow, Wanted, rows};
use crate::appraisal::INPUT;
use crate::results::Results;
use crate::run::InputDraws;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes all wanted rows under a header.
pub fn write(out: &mut dyn Write, results: &[Results], wanted: Wanted) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for row in rows(results, wanted) {
        writer.write_record(cells(&row).iter().map(|cell| cell.as_ref()))?;
    }
    writer.flush()
}

/// Draws that are written at a time.
const BLOCK: usize = 1024;

/// Writes all kept draws: one column for each result that has them, named `case/variant/id` as far as those exist; then
/// one column for each input, named `input:` and then `case/variant/name`. `inputs` has one entry for each of `results`.
pub fn write_draws(out: &mut dyn Write, results: &[Results], inputs: &[InputDraws]) -> io::Result<()> {
    let mut names = vec!["draw".to_owned()];
    let mut columns: Vec<&[f64]> = vec![];
    let prefix = |of_case: &Results| {
        let parts = [&of_case.case, &of_case.variant].into_iter().filter(|part| !part.is_empty());
        parts.map(|part| format!("{part}/")).collect::<String>()
    };
    for of_case in results {
        for row in &of_case.rows {
            let draws = of_case.draws_of(row);
            if !draws.is_empty() {
                names.push(text(&format!("{}{}", prefix(of_case), row.key.id())).into_owned());
                columns.push(draws);
            }
        }
    }
    for (of_case, inputs) in results.iter().zip(inputs) {
        names.extend(inputs.names().iter().map(|name| format!("{INPUT}{}{name}", prefix(of_case))));
    }
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(&names)?;
    let count = columns.iter().map(|draws| draws.len()).max().unwrap_or(0);
    for first in (0..count).step_by(BLOCK) {
        let of_inputs: Vec<Vec<f64>> = inputs.iter().flat_map(|inputs| inputs.values(first, BLOCK)).collect();
        for draw in first..(first + BLOCK).min(count) {
            let of_results = columns.iter().map(|draws| number(draws.get(draw).copied()));
            let of_inputs = of_inputs.iter().map(|values| number(values.get(draw - first).copied()));
            writer.write_record(std::iter::once((draw + 1).to_string()).chain(of_results).chain(of_inputs))?;
        }
    }
    writer.flush()
}

fn cells<'a>(row: &'a TidyRow) -> [Cow<'a, str>; COLUMNS.len()] {
    let word = |cell: Option<&'a str>| cell.map_or(Cow::Borrowed(""), text);
    let value = |cell| Cow::Owned(number(cell));
    [
        text(&row.id),
        word(row.case),
        text(row.policy),
        word(row.variant),
        word(row.group),
        row.year.map_or(Cow::Borrowed(""), |year| Cow::Owned(year.to_string())),
        Cow::Borrowed(row.measure),
        word(row.stage),
        word(row.line),
        word(row.payer),
        word(row.payee),
        word(row.level),
        word(row.category),
        word(row.column),
        text(row.unit),
        Cow::Borrowed(if row.discounted { "true" } else { "false" }),
        value(row.central),
        value(row.mean),
        value(row.sd),
        value(row.p05),
        value(row.p25),
        value(row.p50),
        value(row.p75),
        value(row.p95),
        value(row.mcse),
    ]
}

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
pub fn text(cell: &str) -> Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => Cow::Owned(format!("'{cell}")),
        _ => Cow::Borrowed(cell),
    }
}

/// The shortest decimal that reads back as the same number; empty for a missing one.
pub fn number(value: Option<f64>) -> String {
    match value {
        Some(0.0) => "0".to_owned(),
        Some(value) if !value.is_finite() => String::new(),
        Some(value) if (1e-5..1e17).contains(&value.abs()) => value.to_string(),
        Some(value) => format!("{value:e}"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_the_same_bits_and_missing_ones_are_empty() {
        for value in [0.1, 1.0 / 3.0, 12_345_678.9, 1e-300, -2.5e18, 1e5] {
            assert_eq!(number(Some(value)).parse::<f64>().map(f64::to_bits), Ok(value.to_bits()));
        }
        assert_eq!(number(Some(-0.0)), "0");
        assert_eq!(number(Some(f64::NAN)), "");
        assert_eq!(number(None), "");
    }

    #[test]
    fn texts_do_not_become_formulas() {
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("@cmd"), "'@cmd");
        assert_eq!(text("Åland"), "Åland");
        assert_eq!(text(""), "");
    }
}
