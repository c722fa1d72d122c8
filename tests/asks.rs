//! `crimcost asks` and `sensitivity --show value`: the binary on a small scenario whose answers are known.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A thousand people a year: a case for N(3000, 900) EUR each, or a talk for N(2500, 600) EUR.
const TOWN: &str = r#"format = 1
[scenario]
title = "Town"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
discount = 0.0
baseline = "cases"

[source]
police = { title = "Yearbook", publisher = "Police", year = 2023 }

[parameter]
caught = "1000 person/year | official: police"
case   = { distribution = { normal = { mean = 3000, sd = 900 } }, unit = "EUR/person", assumption = "a guess\n<b>Bcc: x</b>", about = "Cost of a case", holder = "Prison service\nBcc: everybody", ask = "Spending on a case" }
talk   = { distribution = { normal = { mean = 2500, sd = 600 } }, unit = "EUR/person", assumption = "a guess", about = "Cost of a talk" }
other  = { range = [1, 2], unit = "EUR/person", assumption = "a guess" }
everybody = "100 % | assumption: for this test"

[stage]
caught = { arrivals = "caught", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
case  = { stage = "caught", per = "entry", amount = "case", payer = "police", basis = "average" }
other = { stage = "over", per = "entry", amount = "other", payer = "police", basis = "average" }

[policy.cases]
about = "Cases"

[policy.talks]
about = "A talk in place of a case"
divert = [{ before = "caught", to = "talked", share = "everybody" }]
stage.talked = { next = "over" }
cost.talk = { stage = "talked", per = "entry", amount = "talk", payer = "police", basis = "average" }
"#;

fn crimcost(directory: &Path, arguments: &[&str]) -> Output {
    fs::write(directory.join("town.toml"), TOWN).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
    command.current_dir(directory).args(arguments).env("NO_COLOR", "1");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn a_model_with_the_costs_of_the_textbook_case_finds_its_value_of_information() {
    let directory = tempfile::tempdir().unwrap();
    let arguments = ["sensitivity", "town.toml", "--show", "value", "--format", "json"];
    let output = crimcost(directory.path(), &arguments);
    let answers: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let value = &answers["value"];
    // 1000 people with N(3000, 900) against N(2500, 600): EVPI 226.8211 for each, EVPPI 163.0744 and 67.9829. Normal
    // distributions are cut far from here.
    let each = value["summary"]["perfect_information_per_person"].as_f64().unwrap();
    assert!((each - 226.8211).abs() < 7.0, "{each}");
    let rows = value["rows"].as_array().unwrap();
    for (row, name, expected) in [(0, "case", 163.0744), (1, "talk", 67.9829)] {
        assert_eq!(rows[row]["input"], name);
        let found = rows[row]["value_per_person"].as_f64().unwrap();
        assert!((found - expected).abs() < 0.05 * expected, "{name}: {found}");
    }
    assert!(rows.iter().skip(2).all(|row| row["value_visible"] == "no"));
    assert_eq!(value["summary"]["ranked_by"], "value");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let directory = tempfile::tempdir().unwrap();
    let of = |threads: &str| {
        let shown =
            ["sensitivity", "town.toml", "--show", "value", "--show", "curves", "--format", "json", "-j", threads];
        crimcost(directory.path(), &shown).stdout
    };
    assert_eq!(of("1"), of("3"));
}

#[test]
fn letters_go_to_each_holder_and_texts_of_the_file_begin_no_line() {
    let directory = tempfile::tempdir().unwrap();
    crimcost(directory.path(), &["asks", "town.toml", "--out", "letters"]);
    let names: Vec<String> = fs::read_dir(directory.path().join("letters"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in ["letter-01-prison-service-bcc-everybody.txt", "letter-02-nobody-named.txt", "asks.csv", "asks.svg"] {
        assert!(names.iter().any(|known| known == name), "{name} is missing among {names:?}");
    }
    let letter =
        fs::read_to_string(directory.path().join("letters/letter-01-prison-service-bcc-everybody.txt")).unwrap();
    assert!(letter.starts_with("To: Prison service Bcc: everybody\n"));
    assert!(letter.contains("1. Spending on a case") && letter.contains("\"<5\"") && letter.contains("2024"));
    assert!(letter.lines().all(|line| !line.starts_with("Bcc") && line.chars().count() <= 78));
    let picture = fs::read_to_string(directory.path().join("letters/asks.svg")).unwrap();
    assert!(!picture.contains("<b>"));
}

#[test]
fn figures_for_a_result_that_no_decision_is_about_stand_by_how_far_they_narrow_it() {
    let directory = tempfile::tempdir().unwrap();
    let shown = ["asks", "town.toml", "--result", "cases/cost/public/all", "--format", "json"];
    let found: serde_json::Value = serde_json::from_slice(&crimcost(directory.path(), &shown).stdout).unwrap();
    assert_eq!(found["asks"]["summary"]["ranked_by"], "narrowing", "{found}");
    // Cases cost N(3000, 900) each and what the other line adds, 1 to 2 EUR: the talk has no part in them.
    let first = &found["asks"]["rows"][0];
    assert_eq!(first["input"], "case", "{first}");
    assert!(first["narrowing"].as_f64().unwrap() > 0.9, "{first}");
}

#[test]
fn knowing_all_that_a_saving_is_made_of_is_knowing_everything() {
    let directory = tempfile::tempdir().unwrap();
    let shown = ["sensitivity", "town.toml", "--group", "talk + case", "--format", "json"];
    let found: serde_json::Value = serde_json::from_slice(&crimcost(directory.path(), &shown).stdout).unwrap();
    let rows = found["value"]["rows"].as_array().unwrap();
    let group = rows.iter().find(|row| row["kind"] == "group").unwrap();
    assert_eq!(group["input"], "case + talk");
    // 1000 · (case − talk) is a straight line in both, so the regression misses nothing of it.
    let (of_group, perfect) =
        (group["value"].as_f64().unwrap(), found["value"]["summary"]["perfect_information"].as_f64());
    assert!((of_group / perfect.unwrap() - 1.0).abs() < 1e-6, "{of_group} {perfect:?}");
    // All inputs with a range are assumptions, so there is no group of all of them.
    assert!(rows.iter().all(|row| row["kind"] != "grounds"), "{rows:?}");
    for (group, code) in [("caught + case", "E0401"), ("case + nothing", "E0401")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
        let output =
            command.current_dir(directory.path()).args(["sensitivity", "town.toml", "--group", group]).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(code), "{output:?}");
    }
}

#[test]
fn no_letter_asks_for_two_figures_in_the_same_words() {
    let (directory, scenarios) =
        (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"));
    for name in ["georgia-2014.toml", "estonia.toml", "lithuania.toml"] {
        let file = scenarios.join(name).display().to_string();
        let output = crimcost(directory.path(), &["asks", &file, "-n", "512", "--format", "json"]);
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut asked: Vec<(String, String)> = found["asks"]["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["letter"].to_string(), row["ask"].as_str().unwrap().to_owned()))
            .collect();
        asked.sort();
        assert!(asked.len() > 8 && asked.windows(2).all(|pair| pair[0] != pair[1]), "{name}: {asked:?}");
    }
}

#[test]
fn too_few_draws_say_so_and_fail_nothing() {
    let directory = tempfile::tempdir().unwrap();
    for arguments in
        [&["asks", "town.toml", "-n", "16"][..], &["sensitivity", "town.toml", "-n", "16", "--show", "value"]]
    {
        let output = crimcost(directory.path(), arguments);
        assert!(String::from_utf8(output.stdout).unwrap().contains("at least 320"));
    }
}
