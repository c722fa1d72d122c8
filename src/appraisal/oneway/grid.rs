//! Two inputs at a time: the result over a grid, and where it is zero.

use super::range::{Range, inputs_of, parameter};
use super::tries::Tries;
use crate::appraisal::Subject;
use crate::codes::Code;
use crate::distribution::QuantileColumn;
use crate::model::Value;
use crate::scenario::nearest::did_you_mean;
use crate::statistics::{Grid, Sample};
use crate::text::Problem;

/// Points of each axis.
const POINTS: usize = 21;
/// The percentiles between which an axis runs.
const ENDS: (f64, f64) = (0.01, 0.99);

/// The result over two inputs, all others at their means. Equation 43 of `docs/uncertainty.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoWay {
    pub across: GridAxis,
    pub up: GridAxis,
    /// The result at every point, axes in the units of the inputs.
    pub grid: Grid,
    /// Lines on which the result is zero.
    pub zero: Vec<Vec<(f64, f64)>>,
    /// Along each axis, where the result turns its sign with the other input at its mean, in the unit of the axis.
    pub turns: [Vec<f64>; 2],
    /// Both inputs at their means.
    pub central: (f64, f64),
    /// The result there.
    pub central_result: f64,
    /// Share of the draws of these two inputs at which the result is below zero, the others at their means.
    pub below_zero: f64,
    /// The same with every input uncertain.
    pub below_zero_of_all: f64,
}

/// One input of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridAxis {
    pub name: String,
    /// From its 1st to its 99th percentile.
    pub range: Range,
}

impl TwoWay {
    /// Tries two parameters, by name, over a grid.
    ///
    /// Fails if one of them does not exist, is certain, or is no single number, if both are the same, or if the model
    /// cannot be run somewhere on the grid.
    pub fn new(subject: &Subject, sample: &Sample, names: [&str; 2]) -> Result<TwoWay, Problem> {
        let [across, up] = [axis(subject, names[0])?, axis(subject, names[1])?];
        if across == up {
            return Err(Problem::nowhere(Code::GridOfOne, format!("both sides of the grid are `{}`", names[0]))
                .help("name two parameters:  --grid A,B"));
        }
        let streams = [across, up];
        let axes = streams.map(|stream| GridAxis {
            name: subject.plan.streams[stream].clone(),
            range: Range::of_stream(subject, stream, ENDS.0, ENDS.1),
        });
        let steps: Vec<f64> = (0..POINTS).map(|step| step as f64 / (POINTS - 1) as f64).collect();
        let mut tries = Tries::new(subject);
        for up in &steps {
            for across in &steps {
                let changed: Vec<(usize, f64)> = streams
                    .iter()
                    .zip([across, up])
                    .flat_map(|(stream, part)| along(subject, *stream, *part))
                    .collect();
                tries.push(&changed);
            }
        }
        let found: Result<Vec<f64>, String> = tries.results().into_iter().collect();
        let found = found.map_err(|why| {
            Problem::nowhere(
                Code::GridImpossible,
                format!("the model cannot be run over all of `{}` and `{}`", names[0], names[1]),
            )
            .note(why)
            .help("narrow their ranges, or declare  at_most  where a share may be cut")
        })?;
        let values = found.chunks(POINTS).map(<[f64]>::to_vec).collect();
        let places = |axis: &GridAxis| {
            let Range { low, high, .. } = axis.range;
            steps.iter().map(|step| low + (high - low) * step).collect::<Vec<f64>>()
        };
        let grid = Grid { x: places(&axes[0]), y: places(&axes[1]), values };
        let mean = |stream: usize| subject.plan.inputs[inputs_of(subject, stream)[0]].distribution.mean();
        let below = |values: &[f64]| values.iter().filter(|value| **value < 0.0).count() as f64 / values.len() as f64;
        let of_all = sample.outputs.first().map_or(f64::NAN, |output| below(&output.values));
        let [across, up] = axes;
        let central = (mean(streams[0]), mean(streams[1]));
        Ok(TwoWay {
            zero: grid.contour(0.0),
            turns: [turns(&grid, central.1), turns(&transposed(&grid), central.0)],
            central,
            central_result: subject.central()?,
            below_zero: below(&on_draws(subject, sample, streams)?),
            below_zero_of_all: of_all,
            across,
            up,
            grid,
        })
    }

    /// The lowest and the highest result of the grid.
    pub fn ends(&self) -> (f64, f64) {
        let all = || self.grid.values.iter().flatten().copied();
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    }
}

/// Where the result turns its sign along x with y at `at`, all straight between points of the grid.
fn turns(grid: &Grid, at: f64) -> Vec<f64> {
    let above = grid.y.partition_point(|y| *y <= at).clamp(1, grid.y.len() - 1);
    let (low, high) = (grid.y[above - 1], grid.y[above]);
    let part = (at - low) / (high - low);
    let line = grid.values[above - 1].iter().zip(&grid.values[above]).map(|(low, high)| low + (high - low) * part);
    let line: Vec<f64> = line.collect();
    let crossed = line.windows(2).zip(grid.x.windows(2)).filter(|(values, _)| (values[0] < 0.0) != (values[1] < 0.0));
    crossed.map(|(values, x)| x[0] + (x[1] - x[0]) * values[0] / (values[0] - values[1])).collect()
}

/// The grid with its axes swapped.
fn transposed(grid: &Grid) -> Grid {
    let values = (0..grid.x.len()).map(|column| grid.values.iter().map(|row| row[column]).collect()).collect();
    Grid { x: grid.y.clone(), y: grid.x.clone(), values }
}

/// The inputs of a stream a part of the way from the 1st to the 99th percentile of each, in base units.
fn along(subject: &Subject, stream: usize, part: f64) -> Vec<(usize, f64)> {
    let value = |input: usize| {
        let read = &subject.plan.inputs[input];
        let (low, high) = (read.distribution.quantile(ENDS.0), read.distribution.quantile(ENDS.1));
        (input, (low + (high - low) * part) * read.factor)
    };
    inputs_of(subject, stream).into_iter().map(value).collect()
}

/// The result on the draws of two streams, the others at their means.
fn on_draws(subject: &Subject, sample: &Sample, streams: [usize; 2]) -> Result<Vec<f64>, Problem> {
    let draws = sample.draws();
    let inputs = subject.plan.inputs.iter().zip(&subject.plan.stream_of_input).zip(subject.plan.means());
    let columns = inputs.map(|((input, stream), mean)| {
        if !streams.contains(stream) {
            return vec![mean; draws];
        }
        let mut column = sample.inputs[*stream].scores.clone();
        QuantileColumn::new(&input.distribution).apply_to_normals(&mut column);
        column.iter_mut().for_each(|value| *value *= input.factor);
        column
    });
    subject.at_inputs(&columns.collect::<Vec<_>>())
}

/// The stream of a parameter that can be moved.
fn axis(subject: &Subject, name: &str) -> Result<usize, Problem> {
    let streams = &subject.plan.streams;
    let parameter = parameter(&subject.model, name);
    if let Some(stream) = streams.iter().position(|stream| stream == name)
        && (parameter.is_some() || !name.contains('.'))
    {
        return Ok(stream);
    }
    // Shares of a split are drawn by their counts: none of them can be moved alone.
    let movable: Vec<&str> = streams.iter().map(String::as_str).filter(|stream| !stream.contains('.')).collect();
    let out = || format!("parameters with one uncertain number: {}", few(&movable));
    let Some(parameter) = parameter else {
        let whole = name.split('.').next().unwrap_or(name);
        if streams.iter().any(|stream| stream == name) {
            let message = format!("`{name}` is one share of a split: it cannot move without the others");
            return Err(Problem::nowhere(Code::GridCertain, message)
                .help(out())
                .note(format!("the split is `{whole}`")));
        }
        let message = format!("no parameter called `{name}`");
        return Err(Problem::nowhere(Code::GridUnknown, message).help(did_you_mean(name, movable.iter().copied())));
    };
    let message = match &parameter.value {
        Value::Formula(_) => format!("`{name}` is a formula: it has no range of its own"),
        Value::Counts(_) | Value::Shares(_) => format!("`{name}` is a split: several shares, not one number"),
        Value::Known(_) => format!("`{name}` is known: it has no range to be moved over"),
        Value::SinceEntry { .. } | Value::View { .. } | Value::Spread(_) => {
            format!("`{name}` is a path or a spread between people, not one uncertain number")
        }
        Value::Uncertain(_) | Value::ByYear { .. } | Value::ByGroup(_) => {
            format!("`{name}` has no part in `{}`", subject.target().id())
        }
    };
    Err(Problem::nowhere(Code::GridCertain, message).help(out()))
}

/// The first names of a list.
fn few(names: &[&str]) -> String {
    const MOST: usize = 12;
    match names.len() {
        0 => "there are none".to_owned(),
        count if count <= MOST => names.join(", "),
        count => format!("{} and {} more", names[..MOST].join(", "), count - MOST),
    }
}
