//! The charts of a contest: from its numbers and names to pictures.

use super::words::{is_saving, value_like};
use crate::appraisal::contest::{Contest, Spread};
use crate::chart::{Heading, Ladder, LadderRow, Side, Sides, Unit, contest_title, ladder_title};
use crate::language::{Estimate, Language};
use crate::model::Model;
use crate::output::charts::{draws_of, horizon, input_label, sense, source_line};
use crate::results::Measure;

/// Draws the charts of one contest.
pub struct Artist<'a> {
    pub contest: &'a Contest,
    pub model: &'a Model,
    pub named: bool,
    pub language: Language,
}

impl Artist<'_> {
    fn ours(&self) -> String {
        if self.named { self.contest.ours.clone() } else { self.language.word("contest-ours") }
    }

    fn policy(&self) -> String {
        let name = &self.contest.target.policy;
        let policy = self.model.policies.iter().find(|policy| policy.name == *name);
        match policy.map(|policy| policy.title.in_language(self.language.code())) {
            Some(title) if !title.is_empty() => title.to_owned(),
            _ => name.replace('_', " "),
        }
    }

    fn unit(&self) -> Unit {
        let settings = &self.model.settings;
        let is_money = self.contest.target.column.is_some();
        Unit {
            name: self.contest.target.unit.clone(),
            price_year: (is_money && settings.price_year > 1).then_some(settings.price_year),
            discounted: is_money.then_some(self.contest.target.discounted && settings.discount.money != 0.0),
        }
    }

    fn heading(&self, title: String) -> Heading {
        let draws = self.contest.own().draws.len();
        let target = &self.contest.target;
        let mut parts = vec![self.model.settings.title.in_language(self.language.code()).to_owned()];
        parts.extend(target.column.map(|column| sense(column, self.language)));
        if target.column.is_some() && target.year.is_none() {
            parts.push(horizon(self.model, self.language, target.discounted));
        }
        parts.push(draws_of(self.language, draws));
        let subtitle = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        Heading { language: self.language, title, subtitle, source: source_line(self.model, self.language) }
    }

    /// What is on the axis: the saving, or the result by its id.
    fn measure(&self) -> String {
        match self.contest.target.measure {
            Measure::Saving | Measure::CumulativeSaving => self.language.word("measure-saving"),
            _ => self.contest.target.id(),
        }
    }

    /// Two distributions, one for each side.
    pub fn sides(&self) -> Option<String> {
        let (own, other) = (self.contest.own(), self.contest.other());
        let title = if is_saving(self.contest) {
            let (own, other) = (estimate(&own.result), estimate(&other.result));
            let unit = &self.contest.target.unit;
            contest_title(self.language, &self.policy(), &self.contest.theirs, own, other, unit)
        } else {
            self.contest.target.id()
        };
        let side = |name: String, mixture: &crate::appraisal::contest::Mixture| Side {
            name,
            estimate: estimate(&mixture.result),
            draws: mixture.draws.clone(),
        };
        let sides = [side(self.ours(), own), side(self.contest.theirs.clone(), other)];
        Sides::new(self.heading(title), self.unit(), self.measure(), sides).map(|chart| chart.svg())
    }

    /// What each dispute moves, the largest first.
    pub fn ladder(&self) -> String {
        let rows: Vec<LadderRow> = self
            .contest
            .ladder()
            .into_iter()
            .map(|number| {
                let one = &self.contest.contested[number];
                LadderRow {
                    name: input_label(self.model, &one.name, self.language),
                    ours: value_like(&one.ours, &one.ours, self.language),
                    theirs: value_like(&one.theirs, &one.ours, self.language),
                    moves: estimate(&one.share),
                    part: one.part,
                    is_material: one.is_material(),
                }
            })
            .collect();
        let title = ladder_title(self.language, &rows, self.contest.own().result.mean);
        let total = estimate(&self.contest.disagreement);
        let unit = self.unit();
        let theirs = self.contest.theirs.clone();
        let measure = self.measure();
        Ladder { heading: self.heading(title), unit, measure, ours: self.ours(), theirs, rows, total }.svg()
    }
}

fn estimate(spread: &Spread) -> Estimate {
    Estimate::between(spread.mean, spread.low, spread.high)
}
