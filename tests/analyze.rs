//! `crimcost analyze`: tables of draws through the real program.

use crimcost::codes::Code;
use snapbox::{IntoData, assert_data_eq, str};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Numbers between 0 and 1 that look like chance: the fractional part of a walk with an irrational step, scrambled.
fn uniform(draw: u64, stream: u64) -> f64 {
    let mut bits = (draw * 64 + stream + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Draws of a and b, and y = 3a − b + c with c not in the table: shares 9/11 and 1/11.
fn table(draws: u64) -> String {
    let mut text = "draw,a,b,y\n".to_owned();
    for draw in 0..draws {
        let [a, b, c] = [0, 1, 2].map(|stream| uniform(draw, stream));
        writeln!(text, "{},{a},{b},{}", draw + 1, 3.0 * a - b + c).unwrap();
    }
    text
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}

fn with(text: &str, arguments: &[&str]) -> (tempfile::TempDir, Output) {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("draws.csv"), text).unwrap();
    let output = run(place.path(), &[&["analyze", "draws.csv"], arguments].concat());
    (place, output)
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The message that a table earns; nothing is written.
fn refused(code: Code, text: &str, arguments: &[&str], expected: impl IntoData) {
    let (place, output) = with(text, &[arguments, &["--out", "never"]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    let of_arguments = [Code::NoSuchColumn, Code::NamedTwice].contains(&code);
    assert_eq!(output.status.code(), Some(if of_arguments { 2 } else { 3 }), "{said}");
    assert!(output.stdout.is_empty() && !place.path().join("never").exists());
    assert!(said.contains(&format!("[{code}]")), "no {code} in\n{said}");
    assert_data_eq!(said, expected.into_data().raw());
}

/// The rows of a CSV as lists of cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn shares_of_a_linear_table_are_those_of_its_formula() {
    let (_, output) = with(&table(4096), &["--inputs", "a,b", "--show", "ranks", "--format", "csv"]);
    let found = rows(&stdout(&output));
    assert_eq!(found.len(), 3);
    for (row, (name, share, slope)) in found[1..].iter().zip([("a", 9.0 / 11.0, 3.0), ("b", 1.0 / 11.0, -1.0)]) {
        let number = |column: usize| row[column].parse::<f64>().unwrap();
        assert_eq!(row[..3], ["y", name, name]);
        assert_eq!(row[6], "yes");
        // A squared correlation of n draws is known to within 2/√n at worst, 0.031 here; a slope to within 1/√n.
        assert!((number(3) - share).abs() < 0.06, "{row:?}");
        assert!((number(13) - slope / 11.0_f64.sqrt()).abs() < 0.05, "{row:?}");
        assert!(number(4) <= number(3) && number(3) <= number(5) && number(7) * slope > 0.0, "{row:?}");
    }
}

#[test]
fn a_table_of_semicolons_and_decimal_commas_says_the_same() {
    let plain = table(200);
    let commas = plain.replace(',', ";").replace('.', ",");
    let arguments = ["--inputs", "a,b", "--format", "json"];
    let answers = |text: &str| {
        let text = stdout(&with(text, &arguments).1);
        let answers: serde_json::Value = serde_json::from_str(&text).unwrap();
        [answers["ranks"].clone(), answers["convergence"].clone(), answers["distributions"].clone()]
    };
    let found = answers(&plain);
    assert!(found[0]["rows"].as_array().unwrap().len() == 2, "{found:?}");
    assert_eq!(found, answers(&commas));
}

#[test]
fn groups_are_one_factor_and_inputs_that_go_together_are_named() {
    let mut text = "a,b,y\n".to_owned();
    for draw in 0..400 {
        let [a, noise] = [0, 1].map(|stream| uniform(draw, stream));
        writeln!(text, "{a},{},{}", a + 0.1 * noise, a + noise).unwrap();
    }
    let alone = stdout(&with(&text, &["--inputs", "a,b", "--show", "ranks"]).1);
    assert!(
        alone.contains("a and b go together") && !alone.contains("one by one") && !alone.contains("One by one"),
        "{alone}"
    );
    let grouped = stdout(&with(&text, &["--inputs", "a,b", "--group", "a + b", "--show", "ranks"]).1);
    assert!(grouped.contains("a + b drives y most") && !grouped.contains("go together"), "{grouped}");
}

#[test]
fn an_output_that_never_varies_has_no_drivers() {
    let mut text = "a,y\n".to_owned();
    (0..100).for_each(|draw| writeln!(text, "{},5", uniform(draw, 0)).unwrap());
    let said = stdout(&with(&text, &["--inputs", "a"]).1);
    assert!(said.contains("y is the same in all draws: nothing drives it."), "{said}");
}

#[test]
fn draws_of_a_run_say_the_same_as_the_scenario_they_came_from() {
    let place = tempfile::tempdir().unwrap();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/kyrgyzstan-amounts.toml");
    let scenario = scenario.to_str().unwrap();
    let own = run(place.path(), &["sensitivity", scenario, "-n", "1024", "--show", "ranks", "--format", "csv"]);
    let own = rows(&stdout(&own));
    stdout(&run(place.path(), &["run", scenario, "-n", "1024", "--keep", "draws", "--out", "kept", "-q"]));
    let result = own[1][0].as_str();
    let again = ["analyze", "kept/draws.csv", "--outputs", result, "--show", "ranks", "--format", "csv"];
    let again = rows(&stdout(&run(place.path(), &again)));
    assert_eq!(own.len(), again.len());
    for (one, other) in own.iter().zip(&again) {
        for (one, other) in one.iter().zip(other) {
            match (one.parse::<f64>(), other.parse::<f64>()) {
                (Ok(one), Ok(other)) => assert!((one - other).abs() < 1e-9, "{one} {other}"),
                _ => assert_eq!(one, other),
            }
        }
    }
    let said = stdout(&run(place.path(), &["analyze", "kept/draws.csv", "--show", "distributions"]));
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("16 independent") && said.contains("name others with --outputs"), "{said}");
}

#[test]
fn a_table_with_too_few_draws() {
    refused(
        Code::TooFewDraws,
        &table(10),
        &["--inputs", "a"],
        str![[r#"
error[E1410]: `draws.csv` has 10 draws, and nothing can be said from fewer than 64
 |
 = help: write more rows, one for each draw

1 error

"#]],
    );
}

#[test]
fn a_cell_that_is_no_number() {
    refused(
        Code::NotADraw,
        "a,y\n1,2\nNaN,3\n",
        &["--inputs", "a"],
        str![[r#"
error[E1411]: `NaN` under `a` is not a finite number
 --> draws.csv:3:1
  |
3 | NaN,3
  | ^^^ this cell
  |
  = help: every draw needs a number for every input and output: leave out the whole draw, and say so
  = help: if `a` holds no draws, name the columns that do:  --inputs a,b --outputs x

1 error

"#]],
    );
}

#[test]
fn an_input_that_never_varies() {
    let mut text = "a,b,y\n".to_owned();
    (0..100).for_each(|draw| writeln!(text, "{draw},2.5,{draw}").unwrap());
    refused(
        Code::NeverVaries,
        &text,
        &["--inputs", "a,b"],
        str![[r#"
error[E1412]: the input `b` is the same in all 100 draws
 --> draws.csv:1:3
  |
1 | a,b,y
  |   ^ never varies
  |
  = help: leave it out: it can drive nothing; name the others with  --inputs a,b

1 error

"#]],
    );
}

#[test]
fn a_column_that_is_not_there() {
    refused(
        Code::NoSuchColumn,
        &table(100),
        &["--inputs", "a,b", "--outputs", "yy"],
        str![[r#"
error[E1413]: `draws.csv` has no column `yy`, which is named as an output
 |
 = help: did you mean `y`?
 = help: columns are named by the first row of the table

1 error

"#]],
    );
}

#[test]
fn a_table_of_which_nobody_says_what_is_an_input() {
    refused(
        Code::NoInputsOrOutputs,
        &table(100),
        &[],
        str![[r#"
error[E1414]: `draws.csv` has no inputs: no name of a column begins with `input:`
 |
 = help: say which columns are inputs:  --inputs a,b,c
 = note: its columns are draw, a, b, y

1 error

"#]],
    );
}

#[test]
fn a_table_with_inputs_only() {
    let (_, output) = with("draw,input:a\n1,2\n2,3\n", &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("[E1414]") && said.contains("has inputs only"), "{said}");
}

#[test]
fn a_column_that_is_input_and_output_at_once() {
    refused(
        Code::NamedTwice,
        &table(100),
        &["--inputs", "a,b", "--outputs", "b"],
        str![[r#"
error[E1415]: `b` is named as an input and as an output
 |
 = help: a column is one or the other

1 error

"#]],
    );
}

#[test]
fn ragged_rows_and_names_that_stand_twice_are_refused_as_in_every_table() {
    for (text, code) in [("a,y\n1,2\n3\n", "E0804"), ("a,a\n1,2\n", "E0802")] {
        let (place, output) = with(text, &["--inputs", "a", "--out", "never"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(code) && !place.path().join("never").exists(), "{said}");
    }
}
