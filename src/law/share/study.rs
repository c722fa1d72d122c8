//! Two laws over uncertain amounts: every share with its interval, with and without a reaction to the limits.

use super::cases::{Amounts, Cases};
use super::compare::{Comparison, compare};
use super::exact;
use super::ruler::{Reaction, Ruler};
use crate::distribution::Distribution;
use crate::law::regime::{Class, Regime, Table};
use crate::math;
use crate::math::quantile::quantiles;

/// What one law makes of a substance.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What to call the law.
    pub name: String,
    pub ruler: Ruler,
    /// Names of the bands; `band 2` for one without a name.
    pub bands: Vec<String>,
    /// What each band leads to, in words; empty if that is not known.
    pub offences: Vec<String>,
    /// The number of bands before the first that counts as criminalized.
    pub criminal: usize,
}

impl Side {
    /// A law's table, with its limits in grams.
    ///
    /// Criminalized is what the table leads to from the first band on whose offence is a crime; if no band is known to
    /// lead to one, or all do, everything above the first band.
    pub fn new(name: &str, regime: &Regime, table: &Table, ruler: Ruler) -> Side {
        let offence = |id: &Option<String>| id.as_ref().and_then(|id| regime.offences.get(id));
        let criminal = table
            .bands
            .iter()
            .position(|band| offence(&band.offence).is_some_and(|offence| offence.class == Class::Criminal))
            .filter(|number| *number > 0)
            .unwrap_or(1)
            .min(table.bands.len());
        let called = |(number, name): (usize, &Option<String>)| name.clone().unwrap_or(format!("band {}", number + 1));
        Side {
            name: name.to_owned(),
            ruler,
            bands: table.bands.iter().map(|band| &band.name).enumerate().map(called).collect(),
            offences: table
                .bands
                .iter()
                .map(|band| offence(&band.offence).map(|of| of.title.in_language("en").to_owned()).unwrap_or_default())
                .collect(),
            criminal,
        }
    }
}

/// One joint value of everything that is uncertain.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// As they would be without a reaction to limits.
    pub natural: Cases,
    /// As they were recorded; the natural ones unless they are past cases in which a reaction is taken to be.
    pub recorded: Cases,
    /// What a reported purity is multiplied by to be counted as each law counts.
    pub counted: [f64; 2],
    pub reaction: Reaction,
    /// Cases under the reform for each of today.
    pub response: f64,
    pub cases_a_year: Option<f64>,
    pub assay: Option<f64>,
}

/// Everything that is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    pub substance: String,
    pub sides: [Side; 2],
    /// Everything at its mean.
    pub central: Draw,
    /// May be none.
    pub draws: Vec<Draw>,
    /// Currency of the price of an assay.
    pub currency: Option<String>,
}

/// A number with its 5 % and 95 % quantiles, which are absent without draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertain {
    pub central: f64,
    pub interval: Option<(f64, f64)>,
}

/// Two laws over the same cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whether people and police react to the limits.
    pub reacts: bool,
    /// For each law the share in each of its bands.
    pub bands: [Vec<Uncertain>; 2],
    /// For each law the share criminalized.
    pub criminal: [Uncertain; 2],
    /// The second less the first.
    pub change: Uncertain,
    /// Rows: bands of the first law.
    pub matrix: Vec<Vec<Uncertain>>,
    pub assays: [Uncertain; 2],
    pub near: [Uncertain; 2],
    /// For each law people criminalized for every 100 cases of today.
    pub of_hundred: [Uncertain; 2],
    /// For each law the cost of assays in a year, if both the price and the number of cases are known.
    pub assay_cost: Option<[Uncertain; 2]>,
}

/// The share above a limit along the limit, counted as one law counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Along {
    pub limits: Vec<f64>,
    pub shares: Vec<Uncertain>,
}

impl Draw {
    fn sides(&self, study: &Study) -> [Ruler; 2] {
        let of = |side: usize| Ruler { counted: self.counted[side], ..study.sides[side].ruler.clone() };
        [of(0), of(1)]
    }

    fn compare(&self, study: &Study, reacts: bool) -> Comparison {
        let [today, reform] = self.sides(study);
        if reacts {
            compare(&self.natural, &today, &reform, &self.reaction)
        } else {
            compare(&self.recorded, &today, &reform, &Reaction::NONE)
        }
    }
}

impl Study {
    /// Whether a reaction to limits, or another number of cases, is asked for.
    pub fn has_reaction(&self) -> bool {
        let differs = |draw: &Draw| draw.reaction.moved > 0.0 || draw.response != 1.0;
        differs(&self.central) || self.draws.iter().any(differs)
    }

    /// The limits of both laws, at central values.
    pub fn rulers(&self) -> [Ruler; 2] {
        self.central.sides(self)
    }

    /// The answer without and, if a reaction is asked for, with it.
    pub fn answers(&self) -> Vec<Answer> {
        let with: &[bool] = if self.has_reaction() { &[false, true] } else { &[false] };
        with.iter().map(|reacts| self.answer(*reacts)).collect()
    }

    fn answer(&self, reacts: bool) -> Answer {
        let all = |draw: &Draw| (draw.compare(self, reacts), draw.clone());
        let central = all(&self.central);
        let draws: Vec<(Comparison, Draw)> = self.draws.iter().map(all).collect();
        let of = |read: &dyn Fn(&Comparison, &Draw) -> f64| {
            uncertain(read(&central.0, &central.1), draws.iter().map(|(found, draw)| read(found, draw)).collect())
        };
        // The share of a list of cases is uncertain because they are few.
        let count = self.central.recorded.count();
        let share = |value: Uncertain| of_few(value, count);
        let both = |read: &dyn Fn(&Comparison, &Draw, usize) -> f64| {
            [0, 1].map(|side| of(&|found, draw| read(found, draw, side)))
        };
        let shares =
            |found: &Comparison, side: usize| if side == 0 { found.today.clone() } else { found.reform.clone() };
        let criminal = |found: &Comparison, side: usize| -> f64 {
            shares(found, side).iter().skip(self.sides[side].criminal).sum()
        };
        let volume = |draw: &Draw, side: usize| if reacts && side == 1 { draw.response } else { 1.0 };
        let bands = [0, 1].map(|side| {
            let count = self.sides[side].bands.len();
            (0..count).map(|band| share(of(&|found, _| shares(found, side)[band]))).collect()
        });
        let matrix = (0..self.sides[0].bands.len())
            .map(|row| (0..self.sides[1].bands.len()).map(|to| share(of(&|found, _| found.matrix[row][to]))).collect())
            .collect();
        let priced = self.central.cases_a_year.is_some() && self.central.assay.is_some();
        let cost = |found: &Comparison, draw: &Draw, side: usize| {
            found.assays[side] * volume(draw, side) * draw.cases_a_year.unwrap_or(0.0) * draw.assay.unwrap_or(0.0)
        };
        Answer {
            reacts,
            bands,
            criminal: both(&|found, _, side| criminal(found, side)).map(share),
            change: of(&|found, _| criminal(found, 1) - criminal(found, 0)),
            matrix,
            assays: both(&|found, _, side| found.assays[side]).map(share),
            near: both(&|found, _, side| found.near[side]).map(share),
            of_hundred: both(&|found, draw, side| 100.0 * volume(draw, side) * criminal(found, side)),
            assay_cost: priced.then(|| both(&cost)),
        }
    }

    /// Limits for the chart: evenly on a log scale around the cases and both laws.
    pub fn limits(&self, points: usize) -> Vec<f64> {
        let marks = || {
            let first = |side: &Side| side.ruler.limits.get(side.criminal.saturating_sub(1)).map(|limit| limit.amount);
            self.sides.iter().filter_map(first)
        };
        let (mut low, mut high) = match &self.central.natural.amounts {
            Amounts::LogNormal { median, spread } => {
                (median * math::exp(-2.0 * spread), median * math::exp(2.0 * spread))
            }
            Amounts::List(list) => {
                let grams = || list.iter().map(|case| case.grams).filter(|grams| *grams > 0.0);
                (grams().fold(f64::INFINITY, f64::min), grams().fold(0.0, f64::max))
            }
        };
        for mark in marks() {
            low = low.min(mark / 3.0);
            high = high.max(mark * 3.0);
        }
        let step = math::ln(high / low) / (points.max(2) - 1) as f64;
        (0..points).map(|point| low * math::exp(step * point as f64)).collect()
    }

    /// The share above each limit without a reaction, counted as one of the laws counts.
    pub fn along(&self, side: usize, limits: &[f64]) -> Along {
        let above = |draw: &Draw, limit: f64| {
            let own = &self.sides[side];
            let Some(mark) = own.ruler.limits.get(own.criminal.saturating_sub(1)) else { return 1.0 };
            // A second limit of pure substance keeps its proportion to the first.
            let pure = mark.pure.map(|pure| pure * limit / mark.amount);
            let moved = crate::law::regime::Limit { amount: limit, pure, ..*mark };
            let ruler = Ruler { limits: vec![moved], counted: draw.counted[side] };
            1.0 - exact::below_limits(&draw.recorded, &ruler, &Reaction::NONE)[0]
        };
        let shares = limits
            .iter()
            .map(|limit| {
                let draws: Vec<f64> = self.draws.iter().map(|draw| above(draw, *limit)).collect();
                let central = above(&self.central, *limit);
                of_few(uncertain(central, draws), self.central.recorded.count())
            })
            .collect();
        Along { limits: limits.to_vec(), shares }
    }

    /// Whether both laws count alike, so that one line shows both.
    pub fn counts_alike(&self) -> bool {
        let way = |side: &Side| {
            let mark = side.ruler.limits.get(side.criminal.saturating_sub(1));
            mark.map(|mark| (mark.basis, mark.closed, mark.pure.map(|pure| pure / mark.amount)))
        };
        way(&self.sides[0]) == way(&self.sides[1]) && self.central.counted[0] == self.central.counted[1]
    }
}

/// The middle 90 % of Beta(k + ½, n − k + ½): what k of n cases say about a share.
fn jeffreys(of: f64, count: f64) -> (f64, f64) {
    let of = of.clamp(0.0, count);
    let beta = Distribution::Beta { a: of + 0.5, b: count - of + 0.5 };
    (beta.quantile(0.05), beta.quantile(0.95))
}

/// A share of a list of cases is uncertain because they are few, on top of what differs between draws: the interval
/// reaches from the lower end of the least to the upper end of the greatest share, and so is wide rather than narrow.
fn of_few(value: Uncertain, count: Option<f64>) -> Uncertain {
    let Some(count) = count else { return value };
    let (low, high) = value.interval.unwrap_or((value.central, value.central));
    Uncertain { interval: Some((jeffreys(low * count, count).0, jeffreys(high * count, count).1)), ..value }
}

fn uncertain(central: f64, mut draws: Vec<f64>) -> Uncertain {
    if draws.is_empty() {
        return Uncertain { central, interval: None };
    }
    let found = quantiles(&mut draws, &[0.05, 0.95]);
    Uncertain { central, interval: Some((found[0], found[1])) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cases_stay_few_when_another_input_is_uncertain() {
        // None of one case: Beta(1/2, 3/2). With x = sin(t)^2 its distribution function is 2/pi (t + sin t cos t), which is
        // 5 % at x = 0.0015429193 and 95 % at x = 0.7714801862.
        let alone = of_few(uncertain(0.0, vec![]), Some(1.0));
        let (low, high) = alone.interval.unwrap();
        assert!((low - 0.0015429193).abs() < 1e-8, "{low}");
        assert!((high - 0.7714801862).abs() < 1e-8, "{high}");
        assert_eq!(of_few(uncertain(0.0, vec![0.0; 512]), Some(1.0)), alone);
        assert_eq!(of_few(uncertain(0.2, vec![0.2; 512]), None).interval, Some((0.2, 0.2)));
    }
}
