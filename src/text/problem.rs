//! What is wrong in a text: where, what, why, and the way out.

use super::{Files, Place};
use crate::codes::Code;
use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer, Snippet};
use indexmap::IndexSet;
use serde::Serialize;

/// How bad a problem is. A text with an error does not run; a warning is printed and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warning,
}

/// One thing that is wrong, pointing at the text that caused it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    pub code: Code,
    pub place: Option<Place>,
    /// One line: what is wrong, naming the key by its path.
    pub message: String,
    /// A few words under the caret: the cause.
    pub label: String,
    /// Ways out, one a line; the first is the likeliest.
    pub help: Vec<String>,
    /// What else helps to understand, one a line.
    pub notes: Vec<String>,
    /// Other places that belong to the problem, each with a few words.
    pub also: Vec<(Place, String)>,
}

impl Problem {
    /// A problem at `place`; `message` says what is wrong, `label` why, in a few words.
    pub fn new(code: Code, place: Place, message: impl Into<String>, label: impl Into<String>) -> Problem {
        Problem {
            code,
            place: Some(place),
            message: message.into(),
            label: label.into(),
            help: vec![],
            notes: vec![],
            also: vec![],
        }
    }

    /// A problem with a file or a command as a whole.
    pub fn nowhere(code: Code, message: impl Into<String>) -> Problem {
        Problem {
            code,
            place: None,
            message: message.into(),
            label: String::new(),
            help: vec![],
            notes: vec![],
            also: vec![],
        }
    }

    /// Adds a way out.
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help.push(help.into());
        self
    }

    /// Adds an explanation.
    pub fn note(mut self, note: impl Into<String>) -> Problem {
        self.notes.push(note.into());
        self
    }

    /// Points at a second place.
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Problem {
        self.also.push((place, label.into()));
        self
    }

    /// Error or warning, as its code says.
    pub fn level(&self) -> Level {
        self.code.level()
    }

    /// `file:line:column: E0101: message`, for editors and log files.
    pub fn short(&self, files: &Files) -> String {
        match self.place {
            Some(place) => {
                let (line, column) = files.line_and_column(place);
                format!("{}:{line}:{column}: {}: {}", files.name(place.file), self.code, self.message)
            }
            None => format!("{}: {}", self.code, self.message),
        }
    }

    /// The problem as a block with the line, a caret, the cause and the way out.
    pub fn block(&self, files: &Files, colour: bool) -> String {
        let severity = match self.level() {
            Level::Error => Severity::ERROR,
            Level::Warning => Severity::WARNING,
        };
        let code = self.code.to_string();
        let title = severity.primary_title(self.message.as_str()).id(code.as_str());
        let texts: Vec<_> = self
            .place
            .iter()
            .chain(self.also.iter().map(|(place, _)| place))
            .map(|place| (files.name(place.file), files.text(place.file)))
            .collect();
        let mut group = Group::with_title(title);
        if let Some(place) = self.place {
            let mut snippet = Snippet::source(&*texts[0].1)
                .path(texts[0].0)
                .annotation(AnnotationKind::Primary.span(place.start..place.end).label(self.label.as_str()));
            for (other, label) in self.also.iter().filter(|(other, _)| other.file == place.file) {
                snippet =
                    snippet.annotation(AnnotationKind::Context.span(other.start..other.end).label(label.as_str()));
            }
            group = group.element(snippet);
            for (index, (other, label)) in
                self.also.iter().enumerate().filter(|(_, (other, _))| other.file != place.file)
            {
                let (name, text) = &texts[index + 1];
                group = group.element(
                    Snippet::source(&**text)
                        .path(*name)
                        .annotation(AnnotationKind::Context.span(other.start..other.end).label(label.as_str())),
                );
            }
        }
        for help in &self.help {
            group = group.element(Severity::HELP.message(help.as_str()));
        }
        for note in &self.notes {
            group = group.element(Severity::NOTE.message(note.as_str()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// A growing list of problems: everything that reads a text reports here and goes on.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Problems {
    list: IndexSet<Problem>,
}

impl Problems {
    /// Reports a problem; one that was reported before is not repeated.
    pub fn report(&mut self, problem: Problem) {
        self.list.insert(problem);
    }

    /// Takes over all problems of `other`.
    pub fn extend(&mut self, other: Problems) {
        for problem in other.list {
            self.report(problem);
        }
    }

    /// Whether anything reported stops a run.
    pub fn any_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.level() == Level::Error)
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems by place: in the order of the texts, then of their lines.
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut sorted: Vec<&Problem> = self.list.iter().collect();
        sorted.sort_by_key(|problem| (problem.place.map(|place| (place.file, place.start)), problem.code));
        sorted
    }
}
