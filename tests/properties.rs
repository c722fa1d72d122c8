//! What holds for every model: people are conserved, parts add up, order changes nothing.

mod plain;

use crimcost::draws::Sampler;
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::*;
use crimcost::plan::Detail;
use crimcost::results::{Measure, Results};
use crimcost::run::Sampling;
use indexmap::IndexMap;
use plain::build::*;
use plain::compare::{engine, value_of_draw};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What varies between the models: where people go and how long they stay.
#[derive(Clone, Debug)]
struct Shape {
    cycle: Cycle,
    counting: Counting,
    warm_up: u32,
    length: f64,
    window: f64,
    fined: f64,
    again: f64,
    places: f64,
}

fn shape() -> impl Strategy<Value = Shape> {
    let cycles = prop_oneof![Just(Cycle::Month), Just(Cycle::Quarter), Just(Cycle::Year)];
    let countings = prop_oneof![Just(Counting::Start), Just(Counting::Half), Just(Counting::End)];
    let lengths = prop_oneof![1.0..30.0, 30.0..400.0, 400.0..3000.0];
    let places = prop_oneof![Just(0.0), 1.0..300.0, Just(1e9)];
    (cycles, countings, 0_u32..20, lengths, 20.0..800.0, 0.05..0.9, 0.02..0.8, places).prop_map(
        |(cycle, counting, warm_up, length, window, fined, again, places)| Shape {
            cycle,
            counting,
            warm_up,
            length,
            window,
            fined,
            again,
            places,
        },
    )
}

/// Street checks, fines, courts, prison and a time at risk, with a policy that refers people to a service; a prison and a
/// service with so many places.
fn model_of(shape: &Shape) -> Model {
    let mut model = model(4, shape.cycle);
    model.settings.within_cycle = shape.counting;
    model.settings.warm_up_cycles = shape.warm_up;
    model.settings.discount = Discount { money: 0.03, outcomes: 0.01 };
    model.between("people", 1.0, 4.0);
    model.between("share_fined", 0.5 * shape.fined, shape.fined);
    model.between("again", 0.2 * shape.again, shape.again);
    model.between("length", 0.5 * shape.length, shape.length);
    model.known("one_year", YEAR);
    model.between("price_check", 10.0, 20.0);
    model.between("price_court", 100.0, 300.0);
    model.between("price_day", 20.0, 40.0);
    model.between("price_office", 50.0, 90.0);
    model.between("fine", 50.0, 90.0);
    model.between("varies", 0.1, 0.4);
    model.known("referred", 0.3);
    model.between("places", 0.5 * shape.places, shape.places);
    model.between("hearings", 0.1, 1.5);
    model.stage("check").arrivals("people").next(&[("fined", "share_fined"), ("court", "rest")]);
    model.stage("fined").next(&[("at_risk", "rest")]);
    model.stage("court").next(&[("prison", "share_fined"), ("at_risk", "rest")]);
    model.stage("prison").stay("length").next(&[("at_risk", "rest")]).room("places", "list");
    model.stage("list").each(&[("at_risk", "again", shape.window), ("prison", "rest", 0.0)]);
    model.stage("at_risk").stay("one_year").each(&[("check", "again", shape.window)]).next(&[("closed", "rest")]);
    model.stage("closed");
    model.cost("checks", Per::Entry, &["check"], "price_check").payer = "municipality".into();
    model.cost("courts", Per::Entry, &["court"], "price_court").category = "justice".into();
    let custody = model.cost("custody", Per::Stay, &["prison"], "price_day");
    (custody.category, custody.varies) = ("justice".into(), Some(read("varies")));
    model.cost("offices", Per::Year, &[], "price_office").payer = "insurer".into();
    let fines = model.cost("fines", Per::Entry, &["fined"], "fine");
    (fines.payer, fines.payee) = ("household".into(), Some("state".into()));
    model.cost("grants", Per::Year, &[], "price_office").payer = "donor".into();
    model.outcome("records", Per::Entry, &["court"], "");
    add_policy(&mut model, "same", |_| {});
    add_policy(&mut model, "services", |policy| {
        policy.stage("service").next(&[("at_risk", "rest")]).room("hearings", "court");
        policy.stages["check"].next(&[("service", "referred"), ("court", "rest")]);
        policy.cost("services", Per::Entry, &["service"], "price_court");
    });
    model
}

const DRAWS: usize = 8;

fn draws_of(model: &Model) -> Vec<BTreeMap<String, f64>> {
    engine(model, DRAWS, &value_of_draw)
}

fn sampled(model: &Model) -> Results {
    let sampling = Sampling { draws: 64, seed: 7, sampler: Sampler::Stratified };
    let evaluation =
        Evaluation { detail: Detail { years: true, lines: true }, sampling: Some(sampling), precision: None };
    evaluate(model.clone(), evaluation, &mut |_, _| {}).expect("the model runs")
}

fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-9 * size.abs().max(1e-9)
}

/// The same tables in the opposite order.
fn reversed<T: Clone>(table: &IndexMap<String, T>) -> IndexMap<String, T> {
    table.iter().rev().map(|(name, entry)| (name.clone(), entry.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Who came in or was there is there or has come to an end: at every point of every policy in every draw.
    #[test]
    fn people_are_conserved(shape in shape()) {
        let mut model = model_of(&shape);
        model.settings.within_cycle = Counting::End;
        // Entries and people at the ends of years only: one cycle a year, so that both are single numbers.
        model.settings.cycle = Cycle::Year;
        model.settings.warm_up_cycles = 0;
        for (draw, results) in draws_of(&model).iter().enumerate() {
            let arrivals = value_of_draw(draw, "people", uncertain(&model, "people")) * YEAR;
            for policy in ["baseline", "services"] {
                let mut came = 0.0;
                for year in 2020..2024 {
                    came += arrivals;
                    let head = format!("{policy}/people/");
                    let tail = format!("/{year}");
                    let present = results.iter().filter(|(id, _)| id.starts_with(&head) && id.ends_with(&tail));
                    let there: f64 = present.map(|(_, people)| people).sum();
                    prop_assert!(near(there, came, came), "{policy} {year}: {there} of {came}");
                    prop_assert!(results.iter().all(|(id, value)| !id.contains("/people/") || *value >= 0.0));
                }
            }
        }
    }

    /// Nobody was there before and nobody is there at the start: so many people as there are places, or fewer.
    #[test]
    fn a_stage_never_holds_more_people_than_it_has_places_for(shape in shape()) {
        let mut model = model_of(&shape);
        (model.settings.within_cycle, model.settings.cycle) = (Counting::End, Cycle::Year);
        let mut turned_away = 0.0;
        for (draw, results) in draws_of(&model).iter().enumerate() {
            let places = value_of_draw(draw, "places", uncertain(&model, "places"));
            let hearings = value_of_draw(draw, "hearings", uncertain(&model, "hearings")) * YEAR;
            for year in 2020..2024 {
                for policy in ["baseline", "services"] {
                    let there = results[&format!("{policy}/people/prison/{year}")];
                    prop_assert!(there <= places * (1.0 + 1e-12), "{policy} {year}: {there} in {places}");
                    turned_away += results[&format!("{policy}/turned_away/prison/{year}")];
                }
                let heard = results[&format!("services/entries/service/{year}")];
                prop_assert!(heard <= hearings * (1.0 + 1e-12), "{year}: {heard} in {hearings}");
            }
        }
        if shape.places == 0.0 {
            prop_assert!(turned_away > 0.0);
        } else if shape.places == 1e9 {
            prop_assert_eq!(turned_away, 0.0);
        }
    }

    #[test]
    fn the_number_of_threads_changes_no_number(shape in shape()) {
        let model = model_of(&shape);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
            pool.install(|| sampled(&model))
        };
        let (one, three) = (with(1), with(3));
        for (one, three) in one.rows.iter().zip(&three.rows) {
            prop_assert_eq!(one.mean.map(f64::to_bits), three.mean.map(f64::to_bits), "{}", one.key.id());
            prop_assert_eq!(one.sd.map(f64::to_bits), three.sd.map(f64::to_bits), "{}", one.key.id());
        }
    }

    #[test]
    fn twice_the_price_is_twice_the_line_and_nothing_else(shape in shape()) {
        let model = model_of(&shape);
        let mut dearer = model.clone();
        dearer.policies.iter_mut().for_each(|policy| policy.parameters["price_day"].unit.factor = 2.0);
        for (before, after) in draws_of(&model).iter().zip(draws_of(&dearer)) {
            for (id, value) in before {
                let place = id.split('/').nth(2).expect("ids name a place");
                let line = ["custody", "courts", "checks", "offices", "fines", "grants", "records"].contains(&place);
                if line && !id.contains("saving") {
                    let factor = if place == "custody" { 2.0 } else { 1.0 };
                    prop_assert!(near(after[id], factor * value, *value), "{id}: {} from {value}", after[id]);
                }
            }
        }
    }

    #[test]
    fn the_order_of_tables_changes_no_number(shape in shape()) {
        let model = model_of(&shape);
        let mut turned = model.clone();
        turned.payers = reversed(&model.payers);
        for policy in &mut turned.policies {
            policy.parameters = reversed(&policy.parameters);
            policy.stages = reversed(&policy.stages);
            policy.costs = reversed(&policy.costs);
            for stage in policy.stages.values_mut() {
                stage.next.reverse();
                stage.each.reverse();
            }
            for line in policy.costs.values_mut() {
                line.quantity.by_stage.reverse();
            }
        }
        for (before, after) in draws_of(&model).iter().zip(draws_of(&turned)) {
            prop_assert!(before.keys().eq(after.keys()), "the same results");
            for (id, value) in before {
                prop_assert_eq!(after[id].to_bits(), value.to_bits(), "{}: {} from {}", id, after[id], value);
            }
        }
    }

    #[test]
    fn a_policy_equal_to_the_baseline_differs_by_exactly_nothing(shape in shape()) {
        let mut seen = 0;
        for results in draws_of(&model_of(&shape)) {
            for (id, value) in results.iter().filter(|(id, _)| id.starts_with("same/")) {
                if ["saving", "cumulative_saving", "outcome_change"].contains(&id.split('/').nth(1).unwrap_or("")) {
                    prop_assert_eq!(*value, 0.0, "{}", id);
                    seen += 1;
                }
            }
        }
        prop_assert!(seen > 0);
    }

    #[test]
    fn a_result_of_known_numbers_has_no_spread(shape in shape()) {
        let mut model = model_of(&shape);
        model.policies.iter_mut().for_each(|policy| policy.known("price_office", 75.0));
        let results = sampled(&model);
        for row in &results.rows {
            let fixed = row.key.id().contains("/offices/") || row.key.id().contains("/grants/");
            if fixed && row.central.is_some() {
                prop_assert_eq!(row.sd, Some(0.0), "{}", row.key.id());
                prop_assert_eq!(row.mean, row.central, "{}", row.key.id());
            } else if row.key.id() == "baseline/cost/custody/all" && shape.places > 0.0 {
                prop_assert!(row.sd > Some(0.0));
            }
        }
    }

    #[test]
    fn parts_add_up_to_totals_in_every_draw(shape in shape()) {
        for results in draws_of(&model_of(&shape)) {
            for policy in ["baseline", "services"] {
                let years = (2020..2024).map(|year: i32| year.to_string()).chain(["all".into(), "all/discounted".to_owned()]);
                for year in years {
                    let of = |place: &str| results.get(&format!("{policy}/cost/{place}/{year}")).copied();
                    let cost = |place: &str| of(place).unwrap_or(0.0);
                    let size = cost("society");
                    let lines = cost("checks") + cost("courts") + cost("custody") + cost("offices") + cost("services");
                    prop_assert!(near(lines + cost("grants"), size, size), "{policy} {year}: society is the sum of its lines");
                    prop_assert!(near(lines - cost("fines"), cost("public"), size), "{policy} {year}: public");
                    let categories = ["checks", "justice", "offices", "services", "fines"].map(|name| cost(&format!("category:{name}")));
                    prop_assert!(near(categories.iter().sum(), cost("public"), size), "{policy} {year}: categories");
                    let levels = ["state", "municipality", "insurer"].map(|name| cost(&format!("level:{name}")));
                    prop_assert!(near(levels.iter().sum(), cost("public"), size), "{policy} {year}: levels");
                    let payers = ["state", "municipality", "insurer", "household", "donor"].map(|name| cost(&format!("payer:{name}")));
                    prop_assert!(near(payers.iter().sum(), size, size), "{policy} {year}: payers");
                }
                for place in ["public", "society", "custody", "offices"] {
                    let of = |year: &str| results[&format!("{policy}/cost/{place}/{year}")];
                    let years: f64 = (2020..2024).map(|year| of(&year.to_string())).sum();
                    prop_assert!(near(years, of("all"), results[&format!("{policy}/cost/society/all")]), "{place}: years");
                }
            }
        }
    }

    #[test]
    fn a_longer_horizon_contains_the_shorter(shape in shape()) {
        let model = model_of(&shape);
        let mut longer = model.clone();
        longer.settings.years += 1;
        for (shorter, longer) in draws_of(&model).iter().zip(draws_of(&longer)) {
            for (id, value) in shorter.iter().filter(|(id, _)| !id.contains("/all") && !id.contains("beyond_horizon")) {
                prop_assert_eq!(longer[id], *value, "{}", id);
            }
        }
    }

    #[test]
    fn money_that_is_not_known_stays_blank(shape in shape()) {
        let results = sampled(&model_of(&shape));
        for row in &results.rows {
            let id = row.key.id();
            if row.key.measure == Measure::Cost && id.contains("/cost/public/") && id.contains("run") {
                // Courts at average cost do not say what varies.
                prop_assert_eq!((row.central, row.mean), (None, None), "{}", id);
            }
        }
    }
}

fn uncertain<'a>(model: &'a Model, name: &str) -> &'a crimcost::distribution::Distribution {
    match &model.baseline().parameters[name].value {
        Value::Uncertain(distribution) => distribution,
        other => panic!("{name} is {other:?}"),
    }
}
