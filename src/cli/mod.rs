//! The command line: arguments in, results on stdout, everything else on stderr, an exit code.

mod analyze;
mod arguments;
mod asks;
mod breakeven;
mod check;
mod compare;
mod contest;
mod diagnostics;
mod explain;
mod format;
mod given;
mod help;
mod init;
mod law;
mod outcome;
mod progress;
mod question;
mod run;
mod sensitivity;
mod terminal;
mod update;

use crate::output::unfinished;
use crate::scenario::grammar;
use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use outcome::{Failure, Outcome};
use std::process::ExitCode;
use terminal::Terminal;

/// The exit code of an interrupted command.
const INTERRUPTED: u8 = 130;

/// Reads the arguments of the process, does what they say, and returns the exit code.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    std::panic::set_hook(Box::new(panicked));
    stop_cleanly();
    let terminal = Terminal::new(arguments.color, arguments.quiet, arguments.diagnostic_format);
    let done = std::panic::catch_unwind(|| dispatch(arguments.command, &terminal));
    match done {
        _ if unfinished::was_interrupted() => ExitCode::from(INTERRUPTED),
        Ok(Ok(outcome)) => outcome.code(),
        Ok(Err(failure)) => failure.report(&terminal),
        Err(_) => ExitCode::from(1),
    }
}

fn dispatch(command: Command, terminal: &Terminal) -> Result<Outcome, Failure> {
    match command {
        Command::Run(arguments) => run::run(&arguments, terminal),
        Command::Check(arguments) => check::check(&arguments, terminal),
        Command::Fmt(arguments) => format::format(&arguments, terminal),
        Command::Explain(arguments) => explain::explain(&arguments, terminal),
        Command::Analyze(arguments) => analyze::analyze(&arguments, terminal),
        Command::Update(arguments) => update::update(&arguments, terminal),
        Command::Init(arguments) => init::init(&arguments, terminal),
        Command::Sensitivity(arguments) => sensitivity::sensitivity(&arguments, terminal),
        Command::Compare(arguments) => compare::compare(&arguments, terminal),
        Command::Breakeven(arguments) => breakeven::breakeven(&arguments, terminal),
        Command::Contest(arguments) => contest::contest(&arguments, terminal),
        Command::Asks(arguments) => asks::asks(&arguments, terminal),
        Command::Law(arguments) => law::law(&arguments, terminal),
        Command::Help(arguments) => help::help(&arguments),
        Command::Schema { law } => {
            let schema = if law { grammar::law_schema() } else { grammar::schema() };
            let mut text = serde_json::to_string_pretty(&schema).expect("a schema is made of JSON values");
            text.push('\n');
            outcome::print(&text)
        }
        Command::Completions(arguments) => {
            let mut script = vec![];
            clap_complete::generate(arguments.shell, &mut Arguments::command(), "crimcost", &mut script);
            outcome::print_bytes(&script)
        }
        Command::Man => {
            let mut page = vec![];
            clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(Failure::stdout)?;
            outcome::print_bytes(&page)
        }
    }
}

/// Lets Ctrl-C and requests to end remove what is half-written, and leave with 130.
fn stop_cleanly() {
    let stop = || {
        unfinished::remove();
        std::process::exit(INTERRUPTED.into())
    };
    // Where the system has no such signals the command ends without tidying up.
    let _ = ctrlc::set_handler(stop);
}

/// Help and version go to stdout with 0, mistakes to stderr with 2.
fn usage(error: &clap::Error) -> ExitCode {
    match (error.use_stderr(), error.print()) {
        (true, _) => ExitCode::from(2),
        (false, Err(problem)) if problem.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(1),
        (false, _) => ExitCode::SUCCESS,
    }
}

/// What a user sees of a fault of ours.
fn panicked(info: &std::panic::PanicHookInfo) {
    use std::io::Write;
    let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
    let what = info.payload();
    let what = what.downcast_ref::<&str>().copied().or(what.downcast_ref::<String>().map(String::as_str));
    // Nothing is left to do if stderr is closed.
    let _ = writeln!(
        std::io::stderr(),
        "error: crimcost {} failed in a way it never should{place}: {}\nPlease report this with the command and the \
         files that led to it.",
        env!("CARGO_PKG_VERSION"),
        what.unwrap_or("no message")
    );
}
