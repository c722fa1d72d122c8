//! `crimcost asks`: whom to ask for what, with draft letters.

use super::outcome::{Failure, Outcome};
use super::question::{Question, asked_wrong};
use super::terminal::Terminal;
use crate::appraisal::{Knowledge, Subject, groups, knowledge, requests};
use crate::output::appraisal::{Answers, AsksSection, Topic};
use clap::Args;

/// Arguments of `asks`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost asks scenarios/lithuania.toml\n  \
                         crimcost asks scenarios/lithuania.toml --letters\n  \
                         crimcost asks scenarios/lithuania.toml --out letters")]
pub struct AsksArguments {
    #[command(flatten)]
    pub question: Question,
    /// The result that is to be narrowed, by its id; the headline of the first policy if nothing is said
    #[arg(long, value_name = "ID")]
    pub result: Option<String>,
    /// Print the draft letters in place of the list
    #[arg(long)]
    pub letters: bool,
}

/// Lists gaps and weak numbers by who holds a better one, with letters that ask for them.
pub fn asks(arguments: &AsksArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let asked = question.load(terminal)?;
    let subject = Subject::new(&asked.model, arguments.result.as_deref()).map_err(asked_wrong)?;
    let sample = subject.sample(question.sampling()).map_err(Failure::running)?;
    let sample = subject.for_decisions(&sample, question.sampling()).map_err(Failure::running)?;
    let found = knowledge(&subject, &sample, groups(&subject)).map_err(Failure::running)?;
    let requested = |knowledge: Knowledge| requests(&subject, &knowledge).map(|requests| (knowledge, requests));
    let found = found.map(requested).transpose().map_err(Failure::running)?;
    let topic = Topic::new(&subject, sample.draws());
    let asked_for = format!("What to ask for, to know more about {}", topic.words());
    let head = vec![asked_for, topic.source(&[])];
    let section = AsksSection::new(topic, found, arguments.letters);
    let record = Some(question.record(&asked)?);
    let sections: Vec<Box<dyn crate::output::appraisal::Section>> = vec![Box::new(section)];
    question.delivery.give(&Answers { schema: "crimcost/asks/1", head, record, sections }, terminal)
}
