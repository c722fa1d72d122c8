//! What a state spends on criminalizing people who use drugs, and what it would spend if it diverted them to health
//! and social services.

pub mod analysis;
pub mod appraisal;
pub mod chart;
pub mod cli;
pub mod codes;
pub mod distribution;
pub mod draws;
pub mod evaluate;
pub mod language;
pub mod law;
pub mod math;
pub mod model;
pub mod output;
pub mod plan;
pub mod results;
pub mod run;
pub mod scenario;
pub mod statistics;
pub mod text;
pub mod unit;
pub mod update;
