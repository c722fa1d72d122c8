//! Structural alternatives: the same policies under other variants, horizons, discount rates and perspectives.

use super::savings::{PolicySaving, savings, summed_up};
use crate::model::{ConversionStep, Level, Model, Per, Perspective, Value};
use crate::plan::{Detail, Plan, perspective_place};
use crate::results::{Measure, Place};
use crate::run::{self, Sampling};
use crate::scenario::{Case, Scenario};
use crate::text::{Level as Severity, Problem, Problems};

/// Lengths of the horizon that are tried, in years.
const HORIZONS: [u32; 5] = [1, 3, 5, 10, 20];
/// Discount rates of money that are tried, per year.
const RATES: [f64; 3] = [0.0, 0.03, 0.05];

/// Another way to see the same policies.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    AsItStands,
    /// A `[variant]` of the scenario, by its name.
    Variant(String),
    /// Another length of the horizon in years.
    Horizon(u32),
    /// Another discount rate of money per year: 0.03 for 3 %.
    Discount(f64),
    /// Somebody else's money.
    Perspective(Place),
}

/// One alternative with what every policy saves under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    pub view: View,
    /// What a reader must know about it, in words.
    pub notes: Vec<String>,
    /// In the order of the policies; or why there is no answer.
    pub savings: Result<Vec<PolicySaving>, String>,
}

/// All alternatives, the scenario as it stands first.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    pub alternatives: Vec<Alternative>,
    /// Draws of each.
    pub draws: usize,
}

impl View {
    /// The kind of alternative, as a word for rows.
    pub fn kind(&self) -> &'static str {
        match self {
            View::AsItStands => "as it stands",
            View::Variant(_) => "variant",
            View::Horizon(_) => "horizon",
            View::Discount(_) => "discount",
            View::Perspective(_) => "perspective",
        }
    }
}

/// Asks every alternative, on the same draws.
///
/// `variant` is the one that `model` was read with, if any. A variant or horizon that cannot be run is listed with the
/// reason. Equation 74 of `docs/uncertainty.md`. Fails if the model as it stands cannot be run.
pub fn structure(
    scenario: &Scenario,
    case: &Case,
    variant: Option<&str>,
    model: &Model,
    sampling: Sampling,
) -> Result<Structure, Problem> {
    let own = perspective_place(&model.settings.perspective);
    let mut places = vec![own.clone()];
    let mut levels: Vec<Level> = model.payers.values().map(|payer| payer.level).collect();
    levels.sort_unstable();
    levels.dedup();
    let others = [Place::Public, Place::Society].into_iter().chain(levels.into_iter().map(Place::Level));
    places.extend(others.filter(|place| *place != own));
    let mut alternatives = as_it_stands(model, &places, sampling)?;
    let perspectives = alternatives.split_off(1);

    for name in scenario.variants().into_iter().filter(|name| Some(*name) != variant) {
        let answered = match scenario.model(case, Some(name)) {
            Ok(mut of_variant) => {
                of_variant.policies.retain(|policy| model.policies.iter().any(|known| known.name == policy.name));
                answer(&of_variant, sampling)
            }
            Err(problems) => Err(first_error(&problems)),
        };
        alternatives.push(Alternative { view: View::Variant(name.to_owned()), notes: vec![], savings: answered });
    }
    for years in HORIZONS.into_iter().filter(|years| *years != model.settings.years) {
        let mut other = model.clone();
        other.settings.years = years;
        let notes = horizon_notes(&other);
        alternatives.push(Alternative { view: View::Horizon(years), notes, savings: answer(&other, sampling) });
    }
    for rate in RATES.into_iter().filter(|rate| *rate != model.settings.discount.money) {
        let mut other = model.clone();
        other.settings.discount.money = rate;
        let keep_theirs = |line: &crate::model::CostLine| line.discount.is_some();
        let own_rates = model.policies.iter().any(|policy| policy.costs.values().any(keep_theirs));
        let notes = if own_rates { vec!["lines with a discount rate of their own keep it".to_owned()] } else { vec![] };
        alternatives.push(Alternative { view: View::Discount(rate), notes, savings: answer(&other, sampling) });
    }
    alternatives.extend(perspectives);
    Ok(Structure { alternatives, draws: sampling.draws })
}

/// The model as it stands, then in the other perspectives: one run for all of them.
fn as_it_stands(model: &Model, places: &[Place], sampling: Sampling) -> Result<Vec<Alternative>, Problem> {
    let found = savings(model, places, sampling)?;
    let alternatives = places.iter().enumerate().map(|(number, place)| {
        let of_place = found.iter().filter(|(at, _, _)| at == place);
        let savings =
            of_place.map(|(_, policy, senses)| PolicySaving { policy: policy.clone(), senses: summed_up(senses) });
        let view = if number == 0 { View::AsItStands } else { View::Perspective(place.clone()) };
        Alternative { view, notes: vec![], savings: Ok(savings.collect()) }
    });
    Ok(alternatives.collect())
}

fn answer(model: &Model, sampling: Sampling) -> Result<Vec<PolicySaving>, String> {
    let place = perspective_place(&model.settings.perspective);
    let found = savings(model, &[place], sampling).map_err(|problem| problem.message)?;
    Ok(found.into_iter().map(|(_, policy, senses)| PolicySaving { policy, senses: summed_up(&senses) }).collect())
}

fn first_error(problems: &Problems) -> String {
    let errors = problems.sorted().into_iter().filter(|problem| problem.level() == Severity::Error);
    errors.map(|problem| problem.message.clone()).next().unwrap_or_else(|| "it does not load".to_owned())
}

/// What a reader must know about a model with another horizon.
fn horizon_notes(model: &Model) -> Vec<String> {
    let last = model.settings.start_year + model.settings.years as i32 - 1;
    let mut notes = vec![];
    let mut held: Vec<&str> = vec![];
    let rates = rates(model);
    let mut later: Vec<String> = vec![];
    for policy in &model.policies {
        for (name, parameter) in &policy.parameters {
            if let Value::ByYear { points, .. } = &parameter.value
                && points.len() > 1
                && points.last().is_some_and(|(year, _)| *year < last && *year >= model.settings.start_year)
                && !rates.contains(&name.as_str())
                && !held.contains(&name.as_str())
            {
                held.push(name);
            }
        }
        for line in policy.costs.values() {
            if let Per::Once { when, .. } = line.quantity.per
                && when > last
                && !later.contains(&line.name)
            {
                later.push(line.name.clone());
            }
        }
    }
    if !held.is_empty() {
        notes.push(format!("paths by year end before {last} and are held at their last value: {}", listed(&held)));
    }
    if !later.is_empty() {
        let later: Vec<&str> = later.iter().map(String::as_str).collect();
        notes.push(format!("lines booked after {last} are left out: {}", listed(&later)));
    }
    if let Ok(Some((stage, share))) = cut(model)
        && share >= 0.01
    {
        notes.push(format!("{:.0} % of the time in `{stage}` lies after the end and is cut", 100.0 * share));
    }
    notes
}

/// Indexes and exchange rates, which are read at the years of prices and not of the run.
fn rates(model: &Model) -> Vec<&str> {
    let parameters = model.policies.iter().flat_map(|policy| policy.parameters.values());
    let steps = parameters.filter_map(|parameter| parameter.conversion.as_ref()).flat_map(|known| &known.steps);
    let names = steps.map(|step| match step {
        ConversionStep::Exchange { rate: name, .. } | ConversionStep::Index { index: name, .. } => name.as_str(),
    });
    names.collect()
}

/// A few names, and how many more there are.
fn listed(names: &[&str]) -> String {
    match names {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        few => few.join(", "),
    }
}

/// The stage with the largest part of its person-years after the end, in the central case of any policy.
fn cut(model: &Model) -> Result<Option<(String, f64)>, Problem> {
    let detail = Detail { years: true, lines: false };
    let plan = Plan::for_rows(model, detail, &|key| {
        matches!(key.measure, Measure::BeyondHorizon | Measure::People) && key.year.is_none() && key.group.is_none()
    })?;
    let central = run::central(model, &plan)?;
    let value = |row: usize| plan.result_of_row[row].map_or(0.0, |result| central[result]);
    let mut most: Option<(String, f64)> = None;
    for (number, row) in plan.rows.iter().enumerate().filter(|(_, row)| row.key.measure == Measure::BeyondHorizon) {
        let Place::Stage(stage) = &row.key.place else { continue };
        let present = plan.rows.iter().position(|other| {
            other.key.measure == Measure::People
                && other.key.policy == row.key.policy
                && other.key.place == row.key.place
        });
        let counted = present.map_or(0.0, value) * f64::from(model.settings.years);
        let after = value(number);
        let share = if after > 0.0 { after / (after + counted) } else { 0.0 };
        if most.as_ref().is_none_or(|(_, largest)| share > *largest) {
            most = Some((stage.clone(), share));
        }
    }
    Ok(most)
}

/// What a perspective is called.
pub fn perspective_word(place: &Place) -> String {
    match place {
        Place::Public => "all public payers".to_owned(),
        Place::Society => "society".to_owned(),
        Place::Level(Level::State) => "the state".to_owned(),
        Place::Level(Level::Municipality) => "municipalities".to_owned(),
        Place::Level(Level::Donor) => "donors".to_owned(),
        Place::Level(Level::Insurer) => "insurers".to_owned(),
        Place::Level(Level::Household) => "households".to_owned(),
        Place::Payer(payer) => payer.clone(),
        Place::Stage(name) | Place::Line(name) | Place::Category(name) => name.clone(),
        Place::Deadweight => "cost of taxes".to_owned(),
    }
}

/// The place of the model's own perspective, in words.
pub fn own_perspective(perspective: &Perspective) -> String {
    perspective_word(&perspective_place(perspective))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Evaluation, evaluate};
    use crate::results::{MoneyColumn, Results};
    use crate::scenario::testing::{town, tree};
    use crate::text::Files;

    const VARIANTS: &str = "\n[variant.fewer]\nabout = \"Fewer people are found\"\nparameter.people = \"700 person/year\"\n\n\
                            [variant.broken]\nabout = \"Does not load\"\ndrop = [\"cost.nothing\"]\n";

    fn scenario(text: &str) -> Scenario {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        Scenario::from_tree(tree(text, &mut files, &mut problems).unwrap())
    }

    fn sampling() -> Sampling {
        Sampling { draws: 64, seed: 5, ..Sampling::default() }
    }

    fn asked(text: &str) -> Structure {
        let scenario = scenario(text);
        let case = &scenario.cases()[0];
        let model = scenario.model(case, None).unwrap();
        structure(&scenario, case, None, &model, sampling()).unwrap()
    }

    fn run(text: &str, variant: Option<&str>) -> Results {
        let scenario = scenario(text);
        let model = scenario.model(&scenario.cases()[0], variant).unwrap();
        let evaluation = Evaluation { sampling: Some(sampling()), ..Evaluation::default() };
        evaluate(model, evaluation, &mut |_, _| {}).unwrap()
    }

    fn of(structure: &Structure, view: &View) -> super::super::Saved {
        let found = structure.alternatives.iter().find(|alternative| alternative.view == *view).unwrap();
        found.savings.as_ref().unwrap()[0].senses[MoneyColumn::Average as usize].unwrap()
    }

    /// The same bits as a run's row.
    fn same(saved: super::super::Saved, results: &Results, place: Place) {
        let row = results.money("care", Measure::Saving, &place, None, MoneyColumn::Average, true).unwrap();
        assert_eq!((Some(saved.mean), Some((saved.low, saved.high))), (row.mean, row.interval()));
    }

    #[test]
    fn every_alternative_is_what_a_run_of_it_says() {
        let text = format!("{}{VARIANTS}", town(&[]));
        let found = asked(&text);
        same(of(&found, &View::AsItStands), &run(&text, None), Place::Public);
        same(of(&found, &View::Variant("fewer".to_owned())), &run(&text, Some("fewer")), Place::Public);
        let longer = text.replacen("years = 3", "years = 10", 1);
        same(of(&found, &View::Horizon(10)), &run(&longer, None), Place::Public);
        let flat = text.replacen("money = 0.03", "money = 0.0", 1);
        same(of(&found, &View::Discount(0.0)), &run(&flat, None), Place::Public);
        same(of(&found, &View::Perspective(Place::Society)), &run(&text, None), Place::Society);
        same(of(&found, &View::Perspective(Place::Level(Level::State))), &run(&text, None), Place::Level(Level::State));
    }

    #[test]
    fn the_scenarios_own_horizon_rate_and_perspective_are_not_repeated() {
        let found = asked(&format!("{}{VARIANTS}", town(&[])));
        let views: Vec<&View> = found.alternatives.iter().map(|alternative| &alternative.view).collect();
        assert!(!views.contains(&&View::Horizon(3)) && !views.contains(&&View::Discount(0.03)));
        assert!(!views.contains(&&View::Perspective(Place::Public)));
        assert_eq!(views.iter().filter(|view| matches!(view, View::Horizon(_))).count(), 4);
    }

    #[test]
    fn a_variant_that_does_not_load_is_a_row_with_its_reason() {
        let found = asked(&format!("{}{VARIANTS}", town(&[])));
        let broken = View::Variant("broken".to_owned());
        let broken = found.alternatives.iter().find(|alternative| alternative.view == broken).unwrap();
        assert!(broken.savings.as_ref().unwrap_err().contains("cost.nothing"), "{:?}", broken.savings);
    }

    #[test]
    fn a_short_horizon_says_what_it_cuts() {
        let found = asked(&town(&[]));
        let year = found.alternatives.iter().find(|alternative| alternative.view == View::Horizon(1)).unwrap();
        assert!(year.notes.iter().any(|note| note.contains("is cut")), "{:?}", year.notes);
    }

    #[test]
    fn a_path_that_ends_before_a_longer_horizon_is_named() {
        let path = "offered = { by_year = { 2014 = 0.4, 2016 = 0.5 }, unit = \"1\", assumption = \"a path\" }";
        let found = asked(&town(&[("offered      = \"40 % | assumption: not tried yet\"", path)]));
        let notes = |years: u32| {
            let found = found.alternatives.iter().find(|alternative| alternative.view == View::Horizon(years));
            found.unwrap().notes.join("; ")
        };
        assert!(notes(10).contains("offered") && !notes(1).contains("offered"), "{}", notes(10));
    }
}
