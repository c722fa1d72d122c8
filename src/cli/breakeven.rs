//! `crimcost breakeven`: what would have to be true for a claim to hold.

use super::outcome::{Failure, Outcome};
use super::question::{Question, asked_wrong};
use super::terminal::Terminal;
use crate::appraisal::breakeven::{breakeven as answer, claim};
use crate::output::appraisal::{Answers, BreakEvenSection, Section, Topic};
use crate::text::Problems;
use clap::Args;

/// Arguments of `breakeven`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost breakeven scenarios/georgia-2014.toml\n  \
                         crimcost breakeven scenarios/estonia.toml --claim \"saving >= 10M EUR\"\n  \
                         crimcost breakeven scenarios/published/v19-lead.toml --parameter price\n  \
                         crimcost breakeven scenarios/georgia-2014.toml --claim \"saving < 0\" --out flip")]
pub struct BreakEvenArguments {
    #[command(flatten)]
    pub question: Question,
    /// What somebody claims: a result, one of <= >= < >, and an amount. `saving` is the saving of the first policy, `saving of
    /// POLICY` that of another; any id of a result will do
    #[arg(long, value_name = "CLAIM", default_value = "saving <= 0")]
    pub claim: String,
    /// Move only these parameters alone, also ones that the scenario holds certain; repeatable
    #[arg(long = "parameter", value_name = "NAME")]
    pub parameters: Vec<String>,
}

/// Answers what would make the claim true.
pub fn breakeven(arguments: &BreakEvenArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let mut asked = question.load(terminal)?;
    let file = asked.files.add("--claim", arguments.claim.as_str());
    let (claim, subject) = match claim::read(&arguments.claim, file, &asked.model) {
        Ok(read) => read,
        Err(problem) => {
            let mut problems = Problems::default();
            problems.report(problem);
            return Err(Failure::Invalid { problems, files: asked.files });
        }
    };
    let found = answer(&subject, &claim, question.sampling(), &arguments.parameters).map_err(asked_wrong)?;
    let topic = Topic::new(&subject, found.draws);
    let section = BreakEvenSection { found, topic };
    let head = section.head();
    let record = Some(question.record(&asked)?);
    let sections: Vec<Box<dyn Section>> = vec![Box::new(section)];
    question.delivery.give(&Answers { schema: "crimcost/breakeven/1", head, record, sections }, terminal)
}
