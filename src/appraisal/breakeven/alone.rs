//! One parameter at a time, the others at their means: the value at which a claim turns.

use super::claim::Claim;
use super::lean::Lean;
use super::places::{EDGE, limits, places, score};
use crate::codes::Code;
use crate::math::normal_cdf;
use crate::model::{Model, Parameter, Value};
use crate::scenario::nearest::did_you_mean;
use crate::statistics::{Bracket, REACH, shrink};
use crate::text::Problem;

/// One parameter moved alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    pub name: String,
    /// What the scenario says that it is, in English. May be empty.
    pub about: String,
    /// As written in the scenario; values here are in it.
    pub unit: String,
    pub mean: f64,
    /// From the 5th to the 95th percentile; absent for a number that the scenario holds certain.
    pub interval: Option<(f64, f64)>,
    /// Whether it is correlated with others, which stayed at their means.
    pub correlated: bool,
    /// Whether it has several values (of years, groups or policies), all of which were moved to the same percentile: then the
    /// numbers here are those of the policy itself, or of the first.
    pub several: bool,
    /// Where the claim turns; absent if no value does it.
    pub turn: Option<Turn>,
    /// Who claims a value on the far side of it.
    pub reached: Vec<Reached>,
}

/// The value at which a claim turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    pub value: f64,
    /// Whether the claim turns for values above.
    pub upward: bool,
    /// How far out it lies in what is believed, as a standard normal score; absent for a certain number.
    pub score: Option<f64>,
    /// Whether it lies beyond all that the distribution allows, or all but one in a million.
    pub beyond: bool,
    /// Whether it is as far out as the number could be at all: nothing, everything.
    pub at_limit: bool,
    /// Farther out than this the claim turns back.
    pub until: Option<f64>,
    /// The result at the value.
    pub result: f64,
}

impl Turn {
    /// The probability, as believed, of a value at least as far out; absent for a certain number.
    pub fn chance(&self) -> Option<f64> {
        self.score.map(|score| if self.beyond { 0.0 } else { normal_cdf(if self.upward { -score } else { score }) })
    }

    /// Whether a value lies where the claim has turned.
    pub fn is_past(&self, value: f64) -> bool {
        let ascending = |value: f64, from: f64, until: f64| from <= value && value <= until;
        if self.upward {
            ascending(value, self.value, self.until.unwrap_or(f64::INFINITY))
        } else {
            ascending(-value, -self.value, self.until.map_or(f64::INFINITY, |until| -until))
        }
    }
}

/// A claim of somebody else about a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    pub who: String,
    pub value: f64,
}

/// A parameter that was not moved alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub name: String,
    pub why: &'static str,
}

/// Refuses names that are no parameters, or that have no value to be moved.
pub fn check(model: &Model, wanted: &[String]) -> Result<(), Problem> {
    for name in wanted {
        let Some(parameter) = model.policies.iter().find_map(|policy| policy.parameters.get(name)) else {
            let mut known: Vec<&str> = vec![];
            for parameter in model.policies.iter().flat_map(|policy| policy.parameters.keys()) {
                if !known.contains(&parameter.as_str()) {
                    known.push(parameter);
                }
            }
            return Err(Problem::nowhere(Code::UnknownParameter, format!("no parameter called `{name}`"))
                .help(did_you_mean(name, known.into_iter())));
        };
        let refuse = |why: &str, help: String| {
            let message = format!("`{name}` cannot be moved alone: {why}");
            Err(Problem::nowhere(Code::CannotMove, message).help(help))
        };
        match &parameter.value {
            Value::Formula(formula) => {
                let mut parts: Vec<String> = vec![];
                for operand in formula.operands() {
                    if !parts.contains(&operand.parameter) {
                        parts.push(operand.parameter.clone());
                    }
                }
                return refuse("it is worked out from others", format!("ask for one of them: {}", parts.join(", ")));
            }
            Value::Shares(_) | Value::Counts(_) => {
                let help = "its shares move together in the joint answer; or write one of them as a parameter";
                return refuse("it is several shares that add up to 1", help.to_owned());
            }
            Value::SinceEntry { .. } | Value::View { .. } | Value::Spread(_) => {
                let help = "write it as a product of its shape and one parameter, and ask for that";
                return refuse("it is many numbers at once", help.to_owned());
            }
            Value::Known(_) | Value::Uncertain(_) | Value::ByYear { .. } | Value::ByGroup(_) => {}
        }
    }
    Ok(())
}

/// What is moved, and where it is looked at.
struct Mover {
    stream: usize,
    /// Inputs that move.
    inputs: Vec<usize>,
    certain: bool,
    /// Ascending: values of the one input in its own unit, or scores of several inputs.
    places: Vec<f64>,
    /// Which place is nearest to the mean.
    start: usize,
}

/// Moves every parameter alone; those of `wanted` only, unless it is empty.
pub fn alone(lean: &Lean, claim: &Claim, wanted: &[String]) -> Result<(Vec<Alone>, Vec<LeftOut>), Problem> {
    let (movers, left_out) = movers(lean, wanted);
    let holds = claim.holds(lean.central);
    let all: Vec<(usize, f64)> = movers
        .iter()
        .enumerate()
        .flat_map(|(number, mover)| mover.places.iter().map(move |place| (number, *place)))
        .collect();
    let mut values = evaluate(lean, &movers, &all)?.into_iter();
    // For each mover the brackets of its turn and of its turning back.
    let mut found: Vec<Vec<usize>> = vec![];
    let (mut brackets, mut owner) = (vec![], vec![]);
    for (number, mover) in movers.iter().enumerate() {
        let results: Vec<f64> = values.by_ref().take(mover.places.len()).collect();
        let mut own = vec![];
        for bracket in mover.nearest(lean, &results, holds, claim) {
            own.push(brackets.len());
            brackets.push(bracket);
            owner.push(number);
        }
        found.push(own);
    }
    let mut at = |places: &[(usize, f64)]| {
        let places: Vec<(usize, f64)> = places.iter().map(|(bracket, place)| (owner[*bracket], *place)).collect();
        evaluate(lean, &movers, &places)
    };
    let shrunk = shrink(&brackets, &|value| claim.holds(value), &|value| claim.excess(value), &mut at)?;
    let mut alone: Vec<Alone> = vec![];
    for (mover, own) in movers.iter().zip(&found) {
        let turned: Vec<Bracket> = own.iter().map(|number| shrunk[*number]).collect();
        alone.push(mover.report(lean, &turned, holds, claim));
    }
    // The least surprising first; certain numbers by how far they would have to move; no value at all last.
    alone.sort_by(|a, b| surprise(a).total_cmp(&surprise(b)));
    Ok((alone, left_out))
}

fn surprise(alone: &Alone) -> f64 {
    match alone.turn {
        Some(Turn { score: Some(score), beyond: false, .. }) => score.abs(),
        Some(Turn { value, .. }) => REACH + (1.0 - 1.0 / (1.0 + (value / alone.mean - 1.0).abs())),
        None => 2.0 * REACH,
    }
}

fn movers(lean: &Lean, wanted: &[String]) -> (Vec<Mover>, Vec<LeftOut>) {
    let (mut movers, mut left_out): (Vec<Mover>, Vec<LeftOut>) = (vec![], vec![]);
    for (stream, name) in lean.plan.streams.iter().enumerate() {
        let certain = lean.certain.contains(name);
        let inputs = lean.inputs_of(stream);
        if !wanted.is_empty() && !wanted.contains(name) || certain && inputs.is_empty() {
            continue;
        }
        let Some(parameter) = lean.parameter(name) else {
            let (name, why) = match name.split_once('.') {
                Some((split, _)) => (split, "its shares add up to 1, so that none moves alone"),
                None => (name.as_str(), "it stands for many past cases"),
            };
            if !left_out.iter().any(|known| known.name == name) {
                left_out.push(LeftOut { name: name.to_owned(), why });
            }
            continue;
        };
        let places = match inputs.as_slice() {
            [] => vec![],
            [only] => {
                let distribution = &lean.plan.inputs[*only].distribution;
                places(distribution, certain, limits(Some(parameter), distribution, certain))
            }
            _ => (-32..=32).map(|step| f64::from(step) / 32.0 * REACH).collect(),
        };
        let middle = match inputs.as_slice() {
            [only] => lean.plan.inputs[*only].distribution.mean(),
            _ => 0.0,
        };
        let start = places.iter().position(|place| *place >= middle).unwrap_or(places.len().saturating_sub(1));
        movers.push(Mover { stream, inputs, certain, places, start });
    }
    (movers, left_out)
}

impl Mover {
    /// The values of the inputs at a place, in base units.
    fn set(&self, lean: &Lean, place: f64) -> Vec<(usize, f64)> {
        let inputs = &lean.plan.inputs;
        match self.inputs.as_slice() {
            [only] => vec![(*only, place * inputs[*only].factor)],
            several => {
                let u = normal_cdf(place).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                several
                    .iter()
                    .map(|input| (*input, inputs[*input].distribution.quantile(u) * inputs[*input].factor))
                    .collect()
            }
        }
    }

    /// How far a place is from the middle of what is believed.
    fn distance(&self, lean: &Lean, place: f64) -> f64 {
        match self.inputs.as_slice() {
            [only] if !self.certain => score(&lean.plan.inputs[*only].distribution, place).abs(),
            [only] => (place / lean.plan.inputs[*only].distribution.mean() - 1.0).abs(),
            _ => place.abs(),
        }
    }

    /// Around the place nearest to the mean where the claim turns, and around the next beyond it where it turns back.
    fn nearest(&self, lean: &Lean, results: &[f64], holds: bool, claim: &Claim) -> Vec<Bracket> {
        if self.places.is_empty() {
            return vec![];
        }
        let bracket = |a: usize, b: usize| {
            let (low, high) = (a.min(b), a.max(b));
            Bracket { low: self.places[low], high: self.places[high], at_low: results[low], at_high: results[high] }
        };
        // The turns on the way from the start in one direction, as far as the model has results.
        let turns = |order: Vec<usize>| {
            let mut turns: Vec<(usize, usize)> = vec![];
            let mut now = holds;
            let mut before = self.start;
            for index in order {
                if results[index].is_nan() {
                    break;
                }
                if claim.holds(results[index]) != now {
                    turns.push((before, index));
                    now = !now;
                }
                before = index;
            }
            turns
        };
        let up = turns((self.start..self.places.len()).collect());
        let down = turns((0..=self.start).rev().collect());
        let first = |turns: &[(usize, usize)]| turns.first().map(|(_, index)| self.distance(lean, self.places[*index]));
        let chosen = match (first(&up), first(&down)) {
            (Some(above), Some(below)) => {
                if above <= below {
                    up
                } else {
                    down
                }
            }
            (Some(_), None) => up,
            _ => down,
        };
        // A turn at the start itself: the mean and the middle of the scores differ.
        chosen.iter().take(2).filter(|(a, b)| a != b).map(|(a, b)| bracket(*a, *b)).collect()
    }

    fn report(&self, lean: &Lean, turned: &[Bracket], holds: bool, claim: &Claim) -> Alone {
        let name = &lean.plan.streams[self.stream];
        let parameter = lean.parameter(name);
        // The policy's own distribution; one without inputs that count moves nothing.
        let is_own = |input: &&usize| {
            let own = parameter.map(|parameter| &parameter.value);
            matches!(own, Some(Value::Uncertain(own)) if *own == lean.plan.inputs[**input].distribution)
        };
        let first = self.inputs.iter().find(is_own).or(self.inputs.first()).copied();
        let input = first.or_else(|| lean.plan.stream_of_input.iter().position(|stream| *stream == self.stream));
        let distribution = &lean.plan.inputs[input.expect("every stream has an input")].distribution;
        let several = self.inputs.len() > 1;
        // The end at which the claim has turned; at the second turn the one at which it still has.
        let ends =
            turned.iter().filter(|bracket| !bracket.at_low.is_nan() && !bracket.at_high.is_nan()).map(|bracket| {
                let low_turned = claim.holds(bracket.at_low) != holds;
                if low_turned { (bracket.low, bracket.at_low, false) } else { (bracket.high, bracket.at_high, true) }
            });
        let mut ends: Vec<(f64, f64, bool)> = ends.collect();
        // What turns next to the least or largest place turns there, but for rounding.
        if let ([first, .., last], false) = (self.places.as_slice(), several) {
            for (place, ..) in &mut ends {
                for limit in [*first, *last] {
                    if (*place - limit).abs() <= 1e-9 * distribution.mean().abs() {
                        *place = limit;
                    }
                }
            }
        }
        let value_at = |place: f64| if several { distribution.quantile(normal_cdf(place)) } else { place };
        let turn = ends.first().map(|(place, result, upward)| {
            let score = (!self.certain).then(|| if several { *place } else { score(distribution, *place) });
            let (low, high) = distribution.support();
            let outside = !several && (*place < low || *place > high);
            Turn {
                value: value_at(*place),
                upward: *upward,
                score,
                beyond: !self.certain && (outside || score.is_some_and(|score| score.abs() > EDGE)),
                at_limit: !several && [self.places.first(), self.places.last()].contains(&Some(place)),
                until: ends.get(1).map(|(place, ..)| value_at(*place)),
                result: *result,
            }
        });
        let claimed = |parameter: &Parameter| {
            let positions = parameter.positions.iter().filter_map(|position| {
                let value = match &position.value {
                    Value::Known(number) => *number,
                    Value::Uncertain(distribution) => distribution.mean(),
                    _ => return None,
                };
                Some(Reached { who: position.who.clone(), value })
            });
            positions.filter(|position| turn.is_some_and(|turn| turn.is_past(position.value))).collect()
        };
        Alone {
            name: name.clone(),
            about: parameter.map_or_else(String::new, |parameter| parameter.about.in_language("en").to_owned()),
            unit: parameter.map_or_else(String::new, |parameter| parameter.unit.text.clone()),
            mean: distribution.mean(),
            interval: (!self.certain).then(|| (distribution.quantile(0.05), distribution.quantile(0.95))),
            correlated: lean
                .plan
                .correlated
                .iter()
                .any(|(members, _)| members.len() > 1 && members.contains(&self.stream)),
            several,
            turn,
            reached: parameter.map_or_else(Vec::new, claimed),
        }
    }
}

/// The target with single movers at places, all other inputs at their means.
fn evaluate(lean: &Lean, movers: &[Mover], places: &[(usize, f64)]) -> Result<Vec<f64>, Problem> {
    if places.is_empty() {
        return Ok(vec![]);
    }
    let mut inputs: Vec<Vec<f64>> = lean.means.iter().map(|mean| vec![*mean; places.len()]).collect();
    for (index, (mover, place)) in places.iter().enumerate() {
        for (input, value) in movers[*mover].set(lean, *place) {
            inputs[input][index] = value;
        }
    }
    lean.at(&inputs)
}
