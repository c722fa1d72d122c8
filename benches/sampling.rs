//! How fast parameters are sampled, as ratios to something measured in the same run.
//!
//! `cargo bench --bench sampling` prints lines of `name value target`; the measurements of a ratio take turns and their
//! medians are compared, so that a busy machine disturbs both alike.

use crimcost::distribution::{Distribution, QuantileColumn};
use crimcost::draws::{Copula, Sampler, Stream, Uniforms};
use rand::{SeedableRng, rngs::SmallRng};
use rand_distr::Distribution as _;
use std::{hint::black_box, time::Instant};

/// Draws in a column.
const BLOCK: usize = 256;
/// Columns of every parameter in a measurement.
const BLOCKS: usize = 40;
/// Measurements of each kind.
const ROUNDS: usize = 15;
/// The correlated parameters, by number.
const CORRELATED: std::ops::Range<usize> = 42..48;

/// Sixty parameters of a scenario: shares, ranges, unit costs, relative risks, a normal index, and weights.
fn parameters() -> Vec<Distribution> {
    let number = |i: usize| i as f64;
    let mut all = Vec::new();
    all.extend((0..12).map(|i| Distribution::beta(4.0 + number(i), 60.0 + 5.0 * number(i))));
    all.extend((0..10).map(|i| Distribution::pert(0.01, 0.03 + 0.002 * number(i), 0.10)));
    all.extend((0..12).map(|i| Distribution::gamma_with_mean(500.0 + 100.0 * number(i), 4.0 + number(i))));
    all.extend((0..8).map(|_| Distribution::triangular(0.5, 1.0, 1.8)));
    all.extend((0..6).map(|_| Distribution::log_normal_around(0.8, 0.15)));
    all.extend((0..2).map(|_| Distribution::normal(1.0, 0.05)));
    all.extend((0..6).map(|_| Distribution::uniform(0.005, 0.02)));
    all.extend([8.0, 6.0, 4.0, 2.0].map(|shape| Distribution::gamma(shape, 1.0)));
    all.into_iter().collect::<Result<_, _>>().expect("all of them are possible")
}

/// The same distributions as `rand_distr` samples them.
enum Reference {
    Beta(rand_distr::Beta<f64>),
    Pert(rand_distr::Pert<f64>),
    Gamma(rand_distr::Gamma<f64>),
    Triangular(rand_distr::Triangular<f64>),
    LogNormal(rand_distr::LogNormal<f64>),
    Normal(rand_distr::Normal<f64>),
    Uniform(rand_distr::Uniform<f64>),
}

impl Reference {
    fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Beta { a, b } => Self::Beta(rand_distr::Beta::new(a, b).expect("possible")),
            Distribution::Pert { low, mode, high } => {
                Self::Pert(rand_distr::Pert::new(low, high).with_mode(mode).expect("possible"))
            }
            Distribution::Gamma { shape, scale } => {
                Self::Gamma(rand_distr::Gamma::new(shape, scale).expect("possible"))
            }
            Distribution::Triangular { low, mode, high } => {
                Self::Triangular(rand_distr::Triangular::new(low, high, mode).expect("possible"))
            }
            Distribution::LogNormal { mu, sigma } => {
                Self::LogNormal(rand_distr::LogNormal::new(mu, sigma).expect("possible"))
            }
            Distribution::Normal { mean, sd, .. } => Self::Normal(rand_distr::Normal::new(mean, sd).expect("possible")),
            Distribution::Uniform { low, high } => {
                Self::Uniform(rand_distr::Uniform::new(low, high).expect("possible"))
            }
            Distribution::Discrete { .. } | Distribution::Empirical { .. } | Distribution::Mixture(_) => {
                unreachable!("not among the sixty")
            }
        }
    }

    fn sample(&self, random: &mut SmallRng) -> f64 {
        match self {
            Self::Beta(made) => made.sample(random),
            Self::Pert(made) => made.sample(random),
            Self::Gamma(made) => made.sample(random),
            Self::Triangular(made) => made.sample(random),
            Self::LogNormal(made) => made.sample(random),
            Self::Normal(made) => made.sample(random),
            Self::Uniform(made) => made.sample(random),
        }
    }
}

/// Seconds that something takes.
fn seconds(work: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// The medians of the times of several works done in turns.
fn medians(works: &mut [&mut dyn FnMut()]) -> Vec<f64> {
    let mut times = vec![Vec::new(); works.len()];
    for _ in 0..ROUNDS {
        for (work, times) in works.iter_mut().zip(&mut times) {
            times.push(seconds(*work));
        }
    }
    times
        .into_iter()
        .map(|mut times| {
            times.sort_by(f64::total_cmp);
            times[ROUNDS / 2]
        })
        .collect()
}

/// Fills a column of uniforms for every stream, for all blocks.
fn fill(streams: &[Stream], column: &mut [f64]) {
    for block in 0..BLOCKS {
        for stream in streams {
            stream.fill((block * BLOCK) as u64, column);
            black_box(&mut *column);
        }
    }
}

fn main() {
    let parameters = parameters();
    let samples = (parameters.len() * BLOCK * BLOCKS) as f64;
    let streams = |sampler| -> Vec<Stream> {
        let uniforms = Uniforms::new(1, sampler);
        (0..parameters.len()).map(|i| uniforms.stream(&format!("parameter_{i}"), i)).collect()
    };
    let (stratified, sobol, plain) = (streams(Sampler::Stratified), streams(Sampler::Sobol), streams(Sampler::Plain));
    let rank: Vec<Vec<f64>> = (0..6).map(|i| (0..6).map(|j| if i == j { 1.0 } else { 0.5 }).collect()).collect();
    let copula = Copula::new(&rank).expect("equal correlations of one half are possible");
    let references: Vec<Reference> = parameters.iter().map(Reference::new).collect();

    let mut random = SmallRng::seed_from_u64(1);
    let mut reference_column = vec![0.0; BLOCK];
    let mut reference = || {
        for _ in 0..BLOCKS {
            for made in &references {
                for x in &mut reference_column {
                    *x = made.sample(&mut random);
                }
                black_box(&mut reference_column);
            }
        }
    };
    let columns: Vec<QuantileColumn> = parameters.iter().map(QuantileColumn::new).collect();
    let mut drawn = vec![vec![0.0; BLOCK]; parameters.len()];
    let mut ours = || {
        for block in 0..BLOCKS {
            for (stream, column) in stratified.iter().zip(&mut drawn) {
                stream.fill((block * BLOCK) as u64, column);
            }
            for (i, (column, quantile)) in drawn.iter_mut().zip(&columns).enumerate() {
                if CORRELATED.contains(&i) {
                    crimcost::math::normal_quantile_column(column);
                } else {
                    quantile.apply(column);
                }
            }
            copula.mix(&mut drawn[CORRELATED]);
            for i in CORRELATED {
                columns[i].apply_to_normals(&mut drawn[i]);
            }
            black_box(&mut drawn);
        }
    };
    let (mut one, mut two, mut three) = (vec![0.0; BLOCK], vec![0.0; BLOCK], vec![0.0; BLOCK]);
    let mut fill_stratified = || fill(&stratified, &mut one);
    let mut fill_sobol = || fill(&sobol, &mut two);
    let mut fill_plain = || fill(&plain, &mut three);
    let mut tables = || {
        for parameter in &parameters {
            black_box(QuantileColumn::new(parameter));
        }
    };
    let times =
        medians(&mut [&mut reference, &mut ours, &mut fill_stratified, &mut fill_sobol, &mut fill_plain, &mut tables]);
    let draws = (BLOCK * BLOCKS) as f64;
    println!("sampling/sixty_parameters_to_rand_distr {:.3} 0.35", times[1] / times[0]);
    println!("sampling/sixty_parameters_to_own_uniforms {:.2} 10", times[1] / times[2]);
    println!("sampling/nanoseconds_a_draw_rand_distr {:.0} -", times[0] / draws * 1e9);
    println!("sampling/nanoseconds_a_draw {:.0} -", times[1] / draws * 1e9);
    println!("sampling/nanoseconds_a_uniform_stratified {:.2} 2.5", times[2] / samples * 1e9);
    println!("sampling/nanoseconds_a_uniform_sobol {:.2} 2.5", times[3] / samples * 1e9);
    println!("sampling/nanoseconds_a_uniform_plain {:.2} 2.5", times[4] / samples * 1e9);
    println!("sampling/milliseconds_set_up {:.2} 25", times[5] * 1e3);
    for (name, i) in [
        ("beta", 0),
        ("pert", 12),
        ("gamma", 22),
        ("triangular", 34),
        ("lognormal", 42),
        ("normal", 48),
        ("uniform", 50),
    ] {
        let mut column = vec![0.0; BLOCK];
        let mut apply = || {
            for block in 0..BLOCKS * 10 {
                stratified[i].fill((block * BLOCK) as u64, &mut column);
                columns[i].apply(&mut column);
                black_box(&mut column);
            }
        };
        println!(
            "sampling/nanoseconds_{name}_with_uniform {:.2} -",
            medians(&mut [&mut apply])[0] / draws / 10.0 * 1e9
        );
    }
}
