//! Where a grid of values crosses zero, as lines: marching squares.

/// Values over a grid: `values[row][column]` stands at (`x[column]`, `y[row]`).
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Ascending, at least two.
    pub x: Vec<f64>,
    /// Ascending, at least two.
    pub y: Vec<f64>,
    pub values: Vec<Vec<f64>>,
}

/// A point of the plane.
pub type Place = (f64, f64);

/// A point on an edge of the grid, by the edge's lower or left end: equal keys are the same point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    row: usize,
    column: usize,
    /// Whether the edge goes up from its end, or to the right.
    up: bool,
}

impl Grid {
    /// The lines on which the values, straight between neighbours, are `level`; in the order of the grid from its lower
    /// left corner.
    ///
    /// A line that closes ends where it began. A value equal to the level counts as above it. Of the two ways through a
    /// saddle the one is taken that the mean of its corners speaks for. Equation 43 of `docs/uncertainty.md`.
    pub fn contour(&self, level: f64) -> Vec<Vec<Place>> {
        let mut pieces: Vec<(Edge, Edge)> = vec![];
        for row in 0..self.y.len().saturating_sub(1) {
            for column in 0..self.x.len().saturating_sub(1) {
                pieces.extend(self.cell(row, column, level));
            }
        }
        joined(pieces).into_iter().map(|line| line.into_iter().map(|edge| self.place(edge, level)).collect()).collect()
    }

    /// The pieces of lines in one cell.
    fn cell(&self, row: usize, column: usize, level: f64) -> Vec<(Edge, Edge)> {
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)];
        let above = corners.map(|(row, column)| self.values[row][column] >= level);
        let edges = [
            Edge { row, column, up: false },
            Edge { row, column: column + 1, up: true },
            Edge { row: row + 1, column, up: false },
            Edge { row, column, up: true },
        ];
        let crossed: Vec<Edge> =
            (0..4).filter(|side| above[*side] != above[(side + 1) % 4]).map(|side| edges[side]).collect();
        match crossed[..] {
            [one, other] => vec![(one, other)],
            [bottom, right, top, left] => {
                let mean = corners.iter().map(|(row, column)| self.values[*row][*column]).sum::<f64>() / 4.0;
                // The corners that are of the same kind as the middle are joined through it.
                if (mean >= level) == above[0] {
                    vec![(bottom, right), (top, left)]
                } else {
                    vec![(bottom, left), (right, top)]
                }
            }
            _ => vec![],
        }
    }

    fn place(&self, edge: Edge, level: f64) -> Place {
        let Edge { row, column, up } = edge;
        let (next_row, next_column) = if up { (row + 1, column) } else { (row, column + 1) };
        let (from, to) = (self.values[row][column], self.values[next_row][next_column]);
        let part = (level - from) / (to - from);
        let between = |a: f64, b: f64| a + (b - a) * part;
        (between(self.x[column], self.x[next_column]), between(self.y[row], self.y[next_row]))
    }

    /// Corners of the part of a cell in which values, straight along the edges, are at least 0; empty if there is none.
    pub fn above_zero(&self, row: usize, column: usize) -> Vec<Place> {
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)];
        let at = |(row, column): (usize, usize)| (self.x[column], self.y[row]);
        let mut found = vec![];
        for side in 0..4 {
            let (here, next) = (corners[side], corners[(side + 1) % 4]);
            let (value, other) = (self.values[here.0][here.1], self.values[next.0][next.1]);
            if value >= 0.0 {
                found.push(at(here));
            }
            if (value >= 0.0) != (other >= 0.0) {
                let part = value / (value - other);
                let ((x, y), (next_x, next_y)) = (at(here), at(next));
                found.push((x + (next_x - x) * part, y + (next_y - y) * part));
            }
        }
        found
    }
}

/// Pieces joined end to end.
fn joined(mut pieces: Vec<(Edge, Edge)>) -> Vec<Vec<Edge>> {
    let mut lines = vec![];
    while !pieces.is_empty() {
        let (first, second) = pieces.remove(0);
        let mut line = std::collections::VecDeque::from([first, second]);
        loop {
            let (start, end) = (line[0], line[line.len() - 1]);
            if start == end {
                break;
            }
            let next = pieces.iter().position(|(a, b)| [*a, *b].iter().any(|edge| *edge == start || *edge == end));
            let Some(next) = next else { break };
            let (a, b) = pieces.remove(next);
            if a == end {
                line.push_back(b);
            } else if b == end {
                line.push_back(a);
            } else if a == start {
                line.push_front(b);
            } else {
                line.push_front(a);
            }
        }
        lines.push(line.into());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(count: usize, of: impl Fn(f64, f64) -> f64) -> Grid {
        let axis: Vec<f64> = (0..count).map(|step| step as f64 / (count - 1) as f64).collect();
        let values = axis.iter().map(|y| axis.iter().map(|x| of(*x, *y)).collect()).collect();
        Grid { x: axis.clone(), y: axis, values }
    }

    #[test]
    fn the_zero_line_of_a_plane_is_a_straight_line() {
        // 3x + 2y = 2.4 runs from (0.8, 0) to (2/15, 1).
        let lines = grid(7, |x, y| 3.0 * x + 2.0 * y - 2.4).contour(0.0);
        let [line] = &lines[..] else { panic!("{lines:?}") };
        assert!(line.iter().all(|(x, y)| (3.0 * x + 2.0 * y - 2.4).abs() < 1e-12), "{line:?}");
        let mut ends = [line[0], line[line.len() - 1]];
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        let wanted = [(0.8, 0.0), (2.0 / 15.0, 1.0)];
        assert!(
            ends.iter().zip(wanted).all(|(a, b)| (a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12),
            "{ends:?}"
        );
    }

    #[test]
    fn a_hill_has_a_closed_line_and_a_plain_none() {
        let hill = grid(11, |x, y| 0.09 - (x - 0.5) * (x - 0.5) - (y - 0.5) * (y - 0.5));
        let lines = hill.contour(0.0);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        // Straight between neighbours a tenth apart: off by at most 0.1² / 8 · 2 in value, so 0.0025 / 0.6 in radius.
        assert!(
            lines[0].iter().all(|(x, y)| (((x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5)).sqrt() - 0.3).abs() < 0.005)
        );
        assert!(grid(5, |_, _| 1.0).contour(0.0).is_empty());
    }

    #[test]
    fn a_saddle_goes_the_way_its_middle_speaks_for() {
        let corners = |low: f64, high: f64| Grid {
            x: vec![0.0, 1.0],
            y: vec![0.0, 1.0],
            values: vec![vec![low, high], vec![high, low]],
        };
        // Mean above 0: the two corners above are joined, so each line cuts off a corner below, the first one at (0, 0).
        let lines = corners(-1.0, 3.0).contour(0.0);
        assert_eq!(lines, [vec![(0.25, 0.0), (0.0, 0.25)], vec![(1.0, 0.75), (0.75, 1.0)]]);
        let lines = corners(-3.0, 1.0).contour(0.0);
        assert_eq!(lines, [vec![(0.75, 0.0), (1.0, 0.25)], vec![(0.25, 1.0), (0.0, 0.75)]]);
    }

    #[test]
    fn the_part_above_zero_ends_on_the_line() {
        let plane = grid(2, |x, _| x - 0.25);
        assert_eq!(plane.above_zero(0, 0), [(0.25, 0.0), (1.0, 0.0), (1.0, 1.0), (0.25, 1.0)]);
        assert!(grid(2, |_, _| -1.0).above_zero(0, 0).is_empty());
    }
}
