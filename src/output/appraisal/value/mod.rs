//! What to find out next: what better knowledge of each input is worth, or how far it would narrow the result.

mod chart;
pub(super) mod words;

pub use chart::chart;

use super::{Section, Topic};
use crate::appraisal::{Cause, Knowledge};
use crate::language::Language;
use crate::model::People;
use crate::output::charts::capitalised;
use crate::output::report::Page;
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{LEAST_FOR_VALUE, PartialValue};
use serde_json::{Value, json};

/// What knowing each cause is worth.
pub struct ValueSection {
    topic: Topic,
    /// Absent if there are too few draws to tell.
    knowledge: Option<Knowledge>,
}

impl ValueSection {
    /// An answer from what was found; nothing if there were too few draws.
    pub fn new(topic: Topic, knowledge: Option<Knowledge>) -> ValueSection {
        ValueSection { topic, knowledge }
    }

    /// The finding in a sentence.
    fn sentence(&self, knowledge: &Knowledge) -> String {
        let names: Vec<&str> = self.topic.model.policies.iter().map(|policy| policy.name.as_str()).collect();
        words::sentence(knowledge, &names, self.topic.currency())
    }

    /// The numbers of a row: worth, share of the variance and narrowing.
    fn cells(&self, knowledge: &Knowledge, of: &PartialValue) -> Vec<Cell> {
        let width = knowledge.interval.1 - knowledge.interval.0;
        vec![
            Cell::Number(of.value.value),
            Cell::Number(of.value.error),
            Cell::flag(of.value.is_visible()),
            Cell::number(knowledge.people.map(|people| of.value.value / people)),
            Cell::Number(of.share.value),
            Cell::Number(of.share.error),
            Cell::Number(of.narrowing.value),
            Cell::Number(of.narrowing.error),
            Cell::flag(of.narrowing.is_visible()),
            Cell::Number(of.narrowing.value * width),
            Cell::text(&*self.topic.target.unit),
        ]
    }

    fn inputs(&self) -> Vec<words::Input<'_>> {
        let causes = self.topic.causes.iter().enumerate().map(|(number, cause)| words::Input {
            name: &cause.name,
            standing: self.topic.standing(number),
            holder: cause.holder.as_deref(),
        });
        causes.collect()
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
        page.heading("What to find out next", words::remark(knowledge.ranking));
        page.lead(&self.sentence(knowledge));
        words::table(page, knowledge, &self.inputs(), self.topic.currency());
        words::groups(page, knowledge, self.topic.currency());
        let of_whom = match self.topic.model.settings.people {
            People::Cohort => "",
            People::Whole => " Worth is of expected numbers of people: what chance does nobody can find out.",
        };
        page.paragraph(&format!(
            "By regression on the draws; an upper limit, since no study finds a number out exactly. Errors are those of the \
             draws alone. Narrowing: by what part the 90 % interval would shrink.{of_whom}"
        ));
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "kind",
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
        let mut rows = vec![];
        for (rank, number) in knowledge.ranked.iter().enumerate() {
            let cause = &self.topic.causes[*number];
            let mut row = vec![Cell::text("input"), Cell::Number((rank + 1) as f64), Cell::text(&*cause.name)];
            row.extend([
                Cell::text(about(&self.topic, cause)),
                Cell::text(cause.holder.clone().unwrap_or_default()),
                Cell::text(cause.grade.map_or("", |grade| grade.word())),
                Cell::flag(cause.unknown),
            ]);
            row.extend(self.cells(knowledge, knowledge.of(*number)));
            rows.push(row);
        }
        for (number, group) in knowledge.groups.iter().enumerate() {
            let mut row = vec![Cell::text(group.kind.word()), Cell::Empty, Cell::text(&*group.name)];
            let names: Vec<&str> = group.causes.iter().map(|cause| self.topic.causes[*cause].name.as_str()).collect();
            row.extend([Cell::text(names.join(" + ")), Cell::Empty, Cell::Empty, Cell::Empty]);
            row.extend(self.cells(knowledge, knowledge.of_group(number)));
            rows.push(row);
        }
        Sheet { schema: "crimcost/value/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let Some(knowledge) = &self.knowledge else { return Value::Null };
        let perfect = knowledge.value.perfect;
        json!({
            "finding": self.sentence(knowledge),
            "ranked_by": knowledge.ranking.word(),
            "perfect_information": perfect.value,
            "perfect_information_error": perfect.error,
            "perfect_information_per_person": knowledge.people.map(|people| perfect.value / people),
            "people_entering": knowledge.people,
            "choice": self.topic.option(knowledge.value.chosen),
            "another_is_better": knowledge.value.wrong,
            "currency": self.topic.currency(),
            "interval": [knowledge.interval.0, knowledge.interval.1],
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let Some(knowledge) = &self.knowledge else { return vec![] };
        let chosen: Vec<usize> = knowledge.ranked.clone();
        chart(&self.topic, knowledge, &chosen, language).map(|svg| ("value".to_owned(), svg)).into_iter().collect()
    }
}

/// The descriptions of a cause's parameters in full, or their names in words.
fn about(topic: &Topic, cause: &Cause) -> String {
    let words = |name: &String| match topic.parameter(name).map(|found| found.about.in_language("en")) {
        None | Some("") => capitalised(&name.replace('_', " ")),
        Some(about) => about.to_owned(),
    };
    match &cause.parameters[..] {
        [] => capitalised(&cause.name.replace('_', " ")),
        several => several.iter().map(words).collect::<Vec<_>>().join(" + "),
    }
}
