//! Random numbers: a stateless stream of uniforms for every name, and correlation between parameters.
//!
//! Draw d of a name depends on the seed, the sampler, the name (for [`Sampler::Sobol`] also its dimension) and d alone:
//! not on blocks, threads, or which other names there are. Draws are dealt to 16 replicates in turn (d mod 16), each an
//! independent sample of its own, so that the spread between replicates measures the error of any result.
//!
//! ```
//! use crimcost::draws::{Sampler, Uniforms};
//! let stream = Uniforms::new(1, Sampler::Stratified).stream("share_detained", 0);
//! let (mut all, mut part) = ([0.0; 100], [0.0; 10]);
//! stream.fill(0, &mut all);
//! stream.fill(50, &mut part);
//! assert_eq!(all[50..60], part);
//! ```

pub mod chance;
mod copula;
mod sobol;
mod uniforms;

pub use copula::{Copula, NotPositive};
pub use uniforms::{REPLICATES, Sampler, Stream, Uniforms};
