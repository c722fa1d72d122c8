//! Draws of inputs and outputs as columns: all that an analysis of given draws needs.

use crate::math::normal_quantile;

/// Joint draws: row d of every column belongs to the same draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    pub inputs: Vec<InputColumn>,
    /// What moves together is one factor; every input belongs to exactly one.
    pub factors: Vec<Factor>,
    pub outputs: Vec<OutputColumn>,
    /// Into how many independent samples draws are dealt in turn (draw d belongs to d mod this); 1 where nothing is known.
    pub replicates: usize,
}

/// One uncertain input.
#[derive(Clone, Debug, PartialEq)]
pub struct InputColumn {
    pub name: String,
    /// In the unit of the input.
    pub values: Vec<f64>,
    /// Standard normal scores in the order of the values: a larger score never goes with a smaller value.
    pub scores: Vec<f64>,
}

/// Inputs that move together: one input, the shares of one split, or correlated inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The input's name, the parameter's, or names joined by ` + `.
    pub name: String,
    /// Numbers of the inputs; at least one.
    pub members: Vec<usize>,
}

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputColumn {
    pub name: String,
    pub values: Vec<f64>,
}

impl Sample {
    /// Number of draws.
    pub fn draws(&self) -> usize {
        let inputs = self.inputs.first().map(|input| input.values.len());
        inputs.or(self.outputs.first().map(|output| output.values.len())).unwrap_or(0)
    }

    /// The output with this name.
    pub fn output(&self, name: &str) -> Option<&OutputColumn> {
        self.outputs.iter().find(|output| output.name == name)
    }
}

impl InputColumn {
    /// An input of which only values are known: its scores are those of its ranks, Φ⁻¹((rank − ½) / n), equal values
    /// sharing their mean rank.
    pub fn of_values(name: impl Into<String>, values: Vec<f64>) -> InputColumn {
        let count = values.len() as f64;
        let scores = ranks(&values).into_iter().map(|rank| normal_quantile((rank - 0.5) / count)).collect();
        InputColumn { name: name.into(), values, scores }
    }
}

/// Ranks from 1; equal values share the mean of their ranks.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    while first < order.len() {
        let value = values[order[first]];
        let equal = order[first..].iter().take_while(|place| values[**place] == value).count();
        // The mean of the ranks first + 1 … first + equal.
        let rank = first as f64 + (equal as f64 + 1.0) / 2.0;
        for place in &order[first..first + equal] {
            ranks[*place] = rank;
        }
        first += equal;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(ranks(&[0.0, -0.0]), [1.5, 1.5]);
    }

    #[test]
    fn scores_of_ranks_are_symmetric() {
        let input = InputColumn::of_values("x", vec![10.0, 30.0, 20.0]);
        assert_eq!(input.scores[2], 0.0);
        assert_eq!(input.scores[0], -input.scores[1]);
    }
}
