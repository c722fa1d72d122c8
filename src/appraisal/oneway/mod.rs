//! One input at a time: how far the result moves when each cause goes from its 5th to its 95th percentile.

mod corner;
mod grid;
mod joint;
mod range;
mod rests;
mod tries;

pub use corner::Corner;
pub use grid::{GridAxis, TwoWay};
pub use range::Range;
pub use rests::rests_on_assumptions;

use super::Subject;
use super::breakeven::held_certain;
use crate::model::{Model, Parameter};
use crate::plan::{Detail, Plan};
use crate::run::InputSampler;
use crate::text::Problem;
use joint::Joint;
use tries::{Tried, Tries};

/// The percentiles of an input at which the result is looked at; a bar reaches from the first to the last.
pub const PERCENTILES: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// Every cause moved alone, the others at their means. Equations 40 and 41 of `docs/uncertainty.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct OneWay {
    /// The result with every input at its mean.
    pub central: f64,
    /// Causes that move the result, the widest bar first.
    pub bars: Vec<Bar>,
    /// Names of inputs that move it by exactly nothing, those among them that the result never reads.
    pub without_effect: Vec<String>,
    /// Names of causes that the model cannot be run along, and why.
    pub refused: Vec<(String, String)>,
    /// If all assumptions err together; absent where no assumption is uncertain.
    pub corner: Option<Corner>,
    /// Assumptions and gaps without a range, on which the result hangs: nothing here moves them.
    pub without_range: Vec<String>,
}

/// One cause, from one end of its range to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Number of the cause among those of the subject.
    pub cause: usize,
    pub name: String,
    /// The result with the input at its 5th percentile; of inputs that move together the 5th percentile of the result.
    pub low: f64,
    /// The same at the 95th.
    pub high: f64,
    pub moved: Moved,
    /// The result at each of [`PERCENTILES`]; empty for inputs that move together.
    pub curve: Vec<f64>,
    /// The input at each of [`PERCENTILES`], in its own unit; empty for inputs that move together.
    pub values: Vec<f64>,
    /// The percentile at which the result lies farthest beyond both ends, and the result there; absent if it lies beyond
    /// at none.
    pub beyond: Option<(f64, f64)>,
}

/// How a cause is moved.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    /// One input over its range.
    Alone(Range),
    /// So many inputs, drawn together.
    Together(usize),
}

impl Bar {
    /// The lowest result that the cause leads to.
    pub fn least(&self) -> f64 {
        let beyond = self.beyond.map_or(self.low, |(_, result)| result);
        self.low.min(self.high).min(beyond)
    }

    /// The highest result that the cause leads to.
    pub fn most(&self) -> f64 {
        let beyond = self.beyond.map_or(self.low, |(_, result)| result);
        self.low.max(self.high).max(beyond)
    }

    /// How far the cause moves the result.
    pub fn width(&self) -> f64 {
        self.most() - self.least()
    }

    /// Whether the result has one sign at one end and the other at the other.
    pub fn turns_the_sign(&self) -> bool {
        self.least() < 0.0 && self.most() > 0.0
    }
}

/// What one cause came to, with the inputs of its two ends for the corner.
struct Moves {
    found: Result<Bar, String>,
    /// Inputs in base units where the result is low, and where it is high.
    ends: [Vec<(usize, f64)>; 2],
}

impl OneWay {
    /// Moves every cause of a subject. Fails if the model cannot be run at the means.
    pub fn new(subject: &Subject) -> Result<OneWay, Problem> {
        let central = subject.central()?;
        let moves = moves(subject);
        let mut bars: Vec<Bar> = vec![];
        let (mut without_effect, mut refused) = (vec![], vec![]);
        for (moved, cause) in moves.iter().zip(&subject.causes) {
            match &moved.found {
                Ok(bar) if bar.width() == 0.0 && bar.low == central => without_effect.push(cause.name.clone()),
                Ok(bar) => bars.push(bar.clone()),
                Err(why) => refused.push((cause.name.clone(), why.clone())),
            }
        }
        bars.sort_by(|a, b| b.width().total_cmp(&a.width()).then_with(|| a.name.cmp(&b.name)));
        without_effect.extend(unread(subject)?);
        let corner = Corner::new(subject, &moves)?;
        let without_range =
            held_certain(subject)?.into_iter().filter(|name| is_assumed(&subject.model, name)).collect();
        Ok(OneWay { central, bars, without_effect, refused, corner, without_range })
    }
}

/// Whether a parameter is an assumption or a gap in any policy.
fn is_assumed(model: &Model, name: &str) -> bool {
    model.policies.iter().filter_map(|policy| policy.parameters.get(name)).any(Parameter::is_assumed)
}

/// Every cause moved, in the order of causes.
fn moves(subject: &Subject) -> Vec<Moves> {
    let mut tries = Tries::new(subject);
    for cause in &subject.causes {
        if let [stream] = cause.streams[..] {
            PERCENTILES.iter().for_each(|share| tries.push(&range::at_percentile(subject, stream, *share)));
        }
    }
    let tried = tries.results();
    let mut alone = tried.chunks(PERCENTILES.len());
    // Tables of quantiles take a while and only inputs that move together need them.
    let several = subject.causes.iter().any(|cause| cause.streams.len() > 1);
    let sampler = several.then(|| InputSampler::new(&subject.plan, 1, crate::draws::Sampler::Plain));
    let numbered = subject.causes.iter().enumerate();
    let moves = numbered.map(|(number, cause)| match (&cause.streams[..], &sampler) {
        (streams, Some(sampler)) if streams.len() > 1 => together(subject, sampler, number),
        (streams, _) => one(subject, number, streams[0], alone.next().unwrap_or_default()),
    });
    moves.collect()
}

fn one(subject: &Subject, cause: usize, stream: usize, tried: &[Tried]) -> Moves {
    let ends = [PERCENTILES[0], PERCENTILES[PERCENTILES.len() - 1]];
    let mut at = ends.map(|share| range::at_percentile(subject, stream, share));
    let found = tried.iter().cloned().collect::<Result<Vec<f64>, String>>().map(|curve| {
        let (low, high) = (curve[0], curve[curve.len() - 1]);
        Bar {
            cause,
            name: subject.causes[cause].name.clone(),
            low,
            high,
            moved: Moved::Alone(Range::of_stream(subject, stream, ends[0], ends[1])),
            beyond: beyond(&curve),
            curve,
            values: range::values(subject, stream, &PERCENTILES),
        }
    });
    if found.as_ref().is_ok_and(|bar| bar.high < bar.low) {
        at.reverse();
    }
    Moves { found, ends: at }
}

/// The percentile at which a curve lies farthest beyond both its ends, if it does by more than rounding.
fn beyond(curve: &[f64]) -> Option<(f64, f64)> {
    let (first, last) = (curve[0], curve[curve.len() - 1]);
    let (low, high) = (first.min(last), first.max(last));
    let out = |value: f64| (value - high).max(low - value);
    let dust = 1e-9 * low.abs().max(high.abs());
    let inside = PERCENTILES.iter().zip(curve).filter(|(_, value)| out(**value) > dust);
    inside.max_by(|a, b| out(*a.1).total_cmp(&out(*b.1))).map(|(share, value)| (*share, *value))
}

fn together(subject: &Subject, sampler: &InputSampler, number: usize) -> Moves {
    let cause = &subject.causes[number];
    let joint = Joint::new(subject, sampler, cause);
    let [low, high] = [PERCENTILES[0], PERCENTILES[PERCENTILES.len() - 1]];
    let found = match &joint.refused {
        Some(why) => Err(why.clone()),
        None => Ok(Bar {
            cause: number,
            name: cause.name.clone(),
            low: joint.percentile(low),
            high: joint.percentile(high),
            moved: Moved::Together(cause.streams.len()),
            curve: vec![],
            values: vec![],
            beyond: None,
        }),
    };
    Moves { found, ends: [joint.nearest(low), joint.nearest(high)] }
}

/// Names of causes of the whole model that the result does not read.
fn unread(subject: &Subject) -> Result<Vec<String>, Problem> {
    let whole = Plan::new(&subject.model, Detail { years: true, lines: true })?;
    let all = super::causes(&subject.model, &whole);
    let read = |stream: &usize| subject.plan.streams.contains(&whole.streams[*stream]);
    Ok(all.into_iter().filter(|cause| !cause.streams.iter().any(read)).map(|cause| cause.name).collect())
}
