//! What to find out next: what better knowledge of each input is worth, or how far it would narrow the result.

use super::scene::Scene;
use super::section::Section;
use crate::appraisal::{Knowledge, Ranking};
use crate::chart::{Information, InformationAxis, InformationBar, information_title};
use crate::language::{Estimate, Language};
use crate::output::charts::cause_label;
use crate::output::report::Page;
use crate::output::report::figures::{Scale, amount, count, decimals, figure, interval, percent, with_interval};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{Estimated, LEAST_FOR_VALUE};
use serde_json::{Value, json};

/// Inputs in the table for readers, and bars of the chart, at most.
const MOST: usize = 15;
const BARS: usize = 20;

/// What knowing each cause is worth.
pub struct ValueSection {
    scene: Scene,
    /// Absent if there are too few draws to tell.
    knowledge: Option<Knowledge>,
}

impl ValueSection {
    /// An answer from what was found; nothing if there were too few draws.
    pub fn new(scene: Scene, knowledge: Option<Knowledge>) -> ValueSection {
        ValueSection { scene, knowledge }
    }

    fn option(&self, option: usize) -> &str {
        &self.scene.model.policies[option].name
    }

    /// The finding in a sentence.
    fn sentence(&self, knowledge: &Knowledge) -> String {
        let perfect = knowledge.value.perfect;
        let chosen = self.option(knowledge.value.chosen);
        if !perfect.is_visible() {
            return match knowledge.value.wrong {
                0.0 => format!("{chosen} is the best choice in every draw: knowing more cannot change the decision."),
                wrong => format!(
                    "{chosen} is the best choice in all but {} of the draws: knowing more is worth nothing that can be \
                     told from 0.",
                    percent(wrong)
                ),
            };
        }
        let worth = said(perfect, self.scene.currency());
        let each = match knowledge.people {
            Some(people) => {
                let each = amount(perfect.value / people, None, self.scene.currency());
                format!(", {each} for each of the {} people who come in", count(people.round() as usize))
            }
            None => String::new(),
        };
        format!(
            "Knowing everything would be worth {worth}{each}: {chosen} is the choice now, and another would be better in {} of \
             the draws.",
            percent(knowledge.value.wrong)
        )
    }

    fn remark(ranking: Ranking) -> &'static str {
        match ranking {
            Ranking::Value => "by what knowing it is worth to the decision",
            Ranking::Narrowing => {
                "by how much knowing it would narrow the result: no decision hangs on any one of them"
            }
        }
    }

    fn table(&self, page: &mut Page, knowledge: &Knowledge) {
        let visible: Vec<usize> =
            knowledge.ranked.iter().copied().filter(|cause| knowledge.is_visible(*cause)).collect();
        let scale = Scale::of(visible.iter().take(MOST).map(|cause| knowledge.of(*cause).value.interval().1));
        let rows = visible.iter().take(MOST).map(|number| {
            let (cause, of) = (&self.scene.causes[*number], knowledge.of(*number));
            let narrows =
                if of.narrowing.is_visible() { percent(of.narrowing.value) } else { "nothing visible".into() };
            let mut row = vec![cause.name.clone(), self.scene.standing(cause).to_owned()];
            if knowledge.ranking == Ranking::Value {
                row.extend(in_scale(of.value, scale));
            }
            row.extend([narrows, cause.holder.clone().unwrap_or_else(|| "nobody named".into())]);
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if rows.is_empty() {
            return page.paragraph("No single input has a visible effect.");
        }
        let worth = format!("worth, {}{}", scale.word(), self.scene.currency());
        let header: &[&str] = match knowledge.ranking {
            Ranking::Value => &["input", "grade", &worth, "95 %", "narrows by", "who holds it"],
            Ranking::Narrowing => &["input", "grade", "narrows by", "who holds it"],
        };
        page.table(&header.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), rows, 2);
        let rest = self.scene.causes.len() - visible.len();
        let mut below = vec![];
        if visible.len() > MOST {
            below.push(format!("{} more inputs have a smaller effect", visible.len() - MOST));
        }
        if rest > 0 {
            let of = self.scene.causes.len();
            below.push(match knowledge.ranking {
                Ranking::Value => {
                    format!("{rest} of {of} inputs have no visible worth to this decision")
                }
                Ranking::Narrowing => format!("{rest} of {of} inputs have no visible effect"),
            });
        }
        if !below.is_empty() {
            page.paragraph(&format!("{}.", crate::output::charts::capitalised(&below.join("; "))));
        }
    }
}

impl Section for ValueSection {
    fn finding(&self) -> Option<String> {
        self.knowledge.as_ref().map(|knowledge| self.sentence(knowledge))
    }

    fn name(&self) -> &'static str {
        "value"
    }

    fn print(&self, page: &mut Page) {
        let Some(knowledge) = &self.knowledge else {
            page.heading("What to find out next", "");
            return page.paragraph(&format!("Too few draws to tell: at least {LEAST_FOR_VALUE} are needed."));
        };
        page.heading("What to find out next", Self::remark(knowledge.ranking));
        page.lead(&self.sentence(knowledge));
        if knowledge.value.perfect.is_visible() && knowledge.ranking == Ranking::Narrowing {
            page.paragraph("No single input is worth anything that can be told from 0, so they stand by narrowing.");
        }
        page.gap();
        self.table(page, knowledge);
        page.paragraph(
            "By regression on the draws; an upper limit, since no study finds a number out exactly. Errors are those of the \
             draws alone. Narrowing: by what part the 90 % interval would shrink.",
        );
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "rank",
            "input",
            "about",
            "holder",
            "grade",
            "unknown",
            "value",
            "value_error",
            "value_visible",
            "value_per_person",
            "variance_share",
            "variance_share_error",
            "narrowing",
            "narrowing_error",
            "narrowing_visible",
            "narrowing_amount",
            "unit",
        ];
        let Some(knowledge) = &self.knowledge else {
            return Sheet { schema: "crimcost/value/1", columns, rows: vec![] };
        };
        let width = knowledge.interval.1 - knowledge.interval.0;
        let yes = |flag: bool| Cell::text(if flag { "yes" } else { "no" });
        let rows = knowledge.ranked.iter().enumerate().map(|(rank, number)| {
            let (cause, of) = (&self.scene.causes[*number], knowledge.of(*number));
            vec![
                Cell::Number((rank + 1) as f64),
                Cell::text(&*cause.name),
                Cell::text(self.scene.cause_title(cause, Language::En)),
                Cell::text(cause.holder.clone().unwrap_or_default()),
                Cell::text(cause.grade.map_or("", |grade| grade.word())),
                yes(cause.unknown),
                Cell::Number(of.value.value),
                Cell::Number(of.value.error),
                yes(of.value.is_visible()),
                Cell::number(knowledge.people.map(|people| of.value.value / people)),
                Cell::Number(of.share.value),
                Cell::Number(of.share.error),
                Cell::Number(of.narrowing.value),
                Cell::Number(of.narrowing.error),
                yes(of.narrowing.is_visible()),
                Cell::Number(of.narrowing.value * width),
                Cell::text(&*self.scene.target.unit),
            ]
        });
        Sheet { schema: "crimcost/value/1", columns, rows: rows.collect() }
    }

    fn summary(&self) -> Value {
        let Some(knowledge) = &self.knowledge else { return Value::Null };
        let perfect = knowledge.value.perfect;
        json!({
            "finding": self.sentence(knowledge),
            "ranked_by": match knowledge.ranking {
                Ranking::Value => "value",
                Ranking::Narrowing => "narrowing",
            },
            "perfect_information": perfect.value,
            "perfect_information_error": perfect.error,
            "perfect_information_per_person": knowledge.people.map(|people| perfect.value / people),
            "people_entering": knowledge.people,
            "choice": self.option(knowledge.value.chosen),
            "another_is_better": knowledge.value.wrong,
            "currency": self.scene.currency(),
            "interval": [knowledge.interval.0, knowledge.interval.1],
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let Some(knowledge) = &self.knowledge else { return vec![] };
        let chosen: Vec<usize> = knowledge.ranked.clone();
        chart(&self.scene, knowledge, &chosen, language).map(|svg| ("value".to_owned(), svg)).into_iter().collect()
    }
}

/// The chart "What to find out next" over these causes, most important first. `None` without causes.
pub fn chart(scene: &Scene, knowledge: &Knowledge, causes: &[usize], language: Language) -> Option<String> {
    if causes.is_empty() {
        return None;
    }
    let visible: Vec<usize> = causes.iter().copied().filter(|cause| knowledge.is_visible(*cause)).collect();
    // Without anything to see a few bars say so.
    let shown = if visible.is_empty() { &causes[..causes.len().min(5)] } else { &visible[..visible.len().min(BARS)] };
    let nothing = language.word("chart-no-visible-effect");
    let bars: Vec<InformationBar> = shown
        .iter()
        .map(|number| {
            let (cause, of) = (&scene.causes[*number], knowledge.of(*number));
            let of = match knowledge.ranking {
                Ranking::Value => of.value,
                Ranking::Narrowing => of.narrowing,
            };
            let seen = of.is_visible();
            let written = match knowledge.ranking {
                Ranking::Value => language.amount(estimate(of), scene.currency()),
                Ranking::Narrowing => language.percent(of.value),
            };
            InformationBar {
                name: cause_label(&scene.model, cause, language),
                holder: cause.holder.clone(),
                value: if seen { of.value } else { 0.0 },
                interval: if seen { of.interval() } else { (0.0, 0.0) },
                text: if seen { written } else { nothing.clone() },
            }
        })
        .collect();
    let first = bars.first().filter(|bar| bar.value > 0.0).map(|bar| (bar.name.as_str(), bar.text.as_str()));
    let by_value = knowledge.ranking == Ranking::Value;
    let title = information_title(language, by_value, first);
    let nobody = language.word("chart-nobody-named");
    let mut notes = vec![language.word("chart-information-whiskers")];
    if causes.len() > shown.len() {
        let number = language.count(causes.len() - shown.len());
        notes.push(language.say("chart-information-more", &[("number", (&number).into())]));
    }
    let mut said =
        vec![language.word(if by_value { "describe-information-value" } else { "describe-information-narrow" })];
    for bar in &bars {
        let holder = bar.holder.as_ref().unwrap_or(&nobody);
        let parts = [("name", (&bar.name).into()), ("value", (&bar.text).into()), ("holder", holder.into())];
        said.push(language.say("describe-information-bar", &parts));
    }
    let axis = match knowledge.ranking {
        Ranking::Value => InformationAxis::Worth(scene.unit()),
        Ranking::Narrowing => InformationAxis::Share(language.word("chart-information-narrow")),
    };
    let heading = scene.heading(language, title);
    Some(Information { heading, axis, bars, nobody, notes, description: said.join(" ") }.svg())
}

fn estimate(of: Estimated) -> Estimate {
    let (low, high) = of.interval();
    Estimate::between(of.value, low, high)
}

/// A number with its error in words: `1.2 million GEL (± 0.1)` as an interval of 95 %.
pub fn said(of: Estimated, unit: &str) -> String {
    let (low, high) = of.interval();
    if high > low {
        with_interval(of.value, Some((low, high)), unit).replace("90 % of draws", "95 %")
    } else {
        amount(of.value, None, unit)
    }
}

/// A number and its interval of 95 %, as two cells in a scale.
pub fn in_scale(of: Estimated, scale: Scale) -> [String; 2] {
    if !of.is_visible() {
        return ["nothing visible".into(), String::new()];
    }
    let (low, high) = of.interval();
    let digits = decimals(of.value, (high > low).then_some((low, high)), scale);
    let ends = if high > low { interval((low, high), digits, scale) } else { String::new() };
    [figure(of.value, digits, scale), ends]
}
