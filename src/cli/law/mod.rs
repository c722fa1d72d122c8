//! `crimcost law`: drug laws as data.

mod classify;
mod compare;
mod list;
mod share;
mod show;

use super::arguments::Format;
use super::diagnostics;
use super::outcome::{Failure, Outcome, print};
use super::terminal::Terminal;
use crate::law::Law;
use crate::output::report::Style;
use crate::output::sheet::Sheet;
use crate::scenario;
use crate::text::{Files, Problems};
use clap::{Args, Subcommand};
use indexmap::IndexMap;
use std::path::PathBuf;

/// Arguments of `law`.
#[derive(Args, Clone, Debug)]
#[command(
    arg_required_else_help = true,
    before_help = "Examples:\n  crimcost law list\n  crimcost law show Lithuania\n  crimcost law show KGZ --at 2019-10-01\n  \
                   crimcost law compare Lithuania Czechia Russia --substance cannabis --out limits\n  \
                   crimcost law classify --country KGZ --at 2019-10-01 --substance amphetamine --grams 0.8\n  \
                   crimcost law share scenarios/kyrgyzstan-amounts.toml"
)]
pub struct LawArguments {
    #[command(subcommand)]
    pub command: LawCommand,
    /// A law file to add, or to put in the place of the country's own; repeatable
    #[arg(long = "law", global = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What to print on stdout; the table if nothing is said
    #[arg(short, long, global = true, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// What to do with laws.
#[derive(Clone, Debug, Subcommand)]
pub enum LawCommand {
    /// List the countries and their regimes
    List,
    /// Show the law of a country: offences, penalties, amounts, rules, gaps and sources
    Show(show::ShowArguments),
    /// Put the limits and penalties of countries side by side
    Compare(compare::CompareArguments),
    /// Say what a find falls under, and which rule decides
    Classify(classify::ClassifyArguments),
    /// Which share of cases lies in each band, today and under a reform, and who moves
    Share(Box<share::ShareArguments>),
}

/// Does what is asked for.
pub fn law(arguments: &LawArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let laws = laws(&arguments.files, terminal)?;
    let context = Context { laws, format: arguments.format.unwrap_or(Format::Table), terminal };
    match &arguments.command {
        LawCommand::List => list::list(&context),
        LawCommand::Show(own) => show::show(own, &context),
        LawCommand::Compare(own) => compare::compare(own, &context),
        LawCommand::Classify(own) => classify::classify(own, &context),
        LawCommand::Share(own) => share::share(own, &context),
    }
}

/// What every command about laws needs.
pub struct Context<'a> {
    pub laws: IndexMap<String, Law>,
    pub format: Format,
    pub terminal: &'a Terminal,
}

impl Context<'_> {
    /// How text looks.
    pub fn style(&self) -> Style {
        Style { colour: self.terminal.colour_on_stdout, width: self.terminal.width }
    }

    /// Prints rows in the format asked for; `page` makes the text for readers.
    pub fn print(&self, sheet: &Sheet, page: impl FnOnce() -> String) -> Result<Outcome, Failure> {
        print(&match self.format {
            Format::Table => page(),
            Format::Csv => sheet.csv(),
            Format::Json => sheet.json(),
        })
    }
}

/// The shipped laws with those of the files; a file that is not valid ends the command.
pub fn laws(paths: &[PathBuf], terminal: &Terminal) -> Result<IndexMap<String, Law>, Failure> {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let Some(laws) = scenario::law::laws(paths, &mut files, &mut problems) else {
        return Err(Failure::Invalid { problems, files });
    };
    diagnostics::print_all(&problems, &files, terminal);
    Ok(laws)
}
