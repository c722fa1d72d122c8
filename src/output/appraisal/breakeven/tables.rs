//! What is printed below the sentence: one number at a time, and the nearest combination.

use super::BreakEvenSection;
use super::chart::beyond_interval;
use super::sentence::{number, with_unit};
use crate::appraisal::breakeven::{Alone, Joint, Point};
use crate::language::Language;
use crate::math::normal_cdf;
use crate::output::report::{Page, count, names, percent, plain};

/// Rows of a table for readers.
const MOST_ROWS: usize = 15;
/// Names in a sentence.
const MOST_NAMES: usize = 12;

impl BreakEvenSection {
    pub(super) fn one_at_a_time(&self, page: &mut Page) {
        let turning: Vec<&Alone> = self.found.alone.iter().filter(|alone| alone.turn.is_some()).collect();
        page.heading("One change at a time", "all other inputs at their means");
        if turning.is_empty() {
            page.paragraph("No value of any single number does it.");
        } else {
            let header = ["number", "unit", "our mean (90 %)", "must be", "how surprising"].map(str::to_owned);
            let rows = turning.iter().take(MOST_ROWS).map(|alone| {
                let unit = if alone.unit == "1" { String::new() } else { alone.unit.clone() };
                vec![alone.name.clone(), unit, ours(alone), must_be(alone), surprise(alone)]
            });
            page.table(&header, rows.collect(), 2);
        }
        if turning.iter().take(MOST_ROWS).any(|alone| alone.turn.is_some_and(|turn| turn.beyond)) {
            page.paragraph("Outside our limits: a value that our distribution excludes, or gives one in a million.");
        }
        if turning.len() > MOST_ROWS {
            page.paragraph(&format!("{} more are farther out; all are in the CSV.", turning.len() - MOST_ROWS));
        }
        for alone in &turning {
            for reached in &alone.reached {
                let value = with_unit(reached.value, &alone.unit);
                page.item(&format!("{} says {value} for {}: that is on the far side.", reached.who, alone.name));
            }
        }
        let never: Vec<&Alone> = self.found.alone.iter().filter(|alone| alone.turn.is_none()).collect();
        let names = |of: &[&Alone]| names(&of.iter().map(|alone| alone.name.as_str()).collect::<Vec<_>>(), MOST_NAMES);
        if !never.is_empty() && !turning.is_empty() {
            page.paragraph(&format!("No value does it: {}.", names(&never)));
        }
        for left_out in &self.found.left_out {
            page.paragraph(&format!("Not moved alone: {}, since {}.", left_out.name, left_out.why));
        }
        let correlated: Vec<&Alone> = turning.iter().copied().filter(|alone| alone.correlated).collect();
        if !correlated.is_empty() {
            let what = "moved alone although correlated with others, which stayed at their means";
            page.paragraph(&format!("{}: {what}.", names(&correlated)));
        }
        let several: Vec<&Alone> = turning.iter().copied().filter(|alone| alone.several).collect();
        if !several.is_empty() {
            let what = "values of all years, groups and policies moved to the same percentile; the policy's own, or the first, is shown";
            page.paragraph(&format!("{}: {what}.", names(&several)));
        }
    }

    pub(super) fn together(&self, page: &mut Page) {
        page.heading("Together", "the combination nearest to our beliefs");
        match &self.found.joint {
            Joint::NothingUncertain => page.paragraph("Nothing that this result hangs on is uncertain."),
            Joint::AtTheMiddle => page.paragraph("It is already so with every input at its median."),
            Joint::OutOfReach => {
                page.paragraph("No combination within 8 standard deviations of the middle of our beliefs does it.");
            }
            Joint::Found(point) => self.point(point, page),
        }
        if self.found.joint != Joint::NothingUncertain {
            let (turned, draws) = (count(self.found.turned), count(self.found.draws));
            let get = if self.found.turned == 1 { "gets" } else { "get" };
            page.paragraph(&format!("{turned} of {draws} draws {get} there, one way or another."));
        }
    }

    fn point(&self, point: &Point, page: &mut Page) {
        let header = ["number", "unit", "our median (90 %)", "there", "percentile"].map(str::to_owned);
        let rows: Vec<Vec<String>> = point
            .main()
            .map(|moved| {
                let unit = if moved.unit == "1" { String::new() } else { moved.unit.clone() };
                let (low, high) = moved.interval;
                let ours = format!("{} ({} to {})", number(moved.median), number(low), number(high));
                vec![moved.name.clone(), unit, ours, number(moved.value), percentile(moved.score)]
            })
            .collect();
        page.table(&header, rows, 2);
        let others = point.moved.len() - point.main().count();
        if others > 0 {
            let inputs = if others == 1 { "input".to_owned() } else { format!("{} inputs", count(others)) };
            page.paragraph(&format!("The other {inputs}: about as we believe."));
        }
        let distance = Language::En.number(point.distance, 2);
        let far = format!("{distance} standard deviations from the middle of our beliefs");
        if point.settled {
            page.paragraph(&format!("It lies {far}, and no combination near it is less surprising."));
        } else {
            page.paragraph(&format!(
                "It lies {far}. The search did not settle (results jump or bend), so this is the nearest of all points \
                 tried and of our draws; a nearer one may exist."
            ));
        }
    }
}

/// `6.4 (4 to 9)`, or the number alone if it is held certain.
fn ours(alone: &Alone) -> String {
    match alone.interval {
        Some((low, high)) => format!("{} ({} to {})", number(alone.mean), number(low), number(high)),
        None => number(alone.mean),
    }
}

fn must_be(alone: &Alone) -> String {
    let Some(turn) = alone.turn else { return String::new() };
    match turn.until {
        Some(until) => {
            let (low, high) = if turn.upward { (turn.value, until) } else { (until, turn.value) };
            format!("{} to {}", number(low), number(high))
        }
        None if turn.at_limit => number(turn.value),
        None if turn.upward => format!("above {}", number(turn.value)),
        None => format!("below {}", number(turn.value)),
    }
}

/// How far out the turn lies in what is believed.
fn surprise(alone: &Alone) -> String {
    let Some(turn) = alone.turn else { return String::new() };
    match turn.chance() {
        None => "we hold it certain".to_owned(),
        Some(_) if turn.beyond => "outside our limits".to_owned(),
        Some(chance) => match beyond_interval(chance) {
            Some(interval) => format!("beyond {} %", plain(100.0 * interval)),
            None => format!("{} chance", percent(chance)),
        },
    }
}

/// A percentile: `78`, `99.4`.
fn percentile(score: f64) -> String {
    let percent = normal_cdf(score) * 100.0;
    match percent {
        low if low < 0.1 => "below 0.1".to_owned(),
        high if high > 99.9 => "above 99.9".to_owned(),
        outer if !(1.0..=99.0).contains(&outer) => Language::En.number(outer, 1),
        inner => Language::En.number(inner, 0),
    }
}
