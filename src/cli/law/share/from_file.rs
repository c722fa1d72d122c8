//! A study from the `[law]` and `[amounts]` of a scenario.

use super::ShareArguments;
use crate::analysis::{Extras, study_of_limits};
use crate::cli::diagnostics;
use crate::cli::outcome::Failure;
use crate::cli::terminal::Terminal;
use crate::codes::Code;
use crate::law::share::study::{Side, Study};
use crate::model::{BandShare, Formula, Model, Value};
use crate::run::Sampling;
use crate::scenario::load::{Request, Scenario, load};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::overlay::{Action, Change, Overlay};
use crate::scenario::read::laws::{self, Laws};
use crate::scenario::read::operand;
use crate::text::{self, Files, Node, Problem, Problems};
use std::path::Path;

/// Draws of what is uncertain.
const DRAWS: usize = 512;

/// Reads the scenario and makes the study that the arguments ask for.
pub fn study(file: &Path, arguments: &ShareArguments, terminal: &Terminal) -> Result<Study, Failure> {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file: file.to_owned(), sets: arguments.sets.clone(), ..Request::default() };
    let Some(scenario) = load(&request, &mut files, &mut problems) else {
        return Err(Failure::Invalid { problems, files });
    };
    let mut found = Problems::default();
    let laws = Laws::read(&scenario.tree, &mut found);
    let asked = asked(arguments, &scenario, &laws).map_err(Failure::Usage)?;
    let bands = match bands(&scenario, &asked, &mut files) {
        Ok((model, bands)) => (model, bands),
        Err(problems) => return Err(Failure::Invalid { problems, files }),
    };
    diagnostics::print_all(&problems, &files, terminal);
    let sides = asked.laws.clone().map(|name| side(&laws, &name, &asked.substance));
    let [Some(today), Some(reform)] = sides else { return Err(no_grams(&asked)) };
    let (model, shares) = bands;
    let extras = extras(scenario.tree.at(&["amounts", &asked.amounts]));
    let sampling = Sampling { draws: DRAWS, ..Sampling::default() };
    let study = study_of_limits(&model, &asked.substance, [today, reform], &shares, &extras, sampling);
    study.map_err(Failure::running)?.ok_or_else(|| no_grams(&asked))
}

/// What the scenario says of the amounts beside how they spread.
fn extras(amounts: Option<&Node>) -> Extras {
    let named = |key: &str| amounts?.get(key)?.as_text().map(operand);
    Extras { response: named("response"), cases: named("cases"), assay: named("assay") }
}

fn no_grams(asked: &Asked) -> Failure {
    let message = format!("the shares of {} cannot be worked out in grams", asked.substance);
    Failure::Usage(Problem::nowhere(Code::BadLaw, message))
}

fn side(laws: &Laws, name: &str, substance: &str) -> Option<Side> {
    let named = laws.laws.get(name)?;
    let table = named.regime.tables.get(substance)?;
    Some(Side::new(name, &named.regime, table, laws::ruler(table, 1.0)?))
}

/// What to compare, with everything that the arguments leave out.
struct Asked {
    laws: [String; 2],
    substance: String,
    amounts: String,
}

fn asked(arguments: &ShareArguments, scenario: &Scenario, laws: &Laws) -> Result<Asked, Problem> {
    let names: Vec<&String> = laws.laws.keys().collect();
    let law = |given: &Option<String>, number: usize, what: &str| match given {
        Some(name) if laws.laws.contains_key(name) => Ok(name.clone()),
        Some(name) => {
            let known = names.iter().map(|name| name.as_str());
            let problem = Problem::nowhere(Code::UnknownLaw, format!("the scenario has no law called `{name}`"));
            Err(problem.help(did_you_mean(name, known)))
        }
        None => names.get(number).or(names.first()).map(|name| (*name).clone()).ok_or_else(|| {
            Problem::nowhere(Code::UnknownLaw, format!("the scenario has no law for `{what}`"))
                .help("write  [law]  today = { country = \"KGZ\", at = 2019-10-01 }")
        }),
    };
    let laws_asked = [law(&arguments.today, 0, "--today")?, law(&arguments.reform, 1, "--reform")?];
    let known: Vec<&str> = laws.amounts.keys().map(String::as_str).collect();
    let amounts = match &arguments.amounts {
        Some(name) if known.contains(&name.as_str()) => name.clone(),
        Some(name) => {
            let problem = Problem::nowhere(Code::UnknownLaw, format!("the scenario has no amounts called `{name}`"));
            return Err(problem.help(did_you_mean(name, known.into_iter())));
        }
        None => match known[..] {
            [only] => only.to_owned(),
            [] => {
                let problem = Problem::nowhere(Code::UnknownLaw, "the scenario has no [amounts]");
                return Err(problem.help("write  [amounts.street]  median = \"amount\", spread = \"amount_spread\""));
            }
            _ => {
                let problem = Problem::nowhere(Code::UsageError, "which amounts?");
                return Err(problem.help(format!("add  --amounts NAME;  there are: {}", known.join(", "))));
            }
        },
    };
    let substance = match &arguments.substance {
        Some(word) => {
            let named = &laws.laws[&laws_asked[0]];
            crate::scenario::law::find::substance(&named.law, &named.regime, word)?.to_owned()
        }
        None => first_substance(scenario, &amounts).ok_or_else(|| {
            Problem::nowhere(Code::UsageError, "of which substance?").help("add  --substance amphetamine")
        })?,
    };
    Ok(Asked { laws: laws_asked, substance, amounts })
}

/// The substance of the first parameter that is a share of these amounts.
fn first_substance(scenario: &Scenario, amounts: &str) -> Option<String> {
    let parameters = scenario.tree.get("parameter")?.as_table()?;
    parameters.values().find_map(|parameter| {
        let band = parameter.get("band")?;
        let of_these = band.get("amounts").and_then(Node::as_text) == Some(amounts);
        of_these.then(|| band.get("substance").and_then(Node::as_text).map(str::to_owned)).flatten()
    })
}

type Bands = (Model, [BandShare; 2]);

/// The model with the share of the first band under each law as a parameter of its own.
fn bands(scenario: &Scenario, asked: &Asked, files: &mut Files) -> Result<Bands, Problems> {
    let taken = |name: &str| scenario.tree.at(&["parameter", name]).is_some();
    let mut names = ["share_today".to_owned(), "share_reform".to_owned()];
    while names.iter().any(|name| taken(name)) {
        names.iter_mut().for_each(|name| name.push('_'));
    }
    let mut overlay = Overlay { label: "law share".to_owned(), changes: vec![] };
    let mut problems = Problems::default();
    for (name, law) in names.iter().zip(&asked.laws) {
        let text = format!(
            "band = {{ law = \"{law}\", substance = \"{}\", number = 1, amounts = \"{}\" }}",
            asked.substance, asked.amounts
        );
        let file = files.add("--substance", text.as_str());
        let Some(node) = text::parse(file, files, &mut problems) else { return Err(problems) };
        let path = vec!["parameter".to_owned(), name.clone()];
        overlay.changes.push(Change { path, action: Action::Set(node) });
    }
    let case = scenario.cases().first().cloned().unwrap_or_default();
    let model = scenario.model_with(&case, None, &[overlay])?;
    let share = |name: &String| match &model.baseline().parameters.get(name)?.value {
        Value::Formula(Formula::Band(share)) => Some((**share).clone()),
        _ => None,
    };
    match (share(&names[0]), share(&names[1])) {
        (Some(today), Some(reform)) => Ok((model, [today, reform])),
        _ => Err(problems),
    }
}
