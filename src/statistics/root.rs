//! Where a condition turns: many brackets shrunk together, one evaluation of each at a time.

/// Two places between which a condition turns, with the values there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// Below `high`.
    pub low: f64,
    pub high: f64,
    pub at_low: f64,
    pub at_high: f64,
}

/// The values at points, in their order, many points at once.
pub type Evaluate<'a, Point, E> = dyn FnMut(&[Point]) -> Result<Vec<f64>, E> + 'a;

/// How far a bracket is shrunk, in parts of its larger end.
const PRECISION: f64 = 1e-13;
/// How many steps more than halving would take are allowed for.
const SPARE_STEPS: u32 = 1;

/// Shrinks every bracket until its ends agree in 13 digits; what turns in it is `holds` of the value.
///
/// `excess` is 0 where `holds` turns, and is used to guess where that is; `evaluate` gets the numbers of the brackets with a
/// place in each, and gives the values there. The method is ITP (Oliveira and Takahashi, ACM Transactions on Mathematical
/// Software 47(1), 2020; κ₁ = 0.2 / width, κ₂ = 2, n₀ = 1): never more than one step above halving, and much faster where
/// the function is smooth. Where the value jumps, the bracket closes around the jump. A value that is no number counts as
/// one on the side of `low`, and its guess is the middle. Equation 59.
pub fn shrink<E>(
    brackets: &[Bracket],
    holds: &dyn Fn(f64) -> bool,
    excess: &dyn Fn(f64) -> f64,
    evaluate: &mut Evaluate<'_, (usize, f64), E>,
) -> Result<Vec<Bracket>, E> {
    let mut lanes: Vec<Lane> = brackets.iter().map(|bracket| Lane::new(*bracket)).collect();
    loop {
        let open = lanes.iter().enumerate().filter(|(_, lane)| lane.is_open());
        let places: Vec<(usize, f64)> = open.map(|(number, lane)| (number, lane.next(excess))).collect();
        if places.is_empty() {
            return Ok(lanes.into_iter().map(|lane| lane.bracket).collect());
        }
        let values = evaluate(&places)?;
        for ((number, place), value) in places.into_iter().zip(values) {
            lanes[number].learn(place, value, holds);
        }
    }
}

struct Lane {
    bracket: Bracket,
    /// Half the width that is small enough.
    enough: f64,
    /// How far the next place may be from an end: halved with every step.
    reach: f64,
    /// How strongly a guess is pulled to the middle.
    pull: f64,
}

impl Lane {
    fn new(bracket: Bracket) -> Lane {
        let width = bracket.high - bracket.low;
        let enough = (PRECISION * bracket.high.abs().max(bracket.low.abs())).max(f64::MIN_POSITIVE) / 2.0;
        let mut reach = enough;
        while reach < width / 2.0 {
            reach *= 2.0;
        }
        for _ in 0..SPARE_STEPS {
            reach *= 2.0;
        }
        Lane { bracket, enough, reach, pull: 0.2 / width }
    }

    fn is_open(&self) -> bool {
        let Bracket { low, high, .. } = self.bracket;
        let middle = low + (high - low) / 2.0;
        high - low > 2.0 * self.enough && middle > low && middle < high
    }

    /// Interpolate, truncate, project.
    fn next(&self, excess: &dyn Fn(f64) -> f64) -> f64 {
        let Bracket { low, high, at_low, at_high } = self.bracket;
        let width = high - low;
        let middle = low + width / 2.0;
        let (below, above) = (excess(at_low), excess(at_high));
        let guess = (high * below - low * above) / (below - above);
        if !guess.is_finite() || guess < low || guess > high {
            return middle;
        }
        let toward = if middle >= guess { 1.0 } else { -1.0 };
        let pull = self.pull * width * width;
        let truncated = if pull <= (middle - guess).abs() { guess + toward * pull } else { middle };
        let radius = (self.reach - width / 2.0).max(0.0);
        let place = if (truncated - middle).abs() <= radius { truncated } else { middle - toward * radius };
        // A place at an end would teach nothing.
        if place > low && place < high { place } else { middle }
    }

    fn learn(&mut self, place: f64, value: f64, holds: &dyn Fn(f64) -> bool) {
        self.reach /= 2.0;
        if value.is_nan() || holds(value) == holds(self.bracket.at_low) {
            (self.bracket.low, self.bracket.at_low) = (place, value);
        } else {
            (self.bracket.high, self.bracket.at_high) = (place, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{exp, ln};

    fn shrunk(low: f64, high: f64, function: impl Fn(f64) -> f64) -> (Bracket, usize) {
        let bracket = Bracket { low, high, at_low: function(low), at_high: function(high) };
        let mut steps = 0;
        let mut evaluate = |places: &[(usize, f64)]| {
            steps += 1;
            Ok::<_, ()>(places.iter().map(|(_, place)| function(*place)).collect())
        };
        let found = shrink(&[bracket], &|value| value <= 0.0, &|value| value, &mut evaluate).expect("never fails");
        (found[0], steps)
    }

    #[test]
    fn roots_of_smooth_functions_are_found_to_thirteen_digits_in_a_few_steps() {
        let (found, steps) = shrunk(0.0, 4.0, |x| exp(x) - 5.0);
        assert!((found.low - ln(5.0)).abs() < 1e-12 && found.high - found.low < 1e-12, "{found:?}");
        assert!(steps <= 16, "{steps}");
        // Falling, and a root of a third order at 2.
        let (found, _) = shrunk(-1.0, 3.0, |x| -(x - 2.0) * (x - 2.0) * (x - 2.0));
        assert!((found.high - 2.0).abs() < 1e-4, "{found:?}");
    }

    #[test]
    fn no_function_takes_more_than_two_steps_above_halving() {
        // From 4 to 1e-13·4 are 43.4 halvings.
        for function in [|x: f64| if x < 0.3 { -1.0 } else { 1e9 }, |x: f64| x * x * x * x * x * x * x - 1e-9] {
            let (_, steps) = shrunk(0.0, 4.0, function);
            assert!(steps <= 60, "{steps}");
        }
    }

    #[test]
    fn a_bracket_closes_around_a_jump() {
        let (found, _) = shrunk(0.0, 1.0, |x| if x < 0.7 { -2.0 } else { 3.0 });
        assert!(found.low < 0.7 && found.high >= 0.7 && found.high - found.low < 1e-12, "{found:?}");
        assert_eq!((found.at_low, found.at_high), (-2.0, 3.0));
    }

    #[test]
    fn the_edge_of_a_flat_piece_is_found_and_not_its_middle() {
        let (found, _) = shrunk(0.0, 1.0, |x| (x - 0.25).max(0.0));
        assert!((found.low - 0.25).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn many_brackets_share_their_evaluations() {
        let bracket = |root: f64| Bracket { low: 0.0, high: 10.0, at_low: -root, at_high: 10.0 - root };
        let roots = [1.0, 2.5, 9.75];
        let brackets: Vec<Bracket> = roots.iter().map(|root| bracket(*root)).collect();
        let mut calls = 0;
        let mut evaluate = |places: &[(usize, f64)]| {
            calls += 1;
            Ok::<_, ()>(places.iter().map(|(number, place)| place - roots[*number]).collect())
        };
        let found = shrink(&brackets, &|value| value <= 0.0, &|value| value, &mut evaluate).expect("never fails");
        for (found, root) in found.iter().zip(roots) {
            assert!((found.low - root).abs() < 1e-11 && (found.high - root).abs() < 1e-11);
        }
        assert!(calls < 60, "{calls}");
    }
}
