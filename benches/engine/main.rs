//! How fast a run is, as ratios to what is measured in the same run.
//!
//! `cargo bench --bench engine` prints lines of `name value target`. The measurements of a ratio take turns and their
//! medians are compared, so that a busy machine disturbs both alike. `CRIMCOST_BENCH=short` measures less.

mod by_hand;
mod child;
mod representative;

use crimcost::draws::Sampler;
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::{Model, People};
use crimcost::plan::{Detail, Plan};
use crimcost::run::{self, BLOCK, InputSampler, Machine, Moments, Sampling, Sink};
use crimcost::scenario::{self, Request};
use crimcost::text::{Files, Problems};
use representative::{CYCLES, LINES, POLICIES};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// States of the representative model.
const STATES: usize = 16;
const TOTALS: Detail = Detail { years: false, lines: false };

fn main() {
    if child::is_child() {
        return child::work();
    }
    let short = std::env::var("CRIMCOST_BENCH").is_ok_and(|wish| wish == "short");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("representative.toml");
    std::fs::write(&file, representative::scenario(STATES)).expect("a file can be written there");
    // One thread for everything that is compared with one thread.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("no pool was made before");
    let (rounds, draws) = if short { (3, 1 << 14) } else { (9, 1 << 17) };
    whole_and_parts(&file, rounds, draws);
    set_up(&file, rounds);
    places(&file, rounds, draws / 4);
    aged(rounds, draws / 8);
    whole_people(rounds, draws / 32);
    child::measure(&file, if short { 1 << 17 } else { 1 << 20 });
}

fn line(name: &str, value: f64, target: &str) {
    println!("{name:<52} {value:>8.3}  {target}");
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
    read_with(file, &[])
}

/// Reads a scenario with values set by hand.
fn read_with(file: &Path, sets: &[String]) -> Model {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let request = Request { file: PathBuf::from(file), sets: sets.to_vec(), ..Request::default() };
    let scenario = scenario::load(&request, &mut files, &mut problems).expect("the scenario has no errors");
    scenario.model(&scenario.cases()[0], None).expect("the scenario has no errors")
}

/// The whole run, its plan and its sampling against the same work written by hand.
fn whole_and_parts(file: &Path, rounds: usize, draws: usize) {
    let model = read(file);
    let plan = Plan::new(&model, TOTALS).expect("the scenario has no circles");
    let origins = run::central(&model, &plan).expect("the central case runs");
    let sampling = Sampling { draws, ..Sampling::default() };
    let sampler = InputSampler::new(&plan, sampling.seed, Sampler::Stratified);
    let blocks = draws / BLOCK;

    let mut machine = Machine::new(&plan);
    let mut of_sampling = Machine::new(&plan);
    let columns: Vec<Vec<f64>> = columns_by_hand(&plan, &sampler, &mut of_sampling);
    let discount: [f64; CYCLES] = std::array::from_fn(|year| crimcost::math::powi(1.035, -(year as i32)));
    let (mut lines, mut totals) = (vec![0.0; POLICIES * LINES * BLOCK], vec![0.0; POLICIES * BLOCK]);
    let mut sums = vec![Moments::NONE; POLICIES * LINES];
    let mut of_plan = vec![Moments::NONE; plan.results.len()];

    let mut whole = || {
        black_box(run::run(&model, &plan, sampling, &origins, &mut |_| {}).expect("the run succeeds"));
    };
    let mut planned = || {
        for block in 0..blocks {
            // Registers of inputs are reused within a block, so each block samples anew.
            sampler.fill(&plan, (block * BLOCK) as u64, &mut machine.registers);
            let mut kept: Vec<&mut [f64]> = plan.results.iter().map(|_| &mut [][..]).collect();
            let mut sink = Sink { moments: &mut of_plan, kept: &mut kept, first: 0, cut: &mut [] };
            machine.run(BLOCK, &origins, &mut sink).expect("the block runs");
        }
    };
    let mut sampled = || {
        for block in 0..blocks {
            sampler.fill(&plan, (block * BLOCK) as u64, &mut of_sampling.registers);
        }
    };
    let mut by_hand = || {
        for _ in 0..blocks {
            by_hand::run::<STATES>(&columns, BLOCK, &discount, &mut lines, &mut totals);
            black_box((&mut lines, &mut totals));
        }
    };
    let block_of_line: [f64; BLOCK] = std::array::from_fn(|draw| draw as f64);
    let mut summed = || {
        for _ in 0..blocks {
            for sum in &mut sums {
                sum.add_block(black_box(&block_of_line), BLOCK, 60.0);
            }
        }
    };
    let found = medians(rounds, &mut [&mut whole, &mut planned, &mut sampled, &mut by_hand, &mut summed]);
    let per_draw = |seconds: f64| seconds * 1e9 / draws as f64;
    let [whole, planned, sampled, by_hand, summed] = found[..] else { unreachable!("five jobs were measured") };
    line("whole run / (sampling + by hand + sums)", whole / (sampled + by_hand + summed), "<= 2.0");
    let planned = planned - sampled;
    line("plan with its sums / (by hand + sums)", planned / (by_hand + summed), "<= 2.0");
    line("whole run, ns a draw", per_draw(whole), "guide");
    line("  sampling of 60 parameters, ns a draw", per_draw(sampled), "guide");
    line("  plan with its sums, ns a draw", per_draw(planned), "guide");
    line("  by hand, ns a draw", per_draw(by_hand), "guide");
    line("  sums of 320 lines, ns a draw", per_draw(summed), "guide");
}

/// One block of parameters in the order in which the model by hand wants them.
fn columns_by_hand(plan: &Plan, sampler: &InputSampler, machine: &mut Machine) -> Vec<Vec<f64>> {
    sampler.fill(plan, 0, &mut machine.registers);
    let names = [("up_", 12), ("down_", 10), ("price_", 12), ("use_", 8), ("ratio_", 6), ("index_", 2), ("die_", 6)];
    let names = names.iter().flat_map(|(name, count)| (0..*count).map(move |number| format!("{name}{number}")));
    let shares = (0..4).map(|number| format!("first.s{number}"));
    let mut columns: Vec<Vec<f64>> = names
        .chain(shares)
        .map(|name| {
            // With 16 states the lines use five of the eight parameters of use.
            let input = plan.inputs.iter().position(|input| input.stream == name);
            match input.and_then(|input| plan.schedule.inputs[input]) {
                Some(register) => machine.registers.column(register).to_vec(),
                None => vec![1.0; BLOCK],
            }
        })
        .collect();
    let (_, shares) = columns.split_at_mut(56);
    for draw in 0..BLOCK {
        let sum: f64 = shares.iter().map(|share| share[draw]).sum();
        for share in shares.iter_mut() {
            share[draw] /= sum;
        }
    }
    columns
}

/// What comes before the first draw.
fn set_up(file: &Path, rounds: usize) {
    let model = read(file);
    let plan = Plan::new(&model, TOTALS).expect("the scenario has no circles");
    let origins = run::central(&model, &plan).expect("the central case runs");
    let sampling = Sampling { draws: 100_000 / 16 * 16, ..Sampling::default() };
    let mut reading = || {
        black_box(read(file));
    };
    let mut planning = || {
        black_box(Plan::new(&model, TOTALS).expect("the scenario has no circles"));
    };
    let mut tables = || {
        black_box(InputSampler::new(&plan, 1, Sampler::Stratified));
    };
    let mut simulating = || {
        black_box(run::run(&model, &plan, sampling, &origins, &mut |_| {}).expect("the run succeeds"));
    };
    let found = medians(rounds.min(5), &mut [&mut reading, &mut planning, &mut tables, &mut simulating]);
    let [reading, planning, tables, simulating] = found[..] else { unreachable!("four jobs were measured") };
    let simulating = simulating - tables;
    line("plan and quantile tables / simulating 1e5 draws", (planning + tables) / simulating, "<= 0.20");
    line("reading and checking / simulating 1e5 draws", reading / simulating, "guide");
    line("  reading and checking, ms", reading * 1e3, "guide");
    line("  plan, ms", planning * 1e3, "guide");
    line("  quantile tables, ms", tables * 1e3, "guide");
}

/// The representative model with a capacity that binds against the same without.
fn places(file: &Path, rounds: usize, draws: usize) {
    let limited = file.with_file_name("places.toml");
    std::fs::write(&limited, representative::with_places(STATES)).expect("a file can be written there");
    let prepared = [file, limited.as_path()].map(|file| {
        let model = read(file);
        let plan = Plan::new(&model, TOTALS).expect("the scenario has no circles");
        let origins = run::central(&model, &plan).expect("the central case runs");
        (model, plan, origins)
    });
    let [(_, _, free), (_, _, few)] = &prepared;
    assert_ne!(free, few, "the capacity binds");
    let simulate = |(model, plan, origins): &(Model, Plan, Vec<f64>)| {
        let sampling = Sampling { draws, ..Sampling::default() };
        black_box(run::run(model, plan, sampling, origins, &mut |_| {}).expect("the run succeeds"));
    };
    let found = medians(rounds, &mut [&mut || simulate(&prepared[0]), &mut || simulate(&prepared[1])]);
    line("a capacity that binds / none, whole run", found[1] / found[0], "<= 3.0");
}

/// Stays, returns and a warm-up of ten years: the Georgian scenario, month by month.
fn aged(rounds: usize, draws: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/georgia-2014.toml");
    let model = read(&file);
    let evaluation = Evaluation { sampling: Some(Sampling { draws, ..Sampling::default() }), ..Evaluation::default() };
    let mut georgia = || {
        black_box(evaluate(model.clone(), evaluation, &mut |_, _| {}).expect("the run succeeds"));
    };
    let found = medians(rounds.min(5), &mut [&mut georgia]);
    line("stays over 15 years of months (Georgia), us a draw", found[0] * 1e6 / draws as f64, "stated");
}

/// Whole people against the cohort run of the same draws: the Georgian flow with 30 street tests a year, and with more.
fn whole_people(rounds: usize, draws: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/georgia-2014.toml");
    let evaluation = Evaluation { sampling: Some(Sampling { draws, ..Sampling::default() }), ..Evaluation::default() };
    for (tests, target) in [(30, "<= 3.0"), (300, "stated"), (50_865, "stated")] {
        let mut cohort = read_with(&file, &[format!("people_tested={tests} person/year")]);
        let mut whole = cohort.clone();
        (cohort.settings.people, whole.settings.people) = (People::Cohort, People::Whole);
        let mut of_cohort = || {
            black_box(evaluate(cohort.clone(), evaluation, &mut |_, _| {}).expect("the run succeeds"));
        };
        let mut of_whole = || {
            black_box(evaluate(whole.clone(), evaluation, &mut |_, _| {}).expect("the run succeeds"));
        };
        let found = medians(rounds.min(5), &mut [&mut of_cohort, &mut of_whole]);
        line(&format!("whole people / cohort, {tests} tests a year"), found[1] / found[0], target);
        line("  whole people, us a draw", found[1] * 1e6 / draws as f64, "guide");
    }
}
