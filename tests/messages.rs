//! One bad input for every code, and the exact text it earns from the real program.
//!
//! Codes that reading a scenario can raise have theirs in `src/scenario/messages_tests.rs`, those of laws in
//! `src/scenario/law/tests.rs` and `laws.rs`; the first test here makes sure that none has been forgotten everywhere.

use crimcost::codes::Code;
use snapbox::{IntoData, assert_data_eq, str};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A thousand people a year: a case each, or a talk each.
const TOWN: &str = r#"format = 1

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

[source]
police = { title = "Yearbook", publisher = "Police", year = 2023 }

[parameter]
caught     = "1000 person/year | official: police"
paper_time = "2 to 4 hour/person | assumption: for this test"
hour       = "10 EUR/hour | assumption: for this test"
talk       = "5 EUR/person | assumption: for this test"
everybody  = "100 % | assumption: for this test"

[stage]
caught = { role = "caught", arrivals = "caught", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
paperwork = { stage = "caught", per = "entry", amount = "paper_time * hour", payer = "police", basis = "average" }

[policy.talks]
about = "A talk in place of a case"
divert = [{ before = "caught", to = "talked_to", share = "everybody" }]
stage.talked_to = { next = "over" }
cost.talk = { stage = "talked_to", per = "entry", amount = "talk", payer = "police", basis = "average" }
"#;

/// A policy library that asks for more than the town has.
const LIBRARY: &str = r#"format = 1

[library]
title = { en = "Commissions", lt = "Komisijos" }
country = "PRT"
price_year = 2024

[needs.stage]
at_risk = "where people are afterwards"

[needs.parameter]
social_hour = { unit = "money/hour", about = "Loaded hour of a social worker" }

[parameter]
talk = "3 hour/person | assumption: for this test"

[policy.commission]
about = "A commission hears the case"
cost.hearing = { stage = "caught", per = "entry", amount = "talk * hour", payer = "police", basis = "average" }
"#;

/// What the town needs to take its hour from a sheet.
const TABLE: &str = "\n[table]\nlabel = [\"place\"]\ncolumns = [\"hour\"]\nsource = \"where\"\n";

const CHECK: &[&str] = &["check", "town.toml"];
const SIXTEEN_DRAWS: &[&str] = &["run", "town.toml", "-n", "16"];
const WITH_LIBRARY: &[&str] = &["check", "town.toml", "--policy-file", "library.toml"];
const WITH_SHEET: &[&str] = &["run", "town.toml", "--table", "sheet.csv"];

/// The town with some texts replaced; each must stand in it.
fn town(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(TOWN.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the town has no {from:?}");
        text.replacen(from, to, 1)
    })
}

/// What the program says of its problems, run in `directory`.
fn said(directory: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crimcost"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
        command.env_remove(variable);
    }
    let output = command.output().unwrap();
    // `check` answers on stdout, everything else complains on stderr.
    let from = if arguments[0] == "check" { output.stdout } else { output.stderr };
    String::from_utf8(from).unwrap()
}

/// The files in a new directory, the command, the code, and the whole message.
fn earns(code: Code, files: &[(&str, &[u8])], arguments: &[&str], expected: impl IntoData) {
    let directory = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let text = said(directory.path(), arguments);
    assert!(text.contains(&format!("[{code}]")), "no {code} in\n{text}");
    assert_data_eq!(text, expected.into_data().raw());
}

/// The town with changes, checked.
fn is_refused(code: Code, changes: &[(&str, &str)], expected: impl IntoData) {
    earns(code, &[("town.toml", town(changes).as_bytes())], CHECK, expected);
}

/// The town with changes, run.
fn stops(code: Code, changes: &[(&str, &str)], more: &[&str], expected: impl IntoData) {
    earns(code, &[("town.toml", town(changes).as_bytes())], &[SIXTEEN_DRAWS, more].concat(), expected);
}

/// The town with one row of a sheet.
fn sheet_is_refused(code: Code, sheet: &str, expected: impl IntoData) {
    let town = town(&[]) + TABLE;
    earns(code, &[("town.toml", town.as_bytes()), ("sheet.csv", sheet.as_bytes())], WITH_SHEET, expected);
}

#[test]
fn every_code_has_a_golden_message() {
    let texts = [
        include_str!("analyze.rs"),
        include_str!("messages.rs"),
        include_str!("laws.rs"),
        include_str!("update.rs"),
        include_str!("../src/scenario/messages_tests.rs"),
        include_str!("../src/scenario/law/tests.rs"),
        include_str!("../src/scenario/capacity_tests.rs"),
    ];
    for code in Code::ALL {
        let named = format!("Code::{code:?},");
        assert!(texts.iter().any(|text| text.contains(&named)), "{code}: {}", code.meaning());
        assert!(code.meaning().ends_with('.') && !code.meaning().contains('\n'), "{code}");
    }
}

#[test]
fn the_town_itself_is_without_problems() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("town.toml"), TOWN).unwrap();
    assert_eq!(said(directory.path(), CHECK), "no problems in 1 file\n");
}

#[test]
fn a_file_that_is_not_there() {
    earns(
        Code::Unreadable,
        &[],
        &["check", "nowhere.toml"],
        str![[r#"
error[E0001]: cannot read `nowhere.toml`: there is no such file
 |
 = help: check the name, and the directory from which it is looked up

1 error

"#]],
    );
}

#[test]
fn a_directory() {
    earns(
        Code::Directory,
        &[("town/notes.txt", b"")],
        &["check", "town"],
        str![[r#"
error[E0002]: `town` is a directory
 |
 = help: name the scenario file inside it

1 error

"#]],
    );
}

#[test]
fn a_file_with_nothing_in_it() {
    earns(
        Code::EmptyFile,
        &[("town.toml", b" \n")],
        CHECK,
        str![[r#"
error[E0003]: `town.toml` has nothing in it
 |
 = help: `crimcost init` writes a scenario to begin with

1 error

"#]],
    );
}

#[test]
fn a_text_in_utf_16() {
    earns(
        Code::NotText,
        &[("town.toml", b"\xff\xfef\0o\0")],
        CHECK,
        str![[r#"
error[E0004]: `town.toml` is not UTF-8 text: byte 0xff in line 1, 0 bytes from the start
 |
 = help: it looks like UTF-16: save it again as UTF-8

1 error

"#]],
    );
}

#[test]
fn a_program() {
    earns(
        Code::NotText,
        &[("town.toml", b"MZ\x90\0\x03")],
        CHECK,
        str![[r#"
error[E0004]: `town.toml` is not UTF-8 text: byte 0x90 in line 1, 2 bytes from the start
 |
 = help: it looks like a program or a spreadsheet, not a scenario; scenarios are TOML texts

1 error

"#]],
    );
}

#[test]
fn a_file_of_17_mib() {
    earns(
        Code::TooLarge,
        &[("town.toml", &[b'#'].repeat(17 << 20))],
        CHECK,
        str![[r#"
error[E0005]: `town.toml` is larger than 16 MiB, the limit for a text
 |
 = help: name a scenario; values in bulk go into a --table

1 error

"#]],
    );
}

#[test]
fn lists_in_lists_in_lists() {
    let lists = format!("a = {}{}", "[".repeat(40), "]".repeat(40));
    earns(
        Code::TooDeep,
        &[("town.toml", lists.as_bytes())],
        CHECK,
        str![[r#"
error[E0006]: tables and lists are nested more than 32 deep
 --> town.toml:1:44
  |
1 | a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
  |                                            ^ 40 deep
  |
  = help: look for brackets that are not closed; a scenario needs about five

1 error

"#]],
    );
}

#[test]
fn more_keys_than_the_limit() {
    earns(
        Code::TooMany,
        &[("town.toml", "a = 1\n".repeat(200_001).as_bytes())],
        CHECK,
        str![[r#"
error[E0008]: `town.toml` has more than 200000 keys, the limit
 |
 = help: put values in bulk into a --table

1 error

"#]],
    );
}

#[test]
fn a_quote_that_is_not_closed() {
    is_refused(
        Code::Syntax,
        &[(r#"country = "LTU""#, r#"country = "LTU"#)],
        str![[r#"
error[E0007]: this is not valid TOML: invalid basic string
 --> town.toml:5:15
  |
5 | country = "LTU
  |               ^ expected `"`
  |
  = help: close the text with a second quote

1 error

"#]],
    );
}

#[test]
fn the_same_key_twice() {
    is_refused(
        Code::Syntax,
        &[("price_year = 2024", "price_year = 2024\nprice_year = 2025")],
        str![[r#"
error[E0007]: `price_year` is written twice
 --> town.toml:8:1
  |
7 | price_year = 2024
  | ---------- the first one
8 | price_year = 2025
  | ^^^^^^^^^^ the second one
  |
  = help: keep one of the two

1 error

"#]],
    );
}

#[test]
fn a_key_that_means_nothing() {
    is_refused(
        Code::UnknownKey,
        &[("discount = 0.0", "discount = 0.0\nbase_line = \"fines\"")],
        str![[r#"
error[E0101]: scenario: there is no key `base_line`
  --> town.toml:12:1
   |
12 | base_line = "fines"
   | ^^^^^^^^^ unknown key
   |
   = help: keys here: title, about, country, currency, price_year, start_year, years, cycle, warm_up, within_cycle, discount, baseline, year_days, groups, units, perspective, deadweight, people

1 error

"#]],
    );
}

#[test]
fn a_key_that_is_missing() {
    is_refused(
        Code::MissingKey,
        &[("currency = \"EUR\"\n", "")],
        str![[r#"
error[E0102]: scenario: `currency` is missing
 --> town.toml:3:2
  |
3 | [scenario]
  |  ^^^^^^^^ needs `currency`
  |
  = help: add `currency = "GEL"`: the currency of all results

1 error

"#]],
    );
}

#[test]
fn a_number_where_a_text_is_needed() {
    is_refused(
        Code::WrongType,
        &[(r#""LTU""#, "370")],
        str![[r#"
error[E0103]: scenario.country must be a country (three letters, ISO 3166), or "row", not a whole number
 --> town.toml:5:11
  |
5 | country = 370
  |           ^^^ a whole number
  |
  = help: put it in quotes, if it is what you mean: `country = "370"`

1 error

"#]],
    );
}

#[test]
fn a_cycle_that_does_not_exist() {
    is_refused(
        Code::UnknownWord,
        &[(r#"cycle = "year""#, r#"cycle = "yearly""#)],
        str![[r#"
error[E0104]: scenario.cycle: `yearly` is not one of the words allowed here
  --> town.toml:10:9
   |
10 | cycle = "yearly"
   |         ^^^^^^^^ unknown word
   |
   = help: did you mean `year`?
   = help: words: week, month, quarter, year

1 error

"#]],
    );
}

#[test]
fn a_name_with_a_blank() {
    is_refused(
        Code::BadName,
        &[("over   = {}", "over   = {}\n\"sent home\" = {}")],
        str![[r#"
error[E0106]: stage: `sent home` is not a name: names have the letters a to z, digits and `_`, and begin with a letter
  --> town.toml:27:1
   |
27 | "sent home" = {}
   | ^^^^^^^^^^^ not a name for this
   |
   = help: for example `sent_home`

1 error

"#]],
    );
}

#[test]
fn a_horizon_of_a_thousand_years() {
    is_refused(
        Code::OutOfRange,
        &[("years = 2", "years = 1000")],
        str![[r#"
error[E0108]: scenario.years: 1000 is not between 1 and 200
 --> town.toml:9:9
  |
9 | years = 1000
  |         ^^^^ between 1 and 200

1 error

"#]],
    );
}

#[test]
fn a_format_of_the_future() {
    is_refused(
        Code::WrongFormat,
        &[("format = 1", "format = 2")],
        str![[r#"
error[E0109]: the file is of format 2; this program reads format 1
 --> town.toml:1:10
  |
1 | format = 2
  |          ^ another format
  |
  = help: use a newer crimcost

1 error

"#]],
    );
}

#[test]
fn a_decimal_comma() {
    is_refused(
        Code::BadShortForm,
        &[("10 EUR/hour", "10,5 EUR/hour")],
        str![[r#"
error[E0301]: parameter.hour: numbers have a decimal point, not a comma
  --> town.toml:20:15
   |
20 | hour       = "10,5 EUR/hour | assumption: for this test"
   |               ^^^^ a comma
   |
   = help: write `10.5`

1 error

"#]],
    );
}

#[test]
fn a_formula_that_breaks_off() {
    is_refused(
        Code::BadFormula,
        &[("5 EUR/person | assumption: for this test", "= paper_time * (hour + hour")],
        str![[r#"
error[E0308]: parameter.talk: a parenthesis is not closed
  --> town.toml:21:30
   |
21 | talk       = "= paper_time * (hour + hour"
   |                              ^ opened here
   |
   = help: add `)`

1 error

"#]],
    );
}

#[test]
fn a_town_that_lacks_what_a_library_needs() {
    let files = [("town.toml", TOWN.as_bytes()), ("library.toml", LIBRARY.as_bytes())];
    earns(
        Code::HostLacks,
        &files,
        WITH_LIBRARY,
        str![[r#"
error[E0704]: "Commissions" needs a stage with the role `at_risk`, which the scenario lacks
 --> library.toml:9:1
  |
9 | at_risk = "where people are afterwards"
  | ^^^^^^^ where people are afterwards
  |
  = help: say which stage it is:  --attach at_risk=STAGE  or `role = "at_risk"` there
  = help: stages of the scenario: caught, over

error[E0704]: "Commissions" needs the parameter `social_hour` in money/hour, which the scenario lacks
  --> library.toml:12:1
   |
12 | social_hour = { unit = "money/hour", about = "Loaded hour of a social worker" }
   | ^^^^^^^^^^^ Loaded hour of a social worker
   |
   = help: add the parameter, with its source, to the scenario's [parameter]

2 errors

"#]],
    );
}

#[test]
fn a_library_that_brings_a_name_again() {
    let library = LIBRARY.replace("at_risk =", "caught =").replace("social_hour", "hour");
    let library = library.replace("3 hour/person", "30 EUR/person").replace("talk * hour", "talk");
    let files = [("town.toml", TOWN.as_bytes()), ("library.toml", library.as_bytes())];
    earns(
        Code::NameTaken,
        &files,
        WITH_LIBRARY,
        str![[r#"
error[E0705]: parameter.talk: the scenario already has this name
  --> library.toml:15:1
   |
15 | talk = "30 EUR/person | assumption: for this test"
   | ^^^^ brought by the policy file
   |
  ::: town.toml:21:1
   |
21 | talk       = "5 EUR/person | assumption: for this test"
   | ---- in the scenario
   |
   = help: rename one of them

1 error

"#]],
    );
}

#[test]
fn a_value_set_for_a_name_that_is_not_there() {
    stops(
        Code::BadSet,
        &[],
        &["--set", "huor=12"],
        str![[r#"
error[E0708]: no parameter called `huor`
 --> --set:1:1
  |
1 | huor=12
  | ^^^^ does not exist
  |
  = help: did you mean `hour`?

1 error

"#]],
    );
}

#[test]
fn a_value_set_that_cannot_be_read() {
    stops(
        Code::BadSet,
        &[],
        &["--set", "hour=12,50 EUR/hour"],
        str![[r#"
error[E0708]: parameter.hour: numbers have a decimal point, not a comma
 --> --set:1:6
  |
1 | hour=12,50 EUR/hour
  |      ^^^^^^^^^^^^^^ a comma
  |
  = help: write `12.50`
  = help: for example  --set name="90 EUR/person/day"  or  --set name="20 to 40 %"

1 error

"#]],
    );
}

#[test]
fn a_sheet_without_the_column() {
    sheet_is_refused(
        Code::ColumnMissing,
        "place;hours;where\nKaunas;12;here\n",
        str![[r#"
error[E0801]: the table has no column `hour`
  --> town.toml:42:12
   |
42 | columns = ["hour"]
   |            ^^^^^^ asked for here
   |
   = help: did you mean `hours`?

1 error

"#]],
    );
}

#[test]
fn a_cell_that_is_not_a_number() {
    sheet_is_refused(
        Code::BadCell,
        "place;hour;where\nKaunas;twelve;here\n",
        str![[r#"
error[E0802]: Kaunas: `twelve` in the column `hour`: it has no number
 --> sheet.csv:2:8
  |
2 | Kaunas;twelve;here
  |        ^^^^^^ cannot be read
  |
  = help: write a number in the parameter's unit, or a number with its own unit, such as  46 EUR/person/month

1 error

"#]],
    );
}

#[test]
fn a_number_that_can_be_read_in_two_ways() {
    sheet_is_refused(
        Code::Ambiguous,
        "place;hour;where\nKaunas;1,234;here\n",
        str![[r#"
error[E0803]: `1,234` can be read in two ways
 --> sheet.csv:2:8
  |
2 | Kaunas;1,234;here
  |        ^^^^^ decimals, or thousands?
  |
  = help: for thousands write `1234`
  = help: for decimals write `1,2340`, or `1.2340`
  = note: no other number in the table has a decimal comma or point that would decide

1 error

"#]],
    );
}

#[test]
fn a_row_that_is_too_long() {
    sheet_is_refused(
        Code::RaggedRow,
        "place;hour;where\nKaunas;12;here;there\n",
        str![[r#"
error[E0804]: a row has 4 cells, the header 3
 --> sheet.csv:2:1
  |
2 | Kaunas;12;here;there
  | ^^^^^^^^^^^^^^^^^^^^ this row
  |
  = help: put cells with a semicolon inside in quotes

1 error

"#]],
    );
}

#[test]
fn a_cell_with_nothing_in_it() {
    sheet_is_refused(
        Code::EmptyCell,
        "place;hour;where\nKaunas;;here\n",
        str![[r#"
error[E0805]: Kaunas: the cell of `hour` is empty
 --> sheet.csv:2:8
  |
2 | Kaunas;;here
  |        ^ nothing here
  |
  = help: fill it in, or write  not provided  if the source does not give it: the case is then marked incomplete
  = help: or let the scenario's own value hold where it is empty:  [table] optional = ["hour"]

1 error

"#]],
    );
}

#[test]
fn shares_that_exceed_one_in_a_draw() {
    let stages = "next = { warned = \"share_warned\", seen = \"share_seen\", over = \"rest\" } }\nwarned = { next = \"over\" }\nseen = { next = \"over\" }";
    let shares = "share_warned = \"40 to 60 % | assumption: a test\"\nshare_seen = \"30 to 50 % | assumption: a test\"\neverybody";
    stops(
        Code::SharesAboveOneInDraw,
        &[("next = \"over\" }", stages), ("everybody", shares)],
        &[],
        str![[r#"
error[E0901]: policy fines, stage.caught: shares come to 1.0947 in draw 12
 |
 = help: narrow the ranges, or give one branch the `rest` and the widest share `at_most = 1`
 = note: the shares there: warned 0.639, seen 0.4557

"#]],
    );
}

#[test]
fn more_returns_than_were_counted() {
    let parameters = "known = \"9000 person | assumption: a test\"\nterm = \"12 month | assumption: a test\"\nagain = \"50 % in 12 months | assumption: a test\"\neverybody";
    let changes = [
        ("arrivals = \"caught\", next = \"over\"", "entries = \"caught\", next = \"at_risk\""),
        (
            "over   = {}",
            "over   = {}\nat_risk = { initial = \"known\", stay = \"term\", each = { caught = \"again\" }, next = \"over\" }",
        ),
        ("everybody", parameters),
        ("discount = 0.0", "discount = 0.0\nwarm_up = \"0 years\""),
        ("[policy.talks]", "[answers]\nlife_at_liberty = { not_modelled = \"a test\" }\n\n[policy.talks]"),
    ];
    stops(
        Code::ReturnsExceedCountInDraw,
        &changes,
        &[],
        str![[r#"
error[E0902]: policy fines, stage.caught: more people return than the published total allows in the central case, 2024
 |
 = help: lower the shares that lead back to the stage, or count new people with `arrivals`
 = note: 4500 people return in a cycle, and all who enter are 1000

"#]],
    );
}

#[test]
fn a_stay_shorter_than_nothing() {
    let parameters = "short = \"10 day | assumption: a test\"\nlong = \"40 day | assumption: a test\"\nterm = \"= short - long\"\neverybody";
    let changes = [
        ("next = \"over\"", "next = \"held\""),
        ("over   = {}", "over   = {}\nheld = { role = \"custody\", stay = \"term\", next = \"over\" }"),
        ("everybody", parameters),
        ("discount = 0.0", "discount = 0.0\nwarm_up = \"0 years\""),
    ];
    stops(
        Code::StayBelowZeroInDraw,
        &changes,
        &[],
        str![[r#"
error[E0906]: policy fines, stage.held: a stay is shorter than nothing in the central case, 2024
 |
 = help: give the length of stay limits or a range above 0
 = note: it is -30 days long

"#]],
    );
}

#[test]
fn more_people_than_can_be_counted_one_by_one() {
    stops(
        Code::TooManyToCount,
        &[("1000 person/year", "1e12 person/year"), ("discount = 0.0", "discount = 0.0\npeople = \"whole\"")],
        &[],
        str![[r#"
error[E0530]: policy fines, stage.caught: too many people to be counted one by one in draw 1, 2024
 |
 = help: check the unit of the count, or run it with --people cohort
 = note: 1e12 people are expected in one cycle; the limit is 1e11

"#]],
    );
}

#[test]
fn a_division_by_nothing() {
    let talk = "= hour * paper_time / nobody\"\nnobody = \"0 1 | assumption: a test";
    stops(
        Code::NotFinite,
        &[("5 EUR/person | assumption: for this test", talk)],
        &[],
        str![[r#"
error[E0903]: talks/cost/talk/2024 is not a finite number in the central case
 |
 = help: look for a division by a parameter that can be 0, or the logarithm of one
 = help: look for numbers so large that their product cannot be held

"#]],
    );
}

#[test]
fn people_beyond_all_numbers() {
    let changes = [
        ("1000 person/year", "1e308 person/year"),
        ("over   = {}", "over = { initial = \"many\" }"),
        ("everybody", "many = \"1.7e308 person | assumption: a test\"\neverybody"),
    ];
    stops(
        Code::PeopleNotConserved,
        &changes,
        &[],
        str![[r#"
error[E0904]: policy fines: people are not conserved in the central case, 2024
 |
 = help: if the numbers of people are plausible, the mistake is ours: please report it with the scenario
 = note: inf people are present, inf came

"#]],
    );
}

#[test]
fn too_many_draws_for_the_memory() {
    let arguments = ["run", "town.toml", "-n", "67108864", "--keep", "lines"];
    earns(
        Code::TooMuchMemory,
        &[("town.toml", TOWN.as_bytes())],
        &arguments,
        str![[r#"
error[E0905]: 67108864 draws of 23 results would take 11 GiB; the limit is 8 GiB
 |
 = help: ask for at most 46684160 draws
 = help: ask for totals only with --by-year totals

"#]],
    );
}

#[test]
fn a_folder_that_is_already_there() {
    let files = [("town.toml", TOWN.as_bytes()), ("results/notes.txt", b"mine".as_slice())];
    earns(
        Code::Exists,
        &files,
        &[SIXTEEN_DRAWS, &["--out", "results"]].concat(),
        str![[r#"
error[E1001]: results is already there and not empty
 |
 = help: name another one, or replace its files with --force

"#]],
    );
}

#[test]
fn a_folder_inside_a_file() {
    let files = [("town.toml", TOWN.as_bytes()), ("file", b"".as_slice())];
    earns(
        Code::CannotWrite,
        &files,
        &[SIXTEEN_DRAWS, &["--out", "file/below"]].concat(),
        str![[r#"
error[E1002]: file/below cannot be written: file is not a directory
 |
 = help: name another place

"#]],
    );
}

#[test]
fn a_library_that_is_run_by_itself() {
    earns(
        Code::UsageError,
        &[("library.toml", LIBRARY.as_bytes())],
        &["run", "library.toml"],
        str![[r#"
error[E1003]: `library.toml` is a policy library and does not run by itself
 |
 = help: lay it over a scenario:  SCENARIO.toml --policy-file library.toml
 = help: or give it a country of its own, in tables that begin with `host`: [host.scenario] …

1 error

"#]],
    );
}

#[test]
fn a_question_without_an_answer() {
    let answered = [
        "counterfactual_volume",
        "effect_on_use",
        "effect_on_other_crime",
        "net_widening",
        "released_staff",
        "transition_cost",
        "fines_collected",
        "selection_in_studies",
        "life_at_liberty",
    ];
    let answers = answered.map(|question| format!("{question} = {{ not_modelled = \"a test\" }}\n")).concat();
    let town = format!("{TOWN}\n[answers]\n{answers}");
    earns(
        Code::UnansweredQuestion,
        &[("town.toml", town.as_bytes())],
        &["check", "--strict", "town.toml"],
        str![[r#"
warning[W1101]: town.toml: [answers] says nothing about service capacity
 |
 = help: write service_capacity = { not_modelled = "why" }, or what in the scenario answers it

1 warning

"#]],
    );
}

/// The town with a law and amounts.
fn with_law(changes: &[(&str, &str)]) -> String {
    let law = r#"
[law]
today = { country = "KGZ", at = 2019-10-01 }
pure  = { like = "today", change = [{ substance = "amphetamine", basis = "pure" }] }

[amounts.street]
median = "grams"
spread = "spread"
purity = "purity"

[policy.talks.parameter]
share = { band = { law = "pure", substance = "amphetamine", name = "large", amounts = "street" } }
"#;
    let parameters = r#"everybody  = "100 % | assumption: for this test"
grams      = "0.2 g | assumption: for this test"
spread     = "1.2 1 | assumption: for this test"
purity     = "20 % | assumption: for this test"
share      = { band = { law = "today", substance = "amphetamine", name = "large", amounts = "street" } }"#;
    let town = town(&[
        (r#"everybody  = "100 % | assumption: for this test""#, parameters),
        (r#"amount = "paper_time * hour""#, r#"amount = "paper_time * hour * share""#),
    ]);
    changes.iter().fold(town + law, |text, (from, to)| {
        assert!(text.contains(from), "no {from:?}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn a_law_that_does_not_exist() {
    earns(
        Code::UnknownLaw,
        &[("town.toml", with_law(&[(r#"like = "today""#, r#"like = "todya""#)]).as_bytes())],
        CHECK,
        str![[r#"
error[E1250]: law.pure: no law called `todya`
  --> town.toml:46:18
   |
46 | pure  = { like = "todya", change = [{ substance = "amphetamine", basis = "pure" }] }
   |                  ^^^^^^^ does not exist
   |
   = help: did you mean `today`?

1 error

"#]],
    );
}

#[test]
fn a_law_that_cannot_be_made() {
    earns(
        Code::BadLaw,
        &[("town.toml", with_law(&[(r#"basis = "pure""#, r#"basis = "both_exceeded""#)]).as_bytes())],
        CHECK,
        str![[r#"
error[E1251]: law.pure.change[1]: two limits count, and only one is there
  --> town.toml:46:37
   |
46 | pure  = { like = "today", change = [{ substance = "amphetamine", basis = "both_exceeded" }] }
   |                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs `pure_to`
   |
   = help: give each band with an end its `pure_to`, in grams

1 error

"#]],
    );
}

#[test]
fn amounts_that_say_nothing_of_purity() {
    earns(
        Code::BadAmounts,
        &[(
            "town.toml",
            with_law(&[("purity = \"purity\"\n", ""), ("purity     = \"20 % | assumption: for this test\"\n", "")])
                .as_bytes(),
        )],
        CHECK,
        str![[r#"
error[E1252]: parameter.share.band: the law counts pure substance, and `amounts.street` says nothing of purity
  --> town.toml:52:11
   |
47 | [amounts.street]
   |          ------ add `purity` here
...
52 | share = { band = { law = "pure", substance = "amphetamine", name = "large", amounts = "street" } }
   |           ^^^^ needs purity
   |
   = help: add  purity = "parameter"

1 error

"#]],
    );
}

#[test]
fn a_weight_below_zero_and_a_column_too_many() {
    let file = with_law(&[("median = \"grams\"\nspread = \"spread\"", "file = \"cases.csv\"\nunit = \"g\"")]);
    let files = |cases: &'static str| [("town.toml", file.clone().into_bytes()), ("cases.csv", cases.into())];
    let weight = files("amount;purity\n-0,5;0,2\n");
    let weight: Vec<(&str, &[u8])> = weight.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    earns(
        Code::BadSeizure,
        &weight,
        CHECK,
        str![[r#"
error[E1253]: a weight of -0,5
 --> cases.csv:2:1
  |
2 | -0,5;0,2
  | ^^^^ below 0

warning[W0510]: parameter.grams: nothing is read by this name, so it changes no result (×2, this is the first)
  --> town.toml:23:1
   |
23 | grams      = "0.2 g | assumption: for this test"
   | ^^^^^ not used
   |
   = help: use it, or remove it

1 error, 2 warnings

"#]],
    );
    let column = files("amount;office\n0,5;north\n");
    let column: Vec<(&str, &[u8])> = column.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    earns(
        Code::ExtraColumn,
        &column,
        CHECK,
        str![[r#"
error[E1254]: the table has a column `office` that means nothing here
 --> cases.csv:1:8
  |
1 | amount;office
  |        ^^^^^^ not asked for
  |
  = help: remove it, or leave it alone:  notes = ["office"]

warning[W0510]: parameter.grams: nothing is read by this name, so it changes no result (×2, this is the first)
  --> town.toml:23:1
   |
23 | grams      = "0.2 g | assumption: for this test"
   | ^^^^^ not used
   |
   = help: use it, or remove it

1 error, 2 warnings

"#]],
    );
}

#[test]
fn many_cases_near_a_limit() {
    earns(
        Code::NearTheLine,
        &[("town.toml", with_law(&[("0.2 g", "1.5 g"), ("1.2 1", "0.3 1")]).as_bytes())],
        CHECK,
        str![[r#"
warning[W1260]: parameter.share: 26 % of the cases lie within 10 % of a limit
  --> town.toml:26:16
   |
26 | share      = { band = { law = "today", substance = "amphetamine", name = "large", amounts = "street" } }
   |                ^^^^ more than 5 %
   |
   = help: look at the run with `bunching` as well: people and police react to limits
   = note: `crimcost law share` shows the share along the limit

1 warning

"#]],
    );
}

/// A question about the town; its 16 draws hold nothing that a message needs.
fn asks(code: Code, changes: &[(&str, &str)], grid: &str, expected: impl IntoData) {
    let question = ["sensitivity", "town.toml", "--draws", "16", "--grid", grid];
    earns(code, &[("town.toml", town(changes).as_bytes())], &question, expected);
}

#[test]
fn a_grid_of_a_parameter_that_is_not_there() {
    asks(
        Code::GridUnknown,
        &[],
        "paper_tme,hour",
        str![[r#"
error[E1420]: no parameter called `paper_tme`
 |
 = help: did you mean `paper_time`?

"#]],
    );
}

#[test]
fn a_grid_of_a_parameter_that_is_known() {
    asks(
        Code::GridCertain,
        &[],
        "paper_time,hour",
        str![[r#"
error[E1421]: `hour` is known: it has no range to be moved over
 |
 = help: parameters with one uncertain number: paper_time

"#]],
    );
}

#[test]
fn a_grid_of_one_parameter() {
    asks(
        Code::GridOfOne,
        &[],
        "paper_time,paper_time",
        str![[r#"
error[E1422]: both sides of the grid are `paper_time`
 |
 = help: name two parameters:  --grid A,B

"#]],
    );
}

#[test]
fn a_grid_with_corners_that_cannot_be() {
    // No draw has both shares near their 99th percentiles; a corner of the grid has.
    asks(
        Code::GridImpossible,
        &[
            (
                "everybody  = \"100 %",
                "warned = \"22 to 50 % | assumption: for this test\"\nfined = \"22 to 50 % | assumption: for this test\"\neverybody  = \"100 %",
            ),
            (
                "next = \"over\" }\nover   = {}",
                "next = { one = \"warned\", other = \"fined\", over = \"rest\" } }\none    = {}\nother  = {}\nover   = {}",
            ),
        ],
        "warned,fined",
        str![[r#"
error[E1423]: the model cannot be run over all of `warned` and `fined`
 |
 = help: narrow their ranges, or declare  at_most  where a share may be cut
 = note: policy fines, stage.caught: shares come to 1.0079

"#]],
    );
}

#[test]
fn a_question_about_a_result_that_is_not_known_in_its_sense() {
    earns(
        Code::ResultNotKnown,
        &[("town.toml", town(&[]).as_bytes())],
        &["sensitivity", "town.toml", "--result", "talks/saving/public/all/cashable"],
        str![[r#"
error[E1401]: `talks/saving/public/all/cashable` is not known in this sense
 |
 = help: ask for it at average cost, or give every line its `varies` and `cashable`
 = note: a line of it does not say what would vary or could be cashed

"#]],
    );
}

const AN_OUTCOME: (&str, &str) = (
    "[policy.talks]\n",
    "[outcome]\ncases = { stage = \"caught\", per = \"entry\", unit = \"person\" }\n\n[policy.talks]\n",
);

#[test]
fn an_outcome_that_does_not_exist() {
    earns(
        Code::UnknownOutcome,
        &[("town.toml", town(&[AN_OUTCOME]).as_bytes())],
        &["sensitivity", "town.toml", "-n", "16", "--show", "curves", "--outcome", "csaes"],
        str![[r#"
error[E1430]: no outcome called `csaes`
 |
 = help: did you mean `cases`?

"#]],
    );
}

#[test]
fn an_outcome_that_nobody_wants_more_or_less_of() {
    earns(
        Code::OutcomeNotWorth,
        &[("town.toml", town(&[AN_OUTCOME]).as_bytes())],
        &["sensitivity", "town.toml", "-n", "16", "--show", "curves", "--outcome", "cases"],
        str![[r#"
error[E1431]: `cases` does not say which way it is wanted
 |
 = help: add  better = "less"  or  better = "more"  to [outcome.cases]

"#]],
    );
}

/// What a claim about the town, or a parameter to be moved, earns.
fn claim_earns(code: Code, changes: &[(&str, &str)], arguments: &[&str], expected: impl IntoData) {
    let command = [&["breakeven", "town.toml", "-n", "16"], arguments].concat();
    earns(code, &[("town.toml", town(changes).as_bytes())], &command, expected);
}

#[test]
fn a_claim_that_cannot_be_read() {
    claim_earns(
        Code::BadClaim,
        &[],
        &["--claim", "saving = 0"],
        str![[r#"
error[E1440]: `saving = 0` claims nothing
 --> --claim:1:1
  |
1 | saving = 0
  | ^^^^^^^^^^ equality is never exactly true
  |
  = help: write RESULT, one of <= >= < >, and an amount:  --claim "saving <= 0"

1 error

"#]],
    );
    claim_earns(
        Code::BadClaim,
        &[],
        &["--claim", "saving <= 1,000"],
        str![[r#"
error[E1440]: `1,000` is not an amount
 --> --claim:1:11
  |
1 | saving <= 1,000
  |           ^^^^^ a comma may mean thousands or decimals
  |
  = help: amounts are written as 10000000, 10 000 000, 1e7, 10M or 10 million, with a point before decimals

1 error

"#]],
    );
}

#[test]
fn a_claim_in_another_unit_than_its_result() {
    claim_earns(
        Code::ClaimUnit,
        &[],
        &["--claim", "saving <= 10 person"],
        str![[r#"
error[E1441]: the claim is in `person`, and the result in `EUR`
 --> --claim:1:14
  |
1 | saving <= 10 person
  |              ^^^^^^ not `EUR`
  |
  = help: write the amount in `EUR`, or leave the unit out
  = help: amounts may end in k, M or bn; thousand, million or billion

1 error

"#]],
    );
}

#[test]
fn a_claim_in_another_currency_than_the_scenario() {
    claim_earns(
        Code::ClaimCurrency,
        &[],
        &["--claim", "saving >= 10M USD"],
        str![[r#"
error[E1442]: the claim is in USD, and the result in EUR
 --> --claim:1:15
  |
1 | saving >= 10M USD
  |               ^^^ not EUR
  |
  = help: write the amount in EUR, at prices of 2024
  = note: a claim is not converted: which rate and which year were meant is part of the claim

1 error

"#]],
    );
}

#[test]
fn a_claim_about_a_result_or_policy_that_does_not_exist() {
    claim_earns(
        Code::UnknownResult,
        &[],
        &["--claim", "talk/saving/public/all <= 0"],
        str![[r#"
error[E0407]: no result called `talk/saving/public/all`
 --> --claim:1:1
  |
1 | talk/saving/public/all <= 0
  | ^^^^^^^^^^^^^^^^^^^^^^ asked for here
  |
  = help: did you mean `talks/saving/public/all`?
  = help: crimcost run FILE --format csv  lists all results with their ids

1 error

"#]],
    );
    claim_earns(
        Code::UnknownPolicy,
        &[],
        &["--claim", "saving of talk <= 0"],
        str![[r#"
error[E0404]: no policy called `talk`
 --> --claim:1:1
  |
1 | saving of talk <= 0
  | ^^^^^^^^^^^^^^ does not exist
  |
  = help: did you mean `talks`?

1 error

"#]],
    );
}

#[test]
fn a_claim_about_money_that_is_not_known_in_its_sense() {
    claim_earns(
        Code::ResultNotKnown,
        &[],
        &["--claim", "talks/saving/public/all/cashable <= 0"],
        str![[r#"
error[E1401]: `talks/saving/public/all/cashable` is not known in this sense
 --> --claim:1:1
  |
1 | talks/saving/public/all/cashable <= 0
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ asked for here
  |
  = help: ask for it at average cost, or give every line its `varies` and `cashable`
  = note: a line of it does not say what would vary or could be cashed

1 error

"#]],
    );
}

#[test]
fn a_parameter_that_has_no_value_to_be_moved() {
    let formula = r#"talk       = "= hour * brief"
brief      = "0.5 hour/person | assumption: for this test""#;
    claim_earns(
        Code::CannotMove,
        &[(r#"talk       = "5 EUR/person | assumption: for this test""#, formula)],
        &["--parameter", "talk"],
        str![[r#"
error[E1443]: `talk` cannot be moved alone: it is worked out from others
 |
 = help: ask for one of them: hour, brief

"#]],
    );
    claim_earns(
        Code::UnknownParameter,
        &[],
        &["--parameter", "talks"],
        str![[r#"
error[E0401]: no parameter called `talks`
 |
 = help: did you mean `talk`?

"#]],
    );
}

const COMPARE: &[&str] = &["compare", "town.toml", "-n", "16"];
const SHORTER: (&str, &str) = (
    "[policy.talks]",
    "[policy.shorter]\nparameter.paper_time = \"1 hour/person | assumption: for this test\"\n\n[policy.talks]",
);

/// The town with changes, its policies stacked.
fn does_not_stack(code: Code, changes: &[(&str, &str)], more: &[&str], expected: impl IntoData) {
    earns(code, &[("town.toml", town(changes).as_bytes())], &[COMPARE, more].concat(), expected);
}

#[test]
fn one_reform_is_no_stack() {
    does_not_stack(
        Code::StackTooSmall,
        &[],
        &[],
        str![[r#"
error[E1450]: one reform to stack, and it takes two
 |
 = help: lay a library over the scenario:  --policy-file FILE
 = help: or write a second [policy.NAME] into the file

1 error

"#]],
    );
}

#[test]
fn more_reforms_than_can_be_stacked() {
    let policies: String = (1..=8).map(|number| format!("[policy.p{number}]\nabout = \"Nothing\"\n\n")).collect();
    does_not_stack(
        Code::StackTooLarge,
        &[("[policy.talks]", &format!("{policies}[policy.talks]"))],
        &[],
        str![[r#"
error[E1451]: 9 reforms, and at most 8 can be stacked
 |
 = help: name those that matter:  --policy p1+p2+p3;  or write one policy that extends several
 = note: every set of them is a policy of its own, and 8 are 256 policies

1 error

"#]],
    );
}

#[test]
fn a_reform_stacked_on_itself() {
    does_not_stack(
        Code::StackedTwice,
        &[SHORTER],
        &["--policy", "talks+shorter", "--policy", "talks"],
        str![[r#"
error[E1452]: `talks` is stacked twice
 --> --policy:1:15
  |
1 | talks+shorter+talks
  |               ^^^^^ the second time
  |
  = help: keep one of them

1 error

"#]],
    );
}

#[test]
fn a_reform_that_holds_another_of_the_stack() {
    does_not_stack(
        Code::StackNested,
        &[("[policy.talks]", "[policy.wide]\nextends = [\"talks\"]\n\n[policy.talks]")],
        &["--policy", "talks+wide"],
        str![[r#"
error[E1453]: `wide` already holds `talks`
  --> town.toml:35:12
   |
35 | extends = ["talks"]
   |            ^^^^^^^ `talks` is in it
   |
   = help: write what `wide` adds as a policy of its own, and stack that on `talks`
   = help: or stack `wide` without `talks`
   = note: on top of `wide`, `talks` adds nothing; the two have no shares of their own

1 error

"#]],
    );
}

#[test]
fn the_baseline_in_a_stack() {
    does_not_stack(
        Code::StackedBaseline,
        &[SHORTER],
        &["--policy", "fines+talks"],
        str![[r#"
error[E1454]: `fines` is the baseline, with which every set of reforms is compared
 --> --policy:1:1
  |
1 | fines+talks
  | ^^^^^ not a reform
  |
  = help: leave it out; the policies are shorter, talks

1 error

"#]],
    );
}

#[test]
fn a_stack_in_a_sense_that_is_not_known() {
    does_not_stack(
        Code::ResultNotKnown,
        &[SHORTER],
        &["--sense", "cashable"],
        str![[r#"
error[E1401]: what every combination saves is not known in the sense `cashable`
 |
 = help: ask for one that is known:  --sense average
 = note: a line of one of them does not say what would vary or could be cashed

"#]],
    );
}

#[test]
fn every_pair_that_does_not_go_together_is_named_once_before_anything_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let other = |name: &str, hours: u32| {
        format!("[policy.{name}]\nparameter.paper_time = \"{hours} hour/person | assumption: for this test\"\n\n")
    };
    let policies = format!("{}{}{}[policy.talks]", other("one", 1), other("two", 2), other("same", 2));
    let text = town(&[("[policy.talks]", &policies)]);
    fs::write(directory.path().join("town.toml"), &text).unwrap();
    let all = ["compare", "town.toml", "-n", "16", "--out", "stack"];
    let said = said(directory.path(), &all);
    // `two` and `same` agree, `talks` touches none: two clashes, however many sets hold them.
    assert_eq!(said.matches("[E0701]").count(), 2, "{said}");
    assert!(said.contains("[policy.\"one+two\"]") && said.contains("[policy.\"one+same\"]"), "{said}");
    assert!(said.contains("set by `one`") && said.contains("set by `two`") && said.contains("set by `same`"), "{said}");
    assert!(!directory.path().join("stack").exists());
    let settled = "\n[policy.\"one+two\"]\nparameter.paper_time = \"1 hour/person | assumption: for this test\"\n\
                   \n[policy.\"one+same\"]\nparameter.paper_time = \"1 hour/person | assumption: for this test\"\n";
    fs::write(directory.path().join("town.toml"), text + settled).unwrap();
    assert_eq!(self::said(directory.path(), &all).replace("wrote stack\n", ""), "");
    for file in ["answers.json", "stack.csv", "waterfall.svg", "waterfall.png"] {
        assert!(directory.path().join("stack").join(file).exists(), "{file}");
    }
}

/// The hour of the town with somebody else's claim.
fn claimed(positions: &str) -> String {
    town(&[(
        r#"hour       = "10 EUR/hour | assumption: for this test""#,
        &format!(
            r#"hour       = {{ value = 10, unit = "EUR/hour", assumption = "for this test", positions = [{positions}] }}"#
        ),
    )])
}

#[test]
fn a_claim_in_another_kind_of_unit() {
    let town = claimed(r#"{ who = "Ministry", value = "70 EUR/day/person" }"#);
    earns(
        Code::BadPosition,
        &[("town.toml", town.as_bytes())],
        CHECK,
        str![[r#"
error[E1460]: parameter.hour.positions[1]: the claim is in EUR/person/day, the parameter in EUR/day
  --> town.toml:20:122
   |
20 | ..., positions = [{ who = "Ministry", value = "70 EUR/day/person" }] }
   |                                                   ^^^^^^^^^^^^^^ another kind of unit
   |
   = help: a claim must stand in the parameter's place: give it in the same kind of unit

1 error

"#]],
    );
}

#[test]
fn a_claim_that_is_per_cent_or_not() {
    let town = town(&[(
        r#"everybody  = "100 % | assumption: for this test""#,
        r#"everybody  = { range = [10, 30], unit = "%", assumption = "x", positions = [{ who = "Ministry", value = "0.05 to 0.20" }] }"#,
    )]);
    earns(
        Code::BadPosition,
        &[("town.toml", town.as_bytes())],
        CHECK,
        str![[r#"
error[E1460]: parameter.everybody.positions[1]: `0.05 to 0.20` could be per cent or a share of 1
  --> town.toml:22:105
   |
22 | everybody  = { range = [10, 30], unit = "%", assumption = "x", positions = [{ who = "Ministry", value = "0.05 to 0.20" }] }
   |                                                                                                         ^^^^^^^^^^^^^^ no unit beside a parameter in per cent
   |
   = help: write `0.05 to 0.20 %`, or `0.05 to 0.20 1` for a pure number

1 error

"#]],
    );
}

#[test]
fn somebody_who_claims_two_things() {
    let town = claimed(r#"{ who = "Ministry", value = 7 }, { who = "Ministry", range = [8, 9] }"#);
    earns(
        Code::ClaimedTwice,
        &[("town.toml", town.as_bytes())],
        CHECK,
        str![[r#"
error[E1461]: parameter.hour.positions[2]: Ministry claims two things
  --> town.toml:20:131
   |
20 | ...for this test", positions = [{ who = "Ministry", value = 7 }, { who = "Ministry", range = [8, 9] }] }
   |                                         ---------- the first             ^^^^^^^^^^ the second
   |
   = help: keep one, write one range, or say who claims which

1 error

"#]],
    );
}

#[test]
fn nobody_claims_anything() {
    earns(
        Code::NothingContested,
        &[("town.toml", TOWN.as_bytes())],
        &["contest", "town.toml", "-n", "16"],
        str![[r#"
error[E1462]: every parameter has one position only: that of the scenario
 |
 = help: write beside a parameter, in its table form, what somebody else says it is:  positions = [{ who = "Ministry", value = "50 to 70 EUR/person/day | official: letter p. 2" }]
 = help: crimcost fmt --long FILE  writes parameters in their table form

"#]],
    );
}

#[test]
fn a_side_that_claims_nothing() {
    let town = claimed(r#"{ who = "Ministry", value = 7 }"#);
    earns(
        Code::NothingContested,
        &[("town.toml", town.as_bytes())],
        &["contest", "town.toml", "-n", "16", "--side", "Health NGO"],
        str![[r#"
error[E1462]: `Health NGO` claims nothing here
 |
 = help: the other sides are: Ministry
 = help: the beginning of a name is enough:  --side Ministry

"#]],
    );
}

#[test]
fn more_contested_than_can_be_mixed() {
    let more: String = (1..=8).fold(String::from("[parameter]\n"), |text, number| {
        text + &format!(
            "x{number} = {{ value = 1, unit = \"1\", assumption = \"x\", positions = [{{ who = \"Ministry\", value = 2 }}] }}\n"
        )
    });
    let town = claimed(r#"{ who = "Ministry", value = 7 }"#).replacen("[parameter]\n", &more, 1);
    earns(
        Code::TooManyContested,
        &[("town.toml", town.as_bytes())],
        &["contest", "town.toml", "-n", "16"],
        str![[r#"
error[E1463]: Ministry contests 9 parameters: 512 mixtures
 |
 = help: choose at most 8:  --only x1,x2,x3,x4,x5,x6,x7,x8
 = note: contested are: x1, x2, x3, x4, x5, x6, x7, x8, hour

"#]],
    );
}

#[test]
fn a_contest_on_draws_that_are_not_paired() {
    let town = claimed(r#"{ who = "Ministry", value = 7 }"#);
    earns(
        Code::NotPaired,
        &[("town.toml", town.as_bytes())],
        &["contest", "town.toml", "--sampler", "sobol"],
        str![[r#"
error[E1464]: Sobol draws hang on the place of an input, so two sides would not share them
 |
 = help: leave --sampler out: stratified draws hang on the name of an input

"#]],
    );
}
