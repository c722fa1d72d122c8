//! `crimcost check`: every problem of every file at once.

use super::arguments::CheckArguments;
use super::diagnostics;
use super::outcome::{Failure, Outcome, print};
use super::run::request;
use super::terminal::Terminal;
use crate::codes::Code;
use crate::scenario;
use crate::scenario::load::Variants;
use crate::text::{self, Files, Level, Problem, Problems};
use std::path::Path;

/// The questions that ministries ask; `--strict` wants an answer to each.
const QUESTIONS: [&str; 9] = [
    "counterfactual_volume",
    "effect_on_use",
    "effect_on_other_crime",
    "net_widening",
    "released_staff",
    "transition_cost",
    "fines_collected",
    "selection_in_studies",
    "service_capacity",
];

/// Checks files and prints the report on stdout.
pub fn check(arguments: &CheckArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut files = Files::default();
    let mut problems = Problems::default();
    for file in &arguments.files {
        let mut of_file = Problems::default();
        if is_law(file) {
            scenario::law::load(file, &mut files, &mut of_file);
            problems.extend(of_file);
            continue;
        }
        let scenario = scenario::load(&request(file, &arguments.input, Variants::All), &mut files, &mut of_file);
        if let Some(scenario) = scenario.filter(|_| arguments.strict) {
            let name = file.display();
            for question in QUESTIONS.into_iter().filter(|question| scenario.tree.at(&["answers", question]).is_none())
            {
                of_file.report(
                    Problem::nowhere(
                        Code::UnansweredQuestion,
                        format!("{name}: [answers] says nothing about {}", question.replace('_', " ")),
                    )
                    .help(format!(
                        "write {question} = {{ not_modelled = \"why\" }}, or what in the scenario answers it"
                    )),
                );
            }
        }
        problems.extend(of_file);
    }
    let sorted = problems.sorted();
    let errors = sorted.iter().filter(|problem| problem.level() == Level::Error).count();
    let warnings = sorted.len() - errors;
    let mut text =
        diagnostics::all(&problems, &files, terminal.diagnostic_format, terminal.colour_on_stdout, terminal.quiet);
    if problems.is_empty() && !terminal.quiet && terminal.diagnostic_format == super::arguments::DiagnosticFormat::Human
    {
        let count = arguments.files.len();
        let word = if count == 1 { "file" } else { "files" };
        text = format!("no problems in {count} {word}\n");
    }
    print(&text)?;
    if errors == 0 {
        let first = arguments.files.first().map_or_else(String::new, |file| file.display().to_string());
        terminal.hint(&match arguments.files.first().is_some_and(|file| is_law(file)) {
            true => format!("crimcost law list --law {first}"),
            false => format!("crimcost run {first}"),
        });
    }
    Ok(match (errors, warnings) {
        (0, 0) => Outcome::Done,
        (0, _) if arguments.strict => Outcome::Findings,
        (0, _) => Outcome::Done,
        _ => Outcome::Invalid,
    })
}

/// Whether a file holds the law of a country and no scenario; standard input is taken for a scenario.
fn is_law(path: &Path) -> bool {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let is_file = path != Path::new("-") && path.is_file();
    let tree = is_file.then(|| text::load(path, &path.display().to_string(), &mut files, &mut problems)).flatten();
    tree.is_some_and(|tree| {
        tree.get("regime").is_some() || tree.at(&["law", "country"]).is_some_and(|node| node.as_text().is_some())
    })
}
