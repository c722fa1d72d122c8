//! What would make a claim true: closed forms, published thresholds, and roots put back into the model.

use crimcost::appraisal::Subject;
use crimcost::appraisal::breakeven::{Alone, BreakEven, Joint, Moved, Point, Turn, breakeven, claim};
use crimcost::math::ln;
use crimcost::model::Model;
use crimcost::run::Sampling;
use crimcost::scenario::{Request, load};
use crimcost::text::{Files, Problem, Problems};
use std::io::Write;
use std::path::{Path, PathBuf};

const SAMPLING: Sampling = Sampling { draws: 4096, seed: 3, sampler: crimcost::draws::Sampler::Stratified };

/// A thousand people: `paper` EUR each today, `talk` EUR each by the policy.
const TOWN: &str = r#"format = 1

[scenario]
title = "Fines or talks"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
discount = 0.0
baseline = "fines"

[parameter]
caught    = "1000 person/year | assumption: for this test"
everybody = "100 % | assumption: for this test"
FIRST
SECOND

[stage]
caught = { role = "caught", arrivals = "caught", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
paperwork = { stage = "caught", per = "entry", amount = "BEFORE", payer = "police", basis = "average" }

[policy.talks]
divert = [{ before = "caught", to = "talked_to", share = "everybody" }]
stage.talked_to = { next = "over" }
cost.talk = { stage = "talked_to", per = "entry", amount = "AFTER", payer = "police", basis = "average" }
"#;

/// A normal parameter in EUR a person.
fn normal(name: &str, mean: f64, sd: f64) -> String {
    format!(
        "{name} = {{ distribution = {{ normal = {{ mean = {mean:?}, sd = {sd:?} }} }}, unit = \"EUR/person\", assumption = \"for this test\" }}"
    )
}

/// The town in which `before` is spent today and `after` by the policy, from two parameters.
fn town(first: &str, second: &str, before: &str, after: &str) -> String {
    let text = TOWN.replace("FIRST", first).replace("SECOND", second);
    text.replace("\"BEFORE\"", &format!("{before:?}")).replace("\"AFTER\"", &format!("{after:?}"))
}

/// Paperwork of 10 ± 2 and talks of 6 ± 1: the saving is 1,000 · N(4, √5).
fn linear() -> String {
    town(&normal("paper", 10.0, 2.0), &normal("talk", 6.0, 1.0), "paper", "talk")
}

fn read(text: &str) -> Model {
    let mut file = tempfile::NamedTempFile::with_suffix(".toml").unwrap();
    file.write_all(text.as_bytes()).unwrap();
    model(file.path().to_owned(), &[])
}

fn model(file: PathBuf, sets: &[String]) -> Model {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file, sets: sets.to_vec(), ..Request::default() };
    let scenario = load(&request, &mut files, &mut problems);
    let shown: Vec<String> = problems.sorted().into_iter().map(|problem| problem.block(&files, false)).collect();
    let scenario = scenario.unwrap_or_else(|| panic!("{}", shown.join("\n")));
    scenario.model(&scenario.cases()[0], None).unwrap_or_else(|_| panic!("{}", shown.join("\n")))
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

fn claimed(model: &Model, text: &str) -> Result<(crimcost::appraisal::breakeven::Claim, Subject), Problem> {
    claim::read(text, Files::default().add("--claim", text), model)
}

fn asked(model: &Model, text: &str) -> (Subject, BreakEven) {
    let (claim, subject) = claimed(model, text).unwrap();
    let found = breakeven(&subject, &claim, SAMPLING, &[]).unwrap();
    (subject, found)
}

fn alone<'a>(found: &'a BreakEven, name: &str) -> &'a Alone {
    found.alone.iter().find(|alone| alone.name == name).unwrap_or_else(|| panic!("{name} was not moved"))
}

fn turn(found: &BreakEven, name: &str) -> Turn {
    alone(found, name).turn.unwrap_or_else(|| panic!("no value of {name} does it"))
}

fn point(found: &BreakEven) -> &Point {
    match &found.joint {
        Joint::Found(point) => point,
        other => panic!("{other:?}"),
    }
}

fn moved<'a>(found: &'a BreakEven, name: &str) -> &'a Moved {
    point(found).moved.iter().find(|moved| moved.name == name).unwrap()
}

fn near(found: f64, expected: f64, part: f64) {
    assert!((found - expected).abs() <= part * expected.abs().max(1e-9), "{found} is not {expected}");
}

#[test]
fn claims_are_read_with_their_multipliers_and_units() {
    let model = read(&linear());
    for (text, amount, is_true_at_5000) in [
        ("saving <= 0", 0.0, false),
        ("saving>=5k", 5000.0, true),
        ("saving < 10M EUR", 10e6, true),
        ("saving > 2.5 million EUR", 2.5e6, false),
        ("  saving of talks ≥ -3e6 EUR ", -3e6, true),
        ("saving ≤ −1 500 EUR", -1500.0, false),
        ("saving >= 10\u{202f}000\u{a0}000 EUR", 10e6, false),
        ("talks/saving/public/all <= 1_000_000", 1e6, true),
        ("saving <= 1.5bn", 1.5e9, true),
        ("fines/entries/caught/2024 >= 2 thousand people", 2000.0, true),
    ] {
        let (claim, subject) = claimed(&model, text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        assert_eq!((claim.amount, claim.holds(5000.0)), (amount, is_true_at_5000), "{text}");
        assert_eq!(subject.target().policy == "fines", text.starts_with("fines"), "{text}");
    }
}

#[test]
fn claims_that_are_written_the_wrong_way_round_say_what_is_meant() {
    let model = read(&linear());
    for (text, told) in [
        ("saving => 0", "did you mean `>=`?"),
        ("saving =< 0", "did you mean `<=`?"),
        ("saving <> 0", "on which side"),
        ("saving == 0", "never exactly true"),
        ("1M EUR <= saving", "write the result first:  saving … 1M EUR"),
    ] {
        let problem = claimed(&model, text).unwrap_err();
        assert!(problem.help.iter().any(|help| help.contains(told)), "{text}: {problem:?}");
    }
}

#[test]
fn a_linear_result_of_normal_inputs_has_its_known_design_point() {
    let (subject, found) = asked(&read(&linear()), "saving <= 0");
    near(found.central, 4000.0, 1e-12);
    // β = 4 / √(2² + 1²); paper goes down by β·2²/√5, talk up by β·1²/√5: both meet at 6.8.
    let sd = 5.0_f64.sqrt();
    near(point(&found).distance, 4.0 / sd, 1e-9);
    near(moved(&found, "paper").value, 10.0 - 4.0 / sd * 4.0 / sd, 1e-6);
    near(moved(&found, "talk").value, 6.0 + 4.0 / sd * 1.0 / sd, 1e-6);
    near(moved(&found, "paper").share, 0.8, 1e-5);
    assert!(point(&found).settled);
    // Alone: paper down to 6, two of its standard deviations; talk up to 10, four of them.
    let (paper, talk) = (turn(&found, "paper"), turn(&found, "talk"));
    near(paper.value, 6.0, 1e-11);
    near(talk.value, 10.0, 1e-11);
    assert!(!paper.upward && talk.upward && !paper.beyond);
    near(paper.score.unwrap(), -2.0, 1e-6);
    near(talk.score.unwrap(), 4.0, 1e-5);
    assert_eq!(found.alone[0].name, "paper", "the least surprising first");
    // Φ(−4/√5) = 0.03682; four standard errors of 4,096 draws.
    let share = found.turned as f64 / found.draws as f64;
    assert!((share - 0.03682).abs() < 4.0 * (0.03682_f64 * 0.963 / 4096.0).sqrt(), "{share}");
    near(point(&found).chance_if_flat(), 0.036_819, 1e-4);
    // Put back: nothing is saved.
    let inputs: Vec<Vec<f64>> = point(&found).inputs.iter().map(|value| vec![*value]).collect();
    assert!(subject.at_inputs(&inputs).unwrap()[0].abs() < 1e-6 * 4000.0);
}

#[test]
fn correlated_inputs_move_by_their_covariances() {
    let text = linear() + "\n[[correlate]]\nparameters = [\"paper\", \"talk\"]\nrank = 0.6\n";
    let (_, found) = asked(&read(&text), "saving <= 0");
    // The correlation of the scores is 2·sin(π·0.6/6) = 2·sin 18° = (√5 − 1)/2.
    let rho = (5.0_f64.sqrt() - 1.0) / 2.0;
    let shared = rho * 2.0 * 1.0;
    let sd = (4.0 + 1.0 - 2.0 * shared).sqrt();
    near(point(&found).distance, 4.0 / sd, 1e-8);
    // x − mean = −(mean of g / variance of g) · Σa, with a = (1, −1).
    near(moved(&found, "paper").value, 10.0 - 4.0 / (sd * sd) * (4.0 - shared), 1e-5);
    near(moved(&found, "talk").value, 6.0 - 4.0 / (sd * sd) * (shared - 1.0), 1e-5);
    // They are one cause.
    near(moved(&found, "talk").share, 1.0, 1e-9);
    assert!(alone(&found, "paper").correlated);
    near(turn(&found, "paper").value, 6.0, 1e-11);
}

#[test]
fn a_product_of_lognormal_inputs_has_its_known_design_point() {
    let lognormal = |name: &str, unit: &str, sigma: f64| {
        format!(
            "{name} = {{ distribution = {{ lognormal = {{ mu = 0.0, sigma = {sigma:?} }} }}, unit = {unit:?}, assumption = \"for this test\" }}"
        )
    };
    let (hours, price) = (lognormal("hours", "hour/person", 0.3), lognormal("price", "EUR/hour", 0.4));
    let text = town(&hours, &price, "dear * hours * price", "hours * price");
    let text = text.replace("\n[stage]", "dear = \"5 1 | assumption: for this test\"\n\n[stage]");
    // The saving is 4,000 · exp(0.3·z₁ + 0.4·z₂): 8,000 where 0.3·z₁ + 0.4·z₂ = ln 2, at β = ln 2 / 0.5.
    let (_, found) = asked(&read(&text), "saving >= 8k");
    near(point(&found).distance, ln(2.0) / 0.5, 1e-7);
    near(moved(&found, "hours").share, 0.36, 1e-4);
    near(moved(&found, "price").score, ln(2.0) / 0.5 * 0.8, 1e-5);
    assert!(point(&found).settled && turn(&found, "hours").upward && !found.holds);
}

#[test]
fn the_other_side_of_a_model_with_its_sign_turned_is_the_same() {
    let turned = town(&normal("paper", 10.0, 2.0), &normal("talk", 6.0, 1.0), "talk", "paper");
    let (_, one) = asked(&read(&linear()), "saving <= 1000");
    let (_, other) = asked(&read(&turned), "saving >= -1000 EUR");
    near(one.central, -other.central, 1e-12);
    assert_eq!(one.holds, other.holds);
    assert_eq!(one.turned, other.turned);
    near(point(&one).distance, point(&other).distance, 1e-9);
    for name in ["paper", "talk"] {
        near(turn(&one, name).value, turn(&other, name).value, 1e-10);
        assert_eq!(turn(&one, name).upward, turn(&other, name).upward);
        near(moved(&one, name).value, moved(&other, name).value, 1e-8);
    }
    // What is true already: the same point makes it false.
    let (_, opposite) = asked(&read(&linear()), "saving > 1000");
    assert!(opposite.holds && !one.holds);
    near(point(&opposite).distance, point(&one).distance, 1e-9);
}

#[test]
fn lead_breaks_even_where_its_report_says() {
    // 5,961 + 2,100 USD a year gained, over 12 months: 671.75 USD a month.
    let (_, found) = asked(&model(shipped("published/v19-lead.toml"), &[]), "saving <= 0");
    let price = turn(&found, "price");
    near(price.value, (5961.0 + 2100.0) / 12.0, 1e-10);
    assert!(price.upward && price.score.is_none() && price.result.abs() < 1e-6);
    assert_eq!(found.joint, Joint::NothingUncertain);
    assert_eq!(alone(&found, "price").interval, None);
    let wanted = ["price".to_owned()];
    let (claim, subject) = claimed(&model(shipped("published/v19-lead.toml"), &[]), "saving <= 0").unwrap();
    assert_eq!(breakeven(&subject, &claim, SAMPLING, &wanted).unwrap().alone.len(), 1);
}

#[test]
fn roots_put_back_give_nothing() {
    let file = shipped("georgia-2014.toml");
    let (subject, found) = asked(&model(file.clone(), &[]), "saving <= 0");
    let mut tried = 0;
    for alone in found.alone.iter().filter(|alone| !alone.several) {
        let Some(turn) = alone.turn.filter(|turn| !turn.at_limit) else { continue };
        assert!(turn.result.abs() < 1e-6 * found.central.abs(), "{}: {}", alone.name, turn.result);
        // As an analyst would: all inputs at their means, and this one set by hand.
        let unit = if alone.unit == "%" { "1" } else { &alone.unit };
        let set = format!("{}={:e} {unit}", alone.name, turn.value);
        let set_by_hand = Subject::new(&model(file.clone(), &[set]), None).unwrap();
        let saving = set_by_hand.central().unwrap();
        assert!(saving.abs() < 1e-6 * found.central.abs(), "{}: {saving}", alone.name);
        tried += 1;
    }
    assert!(tried >= 5, "{tried}");
    let there = point(&found);
    let inputs: Vec<Vec<f64>> = there.inputs.iter().map(|value| vec![*value]).collect();
    assert!(subject.at_inputs(&inputs).unwrap()[0].abs() < 1e-6 * found.central.abs());
}

#[test]
fn no_draw_that_makes_a_claim_true_is_nearer_than_the_point() {
    for (name, text) in [("estonia.toml", "saving > 0"), ("kyrgyzstan-amounts.toml", "saving <= 0")] {
        let (subject, found) = asked(&model(shipped(name), &[]), text);
        let sampler = crimcost::run::InputSampler::new(&subject.plan, SAMPLING.seed, SAMPLING.sampler);
        let scores = sampler.independent_scores(SAMPLING.draws);
        let values = subject.sample(SAMPLING).unwrap().outputs.swap_remove(0).values;
        let (claim, _) = claimed(&subject.model, text).unwrap();
        let turned = (0..values.len()).filter(|draw| claim.holds(values[*draw]) != found.holds);
        let length = |draw: usize| scores.iter().map(|column| column[draw] * column[draw]).sum::<f64>().sqrt();
        let nearest = turned.map(length).fold(f64::INFINITY, f64::min);
        assert!(point(&found).distance <= nearest, "{name}: {} {nearest}", point(&found).distance);
    }
}

#[test]
fn of_two_turns_the_one_nearest_to_the_mean_is_told_and_the_way_back_as_well() {
    let text = town(&normal("paper", 10.0, 2.0), &normal("talk", 6.0, 1.0), "paper", "odd");
    let text = text.replace(
        "\n[stage]",
        "one = \"1 EUR/person | assumption: for this test\"\nodd = \"= paper * paper / one - 7 * paper\"\n\n[stage]",
    );
    // Saving: paper − (paper² − 7·paper) = paper · (8 − paper); at 10 it is −20 a person: the claim is true.
    let (_, found) = asked(&read(&text), "saving <= 0");
    near(found.central, -20_000.0, 1e-9);
    let paper = turn(&found, "paper");
    assert!(found.holds && !paper.upward);
    near(paper.value, 8.0, 1e-10);
    assert!(paper.until.unwrap().abs() < 1e-9, "{paper:?}");
}

#[test]
fn what_others_claim_is_held_against_the_turn() {
    let positions = r#", positions = [{ who = "Ministry", value = 5.5, assumption = "a speech" }, { who = "Police", value = 7, assumption = "a letter" }] }"#;
    let paper = normal("paper", 10.0, 2.0);
    let paper = format!("{}{positions}", paper.strip_suffix(" }").unwrap());
    let text = town(&paper, &normal("talk", 6.0, 1.0), "paper", "talk");
    let (_, found) = asked(&read(&text), "saving <= 0");
    let who: Vec<&str> = alone(&found, "paper").reached.iter().map(|reached| reached.who.as_str()).collect();
    assert_eq!(who, ["Ministry"]);
}

#[test]
fn a_number_that_the_policy_sets_for_itself_moves_in_the_policy_alone() {
    let text = town(&normal("paper", 10.0, 2.0), &normal("talk", 6.0, 1.0), "paper * rate", "talk * rate");
    let text = text.replace("\n[stage]", "rate = \"1 1 | assumption: for this test\"\n\n[stage]");
    let own = "parameter.rate = \"2 1 | assumption: for this test\"\nstage.talked_to";
    let (_, found) = asked(&read(&text.replace("stage.talked_to", own)), "saving > 0");
    // 10·1 today, 6·2 by the policy: nothing is saved until the policy's rate is 10/6.
    near(found.central, -2000.0, 1e-9);
    assert_eq!(alone(&found, "rate").mean, 2.0);
    near(turn(&found, "rate").value, 10.0 / 6.0, 1e-11);
    // The same rate on both sides changes the size of the saving and not its sign, but for a rate of nothing.
    let (_, shared) = asked(&read(&text), "saving < 0");
    assert_eq!(alone(&shared, "rate").turn, None);
}

#[test]
fn a_split_that_the_policy_makes_by_other_keys_moves_by_its_own_counts() {
    let first = "way = { counts = { yes = 30, no = 70 }, unit = \"1\", assumption = \"for this test\" }";
    let second = "fee = \"10 EUR/person | assumption: for this test\"";
    let own = "parameter.way = { counts = { ja = 20, nein = 80 }, unit = \"1\", assumption = \"for this test\" }\n\
               cost.paperwork.amount = \"fee\"\nstage.talked_to";
    let text = town(first, second, "fee * way.yes", "fee * way.ja").replace("stage.talked_to", own);
    let (_, found) = asked(&read(&text), "saving <= 0");
    // Saved is 10 · 1000 · (yes − ja): 3,000 less 2,000 at the means, nothing where both shares are the same.
    near(found.central, 1000.0, 1e-9);
    let (yes, ja) = (moved(&found, "way.yes"), moved(&found, "way.ja"));
    near(yes.mean, 0.3, 1e-12);
    near(ja.mean, 0.2, 1e-12);
    near(yes.value, ja.value, 1e-6);
    assert!(0.2 < ja.value && yes.value < 0.3, "{yes:?} {ja:?}");
}

#[test]
fn with_whole_people_a_claim_turns_by_values_and_not_by_luck() {
    // Four people a year at paper − 1 each, less 36.5: expected −0.5 with a standard deviation of 4 · 0.05.
    let second =
        "talk = \"1 EUR/person | assumption: for this test\"\nfix = \"36.5 EUR/year | assumption: for this test\"";
    let text = town(&normal("paper", 10.0, 0.05), second, "paper", "talk");
    let fixed = "\ncost.fixed = { per = \"year\", amount = \"fix\", payer = \"police\", basis = \"fixed\" }\n";
    let text = text.replace("1000 person/year", "4 person/year") + fixed;
    let (_, found) = asked(&read(&text.replace("baseline =", "people = \"whole\"\nbaseline =")), "saving >= 0");
    near(found.central, -0.5, 1e-9);
    // Chance alone turns many draws: with five people or more the saving is 8.5 and up.
    assert!(found.turned > found.draws / 4, "{} of {}", found.turned, found.draws);
    near(point(&found).distance, 2.5, 1e-4);
    near(moved(&found, "paper").value, 10.125, 1e-6);
}

#[test]
fn what_rounding_leaves_of_nothing_is_no_saving() {
    // Whoever is talked to costs what a fine costs: 1000·p less 1000·p·(1 − s) and 1000·p·s is nothing, whatever p and s are.
    let second = "talk = \"1 EUR/person | assumption: for this test\"";
    let text = town(&normal("paper", 0.1, 0.01), second, "paper", "paper");
    let text = text.replace("100 % | assumption", "30 to 60 % | assumption");
    for claim in ["saving > 0", "saving < 0"] {
        let (_, found) = asked(&read(&text), claim);
        assert_eq!((found.central, found.turned), (0.0, 0), "{claim}");
        assert!(found.alone.iter().all(|alone| alone.turn.is_none()), "{claim}: {:?}", found.alone);
        assert_eq!(found.joint, Joint::OutOfReach, "{claim}");
    }
}

#[test]
fn a_category_that_only_another_policy_pays_for_is_nothing_here() {
    // Georgia's testing has no services; referral has.
    let (_, found) = asked(&model(shipped("georgia-2014.toml"), &[]), "testing/cost/category:services/all <= 0");
    assert_eq!((found.central, found.holds, found.turned), (0.0, true, 0));
    assert!(found.alone.iter().all(|alone| alone.turn.is_none()));
    assert_eq!(found.joint, Joint::OutOfReach);
}

#[test]
fn what_cannot_be_reached_is_said_and_not_made_up() {
    let text = town(
        "paper = \"8..12 EUR/person | assumption: for this test\"",
        "talk = \"1..2 EUR/person | assumption: for this test\"",
        "paper",
        "talk",
    );
    let (_, found) = asked(&read(&text), "saving <= 0");
    assert_eq!((&found.joint, found.turned), (&Joint::OutOfReach, 0));
    // Alone each would have to leave its limits.
    assert!(turn(&found, "paper").beyond && turn(&found, "talk").beyond);
    near(turn(&found, "paper").value, 1.5, 1e-10);
    near(turn(&found, "talk").value, 10.0, 1e-10);
    assert_eq!(turn(&found, "talk").chance(), Some(0.0));
}

#[test]
fn the_answer_is_the_same_for_any_number_of_threads() {
    let model = model(shipped("estonia.toml"), &[]);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| asked(&model, "saving <= 0").1)
    };
    assert_eq!(on(1), on(3));
}
