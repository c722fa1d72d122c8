//! Answers to questions about a result, as text for readers, rows for programs, and charts.

mod section;
mod variance;

pub use section::{Answers, Section};
pub use variance::VarianceSection;
