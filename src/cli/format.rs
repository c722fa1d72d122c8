//! `crimcost fmt`: parameters in one line or as tables.

use super::arguments::FormatArguments;
use super::outcome::{Failure, Outcome, print};
use super::terminal::Terminal;
use crate::codes::Code;
use crate::output::folder;
use crate::scenario::format::{Form, format as rewrite};
use crate::text::{self, Files, Problem, Problems, cause};
use std::path::Path;

/// Rewrites a file in place, or stdin to stdout.
pub fn format(arguments: &FormatArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let form = if arguments.short { Form::Short } else { Form::Long };
    let name = arguments.file.display().to_string();
    let mut files = Files::default();
    let mut problems = Problems::default();
    // Loading first names every way in which a file cannot be read.
    if text::load(&arguments.file, &name, &mut files, &mut problems).is_none() {
        return Err(Failure::Invalid { problems, files });
    }
    let old = files.iter().next().map(|(_, text)| text.to_owned()).unwrap_or_default();
    let Some(new) = rewrite(&old, &name, form, &mut files, &mut problems) else {
        return Err(Failure::Invalid { problems, files });
    };
    let stdin = arguments.file == Path::new("-");
    let changed = new != old;
    if arguments.check {
        terminal.remark(&format!("{name}: {}", if changed { "would change" } else { "nothing to change" }));
        return Ok(if changed { Outcome::Findings } else { Outcome::Done });
    }
    if stdin {
        return print(&new);
    }
    if changed {
        folder::replace(&arguments.file, new.as_bytes()).map_err(|error| {
            let message = format!("{name} cannot be written: {}", cause(&error));
            Failure::running(Problem::nowhere(Code::CannotWrite, message))
        })?;
    }
    terminal.remark(&format!("{name}: {}", if changed { "rewritten" } else { "nothing to change" }));
    Ok(Outcome::Done)
}
