//! What a find falls under, as a page and as rows.

use super::show::repeat_rule;
use super::words::{amounts, band_name, basis, class, evidence, measure, penalties, percent, spaced, worth};
use crate::law::{Band, Date, Find, Law, Offence, Placed, Regime, Table, Verdict};
use crate::output::csv::number;
use crate::output::report::{Page, Style};
use crate::output::sheet::{Cell, Sheet};
use crate::scenario::law::find::period;

/// A question and everything that answers it.
pub struct Classified<'a> {
    pub law: &'a Law,
    pub regime: &'a Regime,
    pub at: Option<Date>,
    pub find: &'a Find,
    /// The table that decides, and where the find lies in it; absent if the question was about an offence.
    pub table: Option<(&'a Table, Placed<'a>)>,
    /// What the substance was called in the question.
    pub substance: &'a str,
    /// One verdict for each band in question, lowest first.
    pub verdicts: Vec<Verdict<'a>>,
}

impl Classified<'_> {
    /// The page for readers.
    pub fn page(&self, style: Style) -> String {
        let (law, regime) = (self.law, self.regime);
        let mut page = Page::new(style);
        page.title(&format!(
            "{} · {} ({})",
            law.title.in_language("en"),
            regime.title.in_language("en"),
            period(regime)
        ));
        page.line(&self.question());
        let heading = if self.verdicts.len() > 1 { "It may fall under" } else { "It falls under" };
        page.heading(heading, "");
        for (index, verdict) in self.verdicts.iter().enumerate() {
            self.verdict(&mut page, index, verdict);
        }
        page.heading("What decides", "");
        for rule in self.rules() {
            page.item(&rule);
        }
        let unknown = self.not_known();
        if !unknown.is_empty() {
            page.heading("What is not known", "");
            for text in unknown {
                page.item(&text);
            }
        }
        page.gap();
        page.line(
            "Read from stored excerpts and not legal advice: a national reviewer must check it before it is used.",
        );
        page.finish()
    }

    fn question(&self) -> String {
        let mut parts = vec![];
        match &self.table {
            Some((table, placed)) => {
                let given = match (self.find.grams, self.find.pieces, self.find.doses) {
                    (Some(grams), _, _) => format!("{} g", number(Some(grams))),
                    (_, Some(pieces), _) => format!("{} pieces", number(Some(pieces))),
                    (_, _, Some(doses)) => format!("{} doses", number(Some(doses))),
                    _ => "any amount".to_owned(),
                };
                parts.push(format!("{given} of {}", super::words::substance(self.substance)));
                if matches!(table.measure, crate::law::Measure::DailyAmounts { .. }) {
                    let count = number(Some(super::words::rounded(placed.amount)));
                    parts.push(format!("{count} {}", measure(table.measure)));
                }
            }
            None => parts.push(super::words::substance(self.substance)),
        }
        if let Some(purity) = self.find.purity {
            parts.push(format!("{} pure", percent(purity)));
        }
        if let Some(months) = self.find.months_since_last {
            parts.push(format!("an earlier case {} months before", number(Some(months))));
        }
        if let Some(at) = self.at {
            parts.push(format!("on {at}"));
        }
        parts.join(", ")
    }

    fn verdict(&self, page: &mut Page, index: usize, verdict: &Verdict) {
        let band = self.band(index);
        let before = match (&self.table, band) {
            (Some((table, _)), Some(band)) => format!("{}, {}: ", band_name(band), amounts(table, band)),
            _ => String::new(),
        };
        let in_the_end = verdict.repeated.map(|(_, offence)| offence).or(verdict.offence);
        let Some(offence) = in_the_end else {
            return page.lead(&format!("{before}the offence was not found"));
        };
        page.lead(&format!("{before}{}", title(offence)));
        if let (Some(_), Some(first)) = (verdict.repeated, verdict.offence) {
            page.item(&format!("without the earlier case: {}", title(first)));
        }
        page.item(&format!("penalty: {}", penalties(self.law, offence)));
        for text in worth(self.law, offence) {
            page.item(&text);
        }
        if !offence.about.is_empty() {
            page.item(offence.about.in_language("en"));
        }
        if !verdict.open.is_empty() {
            page.item(&format!("open: {}", readable(&verdict.open)));
        }
        if !verdict.closed.is_empty() {
            page.item(&format!("refused: {}", readable(&verdict.closed)));
        }
    }

    fn band(&self, index: usize) -> Option<&Band> {
        self.table.as_ref().and_then(|(_, placed)| placed.bands.get(index).copied())
    }

    /// The rules that decided, each with its source.
    fn rules(&self) -> Vec<String> {
        let mut rules = vec![];
        if let Some((table, _)) = &self.table {
            let limits: Vec<String> = table.limits().iter().map(|limit| spaced(limit.amount)).collect();
            let limits = if limits.is_empty() || table.basis == crate::law::CountingBasis::AnyAmount {
                "any amount".to_owned()
            } else {
                {
                    let word = if limits.len() == 1 { "limit" } else { "limits" };
                    format!("{word} {} {}", limits.join(", "), measure(table.measure))
                }
            };
            let year = table.year.map_or_else(String::new, |year| format!(", as of {year}"));
            rules.push(format!(
                "{}: {limits}{year}; what counts is {}  {}",
                super::words::substance(&table.substance),
                basis(table.basis),
                evidence(self.law, &table.evidence)
            ));
            if !table.about.is_empty() {
                rules.push(table.about.in_language("en").to_owned());
            }
        }
        for verdict in &self.verdicts {
            for offence in [verdict.offence, verdict.repeated.map(|(_, offence)| offence)].into_iter().flatten() {
                rules.push(format!("{}: {}", offence.id, evidence(self.law, &offence.evidence)));
            }
            for rule in &verdict.rules {
                rules.push(format!("{}  {}", repeat_rule(rule), evidence(self.law, &rule.evidence)));
            }
        }
        let mut seen: Vec<String> = vec![];
        rules.retain(|rule| {
            let new = !seen.contains(rule);
            seen.push(rule.clone());
            new
        });
        rules
    }

    /// What would have to be known to be sure.
    fn not_known(&self) -> Vec<String> {
        let mut unknown = vec![];
        if let Some((table, placed)) = &self.table {
            if let Some(limit) = placed.on_limit {
                unknown.push(format!(
                    "whether {} itself belongs to the lower or the higher band: the source does not say, and it is \
                     read as \"not more than\"",
                    spaced(limit)
                ));
            }
            if placed.needs_purity {
                unknown.push("the purity, which decides between these bands: give it with --purity".to_owned());
            }
            if let Some(bands) = &placed.if_pure {
                let names: Vec<&str> = bands.iter().map(|band| band_name(band)).collect();
                let more = if self.find.purity.is_none() { ", depending on the purity" } else { "" };
                unknown.push(format!(
                    "whether the mixture or the pure substance counts: the source does not say, and it is read as the \
                     mixture; read as pure it is {}{more}",
                    names.join(" or ")
                ));
            }
            if let (Some(year), Some(at)) = (table.year, self.at)
                && at.year < year
            {
                unknown.push(format!("whether the table already held on {at}: it was read as of {year}"));
            }
            let (asked, used) = (super::words::substance(self.substance), super::words::substance(&table.substance));
            if asked != used {
                unknown.push(format!("whether {asked} has a table of its own: that for {used} is used"));
            }
        }
        for verdict in &self.verdicts {
            match verdict.offence {
                None => unknown.push("the offence that the band leads to".to_owned()),
                Some(offence) if offence.penalties.is_empty() && offence.class != crate::law::Class::None => {
                    unknown.push(format!("the penalties of {}", offence.id));
                }
                Some(_) => {}
            }
        }
        if self.find.months_since_last.is_none() {
            for verdict in &self.verdicts {
                let id = verdict.offence.map_or("", |offence| offence.id.as_str());
                let rules =
                    self.regime.repeats.iter().filter(|rule| rule.offence.as_deref().is_none_or(|own| own == id));
                for rule in rules {
                    unknown.push(format!("whether there was an earlier case: {}", repeat_rule(rule)));
                }
            }
        }
        let mut seen: Vec<String> = vec![];
        unknown.retain(|text| {
            let new = !seen.contains(text);
            seen.push(text.clone());
            new
        });
        unknown
    }

    /// One row for each band in question.
    pub fn rows(&self) -> Sheet {
        let columns = vec![
            "country",
            "regime",
            "at",
            "substance",
            "amount",
            "unit",
            "purity",
            "months_since_last",
            "band",
            "low",
            "high",
            "basis",
            "offence",
            "class",
            "statute",
            "penalties",
            "before_repeat",
            "open",
            "refused",
            "table_grade",
            "table_source",
            "table_at",
            "table_url",
            "offence_grade",
            "offence_source",
            "offence_at",
            "not_known",
        ];
        let rows = (0..self.verdicts.len()).map(|index| self.row(index)).collect();
        Sheet { schema: "crimcost/law-classify/1", columns, rows }
    }

    fn row(&self, index: usize) -> Vec<Cell> {
        let verdict = &self.verdicts[index];
        let table = self.table.as_ref().map(|(table, _)| *table);
        let band = self.band(index);
        let offence = verdict.repeated.map(|(_, offence)| offence).or(verdict.offence);
        let source = |evidence: Option<&crate::model::Evidence>| {
            evidence.and_then(|evidence| self.law.sources.get(evidence.source.as_ref()?))
        };
        let of_table = table.map(|table| &table.evidence);
        let of_offence = offence.map(|offence| &offence.evidence);
        let text = |text: Option<&str>| Cell::text(text.unwrap_or_default());
        vec![
            Cell::text(&self.law.country),
            Cell::text(&self.regime.id),
            Cell::text(self.at.map_or_else(String::new, |at| at.to_string())),
            Cell::text(self.substance),
            Cell::number(self.table.as_ref().map(|(_, placed)| super::words::rounded(placed.amount))),
            text(table.map(|table| super::words::measure_word(table.measure))),
            Cell::number(self.find.purity),
            Cell::number(self.find.months_since_last),
            text(band.and_then(|band| band.name.as_deref())),
            Cell::number(band.map(|band| band.from)),
            Cell::number(band.and_then(|band| band.to)),
            text(table.map(|table| super::words::basis_word(table.basis))),
            text(offence.map(|offence| offence.id.as_str())),
            text(offence.map(|offence| class(offence.class))),
            text(offence.and_then(|offence| offence.statute.as_deref())),
            Cell::text(offence.map_or_else(String::new, |offence| penalties(self.law, offence))),
            text(verdict.repeated.and(verdict.offence).map(|offence| offence.id.as_str())),
            Cell::text(verdict.open.join(" ")),
            Cell::text(verdict.closed.join(" ")),
            text(of_table.map(|evidence| evidence.grade.word())),
            text(source(of_table).map(|source| source.title.in_language("en"))),
            text(of_table.and_then(|evidence| evidence.at.as_deref())),
            text(source(of_table).and_then(|source| source.url.as_deref())),
            text(of_offence.map(|evidence| evidence.grade.word())),
            text(source(of_offence).map(|source| source.title.in_language("en"))),
            text(of_offence.and_then(|evidence| evidence.at.as_deref())),
            Cell::text(self.not_known().join("; ")),
        ]
    }
}

fn title(offence: &Offence) -> String {
    let statute = offence.statute.as_ref().map_or_else(String::new, |statute| format!(", {statute}"));
    format!("{} ({}{statute})", offence.title.in_language("en"), class(offence.class))
}

fn readable(names: &[&str]) -> String {
    names.iter().map(|name| name.replace('_', " ")).collect::<Vec<_>>().join(", ")
}
