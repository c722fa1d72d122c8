//! `crimcost help`: what a code means, or the help of a command.

use super::arguments::{Arguments, HelpArguments};
use super::outcome::{Failure, Outcome, print};
use crate::codes::Code;
use crate::text::{Level, Problem};
use clap::CommandFactory;

/// Prints help on a topic, or the general help.
pub fn help(arguments: &HelpArguments) -> Result<Outcome, Failure> {
    let mut command = Arguments::command();
    command.build();
    let Some(topic) = &arguments.topic else { return print(&command.render_long_help().to_string()) };
    if topic == "codes" || topic == "topics" {
        let lines = Code::ALL.iter().map(|code| format!("{code}  {}\n", code.meaning()));
        return print(&lines.collect::<String>());
    }
    if let Some(code) = Code::parse(topic) {
        let word = match code.level() {
            Level::Error => "An error: the file does not run, or the command stops.",
            Level::Warning => "A warning: the file runs; `check --strict` counts it as a finding.",
        };
        return print(&format!("{code}: {}\n{word}\n", code.meaning()));
    }
    if let Some(found) = command.find_subcommand_mut(topic) {
        return print(&found.render_long_help().to_string());
    }
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    Err(Failure::Usage(
        Problem::nowhere(Code::UsageError, format!("no help on `{topic}`"))
            .help(format!("topics: a code such as E0302, `codes`, or a command: {}", names.join(", "))),
    ))
}
