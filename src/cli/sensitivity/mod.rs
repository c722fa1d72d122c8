//! `crimcost sensitivity`: what drives a result.

mod sections;

use super::outcome::{Failure, Outcome};
use super::progress::Bar;
use super::question::{Question, asked_wrong};
use super::terminal::Terminal;
use crate::appraisal::Subject;
use crate::appraisal::oneway::TwoWay;
use crate::draws::Sampler;
use crate::output::appraisal::{Answers, GridSection, InShort, Section, Topic, Unanswered};
use crate::statistics::Spread;
use clap::{Args, ValueEnum};
use sections::{Context, section};
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
    /// What knowing several parameters together is worth, in --show value; repeatable
    #[arg(long = "group", value_name = "A + B")]
    pub groups: Vec<String>,
    /// What if things go badly; the same as --show stress
    #[arg(long)]
    pub stress: bool,
    /// An outcome to weigh against money, in the decision curves
    #[arg(long, value_name = "NAME")]
    pub outcome: Option<String>,
    /// From what to what money one unit of the outcome may be worth: 0..5000; every turn of the choice if not said
    #[arg(long, value_name = "LOW..HIGH", requires = "outcome", value_parser = worths, allow_negative_numbers = true)]
    pub worth: Option<Worths>,
}

/// A range of what one unit of an outcome may be worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worths {
    pub low: f64,
    pub high: f64,
}

/// Reads `0..5000`.
fn worths(text: &str) -> Result<Worths, String> {
    let plain =
        |part: &str| part.trim().replace(['_', ','], "").parse::<f64>().ok().filter(|number| number.is_finite());
    let ends = text.split_once("..").and_then(|(low, high)| Some((plain(low)?, plain(high)?)));
    match ends {
        Some((low, high)) if low >= 0.0 && high > low => Ok(Worths { low, high }),
        Some((low, _)) if low < 0.0 => {
            Err("not below 0; which way an outcome is wanted is said by its `better`".into())
        }
        _ => Err("two amounts of money, the smaller first, such as 0..5000".into()),
    }
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

    /// What is typed for it.
    fn name(self) -> &'static str {
        match self {
            Show::Tornado => "tornado",
            Show::Spider => "spider",
            Show::Variance => "variance",
            Show::Ranks => "ranks",
            Show::Value => "value",
            Show::Curves => "curves",
            Show::Structure => "structure",
            Show::Stress => "stress",
            Show::Sources => "sources",
            Show::Convergence => "convergence",
            Show::All => "all",
        }
    }

    /// The answers that are wanted, each once, in the order in which they are read best.
    fn wanted(arguments: &SensitivityArguments) -> Vec<Show> {
        let all = Show::value_variants().iter().copied().filter(|show| *show != Show::All);
        let asked = arguments.asked();
        if asked.contains(&Show::All) {
            return all.collect();
        }
        match (asked.is_empty(), &arguments.grid) {
            (true, Some(_)) => vec![],
            // A folder has room for the picture.
            (true, None) if arguments.question.delivery.out.is_some() => {
                all.filter(|show| Show::USUAL.contains(show) || *show == Show::Spider).collect()
            }
            (true, None) => Show::USUAL.to_vec(),
            (false, _) => all.filter(|show| asked.contains(show)).collect(),
        }
    }
}

impl SensitivityArguments {
    /// The answers that were asked for by name, or by an argument that only one of them reads.
    fn asked(&self) -> Vec<Show> {
        let stress = self.stress.then_some(Show::Stress);
        let group = (!self.groups.is_empty()).then_some(Show::Value);
        self.show.iter().copied().chain(stress).chain(group).collect()
    }
}

/// Answers what drives a result.
pub fn sensitivity(arguments: &SensitivityArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let wanted = Show::wanted(arguments);
    let grid = arguments.grid.iter().map(|_| "grid");
    let names: Vec<&str> = grid.chain(wanted.iter().map(|show| show.name())).collect();
    question.delivery.check_tables(&names)?;
    let asked = question.load(terminal)?;
    let subject = Subject::new(&asked.model, arguments.result.as_deref()).map_err(asked_wrong)?;
    let mut bar = Bar::new(terminal.quiet);
    let sample = subject.watched_sample(question.sampling(), &mut |progress| bar.show("", progress, None));
    let sample = sample.map_err(Failure::running)?;
    let topic = Topic::new(&subject, sample.draws());
    let one_way = OnceCell::new();
    let context = Context { arguments, asked: &asked, subject: &subject, sample: &sample, topic, one_way };
    let mut sections: Vec<Box<dyn Section>> = vec![];
    if let Some((across, up)) = &arguments.grid {
        let found = TwoWay::new(&subject, &sample, [across, up]).map_err(asked_wrong)?;
        sections.push(Box::new(GridSection::new(context.topic.clone(), found)));
    }
    let asked_for_none = arguments.asked().is_empty();
    let nothing = subject.causes.is_empty() && asked_for_none;
    for show in wanted.into_iter().filter(|_| !nothing) {
        bar.name(show.name());
        match section(show, &context) {
            // What one question cannot be asked of does not take the other answers with it.
            Err(Failure::Running(problem, _)) if names.len() > 1 => {
                sections.push(Box::new(Unanswered { name: show.name(), reason: problem.message }));
            }
            found => sections.extend(found?),
        }
    }
    bar.clear();
    if asked_for_none && sections.len() > 1 {
        let rest = sections.split_off(1);
        sections.extend(InShort::all(rest));
    }
    let mut head = head(&context)?;
    if nothing {
        let file = question.file.display();
        head.push(format!(
            "So nothing drives it; `crimcost breakeven {file}` asks how far off each number would have to be."
        ));
    }
    let record = Some(question.record(&asked)?);
    let answers = Answers { schema: "crimcost/sensitivity/1", head, record, sections };
    let done = question.delivery.give(&answers, terminal)?;
    hint(arguments, &context, terminal);
    Ok(done)
}

/// What is asked about, and how large it is.
fn head(context: &Context) -> Result<Vec<String>, Failure> {
    let sampling = context.arguments.question.sampling();
    let sampler = match sampling.sampler {
        Sampler::Stratified => "",
        Sampler::Sobol => " (sobol)",
        Sampler::Plain => " (plain)",
    };
    let central = context.subject.central().map_err(Failure::running)?;
    let variant =
        context.arguments.question.variant.as_deref().map_or_else(String::new, |name| format!("variant {name}"));
    let spread = Spread::of(&context.sample.outputs[0].values, 0.0);
    let mut lines = context.topic.head(
        "What drives",
        &context.asked.case.name,
        &variant,
        &format!("seed {}{sampler}", sampling.seed),
        central,
        &spread,
    );
    let sets = &context.arguments.question.input.sets;
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
