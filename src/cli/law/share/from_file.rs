//! A study from the `[law]` and `[amounts]` of a scenario.

use super::ShareArguments;
use crate::cli::diagnostics;
use crate::cli::outcome::Failure;
use crate::cli::terminal::Terminal;
use crate::codes::Code;
use crate::evaluate::{Evaluation, evaluate};
use crate::law::share::Reaction;
use crate::law::share::study::{Draw, Side, Study};
use crate::model::{
    BandCases, BandShare, Formula, LogNormalCases, Model, Operand, OutcomeLine, Per, Policy, Quantity, Text, Value,
};
use crate::plan::Detail;
use crate::results::{Measure, Place};
use crate::run::Sampling;
use crate::scenario::load::{Request, Scenario, load};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::overlay::{Action, Change, Overlay};
use crate::scenario::read::laws::{self, Laws};
use crate::text::{self, Files, Node, Problem, Problems};
use crate::unit::Unit;
use indexmap::IndexMap;
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
    draws(&model, &shares, scenario.tree.at(&["amounts", &asked.amounts]), [today, reform], &asked)
        .ok_or_else(|| no_grams(&asked))
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

/// The study with the draws of every parameter that the amounts name.
fn draws(
    model: &Model,
    shares: &[BandShare; 2],
    amounts: Option<&Node>,
    sides: [Side; 2],
    asked: &Asked,
) -> Option<Study> {
    let extra = |key: &str| amounts?.get(key)?.as_text().map(crate::scenario::read::operand);
    let (response, cases, assay) = (extra("response"), extra("cases"), extra("assay"));
    let mut operands: Vec<Operand> = shares.iter().flat_map(BandShare::operands).cloned().collect();
    operands.extend([&response, &cases, &assay].into_iter().flatten().cloned());
    let values = joint(model, &operands)?;
    let year = model.settings.year_days;
    let draw = |number: Option<usize>| {
        let read = |operand: &Operand| {
            let (central, draws) = values.get(operand)?;
            match number {
                None => Some(*central),
                Some(number) => draws.get(number).copied().or(Some(*central)),
            }
        };
        let optional = |operand: &Option<Operand>| operand.as_ref().and_then(read);
        let (natural, recorded, counted, reaction) = match (&shares[0].cases, &shares[1].cases) {
            (BandCases::LogNormal(today), BandCases::LogNormal(reform)) => of_lognormal(today, reform, &read)?,
            (BandCases::List { past: today, .. }, BandCases::List { past: reform, .. }) => {
                (today.natural.clone(), today.recorded.clone(), [today.counted, reform.counted], today.reaction)
            }
            _ => return None,
        };
        Some(Draw {
            natural,
            recorded,
            counted,
            reaction,
            response: optional(&response).unwrap_or(1.0),
            cases_a_year: optional(&cases).map(|cases| cases * year),
            assay: optional(&assay),
        })
    };
    let many = values.values().map(|(_, draws)| draws.len()).max().unwrap_or(0);
    Some(Study {
        substance: asked.substance.clone(),
        sides,
        central: draw(None)?,
        draws: (0..many).map(|number| draw(Some(number))).collect::<Option<_>>()?,
        currency: assay.is_some().then(|| model.settings.currency.clone()),
    })
}

type Counted = (crate::law::share::Cases, crate::law::share::Cases, [f64; 2], Reaction);

fn of_lognormal(
    today: &LogNormalCases,
    reform: &LogNormalCases,
    read: &dyn Fn(&Operand) -> Option<f64>,
) -> Option<Counted> {
    let (cases, counted, reaction) = today.read(read)?;
    let (_, counted_reform, _) = reform.read(read)?;
    // A fit of amounts has no bunch in it.
    Some((cases.clone(), cases, [counted, counted_reform], reaction))
}

type Joint = IndexMap<Operand, (f64, Vec<f64>)>;

/// Central values and joint draws of operands, in base units, in the first year.
fn joint(model: &Model, operands: &[Operand]) -> Option<Joint> {
    let mut alone = model.clone();
    alone.settings.years = 1;
    alone.settings.warm_up_cycles = 0;
    alone.published.clear();
    alone.comparisons.clear();
    let when = alone.settings.start_year;
    let baseline = model.baseline();
    let line = |operand: &Operand| {
        let name = operand.to_string();
        let line = OutcomeLine {
            name: name.clone(),
            title: Text::default(),
            about: Text::default(),
            quantity: Quantity {
                per: Per::Once { when, lifetime: None },
                by_stage: vec![],
                amount: Some(Formula::Read(operand.clone())),
            },
            unit: Unit::one(),
            better: None,
            discount: Some(0.0),
        };
        (name, line)
    };
    let outcomes = operands.iter().map(line).collect();
    alone.policies = vec![Policy { stages: IndexMap::new(), costs: IndexMap::new(), outcomes, ..baseline.clone() }];
    let sampling = Some(Sampling { draws: DRAWS, ..Sampling::default() });
    let detail = Detail { years: false, lines: true };
    let results = evaluate(alone, Evaluation { detail, sampling, precision: None }, &mut |_, _| {}).ok()?;
    operands
        .iter()
        .map(|operand| {
            let name = operand.to_string();
            let row = results.rows.iter().find(|row| {
                let key = &row.key;
                let own = key.measure == Measure::Outcome && !key.discounted && key.year.is_none();
                own && key.place == Place::Line(name.clone())
            })?;
            Some((operand.clone(), (row.central?, results.draws_of(row).to_vec())))
        })
        .collect()
}
