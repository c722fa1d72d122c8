//! Questions about a result: what drives it, what would flip it, what to find out next.
//!
//! Every answer here is made of calls to a plan: at chosen inputs, on draws, or of models with other overlays. The
//! methods and their sources are in `docs/uncertainty.md`.

pub mod breakeven;
mod factor;
pub mod oneway;
mod stack;
mod subject;
mod variance;

pub use factor::{Cause, causes};
pub use stack::{MOST_REFORMS, PairEffect, ReformShare, Stack, Stacked};
pub use subject::Subject;
pub use variance::{Footing, Indices, Shares, Variance, variance};
