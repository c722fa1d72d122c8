//! Sobol points from the direction numbers of Joe and Kuo.
//!
//! `joe_kuo.txt` holds dimensions 2 to 1024 of the set new-joe-kuo-6.21201 (Joe and Kuo, Constructing Sobol sequences
//! with better two-dimensional projections, SIAM Journal on Scientific Computing 30, 2008), one line each: degree s of
//! the primitive polynomial, its inner coefficients a, and m₁ … mₛ. Copyright (c) 2008 Frances Y. Kuo and Stephen Joe;
//! redistribution and use are permitted under the 3-clause BSD licence that the authors publish with the set.

const JOE_KUO: &str = include_str!("joe_kuo.txt");

/// The 32 directions of a dimension counted from 0, with their bits in reverse: bit 0 is worth ½. Nothing beyond
/// dimension 1023.
pub(super) fn directions(dimension: usize) -> Option<[u32; 32]> {
    if dimension == 0 {
        return Some(std::array::from_fn(|bit| 1 << bit));
    }
    let mut numbers = JOE_KUO
        .lines()
        .nth(dimension - 1)?
        .split(' ')
        .map(|number| number.parse::<u32>().expect("the file has whole numbers only"));
    let degree = numbers.next().expect("every line begins with the degree") as usize;
    let inner = numbers.next().expect("the coefficients follow the degree");
    let mut directions = [0_u32; 32];
    for (bit, m) in numbers.enumerate() {
        directions[bit] = m << (31 - bit);
    }
    for bit in degree..32 {
        let mut direction = directions[bit - degree] ^ (directions[bit - degree] >> degree);
        for k in 1..degree {
            if inner >> (degree - 1 - k) & 1 == 1 {
                direction ^= directions[bit - k];
            }
        }
        directions[bit] = direction;
    }
    Some(directions.map(u32::reverse_bits))
}

/// The point of an index, with its bits in reverse.
#[inline(always)]
pub(super) fn point(directions: &[u32; 32], index: u32) -> u32 {
    let mut left = index;
    let mut point = 0;
    while left != 0 {
        point ^= directions[left.trailing_zeros() as usize];
        left &= left - 1;
    }
    point
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(dimension: usize, index: u32) -> f64 {
        f64::from(point(&directions(dimension).expect("known"), index).reverse_bits()) / 4_294_967_296.0
    }

    #[test]
    fn the_first_points_are_those_of_the_published_sequence() {
        // Rows 1 to 3 of the output of Joe and Kuo's own program for 5 dimensions, in plain instead of Gray-code order
        // (which exchanges the second and third of every four).
        let expected = [[0.5; 5], [0.25, 0.75, 0.75, 0.75, 0.25], [0.75, 0.25, 0.25, 0.25, 0.75]];
        for (index, row) in (1..).zip(expected) {
            for (dimension, x) in row.into_iter().enumerate() {
                assert_eq!(value(dimension, index), x, "index {index}, dimension {dimension}");
            }
        }
    }

    #[test]
    fn every_dimension_puts_one_point_in_each_stratum() {
        for dimension in 0..1024 {
            let mut seen = [false; 256];
            for index in 0..256 {
                seen[(value(dimension, index) * 256.0) as usize] = true;
            }
            assert!(seen.iter().all(|seen| *seen), "dimension {dimension}");
        }
        assert!(directions(1024).is_none());
    }
}
