//! What a row of results is about, and its id.

use crate::model::Level;
use serde::Serialize;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// People who enter a stage in a year.
    Entries,
    /// People present in a stage, as the mean of a year.
    People,
    /// People for whom a stage has no room, in a year.
    TurnedAway,
    /// Person-years of stays that were still running at the end of the horizon.
    BeyondHorizon,
    /// Money that a line, a payer or a perspective spends.
    Cost,
    /// The baseline's cost less the policy's.
    Saving,
    /// Savings of all years up to and with this one.
    CumulativeSaving,
    Outcome,
    /// The policy's outcome less the baseline's.
    OutcomeChange,
    /// What a policy's saving would buy of something.
    Buys,
}

impl Measure {
    /// The word in ids and tables.
    pub fn word(self) -> &'static str {
        match self {
            Measure::Entries => "entries",
            Measure::People => "people",
            Measure::TurnedAway => "turned_away",
            Measure::BeyondHorizon => "beyond_horizon",
            Measure::Cost => "cost",
            Measure::Saving => "saving",
            Measure::CumulativeSaving => "cumulative_saving",
            Measure::Outcome => "outcome",
            Measure::OutcomeChange => "outcome_change",
            Measure::Buys => "buys",
        }
    }

    /// Whether it is a difference between a policy and the baseline.
    pub fn is_difference(self) -> bool {
        matches!(self, Measure::Saving | Measure::CumulativeSaving | Measure::OutcomeChange | Measure::Buys)
    }
}

/// In which sense money is counted. In the order of caution, least cautious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyColumn {
    /// Spending divided by people or cases.
    Average,
    /// What moves once whole units (staff, wings) have followed.
    LongRun,
    /// What moves at once.
    ShortRun,
    /// What leaves the budget.
    Cashable,
}

impl MoneyColumn {
    /// All, least cautious first.
    pub const ALL: [MoneyColumn; 4] =
        [MoneyColumn::Average, MoneyColumn::LongRun, MoneyColumn::ShortRun, MoneyColumn::Cashable];

    /// The word in ids and tables.
    pub fn word(self) -> &'static str {
        match self {
            MoneyColumn::Average => "average",
            MoneyColumn::LongRun => "long_run",
            MoneyColumn::ShortRun => "short_run",
            MoneyColumn::Cashable => "cashable",
        }
    }
}

/// Where something is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Stage(String),
    Line(String),
    Category(String),
    Payer(String),
    Level(Level),
    /// All public payers.
    Public,
    /// Everybody; transfers cancel.
    Society,
    /// What raising public money costs society beyond that money.
    Deadweight,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    pub policy: String,
    pub measure: Measure,
    pub place: Place,
    /// A calendar year, or the whole horizon.
    pub year: Option<i32>,
    pub column: Option<MoneyColumn>,
    pub discounted: bool,
    /// One group, or all of them.
    pub group: Option<String>,
    /// As the row's numbers are printed: a currency, `person`, or the unit of an outcome.
    pub unit: String,
}

impl RowKey {
    /// The stable id: `policy/measure/place/year`, then what differs from the usual: the money column unless it is the
    /// average, `discounted`, `group:NAME`.
    pub fn id(&self) -> String {
        let place = match &self.place {
            Place::Stage(name) | Place::Line(name) => name.clone(),
            Place::Category(name) => format!("category:{name}"),
            Place::Payer(name) => format!("payer:{name}"),
            Place::Level(level) => format!("level:{}", level.word()),
            Place::Public => "public".into(),
            Place::Society => "society".into(),
            Place::Deadweight => "deadweight".into(),
        };
        let year = self.year.map_or("all".to_owned(), |year| year.to_string());
        let mut id = format!("{}/{}/{place}/{year}", self.policy, self.measure.word());
        if let Some(column) = self.column.filter(|column| *column != MoneyColumn::Average) {
            id = format!("{id}/{}", column.word());
        }
        if self.discounted {
            id.push_str("/discounted");
        }
        if let Some(group) = &self.group {
            id = format!("{id}/group:{group}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_only_what_differs_from_the_usual() {
        let mut key = RowKey {
            policy: "testing".into(),
            measure: Measure::Entries,
            place: Place::Stage("fined".into()),
            year: Some(2014),
            column: None,
            discounted: false,
            group: None,
            unit: "person".into(),
        };
        assert_eq!(key.id(), "testing/entries/fined/2014");
        key.measure = Measure::Saving;
        key.place = Place::Category("prison".into());
        key.year = None;
        key.column = Some(MoneyColumn::ShortRun);
        key.discounted = true;
        assert_eq!(key.id(), "testing/saving/category:prison/all/short_run/discounted");
    }
}
