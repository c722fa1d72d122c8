//! What every answer can do, and several answers as one text, one JSON document or one folder of files.

use crate::language::Language;
use crate::output::Record;
use crate::output::report::{Page, Style};
use crate::output::sheet::Sheet;
use serde_json::{Map, Value, json};

/// One answer: a table with a few sentences, its rows, its charts.
pub trait Section {
    /// The stem of its files and its key in JSON: `tornado`.
    fn name(&self) -> &'static str;

    /// Writes heading, sentences and table for readers.
    fn print(&self, page: &mut Page);

    /// What it found in one sentence, for a page of several answers that has no room for its table; absent where only the
    /// table says it.
    fn finding(&self) -> Option<String> {
        None
    }

    /// Every number that [`Self::print`] shows, and more, as rows; numbers are not rounded.
    fn sheet(&self) -> Sheet;

    /// What is not a row: sentences for a brief, totals, settings. An object, or null.
    fn summary(&self) -> Value {
        Value::Null
    }

    /// SVG charts by name without ending.
    fn charts(&self, _: Language) -> Vec<(String, String)> {
        vec![]
    }

    /// Texts to be written beside the tables, such as letters, by file name.
    fn texts(&self) -> Vec<(String, String)> {
        vec![]
    }
}

/// Answers that belong together.
pub struct Answers {
    /// What the JSON calls the document, such as `crimcost/sensitivity/1`.
    pub schema: &'static str,
    /// The first lines for readers: what was asked about.
    pub head: Vec<String>,
    /// Absent for draws from elsewhere.
    pub record: Option<Record>,
    pub sections: Vec<Box<dyn Section>>,
}

impl Answers {
    /// The answers for readers.
    pub fn text(&self, style: Style) -> String {
        let mut page = Page::new(style);
        for (number, line) in self.head.iter().enumerate() {
            if number == 0 { page.title(line) } else { page.line(line) }
        }
        for section in &self.sections {
            section.print(&mut page);
        }
        page.finish()
    }

    /// `{ "schema": …, "run": …, "about": […], section: { "summary": …, "rows": […] }, … }`.
    pub fn json(&self) -> String {
        let mut document = Map::new();
        document.insert("schema".into(), json!(self.schema));
        document.insert("run".into(), json!(self.record));
        document.insert("about".into(), json!(self.head));
        for section in &self.sections {
            let value = json!({ "summary": section.summary(), "rows": section.sheet().objects() });
            document.insert(section.name().to_owned(), value);
        }
        format!("{}\n", serde_json::to_string_pretty(&document).expect("texts and numbers are JSON"))
    }

    /// All files of a folder: a CSV for each answer, the JSON, the charts as SVG and PNG. Fails if a chart cannot be drawn.
    pub fn files(&self, language: Language, png_dpi: u16) -> Result<Vec<(String, Vec<u8>)>, String> {
        let mut files = vec![("answers.json".to_owned(), self.json().into_bytes())];
        for section in &self.sections {
            files.push((format!("{}.csv", section.name()), section.sheet().csv().into_bytes()));
            files.extend(section.texts().into_iter().map(|(name, text)| (name, text.into_bytes())));
            for (name, svg) in section.charts(language) {
                let png = crate::chart::png(&svg, f64::from(png_dpi))
                    .map_err(|error| format!("{name}.png cannot be drawn: {error}"))?;
                files.push((format!("{name}.svg"), svg.into_bytes()));
                files.push((format!("{name}.png"), png));
            }
        }
        Ok(files)
    }
}
