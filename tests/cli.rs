//! The real binary, as a user and a script see it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A scenario with two policies in 30 lines: 1,000 people a year, a fine each, or a talk each.
const SMALL: &str = r#"format = 1

[scenario]
title = "Fines or talks"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 2
cycle = "year"
discount = 0.0
baseline = "fines"

[parameter]
people_caught = "1000 person/year | assumption: for this test"
hours         = "2 to 4 hour/person | assumption: for this test"
hour          = "10 EUR/hour | assumption: for this test"
talk          = "5 EUR/person | assumption: for this test"

[stage]
caught = { arrivals = "people_caught", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }
town   = { title = "Town", level = "municipality" }

[cost]
paperwork = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", category = "police", basis = "average" }

[outcome]
cases = { stage = "caught", per = "entry", unit = "person", about = "Cases opened" }

[policy.talks]
about = "A talk in place of a case"
divert = [{ before = "caught", to = "talked_to", share = "everybody" }]
parameter.everybody = "100 % | assumption: for this test"
stage.talked_to = { next = "over" }
cost.talk = { stage = "talked_to", per = "entry", amount = "talk", payer = "town", category = "services", basis = "contract price" }
"#;

struct Place {
    directory: TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place { directory: TempDir::new().unwrap() };
        place.write("small.toml", SMALL);
        place
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
            command.env_remove(variable);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn code(&self, arguments: &[&str]) -> i32 {
        let output = self.run(arguments);
        output.status.code().unwrap_or_else(|| panic!("{arguments:?} was killed: {output:?}"))
    }

    fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn stderr(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.run(arguments).stderr).unwrap()
    }

    /// Every file of a directory with its bytes, by name.
    fn contents(&self, directory: &str) -> Vec<(String, Vec<u8>)> {
        let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(self.path().join(directory))
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect();
        found.sort();
        found
    }

    fn names(&self, directory: &str) -> Vec<String> {
        self.contents(directory).into_iter().map(|(name, _)| name).collect()
    }
}

/// The value in one column of the row with this id.
fn cell(csv: &str, id: &str, column: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let at = reader.headers().unwrap().iter().position(|name| name == column).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let row = rows.iter().find(|row| &row[0] == id).unwrap_or_else(|| panic!("no row {id}"));
    row[at].to_owned()
}

#[test]
fn each_exit_code_is_reached_whatever_is_shown() {
    let place = Place::new();
    place.write("broken.toml", &SMALL.replace("hours * hour", "hours * our"));
    place.write("unused.toml", &SMALL.replace("[stage]", "spare = \"1 EUR | assumption: for this test\"\n\n[stage]"));
    place.write("taken", "");
    let cases: [(i32, &[&str]); 12] = [
        (0, &["run", "small.toml", "-n", "16"]),
        (0, &["--help"]),
        (0, &["--version"]),
        (0, &["check", "unused.toml"]),
        (1, &["run", "small.toml", "-n", "16", "--out", "taken/inside"]),
        (1, &["run", "small.toml", "-n", "16", "--out", "taken"]),
        (2, &["run"]),
        (2, &["run", "small.toml", "--draws", "many"]),
        (2, &["run", "small.toml", "--set", "nothing=1"]),
        (3, &["run", "broken.toml"]),
        (3, &["check", "broken.toml"]),
        (4, &["check", "--strict", "unused.toml"]),
    ];
    for (code, arguments) in cases {
        assert_eq!(place.code(arguments), code, "{arguments:?}");
        for more in [&["-q"][..], &["--color", "always"], &["--diagnostic-format", "json"]] {
            let with: Vec<&str> = arguments.iter().chain(more).copied().collect();
            assert_eq!(place.code(&with), code, "{with:?}");
        }
    }
}

#[test]
fn a_file_that_does_not_exist_is_named() {
    let place = Place::new();
    let output = place.run(&["run", "nowhere.toml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere.toml"));
}

#[test]
fn the_arithmetic_of_a_small_scenario_comes_out() {
    let place = Place::new();
    let csv = place.stdout(&["run", "small.toml", "--central", "--format", "csv", "--set", "hours=3"]);
    // 1,000 people × 3 hours × 10 EUR × 2 years; 1,000 people × 5 EUR × 2 years.
    assert_eq!(cell(&csv, "fines/cost/public/all", "central"), "60000");
    assert_eq!(cell(&csv, "talks/cost/public/all", "central"), "10000");
    assert_eq!(cell(&csv, "talks/saving/public/all", "central"), "50000");
    assert_eq!(cell(&csv, "talks/saving/public/all", "mean"), "");
    assert_eq!(cell(&csv, "fines/cost/paperwork/2025", "payer"), "police");
    // No line says how much of the police's time is freed at once.
    assert_eq!(cell(&csv, "talks/saving/public/all/short_run", "central"), "");
}

#[test]
fn more_draws_than_memory_holds_are_refused_before_a_question_is_asked() {
    let place = Place::new();
    let georgia = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/georgia-2014.toml").display().to_string();
    let error = place.stderr(&["sensitivity", &georgia, "-n", "67108864"]);
    assert!(error.contains("E0905") && error.contains("ask for at most"), "{error}");
}

#[test]
fn one_question_without_an_answer_takes_no_other_with_it() {
    let place = Place::new();
    // Two shares that draws never add up to more than 1 with this seed, but mixtures of two samples do.
    let shares =
        "court = \"60 to 80 % | assumption: for this test\"\nfined = \"8 to 16 % | assumption: for this test\"\nhours ";
    let text = SMALL.replacen("hours ", shares, 1).replacen(
        "caught = { arrivals = \"people_caught\", next = \"over\" }",
        "caught = { arrivals = \"people_caught\", next = { court = \"court\", fined = \"fined\", over = \"rest\" } }\n\
         court  = { next = \"over\" }\nfined  = { next = \"over\" }",
        1,
    );
    place.write("shares.toml", &text);
    let many = ["sensitivity", "shares.toml", "-n", "128", "--seed", "4"];
    let page = place.stdout(&many);
    assert!(page.contains("variance: no answer: policy fines, stage.caught: shares come to 1.0"), "{page}");
    assert!(page.contains("curves: talks saves"), "{page}");
    let alone = [&many[..], &["--show", "variance"]].concat();
    assert_eq!(place.code(&alone), 1);
    assert!(place.stderr(&alone).contains("E0901"));
}

#[test]
fn the_order_of_parameters_in_a_file_changes_no_byte() {
    let place = Place::new();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/georgia-2014.toml")).unwrap();
    let (before, rest) = text.split_once("\n[parameter]").unwrap();
    let (lines, after) = rest.split_once("\n[prices]").unwrap();
    let lines = lines.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'));
    // Values over several lines stay behind the line that begins them.
    let mut parameters: Vec<Vec<&str>> = vec![];
    for line in lines {
        match parameters.last_mut() {
            Some(last) if line.starts_with(' ') => last.push(line),
            _ => parameters.push(vec![line]),
        }
    }
    assert!(parameters.len() > 15, "{}", parameters.len());
    let answers = |parameters: &[Vec<&str>]| {
        place.write(
            "order.toml",
            &format!("{before}\n[parameter]\n{}\n[prices]{after}", parameters.concat().join("\n")),
        );
        let ask = |command: &[&str]| place.stdout(&[command, &["order.toml", "-n", "512"]].concat());
        [
            ask(&["run", "--format", "csv"]),
            ask(&["sensitivity", "--show", "all"]),
            ask(&["breakeven"]),
            ask(&["contest"]),
            ask(&["asks", "--letters"]),
            place.stdout(&["breakeven", "order.toml", "-n", "512", "--format", "csv"]),
        ]
    };
    let found = answers(&parameters);
    parameters.reverse();
    for (one, other) in found.iter().zip(answers(&parameters)) {
        assert_eq!(*one, other);
    }
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let place = Place::new();
    let first = place.stdout(&["run", "small.toml", "--seed", "7", "-n", "32", "--format", "csv"]);
    for arguments in [
        &["run", "--format", "csv", "-n", "32", "--seed", "7", "small.toml"][..],
        &["-q", "run", "-n", "32", "small.toml", "--format=csv", "--seed=7"],
        &["run", "--seed", "7", "small.toml", "--draws", "17", "-f", "csv", "--color", "never"],
    ] {
        assert_eq!(place.stdout(arguments), first, "{arguments:?}");
    }
    assert_ne!(place.stdout(&["run", "small.toml", "--seed", "8", "-n", "32", "--format", "csv"]), first);
}

#[test]
fn folders_are_the_same_bytes_for_any_number_of_threads() {
    let place = Place::new();
    for threads in ["1", "2", "8"] {
        let arguments =
            ["run", "small.toml", "-n", "4096", "--keep", "draws", "--threads", threads, "--out", threads, "-q"];
        assert_eq!(place.code(&arguments), 0);
    }
    let one = place.contents("1");
    assert!(one == place.contents("2") && one == place.contents("8"));
    let names = place.names("1");
    for name in [
        "by_year.csv",
        "draws.csv",
        "inputs.json",
        "lines.csv",
        "run.json",
        "spending.png",
        "spending.svg",
        "summary.csv",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} is missing in {names:?}");
    }
}

#[test]
fn whole_people_are_asked_for_in_the_file_or_on_the_command_line() {
    let place = Place::new();
    let file = fs::read_to_string(place.path().join("small.toml")).unwrap();
    place.write("town.toml", &file.replace("[scenario]\n", "[scenario]\npeople = \"whole\"\n"));
    let run = |file, more: &[&str]| {
        let arguments = ["run", file, "-n", "64", "--format"];
        let of = |format| place.stdout(&[&arguments[..], &[format], more].concat());
        // The head breaks its lines by the width of the terminal.
        (of("csv"), of("json"), of("table").split_whitespace().collect::<Vec<&str>>().join(" "))
    };
    let (expected, record, head) = run("small.toml", &[]);
    assert!(record.contains("\"people\": \"cohort\"") && !head.contains("whole people"), "{head}");
    // What is asked for on the command line beats the file, either way, and the record says so.
    for (file, flag, same_as) in [("town.toml", "cohort", &expected), ("small.toml", "whole", &run("town.toml", &[]).0)]
    {
        let (csv, record, head) = run(file, &["--people", flag]);
        assert!(csv == *same_as, "{file} --people {flag}");
        assert!(record.contains(&format!("\"people\": \"{flag}\"")), "{record}");
        assert!(head.contains(&format!("changed by hand: --people {flag}")), "{head}");
    }
    let (whole, record, head) = run("town.toml", &[]);
    assert!(whole != expected && record.contains("\"people\": \"whole\""));
    assert!(head.contains("64 draws of whole people") && head.contains("chance as well as uncertainty"), "{head}");
    assert!(!head.contains("changed by hand"), "{head}");
    for threads in ["1", "3"] {
        let arguments = ["run", "town.toml", "-n", "64", "--format", "csv", "--threads", threads];
        assert!(place.stdout(&arguments) == whole, "{threads} threads");
    }
    assert_eq!(place.code(&["run", "town.toml", "--people", "half"]), 2);
}

#[test]
fn the_environment_changes_no_number() {
    let place = Place::new();
    let arguments = ["run", "small.toml", "-n", "64"];
    let usual = place.run(&arguments).stdout;
    place.write("crimcost.toml", "draws = 1\nseed = 99\n");
    let mut hostile = place.command(&arguments);
    let hostile = hostile
        .env("HOME", place.path())
        .env("XDG_CONFIG_HOME", place.path())
        .env("LANG", "de_DE.UTF-8")
        .env("LC_ALL", "ka_GE.UTF-8")
        .env("TZ", "Pacific/Chatham")
        .env("TERM", "dumb")
        .env("COLUMNS", "20")
        .env("CRIMCOST_SEED", "99")
        .env("CRIMCOST_DRAWS", "16");
    assert_eq!(hostile.output().unwrap().stdout, usual);
}

#[test]
fn a_reader_that_goes_away_early_leaves_no_trace() {
    let place = Place::new();
    let arguments = ["run", "small.toml", "-n", "4096", "--keep", "lines", "--format", "json", "-q"];
    let mut child = place.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_folder_is_not_overwritten_without_force() {
    let place = Place::new();
    let arguments = ["run", "small.toml", "-n", "16", "--out", "results"];
    assert_eq!(place.code(&arguments), 0);
    place.write("results/notes.txt", "mine");
    let before = place.contents("results");
    assert_eq!(place.code(&arguments), 1);
    assert!(place.stderr(&arguments).contains("E1001"));
    assert!(place.contents("results") == before);
    let again = ["run", "small.toml", "-n", "16", "--seed", "5", "--out", "results", "--force"];
    assert_eq!(place.code(&again), 0);
    assert!(place.contents("results") != before);
    assert_eq!(fs::read_to_string(place.path().join("results/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_place_that_cannot_be_written_is_an_error_that_leaves_nothing() {
    let place = Place::new();
    place.write("file", "");
    let output = place.run(&["run", "small.toml", "-n", "16", "--out", "file/below"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("E1002"));
    assert_eq!(place.names("."), ["file", "small.toml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_stdout_is_an_error() {
    let place = Place::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = place.command(&["run", "small.toml", "-n", "16"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("E1002"));
}

#[test]
fn what_was_changed_by_hand_stands_in_every_output() {
    let place = Place::new();
    let set = "hour=11 EUR/hour";
    for format in ["table", "json"] {
        let text = place.stdout(&["run", "small.toml", "-n", "16", "--format", format, "--set", set]);
        assert!(text.contains(set), "{format}");
    }
    assert_eq!(place.code(&["run", "small.toml", "-n", "16", "--set", set, "--out", "results"]), 0);
    let record = fs::read_to_string(place.path().join("results/run.json")).unwrap();
    assert!(record.contains(set));
    assert!(place.stdout(&["explain", "small.toml", "hour", "--set", set]).contains(set));
}

#[test]
fn colour_follows_the_flag_then_no_color_then_force() {
    let place = Place::new();
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = place.command(&["run", "small.toml", "-n", "16"]);
        let output = command.args(arguments).envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn all_mistakes_are_shown_at_once_in_each_form() {
    let place = Place::new();
    let broken =
        SMALL.replace("hours * hour", "hours * our").replace("next = \"over\" }\nover", "next = \"ower\" }\nover");
    place.write("broken.toml", &broken);
    let output = place.run(&["check", "broken.toml", "--diagnostic-format", "short"]);
    let short = String::from_utf8(output.stdout).unwrap();
    assert!(short.lines().any(|line| line.starts_with("broken.toml:") && line.contains("E0401")), "{short}");
    assert!(short.lines().any(|line| line.starts_with("broken.toml:") && line.contains("E0402")), "{short}");
    let output = place.run(&["check", "broken.toml", "--diagnostic-format", "json"]);
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["place"]["line"].as_u64().is_some_and(|line| line > 1), "{line}");
    }
}

#[test]
fn init_writes_a_scenario_that_runs_and_never_overwrites() {
    let place = Place::new();
    assert_eq!(place.code(&["init", "new.toml"]), 0);
    let before = fs::read(place.path().join("new.toml")).unwrap();
    assert_eq!(place.code(&["init", "new.toml"]), 1);
    assert!(fs::read(place.path().join("new.toml")).unwrap() == before);
    assert_eq!(place.code(&["check", "new.toml"]), 0);
    assert_eq!(place.code(&["run", "new.toml", "-n", "16"]), 0);
    assert_eq!(place.code(&["init", "--template", "nothing", "other.toml"]), 2);
}

#[test]
fn fmt_rewrites_and_check_only_tells() {
    let place = Place::new();
    assert_eq!(place.code(&["fmt", "--long", "--check", "small.toml"]), 4);
    assert_eq!(fs::read_to_string(place.path().join("small.toml")).unwrap(), SMALL);
    let before = place.stdout(&["run", "small.toml", "-n", "16", "--format", "csv"]);
    assert_eq!(place.code(&["fmt", "--long", "small.toml"]), 0);
    assert!(fs::read_to_string(place.path().join("small.toml")).unwrap().contains("value = 1000"));
    assert_eq!(place.stdout(&["run", "small.toml", "-n", "16", "--format", "csv"]), before);
    assert_eq!(place.code(&["fmt", "--long", "--check", "small.toml"]), 0);
}

#[test]
fn explain_shows_values_lines_and_results() {
    let place = Place::new();
    let hours = place.stdout(&["explain", "small.toml", "hours"]);
    for part in ["2 to 4 hour/person", "lognormal", "hour/person", "for this test", "cost.paperwork"] {
        assert!(hours.contains(part), "{part} in {hours}");
    }
    let line = place.stdout(&["explain", "small.toml", "cost.paperwork"]);
    assert!(line.contains("hours * hour") && line.contains("Police"), "{line}");
    let result = place.stdout(&["explain", "small.toml", "talks/saving/public/all"]);
    assert!(result.contains("cost.talk") && result.contains("cost.paperwork"), "{result}");
    assert_eq!(place.code(&["explain", "small.toml", "ours"]), 2);
    assert!(place.stderr(&["explain", "small.toml", "cost.paperwrk"]).contains("paperwork"));
}

#[test]
fn help_explains_codes_and_commands() {
    let place = Place::new();
    assert!(place.stdout(&["help", "e0302"]).contains("value form"));
    assert!(place.stdout(&["help", "codes"]).lines().count() > 50);
    assert!(place.stdout(&["help", "run"]).starts_with("Examples:"));
    assert!(place.stdout(&["run", "--help"]).starts_with("Examples:"));
    assert!(place.stdout(&["schema"]).contains("draft-04"));
    assert!(place.stdout(&["completions", "bash"]).contains("crimcost"));
    assert!(place.stdout(&["man"]).contains(".TH"));
    assert_eq!(place.code(&["help", "nothing"]), 2);
}

#[test]
fn json_names_its_schema_and_never_says_nan() {
    let place = Place::new();
    let text = place.stdout(&["run", "small.toml", "-n", "16", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["schema"], "crimcost/result/1");
    assert_eq!(document["headlines"][0]["policy"], "talks");
    assert_eq!(document["run"]["sampling"]["draws"], 16);
    let unknown = document["rows"].as_array().unwrap().iter().find(|row| row["central"].is_null()).unwrap();
    assert!(unknown["reason"].is_string());
    assert!(!text.contains("NaN"));
}

/// `SMALL` with one parameter written in another way.
fn small_with(parameter: &str, value: &str) -> String {
    let line = SMALL.lines().find(|line| line.starts_with(&format!("{parameter} "))).unwrap();
    SMALL.replace(line, &format!("{parameter} = {value}"))
}

/// `SMALL` by the month, with people held for some time who may be caught again.
fn small_with_a_stay(length: &str) -> String {
    SMALL
        .replace("cycle = \"year\"", "cycle = \"month\"\nwarm_up = \"1 year\"")
        .replace("[stage]", &format!("length = \"{length} | assumption: for this test\"\n\n[stage]"))
        .replace(
            "next = \"over\" }\nover   = {}",
            "next = \"held\" }\nheld = { stay = \"length\", next = \"over\" }\nover = {}",
        )
}

#[test]
fn numbers_that_are_not_finite_stop_the_central_case_too() {
    let place = Place::new();
    for formula in ["hour / 0", "hour * log(0)", "hour * log(-1)", "hour * exp(1000)"] {
        let text = SMALL
            .replace("[stage]", &format!("odd = \"= {formula}\"\n\n[stage]"))
            .replace("hours * hour", "hours * odd");
        place.write("odd.toml", &text);
        for arguments in [vec!["run", "odd.toml", "--central"], vec!["run", "odd.toml", "-n", "16"]] {
            let output = place.run(&arguments);
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{formula}: {error}");
            assert!(output.stdout.is_empty(), "{formula}");
            assert!(error.contains("E0903") && error.contains("fines/cost/paperwork/2024"), "{error}");
        }
    }
}

#[test]
fn fewer_than_no_people_and_stays_shorter_than_nothing_stop_the_run() {
    let place = Place::new();
    place.write("people.toml", &small_with("people_caught", "\"-5 person/year | assumption: for this test\""));
    let error = place.stderr(&["run", "people.toml"]);
    assert!(error.contains("fewer than no people come in") && error.contains("-5 people"), "{error}");
    for length in ["-3 month", "-3 to 4 month"] {
        place.write("stay.toml", &small_with_a_stay(length));
        let error = place.stderr(&["run", "stay.toml"]);
        assert!(error.contains("E0906") && error.contains("stage.held"), "{length}: {error}");
        assert_eq!(place.code(&["run", "stay.toml"]), 1);
    }
    for length in ["0 month", "1 to 4 month"] {
        place.write("stay.toml", &small_with_a_stay(length));
        assert_eq!(place.code(&["run", "stay.toml", "-n", "16"]), 0, "{length}");
    }
}

#[test]
fn a_parameter_that_is_wrong_is_not_called_unused_as_well() {
    let place = Place::new();
    place.write("wrong.toml", &small_with("hours", "\"nan hour/person | assumption: for this test\""));
    let report = String::from_utf8(place.run(&["check", "wrong.toml"]).stdout).unwrap();
    assert!(report.contains("E0301") && !report.contains("W0510"), "{report}");
    assert!(report.ends_with("1 error\n"), "{report}");
}

#[test]
fn tens_of_thousands_of_mistakes_are_reported_in_seconds() {
    let place = Place::new();
    let wrong: String = (0..50_000).map(|number| format!("wrong_{number} = 1\n")).collect();
    place.write("wrong.toml", &format!("{SMALL}\n[scenario_of_another]\n{wrong}[cost_of_another]\n{wrong}"));
    place.write(
        "tables.toml",
        &format!("{SMALL}{}", (0..50_000).map(|number| format!("[z{number}]\n")).collect::<String>()),
    );
    for form in ["human", "short", "json"] {
        let started = std::time::Instant::now();
        assert_eq!(place.code(&["check", "--diagnostic-format", form, "tables.toml"]), 3);
        assert_eq!(place.code(&["check", "--diagnostic-format", form, "wrong.toml"]), 3);
        assert!(started.elapsed().as_secs() < 30, "{form}: {:?}", started.elapsed());
    }
}

#[test]
fn a_baseline_has_a_name_as_policies_have() {
    let place = Place::new();
    for name in ["", "a+b", "<b>fines</b>", "two words"] {
        place.write("name.toml", &SMALL.replace("baseline = \"fines\"", &format!("baseline = \"{name}\"")));
        let report = String::from_utf8(place.run(&["check", "name.toml"]).stdout).unwrap();
        assert!(report.contains("E0106") && report.contains("not a name"), "{name}: {report}");
    }
}

#[test]
fn numbers_on_the_command_line_are_refused_in_plain_words() {
    let place = Place::new();
    for (arguments, words) in [
        (["--seed", "-1"], "a whole number from 0 to 18446744073709551615"),
        (["--seed", "18446744073709551616"], "a whole number from 0 to 18446744073709551615"),
        (["--threads", "-1"], "a whole number from 1 to 1024"),
        (["--draws", "-16"], "a whole number"),
        (["--precision", "-1"], "a share above 0"),
        (["--variant", "other"], "the scenario has no variants"),
        (["--policy", "nothing"], "--> --policy:1:1"),
    ] {
        let arguments: Vec<&str> = ["run", "small.toml"].into_iter().chain(arguments).collect();
        let error = place.stderr(&arguments);
        assert!(error.contains(words), "{arguments:?}: {error}");
        assert_eq!(place.code(&arguments), 2, "{arguments:?}");
    }
}

#[test]
fn a_combination_is_found_however_its_parts_are_ordered() {
    let place = Place::new();
    let walks = r#"
[policy.walks]
about = "A walk in place of a form"
parameter.hour = "9 EUR/hour | assumption: for this test"
"#;
    let two = format!("{SMALL}{walks}");
    place.write("two.toml", &two);
    let run = |policy: &str| place.stdout(&["run", "two.toml", "-n", "16", "--format", "csv", "--policy", policy]);
    assert_eq!(run("walks+talks"), run("talks+walks"));
}

#[test]
fn a_parameter_is_set_once_on_the_command_line() {
    let place = Place::new();
    let twice = ["run", "small.toml", "--set", "talk=6 EUR/person", "--set", "talk=7 EUR/person"];
    let error = place.stderr(&twice);
    assert!(error.contains("`talk` is set twice"), "{error}");
    assert_eq!(place.code(&twice), 2);
    assert_eq!(place.code(&["run", "small.toml", "-n", "16", "--set", "talk=6 EUR/person", "--set", "hours=1"]), 0);
}

#[test]
fn what_the_system_refuses_is_said_without_its_numbers() {
    let place = Place::new();
    place.write("taken", "a file");
    for arguments in [
        vec!["run", "small.toml", "-n", "16", "--out", "taken/below"],
        vec!["run", "small.toml", "--table", "nothing.csv"],
        vec!["init", "nowhere/new.toml"],
        vec!["init", "taken/new.toml"],
    ] {
        let error = place.stderr(&arguments);
        assert!(error.starts_with("error[") && !error.contains("os error"), "{error}");
    }
}

#[test]
fn directories_made_on_the_way_go_again_if_nothing_comes_into_them() {
    let place = Place::new();
    // A name longer than the 255 bytes that file systems allow.
    let last = "x".repeat(300);
    assert_eq!(place.code(&["run", "small.toml", "-n", "16", "--out", &format!("made/on/the/way/{last}")]), 1);
    assert_eq!(place.names("."), ["small.toml"]);
}

#[test]
fn the_environment_cannot_ask_for_more_threads_than_there_are() {
    let place = Place::new();
    let mut command = place.command(&["run", "small.toml", "-n", "16", "--format", "csv"]);
    let output = command.env("RAYON_NUM_THREADS", "100000").output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        place.stdout(&["run", "small.toml", "-n", "16", "--format", "csv"])
    );
}

#[test]
fn a_folder_that_is_replaced_holds_one_answer_and_what_others_put_there() {
    let place = Place::new();
    let spending = |names: &[String]| names.iter().any(|name| name == "spending.svg");
    assert_eq!(place.code(&["run", "small.toml", "-n", "16", "--out", "kept"]), 0);
    assert!(spending(&place.names("kept")));
    let listed = fs::read_to_string(place.path().join("kept/SHA256SUMS")).unwrap();
    assert_eq!(listed.lines().count() + 1, place.names("kept").len(), "{listed}");
    place.write("kept/notes.txt", "ours");
    place.write("kept/saving.svg", "changed by hand");
    assert_eq!(
        place.code(&["sensitivity", "small.toml", "-n", "64", "--show", "tornado", "--out", "kept", "--force"]),
        0
    );
    let names = place.names("kept");
    assert!(!spending(&names) && names.iter().any(|name| name == "tornado.csv"), "{names:?}");
    for (name, text) in [("notes.txt", "ours"), ("saving.svg", "changed by hand")] {
        assert_eq!(fs::read_to_string(place.path().join("kept").join(name)).unwrap(), text);
    }
}

#[test]
fn a_folder_that_cannot_be_replaced_stays_as_it_was() {
    let place = Place::new();
    fs::create_dir_all(place.path().join("taken/tornado.csv")).unwrap();
    place.write("taken/answers.json", "old");
    let arguments = ["sensitivity", "small.toml", "-n", "64", "--show", "tornado", "--out", "taken", "--force"];
    let error = place.stderr(&arguments);
    assert!(error.contains("tornado.csv") && error.contains("nothing was left half-written"), "{error}");
    assert_eq!(place.code(&arguments), 1);
    assert_eq!(fs::read_dir(place.path().join("taken")).unwrap().count(), 2);
    assert_eq!(fs::read_to_string(place.path().join("taken/answers.json")).unwrap(), "old");
}

/// Interrupts a command, and holds that it leaves with 130 and nothing of what it wrote.
#[cfg(unix)]
fn interrupt(place: &Place, mut child: std::process::Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(place.names("."), ["small.toml"]);
}

#[cfg(unix)]
#[test]
fn a_run_interrupted_while_drawing_leaves_nothing_and_says_130() {
    use std::io::Write;
    let place = Place::new();
    // This precision is out of reach.
    let mut command = place.command(&["run", "-", "--precision", "0.000000001", "--out", "cut"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // More than a pipe holds: once all of it is written the command is at work and listens to signals.
    let comment = format!("#{}\n", " ".repeat(1 << 20));
    child.stdin.take().unwrap().write_all(format!("{comment}{SMALL}").as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    interrupt(&place, child);
}

#[cfg(unix)]
#[test]
fn a_run_interrupted_while_writing_leaves_nothing_and_says_130() {
    for pause in 0..8 {
        let place = Place::new();
        let mut command = place.command(&["run", "small.toml", "-n", "16", "--png-dpi", "1200", "--out", "on/the/way"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The first directory is made just before the files are written; drawing pictures this large takes long.
        while !place.path().join("on").exists() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        std::thread::sleep(std::time::Duration::from_millis(pause));
        interrupt(&place, child);
    }
}

#[test]
fn texts_cannot_steer_the_terminal() {
    let place = Place::new();
    for escape in ["\\u001b[31m", "\\u0007", "\\u0000", "\\u202e", "\\u009b"] {
        place.write("steer.toml", &SMALL.replace("Fines or talks", &format!("Fines{escape}talks")));
        let report = String::from_utf8(place.run(&["check", "steer.toml"]).stdout).unwrap();
        assert!(report.contains("E0004") && report.contains("steer.toml:4:9"), "{escape}: {report}");
    }
    place.write("lines.toml", &SMALL.replace("Fines or talks", "Fines\\nor\\ttalks \u{200f}ჯარიმა"));
    assert_eq!(place.code(&["check", "lines.toml"]), 0);
}

#[test]
fn sheets_beyond_reason_are_refused_at_once() {
    let place = Place::new();
    let table = "[table]\nlabel = [\"town\"]\ncolumns = [\"talk\"]\n\n[stage]";
    place.write("towns.toml", &SMALL.replace("[stage]", table));
    let many: String = (0..100_000).map(|number| format!("town_{number},5\n")).collect();
    for (sheet, code) in [
        (format!("town,talk\n{many}"), "E0008"),
        (format!("town,talk\n{}", "A,5\n".repeat(100_000)), "E0008"),
        ("x".repeat(5_000_000), "E0802"),
        (",".repeat(100_000), "E0003"),
        ("town,talk\nA\u{1b}[31m,5\n".to_owned(), "E0004"),
    ] {
        place.write("towns.csv", &sheet);
        let started = std::time::Instant::now();
        let error = place.stderr(&["run", "towns.toml", "--table", "towns.csv", "--central"]);
        assert!(error.contains(code), "{code}: {}", error.chars().take(500).collect::<String>());
        assert!(started.elapsed().as_secs() < 20, "{code}: {:?}", started.elapsed());
    }
    place.write("towns.csv", "town,talk\nA,5\nB,6\n");
    assert_eq!(place.code(&["run", "towns.toml", "--table", "towns.csv", "--central"]), 0);
}

#[test]
fn a_last_year_that_speaks_against_the_sum_is_said() {
    let place = Place::new();
    // An office of 1000 a year becomes one of 200, 600 and 1500: 800 + 400 − 500 are saved, and the last year costs 500 more.
    let office = |last: &str| SMALL_OFFICE.replace("LAST", last);
    place.write("office.toml", &office("1500"));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let report = words(&place.stdout(&["run", "office.toml", "-n", "16"]));
    assert!(report.contains("grows saves 700 EUR over 3 years"), "{report}");
    assert!(report.contains("But in the last year, 2026, it costs 500"), "{report}");
    assert!(report.contains("what comes after the horizon is not in it"), "{report}");
    // A last year that saves as well adds nothing.
    place.write("office.toml", &office("900"));
    assert!(!place.stdout(&["run", "office.toml", "-n", "16"]).contains("But in the last year"));
}

const SMALL_OFFICE: &str = r#"
format = 1

[scenario]
title = "An office that grows"
country = "ZZZ"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 3
cycle = "month"
discount = 0.0
baseline = "today"

[parameter]
people = "1 person | assumption: nobody moves"
office_year = "1000 EUR/year | assumption: for this test"

[stage]
here = { initial = "people" }

[payer]
state = { title = "State", level = "state" }

[cost]
office = { per = "year", amount = "office_year", payer = "state", basis = "fixed" }

[policy.grows]
parameter.office_year = { by_year = { 2024 = 200, 2025 = 600, 2026 = LAST }, unit = "EUR/year", assumption = "for this test" }
"#;
