//! Whole people against what chance must do: means, variances, conservation, and the cohort run.

mod plain;

use crimcost::draws::Sampler;
use crimcost::model::*;
use crimcost::plan::{Detail, Plan};
use crimcost::run::{self, Draws, Sampling};
use crimcost::scenario::{self, Request};
use crimcost::text::{Files, Problems};
use plain::build::*;

const MONTH: f64 = YEAR / 12.0;
/// Draws of the small models.
const DRAWS: usize = 16_000;

/// All draws of all results of a model.
struct Drawn {
    plan: Plan,
    draws: Draws,
}

impl Drawn {
    fn ids(&self) -> impl Iterator<Item = (String, &[f64])> {
        let rows = self.plan.rows.iter().zip(&self.plan.result_of_row);
        rows.filter_map(|(row, result)| Some((row.key.id(), self.draws.kept[(*result)?].as_slice())))
    }

    #[track_caller]
    fn of(&self, id: &str) -> &[f64] {
        self.ids().find(|(known, _)| known == id).unwrap_or_else(|| panic!("{id} is a result")).1
    }
}

fn drawn(model: &Model, people: People, draws: usize, seed: u64) -> Drawn {
    let mut model = model.clone();
    model.settings.people = people;
    let mut plan = Plan::new(&model, Detail { years: true, lines: true }).expect("the model can be planned");
    for (_, keep) in &mut plan.results {
        *keep = true;
    }
    let origins = run::central(&model, &plan).unwrap_or_else(|problem| panic!("{}", problem.message));
    let sampling = Sampling { draws, seed, sampler: Sampler::Stratified };
    let draws = run::run(&model, &plan, sampling, &origins, &mut |_| {});
    Drawn { plan, draws: draws.unwrap_or_else(|problem| panic!("{}", problem.message)) }
}

fn whole(model: &Model) -> Drawn {
    drawn(model, People::Whole, DRAWS, 1)
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn variance(numbers: &[f64]) -> f64 {
    let mean = mean(numbers);
    numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (numbers.len() as f64 - 1.0)
}

fn correlation(x: &[f64], y: &[f64]) -> f64 {
    let (of_x, of_y) = (mean(x), mean(y));
    let together = x.iter().zip(y).map(|(x, y)| (x - of_x) * (y - of_y)).sum::<f64>() / (x.len() as f64 - 1.0);
    together / (variance(x) * variance(y)).sqrt()
}

/// Mean and variance within four standard errors; `fourth` is the fourth central moment.
#[track_caller]
fn has_moments(what: &str, numbers: &[f64], expected: f64, spread: f64, fourth: f64) {
    let n = numbers.len() as f64;
    let (mean, variance) = (mean(numbers), variance(numbers));
    assert!((mean - expected).abs() <= 4.0 * (spread / n).sqrt(), "{what}: mean {mean} instead of {expected}");
    // The variance of a sample variance is (μ₄ − σ⁴·(n − 3)/(n − 1))/n.
    let error = ((fourth - spread * spread * (n - 3.0) / (n - 1.0)) / n).sqrt();
    assert!((variance - spread).abs() <= 4.0 * error, "{what}: variance {variance} instead of {spread}");
}

/// A Poisson number has the central moments m, m and 3m² + m.
#[track_caller]
fn is_poisson(what: &str, numbers: &[f64], expected: f64) {
    has_moments(what, numbers, expected, expected, 3.0 * expected * expected + expected);
}

/// 30 people a year come to `contact`; four in ten are fined.
fn municipality() -> Model {
    let mut model = model(2, Cycle::Month);
    model.known("people", 30.0 / YEAR);
    model.known("share_fined", 0.4);
    model.stage("contact").arrivals("people").next(&[("fined", "share_fined"), ("let_go", "rest")]);
    model.stage("fined");
    model.stage("let_go");
    model.settings.warm_up_cycles = 3;
    model
}

#[test]
fn arrivals_vary_as_much_as_they_are_many() {
    let found = whole(&municipality());
    is_poisson("a year", found.of("baseline/entries/contact/2020"), 30.0);
    is_poisson("two years", found.of("baseline/entries/contact/all"), 60.0);
    // A Poisson number split by chance is two independent Poisson numbers.
    let (fined, let_go) = (found.of("baseline/entries/fined/2020"), found.of("baseline/entries/let_go/2020"));
    is_poisson("fined", fined, 12.0);
    is_poisson("let go", let_go, 18.0);
    let (one, other) = (found.of("baseline/entries/contact/2020"), found.of("baseline/entries/contact/2021"));
    // Four standard errors of a correlation of nothing: 4/√n.
    let most = 4.0 / (DRAWS as f64).sqrt();
    assert!(correlation(fined, let_go).abs() < most && correlation(one, other).abs() < most);
}

#[test]
fn ten_people_split_by_chance_and_stay_ten() {
    let mut model = model(1, Cycle::Year);
    model.known("ten", 10.0);
    model.parameter("to", Value::Shares([("a".into(), 0.3), ("b".into(), 0.5)].into_iter().collect()));
    model.stage("begin").initial("ten").next(&[("c", "rest"), ("a", "to.a"), ("b", "to.b")]);
    for name in ["a", "b", "c"] {
        model.stage(name);
    }
    let found = whole(&model);
    let [a, b, c] = ["a", "b", "c"].map(|name| found.of(&format!("baseline/entries/{name}/all")));
    for ((a, b), c) in a.iter().zip(b).zip(c) {
        assert_eq!(a + b + c, 10.0);
    }
    // A binomial number has variance npq and fourth central moment npq·(1 + 3(n − 2)pq).
    for (name, numbers, p) in [("a", a, 0.3), ("b", b, 0.5), ("c", c, 0.2)] {
        let spread = 10.0 * p * (1.0 - p);
        has_moments(name, numbers, 10.0 * p, spread, spread * (1.0 + 3.0 * 8.0 * p * (1.0 - p)));
    }
}

#[test]
fn parts_of_people_at_the_start_are_rounded_by_chance() {
    let mut model = model(1, Cycle::Year);
    model.known("some", 2.3);
    model.stage("begin").initial("some").next(&[("end", "rest")]);
    model.stage("end").initial("some");
    let found = whole(&model);
    let begun = found.of("baseline/entries/begin/all");
    assert!(begun.iter().all(|people| *people == 2.0 || *people == 3.0));
    // One with the chance 0.3: variance 0.21, fourth central moment 0.3·0.7·(0.7³ + 0.3³).
    has_moments("begin", begun, 2.3, 0.21, 0.0777);
}

#[test]
fn a_stay_of_two_and_a_half_months_is_two_or_three_for_each_person() {
    // Eight people enter in the first month and leave in the third or fourth: of the eight, a binomial number with ½.
    let mut model = model(1, Cycle::Month);
    model.known("eight", 8.0);
    model.known("length", 2.5 * MONTH);
    model.stage("begin").initial("eight").next(&[("held", "rest")]);
    model.stage("held").stay("length").next(&[("free", "rest")]);
    model.stage("free");
    model.settings.within_cycle = Counting::End;
    let found = whole(&model);
    assert!(found.of("baseline/entries/free/all").iter().all(|people| *people == 8.0));
    // Person-months: two for each, and one more for a binomial number of them: 16 + 4, variance 2. In years: / 12.
    let months: Vec<f64> = found.of("baseline/people/held/all").iter().map(|years| years * 12.0).collect();
    assert!(months.iter().all(|months| (months - months.round()).abs() < 1e-9));
    has_moments("months", &months, 20.0, 2.0, 2.0 * (1.0 + 3.0 * 6.0 * 0.25));
}

/// Stays, spreads, risks, risks by time since entry and returns, and all people come to an end.
fn long_way() -> Model {
    let mut model = model(9, Cycle::Month);
    model.known("forty", 40.0);
    model.known("again", 0.4);
    model.known("dropping", 0.2);
    model.known("short", 0.4 * MONTH);
    model.known("most", 6.0 * MONTH);
    let components = [(1.5, 0.5), (2.0, 4.0), (3.0, 7.3)];
    let part = |(share, months): (f64, f64)| Component { value: months * MONTH, share: Formula::Number(share) };
    model.parameter("spread", Value::Spread(components.map(part).to_vec()));
    model.parameter("by_age", Value::SinceEntry { step_days: 2.0 * MONTH, values: vec![0.5, 0.2, 0.6] });
    model.stage("begin").initial("forty").next(&[("prison", "rest")]);
    model.stage("prison").stay("spread").next(&[("care", "rest")]);
    model.stage("care").stay("most").each(&[("end", "dropping", 3.0 * MONTH)]).next(&[("talk", "rest")]);
    model.stage("talk").stay("short").next(&[("outside", "rest")]);
    model.stage("outside").stay("most").each(&[("end", "by_age", 0.0)]).next(&[("back", "rest")]);
    model.stage("back").next(&[("end", "rest")]);
    model.stage("end");
    model
}

#[test]
fn nobody_is_lost_on_a_long_way() {
    let model = long_way();
    let found = whole(&model);
    let begun = found.of("baseline/entries/end/all");
    assert!(begun.iter().all(|people| *people == 40.0), "everybody arrives, in every draw");
    let (prison, care) = (found.of("baseline/entries/prison/all"), found.of("baseline/entries/care/all"));
    assert!(prison.iter().chain(care).all(|people| *people == 40.0));
    let (talk, outside) = (found.of("baseline/entries/talk/all"), found.of("baseline/entries/outside/all"));
    assert!(talk.iter().any(|people| *people != talk[0]) && talk == outside);
    agrees_with_the_cohort("the long way", &model, DRAWS);
}

#[test]
fn people_known_by_age_stay_whole_in_a_policy_that_knows_them_by_date() {
    let mut model = long_way();
    model.known("people", 30.0 / YEAR);
    model.known("most", 5.4 * MONTH);
    model.stage("begin").arrivals("people").next(&[("prison", "rest")]);
    model.settings.warm_up_cycles = 36;
    add_policy(&mut model, "no_risk", |policy| {
        policy.stage("outside").stay("most").next(&[("back", "rest")]);
    });
    let found = drawn(&model, People::Whole, 2048, 1);
    let ended = found.of("no_risk/entries/back/2020");
    assert!(mean(ended) > 10.0 && ended.iter().all(|people| people.fract() == 0.0));
    agrees_with_the_cohort("a policy by date", &model, DRAWS);
}

#[test]
fn counts_are_whole_in_every_draw() {
    let found = drawn(&georgia(&["people_tested=30 person/year"]), People::Whole, 256, 1);
    let mut seen = 0;
    for (id, numbers) in found.ids().filter(|(id, _)| id.contains("/entries/")) {
        assert!(numbers.iter().all(|people| (people - people.round()).abs() < 1e-9), "{id}");
        seen += 1;
    }
    assert!(seen > 50, "{seen} counts");
}

/// Holds the mean difference to the cohort run of the same draws against four standard errors of it.
#[track_caller]
fn agrees_with_the_cohort(what: &str, model: &Model, draws: usize) {
    let (whole, cohort) = (drawn(model, People::Whole, draws, 1), drawn(model, People::Cohort, draws, 1));
    for ((id, whole), (_, cohort)) in whole.ids().zip(cohort.ids()) {
        let apart: Vec<f64> = whole.iter().zip(cohort).map(|(whole, cohort)| whole - cohort).collect();
        let error = (variance(&apart) / draws as f64).sqrt();
        let rounding = 1e-9 * mean(cohort).abs();
        assert!(
            mean(&apart).abs() <= 4.0 * error + rounding,
            "{what}, {id}: the mean {} is {} away from {}, standard error {error}",
            mean(whole),
            mean(&apart),
            mean(cohort)
        );
    }
}

fn loaded(file: &str, sets: &[&str]) -> Model {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let sets = sets.iter().map(|set| (*set).to_owned()).collect();
    let request = Request { file: format!("scenarios/{file}").into(), sets, ..Request::default() };
    let scenario = scenario::load(&request, &mut files, &mut problems).expect("the scenario has no errors");
    scenario.model(&scenario.cases()[0], None).expect("the model can be made")
}

fn georgia(sets: &[&str]) -> Model {
    loaded("georgia-2014.toml", sets)
}

#[test]
fn means_agree_with_the_cohort_run_in_georgia_large_and_small() {
    agrees_with_the_cohort("Georgia", &georgia(&[]), 512);
    agrees_with_the_cohort("a town", &georgia(&["people_tested=30 person/year"]), 4096);
}

#[test]
fn means_agree_with_the_cohort_run_in_estonia_and_in_published_models() {
    for file in ["estonia.toml", "published/v01-utah.toml", "published/v06-sick-sicker.toml"] {
        agrees_with_the_cohort(file, &loaded(file, &[]), 2048);
    }
}

#[test]
fn a_policy_equal_to_the_baseline_differs_by_exactly_nothing() {
    let mut model = long_way();
    model.known("price", 7.0);
    model.known("people", 30.0 / YEAR);
    model.stage("begin").arrivals("people").next(&[("prison", "rest")]);
    model.settings.warm_up_cycles = 24;
    model.cost("custody", Per::Stay, &["prison", "care", "outside"], "price");
    model.cost("files", Per::Entry, &["talk", "end"], "price");
    add_policy(&mut model, "same", |_| {});
    // The order of stages and of ways in the file decides nothing either.
    add_policy(&mut model, "turned", |policy| policy.stages.reverse());
    let found = drawn(&model, People::Whole, 512, 3);
    let costs = found.of("baseline/cost/public/all");
    assert!(variance(costs) > 0.0);
    for policy in ["same", "turned"] {
        assert!(found.of(&format!("{policy}/saving/public/all")).iter().all(|saving| *saving == 0.0), "{policy}");
        assert_eq!(found.of(&format!("{policy}/cost/public/all")), costs);
    }
}

#[test]
fn a_fork_that_nobody_takes_changes_nothing_in_any_draw() {
    for tested in ["people_tested=30 person/year", "people_tested=5000 person/year"] {
        let found = drawn(&georgia(&[tested, "share_referred=0 1"]), People::Whole, 128, 1);
        let mut seen = 0;
        for (id, numbers) in
            found.ids().filter(|(id, _)| id.contains("referral/saving/") || id.contains("outcome_change"))
        {
            assert!(numbers.iter().all(|saving| *saving == 0.0), "{id}");
            seen += 1;
        }
        assert!(seen > 20, "{seen} differences");
    }
}

#[test]
fn a_policy_meets_the_same_new_people_and_another_seed_others() {
    let found = drawn(&georgia(&["people_tested=30 person/year"]), People::Whole, 64, 1);
    // Nobody returns in the first month, so the first differences between the policies come later; the new people of the
    // whole horizon are the same, and what returns differs in few draws only.
    let (today, policy) = (found.of("testing/entries/test/2014"), found.of("referral/entries/test/2014"));
    assert!(correlation(today, policy) > 0.9, "{}", correlation(today, policy));
    let other = drawn(&georgia(&["people_tested=30 person/year"]), People::Whole, 64, 2);
    assert_ne!(other.of("testing/entries/test/2014"), today);
}

#[test]
fn the_first_draws_of_many_are_those_of_few() {
    let model = municipality();
    let (few, many) = (drawn(&model, People::Whole, 64, 1), drawn(&model, People::Whole, 4096, 1));
    for (id, few) in few.ids() {
        assert_eq!(few, &many.of(&id)[..64], "{id}");
    }
}

#[test]
fn limited_places_are_never_overfull_and_turn_whole_people_away() {
    let mut model = model(3, Cycle::Month);
    model.settings.groups = vec!["here".into(), "there".into()];
    model.known("coming", 4.0 / MONTH);
    model.known("places", 5.0);
    model.known("length", 2.0 * MONTH);
    model.stage("contact").arrivals("coming").next(&[("support", "rest")]);
    model.stage("support").stay("length").next(&[("home", "rest")]).room("places", "home");
    model.stage("home");
    model.settings.within_cycle = Counting::End;
    let found = drawn(&model, People::Whole, 4096, 1);
    let ids = |measure: &str, stage: &str| found.of(&format!("baseline/{measure}/{stage}/all")).to_vec();
    let (came, in_support, away) =
        (ids("entries", "contact"), ids("entries", "support"), ids("turned_away", "support"));
    for ((came, entered), away) in came.iter().zip(&in_support).zip(&away) {
        assert_eq!(entered + away, *came);
    }
    // Eight come a month and five places are kept for two months each: hardly ever is one empty, never is there a sixth.
    let present = ids("people", "support");
    assert!(present.iter().all(|people| *people <= 5.0 + 1e-9), "at most 5 at every point");
    assert!(mean(&present) > 4.5, "{}", mean(&present));
    // Both groups are as likely to get in.
    let rows: Vec<(String, &[f64])> = found.ids().filter(|(id, _)| id.contains("entries/support/all")).collect();
    assert_eq!(rows.len(), 3, "all and two groups");
    let apart: Vec<f64> = rows[1].1.iter().zip(rows[2].1).map(|(here, there)| here - there).collect();
    assert!(mean(&apart).abs() < 4.0 * (variance(&apart) / apart.len() as f64).sqrt());
    assert!(variance(&apart) > 0.0);
}

#[test]
fn ten_hearings_a_year_are_ten_whole_hearings_and_not_none_a_month() {
    let mut model = model(2, Cycle::Month);
    model.known("coming", 20.0 / MONTH);
    model.known("hearings", 10.0 / YEAR);
    model.stage("contact").arrivals("coming").next(&[("court", "rest")]);
    model.stage("court").next(&[("heard", "rest")]).room("hearings", "dropped");
    model.stage("heard");
    model.stage("dropped");
    // In a month without anybody a hearing is lost: e^−20 is 2e-9.
    let found = drawn(&model, People::Whole, 1024, 1);
    for year in ["2020", "2021"] {
        assert!(found.of(&format!("baseline/entries/court/{year}")).iter().all(|people| *people == 10.0));
    }
}

#[test]
fn without_a_limit_that_binds_a_gate_changes_no_draw() {
    let mut model = municipality();
    let free = drawn(&model, People::Whole, 512, 1);
    model.known("plenty", 1e6);
    model.baseline_stage("fined").room("plenty", "let_go");
    let gated = drawn(&model, People::Whole, 512, 1);
    assert_eq!(free.of("baseline/entries/fined/all"), gated.of("baseline/entries/fined/all"));
    assert!(gated.of("baseline/turned_away/fined/all").iter().all(|people| *people == 0.0));
}

/// A stage of the baseline that is there already.
trait BaselineStage {
    fn baseline_stage(&mut self, name: &str) -> &mut Stage;
}

impl BaselineStage for Model {
    fn baseline_stage(&mut self, name: &str) -> &mut Stage {
        &mut self.policies[0].stages[name]
    }
}
