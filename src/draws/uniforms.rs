//! Uniforms strictly between 0 and 1: one stream for every name.

use super::sobol;

/// Independent replicates of every sample; draw d belongs to replicate d mod 16.
pub const REPLICATES: usize = 16;

/// How the uniforms of a name are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampler {
    /// In every replicate the first 2ᵏ points of a name lie one in each of 2ᵏ equal strata, for every k at once; names
    /// are paired at random. A Latin hypercube sample (McKay, Beckman and Conover, Technometrics 21, 1979) that can be
    /// continued: with 64 points and more the interaction of two names varies as in one, with 8 points by a quarter more.
    Stratified,
    /// Scrambled Sobol points: in every replicate the names together fill their cube evenly.
    Sobol,
    /// Independent uniforms.
    Plain,
}

/// The family of streams of one seed.
#[derive(Clone, Copy, Debug)]
pub struct Uniforms {
    seed: u64,
    sampler: Sampler,
}

impl Uniforms {
    /// The streams of a seed.
    pub fn new(seed: u64, sampler: Sampler) -> Self {
        Self { seed, sampler }
    }

    /// The stream of a name. `dimension` numbers the names from 0 and matters for Sobol points alone; names beyond the
    /// 1024 dimensions of the direction numbers are stratified instead.
    pub fn stream(&self, name: &str, dimension: usize) -> Stream {
        let key = mix(mix(self.seed.wrapping_add(GOLDEN)) ^ mix(hash_of(name)));
        let keys = |purpose: u64| std::array::from_fn(|r| (mix(key ^ mix(purpose * 16 + r as u64 + 1)) >> 32) as u32);
        let pairing = match (self.sampler, sobol::directions(dimension)) {
            (Sampler::Plain, _) => Pairing::Plain { key },
            (Sampler::Sobol, Some(directions)) => Pairing::Sobol(Box::new(directions)),
            (Sampler::Sobol, None) | (Sampler::Stratified, _) => {
                Pairing::Stratified { first: keys(0), second: keys(1) }
            }
        };
        Stream { pairing, scramble: keys(2), jitter: keys(3) }
    }
}

/// The uniforms of one name.
#[derive(Clone, Debug)]
pub struct Stream {
    pairing: Pairing,
    /// The keys of the scrambling of every replicate.
    scramble: [u32; REPLICATES],
    /// The keys of the last 20 bits of every replicate.
    jitter: [u32; REPLICATES],
}

/// What is scrambled.
#[derive(Clone, Debug)]
enum Pairing {
    /// The indices in an order of their own in every replicate, by these keys.
    Stratified { first: [u32; REPLICATES], second: [u32; REPLICATES] },
    /// Sobol points, the same for all replicates: directions with their bits in reverse.
    Sobol(Box<[u32; 32]>),
    /// Nothing: counted and mixed.
    Plain { key: u64 },
}

impl Stream {
    /// Writes the uniforms of draws `first_draw`, `first_draw` + 1, … into `out`.
    ///
    /// Draws up to 2³⁶ are distinct; beyond, stratified and Sobol points repeat.
    pub fn fill(&self, first_draw: u64, out: &mut [f64]) {
        match &self.pairing {
            Pairing::Plain { key } => plain(*key, first_draw, out),
            Pairing::Stratified { .. } | Pairing::Sobol(_) => {
                let lead = (first_draw % REPLICATES as u64) as usize;
                let mut index = (first_draw / REPLICATES as u64) as u32;
                let mut rest = out;
                if lead > 0 {
                    let (head, tail) = rest.split_at_mut(rest.len().min(REPLICATES - lead));
                    self.one_index(index, lead, head);
                    (rest, index) = (tail, index.wrapping_add(1));
                }
                let whole = rest.len() / REPLICATES;
                let (rows, tail) = rest.split_at_mut(whole * REPLICATES);
                self.indices(index, rows);
                self.one_index(index.wrapping_add(whole as u32), 0, tail);
            }
        }
    }

    /// Part of the replicates of one index.
    fn one_index(&self, index: u32, lead: usize, out: &mut [f64]) {
        if !out.is_empty() {
            let mut row = [0.0; REPLICATES];
            self.indices(index, &mut row);
            out.copy_from_slice(&row[lead..lead + out.len()]);
        }
    }

    /// All replicates of a run of indices.
    fn indices(&self, index: u32, rows: &mut [f64]) {
        match &self.pairing {
            Pairing::Stratified { first, second } => {
                stratified(index, first, second, &self.scramble, &self.jitter, rows);
            }
            Pairing::Sobol(directions) => scrambled_sobol(index, directions, &self.scramble, &self.jitter, rows),
            Pairing::Plain { .. } => {}
        }
    }
}

/// A number for a name: FNV-1a (Fowler, Noll and Vo).
pub(super) fn hash_of(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// 2⁶⁴ divided by the golden ratio: the step of the counter.
pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Stafford's 13th mixer of 64 bits, the output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
#[inline(always)]
pub(super) fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A mixer of 32 bits (Wellons, Prospecting for Hash Functions, 2018: `lowbias32`).
#[inline(always)]
fn mix_32(x: u32) -> u32 {
    let x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
    let x = (x ^ (x >> 15)).wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

/// The middle of one of the 2⁵² equal parts of (0, 1), from its number in the upper 52 bits.
#[inline(always)]
pub(super) fn unit(bits: u64) -> f64 {
    f64::from_bits((bits >> 12) | 0x3ff0_0000_0000_0000) - (1.0 - f64::EPSILON / 2.0)
}

/// A nested (Owen) scrambling of a number given with its bits in reverse, as a uniform.
///
/// In the reversed number a bit may depend on lower ones only, which + and × by odd and ^ with multiples of even
/// numbers keep to (Laine and Karras, Computer Graphics Forum 30, 2011); the constants are Vegdahl's (Building a Better
/// LK Hash, 2021). The 20 bits below are a mixture of all those above, which is nested as well.
#[inline(always)]
fn scrambled(reversed: u32, scramble: u32, jitter: u32) -> f64 {
    let mut x = reversed;
    x ^= x.wrapping_mul(0x3d20_adea);
    x = x.wrapping_add(scramble);
    x = x.wrapping_mul((scramble >> 16) | 1);
    x ^= x.wrapping_mul(0x0552_6c56);
    x ^= x.wrapping_mul(0x53a2_2864);
    let low = mix_32(x ^ jitter);
    unit((u64::from(x.reverse_bits()) << 32) | u64::from(low))
}

/// A keyed random order of the numbers of `mask` + 1 = 2ᵏ: every step can be undone modulo 2ᵏ.
#[inline(always)]
fn reordered(x: u32, mask: u32, shift: u32, first: u32, second: u32) -> u32 {
    let mut x = x ^ (first & mask);
    x = x.wrapping_mul(second | 1) & mask;
    x ^= x >> shift;
    x = x.wrapping_add(second >> 7).wrapping_mul((first >> 3) | 1) & mask;
    x ^= x >> shift;
    x = x.wrapping_add(first >> 11).wrapping_mul(0x846c_a68b) & mask;
    x ^= x >> shift;
    x = x.wrapping_mul((second >> 9) | 1) & mask;
    x ^= x >> shift;
    x.wrapping_add(second >> 5) & mask
}

#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn plain(key: u64, first_draw: u64, out: &mut [f64]) {
    for (draw, u) in (first_draw..).zip(out) {
        *u = unit(mix(key.wrapping_add(draw.wrapping_mul(GOLDEN))));
    }
}

/// Index 2ᵏ + j takes the place of 2ᵏ + (j in a random order), and van der Corput's point of that place is scrambled:
/// the first 2ᵏ indices stay among themselves, so that each of 2ᵏ strata has one point.
#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn stratified(
    first_index: u32,
    first: &[u32; REPLICATES],
    second: &[u32; REPLICATES],
    scramble: &[u32; REPLICATES],
    jitter: &[u32; REPLICATES],
    rows: &mut [f64],
) {
    let mut level = u32::MAX;
    let (mut one, mut two) = ([0; REPLICATES], [0; REPLICATES]);
    for (offset, row) in (0_u32..).zip(rows.chunks_exact_mut(REPLICATES)) {
        let index = first_index.wrapping_add(offset);
        let bits = index.max(1).ilog2();
        if bits != level {
            level = bits;
            for r in 0..REPLICATES {
                one[r] = mix_32(first[r] ^ mix_32(bits + 1));
                two[r] = mix_32(second[r] ^ mix_32(bits + 33));
            }
        }
        let top = if index == 0 { 0 } else { 1 << bits };
        let mask = (1_u32 << bits) - 1;
        let shift = bits.div_ceil(2);
        for r in 0..REPLICATES {
            let place = top | reordered(index & mask, mask, shift, one[r], two[r]);
            row[r] = scrambled(place, scramble[r], jitter[r]);
        }
    }
}

#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn scrambled_sobol(
    first_index: u32,
    directions: &[u32; 32],
    scramble: &[u32; REPLICATES],
    jitter: &[u32; REPLICATES],
    rows: &mut [f64],
) {
    for (offset, row) in (0_u32..).zip(rows.chunks_exact_mut(REPLICATES)) {
        let point = sobol::point(directions, first_index.wrapping_add(offset));
        for r in 0..REPLICATES {
            row[r] = scrambled(point, scramble[r], jitter[r]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(seed: u64, sampler: Sampler, name: &str, dimension: usize, count: usize) -> Vec<f64> {
        let mut out = vec![0.0; count];
        Uniforms::new(seed, sampler).stream(name, dimension).fill(0, &mut out);
        out
    }

    fn replicate(all: &[f64], r: usize) -> Vec<f64> {
        all.iter().skip(r).step_by(REPLICATES).copied().collect()
    }

    fn correlation(x: &[f64], y: &[f64]) -> f64 {
        x.iter().zip(y).map(|(u, v)| (2.0 * u - 1.0) * (2.0 * v - 1.0)).sum::<f64>() * 3.0 / x.len() as f64
    }

    #[test]
    fn every_replicate_has_one_point_in_each_stratum_at_every_power_of_two() {
        for sampler in [Sampler::Stratified, Sampler::Sobol] {
            for seed in 0..5 {
                let all = filled(seed, sampler, "days", 3, REPLICATES * 1024);
                for r in 0..REPLICATES {
                    let points = replicate(&all, r);
                    for k in 0..=10 {
                        let strata = 1 << k;
                        let mut seen = vec![false; strata];
                        for u in &points[..strata] {
                            seen[(u * strata as f64) as usize] = true;
                        }
                        assert!(seen.iter().all(|seen| *seen), "{sampler:?}, seed {seed}, replicate {r}, 2^{k}");
                    }
                }
            }
        }
    }

    #[test]
    fn values_do_not_depend_on_the_block_they_are_filled_in() {
        for sampler in [Sampler::Stratified, Sampler::Sobol, Sampler::Plain] {
            let stream = Uniforms::new(11, sampler).stream("cost", 5);
            let mut all = vec![0.0; 3000];
            stream.fill(0, &mut all);
            for (first, size) in [(0, 1), (1, 1), (15, 2), (16, 16), (17, 100), (1000, 777), (31, 4), (5, 0)] {
                let mut block = vec![0.0; size];
                stream.fill(first as u64, &mut block);
                assert_eq!(block, all[first..first + size], "{sampler:?}, {size} from {first}");
            }
            assert!(all.iter().all(|u| *u > 0.0 && *u < 1.0));
        }
    }

    #[test]
    fn other_names_seeds_and_replicates_have_other_values() {
        let base = filled(1, Sampler::Stratified, "a", 0, 64);
        assert_ne!(base, filled(1, Sampler::Stratified, "b", 0, 64));
        assert_ne!(base, filled(2, Sampler::Stratified, "a", 0, 64));
        assert_eq!(base, filled(1, Sampler::Stratified, "a", 9, 64));
        assert_ne!(replicate(&base, 0), replicate(&base, 1));
    }

    #[test]
    fn uniforms_are_uniform_within_their_strata() {
        // The place within the stratum of the first 64 points, over 40 seeds and 16 replicates: 40 960 places in 32
        // classes. χ² with 31 degrees of freedom exceeds 66.6 once in 5000.
        for sampler in [Sampler::Stratified, Sampler::Sobol, Sampler::Plain] {
            let mut classes = [0.0_f64; 32];
            for seed in 0..40 {
                for u in filled(seed, sampler, "x", 1, 64 * REPLICATES) {
                    classes[((u * 64.0).fract() * 32.0) as usize] += 1.0;
                }
            }
            let expected = 40_960.0 / 32.0;
            let chi: f64 = classes.iter().map(|n| (n - expected) * (n - expected) / expected).sum();
            assert!(chi < 66.6, "{sampler:?}: {chi}");
        }
    }

    #[test]
    fn stratified_pairs_vary_as_those_of_a_random_latin_hypercube() {
        // 3·mean of (2u − 1)(2v − 1) over n pairs has variance 1/n, over a Latin hypercube about 1/(n − 1). A Latin
        // hypercube of M points adds (M + (M − 1)(M + 1)²/M³)/n²; with 8 points there is one of 2, one of 2 more and one
        // of 4 more: 3.125 + 3.125 + 5.172. The variance of 6400 values has a standard error of 1.8 %.
        for (points, variance) in [(8, 11.42 / 64.0), (64, 1.0 / 63.0), (256, 1.0 / 255.0)] {
            let mut squares = [0.0, 0.0];
            for seed in 0..400 {
                let x = filled(seed, Sampler::Stratified, "x", 0, points * REPLICATES);
                let y = filled(seed, Sampler::Stratified, "y", 1, points * REPLICATES);
                for r in 0..REPLICATES {
                    let across_names = correlation(&replicate(&x, r), &replicate(&y, r));
                    let across_replicates = correlation(&replicate(&x, r), &replicate(&x, (r + 1) % REPLICATES));
                    squares[0] += across_names * across_names;
                    squares[1] += across_replicates * across_replicates;
                }
            }
            for square in squares {
                let ratio = square / 6400.0 / variance;
                assert!((ratio - 1.0).abs() < 0.15, "{points} points: {ratio} times the variance expected");
            }
        }
    }

    #[test]
    fn plain_pairs_are_independent() {
        let n = 160_000;
        let x = filled(3, Sampler::Plain, "x", 0, n);
        let y = filled(3, Sampler::Plain, "y", 0, n);
        // Four standard errors of a correlation: 4/√n = 0.01.
        assert!(correlation(&x, &y).abs() < 0.01);
        assert!(correlation(&x[1..], &x[..n - 1]).abs() < 0.01);
        let mean = x.iter().sum::<f64>() / n as f64;
        assert!((mean - 0.5).abs() < 4.0 / (12.0 * n as f64).sqrt());
    }

    #[test]
    fn sobol_points_fill_the_square_more_evenly_than_stratified_ones() {
        // The first 16 points of dimensions 0 and 1 lie one in each of 4 × 4 squares.
        let x = filled(5, Sampler::Sobol, "x", 0, 16 * REPLICATES);
        let y = filled(5, Sampler::Sobol, "y", 1, 16 * REPLICATES);
        for r in 0..REPLICATES {
            let mut seen = [false; 16];
            for (u, v) in replicate(&x, r).into_iter().zip(replicate(&y, r)) {
                seen[(u * 4.0) as usize * 4 + (v * 4.0) as usize] = true;
            }
            assert!(seen.iter().all(|seen| *seen), "replicate {r}");
        }
    }
}
