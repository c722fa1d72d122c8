//! One input at a time, two at a time, and all assumptions at once, against arithmetic and against runs of one value.

use crimcost::appraisal::Subject;
use crimcost::appraisal::oneway::{Bar, Moved, OneWay, TwoWay, rests_on_assumptions};
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::Model;
use crimcost::run::{self, Sampling};
use crimcost::scenario::{Request, load};
use crimcost::text::{Files, Problems};
use std::io::Write;
use std::path::{Path, PathBuf};

const SAMPLING: Sampling = Sampling { draws: 2048, seed: 1, sampler: crimcost::draws::Sampler::Stratified };

/// A hundred people, a fine each or a talk each; the saving is 100 · (paper + court − talk).
///
/// Uniform from l to h: mean (l + h) / 2, 5th percentile l + (h − l) / 20, 95th h − (h − l) / 20.
const LINEAR: &str = r#"format = 1

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

[source]
police = { title = "Yearbook", publisher = "Police", year = 2023 }

[parameter]
people = "100 person/year | assumption: for this test"
paper  = "10..30 EUR/person | assumption: for this test"
court  = "40..60 EUR/person | official: police"
talk   = "0..80 EUR/person | assumption: for this test"
office = "5..9 EUR/person | assumption: for this test"
hours  = "1..3 hour/person | assumption: for this test"

[stage]
caught = { arrivals = "people", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
paperwork = { stage = "caught", per = "entry", amount = "paper", payer = "police", basis = "contract price" }
courts    = { stage = "caught", per = "entry", amount = "court", payer = "police", basis = "contract price" }
offices   = { stage = "caught", per = "entry", amount = "office", payer = "police", basis = "contract price" }

[outcome]
work = { stage = "caught", per = "entry", amount = "hours", unit = "hour" }

[policy.talks]
about = "A talk in place of a case"
drop = ["cost.paperwork", "cost.courts"]
cost.talk = { stage = "caught", per = "entry", amount = "talk", payer = "police", basis = "contract price" }
"#;

fn read(text: &str) -> Model {
    let mut file = tempfile::NamedTempFile::with_suffix(".toml").unwrap();
    file.write_all(text.as_bytes()).unwrap();
    model(file.path().to_owned(), &[])
}

fn model(file: PathBuf, sets: &[String]) -> Model {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file, sets: sets.to_vec(), ..Request::default() };
    let scenario = load(&request, &mut files, &mut problems);
    let scenario = scenario
        .unwrap_or_else(|| panic!("{}", problems.sorted().iter().map(|p| p.block(&files, false)).collect::<String>()));
    scenario.model(&scenario.cases()[0], None).unwrap()
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

fn one_way(model: &Model) -> OneWay {
    OneWay::new(&Subject::new(model, None).unwrap()).unwrap()
}

fn bar<'a>(found: &'a OneWay, name: &str) -> &'a Bar {
    found.bars.iter().find(|bar| bar.name == name).unwrap_or_else(|| panic!("{name} among {:?}", found.bars))
}

#[track_caller]
fn close(ours: f64, expected: f64, tolerance: f64) {
    assert!((ours - expected).abs() <= tolerance, "{ours} instead of {expected}");
}

#[test]
fn the_ends_of_bars_are_the_arithmetic_of_a_linear_model() {
    let found = one_way(&read(LINEAR));
    // 100 · (20 + 50 − 40).
    close(found.central, 3000.0, 1e-9);
    let ends = |name: &str| (bar(&found, name).low, bar(&found, name).high);
    let expected = [("paper", 2100.0, 3900.0), ("court", 2100.0, 3900.0), ("talk", 6600.0, -600.0)];
    for (name, low, high) in expected {
        close(ends(name).0, low, 1e-9);
        close(ends(name).1, high, 1e-9);
    }
    let Moved::Alone(range) = &bar(&found, "talk").moved else { panic!("talk is moved alone") };
    assert_eq!((range.low, range.high, range.unit.as_str()), (4.0, 76.0, "EUR/person"));
    // The widest first; of two alike the first in the alphabet.
    let names: Vec<&str> = found.bars.iter().map(|bar| bar.name.as_str()).collect();
    assert_eq!(names, ["talk", "court", "paper"]);
    assert!(bar(&found, "talk").turns_the_sign() && !bar(&found, "paper").turns_the_sign());
}

#[test]
fn inputs_without_effect_are_named_and_move_the_result_by_exactly_nothing() {
    // `office` is paid either way, and `hours` are in no cost.
    let found = one_way(&read(LINEAR));
    assert_eq!(found.without_effect, ["hours", "office"]);
}

#[test]
fn if_all_assumptions_err_together_a_linear_model_moves_by_the_sum() {
    let found = one_way(&read(LINEAR));
    let corner = found.corner.unwrap();
    // `court` is official and stays at 50: 100 · (11 + 50 − 76) and 100 · (29 + 50 − 4).
    close(corner.low.unwrap(), -1500.0, 1e-9);
    close(corner.high.unwrap(), 7500.0, 1e-9);
    assert_eq!(corner.names, ["paper", "talk"]);
    let model = read(&LINEAR.replace("| assumption: for this test", "| official: police"));
    assert_eq!(one_way(&model).corner, None);
}

#[test]
fn where_a_product_turns_the_sign_the_corner_goes_to_the_other_end() {
    let found = one_way(&read(&LINEAR.replace("\"100 person/year", "\"50..150 person/year")));
    let corner = found.corner.unwrap();
    // people · (paper + 50 − talk): more people raise the saving at the means, and lower it where each of them costs more:
    // 145 · (11 + 50 − 76), not 55 · −15, and 145 · (29 + 50 − 4).
    close(corner.low.unwrap(), -2175.0, 1e-9);
    close(corner.high.unwrap(), 10_875.0, 1e-9);
}

#[test]
fn the_share_that_rests_on_assumptions_is_that_of_a_run() {
    let model = read(LINEAR);
    let subject = Subject::new(&model, None).unwrap();
    let sample = subject.sample(SAMPLING).unwrap();
    let ours = rests_on_assumptions(&subject, &sample, SAMPLING).unwrap();
    // Variances of uniforms, width² / 12: (20² + 80²) / (20² + 20² + 80²).
    close(ours, 6800.0 / 7200.0, 0.005);
    let evaluation = Evaluation { sampling: Some(SAMPLING), ..Evaluation::default() };
    let results = evaluate(model, evaluation, &mut |_, _| {}).unwrap();
    let headline = results.headlines().remove(0);
    let run = results.rests_on(&headline, crimcost::analysis::Holding::Assumptions).unwrap().share;
    close(ours, run, 1e-12);
}

#[test]
fn inputs_that_move_as_one_are_one_bar_that_moves_them_both() {
    let text = format!("{LINEAR}\n[[correlate]]\nparameters = [\"paper\", \"court\"]\nrank = 1.0\n");
    let found = one_way(&read(&text));
    let both = bar(&found, "court + paper");
    assert_eq!(both.moved, Moved::Together(2));
    // 100 · (11 + 41 − 40) and 100 · (29 + 59 − 40); straight between 1,024 points there is no other error.
    close(both.low, 1200.0, 1e-6);
    close(both.high, 4800.0, 1e-6);
    assert!(found.bars.iter().all(|bar| bar.name != "paper" && bar.name != "court"));
    // An assumption and an official number that move together are as good as the weaker of them: the corner moves both.
    let corner = found.corner.unwrap();
    close(corner.low.unwrap(), 100.0 * (11.0 + 41.0 - 76.0), 4.0);
    close(corner.high.unwrap(), 100.0 * (29.0 + 59.0 - 4.0), 4.0);
}

#[test]
fn opposed_inputs_that_cancel_move_nothing_together() {
    // court falls as paper rises, over ranges of one width: their sum is 70 in every draw.
    let text = format!("{LINEAR}\n[[correlate]]\nparameters = [\"paper\", \"court\"]\nrank = -1.0\n");
    let found = one_way(&read(&text));
    let both = found.bars.iter().find(|bar| bar.name == "court + paper");
    assert!(both.is_none_or(|bar| bar.width() < 1e-6), "{both:?}");
}

#[test]
fn shares_of_a_split_are_one_bar() {
    // The saving is 100 · share of the first kind · 50 EUR of court, and counts of 30 and 70 make that share beta(30, 70).
    let text = LINEAR
        .replace("[stage]", "kind = { counts = { heavy = 30, light = 70 }, unit = \"1\", source = \"police\", grade = \"official\" }\n\n[stage]")
        .replace("amount = \"court\"", "amount = \"court * kind.heavy\"");
    let found = one_way(&read(&text));
    let split = bar(&found, "kind");
    assert_eq!(split.moved, Moved::Together(2));
    let beta = crimcost::distribution::Distribution::Beta { a: 30.0, b: 70.0 };
    // Standard error of a 5 % quantile of 1,024 draws: √(0.05 · 0.95 / 1024) over the density there, about 2 in share
    // points of 1 sd 0.0456 · 0.15; times 5,000 EUR.
    let tolerance = 4.0 * 0.0456 * 0.15 / 2.0 * 5000.0;
    let rest = 100.0 * (20.0 - 40.0);
    close(split.low, rest + 5000.0 * beta.quantile(0.05), tolerance);
    close(split.high, rest + 5000.0 * beta.quantile(0.95), tolerance);
    assert!(found.bars.iter().all(|bar| !bar.name.starts_with("kind.")));
}

#[test]
fn a_result_that_goes_beyond_both_ends_is_marked() {
    // paper · (40 − paper): 319 at both 11 and 29, and 400 at 20, the median.
    let text = LINEAR.replace("amount = \"paper\"", "amount = \"paper * bend\"").replace(
        "[stage]",
        "bend = \"= 2 - paper / paper_mean\"\npaper_mean = \"20 EUR/person | assumption: for this test\"\n\n[stage]",
    );
    let found = one_way(&read(&text));
    let paper = bar(&found, "paper");
    close(paper.low, paper.high, 1e-9);
    let (percentile, result) = paper.beyond.unwrap();
    assert_eq!(percentile, 0.5);
    // 100 · (20 · (2 − 1) + 50 − 40).
    close(result, 3000.0, 1e-9);
    close(paper.width(), 100.0 * (20.0 - 11.0 * (2.0 - 11.0 / 20.0)), 1e-9);
    assert!(bar(&found, "talk").beyond.is_none());
}

#[test]
fn an_end_at_which_the_model_cannot_be_run_is_said_and_takes_no_other_with_it() {
    // Above 1 there are more people in the branches than come.
    let text = LINEAR
        .replace("next = \"over\" }\nover", "next = { home = \"part\", over = \"rest\" } }\nhome   = {}\nover")
        .replace("[stage]", "part = \"0.5..1.3 1 | assumption: for this test\"\n\n[stage]");
    let found = one_way(&read(&text));
    let (name, why) = &found.refused[0];
    assert_eq!(name, "part");
    assert!(why.contains("caught"), "{why}");
    close(bar(&found, "paper").low, 2100.0, 1e-9);
}

#[test]
fn the_order_of_parameters_in_the_file_changes_nothing() {
    let lines: Vec<&str> = LINEAR.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("people")).unwrap();
    let mut turned = lines.clone();
    turned[first..first + 6].reverse();
    let (ours, other) = (one_way(&read(LINEAR)), one_way(&read(&turned.join("\n"))));
    let ends = |found: &OneWay| found.bars.iter().map(|bar| (bar.name.clone(), bar.low, bar.high)).collect::<Vec<_>>();
    assert_eq!(ends(&ours), ends(&other));
    let corner = |found: &OneWay| found.corner.as_ref().map(|corner| (corner.low.clone(), corner.high.clone()));
    assert_eq!(corner(&ours), corner(&other));
}

#[test]
fn a_run_with_one_value_set_by_hand_gives_the_end_of_its_bar() {
    let file = shipped("georgia-2014.toml");
    let found = one_way(&model(file.clone(), &[]));
    for name in ["prison_length", "support_hours", "fine_paid"] {
        let bar = bar(&found, name);
        let Moved::Alone(range) = &bar.moved else { panic!("{name} is moved alone") };
        for (value, result) in [(range.low, bar.low), (range.high, bar.high)] {
            let unit = if range.unit == "1" { String::new() } else { format!(" {}", range.unit) };
            let subject = Subject::new(&model(file.clone(), &[format!("{name}={value}{unit}")]), None).unwrap();
            let central = run::central(&subject.model, &subject.plan).unwrap()[subject.result(0)];
            close(central, result, 1e-9 * result.abs());
        }
    }
}

#[test]
fn the_zero_line_of_a_linear_model_is_the_line_of_the_algebra() {
    let subject = Subject::new(&read(LINEAR), None).unwrap();
    let sample = subject.sample(SAMPLING).unwrap();
    let found = TwoWay::new(&subject, &sample, ["paper", "talk"]).unwrap();
    // 100 · (paper + 50 − talk) is 0 where talk = paper + 50.
    let points: Vec<(f64, f64)> = found.zero.iter().flatten().copied().collect();
    assert!(found.zero.len() == 1 && points.len() > 10);
    for (paper, talk) in &points {
        close(*talk, paper + 50.0, 1e-9);
    }
    // Axes from the 1st to the 99th percentile.
    close(found.grid.x[0], 10.2, 1e-9);
    close(found.grid.y[20], 79.2, 1e-9);
    assert_eq!(found.central, (20.0, 40.0));
    // With paper at 20 it turns at a talk of 70, and with a talk at 40 nowhere.
    assert_eq!(found.turns[0], Vec::<f64>::new());
    close(found.turns[1][0], 70.0, 1e-9);
    // The triangle above talk = paper + 50 within 10..30 × 0..80: corners (10, 60), (10, 80), (30, 80), 200 of 1,600.
    close(found.below_zero, 0.125, 0.01);
}
