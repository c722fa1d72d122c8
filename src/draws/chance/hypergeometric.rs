//! How many of one kind get in when not everybody does.

use super::Chance;
use crate::math;

/// How many of `taken` people, chosen without replacement, are of a kind that has `of_kind` among `others` more.
///
/// All are whole numbers and `taken` is at most all of them. By inversion that begins at the likeliest number and goes
/// outwards on both sides by turns (Kemp, *Journal of Statistical Computation and Simulation* 24, 1986, does so for the
/// binomial); the chances follow from that of the likeliest number, which is a ratio of binomial ones (Loader 2000).
pub fn hypergeometric(of_kind: f64, others: f64, taken: f64, chance: &mut Chance) -> f64 {
    let all = of_kind + others;
    let (least, most) = ((taken - others).max(0.0), of_kind.min(taken));
    if least >= most || taken >= all {
        return most;
    }
    let mode = ((taken + 1.0) * (of_kind + 1.0) / (all + 2.0)).floor().clamp(least, most);
    let share = taken / all;
    let at_mode = math::binomial_chance(mode, of_kind, share) * math::binomial_chance(taken - mode, others, share)
        / math::binomial_chance(taken, all, share);
    let mut left = chance.uniform() - at_mode;
    let (mut up, mut down) = (mode, mode);
    let (mut chance_up, mut chance_down) = (at_mode, at_mode);
    while left > 0.0 && (up < most || down > least) {
        if up < most {
            chance_up *= (of_kind - up) * (taken - up) / ((up + 1.0) * (others - taken + up + 1.0));
            up += 1.0;
            left -= chance_up;
            if left <= 0.0 {
                return up;
            }
        } else {
            chance_up = 0.0;
        }
        if down > least {
            chance_down *= down * (others - taken + down) / ((of_kind - down + 1.0) * (taken - down + 1.0));
            down -= 1.0;
            left -= chance_down;
            if left <= 0.0 {
                return down;
            }
        } else {
            chance_down = 0.0;
        }
        // Far from the mode the chances vanish: what is left then is rounding.
        if chance_up + chance_down < 1e-200 {
            break;
        }
    }
    mode
}
