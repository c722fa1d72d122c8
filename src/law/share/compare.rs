//! Today and a reform over the same cases.

use super::cases::Cases;
use super::exact;
use super::ruler::{Reaction, Ruler};

/// What one law and another make of the same cases; everything is a share of the cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Cases in each band today.
    pub today: Vec<f64>,
    /// Cases in each band under the reform.
    pub reform: Vec<f64>,
    /// Rows: bands of today; columns: bands of the reform.
    pub matrix: Vec<Vec<f64>>,
    /// Cases that need an assay, today and under the reform.
    pub assays: [f64; 2],
    /// Cases near a limit, today and under the reform.
    pub near: [f64; 2],
}

/// How near a limit is near: a tenth of it on either side.
pub const NEAR: f64 = 0.10;
/// The share of cases near a limit above which the result hangs on it.
pub const MANY: f64 = 0.05;

/// Compares two laws over the same cases.
///
/// `cases` are as they would be if nobody reacted to a limit; see [`super::past::without_reaction`] for past cases.
pub fn compare(cases: &Cases, today: &Ruler, reform: &Ruler, reaction: &Reaction) -> Comparison {
    Comparison {
        today: exact::shares(cases, today, reaction),
        reform: exact::shares(cases, reform, reaction),
        matrix: exact::matrix(cases, today, reform, reaction),
        assays: [exact::assays(cases, today), exact::assays(cases, reform)],
        near: [exact::near(cases, today, NEAR), exact::near(cases, reform, NEAR)],
    }
}

impl Comparison {
    /// The share of cases above so many bands, today and under the reform.
    pub fn above(&self, bands: [usize; 2]) -> [f64; 2] {
        let above = |shares: &[f64], bands: usize| shares.iter().skip(bands).sum();
        [above(&self.today, bands[0]), above(&self.reform, bands[1])]
    }
}
