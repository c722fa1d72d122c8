//! The closed set of distributions: making one, its moments, its quantiles, and turning columns of uniforms into it.
//!
//! ```
//! use crimcost::distribution::Distribution;
//! let days = Distribution::triangular(800.0, 1000.0, 1500.0).unwrap();
//! assert_eq!(days.mean(), 1100.0);
//! ```

mod fit;
mod impossible;
mod make;
mod moments;
mod quantile;
mod sampler;
mod shape;
mod table;

pub use fit::{Family, beta_binomial, from_interval, from_mean_sd, from_quantiles, with_worth};
pub use impossible::Impossible;
pub use sampler::QuantileColumn;

/// A distribution of one number.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    /// Beta between `low` and `high` with weight 4 on the mode.
    Pert {
        low: f64,
        mode: f64,
        high: f64,
    },
    /// Normal with mean and sd before it is cut to `low` and `high`, which may be infinite.
    Normal {
        mean: f64,
        sd: f64,
        low: f64,
        high: f64,
    },
    /// exp(Normal(mu, sigma)).
    LogNormal {
        mu: f64,
        sigma: f64,
    },
    Gamma {
        shape: f64,
        scale: f64,
    },
    Beta {
        a: f64,
        b: f64,
    },
    /// Values in ascending order with weights that add up to 1.
    Discrete {
        values: Vec<f64>,
        weights: Vec<f64>,
    },
    /// Equally likely values in ascending order.
    Empirical {
        values: Vec<f64>,
    },
    /// Equally likely alternatives.
    Mixture(Vec<Distribution>),
}
