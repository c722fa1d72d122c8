//! What methods guides ask of such a model, as far as it is not tested elsewhere.
//!
//! | check | what | where |
//! |---|---|---|
//! | T01 | no prices, no costs | `by_hand.rs` `no_prices_no_costs` |
//! | T02, T03 | twice the prices; another scale of money | `by_hand.rs` `twice_the_prices_twice_every_total_and_the_same_shares`; `properties.rs` `twice_the_price_is_twice_the_line_and_nothing_else` |
//! | T04 | known numbers only: every draw is the central case | `by_hand.rs` `known_numbers_only_give_the_central_case_in_every_draw` |
//! | T05 | impossible numbers are refused with their line | here, `impossible_numbers_are_refused_with_their_line`; `messages_tests.rs` |
//! | T06 | there and back through time | here, `a_price_moved_to_another_year_and_back_is_the_same` |
//! | T07 | mean and spread of each input | `sampler.rs` `mean_and_sd_of_draws_are_within_four_standard_errors`; `fit.rs` |
//! | T08 | misspelled and unused names | `messages.rs` `a_key_that_means_nothing`; `messages_tests.rs` (W0510) |
//! | T09 | a price a day or a year | here, `a_price_by_the_day_is_the_price_by_the_year` |
//! | T10, T11 | people are conserved, none are negative | `properties.rs` `people_are_conserved` |
//! | T12 | returns: none, all, a chain | `by_hand.rs` `nobody_returns_and_everybody_returns`, `a_chance_of_four_in_ten_to_return_makes_five_thirds_episodes` |
//! | T13 | uptake of none and of all | `by_hand.rs` `without_uptake_a_policy_is_the_baseline_in_every_line_and_draw`, `with_full_uptake_and_no_failure_nobody_new_comes_before_a_court` |
//! | T14 | a programme that always fails | `by_hand.rs` `a_programme_that_always_fails_costs_itself_on_top` |
//! | T15 | all die, nobody dies | `by_hand.rs` `everybody_dies_in_the_first_cycle_or_nobody_ever` |
//! | T16 | linear in people, except where places are few | `by_hand.rs` `totals_are_linear_in_the_number_of_people`, `twice_the_people_do_not_make_twice_the_places` |
//! | T17 | two groups together | `by_hand.rs` `two_groups_together_are_the_sum_of_each_alone` |
//! | T18 | order of tables | `properties.rs` `the_order_of_tables_changes_no_number` |
//! | T19 | stays beyond the horizon | `by_hand.rs` `a_stay_beyond_the_horizon_ends_with_it` |
//! | T20 | cycles, rates and shares | `by_hand.rs` `converted_risks_give_the_same_yearly_numbers_in_any_cycle`, `person_time_nears_the_integral_as_cycles_shrink`; here, `a_rate_becomes_a_share_and_a_rate_again` |
//! | T21 | parts add up | `properties.rs` `parts_add_up_to_totals_in_every_draw` |
//! | T22 | swapped sides | `by_hand.rs` `swapping_policy_and_baseline_turns_the_sign` |
//! | T23 | a policy equal to the baseline | `properties.rs` `a_policy_equal_to_the_baseline_differs_by_exactly_nothing` |
//! | T24 | discounting | `by_hand.rs` `ten_years_of_100_at_3_5_percent`, `higher_rates_lower_the_present_value` |
//! | T25 | a longer horizon | `properties.rs` `a_longer_horizon_contains_the_shorter` |
//! | T26 | fiscal and societal view | `by_hand.rs` `fiscal_less_societal_saving_is_the_transfers`; `scenarios.rs` `illinois_fiscal_notes_come_out_row_by_row` |
//! | T27 | levels of government | `by_hand.rs` `levels_of_government_add_up_to_all_of_it` |
//! | T28 | the cost of taxes: absent, or its share of the public total, once | here, `the_cost_of_taxes_is_not_there_unless_the_scenario_says_so`; `money.rs` `raising_public_money_costs_society_once` |
//! | T29 | fines | `by_hand.rs` `a_fine_is_income_of_the_state_and_nothing_to_society`; `money.rs` `the_life_of_a_fine`, `what_the_state_takes_in_spares_society_the_cost_of_taxes` |
//! | T30 | whole units | `money.rs` `within_a_step_nothing_is_saved_and_k_steps_save_k_units`, `what_is_needed_opens_at_once`, `checkpoints_decide_when_empty_wings_close` |
//! | T31 | a break-even price, fed back | `scenarios.rs` `the_seattle_programme_breaks_even_at_671_75_a_month` |
//! | T32 | dominance and ratios | `money.rs` `a_policy_that_is_cheaper_and_better_dominates`; `ratio.rs`; `scenarios.rs` `belarus_gains_life_years_at_the_printed_price`, `methadone_dominates_compulsory_centres` |
//! | T33 | monotone in prison | `by_hand.rs` `more_or_longer_or_dearer_prison_never_lowers_the_saving` |
//! | T34 | parts and a published total that differ | here, `a_total_that_is_not_the_sum_of_its_parts_is_flagged_with_the_difference`; `scenarios.rs` `illinois_parts_add_up_in_one_edition_and_not_in_the_other` |
//! | T35 | seeds and threads | here, `another_seed_gives_other_draws_of_the_same_mean`; `cli.rs` `folders_are_the_same_bytes_for_any_number_of_threads` |
//! | T36 | four times the draws | here, `four_times_the_draws_halve_the_standard_error`; `uncertainty.rs` `four_times_the_rows_halve_the_intervals_of_shares` |
//! | T37, T44 | wider inputs, bent models | here, `a_wider_input_widens_the_interval_and_moves_the_mean_only_where_the_model_bends`; `uncertainty.rs` `the_mean_over_the_samples_is_the_mean_of_the_draws` |
//! | T40 | correlations | here, `rank_correlations_of_a_scenario_come_out_as_asked`; `copula.rs`; `messages_tests.rs` (E0315); `uncertainty.rs` `correlated_parameters_are_one_cause_with_the_share_of_both` |
//! | T41 | Dirichlet shares | here, `uncertain_shares_add_up_in_every_draw`; `uncertainty.rs` `a_saving_of_independent_prices_is_shared_out_by_their_variances` |
//! | T42, T43 | the chance of a loss, quantiles | `by_hand.rs` `the_chance_of_a_loss_counts_paired_draws`, `the_quantile_of_1_to_100_at_2_5_percent_is_3_475` |
//! | – | what a result rests on | here, `what_a_saving_rests_on_is_the_variance_that_goes_with_it` |
//! | T48 | nobody, one person, a thousand million | here, `nobody_one_person_and_a_thousand_million` |

use crimcost::analysis::Holding;
use crimcost::draws::Sampler;
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::math;
use crimcost::plan::Detail;
use crimcost::results::{Results, Verdict};
use crimcost::run::Sampling;
use crimcost::scenario::{Request, Scenario, load};
use crimcost::text::{Files, Level, Problems};
use std::fs;

const HEAD: &str = r#"format = 1

[scenario]
title = "A test"
country = "LTU"
currency = "EUR"
price_year = 2015
start_year = 2015
years = 1
cycle = "year"
discount = 0.0
baseline = "today"

[source]
law = { title = "A law", publisher = "Parliament", year = 2015 }

[payer]
town = { title = "Town", level = "municipality" }

[default.cost]
per = "once"
payer = "town"
basis = "average"

[default.parameter]
assumption = "for a test"

"#;

/// A file of this text through the front door.
fn read(text: &str) -> (Option<Scenario>, Files, Problems) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("test.toml");
    fs::write(&file, text).unwrap();
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(&Request { file, ..Request::default() }, &mut files, &mut problems);
    (scenario, files, problems)
}

fn drawn(text: &str, sampling: Option<Sampling>) -> Results {
    let (scenario, files, problems) = read(text);
    let found: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
    let scenario = scenario.unwrap_or_else(|| panic!("{}", found.join("\n")));
    let model = scenario.model(&scenario.cases()[0], None).expect("the model can be made");
    let evaluation = Evaluation { detail: Detail { years: true, lines: true }, sampling, precision: None };
    evaluate(model, evaluation, &mut |_, _| {}).unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn sampled(text: &str, draws: usize, seed: u64, sampler: Sampler) -> Results {
    drawn(text, Some(Sampling { draws, seed, sampler }))
}

#[track_caller]
fn central(results: &Results, id: &str) -> f64 {
    results.row(id).and_then(|row| row.central).unwrap_or_else(|| panic!("{id} is known"))
}

fn draws<'a>(results: &'a Results, id: &str) -> &'a [f64] {
    results.draws_of(results.row(id).unwrap_or_else(|| panic!("{id} is a result")))
}

#[test]
fn impossible_numbers_are_refused_with_their_line() {
    let stages = r#"
[stage]
caught = { initial = "people", next = { fined = "share", warned = "other" } }
fined  = {}
warned = {}
"#;
    for (share, other, codes) in [
        (r#"{ value = 1.2, unit = "1" }"#, r#""= 1 - share""#, &["E0304"][..]),
        (r#"{ value = -0.1, unit = "1" }"#, r#""= 1 - share""#, &["E0304"]),
        (r#"{ value = nan, unit = "1" }"#, r#""= 1 - share""#, &["E0108"]),
        (r#"{ value = inf, unit = "1" }"#, r#""= 1 - share""#, &["E0108"]),
        (
            r#"{ distribution = { triangular = { low = 0.5, mode = 0.4, high = 0.6 } }, unit = "1" }"#,
            r#""= 1 - share""#,
            &["E0303"],
        ),
        (
            r#"{ distribution = { normal = { mean = 0.5, sd = -0.1 } }, unit = "1" }"#,
            r#""= 1 - share""#,
            &["E0303", "E0108"],
        ),
        (r#"{ value = 0.6, unit = "1" }"#, r#"{ value = 0.5, unit = "1" }"#, &["E0501"]),
        (r#"{ value = 0.6, unit = "1" }"#, r#"{ value = 0.3, unit = "1" }"#, &["E0502"]),
    ] {
        let parameters =
            format!("[parameter]\npeople = {{ value = 9, unit = \"person\" }}\nshare = {share}\nother = {other}\n");
        let text = format!(
            "{HEAD}{parameters}{stages}\n[outcome]\nfines = {{ stage = \"fined\", per = \"entry\", unit = \"person\" }}\n"
        );
        let (scenario, files, problems) = read(&text);
        assert!(scenario.is_none(), "{share} {other}");
        let errors = problems.sorted().into_iter().filter(|problem| problem.level() == Level::Error);
        let errors: Vec<_> = errors.map(|problem| (problem.code.to_string(), problem.place)).collect();
        let found: Vec<&str> = errors.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(found, codes, "{share} {other}");
        let line = files.line_and_column(errors[0].1.expect("a place")).0;
        let wrong = if ["E0501", "E0502"].contains(&codes[0]) { "caught = {" } else { "share = {" };
        assert!(text.lines().nth(line - 1).is_some_and(|line| line.starts_with(wrong)), "{share}: line {line}");
    }
}

#[test]
fn a_price_moved_to_another_year_and_back_is_the_same() {
    let moved = |price: f64, from: u32, to: u32| {
        let head = HEAD.replace("price_year = 2015", &format!("price_year = {to}"));
        let index = "index = { by_year = { 2015 = 100, 2020 = 112.3 }, unit = \"1\" }\n\n[prices]\nLTU = \"index\"\n";
        let text = format!(
            "{head}[parameter]\nprice = {{ value = {price:e}, unit = \"EUR\", price_year = {from} }}\n{index}\n\
             [cost]\nline = {{ amount = \"price\" }}\n"
        );
        central(&drawn(&text, None), "today/cost/line/all")
    };
    let later = moved(1000.0, 2015, 2020);
    assert!((later - 1123.0).abs() < 1e-9, "{later}");
    assert!((moved(later, 2020, 2015) - 1000.0).abs() < 1e-9);
    // The year of the scenario itself: nothing is multiplied.
    let text = format!(
        "{HEAD}[parameter]\nprice = {{ value = 1000.1, unit = \"EUR\", price_year = 2015 }}\n\n[cost]\nline = {{ amount = \"price\" }}\n"
    );
    assert_eq!(central(&drawn(&text, None), "today/cost/line/all"), 1000.1);
}

#[test]
fn a_price_by_the_day_is_the_price_by_the_year() {
    for (days, year_days) in [(365.25, ""), (365.0, "year_days = 365\n"), (360.0, "year_days = 360\n")] {
        let head = HEAD.replace("discount =", &format!("{year_days}discount ="));
        let text = format!(
            "{head}[parameter]\nby_day = \"10 EUR/day | assumption: a test\"\nby_year = \"{} EUR/year | assumption: a test\"\n\n\
             [cost]\nday = {{ per = \"year\", amount = \"by_day\" }}\nyear = {{ per = \"year\", amount = \"by_year\" }}\n",
            10.0 * days
        );
        let results = drawn(&text, None);
        assert!((central(&results, "today/cost/day/all") - 10.0 * days).abs() < 1e-9);
        assert!((central(&results, "today/cost/year/all") - 10.0 * days).abs() < 1e-9);
    }
}

#[test]
fn a_rate_becomes_a_share_and_a_rate_again() {
    let text = format!(
        "{HEAD}[parameter]\nrate = \"0.37 1/year | assumption: a test\"\nterm = \"18 month | assumption: a test\"\n\
         euro = \"1 EUR | assumption: a test\"\nshare = \"= 1 - exp(-rate * term)\"\nback = \"= -log(1 - share) / term\"\n\
         again = \"= euro * back / rate\"\nshare_in_euro = \"= euro * share\"\n\n\
         [cost]\nagain = {{ amount = \"again\" }}\nshare = {{ amount = \"share_in_euro\" }}\n"
    );
    let results = drawn(&text, None);
    assert!((central(&results, "today/cost/again/all") - 1.0).abs() < 1e-14);
    // 1 − e^(−0.37 · 1.5) = 1 − e^(−0.555) = 0.425928…
    assert!((central(&results, "today/cost/share/all") - (1.0 - math::exp(-0.555))).abs() < 1e-14);
}

#[test]
fn the_cost_of_taxes_is_not_there_unless_the_scenario_says_so() {
    let parameters = "[parameter]\nprice = \"50 to 70 EUR | assumption: a test\"\n";
    let costs =
        "\n[cost]\nprison = { amount = \"price\" }\n\n[policy.free]\nabout = \"No prison\"\ndrop = [\"cost.prison\"]\n";
    let taxes = "taxes = \"20 % | assumption: a test\"\n";
    let with = HEAD.replace("discount =", "deadweight = \"taxes\"\ndiscount =");
    let without = sampled(&format!("{HEAD}{parameters}{costs}"), 64, 1, Sampler::Stratified);
    let with = sampled(&format!("{with}{parameters}{taxes}{costs}"), 64, 1, Sampler::Stratified);
    assert!(without.rows.iter().all(|row| !row.key.id().contains("deadweight")));
    // A fifth on top of what the public spends, once, for society only.
    let public = draws(&with, "free/saving/public/all");
    assert_eq!(public, draws(&without, "free/saving/public/all"));
    for (total, part) in [("society", 1.2), ("deadweight", 0.2)] {
        for (before, after) in public.iter().zip(draws(&with, &format!("free/saving/{total}/all"))) {
            assert!((after / before - part).abs() < 1e-12, "{total}: {after} {before}");
        }
    }
    // What nobody said is blank, never filled in.
    assert_eq!(without.row("today/cost/public/all/cashable").and_then(|row| row.central), None);
}

#[test]
fn a_total_that_is_not_the_sum_of_its_parts_is_flagged_with_the_difference() {
    // 57 418 + 40 987 + 20 432 = 118 837, printed as 118 746: 91 apart.
    let text = format!(
        "{HEAD}[parameter]\na = \"57418 EUR | assumption: a test\"\nb = \"40987 EUR | assumption: a test\"\nc = \"20432 EUR | assumption: a test\"\n\n\
         [cost]\na = {{ amount = \"a\" }}\nb = {{ amount = \"b\" }}\nc = {{ amount = \"c\" }}\n\n\
         [published]\ntotal = {{ result = \"today/cost/public/all\", value = 118746, tolerance = 5, assumption = \"printed\" }}\n"
    );
    let results = drawn(&text, None);
    let known = &results.known[0];
    assert_eq!(known.verdict, Verdict::Differs);
    assert_eq!(known.ours.map(|ours| known.published - ours), Some(-91.0));
}

/// Forty prices, each anywhere between 0 and 100.
fn forty_prices() -> String {
    let parameters: String = (0..40).map(|i| format!("p{i} = \"0..100 EUR | assumption: a test\"\n")).collect();
    let lines: String = (0..40).map(|i| format!("l{i} = {{ amount = \"p{i}\" }}\n")).collect();
    format!("{HEAD}[parameter]\n{parameters}\n[cost]\n{lines}")
}

#[test]
fn another_seed_gives_other_draws_of_the_same_mean() {
    let text = forty_prices();
    let [one, same, other] = [1, 1, 2].map(|seed| sampled(&text, 1024, seed, Sampler::Plain));
    assert_eq!(one.rows, same.rows);
    for i in 0..40 {
        let id = format!("today/cost/l{i}/all");
        assert_ne!(draws(&one, &id), draws(&other, &id));
        // sd of a uniform price 100 / √12 = 28.8675; the difference of two means of 1024 has √(2 / 1024) of that. One of
        // forty lines exceeds four such with a chance of 0.3 %.
        let [mean, other] = [&one, &other].map(|results| results.row(&id).and_then(|row| row.mean).expect("draws"));
        assert!((mean - other).abs() < 4.0 * 28.8675 * (2.0_f64 / 1024.0).sqrt(), "{id}: {mean} {other}");
    }
}

#[test]
fn four_times_the_draws_halve_the_standard_error() {
    let text = forty_prices();
    let [few, many] = [1024, 4096].map(|draws| {
        let results = sampled(&text, draws, 3, Sampler::Plain);
        let of_line = |i: i32| results.row(&format!("today/cost/l{i}/all")).and_then(|row| row.mcse).expect("draws");
        let mean: f64 = (0..40).map(|i| of_line(i) * of_line(i)).sum::<f64>() / 40.0;
        // Each is a variance of 16 replicates, relative sd √(2/15); the mean of 40 has √(2/15/40) = 0.0577. Four of that
        // around 100²/12 / draws.
        assert!((mean * draws as f64 * 12.0 / 1e4 - 1.0).abs() < 4.0 * 0.0577, "{mean}");
        mean
    });
    // The ratio of two such means: √2 · 0.0577 = 0.0816.
    assert!((few / many / 4.0 - 1.0).abs() < 4.0 * 0.0816, "{}", few / many);
}

#[test]
fn a_wider_input_widens_the_interval_and_moves_the_mean_only_where_the_model_bends() {
    let of = |low: f64, high: f64, amount: &str| {
        let text = format!(
            "{HEAD}[parameter]\nprice = \"{low}..{high} EUR | assumption: a test\"\neuro = \"1 EUR | assumption: a test\"\n\
             paid = \"{amount}\"\n\n[cost]\nline = {{ amount = \"paid\" }}\n\n[policy.free]\nabout = \"Free\"\ndrop = [\"cost.line\"]\n"
        );
        let results = sampled(&text, 4096, 5, Sampler::Stratified);
        let row = results.row("free/saving/public/all").expect("a saving").clone();
        let bend: f64 = results
            .bends
            .iter()
            .find(|(id, _)| id == "free/saving/public/all")
            .expect("explained")
            .1
            .iter()
            .map(|bend| bend.adds)
            .sum();
        let (from, to) = row.interval().expect("draws");
        (row.central.expect("known"), row.mean.expect("draws"), row.mcse.expect("draws"), to - from, bend)
    };
    // Uniform around 100: 90 % of the width; linear, so the mean stays and nothing is to explain.
    for (low, high) in [(90.0, 110.0), (50.0, 150.0)] {
        let (central, mean, mcse, width, bend) = of(low, high, "= price + euro - euro");
        assert!((central - 100.0).abs() < 1e-9 && (mean - 100.0).abs() <= 4.0 * mcse, "{mean} {mcse}");
        // A stratum of the 256 of a replicate is (high − low)/256 wide.
        assert!((width - 0.9 * (high - low)).abs() < (high - low) / 128.0, "{width}");
        assert!(bend.abs() < 1e-9, "{bend}");
    }
    // The square: E[x²] = 100² + (high − low)²/12, and that is what is said to explain the difference.
    for (low, high) in [(90.0_f64, 110.0_f64), (50.0, 150.0)] {
        let variance = (high - low) * (high - low) / 12.0;
        let (central, mean, mcse, _, bend) = of(low, high, "= price * price / euro");
        assert!((central - 1e4).abs() < 1e-6 && (bend - variance).abs() < 1e-6, "{central} {bend}");
        assert!((mean - central - variance).abs() <= 4.0 * mcse, "{mean} {mcse}");
    }
}

/// The place of each number among all, from 0.
fn ranks(column: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
    let mut ranks = vec![0.0; column.len()];
    for (rank, place) in order.into_iter().enumerate() {
        ranks[place] = rank as f64;
    }
    ranks
}

#[test]
fn rank_correlations_of_a_scenario_come_out_as_asked() {
    for (rank, tolerance) in
        [(1.0, 1e-12), (-1.0, 1e-12), (0.6, 4.0 / 4096.0_f64.sqrt()), (0.0, 4.0 / 4096.0_f64.sqrt())]
    {
        // The standard error of a rank correlation of n pairs is at most 1/√(n − 1).
        let text = format!(
            "{HEAD}[parameter]\na = \"50 to 90 EUR | assumption: a test\"\nb = \"10..20 EUR | assumption: a test\"\n\n\
             [[correlate]]\nparameters = [\"a\", \"b\"]\nrank = {rank:?}\n\n[cost]\na = {{ amount = \"a\" }}\nb = {{ amount = \"b\" }}\n"
        );
        let results = sampled(&text, 4096, 11, Sampler::Stratified);
        let of = |line: &str| ranks(draws(&results, &format!("today/cost/{line}/all")));
        let squares: f64 = of("a").iter().zip(of("b")).map(|(a, b)| (a - b) * (a - b)).sum();
        let n = 4096.0;
        let found = 1.0 - 6.0 * squares / (n * (n * n - 1.0));
        assert!((found - rank).abs() <= tolerance, "{found} instead of {rank}");
    }
}

#[test]
fn uncertain_shares_add_up_in_every_draw() {
    let text = format!(
        "{HEAD}[parameter]\nmix = {{ counts = {{ prison = 3, fine = 12, none = 5 }}, unit = \"1\" }}\neuro = \"100 EUR | assumption: a test\"\n\n\
         [cost]\nprison = {{ amount = \"mix.prison * euro\" }}\nfine = {{ amount = \"mix.fine * euro\" }}\nnone = {{ amount = \"mix.none * euro\" }}\n"
    );
    let results = sampled(&text, 1024, 1, Sampler::Stratified);
    let total = draws(&results, "today/cost/public/all");
    assert_eq!(total.len(), 1024);
    assert!(total.iter().all(|total| (total - 100.0).abs() < 1e-10));
    for (line, count) in [("prison", 3.0), ("fine", 12.0), ("none", 5.0)] {
        let row = results.row(&format!("today/cost/{line}/all")).expect("a line");
        assert!((row.central.expect("known") - 100.0 * count / 20.0).abs() < 1e-9);
        // sd of a Dirichlet share: √(p (1 − p) / 21); its estimate from n draws is off by at most sd · √(κ − 1) / (2 √n),
        // with a kurtosis κ below 5, so by sd / √n.
        let p: f64 = count / 20.0;
        let sd = 100.0 * (p * (1.0 - p) / 21.0).sqrt();
        assert!((row.sd.expect("draws") - sd).abs() < 4.0 * sd / 1024.0_f64.sqrt(), "{line}: {:?} {sd}", row.sd);
        assert!((row.mean.expect("draws") - 100.0 * p).abs() < 4.0 * sd / 1024.0_f64.sqrt());
    }
}

#[test]
fn nobody_one_person_and_a_thousand_million() {
    let of = |people: &str| {
        let text = format!(
            "{HEAD}[parameter]\npeople = \"{people} person | assumption: a test\"\nprice = \"50 to 90 EUR/person | assumption: a test\"\n\
             share = \"20 to 40 % | assumption: a test\"\n\n[stage]\ncaught = {{ initial = \"people\", next = {{ fined = \"share\", over = \"rest\" }} }}\n\
             fined = {{}}\nover = {{}}\n\n[cost]\nfines = {{ stage = \"fined\", per = \"entry\", amount = \"price\" }}\n\n\
             [policy.none]\nabout = \"Nothing happens\"\nstage.caught.next = \"over\"\n"
        );
        sampled(&text, 64, 1, Sampler::Stratified)
    };
    let one = of("1");
    for (people, number) in [("0", 0.0), ("1", 1.0), ("1000000000", 1e9)] {
        let results = of(people);
        for (row, of_one) in results.rows.iter().zip(&one.rows) {
            for (ours, of_one) in [(row.central, of_one.central), (row.mean, of_one.mean), (row.sd, of_one.sd)] {
                let (Some(ours), Some(of_one)) = (ours, of_one) else { continue };
                assert!(
                    ours.is_finite() && (ours - number * of_one).abs() <= 1e-9 * number,
                    "{}: {ours}",
                    row.key.id()
                );
            }
        }
        let headline = results.headline("none").expect("a saving");
        assert_eq!(headline.ratio_to_average.is_some(), number > 0.0, "nothing is no part of nothing");
    }
}

#[test]
fn what_a_saving_rests_on_is_the_variance_that_goes_with_it() {
    // Uniform inputs of width 6, 4 and 8: variances 36/12, 16/12 and 64/12 of 116/12.
    let text = format!(
        "{HEAD}[parameter]\ncounted = \"97..103 EUR | official: law\"\nassumed = \"98..102 EUR | assumption: a test\"\n\
         gap = \"unknown, 96..104 EUR | assumption: a test\"\npaid = \"= counted + assumed + gap\"\n\n\
         [cost]\nline = {{ amount = \"paid\" }}\n\n[policy.free]\nabout = \"Free\"\ndrop = [\"cost.line\"]\n"
    );
    let results = sampled(&text, 4096, 3, Sampler::Stratified);
    let headline = results.headline("free").expect("a headline");
    for (holding, share) in [(Holding::Assumptions, 80.0 / 116.0), (Holding::Gaps, 64.0 / 116.0)] {
        let rests = results.rests_on(&headline, holding).expect("there are such inputs");
        // 2048 draws: what columns have in common by chance is around 2 · sd · sd / √2048, 2 % of the variance.
        assert!((rests.share - share).abs() < 0.05, "{holding:?}: {}", rests.share);
        let (low, high) = rests.interval;
        assert!(((low + high) / 2.0 - 300.0).abs() < 0.1, "{low} to {high}");
        if holding == Holding::Assumptions {
            // One uniform input is left: 90 % of its width.
            assert!((high - low - 0.9 * 6.0).abs() < 0.05, "{low} to {high}");
        }
    }
    // Nothing assumed, nothing to say.
    let sure = sampled(&text.replace("assumption: a test", "official: law"), 64, 3, Sampler::Stratified);
    let headline = sure.headline("free").expect("a headline");
    assert!(sure.rests_on(&headline, Holding::Assumptions).is_some(), "the gap is still one");
    let sure =
        sampled(&text.replace("assumption: a test", "official: law").replace("unknown, ", ""), 64, 3, Sampler::Plain);
    assert!(sure.rests.is_empty());
}
