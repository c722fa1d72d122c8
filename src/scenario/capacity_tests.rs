//! Limited places: what a capacity does to forks and roles, and the mistakes that it can have.

use super::testing::{blocks, model, read, town};
use crate::codes::Code;
use crate::model::{Capacity, Operand};
use snapbox::{assert_data_eq, str};

const PLACES: &str = r#"places       = "20 person | assumption: as planned"
one_month    = "1 month | official: law"
one_year     = "#;

const SUPPORT: &str = r#"let_go  = { next = "support" }
support = { stay = "one_year", next = "closed", capacity = "places", when_full = "list" }
list    = { stay = "one_month", next = "support" }"#;

/// The town in which people who are let go come to a support with few places, or to its waiting list.
fn few_places(changes: &[(&str, &str)]) -> String {
    let text = town(&[("one_year     = ", PLACES), ("let_go  = {}", SUPPORT)]);
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "the town has no {from:?}");
        text.replacen(from, to, 1)
    })
}

fn earns(code: Code, changes: &[(&str, &str)], expected: impl snapbox::IntoData) {
    let (_, problems, files) = read(&few_places(changes), None);
    let text = blocks(&problems, &files);
    assert!(text.contains(&format!("[{code}]")), "no {code} in\n{text}");
    assert_data_eq!(text, expected.into_data().raw());
}

#[test]
fn places_and_a_waiting_list_are_read_without_a_warning() {
    let (_, problems, files) = read(&few_places(&[]), None);
    assert_eq!(blocks(&problems, &files), "");
    let model = model(&few_places(&[]));
    let expected = Capacity { room: Operand::whole("places"), when_full: "list".to_owned() };
    assert_eq!(model.baseline().stages["support"].capacity, Some(expected));
}

#[test]
fn a_fork_stands_before_a_stage_that_takes_the_people_of_a_full_one() {
    let model = model(&few_places(&[
        ("when_full = \"list\"", "when_full = \"caught\""),
        ("list    = { stay = \"one_month\", next = \"support\" }", ""),
        ("one_month    = \"1 month | official: law\"", ""),
        ("entries = \"people\"", "arrivals = \"people\", new_only = true"),
    ]));
    let full = |policy: usize| &model.policies[policy].stages["support"].capacity.as_ref().unwrap().when_full;
    assert_eq!((full(0).as_str(), full(1).as_str()), ("caught", "offer_of_care"));
}

#[test]
fn a_limit_without_a_way_for_the_others() {
    earns(Code::CapacityKeys, &[(", when_full = \"list\"", "")], str![[r#""#]]);
}

#[test]
fn a_way_for_the_others_without_a_limit() {
    earns(Code::CapacityKeys, &[("capacity = \"places\", ", "")], str![[r#""#]]);
}

#[test]
fn the_others_go_to_a_stage_that_does_not_exist() {
    earns(Code::UnknownStage, &[("when_full = \"list\"", "when_full = \"lst\"")], str![[r#""#]]);
}

#[test]
fn a_stage_cannot_take_those_for_whom_it_has_no_room() {
    earns(Code::FullOfItself, &[("when_full = \"list\"", "when_full = \"support\"")], str![[r#""#]]);
}

#[test]
fn places_where_people_stay_are_people() {
    earns(Code::WrongUnit, &[("20 person |", "20 person/year |")], str![[r#""#]]);
}

#[test]
fn places_where_people_pass_are_people_per_time() {
    earns(
        Code::WrongUnit,
        &[(
            "let_go  = { next = \"support\" }",
            "let_go  = { next = \"support\", capacity = \"places\", when_full = \"list\" }",
        )],
        str![[r#""#]],
    );
}

#[test]
fn whoever_finds_it_full_does_not_come_back_in_the_same_cycle() {
    earns(
        Code::CircularEvents,
        &[
            ("list    = { stay = \"one_month\", next", "list    = { next"),
            ("one_month    = \"1 month | official: law\"", ""),
        ],
        str![[r#""#]],
    );
}

#[test]
fn fewer_than_no_places() {
    earns(Code::CapacityBelowZero, &[("20 person |", "-20 person |")], str![[r#""#]]);
}

#[test]
fn more_people_than_places_at_the_start() {
    earns(
        Code::AboveCapacity,
        &[
            ("support = { stay", "support = { initial = \"there\", stay"),
            ("places       = ", "there        = \"30 person | official: office\"\nplaces       = "),
        ],
        str![[r#""#]],
    );
}

#[test]
fn places_by_group() {
    let text = few_places(&[
        ("baseline = \"today\"", "baseline = \"today\"\ngroups = [\"men\", \"women\"]"),
        (
            "people       = \"1200 person/year | official: office\"",
            "people       = { by_group = { men = 1000, women = 200 }, unit = \"person/year\", source = \"office\", grade = \"official\" }",
        ),
        (
            "places       = \"20 person | assumption: as planned\"",
            "places       = { by_group = { men = 10, women = 10 }, unit = \"person\", assumption = \"as planned\", grade = \"assumption\" }",
        ),
    ]);
    let (_, problems, files) = read(&text, None);
    assert_data_eq!(blocks(&problems, &files), str![[r#""#]].raw());
}

#[test]
fn a_result_of_places_needs_places() {
    let published = "[published.turned]\nresult = \"today/turned_away/prison/2014\"\nvalue = 3\ntolerance = 1\nsource = \"office\"\ngrade = \"official\"\n\n[policy.care]";
    earns(Code::UnknownResult, &[("[policy.care]", published)], str![[r#""#]]);
    let published = published.replace("/prison/", "/support/");
    let (_, problems, files) = read(&few_places(&[("[policy.care]", &published)]), None);
    assert_eq!(blocks(&problems, &files), "");
}
