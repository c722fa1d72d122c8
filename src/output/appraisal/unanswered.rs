//! A question that has no answer here, beside others that have one.

use super::Section;
use crate::output::charts::capitalised;
use crate::output::report::Page;
use crate::output::sheet::Sheet;
use serde_json::{Value, json};

/// Why a question has no answer.
pub struct Unanswered {
    /// The stem of the files that the answer would have.
    pub name: &'static str,
    pub reason: String,
}

impl Section for Unanswered {
    fn name(&self) -> &'static str {
        self.name
    }

    fn print(&self, page: &mut Page) {
        page.heading(&capitalised(self.name), "");
        page.paragraph(&format!("No answer: {}.", self.reason));
    }

    fn finding(&self) -> Option<String> {
        Some(format!("no answer: {}.", self.reason))
    }

    fn sheet(&self) -> Sheet {
        Sheet { schema: "crimcost/unanswered/1", columns: vec![], rows: vec![] }
    }

    fn summary(&self) -> Value {
        json!({ "no_answer": self.reason })
    }
}
