//! People one by one: a simulator of single lives, written from "Whole people" in `docs/model.md`.
//!
//! Everybody is an object that knows its group, its stage, when it came and, where that was decided, when it leaves. The
//! only numbers that it takes from elsewhere are chances: shares, risks and lengths of a cycle, and the expected new
//! people of the cohort run (equations 4 to 10), which the plain evaluator knows. Its random numbers are its own.

use super::flow::{GroupRun, History, by_age, in_order};
use super::values::Reader;
use super::{Drawn, histories};
use crimcost::model::Model;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// Numbers of people by point or cycle, group and stage.
pub type Numbers = Vec<Vec<Vec<f64>>>;

/// What happened under one policy.
pub struct Course {
    /// By point.
    pub present: Numbers,
    /// By cycle.
    pub entries: Numbers,
    /// By cycle.
    pub turned_away: Numbers,
}

/// Somebody who is present in a stage.
#[derive(Clone, Copy)]
struct Person {
    group: usize,
    stage: usize,
    /// The point at which they were first here.
    landed: i64,
    /// Which length of a spread is theirs.
    component: usize,
    /// The cycle in which their stay is over, where that was decided when they came.
    leaves: Option<i64>,
}

/// What can happen to people of one group in one stage and cycle.
struct Rule {
    next: Vec<(usize, f64)>,
    /// By age in cycles; the last one holds for everybody older.
    risks: Vec<Vec<(usize, f64)>>,
    /// Shares of people and the cycles that they stay.
    lengths: Vec<(f64, f64)>,
    /// Expected new people.
    new: f64,
    /// People from outside at the start.
    initial: f64,
}

/// One stage of one policy.
struct Place {
    is_event: bool,
    is_end: bool,
    stays: bool,
    by_age: bool,
    when_full: Option<usize>,
}

/// One policy of one set of values.
struct Rules {
    places: Vec<Place>,
    /// By cycle since the beginning of the warm-up, group and stage.
    rules: Vec<Vec<Vec<Rule>>>,
    /// By cycle: stages, each after those from which people can come to it within the cycle.
    order: Vec<Vec<usize>>,
    /// By cycle and stage: how many can be present, or how many people can pass in a cycle.
    room: Vec<Vec<Option<f64>>>,
}

/// A model at one set of values, in which people can be let loose any number of times.
pub struct Town<'m> {
    model: &'m Model,
    warm_up: i64,
    cycles: i64,
    /// By policy.
    rules: Vec<Rules>,
}

impl<'m> Town<'m> {
    pub fn new(model: &'m Model, drawn: Drawn) -> Town<'m> {
        let (warm_up, cycles) = (i64::from(model.settings.warm_up_cycles), i64::from(model.settings.cycles()));
        let histories = histories(model, drawn);
        let mut town = Town { model, warm_up, cycles, rules: vec![] };
        for (policy, cohorts) in histories.iter().enumerate() {
            let reader = Reader { model, policy, drawn };
            let rules = town.rules_of(&reader, cohorts);
            town.rules.push(rules);
        }
        town
    }

    fn rules_of(&self, reader: &Reader, cohorts: &History) -> Rules {
        let stages = &reader.policy().stages;
        let number = |name: &str| stages.get_index_of(name).expect("it is a stage");
        let numbered = |ways: Vec<(String, f64)>| ways.iter().map(|(to, share)| (number(to), *share)).collect();
        let days = self.model.settings.cycle_days();
        let place = |stage: &crimcost::model::Stage| Place {
            is_event: stage.is_event(),
            is_end: stage.is_end(),
            stays: stage.stay.is_some(),
            by_age: by_age(reader, stage),
            when_full: stage.capacity.as_ref().map(|capacity| number(&capacity.when_full)),
        };
        let places: Vec<Place> = stages.values().map(place).collect();
        let mut of_policy = Rules { places, rules: vec![], order: vec![], room: vec![] };
        for cycle in -self.warm_up..self.cycles {
            let groups: Vec<GroupRun> =
                (0..self.model.settings.groups.len()).map(|group| GroupRun::new(reader, group, None)).collect();
            let mut by_group = vec![];
            for (group, run) in groups.iter().enumerate() {
                let at = reader.at(cycle, group);
                let rule = |(stage, place): (&crimcost::model::Stage, &Place)| Rule {
                    next: numbered(run.ways(stage, cycle)),
                    risks: (0..if place.by_age { cycle + self.warm_up + 1 } else { 1 })
                        .map(|age| numbered(run.risks(stage, cycle, age)))
                        .collect(),
                    lengths: if place.stays { run.lengths(stage, cycle) } else { vec![] },
                    new: cohorts.new_people[group].get(&(cycle, stage.name.clone())).copied().unwrap_or(0.0),
                    initial: stage.initial.as_ref().map_or(0.0, |initial| reader.read(initial, at)),
                };
                by_group.push(stages.values().zip(&of_policy.places).map(rule).collect());
            }
            of_policy.rules.push(by_group);
            of_policy.order.push(in_order(&groups, cycle).iter().map(|stage| number(&stage.name)).collect());
            let room = |stage: &crimcost::model::Stage| {
                let room = reader.read(&stage.capacity.as_ref()?.room, reader.at(cycle, 0));
                Some(if stage.is_event() { room * days } else { room })
            };
            of_policy.room.push(stages.values().map(room).collect());
        }
        of_policy
    }

    /// One course of events: the baseline, and every policy from the people that the baseline's warm-up left.
    pub fn course(&self, chance: &mut Xoshiro256PlusPlus) -> Vec<Course> {
        let mut run = Run { town: self, policy: 0, people: vec![], chance };
        for cycle in -self.warm_up..0 {
            run.one_cycle(cycle);
        }
        let at_start: Vec<Person> =
            run.people.iter().filter(|person| !self.rules[0].places[person.stage].is_end).copied().collect();
        (0..self.rules.len())
            .map(|policy| {
                run.policy = policy;
                run.people = at_start.iter().map(|person| run.taken_over(*person)).collect();
                run.first_to_last()
            })
            .collect()
    }

    fn rule(&self, policy: usize, cycle: i64, group: usize, stage: usize) -> &Rule {
        &self.rules[policy].rules[(cycle + self.warm_up) as usize][group][stage]
    }
}

/// Random numbers of a seed.
pub fn chance(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}

/// People on their way under one policy.
struct Run<'t, 'm> {
    town: &'t Town<'m>,
    policy: usize,
    people: Vec<Person>,
    chance: &'t mut Xoshiro256PlusPlus,
}

impl Run<'_, '_> {
    fn places(&self) -> &[Place] {
        &self.town.rules[self.policy].places
    }

    fn zero(&self) -> Vec<Vec<f64>> {
        vec![vec![0.0; self.places().len()]; self.town.model.settings.groups.len()]
    }

    fn happens(&mut self, share: f64) -> bool {
        self.chance.random::<f64>() < share
    }

    /// The way that one person takes; `None` if the shares leave a part of 1 and the person is in it.
    fn way(&mut self, ways: &[(usize, f64)]) -> Option<usize> {
        let mut u: f64 = self.chance.random();
        for (to, share) in ways {
            if u < *share {
                return Some(*to);
            }
            u -= share;
        }
        None
    }

    /// A number of people whose mean may be anything: each part of one is somebody or nobody.
    fn rounded(&mut self, mean: f64) -> usize {
        mean.floor() as usize + usize::from(self.happens(mean - mean.floor()))
    }

    /// People who come one after the other, after exponential times, until a cycle is over (29a).
    fn arrivals(&mut self, mean: f64) -> usize {
        let (mut time, mut count) = (0.0, 0);
        if mean <= 0.0 {
            return 0;
        }
        loop {
            time -= crimcost::math::ln(1.0 - self.chance.random::<f64>()) / mean;
            if time > 1.0 {
                return count;
            }
            count += 1;
        }
    }

    fn first_to_last(&mut self) -> Course {
        for stage in 0..self.places().len() {
            for group in 0..self.town.model.settings.groups.len() {
                if self.places()[stage].is_event {
                    continue;
                }
                for _ in 0..self.rounded(self.town.rule(self.policy, 0, group, stage).initial) {
                    let person = self.just_come(group, stage);
                    self.people.push(person);
                }
            }
        }
        let mut course = Course { present: vec![self.present()], entries: vec![], turned_away: vec![] };
        for cycle in 0..self.town.cycles {
            let (entries, turned_away) = self.one_cycle(cycle);
            course.entries.push(entries);
            course.turned_away.push(turned_away);
            course.present.push(self.present());
        }
        course
    }

    fn present(&self) -> Vec<Vec<f64>> {
        let mut present = self.zero();
        for person in &self.people {
            present[person.group][person.stage] += 1.0;
        }
        present
    }

    /// Somebody of the baseline's warm-up, as the policy knows them ("The first day").
    fn taken_over(&mut self, person: Person) -> Person {
        let (own, before) = (&self.places()[person.stage], &self.town.rules[0].places[person.stage]);
        if own.by_age && !before.by_age || own.stays && !before.stays {
            return self.just_come(person.group, person.stage);
        }
        let mut person = person;
        if !own.stays || own.by_age {
            person.leaves = None;
        } else if before.by_age {
            // Known by age until now: of those who have been here for fewer cycles than the whole part, the fraction stays
            // one cycle longer; whoever has been here longer is in that fraction.
            let (whole, part) = parts(self.town.rule(0, 0, person.group, person.stage).lengths[person.component].1);
            let longer = -person.landed >= whole || self.happens(part);
            person.leaves = Some((person.landed + whole - i64::from(!longer)).max(0));
        }
        person
    }

    /// Somebody who is at age 0 at the start; nobody passes at once.
    fn just_come(&mut self, group: usize, stage: usize) -> Person {
        let place = &self.places()[stage];
        let (stays, by_age) = (place.stays, place.by_age);
        let mut person = Person { group, stage, landed: 0, component: 0, leaves: None };
        if stays {
            let (component, whole, longer) = self.length(0, group, stage);
            person.component = component;
            person.leaves = (!by_age).then_some((whole - 1 + i64::from(longer)).max(0));
        }
        person
    }

    /// The length of one person's stay: which of a spread, its whole cycles, and whether it is one cycle more (7).
    fn length(&mut self, cycle: i64, group: usize, stage: usize) -> (usize, i64, bool) {
        let lengths = &self.town.rule(self.policy, cycle, group, stage).lengths;
        let shares: Vec<(usize, f64)> = lengths.iter().map(|(share, _)| *share).enumerate().collect();
        let component = self.way(&shares).unwrap_or(lengths.len() - 1);
        let (whole, part) = parts(lengths[component].1);
        (component, whole, self.happens(part))
    }

    fn one_cycle(&mut self, cycle: i64) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
        let (town, policy) = (self.town, self.policy);
        let since = (cycle + town.warm_up) as usize;
        let mut coming: Vec<Vec<usize>> = vec![vec![]; self.places().len()];
        let mut still: Vec<Person> = vec![];
        for person in std::mem::take(&mut self.people) {
            let rule = town.rule(policy, cycle, person.group, person.stage);
            let age = (cycle - person.landed) as usize;
            if let Some(to) = self.way(&rule.risks[age.min(rule.risks.len() - 1)]) {
                coming[to].push(person.group);
            } else if self.is_over(&person, cycle) {
                self.send(rule, person.group, &mut coming);
            } else {
                still.push(person);
            }
        }
        for (stage, coming) in coming.iter_mut().enumerate() {
            for group in 0..town.model.settings.groups.len() {
                let rule = town.rule(policy, cycle, group, stage);
                let mut new = self.arrivals(rule.new);
                if cycle == 0 && self.places()[stage].is_event {
                    new += self.rounded(rule.initial);
                }
                coming.extend(std::iter::repeat_n(group, new));
            }
        }
        let (mut entries, mut turned_away) = (self.zero(), self.zero());
        self.people = still;
        for stage in town.rules[policy].order[since].clone() {
            let mut came = std::mem::take(&mut coming[stage]);
            if let Some(room) = town.rules[policy].room[since][stage] {
                let room = self.whole_room(room, cycle, stage, &came);
                self.shuffle(&mut came);
                let away = came.split_off(came.len().min(room));
                away.iter().for_each(|group| turned_away[*group][stage] += 1.0);
                coming[town.rules[policy].places[stage].when_full.expect("it has a capacity")].extend(away);
            }
            for group in came {
                entries[group][stage] += 1.0;
                self.enter(cycle, group, stage, &mut coming);
            }
        }
        (entries, turned_away)
    }

    /// How many people get in (29c).
    fn whole_room(&self, room: f64, cycle: i64, stage: usize, came: &[usize]) -> usize {
        // A product that lies below a whole number by rounding alone is that number.
        let whole = |number: f64| (number + 1e-9).floor();
        if self.places()[stage].is_event {
            return (whole(room * (cycle + 1) as f64) - whole(room * cycle as f64)) as usize;
        }
        if came.is_empty() {
            return 0;
        }
        let there = self.people.iter().filter(|person| person.stage == stage && person.landed <= cycle).count();
        let part = |group: &usize| match self.places()[stage].stays {
            true => {
                let lengths = &self.town.rule(self.policy, cycle, *group, stage).lengths;
                lengths.iter().map(|(share, cycles)| share * cycles.min(1.0)).sum()
            }
            false => 1.0,
        };
        let mean_part = came.iter().map(part).sum::<f64>() / came.len() as f64;
        whole((room - there as f64) / mean_part).max(0.0) as usize
    }

    fn shuffle(&mut self, people: &mut [usize]) {
        for last in (1..people.len()).rev() {
            people.swap(last, self.chance.random_range(0..=last));
        }
    }

    fn enter(&mut self, cycle: i64, group: usize, stage: usize, coming: &mut [Vec<usize>]) {
        let rule = self.town.rule(self.policy, cycle, group, stage);
        let (is_event, stays, by_age) =
            (self.places()[stage].is_event, self.places()[stage].stays, self.places()[stage].by_age);
        if is_event {
            return self.send(rule, group, coming);
        }
        let mut person = Person { group, stage, landed: cycle + 1, component: 0, leaves: None };
        if stays {
            let (component, whole, longer) = self.length(cycle, group, stage);
            if whole == 0 && !longer {
                return self.send(rule, group, coming);
            }
            person.component = component;
            person.leaves = (!by_age).then_some(cycle + whole + i64::from(longer));
        }
        self.people.push(person);
    }

    /// Sends somebody on by the `next` shares, which leave nobody behind but for rounding.
    fn send(&mut self, rule: &Rule, group: usize, coming: &mut [Vec<usize>]) {
        let last = rule.next.iter().rev().find(|(_, share)| *share > 0.0).expect("there is a way out").0;
        let to = self.way(&rule.next).unwrap_or(last);
        coming[to].push(group);
    }

    /// Whether the stay of somebody whom no risk took is over in a cycle (7, 8).
    fn is_over(&mut self, person: &Person, cycle: i64) -> bool {
        let place = &self.places()[person.stage];
        if !place.stays {
            return false;
        }
        if !place.by_age {
            return person.leaves.expect("a stay has an end") <= cycle;
        }
        let lengths = &self.town.rule(self.policy, cycle, person.group, person.stage).lengths;
        let (whole, part) = parts(lengths[person.component].1);
        let been = cycle - person.landed + 1;
        been > whole || been == whole && self.happens(1.0 - part)
    }
}

/// A length in whole cycles and the part of a cycle beyond.
fn parts(cycles: f64) -> (i64, f64) {
    (cycles.floor() as i64, cycles - cycles.floor())
}
