//! Questions about a result: what drives it, what would flip it, what to find out next.
//!
//! Every answer here is made of calls to a plan: at chosen inputs, on draws, or of models with other overlays. The
//! methods and their sources are in `docs/uncertainty.md`.

mod asks;
pub mod breakeven;
pub mod contest;
mod curves;
mod decision;
mod distributions;
mod drivers;
mod factor;
mod foreign;
mod group;
pub mod oneway;
mod savings;
mod sources;
mod stack;
mod stand_in;
mod stress;
mod structure;
mod subject;
mod value;
mod variance;

pub use asks::{Item, Request, requests};
pub use curves::{Gains, gains};
pub use decision::{Decision, Drawn, POINTS, Weighed};
pub use distributions::{Distribution, distributions};
pub use drivers::{Driven, Drivers, Grounds, drivers};
pub use factor::{Cause, causes};
pub use foreign::{Choice, Foreign, INPUT, read_draws};
pub use group::{Group, GroupKind, group_of, groups};
pub use savings::{PolicySaving, Saved, Verdict};
pub use sources::{Lost, WithoutSource, WithoutSources, without_sources};
pub use stack::{MOST_REFORMS, PairEffect, ReformShare, Stack, Stacked};
pub use stress::{Applied, Stress, Stressed, Stresses, stresses};
pub use structure::{Alternative, Structure, View, own_perspective, perspective_word, structure};
pub use subject::Subject;
pub use value::{Knowledge, Ranking, knowledge};
pub use variance::{Footing, Indices, Shares, Variance, variance};
