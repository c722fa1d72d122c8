//! What draws say: indices of sensitivity, value of information, decision curves, fair shares.
//!
//! Numbers in, numbers out; nothing here knows a model or a file. The methods and their sources are in
//! `docs/uncertainty.md`.

mod basis;
mod batches;
mod conditional;
mod contour;
mod convergence;
pub mod crossing;
mod curves;
mod design_point;
mod estimated;
mod given;
mod order;
mod pick_freeze;
mod regression;
mod root;
mod sample;
mod shapley;
mod share;
mod spread;
mod sweep;
#[cfg(test)]
mod testing;
mod value;
#[cfg(test)]
mod value_tests;

pub use batches::{Batches, LEAST_DRAWS};
pub use contour::{Grid, Place};
pub use convergence::{Convergence, Precision, Step, convergence};
pub use curves::{AtWorth, Exceedance, NAMED, at_worths, choices, exceedance};
pub use design_point::{DesignPoint, REACH, design_point, norm};
pub use estimated::Estimated;
pub use given::Given;
pub use order::is_constant;
pub use pick_freeze::{VarianceShares, variance_shares};
pub use regression::{Coefficient, LeftOut, Regression};
pub use root::{Bracket, Evaluate, shrink};
pub use sample::{Factor, InputColumn, OutputColumn, Sample};
pub use shapley::{Game, MOST_PLAYERS, Set, members, subsets};
pub use share::AdditiveShare;
pub use spread::{Sign, Spread};
pub use value::{LEAST_FOR_VALUE, PartialValue, ValueOfInformation, value_of_information};
