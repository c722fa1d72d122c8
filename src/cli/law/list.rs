//! `crimcost law list`.

use super::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::output::law;

/// Prints a row for each regime.
pub fn list(context: &Context) -> Result<Outcome, Failure> {
    let sheet = law::list(&context.laws);
    let columns = [
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
    let done = context.print(&sheet, || sheet.text(context.style(), &columns))?;
    context.terminal.hint("crimcost law show Lithuania");
    Ok(done)
}
