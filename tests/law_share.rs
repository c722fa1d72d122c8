//! Shares of legal bands in scenarios: they hold together in every draw, and `crimcost law share` says what a run does.

use crimcost::analysis::joint;
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::Operand;
use crimcost::plan::Detail;
use crimcost::results::Results;
use crimcost::run::Sampling;
use crimcost::scenario::{Request, load};
use crimcost::text::{Files, Problems};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A law with three bands, and shares of two sets of cases: a fit and a list.
const SCENARIO: &str = r#"format = 1

[scenario]
title = "Three bands"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
discount = 0.0
baseline = "today"

[law]
today = { file = "law.toml" }
same = { like = "today", change = [{ substance = "powder", band = "small", to = 1 }] }
higher = { like = "today", change = [{ substance = "powder", band = "small", to = 2.5 }] }
pure = { like = "today", change = [{ substance = "powder", basis = "pure" }] }

[amounts.fit]
median = "grams"
spread = "spread"
purity = { median = "purity", spread = "odds" }
correlation = "rho"

[amounts.list]
file = "cases.csv"
unit = "g"

[default.parameter]
assumption = "for this test"

[parameter]
people = { value = 100, unit = "person/year" }
grams = { range = [0.5, 5], unit = "g" }
spread = { range = [0.8, 2], unit = "1" }
purity = { range = [0.1, 0.3], unit = "1" }
odds = { range = [0.2, 0.8], unit = "1" }
rho = { value = 0.3, unit = "1" }
SHARES

[stage]
case = { arrivals = "people", next = "over" }
over = {}

[payer]
state = { title = "State", level = "state" }

[cost]
work = { stage = "case", per = "entry", amount = "price", payer = "state", basis = "average" }

[outcome]
OUTCOMES

[policy.reform]
parameter.fit_same_small = { band = { law = "today", substance = "powder", name = "small", amounts = "fit" } }
"#;

const LAW: &str = r#"format = 1

[law]
country = "LTU"

[regime.now]
title = "Now"

[regime.now.table.powder]
unit = "g"
basis = "mixture"
closed = "upper"
bands = [{ name = "small", from = 0, to = 1 }, { from = 1, to = 5 }, { name = "large", from = 5 }]
assumption = "for this test"
"#;

const CASES: &str = "amount,purity\n0.2,0.1\n0.9,0.4\n1.0,0.2\n1.7,0.1\n3.0,0.3\n4.0,0.05\n6.0,0.5\n9.0,0.2\n30,0.1\n";

const BANDS: [(&str, &str); 3] =
    [("small", "name = \"small\""), ("middle", "number = 2"), ("large", "name = \"large\"")];

fn place(cases: &str) -> TempDir {
    let (mut shares, mut outcomes) = (
        String::new(),
        String::from("price = { per = \"once\", when = 2024, unit = \"EUR/person\", amount = \"price\" }\n"),
    );
    shares.push_str("price = { value = 10, unit = \"EUR/person\" }\n");
    for amounts in ["fit", "list"] {
        for law in ["today", "same", "higher", "pure"] {
            for (word, band) in BANDS {
                let name = format!("{amounts}_{law}_{word}");
                shares.push_str(&format!(
                    "{name} = {{ band = {{ law = \"{law}\", substance = \"powder\", {band}, amounts = \"{amounts}\" }} }}\n"
                ));
                outcomes.push_str(&format!(
                    "{name} = {{ per = \"once\", when = 2024, unit = \"1\", amount = \"{name}\" }}\n"
                ));
            }
        }
    }
    let place = TempDir::new().unwrap();
    let text = SCENARIO.replace("SHARES", &shares).replace("OUTCOMES", &outcomes);
    for (name, text) in [("bands.toml", text.as_str()), ("law.toml", LAW), ("cases.csv", cases)] {
        fs::write(place.path().join(name), text).unwrap();
    }
    place
}

fn results(file: &Path) -> Results {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(&Request { file: file.to_owned(), ..Request::default() }, &mut files, &mut problems);
    let said: Vec<String> = problems.sorted().into_iter().map(|problem| problem.block(&files, false)).collect();
    let scenario = scenario.unwrap_or_else(|| panic!("{}", said.join("\n")));
    let model = scenario.model(&scenario.cases()[0], None).unwrap();
    let sampling = Some(Sampling { draws: 2048, ..Sampling::default() });
    let detail = Detail { years: false, lines: true };
    evaluate(model, Evaluation { detail, sampling, precision: None }, &mut |_, _| {}).unwrap()
}

fn draws<'r>(results: &'r Results, policy: &str, name: &str) -> &'r [f64] {
    let row = results.row(&format!("{policy}/outcome/{name}/all")).unwrap_or_else(|| panic!("no {name}"));
    let draws = results.draws_of(row);
    assert_eq!(draws.len(), 2048, "{name}");
    draws
}

#[test]
fn bands_hold_together_in_every_draw() {
    let place = place(CASES);
    let results = results(&place.path().join("bands.toml"));
    let of = |amounts: &str, law: &str, band: &str| draws(&results, "today", &format!("{amounts}_{law}_{band}"));
    for amounts in ["fit", "list"] {
        for law in ["today", "same", "higher", "pure"] {
            let [small, middle, large] = ["small", "middle", "large"].map(|band| of(amounts, law, band));
            for draw in 0..2048 {
                let sum = small[draw] + middle[draw] + large[draw];
                assert!((sum - 1.0).abs() < 1e-9, "{amounts}, {law}, draw {draw}: {sum}");
            }
        }
        // A higher limit never has fewer below it, and pure substance never more above it than the mixture.
        for draw in 0..2048 {
            assert!(of(amounts, "higher", "small")[draw] >= of(amounts, "today", "small")[draw]);
            assert!(of(amounts, "pure", "large")[draw] <= of(amounts, "today", "large")[draw]);
        }
        // Equal tables give equal bits.
        for band in ["small", "middle", "large"] {
            let (one, other) = (of(amounts, "today", band), of(amounts, "same", band));
            assert!(one.iter().zip(other).all(|(a, b)| a.to_bits() == b.to_bits()), "{amounts}, {band}");
        }
    }
    // A quarter of nine cases and two thirds: 3 of 9 weigh 1 g or less, so the mean of Beta(3.5, 6.5) is 0.35.
    let mean = of("list", "today", "small").iter().sum::<f64>() / 2048.0;
    assert!((mean - 0.35).abs() < 0.002, "{mean}");
}

#[test]
fn joint_draws_of_parameters_are_those_of_a_run() {
    let place = place(CASES);
    let results = results(&place.path().join("bands.toml"));
    let [share, price, grams] = ["fit_today_small", "price", "grams"].map(Operand::whole);
    let sampling = Sampling { draws: 2048, ..Sampling::default() };
    let asked = [share.clone(), price.clone(), share.clone(), grams.clone()];
    let drawn = joint(&results.model, &asked, sampling).unwrap();
    assert_eq!(drawn.len(), 3, "the one that was named twice stands once");
    assert_eq!(drawn[&share].draws, draws(&results, "today", "fit_today_small"));
    assert_eq!((drawn[&price].central, drawn[&price].draws.as_slice()), (10.0, &[10.0; 2048][..]));
    // A range is the middle 90 %: 5 % of 2,048 lie below 0.5 g, give or take one in each of the 16 replicates.
    let below = drawn[&grams].draws.iter().filter(|grams| **grams < 0.5).count();
    assert!((87..=119).contains(&below), "{below}");
    // The same numbers in the same order, whatever else is asked for.
    assert_eq!(joint(&results.model, std::slice::from_ref(&grams), sampling).unwrap()[&grams], drawn[&grams]);
}

#[test]
fn a_reform_that_changes_no_limit_changes_no_ledger() {
    let place = place(CASES);
    let results = results(&place.path().join("bands.toml"));
    let savings = results.rows.iter().filter(|row| {
        let id = row.key.id();
        id.starts_with("reform/saving/") || id.starts_with("reform/outcome_change/")
    });
    let mut seen = 0;
    for row in savings {
        assert!(
            results.draws_of(row).iter().all(|draw| *draw == 0.0) && row.central.is_none_or(|central| central == 0.0),
            "{}",
            row.key.id()
        );
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
}

fn crimcost(place: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_crimcost")).current_dir(place).args(arguments).output().unwrap()
}

fn value(csv_text: &str, row: &str) -> f64 {
    let line = csv_text.lines().find(|line| line.starts_with(row)).unwrap_or_else(|| panic!("no {row} in\n{csv_text}"));
    line[row.len()..].trim_start_matches(',').split(',').next().unwrap().parse().unwrap()
}

#[test]
fn the_command_agrees_with_the_run_and_writes_the_chart() {
    let place = place(CASES);
    let output = crimcost(
        place.path(),
        &["law", "share", "bands.toml", "--amounts", "list", "--reform", "pure", "--format", "csv", "--out", "shares"],
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Three of nine weigh 1 g or less. Pure grams: 0.02 0.36 0.2 0.17 0.9 0.2 3 1.8 3: six up to 1 g, none above 5 g.
    assert!((value(&text, "share,today,small,,,without") - 3.0 / 9.0).abs() < 1e-12);
    assert!((value(&text, "share,pure,small,,,without") - 6.0 / 9.0).abs() < 1e-12);
    assert!((value(&text, "share,pure,large,,,without")).abs() < 1e-12);
    // 6 g, 9 g and 30 g were large; 9 g at 20 % hold 1.8 g, 6 g and 30 g hold 3 g: all three are in the middle band.
    assert!((value(&text, "moves,today,large,pure,band 2,without") - 3.0 / 9.0).abs() < 1e-12);
    // Six weigh more than 1 g.
    assert!((value(&text, "assays,pure,,,,without") - 6.0 / 9.0).abs() < 1e-12);
    for file in ["shares.csv", "along_the_limit.csv", "shares.svg", "shares.png"] {
        assert!(place.path().join("shares").join(file).is_file(), "{file}");
    }
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    for (cases, code) in [
        ("weight,purity\n1,0.1\n", "E0801"),
        ("amount,purity,town\n1,0.1,x\n", "E1254"),
        ("amount,purity\n-1,0.1\n", "E1253"),
        ("amount,purity\n1,1.1\n", "E1211"),
    ] {
        let place = place(cases);
        let output = crimcost(place.path(), &["law", "share", "bands.toml", "--amounts", "list", "--out", "shares"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(code), "{code}: {said}");
        assert!(!place.path().join("shares").exists() && output.stdout.is_empty());
    }
}

#[test]
fn counting_the_pure_substance_alone_keeps_the_limit_of_pure_substance() {
    // Czechia: 10 g and 1 g of THC. Median 8 g, log spread 1.5, 20 % THC: both are exceeded above 10 g, the gram of THC
    // alone above 5 g. 1 − Φ(ln(10/8)/1.5) = 0.440871 and 1 − Φ(ln(5/8)/1.5) = 0.622987.
    let place = TempDir::new().unwrap();
    let known = ["law", "share", "--country", "CZE", "--substance", "cannabis_herb", "--basis", "pure"];
    let more = ["--median", "8", "--spread", "1.5", "--purity", "20%", "--format", "csv"];
    let output = crimcost(place.path(), &[&known[..], &more].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!((value(&text, "criminalized,today,,,,without") - 0.440_870_573_2).abs() < 1e-9, "{text}");
    assert!((value(&text, "criminalized,reform,,,,without") - 0.622_987_205_1).abs() < 1e-9, "{text}");
}

#[test]
fn a_quick_what_if_needs_no_scenario() {
    let place = TempDir::new().unwrap();
    let quick = |more: &[&str]| {
        let known = ["law", "share", "--country", "KGZ", "--at", "2019-10-01", "--substance", "amphetamine"];
        crimcost(place.path(), &[&known, more].concat())
    };
    // The limit of 1.5 g read as pure at 50 % is 3 g of powder, the median.
    let output = quick(&["--median", "3", "--spread", "1.2", "--purity", "50%", "--basis", "pure", "--format", "csv"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!((value(&text, "criminalized,reform,,,,without") - 0.5).abs() < 1e-12, "{text}");
    for (wrong, words) in [
        (&["--median", "-3", "--spread", "1.2"][..], "below 0"),
        (&["--median", "3", "--spread", "1.2", "--purity", "130%"], "a purity of 130%"),
        (&["--median", "3", "--spread", "1.2", "--basis", "pure"], "nothing is said of purity"),
        (&["--spread", "1.2"], "how much do people carry?"),
        (&["--median", "3", "--spread", "1.2", "--limit", "0"], "a number above 0"),
    ] {
        let output = quick(wrong);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(words), "{wrong:?}: {said}");
    }
    for (wrong, words) in [
        (["--country", "ATL", "--at", "2019-10-01", "--substance", "amphetamine"], "ATL"),
        (["--country", "KGZ", "--at", "2019-10-01", "--substance", "tobacco"], "tobacco"),
        (["--country", "KGZ", "--at", "2023-10-01", "--substance", "amphetamine"], "amphetamine"),
    ] {
        let output =
            crimcost(place.path(), &[&["law", "share", "--median", "3", "--spread", "1"], &wrong[..]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(words), "{wrong:?}: {said}");
    }
}
