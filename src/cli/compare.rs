//! `crimcost compare`: several reforms at once, and what each of them adds.

use super::outcome::{Failure, Outcome};
use super::question::{Asked, Question, asked_wrong};
use super::run;
use super::terminal::Terminal;
use crate::appraisal::{MOST_REFORMS, Stack};
use crate::codes::Code;
use crate::output::appraisal::{Answers, StackedReforms};
use crate::results::MoneyColumn;
use crate::scenario::Scenario;
use crate::scenario::load::Variants;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::resolve::{extended, parts};
use crate::statistics::{members, subsets};
use crate::text::{Files, Place, Problem, Problems};
use clap::{Args, ValueEnum};

/// Arguments of `compare`.
#[derive(Args, Clone, Debug)]
#[command(
    before_help = "Examples:\n  crimcost compare scenarios/lithuania.toml --policy no_arrest+prosecutor_alone+police_alone\n  \
                   crimcost compare scenarios/georgia-2014.toml --policy-file scenarios/systems/portugal-cdt.toml \
                   --policy cdt+referral --out both",
    after_help = "The stack: `--policy a+b+c` puts b on a and c on both, in the order written; `--policy a --policy b+c` \
                  means the same. Without --policy those of the scenario that extend no other are stacked in its order. Every set of \
                  them is a policy like that of `crimcost run --policy a+b`, on the same draws; sets that cannot be put \
                  together are all named before anything runs."
)]
pub struct CompareArguments {
    #[command(flatten)]
    pub question: Question,
    /// In which sense money is compared; the most cautious one that is known for all if nothing is said
    #[arg(long, value_name = "SENSE")]
    pub sense: Option<Sense>,
}

/// A sense of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sense {
    /// Average cost: resources released
    Average,
    /// Long-run marginal cost: once whole units have followed
    LongRun,
    /// Short-run marginal cost: what moves at once
    ShortRun,
    /// What leaves the budget
    Cashable,
}

impl Sense {
    fn column(self) -> MoneyColumn {
        match self {
            Sense::Average => MoneyColumn::Average,
            Sense::LongRun => MoneyColumn::LongRun,
            Sense::ShortRun => MoneyColumn::ShortRun,
            Sense::Cashable => MoneyColumn::Cashable,
        }
    }
}

/// Stacks reforms.
pub fn compare(arguments: &CompareArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let question = &arguments.question;
    let (asked, reforms) = load(question, terminal)?;
    let column = arguments.sense.map(Sense::column);
    let stack = Stack::new(&asked.model, &reforms, column).map_err(asked_wrong)?;
    let stacked = stack.run(question.sampling()).map_err(Failure::running)?;
    let asked = Asked { model: stack.model.clone(), ..asked };
    let record = Some(question.record(&asked)?);
    let section = StackedReforms::new(stack, &stacked);
    let head = section.head();
    let answers = Answers { schema: "crimcost/compare/1", head, record, sections: vec![Box::new(section)] };
    question.delivery.give(&answers, terminal)
}

/// The scenario with every set of the reforms as a policy, and the reforms in the order stated.
fn load(question: &Question, terminal: &Terminal) -> Result<(Asked, Vec<String>), Failure> {
    question.delivery.check()?;
    run::set_threads(question.threads)?;
    let mut files = Files::default();
    let mut input = question.input.clone();
    input.policies.clear();
    let mut scenario = run::load(&question.file, &input, Variants::None, &mut files, terminal)?;
    run::check_variant(&scenario, question.variant.as_deref())?;
    let reforms = match stack_of(&question.input.policies, &scenario, &mut files) {
        Ok(reforms) => reforms,
        Err(problems) => return Err(Failure::Invalid { problems, files }),
    };
    // Small sets first: what is wrong with two policies is said of the two.
    let mut sets: Vec<usize> = subsets((1 << reforms.len()) - 1).filter(|set| set.count_ones() > 1).collect();
    sets.sort_by_key(|set| set.count_ones());
    let asked_for = Place { end: reforms.last().map_or(0, |last| last.place.end), ..reforms[0].place };
    scenario.combine(sets.into_iter().map(|set| {
        (members(set).map(|reform| reforms[reform].name.as_str()).collect::<Vec<_>>().join("+"), asked_for)
    }));
    let reforms = reforms.into_iter().map(|named| named.name).collect();
    let case = question.one_case(&scenario)?.clone();
    match scenario.model(&case, question.variant.as_deref()) {
        Ok(model) => Ok((Asked { scenario, case, model, files }, reforms)),
        Err(problems) => Err(Failure::Invalid { problems, files }),
    }
}

/// One name with where it was typed.
struct Named {
    name: String,
    place: Place,
}

/// The names of the stack in the order written, or the policies of the scenario that extend no other; every problem with
/// them.
fn stack_of(asked: &[String], scenario: &Scenario, files: &mut Files) -> Result<Vec<Named>, Problems> {
    let mut problems = Problems::default();
    let policies = scenario.tree.get("policy").and_then(|policies| policies.as_table());
    let baseline = scenario.tree.at(&["scenario", "baseline"]).and_then(|name| name.as_text()).unwrap_or("baseline");
    let names = policies.into_iter().flat_map(|policies| policies.keys()).map(String::as_str);
    let known: Vec<&str> = names.filter(|name| parts(name).len() == 1 && *name != baseline).collect();
    let holds_another =
        |name: &str| extended(&scenario.tree, name).iter().any(|(inner, _)| known.contains(&inner.as_str()));
    let alone: Vec<&str> = known.iter().copied().filter(|name| !holds_another(name)).collect();
    let text = if asked.is_empty() { alone.join("+") } else { asked.join("+") };
    let stack = names_in(&text, files);
    for (number, named) in stack.iter().enumerate() {
        let name = named.name.as_str();
        let problem = |code, message, label| Problem::new(code, named.place, message, label);
        if name.is_empty() {
            let message = format!("a name is missing in `{text}`");
            problems
                .report(problem(Code::UnknownPolicy, message, "nothing here").help("write a name on both sides of +"));
        } else if name == baseline {
            let message = format!("`{name}` is the baseline, with which every set of reforms is compared");
            let help = format!("leave it out; the policies are {}", known.join(", "));
            problems.report(problem(Code::StackedBaseline, message, "not a reform").help(help));
        } else if !known.contains(&name) {
            let message = format!("no policy called `{name}`");
            let help = did_you_mean(name, known.iter().copied());
            problems.report(problem(Code::UnknownPolicy, message, "does not exist").help(help));
        } else if stack[..number].iter().any(|other| other.name == name) {
            let message = format!("`{name}` is stacked twice");
            problems.report(problem(Code::StackedTwice, message, "the second time").help("keep one of them"));
        }
    }
    let example = known.iter().take(3).copied().collect::<Vec<_>>().join("+");
    match stack.len() {
        count @ (0 | 1) if !problems.any_errors() => {
            let what = if count == 0 { "no reform".to_owned() } else { "one reform".to_owned() };
            let message = format!("{what} to stack, and it takes two");
            let problem = match stack.first().filter(|_| !asked.is_empty()) {
                Some(only) => Problem::new(Code::StackTooSmall, only.place, message, "alone"),
                None => Problem::nowhere(Code::StackTooSmall, message),
            };
            problems.report(if known.len() > 1 {
                problem.help(format!("name them in their order:  --policy {example}"))
            } else {
                problem
                    .help("lay a library over the scenario:  --policy-file FILE")
                    .help("or write a second [policy.NAME] into the file")
            });
        }
        count if count > MOST_REFORMS => {
            let most = format!("{MOST_REFORMS} are {} policies", 1_usize << MOST_REFORMS);
            let problem = Problem::nowhere(
                Code::StackTooLarge,
                format!("{count} reforms, and at most {MOST_REFORMS} can be stacked"),
            );
            problems.report(problem.note(format!("every set of them is a policy of its own, and {most}")).help(
                format!("name those that matter:  --policy {example};  or write one policy that extends several"),
            ));
        }
        _ => {}
    }
    for outer in &stack {
        for (inner, place) in extended(&scenario.tree, &outer.name) {
            if stack.iter().any(|named| named.name == inner) {
                let (outer, label) = (&outer.name, format!("`{inner}` is in it"));
                problems.report(
                    Problem::new(Code::StackNested, place, format!("`{outer}` already holds `{inner}`"), label)
                        .note(format!(
                            "on top of `{outer}`, `{inner}` adds nothing; the two have no shares of their own"
                        ))
                        .help(format!("write what `{outer}` adds as a policy of its own, and stack that on `{inner}`"))
                        .help(format!("or stack `{outer}` without `{inner}`")),
                );
            }
        }
    }
    if problems.any_errors() { Err(problems) } else { Ok(stack) }
}

/// The names in `a+b+c`, each with its place.
fn names_in(text: &str, files: &mut Files) -> Vec<Named> {
    if text.is_empty() {
        return vec![];
    }
    let file = files.add("--policy", text);
    let mut found = vec![];
    let mut start = 0;
    for part in text.split('+') {
        let name = part.trim();
        let from = start + part.len() - part.trim_start().len();
        found.push(Named { name: name.to_owned(), place: Place { file, start: from, end: from + name.len() } });
        start += part.len() + 1;
    }
    found
}
