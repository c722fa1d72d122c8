//! The ministry's standard questions: a strict check wants an answer to each.

use crate::codes::Code;
use crate::model::Model;
use crate::scenario::read::QUESTIONS;
use crate::text::{Place, Problem, Problems};

/// The questions that the scenario does not answer; `place` is where `[answers]` stands or could stand.
pub fn unanswered(model: &Model, place: Place) -> Problems {
    let mut problems = Problems::default();
    for (question, asks) in QUESTIONS {
        if !model.answers.contains_key(question) {
            problems.report(
                Problem::new(Code::UnansweredQuestion, place, format!("answers.{question}: {asks}"), "no answer")
                    .help(format!("{question} = \"variant.…\", \"parameter.…\"  or  {{ not_modelled = \"why\" }}")),
            );
        }
    }
    problems
}
