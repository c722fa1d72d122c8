//! Counts of one parameter, as a table gives them.

use super::count::Count;
use super::words::Word;
use crate::text::Place;
use std::collections::BTreeSet;

/// The counts of one parameter, or of one key of it.
#[derive(Clone, Debug)]
pub struct Tally {
    /// `share_accepting`, or `sentence.prison`.
    pub target: Word,
    pub rows: Vec<Row>,
    /// Whether events were counted of trials.
    pub has_trials: bool,
    /// The window of a risk or the time a row covers, in days.
    pub window: Option<(f64, Place)>,
    /// Ids of sources, in the order of the rows.
    pub sources: Vec<String>,
    pub years: BTreeSet<i32>,
    /// Share of courts observed, the smallest of the rows.
    pub share_observed: f64,
    pub grade: Option<Word>,
    pub at: Option<Word>,
}

/// Counts that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub events: Count,
    pub trials: u64,
    /// For counts per time: how much of it was observed, in days.
    pub days: f64,
    pub place: Place,
}
