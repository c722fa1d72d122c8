use super::*;

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{found} instead of {expected}");
}

fn one(events: u64, trials: u64) -> Vec<Trials> {
    vec![Trials { events: Count::known(events), trials }]
}

const ONE_TO_FOUR: Count = Count { low: 1, high: 4 };

#[test]
fn three_of_ten_after_beta_2_8_is_beta_5_15() {
    let after = Beta { a: 2.0, b: 8.0 }.after(&one(3, 10), None);
    assert_eq!(after, Beta { a: 5.0, b: 15.0 });
    assert_eq!(after.distribution().mean(), 0.25);
}

#[test]
fn rows_count_as_their_sum_when_nothing_is_masked() {
    let rows = [one(3, 10), one(0, 7), one(5, 5)].concat();
    assert_eq!(Beta { a: 2.0, b: 8.0 }.after(&rows, None), Beta { a: 10.0, b: 22.0 });
}

#[test]
fn a_masked_count_is_the_mixture_of_what_it_can_be() {
    // Uniform prior, 0 or 1 of 1: nothing is learnt, and the mixture ½ Beta(1, 2) + ½ Beta(2, 1) is uniform again.
    let mask = Trials { events: Count { low: 0, high: 1 }, trials: 1 };
    let after = Beta { a: 1.0, b: 1.0 }.after(&[mask], None);
    close(after.a, 1.0);
    close(after.b, 1.0);
    // Uniform prior: each number of events of 4 is as likely as any other, 1/5. 1 to 4 of 4: means 2/6, 3/6, 4/6, 5/6,
    // variances m(1 − m)/7. Mean 7/12; variance = mean of m(1 − m)/7 + spread of the means.
    let after = Beta { a: 1.0, b: 1.0 }.after(&[Trials { events: ONE_TO_FOUR, trials: 4 }], None);
    let means = [2.0 / 6.0, 3.0 / 6.0, 4.0 / 6.0, 5.0 / 6.0];
    let mean: f64 = 7.0 / 12.0;
    let variance: f64 = means.iter().map(|m: &f64| m * (1.0 - m) / 7.0 + (m - mean) * (m - mean)).sum::<f64>() / 4.0;
    let total = mean * (1.0 - mean) / variance - 1.0;
    close(after.a, mean * total);
    close(after.b, (1.0 - mean) * total);
}

#[test]
fn two_masked_rows_are_weighed_by_the_ways_to_have_each_sum() {
    // 0 or 1 of 2 in both rows, uniform prior. Ways: sum 0: 1, sum 1: 2·2 = 4, sum 2: 2·2 = 4.
    // Weights 1·B(1, 5), 4·B(2, 4), 4·B(3, 3) = 1/5, 4/20, 4/30, so 6 : 6 : 4 of 16.
    let row = Trials { events: Count { low: 0, high: 1 }, trials: 2 };
    let after = Beta { a: 1.0, b: 1.0 }.after(&[row, row], None);
    let mean = (6.0 * 1.0 + 6.0 * 2.0 + 4.0 * 3.0) / 16.0 / 6.0;
    close(after.a / (after.a + after.b), mean);
}

#[test]
fn counts_worth_less_than_they_are_keep_their_share() {
    // 8207 of 11 995 worth 40 trials, after Beta(1, 1).
    let after = Beta { a: 1.0, b: 1.0 }.after(&one(8207, 11_995), Some(40.0));
    close(after.a, 1.0 + 40.0 * 8207.0 / 11_995.0);
    close(after.a + after.b, 42.0);
    // Worth more than there are: all of them.
    assert_eq!(Beta { a: 1.0, b: 1.0 }.after(&one(3, 10), Some(40.0)), Beta { a: 4.0, b: 8.0 });
}

#[test]
fn a_range_is_matched_by_mean_and_standard_deviation() {
    // Uniform between 0 and 1 is Beta(1, 1): mean 1/2, variance 1/12.
    let matched = Beta::matched(&Distribution::uniform(0.0, 1.0).unwrap()).unwrap();
    close(matched.a, 1.0);
    close(matched.b, 1.0);
    // Uniform between 0.2 and 0.8: variance 0.36/12 = 0.03, a + b = 0.25/0.03 − 1 = 22/3.
    let matched = Beta::matched(&Distribution::uniform(0.2, 0.8).unwrap()).unwrap();
    close(matched.a, 11.0 / 3.0);
    assert_eq!(Beta::matched(&Distribution::uniform(0.2, 1.8).unwrap()), None);
    assert_eq!(Beta::matched(&Distribution::normal(0.5, 0.1).unwrap()), None);
}

#[test]
fn the_surprise_is_twice_the_smaller_tail_of_the_beta_binomial() {
    // Uniform prior: each of 0 … 9 events is as likely, 1/10. Two or fewer: 3/10, twice that is 6/10.
    let uniform = Beta { a: 1.0, b: 1.0 };
    close(uniform.surprise(Count::known(2), 9), 0.6);
    close(uniform.surprise(Count::known(7), 9), 0.6);
    close(uniform.surprise(Count::known(0), 9), 0.2);
    close(uniform.surprise(Count::known(5), 9), 1.0);
    // Masked 0 to 4: taken at 4, 5/10.
    close(uniform.surprise(Count { low: 0, high: 4 }, 9), 1.0);
    // Beta(2, 1), 2 trials: P(0) = ∫ 2θ(1 − θ)² = 2(1/2 − 2/3 + 1/4) = 1/6.
    close(Beta { a: 2.0, b: 1.0 }.surprise(Count::known(0), 2), 1.0 / 3.0);
}

#[test]
fn very_many_trials_are_as_far_out_as_their_share() {
    // Beta(1, 1): the share below 0.01 has probability 0.01.
    let surprise = Beta { a: 1.0, b: 1.0 }.surprise(Count::known(100_000), 10_000_000);
    assert!((surprise - 0.02).abs() < 1e-6, "{surprise}");
    // The two ways to compute it agree where they meet.
    let belief = Beta { a: 3.0, b: 5.0 };
    let sum = beta_binomial_below(belief, 400_000, MOST_TERMS);
    assert!((sum - math::beta_i(3.0, 5.0, 400_000.5 / MOST_TERMS as f64)).abs() < 1e-5);
}

#[test]
fn counts_per_time_add_to_shape_and_time() {
    // Gamma(4, 2 years): mean 2 a year. 9 in 3 years: Gamma(13, 5), mean 2.6.
    let row = Span { events: Count::known(9), time: 3.0 };
    let after = Gamma { shape: 4.0, time: 2.0 }.after(&[row], None);
    assert_eq!(after, Gamma { shape: 13.0, time: 5.0 });
    close(after.distribution().mean(), 2.6);
    // Uniform between 0 and 4: mean 2, variance 16/12; shape 4/(4/3) = 3, time 2/(4/3) = 1.5.
    let matched = Gamma::matched(&Distribution::uniform(0.0, 4.0).unwrap()).unwrap();
    close(matched.shape, 3.0);
    close(matched.time, 1.5);
}

#[test]
fn a_masked_count_per_time_is_the_mixture() {
    // Gamma(1, 1), time 1: P(k) = 2^−(k+1). 0 or 1: weights 2 : 1, means (1 + k)/2, variances (1 + k)/4.
    let row = Span { events: Count { low: 0, high: 1 }, time: 1.0 };
    let after = Gamma { shape: 1.0, time: 1.0 }.after(&[row], None);
    let mean = (2.0 * 0.5 + 1.0) / 3.0;
    let variance = (2.0 * (0.25 + (0.5 - mean) * (0.5 - mean)) + 0.5 + (1.0 - mean) * (1.0 - mean)) / 3.0;
    close(after.shape / after.time, mean);
    close(after.shape / (after.time * after.time), variance);
}

#[test]
fn the_surprise_of_counts_per_time_is_that_of_the_negative_binomial() {
    // Gamma(1, 1), time 1: P(k) = 2^−(k+1); P(0) = 1/2; P(X ≥ 4) = 2^−4.
    let belief = Gamma { shape: 1.0, time: 1.0 };
    close(belief.surprise(Count::known(4), 1.0), 2.0 / 16.0);
    close(belief.surprise(Count::known(0), 1.0), 1.0);
}

#[test]
fn dirichlet_counts_add_up() {
    let seen = [12, 30, 3].map(Count::known);
    assert_eq!(dirichlet_after(&[1.0, 2.0, 3.0], &seen, None), Some(vec![13.0, 32.0, 6.0]));
    // Worth 9 of 45.
    let worth = dirichlet_after(&[1.0, 2.0, 3.0], &seen, Some(9.0)).unwrap();
    for (found, expected) in worth.iter().zip([1.0 + 2.4, 2.0 + 6.0, 3.0 + 0.6]) {
        close(*found, expected);
    }
}

#[test]
fn a_masked_dirichlet_count_is_the_mixture() {
    // Two keys, uniform prior: whatever is seen of one total is as likely, so each total N weighs 1/(N + 1).
    // Key 1: 0 or 1, key 2: 1. Totals 1 and 2, weights 1/2 : 1/3, so 3 : 2 of 5.
    let after = dirichlet_after(&[1.0, 1.0], &[Count { low: 0, high: 1 }, Count::known(1)], None).unwrap();
    let mean = (3.0 * (1.0 / 3.0) + 2.0 * (2.0 / 4.0)) / 5.0;
    close(after[0] / (after[0] + after[1]), mean);
    let mask = [Count { low: 0, high: 999 }; 3];
    assert_eq!(dirichlet_after(&[1.0; 3], &mask, None), None);
}

#[test]
fn rows_that_differ_more_than_chance_are_noticed() {
    // Two rows 30 of 100 and 50 of 100: share 0.4, χ² = 2·10²/(100·0.24) = 8.333, P = 0.0039.
    let found = rows_differ(&[one(30, 100), one(50, 100)].concat()).unwrap();
    assert!((found - 0.003_892_417).abs() < 1e-8, "{found}");
    assert_eq!(rows_differ(&one(30, 100)), None);
    assert_eq!(rows_differ(&[one(0, 10), one(0, 10)].concat()), None);
    // 10 and 30 in a year each: expected 20, χ² = 2·100/20 = 10 with 1 degree of freedom, P = 0.00157.
    let span = |events| Span { events: Count::known(events), time: 1.0 };
    let found = spans_differ(&[span(10), span(30)]).unwrap();
    assert!((found - 0.001_565_402).abs() < 1e-8, "{found}");
}
