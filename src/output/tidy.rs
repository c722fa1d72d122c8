//! The one tidy table: a row for each result, the same columns in every format.

use crate::model::{CostLine, Model, Payer};
use crate::results::{Measure, Place, Results, Row};
use serde::Serialize;

/// The names of the columns, in their order.
pub const COLUMNS: [&str; 25] = [
    "id",
    "case",
    "policy",
    "variant",
    "group",
    "year",
    "measure",
    "stage",
    "line",
    "payer",
    "payee",
    "level",
    "category",
    "column",
    "unit",
    "discounted",
    "central",
    "mean",
    "sd",
    "p05",
    "p25",
    "p50",
    "p75",
    "p95",
    "mcse",
];

/// One row of the table. What does not apply or is not known is absent.
///
/// A total over all public payers has the level `public`, one over everybody the level `society`. A row over the whole
/// horizon has no year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TidyRow<'a> {
    pub id: String,
    pub case: Option<&'a str>,
    pub policy: &'a str,
    pub variant: Option<&'a str>,
    pub group: Option<&'a str>,
    pub year: Option<i32>,
    pub measure: &'static str,
    pub stage: Option<&'a str>,
    pub line: Option<&'a str>,
    pub payer: Option<&'a str>,
    pub payee: Option<&'a str>,
    pub level: Option<&'static str>,
    pub category: Option<&'a str>,
    pub column: Option<&'static str>,
    pub unit: &'a str,
    pub discounted: bool,
    pub central: Option<f64>,
    pub mean: Option<f64>,
    pub sd: Option<f64>,
    pub p05: Option<f64>,
    pub p25: Option<f64>,
    pub p50: Option<f64>,
    pub p75: Option<f64>,
    pub p95: Option<f64>,
    pub mcse: Option<f64>,
    /// Why there is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// Why a total has no number.
const NOT_KNOWN: &str = "a line of this total is not known in this sense";

/// A row as it stands in the table.
pub fn tidy<'a>(results: &'a Results, row: &'a Row) -> TidyRow<'a> {
    let key = &row.key;
    let mut tidy = TidyRow {
        id: key.id(),
        case: word(&results.case),
        policy: &key.policy,
        variant: word(&results.variant),
        group: key.group.as_deref(),
        year: key.year,
        measure: key.measure.word(),
        stage: None,
        line: None,
        payer: None,
        payee: None,
        level: None,
        category: None,
        column: key.column.map(|column| column.word()),
        unit: &key.unit,
        discounted: key.discounted,
        central: row.central,
        mean: row.mean,
        sd: row.sd,
        p05: row.quantiles.map(|quantiles| quantiles[0]),
        p25: row.quantiles.map(|quantiles| quantiles[1]),
        p50: row.quantiles.map(|quantiles| quantiles[2]),
        p75: row.quantiles.map(|quantiles| quantiles[3]),
        p95: row.quantiles.map(|quantiles| quantiles[4]),
        mcse: row.mcse,
        reason: row.central.is_none().then_some(NOT_KNOWN),
    };
    place(&mut tidy, &results.model, &key.place);
    tidy
}

fn place<'a>(tidy: &mut TidyRow<'a>, model: &'a Model, place: &'a Place) {
    match place {
        Place::Stage(name) => tidy.stage = Some(name),
        Place::Category(name) => tidy.category = Some(name),
        Place::Level(level) => tidy.level = Some(level.word()),
        Place::Public => tidy.level = Some("public"),
        Place::Society => tidy.level = Some("society"),
        Place::Deadweight => tidy.category = Some("deadweight"),
        Place::Payer(name) => {
            tidy.payer = Some(name);
            tidy.level = level_of(model, name);
        }
        Place::Line(name) if tidy.measure == Measure::Buys.word() => tidy.line = Some(name),
        Place::Line(name) => {
            tidy.line = Some(name);
            let policy = model.policies.iter().find(|policy| policy.name == tidy.policy);
            if let Some(line) = policy.and_then(|policy| policy.costs.get(name)).filter(|_| tidy.column.is_some()) {
                of_line(tidy, model, line);
            } else if let Some(line) = policy.and_then(|policy| policy.outcomes.get(name)) {
                tidy.stage = only_stage(&line.quantity.by_stage);
            }
        }
    }
}

fn of_line<'a>(tidy: &mut TidyRow<'a>, model: &'a Model, line: &'a CostLine) {
    tidy.stage = only_stage(&line.quantity.by_stage);
    tidy.payer = Some(&line.payer);
    tidy.payee = line.payee.as_deref();
    tidy.level = level_of(model, &line.payer);
    tidy.category = Some(&line.category);
}

fn only_stage<T>(by_stage: &[(String, T)]) -> Option<&str> {
    match by_stage {
        [(stage, _)] => Some(stage),
        _ => None,
    }
}

fn level_of(model: &Model, payer: &str) -> Option<&'static str> {
    model.payers.get(payer).map(|payer: &Payer| payer.level.word())
}

fn word(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Which rows a table has.
pub type Wanted = fn(&Row) -> bool;

/// All rows of all results that are wanted.
pub fn rows(results: &[Results], wanted: Wanted) -> impl Iterator<Item = TidyRow<'_>> {
    results
        .iter()
        .flat_map(move |of_case| of_case.rows.iter().filter(move |row| wanted(row)).map(move |row| tidy(of_case, row)))
}

/// Every row.
pub fn all(_: &Row) -> bool {
    true
}

/// Totals, differences, outcomes and what savings buy over the whole horizon.
pub fn summary(row: &Row) -> bool {
    let line_of_cost =
        matches!(row.key.place, Place::Line(_)) && row.key.column.is_some() && row.key.measure != Measure::Buys;
    row.key.year.is_none() && !line_of_cost && !matches!(row.key.place, Place::Stage(_))
}

/// Lines and stages over the whole horizon.
pub fn lines(row: &Row) -> bool {
    row.key.year.is_none()
        && row.key.measure != Measure::Buys
        && matches!(row.key.place, Place::Line(_) | Place::Stage(_))
}

/// Everything year by year.
pub fn by_year(row: &Row) -> bool {
    row.key.year.is_some()
}
