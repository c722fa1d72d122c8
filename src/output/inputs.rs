//! The inputs of a run, resolved: what each parameter is, how sure, and where it comes from.

use super::record::conversion;
use crate::analysis::{Summary, summaries};
use crate::distribution::Distribution;
use crate::model::central::{Central, Moment};
use crate::model::{Evidence, Operand, Parameter, Policy, Value};
use crate::results::Results;
use crate::run::Sampling;
use serde::Serialize;

/// One parameter of one policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Input {
    pub case: String,
    pub variant: String,
    /// Where the parameter differs from the baseline's; absent for the baseline's own.
    pub policy: Option<String>,
    pub name: String,
    pub about: String,
    pub unit: String,
    /// The value form, in a word.
    pub form: &'static str,
    /// The distribution with its own parameters, or the value, in the parameter's unit.
    pub value: String,
    /// In the parameter's unit, before conversion of money.
    pub central: Option<f64>,
    pub p05: Option<f64>,
    pub p95: Option<f64>,
    pub window_days: Option<f64>,
    pub at_most: Option<f64>,
    pub unknown: bool,
    pub nominal: bool,
    pub grade: Option<&'static str>,
    pub source: Option<String>,
    pub at: Option<String>,
    pub quote: Option<String>,
    pub retrieved: Option<String>,
    pub assumption: Option<String>,
    /// How its money becomes the scenario's.
    pub conversion: Option<String>,
    /// The parameter's value in the scenario's money and base units, at its mean.
    pub central_in_base_units: Option<f64>,
}

/// All inputs of all cases: the baseline's parameters, then those that a policy changes or adds.
pub fn inputs(results: &[Results]) -> Vec<Input> {
    results.iter().flat_map(of_case).collect()
}

fn of_case(results: &Results) -> Vec<Input> {
    let model = &results.model;
    let baseline = model.baseline();
    let mut inputs = vec![];
    for policy in &model.policies {
        let central = Central::new(&policy.parameters, &model.settings);
        let is_formula = |parameter: &Parameter| matches!(parameter.value, Value::Formula(_));
        let sampling = (results.draws > 0).then(Sampling::default);
        let formulas = summaries(model, policy, &is_formula, sampling);
        let own = policy.parameters.values().filter(|parameter| {
            policy.name == baseline.name || baseline.parameters.get(&parameter.name) != Some(parameter)
        });
        for parameter in own {
            inputs.push(input(results, policy, parameter, &central, formulas.get(&parameter.name)));
        }
    }
    inputs
}

fn input(
    results: &Results,
    policy: &Policy,
    parameter: &Parameter,
    central: &Central,
    drawn: Option<&Summary>,
) -> Input {
    let model = &results.model;
    let evidence = parameter.evidence.as_ref();
    let text = |of: fn(&Evidence) -> &Option<String>| evidence.and_then(|evidence| of(evidence).clone());
    let at_start = central.value(&Operand::whole(&parameter.name), Moment::start(&model.settings));
    let distribution = distribution(&parameter.value);
    let known = match &parameter.value {
        Value::Known(value) => Some(*value),
        _ => None,
    };
    // A value in its own unit is what the arithmetic in base units gives, unless its money was converted on the way.
    let own_unit = at_start.filter(|_| parameter.conversion.is_none()).map(|value| value / parameter.unit.factor);
    let of_draws = |number: usize| drawn.and_then(|drawn| drawn.quantiles).map(|quantiles| quantiles[number]);
    Input {
        case: results.case.clone(),
        variant: results.variant.clone(),
        policy: (policy.name != model.baseline().name).then(|| policy.name.clone()),
        name: parameter.name.clone(),
        about: parameter.about.in_language("en").to_owned(),
        unit: parameter.unit.text.clone(),
        form: form(&parameter.value),
        value: describe(&parameter.value),
        central: known.or(distribution.map(Distribution::mean)).or(own_unit).filter(|value| value.is_finite()),
        p05: known.or(distribution.map(|distribution| distribution.quantile(0.05))).or(of_draws(0)),
        p95: known.or(distribution.map(|distribution| distribution.quantile(0.95))).or(of_draws(4)),
        window_days: parameter.window,
        at_most: parameter.at_most,
        unknown: parameter.unknown,
        nominal: parameter.nominal,
        grade: evidence.map(|evidence| evidence.grade.word()),
        source: text(|evidence| &evidence.source),
        at: text(|evidence| &evidence.at),
        quote: text(|evidence| &evidence.quote),
        retrieved: text(|evidence| &evidence.retrieved),
        assumption: text(|evidence| &evidence.assumption),
        conversion: conversion(parameter),
        central_in_base_units: at_start.filter(|value| value.is_finite()),
    }
}

/// The one distribution of a value, if it has one.
pub fn distribution(value: &Value) -> Option<&Distribution> {
    match value {
        Value::Uncertain(distribution) => Some(distribution),
        _ => None,
    }
}

fn form(value: &Value) -> &'static str {
    match value {
        Value::Known(_) => "value",
        Value::Uncertain(_) => "distribution",
        Value::Shares(_) => "shares",
        Value::Counts(_) => "counts",
        Value::Formula(_) => "formula",
        Value::ByYear { .. } => "by_year",
        Value::ByGroup(_) => "by_group",
        Value::SinceEntry { .. } | Value::View { .. } => "since_entry",
        Value::Spread(_) => "spread",
    }
}

/// A value in words and numbers, in the parameter's unit.
pub fn describe(value: &Value) -> String {
    match value {
        Value::Known(value) => value.to_string(),
        Value::Uncertain(distribution) => describe_distribution(distribution),
        Value::Shares(shares) => keyed(shares.iter().map(|(key, share)| (key.as_str(), share.to_string()))),
        Value::Counts(counts) => {
            format!("Dirichlet of {}", keyed(counts.iter().map(|(key, count)| (key.as_str(), count.to_string()))))
        }
        Value::Formula(formula) => formula_text(formula),
        Value::ByYear { points, between } => {
            let between = if *between == crate::model::Between::Steps { "steps" } else { "linear" };
            let years: Vec<String> =
                points.iter().map(|(year, value)| format!("{year}: {}", describe(value))).collect();
            format!("{} ({between} between)", years.join("; "))
        }
        Value::ByGroup(groups) => keyed(groups.iter().map(|(group, value)| (group.as_str(), describe(value)))),
        Value::SinceEntry { step_days, values } => {
            let values: Vec<String> = values.iter().map(f64::to_string).collect();
            format!("{} in steps of {step_days} days since entry", values.join(", "))
        }
        Value::View { of, from } => format!("{of} from step {from} on"),
        Value::Spread(components) => {
            let parts: Vec<String> = components
                .iter()
                .map(|component| format!("{} for a share of {}", component.value, formula_text(&component.share)))
                .collect();
            parts.join("; ")
        }
    }
}

fn keyed<'a>(parts: impl Iterator<Item = (&'a str, String)>) -> String {
    let parts: Vec<String> = parts.map(|(key, value)| format!("{key} {value}")).collect();
    parts.join(", ")
}

/// A distribution with its parameters.
fn describe_distribution(distribution: &Distribution) -> String {
    match distribution {
        Distribution::Uniform { low, high } => format!("uniform from {low} to {high}"),
        Distribution::Triangular { low, mode, high } => format!("triangular from {low} over {mode} to {high}"),
        Distribution::Pert { low, mode, high } => format!("PERT from {low} over {mode} to {high}"),
        Distribution::Normal { mean, sd, low, high } if low.is_finite() || high.is_finite() => {
            format!("normal with mean {mean} and sd {sd}, cut to {low} and {high}")
        }
        Distribution::Normal { mean, sd, .. } => format!("normal with mean {mean} and sd {sd}"),
        Distribution::LogNormal { mu, sigma } => format!("lognormal with mu {mu} and sigma {sigma}"),
        Distribution::Gamma { shape, scale } => format!("gamma with shape {shape} and scale {scale}"),
        Distribution::Beta { a, b } => format!("beta with a {a} and b {b}"),
        Distribution::Discrete { values, weights } => {
            let parts: Vec<String> =
                values.iter().zip(weights).map(|(value, weight)| format!("{value} with weight {weight}")).collect();
            format!("discrete: {}", parts.join(", "))
        }
        Distribution::Empirical { values } => {
            let values: Vec<String> = values.iter().map(f64::to_string).collect();
            format!("one of {}", values.join(", "))
        }
        Distribution::Mixture(parts) => {
            let parts: Vec<String> = parts.iter().map(describe_distribution).collect();
            format!("equally likely: {}", parts.join("; "))
        }
    }
}

/// A formula as text, with the brackets that it needs.
pub fn formula_text(formula: &crate::model::Formula) -> String {
    write_formula(formula, 0)
}

/// `inside` is how tightly the formula around binds: 0 not at all, 1 sums, 2 products, 3 powers.
fn write_formula(formula: &crate::model::Formula, inside: u8) -> String {
    use crate::model::Formula as F;
    let call = |name: &str, parts: &[&F]| {
        let parts: Vec<String> = parts.iter().map(|part| write_formula(part, 0)).collect();
        format!("{name}({})", parts.join(", "))
    };
    let (text, binds) = match formula {
        F::Number(number) => (number.to_string(), 4),
        F::Read(operand) => (operand.to_string(), 4),
        F::Negative(a) => (format!("-{}", write_formula(a, 3)), 2),
        F::Sum(a, b) => (format!("{} + {}", write_formula(a, 1), write_formula(b, 1)), 1),
        F::Difference(a, b) => (format!("{} - {}", write_formula(a, 1), write_formula(b, 2)), 1),
        F::Product(a, b) => (format!("{} * {}", write_formula(a, 2), write_formula(b, 2)), 2),
        F::Quotient(a, b) => (format!("{} / {}", write_formula(a, 2), write_formula(b, 3)), 2),
        F::Power(a, power) => (format!("{}^{power}", write_formula(a, 4)), 3),
        F::Smaller(a, b) => (call("min", &[a, b]), 4),
        F::Larger(a, b) => (call("max", &[a, b]), 4),
        F::Exponential(a) => (call("exp", &[a]), 4),
        F::Logarithm(a) => (call("log", &[a]), 4),
        F::WithOddsRatio(a, b) => (call("with_odds_ratio", &[a, b]), 4),
        F::WithRelativeRisk(a, b) => (call("with_relative_risk", &[a, b]), 4),
        F::WithHazardRatio(a, b) => (call("with_hazard_ratio", &[a, b]), 4),
        F::WithRiskDifference(a, b) => (call("with_risk_difference", &[a, b]), 4),
        F::Conditional(a) => (call("conditional", &[a]), 4),
        F::Band(share) => (share.words.clone(), 4),
    };
    if binds < inside { format!("({text})") } else { text }
}
