//! The documentation says what the program does: its examples run, its list of keys and its pictures are current.
//!
//! `CRIMCOST_REWRITE=1 cargo test --test documentation` writes the generated parts anew.

use crimcost::codes::Code;
use crimcost::scenario::expand::expand;
use crimcost::scenario::grammar::{check_keys, law_markdown, reference_markdown};
use crimcost::scenario::init::{template, templates};
use crimcost::text::{Files, Problem, Problems, parse};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const BEGIN: &str = "<!-- generated from the grammar: begin -->\n";
const END: &str = "<!-- generated from the grammar: end -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.replace("\r\n", "\n")
}

fn rewrites() -> bool {
    std::env::var_os("CRIMCOST_REWRITE").is_some()
}

/// The fenced blocks of a text whose first line is ```` ```language ````.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    let bodies = text.split(&fence).skip(1);
    bodies.map(|rest| rest.split("```").next().expect("split gives at least one part")).collect()
}

/// Runs the program in `directory`; its standard output. Anything but success is a failure with all that was said.
fn crimcost(directory: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_crimcost")).current_dir(directory).args(arguments).output().unwrap();
    let (printed, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "crimcost {}\n{printed}{said}", arguments.join(" "));
    printed
}

/// The central value of a result in the CSV that `run` prints, for the case of a table or the whole scenario.
fn central(csv_text: &str, id: &str, case: &str) -> f64 {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("no column {name}"));
    let (ids, cases, centrals) = (column("id"), column("case"), column("central"));
    let row = reader.records().map(Result::unwrap).find(|row| &row[ids] == id && &row[cases] == case);
    row.unwrap_or_else(|| panic!("no {id} of {case}"))[centrals].parse().unwrap()
}

/// The files of `docs/scenario.md` that run, under the names that the page gives them.
fn examples() -> TempDir {
    let page = read("docs/scenario.md");
    let place = TempDir::new().unwrap();
    let kinds = [
        ("toml complete", &["small.toml", "many.toml"][..]),
        ("toml library", &["panels.toml"]),
        ("csv", &["many.csv"]),
    ];
    for (kind, names) in kinds {
        assert_eq!(blocks(&page, kind).len(), names.len(), "{kind}");
    }
    let files = kinds.iter().flat_map(|(kind, names)| names.iter().zip(blocks(&page, kind)));
    for (name, text) in files {
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

#[test]
fn the_small_scenario_of_the_manual_runs_and_meets_its_known_total() {
    let place = examples();
    let printed = crimcost(place.path(), &["run", "small.toml", "--central", "--format", "csv"]);
    // 1,000 people a year, everybody with a case, 30 % of them in court.
    let court = central(&printed, "punishment/entries/court/2024", "");
    assert!((court - 1000.0 * 0.30).abs() < 1e-6, "{court}");
    for variant in ["fewer_found", "all"] {
        crimcost(place.path(), &["run", "small.toml", "--draws", "16", "--variant", variant, "--quiet"]);
    }
}

#[test]
fn the_examples_of_the_manual_have_no_warnings() {
    let place = examples();
    for arguments in [
        &["check", "small.toml"][..],
        &["check", "small.toml", "--policy-file", "panels.toml"],
        &["check", "many.toml", "--table", "many.csv"],
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_crimcost")).current_dir(place.path()).args(arguments).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success() && !said.contains("warning"), "{}\n{said}", arguments.join(" "));
    }
}

#[test]
fn the_library_of_the_manual_runs_over_the_small_scenario() {
    let place = examples();
    let run = |more: &[&str]| {
        let mut arguments = vec!["run", "small.toml", "--policy-file", "panels.toml", "--central", "--format", "csv"];
        arguments.extend(more);
        crimcost(place.path(), &arguments)
    };
    // A mean of 70 % of those on the way to court see a panel: 300 × 0.3 are left. Beta quantiles at 50 and 90 % have
    // their mean near the middle, not at it, so the share is set here.
    let printed = run(&["--set", "policy.panels.share_heard=70 %"]);
    assert!((central(&printed, "panels/entries/court/2024", "") - 300.0 * 0.3).abs() < 0.5);
    // The role can be given to another stage: then whoever is found meets the panel.
    let printed = run(&["--attach", "court=case", "--set", "share_heard=100 %"]);
    assert!(central(&printed, "panels/entries/case/2024", "").abs() < 1e-9);
}

#[test]
fn the_table_of_the_manual_gives_the_saving_worked_out_beside_it() {
    let place = examples();
    let printed = crimcost(place.path(), &["run", "many.toml", "--table", "many.csv", "--central", "--format", "csv"]);
    let saving = |case: &str| central(&printed, "services/saving/public/all", case);
    assert!((saving("AAA 2024") - (365.25 * 40.0 - 12.0 * 100.0)).abs() < 1e-6);
    assert!((saving("BBB 2024") - 2.0 * 365.25 * 30.0).abs() < 1e-6);
}

#[test]
fn every_piece_of_a_scenario_in_the_manual_follows_the_grammar() {
    let page = read("docs/scenario.md");
    let pieces = blocks(&page, "toml");
    assert!(pieces.len() > 10);
    for piece in pieces {
        // Tables that a piece leaves out are not looked for.
        let wrong: Vec<String> = problems_of(piece).iter().map(|problem| problem.message.clone()).collect();
        assert!(wrong.is_empty(), "{}\n{piece}", wrong.join("\n"));
    }
}

/// What the grammar finds in a piece of a scenario, apart from keys that are lacking.
fn problems_of(piece: &str) -> Vec<Problem> {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let whole = if piece.contains("format = 1") { piece.to_owned() } else { format!("format = 1\n{piece}") };
    let file = files.add("piece", whole.as_str());
    if let Some(mut tree) = parse(file, &files, &mut problems) {
        expand(&mut tree, &files, &mut problems);
        check_keys(&tree, &mut problems);
    }
    let found = problems.sorted().into_iter().filter(|problem| problem.code != Code::MissingKey);
    found.cloned().collect()
}

#[test]
fn the_parameter_on_the_page_of_monitoring_follows_the_grammar() {
    let page = read("docs/monitoring.md");
    let [piece] = blocks(&page, "toml")[..] else { panic!("one piece of a scenario") };
    let wrong: Vec<String> = problems_of(piece).iter().map(|problem| problem.message.clone()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_piece_with_a_wrong_key_would_be_noticed() {
    assert!(!problems_of("[stage]\nprison = { sty = \"x\" }\n").is_empty());
    assert!(!problems_of("[parameter]\nprison_day = \"8,5 EUR | study: x\"\n").is_empty());
    assert!(problems_of("[stage]\nprison = { stay = \"x\" }\n").is_empty());
}

/// Holds the list of keys in a page against the grammar's own, or writes it anew.
fn list_is_current(path: &str, list: &str) {
    let page = read(path);
    let (before, rest) = page.split_once(BEGIN).expect("a mark for the beginning");
    let (listed, after) = rest.split_once(END).expect("a mark for the end");
    let current = format!("\n{list}\n");
    if rewrites() {
        fs::write(root().join(path), format!("{before}{BEGIN}{current}{END}{after}")).unwrap();
        return;
    }
    assert!(listed == current, "{path} is out of date: CRIMCOST_REWRITE=1 cargo test --test documentation");
}

#[test]
fn the_lists_of_keys_are_the_grammars_own() {
    list_is_current("docs/scenario.md", &reference_markdown());
    list_is_current("docs/law.md", &law_markdown());
}

#[test]
fn the_country_of_the_page_on_laws_is_added_without_rust() {
    let page = read("docs/law.md");
    let place = TempDir::new().unwrap();
    let [example] = blocks(&page, "toml law")[..] else { panic!("one law") };
    fs::write(place.path().join("example.toml"), example).unwrap();
    let ask = |grams: &str, more: &[&str]| {
        let arguments =
            ["law", "classify", "--law", "example.toml", "--country", "Serbia", "--substance", "cannabis_herb"];
        crimcost(place.path(), &[&arguments[..], &["--grams", grams], more].concat())
    };
    assert!(ask("20", &[]).contains("Possession (criminal, article 2)"));
    assert!(ask("20", &[]).contains("prison 6 to 36 months"));
    assert!(ask("5", &[]).contains("Possession of a small amount (misdemeanour, article 1)"));
    assert!(ask("5", &["--priors-within", "12"]).contains("Possession (criminal, article 2)"));
    assert!(crimcost(place.path(), &["law", "list", "--law", "example.toml"]).contains("SRB"));
}

#[test]
fn a_price_of_another_year_and_currency_comes_out_as_the_manual_works_it_out() {
    let explained = crimcost(
        root(),
        &["explain", "scenarios/georgia-2014.toml", "prison_day", "--set", "prison_day=12.60 EUR/person/day"],
    );
    // 12.60 × 3.81032 × 110.251 / 154.011 = 34.3687…
    assert!((12.60 * 3.81032 * 110.251 / 154.011 - 34.3687_f64).abs() < 1e-4);
    assert!(explained.contains("34.36"), "{explained}");
}

#[test]
fn the_limits_of_the_manual_are_those_of_the_program() {
    let page = read("docs/scenario.md");
    let said = |number: usize| {
        let digits = number.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    };
    assert!(page.contains(&format!("stops at {}", said(crimcost::evaluate::MOST_DRAWS))));
    assert!(page.contains(&format!("{} asked for", said(crimcost::evaluate::MOST_DRAWS * 16))));
    assert!(page.contains(&format!("| draws kept in memory | {} GiB |", crimcost::run::MOST_KEPT_BYTES >> 30)));
}

/// Calls of the program in a text: what stands behind `crimcost ` in code or at the beginning of a line.
fn calls(text: &str) -> Vec<&str> {
    text.split('`')
        .chain(text.lines())
        .filter_map(|span| span.trim().lines().next()?.strip_prefix("crimcost "))
        .collect()
}

#[test]
fn every_command_option_and_template_that_a_page_or_a_help_names_exists() {
    let commands = [
        "run",
        "check",
        "fmt",
        "explain",
        "law",
        "update",
        "init",
        "sensitivity",
        "breakeven",
        "compare",
        "contest",
        "asks",
        "analyze",
        "schema",
        "help",
        "completions",
        "man",
    ];
    let pages = [
        "README.md",
        "docs/scenario.md",
        "docs/diversion.md",
        "docs/law.md",
        "docs/monitoring.md",
        "CONTRIBUTING.md",
        "scenarios/README.md",
    ];
    let mut texts: Vec<(String, String)> = pages.iter().map(|name| ((*name).to_owned(), read(name))).collect();
    texts.extend(templates().iter().map(|(name, _)| ((*name).to_owned(), template(name).unwrap().to_owned())));
    texts.extend(commands.map(|name| (format!("help {name}"), crimcost(root(), &[name, "--help"]))));
    let mut seen = 0;
    for call in texts.iter().flat_map(|(name, text)| calls(text).into_iter().map(move |call| (name, call))) {
        let (name, call) = call;
        let words: Vec<&str> = call.split_whitespace().take_while(|word| !word.starts_with('#')).collect();
        assert!(commands.contains(&words[0]), "{name}: `crimcost {call}`");
        // A command that has commands below it has its options there.
        let below = words[0] == "law" && words.get(1).is_some_and(|word| !word.starts_with('-'));
        let help = crimcost(root(), &[&words[..if below { 2 } else { 1 }], &["--help"]].concat());
        for (at, option) in words.iter().enumerate().filter(|(_, word)| word.starts_with("--")) {
            let plain = option.split('=').next().expect("split gives at least one part");
            let plain = plain.trim_end_matches(|letter: char| !letter.is_ascii_alphabetic());
            assert!(help.contains(plain), "{name}: `crimcost {call}` has no {plain}");
            assert!(*option != "--template" || template(words[at + 1]).is_some(), "{name}: `crimcost {call}`");
        }
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

/// A picture of the README and the file that a run writes.
const PICTURES: [(&str, &str); 2] =
    [("docs/images/georgia-spending.svg", "spending.svg"), ("docs/images/georgia-saving.svg", "saving_1_referral.svg")];

#[test]
fn the_pictures_of_the_readme_are_what_the_tool_draws() {
    let place = TempDir::new().unwrap();
    let out: PathBuf = place.path().join("georgia");
    crimcost(root(), &["run", "scenarios/georgia-2014.toml", "--quiet", "--out", &out.display().to_string()]);
    let readme = read("README.md");
    for (picture, written) in PICTURES {
        let drawn = fs::read_to_string(out.join(written)).unwrap();
        if rewrites() {
            fs::write(root().join(picture), &drawn).unwrap();
        }
        assert!(readme.contains(picture), "README does not show {picture}");
        assert!(read(picture) == drawn, "{picture} is out of date: CRIMCOST_REWRITE=1 cargo test --test documentation");
    }
}

#[test]
fn every_id_that_a_run_prints_can_be_named_by_a_published_total() {
    let place = examples();
    let small = fs::read_to_string(place.path().join("small.toml")).unwrap();
    let by_group = "{ by_group = { one = 600, other = 400 }, unit = \"person/year\", assumption = \"for this test\" }";
    let people = small.lines().find(|line| line.starts_with("people_found")).unwrap();
    let grouped = small
        .replace("[source]\n", "groups = [\"one\", \"other\"]\n\n[source]\n")
        .replace(people, &format!("people_found = {by_group}"))
        .replace("people_found = \"700 person/year\"", &format!("people_found = {by_group}"));
    for (name, text) in [("small.toml", small), ("grouped.toml", grouped)] {
        fs::write(place.path().join(name), &text).unwrap();
        let printed = crimcost(place.path(), &["run", name, "--central", "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(printed.as_bytes());
        let ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
        assert!(ids.len() > 100 && ids.iter().any(|id| id.ends_with("/short_run/discounted")), "{}", ids.len());
        assert!(name == "small.toml" || ids.iter().any(|id| id.ends_with("/group:other")));
        let known: String = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                format!("k{at} = {{ result = \"{id}\", value = 0, tolerance = 1, assumption = \"for this test\" }}\n")
            })
            .collect();
        fs::write(place.path().join(name), text.replace("[published]\n", &format!("[published]\n{known}"))).unwrap();
        crimcost(place.path(), &["check", name]);
    }
}

/// The town of `docs/diversion.md` with one of its idioms behind it, or alone, and the library that it works out.
fn diversion(idiom: Option<&str>) -> TempDir {
    let page = read("docs/diversion.md");
    let place = TempDir::new().unwrap();
    let mut town = blocks(&page, "toml complete")[0].to_owned();
    if let Some(name) = idiom {
        let idioms = blocks(&page, "toml idiom");
        let piece = idioms.iter().find(|piece| piece.contains(&format!("[policy.{name}]")));
        town = format!("{town}\n{}", piece.unwrap_or_else(|| panic!("no idiom {name}")));
    }
    fs::write(place.path().join("town.toml"), town).unwrap();
    fs::write(place.path().join("meetings.toml"), blocks(&page, "toml library")[0]).unwrap();
    fs::write(place.path().join("municipalities.csv"), blocks(&page, "csv")[0]).unwrap();
    place
}

/// Checks, which must be silent, and runs one idiom; what its results are, by the rest of their id.
fn idiom(name: &str) -> impl Fn(&str) -> f64 {
    let place = diversion(Some(name));
    assert_eq!(crimcost(place.path(), &["check", "town.toml"]), "no problems in 1 file\n", "{name}");
    let printed = crimcost(place.path(), &["run", "town.toml", "--central", "--format", "csv"]);
    let name = name.to_owned();
    move |id| central(&printed, &format!("{name}/{id}"), "")
}

#[track_caller]
fn is_near(ours: f64, expected: f64, share: f64) {
    assert!((ours / expected - 1.0).abs() <= share, "{ours} instead of {expected}");
}

#[test]
fn the_worked_system_of_the_manual_runs_over_its_town() {
    let place = diversion(None);
    for files in [&["check", "town.toml"][..], &["check", "town.toml", "--policy-file", "meetings.toml"]] {
        assert_eq!(crimcost(place.path(), files), "no problems in 1 file\n");
    }
    let run = ["run", "town.toml", "--policy-file", "meetings.toml", "--central", "--format", "csv"];
    let printed = crimcost(place.path(), &run);
    let of = |id: &str| central(&printed, &format!("meetings/{id}"), "");
    is_near(of("entries/meeting/2026"), 0.45 * of("entries/meeting_offer/2026"), 1e-9);
}

#[test]
fn each_idiom_of_the_manual_has_a_test_of_its_own() {
    let page = read("docs/diversion.md");
    let tests = read("tests/documentation.rs");
    let pieces = blocks(&page, "toml idiom");
    assert!(pieces.len() >= 13, "{}", pieces.len());
    for piece in pieces {
        let name = piece.split("[policy.").nth(1).and_then(|rest| rest.split(']').next()).expect("a policy");
        assert!(tests.contains(&format!("idiom(\"{name}\")")), "{name}");
    }
}

#[test]
fn offers_that_fail_cost_both_pathways() {
    let of = idiom("offer_and_attendance");
    is_near(of("entries/support/2026"), 0.45 * of("entries/offer/2026"), 1e-9);
    // Whoever was not offered it and whoever does not come: 1 − 0.5 × 0.45 of all on the way to a case.
    is_near(of("entries/case/2026"), (1.0 - 0.5 * 0.45) / 0.5 * of("entries/offer/2026"), 1e-9);
    let of = idiom("failed_diversion");
    // 30 % in 12 months, and support lasts 12 months.
    is_near(of("entries/left/2028"), 0.30 * of("entries/support/2028"), 0.01);
    is_near(of("cost/support/2028"), 1200.0 * of("people/support/2028"), 1e-9);
    is_near(of("cost/case/2028"), 10.0 * 20.0 * of("entries/case/2028"), 1e-9);
    is_near(of("entries/case/2028"), of("entries/support/2028") + of("entries/left/2028"), 1e-9);
}

#[test]
fn widened_nets_hold_people_who_would_have_been_let_go() {
    let of = idiom("net_widening");
    // Of those found 75 % are on the way to a case and 25 % would be let go; 60 a year are new.
    let expected = (0.75 * 0.5 + 0.25 * 0.2) * of("entries/found/2026") + 60.0;
    is_near(of("entries/support/2026"), expected, 1e-9);
}

#[test]
fn ramps_and_funding_follow_the_calendar() {
    let of = idiom("ramp");
    is_near(of("entries/support/2026"), 0.3 * 0.75 * of("entries/found/2026"), 1e-9);
    assert_eq!((of("entries/support/2028"), of("cost/posts/2028")), (0.0, 0.0));
    // Who came in 2027 stays until the year is over.
    assert!(of("people/support/2028") > 10.0);
    is_near(of("cost/posts/2026"), 60_000.0, 1e-9);
    is_near(of("cost/training/all"), 15_000.0, 1e-9);
}

#[test]
fn waiting_lists_and_whole_posts_come_out() {
    let of = idiom("waiting_list");
    let people = of("people/support/2027");
    assert!((59.0..=60.0 + 1e-9).contains(&people), "{people}");
    assert!(of("turned_away/support/2027") > 0.0);
    // Everybody leaves the list within a month: to support or to the end of waiting; a month is a cycle.
    is_near(of("entries/gave_up/2028"), 0.2 * of("entries/waiting/2028"), 0.01);
    let of = idiom("whole_posts");
    let posts = (of("people/support/2028") / 30.0).ceil();
    is_near(of("cost/support/2028/long_run"), posts * 30_000.0, 1e-9);
}

#[test]
fn the_life_of_a_fine_ends_in_payment_prison_or_nothing() {
    let of = idiom("life_of_a_fine");
    let unpaid = 0.6 * of("entries/fined/2028");
    // Of an attempt half leave the loop: 20 % pay, 10 % go to prison, 20 % are given up.
    for (stage, share) in [("pays_late", 0.4), ("prison_for_fine", 0.2), ("given_up", 0.4)] {
        is_near(of(&format!("entries/{stage}/2028")), share * unpaid, 0.01);
    }
    is_near(of("people/prison_for_fine/2028"), of("entries/prison_for_fine/2028") * 30.0 / 365.25, 0.01);
    is_near(of("cost/fine/2028"), 200.0 * (of("entries/pays/2028") + of("entries/pays_late/2028")), 1e-9);
}

#[test]
fn penalties_add_up_and_windows_close() {
    let of = idiom("cumulative");
    // Two years without a licence: in the middle of 2028 are those fined since the middle of 2026.
    let fined = |year: u16| of(&format!("entries/fined/{year}"));
    is_near(of("people/no_licence/2028"), 0.5 * fined(2026) + fined(2027) + 0.5 * fined(2028), 0.01);
    let of = idiom("repeat_window");
    is_near(of("entries/second/2028"), 0.08 * of("entries/fined/2028"), 0.01);
}

#[test]
fn time_before_the_trial_is_taken_off_the_sentence() {
    let of = idiom("detention_before_trial");
    is_near(of("entries/rest_of_term/2028"), 0.2 * of("entries/court_of_detained/2028"), 1e-9);
    // 6 months less 2.
    is_near(of("people/rest_of_term/2028"), of("entries/rest_of_term/2028") * 4.0 / 12.0, 0.01);
    is_near(of("people/remand/2028"), of("entries/remand/2028") * 2.0 / 12.0, 0.01);
}

#[test]
fn hours_consequences_and_bribes_are_lines_of_their_own() {
    let of = idiom("hours_used_again");
    is_near(of("cost/other_cases/2026"), of("entries/referred/2026") * 10.0 * 20.0 * 0.6, 1e-9);
    is_near(of("cost/other_cases/2026/short_run"), 0.1 * of("cost/other_cases/2026"), 1e-9);
    is_near(of("outcome/hours_for_other_cases/2026"), of("entries/referred/2026") * 6.0, 1e-9);
    let of = idiom("with_consequences");
    // 300 of benefit for 900 of pay, for as many people and months.
    is_near(of("cost/benefits/2026"), of("cost/lost_pay/2026") / 3.0, 1e-9);
    let of = idiom("with_bribes");
    is_near(of("cost/payer:officers/2026"), -of("cost/bribe/2026"), 1e-9);
    assert_eq!(of("cost/category:bribes/2026"), 0.0);
}

#[test]
fn the_sheet_of_municipalities_runs_the_pilot_at_their_scale() {
    let place = diversion(None);
    let sheet = place.path().join("municipalities.csv").display().to_string();
    let pilot = "scenarios/systems/lithuania-kaisiadorys.toml";
    let printed = crimcost(root(), &["run", pilot, "--table", &sheet, "--central", "--format", "csv"]);
    for (name, people) in [("Example A", 12.0), ("Example B", 35.0)] {
        is_near(central(&printed, "law_of_2017/entries/contact/2021", name), people, 1e-9);
    }
}
