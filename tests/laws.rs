//! Drug laws from the command line: what the law texts say is what the program says.
//!
//! Expected bands, offences and penalties are written from the texts of the laws, not from the files that hold them.

use crimcost::codes::Code;
use snapbox::{IntoData, assert_data_eq, str};
use std::fs;
use std::process::{Command, Output};

fn law(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_crimcost")).arg("law").args(arguments).env("NO_COLOR", "1").output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = law(arguments);
    let (printed, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "crimcost law {}\n{printed}{said}", arguments.join(" "));
    printed
}

/// The rows of `law classify` with these arguments, as objects.
fn rows(arguments: &[&str]) -> Vec<serde_json::Value> {
    let printed = printed(&[&["classify", "--format", "json"], arguments].concat());
    let document: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(document["schema"], "crimcost/law-classify/1");
    document["rows"].as_array().unwrap().clone()
}

/// The one row.
fn row(arguments: &str) -> serde_json::Value {
    let rows = rows(&arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

fn refused(code: Code, arguments: &str, expected: impl IntoData) {
    let output = law(&arguments.split(' ').collect::<Vec<_>>());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("[{code}]")), "{said}");
    assert_data_eq!(said, expected.into_data().raw());
}

#[test]
fn czech_herb_is_a_crime_only_if_both_weights_are_exceeded() {
    // More than 10 g gross and more than 1 g THC: 12 g at 6 % hold 0.72 g, at 10 % 1.2 g.
    let weak = row("--country CZE --substance cannabis_herb --grams 12 --purity 6%");
    assert_eq!((weak["band"].as_str(), weak["class"].as_str()), (Some("small"), Some("administrative")));
    let strong = row("--country CZE --substance cannabis_herb --grams 12 --purity 0.10");
    assert_eq!((strong["band"].as_str(), strong["class"].as_str()), (Some("greater than small"), Some("criminal")));
    // Without the purity both are possible, and it is said what would decide.
    let open = rows(&["--country", "CZE", "--substance", "cannabis_herb", "--grams", "12"]);
    assert_eq!(open.len(), 2);
    assert!(open[0]["not_known"].as_str().unwrap().contains("purity"));
}

#[test]
fn ukrainian_amphetamine_has_a_middle_band_without_a_name() {
    // Order 188: small up to 0.15 g, large from 1.5 g; what lies between is article 309(1).
    let middle = row("--country UKR --at 2015-06-01 --substance amphetamine --grams 0.5");
    assert!(middle["band"].is_null());
    assert_eq!(middle["statute"], "Criminal Code 309(1)");
    assert_eq!((middle["low"].as_f64(), middle["high"].as_f64()), (Some(0.15), Some(1.5)));
    // Exactly on the limit: the source does not say which band it belongs to, and that is said.
    let limit = row("--country UKR --at 2015-06-01 --substance amphetamine --grams 0.15");
    assert_eq!(limit["band"], "small");
    assert!(limit["not_known"].as_str().unwrap().contains("whether 0.15 itself belongs"), "{limit}");
    // What counts is not stated either: 0.5 g at 20 % are 0.1 g pure.
    let read_as_pure = row("--country UKR --substance amphetamine --grams 0.5 --purity 0.2");
    assert!(read_as_pure["not_known"].as_str().unwrap().contains("read as pure it is small"), "{read_as_pure}");
}

#[test]
fn not_more_than_five_grams_in_lithuania_and_over_six_in_russia() {
    let lithuania = row("--country Lithuania --substance cannabis --grams 5");
    assert_eq!(
        (lithuania["band"].as_str(), lithuania["statute"].as_str()),
        (Some("small"), Some("Criminal Code 259(2)"))
    );
    assert!(lithuania["penalties"].as_str().unwrap().contains("arrest 10 to 45 days"));
    let more = row("--country Lithuania --substance cannabis --grams 5.01");
    assert_eq!(more["statute"], "Criminal Code 259(1)");
    let russia = row("--country RU --substance cannabis_herb --grams 6");
    assert_eq!(
        (russia["band"].as_str(), russia["class"].as_str()),
        (Some("below significant"), Some("administrative"))
    );
    let large = row("--country RU --substance cannabis_herb --grams 100.5");
    assert_eq!(
        large["penalties"],
        "prison 3 to 10 years, and fine up to 500 000 RUB in addition, and restriction of liberty up to 1 year in addition"
    );
}

#[test]
fn five_bands_in_tajikistan_and_one_in_belarus() {
    let shown = printed(&["show", "Tajikistan", "--format", "csv"]);
    // Minor, small 0-2, considerable 2-5, large 5-8, very large 8-12 years.
    let prison: Vec<&str> = shown.lines().filter(|line| line.contains(",prison,")).collect();
    assert_eq!(prison.len(), 4, "{shown}");
    for (row, range) in prison.iter().zip([",2,year", "2,5,year", "5,8,year", "8,12,year"]) {
        assert!(row.contains(range), "{row}");
    }
    assert!(shown.contains("possession_minor"));
    for grams in ["0.001", "100"] {
        let belarus = rows(&["--country", "Belarus", "--substance", "heroin", "--grams", grams]);
        assert_eq!((belarus.len(), belarus[0]["statute"].as_str()), (1, Some("Criminal Code 328(1)")));
    }
}

#[test]
fn a_table_of_five_bands_of_ones_own_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("own.toml");
    let text = r#"format = 1
[law]
country = "TJK"
[source.own]
title = "Own"
publisher = "Own"
year = 2021
[regime.own]
title = "Own"
[regime.own.table.heroin]
unit = "g"
basis = "mixture"
closed = "upper"
bands = [
    { name = "minor", from = 0, to = 1 }, { name = "small", from = 1, to = 2 }, { name = "considerable", from = 2, to = 3 },
    { name = "large", from = 3, to = 4 }, { name = "very large", from = 4 },
]
source = "own"
grade = "expert"
"#;
    fs::write(&file, text).unwrap();
    for (grams, band) in
        [("1", "minor"), ("1.5", "small"), ("2.5", "considerable"), ("4", "large"), ("4.1", "very large")]
    {
        let arguments = ["--law", file.to_str().unwrap(), "--country", "TJ", "--substance", "heroin", "--grams", grams];
        assert_eq!(rows(&arguments)[0]["band"], band);
    }
}

#[test]
fn a_second_small_case_in_latvia_is_a_crime_within_a_year() {
    let case = |months: &str| {
        row(&format!("--country LVA --at 2019-06-01 --offence possession_small --priors-within {months}"))
    };
    assert_eq!(case("11")["class"], "criminal");
    assert!(case("11")["penalties"].as_str().unwrap().starts_with("prison 15 to 90 days"));
    // "Within 12 months": the twelfth month is still within.
    assert_eq!(case("12")["class"], "criminal");
    assert_eq!(case("12.1")["class"], "administrative");
    assert_eq!(case("13")["class"], "administrative");
}

#[test]
fn the_shortest_window_that_holds_decides_whatever_the_order() {
    let directory = tempfile::tempdir().unwrap();
    let rule = |months: u32, becomes: &str| {
        format!("[[regime.own.repeat]]\noffence = \"small\"\nwithin_months = {months}\nbecomes = \"{becomes}\"\n")
    };
    let rules = [rule(24, "again"), rule(6, "soon_again")];
    for (index, order) in [[0, 1], [1, 0]].into_iter().enumerate() {
        let head = r#"format = 1
[law]
country = "TJK"
[source.own]
title = "Own"
publisher = "Own"
year = 2021
[default.offence]
class = "criminal"
source = "own"
grade = "expert"
[default.repeat]
source = "own"
grade = "expert"
[regime.own]
title = "Own"
[regime.own.offence]
small = { class = "administrative" }
again = {}
soon_again = {}
"#;
        let file = directory.path().join(format!("{index}.toml"));
        fs::write(&file, format!("{head}{}{}", rules[order[0]], rules[order[1]])).unwrap();
        for (months, offence) in [("6", "soon_again"), ("7", "again"), ("24", "again"), ("25", "small")] {
            let file = file.to_str().unwrap();
            let arguments = ["--law", file, "--country", "TJ", "--offence", "small", "--priors-within", months];
            assert_eq!(rows(&arguments)[0]["offence"], offence, "{months}");
        }
    }
}

#[test]
fn a_regime_holds_on_its_first_and_on_its_last_day() {
    // Kyrgyz codes of 1 January 2019 and 1 December 2021; Latvian thresholds of 1 June 2021; Portugal's law of 1 October
    // 2023.
    for (country, day, regime) in [
        ("KGZ", "2018-12-31", "before_2019"),
        ("KGZ", "2019-01-01", "codes_of_2019"),
        ("KGZ", "2021-11-30", "codes_of_2019"),
        ("KGZ", "2021-12-01", "since_2021"),
        ("LVA", "2021-05-31", "before_2021"),
        ("LVA", "2021-06-01", "since_2021"),
        ("PRT", "2023-09-30", "since_2001"),
        ("PRT", "2023-10-01", "since_2023"),
    ] {
        let shown = printed(&["show", country, "--at", day, "--format", "json"]);
        assert!(shown.contains(&format!("\"regime\": \"{regime}\"")), "{country} {day}\n{shown}");
    }
    assert_eq!(law(&["show", "PRT", "--at", "2001-06-30"]).status.code(), Some(2));
}

#[test]
fn a_mixture_weighs_whole_whatever_its_purity() {
    // Resolution 543: the whole mixture. 1.6 g at 30 % hold 0.48 g, and are large all the same.
    let large = row("--country KGZ --at 2019-10-01 --substance amphetamine --grams 1.6 --purity 0.3");
    assert_eq!((large["band"].as_str(), large["purity"].as_f64()), (Some("large"), Some(0.3)));
}

#[test]
fn the_table_of_the_wider_substance_is_used_and_said() {
    // Lithuania lists cannabis; Czechia its herb and its resin.
    let herb = row("--country LTU --substance cannabis_herb --grams 6");
    assert_eq!(
        (herb["statute"].as_str(), herb["substance"].as_str()),
        (Some("Criminal Code 259(1)"), Some("cannabis_herb"))
    );
    let said = herb["not_known"].as_str().unwrap();
    assert!(said.contains("whether cannabis herb has a table of its own: that for cannabis is used"), "{said}");
    let page = printed(&["compare", "LTU", "CZE", "LVA", "--substance", "cannabis_herb"]);
    let said = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("under the names of its own tables: Lithuania (cannabis); Czechia (cannabis herb)."),
        "{page}"
    );
    assert!(said.contains("No table for cannabis herb was found: Latvia."), "{page}");
    let page = printed(&["compare", "LTU", "CZE", "--substance", "cannabis"]);
    let said = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Lithuania (cannabis); Czechia (cannabis herb, cannabis resin)."), "{page}");
    let same = printed(&["compare", "RUS", "CZE", "--substance", "cannabis_herb"]);
    assert!(!same.contains("names of its own tables"), "{same}");
}

#[test]
fn law_files_are_checked_like_scenarios() {
    let check = |file: &std::path::Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_crimcost")).arg("check").arg(file).env("NO_COLOR", "1").output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/laws/latvia.toml");
    assert_eq!(check(&shipped), (Some(0), "no problems in 1 file\n".to_owned()));
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("own.toml");
    let text = fs::read_to_string(&shipped).unwrap();
    fs::write(&file, text.replace("to = 1, offence = \"possession\"", "to = 0.5, offence = \"possesion\"")).unwrap();
    let (status, said) = check(&file);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains(&format!("[{}]", Code::UnknownOffence)), "{said}");
    assert!(said.contains("amounts from 0.5 to 1 are in no band"), "{said}");
}

#[test]
fn a_second_programme_within_two_years_is_refused_in_hungary() {
    let case = |months: &str| row(&format!("--country HUN --offence possession_small --priors-within {months}"));
    assert_eq!(case("20")["refused"], "treatment_diversion");
    assert!(case("20")["open"].is_null());
    assert_eq!(case("25")["open"], "treatment_diversion");
}

#[test]
fn a_little_amphetamine_in_bishkek_in_the_autumn_of_2019() {
    let small = row("--country KGZ --at 2019-10-01 --substance amphetamine --grams 0.8");
    assert_eq!(small["class"], "misdemeanour");
    assert_eq!(small["statute"], "Code of Misconduct, article 123");
    assert!(small["penalties"].as_str().unwrap().starts_with("fine from 30 000 KGS"));
    let large = row("--country KGZ --at 2019-10-01 --substance amphetamine --grams 1.6");
    assert_eq!(
        (large["class"].as_str(), large["statute"].as_str()),
        (Some("criminal"), Some("Criminal Code, article 268"))
    );
    for case in [small, large] {
        assert!(case["table_at"].as_str().unwrap().contains("reported by an NGO"), "{case}");
        assert_eq!(case["offence_at"], "reported by an NGO");
        assert_eq!((case["table_grade"].as_str(), case["offence_grade"].as_str()), (Some("study"), Some("study")));
    }
}

#[test]
fn ten_days_of_use_in_portugal_are_counted_in_daily_amounts() {
    // Ordinance 94/96: 0.1 g of heroin a day, so 1 g; 2.5 g of herb at 2 % THC a day, so 12 g at 5 % are 30 g.
    for (arguments, class) in [
        ("--substance heroin --grams 1", "administrative"),
        ("--substance heroin --grams 1.1", "criminal"),
        ("--substance cannabis_herb --grams 12", "administrative"),
        ("--substance cannabis_herb --grams 12 --purity 5%", "criminal"),
    ] {
        assert_eq!(row(&format!("--country PRT --at 2020-01-01 {arguments}"))["class"], class, "{arguments}");
    }
}

#[test]
fn doses_and_pieces_are_counted_as_such() {
    // Estonia: enough for ten people is large. Slovakia: up to three doses, up to ten.
    assert_eq!(row("--country EST --substance heroin --doses 10")["band"], "large");
    assert_eq!(row("--country EST --substance heroin --doses 9")["band"], "small");
    assert_eq!(row("--country SVK --at 2015-01-01 --substance heroin --doses 3")["band"], "own use");
    assert_eq!(row("--country SVK --at 2015-01-01 --substance heroin --doses 4")["band"], "larger own use");
    assert_eq!(row("--country CZE --substance psilocybin_mushrooms --pieces 40")["band"], "small");
}

#[test]
fn amounts_of_pure_substance_decide_in_germany() {
    // Heroin: not small from 1.5 g of the hydrochloride; 10 g at 15 % are 1.5 g.
    assert_eq!(row("--country DEU --substance heroin --grams 10 --purity 15%")["band"], "not small");
    assert!(row("--country DEU --substance heroin --grams 10 --purity 14%")["band"].is_null());
}

#[test]
fn the_list_has_each_regime_with_its_dates_and_weakest_grade() {
    let list = printed(&["list", "--format", "csv"]);
    let kyrgyz = list.lines().find(|line| line.contains("codes_of_2019")).unwrap();
    assert!(
        kyrgyz.starts_with("KGZ,Kyrgyzstan,codes_of_2019,Codes of 2019,2019-01-01,2021-11-30,1,3,study,"),
        "{kyrgyz}"
    );
}

#[test]
fn a_country_is_shown_with_gaps_and_sources() {
    let page = printed(&["show", "kg", "--at", "2019-10-01"]);
    for text in
        ["OFFENCES", "AMOUNTS", "NOT FOUND", "an unchecked page says", "SOURCES", "not legal advice", "before_2019"]
    {
        assert!(page.contains(text), "{text}\n{page}");
    }
}

#[test]
fn a_comparison_leaves_rows_and_charts_or_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("laws");
    let arguments = ["compare", "LTU", "CZE", "RUS", "--substance", "cannabis", "--out"];
    printed(&[&arguments[..], &[out.to_str().unwrap()]].concat());
    let svg = fs::read_to_string(out.join("limits.svg")).unwrap();
    // Herb: 6 g in Russia, 10 g in Czechia. Resin: 2 g and 5 g, which are farther apart.
    let title = "Possession of cannabis resin is a crime above 2\u{a0}g in Russia, but only above 5\u{a0}g in Czechia";
    assert!(svg.contains(title), "{svg}");
    assert!(svg.contains("<desc") && fs::metadata(out.join("limits.png")).unwrap().len() > 5000);
    let csv = fs::read_to_string(out.join("laws.csv")).unwrap();
    assert!(csv.lines().any(|line| line.starts_with("band,LTU,Lithuania,since_2017") && line.contains(",5,")), "{csv}");
    // What is there is not replaced without being told so, and mistakes leave nothing behind.
    assert_eq!(law(&[&arguments[..], &[out.to_str().unwrap()]].concat()).status.code(), Some(1));
    let other = directory.path().join("other");
    assert_eq!(law(&["compare", "LTU", "--substance", "x", "--out", other.to_str().unwrap()]).status.code(), Some(2));
    assert!(!other.exists());
    let penalties = directory.path().join("penalties");
    printed(&["compare", "LTU", "LVA", "HUN", "--offence", "possession_small", "--out", penalties.to_str().unwrap()]);
    let svg = fs::read_to_string(penalties.join("penalties.svg")).unwrap();
    // Hungary up to 2 years, Lithuania up to 45 days, Latvia a warning or a fine.
    let title =
        "Possession of a small amount can bring up to 2\u{a0}years of custody in Hungary, and no custody in Latvia";
    assert!(svg.contains(title), "{svg}");
}

#[test]
fn a_country_that_is_not_there() {
    refused(
        Code::UnknownCountry,
        "show Kirgizstan",
        str![[r#"
error[E1201]: no country is called `Kirgizstan`
 |
 = help: did you mean `Kyrgyzstan`?

"#]],
    );
    refused(
        Code::UnknownCountry,
        "show FRA",
        str![[r#"
error[E1201]: there is no law of France (FRA) here
 |
 = help: add it with  --law FILE.toml;  docs/law.md shows how such a file is written
 = help: crimcost law list  shows the countries there are

"#]],
    );
}

#[test]
fn a_substance_that_is_not_there() {
    refused(
        Code::UnknownSubstance,
        "classify --country KGZ --at 2019-10-01 --substance amphetamin --grams 1",
        str![[r#"
error[E1202]: Kyrgyzstan has no table for `amphetamin` in codes_of_2019
 |
 = help: did you mean `amphetamine`?

"#]],
    );
    refused(
        Code::UnknownSubstance,
        "classify --country RUS --substance cannabis --grams 1",
        str![[r#"
error[E1202]: Russia has several tables for cannabis
 |
 = help: name one of them: cannabis_resin, cannabis_herb, cannabis_plant

"#]],
    );
}

#[test]
fn a_day_without_a_regime() {
    refused(
        Code::NoRegime,
        "classify --country SVK --at 2024-10-01 --substance heroin --doses 1",
        str![[r#"
error[E1203]: no regime of Slovakia is known on 2024-10-01
 |
 = help: as_of_2011: 2011-01-01 to 2023-12-31

"#]],
    );
}

#[test]
fn amounts_that_nobody_holds() {
    refused(
        Code::BadAmount,
        "classify --country KGZ --substance amphetamine --grams -1",
        str![[r#"
error[E1210]: --grams -1: an amount is above 0
 |
 = help: for example  --grams 0.8

"#]],
    );
    refused(
        Code::BadAmount,
        "classify --country KGZ --substance amphetamine --grams 20000000",
        str![[r#"
error[E1210]: --grams 20000000: nobody is found with that much
 |
 = help: at most 10000000 g, ten tonnes

"#]],
    );
    refused(
        Code::BadAmount,
        "classify --country EST --substance heroin --grams 2",
        str![[r#"
error[E1210]: Estonia counts any substance in usual doses, and none were given
 |
 = help: say how many with  --doses N

"#]],
    );
}

#[test]
fn purities_that_cannot_be() {
    refused(
        Code::BadPurity,
        "classify --country KGZ --substance amphetamine --grams 1 --purity 130%",
        str![[r#"
error[E1211]: --purity 130%: a purity is above 0 and at most 100 %
 |
 = help: for example  --purity 0.3  or  --purity 30%

"#]],
    );
    refused(
        Code::BadPurity,
        "classify --country KGZ --substance amphetamine --grams 1 --purity 30",
        str![[r#"
error[E1211]: --purity 30: a purity is above 0 and at most 1
 |
 = help: for 30 percent write  --purity 30%

"#]],
    );
    refused(
        Code::BadPurity,
        "classify --country KGZ --substance amphetamine --grams 1 --purity 0",
        str![[r#"
error[E1211]: --purity 0: a purity is above 0 and at most 100 %
 |
 = help: for example  --purity 0.3  or  --purity 30%

"#]],
    );
}

#[test]
fn a_date_that_is_no_day_is_a_wrong_command_line() {
    let output = law(&["show", "KGZ", "--at", "2019-02-30"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a day of the calendar"));
}
