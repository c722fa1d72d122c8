//! Tries: values of inputs side by side, where some of them may be impossible.

use crate::appraisal::Subject;

/// What came of one try: the result, or why there is none.
pub type Tried = Result<f64, String>;

/// Values of all inputs of a plan, one for each try.
pub struct Tries<'a> {
    subject: &'a Subject,
    /// For each input, in base units.
    means: Vec<f64>,
    columns: Vec<Vec<f64>>,
}

impl<'a> Tries<'a> {
    /// No tries yet.
    pub fn new(subject: &'a Subject) -> Tries<'a> {
        let means = subject.plan.means();
        let columns = vec![vec![]; means.len()];
        Tries { subject, means, columns }
    }

    /// Adds a try: these inputs at these values in base units, all others at their means.
    pub fn push(&mut self, changed: &[(usize, f64)]) {
        for (column, mean) in self.columns.iter_mut().zip(&self.means) {
            column.push(*mean);
        }
        for (input, value) in changed {
            if let Some(last) = self.columns[*input].last_mut() {
                *last = *value;
            }
        }
    }

    /// The results, in the order of the tries.
    ///
    /// One input moved alone may leave shares that no draw ever has; such a try does not take the others with it.
    pub fn results(&self) -> Vec<Tried> {
        let count = self.columns.first().map_or(0, Vec::len);
        let found = match self.subject.where_possible(&self.columns) {
            Ok(found) => found,
            // Without a result at the means there is none to compare with.
            Err(problem) => return vec![Err(problem.message); count],
        };
        let mut tries: Vec<Tried> = found.values[self.subject.result(0)].iter().map(|value| Ok(*value)).collect();
        for (number, reason) in found.missing {
            tries[number] = Err(reason);
        }
        tries
    }
}
