//! Whole tiny models against closed forms and published examples; the expected numbers are worked out on paper.

#[path = "by_hand/places.rs"]
mod places;
mod plain;

use crimcost::distribution::Distribution;
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::*;
use crimcost::plan::{Detail, Plan};
use crimcost::results::Results;
use crimcost::run::{Sampling, central};
use crimcost::{draws::Sampler, math};
use nalgebra::{DMatrix, DVector};
use plain::build::*;

/// The central result with this id.
fn result(model: &Model, id: &str) -> f64 {
    let plan = Plan::new(model, Detail { years: true, lines: false }).expect("the model can be planned");
    let values = central(model, &plan).expect("the model runs");
    let row = plan.rows.iter().position(|row| row.key.id() == id).unwrap_or_else(|| panic!("{id} is a result"));
    values[plan.result_of_row[row].unwrap_or_else(|| panic!("{id} is known"))]
}

fn results_of(model: &Model, draws: usize) -> Results {
    let sampling = Sampling { draws, seed: 1, sampler: Sampler::Stratified };
    let evaluation =
        Evaluation { detail: Detail { years: true, lines: true }, sampling: Some(sampling), precision: None };
    evaluate(model.clone(), evaluation, &mut |_, _| {}).expect("the model runs")
}

#[track_caller]
fn assert_close(ours: f64, expected: f64, relative: f64) {
    let size = expected.abs().max(f64::MIN_POSITIVE);
    assert!((ours - expected).abs() <= relative * size, "{ours} instead of {expected}");
}

#[test]
fn ten_years_of_100_at_3_5_percent() {
    // Σ 100 · 1.035^−t for t = 0..9, ½..9½ and 1..10.
    for (counting, expected) in [(Counting::Start, 860.7687), (Counting::Half, 846.0894), (Counting::End, 831.6605)] {
        let mut model = model(10, Cycle::Year);
        model.known("hundred_a_year", 100.0 / YEAR);
        model.stage("nowhere");
        model.cost("line", Per::Year, &[], "hundred_a_year");
        model.settings.within_cycle = counting;
        model.settings.discount.money = 0.035;
        assert!((result(&model, "baseline/cost/line/all/discounted") - expected).abs() < 5e-5);
        assert_close(result(&model, "baseline/cost/line/all"), 1000.0, 1e-12);
        model.settings.discount.money = 0.0;
        assert_close(result(&model, "baseline/cost/line/all/discounted"), 1000.0, 1e-12);
    }
}

#[test]
fn higher_rates_lower_the_present_value() {
    let mut model = model(10, Cycle::Month);
    model.known("hundred_a_year", 100.0 / YEAR);
    model.stage("nowhere");
    model.cost("line", Per::Year, &[], "hundred_a_year");
    let values = [0.0, 0.015, 0.03, 0.05, 0.08, 0.12].map(|rate| {
        model.settings.discount.money = rate;
        result(&model, "baseline/cost/public/all/discounted")
    });
    assert!(values.windows(2).all(|pair| pair[0] > pair[1] && pair[1] > 0.0), "{values:?}");
}

/// `people` a day pass `contact`; `share_again` of them come back in the cycle after the next.
fn chain(cycle: Cycle, years: u32) -> Model {
    let mut model = model(years, cycle);
    model.known("people", 100.0);
    model.known("share_again", 0.4);
    model.stage("begin").initial("people").next(&[("contact", "rest")]);
    model.stage("contact").next(&[("waiting", "share_again"), ("gone", "rest")]);
    model.known("one_cycle", YEAR / f64::from(cycle.per_year()));
    model.stage("waiting").stay("one_cycle").next(&[("contact", "rest")]);
    model.stage("gone");
    model
}

#[test]
fn a_chance_of_four_in_ten_to_return_makes_five_thirds_episodes() {
    // 1 / (1 − 0.4) after ever so many episodes; 1 + .4 + .4² = 1.56 when the third is the last. 0.4^60 is below 1e-23.
    let model = chain(Cycle::Month, 5);
    assert_close(result(&model, "baseline/entries/contact/all") / 100.0, 1.0 / 0.6, 1e-12);
    let capped = chain(Cycle::Year, 3);
    assert_close(result(&capped, "baseline/entries/contact/all") / 100.0, 1.56, 1e-12);
}

#[test]
fn nobody_returns_and_everybody_returns() {
    let mut model = chain(Cycle::Year, 6);
    model.known("share_again", 0.0);
    assert_eq!(result(&model, "baseline/entries/contact/all"), 100.0);
    model.known("share_again", 1.0);
    assert_eq!(result(&model, "baseline/entries/contact/all"), 600.0);
    assert_eq!(result(&model, "baseline/entries/gone/all"), 0.0);
}

/// People come to prison at a steady rate and stay `length` days; the warm-up fills the prison.
fn prison(length: f64, cycle: Cycle) -> Model {
    let mut model = model(5, cycle);
    model.settings.year_days = 365.25;
    model.known("people", 1580.7 / 365.25);
    model.known("length", length);
    model.known("day", 12.6);
    model.stage("sentenced").arrivals("people").next(&[("prison", "rest")]);
    model.stage("prison").stay("length").next(&[("free", "rest")]);
    model.stage("free");
    model.cost("custody", Per::Stay, &["prison"], "day");
    model.settings.warm_up_cycles = 2 + (length / model.settings.cycle_days()) as u32;
    model
}

#[test]
fn custody_costs_people_times_days_times_price_for_every_length() {
    for length in [2.0, 10.0, 45.3, 91.3125, 400.0] {
        for counting in [Counting::Start, Counting::Half, Counting::End] {
            let mut model = prison(length, Cycle::Month);
            model.settings.within_cycle = counting;
            for year in 2020..2025 {
                let cost = result(&model, &format!("baseline/cost/custody/{year}"));
                assert_close(cost, 1580.7 * length * 12.6, 1e-12);
            }
            // Little's law: people present = people per day × days.
            assert_close(result(&model, "baseline/people/prison/all"), 1580.7 / 365.25 * length, 1e-12);
        }
    }
}

/// 1,200 street checks a year, of whose people some come back within a year.
fn checks(again: f64) -> Model {
    let mut model = model(4, Cycle::Month);
    model.settings.warm_up_cycles = 24;
    model.known("checks", 1200.0 / YEAR);
    model.known("again", again);
    model.known("one_year", YEAR);
    model.known("half", 0.5);
    model.stage("check").entries("checks").next(&[("at_risk", "rest")]);
    model.stage("at_risk").stay("one_year").each(&[("check", "again", YEAR)]).next(&[("closed", "rest")]);
    model.stage("closed");
    add_policy(&mut model, "half_as_many_return", |policy| policy.known("again", 0.5 * again));
    model
}

#[test]
fn a_published_yearly_total_holds_in_the_baseline_whatever_returns() {
    for again in [0.0, 0.2, 0.6] {
        let model = checks(again);
        for year in 2020..2024 {
            assert_close(result(&model, &format!("baseline/entries/check/{year}")), 1200.0, 1e-12);
        }
        // In a steady state new people are 1200 · (1 − again). With the same new people and half the returns, checks
        // near 1200 · (1 − again) / (1 − again / 2): 1200 · .4 / .7 for again = .6, from above.
        let limit = 1200.0 * (1.0 - again) / (1.0 - 0.5 * again);
        let later = result(&model, "half_as_many_return/entries/check/2023");
        assert!((later / limit - 1.0).abs() < 0.02, "{later} {limit}");
    }
}

#[test]
fn more_returns_than_the_published_total_are_refused() {
    let mut model = checks(0.2);
    // Of 3,000 people 3000 · (1 − .1^(1/12)) = 524 come back in the first month; only 100 checks a month are counted.
    model.known("many", 3000.0);
    model.policy().stages["at_risk"].initial("many");
    model.known("again", 0.9);
    let plan = Plan::new(&model, Detail { years: true, lines: false }).expect("the model can be planned");
    let problem = central(&model, &plan).expect_err("more people come back than were counted");
    assert!(problem.message.contains("check"), "{}", problem.message);
}

#[test]
fn a_stay_beyond_the_horizon_ends_with_it() {
    // 50 people are there from the first to the last day of 2 years, whatever the length above that.
    for length in [720.0, 1000.0, 1e6] {
        let mut model = model(2, Cycle::Quarter);
        model.known("people", 50.0);
        model.known("length", length);
        model.known("day", 3.0);
        model.stage("prison").initial("people").stay("length").next(&[("free", "rest")]);
        model.stage("free");
        model.cost("custody", Per::Stay, &["prison"], "day");
        model.settings.within_cycle = Counting::Start;
        assert_close(result(&model, "baseline/cost/custody/all"), 50.0 * 720.0 * 3.0, 1e-12);
    }
}

#[test]
fn a_risk_of_43_percent_within_24_months_is_that_in_every_cycle() {
    for (cycle, years) in [(Cycle::Week, 3), (Cycle::Month, 3), (Cycle::Quarter, 3), (Cycle::Year, 3)] {
        let mut model = model(years, cycle);
        model.known("people", 100.0);
        model.known("again", 0.43);
        model.known("two_years", 2.0 * YEAR);
        let at_risk = model.stage("at_risk");
        at_risk
            .initial("people")
            .stay("two_years")
            .each(&[("caught", "again", 2.0 * YEAR)])
            .next(&[("closed", "rest")]);
        model.stage("caught");
        model.stage("closed");
        assert_close(result(&model, "baseline/entries/caught/all"), 43.0, 1e-12);
        assert_close(result(&model, "baseline/entries/closed/all"), 57.0, 1e-12);
    }
}

#[test]
fn two_windows_compete_as_constant_hazards_do() {
    // 43 % within 24 months against 2 % within 12, over five years: h = −ln .57 / 24 and g = −ln .98 / 12 a month;
    // deaths = g / (h + g) · (1 − e^(−60 (h + g))) = 5.219120 of 100.
    let (again, death) = (-math::ln(0.57) / 24.0, -math::ln(0.98) / 12.0);
    let expected = 100.0 * death / (again + death) * (1.0 - math::exp(-60.0 * (again + death)));
    assert!((expected - 5.219120).abs() < 5e-7);
    for cycle in [Cycle::Week, Cycle::Month, Cycle::Quarter, Cycle::Year] {
        let mut model = model(5, cycle);
        model.known("people", 100.0);
        model.known("again", 0.43);
        model.known("death", 0.02);
        let at_risk = model.stage("at_risk").initial("people");
        at_risk.each(&[("caught", "again", 2.0 * YEAR), ("dead", "death", YEAR)]);
        model.stage("caught");
        model.stage("dead");
        assert_close(result(&model, "baseline/entries/dead/all"), expected, 1e-12);
    }
}

#[test]
fn a_cohort_moves_by_powers_of_its_matrix() {
    let shares = [[0.70, 0.20, 0.08, 0.02], [0.10, 0.60, 0.25, 0.05], [0.00, 0.15, 0.75, 0.10], [0.0, 0.0, 0.0, 1.0]];
    let names = ["a", "b", "c", "dead"];
    let mut model = model(30, Cycle::Year);
    model.known("people", 1000.0);
    for (from, row) in shares.iter().enumerate().take(3) {
        let exits: Vec<(String, String)> = (0..4)
            .filter(|to| *to != from && row[*to] > 0.0)
            .map(|to| (names[to].to_owned(), format!("share_{from}{to}")))
            .collect();
        for (to, share) in row.iter().enumerate() {
            model.known(&format!("share_{from}{to}"), *share);
        }
        let exits: Vec<(&str, &str, f64)> = exits.iter().map(|(to, of)| (to.as_str(), of.as_str(), YEAR)).collect();
        model.stage(names[from]).each(&exits);
    }
    model.policy().stages["a"].initial("people");
    model.stage("dead");
    let matrix = DMatrix::from_fn(4, 4, |row, column| shares[row][column]);
    let start = DVector::from_row_slice(&[1000.0, 0.0, 0.0, 0.0]);
    for (counting, shift) in [(Counting::Start, 0), (Counting::End, 1)] {
        model.settings.within_cycle = counting;
        for year in [0_u32, 1, 7, 29] {
            let present = matrix.transpose().pow(year + shift) * &start;
            for (stage, name) in names.iter().enumerate() {
                let ours = result(&model, &format!("baseline/people/{name}/{}", 2020 + year));
                assert!((ours - present[stage]).abs() < 1e-9, "{name} {year}: {ours} {}", present[stage]);
            }
        }
    }
}

#[test]
fn converted_risks_give_the_same_yearly_numbers_in_any_cycle() {
    // A constant hazard: after 1, 2, 3 years .8, .64, .512 are left.
    for cycle in [Cycle::Week, Cycle::Month, Cycle::Quarter, Cycle::Year] {
        let mut model = model(3, cycle);
        model.known("people", 1000.0);
        model.known("leaves", 0.2);
        model.stage("here").initial("people").each(&[("gone", "leaves", YEAR)]);
        model.stage("gone");
        for (year, left) in [(2020, 200.0), (2021, 160.0), (2022, 128.0)] {
            assert_close(result(&model, &format!("baseline/entries/gone/{year}")), left, 1e-12);
        }
    }
}

#[test]
fn person_time_nears_the_integral_as_cycles_shrink() {
    // ∫ 1000 · .5^t dt over 2 years = 1000 · (1 − .25) / ln 2 person-years; the trapezoid's error shrinks with the square.
    let exact = 750.0 / math::ln(2.0);
    let errors = [Cycle::Year, Cycle::Quarter, Cycle::Month, Cycle::Week].map(|cycle| {
        let mut model = model(2, cycle);
        model.known("people", 1000.0);
        model.known("leaves", 0.5);
        model.stage("here").initial("people").each(&[("gone", "leaves", YEAR)]);
        model.stage("gone");
        (2.0 * result(&model, "baseline/people/here/all") - exact).abs()
    });
    // 4, 3 and 52/12 times shorter cycles: 16, 9 and 18.8 times smaller errors.
    for (pair, ratio) in errors.windows(2).zip([16.0, 9.0, 18.777]) {
        assert_close(pair[0] / pair[1], ratio, 0.05);
    }
}

/// Testing, fines, courts and prison beside a service; `uptake` of the people caught are referred to it and `fails` of
/// those come before the court after all.
fn diversion(uptake: f64, fails: f64) -> Model {
    let mut model = model(3, Cycle::Month);
    model.settings.warm_up_cycles = 24;
    model.settings.discount = Discount { money: 0.03, outcomes: 0.0 };
    model.known("uptake", uptake);
    model.known("fails", fails);
    model.between("people", 2.0, 4.0);
    model.between("share_prison", 0.1, 0.3);
    model.between("length", 100.0, 300.0);
    model.between("price_court", 500.0, 900.0);
    model.between("price_day", 20.0, 40.0);
    model.between("price_service", 300.0, 400.0);
    model.between("fine", 50.0, 70.0);
    model.stage("caught").arrivals("people").next(&[("court", "rest")]);
    model.stage("service").next(&[("court", "fails"), ("free", "rest")]);
    model.stage("court").next(&[("prison", "share_prison"), ("fined", "rest")]);
    model.stage("fined").next(&[("free", "rest")]);
    model.stage("prison").stay("length").next(&[("free", "rest")]);
    model.stage("free");
    model.cost("courts", Per::Entry, &["court"], "price_court");
    model.cost("custody", Per::Stay, &["prison"], "price_day");
    model.cost("services", Per::Entry, &["service"], "price_service").payer = "municipality".into();
    let fines = model.cost("fines", Per::Entry, &["fined"], "fine");
    (fines.payer, fines.payee) = ("household".into(), Some("state".into()));
    model.outcome("prison_days", Per::Stay, &["prison"], "");
    add_policy(&mut model, "services", |policy| {
        policy.stages["caught"].next(&[("service", "uptake"), ("court", "rest")]);
    });
    model
}

#[test]
fn without_uptake_a_policy_is_the_baseline_in_every_line_and_draw() {
    let results = results_of(&diversion(0.0, 0.3), 256);
    for row in results.rows.iter().filter(|row| row.key.measure.is_difference() && row.central.is_some()) {
        assert_eq!((row.central, row.mean, row.sd), (Some(0.0), Some(0.0), Some(0.0)), "{}", row.key.id());
    }
}

#[test]
fn with_full_uptake_and_no_failure_nobody_new_comes_before_a_court() {
    let model = diversion(1.0, 0.0);
    assert_eq!(result(&model, "services/entries/court/all"), 0.0);
    assert_eq!(result(&model, "services/cost/courts/all"), 0.0);
    // Those who were in prison on the first day (stays of 200 days at the mean) are out after 7 cycles.
    assert!(result(&model, "services/cost/custody/2020") > 0.0);
    assert_eq!(result(&model, "services/cost/custody/2021"), 0.0);
}

#[test]
fn a_programme_that_always_fails_costs_itself_on_top() {
    let results = results_of(&diversion(0.6, 1.0), 256);
    let of = |id: &str| results.row(id).and_then(|row| row.mean).expect("a result with draws");
    let programme = of("services/cost/services/all/discounted");
    assert!(programme > 0.0);
    assert_close(of("services/saving/public/all/discounted"), -programme, 1e-9);
    assert_close(of("services/cost/courts/all"), of("baseline/cost/courts/all"), 1e-12);
}

#[test]
fn no_prices_no_costs() {
    let mut model = diversion(0.5, 0.2);
    for policy in &mut model.policies {
        for price in ["price_court", "price_day", "price_service", "fine"] {
            policy.known(price, 0.0);
        }
    }
    let results = results_of(&model, 128);
    let money = results.rows.iter().filter(|row| row.key.column.is_some());
    for row in money.filter(|row| row.central.is_some()) {
        assert_eq!((row.central, row.mean, row.sd), (Some(0.0), Some(0.0), Some(0.0)), "{}", row.key.id());
        assert!(row.quantiles.is_none_or(|quantiles| quantiles == [0.0; 5]), "{}", row.key.id());
    }
}

#[test]
fn twice_the_prices_twice_every_total_and_the_same_shares() {
    let model = diversion(0.5, 0.2);
    let mut dearer = model.clone();
    for policy in &mut dearer.policies {
        for price in ["price_court", "price_day", "price_service", "fine"] {
            policy.parameters[price].unit.factor = 2.0;
        }
    }
    let (results, twice) = (results_of(&model, 256), results_of(&dearer, 256));
    for (row, of_twice) in results.rows.iter().zip(&twice.rows).filter(|(row, _)| row.key.column.is_some()) {
        assert_eq!(row.key.id(), of_twice.key.id());
        let (Some(mean), Some(mean_twice)) = (row.mean, of_twice.mean) else { continue };
        // Doubling is exact in binary.
        assert_eq!(2.0 * mean, mean_twice, "{}", row.key.id());
        assert_eq!(results.share_below_zero(row), twice.share_below_zero(of_twice));
    }
}

#[test]
fn known_numbers_only_give_the_central_case_in_every_draw() {
    let mut model = diversion(0.5, 0.2);
    for policy in &mut model.policies {
        for parameter in policy.parameters.values_mut() {
            if let Value::Uncertain(distribution) = &parameter.value {
                parameter.value = Value::Known(distribution.mean());
            }
        }
    }
    for row in results_of(&model, 64).rows.iter().filter(|row| row.central.is_some()) {
        assert_eq!((row.mean, row.sd), (row.central, Some(0.0)), "{}", row.key.id());
    }
}

#[test]
fn everybody_dies_in_the_first_cycle_or_nobody_ever() {
    let mut model = model(4, Cycle::Year);
    model.known("people", 100.0);
    model.known("death", 1.0);
    model.known("price", 10.0);
    model.stage("alive").initial("people").each(&[("dead", "death", YEAR)]);
    model.stage("dead");
    model.cost("care", Per::Stay, &["alive"], "price");
    model.settings.within_cycle = Counting::Start;
    assert_eq!(result(&model, "baseline/cost/care/2020"), 100.0 * YEAR * 10.0);
    for year in 2021..2024 {
        assert_eq!(result(&model, &format!("baseline/cost/care/{year}")), 0.0);
    }
    model.known("death", 0.0);
    assert_eq!(result(&model, "baseline/people/alive/2023"), 100.0);
}

#[test]
fn totals_are_linear_in_the_number_of_people() {
    for people in [0.0, 1.0, 1e9] {
        let mut model = diversion(0.5, 0.2);
        let mut one = model.clone();
        for (number, of) in [(people, &mut model), (1.0, &mut one)] {
            of.policies.iter_mut().for_each(|policy| policy.known("people", number));
        }
        for id in ["baseline/cost/public/all/discounted", "services/saving/public/all", "services/people/prison/2021"] {
            let (ours, of_one) = (result(&model, id), result(&one, id));
            assert!(ours.is_finite());
            assert!((ours - people * of_one).abs() <= 1e-12 * people * of_one.abs(), "{id}: {ours}");
        }
    }
}

#[test]
fn two_groups_together_are_the_sum_of_each_alone() {
    let lengths = [("women", 90.0), ("men", 240.0)];
    let with = |groups: &[(&str, f64)]| {
        let mut model = diversion(0.4, 0.1);
        model.settings.groups = groups.iter().map(|(name, _)| (*name).to_owned()).collect();
        let values: indexmap::IndexMap<String, Value> =
            groups.iter().map(|(name, length)| ((*name).to_owned(), Value::Known(*length))).collect();
        model.policies.iter_mut().for_each(|policy| {
            policy.parameter("length", Value::ByGroup(values.clone()));
        });
        result(&model, "services/saving/public/all/discounted")
    };
    assert_close(with(&lengths), with(&lengths[..1]) + with(&lengths[1..]), 1e-12);
}

#[test]
fn swapping_policy_and_baseline_turns_the_sign() {
    let mut model = diversion(0.5, 0.2);
    // Without a warm-up both begin with nobody in prison.
    model.settings.warm_up_cycles = 0;
    let there = result(&model, "services/saving/public/all/discounted");
    model.policies.swap(0, 1);
    assert_close(result(&model, "baseline/saving/public/all/discounted"), -there, 1e-12);
}

#[test]
fn fiscal_less_societal_saving_is_the_transfers() {
    let model = diversion(0.5, 0.2);
    let of = |id: &str| result(&model, id);
    // The state loses fines: public saving = society's saving + (baseline − policy) of −fines.
    let (public, society) = (of("services/saving/public/all"), of("services/saving/society/all"));
    let fines = of("baseline/cost/fines/all") - of("services/cost/fines/all");
    assert!(fines > 0.0);
    assert_close(public - society, -fines, 1e-9);
}

#[test]
fn a_fine_is_income_of_the_state_and_nothing_to_society() {
    let mut model = model(1, Cycle::Month);
    model.known("people", 1200.0 / YEAR);
    model.known("fine", 500.0);
    model.stage("fined").arrivals("people").next(&[("free", "rest")]);
    model.stage("free");
    let line = model.cost("fines", Per::Entry, &["fined"], "fine");
    (line.payer, line.payee) = ("household".into(), Some("state".into()));
    assert_close(result(&model, "baseline/cost/public/all"), -600_000.0, 1e-12);
    assert_close(result(&model, "baseline/cost/level:household/all"), 600_000.0, 1e-12);
    assert_eq!(result(&model, "baseline/cost/society/all"), 0.0);
}

#[test]
fn levels_of_government_add_up_to_all_of_it() {
    let model = diversion(0.5, 0.2);
    for place in ["baseline/cost", "services/cost", "services/saving"] {
        let of = |level: &str| result(&model, &format!("{place}/{level}/all/discounted"));
        assert_close(of("level:state") + of("level:municipality"), of("public"), 1e-12);
    }
}

#[test]
fn more_or_longer_or_dearer_prison_never_lowers_the_saving() {
    let saving = |parameter: &str, value: f64| {
        let mut model = diversion(0.5, 0.2);
        model.policies.iter_mut().for_each(|policy| policy.known(parameter, value));
        result(&model, "services/saving/public/all")
    };
    for (parameter, values) in [
        ("share_prison", [0.0, 0.1, 0.3, 0.9]),
        ("length", [0.0, 20.0, 200.0, 900.0]),
        ("price_day", [0.0, 10.0, 50.0, 200.0]),
    ] {
        let savings = values.map(|value| saving(parameter, value));
        assert!(savings.windows(2).all(|pair| pair[0] <= pair[1]), "{parameter}: {savings:?}");
    }
    let dearer = [0.0, 100.0, 1000.0].map(|price| saving("price_service", price));
    assert!(dearer.windows(2).all(|pair| pair[0] > pair[1]), "{dearer:?}");
}

#[test]
fn the_chance_of_a_loss_counts_paired_draws() {
    // Both sides share one uncertain price of a contact, uniform on 0 to 100; the programme costs 30 more in each draw or
    // saves it: saving = price · .5 − 20 per person is below 0 in exactly the draws with price < 40, 40 % of strata.
    let mut model = model(1, Cycle::Year);
    model.known("people", 1.0 / YEAR);
    model.between("price", 0.0, 100.0);
    model.known("half", 0.5);
    model.known("programme", 20.0);
    model.stage("contact").arrivals("people").next(&[("court", "rest")]);
    model.stage("court").next(&[("free", "rest")]);
    model.stage("free");
    model.cost("courts", Per::Entry, &["court"], "price");
    add_policy(&mut model, "half", |policy| {
        policy.stages["contact"].next(&[("court", "half"), ("free", "rest")]);
        policy.cost("programme", Per::Entry, &["contact"], "programme");
    });
    let results = results_of(&model, 16 * 1024);
    let row = results.row("half/saving/public/all").expect("a saving");
    // Each of 16 replicates has 1024 strata of width 1/1024: at most one stratum a replicate lies on the edge.
    let share = results.share_below_zero(row).expect("draws are kept");
    assert!((share - 0.4).abs() <= 1.0 / 1024.0, "{share}");
    let below = results.draws_of(row).iter().filter(|saving| **saving < 0.0).count();
    assert_eq!(share, below as f64 / 16_384.0);
}

#[test]
fn the_quantile_of_1_to_100_at_2_5_percent_is_3_475() {
    let mut draws: Vec<f64> = (1..=100).rev().map(f64::from).collect();
    assert!((crimcost::math::quantile::quantile(&mut draws, 0.025) - 3.475).abs() < 1e-12);
}

#[test]
fn quantiles_of_a_uniform_price_lie_where_they_should() {
    let mut model = model(1, Cycle::Year);
    model.parameter("price", Value::Uncertain(Distribution::Uniform { low: 100.0, high: 200.0 }));
    model.known("people", 1.0 / YEAR);
    model.stage("contact").arrivals("people").next(&[("free", "rest")]);
    model.stage("free");
    model.cost("contacts", Per::Entry, &["contact"], "price");
    let results = results_of(&model, 16 * 1024);
    let quantiles = results.row("baseline/cost/public/all").and_then(|row| row.quantiles).expect("draws are kept");
    for (ours, expected) in quantiles.into_iter().zip([105.0, 125.0, 150.0, 175.0, 195.0]) {
        // One stratum is 100 / 1024 wide.
        assert!((ours - expected).abs() < 0.1, "{ours} {expected}");
    }
}
