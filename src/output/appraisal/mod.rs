//! Answers to questions about a result, as text for readers, rows for programs, and charts.

mod section;

pub use section::{Answers, Section};
