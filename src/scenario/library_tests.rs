//! A policy from another country, laid over the town.

use super::library::lay_all;
use super::load::{Request, load};
use super::testing::{TOWN, blocks, town, tree};
use crate::model::{Grade, Model};
use crate::text::{Files, Problems};

const LIBRARY: &str = r#"format = 1

[library]
title = "Commissions"
country = "PRT"
price_year = 2014

[needs.stage]
caught  = "where a case is opened"
at_risk = "where people are afterwards"

[needs.parameter]
hour = { unit = "money/hour", about = "Loaded hour of a social worker" }

[needs.payer]
town = "Who pays for the commission"

[source.sicad]
title = "Dissuasion in numbers"
publisher = "SICAD"
year = 2021

[parameter]
share_small   = "50 % | assumption: not known"
hours_hearing = "3 hour/person | official: sicad"

[policy.cdt]
about = "A commission, not a court"
divert = [{ before = "caught", to = "commission", share = "share_small" }]
stage.commission = { next = "at_risk" }
cost.hearing = { stage = "commission", per = "entry", amount = "hours_hearing * hour", payer = "town", basis = "average" }
"#;

fn laid(host: &str, library: &str, attach: &[&str]) -> (Option<Model>, String) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let mut host = tree(host, &mut files, &mut problems).unwrap();
    let library = tree(library, &mut files, &mut problems).unwrap();
    let attach: Vec<String> = attach.iter().map(|text| (*text).to_owned()).collect();
    lay_all(&mut host, &[library], &attach, &mut files, &mut problems);
    let reading = super::read::model(&host, &[], &[]);
    problems.extend(reading.problems);
    let text = blocks(&problems, &files);
    (reading.model.filter(|_| !problems.any_errors()), text)
}

#[test]
fn who_finds_no_room_goes_to_the_stage_with_the_role() {
    let library = LIBRARY
        .replace(
            "stage.commission = { next",
            "stage.commission = { capacity = \"hearings\", when_full = \"caught\", next",
        )
        .replace("[policy.cdt]", "hearings = \"100 person/year | assumption: one panel\"\n\n[policy.cdt]");
    let host = town(&[
        ("caught  = {", "arrest  = {"),
        ("each = { caught", "each = { arrest"),
        ("stage = \"caught\"", "stage = \"arrest\""),
        ("before = \"caught\"", "before = \"arrest\""),
        ("next = { caught", "next = { arrest"),
    ]);
    let (model, problems) = laid(&host, &library, &[]);
    assert_eq!(problems, "");
    let model = model.unwrap();
    let policy = model.policies.iter().find(|policy| policy.name == "cdt").unwrap();
    assert_eq!(policy.stages["commission"].capacity.as_ref().unwrap().when_full, "arrest");
}

#[test]
fn roles_become_the_stages_of_the_host() {
    let (model, problems) = laid(
        &town(&[
            ("caught  = {", "arrest  = {"),
            ("each = { caught", "each = { arrest"),
            ("stage = \"caught\"", "stage = \"arrest\""),
            ("before = \"caught\"", "before = \"arrest\""),
            ("next = { caught", "next = { arrest"),
        ]),
        LIBRARY,
        &[],
    );
    let model = model.unwrap_or_else(|| panic!("{problems}"));
    let cdt = model.policies.iter().find(|policy| policy.name == "cdt").unwrap();
    assert_eq!(cdt.stages["offer_of_commission"].next[1].to, "arrest");
    assert_eq!(cdt.parameters["hours_hearing"].evidence.as_ref().unwrap().grade, Grade::Official);
    assert!(model.sources.contains_key("sicad"));
}

#[test]
fn everything_that_the_host_lacks_has_its_own_message() {
    let (model, problems) = laid(
        &town(&[("role = \"caught\", ", ""), ("5 GEL/hour", "5 GEL/person")]),
        &LIBRARY.replace("town = \"Who", "ministry = \"Who"),
        &[],
    );
    assert!(model.is_none());
    assert_eq!(problems.matches("error[E0704]").count(), 3, "{problems}");
    for said in [
        "\"Commissions\" needs a stage with the role `caught`, which the scenario lacks",
        "^^^^^^ where a case is opened",
        "or `role = \"caught\"` there",
        "stages of the scenario: caught, fined, prison, at_risk, let_go, closed",
        "needs the parameter `hour` in money/hour, not in GEL/person, which",
        "^^^^ Loaded hour of a social worker",
        "needs the payer `ministry`, which",
        "payers of the scenario: people, police, prisons, town",
    ] {
        assert!(problems.contains(said), "{said}\n{problems}");
    }
}

#[test]
fn a_role_can_be_attached_on_the_command_line() {
    let host = town(&[("role = \"caught\", ", "")]);
    let (model, problems) = laid(&host, LIBRARY, &["caught=caught"]);
    assert!(model.is_some(), "{problems}");
    let (model, problems) = laid(&host, LIBRARY, &["caught=cauht"]);
    assert!(model.is_none());
    assert!(problems.contains("error[E0402]: no stage called `cauht`"), "{problems}");
}

#[test]
fn a_name_that_the_host_has_is_refused() {
    let (model, problems) = laid(TOWN, &LIBRARY.replace("share_small ", "offered "), &[]);
    assert!(model.is_none());
    assert!(problems.contains("error[E0705]: parameter.offered: the scenario already has this name"), "{problems}");
}

#[test]
fn a_policy_may_change_what_its_library_brings_and_nothing_of_the_host() {
    let second = "\n[policy.all]\nabout = \"Every case\"\nextends = \"cdt\"\n\
                  parameter.share_small = \"90 % | assumption: not known\"\n";
    let (model, problems) = laid(TOWN, &format!("{LIBRARY}{second}"), &[]);
    assert_eq!(problems, "");
    let model = model.unwrap();
    let share = |name: &str| {
        let policy = model.policies.iter().find(|policy| policy.name == name).unwrap();
        policy.parameters["share_small"].value.clone()
    };
    assert_ne!(share("all"), share("cdt"));
    let (model, problems) = laid(TOWN, &format!("{LIBRARY}{}", second.replace("share_small", "offered")), &[]);
    assert!(model.is_none());
    assert!(problems.contains("error[E0705]: parameter.offered: the scenario already has this name"), "{problems}");
}

#[test]
fn money_of_a_library_is_of_its_country_and_year() {
    let library = LIBRARY
        .replace("3 hour/person |", "30 EUR/person |")
        .replace("amount = \"hours_hearing * hour\"", "amount = \"hours_hearing\"");
    let (model, problems) = laid(TOWN, &library, &[]);
    assert!(model.is_none());
    assert!(
        problems.contains("error[E0212]: parameter.hours_hearing: EUR of 2014 cannot become GEL of 2014"),
        "{problems}"
    );
    assert!(problems.contains("the currency of PRT is not known"), "{problems}");
}

/// A small country of the library's own; its source `court` is used nowhere else.
const HOST: &str = r#"
[source.court]
title = "Cases"
publisher = "Supreme court"
year = 2014

[host.scenario]
title = "Before the commissions"
country = "PRT"
currency = "EUR"
price_year = 2014
start_year = 2014
years = 2
cycle = "month"
warm_up = "3 years"
discount = 0.03
baseline = "courts"

[host.parameter]
cases    = "600 person/year | official: court"
one_year = "12 month | assumption: for this test"
hour     = "9 EUR/hour | assumption: for this test"

[host.stage]
case  = { role = "caught", entries = "cases", next = "after" }
after = { role = "at_risk", stay = "one_year", next = "over" }
over  = {}

[host.payer]
town = { title = "Town hall", level = "municipality" }

[host.default.cost]
basis = "average"

[host.cost]
case = { stage = "case", per = "entry", amount = "hours_hearing * hour", payer = "town" }

[host.answers]
life_at_liberty = { not_modelled = "a test" }
"#;

/// What `load` makes of files in a new directory.
fn loaded(texts: &[(&str, &str)], file: &str, policy_files: &[&str]) -> (Option<Model>, String) {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in texts {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    let request = Request {
        file: directory.path().join(file),
        policy_files: policy_files.iter().map(|name| directory.path().join(name)).collect(),
        ..Request::default()
    };
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(&request, &mut files, &mut problems);
    let model = scenario.and_then(|scenario| scenario.model(&scenario.cases()[0], None).ok());
    (model, blocks(&problems, &files))
}

#[test]
fn a_library_with_a_host_runs_alone() {
    let library = format!("{LIBRARY}{HOST}");
    let (model, problems) = loaded(&[("library.toml", &library)], "library.toml", &[]);
    assert_eq!(problems, "");
    let model = model.expect("it is complete");
    let names: Vec<&str> = model.policies.iter().map(|policy| policy.name.as_str()).collect();
    assert_eq!(names, ["courts", "cdt"]);
    assert_eq!(model.policies[1].stages["offer_of_commission"].next[1].to, "case");
    assert!(model.sources.contains_key("court"));
}

#[test]
fn a_host_stays_behind_over_another_country() {
    let library = format!("{LIBRARY}{HOST}");
    let (model, problems) = loaded(&[("town.toml", TOWN), ("library.toml", &library)], "town.toml", &["library.toml"]);
    assert_eq!(problems, "");
    let model = model.expect("the town has what it needs");
    assert_eq!(model.settings.country, "GEO");
    assert!(!model.sources.contains_key("court") && model.sources.contains_key("sicad"));
    assert!(!model.policies[0].stages.contains_key("case"));
}

#[test]
fn a_second_library_lies_over_the_host_of_the_first() {
    let first = format!("{LIBRARY}{HOST}");
    let second = LIBRARY
        .replace("policy.cdt", "policy.panels")
        .replace("share_small", "share_heard")
        .replace("hours_hearing", "hours_panel");
    let texts = [("first.toml", first.as_str()), ("second.toml", second.as_str())];
    let (model, problems) = loaded(&texts, "first.toml", &["second.toml"]);
    assert_eq!(problems, "");
    assert_eq!(model.expect("both fit").policies.len(), 3);
}

#[test]
fn a_host_is_held_against_the_grammar_and_the_library_s_own_needs() {
    let spoilt = |from: &str, to: &str| {
        assert!(HOST.contains(from), "the host has no {from:?}");
        let library = format!("{LIBRARY}{}", HOST.replacen(from, to, 1));
        loaded(&[("library.toml", &library)], "library.toml", &[]).1
    };
    let said = spoilt("start_year = 2014\n", "");
    assert!(said.contains("error[E0102]: host.scenario: `start_year` is missing"), "{said}");
    let said = spoilt("600 person/year | official: court", "600 person/year");
    assert!(said.contains("error[E0310]") && said.contains("cases"), "{said}");
    let said = spoilt("role = \"at_risk\", ", "");
    assert!(said.contains("error[E0704]: \"Commissions\" needs a stage with the role `at_risk`"), "{said}");
    let said = spoilt("[host.default.cost]\nbasis = \"average\"\n", "");
    assert!(said.contains("error[E0102]: cost.case: `basis` is missing"), "{said}");
}

#[test]
fn tables_of_a_country_stand_below_host_in_a_library_and_nowhere_else() {
    let stray = format!("{LIBRARY}{}", HOST.replace("[host.scenario]", "[scenario]"));
    let (_, said) = loaded(&[("library.toml", &stray)], "library.toml", &[]);
    assert!(said.contains("in a library the tables of its own country begin with `host`: [host.scenario]"), "{said}");
    let (_, said) = loaded(&[("town.toml", &format!("{TOWN}{HOST}"))], "town.toml", &[]);
    assert!(said.contains("`host` belongs to a file with [library]"), "{said}");
}
