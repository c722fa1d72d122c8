//! What drives results as rows.

use crate::appraisal::Drivers;
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{Estimated, LeftOut};

/// One row for each result and input.
pub fn sheet(drivers: &Drivers) -> Sheet {
    let columns = vec![
        "result",
        "factor",
        "input",
        "share",
        "share_low",
        "share_high",
        "visible",
        "rank_correlation",
        "rank_correlation_low",
        "rank_correlation_high",
        "partial_rank_correlation",
        "partial_rank_correlation_low",
        "partial_rank_correlation_high",
        "standardised_coefficient",
        "standardised_coefficient_low",
        "standardised_coefficient_high",
        "left_out_for",
    ];
    let three = |index: Option<Estimated>| match index {
        Some(index) => [Cell::Number(index.value), Cell::Number(index.low), Cell::Number(index.high)],
        None => [Cell::Empty, Cell::Empty, Cell::Empty],
    };
    let mut rows = vec![];
    for driven in &drivers.outputs {
        for (factor, share) in drivers.factors.iter().zip(&driven.shares) {
            for member in &factor.members {
                let own = driven.regression.as_ref().map(|regression| &regression.coefficients[*member]);
                let left_out = match own.and_then(|own| own.left_out.as_ref()) {
                    Some(LeftOut::Constant) => "never varies".to_owned(),
                    Some(LeftOut::MadeUpOf(parts)) => {
                        parts.iter().map(|part| drivers.inputs[*part].as_str()).collect::<Vec<_>>().join(" + ")
                    }
                    None => String::new(),
                };
                let input = drivers.inputs[*member].as_str();
                let mut row = vec![Cell::text(&driven.name), Cell::text(&factor.name), Cell::text(input)];
                // Chance is taken out of a share, which may leave less than nothing.
                row.extend(three(share.map(|share| Estimated {
                    value: share.value.max(0.0),
                    low: share.low.max(0.0),
                    high: share.high.max(0.0),
                    ..share
                })));
                row.push(share.map_or(Cell::Empty, |share| Cell::flag(share.low > 0.0)));
                row.extend(three(driven.correlations[*member]));
                row.extend(three(own.and_then(|own| own.partial_rank)));
                row.extend(three(own.and_then(|own| own.standardised)));
                row.push(Cell::text(left_out));
                rows.push(row);
            }
        }
    }
    Sheet { schema: "crimcost/ranks/1", columns, rows }
}
