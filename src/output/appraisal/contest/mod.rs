//! Contested values as an answer: the finding, who is responsible for how much, where it would turn, and all mixtures.

mod charts;
mod mixtures;
mod words;

pub use mixtures::MixturesSection;

use super::{Section, Topic};
use crate::appraisal::contest::{Contest, Crossing};
use crate::language::Language;
use crate::output::report::{Page, Scale, decimals, figure, interval, percent, with_interval};
use crate::output::sheet::{Cell, Sheet};
use serde_json::{Value, json};

/// The disputes of every other side with the scenario.
pub struct DisputesSection {
    pub contests: Vec<Contest>,
    pub topic: Topic,
    /// Whether the scenario's side was given a name.
    pub named: bool,
}

impl Section for DisputesSection {
    fn name(&self) -> &'static str {
        "disputes"
    }

    fn print(&self, page: &mut Page) {
        for contest in &self.contests {
            page.heading("Two sides", &format!("{} against {}", contest.ours, contest.theirs));
            page.lead(&words::finding(contest));
            page.gap();
            ladder(page, contest);
            immaterial_and_total(page, contest);
            crossings(page, contest);
        }
        page.gap();
        page.paragraph(
            "“Moves” is what the other side's value changes in the result: the mean over all orders in which values can \
             be exchanged, on the same draws. Policies that set a contested number themselves keep theirs.",
        );
    }

    fn sheet(&self) -> Sheet {
        let mut rows = vec![];
        for contest in &self.contests {
            for number in contest.ladder() {
                let one = &contest.contested[number];
                rows.push(vec![
                    Cell::text(&contest.ours),
                    Cell::text(&contest.theirs),
                    Cell::text(contest.target.id()),
                    Cell::text(&one.name),
                    Cell::text(&one.ours.unit.text),
                    Cell::text(words::value(&one.ours, Language::En)),
                    Cell::text(&one.theirs.unit.text),
                    Cell::text(words::value(&one.theirs, Language::En)),
                    Cell::Number(one.share.mean),
                    Cell::Number(one.share.low),
                    Cell::Number(one.share.high),
                    Cell::text(&contest.target.unit),
                    Cell::Number(one.part),
                    Cell::text(if one.is_material() { "material" } else { "immaterial" }),
                    crossing_value(&one.crossing_ours),
                    Cell::text(crossing_word(&one.crossing_ours)),
                    crossing_value(&one.crossing_theirs),
                    Cell::text(crossing_word(&one.crossing_theirs)),
                ]);
            }
        }
        Sheet {
            schema: "crimcost/contest-disputes/1",
            columns: vec![
                "ours",
                "theirs",
                "result",
                "parameter",
                "unit",
                "our_value",
                "their_unit",
                "their_value",
                "moves_mean",
                "moves_p05",
                "moves_p95",
                "result_unit",
                "part",
                "weight",
                "crosses_zero_with_our_others",
                "crossing_with_our_others",
                "crosses_zero_with_their_others",
                "crossing_with_their_others",
            ],
            rows,
        }
    }

    fn summary(&self) -> Value {
        let spread = |spread: &crate::appraisal::contest::Spread| json!({ "mean": spread.mean, "p05": spread.low, "median": spread.median, "p95": spread.high });
        let contests = self.contests.iter().map(|contest| {
            json!({
                "ours": contest.ours,
                "theirs": contest.theirs,
                "result": contest.target.id(),
                "unit": contest.target.unit,
                "finding": words::finding(contest),
                "mixtures": words::count(contest),
                "immaterial": words::immaterial(contest),
                "with_our_values": spread(&contest.own().result),
                "with_their_values": spread(&contest.other().result),
                "disagreement": spread(&contest.disagreement),
                "mixtures_above_zero": contest.above_zero(),
                "mixtures_in_all": contest.mixtures.len(),
            })
        });
        Value::Array(contests.collect())
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let several = self.contests.len() > 1;
        let mut all = vec![];
        for (number, contest) in self.contests.iter().enumerate() {
            let end = if several { format!("_{}", number + 1) } else { String::new() };
            let artist = charts::Artist { contest, topic: &self.topic, named: self.named, language };
            all.extend(artist.sides().map(|svg| (format!("sides{end}"), svg)));
            all.push((format!("ladder{end}"), artist.ladder()));
        }
        all
    }
}

/// Who is responsible for how much: the largest first.
fn ladder(page: &mut Page, contest: &Contest) {
    let sizes = contest.contested.iter().flat_map(|one| [one.share.mean, one.share.low, one.share.high]);
    let scale = Scale::of(sizes);
    let unit = format!("{}{}", scale.word(), contest.target.unit);
    let header = ["contested", "ours", "theirs", &format!("moves, {unit}"), "90 % of draws", "part"];
    let rows = contest.ladder().into_iter().map(|number| {
        let one = &contest.contested[number];
        let ends = one.share.is_wide().then(|| one.share.interval());
        let decimals = decimals(one.share.mean, ends, scale);
        let theirs = words::value_in_table(&one.theirs);
        let unit = |text: &str| if text == "1" { String::new() } else { format!(", {text}") };
        let (own_unit, their_unit) = (&one.ours.unit.text, &one.theirs.unit.text);
        let is_same_unit = own_unit == their_unit;
        let moved = match one.visible {
            true => [
                figure(one.share.mean, decimals, scale),
                ends.map_or_else(String::new, |ends| interval(ends, decimals, scale)),
            ],
            false => ["no visible effect".to_owned(), String::new()],
        };
        let [mean, ends] = moved;
        let mean = if one.visible && one.share.mean > 0.0 { format!("+{mean}") } else { mean };
        vec![
            format!("{}{}", one.name, unit(own_unit)),
            words::value_in_table(&one.ours),
            if is_same_unit { theirs } else { format!("{theirs} {their_unit}") },
            mean,
            ends,
            if one.visible { percent(one.part) } else { String::new() },
        ]
    });
    page.table(&header.map(str::to_owned), rows.collect(), 3);
}

fn immaterial_and_total(page: &mut Page, contest: &Contest) {
    let unit = &contest.target.unit;
    let total = with_interval(contest.disagreement.mean, Some(contest.disagreement.interval()), unit);
    let mut said = vec![];
    if contest.contested.len() > 1 {
        said.push(format!("Together they move the result by {total}."));
    }
    said.extend(words::immaterial(contest));
    if !said.is_empty() {
        page.gap();
        page.paragraph(&said.join(" "));
    }
}

/// The value of each contested parameter at which the result crosses zero.
fn crossings(page: &mut Page, contest: &Contest) {
    if contest.contested.iter().all(|one| one.crossing_ours == Crossing::NotAsked) {
        return;
    }
    page.gap();
    if let [one] = &contest.contested[..] {
        let said = match &one.crossing_ours {
            Crossing::At { .. } => {
                format!("The mean crosses zero at {} = {}", one.name, words::crossing(&one.crossing_ours, &one.ours))
            }
            Crossing::Nowhere { low, high } => {
                let between = words::between(*low, *high, &one.ours);
                format!("At no {} {between} does the mean cross zero", one.name)
            }
            Crossing::MovesNothing => format!("{} does not move this result", one.name),
            Crossing::SeveralNumbers | Crossing::NotAsked => {
                format!("{} is several numbers, so there is no one value at which the mean crosses zero", one.name)
            }
        };
        return page.paragraph(&format!("{said}."));
    }
    let [ours, theirs] = ["ours", "theirs"].map(|side| format!("the others {side}"));
    page.paragraph("Where the mean crosses zero, one number moved alone:");
    let rows = contest.ladder().into_iter().map(|number| {
        let one = &contest.contested[number];
        let [ours, theirs] =
            [&one.crossing_ours, &one.crossing_theirs].map(|crossing| words::crossing(crossing, &one.ours));
        vec![one.name.clone(), ours, theirs]
    });
    page.table(&["contested".to_owned(), ours, theirs], rows.collect(), 3);
}

fn crossing_value(crossing: &Crossing) -> Cell {
    match crossing {
        Crossing::At { value, .. } => Cell::Number(*value),
        Crossing::Nowhere { .. } | Crossing::MovesNothing | Crossing::SeveralNumbers | Crossing::NotAsked => {
            Cell::Empty
        }
    }
}

fn crossing_word(crossing: &Crossing) -> &'static str {
    match crossing {
        Crossing::At { between: true, .. } => "between",
        Crossing::At { between: false, .. } => "beyond",
        Crossing::Nowhere { .. } => "nowhere",
        Crossing::MovesNothing => "moves_nothing",
        Crossing::SeveralNumbers => "several_numbers",
        Crossing::NotAsked => "",
    }
}
