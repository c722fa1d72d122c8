//! The answers about a claim as rows.

use crate::appraisal::breakeven::{Alone, BreakEven, Joint, Moved, Point};
use crate::math::normal_cdf;
use crate::output::sheet::{Cell, Sheet};

/// Every number that was moved alone, then those of the nearest combination.
pub fn sheet(found: &BreakEven) -> Sheet {
    let columns = vec![
        "how",
        "name",
        "unit",
        "mean",
        "median",
        "low",
        "high",
        "value",
        "side",
        "score",
        "chance",
        "until",
        "result",
        "share_of_distance",
        "told",
        "note",
        "claimed_by",
    ];
    let mut rows: Vec<Vec<Cell>> = found.alone.iter().map(alone_row).collect();
    if let Joint::Found(point) = &found.joint {
        rows.extend(point.moved.iter().map(|moved| moved_row(moved, point)));
    }
    Sheet { schema: "crimcost/breakeven/1", columns, rows }
}

fn alone_row(alone: &Alone) -> Vec<Cell> {
    let turn = alone.turn;
    let side = match turn {
        Some(turn) if turn.upward => "at_or_above",
        Some(_) => "at_or_below",
        None => "no_value",
    };
    let mut notes = vec![];
    if alone.interval.is_none() {
        notes.push("held certain");
    }
    if turn.is_some_and(|turn| turn.beyond) {
        notes.push("outside what is believed possible");
    }
    if alone.correlated {
        notes.push("correlated: the others stay at their means");
    }
    if alone.several {
        notes.push("several values at one percentile: the first is given");
    }
    let claimed: Vec<&str> = alone.reached.iter().map(|reached| reached.who.as_str()).collect();
    vec![
        Cell::text("alone"),
        Cell::text(&alone.name),
        Cell::text(&alone.unit),
        Cell::Number(alone.mean),
        Cell::Empty,
        Cell::number(alone.interval.map(|(low, _)| low)),
        Cell::number(alone.interval.map(|(_, high)| high)),
        Cell::number(turn.map(|turn| turn.value)),
        Cell::text(side),
        Cell::number(turn.and_then(|turn| turn.score)),
        Cell::number(turn.and_then(|turn| turn.chance())),
        Cell::number(turn.and_then(|turn| turn.until)),
        Cell::number(turn.map(|turn| turn.result)),
        Cell::Empty,
        Cell::Empty,
        Cell::text(notes.join("; ")),
        Cell::text(claimed.join("; ")),
    ]
}

fn moved_row(moved: &Moved, point: &Point) -> Vec<Cell> {
    vec![
        Cell::text("together"),
        Cell::text(&moved.name),
        Cell::text(&moved.unit),
        Cell::Number(moved.mean),
        Cell::Number(moved.median),
        Cell::Number(moved.interval.0),
        Cell::Number(moved.interval.1),
        Cell::Number(moved.value),
        Cell::Empty,
        Cell::Number(moved.score),
        Cell::Number(normal_cdf(-moved.score.abs())),
        Cell::Empty,
        Cell::Number(point.result),
        Cell::Number(moved.share),
        Cell::flag(moved.is_main),
        Cell::Empty,
        Cell::Empty,
    ]
}
