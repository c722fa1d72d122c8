//! A policy from another country, laid over the town.

use super::library::lay_all;
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
fn everything_that_the_host_lacks_is_listed_in_one_message() {
    let (model, problems) = laid(
        &town(&[("role = \"caught\", ", ""), ("5 GEL/hour", "5 GEL/person")]),
        &LIBRARY.replace("town = \"Who", "ministry = \"Who"),
        &[],
    );
    assert!(model.is_none());
    assert_eq!(problems.matches("error[E0704]").count(), 1, "{problems}");
    assert!(problems.contains("the scenario lacks 3 things of what \"Commissions\" needs"), "{problems}");
    assert!(problems.contains("lacking: a stage with the role `caught`: where a case is opened"), "{problems}");
    assert!(
        problems.contains("lacking: parameter `hour` in money/hour, not in GEL/person: Loaded hour of a social worker"),
        "{problems}"
    );
    assert!(problems.contains("lacking: payer `ministry`: Who pays for the commission"), "{problems}");
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
