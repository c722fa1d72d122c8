//! How fast questions about a result are answered, against the run that makes the draws.
//!
//! `cargo bench --bench uncertainty` prints lines of `name value target`. The measurements of a ratio take turns and their
//! medians are compared, so that a busy machine disturbs both alike. `CRIMCOST_BENCH=short` measures less. Seconds are
//! those of two threads.

#[path = "engine/representative.rs"]
#[allow(dead_code, reason = "the engine's benchmark uses more of it")]
mod representative;

use crimcost::appraisal::oneway::OneWay;
use crimcost::appraisal::{Subject, variance};
use crimcost::draws::Sampler;
use crimcost::model::Model;
use crimcost::plan::{Detail, Plan};
use crimcost::run::{self, InputSampler, Sampling};
use crimcost::scenario::{self, Request};
use crimcost::statistics::{Given, value_of_information};
use crimcost::text::{Files, Problems};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let short = std::env::var("CRIMCOST_BENCH").is_ok_and(|wish| wish == "short");
    let rounds = if short { 3 } else { 7 };
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().expect("no pool was made before");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("representative.toml");
    std::fs::write(&file, representative::scenario(16)).expect("a file can be written there");
    let georgia = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/georgia-2014.toml");
    for (name, file) in [("60 inputs", &file), ("Georgia", &georgia)] {
        let model = read(file);
        set_up(name, &model, rounds);
        given_draws(name, &model, rounds, if short { 1 << 14 } else { 100_000 });
        shares(name, &model, rounds, 1024);
        one_at_a_time(name, &model, rounds);
        information(name, &model, rounds.min(3), if short { 1 << 14 } else { 100_000 });
    }
}

fn line(of: &str, name: &str, value: f64, target: &str) {
    println!("{:<64} {value:>8.3}  {target}", format!("{of}: {name}"));
}

/// The median time of each job in seconds; jobs take turns.
fn medians(rounds: usize, jobs: &mut [&mut dyn FnMut()]) -> Vec<f64> {
    let mut times = vec![vec![]; jobs.len()];
    for round in 0..=rounds {
        for (job, times) in jobs.iter_mut().zip(&mut times) {
            let start = Instant::now();
            job();
            // The first round warms up.
            if round > 0 {
                times.push(start.elapsed().as_secs_f64());
            }
        }
    }
    times
        .into_iter()
        .map(|mut times: Vec<f64>| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        })
        .collect()
}

/// Reads a scenario that is known to be sound.
fn read(file: &Path) -> Model {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file: PathBuf::from(file), ..Request::default() };
    let scenario = scenario::load(&request, &mut files, &mut problems).expect("the scenario has no errors");
    scenario.model(&scenario.cases()[0], None).expect("the scenario has no errors")
}

fn subject(model: &Model) -> Subject {
    Subject::new(model, None).expect("the scenario has a policy")
}

fn sampling(draws: usize) -> Sampling {
    Sampling { draws, ..Sampling::default() }
}

/// What comes before the first answer, against a plan of the whole run.
fn set_up(name: &str, model: &Model, rounds: usize) {
    let plan = subject(model).plan;
    let mut asking = || {
        black_box(subject(model));
    };
    let mut planning = || {
        black_box(Plan::new(model, Detail { years: false, lines: true }).expect("the scenario has no circles"));
    };
    let mut tables = || {
        black_box(InputSampler::new(&plan, 1, Sampler::Stratified));
    };
    let mut central = || {
        black_box(run::central(model, &plan).expect("the central case runs"));
    };
    let found = medians(rounds, &mut [&mut asking, &mut planning, &mut tables, &mut central]);
    line(name, "asking about a result / planning a run of all lines", found[0] / found[1], "<= 2.0");
    line(name, "  asking about a result, ms", found[0] * 1e3, "guide");
    line(name, "  quantile tables, ms", found[2] * 1e3, "guide");
    line(name, "  the central case, ms", found[3] * 1e3, "guide");
}

/// Rank correlations against the run that made the draws.
fn given_draws(name: &str, model: &Model, rounds: usize, draws: usize) {
    let subject = subject(model);
    let draws = draws / 16 * 16;
    let sample = subject.sample(sampling(draws)).expect("the draws can be made");
    let mut running = || {
        let whole = Plan::new(model, Detail { years: false, lines: false }).expect("the scenario has no circles");
        let origins = run::central(model, &whole).expect("the central case runs");
        black_box(run::run(model, &whole, sampling(draws), &origins, &mut |_| {}).expect("the run succeeds"));
    };
    let mut ranking = || {
        let given = Given::new(&sample).expect("there are enough draws");
        black_box(given.rank_correlations(0));
    };
    let mut sampled = || {
        black_box(subject.sample(sampling(draws)).expect("the draws can be made"));
    };
    let found = medians(rounds, &mut [&mut running, &mut ranking, &mut sampled]);
    line(name, "rank correlations / the run that made the draws", found[1] / found[0], "<= 1.0");
    line(name, "draws of one result with all inputs / that run", found[2] / found[0], "guide");
    line(name, "  rank correlations, ns a draw", found[1] * 1e9 / draws as f64, "guide");
}

/// Shares of the variance: what one evaluation costs against one draw of a run of the same plan.
fn shares(name: &str, model: &Model, rounds: usize, rows: usize) {
    let subject = subject(model);
    let origins = run::central(model, &subject.plan).expect("the central case runs");
    let evaluations = variance(&subject, sampling(rows)).expect("the shares can be computed").evaluations;
    let draws = evaluations.next_multiple_of(16);
    let mut sharing = || {
        black_box(variance(&subject, sampling(rows)).expect("the shares can be computed"));
    };
    let mut running = || {
        let done = run::run(model, &subject.plan, sampling(draws), &origins, &mut |_| {});
        black_box(done.expect("the run succeeds"));
    };
    let found = medians(rounds, &mut [&mut sharing, &mut running]);
    line(name, "an evaluation of the variance shares / a draw", found[0] / found[1], "<= 1.5");
    line(name, "  variance shares of 1,024 rows, s", found[0], "stated");
    line(name, "  a draw of the plan for one result, ns", found[1] * 1e9 / draws as f64, "guide");
}

/// The tornado with its spider and corner, beside 1e4 draws.
fn one_at_a_time(name: &str, model: &Model, rounds: usize) {
    let mut tornado = || {
        let subject = subject(model);
        black_box(subject.sample(sampling(10_000)).expect("the draws can be made"));
        black_box(OneWay::new(&subject).expect("the points can be computed"));
    };
    let found = medians(rounds, &mut [&mut tornado]);
    line(name, "tornado, spider and corner beside 1e4 draws, s", found[0], "<= 2.0");
}

/// What it is worth to know every input, one by one.
fn information(name: &str, model: &Model, rounds: usize, draws: usize) {
    let subject = subject(model);
    let sample = subject.sample(sampling(draws / 16 * 16)).expect("the draws can be made");
    let sets: Vec<Vec<usize>> = subject.causes.iter().map(|cause| cause.streams.clone()).collect();
    let mut knowing = || {
        black_box(value_of_information(&sample, &sets).expect("there are enough draws"));
    };
    let found = medians(rounds, &mut [&mut knowing]);
    line(name, &format!("EVPPI of {} inputs at {draws} draws, s", sets.len()), found[0], "<= 10.0 at 100000");
}
