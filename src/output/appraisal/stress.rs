//! The answer about stresses, for readers and programs.

use super::Section;
use super::alternatives::{
    SavingLine, Title, counted, estimate, file_part, short, strip, strip_title, table, title_of,
};
use crate::appraisal::{Saved, Stress, Stresses, Verdict};
use crate::chart::StripRow;
use crate::language::Language;
use crate::model::Model;
use crate::output::report::{Page, count};
use crate::output::sheet::{Cell, Sheet};
use crate::results::MoneyColumn;
use serde_json::{Value, json};

/// Stresses of every policy.
pub struct StressSection {
    pub policies: Vec<Stresses>,
    pub model: Model,
    /// The sense that verdicts are about.
    pub headline: MoneyColumn,
}

impl StressSection {
    fn own(&self, of: &Stresses) -> Option<Saved> {
        of.as_it_stands[self.headline as usize]
    }

    fn verdicts(&self, of: &Stresses) -> Vec<(String, Verdict)> {
        let known = of.stresses.iter().filter_map(|stressed| {
            let saved = stressed.outcome.as_ref().ok()?.senses[self.headline as usize]?;
            Some((stressed.stress.title().to_owned(), saved.verdict()))
        });
        known.collect()
    }

    /// The finding about one policy.
    fn sentence(&self, of: &Stresses) -> String {
        match self.own(of) {
            Some(own) => counted(&of.policy, own.verdict(), &self.verdicts(of), ["stress", "stresses"]),
            None => format!("{}: nothing is known in this sense.", of.policy),
        }
    }
}

impl Section for StressSection {
    fn name(&self) -> &'static str {
        "stress"
    }

    fn print(&self, page: &mut Page) {
        page.heading("Stresses", "what is saved if one thing goes badly");
        for of in &self.policies {
            page.lead(&self.sentence(of));
            let own = self.own(of);
            let as_it_stands = SavingLine {
                label: "as it stands".to_owned(),
                senses: Some(&of.as_it_stands),
                verdict: own.map_or("not known", |own| own.verdict().word()).to_owned(),
                change: None,
                aside: false,
            };
            let others = of.stresses.iter().map(|stressed| {
                let senses = stressed.outcome.as_ref().ok().map(|applied| &applied.senses);
                let saved = senses.map(|senses| senses[self.headline as usize]);
                let verdict = match (saved, own) {
                    (Some(Some(saved)), Some(own)) if saved.verdict() == own.verdict() => {
                        format!("still {}", saved.verdict().word())
                    }
                    (Some(Some(saved)), _) => saved.verdict().word().to_owned(),
                    (Some(None), _) => "not known".to_owned(),
                    (None, _) => "not here".to_owned(),
                };
                let change = saved.flatten().zip(own).map(|(saved, own)| saved.mean - own.mean);
                SavingLine { label: stressed.stress.title().to_owned(), senses, verdict, change, aside: false }
            });
            let lines: Vec<SavingLine> = std::iter::once(as_it_stands).chain(others).collect();
            table(page, "stress", &lines, self.headline, true, &self.model.settings.currency);
            for stressed in &of.stresses {
                match &stressed.outcome {
                    Ok(applied) => page.item(&format!("{}: {}", stressed.stress.title(), applied.what)),
                    Err(reason) => page.item(&format!("{}: not here, {reason}", stressed.stress.title())),
                }
            }
            page.gap();
        }
        let draws = self.policies.first().map_or(0, |of| of.draws);
        page.paragraph(&format!(
            "Means of {} draws, the same draws in every row. Open: the interval covers 0. The sizes are assumptions:",
            count(draws)
        ));
        for stress in Stress::ALL {
            page.item(&format!("{}: {}. Why: {}.", stress.title(), stress.assumed(), stress.reason()));
        }
    }

    fn sheet(&self) -> Sheet {
        let mut rows = vec![];
        for of in &self.policies {
            for stressed in &of.stresses {
                for sense in MoneyColumn::ALL {
                    let own = of.as_it_stands[sense as usize];
                    let saved = stressed.outcome.as_ref().ok().and_then(|applied| applied.senses[sense as usize]);
                    let mut row = vec![
                        Cell::text(&of.policy),
                        Cell::text(stressed.stress.word()),
                        Cell::text(short(sense)),
                        Cell::flag(sense == self.headline),
                    ];
                    let numbers = [
                        own.map(|own| own.mean),
                        saved.map(|saved| saved.mean),
                        saved.map(|saved| saved.low),
                        saved.map(|saved| saved.high),
                        saved.map(|saved| saved.share_saving),
                        saved.zip(own).map(|(saved, own)| saved.mean - own.mean),
                    ];
                    row.extend(numbers.map(Cell::number));
                    row.push(Cell::text(saved.map_or("", |saved| saved.verdict().word())));
                    let (what, reason) = match &stressed.outcome {
                        Ok(applied) => (applied.what.as_str(), ""),
                        Err(reason) => ("", reason.as_str()),
                    };
                    row.extend([what, reason, stressed.stress.assumed(), stressed.stress.reason()].map(Cell::text));
                    rows.push(row);
                }
            }
        }
        let columns = vec![
            "policy",
            "stress",
            "sense",
            "headline",
            "as_it_stands",
            "mean",
            "low",
            "high",
            "share_saving",
            "change",
            "verdict",
            "what",
            "not_applicable",
            "assumed",
            "why",
        ];
        Sheet { schema: "crimcost/stress/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let findings: Vec<String> = self.policies.iter().map(|of| self.sentence(of)).collect();
        let draws = self.policies.first().map_or(0, |of| of.draws);
        json!({ "findings": findings, "headline": self.headline, "draws": draws, "level": 0.9 })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let mut charts = vec![];
        for (number, of) in self.policies.iter().enumerate() {
            let verdicts: Vec<Verdict> = self.verdicts(of).into_iter().map(|(_, verdict)| verdict).collect();
            let Some(own) = self.own(of).filter(|_| !verdicts.is_empty()) else { continue };
            let row = |name: String, saved: Option<Saved>| StripRow {
                name,
                note: String::new(),
                estimate: saved.as_ref().map(estimate),
                also: None,
                empty: language.word("strip-not-here"),
            };
            let mut rows = vec![row(language.word("strip-as-it-stands"), Some(own))];
            rows.extend(of.stresses.iter().map(|stressed| {
                let saved = stressed.outcome.as_ref().ok().and_then(|applied| applied.senses[self.headline as usize]);
                row(language.word(&format!("stress-{}", stressed.stress.word())), saved)
            }));
            let title = strip_title(language, Title::Stress, &title_of(&self.model, &of.policy, language), &verdicts);
            let chart = strip(&self.model, language, self.headline, of.draws, title, rows);
            charts.push((format!("stress_{}_{}", number + 1, file_part(&of.policy)), chart.svg()));
        }
        charts
    }
}
