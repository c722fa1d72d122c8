//! From TOML texts to the checked model.

pub mod beside;
pub mod check;
pub mod claims;
pub mod divert;
pub mod expand;
pub mod format;
pub mod formula;
pub mod grammar;
pub mod init;
pub mod law;
pub mod library;
pub mod load;
pub mod nearest;
pub mod overlay;
pub mod read;
pub mod resolve;
pub mod seizures;
pub mod set;
pub mod sheet;
pub mod short;
pub mod table;

pub use load::{Case, Request, Scenario, Variants, load};

#[cfg(test)]
mod capacity_tests;
#[cfg(test)]
mod library_tests;
#[cfg(test)]
mod messages_tests;
#[cfg(test)]
mod overlay_tests;
#[cfg(test)]
mod reading_tests;
#[cfg(test)]
mod robustness_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
pub(crate) mod testing;
