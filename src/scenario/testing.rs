//! A small town for tests: a scenario with everything in it, and ways to spoil it.

use super::read::Reading;
use super::{Scenario, expand, grammar};
use crate::model::Model;
use crate::text::{self, Files, Node, Problems};

/// People are caught, fined or sent to prison, and may come back; a policy sends some of them to a service.
pub const TOWN: &str = r#"format = 1

[scenario]
title = "Town"
country = "GEO"
currency = "GEL"
price_year = 2014
start_year = 2014
years = 3
cycle = "month"
warm_up = "5 years"
discount = { money = 0.03, outcomes = 0.0 }
baseline = "today"

[source]
law    = { title = "Law", publisher = "Parliament", year = 2014 }
office = { title = "Yearbook", publisher = "Statistics office", year = 2014 }

[parameter]
people       = "1200 person/year | official: office"
share_fined  = "60 % | official: office"
share_prison = "0.1 1 | official: office"
prison_term  = "2..36 month | official: law"
back_again   = "10 to 30 % in 12 months | assumption: no figure found"
one_year     = "12 month | official: law"
hours        = "8 hour/person | official: office"
hour         = "5 GEL/hour | official: office"
prison_day   = "30 GEL/person/day | official: office"
fine         = "500 GEL/person | official: law"
offered      = "40 % | assumption: not tried yet"
care_month   = "90 GEL/person/month | assumption: not tried yet"

[stage]
caught  = { role = "caught", entries = "people", next = { fined = "share_fined", prison = "share_prison", let_go = "rest" } }
fined   = { next = "at_risk" }
prison  = { role = "custody", stay = "prison_term", next = "at_risk" }
at_risk = { role = "at_risk", stay = "one_year", each = { caught = "back_again" }, next = "closed" }
let_go  = {}
closed  = {}

[payer]
people  = { title = "People who are fined", level = "household" }
police  = { title = "Police", level = "state" }
prisons = { title = "Prisons", level = "state" }
town    = { title = "Town hall", level = "municipality" }

[cost]
police = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", basis = "average" }
prison = { stage = "prison", per = "stay", amount = "prison_day", payer = "prisons", basis = "average" }
fine   = { stage = "fined", per = "entry", amount = "fine", payer = "people", payee = "town" }

[outcome]
prison_years = { stage = "prison", per = "stay", unit = "person year" }

[policy.care]
about = "Some are offered care before a case is opened"
divert = [{ before = "caught", to = "care", share = "offered" }]
stage.care = { stay = "one_year", next = { caught = "share_prison", at_risk = "rest" } }
cost.care  = { stage = "care", per = "stay", amount = "care_month", payer = "town", basis = "average" }

[answers]
life_at_liberty = { not_modelled = "left out in this town" }
"#;

/// The town with some texts replaced; each must stand in it.
pub fn town(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(TOWN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the town has no {from:?}");
        text.replacen(from, to, 1)
    })
}

/// The tree of a text in table form.
pub fn tree(text: &str, files: &mut Files, problems: &mut Problems) -> Option<Node> {
    let file = files.add("town.toml", text);
    let mut tree = text::parse(file, files, problems)?;
    expand::expand(&mut tree, files, problems);
    grammar::check_keys(&tree, problems);
    Some(tree)
}

/// Reads a text as `load` would read a file.
pub fn read(text: &str, variant: Option<&str>) -> (Option<Model>, Problems, Files) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let Some(tree) = tree(text, &mut files, &mut problems) else { return (None, problems, files) };
    let scenario = Scenario::from_tree(tree);
    let Reading { model, problems: found } = scenario.read(&scenario.cases()[0], variant, &[]);
    super::load::add_new(found, &mut problems, Some);
    (model.filter(|_| !problems.any_errors()), problems, files)
}

/// The model of a text that must be without errors.
pub fn model(text: &str) -> Model {
    let (model, problems, files) = read(text, None);
    model.unwrap_or_else(|| panic!("{}", blocks(&problems, &files)))
}

/// All problems as blocks.
pub fn blocks(problems: &Problems, files: &Files) -> String {
    let blocks: Vec<String> = problems.sorted().into_iter().map(|problem| problem.block(files, false)).collect();
    blocks.join("\n\n")
}

/// What the town with changes earns.
pub fn earned(changes: &[(&str, &str)]) -> String {
    let (_, problems, files) = read(&town(changes), None);
    blocks(&problems, &files)
}
