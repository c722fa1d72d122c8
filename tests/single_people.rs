//! Whole people of the engine against a simulator of single people, feature by feature.
//!
//! Two samples that come from independent random numbers agree if their means, their variances and their shares at or
//! below a quantile lie within four and a half standard errors of the difference. All seeds are fixed.

mod plain;

use crimcost::distribution::Distribution;
use crimcost::draws::Sampler;
use crimcost::model::*;
use crimcost::plan::{Detail, Plan};
use crimcost::run::{self, Draws, Sampling};
use plain::build::*;
use plain::people::{Town, chance};
use plain::random::{draft, random_model};
use plain::tally;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use rand::RngExt as _;
use std::cell::RefCell;
use std::collections::BTreeMap;

const MONTH: f64 = YEAR / 12.0;
/// Draws of the engine.
const DRAWS: usize = 8192;
/// Standard errors within which two samples agree: 7 in a million lie beyond by chance.
const ERRORS: f64 = 4.5;

type Samples = BTreeMap<String, Vec<f64>>;

/// Every result of the engine in every draw.
fn engine(model: &Model, draws: usize, seed: u64) -> Samples {
    let mut model = model.clone();
    model.settings.people = People::Whole;
    let mut plan = Plan::new(&model, Detail { years: true, lines: true }).expect("the model can be planned");
    plan.results.iter_mut().for_each(|(_, keep)| *keep = true);
    let origins = run::central(&model, &plan).unwrap_or_else(|problem| panic!("{}", problem.message));
    let sampling = Sampling { draws, seed, sampler: Sampler::Stratified };
    let found: Draws = run::run(&model, &plan, sampling, &origins, &mut |_| {}).expect("the model runs");
    let rows = plan.rows.iter().zip(&plan.result_of_row);
    rows.filter_map(|(row, result)| Some((row.key.id(), found.kept[(*result)?].clone()))).collect()
}

/// The same results of single people. Values that are uncertain are drawn anew for every course of events.
fn simulated(model: &Model, courses: usize, seed: u64) -> Samples {
    let mut samples = Samples::new();
    let chance = RefCell::new(chance(seed));
    let is_certain = model
        .policies
        .iter()
        .flat_map(|policy| policy.parameters.values())
        .all(|parameter| is_certain(&parameter.value));
    let mut note = |town: &Town, drawn: plain::Drawn| {
        let course = town.course(&mut chance.borrow_mut());
        for (id, value) in tally::results(model, drawn, &course) {
            samples.entry(id).or_default().push(value);
        }
    };
    if is_certain {
        let drawn = |_: &str, law: &Distribution| law.mean();
        let town = Town::new(model, &drawn);
        (0..courses).for_each(|_| note(&town, &drawn));
        return samples;
    }
    for _ in 0..courses {
        let known = RefCell::new(BTreeMap::new());
        let drawn = |stream: &str, law: &Distribution| {
            let new = || law.quantile(chance.borrow_mut().random::<f64>());
            *known.borrow_mut().entry(stream.to_owned()).or_insert_with(new)
        };
        let town = Town::new(model, &drawn);
        note(&town, &drawn);
    }
    samples
}

fn is_certain(value: &Value) -> bool {
    !matches!(value, Value::Uncertain(_) | Value::Counts(_))
}

/// Mean, variance and fourth central moment.
fn moments(numbers: &[f64]) -> (f64, f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let power = |power: i32| numbers.iter().map(|x| crimcost::math::powi(x - mean, power)).sum::<f64>();
    (mean, power(2) / (n - 1.0), power(4) / n)
}

/// Square of the standard error of a sample variance: (μ₄ − σ⁴·(n − 3)/(n − 1))/n.
fn error_of_variance(n: usize, variance: f64, fourth: f64) -> f64 {
    let n = n as f64;
    ((fourth - variance * variance * (n - 3.0) / (n - 1.0)) / n).max(0.0)
}

/// Where two samples differ by more than chance; a difference between policies has a mean only, for how alike the
/// chance of two policies is no simulator of single people says.
fn apart(id: &str, engine: &[f64], people: &[f64]) -> Vec<String> {
    let mut found = vec![];
    let (n, m) = (engine.len() as f64, people.len() as f64);
    let ((mean, variance, _), (of_people, spread, _)) = (moments(engine), moments(people));
    let mut all: Vec<f64> = engine.iter().chain(people).copied().collect();
    all.sort_by(f64::total_cmp);
    let mut hold = |what: &str, a: f64, b: f64, error: f64, rounding: f64| {
        if (a - b).abs() > ERRORS * error + rounding {
            let errors = (a - b) / error;
            found.push(format!("{id}: {what} {a} of the engine, {b} of single people: {errors:.1} standard errors"));
        }
    };
    let size = mean.abs().max(of_people.abs());
    hold("mean", mean, of_people, (variance / n + spread / m).sqrt(), 1e-9 * size);
    if id.contains("/saving/") {
        return found;
    }
    // If both are alike, the moments of both together are those of each: a sample in which something rare happened a few
    // times only cannot tell its own error.
    let (_, together, fourth) = moments(&all);
    let error = error_of_variance(engine.len(), together, fourth) + error_of_variance(people.len(), together, fourth);
    hold("variance", variance, spread, error.sqrt(), 1e-9 * size * size);
    for quantile in [0.1, 0.5, 0.9] {
        // Sums in another order: a number that lies above by rounding is the same number.
        let limit = all[(quantile * (n + m)) as usize] + 1e-9 * size;
        let below = |numbers: &[f64]| numbers.iter().filter(|x| **x <= limit).count() as f64;
        let (a, b) = (below(engine), below(people));
        let together = (a + b) / (n + m);
        let error = (together * (1.0 - together) * (1.0 / n + 1.0 / m)).sqrt();
        hold(&format!("share up to the quantile {quantile}"), a / n, b / m, error, 1e-12);
    }
    found
}

/// Holds every result of the simulator against the engine's.
#[track_caller]
fn agree(what: &str, model: &Model, courses: usize) -> (Samples, Samples) {
    let (engine, people) = (engine(model, DRAWS, 1), simulated(model, courses, 2));
    let mut found = vec![];
    for (id, of_people) in &people {
        let of_engine = engine.get(id).unwrap_or_else(|| panic!("{what}: {id} is a result of the engine"));
        found.extend(apart(id, of_engine, of_people));
    }
    assert!(found.is_empty(), "{what}, {} differences:\n{}", found.len(), found.join("\n"));
    (engine, people)
}

/// Prices for all stages: by entry and by day.
fn with_prices(model: &mut Model) {
    model.known("price", 7.0);
    let stages: Vec<String> = model.baseline().stages.keys().cloned().collect();
    let stages: Vec<&str> = stages.iter().map(String::as_str).collect();
    model.cost("by_entry", Per::Entry, &stages, "price");
    model.cost("by_day", Per::Stay, &stages, "price");
}

/// People come to a contact, a court sends some to a stay, and risks bring some of those outside back.
fn town(length: Value) -> Model {
    let mut model = model(2, Cycle::Month);
    model.settings.warm_up_cycles = 7;
    model.known("people", 5.0 / MONTH);
    model.known("share_court", 0.35);
    model.known("again", 0.3);
    model.known("leaves", 0.2);
    model.parameter("length", length);
    model.stage("contact").arrivals("people").next(&[("court", "share_court"), ("clear", "rest")]);
    model.stage("court").next(&[("held", "rest")]);
    model.stage("held").stay("length").next(&[("outside", "rest")]);
    model.stage("outside").each(&[("contact", "again", YEAR), ("clear", "leaves", YEAR / 2.0)]);
    model.stage("clear");
    with_prices(&mut model);
    add_policy(&mut model, "more", |policy| policy.known("share_court", 0.6));
    model
}

fn spread(parts: &[(f64, f64)]) -> Value {
    let part = |(share, months): &(f64, f64)| Component { value: months * MONTH, share: Formula::Number(*share) };
    Value::Spread(parts.iter().map(part).collect())
}

#[test]
fn stays_of_every_length() {
    for months in [0.3, 1.0, 2.6] {
        agree(&format!("a stay of {months} months"), &town(Value::Known(months * MONTH)), 2500);
    }
    agree("a spread", &town(spread(&[(2.0, 0.4), (1.0, 1.0), (3.0, 4.3)])), 2500);
}

#[test]
fn stays_that_a_risk_may_end() {
    for months in [0.3, 2.6] {
        let mut model = town(Value::Known(months * MONTH));
        for policy in &mut model.policies {
            policy.known("flees", 0.4);
            policy.stages["held"].each(&[("clear", "flees", 2.0 * MONTH)]);
        }
        agree(&format!("a risk in a stay of {months} months"), &model, 2500);
    }
}

/// `town` with risks by time since entry outside, and a longest time there.
fn by_age(months: f64) -> Model {
    let mut model = town(Value::Known(1.5 * MONTH));
    let path = Value::SinceEntry { step_days: 2.0 * MONTH, values: vec![0.5, 0.2, 0.6] };
    for policy in &mut model.policies {
        policy.parameter("by_age", path.clone());
        policy.known("longest", months * MONTH);
        policy.stages["outside"].stay("longest").each(&[("contact", "by_age", 0.0)]).next(&[("clear", "rest")]);
    }
    model
}

#[test]
fn risks_by_time_since_entry() {
    for months in [0.6, 5.4] {
        agree(&format!("risks by age in a stay of {months} months"), &by_age(months), 2500);
    }
}

#[test]
fn people_of_the_baseline_go_on_in_policies_that_know_less_or_more_of_them() {
    let mut model = by_age(5.4);
    add_policy(&mut model, "by_date", |policy| {
        policy.known("again", 0.3);
        policy.stages["outside"].each(&[("contact", "again", YEAR)]);
    });
    add_policy(&mut model, "for_good", |policy| {
        policy.stages["outside"].stay = None;
        policy.stages["outside"].next(&[]);
    });
    agree("a baseline by age", &model, 2500);
    let mut model = town(Value::Known(3.4 * MONTH));
    let path = Value::SinceEntry { step_days: 2.0 * MONTH, values: vec![0.5, 0.2, 0.6] };
    add_policy(&mut model, "by_age", |policy| {
        policy.parameter("by_age", path);
        policy.stages["held"].each(&[("clear", "by_age", 0.0)]);
    });
    add_policy(&mut model, "ends", |policy| {
        policy.stages["outside"].stay("length").next(&[("clear", "rest")]);
    });
    agree("a baseline by date", &model, 2500);
}

#[test]
fn people_who_are_here_at_the_start() {
    for months in [0.3, 2.6] {
        let mut model = town(Value::Known(months * MONTH));
        for policy in &mut model.policies {
            policy.known("some", 3.4);
            policy.known("few", 0.7);
            policy.stages["contact"].initial("some");
            policy.stages["held"].initial("few");
            policy.stages["outside"].initial("some");
            policy.stages["clear"].initial("few");
        }
        agree(&format!("people at the start, {months} months"), &model, 2500);
    }
}

#[test]
fn entries_that_hold_those_who_come_back() {
    let mut model = town(Value::Known(1.3 * MONTH));
    for policy in &mut model.policies {
        policy.stages["contact"].entries("people");
    }
    add_policy(&mut model, "fork", |policy| {
        policy.known("taken", 0.3);
        policy.stages["contact"].count = None;
        policy.stages["outside"].each[0].to = "fork".into();
        policy.stage("fork").next(&[("clear", "taken"), ("contact", "rest")]).count =
            Some(Count::NewPeopleOf("contact".into()));
    });
    agree("entries", &model, 2500);
}

/// A support with few places and a waiting list that sends people back each month.
fn support(length: Value, places: f64) -> Model {
    let mut model = model(2, Cycle::Month);
    model.settings.warm_up_cycles = 5;
    model.settings.groups = vec!["here".into(), "there".into()];
    let by_group = |here: f64, there: f64| {
        let of = |name: &str, value| (name.to_owned(), Value::Known(value));
        Value::ByGroup([of("here", here), of("there", there)].into())
    };
    model.parameter("people", by_group(4.0 / MONTH, 1.5 / MONTH));
    model.parameter("length", length);
    model.known("places", places);
    model.known("gives_up", 0.25);
    model.known("hearings", 50.0 / YEAR);
    model.stage("home");
    model.stage("list").each(&[("home", "gives_up", MONTH), ("support", "rest", 0.0)]);
    model.stage("hearing").next(&[("home", "rest")]).room("hearings", "support");
    model.stage("contact").arrivals("people").next(&[("hearing", "rest")]);
    model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "list");
    with_prices(&mut model);
    add_policy(&mut model, "places_open_and_close", |policy| {
        policy.parameter("places", by_year(&[(2020, places + 3.0), (2021, 1.0)], Between::Steps));
    });
    model
}

#[test]
fn places_are_few() {
    for (months, places) in [(0.4, 0.8), (1.0, 2.0), (2.6, 6.0)] {
        let what = format!("{places} places for {months} months");
        agree(&what, &support(Value::Known(months * MONTH), places), 2500);
    }
    agree("places for a spread", &support(spread(&[(1.0, 0.2), (2.0, 0.7), (1.0, 3.3)]), 3.0), 2500);
}

#[test]
fn places_are_few_where_lengths_differ_by_group() {
    let of = |name: &str, months: f64| (name.to_owned(), Value::Known(months * MONTH));
    for (here, there) in [(0.2, 0.9), (0.5, 2.3)] {
        let length = Value::ByGroup([of("here", here), of("there", there)].into());
        agree(&format!("places for {here} and {there} months"), &support(length, 1.3), 2500);
    }
}

#[test]
fn places_are_few_where_risks_go_by_time_since_entry() {
    for months in [0.4, 2.6] {
        let mut model = support(Value::Known(months * MONTH), 2.0);
        let path = Value::SinceEntry { step_days: MONTH, values: vec![0.3, 0.1, 0.05] };
        for policy in &mut model.policies {
            policy.parameter("leaves", path.clone());
            policy.stages["support"].each(&[("home", "leaves", 0.0)]);
        }
        agree(&format!("places for {months} months, risks by age"), &model, 2500);
    }
}

#[test]
fn values_that_nobody_knows_and_chance_add_up() {
    let mut model = model(1, Cycle::Quarter);
    model.between("people", 10.0 / YEAR, 40.0 / YEAR);
    model.between("share", 0.2, 0.8);
    model.between("length", 30.0, 150.0);
    model.stage("contact").arrivals("people").next(&[("held", "share"), ("clear", "rest")]);
    model.stage("held").stay("length").next(&[("clear", "rest")]);
    model.stage("clear");
    with_prices(&mut model);
    model.between("price", 1.0, 9.0);
    agree("uncertain values", &model, 4000);
}

#[test]
fn units_come_and_go_with_whole_people() {
    // Nobody is held in the baseline, so the units of the policy go with its own people alone.
    let mut model = town(Value::Known(2.6 * MONTH));
    model.known("share_court", 0.0);
    for policy in &mut model.policies {
        policy.known("places", 4.0);
        policy.known("wing_day", 100.0);
        let line = policy.cost("custody", Per::Stay, &["held"], "price");
        line.step = Some(Step { every: read("places"), costs: read("wing_day"), checkpoint_cycles: 6 });
    }
    let (engine, _) = agree("units", &model, 2500);
    let units = &engine["more/cost/custody/all/long_run"];
    let of_half_a_year = 100.0 * YEAR / 2.0;
    assert!(units.iter().all(|cost| (cost / of_half_a_year).fract().abs() < 1e-9), "units are whole");
    assert!(moments(units).1 > 0.0);
}

#[test]
fn models_of_any_stages() {
    let mut runner = TestRunner::deterministic();
    for number in 0..7 {
        let drafts = proptest::collection::vec(draft(), 3..=6);
        let drafts = drafts.new_tree(&mut runner).expect("there are stages").current();
        let cycle = [Cycle::Month, Cycle::Quarter][number % 2];
        let counting = [Counting::Start, Counting::Half, Counting::End][number % 3];
        let mut model = random_model(&drafts, cycle, counting, 2 * number as u32, false);
        for policy in &mut model.policies {
            for parameter in policy.parameters.values_mut() {
                if let Value::Uncertain(law) = &parameter.value {
                    // A small place: a twentieth of the people and of the room.
                    let places = parameter.name == "people" || parameter.name.starts_with("places");
                    parameter.value = Value::Known(law.mean() * if places { 0.05 } else { 1.0 });
                }
            }
        }
        agree(&format!("model {number}"), &model, 1200);
    }
}

#[test]
fn two_policies_share_their_chance() {
    let model = town(Value::Known(2.6 * MONTH));
    let (engine, people) = agree("two policies", &model, 2500);
    for line in ["by_entry", "by_day"] {
        let id = format!("more/saving/{line}/all");
        let ((_, together, _), (_, apart, _)) = (moments(&engine[&id]), moments(&people[&id]));
        assert!(together < 0.5 * apart, "{id}: variance {together}, of independent people {apart}");
    }
}

/// Chance of each number of people among `n`, each of whom is with the chance `p`.
fn binomial(n: usize, p: f64) -> Vec<f64> {
    let mut chances = vec![1.0];
    for _ in 0..n {
        let with = |k: usize| if k == 0 { 0.0 } else { chances[k - 1] * p };
        let without = |k: usize| chances.get(k).map_or(0.0, |chance| chance * (1.0 - p));
        chances = (0..=chances.len()).map(|k| with(k) + without(k)).collect();
    }
    chances
}

#[test]
fn a_difference_between_two_shares_varies_as_one_uniform_says() {
    // Five people a year, by chance; of them 40 % or 25 % are fined. Both numbers are quantiles at one uniform (29d), so
    // their difference is known where the uniform lies between the steps of the two distribution functions.
    let mut model = model(1, Cycle::Year);
    model.known("people", 5.0 / YEAR);
    model.known("share_fined", 0.4);
    model.known("fine", 1.0);
    model.stage("contact").arrivals("people").next(&[("fined", "share_fined"), ("let_go", "rest")]);
    model.stage("fined");
    model.stage("let_go");
    model.cost("fines", Per::Entry, &["fined"], "fine");
    add_policy(&mut model, "fewer", |policy| policy.known("share_fined", 0.25));
    let (mut first, mut second, mut fourth, mut poisson) = (0.0, 0.0, 0.0, crimcost::math::exp(-5.0));
    let mean = 5.0 * 0.15;
    for n in 0..40 {
        let (more, fewer) = (binomial(n, 0.4), binomial(n, 0.25));
        let (mut i, mut j, mut left, mut other) = (0, 0, more[0], fewer[0]);
        loop {
            let part = left.min(other) * poisson;
            let difference = i as f64 - j as f64;
            first += part * difference;
            second += part * crimcost::math::powi(difference - mean, 2);
            fourth += part * crimcost::math::powi(difference - mean, 4);
            let step = left.min(other);
            (left, other) = (left - step, other - step);
            if left <= other && i < n {
                i += 1;
                left += more[i];
            } else if j < n {
                j += 1;
                other += fewer[j];
            } else {
                break;
            }
        }
        poisson *= 5.0 / (n as f64 + 1.0);
    }
    assert!((first - mean).abs() < 1e-9, "the mean of the arithmetic is {first}");
    let found = engine(&model, 4 * DRAWS, 1);
    let (of_engine, variance, _) = moments(&found["fewer/saving/fines/all"]);
    let n = 4 * DRAWS;
    assert!((of_engine - mean).abs() < ERRORS * (second / n as f64).sqrt(), "{of_engine} instead of {mean}");
    let error = error_of_variance(n, second, fourth).sqrt();
    assert!((variance - second).abs() < ERRORS * error, "variance {variance} instead of {second}");
    // Independent runs: Poisson numbers of 2 and 1.25 people.
    assert!(second < 3.25 / 2.0);
}
