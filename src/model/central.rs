//! Central values: what every parameter is when all distributions stand at their means.
//!
//! A plain evaluator for checks and messages. It reads one operand in one year, group and step since entry.

use super::{Between, ConversionStep, Formula, Operand, Parameter, Settings, Value};
use crate::math;
use indexmap::IndexMap;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// When and for whom a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Calendar year, at its beginning.
    pub year: i32,
    /// Number of the group in the scenario's list.
    pub group: usize,
    /// Steps since entry.
    pub step: usize,
}

impl Moment {
    /// The beginning of a run, for the first group, on entry.
    pub fn start(settings: &Settings) -> Moment {
        Moment { year: settings.start_year, group: 0, step: 0 }
    }
}

/// Central values of the parameters of one policy, in base units.
pub struct Central<'a> {
    parameters: &'a IndexMap<String, Parameter>,
    groups: &'a [String],
    known: RefCell<BTreeMap<(Operand, Moment), Option<f64>>>,
}

impl<'a> Central<'a> {
    /// Central values of these parameters, for the groups of the scenario.
    pub fn new(parameters: &'a IndexMap<String, Parameter>, settings: &'a Settings) -> Central<'a> {
        Central { parameters, groups: &settings.groups, known: RefCell::default() }
    }

    /// The central value of an operand in base units; `None` if it has none, such as a year before a path begins.
    pub fn value(&self, operand: &Operand, at: Moment) -> Option<f64> {
        let key = (operand.clone(), at);
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let found = self.parameters.get(&operand.parameter).and_then(|parameter| self.read(parameter, operand, at));
        self.known.borrow_mut().insert(key, found);
        found
    }

    fn read(&self, parameter: &Parameter, operand: &Operand, at: Moment) -> Option<f64> {
        if let Value::Formula(formula) = &parameter.value {
            return self.formula(formula, at);
        }
        if let Value::View { of, from } = &parameter.value {
            return self.value(&Operand::whole(of.clone()), Moment { step: at.step + from, ..at });
        }
        let number = self.number(&parameter.value, operand.key.as_deref(), at)?;
        let number = parameter.at_most.map_or(number, |most| number.min(most));
        let mut value = number * parameter.unit.factor;
        if let Some(conversion) = &parameter.conversion {
            let factor = conversion.steps.iter().try_fold(1.0, |so_far, step| Some(so_far * self.step(step)?))?;
            value = if conversion.power < 0 { value / factor } else { value * factor };
        }
        Some(value)
    }

    fn step(&self, step: &ConversionStep) -> Option<f64> {
        let in_year = |name: &str, year: i32| self.value(&Operand::whole(name), Moment { year, group: 0, step: 0 });
        match step {
            ConversionStep::Exchange { rate, year, inverse, .. } => {
                let rate = in_year(rate, *year)?;
                Some(if *inverse { 1.0 / rate } else { rate })
            }
            ConversionStep::Index { index, from, to } => Some(in_year(index, *to)? / in_year(index, *from)?),
        }
    }

    /// A value in the unit of its parameter.
    fn number(&self, value: &Value, key: Option<&str>, at: Moment) -> Option<f64> {
        match value {
            Value::Known(number) => Some(*number),
            Value::Uncertain(distribution) => Some(distribution.mean()),
            Value::Shares(parts) => parts.get(key?).copied(),
            Value::Counts(parts) => Some(parts.get(key?)? / parts.values().sum::<f64>()),
            Value::ByYear { points, between } => self.in_year(points, *between, key, at),
            Value::ByGroup(values) => self.number(values.get(self.groups.get(at.group)?)?, key, at),
            Value::SinceEntry { values, .. } => values.get(at.step.min(values.len().checked_sub(1)?)).copied(),
            Value::Spread(components) => {
                let (mut weighted, mut shares) = (0.0, 0.0);
                for component in components {
                    let share = self.formula(&component.share, at)?;
                    weighted += share * component.value;
                    shares += share;
                }
                (shares > 0.0).then_some(weighted / shares)
            }
            Value::Formula(_) | Value::View { .. } => None,
        }
    }

    fn in_year(&self, points: &[(i32, Value)], between: Between, key: Option<&str>, at: Moment) -> Option<f64> {
        let after = points.partition_point(|(year, _)| *year <= at.year);
        let (year, value) = points.get(after.checked_sub(1)?)?;
        let here = self.number(value, key, at)?;
        match (between, points.get(after)) {
            (Between::Steps, _) | (Between::Linear, None) => Some(here),
            (Between::Linear, Some((next_year, next))) => {
                let there = self.number(next, key, at)?;
                Some(here + (there - here) * f64::from(at.year - year) / f64::from(next_year - year))
            }
        }
    }

    /// The central value of a formula, in base units.
    pub fn formula(&self, formula: &Formula, at: Moment) -> Option<f64> {
        let read = |part: &Formula| self.formula(part, at);
        match formula {
            Formula::Number(number) => Some(*number),
            Formula::Read(operand) => self.value(operand, at),
            Formula::Negative(a) => Some(-read(a)?),
            Formula::Sum(a, b) => Some(read(a)? + read(b)?),
            Formula::Difference(a, b) => Some(read(a)? - read(b)?),
            Formula::Product(a, b) => Some(read(a)? * read(b)?),
            Formula::Quotient(a, b) => Some(read(a)? / read(b)?),
            Formula::Power(a, power) => Some(math::powi(read(a)?, i32::from(*power))),
            Formula::Smaller(a, b) => Some(read(a)?.min(read(b)?)),
            Formula::Larger(a, b) => Some(read(a)?.max(read(b)?)),
            Formula::Exponential(a) => Some(math::exp(read(a)?)),
            Formula::Logarithm(a) => Some(math::ln(read(a)?)),
            Formula::WithOddsRatio(p, x) => {
                let (p, x) = (read(p)?, read(x)?);
                Some(x * p / (1.0 - p + x * p))
            }
            Formula::WithRelativeRisk(p, x) => Some(read(p)? * read(x)?),
            Formula::WithHazardRatio(p, x) => Some(1.0 - math::pow(1.0 - read(p)?, read(x)?)),
            Formula::WithRiskDifference(p, x) => Some(read(p)? + read(x)?),
            Formula::Band(share) => share.value(|operand| self.value(operand, at)),
            Formula::Conditional(path) => {
                let later = self.formula(path, Moment { step: at.step + 1, ..at })?;
                Some(1.0 - (1.0 - later) / (1.0 - read(path)?))
            }
        }
    }
}
