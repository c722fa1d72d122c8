//! Shares by drawing cases one by one: the check of the arithmetic, and its like for cases that are drawn from a list.

use super::cases::{Amounts, Cases, Purity};
use super::ruler::{Reaction, Ruler};
use crate::distribution::QuantileColumn;
use crate::draws::{Sampler, Uniforms};
use crate::law::regime::Closed;
use crate::math;

/// Cases drawn at a time.
const BLOCK: usize = 4096;

/// The number of cases in each band of the first law (rows) and of the second (columns), among `count` drawn.
///
/// Independent draws: the standard error of a share p is √(p·(1 − p)/count). The same seed gives the same cases.
pub fn matrix(cases: &Cases, from: &Ruler, to: &Ruler, reaction: &Reaction, count: usize, seed: u64) -> Vec<Vec<u64>> {
    let drawer = Drawer::new(cases, from.needs_purity() || to.needs_purity(), seed);
    let mut found = vec![vec![0; to.bands()]; from.bands()];
    let mut block = Block::default();
    let reacts = reaction.moved > 0.0 && reaction.window > 0.0;
    let factor = reaction.parts()[1].1;
    let (rows, columns) = (Cuts::new(from), Cuts::new(to));
    let mut first = 0;
    while first < count {
        let size = BLOCK.min(count - first);
        drawer.fill(first as u64, size, reacts, &mut block);
        for case in 0..size {
            let (grams, purity) = (block.grams[case], block.purity[case]);
            let factor = if reacts && block.reacts[case] < reaction.moved { factor } else { 1.0 };
            let row = rows.band(grams, purity, factor);
            let column = columns.band(grams, purity, factor);
            found[row][column] += 1;
        }
        first += size;
    }
    found
}

/// What decides the band of a case, ready for many cases.
struct Cuts<'r> {
    ruler: &'r Ruler,
}

impl<'r> Cuts<'r> {
    fn new(ruler: &'r Ruler) -> Cuts<'r> {
        Cuts { ruler }
    }

    #[inline(always)]
    fn band(&self, grams: f64, purity: f64, factor: f64) -> usize {
        let above = |limit: &usize| {
            let cut = self.ruler.gross(*limit, purity) * factor;
            match self.ruler.limits[*limit].closed {
                Closed::Upper | Closed::Unstated => grams > cut,
                Closed::Lower => grams >= cut,
            }
        };
        (0..self.ruler.limits.len()).take_while(above).count()
    }
}

/// Cases side by side.
#[derive(Default)]
struct Block {
    grams: Vec<f64>,
    purity: Vec<f64>,
    /// Uniform; below the share that moves, the case reacts.
    reacts: Vec<f64>,
    scores: Vec<f64>,
}

struct Drawer<'c> {
    cases: &'c Cases,
    needs_purity: bool,
    uniforms: Uniforms,
    quantile: Option<QuantileColumn>,
    /// For a list: the share of cases up to and with each.
    upto: Vec<f64>,
}

impl Drawer<'_> {
    fn new(cases: &Cases, needs_purity: bool, seed: u64) -> Drawer<'_> {
        let quantile = match &cases.purity {
            Purity::Spread(distribution) => Some(QuantileColumn::new(distribution)),
            Purity::Same(_) | Purity::LogOdds { .. } | Purity::OfTheCase => None,
        };
        let upto = match &cases.amounts {
            Amounts::LogNormal { .. } => vec![],
            Amounts::List(list) => {
                let total: f64 = list.iter().map(|case| case.weight).sum();
                let mut sum = 0.0;
                list.iter()
                    .map(|case| {
                        sum += case.weight;
                        sum / total
                    })
                    .collect()
            }
        };
        Drawer { cases, needs_purity, uniforms: Uniforms::new(seed, Sampler::Plain), quantile, upto }
    }

    /// Draws the cases `first` to `first + size − 1`.
    fn fill(&self, first: u64, size: usize, reacts: bool, block: &mut Block) {
        let Block { grams, purity, reacts: chances, scores } = block;
        for column in [&mut *grams, &mut *purity, &mut *chances, &mut *scores] {
            column.resize(size, 0.0);
        }
        let fill = |name: &str, column: &mut [f64]| self.uniforms.stream(name, 0).fill(first, column);
        fill("amount", grams);
        if reacts {
            fill("reaction", chances);
        }
        let spreads = self.needs_purity && matches!(self.cases.purity, Purity::LogOdds { .. } | Purity::Spread(_));
        let rho = self.cases.correlation;
        if spreads && rho != 0.0 {
            scores.copy_from_slice(grams);
            math::normal_quantile_column(scores);
        }
        if spreads {
            fill("purity", purity);
            if rho == 0.0
                && let Some(quantile) = &self.quantile
            {
                quantile.apply(purity);
            } else {
                math::normal_quantile_column(purity);
                let left = (1.0 - rho * rho).max(0.0).sqrt();
                if rho != 0.0 {
                    for (own, score) in purity.iter_mut().zip(scores.iter()) {
                        *own = rho * score + left * *own;
                    }
                }
                self.purities(purity);
            }
        }
        match &self.cases.amounts {
            Amounts::LogNormal { median, spread } => {
                math::normal_quantile_column(grams);
                let mean = math::ln(*median);
                for score in grams.iter_mut() {
                    *score = mean + spread * *score;
                }
                math::exp_column(grams);
            }
            Amounts::List(list) => {
                for (own, purity) in grams.iter_mut().zip(purity.iter_mut()) {
                    let number = self.upto.partition_point(|upto| *upto <= *own).min(list.len() - 1);
                    *own = list[number].grams;
                    if let (Purity::OfTheCase, Some(share)) = (&self.cases.purity, list[number].purity) {
                        *purity = share;
                    }
                }
            }
        }
        if let Purity::Same(share) = self.cases.purity {
            purity.fill(share);
        }
    }

    fn purities(&self, scores: &mut [f64]) {
        match (&self.cases.purity, &self.quantile) {
            (_, Some(quantile)) => quantile.apply_to_normals(scores),
            (Purity::LogOdds { median, spread }, None) => {
                let odds = math::ln(median / (1.0 - median));
                for score in scores.iter_mut() {
                    *score = -(odds + spread * *score);
                }
                math::exp_column(scores);
                for score in scores.iter_mut() {
                    *score = 1.0 / (1.0 + *score);
                }
            }
            _ => {}
        }
    }
}
