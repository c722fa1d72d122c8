//! Whom to ask for what, as a list for readers, rows, letters and a chart.

use super::Topic;
use super::letters;
use super::section::Section;
use super::value::chart;
use super::value::words::why_narrowing;
use crate::appraisal::{Group, GroupKind, Item, Knowledge, Ranking, Request};
use crate::language::Language;
use crate::output::report::Page;
use crate::output::report::figures::{amount, percent};
use crate::output::sheet::{Cell, Sheet};
use serde_json::{Value, json};

/// Figures shown for each holder, at most; the letters have all.
const MOST: usize = 8;

/// Requests for data.
pub struct AsksSection {
    topic: Topic,
    /// Absent if there are too few draws to rank anything.
    found: Option<(Knowledge, Vec<Request>)>,
    /// Whether readers want the letters and not the list.
    letters: bool,
}

impl AsksSection {
    /// An answer; `letters` prints whole letters in place of the list.
    pub fn new(topic: Topic, found: Option<(Knowledge, Vec<Request>)>, letters: bool) -> AsksSection {
        AsksSection { topic, found, letters }
    }

    fn requests(&self) -> &[Request] {
        self.found.as_ref().map_or(&[], |(_, requests)| requests)
    }

    /// The finding in a sentence.
    fn sentence(&self, knowledge: &Knowledge) -> String {
        let count: usize = self.requests().iter().map(|request| request.items.len()).sum();
        let named = self.requests().iter().filter(|request| request.holder.is_some()).count();
        let figures = if count == 1 { "one figure is a gap".to_owned() } else { format!("{count} figures are gaps") };
        let bodies = match named {
            0 => "nobody is named who could give a better one".to_owned(),
            1 => "one body is named that could give a better one".to_owned(),
            named => format!("{named} bodies are named that could give better ones"),
        };
        let by = match knowledge.ranking {
            Ranking::Value => "They stand by what knowing them is worth to the decision.".to_owned(),
            Ranking::Narrowing => {
                let why = why_narrowing(knowledge);
                format!("{why}, so they stand by how much knowing them would narrow the result.")
            }
        };
        let figures = crate::output::charts::capitalised(&figures);
        format!("{figures} or weakly founded; {bodies}. {by}")
    }

    fn importance(&self, knowledge: &Knowledge, item: &Item) -> String {
        let Some(cause) = item.cause else { return "held certain".into() };
        let of = knowledge.of(cause);
        match knowledge.ranking {
            _ if !knowledge.is_visible(cause) => "no visible effect".into(),
            Ranking::Value => {
                amount(of.value.value, Some(of.value.interval()).filter(|ends| ends.1 > ends.0), self.topic.currency())
            }
            Ranking::Narrowing => percent(of.narrowing.value),
        }
    }

    /// What all that a holder could say is worth together, behind its name.
    fn together(&self, knowledge: &Knowledge, request: &Request) -> String {
        let is_its = |group: &Group| group.kind == GroupKind::Holder && Some(&group.name) == request.holder.as_ref();
        let Some(group) = knowledge.groups.iter().position(is_its) else { return String::new() };
        let of = knowledge.of_group(group);
        match knowledge.ranking {
            _ if !knowledge.is_group_visible(group) => String::new(),
            Ranking::Value => {
                format!(": all of it together is worth {}", amount(of.value.value, None, self.topic.currency()))
            }
            Ranking::Narrowing => format!(": all of it together narrows by {}", percent(of.narrowing.value)),
        }
    }

    fn list(&self, page: &mut Page, knowledge: &Knowledge, requests: &[Request]) {
        let heading = match knowledge.ranking {
            Ranking::Value => "worth knowing",
            Ranking::Narrowing => "narrows by",
        };
        for request in requests {
            page.gap();
            let holder = request.holder.as_deref().map_or_else(|| "Nobody named".to_owned(), letters::clean);
            page.lead(&format!("{holder}{}", self.together(knowledge, request)));
            let rows = request.items.iter().take(MOST).map(|item| {
                vec![
                    item.parameter.clone(),
                    self.topic.standing_of(&item.parameter).to_owned(),
                    letters::range(&self.topic, item),
                    self.importance(knowledge, item),
                ]
            });
            let header = ["input", "grade", "used now", heading].map(str::to_owned);
            page.table(&header, rows.collect(), 2);
            if request.items.len() > MOST {
                page.paragraph(&format!("and {} more with a smaller effect or none.", request.items.len() - MOST));
            }
        }
    }
}

impl Section for AsksSection {
    fn name(&self) -> &'static str {
        "asks"
    }

    fn finding(&self) -> Option<String> {
        self.found.as_ref().map(|(knowledge, _)| self.sentence(knowledge))
    }

    fn print(&self, page: &mut Page) {
        let Some((knowledge, requests)) = &self.found else {
            page.heading("Whom to ask", "");
            return page.paragraph(&format!(
                "Too few draws to rank anything: at least {} are needed.",
                crate::statistics::LEAST_FOR_VALUE
            ));
        };
        if requests.is_empty() {
            page.heading("Whom to ask", "");
            return page
                .paragraph("Nothing to ask for: no input is a gap, an assumption, or from experts or the press.");
        }
        if self.letters {
            for (number, request) in requests.iter().enumerate() {
                page.gap();
                if number > 0 {
                    page.line(&"-".repeat(78));
                    page.gap();
                }
                page.verbatim(&letters::letter(&self.topic, knowledge, request));
            }
            return;
        }
        page.heading("Whom to ask", "");
        page.paragraph(&self.sentence(knowledge));
        self.list(page, knowledge, requests);
        page.gap();
        page.paragraph("Draft letters: --letters prints them, --out DIR writes one for each holder.");
        page.paragraph(
            "What a figure is worth is an upper limit: an answer never settles a number entirely. Drafts are in English.",
        );
    }

    fn sheet(&self) -> Sheet {
        let columns = vec![
            "letter",
            "holder",
            "input",
            "ask",
            "unit",
            "period",
            "breakdown",
            "used_low",
            "used_high",
            "grade",
            "unknown",
            "ranked_by",
            "value",
            "value_error",
            "variance_share",
            "narrowing",
            "visible",
            "currency",
        ];
        let mut rows = vec![];
        if let Some((knowledge, requests)) = &self.found {
            let by = knowledge.ranking.word();
            for (number, request) in requests.iter().enumerate() {
                for item in &request.items {
                    let of = item.cause.map(|cause| knowledge.of(cause));
                    let parameter = self.topic.parameter(&item.parameter);
                    let evidence = parameter.and_then(|parameter| parameter.evidence.as_ref());
                    let unknown = parameter.is_some_and(|parameter| parameter.unknown);
                    rows.push(vec![
                        Cell::Number((number + 1) as f64),
                        Cell::text(letters::clean(request.holder.as_deref().unwrap_or_default())),
                        Cell::text(&*item.parameter),
                        Cell::text(letters::asked(&self.topic, item)),
                        Cell::text(letters::unit(&self.topic, item)),
                        Cell::text(letters::period(&self.topic)),
                        Cell::text(letters::breakdown(&self.topic, item).unwrap_or_default()),
                        Cell::number(item.used.map(|ends| ends.0)),
                        Cell::number(item.used.map(|ends| ends.1)),
                        Cell::text(evidence.map_or("", |evidence| evidence.grade.word())),
                        Cell::flag(unknown),
                        Cell::text(by),
                        Cell::number(of.map(|of| of.value.value)),
                        Cell::number(of.map(|of| of.value.error)),
                        Cell::number(of.map(|of| of.share.value)),
                        Cell::number(of.map(|of| of.narrowing.value)),
                        Cell::flag(item.cause.is_some_and(|cause| knowledge.is_visible(cause))),
                        Cell::text(self.topic.currency()),
                    ]);
                }
            }
        }
        Sheet { schema: "crimcost/asks/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let Some((knowledge, requests)) = &self.found else { return Value::Null };
        json!({
            "finding": self.sentence(knowledge),
            "ranked_by": knowledge.ranking.word(),
            "holders": requests.iter().map(|request| json!(request.holder)).collect::<Vec<_>>(),
        })
    }

    fn texts(&self) -> Vec<(String, String)> {
        let Some((knowledge, requests)) = &self.found else { return vec![] };
        let named = requests.iter().enumerate().map(|(number, request)| {
            let name = letters::file_name(number + 1, request.holder.as_deref());
            (name, letters::letter(&self.topic, knowledge, request))
        });
        named.collect()
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let Some((knowledge, requests)) = &self.found else { return vec![] };
        let asked: Vec<usize> = knowledge
            .ranked
            .iter()
            .copied()
            .filter(|cause| requests.iter().flat_map(|request| &request.items).any(|item| item.cause == Some(*cause)))
            .collect();
        chart(&self.topic, knowledge, &asked, language).map(|svg| ("asks".to_owned(), svg)).into_iter().collect()
    }
}
