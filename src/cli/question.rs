//! What all questions about a result share: their arguments, loading one case, and giving the answers.

use super::arguments::{Format, Input, SamplerChoice};
use super::outcome::{Failure, Outcome, print};
use super::run;
use super::terminal::Terminal;
use crate::codes::Code;
use crate::draws::Sampler;
use crate::evaluate::Evaluation;
use crate::model::Model;
use crate::output::appraisal::Answers;
use crate::output::report::Style;
use crate::output::{Record, folder};
use crate::plan::{Detail, Plan};
use crate::results::Results;
use crate::run::Sampling;
use crate::scenario::load::Variants;
use crate::scenario::{Case, Scenario};
use crate::text::{Files, Problem};
use clap::Args;
use std::path::PathBuf;

/// Arguments of every question about a scenario.
#[derive(Args, Clone, Debug)]
pub struct Question {
    /// The scenario
    pub file: PathBuf,
    #[command(flatten)]
    pub input: Input,
    /// One row of the table, by its name
    #[arg(long, value_name = "NAME", requires = "table")]
    pub case: Option<String>,
    /// A structural variant of the scenario
    #[arg(long, value_name = "NAME")]
    pub variant: Option<String>,
    /// How many draws, rounded up to a multiple of 16
    #[arg(short = 'n', long, value_name = "N", default_value_t = crate::run::DEFAULT_DRAWS,
          value_parser = super::arguments::draws, allow_negative_numbers = true)]
    pub draws: usize,
    /// Seed of the draws
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = super::arguments::seed,
          allow_negative_numbers = true)]
    pub seed: u64,
    /// How draws are spread
    #[arg(long, value_name = "KIND", default_value = "stratified")]
    pub sampler: SamplerChoice,
    /// How many threads; changes no number
    #[arg(short = 'j', long, value_name = "N", value_parser = super::arguments::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,
    #[command(flatten)]
    pub delivery: Delivery,
}

/// Where answers go and how they look.
#[derive(Args, Clone, Debug)]
pub struct Delivery {
    /// Write tables and charts into a new directory
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what is in the directory
    #[arg(long, requires = "out")]
    pub force: bool,
    /// What to print on stdout; the table if nothing is said
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Language of charts: en, lt, ru, ka
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub lang: crate::language::Language,
    /// Resolution of PNG charts in dots per inch
    #[arg(long, value_name = "DPI", default_value_t = 192, value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub png_dpi: u16,
}

/// What became of a question: a mistake of the command line if the problem is with what was asked for, and a failure while
/// running otherwise.
pub fn asked_wrong(problem: Problem) -> Failure {
    if problem.code.is_about_the_question() { Failure::Usage(problem) } else { Failure::running(problem) }
}

/// One case of a scenario, read as a model.
pub struct Asked {
    pub scenario: Scenario,
    pub case: Case,
    pub model: Model,
    pub files: Files,
}

impl Question {
    /// Loads the scenario and reads the one case and variant asked about; refuses a taken directory before any work.
    pub fn load(&self, terminal: &Terminal) -> Result<Asked, Failure> {
        self.delivery.check()?;
        run::set_threads(self.threads)?;
        let mut files = Files::default();
        let scenario = run::load(&self.file, &self.input, Variants::None, &mut files, terminal)?;
        let case = self.one_case(&scenario)?.clone();
        let variant = self.variant.as_deref();
        run::check_variant(&scenario, variant)?;
        let model = run::model(&scenario, &case, variant, &self.input, &mut files)?;
        if let ([baseline], Some(_)) = (&model.policies[..], self.input.policies.first()) {
            let all = scenario.model(&case, variant).map(|model| model.policies).unwrap_or_default();
            let names: Vec<&str> = all.iter().skip(1).map(|policy| policy.name.as_str()).collect();
            if !names.is_empty() {
                let message = format!("`{}` is the baseline, with which policies are compared", baseline.name);
                let help = format!("ask about one of the policies: {}", names.join(", "));
                return Err(Failure::Usage(Problem::nowhere(Code::UsageError, message).help(help)));
            }
        }
        Ok(Asked { scenario, case, model, files })
    }

    /// The one case that is asked about.
    pub fn one_case<'s>(&self, scenario: &'s Scenario) -> Result<&'s Case, Failure> {
        let cases = scenario.cases();
        let names = || cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>().join(", ");
        match (&self.case, cases) {
            (None, [only]) => Ok(only),
            (None, _) => Err(Failure::Usage(
                Problem::nowhere(Code::UsageError, "the table has many rows, and a question is about one")
                    .help(format!("add  --case NAME;  the rows are {}", names())),
            )),
            (Some(name), cases) => cases.iter().find(|case| case.name == *name).ok_or_else(|| {
                Failure::Usage(
                    Problem::nowhere(Code::UsageError, format!("the table has no row called `{name}`"))
                        .help(format!("the rows are {}", names())),
                )
            }),
        }
    }

    /// How draws are made.
    pub fn sampling(&self) -> Sampling {
        let sampler = match self.sampler {
            SamplerChoice::Stratified => Sampler::Stratified,
            SamplerChoice::Sobol => Sampler::Sobol,
            SamplerChoice::Plain => Sampler::Plain,
        };
        Sampling { draws: self.draws, seed: self.seed, sampler }
    }

    /// The record of what was asked.
    pub fn record(&self, asked: &Asked) -> Result<Record, Failure> {
        let detail = Detail { years: false, lines: false };
        let plan = Plan::new(&asked.model, detail).map_err(Failure::running)?;
        let central = crate::run::central(&asked.model, &plan).map_err(Failure::running)?;
        let mut results = Results::new(asked.model.clone(), &plan, &central, None);
        results.case.clone_from(&asked.case.name);
        results.variant = self.variant.clone().unwrap_or_default();
        results.draws = self.draws;
        let evaluation = Evaluation { detail, sampling: Some(self.sampling()), precision: None };
        Ok(Record::new(&asked.files, &[results], &evaluation, &self.input.sets))
    }
}

impl Delivery {
    /// Refuses a place that is taken, before any work is done.
    pub fn check(&self) -> Result<(), Failure> {
        match &self.out {
            Some(directory) => folder::check_free(directory, self.force).map_err(Failure::running),
            None => Ok(()),
        }
    }

    /// Refuses CSV for more than one answer; `names` are those of all answers.
    pub fn check_tables(&self, names: &[&str]) -> Result<(), Failure> {
        if self.format != Some(Format::Csv) || names.len() == 1 {
            return Ok(());
        }
        let problem = Problem::nowhere(Code::UsageError, "CSV holds one table, and there are several");
        let help = format!("choose one with --show: {};  or write all with --out DIR", names.join(", "));
        Err(Failure::Usage(problem.help(help)))
    }

    /// Prints the answers in the format asked for, and writes the folder.
    pub fn give(&self, answers: &Answers, terminal: &Terminal) -> Result<Outcome, Failure> {
        let names: Vec<&str> = answers.sections.iter().map(|section| section.name()).collect();
        self.check_tables(&names)?;
        let text = match self.format.unwrap_or(Format::Table) {
            Format::Table => answers.text(Style { colour: terminal.colour_on_stdout, width: terminal.width }),
            Format::Json => answers.json(),
            Format::Csv => answers.sections[0].sheet().csv(),
        };
        let done = print(&text)?;
        if let Some(directory) = &self.out {
            let files = answers.files(self.lang, self.png_dpi);
            let files = files.map_err(|message| Failure::running(Problem::nowhere(Code::CannotWrite, message)))?;
            folder::write_files(directory, self.force, &files).map_err(Failure::running)?;
            terminal.remark(&format!("wrote {}", directory.display()));
        }
        Ok(done)
    }
}
