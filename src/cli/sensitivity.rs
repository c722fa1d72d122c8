//! `crimcost sensitivity`: what drives a result.

use super::outcome::{Failure, Outcome};
use super::question::{Asked, Question};
use super::terminal::Terminal;
use crate::appraisal::{Subject, variance};
use crate::output::appraisal::{Answers, Section, VarianceSection};
use crate::run::Sampling;
use crate::statistics::Sample;
use clap::{Args, ValueEnum};

/// Arguments of `sensitivity`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost sensitivity scenarios/georgia-2014.toml\n  \
                         crimcost sensitivity scenarios/georgia-2014.toml --out drivers")]
pub struct SensitivityArguments {
    #[command(flatten)]
    pub question: Question,
    /// The result that is asked about, by its id; the headline of the first policy if nothing is said
    #[arg(long, value_name = "ID")]
    pub result: Option<String>,
    /// Only these answers; repeatable
    #[arg(long, value_name = "WHAT")]
    pub show: Vec<Show>,
}

/// What can be asked about a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// How far the result is certain: the error of its draws
    Convergence,
    /// Each input from its 5th to its 95th percentile, the others at their means
    Tornado,
    /// Curves of the result along each input
    Spider,
    /// Rank and partial rank correlations, standardised regression
    Ranks,
    /// Shares of the variance
    Variance,
    /// What better knowledge of an input is worth
    Value,
    /// The probability of saving more than an amount, and what a wrong choice costs
    Curves,
    /// Variants, horizons, discount rates and perspectives
    Structure,
    /// What if things go badly
    Stress,
    /// The result without each of its sources
    Sources,
}

impl Show {
    /// What is shown if nothing is asked for.
    const USUAL: [Show; 7] =
        [Show::Convergence, Show::Tornado, Show::Ranks, Show::Variance, Show::Value, Show::Curves, Show::Spider];
}

/// What every answer is made from.
struct Context<'a> {
    question: &'a Question,
    asked: &'a Asked,
    subject: &'a Subject,
    sample: &'a Sample,
}

/// Answers what drives a result.
pub fn sensitivity(arguments: &SensitivityArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let asked = question.load(terminal)?;
    let subject = Subject::new(&asked.model, arguments.result.as_deref()).map_err(Failure::running)?;
    let sample = subject.sample(question.sampling()).map_err(Failure::running)?;
    let context = Context { question, asked: &asked, subject: &subject, sample: &sample };
    let wanted = if arguments.show.is_empty() { Show::USUAL.to_vec() } else { arguments.show.clone() };
    let mut sections = vec![];
    for show in wanted {
        sections.extend(section(show, &context)?);
    }
    let head = vec![format!("What drives {}", subject.target().id())];
    let record = Some(question.record(&asked)?);
    question.delivery.give(&Answers { schema: "crimcost/sensitivity/1", head, record, sections }, terminal)
}

fn section(show: Show, context: &Context) -> Result<Option<Box<dyn Section>>, Failure> {
    match show {
        Show::Variance => {
            let found = variance(context.subject, variance_sampling(context.question.sampling()));
            let found = found.map_err(Failure::running)?;
            Ok(Some(Box::new(VarianceSection::new(context.subject, found))))
        }
        _ => Ok(None),
    }
}

/// Each of the samples of [`variance`] has a quarter of the draws, at least 256: there is one run for each input.
fn variance_sampling(sampling: Sampling) -> Sampling {
    Sampling { draws: (sampling.draws / 4).max(256).next_multiple_of(16), ..sampling }
}
