//! Round numbers for an axis.

use crate::language::exponent;

/// Where the ticks of an axis are and how many decimals their labels have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    pub values: Vec<f64>,
    pub decimals: i32,
}

/// 10 to a whole power.
fn power_of_ten(exponent: i32) -> f64 {
    let size = (0..exponent.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { 1.0 / size } else { size }
}

/// Whether an axis from `low` to `high` has room for ticks: ends that differ by rounding alone, or by less than numbers can
/// be told apart by, are one place.
pub(super) fn has_length(low: f64, high: f64) -> bool {
    let span = high - low;
    span.is_finite() && span > 1e-9 * low.abs().max(high.abs()) && span > f64::MIN_POSITIVE * 1e10
}

/// The multiples of 1, 2 or 5 × 10ⁿ between `low` and `high` (both included), at most about `most` of them.
///
/// An axis without length has one tick.
pub(super) fn ticks(low: f64, high: f64, most: usize) -> Ticks {
    if !has_length(low, high) {
        return Ticks { values: vec![low], decimals: (2 - exponent(low)).max(0) };
    }
    let least = (high - low) / most.max(1) as f64;
    let power = exponent(least);
    let (factor, power) = [(1.0, power), (2.0, power), (5.0, power), (1.0, power + 1)]
        .into_iter()
        .find(|(factor, power)| factor * power_of_ten(*power) >= least)
        .expect("ten to the next power is larger than a number of this power");
    let at = |k: f64| if power < 0 { k * factor / power_of_ten(-power) } else { k * factor * power_of_ten(power) };
    let step = at(1.0);
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    let count = (last - first).max(0.0) as usize;
    let values = (0..=count).map(|i| at(first + i as f64)).collect();
    Ticks { values, decimals: (-power).max(0) }
}

/// `low` and `high` moved outwards to multiples of the step that [`ticks`] would take; around an axis without length there
/// is room, so that the ends differ.
pub(super) fn covering(low: f64, high: f64, most: usize) -> (f64, f64) {
    if !has_length(low, high) {
        let room = (1e-3 * low.abs().max(high.abs())).clamp(1.0, 1e290);
        return (low - room, high + room);
    }
    let ticks = ticks(low, high, most);
    let [first, second, ..] = ticks.values[..] else { return (low, high) };
    let step = second - first;
    ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 10.0, 5), Ticks { values: vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0], decimals: 0 });
        assert_eq!(ticks(-0.3, 0.7, 5), Ticks { values: vec![-0.2, 0.0, 0.2, 0.4, 0.6], decimals: 1 });
        assert_eq!(ticks(0.0, 1450.0, 4), Ticks { values: vec![0.0, 500.0, 1000.0], decimals: 0 });
    }

    #[test]
    fn tick_values_have_no_dust_behind_the_comma() {
        for value in ticks(0.0, 1.0, 10).values {
            assert_eq!(value, format!("{value:.1}").parse::<f64>().unwrap());
        }
    }

    #[test]
    fn an_axis_without_length_has_one_tick() {
        assert_eq!(ticks(3.0, 3.0, 5).values, [3.0]);
        assert_eq!(ticks(0.0, f64::INFINITY, 5).values, [0.0]);
    }

    #[test]
    fn a_covering_axis_ends_on_ticks() {
        assert_eq!(covering(-3.0, 17.0, 5), (-5.0, 20.0));
        assert_eq!(covering(0.0, 20.0, 5), (0.0, 20.0));
    }

    #[test]
    fn ends_that_differ_by_rounding_alone_are_one_place_with_room_around_it() {
        for low in [3.0_f64, -0.07, 123_456.789, 1e15] {
            let high = f64::max(low.next_up(), low + 1e-12 * low.abs());
            assert_eq!(ticks(low, high, 6).values, [low]);
            let (from, to) = covering(low, high, 6);
            assert!(from < low && high < to, "{from} to {to}");
            assert!(ticks(from, to, 6).values.iter().all(|tick| tick.is_finite()));
        }
    }

    #[test]
    fn a_length_near_the_smallest_number_is_none() {
        assert_eq!(ticks(0.0, 1e-310, 6).values, [0.0]);
        assert_eq!(covering(0.0, 1e-310, 6), (-1.0, 1.0));
        assert_eq!(covering(0.0, 0.0, 6), (-1.0, 1.0));
    }
}
