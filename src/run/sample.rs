//! Filling the inputs of a block.

use super::registers::{BLOCK, ColumnOfBlock, Registers};
use crate::distribution::{Distribution, QuantileColumn};
use crate::draws::{Copula, Sampler, Stream, Uniforms};
use crate::plan::Plan;
use rayon::prelude::*;

/// Samples the inputs of a plan, block by block.
pub struct InputSampler {
    uniforms: Uniforms,
    streams: Vec<Stream>,
    /// Quantile functions of distinct distributions.
    quantiles: Vec<QuantileColumn>,
    /// For each input its quantile function.
    quantile_of: Vec<usize>,
    copulas: Vec<(Vec<usize>, Copula)>,
    /// For each stream the inputs that read it.
    inputs_of: Vec<Vec<usize>>,
    correlated: Vec<bool>,
}

impl InputSampler {
    /// Prepares streams and quantile functions; the slow part of a run's set-up.
    pub fn new(plan: &Plan, seed: u64, sampler: Sampler) -> InputSampler {
        let uniforms = Uniforms::new(seed, sampler);
        let streams: Vec<Stream> =
            plan.streams.iter().enumerate().map(|(number, name)| uniforms.stream(name, number)).collect();
        let mut distinct: Vec<&Distribution> = vec![];
        let mut quantile_of = vec![];
        for input in &plan.inputs {
            let known = distinct.iter().position(|known| **known == input.distribution);
            quantile_of.push(known.unwrap_or_else(|| {
                distinct.push(&input.distribution);
                distinct.len() - 1
            }));
        }
        let quantiles = distinct.into_par_iter().map(QuantileColumn::new).collect();
        let copulas: Vec<(Vec<usize>, Copula)> = plan
            .correlated
            .iter()
            .filter(|(members, _)| members.len() > 1)
            .map(|(members, rank)| {
                (members.clone(), Copula::new(rank).expect("the model's correlations were checked to be possible"))
            })
            .collect();
        let mut inputs_of = vec![vec![]; streams.len()];
        for (input, stream) in plan.stream_of_input.iter().enumerate() {
            inputs_of[*stream].push(input);
        }
        let mut correlated = vec![false; streams.len()];
        for member in copulas.iter().flat_map(|(members, _)| members) {
            correlated[*member] = true;
        }
        InputSampler { uniforms, streams, quantiles, quantile_of, copulas, inputs_of, correlated }
    }

    /// Fills the inputs with the draws `first_draw` and the 127 after it.
    pub fn fill(&self, plan: &Plan, first_draw: u64, registers: &mut Registers) {
        for (number, stream) in self.streams.iter().enumerate().filter(|(number, _)| !self.correlated[*number]) {
            let wanted: Vec<(usize, u32)> = self.wanted(plan, number).collect();
            let Some((_, first)) = wanted.first() else { continue };
            stream.fill(first_draw, registers.column_mut(*first));
            for (_, register) in &wanted[1..] {
                let u = *registers.column(*first);
                *registers.column_mut(*register) = u;
            }
            for (input, register) in wanted {
                let column = registers.column_mut(register);
                self.quantiles[self.quantile_of[input]].apply(column);
                scale(column, plan.inputs[input].factor);
            }
        }
        for (members, copula) in &self.copulas {
            let mut normals: Vec<ColumnOfBlock> = vec![[0.0; BLOCK]; members.len()];
            for (column, member) in normals.iter_mut().zip(members) {
                self.streams[*member].fill(first_draw, column);
                crate::math::normal_quantile_column(column);
            }
            copula.mix(&mut normals);
            for (column, member) in normals.iter().zip(members) {
                for (input, register) in self.wanted(plan, *member) {
                    let values = registers.column_mut(register);
                    *values = *column;
                    self.quantiles[self.quantile_of[input]].apply_to_normals(values);
                    scale(values, plan.inputs[input].factor);
                }
            }
        }
    }

    /// The standard normal score of every stream in every draw: independent scores, then the correlations.
    ///
    /// One list of `draws` numbers for each stream of the plan.
    pub fn scores(&self, draws: usize) -> Vec<Vec<f64>> {
        let mut columns = self.independent_scores(draws);
        self.correlate(&mut columns);
        columns
    }

    /// The same before [`Self::correlate`].
    pub fn independent_scores(&self, draws: usize) -> Vec<Vec<f64>> {
        independent(&self.streams, draws)
    }

    /// A second sample of the same shape as [`Self::scores`] and independent of it, row by row: of streams of their own.
    pub fn scores_again(&self, plan: &Plan, draws: usize) -> Vec<Vec<f64>> {
        // A line break keeps the names apart from all others. Sobol points go on with the dimensions after the first.
        let first = plan.streams.len();
        let stream = |(number, name): (usize, &String)| self.uniforms.stream(&format!("{name}\nagain"), first + number);
        let streams: Vec<Stream> = plan.streams.iter().enumerate().map(stream).collect();
        let mut columns = independent(&streams, draws);
        self.correlate(&mut columns);
        columns
    }

    /// Makes independent standard normal scores, one list for each stream, as correlated as the model says.
    pub fn correlate(&self, scores: &mut [Vec<f64>]) {
        for (members, copula) in &self.copulas {
            let mut mixed: Vec<Vec<f64>> = members.iter().map(|member| std::mem::take(&mut scores[*member])).collect();
            copula.mix(&mut mixed);
            for (column, member) in mixed.into_iter().zip(members) {
                scores[*member] = column;
            }
        }
    }

    /// The inputs of a plan, in base units, at standard normal scores of its streams (after [`Self::correlate`]): one list
    /// for each input, for [`super::at_inputs`].
    pub fn inputs_at(&self, plan: &Plan, scores: &[Vec<f64>]) -> Vec<Vec<f64>> {
        (0..plan.inputs.len())
            .into_par_iter()
            .map(|input| {
                let mut column = scores[plan.stream_of_input[input]].clone();
                self.quantiles[self.quantile_of[input]].apply_to_normals(&mut column);
                let factor = plan.inputs[input].factor;
                if factor != 1.0 {
                    column.iter_mut().for_each(|value| *value *= factor);
                }
                column
            })
            .collect()
    }

    /// The values of every stream in some draws, each in the unit of its parameter, as a run uses them: one list of `count`
    /// numbers for each stream of the plan.
    pub fn values(&self, plan: &Plan, first_draw: u64, count: usize) -> Vec<Vec<f64>> {
        let mut columns: Vec<Vec<f64>> = self.streams.iter().map(|_| vec![0.0; count]).collect();
        for (stream, column) in self.streams.iter().zip(&mut columns) {
            stream.fill(first_draw, column);
        }
        for (members, copula) in &self.copulas {
            let mut normals: Vec<Vec<f64>> =
                members.iter().map(|member| std::mem::take(&mut columns[*member])).collect();
            normals.iter_mut().for_each(|column| crate::math::normal_quantile_column(column));
            copula.mix(&mut normals);
            for (column, member) in normals.into_iter().zip(members) {
                columns[*member] = column;
            }
        }
        for (stream, column) in columns.iter_mut().enumerate() {
            let input = plan.stream_of_input.iter().position(|of| *of == stream);
            let quantile = &self.quantiles[self.quantile_of[input.expect("every stream has an input")]];
            if self.correlated[stream] { quantile.apply_to_normals(column) } else { quantile.apply(column) }
        }
        columns
    }

    fn wanted<'a>(&'a self, plan: &'a Plan, stream: usize) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.inputs_of[stream].iter().filter_map(|input| Some((*input, plan.schedule.inputs[*input]?)))
    }
}

/// Independent standard normal scores: one list of `draws` numbers for each stream.
fn independent(streams: &[Stream], draws: usize) -> Vec<Vec<f64>> {
    let scores = |stream: &Stream| {
        let mut column = vec![0.0; draws];
        stream.fill(0, &mut column);
        crate::math::normal_quantile_column(&mut column);
        column
    };
    streams.par_iter().map(scores).collect()
}

fn scale(column: &mut ColumnOfBlock, factor: f64) {
    if factor != 1.0 {
        for value in column {
            *value *= factor;
        }
    }
}
