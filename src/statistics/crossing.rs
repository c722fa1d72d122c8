//! Where to look for a zero of a function of one number: between two points first, then beyond them. The bracket that is
//! found is for [`super::shrink`].

/// Steps into which the way between the two points is cut.
const STEPS: usize = 8;
/// Steps beyond each point, each twice as long as the one before; the first is a quarter of the way between them.
const BEYOND: usize = 7;

/// Points at which a search looks, ascending, each once.
///
/// The way between `from` and `to` in eight steps; beyond each of them steps that double in length, up to `bounds`.
pub fn points(from: f64, to: f64, bounds: (f64, f64)) -> Vec<f64> {
    let (low, high) = (from.min(to), from.max(to));
    let gap = if high > low { high - low } else { low.abs().max(1.0) };
    let mut points = vec![];
    let mut step = gap / 4.0;
    let (mut below, mut above) = (low, high);
    for _ in 0..BEYOND {
        below -= step;
        above += step;
        points.extend([below.max(bounds.0), above.min(bounds.1)]);
        step *= 2.0;
    }
    points.extend([low, high]);
    points.extend((1..STEPS).map(|step| low + (high - low) * step as f64 / STEPS as f64));
    points.sort_by(f64::total_cmp);
    points.dedup();
    points
}

/// The neighbouring points between which values change sign, and that are to be looked at first: those between `from` and
/// `to` before those beyond, and of these the nearest to `from`. Values that do not exist are `None`.
pub fn bracket(points: &[f64], values: &[Option<f64>], from: f64, to: f64) -> Option<usize> {
    let (low, high) = (from.min(to), from.max(to));
    let rank = |first: usize| {
        let (left, right) = (points[first], points[first + 1]);
        let beyond = left < low || right > high;
        (beyond, (left - from).abs().min((right - from).abs()))
    };
    let changes = (0..points.len().saturating_sub(1)).filter(|first| {
        let (Some(left), Some(right)) = (values[*first], values[first + 1]) else { return false };
        left != right && left * right <= 0.0
    });
    changes.min_by(|a, b| {
        let (a, b) = (rank(*a), rank(*b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_lie_between_and_beyond_and_within_bounds() {
        let points = points(8.0, 0.0, (0.0, 20.0));
        // Between: 0, 1 … 8; beyond 8: 8 + 2, + 4, then 20, where it ends; nothing below 0.
        assert_eq!(points, [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 14.0, 20.0]);
    }

    #[test]
    fn what_lies_between_comes_before_what_lies_nearer_beyond() {
        let points = [0.0, 1.0, 2.0, 3.0, 4.0];
        let signs =
            |text: &str| text.chars().map(|sign| Some(if sign == '+' { 1.0 } else { -1.0 })).collect::<Vec<_>>();
        // From 1 to 4: a change between 0 and 1 lies beyond, one between 3 and 4 within.
        assert_eq!(bracket(&points, &signs("-+++-"), 1.0, 4.0), Some(3));
        assert_eq!(bracket(&points, &signs("-++++"), 1.0, 4.0), Some(0));
        assert_eq!(bracket(&points, &signs("+++++"), 1.0, 4.0), None);
        assert_eq!(bracket(&points, &[Some(0.0); 5], 1.0, 4.0), None, "nothing moves");
    }
}
