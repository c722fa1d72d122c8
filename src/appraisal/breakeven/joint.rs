//! All inputs together: the least surprising combination at which a claim turns.

use super::claim::Claim;
use super::lean::Lean;
use super::places::score;
use crate::appraisal::Subject;
use crate::distribution::Distribution;
use crate::math::normal_cdf;
use crate::model::{Parameter, Policy, Value};
use crate::run::{InputSampler, Sampling};
use crate::statistics::{Bracket, DesignPoint, REACH, design_point, norm, shrink};
use crate::text::Problem;
use indexmap::IndexMap;

/// Where, together, a claim turns.
#[derive(Clone, Debug, PartialEq)]
pub enum Joint {
    /// Nothing that the result hangs on is uncertain.
    NothingUncertain,
    /// With every input at its median the claim is already other than with every input at its mean.
    AtTheMiddle,
    /// No combination within 8 standard deviations does it.
    OutOfReach,
    Found(Point),
}

/// A combination of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// How far from the middle of all beliefs, in standard deviations.
    pub distance: f64,
    /// Whether it is the design point; otherwise the nearest of the points that were tried, draws among them.
    pub settled: bool,
    /// The result there.
    pub result: f64,
    /// The values of the inputs, in base units, by number of input of the subject's plan.
    pub inputs: Vec<f64>,
    /// Those that moved most first.
    pub moved: Vec<Moved>,
}

impl Point {
    /// Φ(−distance): the probability of the claim if the limit were flat.
    pub fn chance_if_flat(&self) -> f64 {
        normal_cdf(-self.distance)
    }

    /// The values that explain 95 % of the squared distance: what has to be said about the point.
    pub fn main(&self) -> impl Iterator<Item = &Moved> {
        self.moved.iter().filter(|moved| moved.is_main)
    }
}

/// One value of a combination.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The parameter, or `parameter.key`.
    pub name: String,
    /// What the scenario says that it is, in English. May be empty.
    pub about: String,
    /// As written in the scenario.
    pub unit: String,
    pub value: f64,
    pub mean: f64,
    /// The middle of what is believed, from which distances count.
    pub median: f64,
    /// From the 5th to the 95th percentile.
    pub interval: (f64, f64),
    /// Its percentile as a standard normal score.
    pub score: f64,
    /// Which part of the squared distance its cause (it, or what moves with it) makes up.
    pub share: f64,
    pub is_main: bool,
}

/// Squared distance that is told in words.
const TOLD: f64 = 0.95;
/// A value that moved with others is told if it moved by this score.
const MOVED: f64 = 0.05;
/// Places on a ray that are looked at.
const PLACES: usize = 50;
/// How far beyond a point its ray is followed.
const FURTHER: f64 = 1.25;

/// Looks for the nearest point in independent standard normal scores at which the claim is not what it is at the means.
///
/// `turned` are the draws of expected people in which it is not. Equations 60 to 65.
pub fn joint(
    subject: &Subject,
    lean: &Lean,
    claim: &Claim,
    holds: bool,
    sampling: Sampling,
    turned: &[usize],
) -> Result<Joint, Problem> {
    let search = Search::new(subject, lean, claim, holds, sampling);
    if search.streams.is_empty() {
        return Ok(Joint::NothingUncertain);
    }
    let origin = vec![0.0; search.streams.len()];
    if search.has_turned(search.results(std::slice::from_ref(&origin))?[0]) {
        return Ok(Joint::AtTheMiddle);
    }
    let draw = search.nearest_draw(sampling, turned);
    let mut found: Vec<DesignPoint> = vec![];
    for start in std::iter::once(&origin).chain(&draw) {
        found.extend(search.from(start)?);
    }
    if let Some(draw) = draw {
        let pulled = search.on_ray(&draw)?.unwrap_or(draw);
        found.push(DesignPoint { distance: norm(&pulled), scores: pulled, converged: false });
    }
    // A design point is preferred to points that are as near but for rounding.
    let distance = |point: &DesignPoint| point.distance * if point.converged { 1.0 - 1e-6 } else { 1.0 };
    let nearest = found.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
    match nearest.filter(|point| point.distance <= REACH) {
        Some(point) => Ok(Joint::Found(search.point(&point)?)),
        None => Ok(Joint::OutOfReach),
    }
}

struct Search<'a> {
    subject: &'a Subject,
    lean: &'a Lean,
    claim: &'a Claim,
    holds: bool,
    sampler: InputSampler,
    /// Streams that the result hangs on, or that are correlated with one that it hangs on.
    streams: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(subject: &'a Subject, lean: &'a Lean, claim: &'a Claim, holds: bool, sampling: Sampling) -> Search<'a> {
        let plan = &subject.plan;
        let hangs = |stream: usize| {
            let name = &plan.streams[stream];
            let own = lean.plan.streams.iter().position(|other| other == name);
            own.is_some_and(|own| !lean.inputs_of(own).is_empty())
        };
        let together = |stream: usize| plan.correlated.iter().find(|(members, _)| members.contains(&stream));
        let counts = |stream: &usize| match together(*stream) {
            Some((members, _)) => members.iter().any(|member| hangs(*member)),
            None => hangs(*stream),
        };
        let streams = (0..plan.streams.len()).filter(counts).collect();
        let sampler = InputSampler::new(plan, sampling.seed, sampling.sampler);
        Search { subject, lean, claim, holds, sampler, streams }
    }

    fn has_turned(&self, result: f64) -> bool {
        !result.is_nan() && self.claim.holds(result) != self.holds
    }

    /// The scores of all streams, correlations included, one list for each.
    fn scores(&self, points: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut columns = vec![vec![0.0; points.len()]; self.subject.plan.streams.len()];
        for (number, stream) in self.streams.iter().enumerate() {
            columns[*stream] = points.iter().map(|point| point[number]).collect();
        }
        self.sampler.correlate(&mut columns);
        columns
    }

    fn inputs(&self, points: &[Vec<f64>]) -> Vec<Vec<f64>> {
        self.sampler.inputs_at(&self.subject.plan, &self.scores(points))
    }

    /// The result at points; NaN where there is none.
    fn results(&self, points: &[Vec<f64>]) -> Result<Vec<f64>, Problem> {
        let found = self.subject.where_possible(&self.inputs(points))?.values.swap_remove(self.subject.result(0));
        Ok(found.into_iter().map(|result| self.lean.clean(result)).collect())
    }

    /// The independent scores of the draw that is nearest to the middle among those that turned.
    fn nearest_draw(&self, sampling: Sampling, turned: &[usize]) -> Option<Vec<f64>> {
        if turned.is_empty() {
            return None;
        }
        let columns = self.sampler.independent_scores(sampling.draws);
        let point = |draw: usize| self.streams.iter().map(|stream| columns[*stream][draw]).collect::<Vec<f64>>();
        let points = turned.iter().map(|draw| point(*draw));
        points.min_by(|a, b| norm(a).total_cmp(&norm(b)))
    }

    /// A design point searched from a start and moved onto the limit; again from a nearer turn on its own ray.
    fn from(&self, start: &[f64]) -> Result<Option<DesignPoint>, Problem> {
        let mut evaluate = |points: &[Vec<f64>]| {
            let results = self.results(points)?;
            Ok(results.into_iter().map(|result| self.claim.excess(result)).collect())
        };
        let mut start = start.to_vec();
        let mut best: Option<DesignPoint> = None;
        for _ in 0..3 {
            let found = design_point(start, &mut evaluate)?;
            let Some(scores) = self.on_ray(&found.scores)? else { break };
            let distance = norm(&scores);
            let converged = found.converged && (distance - found.distance).abs() <= 1e-3 * distance;
            if best.as_ref().is_some_and(|best| best.distance <= distance) {
                break;
            }
            best = Some(DesignPoint { scores: scores.clone(), distance, converged });
            if converged {
                break;
            }
            start = scores;
        }
        Ok(best)
    }

    /// The first point on the ray from the middle through a point, and a little beyond it, at which the claim has turned.
    fn on_ray(&self, point: &[f64]) -> Result<Option<Vec<f64>>, Problem> {
        let at = |part: f64| point.iter().map(|score| part * score).collect::<Vec<f64>>();
        let parts: Vec<f64> = (0..=PLACES).map(|step| step as f64 / PLACES as f64 * FURTHER).collect();
        let results = self.results(&parts.iter().map(|part| at(*part)).collect::<Vec<_>>())?;
        let Some(first) = results.iter().position(|result| self.has_turned(*result)).filter(|first| *first > 0) else {
            return Ok(None);
        };
        let bracket =
            Bracket { low: parts[first - 1], high: parts[first], at_low: results[first - 1], at_high: results[first] };
        if bracket.at_low.is_nan() {
            return Ok(Some(at(bracket.high)));
        }
        let mut evaluate =
            |places: &[(usize, f64)]| self.results(&places.iter().map(|(_, part)| at(*part)).collect::<Vec<_>>());
        let holds = |result: f64| self.claim.holds(result);
        let shrunk = shrink(&[bracket], &holds, &|result| self.claim.excess(result), &mut evaluate)?;
        Ok(Some(at(shrunk[0].high)))
    }

    fn point(&self, found: &DesignPoint) -> Result<Point, Problem> {
        let points = std::slice::from_ref(&found.scores);
        let one = |columns: Vec<Vec<f64>>| columns.into_iter().map(|column| column[0]).collect::<Vec<f64>>();
        let (scores, inputs) = (one(self.scores(points)), one(self.inputs(points)));
        let mut own = vec![0.0; scores.len()];
        for (number, stream) in self.streams.iter().enumerate() {
            own[*stream] = found.scores[number];
        }
        let squared = found.distance * found.distance;
        let share = |streams: &[usize]| streams.iter().map(|stream| own[*stream] * own[*stream]).sum::<f64>() / squared;
        let mut causes: Vec<(f64, &Vec<usize>)> =
            self.subject.causes.iter().map(|cause| (share(&cause.streams), &cause.streams)).collect();
        causes.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut moved, mut told) = (vec![], 0.0);
        for (share, streams) in causes {
            if !streams.iter().any(|stream| self.streams.contains(stream)) {
                continue;
            }
            let is_told = told < TOLD;
            told += share;
            for stream in streams {
                let mut value = self.value(*stream, &scores, &inputs);
                value.share = share;
                value.is_main = is_told && value.score.abs() > MOVED;
                moved.push(value);
            }
        }
        let result = self.results(points)?[0];
        Ok(Point { distance: found.distance, settled: found.converged, result, inputs, moved })
    }

    /// The value of one stream.
    fn value(&self, stream: usize, scores: &[f64], inputs: &[f64]) -> Moved {
        let plan = &self.subject.plan;
        let name = &plan.streams[stream];
        let split = name.split_once('.').and_then(|(whole, key)| Some((self.split(whole, key)?, key)));
        let whole = name.split('.').next().unwrap_or(name);
        let parameter =
            split.map(|(parameter, _)| parameter).or_else(|| self.parameter(name)).or_else(|| self.parameter(whole));
        // The policy's own distribution, where it has one.
        let own = parameter.map(|parameter| &parameter.value);
        let is_own = |input: &usize| {
            let same = matches!(own, Some(Value::Uncertain(own)) if *own == plan.inputs[*input].distribution);
            same && plan.stream_of_input[*input] == stream
        };
        let first = || plan.stream_of_input.iter().position(|of| *of == stream).expect("every stream has an input");
        let number = (0..plan.inputs.len()).find(is_own).unwrap_or_else(first);
        let about = parameter.map_or_else(String::new, |parameter| parameter.about.in_language("en").to_owned());
        let moved = Moved {
            name: name.clone(),
            about,
            unit: parameter.map_or_else(String::new, |parameter| parameter.unit.text.clone()),
            value: inputs[number] / plan.inputs[number].factor,
            mean: plan.inputs[number].distribution.mean(),
            median: plan.inputs[number].distribution.quantile(0.5),
            interval: ends(&plan.inputs[number].distribution),
            score: scores[stream],
            share: 0.0,
            is_main: false,
        };
        match (own, split) {
            (Some(Value::Counts(counts)), Some((_, key))) => self.share_of_split(moved, whole, counts, key, inputs),
            _ => moved,
        }
    }

    /// A share of a split: its gamma variate as a part of all of them, and believed to be beta distributed.
    fn share_of_split(
        &self,
        moved: Moved,
        whole: &str,
        counts: &IndexMap<String, f64>,
        key: &str,
        inputs: &[f64],
    ) -> Moved {
        let variate = |(key, count): (&String, &f64)| {
            let (stream, own) = (format!("{whole}.{key}"), Distribution::Gamma { shape: *count, scale: 1.0 });
            let mut known = self.subject.plan.inputs.iter();
            // A key without any cases has none and stays 0.
            known
                .position(|input| input.stream == stream && input.distribution == own)
                .map_or(0.0, |input| inputs[input])
        };
        let (own, total) = (counts[key], counts.values().sum::<f64>());
        let value = variate((&key.to_owned(), &own)) / counts.iter().map(variate).sum::<f64>();
        let belief = Distribution::Beta { a: own, b: total - own };
        let is_alone = total <= own;
        let (median, interval) = if is_alone { (1.0, (1.0, 1.0)) } else { (belief.quantile(0.5), ends(&belief)) };
        let score = if is_alone { 0.0 } else { score(&belief, value) };
        Moved { value, mean: own / total, median, interval, score, ..moved }
    }

    /// The policies of the model, that of the result first.
    fn policies(&self) -> impl Iterator<Item = &Policy> {
        let own = &self.subject.target().policy;
        let policies = &self.subject.model.policies;
        policies.iter().filter(move |policy| policy.name == *own).chain(policies)
    }

    /// A parameter as the policy of the result has it, or else another one.
    fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.policies().find_map(|policy| policy.parameters.get(name))
    }

    /// The parameter whose counts have this key, which may be other keys in each policy.
    fn split(&self, name: &str, key: &str) -> Option<&Parameter> {
        let has_key =
            |parameter: &&Parameter| matches!(&parameter.value, Value::Counts(counts) if counts.contains_key(key));
        self.policies().filter_map(|policy| policy.parameters.get(name)).find(has_key)
    }
}

fn ends(distribution: &Distribution) -> (f64, f64) {
    (distribution.quantile(0.05), distribution.quantile(0.95))
}
