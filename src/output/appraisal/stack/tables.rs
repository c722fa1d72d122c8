//! The tables of a stack: reforms one by one, and two by two.

use super::StackedReforms;
use super::words::below;
use crate::output::report::{Page, Scale, decimals, figure, interval};
use crate::statistics::{Sign, Spread};

impl StackedReforms {
    pub(super) fn scale(&self) -> Scale {
        let spreads = self.reforms.iter().flat_map(|of| [&of.alone, &of.added, &of.share]).chain([self.total()]);
        Scale::of(spreads.flat_map(|spread| [spread.mean, spread.interval.0, spread.interval.1]))
    }

    pub(super) fn shares_table(&self, page: &mut Page) {
        let scale = self.scale();
        let header = ["reform", "alone", "in this order", "", "any order", "", "below 0"].map(str::to_owned);
        let cells = |spread: &Spread| two_cells(spread, scale);
        let mut rows: Vec<Vec<String>> = vec![];
        for (name, of) in self.stack.reforms.iter().zip(&self.reforms) {
            let [alone, _] = cells(&of.alone);
            let mut row = vec![name.clone(), alone];
            row.extend(cells(&of.added));
            row.extend(cells(&of.share));
            row.push(below(of.share.below_zero));
            rows.push(row);
        }
        let mut sum = vec!["together".to_owned(), String::new()];
        sum.extend(cells(self.total()));
        sum.extend(cells(self.total()));
        sum.push(below(self.total().below_zero));
        rows.push(sum);
        page.table(&header, rows, 1);
    }

    pub(super) fn pairs_table(&self, page: &mut Page) {
        let spreads = || self.pairs.iter().flat_map(|pair| [&pair.alone, &pair.among]);
        let scale = Scale::of(spreads().flat_map(|spread| [spread.mean, spread.interval.0, spread.interval.1]));
        let remark = format!("saved above the sum of the two, {}{}", scale.word(), self.currency());
        page.heading("Two by two", &remark);
        for pair in &self.pairs {
            page.item(&self.pair(pair));
        }
        if self.reforms.len() > 2 {
            let header = ["pair", "alone", "", "among all", ""].map(str::to_owned);
            let rows = self.pairs.iter().map(|pair| {
                let mut row = vec![self.stack.name(1 << pair.reforms.0 | 1 << pair.reforms.1)];
                for spread in [&pair.alone, &pair.among] {
                    row.extend(two_cells(spread, scale));
                }
                row
            });
            page.table(&header, rows.collect(), 1);
            page.paragraph(
                "Alone: no other reform is there. Among all: the interaction index of Grabisch and Roubens (1999), a mean \
                 over who else is there.",
            );
        }
    }
}

/// A mean and its interval; a plain zero where nothing changes.
fn two_cells(spread: &Spread, scale: Scale) -> [String; 2] {
    if spread.sign() == Sign::Zero {
        return ["0".to_owned(), String::new()];
    }
    let ends = Some(spread.interval).filter(|(low, high)| high - low > 1e-9 * high.abs().max(low.abs()));
    let decimals = decimals(spread.mean, ends, scale);
    [figure(spread.mean, decimals, scale), ends.map_or_else(String::new, |ends| interval(ends, decimals, scale))]
}
