//! A stack as rows.

use super::StackedReforms;
use super::words::flat;
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{Set, Spread};

const COLUMNS: [&str; 8] = ["what", "reforms", "after", "mean", "p05", "p95", "share_below_zero", "unit"];

impl StackedReforms {
    pub(super) fn rows(&self) -> Sheet {
        let everybody = self.savings.len() - 1;
        let mut rows =
            vec![self.row("cost", 0, None, &self.costs[0]), self.row("cost", everybody, None, &self.costs[1])];
        for (set, saving) in self.savings.iter().enumerate().skip(1) {
            rows.push(self.row("saving", set, None, saving));
        }
        for (reform, of) in self.reforms.iter().enumerate() {
            rows.push(self.row("added", 1 << reform, Some((1 << reform) - 1), &of.added));
        }
        for (reform, of) in self.reforms.iter().enumerate() {
            rows.push(self.row("share", 1 << reform, None, &of.share));
        }
        for (reform, of) in self.reforms.iter().enumerate() {
            for (what, (after, mean)) in [("least_added", of.least), ("most_added", of.most)] {
                let mut row = self.row(what, 1 << reform, Some(after), &flat(mean));
                row[4..7].fill(Cell::Empty);
                rows.push(row);
            }
        }
        for pair in &self.pairs {
            let set = 1 << pair.reforms.0 | 1 << pair.reforms.1;
            rows.push(self.row("second_difference", set, None, &pair.alone));
            rows.push(self.row("interaction_index", set, None, &pair.among));
        }
        rows.push(self.row("above_the_sum", everybody, None, &self.above_the_sum));
        Sheet { schema: "crimcost/compare/1", columns: COLUMNS.to_vec(), rows }
    }

    fn row(&self, what: &str, reforms: Set, after: Option<Set>, spread: &Spread) -> Vec<Cell> {
        vec![
            Cell::text(what),
            Cell::text(self.stack.name(reforms)),
            Cell::text(after.map_or_else(String::new, |after| self.stack.name(after))),
            Cell::Number(spread.mean),
            Cell::Number(spread.interval.0),
            Cell::Number(spread.interval.1),
            Cell::Number(spread.below_zero),
            Cell::text(self.currency()),
        ]
    }
}
