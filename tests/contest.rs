//! Contested values: two sides side by side, against arithmetic, and through the program.

use crimcost::appraisal::contest::{Contest, Crossing, Mixtures, contest, sides};
use crimcost::draws::Sampler;
use crimcost::results::{Measure, RowKey};
use crimcost::run::Sampling;
use crimcost::scenario::{Request, Scenario, load};
use crimcost::text::{Files, Problems};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// A thousand people a year, one year, no discounting: a case costs hours × pay, a talk replaces it for a share of people.
///
/// Saving = 1000 × share × (hours × pay − talk).
const TOWN: &str = r#"format = 1

[scenario]
title = "Cases or talks"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
discount = 0.0
baseline = "cases"

[source]
letter = { title = "Letter", publisher = "Ministry", year = 2024 }
imf    = { title = "Rates", publisher = "IMF", year = 2024 }

[parameter]
caught = "1000 person/year | assumption: for this test"
share  = "50 % | assumption: for this test"
hours  = { value = 3, unit = "hour/person", assumption = "for this test", positions = [{ who = "Ministry", value = 1 }] }
pay    = { value = 10, unit = "EUR/hour", assumption = "for this test", positions = [{ who = "Ministry", value = 8, source = "letter", grade = "official" }] }
talk   = { value = 5, unit = "EUR/person", assumption = "for this test", positions = [{ who = "Ministry", value = "9 EUR/person | official: letter p. 2" }] }

[stage]
caught = { role = "caught", arrivals = "caught", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
case = { stage = "caught", per = "entry", amount = "hours * pay", payer = "police", basis = "average" }

[policy.talks]
about = "A talk in place of a case"
divert = [{ before = "caught", to = "talked_to", share = "share" }]
stage.talked_to = { next = "over" }
cost.talk = { stage = "talked_to", per = "entry", amount = "talk", payer = "police", basis = "average" }
"#;

fn town(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(TOWN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the town has no {from:?}");
        text.replacen(from, to, 1)
    })
}

/// A folder of this test's own with the text as `town.toml`.
fn file(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("contest").join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("town.toml"), text).unwrap();
    folder
}

fn open(name: &str, text: &str) -> Scenario {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file: file(name, text).join("town.toml"), ..Request::default() };
    let scenario = load(&request, &mut files, &mut problems);
    scenario.unwrap_or_else(|| {
        let blocks: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
        panic!("{}", blocks.join("\n"))
    })
}

fn target(scenario: &Scenario) -> RowKey {
    let model = scenario.model(&scenario.cases()[0], None).unwrap();
    let subject = crimcost::appraisal::Subject::new(&model, None).unwrap();
    assert_eq!(subject.target().measure, Measure::Saving);
    subject.target().clone()
}

fn asked(name: &str, text: &str, only: &[&str]) -> Contest {
    let scenario = open(name, text);
    let case = &scenario.cases()[0];
    let model = scenario.model(case, None).unwrap();
    let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
    let sides = sides(&scenario.claims(case, None, &model), None, &only).unwrap();
    let mixtures = Mixtures::read(&scenario, case, None, &model, &sides[0]).unwrap();
    let sampling = Sampling { draws: 256, seed: 1, sampler: Sampler::Stratified };
    contest("us", &mixtures, &target(&scenario), sampling).unwrap()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn saving(hours: f64, pay: f64, talk: f64) -> f64 {
    1000.0 * 0.5 * (hours * pay - talk)
}

#[test]
fn every_mixture_is_what_arithmetic_says() {
    let found = asked("mixtures", TOWN, &[]);
    let names: Vec<&str> = found.contested.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["hours", "pay", "talk"]);
    assert_eq!(found.mixtures.len(), 8);
    for (set, mixture) in found.mixtures.iter().enumerate() {
        let pick = |bit: usize, ours: f64, theirs: f64| if set >> bit & 1 == 1 { theirs } else { ours };
        near(mixture.result.mean, saving(pick(0, 3.0, 1.0), pick(1, 10.0, 8.0), pick(2, 5.0, 9.0)));
        assert_eq!(mixture.theirs, [0, 1, 2].map(|bit| set >> bit & 1 == 1));
    }
    // 12,500 with ours; 500 × (8 − 9) = −500 with theirs; every mixture but theirs saves:
    // hours and pay theirs: 500 × 3; hours and talk: 500 × 1; pay and talk: 500 × 15.
    near(found.own().result.mean, 12_500.0);
    near(found.other().result.mean, -500.0);
    assert_eq!(found.above_zero(), 7);
}

#[test]
fn shares_of_the_disagreement_are_those_worked_out_by_hand() {
    let found = asked("shares", TOWN, &[]);
    // The talk adds up: −500 × 4 in every order. Hours and pay multiply: hours first −500 × 2 × 10 = −10,000, after pay
    // −500 × 2 × 8 = −8,000, so −9,000 over both orders; pay first −500 × 3 × 2 = −3,000, after hours −1,000: −2,000.
    let shares: Vec<f64> = found.contested.iter().map(|one| one.share.mean).collect();
    for (found, expected) in shares.iter().zip([-9_000.0, -2_000.0, -2_000.0]) {
        near(*found, expected);
    }
    near(shares.iter().sum::<f64>(), found.disagreement.mean);
    near(found.disagreement.mean, -500.0 - 12_500.0);
    near(found.contested[0].part, 9.0 / 13.0);
    assert_eq!(found.ladder(), [0, 1, 2]);
    assert!(found.contested.iter().all(|one| one.is_material()));
}

#[test]
fn a_dispute_below_a_twentieth_is_immaterial() {
    let text = town(&[("value = \"9 EUR/person | official: letter p. 2\"", "value = 5.5")]);
    let found = asked("immaterial", &text, &[]);
    // 500 × 0.5 = 250 of 9,000 + 2,000 + 250.
    near(found.contested[2].part, 250.0 / 11_250.0);
    assert!(!found.contested[2].is_material() && found.contested[1].is_material());
}

#[test]
fn crossings_put_back_give_zero() {
    let found = asked("crossings", TOWN, &[]);
    let at = |crossing: Crossing| match crossing {
        Crossing::At { value, between } => (value, between),
        other => panic!("{other:?}"),
    };
    let [hours, pay, talk] = [0, 1, 2].map(|one| &found.contested[one]);
    // Others ours: hours × 10 = 5; 3 × pay = 5; talk = 30.
    for (one, value, between) in [(hours, 0.5, false), (pay, 5.0 / 3.0, false), (talk, 30.0, false)] {
        let (found, is_between) = at(one.crossing_ours);
        near(found, value);
        assert_eq!(is_between, between, "{}", one.name);
    }
    // Others theirs: hours × 8 = 9, between 1 and 3; 1 × pay = 9, between 8 and 10; talk = 8, between 5 and 9.
    for (one, value) in [(hours, 9.0 / 8.0), (pay, 9.0), (talk, 8.0)] {
        let (found, is_between) = at(one.crossing_theirs);
        near(found, value);
        assert!(is_between, "{}", one.name);
    }
}

#[test]
fn a_result_that_no_value_of_a_share_turns_says_so() {
    let text = town(&[(
        "share  = \"50 % | assumption: for this test\"",
        "share  = { range = [40, 60], unit = \"%\", assumption = \"for this test\", positions = [{ who = \"Ministry\", value = \"10 to 20 %\" }] }",
    )]);
    let found = asked("no-crossing", &text, &["share"]);
    // Saving = 1000 × share × 25: above zero for every share above 0.
    assert_eq!(found.mixtures.len(), 2);
    assert!(found.other().result.mean > 0.0);
    match found.contested[0].crossing_ours {
        Crossing::Nowhere { high, .. } => assert_eq!(high, 1.0),
        // At a share of 0 nothing is saved.
        Crossing::At { value, between } => assert!(value == 0.0 && !between),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_uncertain_claim_has_the_interval_it_states() {
    let text = town(&[(
        "value = \"9 EUR/person | official: letter p. 2\"",
        "value = \"6 to 12 EUR/person | official: letter\"",
    )]);
    let found = asked("uncertain", &text, &["talk"]);
    // Saving = 500 × (30 − talk): 5 % and 95 % of talk are 12 and 6.
    let result = found.other().result;
    assert!((result.low - 500.0 * 18.0).abs() < 60.0 && (result.high - 500.0 * 24.0).abs() < 60.0, "{result:?}");
}

#[test]
fn a_claim_in_another_unit_currency_and_year_is_converted() {
    // 2 USD a quarter of an hour are 8 USD an hour, of 2020: at 0.5 EUR/USD 4 EUR of 2020, and prices doubled since.
    let text = town(&[
        (
            "value = 8, source = \"letter\", grade = \"official\"",
            "value = \"8 USD/hour | official: letter\", price_year = 2020",
        ),
        (
            "[stage]",
            "rate   = { by_year = { 2020 = 0.5, 2024 = 0.9 }, unit = \"EUR/USD\", source = \"imf\", grade = \"official\" }\nindex  = { by_year = { 2020 = 50, 2024 = 100 }, unit = \"1\", source = \"imf\", grade = \"official\" }\n\n[prices]\nLTU = \"index\"\n\n[exchange]\nUSD = \"rate\"\n\n[stage]",
        ),
    ]);
    let found = asked("money", &text, &["pay"]);
    near(found.other().result.mean, saving(3.0, 4.0 * 100.0 / 50.0, 5.0));
    // The crossing is in our unit: 3 × pay = 5.
    match found.contested[0].crossing_ours {
        Crossing::At { value, .. } => near(value, 5.0 / 3.0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_policy_that_sets_a_contested_number_keeps_its_own() {
    // The policy pays 20 an hour for the half it leaves: saving = 30,000 − 500 × 60 − 500 × 5 = −2,500; with 8 an hour in the
    // baseline 24,000 − 30,000 − 2,500.
    let text = format!("{TOWN}parameter.pay = {{ value = 20, assumption = \"for this test\" }}\n");
    let found = asked("policy", &text, &["pay"]);
    near(found.own().result.mean, -2_500.0);
    near(found.other().result.mean, -8_500.0);
}

#[test]
fn a_claim_beside_a_value_of_a_policy_is_about_the_policy() {
    let extra = "parameter.talk = { value = 6, assumption = \"for this test\", positions = [{ who = \"Ministry\", value = 7 }] }\n";
    let found = asked("policy-claim", &format!("{TOWN}{extra}"), &["policy.talks.talk"]);
    assert_eq!(found.contested[0].name, "policy.talks.talk");
    near(found.own().result.mean, saving(3.0, 10.0, 6.0));
    near(found.other().result.mean, saving(3.0, 10.0, 7.0));
}

fn program(name: &str, text: &str, arguments: &[&str]) -> (String, String, Option<i32>) {
    let folder = file(name, text);
    let done = Command::new(env!("CARGO_BIN_EXE_crimcost")).current_dir(&folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr), done.status.code())
}

#[test]
fn all_of_their_values_are_the_run_with_each_of_them_set() {
    let uncertain = town(&[("{ value = 3, unit = \"hour/person\"", "{ range = [2, 5], unit = \"hour/person\"")])
        .replace("who = \"Ministry\", value = 1 }", "who = \"Ministry\", range = [1, 2] }");
    let asked = ["contest", "town.toml", "-n", "512", "--show", "mixtures", "-f", "csv"];
    let (rows, wrong, code) = program("set", &uncertain, &asked);
    assert_eq!(code, Some(0), "{wrong}");
    let sets =
        ["--set", "hours=1 to 2 hour/person", "--set", "pay=8 EUR/hour", "--set", "talk=9 EUR/person", "-f", "csv"];
    let run: Vec<&str> = ["run", "town.toml", "-n", "512"].into_iter().chain(sets).collect();
    let (results, wrong, code) = program("set", &uncertain, &run);
    assert_eq!(code, Some(0), "{wrong}");
    let cells = |text: &str, line: &dyn Fn(&str) -> bool, column: &str| -> f64 {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader.headers().unwrap().iter().position(|header| header == column).unwrap();
        let row =
            reader.records().map(Result::unwrap).find(|row| line(&row.iter().collect::<Vec<_>>().join(","))).unwrap();
        row[at].parse().unwrap()
    };
    let all = |line: &str| line.contains("hours + pay + talk,,");
    let id = "talks/saving/public/all";
    let headline = |line: &str| line.split(',').next() == Some(id);
    for column in ["mean", "p05", "p95"] {
        assert_eq!(cells(&rows, &all, column), cells(&results, &headline, column), "{column}");
    }
}

#[test]
fn claims_change_nothing_in_a_run() {
    let without: String = town(&[
        (", positions = [{ who = \"Ministry\", value = 1 }]", ""),
        (", positions = [{ who = \"Ministry\", value = 8, source = \"letter\", grade = \"official\" }]", ""),
        (", positions = [{ who = \"Ministry\", value = \"9 EUR/person | official: letter p. 2\" }]", ""),
    ]);
    let run = ["run", "town.toml", "-n", "64", "-f", "csv"];
    let (with, ..) = program("run-with", TOWN, &run);
    let (without, ..) = program("run-without", &without, &run);
    assert!(!with.is_empty());
    assert_eq!(with, without);
}

#[test]
fn the_screen_says_the_finding_first_and_fits() {
    let (text, _, code) = program("screen", TOWN, &["contest", "town.toml", "-n", "64"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("The answer turns with the values of Ministry"), "{text}");
    assert!(text.contains("In 7 of 8 mixtures"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn the_same_bytes_come_out_for_any_number_of_threads() {
    let uncertain = town(&[("{ value = 3, unit = \"hour/person\"", "{ range = [2, 5], unit = \"hour/person\"")]);
    let ask = |threads: &str| {
        program("threads", &uncertain, &["contest", "town.toml", "-n", "4096", "-f", "json", "-j", threads]).0
    };
    assert_eq!(ask("1"), ask("3"));
}

#[test]
fn a_folder_has_the_tables_and_the_charts() {
    let (_, wrong, code) =
        program("folder", TOWN, &["contest", "town.toml", "-n", "64", "--out", "out", "--force", "--lang", "ka"]);
    assert_eq!(code, Some(0), "{wrong}");
    let folder = file("folder", TOWN).join("out");
    for name in ["answers.json", "disputes.csv", "mixtures.csv", "sides.svg", "sides.png", "ladder.svg", "ladder.png"] {
        assert!(folder.join(name).exists(), "{name}");
    }
}
