//! The charts of a contest: from its numbers and names to pictures.

use super::super::Topic;
use super::words::{is_saving, value_like};
use crate::appraisal::contest::{Contest, Spread};
use crate::chart::{Ladder, LadderRow, Side, Sides, contest_title, ladder_title};
use crate::language::{Estimate, Language};
use crate::results::Measure;

/// Draws the charts of one contest.
pub struct Artist<'a> {
    pub contest: &'a Contest,
    pub topic: &'a Topic,
    pub named: bool,
    pub language: Language,
}

impl Artist<'_> {
    fn ours(&self) -> String {
        if self.named { self.contest.ours.clone() } else { self.language.word("contest-ours") }
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
            contest_title(self.language, &self.topic.policy(self.language), &self.contest.theirs, own, other, unit)
        } else {
            self.contest.target.id()
        };
        let side = |name: String, mixture: &crate::appraisal::contest::Mixture| Side {
            name,
            estimate: estimate(&mixture.result),
            draws: mixture.draws.clone(),
        };
        let sides = [side(self.ours(), own), side(self.contest.theirs.clone(), other)];
        Sides::new(self.topic.heading_of_draws(self.language, title), self.topic.unit(), self.measure(), sides)
            .map(|chart| chart.svg())
    }

    /// What each dispute moves, the largest first.
    pub fn ladder(&self) -> String {
        let row = |number: usize| {
            let one = &self.contest.contested[number];
            LadderRow {
                name: self.topic.input(&one.ours.name, self.language),
                ours: value_like(&one.ours, &one.ours, self.language),
                theirs: value_like(&one.theirs, &one.ours, self.language),
                moves: estimate(&one.share),
                part: one.part,
                is_material: one.is_material(),
            }
        };
        let rows: Vec<LadderRow> = self.contest.ladder().into_iter().map(row).collect();
        let title = ladder_title(self.language, &rows, self.contest.own().result.mean);
        let total = estimate(&self.contest.disagreement);
        let unit = self.topic.unit();
        let theirs = self.contest.theirs.clone();
        let measure = self.measure();
        Ladder {
            heading: self.topic.heading_of_draws(self.language, title),
            unit,
            measure,
            ours: self.ours(),
            theirs,
            rows,
            total,
        }
        .svg()
    }
}

fn estimate(spread: &Spread) -> Estimate {
    Estimate::between(spread.mean, spread.low, spread.high)
}
