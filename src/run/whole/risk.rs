//! Risks of people who also have a date of leaving: how many they take, and of which date.

use super::numbers::binomials;
use super::{Moment, lanes_of, occupied};
use crate::draws::chance::{Chance, Key, LARGE};
use crate::run::lanes::Lanes;

/// What tells the choice of dates from the number of people among the keys of one risk.
const WHO: u64 = u64::MAX;

/// Takes people whom a risk takes out of the slots of those who leave by the same date, and returns them.
///
/// Where few are expected, their number among all `people` is drawn at once, and then who they are: everybody is as likely
/// as anybody else. Where many are, each date draws its own number, which is the same in distribution.
#[inline(always)]
pub fn take(at: &Moment, people: &Lanes, slots: &mut [Lanes], share: &Lanes, key: Key) -> Lanes {
    let draws = &at.luck.draws;
    let few = people.zip(*share, |people, share| if people * share < LARGE { people } else { 0.0 });
    let mut taken = binomials(&few, share, key, draws);
    for lane in lanes_of(occupied(&taken)) {
        choose(taken.0[lane], people.0[lane], slots, lane, &mut key.number(WHO).in_draw(draws[lane]));
    }
    let many = *people - few;
    if occupied(&many) != 0 {
        for (still_to_stay, slot) in slots.iter_mut().enumerate() {
            let here = slot.zip(many, |slot, many| if many > 0.0 { slot } else { 0.0 });
            if occupied(&here) != 0 {
                let of_slot = binomials(&here, share, key.number(still_to_stay as u64), draws);
                *slot -= of_slot;
                taken += of_slot;
            }
        }
    }
    taken
}

/// Chooses so many of all the people in one draw's slots, one after the other, and takes them out.
fn choose(so_many: f64, all: f64, slots: &mut [Lanes], lane: usize, chance: &mut Chance) {
    let mut others = all;
    let mut chosen = 0.0;
    while chosen < so_many {
        // The number of one of them, counted from 0; rounding alone could give one more.
        let mut number = (chance.uniform() * others).floor().min(others - 1.0);
        for slot in slots.iter_mut() {
            let here = &mut slot.0[lane];
            if number < *here {
                *here -= 1.0;
                break;
            }
            number -= *here;
        }
        others -= 1.0;
        chosen += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::chance::DrawKey;

    #[test]
    fn everybody_is_as_likely_to_be_chosen_as_anybody_else() {
        // Two of 1 + 2 + 5 people, of whom there are 28 pairs: with k of the last five, C(5, k)·C(3, 2 − k) = 3, 15, 10.
        let (rounds, mut of_last, mut of_first) = (40_000, [0.0; 3], 0.0);
        for draw in 0..rounds {
            let mut slots = [1.0, 0.0, 2.0, 5.0].map(Lanes::splat);
            choose(2.0, 8.0, &mut slots, 7, &mut Key::of("who").in_draw(DrawKey::new(1, draw)));
            let left = slots.map(|slot| slot.0[7]);
            assert_eq!(left.iter().sum::<f64>(), 6.0);
            assert!(left.iter().all(|people| *people >= 0.0) && slots.iter().all(|slot| slot.0[6] == slot.0[8]));
            of_last[(5.0 - left[3]) as usize] += 1.0;
            of_first += 1.0 - left[0];
        }
        let near = |found: f64, chance: f64| {
            let error = (chance * (1.0 - chance) / rounds as f64).sqrt();
            assert!((found / rounds as f64 - chance).abs() <= 4.0 * error, "{found} of {rounds}, not {chance}");
        };
        near(of_last[0], 3.0 / 28.0);
        near(of_last[1], 15.0 / 28.0);
        near(of_last[2], 10.0 / 28.0);
        // One of eight, twice.
        near(of_first, 2.0 / 8.0);
    }

    #[test]
    fn all_of_them_can_be_chosen() {
        let mut slots = [3.0, 4.0].map(Lanes::splat);
        choose(7.0, 7.0, &mut slots, 0, &mut Key::of("all").in_draw(DrawKey::new(1, 1)));
        assert_eq!(slots.map(|slot| slot.0[0]), [0.0, 0.0]);
    }
}
