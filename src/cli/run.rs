//! `crimcost run`: load, evaluate, print, write.

use super::arguments::{ByYear, Format, Input, Keep, PeopleChoice, RunArguments, SamplerChoice};
use super::diagnostics;
use super::outcome::{Failure, Outcome, print_bytes};
use super::progress::Bar;
use super::terminal::Terminal;
use crate::codes::Code;
use crate::draws::Sampler;
use crate::evaluate::{Evaluation, MOST_DRAWS, evaluate, precision_of};
use crate::model::{Model, People};
use crate::output::folder::{self, Contents};
use crate::output::report::{Style, report};
use crate::output::{Record, csv, json, tidy};
use crate::plan::Detail;
use crate::results::Results;
use crate::run::{InputDraws, Sampling};
use crate::scenario::load::Variants;
use crate::scenario::{self, Case, Request, Scenario};
use crate::text::{Files, Problem, Problems};
use std::path::Path;

/// The most threads that a run may have.
const MOST_THREADS: usize = 1024;

/// Runs a scenario.
pub fn run(arguments: &RunArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    arguments.delivery.check()?;
    let mut files = Files::default();
    // A variant that was named is read when its turn comes; a name that does not exist is a mistake of the command line.
    let variants = if arguments.variant.as_deref() == Some("all") { Variants::All } else { Variants::None };
    let scenario = load(&arguments.file, &arguments.input, variants, &mut files, terminal)?;
    set_threads(arguments.threads)?;
    let evaluation = evaluation(arguments);
    let mut results = vec![];
    for (case, variant) in wanted(&scenario, arguments)? {
        let label = [case.name.as_str(), variant.as_deref().unwrap_or_default()];
        let label: Vec<&str> = label.into_iter().filter(|part| !part.is_empty()).collect();
        let mut model = model(&scenario, case, variant.as_deref(), &arguments.input, &mut files)?;
        if let Some(people) = arguments.people {
            model.settings.people = match people {
                PeopleChoice::Whole => People::Whole,
                PeopleChoice::Cohort => People::Cohort,
            };
        }
        let mut bar = Bar::new(terminal.quiet);
        let evaluated = evaluate(model, evaluation, &mut |progress, precision| {
            bar.show(&label.join(", "), progress, precision);
        });
        bar.clear();
        let mut found = match evaluated {
            Ok(found) => found,
            Err(problem) => {
                let problem =
                    if label.is_empty() { problem } else { problem.note(format!("case {}", label.join(", "))) };
                return Err(Failure::Running(Box::new(problem), files));
            }
        };
        if let (Some(wanted), Some(reached)) = (arguments.precision, precision_of(&found))
            && reached > wanted
        {
            terminal.remark(&format!(
                "warning: {MOST_DRAWS} draws, the most there are, reach ±{:.2} %, not the {:.2} % asked for",
                reached * 100.0,
                wanted * 100.0
            ));
        }
        found.case = case.name.clone();
        found.variant = variant.unwrap_or_default();
        results.push(found);
    }
    let mut by_hand = arguments.input.sets.clone();
    by_hand.extend(arguments.people.map(|_| format!("--people {}", results[0].model.settings.people.word())));
    let record = Record::new(&files, &results, &evaluation, &by_hand);
    let written = print(arguments, &results, &record, terminal)?;
    if let Some(directory) = &arguments.delivery.out {
        let contents = Contents {
            results: &results,
            record: &record,
            language: arguments.delivery.lang,
            png_dpi: arguments.delivery.png_dpi,
            draws: input_draws(arguments, &results, &evaluation)?,
        };
        folder::write(directory, arguments.delivery.force, &contents).map_err(Failure::running)?;
        terminal.remark(&format!("wrote {}", directory.display()));
    }
    hint(arguments, &results, terminal);
    Ok(written)
}

/// Loads a scenario; warnings go to stderr, errors end the command.
pub fn load(
    file: &Path,
    input: &Input,
    variants: Variants,
    files: &mut Files,
    terminal: &Terminal,
) -> Result<Scenario, Failure> {
    let mut problems = Problems::default();
    let scenario = scenario::load(&request(file, input, variants), files, &mut problems);
    match scenario {
        Some(scenario) => {
            diagnostics::print_all(&problems, files, terminal);
            Ok(scenario)
        }
        None => Err(Failure::Invalid { problems, files: std::mem::take(files) }),
    }
}

/// What to load.
pub fn request(file: &Path, input: &Input, variants: Variants) -> Request {
    Request {
        file: file.to_owned(),
        policy_files: input.policy_files.clone(),
        attach: input.attach.clone(),
        sets: input.sets.clone(),
        table: input.table.clone(),
        policies: input.policies.clone(),
        variants,
    }
}

/// The model of one case, with only the policies that were asked for.
pub fn model(
    scenario: &Scenario,
    case: &Case,
    variant: Option<&str>,
    input: &Input,
    files: &mut Files,
) -> Result<Model, Failure> {
    let mut model = scenario
        .model(case, variant)
        .map_err(|problems| Failure::Invalid { problems, files: std::mem::take(files) })?;
    if input.policies.is_empty() {
        return Ok(model);
    }
    let known: Vec<String> = model.policies.iter().map(|policy| policy.name.clone()).collect();
    if let Some(name) = input.policies.iter().find(|name| !known.iter().any(|policy| parts(policy) == parts(name))) {
        let problem = Problem::nowhere(Code::UnknownPolicy, format!("no policy called `{name}`"))
            .help(format!("the policies are {}", known.join(", ")));
        return Err(Failure::Usage(problem));
    }
    let baseline = known[0].clone();
    model.policies.retain(|policy| {
        policy.name == baseline || input.policies.iter().any(|name| parts(name) == parts(&policy.name))
    });
    Ok(model)
}

/// The names of a combination `a+b`, in an order that does not hang on how it was written.
fn parts(name: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = name.split('+').map(str::trim).collect();
    parts.sort_unstable();
    parts
}

fn evaluation(arguments: &RunArguments) -> Evaluation {
    let sampler = match arguments.sampler {
        SamplerChoice::Stratified => Sampler::Stratified,
        SamplerChoice::Sobol => Sampler::Sobol,
        SamplerChoice::Plain => Sampler::Plain,
    };
    let sampling = Sampling { draws: arguments.draws, seed: arguments.seed, sampler };
    Evaluation {
        detail: Detail { years: arguments.by_year == ByYear::All, lines: arguments.keep.contains(&Keep::Lines) },
        sampling: (!arguments.central).then_some(sampling),
        precision: arguments.precision,
    }
}

/// The inputs behind the draws of each case, if all draws are written.
fn input_draws(
    arguments: &RunArguments,
    results: &[Results],
    evaluation: &Evaluation,
) -> Result<Option<Vec<InputDraws>>, Failure> {
    let Some(sampling) = evaluation.sampling.filter(|_| arguments.keep.contains(&Keep::Draws)) else { return Ok(None) };
    let of = |of_case: &Results| InputDraws::new(&of_case.model, evaluation.detail, sampling, of_case.draws);
    results.iter().map(of).collect::<Result<_, _>>().map(Some).map_err(Failure::running)
}

/// The cases and variants to run: each case as it is, with one variant, or as it is and with every one.
fn wanted<'a>(scenario: &'a Scenario, arguments: &RunArguments) -> Result<Vec<(&'a Case, Option<String>)>, Failure> {
    let variants = scenario.variants();
    let chosen: Vec<Option<String>> = match arguments.variant.as_deref() {
        Some("all") => [None].into_iter().chain(variants.iter().map(|name| Some((*name).to_owned()))).collect(),
        named => {
            check_variant(scenario, named)?;
            vec![named.map(str::to_owned)]
        }
    };
    let pairs = scenario.cases().iter().flat_map(|case| chosen.iter().map(move |variant| (case, variant.clone())));
    Ok(pairs.collect())
}

/// Refuses the name of a variant that the scenario does not have.
pub fn check_variant(scenario: &Scenario, variant: Option<&str>) -> Result<(), Failure> {
    let variants = scenario.variants();
    let Some(name) = variant.filter(|name| !variants.contains(name)) else { return Ok(()) };
    let known = match variants.as_slice() {
        [] => "the scenario has no variants".to_owned(),
        known => format!("the variants are {}", known.join(", ")),
    };
    Err(Failure::Usage(Problem::nowhere(Code::UnknownPolicy, format!("no variant called `{name}`")).help(known)))
}

/// Sets how many threads work: as many as asked for, or as the machine has, whatever the environment says.
pub fn set_threads(threads: Option<usize>) -> Result<(), Failure> {
    let threads =
        threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into).min(MOST_THREADS));
    if threads == 0 || threads > MOST_THREADS {
        return Err(Failure::Usage(Problem::nowhere(Code::UsageError, "--threads is a number from 1 to 1024")));
    }
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    built.map_err(|error| Failure::running(Problem::nowhere(Code::UsageError, error.to_string())))
}

fn print(
    arguments: &RunArguments,
    results: &[Results],
    record: &Record,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let mut text = vec![];
    let written = match arguments.delivery.format.unwrap_or(Format::Table) {
        Format::Table => {
            let style = Style { colour: terminal.colour_on_stdout, width: terminal.width };
            text = report(results, record, style).into_bytes();
            Ok(())
        }
        Format::Csv => csv::write(&mut text, results, tidy::all),
        Format::Json => json::write(&mut text, results, record, tidy::all),
    };
    written.map_err(Failure::stdout)?;
    print_bytes(&text)
}

fn hint(arguments: &RunArguments, results: &[Results], terminal: &Terminal) {
    if !terminal.stdout_is_terminal {
        if arguments.delivery.format.is_none() && arguments.delivery.out.is_none() {
            terminal.remark("hint: this is the table for readers; --format csv or json gives every row to programs");
        }
        return;
    }
    let file = arguments.file.display();
    if arguments.delivery.out.is_none() {
        return terminal.hint(&format!("crimcost run {file} --out results   writes tables and charts"));
    }
    let parameters = &results[0].model.baseline().parameters;
    if let Some(name) = parameters.values().find(|parameter| parameter.evidence.is_some()).map(|found| &found.name) {
        terminal.hint(&format!("crimcost explain {file} {name}   shows where a number comes from"));
    }
}
