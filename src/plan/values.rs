//! Parameters and formulas as columns, at a time, in a group, at an age.

use super::program::{Column, Op, Program};
use crate::distribution::Distribution;
use crate::model::{Between, ConversionStep, Formula, Model, Operand, Parameter, Policy, Value};
use std::collections::BTreeMap;

/// One sampled column: a distribution read at the u of a stream.
///
/// Policies that give a parameter different distributions share its stream and so its u.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Name of the stream of u: the parameter's, `parameter.key` for Dirichlet shares, `amounts name` for past cases.
    pub stream: String,
    pub distribution: Distribution,
    /// From the unit as written to base units.
    pub factor: f64,
}

/// When, for whom and at what age a parameter is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    pub year: i32,
    /// Cycle since the start, negative while warming up.
    pub cycle: i64,
    pub group: usize,
    /// Steps since entry.
    pub step: usize,
}

/// What a parameter's value depends on, beside the draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dependence {
    pub year: bool,
    /// Within the year, through straight lines between years.
    pub cycle: bool,
    pub group: bool,
    pub step: bool,
}

impl Dependence {
    fn or(self, other: Dependence) -> Dependence {
        Dependence {
            year: self.year || other.year,
            cycle: self.cycle || other.cycle,
            group: self.group || other.group,
            step: self.step || other.step,
        }
    }
}

/// Turns parameters into columns of one program, each once.
pub struct Values<'m> {
    pub model: &'m Model,
    pub program: Program,
    pub inputs: Vec<Input>,
    /// Names of parameters whose draws may be cut at a bound, by number of cap.
    pub caps: Vec<String>,
    known: BTreeMap<(usize, Operand, When), Column>,
    dependence: BTreeMap<(usize, String), Dependence>,
}

impl<'m> Values<'m> {
    /// Nothing read yet.
    pub fn new(model: &'m Model) -> Values<'m> {
        Values {
            model,
            program: Program::default(),
            inputs: vec![],
            caps: vec![],
            known: BTreeMap::new(),
            dependence: BTreeMap::new(),
        }
    }

    fn policy(&self, policy: usize) -> &'m Policy {
        &self.model.policies[policy]
    }

    fn parameter(&self, policy: usize, name: &str) -> &'m Parameter {
        self.policy(policy).parameters.get(name).expect("the model has every parameter that it names")
    }

    /// What the value of a parameter depends on.
    pub fn dependence(&mut self, policy: usize, name: &str) -> Dependence {
        let key = (policy, name.to_owned());
        if let Some(known) = self.dependence.get(&key) {
            return *known;
        }
        let parameter = self.parameter(policy, name);
        let found = self.dependence_of_value(policy, &parameter.value);
        self.dependence.insert(key, found);
        found
    }

    fn dependence_of_value(&mut self, policy: usize, value: &Value) -> Dependence {
        match value {
            Value::Known(_) | Value::Uncertain(_) | Value::Shares(_) | Value::Counts(_) | Value::Spread(_) => {
                Dependence::default()
            }
            Value::Formula(formula) => self.dependence_of(policy, formula),
            Value::ByYear { points, between } => {
                let own = Dependence { year: true, cycle: *between == Between::Linear, ..Dependence::default() };
                points.iter().fold(own, |all, (_, value)| all.or(self.dependence_of_value(policy, value)))
            }
            Value::ByGroup(groups) => {
                let own = Dependence { group: true, ..Dependence::default() };
                groups.values().fold(own, |all, value| all.or(self.dependence_of_value(policy, value)))
            }
            Value::SinceEntry { .. } => Dependence { step: true, ..Dependence::default() },
            Value::View { of, .. } => {
                self.dependence(policy, of).or(Dependence { step: true, ..Dependence::default() })
            }
        }
    }

    /// What the value of a formula depends on.
    pub fn dependence_of(&mut self, policy: usize, formula: &Formula) -> Dependence {
        formula
            .operands()
            .into_iter()
            .fold(Dependence::default(), |all, operand| all.or(self.dependence(policy, &operand.parameter)))
    }

    /// The column of a parameter, or of one of its shares, in base units.
    pub fn read(&mut self, policy: usize, operand: &Operand, when: When) -> Column {
        let depends = self.dependence(policy, &operand.parameter);
        let when = When {
            year: if depends.year { when.year } else { 0 },
            cycle: if depends.cycle { when.cycle } else { 0 },
            group: if depends.group { when.group } else { 0 },
            step: if depends.step { when.step } else { 0 },
        };
        let key = (policy, operand.clone(), when);
        if let Some(column) = self.known.get(&key) {
            return *column;
        }
        let parameter = self.parameter(policy, &operand.parameter);
        let mut column = self.value(policy, parameter, &parameter.value, operand.key.as_deref(), when);
        if let Some(most) = parameter.at_most {
            column = self.cap(parameter, column, most);
        }
        if let Some(conversion) = &parameter.conversion {
            for step in &conversion.steps {
                column = self.convert(policy, column, conversion.power, step, when);
            }
        }
        self.known.insert(key, column);
        column
    }

    fn value(&mut self, policy: usize, parameter: &Parameter, value: &Value, key: Option<&str>, when: When) -> Column {
        let factor = parameter.unit.factor;
        match value {
            Value::Known(number) => self.program.constant(number * factor),
            Value::Uncertain(distribution) => self.input(&parameter.name, distribution.clone(), factor),
            Value::Shares(shares) => {
                let key = key.expect("shares are read by key");
                self.program.constant(shares[key] * factor)
            }
            Value::Counts(counts) => self.dirichlet(&parameter.name, counts, key.expect("counts are read by key")),
            Value::Formula(formula) => self.formula(policy, formula, when),
            Value::ByYear { points, between } => self.path(policy, parameter, points, *between, key, when),
            Value::ByGroup(groups) => {
                let name = &self.model.settings.groups[when.group];
                let value = groups.get(name).expect("the model has a value for every group");
                self.value(policy, parameter, value, key, when)
            }
            Value::SinceEntry { values, .. } => {
                let number = values[when.step.min(values.len() - 1)];
                self.program.constant(number * factor)
            }
            Value::View { of, from } => self.read(policy, &Operand::whole(of), When { step: when.step + from, ..when }),
            Value::Spread(_) => unreachable!("a spread is only read by the stay of a stage"),
        }
    }

    fn path(
        &mut self,
        policy: usize,
        parameter: &Parameter,
        points: &[(i32, Value)],
        between: Between,
        key: Option<&str>,
        when: When,
    ) -> Column {
        let at = points.iter().rposition(|(year, _)| *year <= when.year).unwrap_or(0);
        let here = self.value(policy, parameter, &points[at].1, key, when);
        let Some((next_year, next)) = points.get(at + 1).filter(|_| between == Between::Linear) else { return here };
        let first = self.model.settings.start_year;
        let now = f64::from(first) + when.cycle.max(0) as f64 / f64::from(self.model.settings.cycle.per_year());
        let (from, to) = (f64::from(points[at].0), f64::from(*next_year));
        let there = self.value(policy, parameter, next, key, when);
        let passed = self.program.constant(((now - from) / (to - from)).clamp(0.0, 1.0));
        let rise = self.program.subtract(there, here);
        let risen = self.program.multiply(rise, passed);
        self.program.add(here, risen)
    }

    pub(super) fn input(&mut self, stream: &str, distribution: Distribution, factor: f64) -> Column {
        let input = Input { stream: stream.to_owned(), distribution, factor };
        let number = self.inputs.iter().position(|known| *known == input).unwrap_or_else(|| {
            self.inputs.push(input);
            self.inputs.len() - 1
        });
        self.program.input(number as u32)
    }

    /// Dirichlet shares: gamma variates with the counts as shapes, divided by their sum.
    fn dirichlet(&mut self, name: &str, counts: &indexmap::IndexMap<String, f64>, key: &str) -> Column {
        let mut columns = BTreeMap::new();
        for (key, count) in counts {
            let column = if *count > 0.0 {
                self.input(&format!("{name}.{key}"), Distribution::Gamma { shape: *count, scale: 1.0 }, 1.0)
            } else {
                self.program.constant(0.0)
            };
            columns.insert(key.as_str(), column);
        }
        let total = self.program.sum(columns.values().copied());
        self.program.divide(columns[key], total)
    }

    fn cap(&mut self, parameter: &Parameter, column: Column, most: f64) -> Column {
        let bound = self.program.constant(most * parameter.unit.factor);
        let number = self.caps.iter().position(|known| *known == parameter.name).unwrap_or_else(|| {
            self.caps.push(parameter.name.clone());
            self.caps.len() - 1
        });
        self.program.arithmetic(Op::Cap(column, bound, number as u32))
    }

    fn convert(&mut self, policy: usize, column: Column, power: i8, step: &ConversionStep, when: When) -> Column {
        let in_year = |year| When { year, cycle: 0, ..when };
        let (factor, inverse) = match step {
            ConversionStep::Exchange { rate, year, inverse, .. } => {
                (self.read(policy, &Operand::whole(rate), in_year(*year)), *inverse)
            }
            ConversionStep::Index { index, from, to } => {
                let index = Operand::whole(index);
                let (before, after) =
                    (self.read(policy, &index, in_year(*from)), self.read(policy, &index, in_year(*to)));
                (self.program.divide(after, before), false)
            }
        };
        if inverse == (power < 0) { self.program.multiply(column, factor) } else { self.program.divide(column, factor) }
    }

    /// The column of a formula.
    pub fn formula(&mut self, policy: usize, formula: &Formula, when: When) -> Column {
        use Formula::*;
        match formula {
            Number(number) => self.program.constant(*number),
            Read(operand) => self.read(policy, operand, when),
            Negative(a) => {
                let (zero, a) = (self.program.constant(0.0), self.formula(policy, a, when));
                self.program.arithmetic(Op::Subtract(zero, a))
            }
            Sum(a, b) => self.pair(policy, a, b, when, Program::add),
            Difference(a, b) => self.pair(policy, a, b, when, Program::subtract),
            Product(a, b) => self.pair(policy, a, b, when, Program::multiply),
            Quotient(a, b) => self.pair(policy, a, b, when, Program::divide),
            Power(a, power) => {
                let a = self.formula(policy, a, when);
                self.program.arithmetic(Op::Power(a, *power))
            }
            Smaller(a, b) => self.pair(policy, a, b, when, |program, a, b| program.arithmetic(Op::Smaller(a, b))),
            Larger(a, b) => self.pair(policy, a, b, when, |program, a, b| program.arithmetic(Op::Larger(a, b))),
            Exponential(a) => {
                let a = self.formula(policy, a, when);
                self.program.arithmetic(Op::Exponential(a))
            }
            Logarithm(a) => {
                let a = self.formula(policy, a, when);
                self.program.arithmetic(Op::Logarithm(a))
            }
            Band(share) => self.band(policy, share, when),
            WithOddsRatio(share, ratio) => self.pair(policy, share, ratio, when, with_odds_ratio),
            WithRelativeRisk(share, ratio) => self.pair(policy, share, ratio, when, Program::multiply),
            WithHazardRatio(share, ratio) => self.pair(policy, share, ratio, when, with_hazard_ratio),
            WithRiskDifference(share, difference) => self.pair(policy, share, difference, when, Program::add),
            Conditional(path) => {
                let now = self.formula(policy, path, when);
                let then = self.formula(policy, path, When { step: when.step + 1, ..when });
                let (left_now, left_then) = (self.program.one_less(now), self.program.one_less(then));
                let stays = self.program.divide(left_then, left_now);
                self.program.one_less(stays)
            }
        }
    }

    fn pair(
        &mut self,
        policy: usize,
        a: &Formula,
        b: &Formula,
        when: When,
        combine: impl Fn(&mut Program, Column, Column) -> Column,
    ) -> Column {
        let (a, b) = (self.formula(policy, a, when), self.formula(policy, b, when));
        combine(&mut self.program, a, b)
    }
}

/// x·p / (1 − p + x·p).
fn with_odds_ratio(program: &mut Program, share: Column, ratio: Column) -> Column {
    let odds = program.multiply(ratio, share);
    let rest = program.one_less(share);
    let all = program.add(rest, odds);
    program.divide(odds, all)
}

/// 1 − (1 − p)^x, as 1 − exp(x · ln(1 − p)); a share of 1 stays 1.
fn with_hazard_ratio(program: &mut Program, share: Column, ratio: Column) -> Column {
    let least = program.constant(f64::MIN_POSITIVE);
    let rest = program.one_less(share);
    let rest = program.arithmetic(Op::Larger(rest, least));
    let log = program.arithmetic(Op::Logarithm(rest));
    let scaled = program.multiply(ratio, log);
    let left = program.arithmetic(Op::Exponential(scaled));
    program.one_less(left)
}
