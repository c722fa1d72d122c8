//! Our model against what is known.

use super::table::Results;
use crate::model::Tolerance;

/// A published number beside ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub name: String,
    /// Id of the result.
    pub result: String,
    pub published: f64,
    pub tolerance: Tolerance,
    /// The central result; absent if there is none of this id.
    pub ours: Option<f64>,
    pub verdict: Verdict,
    /// Why the file says that the number does not reproduce.
    pub reason: Option<String>,
    pub unit: String,
}

/// How a published number compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within the tolerance.
    Agrees,
    /// Outside the tolerance, and nobody said so.
    Differs,
    /// Outside the tolerance, as the file says.
    DoesNotReproduce,
    /// Within the tolerance although the file says it does not reproduce.
    ReproducesAfterAll,
    /// There is no result of this id, or it is blank.
    NoSuchResult,
}

impl Results {
    /// Every published number of the scenario and of the table's row, in their order.
    pub(super) fn compare(&self) -> Vec<Known> {
        let of_row = self.model.comparisons.iter().map(|comparison| {
            let reason = comparison.does_not_reproduce.clone();
            (comparison.column.clone(), &comparison.result, comparison.value, comparison.tolerance, reason)
        });
        let of_file = self.model.published.iter().map(|published| {
            let reason = published.does_not_reproduce.clone();
            (published.name.clone(), &published.result, published.value, published.tolerance, reason)
        });
        of_file
            .chain(of_row)
            .map(|(name, result, published, tolerance, reason)| {
                let row = self.row(result);
                let ours = row.and_then(|row| row.central);
                let verdict = match (ours.map(|ours| tolerance.allows(ours, published)), &reason) {
                    (None, _) => Verdict::NoSuchResult,
                    (Some(true), None) => Verdict::Agrees,
                    (Some(false), None) => Verdict::Differs,
                    (Some(false), Some(_)) => Verdict::DoesNotReproduce,
                    (Some(true), Some(_)) => Verdict::ReproducesAfterAll,
                };
                let unit = row.map_or_else(String::new, |row| row.key.unit.clone());
                Known { name, result: result.clone(), published, tolerance, ours, verdict, reason, unit }
            })
            .collect()
    }
}
