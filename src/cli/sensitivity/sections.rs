//! The answers of `crimcost sensitivity`, each from what was asked.

use super::{SensitivityArguments, Show};
use crate::appraisal::oneway::{OneWay, rests_on_assumptions};
use crate::appraisal::{
    Decision, Group, Subject, Weighed, gains, group_of, groups, knowledge, stresses, structure, variance,
    without_sources,
};
use crate::cli::given;
use crate::cli::outcome::Failure;
use crate::cli::question::{Asked, asked_wrong};
use crate::output::appraisal::{
    CurvesSection, Section, SourcesSection, SpiderSection, StressSection, StructureSection, Topic, TornadoSection,
    ValueSection, VarianceSection,
};
use crate::run::Sampling;
use crate::statistics::Sample;
use crate::text::Problem;
use std::cell::OnceCell;

/// What every answer is made from.
pub struct Context<'a> {
    pub arguments: &'a SensitivityArguments,
    pub asked: &'a Asked,
    pub subject: &'a Subject,
    pub sample: &'a Sample,
    /// The result in words.
    pub topic: Topic,
    /// Every cause moved alone, once it is asked for.
    pub one_way: OnceCell<OneWay>,
}

impl Context<'_> {
    fn one_way(&self) -> Result<&OneWay, Failure> {
        if let Some(known) = self.one_way.get() {
            return Ok(known);
        }
        let found = OneWay::new(self.subject).map_err(Failure::running)?;
        Ok(self.one_way.get_or_init(|| found))
    }
}

/// One answer; none where a question has none.
pub fn section(show: Show, context: &Context) -> Result<Option<Box<dyn Section>>, Failure> {
    let Context { arguments, asked, subject, .. } = context;
    let question = &arguments.question;
    let model = &asked.model;
    let headline = subject.options()[0].column.expect("savings are money");
    match show {
        Show::Tornado => {
            let rests = rests_on_assumptions(context.subject, context.sample, context.arguments.question.sampling());
            let found = context.one_way()?.clone();
            Ok(Some(Box::new(TornadoSection::new(context.topic.clone(), found, rests))))
        }
        Show::Spider => Ok(Some(Box::new(SpiderSection::new(context.topic.clone(), context.one_way()?)))),
        Show::Variance => {
            let found = variance(context.subject, variance_sampling(context.arguments.question.sampling()));
            let found = found.map_err(Failure::running)?;
            Ok(Some(Box::new(VarianceSection::new(context.topic.clone(), found))))
        }
        Show::Structure => {
            let variant = question.variant.as_deref();
            let found = structure(&asked.scenario, &asked.case, variant, model, question.sampling());
            let structure = found.map_err(Failure::running)?;
            Ok(Some(Box::new(StructureSection { structure, model: model.clone(), headline })))
        }
        Show::Stress => {
            let policies = stresses(model, headline, question.sampling()).map_err(Failure::running)?;
            Ok(Some(Box::new(StressSection { policies, model: model.clone(), headline })))
        }
        Show::Sources => {
            let answer = without_sources(subject, question.sampling()).map_err(Failure::running)?;
            Ok(Some(Box::new(SourcesSection { answer, model: model.clone() })))
        }
        Show::Value => value(context).map(Some),
        Show::Curves => curves(context).map(Some),
        Show::Ranks => given::ranks(&context.topic, context.sample).map(Some),
        Show::Convergence => given::convergence_of_headlines(&context.topic, context.sample).map(Some),
        Show::All => Ok(None),
    }
}

/// Each of the samples of [`variance`] has a quarter of the draws, at least 256: there is one run for each input.
fn variance_sampling(sampling: Sampling) -> Sampling {
    Sampling { draws: (sampling.draws / 4).max(256).next_multiple_of(16), ..sampling }
}

fn value(context: &Context) -> Result<Box<dyn Section>, Failure> {
    let sampling = context.arguments.question.sampling();
    let sample = context.subject.for_decisions(context.sample, sampling).map_err(Failure::running)?;
    let asked = context.arguments.groups.iter().map(|text| group_of(context.subject, text));
    let mut together = asked.collect::<Result<Vec<Group>, Problem>>().map_err(asked_wrong)?;
    together.extend(groups(context.subject));
    let found = knowledge(context.subject, &sample, together).map_err(Failure::running)?;
    Ok(Box::new(ValueSection::new(context.topic.clone(), found)))
}

fn curves(context: &Context) -> Result<Box<dyn Section>, Failure> {
    let sampling = context.arguments.question.sampling();
    let outcome = context.arguments.outcome.as_deref();
    let gains = outcome.map(|outcome| gains(context.subject, outcome, sampling)).transpose().map_err(asked_wrong)?;
    let worth = context.arguments.worth.map(|worth| (worth.low, worth.high));
    let weighed = gains.map(|gains| Weighed::new(&gains, worth));
    let expected = context.subject.for_decisions(context.sample, sampling).map_err(Failure::running)?;
    let decision = Decision::of_subject(context.sample, &expected);
    Ok(Box::new(CurvesSection::new(context.topic.clone(), decision, weighed)))
}
