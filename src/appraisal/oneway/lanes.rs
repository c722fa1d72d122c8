//! Trying values of inputs side by side, where some of them may be impossible.

use crate::appraisal::Subject;

/// What came of one try: the result, or why there is none.
pub type Tried = Result<f64, String>;

/// Values of all inputs of a plan, one lane for each try.
pub struct Lanes<'a> {
    subject: &'a Subject,
    /// For each input, in base units.
    means: Vec<f64>,
    columns: Vec<Vec<f64>>,
}

impl<'a> Lanes<'a> {
    /// No tries yet.
    pub fn new(subject: &'a Subject) -> Lanes<'a> {
        let means: Vec<f64> =
            subject.plan.inputs.iter().map(|input| input.distribution.mean() * input.factor).collect();
        let columns = vec![vec![]; means.len()];
        Lanes { subject, means, columns }
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
        let mut found = Vec::with_capacity(count);
        self.part(0, count, &mut found);
        found
    }

    fn part(&self, from: usize, to: usize, found: &mut Vec<Tried>) {
        if from == to {
            return;
        }
        let columns: Vec<Vec<f64>> = self.columns.iter().map(|column| column[from..to].to_vec()).collect();
        match self.subject.at_inputs(&columns) {
            Ok(values) => found.extend(values.into_iter().map(|value| {
                if value.is_finite() { Ok(value) } else { Err("the result is not a finite number".to_owned()) }
            })),
            Err(problem) if to - from == 1 => {
                // That it was a try is known here.
                let message = problem.message.split(" in a case that was tried").next().unwrap_or_default();
                found.push(Err(message.to_owned()));
            }
            Err(_) => {
                let middle = from + (to - from) / 2;
                self.part(from, middle, found);
                self.part(middle, to, found);
            }
        }
    }
}
