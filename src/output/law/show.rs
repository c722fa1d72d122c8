//! One country's law as a page, and as rows.

use super::words::{amounts, band_name, basis, evidence, penalties, position, worth};
use crate::law::{Closed, Law, Regime, Repeat};
use crate::output::report::{Page, Style};
use crate::output::sheet::{Cell, Sheet};
use crate::scenario::law::find::period;

/// The page of one regime.
pub fn show(law: &Law, regime: &Regime, style: Style) -> String {
    let mut page = Page::new(style);
    page.title(&format!("{} · {}", law.title.in_language("en"), regime.title.in_language("en")));
    page.line(&format!("{}, {}", regime.id, period(regime)));
    for about in [&law.about, &regime.about] {
        if !about.is_empty() {
            page.gap();
            page.line(about.in_language("en"));
        }
    }
    offences(&mut page, law, regime);
    tables(&mut page, law, regime);
    rules(&mut page, law, regime);
    if !regime.gaps.is_empty() {
        page.heading("Not found", "");
        for gap in &regime.gaps {
            page.item(gap);
        }
    }
    sources(&mut page, law, regime);
    let others: Vec<String> = law
        .regimes
        .values()
        .filter(|other| other.id != regime.id)
        .map(|other| format!("{} ({})", other.id, period(other)))
        .collect();
    if !others.is_empty() {
        page.heading("Other regimes", "");
        page.paragraph(&others.join("; "));
    }
    page.gap();
    page.line("Read from stored excerpts and not legal advice: a national reviewer must check it before it is used.");
    page.finish()
}

fn offences(page: &mut Page, law: &Law, regime: &Regime) {
    if regime.offences.is_empty() {
        return;
    }
    page.heading("Offences", "");
    for offence in regime.offences.values() {
        let statute = offence.statute.as_ref().map_or_else(String::new, |statute| format!(", {statute}"));
        page.lead(&format!("{} ({}{statute})", offence.title.in_language("en"), super::words::class(offence.class)));
        page.item(&format!("penalty: {}", penalties(law, offence)));
        for worth in worth(law, offence) {
            page.item(&worth);
        }
        if !offence.about.is_empty() {
            page.item(offence.about.in_language("en"));
        }
        page.item(&format!("{}: {}", offence.id, evidence(law, &offence.evidence)));
    }
}

fn tables(page: &mut Page, law: &Law, regime: &Regime) {
    if regime.tables.is_empty() {
        return;
    }
    page.heading("Amounts", "");
    let header = ["substance", "band", "amount", "offence", "what counts", "year"].map(str::to_owned);
    let mut rows = vec![];
    for table in regime.tables.values() {
        for (index, band) in table.bands.iter().enumerate() {
            let first = |text: String| if index == 0 { text } else { String::new() };
            rows.push(vec![
                first(super::words::substance(&table.substance)),
                band_name(band).to_owned(),
                amounts(table, band),
                band.offence.clone().unwrap_or_else(|| "not found".to_owned()),
                first(basis(table.basis)),
                first(table.year.map_or_else(String::new, |year| year.to_string())),
            ]);
        }
    }
    page.table(&header, rows, header.len());
    let unstated: Vec<String> = regime
        .tables
        .values()
        .filter(|table| table.closed == Closed::Unstated && table.bands.len() > 1)
        .map(|table| super::words::substance(&table.substance))
        .collect();
    if !unstated.is_empty() {
        page.gap();
        page.paragraph(&format!(
            "The sources do not say to which band a limit itself belongs; it is read as \"not more than\": {}.",
            unstated.join(", ")
        ));
    }
    for table in regime.tables.values() {
        if !table.about.is_empty() {
            page.item(&format!("{}: {}", super::words::substance(&table.substance), table.about.in_language("en")));
        }
    }
    let mut cited: Vec<(String, Vec<String>)> = vec![];
    for table in regime.tables.values() {
        let text = evidence(law, &table.evidence);
        match cited.iter_mut().find(|(known, _)| *known == text) {
            Some((_, substances)) => substances.push(super::words::substance(&table.substance)),
            None => cited.push((text, vec![super::words::substance(&table.substance)])),
        }
    }
    page.gap();
    for (text, substances) in cited {
        page.item(&format!("{}: {text}", substances.join(", ")));
    }
}

/// A repeat rule in words.
pub(super) fn repeat_rule(repeat: &Repeat) -> String {
    let what = repeat.offence.as_deref().unwrap_or("any case");
    let window = repeat.within_months.map_or("ever again".to_owned(), |months| format!("again within {months} months"));
    let becomes = repeat.becomes.as_ref().map(|offence| format!("becomes {offence}"));
    let closes = repeat.closes.as_ref().map(|name| format!("{} is no longer open", name.replace('_', " ")));
    let effects: Vec<String> = [becomes, closes].into_iter().flatten().collect();
    let rule = format!("{what}, {window}");
    match (effects.is_empty(), repeat.about.is_empty()) {
        (true, true) => rule,
        (true, false) => format!("{rule}: {}", repeat.about.in_language("en")),
        (false, true) => format!("{rule}: {}", effects.join(", ")),
        (false, false) => format!("{rule}: {} ({})", effects.join(", "), repeat.about.in_language("en")),
    }
}

fn rules(page: &mut Page, law: &Law, regime: &Regime) {
    if !regime.repeats.is_empty() {
        page.heading("Repeated cases", "");
        for repeat in &regime.repeats {
            page.item(&format!("{}  {}", repeat_rule(repeat), evidence(law, &repeat.evidence)));
        }
    }
    if !regime.alternatives.is_empty() {
        page.heading("Alternatives", "by where they sit");
        let mut alternatives: Vec<_> = regime.alternatives.iter().collect();
        alternatives.sort_by_key(|alternative| alternative.position);
        for alternative in alternatives {
            page.item(&format!(
                "{}: {}. {}  {}",
                position(alternative.position),
                alternative.name.replace('_', " "),
                alternative.about.in_language("en"),
                evidence(law, &alternative.evidence)
            ));
        }
    }
}

fn sources(page: &mut Page, law: &Law, regime: &Regime) {
    let mut used: Vec<&str> = vec![];
    for id in super::words::evidence_of(regime).filter_map(|evidence| evidence.source.as_deref()) {
        if !used.contains(&id) {
            used.push(id);
        }
    }
    if used.is_empty() {
        return;
    }
    page.heading("Sources", "");
    for source in used.into_iter().filter_map(|id| law.sources.get(id)) {
        let url = source.url.as_ref().map_or_else(String::new, |url| format!(" {url}"));
        page.item(&format!("{}, {} ({}).{url}", source.title.in_language("en"), source.publisher, source.year));
    }
}

/// One row for each band, then for each penalty, repeat rule, alternative and gap.
pub fn rows(law: &Law, regime: &Regime) -> Sheet {
    let columns = vec![
        "country",
        "regime",
        "from",
        "to",
        "kind",
        "name",
        "substance",
        "low",
        "high",
        "unit",
        "pure_low",
        "pure_high",
        "basis",
        "closed",
        "offence",
        "class",
        "statute",
        "text",
        "grade",
        "source",
        "url",
    ];
    let mut rows = Rows { law, regime, rows: vec![] };
    rows.bands();
    rows.penalties();
    rows.rules();
    Sheet { schema: "crimcost/law/1", columns, rows: rows.rows }
}

struct Rows<'a> {
    law: &'a Law,
    regime: &'a Regime,
    rows: Vec<Vec<Cell>>,
}

#[derive(Default)]
struct Line<'a> {
    kind: &'a str,
    name: &'a str,
    substance: &'a str,
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    pure: (Option<f64>, Option<f64>),
    basis: &'a str,
    closed: &'a str,
    offence: &'a str,
    text: String,
    evidence: Option<&'a crate::model::Evidence>,
}

impl<'a> Rows<'a> {
    fn push(&mut self, line: Line<'_>) {
        let day = |day: Option<crate::law::Date>| Cell::text(day.map_or_else(String::new, |day| day.to_string()));
        let offence = self.regime.offences.get(line.offence);
        let source = line.evidence.and_then(|evidence| self.law.sources.get(evidence.source.as_ref()?));
        self.rows.push(vec![
            Cell::text(&self.law.country),
            Cell::text(&self.regime.id),
            day(self.regime.from),
            day(self.regime.to),
            Cell::text(line.kind),
            Cell::text(line.name),
            Cell::text(line.substance),
            Cell::number(line.low),
            Cell::number(line.high),
            Cell::text(line.unit),
            Cell::number(line.pure.0),
            Cell::number(line.pure.1),
            Cell::text(line.basis),
            Cell::text(line.closed),
            Cell::text(line.offence),
            Cell::text(offence.map_or("", |offence| super::words::class(offence.class))),
            Cell::text(offence.and_then(|offence| offence.statute.clone()).unwrap_or_default()),
            Cell::text(line.text),
            Cell::text(line.evidence.map_or("", |evidence| evidence.grade.word())),
            Cell::text(source.map_or("", |source| source.title.in_language("en"))),
            Cell::text(source.and_then(|source| source.url.clone()).unwrap_or_default()),
        ]);
    }

    fn bands(&mut self) {
        let regime: &'a Regime = self.regime;
        for table in regime.tables.values() {
            for band in &table.bands {
                self.push(Line {
                    kind: "band",
                    name: band.name.as_deref().unwrap_or(""),
                    substance: &table.substance,
                    low: Some(band.from),
                    high: band.to,
                    unit: super::words::measure_word(table.measure).to_owned(),
                    pure: (band.pure_from, band.pure_to),
                    basis: super::words::basis_word(table.basis),
                    closed: super::words::closed_word(table.closed),
                    offence: band.offence.as_deref().unwrap_or(""),
                    text: amounts(table, band),
                    evidence: Some(&table.evidence),
                });
            }
        }
    }

    fn penalties(&mut self) {
        let (law, regime) = (self.law, self.regime);
        for offence in regime.offences.values() {
            if offence.penalties.is_empty() {
                self.push(Line {
                    kind: "offence",
                    offence: &offence.id,
                    text: penalties(law, offence),
                    evidence: Some(&offence.evidence),
                    ..Line::default()
                });
            }
            for penalty in &offence.penalties {
                let unit = penalty.unit.as_ref().map_or_else(String::new, |unit| super::words::unit(law, unit, 1.0));
                self.push(Line {
                    kind: "penalty",
                    name: super::words::kind(penalty.kind),
                    low: penalty.low,
                    high: penalty.high,
                    unit,
                    offence: &offence.id,
                    text: super::words::penalty(law, penalty),
                    evidence: Some(&offence.evidence),
                    ..Line::default()
                });
            }
        }
    }

    fn rules(&mut self) {
        let regime: &'a Regime = self.regime;
        for repeat in &regime.repeats {
            self.push(Line {
                kind: "repeat",
                high: repeat.within_months.map(f64::from),
                unit: repeat.within_months.map_or("", |_| "month").to_owned(),
                offence: repeat.offence.as_deref().unwrap_or(""),
                text: repeat_rule(repeat),
                evidence: Some(&repeat.evidence),
                ..Line::default()
            });
        }
        for alternative in &regime.alternatives {
            self.push(Line {
                kind: "alternative",
                name: &alternative.name,
                text: format!("{}: {}", position(alternative.position), alternative.about.in_language("en")),
                evidence: Some(&alternative.evidence),
                ..Line::default()
            });
        }
        for gap in &regime.gaps {
            self.push(Line { kind: "gap", text: gap.clone(), ..Line::default() });
        }
    }
}
