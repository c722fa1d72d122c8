//! Quantiles of kept draws.

/// The probabilities of summaries: the median, the middle half and the middle nine tenths.
pub const PROBABILITIES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The quantile `p` of `draws` by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, *The
/// American Statistician* 50(4)): position (n − 1)·p from 0.
///
/// Reorders `draws`. Without draws the result is not a number.
pub fn quantile(draws: &mut [f64], p: f64) -> f64 {
    quantiles(draws, &[p])[0]
}

/// Several quantiles, `p` ascending.
pub fn quantiles(draws: &mut [f64], ascending: &[f64]) -> Vec<f64> {
    let mut done = 0;
    let mut found = vec![];
    for p in ascending {
        if draws.is_empty() {
            found.push(f64::NAN);
            continue;
        }
        let position = (draws.len() - 1) as f64 * p;
        let below = (position as usize).min(draws.len() - 1).max(done);
        let (_, low, above) = draws[done..].select_nth_unstable_by(below - done, f64::total_cmp);
        let low = *low;
        let part = position - below as f64;
        let high = if part > 0.0 { above.iter().copied().min_by(f64::total_cmp).unwrap_or(low) } else { low };
        found.push(low + (high - low) * part);
        done = below;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_of_1_to_100_is_the_published_one() {
        // METHODS T43: q2.5 = 3.475 by type 7
        let mut draws: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert!((quantile(&mut draws, 0.025) - 3.475).abs() < 1e-12);
        assert_eq!(quantile(&mut draws, 0.5), 50.5);
        assert_eq!(quantile(&mut draws, 1.0), 100.0);
    }

    #[test]
    fn several_quantiles_are_each_what_they_are_alone() {
        let draws: Vec<f64> = (0..997).map(|n| f64::from(n * 389 % 997)).collect();
        let asked = [0.05, 0.25, 0.5, 0.75, 0.95];
        let together = quantiles(&mut draws.clone(), &asked);
        for (p, found) in asked.iter().zip(together) {
            assert_eq!(quantile(&mut draws.clone(), *p), found);
        }
    }
}
