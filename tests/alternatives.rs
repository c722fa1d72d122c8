//! `crimcost sensitivity` with alternatives, stresses and sources, by the binary: what it prints and writes.

use serde_json::Value;
use std::process::Command;

fn sensitivity(arguments: &[&str]) -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/systems/thames-valley.toml");
    let all = [&["sensitivity", file, "--draws", "64"], arguments].concat();
    let output = Command::new(env!("CARGO_BIN_EXE_crimcost")).args(all).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_flag_stress_shows_what_show_stress_shows() {
    assert_eq!(sensitivity(&["--stress"]), sensitivity(&["--show", "stress"]));
    assert_eq!(sensitivity(&["--stress", "--show", "stress"]), sensitivity(&["--stress"]));
}

#[test]
fn answers_are_the_same_with_any_number_of_threads() {
    let asked = |threads: &'static str| {
        sensitivity(&["--show", "structure", "--stress", "--show", "sources", "--format", "json", "-j", threads])
    };
    assert_eq!(asked("1"), asked("3"));
}

#[test]
fn rows_say_what_readers_are_told() {
    let answers: Value =
        serde_json::from_str(&sensitivity(&["--show", "structure", "--stress", "--format", "json"])).unwrap();
    let rows = answers["structure"]["rows"].as_array().unwrap();
    let headline = |row: &&Value| row["headline"] == "yes";
    let as_it_stands = rows.iter().filter(headline).find(|row| row["kind"] == "as it stands").unwrap();
    let stress = answers["stress"]["rows"].as_array().unwrap();
    for row in stress.iter().filter(headline) {
        assert_eq!(row["as_it_stands"], as_it_stands["mean"]);
        // Either a number with its change, or the reason why there is none.
        let (mean, change) = (row["mean"].as_f64(), row["change"].as_f64());
        match mean {
            Some(mean) => {
                let before = row["as_it_stands"].as_f64().unwrap();
                assert!((mean - before - change.unwrap()).abs() <= 1e-9 * before.abs());
            }
            None => assert!(row["not_applicable"].as_str().is_some_and(|reason| !reason.is_empty()), "{row}"),
        }
        assert!(row["why"].as_str().unwrap().len() > 40);
    }
    assert_eq!(answers["stress"]["summary"]["draws"], 64);
}

#[test]
fn the_saving_of_a_single_line_can_be_asked_about() {
    let text = sensitivity(&["--show", "sources", "--result", "appointment/saving/case/all/discounted"]);
    assert!(text.contains("WITHOUT A SOURCE"), "{text}");
}

#[test]
fn every_line_fits_a_screen_of_80_columns_or_says_no_more_than_100() {
    let text = sensitivity(&["--show", "structure", "--stress", "--show", "sources"]);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}
