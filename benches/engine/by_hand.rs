//! The representative model written by hand, straight from columns of parameters: the practical limit of speed.

use super::representative::{CYCLES, LINES, POLICIES};
use multiversion::multiversion;

const W: usize = 16;
type V = [f64; W];

#[inline(always)]
fn zip(a: V, b: V, f: impl Fn(f64, f64) -> f64) -> V {
    let mut out = a;
    for l in 0..W {
        out[l] = f(a[l], b[l]);
    }
    out
}

#[inline(always)]
fn load(columns: &[Vec<f64>], column: usize, at: usize) -> V {
    let mut out = [0.0; W];
    out.copy_from_slice(&columns[column][at..at + W]);
    out
}

/// Places of the parameters among the columns.
const PRICE: usize = 22;
const USE: usize = 34;
const RATIO: usize = 42;
const INDEX: usize = 48;
const DIE: usize = 50;
const FIRST: usize = 56;

/// Lines (policy by policy) and totals of `block` draws from 60 columns of parameters.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
pub fn run<const S: usize>(
    p: &[Vec<f64>],
    block: usize,
    discount: &[f64; CYCLES],
    lines: &mut [f64],
    totals: &mut [f64],
) {
    let per_state = LINES / S;
    for at in (0..block).step_by(W) {
        for a in 0..POLICIES {
            let (ratio, slower) = if a == 0 {
                ([1.0; W], [1.0; W])
            } else {
                (load(p, RATIO + a - 1, at), zip([1.0; W], load(p, RATIO + a + 2, at), |x, y| x / y))
            };
            let (mut up, mut down, mut stay, mut die) = ([[0.0; W]; S], [[0.0; W]; S], [[0.0; W]; S], [[0.0; W]; S]);
            for i in 0..S - 1 {
                up[i] = zip(load(p, i % 12, at), ratio, |x, y| x * y);
                die[i] = load(p, DIE + i % 6, at);
                stay[i] = zip(zip([1.0; W], up[i], |x, y| x - y), die[i], |x, y| x - y);
                if i > 0 {
                    down[i] = zip(load(p, 12 + i % 10, at), slower, |x, y| x * y);
                    stay[i] = zip(stay[i], down[i], |x, y| x - y);
                }
            }
            let mut here = [[0.0; W]; S];
            for (i, people) in here.iter_mut().take(4).enumerate() {
                *people = load(p, FIRST + i, at);
            }
            let mut time = [[0.0; W]; S];
            for weight in discount {
                let mut next = [[0.0; W]; S];
                let mut died = [0.0; W];
                for i in 0..S - 1 {
                    time[i] = zip(time[i], here[i], |t, x| t + weight * x);
                    let mut people = zip(here[i], stay[i], |x, s| x * s);
                    if i > 0 {
                        people = zip(people, zip(here[i - 1], up[i - 1], |x, u| x * u), |a, b| a + b);
                    }
                    if i + 1 < S - 1 {
                        people = zip(people, zip(here[i + 1], down[i + 1], |x, d| x * d), |a, b| a + b);
                    }
                    died = zip(died, zip(here[i], die[i], |x, d| x * d), |a, b| a + b);
                    next[i] = people;
                }
                time[S - 1] = zip(time[S - 1], here[S - 1], |t, x| t + weight * x);
                let grown = zip(here[S - 2], up[S - 2], |x, u| x * u);
                next[S - 1] = zip(here[S - 1], zip(died, grown, |a, b| a + b), |a, b| a + b);
                here = next;
            }
            let mut total = [300.0 * a as f64; W];
            for k in 0..per_state {
                let of_use = zip(load(p, USE + k, at), load(p, INDEX + (k & 1), at), |x, y| x * y);
                for s in 0..S {
                    let price = zip(load(p, PRICE + (s + k) % 12, at), of_use, |x, y| x * y);
                    let cost = zip(price, time[s], |x, y| x * y);
                    total = zip(total, cost, |x, y| x + y);
                    lines[(a * LINES + s * per_state + k) * block + at..][..W].copy_from_slice(&cost);
                }
            }
            totals[a * block + at..][..W].copy_from_slice(&total);
        }
    }
}
