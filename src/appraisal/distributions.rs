//! The distribution of each output of a table of draws.

use crate::math::quantile::{PROBABILITIES, quantiles};
use crate::statistics::Sample;

/// One output in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    pub name: String,
    pub mean: f64,
    /// The standard deviation that the draws estimate.
    pub sd: f64,
    /// At [`PROBABILITIES`]: the 5th, 25th, 50th, 75th and 95th percentile.
    pub quantiles: Vec<f64>,
    /// The share of the draws above 0.
    pub above_zero: f64,
}

/// The distributions of all outputs of a sample of at least two draws.
pub fn distributions(sample: &Sample) -> Vec<Distribution> {
    let of_output = sample.outputs.iter().map(|output| {
        let size = output.values.len() as f64;
        let mean = output.values.iter().sum::<f64>() / size;
        let squares = output.values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
        Distribution {
            name: output.name.clone(),
            mean,
            sd: (squares / (size - 1.0)).sqrt(),
            quantiles: quantiles(&mut output.values.clone(), &PROBABILITIES),
            above_zero: output.values.iter().filter(|value| **value > 0.0).count() as f64 / size,
        }
    });
    of_output.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::OutputColumn;

    #[test]
    fn an_output_is_described_by_its_moments_and_percentiles() {
        let output = OutputColumn { name: "y".to_owned(), values: vec![4.0, -1.0, 0.0, 1.0] };
        let sample = Sample { inputs: vec![], factors: vec![], outputs: vec![output], replicates: 1 };
        let found = &distributions(&sample)[0];
        // Deviations 3, −2, −1 and 0 from the mean of 1: 14 over 3 degrees of freedom; the median lies between 0 and 1.
        assert_eq!((found.mean, found.sd, found.above_zero), (1.0, (14.0_f64 / 3.0).sqrt(), 0.5));
        assert_eq!(found.quantiles[2], 0.5);
    }
}
