//! Lines, money columns, totals and differences (equations 12 to 19 of `docs/model.md`).

use super::Drawn;
use super::flow::{Cohort, History};
use super::values::{At, Reader};
use crimcost::math;
use crimcost::model::{Basis, CostLine, Counting, Formula, Level, Model, Per, Perspective, Policy, Quantity, Settings};
use crimcost::results::MoneyColumn;
use std::collections::{BTreeMap, BTreeSet};

/// One number for each cycle, as it is and discounted.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) plain: Vec<f64>,
    pub(super) discounted: Vec<f64>,
}

impl Series {
    pub(super) fn zero(cycles: usize) -> Series {
        Series { plain: vec![0.0; cycles], discounted: vec![0.0; cycles] }
    }

    fn add(&mut self, other: &Series, sign: f64) {
        self.plain.iter_mut().zip(&other.plain).for_each(|(sum, value)| *sum += sign * value);
        self.discounted.iter_mut().zip(&other.discounted).for_each(|(sum, value)| *sum += sign * value);
    }

    pub(super) fn divided(mut self, by: f64) -> Series {
        self.plain.iter_mut().chain(&mut self.discounted).for_each(|value| *value /= by);
        self
    }

    fn less(&self, other: &Series) -> Series {
        let mut difference = self.clone();
        difference.add(other, -1.0);
        difference
    }
}

/// Money in the four columns, in their order; absent where it is not known.
pub(super) type Money = Vec<Option<Series>>;

/// All results of a draw by their ids.
pub fn results(model: &Model, drawn: Drawn, histories: &[History]) -> BTreeMap<String, f64> {
    let mut out = Out { settings: &model.settings, found: BTreeMap::new() };
    let books: Vec<Book> = histories
        .iter()
        .enumerate()
        .map(|(policy, history)| Book { reader: Reader { model, policy, drawn }, history, baseline: None })
        .collect();
    let (first, others) = books.split_first().expect("there is a baseline");
    let others = others.iter().map(|book| Book { baseline: Some(first), ..*book });
    let books: Vec<Book> = [*first].into_iter().chain(others).collect();
    let places: BTreeSet<String> = books.iter().flat_map(|book| book.places()).collect();
    let headline = perspective_word(&model.settings.perspective);
    let baseline_costs: BTreeMap<&String, Money> = places.iter().map(|place| (place, books[0].cost(place))).collect();
    for (number, book) in books.iter().enumerate() {
        let policy = &book.reader.policy().name;
        book.flow(&mut out);
        for place in &places {
            let own = book.cost(place);
            for (index, column) in MoneyColumn::ALL.into_iter().enumerate() {
                let suffix = if column == MoneyColumn::Average { String::new() } else { format!("/{}", column.word()) };
                if let Some(series) = &own[index] {
                    out.series(&format!("{policy}/cost/{place}"), &suffix, series);
                }
                let (Some(of_baseline), Some(own), true) = (&baseline_costs[place][index], &own[index], number > 0)
                else {
                    continue;
                };
                let saving = of_baseline.less(own);
                out.series(&format!("{policy}/saving/{place}"), &suffix, &saving);
                if *place == headline {
                    for (name, bought) in book.bought(&saving) {
                        let all = bought.plain.iter().sum();
                        out.found.insert(format!("{policy}/buys/{name}/all{suffix}"), all);
                        let all = bought.discounted.iter().sum();
                        out.found.insert(format!("{policy}/buys/{name}/all{suffix}/discounted"), all);
                    }
                    out.cumulative(&format!("{policy}/cumulative_saving/{place}"), &suffix, &saving);
                }
            }
        }
        let outcomes: BTreeSet<&String> =
            [&books[0], book].iter().flat_map(|b| b.reader.policy().outcomes.keys()).collect();
        for name in outcomes {
            let own = book.outcome(name);
            out.series(&format!("{policy}/outcome/{name}"), "", &own);
            if number > 0 {
                out.series(&format!("{policy}/outcome_change/{name}"), "", &own.less(&books[0].outcome(name)));
            }
        }
    }
    out.found
}

/// The word of a perspective in ids.
fn perspective_word(perspective: &Perspective) -> String {
    match perspective {
        Perspective::Public => "public".into(),
        Perspective::Society => "society".into(),
        Perspective::Level(level) => format!("level:{}", level.word()),
        Perspective::Payer(name) => format!("payer:{name}"),
    }
}

struct Out<'a> {
    settings: &'a Settings,
    found: BTreeMap<String, f64>,
}

impl Out<'_> {
    /// Every year and the whole horizon, as it is and discounted.
    fn series(&mut self, head: &str, suffix: &str, series: &Series) {
        for (cycle, (plain, discounted)) in series.plain.iter().zip(&series.discounted).enumerate() {
            for year in [self.settings.year_of(cycle as i64).to_string(), "all".to_owned()] {
                *self.found.entry(format!("{head}/{year}{suffix}")).or_insert(0.0) += plain;
                *self.found.entry(format!("{head}/{year}{suffix}/discounted")).or_insert(0.0) += discounted;
            }
        }
    }

    /// Undiscounted sums from the start up to each year.
    fn cumulative(&mut self, head: &str, suffix: &str, series: &Series) {
        let mut sum = 0.0;
        for (cycle, plain) in series.plain.iter().enumerate() {
            sum += plain;
            self.found.insert(format!("{head}/{}{suffix}", self.settings.year_of(cycle as i64)), sum);
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Book<'a> {
    pub(super) reader: Reader<'a>,
    history: &'a History,
    /// Absent in the baseline's own book.
    pub(super) baseline: Option<&'a Book<'a>>,
}

impl Book<'_> {
    pub(super) fn policy(&self) -> &Policy {
        self.reader.policy()
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.reader.model.settings
    }

    pub(super) fn cycles(&self) -> usize {
        self.settings().cycles() as usize
    }

    /// (1 + r)^−t for the time of a point, which may lie between two.
    pub(super) fn factor(&self, rate: f64, point: f64) -> f64 {
        math::pow(1.0 + rate, -point / f64::from(self.settings().cycle.per_year()))
    }

    /// Entries and people present, by stage.
    fn flow(&self, out: &mut Out) {
        let name = &self.policy().name;
        for stage in self.policy().stages.keys() {
            let all = self.count(Per::Entry, stage, 0.0, &|_, _| 1.0).plain;
            let days = self.count(Per::Stay, stage, 0.0, &|_, _| 1.0).plain;
            let years = f64::from(self.settings().years);
            out.found.insert(format!("{name}/beyond_horizon/{stage}/all"), self.beyond(stage));
            for (cycle, (entries, days)) in all.iter().zip(&days).enumerate() {
                let people = days / self.settings().year_days;
                let year = self.settings().year_of(cycle as i64).to_string();
                if self.policy().stages[stage].capacity.is_some() {
                    let turned_away =
                        self.history.turned_away.iter().map(|of_group| of_group[cycle][stage]).sum::<f64>();
                    for year in [&year, "all"] {
                        *out.found.entry(format!("{name}/turned_away/{stage}/{year}")).or_insert(0.0) += turned_away;
                    }
                }
                for (year, people) in [(year, people), ("all".to_owned(), people / years)] {
                    *out.found.entry(format!("{name}/entries/{stage}/{year}")).or_insert(0.0) += entries;
                    *out.found.entry(format!("{name}/people/{stage}/{year}")).or_insert(0.0) += people;
                }
            }
        }
    }

    /// Person-years after the horizon of stays that had begun, as if no risk ended them; not of stages with risks by age.
    fn beyond(&self, stage: &str) -> f64 {
        let last = i64::from(self.settings().cycles());
        let cohorts = self.history.at_end.iter().filter_map(|people| people.get(stage)).flatten();
        let cycles = |cohort: &Cohort| cohort.leaves.map_or(0.0, |leaves| (leaves - last + 1).max(0) as f64);
        let sum: f64 = cohorts.map(|cohort| cohort.came * cycles(cohort)).sum();
        sum / f64::from(self.settings().cycle.per_year())
    }

    /// What a stage is charged for, times an amount for each cycle and group.
    pub(super) fn count(&self, per: Per, stage: &str, rate: f64, amount: &dyn Fn(usize, usize) -> f64) -> Series {
        let days = self.settings().cycle_days();
        let mut series = Series::zero(self.cycles());
        for of in 0..self.settings().groups.len() {
            for cycle in 0..self.cycles() {
                let present = |point: usize| self.history.present[of][point].get(stage).copied().unwrap_or(0.0);
                let at = cycle as f64;
                // What is counted, and the point at which it counts.
                let parts: Vec<(f64, f64)> = match (per, self.settings().within_cycle) {
                    (Per::Stay, Counting::Start) => vec![(present(cycle) * days, at)],
                    (Per::Stay, Counting::End) => vec![(present(cycle + 1) * days, at + 1.0)],
                    (Per::Stay, Counting::Half) => {
                        vec![(present(cycle) * days / 2.0, at), (present(cycle + 1) * days / 2.0, at + 1.0)]
                    }
                    (_, counting) => {
                        let entries = self.history.entries[of][cycle].get(stage).copied().unwrap_or(0.0);
                        vec![(entries, at + part_of_cycle(counting))]
                    }
                };
                for (number, point) in parts {
                    let value = number * amount(cycle, of);
                    series.plain[cycle] += value;
                    series.discounted[cycle] += value * self.factor(rate, point);
                }
            }
        }
        series
    }

    /// A line: its quantity times its amount times `share`.
    pub(super) fn line(&self, quantity: &Quantity, rate: f64, share: &dyn Fn(At) -> f64) -> Series {
        let settings = self.settings();
        let days = settings.cycle_days();
        let read = |formula: &Formula, cycle: usize, group: usize| {
            let at = self.reader.at(cycle as i64, group);
            self.reader.formula(formula, at) * share(at)
        };
        let mut series = Series::zero(self.cycles());
        for (stage, amount) in &quantity.by_stage {
            series.add(&self.count(quantity.per, stage, rate, &|cycle, group| read(amount, cycle, group)), 1.0);
        }
        let Some(amount) = &quantity.amount else { return series };
        for cycle in 0..self.cycles() {
            let value = match quantity.per {
                Per::Year => read(amount, cycle, 0) * days,
                Per::Once { when, lifetime } => {
                    let first = i64::from(when - settings.start_year) * i64::from(settings.cycle.per_year());
                    let (since, lifetime) = (cycle as i64 - first, lifetime.unwrap_or(0.0).max(days));
                    if since < 0 {
                        continue;
                    }
                    let used = (lifetime - since as f64 * days).clamp(0.0, days);
                    read(amount, first as usize, 0) * used / lifetime
                }
                Per::Entry | Per::Stay => panic!("counts of people have an amount for each stage"),
            };
            series.plain[cycle] = value;
            let point = cycle as f64 + part_of_cycle(settings.within_cycle);
            series.discounted[cycle] = value * self.factor(rate, point);
        }
        series
    }

    /// The four columns of a line.
    fn columns(&self, line: &CostLine) -> Money {
        let rate = line.discount.unwrap_or(self.settings().discount.money);
        let times = |share: &Formula| self.line(&line.quantity, rate, &|at| self.reader.formula(share, at));
        let amount = || Some(self.line(&line.quantity, rate, &|_| 1.0));
        let (cashable, varies) = (line.cashable.as_ref().map(times), line.varies.as_ref().map(times));
        let of = |column| match (column, line.basis, line.payee.is_some()) {
            (MoneyColumn::Average, _, _) | (_, _, true) | (_, Basis::Fixed, _) => amount(),
            (MoneyColumn::Cashable, _, _) => cashable.clone(),
            (_, Basis::Contract, _) => amount(),
            (MoneyColumn::ShortRun, Basis::Average, _) => varies.clone(),
            (MoneyColumn::LongRun, Basis::Average, _) => line.step.as_ref().map(|step| self.long_run(line, step)),
        };
        MoneyColumn::ALL.into_iter().map(of).collect()
    }

    /// Every place at which this policy could book something.
    fn places(&self) -> Vec<String> {
        let levels = [Level::State, Level::Municipality, Level::Donor, Level::Insurer, Level::Household];
        let mut places = vec!["public".to_owned(), "society".to_owned()];
        if self.policy().deadweight.is_some() {
            places.push("deadweight".to_owned());
        }
        places.extend(levels.map(|level| format!("level:{}", level.word())));
        places.extend(self.reader.model.payers.keys().map(|payer| format!("payer:{payer}")));
        for line in self.policy().costs.values() {
            places.extend([line.name.clone(), format!("category:{}", line.category)]);
        }
        places
    }

    /// The money of a place: a line by its name, or a sum over the ends that it counts.
    pub(super) fn cost(&self, place: &str) -> Money {
        if let Some(line) = self.policy().costs.get(place) {
            return self.columns(line);
        }
        let of_taxes = if ["deadweight", "society"].contains(&place) { self.deadweight() } else { None };
        if place == "deadweight" {
            return of_taxes.expect("it is a place only where the scenario has it");
        }
        let mut sums: Money = of_taxes.unwrap_or_else(|| vec![Some(Series::zero(self.cycles())); 4]);
        for line in self.policy().costs.values() {
            let sign = self.counts(place, line, Some(&line.payer)) - self.counts(place, line, line.payee.as_deref());
            if sign == 0.0 {
                continue;
            }
            for (sum, own) in sums.iter_mut().zip(self.columns(line)) {
                *sum = match (sum.take(), own) {
                    (Some(mut sum), Some(own)) => {
                        sum.add(&own, sign);
                        Some(sum)
                    }
                    _ => None,
                };
            }
        }
        sums
    }

    /// 1 if a place counts what somebody pays or is paid for a line, else 0.
    fn counts(&self, place: &str, line: &CostLine, who: Option<&str>) -> f64 {
        let Some(payer) = who.map(|who| &self.reader.model.payers[who]) else { return 0.0 };
        let yes = match place.split_once(':') {
            Some(("category", name)) => {
                let perspective = perspective_word(&self.settings().perspective);
                line.category == name && self.counts(&perspective, line, who) == 1.0
            }
            Some(("payer", name)) => payer.name == name,
            Some(("level", word)) => payer.level.word() == word,
            _ if place == "public" => payer.level.is_public(),
            _ => place == "society",
        };
        f64::from(u8::from(yes))
    }

    /// Where in a cycle events count.
    pub(super) fn part_of_cycle(&self) -> f64 {
        part_of_cycle(self.settings().within_cycle)
    }

    fn outcome(&self, name: &str) -> Series {
        let Some(line) = self.policy().outcomes.get(name) else { return Series::zero(self.cycles()) };
        let rate = line.discount.unwrap_or(self.settings().discount.outcomes);
        self.line(&line.quantity, rate, &|_| 1.0).divided(line.unit.factor)
    }
}

/// Where in a cycle events count: its start, its middle or its end.
fn part_of_cycle(counting: Counting) -> f64 {
    match counting {
        Counting::Start => 0.0,
        Counting::Half => 0.5,
        Counting::End => 1.0,
    }
}
