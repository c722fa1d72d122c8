//! What a run leaves: the table on the terminal, CSV, JSON, and a folder of files.
//!
//! Everything here turns [`Results`](crate::results::Results) and a [`Record`] into text; nothing computes a result.

pub mod appraisal;
pub mod charts;
mod checksums;
pub mod csv;
pub mod folder;
pub mod inputs;
pub mod json;
pub mod law;
pub mod record;
pub mod report;
pub mod sheet;
pub mod tidy;
pub mod titles;
pub mod unfinished;
pub mod updates;

pub use record::Record;
