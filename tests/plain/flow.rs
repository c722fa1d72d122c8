//! People as lists of cohorts, cycle by cycle (equations 1 to 11a of `docs/model.md`).

use super::values::{At, Reader};
use crimcost::math;
use crimcost::model::{Branch, Count, Exit, Share, Stage, Value};
use std::collections::BTreeMap;

/// People who came to a stage together.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// The point at which they were first here.
    pub landed: i64,
    /// The cycle in which their stay is over, if it was decided when they came.
    pub leaves: Option<i64>,
    /// Their length among those of a spread.
    pub component: usize,
    pub people: f64,
    /// How many they were when they came.
    pub came: f64,
}

type People = BTreeMap<String, Vec<Cohort>>;
type Counts = BTreeMap<String, f64>;

/// What happened under one policy. All lists are by group first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// People present, by point and stage.
    pub present: Vec<Vec<Counts>>,
    /// Entries, by cycle and stage.
    pub entries: Vec<Vec<Counts>>,
    /// People for whom there was no room, by cycle and stage.
    pub turned_away: Vec<Vec<Counts>>,
    /// New people of every cycle (warm-up too) and stage.
    pub(super) new_people: Vec<BTreeMap<(i64, String), f64>>,
    /// Who was there at the start, before `initial`.
    at_start: Vec<People>,
    /// Who was there at the last point.
    pub at_end: Vec<People>,
}

impl History {
    /// Whether more people came back somewhere than its entries allow.
    pub fn has_negative_arrivals(&self) -> bool {
        self.new_people.iter().flat_map(|of_group| of_group.values()).any(|new| *new < 0.0)
    }
}

/// Runs one policy; the baseline's own history is absent when the baseline runs.
pub fn run(reader: &Reader, baseline: Option<&History>) -> History {
    let settings = &reader.model.settings;
    let mut groups: Vec<GroupRun> =
        (0..settings.groups.len()).map(|group| GroupRun::new(reader, group, baseline)).collect();
    if baseline.is_none() {
        for cycle in -i64::from(settings.warm_up_cycles)..0 {
            one_cycle(&mut groups, cycle);
        }
    }
    groups.iter_mut().for_each(GroupRun::start);
    for cycle in 0..i64::from(settings.cycles()) {
        groups.iter_mut().for_each(|run| run.present.push(run.people_present()));
        let moved = one_cycle(&mut groups, cycle);
        for (run, moved) in groups.iter_mut().zip(moved) {
            run.entries.push(moved.coming);
            run.turned_away.push(moved.turned_away);
        }
    }
    let mut history = History::default();
    for mut run in groups {
        run.present.push(run.people_present());
        history.present.push(run.present);
        history.entries.push(run.entries);
        history.turned_away.push(run.turned_away);
        history.new_people.push(run.new_people);
        history.at_start.push(run.at_start);
        history.at_end.push(run.people);
    }
    history
}

/// Who moved in a cycle, by stage.
struct Moved {
    /// Who came: in the end, entries.
    coming: Counts,
    turned_away: Counts,
}

/// One cycle of all groups side by side; they share the room of stages with a capacity (equation 11a).
fn one_cycle(groups: &mut [GroupRun], cycle: i64) -> Vec<Moved> {
    let mut moved: Vec<Moved> = groups.iter_mut().map(|run| run.leave(cycle)).collect();
    for stage in in_order(groups, cycle) {
        let all: Vec<f64> =
            groups.iter_mut().zip(&moved).map(|(run, moved)| run.all_who_come(stage, cycle, moved)).collect();
        let share = share_admitted(groups, stage, cycle, &all);
        for ((run, moved), all) in groups.iter_mut().zip(&mut moved).zip(all) {
            let admitted = all * share;
            if let Some(capacity) = &stage.capacity {
                *moved.coming.get_mut(&capacity.when_full).expect("it is a stage") += all - admitted;
                moved.turned_away.insert(stage.name.clone(), all - admitted);
            }
            moved.coming.insert(stage.name.clone(), admitted);
            run.enter(stage, admitted, cycle, &mut moved.coming);
        }
    }
    moved
}

/// The share of all who come for whom there is room.
fn share_admitted(groups: &[GroupRun], stage: &Stage, cycle: i64, all: &[f64]) -> f64 {
    let Some(capacity) = &stage.capacity else { return 1.0 };
    let days = groups[0].reader.model.settings.cycle_days();
    let places = groups[0].reader.read(&capacity.room, groups[0].at(cycle));
    let (mut room, mut needed) = (places * if stage.is_event() { days } else { 1.0 }, 0.0);
    for (run, people) in groups.iter().zip(all) {
        room -= run.people_present().get(&stage.name).copied().unwrap_or(0.0);
        let at_next_point = match &stage.stay {
            Some(_) => run.lengths(stage, cycle).iter().map(|(share, cycles)| share * cycles.min(1.0)).sum(),
            None => 1.0,
        };
        needed += people * at_next_point;
    }
    if needed <= room { 1.0 } else { room.max(0.0) / needed }
}

/// All stages, each after those from which people can come to it within the cycle.
pub(super) fn in_order<'a>(groups: &[GroupRun<'a>], cycle: i64) -> Vec<&'a Stage> {
    let stages: Vec<&Stage> = groups[0].stages().collect();
    let short =
        |stage: &Stage| groups.iter().any(|run| run.lengths(stage, cycle).iter().any(|(_, cycles)| *cycles < 1.0));
    let passes = |stage: &Stage| stage.is_event() || stage.stay.is_some() && short(stage);
    let leads_to = |from: &Stage, to: &Stage| {
        passes(from) && from.next.iter().any(|branch| branch.to == to.name)
            || from.capacity.as_ref().is_some_and(|capacity| capacity.when_full == to.name)
    };
    let mut order: Vec<&Stage> = vec![];
    while order.len() < stages.len() {
        let done = |stage: &Stage| order.iter().any(|other| other.name == stage.name);
        let waits = |stage: &Stage| stages.iter().any(|from| !done(from) && leads_to(from, stage));
        let next = stages.iter().find(|stage| !done(stage) && !waits(stage)).copied();
        order.push(next.expect("there is no circle within a cycle"));
    }
    order
}

/// One group of one policy on its way.
pub(super) struct GroupRun<'a> {
    reader: &'a Reader<'a>,
    group: usize,
    baseline: Option<&'a History>,
    people: People,
    present: Vec<Counts>,
    entries: Vec<Counts>,
    turned_away: Vec<Counts>,
    new_people: BTreeMap<(i64, String), f64>,
    at_start: People,
}

impl<'a> GroupRun<'a> {
    pub(super) fn new(reader: &'a Reader<'a>, group: usize, baseline: Option<&'a History>) -> GroupRun<'a> {
        let (people, new_people) = (People::new(), BTreeMap::new());
        GroupRun {
            reader,
            group,
            baseline,
            people,
            present: vec![],
            entries: vec![],
            turned_away: vec![],
            new_people,
            at_start: People::new(),
        }
    }

    fn stages(&self) -> impl Iterator<Item = &'a Stage> + use<'a> {
        self.reader.policy().stages.values()
    }

    fn at(&self, cycle: i64) -> At {
        self.reader.at(cycle, self.group)
    }

    fn people_present(&self) -> Counts {
        let sum = |cohorts: &Vec<Cohort>| cohorts.iter().map(|cohort| cohort.people).sum();
        self.people.iter().map(|(stage, cohorts)| (stage.clone(), sum(cohorts))).collect()
    }

    /// Point 0: the baseline's people, without those who reached an end, and the `initial` people of waiting stages.
    fn start(&mut self) {
        match self.baseline {
            None => {
                self.people.retain(|stage, _| !self.reader.policy().stages[stage].is_end());
                self.at_start = self.people.clone();
            }
            Some(baseline) => {
                let mut people = baseline.at_start[self.group].clone();
                for (name, cohorts) in &mut people {
                    let stage = &self.reader.policy().stages[name];
                    let before = &self.reader.model.baseline().stages[name];
                    let (stays, stayed) = (stage.stay.is_some(), before.stay.is_some());
                    let is_by_age = by_age(self.reader, stage);
                    let of_baseline = Reader { policy: 0, ..*self.reader };
                    let was_by_age = by_age(&of_baseline, before);
                    if is_by_age && !was_by_age || stays && !stayed {
                        // The baseline knows no date of leaving, or no age: they are as if they had just come.
                        let all = cohorts.iter().map(|cohort| cohort.people).sum();
                        *cohorts = self.just_come(stage, all);
                    } else if !stays {
                        cohorts.iter_mut().for_each(|cohort| cohort.leaves = None);
                    }
                }
                self.people = people;
            }
        }
        for stage in self.stages().filter(|stage| !stage.is_event()) {
            let Some(initial) = &stage.initial else { continue };
            let people = self.reader.read(initial, self.at(0));
            let cohorts = self.just_come(stage, people);
            self.people.entry(stage.name.clone()).or_default().extend(cohorts);
        }
    }

    /// People who are at age 0 in a waiting or an end stage at point 0.
    fn just_come(&self, stage: &Stage, people: f64) -> Vec<Cohort> {
        if stage.stay.is_none() {
            return vec![Cohort { landed: 0, leaves: None, component: 0, people, came: people }];
        }
        let lengths = self.lengths(stage, 0).into_iter().enumerate();
        lengths.flat_map(|(component, (share, cycles))| landing(0, component, share * people, cycles)).collect()
    }

    /// Who leaves the stages in a cycle, on the way to others.
    fn leave(&mut self, cycle: i64) -> Moved {
        let mut coming: Counts = self.stages().map(|stage| (stage.name.clone(), 0.0)).collect();
        for stage in self.stages() {
            let Some(mut cohorts) = self.people.remove(&stage.name) else { continue };
            for cohort in &mut cohorts {
                let mut left = 0.0;
                for (to, share) in self.risks(stage, cycle, cycle - cohort.landed) {
                    *coming.get_mut(&to).expect("exits lead to stages") += cohort.people * share;
                    left += share;
                }
                cohort.people *= 1.0 - left;
                let over = cohort.people * self.share_over(stage, cohort, cycle);
                cohort.people -= over;
                self.send(stage, over, cycle, &mut coming);
            }
            cohorts.retain(|cohort| cohort.people != 0.0);
            self.people.insert(stage.name.clone(), cohorts);
        }
        Moved { coming, turned_away: Counts::new() }
    }

    /// Everybody who comes to a stage in a cycle, new people included.
    fn all_who_come(&mut self, stage: &Stage, cycle: i64, moved: &Moved) -> f64 {
        let coming = moved.coming[&stage.name];
        let new = self.new_at(stage, cycle, coming);
        self.new_people.insert((cycle, stage.name.clone()), new);
        match &stage.initial {
            Some(initial) if stage.is_event() && cycle == 0 => coming + new + self.reader.read(initial, self.at(cycle)),
            _ => coming + new,
        }
    }

    /// People of whom all or some pass at once; the others land.
    fn enter(&mut self, stage: &Stage, people: f64, cycle: i64, coming: &mut Counts) {
        if stage.is_event() {
            return self.send(stage, people, cycle, coming);
        }
        let mut landed = vec![];
        if stage.stay.is_some() {
            for (component, (share, cycles)) in self.lengths(stage, cycle).into_iter().enumerate() {
                let mut people = share * people;
                if cycles < 1.0 {
                    self.send(stage, people * (1.0 - cycles), cycle, coming);
                    people *= cycles;
                    landed.push(Cohort { landed: cycle + 1, leaves: Some(cycle + 1), component, people, came: people });
                } else {
                    landed.extend(landing(cycle + 1, component, people, cycles));
                }
            }
        } else {
            landed.push(Cohort { landed: cycle + 1, leaves: None, component: 0, people, came: people });
        }
        self.people.entry(stage.name.clone()).or_default().extend(landed);
    }

    fn new_at(&self, stage: &Stage, cycle: i64, returns: f64) -> f64 {
        let days = self.reader.model.settings.cycle_days();
        let of_baseline = |stage: &str| {
            self.baseline.expect("only policies share new people").new_people[self.group][&(cycle, stage.to_owned())]
        };
        match &stage.count {
            None => 0.0,
            Some(Count::Arrivals(rate)) => self.reader.read(rate, self.at(cycle)) * days,
            Some(Count::Entries(_)) if self.baseline.is_some() => of_baseline(&stage.name),
            Some(Count::Entries(rate)) => self.reader.read(rate, self.at(cycle)) * days - returns,
            Some(Count::NewPeopleOf(other)) => of_baseline(other),
        }
    }

    /// Sends people on by the `next` shares of the cycle.
    fn send(&self, stage: &Stage, people: f64, cycle: i64, coming: &mut Counts) {
        for (to, share) in self.ways(stage, cycle) {
            *coming.get_mut(&to).expect("branches lead to stages") += people * share;
        }
    }

    /// The `next` shares of a cycle.
    pub(super) fn ways(&self, stage: &Stage, cycle: i64) -> Vec<(String, f64)> {
        let shares: Vec<Option<f64>> = stage.next.iter().map(|branch| self.share(branch, cycle)).collect();
        let rest = 1.0 - shares.iter().flatten().sum::<f64>();
        stage.next.iter().zip(shares).map(|(branch, share)| (branch.to.clone(), share.unwrap_or(rest))).collect()
    }

    fn share(&self, branch: &Branch, cycle: i64) -> Option<f64> {
        match &branch.share {
            Share::Of(formula) => Some(self.reader.formula(formula, self.at(cycle))),
            Share::Rest => None,
        }
    }

    /// Shares that leave a stage in a cycle by its risks, of people who have been there for `age` cycles.
    pub(super) fn risks(&self, stage: &Stage, cycle: i64, age: i64) -> Vec<(String, f64)> {
        let days = self.reader.model.settings.cycle_days();
        // For each exit its share and window; those without a share take the rest.
        let read = |exit: &Exit| match &exit.share {
            Share::Rest => None,
            Share::Of(formula) => {
                let step_days = self.reader.step_days(formula);
                let step = step_days.map_or(0, |step_days| (age as f64 * days / step_days + 1e-9) as usize);
                let share = self.reader.formula(formula, At { step, ..self.at(cycle) });
                Some((share, step_days.or(exit.window).expect("every risk has a window")))
            }
        };
        let exits: Vec<(&Exit, Option<(f64, f64)>)> = stage.each.iter().map(|exit| (exit, read(exit))).collect();
        let same = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-12;
        let windows: Vec<f64> = exits.iter().filter_map(|(_, read)| Some(read.as_ref()?.1)).collect();
        let mut shares: Vec<Option<f64>> = if windows.iter().all(|window| same(*window, days)) {
            exits.iter().map(|(_, read)| Some(read.as_ref()?.0)).collect()
        } else {
            let rate = |(share, window): (f64, f64)| {
                let together: f64 = exits
                    .iter()
                    .filter_map(|(_, read)| *read)
                    .filter(|(_, other)| same(*other, window))
                    .map(|(share, _)| share)
                    .sum();
                if share == 0.0 { 0.0 } else { -math::ln(1.0 - together) / window * share / together }
            };
            let rates: Vec<Option<f64>> = exits.iter().map(|(_, read)| Some(rate((*read)?))).collect();
            let all: f64 = rates.iter().flatten().sum();
            let leave = 1.0 - math::exp(-all * days);
            rates.into_iter().map(|rate| Some(if all == 0.0 { 0.0 } else { leave * rate? / all })).collect()
        };
        let rest = 1.0 - shares.iter().flatten().sum::<f64>();
        shares.iter_mut().for_each(|share| *share = share.or(Some(rest)));
        exits.iter().zip(shares).map(|((exit, _), share)| (exit.to.clone(), share.unwrap_or(0.0))).collect()
    }

    /// The share of a cohort whose stay is over in a cycle.
    fn share_over(&self, stage: &Stage, cohort: &Cohort, cycle: i64) -> f64 {
        if stage.stay.is_none() {
            return 0.0;
        }
        if !by_age(self.reader, stage) {
            return if cohort.leaves.expect("stays have an end") <= cycle { 1.0 } else { 0.0 };
        }
        let (_, cycles) = self.lengths(stage, cycle)[cohort.component];
        // After this cycle they have been here for this many cycles.
        let been = (cycle - cohort.landed + 1) as f64;
        if been >= cycles.floor() + 1.0 {
            1.0
        } else if been == cycles.floor() {
            1.0 - (cycles - cycles.floor())
        } else {
            0.0
        }
    }

    /// Lengths of stay in cycles for those who enter in a cycle, with the share of people who have each.
    pub(super) fn lengths(&self, stage: &Stage, cycle: i64) -> Vec<(f64, f64)> {
        let stay = stage.stay.as_ref().expect("only stages with a stay have lengths");
        let days = self.reader.model.settings.cycle_days();
        let parameter = &self.reader.policy().parameters[&stay.parameter];
        match &parameter.value {
            Value::Spread(components) => {
                let weight = |formula| self.reader.formula(formula, self.at(cycle));
                let total: f64 = components.iter().map(|component| weight(&component.share)).sum();
                let length = |value: f64| value * parameter.unit.factor / days;
                components.iter().map(|part| (weight(&part.share) / total, length(part.value))).collect()
            }
            _ => vec![(1.0, self.reader.read(stay, self.at(cycle)) / days)],
        }
    }
}

/// Cohorts that land at `point` to stay for `cycles`: the fraction of a cycle is a share of people who stay one longer.
///
/// People at the start whose stay is below one cycle leave in the first cycle.
fn landing(point: i64, component: usize, people: f64, cycles: f64) -> Vec<Cohort> {
    let (whole, part) = (cycles.floor(), cycles - cycles.floor());
    let last = (point - 1 + whole as i64).max(point);
    let longest = point + whole as i64;
    let cohort = |leaves, people| Cohort { landed: point, leaves: Some(leaves), component, people, came: people };
    vec![cohort(last, people * (1.0 - part)), cohort(longest, people * part)]
}

/// Whether a risk of the stage is a path over time since entry: then the length of stay is read by age, too.
pub fn by_age(reader: &Reader, stage: &Stage) -> bool {
    stage.each.iter().any(|exit| match &exit.share {
        Share::Of(formula) => reader.step_days(formula).is_some(),
        Share::Rest => false,
    })
}
