//! Why a distribution cannot be made.

/// What is wrong with the numbers a distribution was asked for, in words for the reader of a message.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Impossible {
    /// A number that is infinite or not a number.
    #[error("{what} is {value}, which is not a finite number")]
    NotFinite { what: &'static str, value: f64 },
    /// A lower end above an upper end.
    #[error("low {low} is above high {high}")]
    LowAboveHigh { low: f64, high: f64 },
    /// A most likely value outside the ends.
    #[error("mode {mode} is not between low {low} and high {high}")]
    ModeOutside { mode: f64, low: f64, high: f64 },
    /// A number that must be above 0.
    #[error("{what} {value} is not above 0")]
    NotPositive { what: &'static str, value: f64 },
    /// A number that must not be below 0.
    #[error("{what} {value} is below 0")]
    Negative { what: &'static str, value: f64 },
    /// A share that must be strictly between 0 and 1.
    #[error("{what} {value} is not between 0 and 1")]
    NotAShare { what: &'static str, value: f64 },
    /// A spread that no beta distribution with this mean has.
    #[error("sd {sd} is too large for a share with mean {mean}: it must be below {most}")]
    SpreadTooLarge { mean: f64, sd: f64, most: f64 },
    /// Limits that leave next to nothing of the distribution.
    #[error("no part of a normal distribution with mean {mean} and sd {sd} lies between {low} and {high}")]
    NothingBetween { mean: f64, sd: f64, low: f64, high: f64 },
    /// No values, observations or alternatives at all.
    #[error("there are no {what}")]
    Empty { what: &'static str },
    /// Values and weights of different number.
    #[error("there are {values} values but {weights} weights")]
    UnlikeLengths { values: usize, weights: usize },
    /// More events than trials.
    #[error("{events} events in {trials} trials")]
    MoreEventsThanTrials { events: f64, trials: f64 },
    /// Quantiles that do not rise with the probability.
    #[error("the quantiles {low} and {high} do not rise with their probabilities {low_at} and {high_at}")]
    QuantilesNotRising { low_at: f64, low: f64, high_at: f64, high: f64 },
    /// A number of quantiles other than two.
    #[error("{count} quantiles given where two are needed")]
    NotTwoQuantiles { count: usize },
    /// A family that these numbers do not determine.
    #[error("no {family} distribution has the quantiles {low} and {high}")]
    NoFit { family: &'static str, low: f64, high: f64 },
}
