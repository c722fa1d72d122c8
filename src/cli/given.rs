//! Answers of `crimcost sensitivity` that need no more than the draws of a run.

use super::outcome::Failure;
use crate::appraisal::{Grounds, Subject, drivers};
use crate::chart::{Heading, Unit};
use crate::codes::Code;
use crate::output::appraisal::{ConvergenceSection, Headed, RanksSection, Section};
use crate::output::charts::{cause_label, input_label, source_line};
use crate::statistics::{LEAST_DRAWS, Sample, convergence};
use crate::text::Problem;

/// Rank correlations, regression, shares of the variance, and what rests on assumptions.
pub fn ranks(subject: &Subject, sample: &Sample) -> Result<Box<dyn Section>, Failure> {
    let groups = Grounds::groups(&subject.causes);
    let found = drivers(sample, &[0], &groups, false).ok_or_else(|| too_few(sample))?;
    let (model, causes) = (subject.model.clone(), subject.causes.clone());
    let label = move |name: &str, language| match causes.iter().find(|cause| cause.name == name) {
        Some(cause) => cause_label(&model, cause, language),
        None => input_label(&model, name, language),
    };
    Ok(Box::new(RanksSection::new(found, heading(subject), Box::new(label))))
}

/// How exact every headline is.
pub fn convergence_of_headlines(subject: &Subject, sample: &Sample) -> Result<Box<dyn Section>, Failure> {
    let found = convergence(sample);
    if found.is_empty() {
        return Err(too_few(sample));
    }
    let settings = &subject.model.settings;
    let unit = |name: &str| {
        let key = subject.targets.iter().find(|key| key.id() == name).expect("outputs are the targets");
        let is_money = key.column.is_some();
        Unit {
            name: key.unit.clone(),
            price_year: (is_money && settings.price_year > 1).then_some(settings.price_year),
            discounted: is_money.then_some(key.discounted && settings.discount.money != 0.0),
        }
    };
    let units = found.iter().map(|own| unit(&own.name)).collect();
    Ok(Box::new(ConvergenceSection::new(found, units, heading(subject))))
}

/// The texts around charts: the scenario's title stands below the finding, its sources below the chart.
fn heading(subject: &Subject) -> Headed {
    let model = subject.model.clone();
    Box::new(move |language, title| Heading {
        language,
        title,
        subtitle: model.settings.title.in_language(language.code()).to_owned(),
        source: source_line(&model, language),
    })
}

fn too_few(sample: &Sample) -> Failure {
    let message = format!("{} draws are too few to say what drives a result, or how exact it is", sample.draws());
    Failure::Usage(
        Problem::nowhere(Code::TooFewDraws, message).help(format!("ask for at least {LEAST_DRAWS}:  -n 16384")),
    )
}
