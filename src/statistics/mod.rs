//! What draws say: indices of sensitivity, value of information, decision curves, fair shares.
//!
//! Numbers in, numbers out; nothing here knows a model or a file. The methods and their sources are in
//! `docs/uncertainty.md`.

mod contour;
mod pick_freeze;
mod design_point;
mod root;
pub mod crossing;
mod sample;
mod shapley;
mod spread;

pub use contour::{Grid, Place};
pub use pick_freeze::{Share, VarianceShares, variance_shares};
pub use design_point::{DesignPoint, REACH, design_point, norm};
pub use root::{Bracket, shrink};
pub use sample::{Factor, InputColumn, OutputColumn, Sample, ranks};
pub use shapley::{Game, MOST_PLAYERS, Set, subsets};
pub use spread::{Sign, Spread};
mod basis;
mod conditional;
mod curves;
mod value;
#[cfg(test)]
mod value_tests;

pub use curves::{AtWorth, Exceedance, NAMED, at_worths, choices, exceedance};
pub use value::{ERRORS, Estimated, LEAST_DRAWS, PartialValue, ValueOfInformation, value_of_information};
