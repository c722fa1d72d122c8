use super::check_keys;
use crate::codes::Code;
use crate::scenario::expand::expand;
use crate::text::{Files, Problems, parse};

const WHOLE: &str = r#"format = 1
[scenario]
title = { en = "A city", lt = "Miestas" }
country = "GEO"
currency = "GEL"
price_year = 2014
start_year = 2014
years = 5
cycle = "month"
discount = { money = 0.03, outcomes = 0.0 }
baseline = "today"
[source]
cbw = { title = "Report", publisher = "Ministry", year = 2016, retrieved = 2024-05-17 }
[parameter]
people = "100 person/year | press: cbw"
fine = { range = [5, 9], unit = "GEL/person", source = "cbw", grade = "press" }
[default.cost]
basis = "average"
payer = "budget"
[stage]
test = { entries = "people", next = "closed" }
closed = {}
[payer]
budget = { level = "state" }
[cost]
fine = { stage = "test", per = "entry", amount = "fine" }
[policy.less]
stage.test.title = "Tests"
parameter.fine.value = 4
[variant.start]
scenario.within_cycle = "start"
policy.less.cost.fine.amount = "fine"
"#;

fn check(text: &str) -> (Files, Problems) {
    let mut files = Files::default();
    let file = files.add("city.toml", text);
    let mut problems = Problems::default();
    if let Some(mut tree) = parse(file, &files, &mut problems) {
        expand(&mut tree, &files, &mut problems);
        check_keys(&tree, &mut problems);
    }
    (files, problems)
}

/// The whole file with one line put in place of another.
fn with(old: &str, new: &str) -> String {
    assert!(WHOLE.contains(old), "{old}");
    WHOLE.replacen(old, new, 1)
}

#[track_caller]
fn only(text: &str, code: Code, message: &str, help: &[&str]) {
    let (files, problems) = check(text);
    let found = problems.sorted();
    let blocks: Vec<String> = found.iter().map(|problem| problem.block(&files, false)).collect();
    assert_eq!(found.len(), 1, "{}", blocks.join("\n"));
    assert_eq!((found[0].code, found[0].message.as_str()), (code, message));
    assert_eq!(found[0].help, help);
}

#[test]
fn a_whole_file_has_nothing_to_report() {
    let (files, problems) = check(WHOLE);
    let blocks: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
    assert!(blocks.is_empty(), "{}", blocks.join("\n"));
}

#[test]
fn an_unknown_key_gets_the_nearest_known_one() {
    let (files, problems) = check(&with("[source]", "warmup = \"1 year\"\n[source]"));
    let expected = r#"
error[E0101]: scenario: there is no key `warmup`
  --> city.toml:12:1
   |
12 | warmup = "1 year"
   | ^^^^^^ unknown key
   |
   = help: did you mean `warm_up`?
"#;
    assert_eq!(problems.sorted()[0].block(&files, false).trim(), expected.trim());
}

#[test]
fn two_keys_equally_near_are_both_named() {
    let text = with("amount = \"fine\" }", "amount = \"fine\", pay = \"x\", payex = \"people\" }");
    let (_, problems) = check(&text);
    let helps: Vec<&str> = problems.sorted().iter().map(|problem| problem.help[0].as_str()).collect();
    assert!(helps.contains(&"did you mean `payer` or `payee`?"), "{helps:?}");
}

#[test]
fn a_key_of_the_scenario_at_the_top_is_sent_there() {
    let text = with("format = 1", "format = 1\nprice_year = 2014").replacen("price_year = 2014\nstart", "start", 1);
    let (_, problems) = check(&text);
    let found = problems.sorted();
    assert!(found.iter().any(|problem| problem.help == ["`price_year` belongs below [scenario]"]), "{found:?}");
}

#[test]
fn a_missing_key_is_shown_with_the_line_to_add() {
    let (files, problems) =
        check(&with("[payer]\nbudget = { level = \"state\" }", "[payer.budget]\ntitle = \"Budget\""));
    let expected = r#"
error[E0102]: payer.budget: `level` is missing
  --> city.toml:23:8
   |
23 | [payer.budget]
   |        ^^^^^^ needs `level`
   |
   = help: add `level = "state"`: whose money it is
"#;
    assert_eq!(problems.sorted()[0].block(&files, false).trim(), expected.trim());
}

#[test]
fn wrong_kinds_words_and_numbers_say_what_to_write() {
    use Code::*;
    let cases: [(&str, &str, Code, &str, &[&str]); 16] = [
        (
            "years = 5",
            "years = \"5\"",
            WrongType,
            "scenario.years must be a whole number, not a text",
            &["remove the quotes: `years = 5`"],
        ),
        (
            "years = 5",
            "years = 5.0",
            WrongType,
            "scenario.years must be a whole number, not a number",
            &["write it without a decimal point: `years = 5`"],
        ),
        ("years = 5", "years = 500", OutOfRange, "scenario.years: 500 is not between 1 and 200", &[]),
        (
            "money = 0.03",
            "money = 3",
            OutOfRange,
            "scenario.discount.money: 3 is not between 0 and 1",
            &["for 3 percent write 0.03"],
        ),
        (
            "money = 0.03",
            "money = \"3 %\"",
            WrongType,
            "scenario.discount.money must be a number, not a text",
            &["write the share as a number: `money = 0.03`"],
        ),
        (
            "cycle = \"month\"",
            "cycle = \"monht\"",
            UnknownWord,
            "scenario.cycle: `monht` is not one of the words allowed here",
            &["did you mean `month`?", "words: week, month, quarter, year"],
        ),
        (
            "press\" }",
            "pres\" }",
            BadGrade,
            "parameter.fine.grade: `pres` is not one of the words allowed here",
            &["did you mean `press`?", "words: official, study, press, expert, assumption"],
        ),
        (
            "press: cbw",
            "pres: cbw",
            BadGrade,
            "parameter.people.grade: `pres` is not one of the words allowed here",
            &["did you mean `press`?", "words: official, study, press, expert, assumption"],
        ),
        ("\"GEO\"", "\"geo\"", UnknownWord, "scenario.country: `geo` is not the code of a country", &["write `GEO`"]),
        (
            "\"GEL\"\n",
            "\"XYZ\"\n",
            UnknownWord,
            "scenario.currency: `XYZ` is not the code of a currency",
            &["three capital letters, such as `EUR`"],
        ),
        (
            "next = \"closed\"",
            "next = { closed = 1 }",
            WrongType,
            "stage.test.next.closed must be the name of a parameter, not a whole number",
            &["numbers live in parameters: give this one a line below [parameter] and write its name here"],
        ),
        (
            "years = 5",
            "years = 5\npeople = \"hole\"",
            UnknownWord,
            "scenario.people: `hole` is not one of the words allowed here",
            &["did you mean `whole`?", "words: cohort, whole"],
        ),
        (
            "range = [5, 9]",
            "range = [5, 7, 9]",
            WrongType,
            "parameter.fine.range: two numbers are needed, not 3",
            &["for example `range = [4, 9]`"],
        ),
        (
            "closed = {}",
            "closed = {}\n\"in court\" = {}",
            BadName,
            "stage: `in court` is not a name: names have the letters a to z, digits and `_`, and begin with a letter",
            &["for example `in_court`"],
        ),
        (
            "format = 1",
            "format = 2",
            WrongFormat,
            "the file is of format 2; this program reads format 1",
            &["use a newer crimcost"],
        ),
        ("format = 1", "", MissingKey, "the file does not say its format", &["write `format = 1` in the first line"]),
    ];
    for (old, new, code, message, help) in cases {
        only(&with(old, new), code, message, help);
    }
}

#[test]
fn a_key_one_table_too_deep_is_sent_out() {
    let observed = "{ observed = [{ year = 2013, events = 1, trials = 9, worth = 5 }], assumption = \"x\" }";
    only(
        &with("\"100 person/year | press: cbw\"", observed),
        Code::UnknownKey,
        "parameter.people.observed[1]: there is no key `worth`",
        &["`worth` stands beside `observed`, not inside it"],
    );
}

#[test]
fn a_library_is_held_against_its_own_grammar() {
    let library = "format = 1\n[library]\ntitle = \"Panels\"\n[needs.stage]\ncaught = \"found with drugs\"\n\
                   [needs.parameter]\nhour = { unit = \"money/hour\" }\n[policy.panels]\nabout = \"x\"\n";
    assert!(check(library).1.is_empty());
    only(
        &library.replace("[policy.panels]", "[cost.x]\nper = \"entry\"\n[policy.panels]"),
        Code::UnknownKey,
        "the file: there is no key `cost`",
        &["in a library the tables of its own country begin with `host`: [host.cost]"],
    );
}
