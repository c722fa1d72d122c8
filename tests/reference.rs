//! The engine against the plain evaluator of `plain`, feature by feature.

mod plain;

use crimcost::distribution::Distribution;
use crimcost::law::regime::{Closed, CountingBasis, Limit};
use crimcost::law::share::{Amounts, Cases, Purity, Reaction, Side};
use crimcost::model::*;
use crimcost::scenario::{Request, load};
use crimcost::text::{Files, Problems};
use plain::build::*;
use plain::compare::{differences, differences_in};
use plain::random::{draft, random_model};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn agree(model: &Model) {
    let found = differences(model);
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found.join("\n"));
}

/// People come to `contact` and go on to `fined`, `court` and `clear`; from `court` to `prison` and `clear`.
fn streets() -> Model {
    let mut model = model(3, Cycle::Month);
    model.between("people", 900.0 / YEAR, 1100.0 / YEAR);
    model.between("share_fined", 0.2, 0.4);
    model.between("share_court", 0.1, 0.3);
    model.between("share_prison", 0.1, 0.5);
    model.between("fine", 50.0, 200.0);
    model.between("hearing", 300.0, 900.0);
    model.between("office", 1000.0 / YEAR, 2000.0 / YEAR);
    model.stage("contact").arrivals("people").next(&[
        ("fined", "share_fined"),
        ("court", "share_court"),
        ("clear", "rest"),
    ]);
    model.stage("fined").next(&[("clear", "rest")]);
    model.stage("court").next(&[("prison", "share_prison"), ("clear", "rest")]);
    model.stage("prison").next(&[("clear", "rest")]);
    model.stage("clear");
    model.cost("hearings", Per::Entry, &["court"], "hearing");
    model.cost("offices", Per::Year, &[], "office");
    model
}

/// `streets` with a prison in which people stay.
fn streets_with_prison(low: f64, high: f64) -> Model {
    let mut model = streets();
    model.between("length", low, high);
    model.between("prison_day", 20.0, 60.0);
    model.stage("prison").stay("length").next(&[("clear", "rest")]);
    model.cost("custody", Per::Stay, &["prison"], "prison_day");
    model.outcome("prison_days", Per::Stay, &["prison"], "");
    model
}

#[test]
fn events_only() {
    agree(&streets());
}

#[test]
fn stays_below_around_and_above_a_cycle() {
    for (low, high) in [(2.0, 10.0), (10.0, 60.0), (30.0, 30.0001), (45.0, 200.0), (400.0, 2000.0)] {
        agree(&streets_with_prison(low, high));
    }
}

#[test]
fn a_stay_that_becomes_shorter_than_a_cycle_later() {
    // `free` stands before `prison` in the file; from the second year on people come to it within the cycle.
    let mut model = model(3, Cycle::Month);
    model.between("people", 1.0, 2.0);
    model.parameter("length", by_year(&[(2020, 45.0), (2021, 10.0), (2022, 75.0)], Between::Steps));
    model.between("price", 20.0, 60.0);
    model.stage("free").next(&[("home", "rest")]);
    model.stage("home");
    model.stage("prison").arrivals("people").stay("length").next(&[("free", "rest")]);
    model.cost("release", Per::Entry, &["free"], "price");
    model.cost("custody", Per::Stay, &["prison"], "price");
    agree(&model);
}

/// A support with few places; who finds it full waits and comes back in the next cycle, or goes home after a time.
fn support(low: f64, high: f64, cycle: Cycle) -> Model {
    let mut model = model(3, cycle);
    model.settings.warm_up_cycles = 5;
    model.between("people", 1.0, 2.0);
    model.between("length", low, high);
    model.between("places", 20.0, 60.0);
    model.between("gives_up", 0.05, 0.3);
    model.between("hearings", 0.3, 0.8);
    model.between("price", 20.0, 60.0);
    model.stage("home");
    model.stage("list").each(&[("home", "gives_up", cycle_days(cycle)), ("support", "rest", 0.0)]);
    model.stage("hearing").next(&[("home", "rest")]).room("hearings", "support");
    model.stage("contact").arrivals("people").next(&[("hearing", "rest")]);
    model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "list");
    model.cost("support", Per::Stay, &["support"], "price");
    model.cost("waiting", Per::Entry, &["list"], "price");
    add_policy(&mut model, "more_places", |policy| {
        policy.parameter("places", by_year(&[(2020, 80.0), (2021, 15.0), (2022, 200.0)], Between::Steps));
        policy.stages["list"].room("price", "home");
    });
    model
}

fn cycle_days(cycle: Cycle) -> f64 {
    YEAR / f64::from(cycle.per_year())
}

#[test]
fn places_are_few() {
    for cycle in [Cycle::Week, Cycle::Month, Cycle::Year] {
        for (low, high) in [(3.0, 20.0), (20.0, 40.0), (100.0, 400.0)] {
            agree(&support(low, high, cycle));
        }
    }
}

#[test]
fn places_are_few_and_stays_differ() {
    let mut model = support(10.0, 20.0, Cycle::Month);
    model.between("weight", 0.1, 0.4);
    let component = |value| Component { share: read("weight"), value };
    model.parameter("length", Value::Spread(vec![component(6.0), component(21.0), component(100.0)]));
    model.policies[1].parameters = model.policies[0].parameters.clone();
    agree(&model);
}

#[test]
fn places_are_few_where_risks_go_by_time_since_entry() {
    let mut model = support(10.0, 90.0, Cycle::Month);
    let path = Value::SinceEntry { step_days: 30.0, values: vec![0.3, 0.1, 0.05] };
    for policy in &mut model.policies {
        policy.parameter("leaves", path.clone());
        policy.stages["support"].each(&[("home", "leaves", 0.0)]);
    }
    agree(&model);
}

#[test]
fn groups_share_the_places() {
    let mut model = support(10.0, 90.0, Cycle::Month);
    model.settings.groups = vec!["men".into(), "women".into()];
    let by_group = |men: f64, women: f64| {
        Value::ByGroup([("men".to_owned(), Value::Known(men)), ("women".to_owned(), Value::Known(women))].into())
    };
    for policy in &mut model.policies {
        policy.parameter("people", by_group(1.2, 0.4));
        policy.parameter("length", by_group(12.0, 50.0));
    }
    agree(&model);
}

#[test]
fn published_entries_count_those_who_find_no_room() {
    let mut model = support(10.0, 90.0, Cycle::Month);
    model.between("again", 0.1, 0.3);
    for policy in &mut model.policies {
        policy.between("all", 8.0, 9.0);
        policy.between("gives_up", 0.3, 0.5);
        policy.stages["contact"].count = None;
        policy.stages["hearing"].arrivals("people");
        policy.stages["support"].entries("all");
    }
    agree(&model);
}

#[test]
fn a_matrix_of_yearly_shares() {
    let mut model = model(20, Cycle::Year);
    model.known("people", 1000.0);
    model.between("sicker", 0.05, 0.2);
    model.between("dies", 0.01, 0.1);
    model.between("dies_sick", 0.1, 0.4);
    model.between("price", 10.0, 20.0);
    model.between("weight", 0.4, 0.9);
    model.stage("well").initial("people").each(&[("sick", "sicker", YEAR), ("dead", "dies", YEAR)]);
    model.stage("sick").each(&[("dead", "dies_sick", YEAR)]);
    model.stage("dead");
    model.cost("care", Per::Stay, &["sick"], "price");
    model.cost("funeral", Per::Entry, &["dead"], "price");
    model.outcome("years_of_health", Per::Stay, &["well", "sick"], "weight").unit.factor = YEAR;
    model.settings.discount = Discount { money: 0.05, outcomes: 0.015 };
    for counting in [Counting::Start, Counting::Half, Counting::End] {
        model.settings.within_cycle = counting;
        agree(&model);
    }
}

/// People who were caught come back to `contact` within a window, from a year in `at_risk`.
fn with_returns(cycle: Cycle) -> Model {
    let mut model = streets_with_prison(10.0, 200.0);
    model.settings.cycle = cycle;
    model.known("one_year", YEAR);
    model.between("again", 0.1, 0.6);
    model.between("moves_away", 0.01, 0.05);
    for name in ["fined", "prison"] {
        model.policy().stages[name].next(&[("at_risk", "rest")]);
    }
    let at_risk = model.stage("at_risk");
    at_risk
        .stay("one_year")
        .each(&[("contact", "again", YEAR), ("clear", "moves_away", YEAR)])
        .next(&[("clear", "rest")]);
    model
}

#[test]
fn risks_with_one_and_with_two_windows() {
    for cycle in [Cycle::Week, Cycle::Month, Cycle::Quarter, Cycle::Year] {
        let mut model = with_returns(cycle);
        agree(&model);
        model.policy().stages["at_risk"].each[1].window = Some(30.0);
        agree(&model);
    }
}

#[test]
fn new_people_are_what_returns_leave_of_the_entries() {
    let mut model = with_returns(Cycle::Month);
    model.policy().stages["contact"].entries("people");
    model.settings.warm_up_cycles = 18;
    model.between("less", 0.2, 0.8);
    add_policy(&mut model, "milder", |policy| {
        policy.stages["contact"].next(&[("fined", "share_fined"), ("court", "share_court * less"), ("clear", "rest")]);
    });
    agree(&model);
}

#[test]
fn entries_of_a_stage_that_other_new_people_pass_too() {
    let mut model = with_returns(Cycle::Quarter);
    model.known("court_cases", 800.0 / YEAR);
    model.policy().stages["court"].entries("court_cases");
    model.settings.warm_up_cycles = 4;
    agree(&model);
}

#[test]
fn risks_by_time_since_entry() {
    let hazards = Value::SinceEntry { step_days: 30.0, values: vec![0.02, 0.05, 0.04, 0.01] };
    for (cycle, stay) in [(Cycle::Month, false), (Cycle::Month, true), (Cycle::Quarter, true), (Cycle::Week, false)] {
        let mut model = with_returns(cycle);
        model.settings.warm_up_cycles = 6;
        model.parameter("hazard", hazards.clone());
        model.between("risk_ratio", 0.5, 1.5);
        let at_risk = model.stage("at_risk");
        at_risk.each(&[("contact", "hazard * risk_ratio", 0.0), ("clear", "moves_away", YEAR)]);
        if stay {
            at_risk.stay("one_year").next(&[("clear", "rest")]);
        }
        agree(&model);
    }
}

#[test]
fn lengths_of_stay_by_age_that_are_not_whole_cycles() {
    for (low, high) in [(5.0, 25.0), (35.0, 55.0), (100.0, 300.0)] {
        let mut model = streets();
        model.parameter("hazard", Value::SinceEntry { step_days: 60.0, values: vec![0.2, 0.1, 0.05] });
        model.between("length", low, high);
        model.known("in_prison", 40.0);
        model.between("day", 1.0, 2.0);
        let prison = model.stage("prison");
        prison.stay("length").initial("in_prison").each(&[("contact", "hazard", 0.0)]).next(&[("clear", "rest")]);
        model.cost("days", Per::Stay, &["prison"], "day");
        agree(&model);
    }
}

#[test]
fn a_conditional_path_and_a_later_view_of_it() {
    let mut model = with_returns(Cycle::Month);
    let cumulative: Vec<f64> = (0..24).map(|month| 0.6 * (1.0 - crimcost::math::powi(0.9, month))).collect();
    model.parameter("rearrested", Value::SinceEntry { step_days: 30.0, values: cumulative });
    model.parameter("rearrested_later", Value::View { of: "rearrested".into(), from: 5 });
    let hazard = |path: &str| Value::Formula(Formula::Conditional(Box::new(read(path))));
    model.parameter("hazard", hazard("rearrested"));
    model.parameter("hazard_later", hazard("rearrested_later"));
    model.stage("at_risk").each(&[("contact", "hazard", 0.0)]);
    model.stage("fined").each(&[("contact", "hazard_later", 0.0)]);
    agree(&model);
}

#[test]
fn the_rest_leaves_after_one_cycle() {
    let mut model = with_returns(Cycle::Month);
    model.stage("at_risk").each(&[("contact", "again", 30.0), ("clear", "rest", 0.0)]);
    agree(&model);
}

#[test]
fn lengths_of_stay_that_vary_between_people() {
    let mut model = with_returns(Cycle::Month);
    model.settings.warm_up_cycles = 24;
    let part = |share: &str, value: f64| Component { share: read(share), value };
    model.parameter("mix", Value::Shares([("short".to_owned(), 0.5), ("long".to_owned(), 0.3)].into_iter().collect()));
    model.between("middle", 0.1, 0.4);
    let spread = Value::Spread(vec![part("mix.short", 0.2), part("mix.long", 14.3), part("middle", 3.0)]);
    model.parameter("length", spread).unit.factor = 30.0;
    agree(&model);
}

#[test]
fn dirichlet_shares() {
    let mut model = streets();
    let counts = [("fine", 120.0), ("court", 60.0), ("warning", 0.0), ("nothing", 300.0)];
    model.parameter("outcome", Value::Counts(counts.into_iter().map(|(key, count)| (key.to_owned(), count)).collect()));
    let contact = &mut model.policy().stages["contact"];
    contact.next(&[
        ("fined", "outcome.fine"),
        ("court", "outcome.court"),
        ("prison", "outcome.warning"),
        ("clear", "rest"),
    ]);
    agree(&model);
}

#[test]
fn people_at_the_start() {
    let mut model = with_returns(Cycle::Month);
    model.settings.warm_up_cycles = 12;
    model.known("some", 77.0);
    for stage in ["prison", "at_risk", "clear", "fined"] {
        model.policy().stages[stage].initial("some");
    }
    agree(&model);
    model.parameter("length", Value::Known(7.0));
    agree(&model);
}

#[test]
fn groups_with_their_own_values() {
    let mut model = with_returns(Cycle::Month);
    model.settings.groups = vec!["cannabis".into(), "opioids".into()];
    let values = [("cannabis".to_owned(), Value::Known(0.05)), ("opioids".to_owned(), Value::Known(0.2))];
    model.parameter("share_prison", Value::ByGroup(values.into_iter().collect()));
    let lengths = [("cannabis".to_owned(), Value::Known(12.0)), ("opioids".to_owned(), Value::Known(250.0))];
    model.parameter("length", Value::ByGroup(lengths.into_iter().collect()));
    model.settings.warm_up_cycles = 9;
    agree(&model);
}

#[test]
fn paths_over_years() {
    for between in [Between::Steps, Between::Linear] {
        let mut model = with_returns(Cycle::Month);
        model.settings.years = 5;
        model.settings.warm_up_cycles = 12;
        model.parameter("share_court", by_year(&[(2020, 0.3), (2022, 0.1), (2023, 0.2)], between));
        model.parameter("length", by_year(&[(2020, 200.0), (2023, 20.0)], between));
        model.parameter("people", by_year(&[(2020, 2.0), (2021, 3.0)], between));
        model.parameter("again", by_year(&[(2018, 0.5), (2023, 0.1)], between));
        agree(&model);
    }
}

#[test]
fn amounts_that_change_over_years() {
    for between in [Between::Steps, Between::Linear] {
        let mut model = with_returns(Cycle::Quarter);
        model.settings.years = 4;
        model.parameter("prison_day", by_year(&[(2020, 10.0), (2021, 20.0), (2023, 21.0)], between));
        model.parameter("hearing", by_year(&[(2021, 10.0), (2022, 20.0)], between));
        model.parameter("office", by_year(&[(2021, 3.0), (2022, 2.0)], between));
        agree(&model);
    }
}

#[test]
fn uncertain_paths_share_one_u() {
    let mut model = with_returns(Cycle::Quarter);
    let uniform = |low, high| Value::Uncertain(crimcost::distribution::Distribution::Uniform { low, high });
    let points = vec![(2020, uniform(0.1, 0.2)), (2021, uniform(0.3, 0.4)), (2022, Value::Known(0.3))];
    model.parameter("share_court", Value::ByYear { points, between: Between::Steps });
    agree(&model);
}

#[test]
fn lines_that_are_paid_once() {
    let mut model = streets();
    model.between("building", 1e6, 2e6);
    for (line, when, lifetime) in [
        ("at_the_start", 2020, None),
        ("later", 2022, None),
        ("short", 2021, Some(10.0)),
        ("not_whole", 2021, Some(400.0)),
        ("beyond_the_end", 2021, Some(3000.0)),
        ("never", 2023, None),
    ] {
        model.cost(line, Per::Once { when, lifetime }, &[], "building");
    }
    model.settings.discount.money = 0.04;
    for counting in [Counting::Start, Counting::Half, Counting::End] {
        model.settings.within_cycle = counting;
        agree(&model);
    }
}

/// `with_returns` with lines of every basis, transfers, and three policies.
fn with_lines_and_policies() -> Model {
    let mut model = with_returns(Cycle::Month);
    model.settings.discount = Discount { money: 0.03, outcomes: 0.01 };
    model.settings.warm_up_cycles = 12;
    model.policy().stages["contact"].entries("people");
    model.between("part", 0.1, 0.5);
    model.between("half", 0.4, 0.6);
    model.between("case", 100.0, 200.0);
    let line = model.cost("custody", Per::Stay, &["prison"], "prison_day");
    (line.varies, line.cashable, line.category) = (Some(read("part")), Some(product("part * half")), "prison".into());
    model.cost("hearings", Per::Entry, &["court"], "hearing").payer = "municipality".into();
    let line = model.cost("lawyers", Per::Entry, &["court"], "case");
    (line.basis, line.cashable, line.discount) = (Basis::Contract, Some(read("half")), Some(0.0));
    let line = model.cost("clinic", Per::Stay, &["at_risk"], "case");
    (line.basis, line.payer, line.category) = (Basis::Contract, "insurer".into(), "health".into());
    model.cost("offices", Per::Year, &[], "office").basis = Basis::Fixed;
    let line = model.cost("fines", Per::Entry, &["fined"], "fine");
    (line.payer, line.payee, line.category) = ("household".into(), Some("state".into()), "fines".into());
    let line = model.cost("grant", Per::Year, &[], "office");
    (line.payer, line.payee) = ("state".into(), Some("municipality".into()));
    let line = model.cost("needles", Per::Entry, &["contact"], "fine");
    (line.payer, line.varies) = ("donor".into(), Some(read("half")));
    model.outcome("records", Per::Entry, &["court"], "half");
    model.outcome("prison_years", Per::Stay, &["prison"], "").unit.factor = YEAR;
    model.between("referred", 0.2, 0.7);
    model.between("stays_with", 60.0, 200.0);
    model.between("manager", 3.0, 9.0);
    add_policy(&mut model, "same", |_| {});
    add_policy(&mut model, "services", |policy| {
        // A fork before `contact`: the new people meet it, and so do those who come back.
        policy.stage("fork").next(&[("service", "referred"), ("contact", "rest")]).count =
            Some(Count::NewPeopleOf("contact".into()));
        policy.stage("service").stay("stays_with").next(&[("at_risk", "rest")]);
        policy.stages["contact"].count = None;
        policy.stages["at_risk"].each[0].to = "fork".into();
        policy.cost("service_days", Per::Stay, &["service"], "manager").category = "health".into();
        policy.outcome("people_served", Per::Entry, &["service"], "");
    });
    add_policy(&mut model, "shorter", |policy| {
        policy.between("length", 5.0, 40.0);
        policy.costs.shift_remove("needles");
        policy.known("part", 0.25);
    });
    model
}

#[test]
fn lines_transfers_and_policies_in_every_perspective() {
    let mut model = with_lines_and_policies();
    let levels = [Level::State, Level::Household, Level::Donor].map(Perspective::Level);
    let others = [Perspective::Public, Perspective::Society, Perspective::Payer("municipality".into())];
    for perspective in levels.into_iter().chain(others) {
        model.settings.perspective = perspective;
        agree(&model);
    }
}

#[test]
fn lines_transfers_and_policies_counted_at_start_and_end() {
    let mut model = with_lines_and_policies();
    for counting in [Counting::Start, Counting::End] {
        model.settings.within_cycle = counting;
        agree(&model);
    }
}

#[test]
fn a_policy_gives_a_length_to_a_stage_that_had_none() {
    let mut model = with_returns(Cycle::Month);
    model.settings.warm_up_cycles = 12;
    model.stage("at_risk").each(&[("contact", "again", YEAR), ("clear", "moves_away", YEAR)]);
    add_policy(&mut model, "ends", |policy| {
        policy.stages["at_risk"].stay("one_year").next(&[("clear", "rest")]);
    });
    add_policy(&mut model, "risks_by_age", |policy| {
        policy.parameter("hazard", Value::SinceEntry { step_days: 90.0, values: vec![0.3, 0.1, 0.02] });
        policy.stages["at_risk"].each(&[("contact", "hazard", 0.0)]);
    });
    agree(&model);
}

#[test]
fn a_policy_takes_the_length_from_a_stage() {
    let mut model = with_returns(Cycle::Month);
    model.settings.warm_up_cycles = 12;
    add_policy(&mut model, "no_end", |policy| {
        policy.stages["at_risk"].stay = None;
        policy.stages["at_risk"].next = vec![];
    });
    agree(&model);
}

#[test]
fn conversions_bounds_and_functions() {
    let mut model = streets();
    model.parameter("rate", by_year(&[(2014, 2.3), (2020, 2.7)], Between::Steps));
    model.parameter("prices", by_year(&[(2014, 81.0), (2018, 95.0), (2020, 104.0)], Between::Steps));
    let steps = vec![
        ConversionStep::Exchange { rate: "rate".into(), year: 2018, inverse: false, to: "GEL".into() },
        ConversionStep::Index { index: "prices".into(), from: 2018, to: 2020 },
        ConversionStep::Exchange { rate: "rate".into(), year: 2020, inverse: true, to: "EUR".into() },
    ];
    model.between("hearing", 10.0, 20.0);
    let hearing = &mut model.policy().parameters["hearing"];
    hearing.conversion =
        Some(Conversion { from_currency: "EUR".into(), from_year: 2018, power: 1, steps: steps.clone() });
    hearing.at_most = Some(17.0);
    hearing.unit.factor = 3.0;
    model.between("cases_for_money", 0.001, 0.002);
    model.policy().parameters["cases_for_money"].conversion =
        Some(Conversion { from_currency: "EUR".into(), from_year: 2018, power: -1, steps });
    let inverse = Formula::Power(Box::new(read("cases_for_money")), -2);
    model.parameter("office", Value::Formula(Formula::Exponential(Box::new(Formula::Logarithm(Box::new(inverse))))));
    model.between("effect", 0.3, 0.9);
    let both =
        |make: fn(Box<Formula>, Box<Formula>) -> Formula| make(Box::new(read("share_fined")), Box::new(read("effect")));
    for make in [
        Formula::WithOddsRatio,
        Formula::WithRelativeRisk,
        Formula::WithHazardRatio,
        Formula::Smaller,
        Formula::Product,
    ] {
        model.parameter("changed", Value::Formula(both(make)));
        model.policy().stages["contact"].next(&[("fined", "changed"), ("clear", "rest")]);
        agree(&model);
    }
}

#[test]
fn ages_of_the_baseline_hold_in_a_policy_that_changes_a_risk() {
    let mut model = with_returns(Cycle::Month);
    model.settings.warm_up_cycles = 12;
    model.parameter("hazard", Value::SinceEntry { step_days: 90.0, values: vec![0.3, 0.1, 0.02] });
    model.policy().stages["at_risk"].each(&[("contact", "hazard", 0.0)]);
    add_policy(&mut model, "safer", |policy| {
        policy.parameter("hazard", Value::SinceEntry { step_days: 90.0, values: vec![0.2, 0.1, 0.01] });
    });
    agree(&model);
}

#[test]
fn ages_that_only_the_policy_needs_begin_at_the_start() {
    let mut model = with_returns(Cycle::Month);
    model.settings.warm_up_cycles = 12;
    add_policy(&mut model, "by_age", |policy| {
        policy.parameter("hazard", Value::SinceEntry { step_days: 90.0, values: vec![0.3, 0.1, 0.02] });
        policy.stages["at_risk"].each(&[("contact", "hazard", 0.0)]);
    });
    agree(&model);
}

#[test]
fn dates_of_leaving_hold_in_a_policy_without_risks_by_age() {
    for length in [20.0, 80.0, 360.0, 375.0] {
        let mut model = with_returns(Cycle::Month);
        model.settings.warm_up_cycles = 20;
        model.known("one_year", length);
        model.parameter("hazard", Value::SinceEntry { step_days: 90.0, values: vec![0.3, 0.1, 0.02] });
        add_policy(&mut model, "plain_risk", |policy| {
            policy.stages["at_risk"].each(&[("contact", "again", YEAR)]);
        });
        model.policy().stages["at_risk"].each(&[("contact", "hazard", 0.0)]);
        agree(&model);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_models(
        drafts in prop::collection::vec(draft(), 2..=6),
        cycle in prop_oneof![Just(Cycle::Month), Just(Cycle::Quarter), Just(Cycle::Year)],
        counting in prop_oneof![Just(Counting::Start), Just(Counting::Half), Just(Counting::End)],
        warm_up in 0_u32..15,
        entries in any::<bool>(),
    ) {
        let mut model = random_model(&drafts, cycle, counting, warm_up, entries);
        // Where more people come back than there are entries the engine refuses; then the new people are given.
        if plain_has_too_many_returns(&model) {
            model = random_model(&drafts, cycle, counting, warm_up, false);
        }
        let found = differences(&model);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

/// Whether in some draw the plain evaluator counts fewer than no new people.
fn plain_has_too_many_returns(model: &Model) -> bool {
    (0..plain::compare::DRAWS).any(|draw| {
        let histories = plain::histories(model, &|stream, law| plain::compare::value_of_draw(draw, stream, law));
        histories[0].has_negative_arrivals()
    })
}

/// Every scenario of the project, in every case and variant.
#[test]
fn scenarios_give_the_same_numbers() {
    let mut seen = 0;
    for path in scenario_files(Path::new("scenarios")) {
        let mut files = Files::default();
        // A scenario for a table has its rows beside it.
        let table = Some(path.with_extension("csv")).filter(|table| table.exists());
        let request = Request { file: path.clone(), table, ..Request::default() };
        let mut problems = Problems::default();
        let Some(scenario) = load(&request, &mut files, &mut problems) else {
            let texts: Vec<String> = problems.sorted().iter().map(|problem| problem.short(&files)).collect();
            panic!("{} cannot be read:\n{}", path.display(), texts.join("\n"));
        };
        for case in scenario.cases() {
            let variants = scenario.variants().into_iter().map(Some);
            for variant in [None].into_iter().chain(variants) {
                let model = scenario.model(case, variant).unwrap_or_else(|_| panic!("{} is a model", path.display()));
                let found = differences_in(&model, 2);
                assert!(found.is_empty(), "{}:\n{}", path.display(), found.join("\n"));
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "there are scenarios");
}

fn scenario_files(directory: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in std::fs::read_dir(directory).expect("the directory is there") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            // Laws are no scenarios.
            let files = if path.ends_with("laws") { vec![] } else { scenario_files(&path) };
            found.extend(files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The share of cases from one limit to another, both read as `basis`.
fn band(from: f64, to: f64, basis: CountingBasis, cases: BandCases) -> Value {
    let limit = |amount: f64, pure: f64| Some(Limit { amount, pure: Some(pure), basis, closed: Closed::Upper });
    Value::Formula(Formula::Band(Box::new(BandShare {
        words: "a share".into(),
        told: vec![],
        amounts: "street".into(),
        from: limit(from, from / 10.0),
        to: limit(to, to / 8.0),
        cases,
    })))
}

#[test]
fn shares_of_legal_bands() {
    let whole = |name: &str| Operand::whole(name);
    let purities = [
        BandPurity::Same(whole("purity")),
        BandPurity::LogOdds { median: whole("purity"), spread: whole("odds") },
        BandPurity::Spread(Distribution::Beta { a: 4.0, b: 26.0 }),
    ];
    let bases = [
        CountingBasis::Mixture,
        CountingBasis::Pure,
        CountingBasis::BothExceeded,
        CountingBasis::EitherExceeded,
        CountingBasis::ReferencePotency(0.1),
    ];
    for (number, basis) in bases.into_iter().enumerate() {
        for (kind, purity) in purities.iter().enumerate() {
            let mut model = streets();
            model.between("grams", 0.5, 5.0);
            model.between("spread", 0.8, 2.0);
            model.between("purity", 0.1, 0.2);
            model.between("odds", 0.2, 0.9);
            model.between("rho", -0.5, 0.7);
            model.between("window", 0.1, 0.3);
            model.between("moved", 0.0, 0.5);
            model.between("base", 0.7, 0.75);
            let cases = LogNormalCases {
                median: whole("grams"),
                spread: whole("spread"),
                purity: purity.clone(),
                correlation: (kind > 0).then(|| whole("rho")),
                counted: Some((whole("base"), number % 2 == 0)),
                reaction: (number < 3).then(|| BandReaction {
                    side: if kind == 0 { Side::Above } else { Side::Below },
                    window: whole("window"),
                    moved: whole("moved"),
                }),
            };
            model.parameter("share_court", band(1.5, 6.0, basis, BandCases::LogNormal(Box::new(cases))));
            agree(&model);
        }
    }
    let mut model = streets();
    let none = Cases { amounts: Amounts::List(vec![]), purity: Purity::Same(1.0), correlation: 0.0 };
    let past = PastCases { recorded: none.clone(), natural: none, counted: 1.0, reaction: Reaction::NONE };
    let list = BandCases::List { count: 40.0, below_from: 12.0, below_to: 25.0, past: past.into() };
    model.parameter("share_court", band(1.5, 6.0, CountingBasis::Mixture, list));
    agree(&model);
}
