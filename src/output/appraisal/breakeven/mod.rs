//! What would make a claim true: tables, a sentence for a brief, rows and a chart.

mod chart;
mod sentence;
#[cfg(test)]
mod tests;

use super::Section;
use crate::appraisal::breakeven::{Alone, BreakEven, Joint, Moved, Point};
use crate::chart::Heading;
use crate::language::Language;
use crate::math::normal_cdf;
use crate::model::Model;
use crate::output::charts::{horizon, input_label, source_line};
use crate::output::report::Page;
use crate::output::report::figures::{amount, count, percent, plain};
use crate::output::sheet::{Cell, Sheet};
use crate::results::Measure;
use serde_json::{Value, json};

/// The answers about one claim, ready to be written.
pub struct BreakEvenSection {
    pub found: BreakEven,
    model: Model,
}

/// Rows of a table for readers.
const MOST_ROWS: usize = 15;

impl BreakEvenSection {
    /// The answers with the texts of their model.
    pub fn new(found: BreakEven, model: &Model) -> BreakEvenSection {
        BreakEvenSection { found, model: model.clone() }
    }

    /// The policy's title, or its name.
    fn policy(&self, language: Language) -> &str {
        let name = &self.found.target.policy;
        let policy = self.model.policies.iter().find(|policy| policy.name == *name);
        policy.map(|own| own.title.in_language(language.code())).filter(|title| !title.is_empty()).unwrap_or(name)
    }

    /// What was asked, and what is so with every input at its mean.
    pub fn head(&self) -> Vec<String> {
        let found = &self.found;
        let (asked, so) = if found.holds { ("false", "true") } else { ("true", "false") };
        let central = amount(found.central, None, &found.target.unit);
        vec![
            format!("What would have to be so for `{}` to be {asked}", found.claim.text),
            format!("{} is {central} with every input at its mean: the claim is {so}.", found.target.id()),
        ]
    }

    /// The sentence for a brief.
    pub fn sentence(&self) -> String {
        sentence::sentence(&self.found, self.policy(Language::En))
    }

    fn one_at_a_time(&self, page: &mut Page) {
        let turning: Vec<&Alone> = self.found.alone.iter().filter(|alone| alone.turn.is_some()).collect();
        page.heading("One change at a time", "all other inputs at their means");
        if turning.is_empty() {
            page.paragraph("No value of any single number does it.");
        } else {
            let header = ["number", "unit", "ours (90 %)", "must be", "how surprising"].map(str::to_owned);
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
                let value = sentence::with_unit(reached.value, &alone.unit);
                page.item(&format!("{} says {value} for {}: that is on the far side.", reached.who, alone.name));
            }
        }
        let never: Vec<&Alone> = self.found.alone.iter().filter(|alone| alone.turn.is_none()).collect();
        let names = |of: &[&Alone]| {
            let shown: Vec<&str> = of.iter().take(12).map(|alone| alone.name.as_str()).collect();
            let more = if of.len() > 12 { format!(" and {} more", of.len() - 12) } else { String::new() };
            format!("{}{more}", shown.join(", "))
        };
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

    fn together(&self, page: &mut Page) {
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
        let header = ["number", "unit", "ours (90 %)", "there", "percentile"].map(str::to_owned);
        let rows: Vec<Vec<String>> = point
            .main()
            .map(|moved| {
                let unit = if moved.unit == "1" { String::new() } else { moved.unit.clone() };
                let (low, high) = moved.interval;
                let ours = format!("{} ({} to {})", figure(moved.mean), figure(low), figure(high));
                vec![moved.name.clone(), unit, ours, figure(moved.value), percentile(moved.score)]
            })
            .collect();
        page.table(&header, rows, 2);
        let others = point.moved.len() - point.main().count();
        if others > 0 {
            page.paragraph(&format!("The other {} inputs: about as we believe.", count(others)));
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

impl Section for BreakEvenSection {
    fn name(&self) -> &'static str {
        "breakeven"
    }

    fn print(&self, page: &mut Page) {
        page.gap();
        page.lead(&self.sentence());
        self.one_at_a_time(page);
        self.together(page);
        page.gap();
        page.paragraph("These are points of our model and of our beliefs; they say how far off the claim is, not whether it is right.");
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "how",
            "name",
            "unit",
            "mean",
            "low",
            "high",
            "value",
            "side",
            "score",
            "chance",
            "until",
            "result",
            "share_of_distance",
            "told",
            "note",
            "claimed_by",
        ];
        let mut rows: Vec<Vec<Cell>> = self.found.alone.iter().map(alone_row).collect();
        if let Joint::Found(point) = &self.found.joint {
            rows.extend(point.moved.iter().map(|moved| moved_row(moved, point)));
        }
        Sheet { schema: "crimcost/breakeven/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let found = &self.found;
        let (state, point) = match &found.joint {
            Joint::NothingUncertain => ("nothing uncertain", None),
            Joint::AtTheMiddle => ("at the median", None),
            Joint::OutOfReach => ("out of reach", None),
            Joint::Found(point) if point.settled => ("design point", Some(point)),
            Joint::Found(point) => ("nearest point tried", Some(point)),
        };
        json!({
            "claim": found.claim.text,
            "result": found.target.id(),
            "comparison": found.claim.side.sign(),
            "amount": found.claim.amount,
            "unit": found.target.unit,
            "central": found.central,
            "true_at_the_means": found.holds,
            "draws": found.draws,
            "draws_that_turn": found.turned,
            "sentence": self.sentence(),
            "together": state,
            "distance": point.map(|point| point.distance),
            "chance_if_the_limit_were_flat": point.map(Point::chance_if_flat),
            "result_there": point.map(|point| point.result),
            "not_moved_alone": found.left_out.iter().map(|left| json!({ "name": left.name, "why": left.why })).collect::<Vec<_>>(),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let is_saving = matches!(self.found.target.measure, Measure::Saving | Measure::CumulativeSaving);
        let policy = self.policy(language).to_owned();
        let title = self.model.settings.title.in_language(language.code());
        let mut subtitle = if policy.is_empty() { title.to_owned() } else { format!("{title} · {policy}") };
        let target = &self.found.target;
        if target.column.is_some() && target.year.is_none() {
            subtitle = format!("{subtitle} · {}", horizon(&self.model, language, target.discounted));
        }
        if self.found.joint != Joint::NothingUncertain {
            let share = language.percent(self.found.turned as f64 / self.found.draws as f64);
            let part = language.say("share-of-draws", &[("share", (&share).into())]);
            subtitle = format!("{subtitle} · {}", language.say("chart-distance-share", &[("part", (&part).into())]));
        }
        let source = source_line(&self.model, language);
        let heading = Heading { language, title: String::new(), subtitle, source };
        let label = |name: &str| input_label(&self.model, name, language);
        let what = if is_saving { policy } else { self.found.target.id() };
        let words = chart::Words { language, what, label: &label };
        chart::distance(&self.found, &words, heading).map(|svg| vec![("distance".to_owned(), svg)]).unwrap_or_default()
    }
}

fn alone_row(alone: &Alone) -> Vec<Cell> {
    let turn = alone.turn;
    let side = match turn {
        Some(turn) if turn.upward => "at_or_above",
        Some(_) => "at_or_below",
        None => "no_value",
    };
    let mut notes = vec![];
    if alone.interval.is_none() {
        notes.push("held certain");
    }
    if turn.is_some_and(|turn| turn.beyond) {
        notes.push("outside what is believed possible");
    }
    if alone.correlated {
        notes.push("correlated: the others stay at their means");
    }
    if alone.several {
        notes.push("several values at one percentile: the first is given");
    }
    let claimed: Vec<&str> = alone.reached.iter().map(|reached| reached.who.as_str()).collect();
    vec![
        Cell::text("alone"),
        Cell::text(&alone.name),
        Cell::text(&alone.unit),
        Cell::Number(alone.mean),
        Cell::number(alone.interval.map(|(low, _)| low)),
        Cell::number(alone.interval.map(|(_, high)| high)),
        Cell::number(turn.map(|turn| turn.value)),
        Cell::text(side),
        Cell::number(turn.and_then(|turn| turn.score)),
        Cell::number(turn.and_then(|turn| turn.chance())),
        Cell::number(turn.and_then(|turn| turn.until)),
        Cell::number(turn.map(|turn| turn.result)),
        Cell::Empty,
        Cell::Empty,
        Cell::text(notes.join("; ")),
        Cell::text(claimed.join("; ")),
    ]
}

fn moved_row(moved: &Moved, point: &Point) -> Vec<Cell> {
    vec![
        Cell::text("together"),
        Cell::text(&moved.name),
        Cell::text(&moved.unit),
        Cell::Number(moved.mean),
        Cell::Number(moved.interval.0),
        Cell::Number(moved.interval.1),
        Cell::Number(moved.value),
        Cell::Empty,
        Cell::Number(moved.score),
        Cell::Number(normal_cdf(-moved.score.abs())),
        Cell::Empty,
        Cell::Number(point.result),
        Cell::Number(moved.share),
        Cell::text(if moved.is_main { "yes" } else { "no" }),
        Cell::Empty,
        Cell::Empty,
    ]
}

/// `6.4 (4 to 9)`, or the number alone if it is held certain.
fn ours(alone: &Alone) -> String {
    match alone.interval {
        Some((low, high)) => format!("{} ({} to {})", figure(alone.mean), figure(low), figure(high)),
        None => figure(alone.mean),
    }
}

fn must_be(alone: &Alone) -> String {
    let Some(turn) = alone.turn else { return String::new() };
    match turn.until {
        Some(until) => {
            let (low, high) = if turn.upward { (turn.value, until) } else { (until, turn.value) };
            format!("{} to {}", figure(low), figure(high))
        }
        None if turn.at_limit => figure(turn.value),
        None if turn.upward => format!("above {}", figure(turn.value)),
        None => format!("below {}", figure(turn.value)),
    }
}

/// How far out the turn lies in what is believed.
fn surprise(alone: &Alone) -> String {
    let Some(turn) = alone.turn else { return String::new() };
    match turn.chance() {
        None => "we hold it certain".to_owned(),
        Some(_) if turn.beyond => "outside our limits".to_owned(),
        Some(chance) => match chart::beyond_interval(chance) {
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

/// Four significant digits, all digits before the point; nearly 1 is not written as 1.
pub(super) fn figure(value: f64) -> String {
    let text = plain(value);
    if text == "1" && value < 1.0 { "0.9999".to_owned() } else { text }
}
