//! What drives results, from their draws alone: rank correlations, regressions, shares of the variance.

use super::Cause;
use crate::statistics::{AdditiveShare, Estimated, Factor, Given, Regression, Sample};

/// The answer for some outputs of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    pub draws: usize,
    /// How many independent batches of draws intervals rest on.
    pub batches: usize,
    /// Names of the inputs.
    pub inputs: Vec<String>,
    pub factors: Vec<Factor>,
    pub outputs: Vec<Driven>,
    /// Inputs of different factors that go with each other, strongest first: their shares overlap.
    pub tied: Vec<(usize, usize, f64)>,
}

/// What drives one output.
#[derive(Clone, Debug, PartialEq)]
pub struct Driven {
    pub name: String,
    /// Spearman's rank correlation with each input; absent where one of the two never varies.
    pub correlations: Vec<Option<Estimated>>,
    /// Absent if the output never varies or there are too few draws for so many inputs.
    pub regression: Option<Regression>,
    /// The share of the variance that goes with each factor by itself.
    pub shares: Vec<Option<Estimated>>,
    /// The share that goes with all inputs of some grounds, from below.
    pub rests: Vec<(Grounds, AdditiveShare)>,
}

/// What a number stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grounds {
    /// Assumptions, and numbers that nobody knows.
    Assumptions,
    /// Data, studies, press, experts.
    Data,
}

impl Grounds {
    /// The word in rows.
    pub fn word(self) -> &'static str {
        match self {
            Grounds::Assumptions => "assumptions",
            Grounds::Data => "data",
        }
    }

    /// The inputs that stand on assumptions, and those that stand on data. Correlated inputs count as their weakest.
    pub fn groups(causes: &[Cause]) -> Vec<(Grounds, Vec<usize>)> {
        let of = |grounds: Grounds| {
            let own = causes.iter().filter(|cause| Grounds::of(cause) == grounds);
            (grounds, own.flat_map(|cause| cause.streams.iter().copied()).collect())
        };
        vec![of(Grounds::Assumptions), of(Grounds::Data)]
    }

    fn of(cause: &Cause) -> Grounds {
        if cause.is_assumed() { Grounds::Assumptions } else { Grounds::Data }
    }
}

/// What drives these outputs of a sample, by their numbers; absent with fewer than 64 draws.
///
/// `groups` are the inputs of each grounds. Ties between inputs are looked for if `look_for_ties`.
pub fn drivers(
    sample: &Sample,
    outputs: &[usize],
    groups: &[(Grounds, Vec<usize>)],
    look_for_ties: bool,
) -> Option<Drivers> {
    let given = Given::new(sample)?;
    let regressions = given.regressions(outputs);
    let driven = outputs.iter().zip(regressions).map(|(output, regression)| Driven {
        name: sample.outputs[*output].name.clone(),
        correlations: given.rank_correlations(*output),
        regression,
        shares: given.shares(*output),
        rests: groups
            .iter()
            .filter_map(|(grounds, members)| Some((*grounds, given.share_together(*output, members)?)))
            .collect(),
    });
    Some(Drivers {
        draws: sample.draws(),
        batches: given.batches(),
        inputs: sample.inputs.iter().map(|input| input.name.clone()).collect(),
        outputs: driven.collect(),
        tied: if look_for_ties { given.tied() } else { vec![] },
        factors: sample.factors.clone(),
    })
}
