//! Every file in `scenarios/` runs and holds against what is published; expected numbers stand here with their source.
//!
//! `tests/stored/` has the totals of every scenario. A number there that moves is a mistake until the commit says why;
//! `CRIMCOST_REWRITE_STORED=1 cargo test --test scenarios` writes them anew.

use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::math;
use crimcost::model::Model;
use crimcost::results::{Measure, Place, Results, Standing, Verdict};
use crimcost::run::Sampling;
use crimcost::scenario::{Request, Scenario, Variants, load};
use crimcost::text::{Files, Problems};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

const GEORGIA: &str = "scenarios/georgia-2014.toml";
const COMMISSIONS: &str = "scenarios/systems/portugal-cdt.toml";

fn of_file(file: &str) -> Request {
    Request { file: file.into(), ..Request::default() }
}

/// Loads what must be without errors and warnings.
fn loaded(request: &Request) -> Scenario {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(request, &mut files, &mut problems);
    let found: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
    assert!(found.is_empty(), "{}:\n{}", request.file.display(), found.join("\n"));
    scenario.expect("without problems it is loaded")
}

fn run(model: Model, sampling: Option<Sampling>) -> Results {
    let evaluation = Evaluation { sampling, ..Evaluation::default() };
    evaluate(model, evaluation, &mut |_, _| {}).unwrap_or_else(|problem| panic!("{}", problem.message))
}

/// The central results of a file's only case.
fn central(request: &Request) -> Results {
    variant(request, None)
}

fn variant(request: &Request, name: Option<&str>) -> Results {
    let scenario = loaded(request);
    let model = scenario.model(&scenario.cases()[0], name).expect("the model can be made");
    run(model, None)
}

#[track_caller]
fn value(results: &Results, id: &str) -> f64 {
    let row = results.row(id).unwrap_or_else(|| panic!("{id} is a result"));
    row.central.unwrap_or_else(|| panic!("{id} is known"))
}

/// Each result with what it must be, within an absolute tolerance.
#[track_caller]
fn come_out(results: &Results, tolerance: f64, expected: &[(&str, f64)]) {
    for (id, expected) in expected {
        let ours = value(results, id);
        assert!((ours - expected).abs() <= tolerance, "{id}: {ours} instead of {expected}");
    }
}

/// All that runs: every scenario, tables row by row, and the library over two countries.
fn everything() -> Vec<(String, Request)> {
    let mut found = vec![];
    let mut directories = vec![PathBuf::from("scenarios")];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // Laws are no scenarios; `laws.rs` reads them.
                directories.extend((!path.ends_with("laws")).then_some(path));
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                let table = Some(path.with_extension("csv")).filter(|table| table.exists());
                found.push((name, Request { file: path, table, ..Request::default() }));
            }
        }
    }
    found.sort_by(|(name, _), (other, _)| name.cmp(other));
    for (name, file) in [("portugal-over-georgia", GEORGIA), ("portugal-over-estonia", "scenarios/estonia.toml")] {
        found.push((name.to_owned(), Request { policy_files: vec![COMMISSIONS.into()], ..of_file(file) }));
    }
    found
}

#[test]
fn every_scenario_runs_and_agrees_with_what_is_published() {
    let all = everything();
    assert!(all.len() >= 19, "{}", all.len());
    for (name, request) in all {
        let scenario = loaded(&Request { variants: Variants::All, ..request });
        for case in scenario.cases() {
            let model = scenario.model(case, None).expect("the model can be made");
            for known in run(model, Some(Sampling { draws: 1024, ..Sampling::default() })).known {
                let about =
                    format!("{name} {}, {}: {:?} against {}", case.name, known.name, known.ours, known.published);
                match known.verdict {
                    Verdict::Agrees => assert!(known.reason.is_none(), "{about}"),
                    Verdict::DoesNotReproduce => assert!(known.reason.is_some_and(|why| why.len() > 10), "{about}"),
                    Verdict::Differs | Verdict::ReproducesAfterAll | Verdict::NoSuchResult => panic!("{about}"),
                }
            }
        }
    }
}

/// The totals of a file as `case,id,central`.
fn totals(scenario: &Scenario) -> String {
    let mut text = "case,id,central\n".to_owned();
    for case in scenario.cases() {
        let results = run(scenario.model(case, None).expect("the model can be made"), None);
        for row in &results.rows {
            let key = &row.key;
            let is_total = match key.measure {
                Measure::Cost | Measure::Saving => {
                    matches!(key.place, Place::Public | Place::Society | Place::Category(_))
                }
                Measure::Outcome => true,
                Measure::Entries
                | Measure::People
                | Measure::TurnedAway
                | Measure::BeyondHorizon
                | Measure::CumulativeSaving
                | Measure::OutcomeChange
                | Measure::Buys => false,
            };
            if let Some(central) = row.central.filter(|_| is_total && key.year.is_none()) {
                writeln!(text, "{},{},{central:e}", case.name, key.id()).unwrap();
            }
        }
    }
    text
}

#[test]
fn totals_are_those_that_are_stored() {
    for (name, request) in everything() {
        let now = totals(&loaded(&request));
        let path = PathBuf::from(format!("tests/stored/{name}.csv"));
        if std::env::var_os("CRIMCOST_REWRITE_STORED").is_some() {
            fs::create_dir_all("tests/stored").unwrap();
            fs::write(&path, now).unwrap();
            continue;
        }
        let stored = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is not there", path.display()));
        assert_eq!(now.lines().count(), stored.lines().count(), "{name}: other results than those stored");
        for (now, stored) in now.lines().zip(stored.lines()).skip(1) {
            let (id, ours) = now.rsplit_once(',').unwrap();
            let (stored_id, before) = stored.rsplit_once(',').unwrap();
            assert_eq!(id, stored_id, "{name}");
            let (ours, before): (f64, f64) = (ours.parse().unwrap(), before.parse().unwrap());
            // A saving of nothing is the rounding of two equal sums.
            assert!((ours - before).abs() <= 1e-9 * before.abs().max(1e-3), "{name}, {id}: {ours}, stored {before}");
        }
    }
}

/// One row of EHRA's pages: label, prison and services in EUR a year, saving per person, people, saving of the country.
type Page = (&'static str, f64, f64, f64, f64, f64);

#[test]
fn every_page_of_ehra_comes_out() {
    // harmreductioneurasia.org/criminalization-costs, editions 2019 and 2021. Sums that the pages print rounded are
    // written out; where no saving is printed it is prison less services, where no number of people is, 1.
    let pages: [Page; 15] = [
        ("HRV 2021", 55.20 * 365.0, 75.0 + 809.0 + 2551.80, 16712.0, 163.0, 2.7e6),
        ("GEO 2021", 12.60 * 365.0, 25.24 + 241.44, 4332.0, 2646.0, 11.5e6),
        ("EST 2021", 74.90 * 365.0, 443.0 + 1666.0 + 1647.0, 23583.0, 558.0, 13.16e6),
        ("MDA 2021", 9.70 * 365.0, 32.0 + 1134.0 + 275.8, 2098.0, 613.0, 1.3e6),
        ("BLR 2021", 552.0, 15.64 + 398.79 + 383.76, -246.19, 3608.0, -246.19 * 3608.0),
        ("BLR 2019", 46.0 * 12.0, 34.0 + 542.0 + 252.0, -276.0, 1.0, -276.0),
        ("LVA 2019", 36.4 * 365.0, 59.0 + 1060.46 + 1451.25, 13286.0 - 2570.71, 1104.0, 10715.29 * 1104.0),
        ("BGR 2019", 72.3 * 365.0, 50.0 + 700.0 + 1680.0, 23959.5, 612.0, 23959.5 * 612.0),
        ("BIH 2019", 40.0 * 365.0, 216.0 + 360.0 + 1020.0, 13004.0, 1.0, 13004.0),
        ("GEO 2019", 11.70 * 365.0, 212.0 + 1216.0, 2842.5, 2733.0, 2842.5 * 2733.0),
        ("ARM 2019", 11.4 * 365.0, 35.0 + 265.0 + 660.0, 3201.0, 1.0, 3201.0),
        ("ROU 2019", 27.2 * 365.0, 321.0 + 1089.0 + 600.0, 7918.0, 1125.0, 7918.0 * 1125.0),
        ("KAZ 2019", 4.26 * 365.0, 212.0 + 450.0 + 720.0, 172.9, 1.0, 172.9),
        ("UKR 2019", 2.6 * 365.0, 15.5 + 354.0 + 216.0, 363.5, 4360.0, 363.5 * 4360.0),
        ("ALB 2019", 17.0 * 365.0, 400.0 + 34.0 * 12.0, 5397.0, 516.0, 5397.0 * 516.0),
    ];
    let file = "scenarios/ehra/criminalization-costs.toml";
    let table = Some("scenarios/ehra/criminalization-costs.csv".into());
    let scenario = loaded(&Request { table, ..of_file(file) });
    assert_eq!(scenario.cases().len(), pages.len());
    for (case, (label, prison, services, saving, people, national)) in scenario.cases().iter().zip(pages) {
        assert_eq!(case.name, label);
        let results = run(scenario.model(case, None).expect("the row can be run"), None);
        come_out(&results, 1.0, &[("prison/cost/public/all", prison), ("services/cost/public/all", services)]);
        // Moldova's page rounds 3540.5 and 275.8 before it subtracts.
        let tolerance = if label == "MDA 2021" { 2.0 } else { 1.0 };
        come_out(&results, tolerance, &[("services/saving/public/all", saving)]);
        come_out(&results, 50000.0, &[("services/outcome/national_saving/all", national)]);
        let of_all = value(&results, "services/saving/public/all") * people;
        assert!((value(&results, "services/outcome/national_saving/all") / of_all - 1.0).abs() < 1e-9, "{label}");
        assert_eq!(case.incomplete.len(), usize::from(label == "ALB 2019"), "{label}: {:?}", case.incomplete);
        let flagged = results.known.iter().filter(|known| known.verdict == Verdict::DoesNotReproduce).count();
        assert_eq!(flagged, usize::from(label == "EST 2021"), "{label}");
    }
}

#[test]
fn estonia_prints_a_national_saving_that_does_not_follow_from_its_own_numbers() {
    // 558 people × 23 583 EUR = 13.16 million; the page prints 12.8.
    let table = Some("scenarios/ehra/criminalization-costs.csv".into());
    let scenario = loaded(&Request { table, ..of_file("scenarios/ehra/criminalization-costs.toml") });
    let case = scenario.cases().iter().find(|case| case.name == "EST 2021").expect("a row of Estonia");
    let results = run(scenario.model(case, None).expect("the row can be run"), None);
    let known = results.known.iter().find(|known| known.published == 12.8e6).expect("the printed number");
    assert_eq!(known.verdict, Verdict::DoesNotReproduce);
    assert!((known.ours.expect("a result") - 558.0 * 23583.0).abs() < 558.0);
    assert!(known.reason.as_deref().is_some_and(|reason| reason.contains("13.16")));
}

#[test]
fn utah_costs_what_its_exact_expectation_is() {
    // Hadley 2016, Sorenson Impact Center; per person and year, exact expectation of the published program.
    let file = "scenarios/published/v01-utah.toml";
    let mut scenario = fs::read_to_string(file).unwrap();
    // Nobody comes out of prison again: the share with a return is 1 − 0.251305.
    scenario.push_str(
        "\n[policy.first_return]\nabout = \"Only first returns\"\n\
         drop = [\"stage.prison_on.stay\", \"stage.prison_on.next\", \"stage.prison_off.stay\", \"stage.prison_off.next\"]\n",
    );
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("utah.toml");
    fs::write(&path, scenario).unwrap();
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file: path, ..Request::default() };
    let loaded = load(&request, &mut files, &mut problems).expect("at most warnings: some stages are out of reach");
    let results = run(loaded.model(&loaded.cases()[0], None).expect("the model can be made"), None);
    let a_year = |id: &str| value(&results, id) / 5.0;
    for (id, expected) in [
        ("today/cost/public/all", 17560.37),
        ("today/cost/prison/all", 7753.86),
        ("today/cost/court/all", 920.54),
        ("today/cost/police/all", 413.48),
        ("today/cost/shelter/all", 897.28),
        ("today/cost/parole/all", 1266.20),
        ("today/cost/welfare/all", 2892.00),
        ("today/cost/emergency/all", 3417.01),
        ("today/outcome/prison_days/all", 94.597),
        ("programme/cost/public/all", 15952.60),
        ("programme/cost/prison/all", 6022.31),
        ("programme/outcome/prison_days/all", 73.472),
    ] {
        assert!((a_year(id) - expected).abs() < 0.01, "{id}: {}", a_year(id));
    }
    for (policy, expected) in [("today", 9806.51), ("programme", 9930.28)] {
        let other = a_year(&format!("{policy}/cost/public/all")) - a_year(&format!("{policy}/cost/prison/all"));
        assert!((other - expected).abs() < 0.01, "{policy}: {other}");
    }
    come_out(&results, 1e-4, &[("today/outcome/returns/all", 1.4014), ("programme/outcome/returns/all", 1.0714)]);
    come_out(&results, 1e-6, &[("first_return/outcome/returns/all", 1.0 - 0.251305)]);
    // The report prints 17 728, the mean of one run of 1000 people with a standard deviation of 6748.
    assert!((a_year("today/cost/public/all") - 17728.0).abs() < 1.96 * 6748.0 / 1000.0_f64.sqrt());
}

#[test]
fn crime_after_treatment_or_detoxification_costs_as_printed() {
    // Krebs 2017: 161 × 41 + 21 × 167; 19 × 23 + 163 × 167. Months are sums of doubles: 1e-6 is exact.
    let expected =
        [("oat/cost/society/all", 10108.0), ("detox/cost/society/all", 27658.0), ("oat/saving/society/all", 17550.0)];
    come_out(&central(&of_file("scenarios/published/v02-krebs.toml")), 1e-6, &expected);
}

#[test]
fn illinois_fiscal_notes_come_out_row_by_row() {
    // Illinois Sentencing Policy Advisory Council, SB 753; tolerance 1 USD.
    let sb753 = central(&of_file("scenarios/published/v03-illinois-sb753.toml"));
    come_out(
        &sb753,
        1.0,
        &[
            ("sb753/saving/public/all", 12_150929.0),
            ("sb753/saving/society/all", 12_130521.0),
            ("sb753/saving/under_2_5_g/all", 3_434288.0),
            ("sb753/saving/to_10_g/all", 3_069556.0),
            ("sb753/saving/plants/all", 0.0),
        ],
    );
    let to_30_g = value(&sb753, "sb753/saving/to_30_g/all") + value(&sb753, "sb753/saving/victims/all");
    assert!((to_30_g - 5_626677.0).abs() <= 1.0, "{to_30_g}");
    // HB 218, amendment 1: tickets of 125 USD; whole dollars, so nothing is rounded.
    let hb218 = central(&of_file("scenarios/published/v04-illinois-hb218.toml"));
    for (class, fines, net, victims) in [
        ("under_2_5_g", 501625.0, 5_266888.0, 0.0),
        ("to_10_g", 558875.0, 5_539828.0, 0.0),
        ("to_30_g", 468000.0, 7_180147.0, 149439.0),
    ] {
        let paid = value(&hb218, &format!("hb218/cost/fines_{class}/all"));
        assert_eq!(paid, fines, "{class}");
        assert_eq!(value(&hb218, &format!("hb218/saving/{class}/all")) + paid - victims, net, "{class}");
    }
    come_out(
        &hb218,
        0.0,
        &[
            ("hb218/cost/payer:people/all", 1_528500.0),
            ("hb218/saving/public/all", 17_986863.0),
            ("hb218/saving/society/all", 16_458363.0),
        ],
    );
    // HB 5762: extra costs are positive costs and negative savings.
    come_out(
        &central(&of_file("scenarios/published/v05-illinois-hb5762.toml")),
        0.0,
        &[
            ("hb5762/cost/level:municipality/all", 2721.0),
            ("hb5762/cost/level:state/all", 530033.0),
            ("hb5762/cost/public/all", 532754.0),
            ("hb5762/cost/society/all", 532256.0),
            ("hb5762/saving/public/all", -532754.0),
        ],
    );
}

#[test]
fn sick_sicker_comes_out_with_half_cycles() {
    // Alarid-Escudero and others 2023, with half-cycle counting.
    let results = central(&of_file("scenarios/published/v06-sick-sicker.toml"));
    for (policy, cost, quality) in [
        ("standard_care", 152262.2907, 21.038151),
        ("A", 285676.9230, 21.828836),
        ("B", 259991.5153, 22.511198),
        ("AB", 379955.4473, 23.466846),
    ] {
        come_out(&results, 1e-4, &[(&format!("{policy}/cost/public/all/discounted"), cost)]);
        come_out(&results, 1e-6, &[(&format!("{policy}/outcome/qaly/all/discounted"), quality)]);
    }
}

#[test]
fn short_studies_come_out_to_the_last_digit() {
    // 1 / (1 − 0.4), and 1 + 0.4 + 0.16.
    let chain = central(&of_file("scenarios/published/v13-return-chain.toml"));
    come_out(
        &chain,
        1e-9,
        &[("unlimited/outcome/episodes/all", 5.0 / 3.0), ("two_returns/outcome/episodes/all", 1.56)],
    );
    // Levine and Siegel 2011; DNAinfo, 17 March 2011.
    let arrests = of_file("scenarios/published/v14-new-york-arrests.toml");
    come_out(
        &central(&arrests),
        0.0,
        &[
            ("low_price/cost/public/all", 50_383000.0),
            ("best_price/cost/public/all", 75_574500.0),
            ("high_price/cost/public/all", 100_766000.0),
            ("press_best/cost/public/all", 75_450000.0),
            ("press_high/cost/public/all", 100_600000.0),
        ],
    );
    let scenario = loaded(&arrests);
    let model = scenario.model(&scenario.cases()[0], None).expect("the model can be made");
    let drawn = run(model, Some(Sampling { draws: 4096, ..Sampling::default() }));
    let mean = drawn.row("any_price/cost/public/all").and_then(|row| row.mean).expect("draws");
    // Triangular 1000, 1500, 2000: sd = 500 / √6 = 204.12 a person; four standard errors of independent draws.
    assert!((mean - 75_574500.0).abs() < 4.0 * 204.12 * 50383.0 / 4096.0_f64.sqrt(), "{mean}");
    // Million Dollar Hoods: 269.65 + 97.34 a day.
    come_out(
        &central(&of_file("scenarios/published/v15-jail-formula.toml")),
        0.005,
        &[
            ("one_day/cost/public/all", 366.99),
            ("thirty_days/cost/public/all", 3189.85),
            ("a_year/cost/public/all", 35798.75),
        ],
    );
    // Custer County: 17 691 a day, in 365 and in 366 days. 17 691 / 179 × 179 is not exact in doubles.
    let beds = of_file("scenarios/published/v16-colorado-beds.toml");
    come_out(&central(&beds), 1e-6, &[("today/cost/public/all", 6_457215.0)]);
    come_out(&variant(&beds, Some("leap_year")), 1e-6, &[("today/cost/public/all", 6_474906.0)]);
}

#[test]
fn the_seattle_programme_breaks_even_at_671_75_a_month() {
    // Collins and others 2015: 5961 − −2100 = 8061 a year; 12 × 532 = 6384, 12 × 899 = 10 788, 8061 / 12 = 671.75.
    let results = central(&of_file("scenarios/published/v19-lead.toml"));
    let gain = value(&results, "lead/saving/category:legal system/all");
    assert!((gain - 8061.0).abs() < 0.5, "{gain}");
    come_out(
        &results,
        0.5,
        &[
            ("lead/saving/public/all", 1677.0),
            ("lead_average_price/saving/public/all", -2727.0),
            ("lead_break_even/saving/public/all", 0.0),
        ],
    );
}

#[test]
fn belarus_gains_life_years_at_the_printed_price() {
    // Ward and others 2022, table 2: 2 345 128 162 − 2 103 723 830 = 241 404 332 for 2 005 618 − 1 906 415 = 99 203 years:
    // 2433.44 each, printed as 2433. Without prison it costs less and gains years, printed as "cost saving"; the third
    // scenario is the second, printed as "n/a".
    let results = central(&of_file("scenarios/published/v07-belarus.toml"));
    come_out(
        &results,
        1.0,
        &[
            ("no_prison/saving/public/all", 430_855038.0),
            ("savings_spent/saving/public/all", 189_450706.0),
            ("savings_spent/outcome_change/life_years/all", 100_125.0),
        ],
    );
    let (against_today, one_by_one) = (results.ratios(), results.increments());
    assert!(against_today.len() == 3 && against_today.iter().all(|ratio| ratio.verdict == Standing::Dominates));
    let of = |policy: &str| one_by_one.iter().find(|ratio| ratio.policy == policy).expect("compared");
    assert_eq!(
        (of("savings_spent").against.as_str(), of("full_scale").against.as_str()),
        ("no_prison", "savings_spent")
    );
    assert!(
        (of("savings_spent").more_cost - 241_404332.0).abs() < 1.0
            && (of("savings_spent").gain - 99_203.0).abs() < 1e-6
    );
    match of("savings_spent").verdict {
        Standing::CostsPerUnitGained(ratio) => assert!((ratio - 2433.44).abs() < 0.005, "{ratio}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(of("full_scale").verdict, Standing::NotApplicable);
    assert_eq!(of("today").verdict, Standing::Dominated);
}

#[test]
fn methadone_dominates_compulsory_centres() {
    // Vuong and others 2016: 85.73 million VND less and 344.20 drug-free days more. The quotient, −0.2491 million, is no
    // ratio to rank by: "dominates".
    let results = central(&of_file("scenarios/published/v20-hai-phong.toml"));
    let [ratio] = results.ratios().try_into().expect("one policy and one outcome");
    assert!((ratio.more_cost / -85.73e6 - 1.0).abs() < 0.01 && (ratio.gain / 344.20 - 1.0).abs() < 0.01);
    assert!((ratio.more_cost / ratio.gain / -0.2491e6 - 1.0).abs() < 0.01);
    assert_eq!((ratio.verdict, ratio.verdict.ratio()), (Standing::Dominates, None));
}

#[test]
fn illinois_parts_add_up_in_one_edition_and_not_in_the_other() {
    // 75 408 + 50 835 + 25 420 = 151 663; 57 418 + 40 987 + 20 432 = 118 837, printed as 118 746.
    let results = central(&of_file("scenarios/published/v17-illinois-recidivism.toml"));
    come_out(
        &results,
        0.0,
        &[("edition_2018/cost/society/all", 151_663.0), ("edition_2015/cost/society/all", 118_837.0)],
    );
    let known = results.known.iter().find(|known| known.name == "total_2015").expect("listed");
    assert_eq!(known.verdict, Verdict::DoesNotReproduce);
    assert_eq!(known.ours.map(|ours| known.published - ours), Some(-91.0));
}

#[test]
fn proposition_47_saves_by_the_price_of_a_place() {
    // 62.7 − 33.4 = 29.3 million; 83 million of contract beds on top are 112.3; 83 000 000 / 4700 = 17 659.57 each.
    let results = central(&of_file("scenarios/published/v18-proposition-47.toml"));
    come_out(
        &results,
        1.0,
        &[("as_budgeted/saving/public/all", 29.3e6), ("with_contract_beds/saving/public/all", 112.3e6)],
    );
    let place = value(&results, "before/cost/beds/all") / value(&results, "before/people/prison/all");
    assert!((place - 17_659.57).abs() < 0.005, "{place}");
}

#[test]
fn two_textbook_models_come_out() {
    // Evans 1997; Briggs, Claxton and Sculpher 2006, box 2.3.
    come_out(
        &central(&of_file("scenarios/published/v23-sumatriptan.toml")),
        1e-6,
        &[
            ("sumatriptan/cost/public/all", 22.058057),
            ("ergotamine/cost/public/all", 4.714972),
            ("sumatriptan/saving/public/all", -17.343085),
            ("sumatriptan/outcome/utility/all", 0.416861),
            ("ergotamine/outcome/utility/all", 0.201276),
        ],
    );
    // Chancellor 1997; Briggs exercise 2.5.
    let hiv = of_file("scenarios/published/v24-hiv.toml");
    let results = central(&hiv);
    let expected = [
        ("monotherapy/outcome/life_years/all", 7.991207),
        ("monotherapy/cost/public/all/discounted", 44663.4536),
        ("combination/outcome/life_years/all", 8.937389),
        ("combination/cost/public/all/discounted", 50602.5593),
    ];
    come_out(&results, 1e-3, &expected);
    let [years, money, more_years, more_money] = expected.map(|(id, _)| value(&results, id));
    let ratio = (more_money - money) / (more_years - years);
    assert!((ratio - 6276.92).abs() < 0.01, "{ratio}");
    come_out(
        &variant(&hiv, Some("half_cycle")),
        1e-3,
        &[("monotherapy/outcome/life_years/all", 8.475325), ("combination/outcome/life_years/all", 9.416785)],
    );
}

#[test]
fn georgia_counts_what_was_published_in_the_first_and_the_fifth_year() {
    // Caucasus Business Week 2016, citing the Interior Ministry and the Supreme Court; shares of the 4003 sentences.
    let sets = vec!["share_positive=14138 of 37503".to_owned()];
    let results = central(&Request { sets, ..of_file(GEORGIA) });
    for year in [2014, 2018] {
        for (stage, people) in [
            ("test", 50865.0),
            ("positive", 50865.0 * 14138.0 / 37503.0), // 19 175.2
            ("fined", 9142.0),
            ("court", 4003.0),
            ("prison", 0.243 * 4003.0),
            ("probation", 0.52 * 4003.0),
            ("court_fined", 0.201 * 4003.0),
            ("other_sentence", 0.036 * 4003.0),
        ] {
            come_out(&results, 0.05, &[(&format!("testing/entries/{stage}/{year}"), people)]);
        }
        // 3 to 36 months as a lognormal 90 % interval: √(3 · 36) · exp(σ²/2), σ = ln 12 / (2 · 1.644854) = 0.755358:
        // 13.8231 months on average, and people present = people a year × years.
        let stay = 108.0_f64.sqrt() * math::exp(0.5 * 0.755358 * 0.755358) / 12.0;
        come_out(&results, 0.05, &[(&format!("testing/people/prison/{year}"), 972.729 * stay)]);
    }
    // As the file has it: the mean of a PERT from 27 to 44.9 % around 37.7 %.
    let share = (0.27 + 4.0 * 0.377 + 0.449) / 6.0;
    come_out(&central(&of_file(GEORGIA)), 0.05, &[("testing/entries/positive/2014", 50865.0 * share)]);
}

#[test]
fn a_prison_day_of_12_60_eur_is_34_37_gel_in_georgia() {
    // Into lari at the rate of 2021, then through time by Georgia's prices: 12.60 × 3.81032 × 110.251 / 154.011.
    let sets = vec!["prison_day=12.60 EUR/person/day".to_owned()];
    let results = central(&Request { sets, ..of_file(GEORGIA) });
    let days = value(&results, "testing/people/prison/all") * 5.0 * 365.25;
    let price = value(&results, "testing/cost/custody/all") / days;
    assert!((price - 34.37).abs() < 0.005, "{price}");
    // Euro prices first and the rate of 2014 after would give 26.87.
    assert!((price - 26.87).abs() > 7.0, "{price}");
}

#[test]
fn a_georgian_policy_that_changes_nothing_differs_by_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("georgia.toml");
    let text = fs::read_to_string(GEORGIA).unwrap();
    fs::write(&file, format!("{text}\n[policy.same]\nabout = \"As today\"\n")).unwrap();
    let scenario = loaded(&Request { file, ..Request::default() });
    let model = scenario.model(&scenario.cases()[0], None).expect("the model can be made");
    let results = run(model, Some(Sampling { draws: 64, ..Sampling::default() }));
    let mut seen = 0;
    for row in results.rows.iter().filter(|row| row.key.policy == "same" && row.key.measure.is_difference()) {
        if row.central.is_some() {
            assert_eq!((row.central, row.mean, row.sd), (Some(0.0), Some(0.0), Some(0.0)), "{}", row.key.id());
            assert!(results.draws_of(row).iter().all(|difference| *difference == 0.0), "{}", row.key.id());
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn commissions_are_refused_where_their_needs_are_not_met() {
    for (file, lacking) in [
        ("scenarios/poland-2008.toml", &["a stage with the role `at_risk`", "the parameter `social_hour`"][..]),
        (
            "scenarios/published/v16-colorado-beds.toml",
            &["a stage with the role `caught`", "a stage with the role `at_risk`", "the parameter `social_hour`"],
        ),
    ] {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let request = Request { policy_files: vec![COMMISSIONS.into()], ..of_file(file) };
        assert!(load(&request, &mut files, &mut problems).is_none());
        let refusals = problems.sorted();
        assert_eq!(refusals.len(), lacking.len(), "{file}");
        for (refusal, what) in refusals.iter().zip(lacking) {
            assert_eq!(refusal.code.to_string(), "E0704");
            let start = "\"Portugal: commissions for the dissuasion of drug addiction\" needs ";
            assert!(refusal.message.starts_with(&format!("{start}{what}")), "{}", refusal.message);
        }
    }
}

/// Systems that a country's own scenario can take up, and whether they fork before a court.
const SYSTEMS: [(&str, bool); 8] = [
    ("lead", false),
    ("checkpoint", false),
    ("thames-valley", false),
    ("latvia-administrative", false),
    ("poland-62a", true),
    ("hungary-treatment", true),
    ("austria-35smg", true),
    ("germany-31a", true),
];

#[test]
fn systems_lie_over_countries_or_say_what_those_lack() {
    for (system, wants_court) in SYSTEMS {
        for country in ["georgia-2014", "estonia", "lithuania"] {
            let policy_files = vec![format!("scenarios/systems/{system}.toml").into()];
            let request = Request { policy_files, ..of_file(&format!("scenarios/{country}.toml")) };
            // In Estonia small amounts never reach a court.
            if wants_court && country == "estonia" {
                let (mut files, mut problems) = (Files::default(), Problems::default());
                assert!(load(&request, &mut files, &mut problems).is_none());
                let found: Vec<&str> = problems.sorted().iter().map(|problem| problem.message.as_str()).collect();
                let [message] = found.as_slice() else { panic!("{system}: {found:?}") };
                assert!(message.contains("a stage with the role `court`"), "{message}");
                continue;
            }
            let results = central(&request);
            let own = results.model.policies.len();
            let here = central(&of_file(&format!("scenarios/{country}.toml"))).model.policies.len();
            assert!(own > here, "{system} over {country}: {own} policies");
            for policy in &results.model.policies[1..] {
                let saving = value(&results, &format!("{}/saving/public/all", policy.name));
                assert!(saving.is_finite() && saving != 0.0, "{system} over {country}, {}: {saving}", policy.name);
            }
        }
    }
}

#[test]
fn systems_come_out_by_hand() {
    let of = |system: &str, sets: &[&str]| {
        let sets = sets.iter().map(|set| (*set).to_owned()).collect();
        central(&Request { sets, ..of_file(&format!("scenarios/systems/{system}.toml")) })
    };
    // 100 cases a year for three years, and everybody is as likely to return: 55 of 100 do not come to the appointment.
    let thames = of("thames-valley", &["tv_eligible=100 %", "tv_attends=45 %", "tv_completes=100 %"]);
    come_out(&thames, 1e-6, &[("appointment/outcome/arrests/all", 165.0), ("arrest/outcome/arrests/all", 300.0)]);
    // Half of 1000 cases a year are dropped, after the police have done their part.
    let germany = of("germany-31a", &["de_dropped=50 %"]);
    come_out(
        &germany,
        1e-4,
        &[
            ("dropped_by_weight/outcome/trials/all", 1500.0),
            ("dropped_by_weight/saving/category:police/all", 0.0),
            ("dropped_by_assay/saving/category:police/all", 0.0),
        ],
    );
    // Nobody is found again: one case in five of 1000 a year is no small amount.
    let latvia = of("latvia-administrative", &["lv_small=80 %", "found_again_year=0 % in 12 months"]);
    come_out(&latvia, 1e-6, &[("administrative_first/outcome/criminal_cases/all", 1000.0)]);
    // 899 to 532, start-up included.
    let lead = of("lead", &[]);
    let price = |policy: &str| value(&lead, &format!("{policy}/cost/category:services/all"));
    assert!((price("lead_with_start_up") / price("lead") - 899.0 / 532.0).abs() < 1e-3);
    // 2145 of 18 441, of the cases that a prosecutor would send to court; nobody is found again.
    let poland = of("poland-62a", &["share_charged=90 %", "found_again_year=0 % in 12 months"]);
    come_out(&poland, 0.01, &[("article_62a/entries/dropped_62a/2012", 0.9 * 2145.0)]);
    // Two of three programmes at most once in two years are fewer than without the bar.
    let hungary = of("hungary-treatment", &[]);
    let convictions = |policy: &str| value(&hungary, &format!("{policy}/outcome/convictions/all"));
    assert!(convictions("treatment_always") < convictions("treatment_once"));
    assert!(convictions("treatment_once") < convictions("court_always"));
}

#[test]
fn an_hour_of_lithuanian_police_is_5_55_eur_of_2023_before_growth() {
    // ILO: 3.74 EUR in 2014; consumer prices 149.52 / 100.682 (IMF).
    let sets = ["pay_growth=0 %", "on_cost=0 %", "case_hours=10 hour/person", "share_before=100 %"];
    let sets = sets.map(str::to_owned).to_vec();
    let results = central(&Request { sets, ..of_file("scenarios/lithuania.toml") });
    let people = value(&results, "law_of_2017/entries/possession/all");
    let price = value(&results, "law_of_2017/cost/possession/all") / people / 10.0;
    assert!((price - 3.74 * 149.52 / 100.682).abs() < 1e-9, "{price}");
    // 1993 a year, people found again included.
    assert!((people - 5.0 * 1993.0).abs() < 0.01, "{people}");
}
