//! An answer of which a page says no more than its finding.

use super::Section;
use crate::language::Language;
use crate::output::report::Page;
use crate::output::sheet::Sheet;
use serde_json::Value;

/// An answer that prints one sentence where it has one; its rows, its summary and its charts are all there.
pub struct InShort {
    section: Box<dyn Section>,
    /// Whether it prints the heading over all that are in short.
    is_first: bool,
}

impl InShort {
    /// A page's answers: those with a finding in short, after those without one.
    pub fn all(sections: Vec<Box<dyn Section>>) -> Vec<Box<dyn Section>> {
        let (short, mut all): (Vec<_>, Vec<_>) = sections.into_iter().partition(|section| section.finding().is_some());
        for (number, section) in short.into_iter().enumerate() {
            all.push(Box::new(InShort { section, is_first: number == 0 }));
        }
        all
    }
}

impl Section for InShort {
    fn name(&self) -> &'static str {
        self.section.name()
    }

    fn print(&self, page: &mut Page) {
        if self.is_first {
            page.heading("In short", "each in full with --show NAME");
        }
        match self.section.finding() {
            Some(finding) => page.item(&format!("{}: {finding}", self.name())),
            None => self.section.print(page),
        }
    }

    fn finding(&self) -> Option<String> {
        self.section.finding()
    }

    fn sheet(&self) -> Sheet {
        self.section.sheet()
    }

    fn summary(&self) -> Value {
        self.section.summary()
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        self.section.charts(language)
    }
}
