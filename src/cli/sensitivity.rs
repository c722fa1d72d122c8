//! `crimcost sensitivity`: what drives a result.

use super::outcome::{Failure, Outcome};
use super::progress::Bar;
use super::question::{Asked, Question};
use super::terminal::Terminal;
use crate::appraisal::oneway::{OneWay, TwoWay, rests_on_assumptions};
use crate::appraisal::{Subject, stresses, structure, variance, without_sources};
use crate::draws::Sampler;
use crate::output::appraisal::{
    Answers, GridSection, InShort, Section, SourcesSection, SpiderSection, StressSection, StructureSection, Topic,
    TornadoSection, VarianceSection,
};
use crate::run::Sampling;
use crate::statistics::Sample;
use clap::{Args, ValueEnum};
use std::cell::OnceCell;

/// Arguments of `sensitivity`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost sensitivity scenarios/georgia-2014.toml\n  \
                         crimcost sensitivity scenarios/georgia-2014.toml --show all --out drivers\n  \
                         crimcost sensitivity scenarios/georgia-2014.toml --show tornado --format csv\n  \
                         crimcost sensitivity scenarios/georgia-2014.toml --grid prison_length,prison_day\n  \
                         crimcost sensitivity scenarios/georgia-2014.toml --result referral/saving/category:prison/all\n  \
                         crimcost sensitivity scenarios/georgia-2014.toml --set caught_again=\"20 % in 12 months\"")]
pub struct SensitivityArguments {
    #[command(flatten)]
    pub question: Question,
    /// The result that is asked about, by its id; the headline of the first policy if nothing is said
    #[arg(long, value_name = "ID")]
    pub result: Option<String>,
    /// Only these answers, each in full; repeatable
    #[arg(long, value_name = "WHAT")]
    pub show: Vec<Show>,
    /// The result over two parameters at once, and where it is zero
    #[arg(long, value_name = "A,B", value_parser = pair)]
    pub grid: Option<(String, String)>,
    /// What if things go badly; the same as --show stress
    #[arg(long)]
    pub stress: bool,
}

/// What can be asked about a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// Each input from its 5th to its 95th percentile, the others at their means
    Tornado,
    /// Curves of the result along each input
    Spider,
    /// Shares of the variance
    Variance,
    /// Rank and partial rank correlations, standardised regression
    Ranks,
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
    /// How far the result is certain: the error of its draws
    Convergence,
    /// Everything
    All,
}

impl Show {
    /// What is shown if nothing is asked for: the first in full, the others in a sentence each.
    const USUAL: [Show; 6] = [Show::Tornado, Show::Variance, Show::Ranks, Show::Value, Show::Curves, Show::Convergence];

    /// The answers that are wanted, each once, in the order in which they are read best.
    fn wanted(arguments: &SensitivityArguments) -> Vec<Show> {
        let named = Show::value_variants().iter().copied().filter(|show| *show != Show::All);
        if arguments.show.contains(&Show::All) {
            return named.collect();
        }
        match (arguments.show.is_empty() && !arguments.stress, &arguments.grid) {
            (true, Some(_)) => vec![],
            // A folder has room for the picture.
            (true, None) if arguments.question.delivery.out.is_some() => {
                named.filter(|show| Show::USUAL.contains(show) || *show == Show::Spider).collect()
            }
            (true, None) => Show::USUAL.to_vec(),
            (false, _) => {
                named.filter(|show| arguments.show.contains(show) || arguments.stress && *show == Show::Stress).collect()
            }
        }
    }
}

/// What every answer is made from.
struct Context<'a> {
    question: &'a Question,
    asked: &'a Asked,
    subject: &'a Subject,
    sample: &'a Sample,
    /// The result in words.
    topic: Topic,
    /// Every cause moved alone, once it is asked for.
    one_way: OnceCell<OneWay>,
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

/// Answers what drives a result.
pub fn sensitivity(arguments: &SensitivityArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let asked = question.load(terminal)?;
    let subject = Subject::new(&asked.model, arguments.result.as_deref()).map_err(Failure::running)?;
    let mut bar = Bar::new(terminal.quiet);
    let sample = subject.watched_sample(question.sampling(), &mut |progress| bar.show("", progress, None));
    let sample = sample.map_err(Failure::running)?;
    let topic = Topic::new(&subject, &sample);
    let one_way = OnceCell::new();
    let context = Context { question, asked: &asked, subject: &subject, sample: &sample, topic, one_way };
    let mut sections: Vec<Box<dyn Section>> = vec![];
    if let Some((across, up)) = &arguments.grid {
        let found = TwoWay::new(&subject, &sample, [across, up]).map_err(Failure::running)?;
        sections.push(Box::new(GridSection::new(context.topic.clone(), found)));
    }
    for show in Show::wanted(arguments) {
        bar.name(show.to_possible_value().expect("no answer is hidden").get_name());
        sections.extend(section(show, &context)?);
    }
    bar.clear();
    if arguments.show.is_empty() && !arguments.stress && sections.len() > 1 {
        let rest = sections.split_off(1);
        sections.extend(InShort::all(rest));
    }
    let head = head(&context)?;
    let record = Some(question.record(&asked)?);
    let answers = Answers { schema: "crimcost/sensitivity/1", head, record, sections };
    let done = question.delivery.give(&answers, terminal)?;
    hint(arguments, &context, terminal);
    Ok(done)
}

fn section(show: Show, context: &Context) -> Result<Option<Box<dyn Section>>, Failure> {
    let Context { question, asked, subject, .. } = context;
    let model = &asked.model;
    let headline = subject.options()[0].column.expect("savings are money");
    match show {
        Show::Tornado => {
            let rests = rests_on_assumptions(context.subject, context.sample, context.question.sampling());
            let found = context.one_way()?.clone();
            Ok(Some(Box::new(TornadoSection::new(context.topic.clone(), found, rests))))
        }
        Show::Spider => Ok(Some(Box::new(SpiderSection::new(context.topic.clone(), context.one_way()?)))),
        Show::Variance => {
            let found = variance(context.subject, variance_sampling(context.question.sampling()));
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
        _ => Ok(None),
    }
}

/// What is asked about, and how large it is.
fn head(context: &Context) -> Result<Vec<String>, Failure> {
    let sampling = context.question.sampling();
    let sampler = match sampling.sampler {
        Sampler::Stratified => "",
        Sampler::Sobol => " (sobol)",
        Sampler::Plain => " (plain)",
    };
    let central = context.subject.central().map_err(Failure::running)?;
    let variant = context.question.variant.as_deref().map_or_else(String::new, |name| format!("variant {name}"));
    let mut lines = context.topic.head(
        "What drives",
        &context.asked.case.name,
        &variant,
        &format!("seed {}{sampler}", sampling.seed),
        central,
    );
    let sets = &context.question.input.sets;
    if !sets.is_empty() {
        lines.insert(3, format!("changed by hand: {}", sets.join("; ")));
    }
    Ok(lines)
}

/// Two names with a comma between.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [across, up] if !across.is_empty() && !up.is_empty() => Ok((across.to_owned(), up.to_owned())),
        _ => Err("a grid takes two parameters with a comma between: prison_length,prison_day".to_owned()),
    }
}

fn hint(arguments: &SensitivityArguments, context: &Context, terminal: &Terminal) {
    let file = arguments.question.file.display();
    if arguments.grid.is_some() {
        return;
    }
    if arguments.question.delivery.out.is_none() {
        return terminal.hint(&format!("crimcost sensitivity {file} --out drivers   writes tables and charts"));
    }
    let alone = context.one_way.get().into_iter().flat_map(|found| &found.bars).filter(|bar| !bar.curve.is_empty());
    let names: Vec<&str> = alone.take(2).map(|bar| bar.name.as_str()).collect();
    if let [across, up] = names[..] {
        terminal.hint(&format!("crimcost sensitivity {file} --grid {across},{up}   shows where the two turn the sign"));
    }
}

/// Each of the samples of [`variance`] has a quarter of the draws, at least 256: there is one run for each input.
fn variance_sampling(sampling: Sampling) -> Sampling {
    Sampling { draws: (sampling.draws / 4).max(256).next_multiple_of(16), ..sampling }
}
