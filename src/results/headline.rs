//! The number that a run stands for: the saving of a policy in the most cautious sense that is known.

use super::key::{Measure, MoneyColumn};
use super::table::{Results, Row};
use crate::plan::perspective_place;

/// The headline of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    pub policy: String,
    /// The most cautious column that is known for all lines.
    pub column: MoneyColumn,
    /// Discounted saving over the horizon, positive if the policy costs less than the baseline.
    pub saving: f64,
    pub interval: Option<(f64, f64)>,
    pub share_below_zero: Option<f64>,
    /// Monte Carlo standard error of the saving.
    pub mcse: Option<f64>,
    /// The saving at average cost, and this saving as a part of it.
    pub average: f64,
    pub ratio_to_average: Option<f64>,
    pub central: f64,
    /// Cumulative undiscounted savings at years 1, 2, 3, 5 and 10, as far as the horizon goes.
    pub milestones: Vec<Milestone>,
    /// The first year, counted from 1, from which on the mean cumulative saving has the sign of its end; absent if it
    /// never changes sign.
    pub turns_in_year: Option<u32>,
}

/// What a policy has saved by the end of a year, undiscounted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Milestone {
    /// Counted from 1.
    pub year: u32,
    pub saving: f64,
    pub interval: Option<(f64, f64)>,
}

/// The years at which cumulative savings are reported.
pub const MILESTONES: [u32; 5] = [1, 2, 3, 5, 10];

impl Results {
    /// The headline of every policy, in their order.
    pub fn headlines(&self) -> Vec<Headline> {
        let policies = self.model.policies.iter().skip(1);
        policies.filter_map(|policy| self.headline(&policy.name)).collect()
    }

    /// The headline of one policy; absent for the baseline.
    pub fn headline(&self, policy: &str) -> Option<Headline> {
        let place = perspective_place(&self.model.settings.perspective);
        let of = |column, discounted| self.money(policy, Measure::Saving, &place, None, column, discounted);
        let (column, row) = MoneyColumn::ALL
            .into_iter()
            .rev()
            .filter_map(|column| Some((column, of(column, true)?)))
            .find(|(_, row)| row.best().is_some())?;
        let average = of(MoneyColumn::Average, true)?.best()?;
        let saving = row.best()?;
        let cumulative = self.cumulative(policy, column);
        let milestones = MILESTONES
            .into_iter()
            .filter_map(|year| {
                let row = cumulative.get(year as usize - 1)?;
                Some(Milestone { year, saving: row.best()?, interval: row.interval() })
            })
            .collect();
        let signs: Vec<bool> = cumulative.iter().filter_map(|row| Some(row.best()? > 0.0)).collect();
        let turns_in_year = signs.windows(2).rposition(|pair| pair[0] != pair[1]).map(|at| at as u32 + 2);
        Some(Headline {
            policy: policy.to_owned(),
            column,
            saving,
            interval: row.interval(),
            share_below_zero: self.share_below_zero(row),
            mcse: row.mcse,
            average,
            ratio_to_average: (average != 0.0).then(|| saving / average),
            central: row.central?,
            milestones,
            turns_in_year,
        })
    }

    /// The row that a headline reports.
    pub fn headline_row(&self, headline: &Headline) -> Option<&Row> {
        let place = perspective_place(&self.model.settings.perspective);
        self.money(&headline.policy, Measure::Saving, &place, None, headline.column, true)
    }

    /// Cumulative savings of a policy in the headline's perspective, year by year.
    pub fn cumulative(&self, policy: &str, column: MoneyColumn) -> Vec<&Row> {
        self.rows
            .iter()
            .filter(|row| {
                let key = &row.key;
                key.measure == Measure::CumulativeSaving && key.policy == policy && key.column == Some(column)
            })
            .collect()
    }
}
