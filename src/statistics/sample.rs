//! Draws of inputs and outputs as columns: all that an analysis of given draws needs.

use super::order::ranks;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_ranks_are_symmetric() {
        let input = InputColumn::of_values("x", vec![10.0, 30.0, 20.0]);
        assert_eq!(input.scores[2], 0.0);
        assert_eq!(input.scores[0], -input.scores[1]);
    }
}
