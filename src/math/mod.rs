//! Transcendental functions whose results have the same bits on every IEEE-754 platform.
//!
//! Everything here is built from `+ - * /`, square roots, comparisons and integer operations on the bit pattern, in a
//! fixed order and never fused. The standard library's `exp`, `ln`, `powf` and the rest call whatever the platform
//! offers and differ in the last digit from machine to machine, so nothing that can reach a result may use them;
//! `clippy.toml` says so to the compiler.
//!
//! ```
//! assert_eq!(crimcost::math::exp(0.0), 1.0);
//! assert!((crimcost::math::normal_quantile(0.975) - 1.959963984540054).abs() < 1e-14);
//! ```

mod elementary;
mod normal;
pub mod quantile;
mod special;

pub use elementary::{exp, exp_column, exp_m1, ln, ln_1p, pow, powi, sin};
pub use normal::{normal_cdf, normal_quantile, normal_quantile_column};
pub use special::{beta_i, binomial_chance, gamma_p, gamma_q, ln_gamma, poisson_chance};
pub(crate) use special::{beta_peak, beta_shares_from, gamma_peak, gamma_shares_from, minus_exp_m1};
