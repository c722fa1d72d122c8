//! Answers to questions about a result, as text for readers, rows for programs, and charts.

mod grid;
mod in_short;
mod breakeven;
mod contest;
mod section;
mod spider;
mod topic;
mod tornado;
mod variance;
mod stack;
mod alternatives;
mod sources;
mod stress;
mod structure;

pub use grid::GridSection;
pub use in_short::InShort;
pub use breakeven::BreakEvenSection;
pub use contest::{DisputesSection, MixturesSection};
pub use section::{Answers, Section};
pub use spider::SpiderSection;
pub use topic::Topic;
pub use tornado::TornadoSection;
pub use variance::VarianceSection;
pub use stack::StackedReforms;
pub use sources::SourcesSection;
pub use stress::StressSection;
pub use structure::StructureSection;
mod asks;
mod curves;
mod letters;
mod scene;
mod value;

pub use asks::AsksSection;
pub use curves::CurvesSection;
pub use scene::Scene;
pub use value::ValueSection;
