//! Stresses: what if things go badly, one thing at a time.
//!
//! Each stress changes a model of the baseline and one policy and runs it on the same draws as the headline, so that its
//! change is not the luck of the draws. The equations are in `docs/uncertainty.md`.

mod lines;
mod parts;
mod places;
mod services;

use super::savings::{Saved, Senses, savings, summed_up};
use crate::model::Model;
use crate::plan::perspective_place;
use crate::results::MoneyColumn;
use crate::run::Sampling;
use crate::text::Problem;

/// One thing that may go badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stress {
    HalfImplementation,
    SlowRamp,
    NetWidening,
    FullServices,
    CourtsRefill,
    StaffNotCut,
    OneOffDouble,
    DearerServices,
}

/// A stress that could be put on a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// What was changed here, in words.
    pub what: String,
    /// What the policy then saves, by [`MoneyColumn`]; absent where it is not known.
    pub senses: [Option<Saved>; 4],
}

/// A stress of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Stressed {
    pub stress: Stress,
    /// Or why it does not apply here.
    pub outcome: Result<Applied, String>,
}

/// All stresses of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Stresses {
    pub policy: String,
    /// What the policy saves as it stands, on the same draws.
    pub as_it_stands: [Option<Saved>; 4],
    pub stresses: Vec<Stressed>,
    /// Draws of each.
    pub draws: usize,
}

impl Stress {
    /// All, in the order in which they are shown.
    pub const ALL: [Stress; 8] = [
        Stress::HalfImplementation,
        Stress::SlowRamp,
        Stress::NetWidening,
        Stress::FullServices,
        Stress::CourtsRefill,
        Stress::StaffNotCut,
        Stress::OneOffDouble,
        Stress::DearerServices,
    ];

    /// The stable word in rows and of messages.
    pub fn word(self) -> &'static str {
        match self {
            Stress::HalfImplementation => "half-implementation",
            Stress::SlowRamp => "slow-ramp",
            Stress::NetWidening => "net-widening",
            Stress::FullServices => "full-services",
            Stress::CourtsRefill => "courts-refill",
            Stress::StaffNotCut => "staff-not-cut",
            Stress::OneOffDouble => "one-off-double",
            Stress::DearerServices => "dearer-services",
        }
    }

    /// A few words for tables.
    pub fn title(self) -> &'static str {
        match self {
            Stress::HalfImplementation => "half implementation",
            Stress::SlowRamp => "slow ramp",
            Stress::NetWidening => "high net-widening",
            Stress::FullServices => "full services",
            Stress::CourtsRefill => "courts and prisons refill",
            Stress::StaffNotCut => "staff not cut",
            Stress::OneOffDouble => "one-off costs double",
            Stress::DearerServices => "dearer services",
        }
    }

    /// What is assumed, with its size.
    pub fn assumed(self) -> &'static str {
        match self {
            Stress::HalfImplementation => {
                "half of the places go on as before; what the policy adds by the year or once is paid in full"
            }
            Stress::SlowRamp => {
                "a quarter of the places begins at the start and another quarter after each of the first three years; \
                 what the policy adds by the year or once is paid in full from the start"
            }
            Stress::NetWidening => "50 % more people come to what the policy adds, people who would have met nothing",
            Stress::FullServices => {
                "the policy's services have room for half of those who would come; the others go the old way"
            }
            Stress::CourtsRefill => {
                "other cases take what prosecution, courts and prisons are freed of: nothing is saved there"
            }
            Stress::StaffNotCut => {
                "of what is saved at average prices only the known short-run part counts, and none where that is not known"
            }
            Stress::OneOffDouble => "what the policy pays once costs twice as much",
            Stress::DearerServices => "what the policy adds costs 40 % more",
        }
    }

    /// Why it is plausible, and where that is from.
    pub fn reason(self) -> &'static str {
        match self {
            Stress::HalfImplementation => {
                "Polish prosecutors used a new power to drop possession cases in 2,145 of 18,441 cases (Helsinki Foundation \
                 for Human Rights, Warsaw, 2012); in Thames Valley 45 % of eligible people came to the assessment (Spyt, \
                 Barnham and Kew, 2019)"
            }
            Stress::SlowRamp => {
                "in its first year Estonia's SÜTIK worked in one county and reached 147 people (Postimees, 2019); Oregon's \
                 penalties fell away in early 2021, and money for services had reached every county by September 2022 \
                 (reports on the audit of the Secretary of State, January 2023)"
            }
            Stress::NetWidening => {
                "when South Australia put fines on the spot in place of charges, notices for cannabis rose from 6,231 in \
                 1987-88 to 17,425 in 1993-94, since they took police less time (New Zealand Herald, 11 January 2000)"
            }
            Stress::FullServices => {
                "Seattle's LEAD, meant to have 20 to 25 people for each case manager, had 44 on average and could not grow \
                 (MyNorthwest, 21 October 2019); of the systems that come with the program most publish no staffing"
            }
            Stress::CourtsRefill => {
                "when California's Proposition 47 emptied jail beds, counties released fewer others early for want of room: \
                 almost 20 % fewer (Lofstrom and Martin, Public Policy Institute of California, 2015)"
            }
            Stress::StaffNotCut => {
                "salaries and buildings do not follow the number of people unless posts are cut and wings closed (Henrichson \
                 and Galgano, Vera Institute of Justice, 2013)"
            }
            Stress::OneOffDouble => {
                "equipment and development projects cost 214 % more than planned on average in 50 large British public \
                 projects, other kinds far less (Mott MacDonald for HM Treasury, 2002)"
            }
            Stress::DearerServices => {
                "outsourced services cost 41 % more to run than planned on average in the same review (Mott MacDonald for \
                 HM Treasury, 2002)"
            }
        }
    }
}

/// One policy beside the baseline, and how to run it.
struct Bench {
    /// The baseline and the policy; no outcomes, which no stress looks at.
    pair: Model,
    /// The sense of the headline.
    headline: MoneyColumn,
    sampling: Sampling,
}

/// What a stress makes of a policy: what was changed, and the draws; or why it does not apply.
type Answer = Result<(String, Senses), String>;

/// Puts every stress on every policy, on the same draws.
///
/// `headline` is the sense in which savings are compared. Fails if the model as it stands cannot be run.
pub fn stresses(model: &Model, headline: MoneyColumn, sampling: Sampling) -> Result<Vec<Stresses>, Problem> {
    (1..model.policies.len())
        .map(|policy| {
            let mut pair = model.clone();
            pair.policies = vec![model.policies[0].clone(), model.policies[policy].clone()];
            pair.policies.iter_mut().for_each(|policy| policy.outcomes.clear());
            pair.buys.clear();
            let bench = Bench { pair, headline, sampling };
            let as_it_stands = bench.run(&bench.pair)?;
            let stresses = Stress::ALL.into_iter().map(|stress| {
                let answer = bench.put(stress, &as_it_stands);
                let outcome = answer.map(|(what, senses)| Applied { what, senses: summed_up(&senses) });
                Stressed { stress, outcome }
            });
            Ok(Stresses {
                policy: model.policies[policy].name.clone(),
                stresses: stresses.collect(),
                as_it_stands: summed_up(&as_it_stands),
                draws: sampling.draws,
            })
        })
        .collect()
}

impl Bench {
    /// The draws of the policy's saving in a changed model of the two.
    fn run(&self, pair: &Model) -> Result<Senses, Problem> {
        let place = perspective_place(&pair.settings.perspective);
        let found = savings(pair, &[place], self.sampling)?;
        Ok(found.into_iter().next().map(|(_, _, senses)| senses).expect("a pair has one policy"))
    }

    /// As [`Self::run`], a failure in words.
    fn try_run(&self, pair: &Model) -> Result<Senses, String> {
        self.run(pair).map_err(|problem| format!("cannot be run: {}", problem.message))
    }

    fn put(&self, stress: Stress, as_it_stands: &Senses) -> Answer {
        match stress {
            Stress::HalfImplementation => places::half(self),
            Stress::SlowRamp => places::ramp(self),
            Stress::NetWidening => lines::net_widening(self),
            Stress::FullServices => services::full(self),
            Stress::CourtsRefill => parts::refill(self, as_it_stands),
            Stress::StaffNotCut => parts::staff(self),
            Stress::OneOffDouble => lines::one_off(self),
            Stress::DearerServices => lines::dearer(self),
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
