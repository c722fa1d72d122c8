//! Arithmetic over numbered columns: built once, each expression once, constants folded.
//!
//! A column holds one value for each draw of a block. Columns are only ever defined once; `schedule` later maps them
//! to a small set of registers.

use crate::math;
use indexmap::IndexSet;

/// One column of the plan, by the order in which it was defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Column(pub u32);

/// How a column comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// The same number in every draw, by its bits.
    Constant(u64),
    /// A sampled input, by its number.
    Input(u32),
    /// A count of people that the flow writes, by its number.
    Tally(u32),
    Add(Column, Column),
    Subtract(Column, Column),
    Multiply(Column, Column),
    Divide(Column, Column),
    /// 0 where the divisor is 0.
    DivideOrZero(Column, Column),
    Smaller(Column, Column),
    Larger(Column, Column),
    Exponential(Column),
    Logarithm(Column),
    /// The share of a standard normal variable below the column.
    NormalBelow(Column),
    /// The next whole number that is not below.
    Ceiling(Column),
    /// A whole power.
    Power(Column, i8),
    /// The column cut at the constant column; cuts are counted under the number.
    Cap(Column, Column, u32),
}

impl Op {
    /// The columns that it reads.
    pub fn reads(self) -> impl Iterator<Item = Column> {
        let (first, second) = match self {
            Op::Constant(_) | Op::Input(_) | Op::Tally(_) => (None, None),
            Op::Exponential(a) | Op::Logarithm(a) | Op::NormalBelow(a) | Op::Ceiling(a) | Op::Power(a, _) => {
                (Some(a), None)
            }
            Op::Add(a, b)
            | Op::Subtract(a, b)
            | Op::Multiply(a, b)
            | Op::Divide(a, b)
            | Op::DivideOrZero(a, b)
            | Op::Smaller(a, b)
            | Op::Larger(a, b)
            | Op::Cap(a, b, _) => (Some(a), Some(b)),
        };
        first.into_iter().chain(second)
    }

    /// What it yields for numbers; inputs, tallies and caps have no value of their own.
    pub fn fold(self, value: impl Fn(Column) -> f64) -> f64 {
        match self {
            Op::Constant(bits) => f64::from_bits(bits),
            Op::Input(_) | Op::Tally(_) => unreachable!("an input is never folded"),
            Op::Add(a, b) => value(a) + value(b),
            Op::Subtract(a, b) => value(a) - value(b),
            Op::Multiply(a, b) => value(a) * value(b),
            Op::Divide(a, b) => value(a) / value(b),
            Op::DivideOrZero(a, b) => divide_or_zero(value(a), value(b)),
            Op::Smaller(a, b) => smaller(value(a), value(b)),
            Op::Larger(a, b) => larger(value(a), value(b)),
            Op::Exponential(a) => math::exp(value(a)),
            Op::Logarithm(a) => math::ln(value(a)),
            Op::NormalBelow(a) => math::normal_cdf(value(a)),
            Op::Ceiling(a) => value(a).ceil(),
            Op::Power(a, power) => whole_power(value(a), power),
            Op::Cap(a, b, _) => smaller(value(a), value(b)),
        }
    }
}

/// `a / b`, or 0 where `b` is 0.
#[inline(always)]
pub fn divide_or_zero(a: f64, b: f64) -> f64 {
    if b == 0.0 { 0.0 } else { a / b }
}

/// The smaller of two numbers; the second if one is not a number.
#[inline(always)]
pub fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The larger of two numbers; the second if one is not a number.
#[inline(always)]
pub fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// A whole power by repeated multiplication, the same on every machine.
#[inline(always)]
pub fn whole_power(base: f64, power: i8) -> f64 {
    let mut product = 1.0;
    for _ in 0..power.unsigned_abs() {
        product *= base;
    }
    if power < 0 { 1.0 / product } else { product }
}

/// Columns in the order of their definition.
#[derive(Clone, Debug, Default)]
pub struct Program {
    ops: IndexSet<Op>,
}

impl Program {
    /// How a column comes about.
    pub fn op(&self, column: Column) -> Op {
        self.ops[column.0 as usize]
    }

    /// All columns with how they come about.
    pub fn columns(&self) -> impl Iterator<Item = (Column, Op)> {
        self.ops.iter().enumerate().map(|(index, op)| (Column(index as u32), *op))
    }

    /// The number of columns.
    pub fn count(&self) -> usize {
        self.ops.len()
    }

    /// The number that a column holds in every draw, if it is constant.
    pub fn constant_value(&self, column: Column) -> Option<f64> {
        match self.op(column) {
            Op::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    /// A column that holds one number.
    pub fn constant(&mut self, value: f64) -> Column {
        self.intern(Op::Constant(value.to_bits()))
    }

    /// The column of an input.
    pub fn input(&mut self, number: u32) -> Column {
        self.intern(Op::Input(number))
    }

    /// The column of a tally.
    pub fn tally(&mut self, number: u32) -> Column {
        self.intern(Op::Tally(number))
    }

    /// a + b; adding 0 is free.
    pub fn add(&mut self, a: Column, b: Column) -> Column {
        match (self.constant_value(a), self.constant_value(b)) {
            (Some(0.0), _) => b,
            (_, Some(0.0)) => a,
            _ => self.arithmetic(Op::Add(a, b)),
        }
    }

    /// a − b; a column less itself is 0.
    pub fn subtract(&mut self, a: Column, b: Column) -> Column {
        if a == b {
            return self.constant(0.0);
        }
        match self.constant_value(b) {
            Some(0.0) => a,
            _ => self.arithmetic(Op::Subtract(a, b)),
        }
    }

    /// a · b; multiplying by 1 is free.
    pub fn multiply(&mut self, a: Column, b: Column) -> Column {
        match (self.constant_value(a), self.constant_value(b)) {
            (Some(1.0), _) => b,
            (_, Some(1.0)) => a,
            _ => self.arithmetic(Op::Multiply(a, b)),
        }
    }

    /// a / b; dividing by 1 is free.
    pub fn divide(&mut self, a: Column, b: Column) -> Column {
        match self.constant_value(b) {
            Some(1.0) => a,
            _ => self.arithmetic(Op::Divide(a, b)),
        }
    }

    /// Any other operation.
    pub fn arithmetic(&mut self, op: Op) -> Column {
        let folds = !matches!(op, Op::Input(_) | Op::Tally(_) | Op::Cap(..))
            && op.reads().all(|column| self.constant_value(column).is_some());
        if folds {
            let value = op.fold(|column| self.constant_value(column).expect("just seen to be constant"));
            return self.constant(value);
        }
        self.intern(op)
    }

    /// The sum of columns, from the first to the last.
    pub fn sum(&mut self, columns: impl IntoIterator<Item = Column>) -> Column {
        let mut total = None;
        for column in columns {
            total = Some(match total {
                None => column,
                Some(total) => self.add(total, column),
            });
        }
        total.unwrap_or_else(|| self.constant(0.0))
    }

    /// 1 − a.
    pub fn one_less(&mut self, a: Column) -> Column {
        let one = self.constant(1.0);
        self.subtract(one, a)
    }

    fn intern(&mut self, op: Op) -> Column {
        Column(self.ops.insert_full(op).0 as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_fold_and_equal_expressions_are_one_column() {
        let mut program = Program::default();
        let (two, three) = (program.constant(2.0), program.constant(3.0));
        let six = program.multiply(two, three);
        assert_eq!(program.constant_value(six), Some(6.0));
        let x = program.input(0);
        let first = program.multiply(x, six);
        assert_eq!(program.multiply(x, six), first);
        let nothing = program.subtract(first, first);
        assert_eq!(program.constant_value(nothing), Some(0.0));
    }

    #[test]
    fn whole_powers_multiply() {
        assert_eq!(whole_power(3.0, 4), 81.0);
        assert_eq!(whole_power(2.0, -3), 0.125);
        assert_eq!(whole_power(5.0, 0), 1.0);
    }
}
