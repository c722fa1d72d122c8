//! `crimcost init`: a commented scenario to begin with.

use super::arguments::InitArguments;
use super::outcome::{Failure, Outcome, print};
use super::terminal::Terminal;
use crate::codes::Code;
use crate::scenario::init::{DEFAULT, template, templates};
use crate::text::{Problem, cause};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes a template to a new file; `-` prints it.
pub fn init(arguments: &InitArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let name = arguments.template.as_deref().unwrap_or(DEFAULT);
    let Some(text) = template(name) else {
        let known = templates().into_iter().map(|(name, about)| format!("{name}: {about}"));
        let problem = Problem::nowhere(Code::UsageError, format!("no template called `{name}`"));
        return Err(Failure::Usage(known.fold(problem, |problem, line| problem.help(line))));
    };
    if arguments.file == Path::new("-") {
        return print(text);
    }
    let path = arguments.file.display();
    let written = OpenOptions::new().write(true).create_new(true).open(&arguments.file).and_then(|mut file| {
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a file is worse than none; the first error is the one to tell.
            let _ = std::fs::remove_file(&arguments.file);
        }
        written
    });
    match written {
        Ok(()) => {
            terminal.remark(&format!("wrote {path}"));
            terminal.hint(&format!("crimcost run {path}"));
            Ok(Outcome::Done)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::running(
            Problem::nowhere(Code::Exists, format!("{path} is already there")).help("name another file"),
        )),
        Err(error) => Err(Failure::running(Problem::nowhere(
            Code::CannotWrite,
            format!("{path} cannot be written: {}", cause(&error)),
        ))),
    }
}
