//! Counts of pilots and courts: what `crimcost update` prints, writes and refuses.
//!
//! Posteriors stand here as closed forms; the messages are whole, as the program prints them.

use crimcost::codes::Code;
use snapbox::{IntoData, assert_data_eq, str};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A pilot: people are met, some are offered a talk in place of a case. Priors are made so that posteriors are round.
const PILOT: &str = r#"# A pilot and what is believed of it.
format = 1

[scenario]
title = "Pilot"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
warm_up = "0 years"
discount = 0.0
baseline = "today"

[source]
study = { title = "Study", publisher = "University", year = 2020 }

[parameter]  # comments stay
people    = { distribution = { gamma = { shape = 40, scale = 2 } }, unit = "person/year", source = "study", grade = "study" }
accepting = { distribution = { beta = { a = 2, b = 8 } }, unit = "1", assumption = "a guess", about = "Accept" }   # moved
attending = "0..100 % | assumption: anything   | Attend"
again     = { distribution = { beta = { a = 1, b = 9 } }, unit = "1", in = "12 months", source = "study", grade = "study" }
sentence  = { counts = { prison = 5, fine = 15 }, source = "study", grade = "study" }
case_cost = "100 EUR/person | study: study"
twice     = "= 2 * case_cost"
talk      = "20 EUR/person | study: study"
year      = "1 year | study: study"
by_place  = { by_year = { 2024 = 0.1, 2025 = 0.2 }, unit = "1", source = "study", grade = "study" }

# a header of its own
[parameter.completing]
about = "Complete"
# a guess
limits = [0.0, 1.0]
unit = "1"          # a share
assumption = "guess"

[parameter.spread]
distribution.beta.a = 1
distribution.beta.b = 1
unit = "1"
assumption = "guess"

[stage]
met    = { arrivals = "people", next = "case" }
case   = { next = { prison = "sentence.prison", over = "rest" } }
prison = { next = "over" }
over   = { stay = "year", each = { case = "again" }, next = "gone" }
gone   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
case = { stage = "case", per = "entry", amount = "case_cost", payer = "police", basis = "average" }
last = { stage = "gone", per = "entry", amount = "twice * by_place * spread", payer = "police", basis = "average" }

[policy.talks]
about = "A talk in place of a case"
divert = [{ before = "case", to = "offer", share = "accepting" }]
stage.offer = { next = { talk = "attending", case = "rest" } }
stage.talk  = { next = { done = "completing", case = "rest" } }
stage.done  = { next = "over" }
cost.talk   = { stage = "talk", per = "entry", amount = "talk", payer = "police", basis = "average" }
"#;

const HEAD: &str = "# source: evaluation | Evaluation | Bureau | 2024\n# grade: study\n";

/// The pilot in a new directory.
fn pilot() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("pilot.toml"), PILOT).unwrap();
    directory
}

fn crimcost(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}

fn succeeds(directory: &Path, arguments: &[&str]) -> String {
    let output = crimcost(directory, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Updates the pilot with lines above a table; the new scenario.
fn updated(lines: &str, table: &str) -> String {
    let directory = pilot();
    fs::write(directory.path().join("counts.csv"), format!("{HEAD}{lines}{table}")).unwrap();
    succeeds(directory.path(), &["update", "pilot.toml", "counts.csv", "--out", "new.toml", "-q"]);
    succeeds(directory.path(), &["run", "new.toml", "-n", "16", "-q"]);
    fs::read_to_string(directory.path().join("new.toml")).unwrap()
}

/// The line of a parameter in the new scenario.
fn line<'t>(text: &'t str, name: &str) -> &'t str {
    text.lines().find(|line| line.split_whitespace().next() == Some(name)).unwrap_or_else(|| panic!("no {name}"))
}

/// The code, and the whole message that counts earn.
fn earns(code: Code, lines: &str, table: &str, expected: impl IntoData) {
    refused(code, &format!("{HEAD}{lines}{table}"), expected);
}

fn refused(code: Code, table: &str, expected: impl IntoData) {
    let directory = pilot();
    fs::write(directory.path().join("counts.csv"), table).unwrap();
    let arguments = ["update", "pilot.toml", "counts.csv", "--out", "new.toml", "--charts", "charts"];
    let output = crimcost(directory.path(), &arguments);
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains(&format!("[{code}]")), "no {code} in\n{text}");
    if text.contains("error[") {
        assert_eq!(output.status.code(), Some(3));
        let left: Vec<String> = fs::read_dir(directory.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "pilot.toml" && name != "counts.csv")
            .collect();
        assert!(left.is_empty(), "something was written: {left:?}");
    }
    assert_data_eq!(text, expected.into_data().raw());
}

#[test]
fn counts_move_each_kind_of_number_as_the_closed_forms_say() {
    let lines = "# people = met in 6 months\n# accepting = accepted of met\n# again = again of followed in 12 months\n\
                 # sentence.prison = prison\n# sentence.fine = fine\n";
    let text = updated(lines, "year,met,accepted,followed,again,prison,fine\n2024,10,3,20,4,2,8\n");
    // Gamma(40, 1/2 year each): + 10 in half a year: shape 50, time 1/2 + 1/2 = 1.
    assert!(line(&text, "people").contains("gamma = { shape = 50, scale = 1 }"), "{text}");
    // Beta(2, 8) and 3 of 10.
    assert!(line(&text, "accepting").contains("beta = { a = 5, b = 15 }"));
    // Beta(1, 9) and 4 of 20; the window stays.
    assert!(
        line(&text, "again").contains("beta = { a = 5, b = 25 }")
            && line(&text, "again").contains("in = \"12 months\"")
    );
    assert!(line(&text, "sentence").contains("counts = { prison = 7, fine = 23 }"));
}

#[test]
fn everything_else_in_the_file_stays_and_both_sources_are_kept() {
    let text = updated("# accepting = accepted of met\n# completing = done of met\n", "met,accepted,done\n10,3,6\n");
    for kept in [
        "# A pilot and what is believed of it.\n",
        "[parameter]  # comments stay\n",
        "# moved\n",
        "# a guess\n",
        "# a share\n",
    ] {
        assert!(text.contains(kept), "{kept} is lost");
    }
    let accepting = line(&text, "accepting");
    assert!(accepting.contains("source = \"evaluation\", grade = \"study\", about = \"Accept\""));
    let prior = "prior = { distribution = { beta = { a = 2, b = 8 } }, unit = \"1\", assumption = \"a guess\" }";
    assert!(accepting.contains(prior), "{accepting}");
    let counts =
        "updated = [{ seen = \"3 of 10\", table = \"counts.csv\", source = \"evaluation\", grade = \"study\" }]";
    assert!(accepting.contains(counts), "{accepting}");
    // Uniform between 0 and 1 is Beta(1, 1), matched by its mean and standard deviation; 6 of 10.
    assert!(text.contains("distribution = { beta = { a = 7, b = 5 } }\nunit = \"1\"\nsource"), "{text}");
    assert!(text.ends_with("[source.evaluation]\ntitle = \"Evaluation\"\npublisher = \"Bureau\"\nyear = 2024\n"));
    let changed = PILOT.lines().filter(|line| !text.lines().any(|other| other == *line)).count();
    // One line of `accepting`, value and unit of `completing`; its assumption stands in the next table too.
    assert_eq!(changed, 3, "{text}");
}

#[test]
fn a_second_table_adds_to_the_first_and_the_same_one_is_refused() {
    let directory = pilot();
    let table = |counts: &str| format!("{HEAD}# accepting = accepted of met\nmet,accepted\n{counts}\n");
    let path = directory.path();
    fs::write(path.join("first.csv"), table("10,3")).unwrap();
    fs::write(path.join("second.csv"), table("20,5")).unwrap();
    succeeds(path, &["update", "pilot.toml", "first.csv", "--out", "one.toml"]);
    succeeds(path, &["update", "one.toml", "second.csv", "--out", "two.toml"]);
    let text = fs::read_to_string(path.join("two.toml")).unwrap();
    // Beta(2, 8), 3 of 10, 5 of 20.
    assert!(line(&text, "accepting").contains("beta = { a = 10, b = 30 }"));
    assert!(line(&text, "accepting").contains("assumption = \"a guess\" }, updated = [{ seen = \"3 of 10\""));
    assert!(line(&text, "accepting").contains("}, { seen = \"5 of 20\""));
    assert_eq!(text.matches("[source.evaluation]").count(), 1);
    let again = crimcost(path, &["update", "two.toml", "first.csv", "--out", "three.toml"]);
    assert_eq!(again.status.code(), Some(3));
    assert!(String::from_utf8(again.stderr).unwrap().contains("E1305") && !path.join("three.toml").exists());
    let explained = succeeds(path, &["explain", "two.toml", "accepting"]);
    assert!(explained.contains("a guess") && explained.contains("5 of 20, second.csv, evaluation"), "{explained}");
}

#[test]
fn long_court_decisions_wide_ones_and_a_table_without_a_mapping_say_the_same() {
    let long = updated(
        "# notes: substance\n# sentence.prison = count where penalty is prison or arrest and article is 259\n\
         # sentence.fine = count where penalty is fine and article is 259\n",
        "substance,article,penalty,count\ncannabis,259,prison,1\ncannabis,259,arrest,1\nheroin,259,fine,8\n",
    );
    let wide = updated(
        "# sentence.prison = prison + arrest\n# sentence.fine = fine\n",
        "year,prison,arrest,fine\n2024,1,1,8\n",
    );
    let one_row_each = updated(
        "# sentence.prison = rows where penalty is not fine\n# sentence.fine = rows where penalty is fine\n",
        &format!("penalty\nprison\narrest\n{}", "fine\n".repeat(8)),
    );
    let plain = updated("", "parameter,events\nsentence.prison,2\nsentence.fine,8\n");
    for text in [long, wide, one_row_each, plain] {
        assert!(line(&text, "sentence").contains("counts = { prison = 7, fine = 23 }"), "{text}");
    }
}

#[test]
fn a_part_of_the_courts_scales_the_time_and_not_the_shares() {
    let lines = "# share observed: 50 %\n# people = met in 1 year\n# accepting = accepted of met\n";
    let text = updated(lines, "met,accepted\n10,3\n");
    // Half the courts for a year is half a year: 1/2 + 1/2.
    assert!(line(&text, "people").contains("gamma = { shape = 50, scale = 1 }"));
    assert!(line(&text, "accepting").contains("beta = { a = 5, b = 15 }"));
    assert!(line(&text, "people").contains("50 % of courts observed"));
}

#[test]
fn the_mapping_may_stand_in_a_file_of_its_own_and_formats_say_the_same() {
    let directory = pilot();
    let path = directory.path();
    fs::write(path.join("counts.csv"), "met;accepted\r\n10;3\r\n").unwrap();
    fs::write(path.join("map.txt"), format!("{HEAD}accepting = accepted of met\n")).unwrap();
    let arguments = ["update", "pilot.toml", "counts.csv", "--map", "map.txt", "--format"];
    let csv = succeeds(path, &[&arguments[..], &["csv"]].concat());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
    assert_eq!((cell("parameter"), cell("before_mean"), cell("after_mean")), ("accepting", "0.2", "0.25"));
    let json: serde_json::Value = serde_json::from_str(&succeeds(path, &[&arguments[..], &["json"]].concat())).unwrap();
    assert_eq!(json["schema"], "crimcost/update/1");
    assert_eq!(json["updates"][0]["after"]["mean"], 0.25);
    assert!(succeeds(path, &[&arguments[..], &["table"]].concat()).contains("3 of 10 = 30 %"));
    assert_eq!(fs::read_dir(path).unwrap().count(), 3, "nothing is written without --out");
}

#[test]
fn nothing_is_replaced_without_force() {
    let directory = pilot();
    let path = directory.path();
    fs::write(path.join("counts.csv"), format!("{HEAD}# accepting = accepted of met\nmet,accepted\n10,3\n")).unwrap();
    let to_itself = ["update", "pilot.toml", "counts.csv", "--out", "pilot.toml"];
    let output = crimcost(path, &to_itself);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("E1001"));
    assert_eq!(fs::read_to_string(path.join("pilot.toml")).unwrap(), PILOT);
    succeeds(path, &[&to_itself[..], &["--force", "--charts", "charts"]].concat());
    assert!(fs::read_to_string(path.join("pilot.toml")).unwrap().contains("a = 5, b = 15"));
    let svg = fs::read_to_string(path.join("charts/update.svg")).unwrap();
    assert!(svg.contains("Accept: 20% before the counts, 25% after"), "{svg}");
    assert!(fs::read(path.join("charts/update.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn the_evaluated_pilot_runs_at_the_scale_of_other_municipalities() {
    let directory = pilot();
    let path = directory.path();
    let table = "\n[table]\nlabel = [\"place\"]\ncolumns = [\"people\"]\nsource = \"where\"\n";
    fs::write(path.join("pilot.toml"), format!("{PILOT}{table}")).unwrap();
    fs::write(path.join("counts.csv"), format!("{HEAD}# accepting = accepted of met\nmet,accepted\n10,3\n")).unwrap();
    fs::write(path.join("places.csv"), "place,people,where\nNorth,100,register\nSouth,300,register\n").unwrap();
    succeeds(path, &["update", "pilot.toml", "counts.csv", "--out", "after.toml"]);
    let csv = succeeds(path, &["run", "after.toml", "--table", "places.csv", "--central", "--format", "csv"]);
    for (place, people) in [("North", 100.0), ("South", 300.0)] {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|cell| cell == name).unwrap();
        let row = reader.records().map(Result::unwrap);
        let row = row
            .into_iter()
            .find(|row| &row[column("id")] == "talks/entries/offer/2024" && &row[column("case")] == place);
        // In the first year nobody returns before the end of the cycle: a quarter of those met are offered a talk.
        let offered: f64 = row.expect("a row for each place")[column("central")].parse().unwrap();
        assert!((offered - 0.25 * people).abs() < 1e-9, "{place}: {offered}");
    }
}

#[test]
fn the_published_counts_of_portugal_move_the_estonian_scenario() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("estonia.toml");
    let counts = "scenarios/observations/portugal-appearing.csv";
    let arguments = ["update", "scenarios/estonia.toml", counts, "--format", "json", "--out", out.to_str().unwrap()];
    let json: serde_json::Value = serde_json::from_str(&succeeds(root, &arguments)).unwrap();
    let number = |when: &str, what: &str| json["updates"][0][when][what].as_f64().unwrap();
    let (mean, sd) = (number("before", "mean"), number("before", "sd"));
    // Beta(a, b) by mean and standard deviation, and ten people of whom 8207 + 4118 of 11 995 + 6628 came.
    let total = mean * (1.0 - mean) / (sd * sd) - 1.0;
    let after = (mean * total + 10.0 * 12_325.0 / 18_623.0) / (total + 10.0);
    assert!((number("after", "mean") - after).abs() < 1e-9, "{json}");
    let text = fs::read_to_string(&out).unwrap();
    assert!(text.contains("prior = { range = [45, 90], unit = \"%\""), "{text}");
    assert!(text.contains("[source.sicad]\ntitle = \"Dissuasion in numbers\""));
    succeeds(root, &["run", out.to_str().unwrap(), "-n", "16", "-q"]);
}

#[test]
fn a_number_of_a_library_is_updated_over_a_country() {
    let library = r#"format = 1

[library]
title = "House"
country = "LTU"
price_year = 2024

[needs.stage]
caught  = "where a case is opened"
at_risk = "where people are afterwards"

[parameter]
coming = { distribution = { beta = { a = 2, b = 8 } }, unit = "1", assumption = "a guess" }

[policy.house]
about = "A house in place of a case"
divert = [{ before = "caught", to = "house", share = "coming" }]
stage.house = { next = "at_risk" }
"#;
    let directory = pilot();
    let path = directory.path();
    fs::write(path.join("house.toml"), library).unwrap();
    fs::write(path.join("counts.csv"), format!("{HEAD}# coming = came of sent\nsent,came\n10,3\n")).unwrap();
    let attach = ["--attach", "caught=case", "--attach", "at_risk=over"];
    let update = ["update", "pilot.toml", "counts.csv", "--policy-file", "house.toml", "--out", "new.toml"];
    succeeds(path, &[&update[..], &attach].concat());
    let text = fs::read_to_string(path.join("new.toml")).unwrap();
    assert!(text.starts_with("format = 1\n\n[library]\n") && line(&text, "coming").contains("a = 5, b = 15"), "{text}");
    succeeds(path, &[&["run", "pilot.toml", "--policy-file", "new.toml", "-n", "16", "-q"][..], &attach].concat());
}

#[test]
fn a_line_of_the_mapping_that_says_nothing() {
    earns(
        Code::BadMapping,
        "# accepted of met\n",
        "met,accepted\n10,3\n",
        str![[r#"
error[E1301]: a line of the mapping says nothing
 --> counts.csv:3:3
  |
3 | # accepted of met
  |   ^^^^^^^^^^^^^^^ neither `=` nor `:`
  |
  = help: write  parameter = accepted of offered  or  people_found = offered in 3 months
  = help: a remark begins with `##`

1 error

"#]],
    );
}

#[test]
fn a_share_without_trials_and_a_key_that_is_not_there() {
    earns(
        Code::BadMapping,
        "# accepting = accepted\n# sentence.jail = met\n",
        "met,accepted\n10,3\n",
        str![[r#"
error[E1301]: accepting: a share needs events of trials
 --> counts.csv:3:3
  |
3 | # accepting = accepted
  |   ^^^^^^^^^ not these counts
  |
  = help: write  share_accepting = accepted of offered

error[E1301]: `sentence.jail` is not a key of sentence, which has prison, fine
 --> counts.csv:4:3
  |
4 | # sentence.jail = met
  |   ^^^^^^^^^^^^^ no such key
  |
  = help: write one line for each key, such as  sentence.prison = count where penalty is prison

2 errors

"#]],
    );
}

#[test]
fn counts_that_are_none() {
    earns(
        Code::BadCount,
        "",
        "parameter,events,trials\naccepting,-3,10\nattending,2.5,10\ncompleting,,10\n",
        str![[r#"
error[E1302]: `-3` is below 0
 --> counts.csv:4:11
  |
4 | accepting,-3,10
  |           ^^ nobody can be fewer than nobody
  |
  = help: write how many there were

error[E1302]: `2.5` is not a whole number
 --> counts.csv:5:11
  |
5 | attending,2.5,10
  |           ^^^ people are whole
  |
  = help: write the count itself, not a share or a mean

error[E1302]: a count is missing
 --> counts.csv:6:12
  |
6 | completing,,10
  |            ^ empty
  |
  = help: write 0 if nobody was counted, or leave the row out

3 errors

"#]],
    );
}

#[test]
fn more_events_than_trials() {
    earns(
        Code::EventsAboveTrials,
        "# accepting = accepted of met\n",
        "met,accepted\n10,13\n",
        str![[r#"
error[E1303]: 13 events of 10 trials
 --> counts.csv:5:4
  |
5 | 10,13
  | -- ^^ more than there were trials
  | |
  | the trials
  |
  = help: look whether the two columns are exchanged, or count different things

1 error

"#]],
    );
}

#[test]
fn parameters_that_counts_cannot_be_added_to() {
    let table = "parameter,events,trials\ntwice,3,10\ncase_cost,3,10\nby_place,3,10\nacepting,3,10\n";
    earns(
        Code::CannotUpdate,
        "",
        table,
        str![[r#"
error[E1304]: twice: a formula follows from its parts
  --> counts.csv:4:1
   |
 4 | twice,3,10
   | ^^^^^ cannot be updated
   |
  ::: pilot.toml:26:13
   |
26 | twice     = "= 2 * case_cost"
   |             ----------------- written here
   |
   = help: count for its parts instead

error[E1304]: case_cost: what is known exactly cannot be moved by counts
  --> counts.csv:5:1
   |
 5 | case_cost,3,10
   | ^^^^^^^^^ cannot be updated
   |
  ::: pilot.toml:25:13
   |
25 | case_cost = "100 EUR/person | study: study"
   |             ------------------------------- written here
   |
   = help: write a range, or counts that say what it is worth: observed = { … }, worth = 40, or counts = { … }

error[E1304]: by_place: it has several values
  --> counts.csv:6:1
   |
 6 | by_place,3,10
   | ^^^^^^^^ cannot be updated
   |
  ::: pilot.toml:29:13
   |
29 | by_place  = { by_year = { 2024 = 0.1, 2025 = 0.2 }, unit = "1", source = "study", grade = "study" }
   |             --------------------------------------------------------------------------------------- written here
   |
   = help: make each year or group a parameter of its own, and read those

error[E0401]: no parameter called `acepting`
 --> counts.csv:7:1
  |
7 | acepting,3,10
  | ^^^^^^^^ does not exist
  |
  = help: did you mean `accepting`?

4 errors

"#]],
    );
}

#[test]
fn the_same_counts_twice() {
    earns(
        Code::CountedTwice,
        "",
        "parameter,events,trials,year\naccepting,3,10,2024\naccepting,3,10,2024\n",
        str![[r#"
error[E1305]: the same counts stand in the table twice
 --> counts.csv:5:1
  |
4 | accepting,3,10,2024
  | --------- the first row
5 | accepting,3,10,2024
  | ^^^^^^^^^ the second row
  |
  = help: remove one of the two, or tell them apart by `year` or `site`

1 error

"#]],
    );
}

#[test]
fn counts_over_another_length_of_time() {
    earns(
        Code::WindowClash,
        "# again = back of met in 6 months\n# people = met\n",
        "met,back\n10,3\n",
        str![[r#"
error[E1306]: again is a risk in 1 year; the counts are of 6 months
  --> counts.csv:3:26
   |
 3 | # again = back of met in 6 months
   |                          ^^^^^^^^ another length of time
   |
  ::: pilot.toml:23:13
   |
23 | again     = { distribution = { beta = { a = 1, b = 9 } }, unit = "1", in = "12 months", source = "study", grade = "study" }
   |             --------------------------------------------------------------------------------------------------------------- the parameter
   |
   = help: count those seen again in the parameter's window, or rewrite the parameter for the window counted: no rate is taken to be the same all the time

error[E1306]: people: the counts do not say what time they cover
 --> counts.csv:4:3
  |
4 | # people = met
  |   ^^^^^^ how long?
  |
  = help: write  people = offered in 1 year  (or a column `in`): what each row covers

2 errors

"#]],
    );
}

#[test]
fn a_share_of_courts_above_all_of_them() {
    earns(
        Code::ShareObserved,
        "# share observed: 120 %\n# accepting = accepted of met\n",
        "met,accepted\n10,3\n",
        str![[r#"
error[E1307]: the share of courts observed cannot be `120 %`
 --> counts.csv:3:19
  |
3 | # share observed: 120 %
  |                   ^^^^^ above 0 and up to 1
  |
  = help: write it as 0.6 or 60 %

1 error

"#]],
    );
}

#[test]
fn a_masked_total() {
    earns(
        Code::Masked,
        "# accepting = accepted of met\n",
        "met,accepted\n<5,1-3\n",
        str![[r#"
error[E1308]: `<5` hides how many trials there were
 --> counts.csv:5:1
  |
5 | <5,1-3
  | ^^ a masked total
  |
  = help: join rows until the total is printed; only events may be masked

1 error

"#]],
    );
}

#[test]
fn a_parameter_in_dotted_keys() {
    earns(
        Code::CannotRewrite,
        "# spread = accepted of met\n",
        "met,accepted\n10,3\n",
        str![[r#"
error[E1309]: spread: the parameter is spread over headers or dotted keys
  --> pilot.toml:39:1
   |
39 | [parameter.spread]
   | ^^^^^^^^^^^^^^^^^^ cannot be changed in its place
   |
   = help: write it as one line or as a table:  spread = { range = [0.1, 0.4], … }

1 error

"#]],
    );
}

#[test]
fn a_column_too_many_and_one_too_few() {
    earns(
        Code::ColumnUnused,
        "# accepting = acepted of met\n",
        "met,accepted\n10,3\n",
        str![[r#"
error[E0801]: the table has no column `acepted`
 --> counts.csv:3:15
  |
3 | # accepting = acepted of met
  |               ^^^^^^^ asked for here
  |
  = help: did you mean `accepted`?

error[E1310]: nothing reads the column `accepted`
 --> counts.csv:4:5
  |
4 | met,accepted
  |     ^^^^^^^^ not used
  |
  = help: if it is not meant to be read, write above the header:  # notes: accepted

2 errors

"#]],
    );
}

#[test]
fn counts_without_source_and_grade() {
    refused(
        Code::NoSource,
        "# accepting = accepted of met\nmet,accepted\n10,3\n",
        str![[r#"
error[E0310]: accepting: the counts have no source
 --> counts.csv:1:3
  |
1 | # accepting = accepted of met
  |   ^^^^^^^^^ says who?
  |
  = help: write above the header:  # source: id | title | publisher | year | address
  = help: or, for a source that the scenario has:  # source: id  (or a column `source`)

1 error

"#]],
    );
}

#[test]
fn counts_that_nobody_expected() {
    earns(
        Code::DataDisagree,
        "# accepting = accepted of met\n",
        "met,accepted\n10,9\n",
        str![[r#"
warning[W1341]: accepting: the counts and what was believed before disagree strongly
 --> counts.csv:3:3
  |
3 | # accepting = accepted of met
  |   ^^^^^^^^^ counts this far out had a probability of 0.197 %
  |
  = help: look whether both are about the same people, before using a mean of the two
  = help: if the old number was no more than a guess, give it a wider range

1 warning
wrote new.toml
wrote charts/update.svg
wrote charts/update.png

"#]],
    );
}

#[test]
fn rows_that_no_line_counts() {
    let table = "penalty,count\nprison,2\nfine,8\nwarning,3\n";
    let lines = "# sentence.prison = count where penalty is prison\n# sentence.fine = count where penalty is fine\n";
    earns(
        Code::NotCounted,
        lines,
        table,
        str![[r#"
warning[W1343]: one row is counted by no line of the mapping
 --> counts.csv:8:1
  |
8 | warning,3
  | ^^^^^^^^^ the first of them
  |
  = help: add what it says to a condition, or leave it out if it is not meant to count

1 warning
wrote new.toml
wrote charts/update.svg
wrote charts/update.png

"#]],
    );
}

#[test]
fn rows_that_differ_by_more_than_chance() {
    earns(
        Code::RowsDiffer,
        "# attending = came of met\n",
        "site,met,came\nNorth,100,30\nSouth,100,50\n",
        str![[r#"
warning[W1344]: attending: the rows differ more than chance would make them
 --> counts.csv:3:3
  |
3 | # attending = came of met
  |   ^^^^^^^^^ taken as one all the same
  |
  = help: what comes out is too sure of itself: say what the counts are worth elsewhere, as  # worth: 40
  = help: or write the years into the scenario as a list under `observed`, which keeps their spread

1 warning
wrote new.toml
wrote charts/update.svg
wrote charts/update.png

"#]],
    );
}

#[test]
fn counts_of_another_year() {
    earns(
        Code::OtherYear,
        "# attending = came of met\n",
        "year,met,came\n2021,100,50\n",
        str![[r#"
warning[W1345]: attending: counts of 2021 are used for 2024 as they are
 --> counts.csv:3:3
  |
3 | # attending = came of met
  |   ^^^^^^^^^ how far do they carry?
  |
  = help: say how many trials of the right year and place they are worth:  # worth: 40

1 warning
wrote new.toml
wrote charts/update.svg
wrote charts/update.png

"#]],
    );
}

#[test]
fn a_total_from_a_part_of_the_courts() {
    earns(
        Code::PartObserved,
        "# share observed: 0.5\n# people = met in 1 year\n",
        "met\n40\n",
        str![[r#"
warning[W1346]: people: 50 % of the courts were observed; the others are taken to be like them
 --> counts.csv:4:3
  |
4 | # people = met in 1 year
  |   ^^^^^^ a total from a part
  |
  = help: say in the brief which courts were left out, and why they may differ

1 warning
wrote new.toml
wrote charts/update.svg
wrote charts/update.png

"#]],
    );
}
