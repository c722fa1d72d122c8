//! How a command ends: exit codes, and writing to stdout.

use super::diagnostics;
use super::terminal::Terminal;
use crate::codes::Code;
use crate::text::{Files, Level, Problem, Problems, cause};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// How a command ended that did what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// A report was printed, and it has findings.
    Findings,
    /// A report was printed, and it says that a file cannot be run.
    Invalid,
}

impl Outcome {
    /// The exit code.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Done => 0,
            Outcome::Findings => 4,
            Outcome::Invalid => 3,
        })
    }
}

/// Why a command could not do what it was asked for.
pub enum Failure {
    /// A file or the arguments laid over it are not valid.
    Invalid { problems: Problems, files: Files },
    /// The arguments do not fit together.
    Usage(Problem),
    /// Something went wrong while running.
    Running(Box<Problem>, Files),
}

impl Failure {
    /// Failing to write a result on stdout.
    pub fn stdout(error: io::Error) -> Failure {
        let problem = Problem::nowhere(Code::CannotWrite, format!("the result cannot be written: {}", cause(&error)));
        Failure::Running(Box::new(problem), Files::default())
    }

    /// Failing to do something with files.
    pub fn running(problem: Problem) -> Failure {
        Failure::Running(Box::new(problem), Files::default())
    }

    /// Says on stderr what went wrong, and returns the exit code.
    pub fn report(self, terminal: &Terminal) -> ExitCode {
        match self {
            Failure::Invalid { problems, files } => {
                diagnostics::print_all(&problems, &files, terminal);
                ExitCode::from(if only_arguments(&problems, &files) { 2 } else { 3 })
            }
            Failure::Usage(problem) => {
                diagnostics::print_one(&problem, &Files::default(), terminal);
                ExitCode::from(2)
            }
            Failure::Running(problem, files) => {
                diagnostics::print_one(&problem, &files, terminal);
                ExitCode::from(1)
            }
        }
    }
}

/// Whether every error lies in what was typed on the command line and none in a file.
fn only_arguments(problems: &Problems, files: &Files) -> bool {
    let sorted = problems.sorted();
    let mut errors = sorted.iter().filter(|problem| problem.level() == Level::Error);
    errors.all(|problem| match problem.place {
        Some(place) => files.name(place.file).starts_with("--"),
        None => problem.code.is_about_the_question(),
    })
}

/// Writes a text to stdout. A reader that goes away early, as `head` does, is no failure.
pub fn print(text: &str) -> Result<Outcome, Failure> {
    print_bytes(text.as_bytes())
}

/// Writes bytes to stdout.
pub fn print_bytes(bytes: &[u8]) -> Result<Outcome, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::stdout(error)),
        _ => Ok(Outcome::Done),
    }
}
