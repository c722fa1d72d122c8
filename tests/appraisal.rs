//! What questions about a result stand on: the same draws as a run, and causes that are named once.

use crimcost::appraisal::{Subject, knowledge};
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::Model;
use crimcost::plan::Detail;
use crimcost::run::{InputSampler, Sampling};
use crimcost::scenario::{Request, load};
use crimcost::text::{Files, Problems};
use std::io::Write;

const SAMPLING: Sampling = Sampling { draws: 512, seed: 3, sampler: crimcost::draws::Sampler::Stratified };

fn read(text: &str) -> Model {
    let mut file = tempfile::NamedTempFile::with_suffix(".toml").unwrap();
    file.write_all(text.as_bytes()).unwrap();
    model(file.path().to_owned())
}

fn model(file: std::path::PathBuf) -> Model {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(&Request { file, ..Request::default() }, &mut files, &mut problems).unwrap();
    scenario.model(&scenario.cases()[0], None).unwrap()
}

fn shipped(name: &str) -> Model {
    model(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name))
}

#[test]
fn a_sample_holds_the_draws_of_a_run() {
    for name in ["georgia-2014.toml", "estonia.toml", "kyrgyzstan-amounts.toml"] {
        let model = shipped(name);
        let subject = Subject::new(&model, None).unwrap();
        let sample = subject.sample(SAMPLING).unwrap();
        let evaluation = Evaluation { detail: Detail::default(), sampling: Some(SAMPLING), precision: None };
        let results = evaluate(model.clone(), evaluation, &mut |_, _| {}).unwrap();
        assert_eq!(sample.outputs.len(), model.policies.len(), "{name}: the target, and each policy");
        for output in &sample.outputs {
            let row = results.row(&output.name).unwrap();
            let draws = results.draws_of(row);
            for (ours, run) in output.values.iter().zip(draws) {
                assert!((ours - run).abs() <= 1e-9 * run.abs().max(1.0), "{name} {}: {ours} {run}", output.name);
            }
        }
    }
}

/// Four people a year, a case for N(10, 0.05) EUR each or a talk for 1 EUR and 36.5 EUR in all.
const FEW: &str = r#"format = 1
[scenario]
title = "A village"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
discount = 0.0
baseline = "cases"
people = "whole"

[parameter]
caught    = "4 person/year | assumption: for this test"
everybody = "100 % | assumption: for this test"
talk      = "1 EUR/person | assumption: for this test"
office    = "36.5 EUR/year | assumption: for this test"
case      = { distribution = { normal = { mean = 10, sd = 0.05 } }, unit = "EUR/person", assumption = "for this test" }

[stage]
caught = { arrivals = "caught", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
case = { stage = "caught", per = "entry", amount = "case", payer = "police", basis = "average" }

[policy.talks]
divert = [{ before = "caught", to = "talked", share = "everybody" }]
stage.talked = { next = "over" }
cost.talk = { stage = "talked", per = "entry", amount = "talk", payer = "police", basis = "average" }
cost.office = { per = "year", amount = "office", payer = "police", basis = "fixed" }
"#;

#[test]
fn what_chance_does_to_whole_people_is_worth_nothing_to_know() {
    let subject = Subject::new(&read(FEW), None).unwrap();
    let sampling = Sampling { draws: 1 << 14, ..SAMPLING };
    let sample = subject.sample(sampling).unwrap();
    let decided = subject.for_decisions(&sample, sampling).unwrap();
    let found = knowledge(&subject, &decided, vec![]).unwrap().unwrap();
    // The expected saving is N(−0.5, 0.2): its expected gain over nothing is 0.2·φ(2.5) − 0.5·Φ(−2.5).
    let perfect = 0.2 * 0.017_528_300_49 - 0.5 * 0.006_209_665_33;
    let (value, error) = (found.value.perfect.value, found.value.perfect.error);
    assert!((value - perfect).abs() < 4.0 * error && error < 0.1 * perfect, "{value} ± {error}, {perfect}");
    // The spread of the result holds chance: knowing the price of a case hardly narrows it.
    assert!(found.of(0).share.value < 0.01, "{:?}", found.of(0));
    assert_eq!(decided.outputs[0], sample.outputs[0]);
}

#[test]
fn inputs_at_the_scores_of_a_sample_give_its_results() {
    let subject = Subject::new(&shipped("lithuania.toml"), None).unwrap();
    let sample = subject.sample(SAMPLING).unwrap();
    let sampler = InputSampler::new(&subject.plan, SAMPLING.seed, SAMPLING.sampler);
    let scores: Vec<Vec<f64>> = sample.inputs.iter().map(|input| input.scores.clone()).collect();
    let again = subject.at_scores(&sampler, &scores).unwrap();
    for (ours, run) in again.iter().zip(&sample.outputs[0].values) {
        assert!((ours - run).abs() <= 1e-6 * run.abs().max(1.0), "{ours} {run}");
    }
}

#[test]
fn scores_rise_with_values() {
    let sample = Subject::new(&shipped("georgia-2014.toml"), None).unwrap().sample(SAMPLING).unwrap();
    for input in &sample.inputs {
        let mut order: Vec<usize> = (0..SAMPLING.draws).collect();
        order.sort_by(|a, b| input.scores[*a].total_cmp(&input.scores[*b]));
        assert!(order.windows(2).all(|pair| input.values[pair[0]] <= input.values[pair[1]]), "{}", input.name);
    }
}

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
police = { title = "Yearbook", publisher = "Police", year = 2023, holder = "Police, statistics" }

[parameter]
caught  = "1000 person/year | official: police"
hours   = "2 to 4 hour/person | assumption: for this test"
hour    = "9 to 12 EUR/hour | official: police"
talk    = "5 to 8 EUR/person | expert: police"
share   = { counts = { yes = 40, no = 10 }, source = "police", grade = "official" }

[[correlate]]
parameters = ["hour", "talk"]
rank = 0.5

[stage]
caught = { role = "caught", arrivals = "caught", next = { over = "share.yes", home = "share.no" } }
over   = {}
home   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
paperwork = { stage = "caught", per = "entry", amount = "hours * hour", payer = "police", basis = "average" }

[policy.talks]
about = "A talk in place of a case"
cost.paperwork = { stage = "home", per = "entry", amount = "talk", payer = "police", basis = "average" }
"#;

#[test]
fn what_moves_together_is_one_cause_with_the_weakest_grade_and_a_holder() {
    let subject = Subject::new(&read(TOWN), None).unwrap();
    let names: Vec<&str> = subject.causes.iter().map(|cause| cause.name.as_str()).collect();
    // In the order of the alphabet, so that the order of the file moves nothing.
    assert_eq!(names, ["hour + talk", "hours", "share"]);
    let together = &subject.causes[0];
    assert_eq!((together.streams.len(), together.grade), (2, Some(crimcost::model::Grade::Expert)));
    assert_eq!(together.holder.as_deref(), Some("Police, statistics"));
    assert_eq!(subject.causes[2].streams.len(), 2);
}
