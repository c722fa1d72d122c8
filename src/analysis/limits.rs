//! A study of legal limits from a scenario: the draws of every parameter that the amounts and the shares of bands name.

use super::parameters::{Drawn, joint};
use crate::law::share::study::{Draw, Side, Study};
use crate::law::share::{Cases, Reaction};
use crate::model::{BandCases, BandShare, LogNormalCases, Model, Operand};
use crate::run::Sampling;
use crate::text::Problem;

/// What may be known of the amounts beside how they spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// Cases under the reform for each of today.
    pub response: Option<Operand>,
    /// Cases per time.
    pub cases: Option<Operand>,
    /// What an assay costs.
    pub assay: Option<Operand>,
}

/// The study of one substance under two laws: `sides` and `shares` are those of today and of the reform.
///
/// `shares` are of any band and count the same cases. `None` if they do not, or if one of their parameters is no number
/// of the model's; fails if a parameter has no finite value in some draw.
pub fn study_of_limits(
    model: &Model,
    substance: &str,
    sides: [Side; 2],
    shares: &[BandShare; 2],
    extras: &Extras,
    sampling: Sampling,
) -> Result<Option<Study>, Problem> {
    let Extras { response, cases, assay } = extras;
    let mut operands: Vec<Operand> = shares.iter().flat_map(BandShare::operands).cloned().collect();
    operands.extend([response, cases, assay].into_iter().flatten().cloned());
    let values = joint(model, &operands, sampling)?;
    let draw = |read: &dyn Fn(&Drawn) -> Option<f64>| -> Option<Draw> {
        let read = |operand: &Operand| values.get(operand).and_then(read);
        let optional = |operand: &Option<Operand>| operand.as_ref().and_then(read);
        let Counted { natural, recorded, counted, reaction } = counted(shares, &read)?;
        Some(Draw {
            natural,
            recorded,
            counted,
            reaction,
            response: optional(response).unwrap_or(1.0),
            cases_a_year: optional(cases).map(|cases| cases * model.settings.year_days),
            assay: optional(assay),
        })
    };
    let many = if values.is_empty() { 0 } else { sampling.draws };
    let draws: Option<Vec<Draw>> = (0..many).map(|number| draw(&|drawn| drawn.draws.get(number).copied())).collect();
    let (Some(central), Some(draws)) = (draw(&|drawn| Some(drawn.central)), draws) else { return Ok(None) };
    let currency = assay.is_some().then(|| model.settings.currency.clone());
    Ok(Some(Study { substance: substance.to_owned(), sides, central, draws, currency }))
}

/// The cases of both laws, and what makes them count.
struct Counted {
    natural: Cases,
    recorded: Cases,
    counted: [f64; 2],
    reaction: Reaction,
}

fn counted(shares: &[BandShare; 2], read: &dyn Fn(&Operand) -> Option<f64>) -> Option<Counted> {
    match (&shares[0].cases, &shares[1].cases) {
        (BandCases::LogNormal(today), BandCases::LogNormal(reform)) => of_lognormal(today, reform, read),
        (BandCases::List { past: today, .. }, BandCases::List { past: reform, .. }) => Some(Counted {
            natural: today.natural.clone(),
            recorded: today.recorded.clone(),
            counted: [today.counted, reform.counted],
            reaction: today.reaction,
        }),
        (BandCases::LogNormal(_), BandCases::List { .. }) | (BandCases::List { .. }, BandCases::LogNormal(_)) => None,
    }
}

fn of_lognormal(
    today: &LogNormalCases,
    reform: &LogNormalCases,
    read: &dyn Fn(&Operand) -> Option<f64>,
) -> Option<Counted> {
    let (natural, counted, reaction) = today.read(read)?;
    let (_, counted_reform, _) = reform.read(read)?;
    // A fit of amounts has no bunch in it.
    Some(Counted { recorded: natural.clone(), natural, counted: [counted, counted_reform], reaction })
}
