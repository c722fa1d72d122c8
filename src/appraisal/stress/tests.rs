//! Stresses of a small reform whose every number can be worked out on the line.

use super::*;
use crate::scenario::testing::{model, town};

/// 100 people a year come to court; 40 of them are talked to instead, for four years.
pub const LINEAR: &str = r#"format = 1

[scenario]
title = "Linear"
country = "ZZZ"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 4
cycle = "year"
warm_up = "3 years"
discount = 0.0
baseline = "today"

[source]
courts   = { title = "Prices of courts", publisher = "Courts", year = 2024 }
services = { title = "Prices of services", publisher = "City", year = 2024 }
office   = { title = "Counts", publisher = "Office", year = 2024 }
unused   = { title = "Nothing", publisher = "Nobody", year = 2024 }

[parameter]
people     = "100 person/year | official: office"
court_case = "1000 EUR/person | official: courts"
share      = "40 % | assumption: for this test"
talk_price = "200 EUR/person | official: services"
training   = "30000 EUR | assumption: for this test"

[stage]
found = { role = "contact", entries = "people", next = { court = "rest" } }
court = { role = "court", next = "done" }
done  = {}

[payer]
state = { title = "State", level = "state" }

[cost]
court = { stage = "court", per = "entry", amount = "court_case", payer = "state", basis = "average" }

[policy.talk]
divert = [{ before = "court", to = "talk", share = "share" }]
stage.talk    = { next = "done" }
cost.talk     = { stage = "talk", per = "entry", amount = "talk_price", payer = "state", basis = "contract price" }
cost.training = { per = "once", amount = "training", payer = "state", basis = "fixed" }
"#;

/// The linear reform with some texts replaced; each must stand in it.
pub fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(LINEAR.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "there is no {from:?}");
        text.replacen(from, to, 1)
    })
}

fn sampling() -> Sampling {
    Sampling { draws: 16, ..Sampling::default() }
}

fn asked(text: &str) -> Stresses {
    stresses(&model(text), MoneyColumn::Average, sampling()).unwrap().remove(0)
}

fn outcome(of: &Stresses, stress: Stress) -> &Result<Applied, String> {
    &of.stresses.iter().find(|stressed| stressed.stress == stress).unwrap().outcome
}

fn mean(text: &str, stress: Stress) -> f64 {
    let found = asked(text);
    let applied = outcome(&found, stress).as_ref().unwrap();
    applied.senses[MoneyColumn::Average as usize].unwrap().mean
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found}, not {expected}");
}

/// 40 people a year at court less talk, for four years.
const BY_PEOPLE: f64 = 4.0 * 40.0 * (1_000.0 - 200.0);

#[test]
fn half_of_the_places_save_half_of_what_people_save_and_pay_all_of_the_training() {
    near(asked(LINEAR).as_it_stands[0].unwrap().mean, BY_PEOPLE - 30_000.0);
    near(mean(LINEAR, Stress::HalfImplementation), BY_PEOPLE / 2.0 - 30_000.0);
}

#[test]
fn half_of_a_reform_with_returns_and_stays_saves_half_in_every_draw() {
    let town = model(&town(&[]));
    let found = stresses(&town, MoneyColumn::Average, sampling()).unwrap().remove(0);
    let [whole, half] = [found.as_it_stands[0].unwrap(), {
        outcome(&found, Stress::HalfImplementation).as_ref().unwrap().senses[0].unwrap()
    }];
    for (whole, half) in [(whole.mean, half.mean), (whole.low, half.low), (whole.high, half.high)] {
        near(half, whole / 2.0);
    }
}

#[test]
fn half_of_the_places_go_on_paying_what_the_policy_would_close() {
    let text = changed(&[
        (
            "[policy.talk]",
            "office = { per = \"year\", amount = \"desk\", payer = \"state\", basis = \"fixed\" }\n\n[policy.talk]\ndrop = [\"cost.office\"]",
        ),
        ("[stage]", "desk = \"1000 EUR/year | assumption: for this test\"\n\n[stage]"),
    ]);
    near(mean(&text, Stress::HalfImplementation), (BY_PEOPLE + 4.0 * 1_000.0) / 2.0 - 30_000.0);
}

#[test]
fn places_that_begin_one_after_the_other_save_two_and_a_half_of_four_years() {
    near(mean(LINEAR, Stress::SlowRamp), BY_PEOPLE / 4.0 * (4.0 + 3.0 + 2.0 + 1.0) / 4.0 - 30_000.0);
}

#[test]
fn a_slow_ramp_is_discounted_from_the_start_of_the_scenario() {
    let text =
        changed(&[("discount = 0.0", "discount = { money = 0.05, outcomes = 0.0 }"), ("\"30000 EUR", "\"0 EUR")]);
    let factor = |year: i32| crate::math::pow(1.05, -(f64::from(year) + 0.5));
    // In year y so many quarters of the places take part; events lie in the middle of the year.
    let expected: f64 = (0..4).map(|year| BY_PEOPLE / 4.0 * f64::from(year + 1) / 4.0 * factor(year)).sum();
    near(mean(&text, Stress::SlowRamp), expected);
}

#[test]
fn nobody_can_begin_later_where_everybody_is_there_at_the_start() {
    let text = changed(&[("entries = \"people\"", "initial = \"people\""), ("100 person/year", "100 person")]);
    assert!(outcome(&asked(&text), Stress::SlowRamp).as_ref().unwrap_err().contains("at the start"));
}

#[test]
fn net_widening_pays_the_service_for_half_as_many_again() {
    near(mean(LINEAR, Stress::NetWidening), BY_PEOPLE - 30_000.0 - 4.0 * 20.0 * 200.0);
}

#[test]
fn a_full_service_takes_half_and_the_others_go_to_court() {
    near(mean(LINEAR, Stress::FullServices), BY_PEOPLE / 2.0 - 30_000.0);
}

#[test]
fn a_full_service_that_people_stay_in_has_room_for_half_of_those_who_were_there() {
    let text = changed(&[
        ("stage.talk    = { next = \"done\" }", "stage.talk    = { stay = \"length\", next = \"done\" }"),
        ("[stage]", "length = \"12 month | assumption: for this test\"\n\n[stage]"),
    ]);
    // Present at the points 0 to 4: 0, 40, 40, 40, 40; by means of ends 20, 40, 40, 40 and so 35 on average. A year's room
    // is free again after a year, and 17.5 come in every year.
    near(mean(&text, Stress::FullServices), 4.0 * 17.5 * 800.0 - 30_000.0);
}

#[test]
fn who_has_a_place_in_a_service_has_one_in_what_follows() {
    let text = changed(&[
        (
            "stage.talk    = { next = \"done\" }",
            "stage.talk    = { next = \"again\" }\nstage.again = { next = \"done\" }",
        ),
        ("{ stage = \"talk\",", "{ stage = [\"talk\", \"again\"],"),
    ]);
    let found = asked(&text);
    let applied = outcome(&found, Stress::FullServices).as_ref().unwrap();
    assert_eq!(applied.what, "half of the room at talk");
    near(applied.senses[0].unwrap().mean, 4.0 * 20.0 * (1_000.0 - 2.0 * 200.0) - 30_000.0);
}

#[test]
fn courts_that_refill_save_nothing() {
    near(mean(LINEAR, Stress::CourtsRefill), -4.0 * 40.0 * 200.0 - 30_000.0);
}

#[test]
fn courts_that_cost_more_still_do_when_they_refill() {
    // Whoever is talked to comes to court twice in place of once.
    let text = changed(&[(
        "stage.talk    = { next = \"done\" }",
        "stage.talk    = { next = \"second\" }\nstage.second = { role = \"court\", next = \"court\" }\ncost.court.stage = [\"court\", \"second\"]",
    )]);
    let found = asked(&text);
    near(mean(&text, Stress::CourtsRefill), found.as_it_stands[0].unwrap().mean);
}

#[test]
fn without_roles_nothing_refills() {
    let text = changed(&[("role = \"court\", ", "")]);
    assert!(outcome(&asked(&text), Stress::CourtsRefill).as_ref().unwrap_err().contains("role"));
}

#[test]
fn staff_that_is_not_cut_saves_the_short_run_part_only() {
    // Not known: nothing of it counts.
    near(mean(LINEAR, Stress::StaffNotCut), -4.0 * 40.0 * 200.0 - 30_000.0);
    let text = changed(&[
        ("basis = \"average\" }", "basis = \"average\", varies = \"moves\" }"),
        ("[stage]", "moves = \"10 % | assumption: for this test\"\n\n[stage]"),
    ]);
    near(mean(&text, Stress::StaffNotCut), 4.0 * 40.0 * (100.0 - 200.0) - 30_000.0);
    let short = stresses(&model(&text), MoneyColumn::ShortRun, sampling()).unwrap().remove(0);
    assert!(outcome(&short, Stress::StaffNotCut).is_err());
}

#[test]
fn one_off_costs_that_double_are_paid_once_more() {
    near(mean(LINEAR, Stress::OneOffDouble), BY_PEOPLE - 60_000.0);
    let text = changed(&[(
        "cost.training = { per = \"once\", amount = \"training\", payer = \"state\", basis = \"fixed\" }\n",
        "",
    )]);
    let text = text.replace("training   = \"30000 EUR | assumption: for this test\"\n", "");
    assert!(outcome(&asked(&text), Stress::OneOffDouble).is_err());
}

#[test]
fn dearer_services_cost_two_fifths_more() {
    near(mean(LINEAR, Stress::DearerServices), BY_PEOPLE - 30_000.0 - 4.0 * 40.0 * 80.0);
}

#[test]
fn a_policy_that_changes_nothing_has_no_service_and_saves_nothing_under_any_stress() {
    let start = LINEAR.find("divert").unwrap();
    let text = format!("{}about = \"Nothing\"\n", &LINEAR[..start]);
    let text = text.replace("talk_price = \"200 EUR/person | official: services\"\n", "");
    for stressed in asked(&text).stresses {
        match stressed.outcome {
            Ok(applied) => assert_eq!(applied.senses[0].unwrap().verdict(), super::super::Verdict::Same),
            Err(reason) => assert!(!reason.is_empty()),
        }
    }
}

#[test]
fn every_stress_says_its_size_and_its_reason() {
    for stress in Stress::ALL {
        assert!(stress.assumed().len() > 20 && stress.reason().len() > 40, "{}", stress.title());
    }
}

#[test]
fn stresses_are_the_same_with_any_number_of_threads() {
    let town = model(&town(&[]));
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| stresses(&town, MoneyColumn::Average, sampling()).unwrap())
    };
    assert_eq!(run(1), run(3));
}
