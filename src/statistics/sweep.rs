//! Least squares from sums of squares and products, with columns left out that others already say.

/// Symmetric sums of squares and products of columns, as rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Products {
    size: usize,
    sums: Vec<f64>,
}

impl Products {
    /// All zeros, for `size` columns.
    pub fn none(size: usize) -> Products {
        Products { size, sums: vec![0.0; size * size] }
    }

    /// How many columns there are.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The sum of products of two columns.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.sums[row * self.size + column]
    }

    /// Sets the sum of products of two columns, both ways.
    pub fn set(&mut self, row: usize, column: usize, sum: f64) {
        self.sums[row * self.size + column] = sum;
        self.sums[column * self.size + row] = sum;
    }

    /// Adds the products of one draw's numbers.
    pub fn add_draw(&mut self, numbers: &[f64]) {
        for (row, number) in self.sums.chunks_exact_mut(self.size).zip(numbers) {
            for (sum, other) in row.iter_mut().zip(numbers) {
                *sum += number * other;
            }
        }
    }

    /// Adds the products of one draw's numbers that are not 0, each with its column.
    pub fn add_row(&mut self, numbers: &[(usize, f64)]) {
        for (row, number) in numbers {
            let row = &mut self.sums[row * self.size..][..self.size];
            for (column, other) in numbers {
                row[*column] += number * other;
            }
        }
    }

    /// Adds or takes away other sums.
    pub fn add(&mut self, other: &Products, times: f64) {
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += times * more;
        }
    }

    /// Sweeps the columns `columns` in turn (Goodnight 1979, *The American Statistician* 33(3): 149–158), so that the
    /// others are regressed on them; what is left on the diagonal of another column is its residual sum of squares.
    ///
    /// A column of which the ones before it leave no more than `tolerance` of its sum of squares is left out. Returns
    /// which columns were swept.
    pub fn sweep(&mut self, columns: &[usize], tolerance: f64) -> Vec<usize> {
        let whole: Vec<f64> = columns.iter().map(|column| self.at(*column, *column)).collect();
        let mut swept = vec![];
        for (pivot, whole) in columns.iter().zip(whole) {
            let left = self.at(*pivot, *pivot);
            if left.is_nan() || left <= tolerance * whole {
                continue;
            }
            self.pivot(*pivot, left);
            swept.push(*pivot);
        }
        swept
    }

    fn pivot(&mut self, pivot: usize, left: f64) {
        let size = self.size;
        let row: Vec<f64> = self.sums[pivot * size..(pivot + 1) * size].iter().map(|sum| sum / left).collect();
        for other in (0..size).filter(|other| *other != pivot) {
            let factor = self.at(other, pivot);
            if factor == 0.0 {
                continue;
            }
            let of_other = &mut self.sums[other * size..(other + 1) * size];
            for (sum, by) in of_other.iter_mut().zip(&row) {
                *sum -= factor * by;
            }
            of_other[pivot] = -factor / left;
        }
        self.sums[pivot * size..(pivot + 1) * size].copy_from_slice(&row);
        self.sums[pivot * size + pivot] = 1.0 / left;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_draws(draws: &[[f64; 4]]) -> Products {
        let mut products = Products::none(4);
        draws.iter().for_each(|draw| products.add_draw(draw));
        products
    }

    #[test]
    fn a_line_through_points_is_found_with_its_residual() {
        // y = 1 + 2x at 0, 1, 2 with errors 1, −2, 1: at right angles to 1 and x, so they stay the residual, 6.
        let mut products = of_draws(&[[1.0, 0.0, 0.0, 2.0], [1.0, 1.0, 0.0, 1.0], [1.0, 2.0, 0.0, 6.0]]);
        assert_eq!(products.sweep(&[0, 1], 1e-10), [0, 1]);
        let found = [products.at(0, 3), products.at(1, 3), products.at(3, 3)];
        for (found, wanted) in found.iter().zip([1.0, 2.0, 6.0]) {
            assert!((found - wanted).abs() < 1e-12, "{found} for {wanted}");
        }
        // The inverse of [[3, 3], [3, 5]] is [[5, −3], [−3, 3]] / 6.
        assert!((products.at(1, 1) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn numbers_that_are_nothing_need_not_be_named() {
        let mut products = Products::none(4);
        products.add_row(&[(0, 1.0), (1, 2.0), (3, 6.0)]);
        assert_eq!(products, of_draws(&[[1.0, 2.0, 0.0, 6.0]]));
    }

    #[test]
    fn a_column_that_the_ones_before_it_make_up_is_left_out() {
        let draw = |a: f64, b: f64| [a, b, a - 2.0 * b, 3.0 * a + b];
        let mut products = of_draws(&[draw(1.0, 0.5), draw(-2.0, 1.0), draw(0.3, 4.0), draw(2.0, 2.0)]);
        assert_eq!(products.sweep(&[0, 1, 2], 1e-10), [0, 1]);
        // How the third is made up stands in its column.
        assert!((products.at(0, 2) - 1.0).abs() < 1e-9 && (products.at(1, 2) + 2.0).abs() < 1e-9);
        assert!((products.at(0, 3) - 3.0).abs() < 1e-9 && (products.at(1, 3) - 1.0).abs() < 1e-9);
    }
}
