//! The tidy table as CSV: comma, UTF-8, a line break of one `\n`, empty cells for what is missing.

use super::tidy::{COLUMNS, TidyRow, Wanted, rows};
use crate::results::Results;
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

/// Writes all kept draws: one column for each result that has them, named `case/variant/id` as far as those exist.
pub fn write_draws(out: &mut dyn Write, results: &[Results]) -> io::Result<()> {
    let mut names = vec!["draw".to_owned()];
    let mut columns: Vec<&[f64]> = vec![];
    for of_case in results {
        for row in &of_case.rows {
            let draws = of_case.draws_of(row);
            if !draws.is_empty() {
                let prefix = [&of_case.case, &of_case.variant];
                let prefix: String =
                    prefix.into_iter().filter(|part| !part.is_empty()).map(|part| format!("{part}/")).collect();
                names.push(text(&format!("{prefix}{}", row.key.id())).into_owned());
                columns.push(draws);
            }
        }
    }
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(&names)?;
    let count = columns.iter().map(|draws| draws.len()).max().unwrap_or(0);
    for draw in 0..count {
        let values = columns.iter().map(|draws| number(draws.get(draw).copied()));
        writer.write_record(std::iter::once((draw + 1).to_string()).chain(values))?;
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
