//! Whole units, the cost of raising public money, and what a saving buys (equations 17a, 18a and 19a of
//! `docs/model.md`).

use super::book::{Book, Money, Series};
use crimcost::model::{CostLine, Step};

impl Book<'_> {
    /// The long-run column of a line with a step: what moves at once, and the units.
    pub(super) fn long_run(&self, line: &CostLine, step: &Step) -> Series {
        let rate = line.discount.unwrap_or(self.settings().discount.money);
        let mut series = match &line.varies {
            Some(varies) => self.line(&line.quantity, rate, &|at| self.reader.formula(varies, at)),
            None => Series::zero(self.cycles()),
        };
        let length = step.checkpoint_cycles as usize;
        let mut needed_before = 0.0;
        for first in (0..self.cycles()).step_by(length) {
            let period: Vec<usize> = (first..self.cycles().min(first + length)).collect();
            let every = self.reader.formula(&step.every, self.reader.at(first as i64, 0));
            let of_baseline = match self.baseline {
                None => self.mean(line, &period),
                Some(baseline) => match baseline.policy().costs.get(&line.name) {
                    Some(line) if line.step.is_some() => baseline.mean(line, &period),
                    _ => 0.0,
                },
            };
            let mut units = of_baseline / every;
            if self.baseline.is_some() {
                let more = (self.mean(line, &period) - of_baseline) / every;
                let needed = (more - 1e-9 * (1.0 + units)).ceil();
                units += if needed > needed_before { needed } else { needed_before };
                needed_before = needed;
            }
            for cycle in period {
                let costs = self.reader.formula(&step.costs, self.reader.at(cycle as i64, 0));
                let value = units * costs * self.settings().cycle_days();
                series.plain[cycle] += value;
                series.discounted[cycle] += value * self.factor(rate, cycle as f64 + self.part_of_cycle());
            }
        }
        series
    }

    /// People present in the stages of a line in a period, or entering them per day, on average.
    fn mean(&self, line: &CostLine, period: &[usize]) -> f64 {
        let stages = line.quantity.by_stage.iter().map(|(stage, _)| stage);
        let counts = stages.map(|stage| self.count(line.quantity.per, stage, 0.0, &|_, _| 1.0).plain);
        let sum: f64 = counts.flat_map(|plain| period.iter().map(|cycle| plain[*cycle]).collect::<Vec<f64>>()).sum();
        sum / (period.len() as f64 * self.settings().cycle_days())
    }

    /// What raising the public money of a policy costs society; nothing is booked where the scenario does not say.
    pub(super) fn deadweight(&self) -> Option<Money> {
        let share = self.reader.formula(self.policy().deadweight.as_ref()?, self.reader.at(0, 0));
        Some(self.cost("public").into_iter().map(|series| Some(series?.divided(1.0 / share))).collect())
    }

    /// What a saving buys of everything in the list, by name.
    pub(super) fn bought(&self, saving: &Series) -> Vec<(String, Series)> {
        let buys = self.reader.model.buys.values();
        buys.map(|buy| {
            let price = self.reader.formula(&buy.price, self.reader.at(0, 0));
            (buy.name.clone(), saving.clone().divided(price * buy.unit.factor))
        })
        .collect()
    }
}
