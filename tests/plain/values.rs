//! Reading parameters and formulas by recursion (equations 20 to 27 of `docs/model.md`).

use super::Drawn;
use crimcost::distribution::Distribution;
use crimcost::math;
use crimcost::model::{Between, Conversion, ConversionStep, Formula, Model, Operand, Parameter, Policy, Value};

/// When, for whom and how long after entry something is read.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The calendar year.
    pub year: i32,
    /// The calendar year with its part that has passed.
    pub time: f64,
    pub group: usize,
    /// Steps since entry, of a path over time since entry.
    pub step: usize,
}

/// Reads the parameters of one policy in one draw.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub model: &'a Model,
    pub policy: usize,
    pub drawn: Drawn<'a>,
}

impl<'a> Reader<'a> {
    /// The policy that is read.
    pub fn policy(&self) -> &'a Policy {
        &self.model.policies[self.policy]
    }

    /// The moment of a cycle; cycles before the start read what holds at the start.
    pub fn at(&self, cycle: i64, group: usize) -> At {
        let settings = &self.model.settings;
        let years = cycle.max(0) as f64 / f64::from(settings.cycle.per_year());
        let start = settings.start_year;
        At { year: start + years.floor() as i32, time: f64::from(start) + years, group, step: 0 }
    }

    /// A parameter or one of its shares, in base units.
    pub fn read(&self, operand: &Operand, at: At) -> f64 {
        let parameter = &self.policy().parameters[&operand.parameter];
        let mut value = self.value(parameter, &parameter.value, operand.key.as_deref(), at);
        if let Some(most) = parameter.at_most {
            value = value.min(most * parameter.unit.factor);
        }
        match &parameter.conversion {
            Some(conversion) => value * self.conversion(conversion, at.group),
            None => value,
        }
    }

    fn value(&self, parameter: &Parameter, value: &Value, key: Option<&str>, at: At) -> f64 {
        let factor = parameter.unit.factor;
        match value {
            Value::Known(number) => number * factor,
            Value::Uncertain(distribution) => (self.drawn)(&parameter.name, distribution) * factor,
            Value::Shares(shares) => shares[key.expect("shares are read by key")] * factor,
            Value::Counts(counts) => {
                let gamma = |(key, count): (&String, &f64)| {
                    let law = Distribution::Gamma { shape: *count, scale: 1.0 };
                    if *count > 0.0 { (self.drawn)(&format!("{}.{key}", parameter.name), &law) } else { 0.0 }
                };
                let total: f64 = counts.iter().map(gamma).sum();
                let wanted = counts.get_key_value(key.expect("counts are read by key")).expect("a key of the counts");
                gamma(wanted) / total * factor
            }
            Value::Formula(formula) => self.formula(formula, at),
            Value::ByYear { points, between } => {
                let number = |index: usize| self.value(parameter, &points[index].1, key, at);
                let before = match between {
                    Between::Steps => points.iter().filter(|(year, _)| *year <= at.year).count(),
                    Between::Linear => points.iter().filter(|(year, _)| f64::from(*year) <= at.time).count(),
                };
                match (before, between) {
                    (0, _) => number(0),
                    (last, Between::Linear) if last < points.len() => {
                        let (from, to) = (f64::from(points[last - 1].0), f64::from(points[last].0));
                        let passed = (at.time - from) / (to - from);
                        number(last - 1) * (1.0 - passed) + number(last) * passed
                    }
                    (last, _) => number(last - 1),
                }
            }
            Value::ByGroup(groups) => self.value(parameter, &groups[&self.model.settings.groups[at.group]], key, at),
            Value::SinceEntry { values, .. } => values[at.step.min(values.len() - 1)] * factor,
            Value::View { of, from } => self.read(&Operand::whole(of), At { step: at.step + from, ..at }),
            Value::Spread(_) => panic!("a spread has no single value"),
        }
    }

    /// What the money of a parameter is multiplied by.
    fn conversion(&self, conversion: &Conversion, group: usize) -> f64 {
        let of = |name: &str, year: i32| {
            self.read(&Operand::whole(name), At { year, time: f64::from(year), group, step: 0 })
        };
        let mut factor = 1.0;
        for step in &conversion.steps {
            factor *= match step {
                ConversionStep::Exchange { rate, year, inverse: false, .. } => of(rate, *year),
                ConversionStep::Exchange { rate, year, inverse: true, .. } => 1.0 / of(rate, *year),
                ConversionStep::Index { index, from, to } => of(index, *to) / of(index, *from),
            };
        }
        if conversion.power < 0 { 1.0 / factor } else { factor }
    }

    /// A formula, in base units.
    pub fn formula(&self, formula: &Formula, at: At) -> f64 {
        let of = |inner: &Formula| self.formula(inner, at);
        match formula {
            Formula::Number(number) => *number,
            Formula::Read(operand) => self.read(operand, at),
            Formula::Negative(a) => -of(a),
            Formula::Sum(a, b) => of(a) + of(b),
            Formula::Difference(a, b) => of(a) - of(b),
            Formula::Product(a, b) => of(a) * of(b),
            Formula::Quotient(a, b) => of(a) / of(b),
            Formula::Power(a, power) => {
                let product = (0..power.unsigned_abs()).fold(1.0, |product, _| product * of(a));
                if *power < 0 { 1.0 / product } else { product }
            }
            Formula::Smaller(a, b) => of(a).min(of(b)),
            Formula::Larger(a, b) => of(a).max(of(b)),
            Formula::Exponential(a) => math::exp(of(a)),
            Formula::Logarithm(a) => math::ln(of(a)),
            Formula::WithOddsRatio(p, x) => of(x) * of(p) / (1.0 - of(p) + of(x) * of(p)),
            Formula::WithRelativeRisk(p, x) => of(x) * of(p),
            Formula::WithHazardRatio(p, x) => 1.0 - math::pow(1.0 - of(p), of(x)),
            Formula::WithRiskDifference(p, x) => of(p) + of(x),
            Formula::Band(share) => super::band::share(share, self.drawn, &|operand| self.read(operand, at)),
            Formula::Conditional(path) => {
                let later = self.formula(path, At { step: at.step + 1, ..at });
                1.0 - (1.0 - later) / (1.0 - of(path))
            }
        }
    }

    /// The step in days of the path over time since entry that a formula reads, if it reads one.
    pub fn step_days(&self, formula: &Formula) -> Option<f64> {
        formula
            .operands()
            .iter()
            .find_map(|operand| self.step_days_of(&self.policy().parameters[&operand.parameter].value))
    }

    fn step_days_of(&self, value: &Value) -> Option<f64> {
        match value {
            Value::SinceEntry { step_days, .. } => Some(*step_days),
            Value::View { of, .. } => self.step_days_of(&self.policy().parameters[of].value),
            Value::Formula(formula) => self.step_days(formula),
            Value::ByYear { points, .. } => points.iter().find_map(|(_, value)| self.step_days_of(value)),
            Value::ByGroup(groups) => groups.values().find_map(|value| self.step_days_of(value)),
            Value::Known(_) | Value::Uncertain(_) | Value::Shares(_) | Value::Counts(_) | Value::Spread(_) => None,
        }
    }
}
