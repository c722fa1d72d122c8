//! `crimcost law list`.

use super::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::output::law;

/// Prints a row for each regime.
pub fn list(context: &Context) -> Result<Outcome, Failure> {
    let sheet = law::list(&context.laws);
    let mut columns = vec![
        ("country", "code"),
        ("title", "country"),
        ("regime", "regime"),
        ("from", "from"),
        ("to", "to"),
        ("tables", "tables"),
        ("offences", "offences"),
        ("weakest_grade", "weakest grade"),
        ("gaps", "gaps"),
    ];
    // The dates and names of all regimes need the width of a narrow terminal; CSV and JSON have every column.
    const NARROW: u16 = 115;
    if context.style().width.is_some_and(|width| width < NARROW) {
        columns.retain(|(column, _)| !["tables", "offences", "gaps"].contains(column));
    }
    let done = context.print(&sheet, || sheet.text(context.style(), &columns))?;
    context.terminal.hint("crimcost law show Lithuania");
    Ok(done)
}
