//! What single people add up to: counts, costs at average cost and in the long run (equations 12 to 19).

use super::Drawn;
use super::people::{Course, Numbers};
use super::values::Reader;
use crimcost::model::{CostLine, Counting, Model, Per};

/// The results of a course by their ids: counts by year and over the horizon, lines over the horizon.
pub fn results(model: &Model, drawn: Drawn, courses: &[Course]) -> Vec<(String, f64)> {
    let mut found = vec![];
    for (policy, course) in courses.iter().enumerate() {
        let reader = Reader { model, policy, drawn };
        let name = &reader.policy().name;
        for (number, stage) in reader.policy().stages.values().enumerate() {
            let of = |numbers: &Numbers, at: usize| numbers[at].iter().map(|group| group[number]).sum::<f64>();
            let years = 0..model.settings.years as usize;
            let in_year = |year: usize, count: &dyn Fn(usize) -> f64| -> f64 {
                let cycles = model.settings.cycle.per_year() as usize;
                (year * cycles..(year + 1) * cycles).map(count).sum()
            };
            let mut add = |measure: &str, parts: f64, count: &dyn Fn(usize) -> f64| {
                let by_year: Vec<f64> = years.clone().map(|year| in_year(year, count)).collect();
                let all = by_year.iter().sum::<f64>() / parts;
                for (year, value) in by_year.into_iter().enumerate() {
                    let year = model.settings.start_year + year as i32;
                    found.push((format!("{name}/{measure}/{}/{year}", stage.name), value));
                }
                found.push((format!("{name}/{measure}/{}/all", stage.name), all));
            };
            add("entries", 1.0, &|cycle| of(&course.entries, cycle));
            let cycles = f64::from(model.settings.cycle.per_year());
            let years = f64::from(model.settings.years);
            if !stage.is_event() {
                add("people", years, &|cycle| present(model, &|point| of(&course.present, point), cycle) / cycles);
            }
            if stage.capacity.is_some() {
                add("turned_away", 1.0, &|cycle| of(&course.turned_away, cycle));
            }
        }
        for line in reader.policy().costs.values() {
            for (column, value, of_baseline) in [
                ("", average(&reader, line, course), average_of_baseline(&reader, line, &courses[0])),
                (
                    "/long_run",
                    long_run(&reader, line, course, &courses[0]),
                    long_run_of_baseline(&reader, line, courses),
                ),
            ] {
                let Some(value) = value else { continue };
                found.push((format!("{name}/cost/{}/all{column}", line.name), value));
                if policy > 0 {
                    let of_baseline = of_baseline.expect("the baseline has the line");
                    found.push((format!("{name}/saving/{}/all{column}", line.name), of_baseline - value));
                }
            }
        }
    }
    found
}

/// People present in a cycle (12).
fn present(model: &Model, at: &dyn Fn(usize) -> f64, cycle: usize) -> f64 {
    match model.settings.within_cycle {
        Counting::Start => at(cycle),
        Counting::End => at(cycle + 1),
        Counting::Half => 0.5 * (at(cycle) + at(cycle + 1)),
    }
}

/// What a line counts in a stage, group and cycle: entries or person-days.
fn counted(model: &Model, per: Per, course: &Course, cycle: usize, group: usize, stage: usize) -> f64 {
    match per {
        Per::Entry => course.entries[cycle][group][stage],
        Per::Stay => present(model, &|point| course.present[point][group][stage], cycle) * model.settings.cycle_days(),
        Per::Year | Per::Once { .. } => panic!("only what people do is simulated"),
    }
}

/// The value of a line of people, undiscounted; `None` where its stages or line are missing.
fn average(reader: &Reader, line: &CostLine, course: &Course) -> Option<f64> {
    let mut sum = 0.0;
    for (stage, amount) in &line.quantity.by_stage {
        let stage = reader.policy().stages.get_index_of(stage).expect("it is a stage");
        for group in 0..reader.model.settings.groups.len() {
            for cycle in 0..course.entries.len() {
                let count = counted(reader.model, line.quantity.per, course, cycle, group, stage);
                if count > 0.0 {
                    sum += count * reader.formula(amount, reader.at(cycle as i64, group));
                }
            }
        }
    }
    Some(sum)
}

fn average_of_baseline(reader: &Reader, line: &CostLine, baseline: &Course) -> Option<f64> {
    let reader = Reader { policy: 0, ..*reader };
    average(&reader, reader.policy().costs.get(&line.name)?, baseline)
}

/// Whole units of a line with a step (17a); a line that has none, or of which a part moves at once, is left alone.
fn long_run(reader: &Reader, line: &CostLine, course: &Course, baseline: &Course) -> Option<f64> {
    let step = line.step.as_ref().filter(|_| line.varies.is_none())?;
    let settings = &reader.model.settings;
    let of_baseline = Reader { policy: 0, ..*reader };
    let (mut sum, mut before) = (0.0, 0.0);
    let cycles: Vec<usize> = (0..course.entries.len()).collect();
    for period in cycles.chunks(step.checkpoint_cycles as usize) {
        let at = reader.at(period[0] as i64, 0);
        let (every, costs) = (reader.formula(&step.every, at), reader.formula(&step.costs, at));
        let days = period.len() as f64 * settings.cycle_days();
        let people = mean(reader, line, course, period, days);
        let had = mean(&of_baseline, line, baseline, period, days);
        let mut units = had / every;
        if reader.policy > 0 {
            let needed = ((people - had) / every - 1e-9 * (1.0 + units)).ceil();
            units += needed.max(before);
            before = needed;
        }
        sum += units * costs * days;
    }
    Some(sum)
}

fn long_run_of_baseline(reader: &Reader, line: &CostLine, courses: &[Course]) -> Option<f64> {
    let reader = Reader { policy: 0, ..*reader };
    long_run(&reader, reader.policy().costs.get(&line.name)?, &courses[0], &courses[0])
}

/// People present, or people entering per day, in the stages of a line in a period.
fn mean(reader: &Reader, line: &CostLine, course: &Course, period: &[usize], days: f64) -> f64 {
    let mut sum = 0.0;
    for (stage, _) in &line.quantity.by_stage {
        let stage = reader.policy().stages.get_index_of(stage).expect("it is a stage");
        for group in 0..reader.model.settings.groups.len() {
            for cycle in period {
                sum += counted(reader.model, line.quantity.per, course, *cycle, group, stage);
            }
        }
    }
    sum / days
}
