//! What is believed about a number before and after counting, and how far counts move it.
//!
//! A share has a beta distribution, a number of people per time a gamma distribution, several shares that add up to one
//! a Dirichlet distribution: each keeps its family when counts are added (Gelman and others, Bayesian Data Analysis, 3rd
//! edition, 2013, sections 2.4, 2.6 and 3.4). Counts that a publisher has masked are summed over: every value that the
//! mask allows is weighed by how likely it makes the counts, and the mixture is matched by its mean and variance.

use super::count::Count;
use crate::distribution::{Distribution, Family, from_mean_sd};
use crate::math::{self, ln_gamma};

/// A beta distribution: a share with `a` events and `b` others, so to speak.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    pub a: f64,
    pub b: f64,
}

/// A gamma distribution of a number per time: `shape` events in `time`, so to speak.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    pub shape: f64,
    pub time: f64,
}

/// Events among trials in one row of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trials {
    pub events: Count,
    pub trials: u64,
}

/// Events in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub events: Count,
    /// In the unit of time of the parameter.
    pub time: f64,
}

/// Each possible number of events with the logarithm of the number of ways in which the rows can have it.
type Ways = Vec<(u64, f64)>;

/// The possible sums of rows; `ln_way` is the logarithm of the factor that one row with so many events brings.
fn ways<T>(rows: &[T], events: impl Fn(&T) -> Count, ln_way: impl Fn(&T, u64) -> f64) -> Ways {
    let mut sums: Ways = vec![(0, 0.0)];
    for row in rows {
        let count = events(row);
        let first = sums[0].0 + count.low;
        let last = sums[sums.len() - 1].0 + count.high;
        let mut next: Vec<Vec<f64>> = vec![vec![]; (last - first) as usize + 1];
        for (sum, ln_weight) in &sums {
            for value in count.low..=count.high {
                next[(sum + value - first) as usize].push(ln_weight + ln_way(row, value));
            }
        }
        sums = next.into_iter().enumerate().map(|(at, terms)| (first + at as u64, ln_sum(&terms))).collect();
    }
    sums
}

/// ln Σ exp of the terms.
fn ln_sum(terms: &[f64]) -> f64 {
    let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if largest == f64::NEG_INFINITY {
        return largest;
    }
    largest + math::ln(terms.iter().map(|term| math::exp(term - largest)).sum())
}

/// The weights that belong to logarithms, scaled to 1.
fn scaled(ln_weights: &[f64]) -> Vec<f64> {
    let all = ln_sum(ln_weights);
    ln_weights.iter().map(|weight| math::exp(weight - all)).collect()
}

/// Mean and variance of a mixture from the weight, mean and variance of each part.
fn mixture(parts: &[(f64, f64, f64)]) -> (f64, f64) {
    let mean: f64 = parts.iter().map(|(weight, mean, _)| weight * mean).sum();
    let around = |(weight, part, variance): &(f64, f64, f64)| weight * (variance + (part - mean) * (part - mean));
    (mean, parts.iter().map(around).sum())
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

fn ln_choose(n: u64, k: u64) -> f64 {
    let (n, k) = (n as f64, k as f64);
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

impl Beta {
    /// The beta distribution with the mean and standard deviation of another; itself if it is one already.
    ///
    /// `None` if the other is no share, knows the share exactly, or is wider than any share can be.
    pub fn matched(other: &Distribution) -> Option<Beta> {
        if let Distribution::Beta { a, b } = other {
            return Some(Beta { a: *a, b: *b });
        }
        let (low, high) = other.support();
        if low < 0.0 || high > 1.0 {
            return None;
        }
        match from_mean_sd(Family::Beta, other.mean(), other.sd()).ok()? {
            Distribution::Beta { a, b } => Some(Beta { a, b }),
            _ => None,
        }
    }

    /// The same belief as a distribution.
    pub fn distribution(self) -> Distribution {
        Distribution::Beta { a: self.a, b: self.b }
    }

    /// What is believed after the rows were seen: Beta(a + events, b + trials − events).
    ///
    /// With masked counts the mixture over what they can be, matched by mean and variance. `worth` lets the rows count
    /// as no more than so many trials: a likelihood to a power below 1 (Ibrahim and Chen, Power prior distributions for
    /// regression models, Statistical Science 15, 2000); masked counts stand at their expected value then.
    pub fn after(self, rows: &[Trials], worth: Option<f64>) -> Beta {
        let trials = rows.iter().map(|row| row.trials).sum::<u64>() as f64;
        let sums = ways(rows, |row| row.events, |row, value| ln_choose(row.trials, value));
        let weigh = |(sum, ln_weight): &(u64, f64)| {
            let events = *sum as f64;
            ln_weight + ln_beta(self.a + events, self.b + trials - events)
        };
        let weights = scaled(&sums.iter().map(weigh).collect::<Vec<f64>>());
        let part = power(worth, trials);
        if part < 1.0 {
            let events: f64 = sums.iter().zip(&weights).map(|((sum, _), weight)| *sum as f64 * weight).sum();
            return Beta { a: self.a + part * events, b: self.b + part * (trials - events) };
        }
        if let [(events, _)] = sums[..] {
            return Beta { a: self.a + events as f64, b: self.b + trials - events as f64 };
        }
        let total = self.a + self.b + trials;
        let parts: Vec<(f64, f64, f64)> = sums
            .iter()
            .zip(&weights)
            .map(|((sum, _), weight)| {
                let mean = (self.a + *sum as f64) / total;
                (*weight, mean, mean * (1.0 - mean) / (total + 1.0))
            })
            .collect();
        let (mean, variance) = mixture(&parts);
        let total = mean * (1.0 - mean) / variance - 1.0;
        Beta { a: mean * total, b: (1.0 - mean) * total }
    }

    /// How unlikely this belief made counts so far out: twice the smaller tail of the beta-binomial distribution that
    /// it predicts for `trials` (Gelman and others, section 6.3), at most 1. Masked counts are taken at the end that
    /// agrees better.
    pub fn surprise(self, events: Count, trials: u64) -> f64 {
        let below = beta_binomial_below(self, events.high, trials);
        let above = beta_binomial_below(Beta { a: self.b, b: self.a }, trials - events.low, trials);
        (2.0 * below.min(above)).min(1.0)
    }
}

/// Beyond so many trials the beta-binomial distribution is taken from the beta distribution of the share.
const MOST_TERMS: u64 = 2_000_000;

/// P(X ≤ `most`) for a beta-binomial X of `trials`.
fn beta_binomial_below(belief: Beta, most: u64, trials: u64) -> f64 {
    let Beta { a, b } = belief;
    if most >= trials {
        return 1.0;
    }
    if trials > MOST_TERMS {
        // The share among so many trials differs from the share itself by less than a thousandth.
        return math::beta_i(a, b, (most as f64 + 0.5) / trials as f64);
    }
    let (x, n) = (most as f64, trials as f64);
    let mut term = math::exp(ln_choose(trials, most) + ln_beta(a + x, b + n - x) - ln_beta(a, b));
    let mut sum = term;
    // P(k − 1) from P(k).
    for k in (1..=most).rev() {
        let k = k as f64;
        term *= k * (b + n - k) / ((n - k + 1.0) * (a + k - 1.0));
        sum += term;
    }
    sum.min(1.0)
}

/// What part of the rows counts, if they are worth no more than so much.
fn power(worth: Option<f64>, counted: f64) -> f64 {
    worth.filter(|worth| *worth < counted).map_or(1.0, |worth| worth / counted)
}

impl Gamma {
    /// The gamma distribution with the mean and standard deviation of another, whose values are above 0.
    pub fn matched(other: &Distribution) -> Option<Gamma> {
        if other.support().0 < 0.0 {
            return None;
        }
        match from_mean_sd(Family::Gamma, other.mean(), other.sd()).ok()? {
            Distribution::Gamma { shape, scale } => Some(Gamma { shape, time: 1.0 / scale }),
            _ => None,
        }
    }

    /// The same belief as a distribution.
    pub fn distribution(self) -> Distribution {
        Distribution::Gamma { shape: self.shape, scale: 1.0 / self.time }
    }

    /// What is believed after the spans were seen: Gamma(shape + events, time + time seen); masks and `worth` (in
    /// events) as for a share.
    pub fn after(self, rows: &[Span], worth: Option<f64>) -> Gamma {
        let time: f64 = rows.iter().map(|row| row.time).sum();
        let way = |row: &Span, value: u64| value as f64 * math::ln(row.time) - ln_gamma(value as f64 + 1.0);
        let sums = ways(rows, |row| row.events, way);
        let weigh = |(sum, ln_weight): &(u64, f64)| {
            let shape = self.shape + *sum as f64;
            ln_weight + ln_gamma(shape) - shape * math::ln(self.time + time)
        };
        let weights = scaled(&sums.iter().map(weigh).collect::<Vec<f64>>());
        let events: f64 = sums.iter().zip(&weights).map(|((sum, _), weight)| *sum as f64 * weight).sum();
        let part = power(worth, events);
        if part < 1.0 {
            return Gamma { shape: self.shape + part * events, time: self.time + part * time };
        }
        if let [(events, _)] = sums[..] {
            return Gamma { shape: self.shape + events as f64, time: self.time + time };
        }
        let all = self.time + time;
        let parts: Vec<(f64, f64, f64)> = sums
            .iter()
            .zip(&weights)
            .map(|((sum, _), weight)| {
                let shape = self.shape + *sum as f64;
                (*weight, shape / all, shape / (all * all))
            })
            .collect();
        let (mean, variance) = mixture(&parts);
        Gamma { shape: mean * mean / variance, time: mean / variance }
    }

    /// How unlikely this belief made so many events in `time`: twice the smaller tail of the negative binomial
    /// distribution that it predicts, at most 1.
    pub fn surprise(self, events: Count, time: f64) -> f64 {
        // P(X ≤ x) = I_p(shape, x + 1) with p = own time over all time.
        let part = self.time / (self.time + time);
        let below = math::beta_i(self.shape, events.high as f64 + 1.0, part);
        let above = match events.low {
            0 => 1.0,
            low => math::beta_i(low as f64, self.shape, 1.0 - part),
        };
        (2.0 * below.min(above)).min(1.0)
    }
}

/// The most combinations of masked counts of one Dirichlet distribution.
pub const MOST_COMBINATIONS: u64 = 200_000;

/// A Dirichlet distribution after counts were seen: the prior counts plus those seen, in the order of the keys.
///
/// With masked counts every combination of them is weighed, each total as likely as any other before; the mixture keeps
/// the mean of every share and the sum of their variances. `worth` as for a share. `None` with more than
/// [`MOST_COMBINATIONS`].
pub fn dirichlet_after(prior: &[f64], seen: &[Count], worth: Option<f64>) -> Option<Vec<f64>> {
    let combinations = seen.iter().try_fold(1_u64, |all, count| all.checked_mul(count.high - count.low + 1))?;
    if combinations > MOST_COMBINATIONS {
        return None;
    }
    let before: f64 = prior.iter().sum();
    let mut values: Vec<u64> = seen.iter().map(|count| count.low).collect();
    let (mut ln_weights, mut all) = (vec![], vec![]);
    loop {
        let total = values.iter().sum::<u64>() as f64;
        let mut ln_weight = ln_gamma(total + 1.0) - ln_gamma(before + total);
        for (own, value) in prior.iter().zip(&values) {
            let value = *value as f64;
            ln_weight += ln_gamma(own + value) - ln_gamma(value + 1.0);
        }
        ln_weights.push(ln_weight);
        all.push(values.clone());
        let Some(at) = (0..seen.len()).find(|at| values[*at] < seen[*at].high) else { break };
        values[at] += 1;
        for (value, count) in values[..at].iter_mut().zip(seen) {
            *value = count.low;
        }
    }
    let weights = scaled(&ln_weights);
    let expected =
        |key: usize| -> f64 { all.iter().zip(&weights).map(|(values, weight)| values[key] as f64 * weight).sum() };
    let means: Vec<f64> = (0..prior.len()).map(expected).collect();
    let part = power(worth, means.iter().sum());
    if part < 1.0 || combinations == 1 {
        return Some(prior.iter().zip(&means).map(|(own, mean)| own + part * mean).collect());
    }
    let mut shares = vec![];
    let (mut squares, mut variances) = (0.0, 0.0);
    for key in 0..prior.len() {
        let parts: Vec<(f64, f64, f64)> = all
            .iter()
            .zip(&weights)
            .map(|(values, weight)| {
                let total = before + values.iter().sum::<u64>() as f64;
                let mean = (prior[key] + values[key] as f64) / total;
                (*weight, mean, mean * (1.0 - mean) / (total + 1.0))
            })
            .collect();
        let (mean, variance) = mixture(&parts);
        shares.push(mean);
        squares += mean * (1.0 - mean);
        variances += variance;
    }
    let total = squares / variances - 1.0;
    Some(shares.into_iter().map(|share| share * total).collect())
}

/// The probability that rows of one share differ as much as these or more, by chance alone: Pearson's χ² with one
/// degree of freedom less than there are rows. `None` with fewer than two rows, or where no row has events or others.
pub fn rows_differ(rows: &[Trials]) -> Option<f64> {
    let rows: Vec<(f64, f64)> = rows.iter().map(|row| (row.events.middle(), row.trials as f64)).collect();
    let rows: Vec<(f64, f64)> = rows.into_iter().filter(|(_, trials)| *trials > 0.0).collect();
    let (events, trials) = rows.iter().fold((0.0, 0.0), |(all, of), (some, trials)| (all + some, of + trials));
    let share = events / trials;
    if rows.len() < 2 || share.is_nan() || share <= 0.0 || share >= 1.0 {
        return None;
    }
    let statistic: f64 = rows
        .iter()
        .map(|(events, trials)| {
            let off = events - trials * share;
            off * off / (trials * share * (1.0 - share))
        })
        .sum();
    Some(math::gamma_q((rows.len() - 1) as f64 / 2.0, statistic / 2.0))
}

/// The same for counts per time: the spread of the rows against that of a Poisson distribution.
pub fn spans_differ(rows: &[Span]) -> Option<f64> {
    let events: f64 = rows.iter().map(|row| row.events.middle()).sum();
    let time: f64 = rows.iter().map(|row| row.time).sum();
    if rows.len() < 2 || events <= 0.0 {
        return None;
    }
    let statistic: f64 = rows
        .iter()
        .map(|row| {
            let expected = events * row.time / time;
            let off = row.events.middle() - expected;
            off * off / expected
        })
        .sum();
    Some(math::gamma_q((rows.len() - 1) as f64 / 2.0, statistic / 2.0))
}

#[cfg(test)]
#[path = "belief_tests.rs"]
mod tests;
