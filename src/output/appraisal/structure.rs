//! The answer about structural alternatives, for readers and programs.

use super::Section;
use super::alternatives::{
    MOST_NAMES, SavingLine, Title, counted, estimate, file_part, short, strip, strip_title, table, title_of,
};
use crate::appraisal::{Alternative, PolicySaving, Structure, Verdict, View, own_perspective, perspective_word};
use crate::chart::StripRow;
use crate::language::{Argument, Language};
use crate::model::Model;
use crate::output::report::{Page, count, names};
use crate::output::sheet::{Cell, Sheet};
use crate::results::{MoneyColumn, Place};
use serde_json::{Value, json};

/// Structural alternatives of every policy.
pub struct StructureSection {
    pub structure: Structure,
    pub model: Model,
    /// The sense that verdicts are about.
    pub headline: MoneyColumn,
}

impl StructureSection {
    fn policies(&self) -> impl Iterator<Item = &str> {
        self.model.policies[1..].iter().map(|policy| policy.name.as_str())
    }

    /// An alternative in the reader's words.
    fn label(view: &View) -> String {
        match view {
            View::AsItStands => "as it stands".to_owned(),
            View::Variant(name) => format!("variant {name}"),
            View::Horizon(1) => "over one year".to_owned(),
            View::Horizon(years) => format!("over {years} years"),
            View::Discount(rate) => format!("discounted at {} %", plain(100.0 * rate)),
            View::Perspective(place) => format!("money of {}", perspective_word(place)),
        }
    }

    fn label_in(view: &View, language: Language) -> String {
        match view {
            View::AsItStands => language.word("strip-as-it-stands"),
            View::Variant(name) => language.say("strip-variant", &[("name", (&name.replace('_', " ")).into())]),
            View::Horizon(years) => {
                let number = years.to_string();
                let count = Argument::Count(f64::from(*years), 0);
                language.say("over-years", &[("count", count), ("number", (&number).into())])
            }
            View::Discount(rate) => {
                let rate = language.percent(*rate);
                language.say("strip-discounted", &[("rate", (&rate).into())])
            }
            View::Perspective(place) => {
                let who = match place {
                    Place::Society => language.word("perspective-society"),
                    Place::Level(level) => language.word(&format!("level-{}", level.word())),
                    _ => language.word("perspective-public"),
                };
                language.say("strip-perspective", &[("who", (&who).into())])
            }
        }
    }

    /// What one policy saves under an alternative.
    fn of<'s>(alternative: &'s Alternative, policy: &str) -> Result<&'s PolicySaving, &'s str> {
        match &alternative.savings {
            Ok(savings) => savings.iter().find(|saving| saving.policy == policy).ok_or("it does not have this policy"),
            Err(reason) => Err(reason),
        }
    }

    /// The verdicts of all alternatives that have one, as it stands first; each in the sense that a run of it would head.
    fn verdicts(&self, policy: &str) -> Vec<(String, Verdict)> {
        let alternatives = self.structure.alternatives.iter();
        let known = alternatives.filter_map(|alternative| {
            let saving = Self::of(alternative, policy).ok()?;
            Some((Self::label(&alternative.view), saving.in_sense(saving.headline()?)?.verdict()))
        });
        known.collect()
    }

    /// Where the answer is another one in a sense that is not that of its verdict.
    fn other_senses(&self, policy: &str) -> Vec<String> {
        let mut said = vec![];
        for sense in MoneyColumn::ALL {
            for verdict in [Verdict::Saves, Verdict::Open, Verdict::Costs] {
                let views: Vec<String> = self
                    .structure
                    .alternatives
                    .iter()
                    .filter_map(|alternative| {
                        let saving = Self::of(alternative, policy).ok()?;
                        let (here, own) =
                            (saving.in_sense(sense)?.verdict(), saving.in_sense(saving.headline()?)?.verdict());
                        (here == verdict && here != own).then(|| Self::label(&alternative.view))
                    })
                    .collect();
                if !views.is_empty() {
                    let now = match verdict {
                        Verdict::Saves => "it saves",
                        Verdict::Costs => "it costs more",
                        Verdict::Open | Verdict::Same => "it may save or cost",
                    };
                    said.push(format!("In {} money {now}: {}.", short(sense), names(&views, MOST_NAMES)));
                }
            }
        }
        said
    }

    /// The verdict in a sense, which is named where it is not that of the page.
    fn verdict(&self, saving: &PolicySaving, sense: MoneyColumn) -> String {
        let verdict = saving.in_sense(sense).map_or("not known", |saved| saved.verdict().word());
        if sense == self.headline { verdict.to_owned() } else { format!("{verdict}, {}", short(sense)) }
    }

    /// The finding about one policy.
    fn sentence(&self, policy: &str) -> String {
        let verdicts = self.verdicts(policy);
        match verdicts.split_first() {
            Some(((_, own), others)) => counted(policy, *own, others, ["alternative", "alternatives"]),
            None => format!("{policy}: nothing is known in this sense."),
        }
    }
}

/// A number without zeros behind its point.
fn plain(number: f64) -> String {
    format!("{}", (number * 1e6).round() / 1e6)
}

impl Section for StructureSection {
    fn name(&self) -> &'static str {
        "structure"
    }

    fn print(&self, page: &mut Page) {
        let settings = &self.model.settings;
        let draws = count(self.structure.draws);
        page.heading("Structural alternatives", "what is saved if the question is put in another way");
        for policy in self.policies() {
            page.lead(&self.sentence(policy));
            let lines: Vec<SavingLine> = self
                .structure
                .alternatives
                .iter()
                .map(|alternative| {
                    let saving = Self::of(alternative, policy).ok();
                    let verdict = match saving.map(|saving| (saving, saving.headline())) {
                        Some((saving, Some(sense))) => self.verdict(saving, sense),
                        Some((_, None)) => "not known".to_owned(),
                        None => "not run".to_owned(),
                    };
                    let senses = saving.map(|saving| &saving.senses);
                    let label = Self::label(&alternative.view);
                    let aside = matches!(alternative.view, View::Perspective(_));
                    SavingLine { label, senses, verdict, change: None, aside }
                })
                .collect();
            table(page, "alternative", &lines, self.headline, false, &settings.currency);
            for said in self.other_senses(policy) {
                page.paragraph(&said);
            }
            page.gap();
        }
        let years = if settings.years == 1 { "one year".to_owned() } else { format!("{} years", settings.years) };
        page.paragraph(&format!(
            "As it stands: {years}, discounted at {} % a year, money of {}. Means of {draws} draws, the same draws in every \
             row. Open: the interval covers 0. The last column is in the most cautious sense of money that is known of a row.",
            plain(100.0 * settings.discount.money),
            own_perspective(&settings.perspective)
        ));
        for alternative in &self.structure.alternatives {
            let label = Self::label(&alternative.view);
            if let Err(reason) = &alternative.savings {
                page.item(&format!("{label}: {reason}"));
            }
            for note in &alternative.notes {
                page.item(&format!("{label}: {note}"));
            }
        }
    }

    fn sheet(&self) -> Sheet {
        let mut rows = vec![];
        for policy in self.policies() {
            for alternative in &self.structure.alternatives {
                let lead = [
                    Cell::text(policy),
                    Cell::text(alternative.view.kind()),
                    Cell::text(Self::label(&alternative.view)),
                ];
                let notes = Cell::text(alternative.notes.join("; "));
                let saving = Self::of(alternative, policy);
                for sense in MoneyColumn::ALL {
                    let saved = saving.ok().and_then(|saving| saving.senses[sense as usize]);
                    let numbers = [
                        saved.map(|saved| saved.mean),
                        saved.map(|saved| saved.low),
                        saved.map(|saved| saved.high),
                        saved.map(|saved| saved.share_saving),
                    ];
                    let mut row = lead.to_vec();
                    row.extend([Cell::text(short(sense)), Cell::flag(sense == self.headline)]);
                    row.extend(numbers.map(Cell::number));
                    row.push(Cell::text(saved.map_or("", |saved| saved.verdict().word())));
                    row.push(Cell::text(saving.err().unwrap_or_default()));
                    row.push(notes.clone());
                    rows.push(row);
                }
            }
        }
        let columns = vec![
            "policy",
            "kind",
            "alternative",
            "sense",
            "headline",
            "mean",
            "low",
            "high",
            "share_saving",
            "verdict",
            "reason",
            "notes",
        ];
        Sheet { schema: "crimcost/structure/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let findings: Vec<String> = self.policies().map(|policy| self.sentence(policy)).collect();
        json!({ "findings": findings, "headline": self.headline, "draws": self.structure.draws, "level": 0.9 })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let mut charts = vec![];
        for (number, policy) in self.policies().enumerate() {
            let rows: Vec<StripRow> = self
                .structure
                .alternatives
                .iter()
                .map(|alternative| {
                    let saved =
                        Self::of(alternative, policy).ok().and_then(|saving| saving.senses[self.headline as usize]);
                    StripRow {
                        name: Self::label_in(&alternative.view, language),
                        note: String::new(),
                        estimate: saved.as_ref().map(estimate),
                        also: None,
                        empty: language.word("strip-no-answer"),
                    }
                })
                .collect();
            let others = self.verdicts(policy).into_iter().skip(1).map(|(_, verdict)| verdict).collect::<Vec<_>>();
            if others.is_empty() {
                continue;
            }
            let title = strip_title(language, Title::Structure, &title_of(&self.model, policy, language), &others);
            let chart = strip(&self.model, language, self.headline, self.structure.draws, title, rows);
            charts.push((format!("structure_{}_{}", number + 1, file_part(policy)), chart.svg()));
        }
        charts
    }
}
