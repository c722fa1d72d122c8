//! `[amounts]`: the numbers that describe what people are found with, and what they may be.

use super::super::keys::{Table, at};
use super::super::parameters::Parameters;
use crate::codes::Code;
use crate::distribution::{Family, from_mean_sd};
use crate::law::share::cases::MOST_GRAMS;
use crate::law::share::{Purity, Side};
use crate::model::{BandPurity, BandReaction, Operand, Settings, Value};
use crate::text::{Node, Problems};
use crate::unit::Dimensions;

/// Keys of `[amounts]` that name parameters, with what they are.
pub(super) const NUMBERS: [(&str, Need); 5] = [
    ("median", Need { unit: "a mass", low: 0.0, high: MOST_GRAMS, code: Code::BadAmounts }),
    ("spread", Need { unit: "a pure number", low: 0.0, high: 10.0, code: Code::BadAmounts }),
    ("correlation", Need { unit: "a pure number", low: -1.0, high: 1.0, code: Code::BadAmounts }),
    ("base_share", Need { unit: "a pure number", low: 0.0, high: 1.0, code: Code::BadPurity }),
    ("response", Need { unit: "a pure number", low: 0.0, high: 100.0, code: Code::BadAmounts }),
];
/// The same of its `purity` and `bunching`.
const A_SHARE: Need = Need { unit: "a pure number", low: 0.0, high: 1.0, code: Code::BadPurity };
const PURITIES: [&str; 5] = ["median", "mean", "sd", "low", "high"];

/// What a parameter must be.
#[derive(Clone, Copy)]
pub(super) struct Need {
    unit: &'static str,
    low: f64,
    high: f64,
    code: Code,
}

/// Reads one `[amounts]` for one table.
pub(super) struct Reader<'a, 'b, 'p> {
    pub(super) own: Table<'a>,
    pub(super) parameters: &'p mut Parameters<'b>,
    pub(super) settings: &'p Settings,
}

impl Reader<'_, '_, '_> {
    /// Reads a parameter under a key; what it can be must lie within limits.
    fn number(&mut self, node: &Node, key: &str, need: Need, problems: &mut Problems) -> Option<Operand> {
        let dimensions = if need.unit == "a mass" { Dimensions::of("gram", 1) } else { Dimensions::none() };
        let path = format!("{}.{key}", self.own.path);
        let operand = self.parameters.read_as(node, &path, &dimensions, need.unit, problems)?;
        let parameter = self.parameters.all.get(&operand.parameter)?;
        let factor = parameter.unit.factor;
        let support = match &parameter.value {
            Value::Known(value) => Some((*value, *value)),
            Value::Uncertain(distribution) => Some(distribution.support()),
            _ => None,
        };
        let Some((low, high)) = support.map(|(low, high)| (low * factor, high * factor)) else { return Some(operand) };
        // A distribution without an end may come as near to 0 as it likes; its mean must not be absurd.
        let most = match &parameter.value {
            Value::Uncertain(distribution) if need.high > 1.0 && high.is_infinite() => distribution.mean() * factor,
            _ => high,
        };
        let is_point = low == high;
        let wrong = if low < need.low || (is_point && low == need.low && need.low == 0.0) {
            Some(format!("can be {low}"))
        } else if most > need.high {
            Some(format!("can be {most}"))
        } else {
            None
        };
        let Some(wrong) = wrong else { return Some(operand) };
        let mut message = format!("`{operand}` {wrong}");
        if need.unit == "a mass" {
            message.push_str(" g");
        }
        let label = match need.code {
            Code::BadPurity => "a share of the find",
            _ if low <= need.low => "too small",
            _ => "too large to be believed",
        };
        let mut problem = at(need.code, node.place, &path, message, label);
        if let Some(parameter) = self.parameters.nodes.get(&operand.parameter) {
            problem = problem.also(parameter.key, "the parameter");
        }
        problems.report(problem.help(format!("it lies between {} and {}", need.low, need.high)));
        None
    }

    pub(super) fn number_at(&mut self, key: &str, problems: &mut Problems) -> Option<Operand> {
        let node = self.own.get(key)?;
        let (_, need) = NUMBERS.into_iter().find(|(name, _)| *name == key)?;
        self.number(node, key, need, problems)
    }

    /// Reads every number, for its problems alone.
    pub(super) fn numbers(&mut self, problems: &mut Problems) {
        for (key, _) in NUMBERS {
            self.number_at(key, problems);
        }
        self.reaction(problems);
        self.purity(problems);
    }

    pub(super) fn reaction(&mut self, problems: &mut Problems) -> Option<BandReaction> {
        let node = self.own.get("bunching").filter(|node| node.as_table().is_some())?;
        let inner = Table::new(format!("{}.bunching", self.own.path), node);
        let side = inner.word("side", &[("above", Side::Above), ("below", Side::Below)], problems);
        let need = Need { code: Code::BadAmounts, ..A_SHARE };
        let window = self.number(inner.get("window")?, "bunching.window", need, problems);
        let moved = self.number(inner.get("moved")?, "bunching.moved", need, problems);
        Some(BandReaction { side: side?, window: window?, moved: moved? })
    }

    pub(super) fn purity(&mut self, problems: &mut Problems) -> Option<BandPurity> {
        let node = self.own.get("purity")?;
        if node.as_table().is_none() {
            return self.number(node, "purity", A_SHARE, problems).map(BandPurity::Same);
        }
        let inner = Table::new(format!("{}.purity", self.own.path), node);
        let mut read = |key: &str, problems: &mut Problems| {
            let node = inner.get(key)?;
            let need = if key == "spread" { Need { high: 10.0, code: Code::BadAmounts, ..A_SHARE } } else { A_SHARE };
            self.number(node, &format!("purity.{key}"), need, problems)
        };
        let has = |keys: &[&str]| {
            let given = PURITIES.into_iter().chain(["spread"]).filter(|key| inner.has_own(key));
            given.clone().count() == keys.len() && keys.iter().all(|key| inner.has_own(key))
        };
        if has(&["median", "spread"]) {
            let (median, spread) = (read("median", problems), read("spread", problems));
            return Some(BandPurity::LogOdds { median: median?, spread: spread? });
        }
        let shape = if has(&["mean", "sd"]) {
            let (mean, sd) = (read("mean", problems), read("sd", problems));
            let (mean, sd) = (self.known(&mean?, node, problems)?, self.known(&sd?, node, problems)?);
            from_mean_sd(Family::Beta, mean, sd).map(Purity::Spread)
        } else if has(&["low", "median", "high"]) {
            let (low, median, high) = (read("low", problems), read("median", problems), read("high", problems));
            let low = self.known(&low?, node, problems)?;
            let (median, high) = (self.known(&median?, node, problems)?, self.known(&high?, node, problems)?);
            match inner.text("shape", problems) {
                Some("pert") => Purity::pert(low, median, high),
                _ => Purity::triangular(low, median, high),
            }
        } else {
            problems.report(
                at(Code::KeysConflict, node.place, &inner.path, "purity differs how?", "keys that do not go together")
                    .help("write  { median, spread }  (log-odds),  { mean, sd }  (beta), or  { low, median, high }"),
            );
            return None;
        };
        match shape {
            Ok(Purity::Spread(distribution)) => Some(BandPurity::Spread(distribution)),
            Ok(_) => None,
            Err(why) => {
                problems.report(at(Code::BadPurity, node.place, &inner.path, why.to_string(), "cannot exist"));
                None
            }
        }
    }

    /// The number of a parameter that is not uncertain.
    pub(super) fn known(&self, operand: &Operand, node: &Node, problems: &mut Problems) -> Option<f64> {
        let parameter = self.parameters.all.get(&operand.parameter)?;
        if let Value::Known(value) = parameter.value {
            return Some(value * parameter.unit.factor);
        }
        let message = format!("`{operand}` is uncertain, and only a known number can stand here");
        problems.report(
            at(Code::BadAmounts, node.place, &self.own.path, message, "needs known numbers")
                .help("purity that is uncertain itself is written  { median = \"…\", spread = \"…\" }"),
        );
        None
    }
}
