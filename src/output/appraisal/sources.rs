//! The answer about a saving without each of its sources, for readers and programs.

use super::Section;
use super::alternatives::{MOST_NAMES, cells_of, estimate, strip, title_of};
use crate::appraisal::{Lost, Saved, Verdict, WithoutSource, WithoutSources};
use crate::chart::StripRow;
use crate::language::Language;
use crate::model::Model;
use crate::output::report::{Page, Scale, count, names, percent};
use crate::output::sheet::{Cell, Sheet};
use crate::results::MoneyColumn;
use serde_json::{Value, json};

/// A saving without each of its sources.
pub struct SourcesSection {
    pub answer: WithoutSources,
    pub model: Model,
}

impl SourcesSection {
    fn falls(&self) -> Vec<&str> {
        let rows = self.answer.rows.iter().filter(|row| self.answer.survives(row) == Some(false));
        rows.map(|row| row.source.as_str()).collect()
    }

    /// Sources whose numbers do not move the saving, whatever stands in their place.
    fn still(&self) -> Vec<&str> {
        let rows = self.answer.rows.iter().filter(|row| self.answer.is_still(row));
        rows.map(|row| row.source.as_str()).collect()
    }

    /// Whether the saving survives without any single source.
    fn sentence(&self) -> String {
        let still = self.still();
        let all = self.answer.rows.len() - still.len();
        let unanswered = self.answer.rows.iter().filter(|row| row.outcome.is_err()).count();
        let policy = &self.answer.result.policy;
        let now = match self.answer.verdict() {
            Verdict::Saves => format!("{policy} saves"),
            Verdict::Costs => format!("{policy} costs more"),
            Verdict::Open => format!("{policy} may save or cost"),
            Verdict::Same => format!("{policy} saves nothing and costs nothing"),
        };
        if self.answer.rows.is_empty() {
            return format!("{now}, and no number behind that rests on a source of the file.");
        }
        if all == 0 {
            return format!("{now}; the saving does not move with: {}.", names(&still, MOST_NAMES));
        }
        let aside = match &still[..] {
            [] => String::new(),
            still => format!("; the saving does not move with: {}", names(still, MOST_NAMES)),
        };
        let rest = match unanswered {
            0 => String::new(),
            more => format!("; {more} could not be taken away"),
        };
        let falls = self.falls();
        let stays = all - unanswered - falls.len();
        if self.answer.verdict() == Verdict::Open && falls.is_empty() {
            let decides = match all {
                1 => "the one that moves it does not decide it".to_owned(),
                _ => format!("no single one of the {all} decides it"),
            };
            return format!("{now}: it is open with all of its sources, and {decides}{rest}{aside}.");
        }
        let without = match (&falls[..], all) {
            ([], 1) if unanswered == 0 => "that survives without its one source".to_owned(),
            ([], _) if unanswered == 0 => format!("that survives without any one of its {all} sources"),
            ([], _) => format!("that survives without {stays} of its {all} sources, one at a time"),
            (falls, _) => {
                let falls = names(falls, MOST_NAMES);
                format!(
                    "that survives without {stays} of its {all} sources, one at a time; it does not without {falls}"
                )
            }
        };
        format!("{now}: {without}{rest}{aside}.")
    }

    fn headline(&self) -> MoneyColumn {
        self.answer.result.column.unwrap_or(MoneyColumn::Average)
    }

    fn title(&self, source: &str, language: Language) -> String {
        let title = self.model.sources.get(source).map(|found| found.title.in_language(language.code()));
        title.filter(|title| !title.is_empty()).unwrap_or(source).to_owned()
    }
}

fn verdict_of(row: &WithoutSource, own: Verdict) -> String {
    match &row.outcome {
        Ok(Lost { guessed, .. }) if guessed.verdict() == own => format!("still {}", own.word()),
        Ok(Lost { guessed, .. }) => guessed.verdict().word().to_owned(),
        Err(_) => "not run".to_owned(),
    }
}

impl Section for SourcesSection {
    fn name(&self) -> &'static str {
        "sources"
    }

    fn finding(&self) -> Option<String> {
        Some(self.sentence())
    }

    fn print(&self, page: &mut Page) {
        let own = &self.answer.as_it_stands;
        page.heading("Without a source", "what is saved if one study is not believed");
        page.lead(&self.sentence());
        let known: Vec<&Lost> = self.answer.rows.iter().filter_map(|row| row.outcome.as_ref().ok()).collect();
        let numbers = known.iter().flat_map(|lost| [lost.guessed, lost.unfavourable]).chain([*own]);
        let scale = Scale::of(numbers.flat_map(|saved| [saved.mean, saved.low, saved.high]));
        let unit = format!("{}{}", scale.word(), self.model.settings.currency);
        let header = [&format!("without, {unit}"), "numbers", "guessed", "90 % of draws", "saves in", "worst end", ""];
        let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
        let [mean, ends] = cells_of(Some(*own), scale);
        let mut rows = vec![vec![
            "(as it stands)".to_owned(),
            String::new(),
            mean,
            ends,
            percent(own.share_saving),
            String::new(),
            own.verdict().word().to_owned(),
        ]];
        for row in &self.answer.rows {
            let [guessed, ends] = cells_of(row.outcome.as_ref().ok().map(|lost| lost.guessed), scale);
            let worst = row.outcome.as_ref().ok().map(|lost| {
                let [worst, _] = cells_of(Some(lost.unfavourable), scale);
                format!("{worst}, {}", lost.unfavourable.verdict().word())
            });
            let share = row.outcome.as_ref().ok().map(|lost| percent(lost.guessed.share_saving));
            rows.push(vec![
                row.source.clone(),
                row.parameters.len().to_string(),
                guessed,
                ends,
                share.unwrap_or_default(),
                worst.unwrap_or_default(),
                verdict_of(row, own.verdict()),
            ]);
        }
        page.table(&header, rows, 1);
        page.paragraph(&format!(
            "Guessed: each number of the source lies between half and double of what it was, in odds for shares, in 90 % of \
             draws (or as wide as it was, if that is wider). Worst end: all of them at the ends that save less. {} draws. \
             First those that move the saving most.",
            count(self.answer.draws)
        ));
        for row in &self.answer.rows {
            match &row.outcome {
                Err(reason) => page.item(&format!("{}: {reason}", row.source)),
                Ok(lost) => {
                    if lost.left_out > 0.0 {
                        let share = percent(lost.left_out);
                        let why = "where its guesses cannot all be true (shares above 1 together)";
                        page.item(&format!("{}: {share} of draws are left out, {why}", row.source));
                    }
                    if lost.reach < 1.0 {
                        let way = percent(lost.reach);
                        page.item(&format!("{}: together its numbers go {way} of the way to their ends", row.source));
                    }
                }
            }
        }
        if !self.answer.silent.is_empty() {
            page.item(&format!("nothing here rests on {}", names(&self.answer.silent, MOST_NAMES)));
        }
    }

    fn sheet(&self) -> Sheet {
        let own = &self.answer.as_it_stands;
        let rows = self.answer.rows.iter().map(|row| {
            let lost = row.outcome.as_ref().ok();
            let mut cells = vec![
                Cell::text(self.answer.result.id()),
                Cell::text(&row.source),
                Cell::text(self.title(&row.source, Language::En)),
                Cell::text(row.parameters.join(" ")),
                Cell::number(lost.map(|lost| lost.left_out)),
                Cell::number(lost.map(|lost| lost.reach)),
                Cell::Number(own.mean),
            ];
            let of = |saved: Option<Saved>| {
                let numbers = [
                    saved.map(|saved| saved.mean),
                    saved.map(|saved| saved.low),
                    saved.map(|saved| saved.high),
                    saved.map(|saved| saved.share_saving),
                ];
                numbers.map(Cell::number)
            };
            cells.extend(of(lost.map(|lost| lost.guessed)));
            cells.push(Cell::text(lost.map_or("", |lost| lost.guessed.verdict().word())));
            cells.push(self.answer.survives(row).map_or(Cell::Empty, Cell::flag));
            cells.extend(of(lost.map(|lost| lost.unfavourable)));
            cells.push(Cell::text(lost.map_or("", |lost| lost.unfavourable.verdict().word())));
            cells.push(Cell::text(row.outcome.as_ref().err().map_or("", String::as_str)));
            cells
        });
        let columns = vec![
            "result",
            "source",
            "title",
            "parameters",
            "left_out",
            "reach",
            "as_it_stands",
            "mean",
            "low",
            "high",
            "share_saving",
            "verdict",
            "survives",
            "unfavourable_mean",
            "unfavourable_low",
            "unfavourable_high",
            "unfavourable_share_saving",
            "unfavourable_verdict",
            "reason",
        ];
        Sheet { schema: "crimcost/sources/1", columns, rows: rows.collect() }
    }

    fn summary(&self) -> Value {
        let own = &self.answer.as_it_stands;
        json!({
            "finding": self.sentence(),
            "result": self.answer.result.id(),
            "as_it_stands": { "mean": own.mean, "low": own.low, "high": own.high, "share_saving": own.share_saving,
                              "verdict": own.verdict().word() },
            "falls_without": self.falls(),
            "does_not_move_with": self.still(),
            "silent": self.answer.silent,
            "draws": self.answer.draws,
            "level": 0.9,
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        if self.answer.rows.is_empty() {
            return vec![];
        }
        let own = &self.answer.as_it_stands;
        let first = StripRow {
            name: language.word("strip-as-it-stands"),
            note: String::new(),
            estimate: Some(estimate(own)),
            also: None,
            empty: String::new(),
        };
        let rows = self.answer.rows.iter().map(|row| {
            let lost = row.outcome.as_ref().ok();
            StripRow {
                name: language.say("strip-without", &[("source", (&row.source).into())]),
                note: self.title(&row.source, language),
                estimate: lost.map(|lost| estimate(&lost.guessed)),
                also: lost.map(|lost| lost.unfavourable.mean),
                empty: language.word("strip-no-answer"),
            }
        });
        let rows: Vec<StripRow> = std::iter::once(first).chain(rows).collect();
        let policy = title_of(&self.model, &self.answer.result.policy, language);
        let falls = self.falls().len();
        let stays = self.answer.rows.iter().filter(|row| self.answer.survives(row) == Some(true)).count();
        let [stays, all] = [stays, self.answer.rows.len()].map(|count| language.count(count));
        let parts = [("policy", (&policy).into()), ("stays", (&stays).into()), ("all", (&all).into())];
        let title = match (own.verdict(), falls) {
            (Verdict::Saves, 0) => language.say("title-sources-saves-always", &parts),
            (Verdict::Saves, _) => language.say("title-sources-saves-mostly", &parts),
            (Verdict::Costs, 0) => language.say("title-sources-costs-always", &parts),
            (Verdict::Costs, _) => language.say("title-sources-costs-mostly", &parts),
            (Verdict::Open | Verdict::Same, 0) => language.say("title-sources-open-always", &parts),
            (Verdict::Open | Verdict::Same, _) => language.say("title-sources-open-mostly", &parts),
        };
        let mut chart = strip(&self.model, language, self.headline(), self.answer.draws, title, rows);
        chart.open_dot = Some(language.word("strip-worst-end"));
        vec![("sources".to_owned(), chart.svg())]
    }
}
