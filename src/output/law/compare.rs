//! Limits and penalties of several countries side by side.

use super::words::{amounts, band_name, basis, class, evidence, kind, measure_word, penalties, penalty, unit};
use crate::law::{Date, Law, Measure, Offence, Regime, Table};
use crate::output::report::{Page, Style};
use crate::output::sheet::{Cell, Sheet};
use crate::scenario::law::find::{matching, period, tidy, wider};

/// What is compared.
pub struct Comparison<'a> {
    /// Each country with its regime on the day; `None` if none is known.
    pub countries: Vec<(&'a Law, Option<&'a Regime>)>,
    pub at: Option<Date>,
    /// Substances asked for; all that have a table if none is.
    pub substances: Vec<String>,
    /// Offences asked for; all if none is.
    pub offences: Vec<String>,
    /// Whether amounts are left out.
    pub without_tables: bool,
    /// Whether offences are left out.
    pub without_offences: bool,
}

/// A table of a country that is among those compared.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    pub law: &'a Law,
    pub regime: &'a Regime,
    pub table: &'a Table,
    /// What it is compared as: the substance asked for, if its table holds for any substance.
    pub substance: &'a str,
}

impl<'a> Comparison<'a> {
    /// The tables to compare: by substance, then in the order of the countries.
    pub fn tables(&'a self) -> Vec<Compared<'a>> {
        let mut tables = vec![];
        if self.without_tables {
            return tables;
        }
        for (law, regime) in &self.countries {
            let Some(regime) = regime else { continue };
            for table in regime.tables.values().filter(|table| self.wants(regime, &table.substance)) {
                let substance = match (table.substance.as_str(), &self.substances[..]) {
                    ("any", [asked]) => asked,
                    (own, _) => own,
                };
                tables.push(Compared { law, regime, table, substance });
            }
        }
        tables.sort_by_key(|own| own.substance);
        tables
    }

    fn wants(&self, regime: &Regime, substance: &str) -> bool {
        let answers = |wanted: &String| {
            let mut own = matching(regime, wanted).peekable();
            match (own.peek(), wider(regime, wanted)) {
                (Some(_), _) => own.any(|name| name == substance),
                (None, Some(wider)) => wider == substance,
                (None, None) => substance == "any",
            }
        };
        self.substances.is_empty() || self.substances.iter().any(answers)
    }

    /// What each country calls the substances asked for, if they do not all use one name, and who has no table.
    fn names(&self) -> Vec<String> {
        let asked: Vec<String> = self.substances.iter().map(|word| super::words::substance(&tidy(word))).collect();
        let mut called: Vec<(String, Vec<&str>)> = vec![];
        let mut without = vec![];
        for (law, regime) in self.countries.iter().filter_map(|(law, regime)| Some((law, (*regime)?))) {
            let own = regime.tables.values().filter(|table| self.wants(regime, &table.substance));
            let own: Vec<String> = own.map(|table| super::words::substance(&table.substance)).collect();
            let country = law.title.in_language("en");
            match called.iter_mut().find(|(names, _)| *names == own.join(", ")) {
                _ if own.is_empty() => without.push(country),
                Some((_, countries)) => countries.push(country),
                None => called.push((own.join(", "), vec![country])),
            }
        }
        let mut sentences = vec![];
        if called.len() > 1 {
            let each = called.iter().map(|(names, countries)| format!("{} ({names})", countries.join(", ")));
            let each: Vec<String> = each.collect();
            sentences.push(format!("Each country under the names of its own tables: {}.", each.join("; ")));
        }
        if !without.is_empty() {
            sentences.push(format!("No table for {} was found: {}.", asked.join(", "), without.join(", ")));
        }
        sentences
    }

    /// The offences to compare, each with the countries that have it: in the order of the files.
    pub fn offences(&self) -> Vec<(&'a Law, &'a Regime, &'a Offence)> {
        if self.without_offences {
            return vec![];
        }
        let wanted: Vec<String> = self.offences.iter().map(|word| tidy(word)).collect();
        let mut order: Vec<&str> = ORDER.to_vec();
        let all = || self.countries.iter().filter_map(|(_, regime)| *regime).flat_map(|regime| regime.offences.keys());
        for id in all() {
            if !order.contains(&id.as_str()) {
                order.push(id);
            }
        }
        let mut offences = vec![];
        for id in order.into_iter().filter(|id| wanted.is_empty() || wanted.iter().any(|word| word == id)) {
            for (law, regime) in &self.countries {
                if let Some((regime, offence)) = regime.and_then(|regime| Some((regime, regime.offences.get(id)?))) {
                    offences.push((*law, regime, offence));
                }
            }
        }
        offences
    }

    /// The page for readers.
    pub fn page(&self, style: Style) -> String {
        let mut page = Page::new(style);
        let names: Vec<&str> = self.countries.iter().map(|(law, _)| law.title.in_language("en")).collect();
        page.title(&if names.len() > 6 { format!("{} countries", names.len()) } else { names.join(", ") });
        page.line(&self.at.map_or("The latest regime of each that is known.".to_owned(), |at| format!("On {at}.")));
        self.limits(&mut page);
        self.penalties(&mut page);
        let missing: Vec<&str> = self
            .countries
            .iter()
            .filter(|(_, regime)| regime.is_none())
            .map(|(law, _)| law.title.in_language("en"))
            .collect();
        if !missing.is_empty() {
            page.heading("No regime known on that day", "");
            page.paragraph(&missing.join(", "));
        }
        page.gap();
        page.line(
            "Read from stored excerpts and not legal advice: a national reviewer must check it before it is used.",
        );
        page.finish()
    }

    fn limits(&self, page: &mut Page) {
        let tables = self.tables();
        if tables.is_empty() {
            return;
        }
        page.heading("Amounts", "");
        let header = ["substance", "country", "band", "amount", "class", "what counts [grade]"];
        let header = header.map(str::to_owned);
        let mut rows: Vec<Vec<String>> = vec![];
        for Compared { law, regime, table, substance } in tables {
            for (index, band) in table.bands.iter().enumerate() {
                let first = |text: String| if index == 0 { text } else { String::new() };
                let offence = band.offence.as_ref().and_then(|id| regime.offences.get(id));
                rows.push(vec![
                    first(super::words::substance(substance)),
                    first(law.title.in_language("en").to_owned()),
                    band_name(band).to_owned(),
                    amounts(table, band),
                    offence.map_or("not found", |offence| class(offence.class)).to_owned(),
                    first(format!("{} [{}]", basis(table.basis), table.evidence.grade.word())),
                ]);
            }
        }
        page.table(&header, rows, header.len());
        if !self.substances.is_empty() {
            self.names().iter().for_each(|sentence| page.paragraph(sentence));
        }
    }

    fn penalties(&self, page: &mut Page) {
        let offences = self.offences();
        if offences.is_empty() {
            return;
        }
        page.heading("Penalties", "");
        let header = ["offence", "country", "class", "penalties", "grade"].map(str::to_owned);
        let mut before = "";
        let mut rows: Vec<Vec<String>> = vec![];
        for (law, _, offence) in &offences {
            let name = if before == offence.id { String::new() } else { super::words::shared_offence(&offence.id) };
            before = &offence.id;
            rows.push(vec![
                name,
                law.title.in_language("en").to_owned(),
                class(offence.class).to_owned(),
                penalties(law, offence),
                offence.evidence.grade.word().to_owned(),
            ]);
        }
        page.table(&header, rows, header.len());
    }

    /// One row for each band and each penalty.
    pub fn rows(&self) -> Sheet {
        let columns = vec![
            "kind",
            "country",
            "title",
            "regime",
            "period",
            "substance",
            "offence",
            "name",
            "class",
            "low",
            "high",
            "unit",
            "low_grams",
            "high_grams",
            "low_days",
            "high_days",
            "basis",
            "text",
            "grade",
            "source",
        ];
        let mut rows = vec![];
        let head = |kind: &str, law: &Law, regime: &Regime| {
            [kind, law.country.as_str(), law.title.in_language("en"), regime.id.as_str(), period(regime).as_str()]
                .map(Cell::text)
                .to_vec()
        };
        for Compared { law, regime, table, .. } in self.tables() {
            let grams = table.in_grams();
            for band in &table.bands {
                let offence = band.offence.as_ref().and_then(|id| regime.offences.get(id));
                let in_grams = |amount: Option<f64>| {
                    Cell::number(amount.zip(grams).map(|(amount, grams)| super::words::rounded(amount * grams)))
                };
                let mut row = head("band", law, regime);
                row.extend([
                    Cell::text(&table.substance),
                    Cell::text(band.offence.clone().unwrap_or_default()),
                    Cell::text(band.name.clone().unwrap_or_default()),
                    Cell::text(offence.map_or("", |offence| class(offence.class))),
                    Cell::Number(band.from),
                    Cell::number(band.to),
                    Cell::text(measure_word(table.measure)),
                    in_grams(Some(band.from)),
                    in_grams(band.to),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::text(super::words::basis_word(table.basis)),
                    Cell::text(amounts(table, band)),
                    Cell::text(table.evidence.grade.word()),
                    Cell::text(evidence(law, &table.evidence)),
                ]);
                rows.push(row);
            }
        }
        for (law, regime, offence) in self.offences() {
            for own in &offence.penalties {
                let days = |amount: Option<f64>| {
                    let days = own.unit.as_ref().and_then(crate::law::PenaltyUnit::days);
                    Cell::number(amount.zip(days).map(|(amount, days)| super::words::rounded(amount * days)))
                };
                let mut row = head("penalty", law, regime);
                row.extend([
                    Cell::Empty,
                    Cell::text(&offence.id),
                    Cell::text(kind(own.kind)),
                    Cell::text(class(offence.class)),
                    Cell::number(own.low),
                    Cell::number(own.high),
                    Cell::text(own.unit.as_ref().map_or_else(String::new, |own| unit(law, own, 1.0))),
                    Cell::Empty,
                    Cell::Empty,
                    days(own.low),
                    days(own.high),
                    Cell::Empty,
                    Cell::text(penalty(law, own)),
                    Cell::text(offence.evidence.grade.word()),
                    Cell::text(evidence(law, &offence.evidence)),
                ]);
                rows.push(row);
            }
            if offence.penalties.is_empty() {
                let mut row = head("penalty", law, regime);
                let empty = || Cell::Empty;
                row.extend([empty(), Cell::text(&offence.id), empty(), Cell::text(class(offence.class))]);
                row.extend((0..8).map(|_| Cell::Empty));
                row.extend([
                    Cell::text(penalties(law, offence)),
                    Cell::text(offence.evidence.grade.word()),
                    Cell::text(evidence(law, &offence.evidence)),
                ]);
                rows.push(row);
            }
        }
        Sheet { schema: "crimcost/law-compare/1", columns, rows }
    }

    /// Whether a table can stand on an axis of grams.
    pub fn has_grams(table: &Table) -> bool {
        match table.measure {
            Measure::Grams | Measure::DailyAmounts { .. } => true,
            Measure::Doses | Measure::Pieces => false,
        }
    }
}

/// The usual offences, from the lightest up.
const ORDER: [&str; 7] = [
    "use",
    "possession_small",
    "possession",
    "possession_large",
    "possession_very_large",
    "supply",
    "supply_aggravated",
];
