//! The systems of diversion in `scenarios/systems/`: each runs alone, over other countries, and beside each other.

use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::results::Results;
use crimcost::scenario::{Request, Scenario, load};
use crimcost::text::{Files, Problems};
use std::fs;
use std::path::Path;

/// Loads what must be without errors and warnings.
fn loaded(request: &Request) -> Scenario {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(request, &mut files, &mut problems);
    let found: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
    assert!(found.is_empty(), "{}:\n{}", request.file.display(), found.join("\n"));
    scenario.expect("without problems it is loaded")
}

fn central(request: &Request, variant: Option<&str>) -> Results {
    let scenario = loaded(request);
    let model = scenario.model(&scenario.cases()[0], variant).expect("the model can be made");
    evaluate(model, Evaluation { sampling: None, ..Evaluation::default() }, &mut |_, _| {})
        .unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn alone(system: &str, sets: &[&str]) -> Request {
    let sets = sets.iter().map(|set| (*set).to_owned()).collect();
    Request { file: format!("scenarios/systems/{system}.toml").into(), sets, ..Request::default() }
}

fn over(country: &str, systems: &[&str]) -> Request {
    let policy_files = systems.iter().map(|system| format!("scenarios/systems/{system}.toml").into()).collect();
    Request { file: format!("scenarios/{country}.toml").into(), policy_files, ..Request::default() }
}

#[track_caller]
fn value(results: &Results, id: &str) -> f64 {
    let row = results.row(id).unwrap_or_else(|| panic!("{id} is a result"));
    row.central.unwrap_or_else(|| panic!("{id} is known"))
}

#[track_caller]
fn is_near(ours: f64, expected: f64, share: f64) {
    assert!((ours / expected - 1.0).abs() <= share, "{ours} instead of {expected}");
}

/// A library, the policy that it brings, and what each country lacks of its needs.
type System = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str])]);

const COUNTRIES: [&str; 4] = ["georgia-2014", "estonia", "lithuania", "systems/georgia-testing"];

const PAY_AND_PRISON: &[&str] =
    &["the parameter `pay_month` in money/month", "the parameter `prison_day` in money/person/day"];

const SYSTEMS: [System; 6] = [
    ("portugal-cdt", "cdt", &[]),
    ("estonia-sutik", "sutik", &[]),
    ("czech-administrative", "administrative", &[]),
    ("lithuania-kaisiadorys", "pilot", &[]),
    ("lithuania-kaisiadorys-national", "national", &[]),
    (
        "kyrgyz-misconduct",
        "misconduct",
        &[("estonia", PAY_AND_PRISON), ("lithuania", PAY_AND_PRISON), ("systems/georgia-testing", PAY_AND_PRISON)],
    ),
];

#[test]
fn each_system_lies_over_a_country_or_says_exactly_what_it_lacks() {
    for (system, policy, lacks) in SYSTEMS {
        for country in COUNTRIES {
            let request = over(country, &[system]);
            let Some((_, lacking)) = lacks.iter().find(|(name, _)| *name == country) else {
                let results = central(&request, None);
                let saving = value(&results, &format!("{policy}/saving/public/all"));
                assert!(saving.is_finite() && saving != 0.0, "{system} over {country}");
                continue;
            };
            let (mut files, mut problems) = (Files::default(), Problems::default());
            assert!(load(&request, &mut files, &mut problems).is_none(), "{system} over {country}");
            let found: Vec<String> = problems.sorted().iter().map(|problem| problem.message.clone()).collect();
            assert_eq!(found.len(), lacking.len(), "{system} over {country}: {found:?}");
            for (message, what) in found.iter().zip(*lacking) {
                assert!(message.contains(&format!("needs {what}, which the scenario lacks")), "{message}");
            }
        }
    }
}

#[test]
fn several_systems_stand_side_by_side() {
    let all = ["portugal-cdt", "estonia-sutik", "czech-administrative", "lithuania-kaisiadorys"];
    let together = central(&over("georgia-2014", &all), None);
    for (system, policy, _) in SYSTEMS.iter().filter(|(system, ..)| all.contains(system)) {
        let id = format!("{policy}/saving/public/all");
        // Beside others a policy comes out as it does alone.
        let single = value(&central(&over("georgia-2014", &[system]), None), &id);
        is_near(value(&together, &id), single, 1e-9);
    }
}

#[test]
fn every_file_of_the_folder_runs_alone() {
    let mut seen = 0;
    for entry in fs::read_dir("scenarios/systems").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let results = central(&alone(name, &[]), None);
        assert!(results.model.policies.len() > 1, "{name}");
        assert!(results.model.settings.title.0.contains_key("en"), "{name}");
        for question in ["net_widening", "effect_on_use", "service_capacity"] {
            assert!(fs::read_to_string(&path).unwrap().contains(question), "{name}: {question}");
        }
        seen += 1;
    }
    assert!(seen >= 7, "{seen}");
    assert!(!Path::new("scenarios/portugal-cdt.toml").exists());
}

#[test]
fn rulings_of_portugal_add_up_to_1() {
    // 2012: 82 % suspended, 15 % punitive, 3 % not proven (Drug Policy Facts, citing the national report).
    let results = central(&alone("portugal-cdt", &[]), None);
    let of = |stage: &str| value(&results, &format!("cdt/entries/{stage}/all"));
    for (stage, share) in [("let_off", 0.82), ("sanctioned", 0.15), ("not_proven", 0.03)] {
        is_near(of(stage), share * of("ruled"), 1e-12);
    }
    is_near(of("let_off") + of("sanctioned") + of("not_proven"), of("ruled"), 1e-12);
    // 11 of 83 suspended rulings of 2014 are of dependent people in treatment.
    is_near(of("treatment"), of("let_off") * 11.0 / 83.0, 1e-9);
    // Every process is decided or pending.
    is_near(of("ruled") + of("pending"), of("commission"), 1e-12);
}

#[test]
fn the_loop_of_a_fine_ends_and_prison_keeps_its_person_years() {
    // The same for a hundred years, nobody found again, so that the last year is a steady state.
    let text = fs::read_to_string("scenarios/systems/kyrgyz-misconduct.toml").unwrap();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("kyrgyz.toml");
    fs::write(&file, text.replace("years = 10\n", "years = 100\n")).unwrap();
    let sets = [
        "cases=1000 person/year",
        "misconduct_small=50 %",
        "pays_at_once=40 %",
        "bailiff_collects=10 %",
        "fine_to_prison=5 %",
        "written_off=10 %",
        "fine_prison_time=18 month",
        "found_again=0 % in 12 months",
    ];
    let sets = sets.map(str::to_owned).to_vec();
    let results = central(&Request { file, sets, ..Request::default() }, None);
    let of = |stage: &str| value(&results, &format!("misconduct/entries/{stage}/2118"));
    // 1000 × 50 % fined, 60 % of them not at once; of an attempt 25 % leave the loop, so there are 1 / 0.25 attempts.
    is_near(of("imposed"), 500.0, 1e-9);
    is_near(of("bailiff"), 300.0 / 0.25, 1e-6);
    for (stage, share) in [("collected", 0.10), ("fine_prison", 0.05), ("given_up", 0.10)] {
        is_near(of(stage), 300.0 * share / 0.25, 1e-6);
    }
    // Whoever enters the loop leaves it.
    is_near(of("collected") + of("fine_prison") + of("given_up"), 300.0, 1e-6);
    // 60 people a year for 18 months are 90 person-years a year.
    is_near(value(&results, "misconduct/outcome/prison_for_fines/2118"), 60.0 * 1.5, 1e-6);
    // Of all who were ever fined nobody is lost: what is not yet through is still with the bailiff.
    let all = |stage: &str| value(&results, &format!("misconduct/entries/{stage}/all"));
    let through = all("paid") + all("collected") + all("fine_prison") + all("given_up");
    assert!(all("imposed") >= through && all("imposed") - through < 300.0, "{} {through}", all("imposed"));
}

#[test]
fn an_assay_is_paid_where_weight_alone_does_not_decide() {
    let results = central(&alone("czech-administrative", &["gross_small=70 %", "pure_small=25 %"]), None);
    let of = |what: &str| value(&results, &format!("administrative/{what}/all"));
    is_near(of("entries/assay"), 0.30 * of("entries/weighed"), 1e-9);
    is_near(of("entries/offence"), (0.70 + 0.30 * 0.25) * of("entries/weighed"), 1e-9);
    is_near(of("entries/case"), 0.30 * 0.75 * of("entries/weighed"), 1e-9);
    is_near(of("outcome/assays"), of("entries/assay"), 1e-12);
}

#[test]
fn a_pilot_holds_no_more_people_than_it_has_places() {
    let sets = ["people_found=60 person/year", "share_use=100 %", "pilot_offered=80 %", "pilot_meets=90 %"];
    let request = alone("lithuania-kaisiadorys", &[&sets[..], &["pilot_places=8 person"]].concat());
    let results = central(&request, None);
    let people = value(&results, "pilot/people/manager/2023");
    assert!(people <= 8.0 + 1e-9 && people > 7.0, "{people}");
    assert!(value(&results, "pilot/turned_away/manager/all") > 1.0);
    // Who finds no room and gives up has the case after all.
    let gave_up = value(&results, "pilot/entries/gave_up/all");
    assert!(gave_up > 1.0, "{gave_up}");
    // When the donor leaves nobody is asked, and no post is paid.
    let ended = central(&alone("lithuania-kaisiadorys", &[]), Some("funding_ends"));
    assert_eq!(value(&ended, "pilot/entries/consent/2023"), 0.0);
    assert_eq!(value(&ended, "pilot/cost/manager/2023"), 0.0);
    assert!(value(&ended, "pilot/entries/consent/2022") > 0.0);
}

#[test]
fn case_managers_of_a_country_come_in_whole_posts() {
    let sets = [
        "scale_caseload=20 person",
        "scale_post=2000 hour/year",
        "social_price=10 EUR/hour",
        "overhead=0 %",
        "scale_services=0 hour/person/month",
    ];
    let results = central(&alone("lithuania-kaisiadorys-national", &sets), None);
    for year in 2025..=2030 {
        let people = value(&results, &format!("national/people/manager/{year}"));
        let long_run = value(&results, &format!("national/cost/managers/{year}/long_run"));
        // 2000 hours at 10 EUR a post; the number of people does not fall, so no post stands empty.
        assert!((long_run - (people / 20.0).ceil() * 20_000.0).abs() < 1e-3, "{year}: {people} people, {long_run}");
    }
}

#[test]
fn tests_of_georgia_come_out_as_counted_in_2008() {
    // humanrights.ge: 19 302 of 43 029 positive, 1605 imprisoned; Merkinaite 2012: 4.7 million USD; IMF: 1.49042 GEL.
    let results = central(&alone("georgia-testing", &[]), None);
    is_near(value(&results, "testing/entries/positive/2008"), 19302.0, 1e-9);
    is_near(value(&results, "testing/entries/prison/2008"), 1605.0, 1e-9);
    is_near(value(&results, "testing/cost/prison/2008"), 4.7e6 * 1.49042, 1e-3);
    is_near(value(&results, "testing/outcome/police_time/2008"), 43029.0 * 8.43, 1e-9);
}

#[test]
fn a_horizon_that_ends_early_flatters_fines_that_end_in_prison() {
    // Prison of today empties from the first year on, prison for fines fills over five: the last year speaks against the first.
    let results = central(&alone("kyrgyz-misconduct", &[]), None);
    assert!(value(&results, "misconduct/saving/society/2019") > 0.0);
    assert!(value(&results, "misconduct/saving/society/2028") < 0.0);
    assert!(value(&results, "misconduct/saving/society/all") < 0.0);
}

#[test]
fn nobody_in_hungary_is_offered_treatment_twice_in_one_case() {
    let again = "found_again_year=20 % in 12 months";
    let results = central(&alone("hungary-treatment", &["hu_suspended=60 %", "hu_stops=0 % in 6 months", again]), None);
    let of = |what: &str| value(&results, &format!("treatment_always/entries/{what}/all"));
    // 60 % of first and of second cases are suspended; the others are tried.
    let cases = of("found") + of("hu_second");
    is_near(of("hu_programme"), 0.6 * cases, 1e-9);
    is_near(of("court"), 0.4 * cases, 1e-9);
}

#[test]
fn people_who_are_diverted_are_followed_as_long_as_others() {
    // As likely to be found again for as long a time, they are found as often: what is saved is not that nobody looks.
    let found = |results: &Results, id: &str| value(results, &format!("{id}/all"));
    let austria = central(&alone("austria-35smg", &["at_no_opinion=100 %", "at_probation=18 month"]), None);
    let again = found(&austria, "set_aside/entries/found") + found(&austria, "set_aside/entries/at_found");
    is_near(again, found(&austria, "court_always/entries/found"), 1e-9);
    let latvia = central(&alone("latvia-administrative", &["share_custody=0 %"]), None);
    let repeat = "administrative_first/entries/lv_repeat";
    let again = found(&latvia, "administrative_first/entries/found") + found(&latvia, repeat);
    is_near(again, found(&latvia, "crime/entries/found"), 1e-9);
}
