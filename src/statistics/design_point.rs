//! The least surprising joint values at which a result reaches a limit: the design point of the first-order reliability
//! method.

use super::Evaluate;

/// A point in independent standard normal scores.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignPoint {
    pub scores: Vec<f64>,
    /// |z|: how far from the middle of all beliefs, in standard deviations. 0 or more.
    pub distance: f64,
    /// Whether both conditions of a design point hold: g is 0 there, and no direction along g = 0 leads nearer.
    pub converged: bool,
}

/// Farther out than this no point is looked for: Φ(−8) is 6·10⁻¹⁶.
pub const REACH: f64 = 8.0;
/// Half the distance of the two points of a derivative.
const DIFFERENCE: f64 = 1e-3;
const MOST_STEPS: usize = 100;
/// Lengths of a step that are tried at once: 1, ½, ¼ …
const LENGTHS: usize = 12;
/// By how much a step must lessen what is minimised, in parts of what its slope promises (Armijo).
const LEAST_GAIN: f64 = 1e-4;
/// How near g must be to 0, in parts of the size that g has at the start or of its slope.
const NEAR_ZERO: f64 = 1e-9;
/// How far the point may be from the direction of the slope, in parts of its distance.
const ALIGNED: f64 = 1e-5;

/// The point of g(z) = 0 that is nearest to the origin, searched from `start`.
///
/// The improved Hasofer–Lind–Rackwitz–Fiessler method: each step goes to the nearest point of the plane that touches g, as
/// far as the merit ½|z|² + c·|g| falls (Hasofer and Lind, Journal of the Engineering Mechanics Division 100, 1974; Rackwitz
/// and Fiessler, Computers and Structures 9, 1978; Zhang and Der Kiureghian, Reliability and Optimization of Structural
/// Systems 6, 1995). Derivatives are central differences. `evaluate` gives g at points, NaN where it has no value. Equations
/// 61 to 63. The answer is the last point; only `converged` makes it a design point. An empty `start` stays.
pub fn design_point<E>(start: Vec<f64>, evaluate: &mut Evaluate<'_, Vec<f64>, E>) -> Result<DesignPoint, E> {
    let mut z = start;
    let mut scale: Option<f64> = None;
    for _ in 0..MOST_STEPS {
        let Some(here) = slope(&z, evaluate)? else { return Ok(stopped(z, false)) };
        let steepness = norm(&here.gradient);
        let scale = *scale.get_or_insert(here.value.abs().max(steepness));
        if steepness == 0.0 || !steepness.is_finite() {
            return Ok(stopped(z, false));
        }
        // The nearest point of the plane that touches g here.
        let along = (dot(&here.gradient, &z) - here.value) / (steepness * steepness);
        let target: Vec<f64> = here.gradient.iter().map(|slope| along * slope).collect();
        let step: Vec<f64> = target.iter().zip(&z).map(|(to, from)| to - from).collect();
        let across = aside(&z, &here.gradient, steepness);
        let is_zero = here.value.abs() <= NEAR_ZERO * scale.max(steepness);
        if is_zero && across <= ALIGNED * norm(&z).max(1.0) {
            return Ok(stopped(z, true));
        }
        let at_target = norm(&target);
        let mut weight = norm(&z) / steepness;
        if !is_zero {
            weight = weight.max(0.5 * at_target * at_target / here.value.abs());
        }
        // Twice the least weight that makes the step lead down.
        let weight = 2.0 * weight.max(1.0 / steepness);
        let merit = |z: &[f64], g: f64| 0.5 * dot(z, z) + weight * g.abs();
        let promised = dot(&z, &step) + weight * here.value.signum() * dot(&here.gradient, &step);
        let lengths: Vec<f64> = std::iter::successors(Some(1.0), |length| Some(length / 2.0)).take(LENGTHS).collect();
        let tried: Vec<Vec<f64>> = lengths.iter().map(|length| plus(&z, *length, &step)).collect();
        let values = evaluate(&tried)?;
        let now = merit(&z, here.value);
        let falls =
            |number: &usize| merit(&tried[*number], values[*number]) - now <= LEAST_GAIN * lengths[*number] * promised;
        let Some(chosen) = (0..LENGTHS).find(falls) else {
            // No length leads down: rounding, or a kink. What is aligned to three digits is near enough.
            return Ok(stopped(z, is_zero && across <= 100.0 * ALIGNED * at_target.max(1.0)));
        };
        let moved = lengths[chosen] * norm(&step);
        z.clone_from(&tried[chosen]);
        if norm(&z) > 4.0 * REACH {
            return Ok(stopped(z, false));
        }
        if moved <= 1e-12 * norm(&z) {
            return Ok(stopped(z, is_zero));
        }
    }
    Ok(stopped(z, false))
}

/// g at a point, and its derivatives there.
struct Slope {
    value: f64,
    gradient: Vec<f64>,
}

/// Absent where g has no value nearby.
fn slope<E>(z: &[f64], evaluate: &mut Evaluate<'_, Vec<f64>, E>) -> Result<Option<Slope>, E> {
    let mut points = vec![z.to_vec()];
    for number in 0..z.len() {
        for off in [-DIFFERENCE, DIFFERENCE] {
            let mut point = z.to_vec();
            point[number] += off;
            points.push(point);
        }
    }
    let values = evaluate(&points)?;
    if values.iter().any(|value| !value.is_finite()) {
        return Ok(None);
    }
    let gradient = values[1..].chunks(2).map(|pair| (pair[1] - pair[0]) / (2.0 * DIFFERENCE)).collect();
    Ok(Some(Slope { value: values[0], gradient }))
}

/// How far a point lies beside the line of the gradient.
fn aside(z: &[f64], gradient: &[f64], steepness: f64) -> f64 {
    let along = dot(z, gradient) / steepness;
    let beside: Vec<f64> = z.iter().zip(gradient).map(|(z, slope)| z - along * slope / steepness).collect();
    norm(&beside)
}

fn stopped(scores: Vec<f64>, converged: bool) -> DesignPoint {
    DesignPoint { distance: norm(&scores), converged: converged && norm(&scores) <= REACH, scores }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The length of a vector.
pub fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn plus(z: &[f64], length: f64, step: &[f64]) -> Vec<f64> {
    z.iter().zip(step).map(|(z, step)| z + length * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::exp;

    fn found(start: Vec<f64>, g: impl Fn(&[f64]) -> f64) -> DesignPoint {
        let mut evaluate = |points: &[Vec<f64>]| Ok::<_, ()>(points.iter().map(|point| g(point)).collect());
        design_point(start, &mut evaluate).expect("never fails")
    }

    #[test]
    fn a_linear_result_has_its_design_point_where_arithmetic_puts_it() {
        // g = 6 + 2·z₁ − 1·z₂ + 2·z₃: β = 6 / √(4 + 1 + 4) = 2, and z = −β·a/|a| = −2·(2, −1, 2)/3.
        let point = found(vec![0.0; 3], |z| 6.0 + 2.0 * z[0] - z[1] + 2.0 * z[2]);
        assert!(point.converged && (point.distance - 2.0).abs() < 1e-9, "{point:?}");
        for (score, expected) in point.scores.iter().zip([-4.0 / 3.0, 2.0 / 3.0, -4.0 / 3.0]) {
            assert!((score - expected).abs() < 1e-6, "{point:?}");
        }
    }

    #[test]
    fn a_curved_limit_is_touched_at_its_nearest_point() {
        // x·y = 8 with x, y > 0 has its nearest point at x = y = √8: distance 4.
        let point = found(vec![3.0, 1.0], |z| z[0] * z[1] - 8.0);
        assert!(point.converged && (point.distance - 4.0).abs() < 1e-6, "{point:?}");
        // A parabola z₂ = 3 − z₁²/10: from (0, 3) the curve falls away less than the circle: distance 3.
        let point = found(vec![0.0, 0.0], |z| 3.0 - z[0] * z[0] / 10.0 - z[1]);
        assert!(point.converged && (point.distance - 3.0).abs() < 1e-6, "{point:?}");
        // exp(z₁ / 2) = e at z₁ = 2, whatever z₂ is.
        let point = found(vec![-1.0, 1.5], |z| exp(z[0] / 2.0) - exp(1.0));
        assert!(point.converged && (point.scores[0] - 2.0).abs() < 1e-7 && point.scores[1].abs() < 1e-5, "{point:?}");
    }

    #[test]
    fn the_side_of_the_limit_does_not_matter() {
        let (one, other) = (found(vec![0.0; 2], |z| 3.0 - z[0] - z[1]), found(vec![0.0; 2], |z| z[0] + z[1] - 3.0));
        assert_eq!(one.converged, other.converged);
        assert!((one.distance - other.distance).abs() < 1e-12);
    }

    #[test]
    fn what_never_reaches_zero_or_does_not_move_is_no_design_point() {
        assert!(!found(vec![0.0; 2], |_| 1.0).converged);
        assert!(!found(vec![0.0; 2], |z| 1.0 + z[0] * z[0]).converged);
        assert!(!found(vec![0.0], |z| z[0] - 20.0).converged);
        assert!(!found(vec![], |_| 1.0).converged);
        assert!(!found(vec![0.0], |_| f64::NAN).converged);
    }
}
