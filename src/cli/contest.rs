//! `crimcost contest`: two sides' values side by side and in all mixtures.

use super::outcome::{Failure, Outcome};
use super::question::{Question, asked_wrong};
use super::terminal::Terminal;
use crate::appraisal::Subject;
use crate::appraisal::contest::{self, Contest, Mixtures};
use crate::codes::Code;
use crate::draws::Sampler;
use crate::output::appraisal::{Answers, DisputesSection, MixturesSection, Section, Topic};
use crate::text::{Problem, steers};
use clap::{Args, ValueEnum};

/// Arguments of `contest`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost contest scenarios/lithuania.toml\n  \
                         crimcost contest scenarios/lithuania.toml --side \"Institute\"\n  \
                         crimcost contest my-scenario.toml --ours \"Health NGO\" --out contest")]
pub struct ContestArguments {
    #[command(flatten)]
    pub question: Question,
    /// The result that is asked about, by its id; the headline of the first policy if nothing is said
    #[arg(long, value_name = "ID")]
    pub result: Option<String>,
    /// The other side, or how its name begins; each in turn if nothing is said
    #[arg(long, value_name = "WHO")]
    pub side: Option<String>,
    /// What the scenario's own side is called
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub ours: Option<String>,
    /// Contest these parameters only
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Only these answers; repeatable
    #[arg(long, value_name = "WHAT")]
    pub show: Vec<Show>,
}

/// What can be shown of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// Both sides' results, who is responsible for how much, and where the result would turn
    Disputes,
    /// The result under every mixture of the two sides' values
    Mixtures,
}

impl Show {
    /// What is typed for it.
    fn name(self) -> &'static str {
        match self {
            Show::Disputes => "disputes",
            Show::Mixtures => "mixtures",
        }
    }
}

/// A name that can stand in a sentence.
fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.chars().any(|letter| steers(letter) || letter == '\n') {
        _ if text.is_empty() => Err("a name for this side".into()),
        true => Err("a name in one line, without control characters".into()),
        false => Ok(text.to_owned()),
    }
}

/// Answers what the result is on the values of others.
pub fn contest(arguments: &ContestArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let wanted = if arguments.show.is_empty() { Show::value_variants() } else { &arguments.show };
    let names: Vec<&str> = wanted.iter().map(|show| show.name()).collect();
    question.delivery.check_tables(&names)?;
    let mut asked = question.load(terminal)?;
    let sampling = question.sampling();
    if sampling.sampler == Sampler::Sobol {
        return Err(Failure::Usage(
            Problem::nowhere(
                Code::NotPaired,
                "Sobol draws hang on the place of an input, so two sides would not share them",
            )
            .help("leave --sampler out: stratified draws hang on the name of an input"),
        ));
    }
    let variant = question.variant.as_deref();
    let claims = asked.scenario.claims(&asked.case, variant, &asked.model);
    let only: Vec<String> = arguments.only.iter().map(|name| name.trim().to_owned()).collect();
    let sides = contest::sides(&claims, arguments.side.as_deref(), &only).map_err(asked_wrong)?;
    let subject = Subject::new(&asked.model, arguments.result.as_deref()).map_err(asked_wrong)?;
    let ours = arguments.ours.as_deref().unwrap_or("this scenario");
    let mut contests: Vec<Contest> = vec![];
    for side in &sides {
        let mixtures = Mixtures::read(&asked.scenario, &asked.case, variant, &asked.model, side);
        let mixtures =
            mixtures.map_err(|problems| Failure::Invalid { problems, files: std::mem::take(&mut asked.files) })?;
        let done = contest::contest(ours, &mixtures, subject.target(), sampling);
        contests.push(done.map_err(Failure::running)?);
    }
    let topic = Topic::new(&subject, sampling.draws);
    let section = |show: &Show| -> Box<dyn Section> {
        match show {
            Show::Disputes => Box::new(DisputesSection {
                contests: contests.clone(),
                topic: topic.clone(),
                named: arguments.ours.is_some(),
            }),
            Show::Mixtures => Box::new(MixturesSection { contests: contests.clone() }),
        }
    };
    let sections = wanted.iter().map(section).collect();
    let head = vec![format!("Contested values behind {}", topic.words()), topic.source(&[])];
    let record = Some(question.record(&asked)?);
    question.delivery.give(&Answers { schema: "crimcost/contest/1", head, record, sections }, terminal)
}
