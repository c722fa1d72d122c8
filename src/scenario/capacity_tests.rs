//! Limited places: what a capacity does to forks and roles, and the mistakes that it can have.

use super::testing::{blocks, model, read, town};
use crate::codes::Code;
use crate::model::{Capacity, Operand};
use snapbox::{IntoData, assert_data_eq, str};

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

fn earns(code: Code, changes: &[(&str, &str)], expected: impl IntoData) {
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
        ("when_full = \"list\"", "when_full = \"fined\""),
        ("list    = { stay = \"one_month\", next = \"support\" }", ""),
        ("one_month    = \"1 month | official: law\"", ""),
        ("before = \"caught\"", "before = \"fined\""),
    ]));
    let full = |policy: usize| &model.policies[policy].stages["support"].capacity.as_ref().unwrap().when_full;
    assert_eq!((full(0).as_str(), full(1).as_str()), ("fined", "offer_of_care"));
}

#[test]
fn a_limit_without_a_way_for_the_others() {
    earns(
        Code::CapacityKeys,
        &[(", when_full = \"list\"", "")],
        str![[r#"
error[E0520]: stage.support: there is room for so many people, but where do the others go?
  --> town.toml:41:49
   |
41 | support = { stay = "one_year", next = "closed", capacity = "places" }
   |                                                 ^^^^^^^^ needs `when_full`
   |
   = help: name the stage to which they go:  when_full = "waiting_list"
"#]],
    );
}

#[test]
fn a_way_for_the_others_without_a_limit() {
    earns(
        Code::CapacityKeys,
        &[("capacity = \"places\", ", "")],
        str![[r#"
error[E0520]: stage.support: it says where people go when it is full, but when is it full?
  --> town.toml:41:49
   |
41 | support = { stay = "one_year", next = "closed", when_full = "list" }
   |                                                 ^^^^^^^^^ needs `capacity`
   |
   = help: say how many there is room for:  capacity = "places"
"#]],
    );
}

#[test]
fn the_others_go_to_a_stage_that_does_not_exist() {
    earns(
        Code::UnknownStage,
        &[("when_full = \"list\"", "when_full = \"lst\"")],
        str![[r#"
error[E0402]: stage.support.when_full: no stage called `lst`
  --> town.toml:41:83
   |
41 | support = { stay = "one_year", next = "closed", capacity = "places", when_full = "lst" }
   |                                                                                   ^^^ does not exist
   |
   = help: did you mean `list`?
"#]],
    );
}

#[test]
fn a_stage_cannot_take_those_for_whom_it_has_no_room() {
    earns(
        Code::FullOfItself,
        &[("when_full = \"list\"", "when_full = \"support\"")],
        str![[r#"
error[E0521]: stage.support.when_full: a stage that is full cannot take those for whom it has no room
  --> town.toml:41:83
   |
41 | support = { stay = "one_year", next = "closed", capacity = "places", when_full = "support" }
   |                                                                                   ^^^^^^^ the stage itself
   |
   = help: let them go to a stage that holds them, such as a waiting list that brings them back in the next cycle
"#]],
    );
}

#[test]
fn places_where_people_stay_are_people() {
    earns(
        Code::WrongUnit,
        &[("20 person |", "20 person/year |")],
        str![[r#"
error[E0203]: stage.support.capacity: `places` is in person/day, where people (person) is needed
  --> town.toml:41:61
   |
25 | places       = "20 person/year | assumption: as planned"
   | ------ the parameter
...
41 | support = { stay = "one_year", next = "closed", capacity = "places", when_full = "list" }
   |                                                             ^^^^^^ another unit
"#]],
    );
}

#[test]
fn places_where_people_pass_are_people_per_time() {
    earns(
        Code::WrongUnit,
        &[(
            "let_go  = { next = \"support\" }",
            "let_go  = { next = \"support\", capacity = \"places\", when_full = \"list\" }",
        )],
        str![[r#"
error[E0203]: stage.let_go.capacity: `places` is in person, where people per time (person/year) is needed
  --> town.toml:40:43
   |
25 | places       = "20 person | assumption: as planned"
   | ------ the parameter
...
40 | let_go  = { next = "support", capacity = "places", when_full = "list" }
   |                                           ^^^^^^ another unit
"#]],
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
        str![[r#"
error[E0503]: people would go round within one cycle: support -> list -> support
  --> town.toml:41:70
   |
41 | support = { stay = "one_year", next = "closed", capacity = "places", when_full = "list" }
   |                                                                      ^^^^^^^^^ leads back to where it began
   |
   = help: let one of these stages take at least one cycle:  stay = …
   = note: who finds `support` full goes to `list` in the same cycle
"#]],
    );
}

#[test]
fn fewer_than_no_places() {
    earns(
        Code::CapacityBelowZero,
        &[("20 person |", "-20 person |")],
        str![[r#"
error[E0523]: stage.support.capacity: `places` is below 0 in 2014
  --> town.toml:41:49
   |
41 | support = { stay = "one_year", next = "closed", capacity = "places", when_full = "list" }
   |                                                 ^^^^^^^^ fewer than no places
   |
   = help: 0 closes the stage; to let everybody in, leave `capacity` and `when_full` out
"#]],
    );
}

#[test]
fn more_people_than_places_at_the_start() {
    earns(
        Code::AboveCapacity,
        &[
            ("support = { stay", "support = { initial = \"there\", stay"),
            ("places       = ", "there        = \"30 person | official: office\"\nplaces       = "),
        ],
        str![[r#"
warning[W0524]: stage.support.capacity: 30 people are here at the start, but there is room for 20
  --> town.toml:42:68
   |
42 | support = { initial = "there", stay = "one_year", next = "closed", capacity = "places", when_full = "list" }
   |                                                                    ^^^^^^^^ less than `initial`
   |
   = help: nobody is sent away, and nobody comes in until there is room: is that meant?
"#]],
    );
}

#[test]
fn places_by_group() {
    let changes = [
        ("baseline = \"today\"", "baseline = \"today\"\ngroups = [\"men\", \"women\"]"),
        (
            "people       = \"1200 person/year | official: office\"",
            "people       = { by_group = { men = 1000, women = 200 }, unit = \"person/year\", source = \"office\", grade = \"official\" }",
        ),
        (
            "places       = \"20 person | assumption: as planned\"",
            "places       = { by_group = { men = 10, women = 10 }, unit = \"person\", assumption = \"as planned\", grade = \"assumption\" }",
        ),
    ];
    earns(
        Code::CapacityByGroup,
        &changes,
        str![[r#"
error[E0522]: stage.support.capacity: `places` differs by group, but the groups share the room
  --> town.toml:42:49
   |
42 | support = { stay = "one_year", next = "closed", capacity = "places", when_full = "list" }
   |                                                 ^^^^^^^^ by group
   |
   = help: give one number for all groups, or a stage of its own to each of them
"#]],
    );
}

#[test]
fn a_result_of_places_needs_places() {
    let published = "[published.turned]\nresult = \"today/turned_away/prison/2014\"\nvalue = 3\ntolerance = 1\nsource = \"office\"\ngrade = \"official\"\n\n[policy.care]";
    earns(
        Code::UnknownResult,
        &[("[policy.care]", published)],
        str![[r#"
error[E0407]: published.turned: `turned_away` has no place `prison`
  --> town.toml:60:11
   |
60 | result = "today/turned_away/prison/2014"
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the scenario has no such result
   |
   = help: there are: support
"#]],
    );
    let published = published.replace("/prison/", "/support/");
    let (_, problems, files) = read(&few_places(&[("[policy.care]", &published)]), None);
    assert_eq!(blocks(&problems, &files), "");
}
