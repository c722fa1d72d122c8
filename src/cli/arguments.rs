//! The commands and their arguments.

use super::question::Delivery;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What a state spends on criminalizing people who use drugs, and what it would spend if it diverted them to services.
#[derive(Debug, Parser)]
#[command(
    name = "crimcost",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 100,
    before_help = "Examples:\n  crimcost init my-scenario.toml         write a commented scenario that runs\n  \
                   crimcost run my-scenario.toml          compare what the policies cost\n  \
                   crimcost explain my-scenario.toml police_hour\n  \
                   crimcost check my-scenario.toml        find every mistake at once",
    after_help = "Exit codes: 0 done, 1 failed while running, 2 wrong command line, 3 a file is not valid, 4 findings \
                  of --strict or --check, 130 interrupted.\nColour: --color, then NO_COLOR, then CLICOLOR_FORCE or FORCE_COLOR, then \
                  the terminal."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", alias = "colour")]
    pub color: ColourChoice,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// How problems are printed on stderr
    #[arg(long, global = true, value_name = "FORM", default_value = "human")]
    pub diagnostic_format: DiagnosticFormat,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a scenario and compare what its policies cost
    Run(RunArguments),
    /// Find every mistake in scenarios, with what is laid over them
    Check(CheckArguments),
    /// Rewrite parameters in the one-line or the table form
    Fmt(FormatArguments),
    /// Show where a number comes from and what it feeds
    Explain(ExplainArguments),
    /// Show what drives a result, and what is worth finding out
    Sensitivity(super::sensitivity::SensitivityArguments),
    /// Stack reforms: what each adds in an order, what it adds whatever the order, and where they overlap
    Compare(super::compare::CompareArguments),
    /// Show what would have to be true for a claim about a result to hold
    Breakeven(super::breakeven::BreakEvenArguments),
    /// Run the values that others claim beside the scenario's own, and all mixtures of both
    Contest(super::contest::ContestArguments),
    /// List whom to ask for which figure, with draft letters
    Asks(super::asks::AsksArguments),
    /// Say what drives the results of a table of draws, whoever made them
    Analyze(super::analyze::AnalyzeArguments),
    /// Add the counts of a pilot or of court decisions to what a scenario believes
    Update(UpdateArguments),
    /// Write a commented scenario that runs as it is
    Init(InitArguments),
    /// Drug laws as data: thresholds, offences, penalties, and what a case falls under
    Law(super::law::LawArguments),
    /// Print the JSON Schema of scenario files, for editors
    Schema {
        /// That of law files
        #[arg(long)]
        law: bool,
    },
    /// Explain a code such as E0302, or print the help of a command
    Help(HelpArguments),
    /// Print a completion script for a shell
    Completions(CompletionArguments),
    /// Print the manual page
    Man,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    Auto,
    Always,
    Never,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiagnosticFormat {
    /// Blocks with the line, a caret, the cause and the way out
    Human,
    /// One line each: file:line:column: code: message
    Short,
    /// One JSON object a line
    Json,
}

/// A scenario with everything that is laid over it.
#[derive(Args, Clone, Debug)]
pub struct Input {
    /// Set a parameter by hand: name=value, as in --set prison_day="90 EUR/person/day"; repeatable
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub sets: Vec<String>,
    /// A sheet with one case a row
    #[arg(long, value_name = "FILE.csv")]
    pub table: Option<PathBuf>,
    /// A policy library to lay over the scenario; repeatable
    #[arg(long = "policy-file", value_name = "FILE")]
    pub policy_files: Vec<PathBuf>,
    /// Which stage a library's role means: role=stage; repeatable
    #[arg(long, value_name = "ROLE=STAGE")]
    pub attach: Vec<String>,
    /// Run only these policies, or combine some as a+b; repeatable
    #[arg(long = "policy", value_name = "NAME")]
    pub policies: Vec<String>,
}

/// Arguments of `run`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost run scenarios/georgia-2014.toml\n  \
                         crimcost run scenarios/georgia-2014.toml --out georgia\n  \
                         crimcost run scenarios/georgia-2014.toml --set police_hour=\"6 GEL/hour\" --format csv\n  \
                         crimcost run scenarios/georgia-2014.toml --policy-file scenarios/systems/portugal-cdt.toml\n  \
                         crimcost run scenarios/systems/lithuania-kaisiadorys.toml --people whole\n  \
                         crimcost run countries.toml --table countries.csv --central")]
pub struct RunArguments {
    /// The scenario; - reads it from stdin
    pub file: PathBuf,
    #[command(flatten)]
    pub input: Input,
    /// How many draws, rounded up to a multiple of 16
    #[arg(short = 'n', long, value_name = "N", default_value_t = crate::run::DEFAULT_DRAWS,
          value_parser = draws, allow_negative_numbers = true, conflicts_with = "central")]
    pub draws: usize,
    /// Seed of the draws
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = seed, allow_negative_numbers = true,
          conflicts_with = "central")]
    pub seed: u64,
    /// How draws are spread
    #[arg(long, value_name = "KIND", default_value = "stratified", conflicts_with = "central")]
    pub sampler: SamplerChoice,
    /// Expected numbers of people, or whole people who come and go by chance; beats the scenario's own choice
    #[arg(long, value_name = "whole|cohort")]
    pub people: Option<PeopleChoice>,
    /// One run with every input at its mean, no draws
    #[arg(long)]
    pub central: bool,
    /// Go on until the error of every headline is this part of it: 1% or 0.01
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true, conflicts_with = "central")]
    pub precision: Option<f64>,
    /// A structural variant of the scenario, or all of them beside the scenario itself
    #[arg(long, value_name = "NAME|all")]
    pub variant: Option<String>,
    /// Keep more draws: of single lines for their quantiles, or of all totals and inputs as draws.csv
    #[arg(long, value_name = "WHAT", conflicts_with = "central")]
    pub keep: Vec<Keep>,
    /// Report every year, or totals only
    #[arg(long, value_name = "WHAT", default_value = "all")]
    pub by_year: ByYear,
    /// How many threads; changes no number
    #[arg(short = 'j', long, value_name = "N", value_parser = threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,
    #[command(flatten)]
    pub delivery: Delivery,
}

/// What goes to stdout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
}

/// How draws are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SamplerChoice {
    Stratified,
    Sobol,
    Plain,
}

/// What a number of people is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PeopleChoice {
    /// Whole people: arrivals and ways by chance, in every draw
    Whole,
    /// Expected numbers, which need not be whole
    Cohort,
}

/// More draws to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Keep {
    Lines,
    Draws,
}

/// Which years to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ByYear {
    All,
    Totals,
}

/// Arguments of `check`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost check scenarios/georgia-2014.toml\n  \
                         crimcost check --strict --diagnostic-format short scenarios/*.toml")]
pub struct CheckArguments {
    /// Scenarios
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub input: Input,
    /// Warnings count too, and every one of the ministry's standard questions needs an answer
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `fmt`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost fmt --short my-scenario.toml\n  crimcost fmt --long --check \
                         my-scenario.toml")]
pub struct FormatArguments {
    /// The scenario or policy file, rewritten in place; - reads stdin and writes stdout
    pub file: PathBuf,
    /// One line for each parameter
    #[arg(long, required_unless_present = "long", conflicts_with = "long")]
    pub short: bool,
    /// A table for each parameter
    #[arg(long)]
    pub long: bool,
    /// Write nothing; exit code 4 if something would change
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `explain`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost explain scenarios/georgia-2014.toml prison_day\n  \
                         crimcost explain scenarios/georgia-2014.toml cost.custody\n  \
                         crimcost explain scenarios/georgia-2014.toml referral/saving/public/all")]
pub struct ExplainArguments {
    /// The scenario
    pub file: PathBuf,
    /// A parameter, cost line, outcome, stage, source or result; `cost.x` where names meet
    pub name: String,
    #[command(flatten)]
    pub input: Input,
}

/// Arguments of `update`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost update my-scenario.toml pilot.csv\n  \
                         crimcost update my-scenario.toml pilot.csv --out after-pilot.toml --charts pilot\n  \
                         crimcost update my-scenario.toml courts.csv --map courts.txt --out after-courts.toml\n  \
                         crimcost update scenarios/estonia.toml scenarios/observations/portugal-appearing.csv")]
pub struct UpdateArguments {
    /// The scenario
    pub file: PathBuf,
    /// The counts; lines above the header that begin with # say which column counts for what
    pub observations: PathBuf,
    /// The same lines in a file of their own
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// A policy library to lay over the scenario; its numbers can be updated too, then the new file is a library
    #[arg(long = "policy-file", value_name = "FILE")]
    pub policy_files: Vec<PathBuf>,
    /// Which stage a library's role means: role=stage; repeatable
    #[arg(long, value_name = "ROLE=STAGE")]
    pub attach: Vec<String>,
    /// Write the new scenario; without it nothing is written
    #[arg(short, long, value_name = "NEW.toml")]
    pub out: Option<PathBuf>,
    /// Draw what was believed before and after into this directory
    #[arg(long, value_name = "DIR")]
    pub charts: Option<PathBuf>,
    /// Replace files that are there already
    #[arg(long)]
    pub force: bool,
    /// What to print on stdout
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// Language of charts: en, lt, ru, ka
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: crate::language::Language,
    /// Resolution of PNG charts in dots per inch
    #[arg(long, value_name = "DPI", default_value_t = 192, value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub png_dpi: u16,
}

/// Arguments of `init`.
#[derive(Args, Clone, Debug)]
#[command(
    before_help = "Examples:\n  crimcost init my-scenario.toml\n  crimcost init --template blank my-scenario.toml"
)]
pub struct InitArguments {
    /// Where to write; an existing file is never replaced
    pub file: PathBuf,
    /// Which template
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
}

/// Arguments of `help`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost help E0302\n  crimcost help run\n  crimcost help codes")]
pub struct HelpArguments {
    /// A code, a command, or `codes` for the list of all codes
    pub topic: Option<String>,
}

/// Arguments of `completions`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Example:\n  crimcost completions bash > ~/.local/share/bash-completion/completions/crimcost")]
pub struct CompletionArguments {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Draws, rounded up to a multiple of 16.
pub fn draws(text: &str) -> Result<usize, String> {
    let plain: String = text.chars().filter(|character| !matches!(character, '_' | ',' | ' ')).collect();
    match plain.parse::<usize>() {
        Ok(0) => Err("at least 1; for none at all there is --central".into()),
        Ok(count) if count <= crate::evaluate::MOST_DRAWS * 16 => Ok(count.next_multiple_of(16)),
        Ok(_) => Err(format!("at most {}", crate::evaluate::MOST_DRAWS * 16)),
        Err(_) => Err("a whole number".into()),
    }
}

/// A seed.
pub fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("a whole number from 0 to {}", u64::MAX))
}

/// A number of threads; how many are allowed is said by the command.
pub fn threads(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "a whole number from 1 to 1024".into())
}

/// A share as `1%` or `0.01`.
fn share(text: &str) -> Result<f64, String> {
    let (number, factor) = match text.trim().strip_suffix('%') {
        Some(number) => (number.trim(), 0.01),
        None => (text.trim(), 1.0),
    };
    match number.parse::<f64>() {
        Ok(number) if number > 0.0 && number * factor <= 1.0 => Ok(number * factor),
        _ => Err("a share above 0 and up to 1, such as 1% or 0.01".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn draws_are_rounded_up_to_a_multiple_of_16() {
        assert_eq!(draws("1"), Ok(16));
        assert_eq!(draws("1_000"), Ok(1008));
        assert_eq!(draws("16384"), Ok(16_384));
        assert!(draws("0").is_err() && draws("-5").is_err() && draws("1e6").is_err());
    }

    #[test]
    fn seeds_are_whole_numbers_of_64_bits() {
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        assert!(seed("18446744073709551616").is_err() && seed("-1").is_err() && seed("1.5").is_err());
    }

    #[test]
    fn precision_reads_per_cents_and_shares() {
        assert_eq!(share("1%"), Ok(0.01));
        assert_eq!(share("0.5 %"), Ok(0.005));
        assert_eq!(share("0.01"), Ok(0.01));
        assert!(share("0").is_err() && share("200%").is_err() && share("nan").is_err());
    }
}
