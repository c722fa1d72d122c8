//! `crimcost analyze`: what a table of draws says, whoever made it.

use super::outcome::{Failure, Outcome};
use super::question::Delivery;
use super::run::set_threads;
use super::terminal::Terminal;
use crate::appraisal::{Choice, Foreign, distributions, drivers, read_draws};
use crate::codes::Code;
use crate::output::appraisal::{
    Answers, ConvergenceSection, DecisionSection, DistributionsSection, Origin, RanksSection, Section,
};
use crate::output::report::count;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::sheet::bytes_of_draws;
use crate::statistics::{Sample, convergence};
use crate::text::{Files, Problem, Problems, cause};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `analyze`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost run my-scenario.toml --keep draws --out results\n  \
                         crimcost analyze results/draws.csv --outputs talks/saving/public/all\n  \
                         crimcost analyze draws.csv --inputs price,volume,share --outputs profit\n  \
                         crimcost analyze draws.csv --options reform,pilot --show decision\n  \
                         crimcost analyze draws.csv --inputs a,b,c --group \"a + b\" --out drivers")]
pub struct AnalyzeArguments {
    /// The draws: one row each, inputs and outputs as columns, names in the first row
    pub file: PathBuf,
    /// Columns that are inputs; those whose names begin with input: if nothing is said
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub inputs: Vec<String>,
    /// Columns that are outputs; all others but `draw` if nothing is said
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub outputs: Vec<String>,
    /// Inputs that move together and count as one: "a + b"; repeatable
    #[arg(long = "group", value_name = "A + B")]
    pub groups: Vec<String>,
    /// Outputs that are what the options of one decision save against doing nothing; the output, if there is one
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub options: Vec<String>,
    /// Into how many independent samples the draws were dealt in turn; 1 if nothing is known
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub replicates: Option<u16>,
    /// Only these answers; repeatable
    #[arg(long, value_name = "WHAT")]
    pub show: Vec<Given>,
    /// How many threads; changes no number
    #[arg(short = 'j', long, value_name = "N", value_parser = super::arguments::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,
    #[command(flatten)]
    pub delivery: Delivery,
}

/// What draws alone can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Given {
    /// Mean, spread and percentiles of each output
    Distributions,
    /// How far the outputs are certain: the error of the draws
    Convergence,
    /// Rank and partial rank correlations, standardised regression, shares of the variance
    Ranks,
    /// Which option is best, how sure that is, and what better knowledge is worth
    Decision,
}

/// Says what drives the outputs of a table of draws.
pub fn analyze(arguments: &AnalyzeArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    arguments.delivery.check()?;
    set_threads(arguments.threads)?;
    let name = arguments.file.display().to_string();
    let foreign = read(arguments, &name)?;
    let options = options(arguments, &foreign.sample)?;
    let wanted = if arguments.show.is_empty() { Given::value_variants() } else { &arguments.show };
    // The folders that lead to a table say nothing to readers of a chart.
    let file = arguments.file.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
    let wanted = wanted.iter().filter(|given| **given != Given::Decision || !options.is_empty());
    let sections = wanted.map(|given| section(*given, &foreign.sample, &options, &file)).collect();
    let Sample { inputs, outputs, .. } = &foreign.sample;
    let head = vec![
        format!("What {} draws in {name} say", count(foreign.sample.draws())),
        format!(
            "{}, {} · {}",
            counted(inputs.len(), "input"),
            counted(outputs.len(), "output"),
            foreign.stated.join(" · ")
        ),
    ];
    arguments.delivery.give(&Answers { schema: "crimcost/analyze/1", head, record: None, sections }, terminal)
}

/// `1 input`, `3 inputs`.
fn counted(number: usize, what: &str) -> String {
    format!("{} {what}{}", count(number), if number == 1 { "" } else { "s" })
}

/// Numbers of the outputs that are options of a decision; none if it is not said and there is more than one output.
fn options(arguments: &AnalyzeArguments, sample: &Sample) -> Result<Vec<usize>, Failure> {
    let named = |name: &String| {
        let known = || sample.outputs.iter().map(|output| output.name.as_str());
        known().position(|known| known == name.trim()).ok_or_else(|| {
            let problem = Problem::nowhere(Code::NoSuchColumn, format!("no output called `{}`", name.trim()));
            Failure::Usage(problem.help(did_you_mean(name.trim(), known())))
        })
    };
    let mut options: Vec<usize> = arguments.options.iter().map(named).collect::<Result<_, _>>()?;
    options.sort_unstable();
    options.dedup();
    match (&options[..], &sample.outputs[..]) {
        ([], [_]) => Ok(vec![0]),
        ([], _) if arguments.show.contains(&Given::Decision) => {
            let problem = Problem::nowhere(Code::UsageError, "a decision between which outputs?");
            Err(Failure::Usage(problem.help("name what each option saves:  --options A,B")))
        }
        _ => Ok(options),
    }
}

fn section(given: Given, sample: &Sample, options: &[usize], table: &str) -> Box<dyn Section> {
    let all: Vec<usize> = (0..sample.outputs.len()).collect();
    match given {
        Given::Distributions => Box::new(DistributionsSection { draws: sample.draws(), found: distributions(sample) }),
        Given::Convergence => Box::new(ConvergenceSection::new(convergence(sample), Origin::Table(table.to_owned()))),
        Given::Ranks => {
            let found = drivers(sample, &all, &[], true).expect("tables with fewer draws were refused");
            Box::new(RanksSection::new(found, Origin::Table(table.to_owned())))
        }
        Given::Decision => Box::new(DecisionSection::new(sample, options, table)),
    }
}

fn read(arguments: &AnalyzeArguments, name: &str) -> Result<Foreign, Failure> {
    if name == "-" {
        let problem = Problem::nowhere(Code::UsageError, "draws are read from a file, not from standard input");
        return Err(Failure::Usage(problem.help("write them into a file, and name that")));
    }
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let choice = Choice {
        inputs: arguments.inputs.clone(),
        outputs: arguments.outputs.clone(),
        groups: arguments.groups.clone(),
        replicates: arguments.replicates.map(usize::from),
    };
    let found = match bytes_of_draws(&arguments.file) {
        Ok(bytes) => read_draws(&bytes, name, &choice, &mut files, &mut problems),
        Err(error) => {
            let message = format!("cannot read `{name}`: {}", cause(&error));
            problems.report(Problem::nowhere(Code::Unreadable, message).help("check the name"));
            None
        }
    };
    found.ok_or(Failure::Invalid { problems, files })
}
